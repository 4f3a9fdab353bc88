"""Variables that no ARG or ENV above sets: those the builder, a shell or the base image knows, and what others are."""

from collections.abc import Iterator

from dockerls.features.lessons.lines import line_of
from dockerls.features.lessons.markdown import code, joined, link, listed
from dockerls.features.lessons.modifiers import modified_value
from dockerls.features.lessons.topic import Cursor
from dockerls.features.lessons.values import MASK
from dockerls.language import Sentence, verbatim
from dockerls.semantics.credentials import names_credential
from dockerls.semantics.scopes import Resolved, Use
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.shell_variables import sets_variable
from dockerls.syntax.instruction import Instruction
from dockerls.text.pattern import pattern

VALUE = Sentence(en="**Value:** {value}", ko="**값:** {value}")
EMPTY = Sentence(en="empty", ko="빈 값")
_FAILS = Sentence(en="none, so this fails", ko="없으므로 실패함")
_UNLESS_BASE = Sentence(
    en="{value}, unless the base image sets {name}", ko="{value} (베이스 이미지가 {name}을(를) 설정하면 그 값)"
)
_UNLESS_ELSEWHERE = Sentence(
    en="{value}, unless the shell, the base image or the container sets {name}",
    ko="{value} (셸이나 베이스 이미지, 컨테이너가 {name}을(를) 설정하면 그 값)",
)
_NOT_DECLARED = Sentence(
    en="Line {line} sets it above the first `FROM`, but this stage does not declare it, so it has **no value** here. "
    "Add `ARG {name}` to the stage.",
    ko="{line}번째 줄에서 첫 `FROM` 위에 설정했지만 이 스테이지에서 선언하지 않아 여기서는 **값이 없습니다**. "
    "스테이지에 `ARG {name}`을(를) 추가하세요.",
)
_PREDEFINED_NOT_DECLARED = Sentence(
    en="The builder knows it, but this stage does not declare it, so it has **no value** here. Add `ARG {name}` to the "
    "stage.",
    ko="빌더가 아는 변수이지만 이 스테이지에서 선언하지 않아 여기서는 **값이 없습니다**. 스테이지에 `ARG {name}`을(를) "
    "추가하세요.",
)
_NOT_IN_CONTAINER = Sentence(
    en="This runs in the container, where no `ARG` exists, so it has **no value** here. A program that needs it gets "
    "it by `ARG {name}` and `ENV {name}=${name}` in the stage.",
    ko="이 명령은 `ARG`가 없는 컨테이너에서 실행되므로 여기서는 **값이 없습니다**. 프로그램에 값이 필요하면 스테이지에 "
    "`ARG {name}`와(과) `ENV {name}=${name}`을(를) 적으세요.",
)
_BASE_SETS = Sentence(
    en="The base image {image} sets it; this file does not change it.",
    ko="베이스 이미지 {image}이(가) 설정하며, 이 파일에서는 바꾸지 않습니다.",
)
_SHELL_SETS = Sentence(
    en="A variable of this shell code, which sets it itself.", ko="이 셸 코드 안에서 직접 설정하는 변수입니다."
)
_NOBODY_IN_SHELL = Sentence(
    en="Nothing in this file sets it above. It has a value only if the shell, the base image or the container sets it.",
    ko="이 파일의 위쪽에는 설정하는 곳이 없습니다. 셸이나 베이스 이미지, 컨테이너가 설정할 때만 값이 있습니다.",
)
_NOBODY_GLOBALLY = Sentence(
    en="No `ARG` above the first `FROM` sets it, so it is **empty** here.",
    ko="첫 `FROM` 위에 설정하는 `ARG`가 없으므로 여기서는 **빈 값**입니다.",
)
_NOBODY = Sentence(
    en="Nothing in this file sets it above. Unless the base image does, it is empty here.",
    ko="이 파일의 위쪽에는 설정하는 곳이 없습니다. 베이스 이미지가 설정하지 않으면 빈 값입니다.",
)
_NOBODY_ABOVE = Sentence(en="Nothing in this file sets it above.", ko="이 파일의 위쪽에는 설정하는 곳이 없습니다.")
_REFERENCE = Sentence(en="Dockerfile reference: {name}", ko="Dockerfile 레퍼런스: {name}")

