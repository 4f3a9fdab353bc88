"""``RUN --mount=…`` that Docker refuses: types, keys and values that do not exist, and what is missing."""

from collections.abc import Iterator
from dataclasses import replace
from posixpath import join, normpath

from dockerls.knowledge.mount_grammar import MOUNT_KEYS, MOUNT_TYPES, MountKeyGrammar, MountTypeGrammar, MountValue
from dockerls.language import Sentence
from dockerls.rewrite.place import delete, here, substitute
from dockerls.rules.correctness.flag_value import FROM_VARIABLE
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.frontend import may_know_more
from dockerls.semantics.mounts import MountField, mount_fields
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Flag, Instruction
from dockerls.text.nearest import nearest
from dockerls.text.span import Span

CHANGE = Sentence(en="Change to `{text}`", ko="`{text}`(으)로 바꾸기")
DELETE = Sentence(en="Delete `{text}`", ko="`{text}` 삭제")
CLOSE_UP = Sentence(en="Delete the blanks", ko="공백 삭제")

BROKEN = Sentence(
    en='A quote in a mount stands around a whole field: `"target=/a,b"`',
    ko='마운트의 따옴표는 필드 전체를 감싸야 합니다: `"target=/a,b"`',
)
NOTHING = Sentence(en="There is nothing between the commas", ko="쉼표 사이가 비어 있습니다")
BLANK = Sentence(
    en="A blank ends the mount, so `{text}` is taken for the command",
    ko="공백에서 마운트가 끝나므로 `{text}`을(를) 실행할 명령으로 읽습니다",
)
BLANK_IN_KEY = Sentence(en="No blank may stand beside `{key}`", ko="`{key}` 앞뒤에 공백을 쓸 수 없습니다")
NO_PAIR = Sentence(en="`{key}` needs a value: `{key}=…`", ko="`{key}`에 값이 필요합니다: `{key}=…`")
UNKNOWN = Sentence(en="A mount has no `{key}`", ko="마운트에는 `{key}` 옵션이 없습니다")
DID_YOU_MEAN = Sentence(
    en="A mount has no `{key}`. Did you mean `{meant}`?",
    ko="마운트에는 `{key}` 옵션이 없습니다. `{meant}`의 오타일 수 있습니다",
)
REFUSED = Sentence(en="A `{type}` mount has no `{key}`", ko="`{type}` 마운트에는 `{key}` 옵션이 없습니다")
AFTER_TYPE = Sentence(en="`{key}` must stand behind `type={type}`", ko="`{key}` 옵션은 `type={type}` 뒤에 써야 합니다")
BOTH = Sentence(
    en="`id` and `source` of a secret are the same, and only one may stand",
    ko="시크릿의 `id`와 `source`는 같은 옵션이므로 하나만 쓸 수 있습니다",
)
NO_TARGET = Sentence(
    en="A `{type}` mount needs a folder to appear in: `target=…`",
    ko="`{type}` 마운트에 연결할 디렉터리가 필요합니다: `target=…`",
)
NO_ID = Sentence(en="A `secret` mount needs a name: `id=…`", ko="`secret` 마운트에 이름이 필요합니다: `id=…`")
AT_ROOT = Sentence(en="A mount cannot take the place of `/`", ko="`/`에는 마운트할 수 없습니다")

_TRUTH = {"yes": "true", "on": "true", "no": "false", "off": "false"}
_VALUES = {
    MountValue.BOOLEAN: "true | false",
    MountValue.MODE: Sentence(en="octal digits such as `0755`", ko="`0755` 같은 8진수"),
    MountValue.NUMBER: Sentence(en="a number such as `1000` (no name)", ko="`1000` 같은 숫자 (이름은 쓸 수 없음)"),
    MountValue.SIZE: Sentence(en="a size such as `64m`", ko="`64m` 같은 크기"),
}


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    severity = Severity.INFO if may_know_more(around.syntax) else None
    for mount in run.flags_named("mount"):
        if mount.value is None or mount.value_span is None:
            continue
        fields = mount_fields(run, mount)
        if not fields:
            found = iter((Finding(here(mount.value_span), BROKEN if mount.value else NOTHING),))
        else:
            found = _in_mount(run, mount, mount.value_span, fields, around)
        yield from (replace(each, severity=severity) if severity else each for each in found)


