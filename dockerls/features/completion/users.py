"""Users: those the stage creates, those its base image ships, then root and what the distribution has."""

import re
from collections.abc import Iterator

from dockerls.features.completion.offer import Completion, Kind, Offers
from dockerls.features.completion.stage_pieces import instructions_of_stage
from dockerls.features.completion.typed import Typed
from dockerls.knowledge.accounts import ShippedUser, shipped_users, system_users
from dockerls.language import Sentence, verbatim
from dockerls.semantics.account_commands import created_group, created_user
from dockerls.semantics.shell_code import commands_of
from dockerls.value import value

_REST_OF_OWNER = re.compile(r"[^\s,:]*(?::[^\s,]*)?")
_REST_OF_NAME = re.compile(r"[^\s,:]*")
_CREATED = Sentence(en="created in this stage", ko="이 스테이지에서 만듦")
_SHIPPED = Sentence(en="of the base image, {ids}", ko="베이스 이미지의 사용자, {ids}")
_SHIPPED_WITHOUT_IDS = Sentence(en="of the base image", ko="베이스 이미지의 사용자")


@value
class _Owner:
    """A user and a group that can be named here."""

    user: str
    group: str | None
    detail: Sentence | None = None


def user_offers(typed: Typed) -> Offers:
    """What USER may name; behind a colon the groups."""
    return _offers(typed, typed.word or "", with_group=False)


def owner_offers(typed: Typed, written: str) -> Offers:
    """What ``--chown=`` may name, user and group in one. A COPY with ``--link`` cannot look names up."""
    return _offers(typed, written, with_group=True, only_numbers="--link" in typed.done)


def _offers(typed: Typed, written: str, *, with_group: bool, only_numbers: bool = False) -> Offers:
    user, colon, group = written.partition(":")
    owners = list(_numbers(typed) if only_numbers else _owners(typed))
    if colon:
        span = typed.replacing(len(group), _REST_OF_NAME)
        groups = dict.fromkeys(each.group for each in owners if each.group)
        own = [each.group for each in owners if each.user == user and each.group]
        names = dict.fromkeys((*own, *_created_groups(typed), *groups))
        return Offers(tuple(Completion(name, Kind.USER, span, name) for name in names))
    span = typed.replacing(len(user), _REST_OF_OWNER)
    texts = {f"{each.user}:{each.group}" if with_group and each.group else each.user: each for each in reversed(owners)}
    return Offers(
        tuple(Completion(text, Kind.USER, span, text, detail=each.detail) for text, each in reversed(texts.items()))
    )


def _owners(typed: Typed) -> Iterator[_Owner]:
    around = typed.around
    for name in _created(typed):
        yield _Owner(name, name, _CREATED)
    for shipped in shipped_users(around.image) if around.image else ():
        yield _Owner(shipped.name, shipped.group, _ids(shipped))
    yield _Owner("root", "root")
    for shipped in system_users(around.family) if around.family else ():
        yield _Owner(shipped.name, shipped.group, _ids(shipped))


def _numbers(typed: Typed) -> Iterator[_Owner]:
    for shipped in shipped_users(typed.around.image) if typed.around.image else ():
        if shipped.uid is not None:
            group = shipped.uid if shipped.gid is None else shipped.gid
            yield _Owner(str(shipped.uid), str(group), verbatim(shipped.name))
    for number, name in (("1000", None), ("10001", None), ("0", "root"), ("65534", "nobody")):
        yield _Owner(number, number, verbatim(name) if name else None)


def _created(typed: Typed) -> Iterator[str]:
    """Names of the users that RUNs above create in this stage and the stages it is built on, the last first."""
    found = [
        name.text
        for run, around in instructions_of_stage(typed, "RUN")
        for command in commands_of(run, around)
        if (name := created_user(command)) and name.is_plain
    ]
    yield from dict.fromkeys(reversed(found))


def _created_groups(typed: Typed) -> Iterator[str]:
    for run, around in instructions_of_stage(typed, "RUN"):
        for command in commands_of(run, around):
            if (name := created_group(command)) and name.is_plain:
                yield name.text


def _ids(shipped: ShippedUser) -> Sentence:
    if shipped.uid is None:
        return _SHIPPED_WITHOUT_IDS
    ids = shipped.uid if shipped.gid is None else f"{shipped.uid}:{shipped.gid}"
    return _SHIPPED.filled(ids=ids)