RUN_IN_CONTAINER = frozenset({"CMD", "ENTRYPOINT", "HEALTHCHECK"})
_ASSIGNED_DEFAULT = pattern(r"\$\{(\w+):?=")  # which a shell keeps


def unset_lesson(cursor: Cursor, instruction: Instruction, use: Use, resolved: Resolved | None) -> Iterator[Sentence]:
    """What is known of a variable that no ARG or ENV above sets."""
    if use.by_shell and _is_set_in_code(cursor, instruction, use.name):
        yield _SHELL_SETS
        return
    known = tuple(known_lesson(cursor, use.name))
    undeclared = _undeclared_lesson(cursor, instruction, use, resolved)
    is_global = resolved is not None and resolved.is_global
    is_told = bool(known) and undeclared is None
    value = None if is_told else _value_of_unset(use, cursor.document.file.escape)
    if value is not None:
        unless = _UNLESS_ELSEWHERE if use.by_shell else verbatim("{value}") if is_global else _UNLESS_BASE
        yield listed((VALUE.filled(value=unless.filled(value=value, name=code(use.name))),))
    if undeclared is not None:
        yield undeclared
    elif not known:
        yield _nobody_lesson(use, is_global, has_value=value is not None)
    yield from known


def _value_of_unset(use: Use, escape: str) -> Sentence | None:
    """What it stands for with ``:-word`` and the like; None where it is simply empty, or not worked out."""
    if use.modifier.startswith((":?", "?")):
        return _FAILS
    value = modified_value(use, None, escape) if use.modifier.startswith((":-", "-")) else None
    return verbatim(code(MASK if names_credential(use.name) else value)) if value else None


def _nobody_lesson(use: Use, is_global: bool, has_value: bool) -> Sentence:
    if has_value or use.modifier.startswith((":-", "-")):
        return _NOBODY_ABOVE
    return _NOBODY_IN_SHELL if use.by_shell else _NOBODY_GLOBALLY if is_global else _NOBODY


def _undeclared_lesson(
    cursor: Cursor, instruction: Instruction, use: Use, resolved: Resolved | None
) -> Sentence | None:
    """Of a global ARG, or one the builder sets, in a stage that does not declare it."""
    from dockerls.knowledge.predefined import PLATFORM_ARGS

    if resolved is None or resolved.is_global:
        return None
    site = resolved.global_site
    if site is None and use.name not in PLATFORM_ARGS:
        return None
    if instruction.keyword in RUN_IN_CONTAINER:
        return _NOT_IN_CONTAINER.filled(name=use.name)
    if site is not None:
        line = line_of(cursor.document, site.piece, site.definition.span.start)
        return _NOT_DECLARED.filled(line=line, name=use.name)
    return _PREDEFINED_NOT_DECLARED.filled(name=use.name)


def _is_set_in_code(cursor: Cursor, instruction: Instruction, name: str) -> bool:
    """Whether the shell code assigns the variable, be it by ``${NAME:=default}``."""
    scripts = tuple(scripts_of(instruction, cursor.around))
    assigned = (found for script in scripts for found in _ASSIGNED_DEFAULT.findall(script.span.of(instruction.text)))
    return sets_variable(scripts, name) or name in assigned


def known_lesson(cursor: Cursor, name: str) -> Iterator[Sentence]:
    """What is told of a variable that has a value without a definition: predefined, or of the base image."""
    from dockerls.knowledge.predefined import BASE_IMAGE_VARIABLES

    image = cursor.around.image
    if image and BASE_IMAGE_VARIABLES.get(name) == image.familiar_name:
        yield _BASE_SETS.filled(image=code(image.familiar_name))
    else:
        yield from known_variable_blocks(name)


def known_variable_blocks(name: str) -> tuple[Sentence, ...]:
    """What is told of a variable that the builder or a shell sets; nothing of others."""
    from dockerls.knowledge.variables import variable_lesson

    lesson = variable_lesson(name)
    if lesson is None:
        return ()
    return (joined((lesson.lesson, link(_REFERENCE.filled(name=code(name)), lesson.link)), "\n\n"),)