def _in_mount(
    run: Instruction, mount: Flag, span: Span, fields: tuple[MountField, ...], around: Surroundings
) -> Iterator[Finding]:
    from dockerls.rewrite.mount_blanks import blanks_behind

    type_ = _last(fields, "type") or "bind"
    kind = MOUNT_TYPES.get(type_.lower())
    type_so_far = "bind"
    is_sound = True
    for field in fields:
        if field is fields[-1] and not field.key and mount == run.flags[-1]:
            blanks = blanks_behind(run, mount)
            if blanks is not None:
                fix = Fix(CLOSE_UP, Safety.SAFE, tuple(delete(blank) for blank in blanks.cuts))
                yield Finding(here(blanks.swallowed), BLANK.filled(text=blanks.swallowed.of(run.text)), (fix,))
                return
        found = _in_field(run, field) or (kind and _of_type(run, field, kind, type_so_far))
        if found:
            is_sound = False
            yield found
        if field.key == "type" and field.value:
            type_so_far = field.value.lower()
    missing = _missing(kind, fields, around) if kind and is_sound else None
    if missing is not None:
        yield replace(missing, place=here(span))


def _in_field(run: Instruction, field: MountField) -> Finding | None:
    """What is wrong with a field whatever the type of its mount is."""
    from dockerls.semantics.mount_values import is_mount_value

    place = here(field.span)
    if not field.key and field.value is None:
        return Finding(place, NOTHING, _without(run, field))
    grammar = MOUNT_KEYS.get(field.key)
    if grammar is None:
        return _unknown(run, field)
    if field.value is None:
        return None if grammar.boolean else Finding(place, NO_PAIR.filled(key=field.key))
    if field.key == "from" and "$" in field.value[:-1]:
        return Finding(here(field.value_span), FROM_VARIABLE.filled(image=field.value))
    if "$" in field.value or is_mount_value(grammar, field.value):
        return None
    if not field.value:
        return Finding(place, NO_PAIR.filled(key=field.key))
    values = _VALUES.get(grammar.value) or " | ".join(grammar.choices)
    message = RULE.message.filled(key=field.key, value=field.value, values=values)
    return Finding(here(field.value_span), message, _change(field.value_span, _meant(grammar, field.value)))


def _unknown(run: Instruction, field: MountField) -> Finding:
    key = field.key_span.of(run.text)
    if field.key.strip() in MOUNT_KEYS:
        fix = Fix(CLOSE_UP, Safety.SAFE, (substitute(field.key_span, key.strip()),))
        return Finding(here(field.key_span), BLANK_IN_KEY.filled(key=key.strip()), (fix,))
    name, colon, rest = key.partition(":")
    if field.value is None and colon and name.lower() in MOUNT_KEYS:
        return Finding(here(field.span), NO_PAIR.filled(key=name), _change(field.span, f"{name}={rest}"))
    meant = nearest(field.key, MOUNT_KEYS)
    if meant is None:
        return Finding(here(field.key_span), UNKNOWN.filled(key=key))
    return Finding(here(field.key_span), DID_YOU_MEAN.filled(key=key, meant=meant), _change(field.key_span, meant))


def _of_type(run: Instruction, field: MountField, kind: MountTypeGrammar, type_so_far: str) -> Finding | None:
    """A key that does not go with the type. ``size`` and ``required`` are read with what ``type=`` said before them."""
    grammar = MOUNT_KEYS.get(field.key)
    if grammar is None or (not field.value and grammar.value is MountValue.TEXT):
        return None
    if grammar.name in kind.refuses:
        message = REFUSED.filled(type=kind.name, key=field.key)
        return Finding(here(field.span), message, _without(run, field))
    before = MOUNT_TYPES.get(type_so_far)
    if grammar.name in ("size", "required") and before is not None and grammar.name in before.refuses:
        return Finding(here(field.span), AFTER_TYPE.filled(key=field.key, type=kind.name))
    return None


