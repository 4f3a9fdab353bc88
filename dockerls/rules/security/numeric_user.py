"""A last USER by name, which Kubernetes cannot tell from root."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.account_commands import DEBIAN_ADDUSER, USERADD, created_user, read_account
from dockerls.semantics.shell_code import commands_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.image import ImageReference
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span
from dockerls.value import value

TITLE = Sentence(en="Use `{id}`", ko="`{id}`(으)로 변경")
MESSAGE = Sentence(
    en="Kubernetes cannot tell whether `{user}` is root: it wants a number",
    ko="Kubernetes는 `{user}` 사용자가 root인지 알 수 없습니다. 숫자가 필요합니다",
)


@value
class Switch:
    """A USER, with the images and families it may find its user in."""

    user: str
    span: Span
    is_final: bool
    image: ImageReference | None
    family: str | None


@value
class Created:
    """A user that a RUN creates with a fixed id."""

    name: str
    uid: str


def note(instruction: Instruction, around: Surroundings) -> Switch | tuple[Created, ...] | None:
    if not around.ships:
        return None
    if instruction.keyword == "USER":
        span, text = instruction.value_span, instruction.value
        return Switch(text, span, around.is_final, around.image, around.family) if text else None
    return tuple(_created(instruction, around)) or None


def _created(run: Instruction, around: Surroundings) -> Iterator[Created]:
    for command in commands_of(run, around):
        name = created_user(command)
        if name is not None and name.is_plain:
            uid = read_account(command, {**USERADD, **DEBIAN_ADDUSER}).value("-u", "--uid")
            if uid is not None and uid.isdecimal():
                yield Created(name.text, uid)


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    switches = [at for at in noted if isinstance(at.fact, Switch)]
    if not switches or not switches[-1].fact.is_final:
        return
    at, last = switches[-1], switches[-1].fact
    name, colon, group = last.user.partition(":")
    if "$" in last.user or name.isdecimal() or name == "root" or last.family == "windows":
        return
    created = [each for other in noted if not isinstance(other.fact, Switch) for each in other.fact]
    fixes = tuple(_fix(at.piece, last, f"{uid}{colon}{group}") for uid in _ids(name, last, created))
    yield Finding(Place(at.piece, last.span), MESSAGE.filled(user=name), fixes=fixes)


def _fix(piece: int, last: Switch, user: str) -> Fix:
    return Fix(TITLE.filled(id=user), Safety.SUGGEST, (PlacedEdit(Place(piece, last.span), user),))


def _ids(name: str, last: Switch, created: list[Created]) -> tuple[str, ...]:
    """The id of a user, if there is but one it can be."""
    from dockerls.knowledge.accounts import shipped_users, system_users

    found = {each.uid for each in created if each.name == name}
    if not found and last.image is not None:
        users = (*shipped_users(last.image), *(system_users(last.family) if last.family else ()))
        found = {str(user.uid) for user in users if user.name == name and user.uid is not None}
    return tuple(found) if len(found) == 1 else ()


RULE = Rule(
    code="DL3066",
    name="numeric-user",
    category=Category.SECURITY,
    severity=Severity.HINT,
    message=Sentence(
        en="Kubernetes cannot tell whether a named user is root: it wants a number",
        ko="Kubernetes는 이름으로 적은 사용자가 root인지 알 수 없습니다. 숫자가 필요합니다",
    ),
    rationale=Sentence(
        en=(
            "With `runAsNonRoot: true` the kubelet starts a container only if it knows that its user is not root, and "
            "it looks at nothing but the image's configuration: a name there could be anyone in `/etc/passwd`, so the "
            "container does not start.\n\n"
            "Write the number, best with the name beside it:\n\n"
            "```dockerfile\nRUN useradd --uid 10001 app\n# app\nUSER 10001\n```\n\n"
            "Ignore this if the image does not run on Kubernetes, or `runAsUser` is set there."
        ),
        ko=(
            "`runAsNonRoot: true`일 때 kubelet은 사용자가 root가 아님을 확인할 수 있어야 컨테이너를 시작합니다. "
            "확인에는 "
            "이미지 설정만 사용하는데, 이름만으로는 `/etc/passwd`의 누구인지 알 수 없어 컨테이너가 시작되지 "
            "않습니다.\n\n"
            "숫자로 쓰고 이름은 주석으로 남기세요.\n\n"
            "```dockerfile\nRUN useradd --uid 10001 app\n# app\nUSER 10001\n```\n\n"
            "Kubernetes에서 실행하지 않거나 그곳에서 `runAsUser`를 지정한다면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"USER", "RUN"}),
    check=FileCheck(note, check),
    examples=(
        Example(
            bad="FROM debian:12\nRUN useradd -u 10001 app\nUSER «app:app»\n",
            good="FROM debian:12\nRUN useradd -u 10001 app\nUSER 10001:app\n",
        ),
        Example(bad="FROM node:24\nUSER «node»\n", good="FROM node:24\nUSER 1000\n"),
        Example(bad="FROM debian:12\nRUN useradd app\nUSER «app»\n"),
    ),
    silent=(
        "FROM debian:12\nUSER 1000:app\n",
        "FROM debian:12\nARG UID=1000\nUSER $UID\nUSER ${UID}:app\n",
        "FROM debian:12\nUSER root\n",
        "FROM node:24 AS build\nUSER node\nFROM debian:12\nUSER 1000\n",
        "FROM node:24\nUSER node\nRUN true\nUSER 1000\n",
    ),
)
