"""Variables: what one stands for at the cursor, where that comes from, and who replaces it."""

from collections.abc import Iterator

from dockerls.features.lessons.lines import line_of
from dockerls.features.lessons.markdown import code, listed
from dockerls.features.lessons.modifiers import modified_value, modifier_lesson
from dockerls.features.lessons.topic import Cursor, Topic
from dockerls.features.lessons.unset_variables import EMPTY, RUN_IN_CONTAINER, VALUE, known_lesson, unset_lesson
from dockerls.features.lessons.values import MASK, Values, values_of, written
from dockerls.language import Sentence, verbatim
from dockerls.semantics.credentials import names_credential
from dockerls.semantics.scopes import Definition, Site, Use, variables_of
from dockerls.syntax.instruction import Instruction

_DEFINES = Sentence(en="**{name}**, set here", ko="**{name}**, 여기서 설정")
_MASKED = Sentence(
    en="not shown, because the name looks like that of a credential", ko="이름이 인증 정보처럼 보여서 표시하지 않음"
)
_WITHOUT_ARGUMENT = Sentence(
    en="{value}, unless `--build-arg` sets another", ko="{value}, `--build-arg`로 바꿀 수 있음"
)
_ONLY_ARGUMENT = Sentence(
    en="only what `--build-arg {name}=…` gives; without it the variable is empty",
    ko="`--build-arg {name}=…`로 주는 값뿐이며, 주지 않으면 비어 있음",
)
_BUILDER_SETS = Sentence(
    en="set by the builder, unless `--build-arg` sets another", ko="빌더가 정하며, `--build-arg`로 바꿀 수 있음"
)
_DEPENDS = Sentence(
    en="known only when it is built, as this file gives {names} no value",
    ko="이 파일에 {names}의 값이 없어 빌드할 때 정해짐",
)
_NOT_WORKED_OUT = Sentence(en="not worked out here", ko="여기서는 계산하지 않음")
_FAILS_WITHOUT_ARGUMENT = Sentence(
    en="only what `--build-arg {name}=…` gives; without it this fails",
    ko="`--build-arg {name}=…`로 주는 값뿐이며, 주지 않으면 실패함",
)
_FROM_LINE = Sentence(en="**Set by:** {definition} (line {line})", ko="**설정한 곳:** {definition} ({line}번째 줄)")
_USED = Sentence(en="**Used on line:** {lines}", ko="**쓰는 줄:** {lines}")
_ARG_ENDS = Sentence(
    en="An `ARG` exists only during the build: the container does not have it. Its value can still be read in the "
    "image's history, so it is no place for a secret.",
    ko="`ARG`는 빌드하는 동안에만 있고 컨테이너에는 없습니다. 그래도 값이 이미지 이력에 남으므로 비밀 값을 "
    "두지 마세요.",
)
_ENV_STAYS = Sentence(
    en="An `ENV` is also set in every container of the image, and anyone who has the image can read it.",
    ko="`ENV`는 이 이미지로 만든 모든 컨테이너에도 설정되며, 이미지를 가진 누구나 읽을 수 있습니다.",
)
_GLOBAL_ONLY = Sentence(
    en="An `ARG` above the first `FROM` is known to `FROM` lines only. A stage that needs it repeats `ARG {name}` "
    "without a value.",
    ko="첫 `FROM` 위의 `ARG`는 `FROM` 줄에서만 보입니다. 스테이지에서 쓰려면 값 없이 `ARG {name}`을(를) 다시 적으세요.",
)
_GONE = Sentence(
    en="This runs in the container, where no `ARG` exists, so for the shell it is **unset**. Write "
    "`ENV {name}=${name}` if the program needs the value.",
    ko="이 명령은 `ARG`가 없는 컨테이너에서 실행되므로 **설정되지 않은 상태**입니다. 프로그램에 값이 필요하면 "
    "`ENV {name}=${name}`을(를) 적으세요.",
)
_BY_SHELL = Sentence(en="The shell replaces it when the command runs.", ko="명령이 실행될 때 셸이 바꿉니다.")
_BY_BUILDER = Sentence(en="The builder replaces it.", ko="빌더가 바꿉니다.")
_LATER = Sentence(
    en="A trigger: the build of an image based on this one runs it, and its variables have the values of that build.",
    ko="트리거입니다. 이 이미지를 베이스로 하는 빌드에서 실행되며, 변수의 값도 그 빌드에서 정해집니다.",
)