def _missing(kind: MountTypeGrammar, fields: tuple[MountField, ...], around: Surroundings) -> Finding | None:
    """What the whole mount lacks, or has too much of; where is for the caller to say."""
    place = here(Span(0, 0))
    target = _last(fields, "target", "dst", "destination")
    if kind.name == "secret":
        source, name = _last(fields, "source", "src"), _last(fields, "id")
        if source and name:
            return Finding(place, BOTH)
        return None if source or name or target else Finding(place, NO_ID)
    if kind.name == "ssh" or "$" in target:
        return None
    folder = _folder(around)
    if not target:
        message = NO_TARGET.filled(type=kind.name)
        if folder is None:  # the base image may have a WORKDIR, which the mount would hide
            return Finding(place, message, severity=Severity.WARNING)
        return Finding(place, message) if folder == "/" else None
    is_root = target == "/" or (not target.startswith("/") and folder and normpath(join(folder, target)) == "/")
    return Finding(place, AT_ROOT) if is_root else None


def _folder(around: Surroundings) -> str | None:
    """The working directory, which targets count from and which a mount without a target would take the place of."""
    from dockerls.knowledge.accounts import default_workdir

    if around.family == "windows" or around.image is None:
        return None
    folder = around.workdir or default_workdir(around.image)
    return normpath(folder) if folder and folder.startswith("/") and "$" not in folder else None


def _last(fields: tuple[MountField, ...], *names: str) -> str:
    """The value of a key, by any of its names: the last one counts."""
    return next((field.value for field in reversed(fields) if field.key in names and field.value is not None), "")


def _meant(grammar: MountKeyGrammar, value: str) -> str | None:
    if grammar.value is MountValue.BOOLEAN:
        return _TRUTH.get(value.lower()) or nearest(value, ("true", "false"))
    return nearest(value.strip(), grammar.choices)


def _change(span: Span, text: str | None) -> tuple[Fix, ...]:
    return (Fix(CHANGE.filled(text=text), Safety.SUGGEST, (substitute(span, text),)),) if text else ()


def _without(run: Instruction, field: MountField) -> tuple[Fix, ...]:
    """The field deleted with one of its commas, where no quote or continuation stands between."""
    start, end = field.span.start, field.span.end
    if run.text[start - 1 : start] == ",":
        cut = Span(start - 1, end)
    elif run.text[end : end + 1] == ",":
        cut = Span(start, end + 1)
    else:
        return ()
    return (Fix(DELETE.filled(text=cut.of(run.text)), Safety.SUGGEST, (delete(cut),)),)


RULE = Rule(
    code="DLS4043",
    name="mount-options",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(
        en="`{key}` cannot be `{value}`, only {values}",
        ko="`{key}`에 `{value}`은(는) 쓸 수 없습니다. 가능한 값: {values}",
    ),
    rationale=Sentence(
        en=(
            "What stands behind `--mount=` is one word: `key=value` pairs with commas and no blanks between them. "
            "Which keys there are depends on the `type`, which is `bind` if none is given:\n\n"
            "- `bind`, `cache` and `tmpfs` need a `target`, and it cannot be `/`.\n"
            "- `mode`, `uid` and `gid` are numbers, for `cache`, `secret` and `ssh`.\n"
            "- `sharing` (`shared`, `private` or `locked`) is for `cache`, `size` for `tmpfs`, `required` for `secret` "
            "and `ssh`; the last two stand behind `type=`.\n"
            "- A `secret` needs an `id`.\n\n"
            "Docker refuses the build otherwise. Variables from `ARG` and `ENV` may stand in values, but not in "
            "`from`: give the image a stage, `FROM $IMAGE AS tools`, and write `from=tools`."
        ),
        ko=(
            "`--mount=` 뒤에는 `키=값`을 공백 없이 쉼표로 이어 한 단어로 씁니다. 쓸 수 있는 키는 `type`에 따라 다르며, "
            "`type`이 없으면 `bind`입니다.\n\n"
            "- `bind`, `cache`, `tmpfs`에는 `target`이 필요하고 `/`는 쓸 수 없습니다.\n"
            "- `mode`, `uid`, `gid`는 숫자이며 `cache`, `secret`, `ssh`에 씁니다.\n"
            "- `sharing`(`shared`, `private`, `locked`)은 `cache`에, `size`는 `tmpfs`에, `required`는 `secret`과 "
            "`ssh`에 씁니다. 뒤의 두 가지는 `type=` 뒤에 써야 합니다.\n"
            "- `secret`에는 `id`가 필요합니다.\n\n"
            "그렇지 않으면 Docker가 빌드를 거부합니다. 값에는 `ARG`와 `ENV`의 변수를 쓸 수 있지만 `from`에는 쓸 수 "
            "없습니다. `FROM $IMAGE AS tools`로 스테이지를 만들고 `from=tools`라고 쓰세요."
        ),
    ),
    check=check,
    keywords=frozenset({"RUN"}),
    examples=(
        Example(
            bad="FROM debian:12\nRUN --mount=type=cache, «target=/c», id=a make\n",
            good="FROM debian:12\nRUN --mount=type=cache,target=/c,id=a make\n",
        ),
        Example(
            bad="FROM debian:12\nRUN --mount=type=cache, \\\n    «target=/c» \\\n    make\n",
            good="FROM debian:12\nRUN --mount=type=cache,\\\ntarget=/c \\\n    make\n",
        ),
        Example(
            bad='FROM debian:12\nRUN --mount="type=cache,« target»=/c" make\n',
            good='FROM debian:12\nRUN --mount="type=cache,target=/c" make\n',
        ),
        Example(
            bad="FROM debian:12\nRUN --mount=type=«cahce»,target=/c make\n",
            good="FROM debian:12\nRUN --mount=type=cache,target=/c make\n",
        ),
        Example(
            bad="FROM debian:12\nONBUILD RUN --mount=type=cache,«trget»=/c make\n",
            good="FROM debian:12\nONBUILD RUN --mount=type=cache,target=/c make\n",
        ),
        Example(
            bad="FROM debian:12\nRUN --mount=«mode=0755»,target=/c make\n",
            good="FROM debian:12\nRUN --mount=target=/c make\n",
        ),
        Example(
            bad="FROM debian:12\nRUN --mount=type=cache,«target:/c» make\n",
            good="FROM debian:12\nRUN --mount=type=cache,target=/c make\n",
        ),
        Example(
            bad="FROM debian:12\nRUN --mount=type=bind,target=/c,rw=«yes» make\n",
            good="FROM debian:12\nRUN --mount=type=bind,target=/c,rw=true make\n",
        ),
        Example(bad="FROM debian:12\nRUN --mount=type=cache,target=/c,uid=«app»,mode=«u+x»,«sharing=» make\n"),
        Example(bad="FROM debian:12\nRUN --mount=«type=cache,id=a» make\nRUN --mount=«target=.,rw» make\n"),
        Example(bad="FROM debian:12\nRUN --mount=«required»,type=secret,id=a make\nRUN --mount=«type=secret» make\n"),
        Example(bad="ARG TOOLS\nFROM debian:12\nRUN --mount=from=«$TOOLS»,target=/t make\nRUN --mount=«» make\n"),
        Example(bad="# syntax=docker/dockerfile:1.99\nFROM debian:12\nRUN --mount=type=«volume»,target=/v make\n"),
    ),
    silent=(
        "FROM debian:12\nARG T\nRUN --mount=type=$T,target=/c,size=1 --mount=type=cache,target=$T,sharing=$T make\n",
        "FROM debian:12\nRUN --mount=TYPE=Cache,target=/c,sharing=LOCKED,mode=755 make\n",
        "FROM debian:12\nRUN --mount=type=tmpfs,target=/c,size=1.5GiB --mount=type=secret,src=a,required make\n",
        "FROM debian:12\nWORKDIR /app\nRUN --mount=type=bind --mount=type=tmpfs,target=tmp make\n",
        "FROM debian:12\nRUN --mount=type=cache,\\\ntarget=/c,ro --mount=type=ssh make, a=b\n",
        "FROM debian:12\nRUN --mount='type=cache,\"target=/a,b\"' --mount=type=bind,target=/x,ro=T,id=x make\n",
    ),
)