def variable_topic(cursor: Cursor) -> Topic | None:
    """A variable where it is used, or the name that ARG or ENV sets."""
    instruction = cursor.instruction
    variables = variables_of(instruction, with_shell=True) if instruction else None
    if instruction is None or variables is None:
        return None
    is_trigger = instruction is not cursor.piece
    use = cursor.touched(variables.uses, lambda use: use.whole)
    if use:
        if use.by_shell and not cursor.around.is_posix:
            return None
        title = verbatim(f"**{code(_shown(use))}**")
        return Topic(use.whole, (title, *((_LATER,) if is_trigger else _use_lesson(cursor, instruction, use))))
    definition = cursor.touched(variables.definitions, lambda definition: definition.span)
    if definition:
        title = _DEFINES.filled(name=code(definition.name))
        return Topic(definition.span, (title, *((_LATER,) if is_trigger else _definition_lesson(cursor, definition))))
    return None


def _use_lesson(cursor: Cursor, instruction: Instruction, use: Use) -> Iterator[Sentence]:
    values = values_of(cursor.document)
    resolved = values.resolved(cursor.number, use)
    is_at_run_time = instruction.keyword in RUN_IN_CONTAINER
    if resolved is None or not resolved.sites:
        yield from unset_lesson(cursor, instruction, use, resolved)
    elif is_at_run_time and resolved.sites[0].definition.keyword == "ARG":
        yield listed(_set_by(cursor, site) for site in resolved.sites)
        yield _GONE.filled(name=use.name)
    else:
        value = _value(cursor, values, resolved.sites, use)
        yield listed((VALUE.filled(value=value), *(_set_by(cursor, site) for site in resolved.sites)))
        yield _BY_SHELL if use.by_shell else _BY_BUILDER
        if all(site.definition.value is None for site in resolved.sites):
            yield from known_lesson(cursor, use.name)
    if use.modifier and not names_credential(use.name):
        yield modifier_lesson(use.name, use.modifier)


def _shown(use: Use) -> str:
    """The use as it is written, but for the default of a credential."""
    modifier = use.modifier and (f":-{MASK}" if names_credential(use.name) else use.modifier)
    return f"${{{use.name}{modifier}}}" if modifier else f"${use.name}"


def _definition_lesson(cursor: Cursor, definition: Definition) -> Iterator[Sentence]:
    values = values_of(cursor.document)
    site = Site(cursor.number, definition)
    sites = values.sites_of(site)
    facts = [VALUE.filled(value=_value(cursor, values, sites)), *(_set_by(cursor, outer) for outer in sites[1:])]
    lines = sorted({line_of(cursor.document, each.piece, each.use.span.start) for each in values.used_in(site)})
    if lines:
        facts.append(_USED.filled(lines=", ".join(map(str, lines))))
    yield listed(facts)
    is_global = not cursor.around.in_stage
    yield _GLOBAL_ONLY.filled(name=definition.name) if is_global else _ARG_ENDS if _is_arg(definition) else _ENV_STAYS
    yield from known_lesson(cursor, definition.name) if definition.value is None else ()


def _is_arg(definition: Definition) -> bool:
    return definition.keyword == "ARG"


def _value(cursor: Cursor, values: Values, sites: tuple[Site, ...], use: Use | None = None) -> Sentence:
    """The value in words: known, changed by the use's modifier, open to ``--build-arg``, or nobody's business."""
    definition = sites[0].definition
    if any(names_credential(site.definition.name) for site in sites):
        return _MASKED
    set_here = values.value(sites)
    if set_here is None and any(site.definition.value is not None for site in sites):
        missing = ", ".join(map(code, values.missing(sites)))
        return _DEPENDS.filled(names=missing) if missing else _NOT_WORKED_OUT
    value = modified_value(use, set_here, cursor.document.file.escape) if use and use.modifier else set_here
    if value is None and set_here is not None:
        return _NOT_WORKED_OUT
    if value is None:
        fails = use is not None and use.modifier.startswith((":?", "?"))
        without = _FAILS_WITHOUT_ARGUMENT if fails else _ONLY_ARGUMENT
        return _BUILDER_SETS if _is_predefined(definition.name) else without.filled(name=definition.name)
    said = verbatim(code(value)) if value else EMPTY
    return _WITHOUT_ARGUMENT.filled(value=said) if _is_arg(definition) else said


def _is_predefined(name: str) -> bool:
    from dockerls.knowledge.predefined import PLATFORM_ARGS

    return name in PLATFORM_ARGS


def _set_by(cursor: Cursor, site: Site) -> Sentence:
    line = line_of(cursor.document, site.piece, site.definition.span.start)
    return _FROM_LINE.filled(definition=code(written(site.definition)), line=line)
