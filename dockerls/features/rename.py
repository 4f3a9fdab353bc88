"""Giving a thing another name, wherever it is meant, and nowhere else."""

import re

from dockerls.document import Document
from dockerls.features.names import Kind, Name, Spot, name_at, variables_in, variables_in_triggers
from dockerls.knowledge.predefined import BUILDKIT_ARGS, PLATFORM_ARGS, PROXY_ARGS, SHELL_ONLY_VARIABLES
from dockerls.language import Sentence
from dockerls.rewrite.stage_names import references_in
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.shell_variables import sets_variable
from dockerls.syntax.instruction import Instruction
from dockerls.text.edit import Edit
from dockerls.value import value

_STAGE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")  # as validStageName in BuildKit's parse.go
_RESERVED_STAGES = frozenset({"scratch", "context"})
_VARIABLE_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_DELIMITER = re.compile(r"[^\s<>'\"\\$`]+")

_NOTHING = Sentence(en="Nothing here has a name that can be changed.", ko="여기에는 바꿀 수 있는 이름이 없습니다.")
_NO_STAGE_NAME = Sentence(
    en="'{name}' is no name for a stage: it must begin with a letter and may hold letters, digits, '.', '_' and '-'.",
    ko="'{name}'은(는) 스테이지 이름이 될 수 없습니다. 영문자로 시작하고 영문자, 숫자, '.', '_', '-'만 쓸 수 있습니다.",
)
_RESERVED = Sentence(
    en="BuildKit keeps the name '{name}' for itself.", ko="'{name}'은(는) BuildKit이 예약한 이름입니다."
)
_STAGE_TAKEN = Sentence(en="There is a stage '{name}' already.", ko="'{name}' 스테이지가 이미 있습니다.")
_IMAGE_TAKEN = Sentence(
    en="'{name}' is an image that this file uses; it would mean the stage then.",
    ko="'{name}'은(는) 이 파일에서 쓰는 이미지입니다. 이름을 바꾸면 이미지가 아니라 스테이지를 뜻하게 됩니다.",
)
_THROUGH_VARIABLE = Sentence(
    en="'{written}' means this stage through a variable; change its value first.",
    ko="'{written}'이(가) 변수를 통해 이 스테이지를 가리킵니다. 먼저 그 값을 바꾸세요.",
)
_NO_VARIABLE_NAME = Sentence(
    en="'{name}' is no name for a variable: letters, digits and '_', not beginning with a digit.",
    ko="'{name}'은(는) 변수 이름이 될 수 없습니다. 영문자, 숫자, '_'만 쓰고 숫자로 시작할 수 없습니다.",
)
_VARIABLE_TAKEN = Sentence(
    en="This file uses the variable '{name}' already.", ko="이 파일에서 이미 '{name}' 변수를 씁니다."
)
_PREDEFINED = Sentence(
    en="The builder gives '{name}' its value; under another name it would be empty.",
    ko="'{name}'의 값은 빌더가 정합니다. 이름을 바꾸면 빈 값이 됩니다.",
)
_OWN_MEANING = Sentence(
    en="'{name}' means something of its own to the builder or to shells; choose another name.",
    ko="'{name}'은(는) 빌더나 셸에서 따로 정해진 뜻이 있는 이름입니다. 다른 이름을 쓰세요.",
)
_UNDEFINED = Sentence(
    en="Nothing in this file sets '{name}', so its name cannot be changed here.",
    ko="이 파일에는 '{name}'을(를) 설정하는 곳이 없어 이름을 바꿀 수 없습니다.",
)
_NO_DELIMITER = Sentence(
    en="'{name}' is no delimiter: it may hold no blanks, quotes or any of < > \\ $ `.",
    ko="'{name}'은(는) 구분자가 될 수 없습니다. 공백, 따옴표, < > \\ $ `를 쓸 수 없습니다.",
)
_LINE_TAKEN = Sentence(
    en="The text in between has a line '{name}', which would end it.",
    ko="본문에 '{name}'만 적힌 줄이 있어 거기서 끝나게 됩니다.",
)


@value
class Refusal:
    """Why a name cannot be changed, or not to that."""

    reason: Sentence


def renameable(document: Document, offset: int) -> Spot | Refusal:
    """The name at an offset that a person may change."""
    name = name_at(document, offset)
    if name is None:
        return Refusal(_NOTHING)
    return _refusal(name) or name.here


def rename(document: Document, offset: int, new_name: str) -> tuple[Edit, ...] | Refusal:
    """The edits, from the top down, that give what is named at an offset another name."""
    name = name_at(document, offset)
    if name is None:
        return Refusal(_NOTHING)
    refusal = _refusal(name)
    if refusal is None and new_name != name.text:
        refusal = _CHECKS[name.kind](document, name, new_name)
    if refusal:
        return refusal
    # FROM finds a stage by its name in small letters only (measured with Docker 28.5, 2026-11-21).
    return tuple(
        Edit(spot.span, new_name.lower() if spot.is_base else new_name)
        for spot in name.spots
        if spot.text.lower() == name.text.lower()
    )


@value
class Linked:
    """Places that an editor changes together while a person types, and what they may hold meanwhile."""

    spots: tuple[Spot, ...]
    word_pattern: str


def linked(document: Document, offset: int) -> Linked | None:
    """Where else the name at an offset is typed at the same time; not for heredocs, whose end would come and go."""
    name = name_at(document, offset)
    if name is None or name.kind is Kind.DELIMITER or _refusal(name):
        return None
    spots = tuple(spot for spot in name.spots if spot.text == name.here.text)
    pattern = _STAGE_NAME if name.kind is Kind.STAGE else _VARIABLE_NAME
    return Linked(spots, pattern.pattern) if len(spots) > 1 else None


def _refusal(name: Name) -> Refusal | None:
    """Why this name cannot be changed at all."""
    if name.kind is Kind.VARIABLE:
        if name.text in PLATFORM_ARGS | PROXY_ARGS | BUILDKIT_ARGS:
            return Refusal(_PREDEFINED.filled(name=name.text))
        if not any(spot.is_definition for spot in name.spots):
            return Refusal(_UNDEFINED.filled(name=name.text))
    if name.kind is Kind.STAGE:
        indirect = [spot.text for spot in name.spots if "$" in spot.text]
        if indirect:
            return Refusal(_THROUGH_VARIABLE.filled(written=indirect[0]))
        if not name.text or name.here.text.lower() != name.text.lower():
            return Refusal(_NOTHING)
    return None


def _check_stage(document: Document, name: Name, new_name: str) -> Refusal | None:
    if not _STAGE_NAME.fullmatch(new_name):
        return Refusal(_NO_STAGE_NAME.filled(name=new_name))
    if new_name.lower() in _RESERVED_STAGES:
        return Refusal(_RESERVED.filled(name=new_name))
    if new_name.lower() == name.text.lower():
        return None
    stages = references_in(document.file.pieces)
    if any((stage.name or "").lower() == new_name.lower() for stage in stages.definitions):
        return Refusal(_STAGE_TAKEN.filled(name=new_name))
    if any(reference.use.text.lower() == new_name.lower() for reference in stages.references):
        return Refusal(_IMAGE_TAKEN.filled(name=new_name))
    return None


def _check_variable(document: Document, name: Name, new_name: str) -> Refusal | None:
    if not _VARIABLE_NAME.fullmatch(new_name):
        return Refusal(_NO_VARIABLE_NAME.filled(name=new_name))
    if new_name in PLATFORM_ARGS | PROXY_ARGS | BUILDKIT_ARGS | SHELL_ONLY_VARIABLES | {"PATH"}:
        return Refusal(_OWN_MEANING.filled(name=new_name))
    for number, variables in (*variables_in(document), *variables_in_triggers(document)):
        names = (*(each.name for each in variables.definitions), *(each.name for each in variables.uses))
        if new_name in names or _is_set_by_code(document, number, new_name):
            return Refusal(_VARIABLE_TAKEN.filled(name=new_name))
    return None


def _is_set_by_code(document: Document, number: int, name: str) -> bool:
    piece = document.file.pieces[number]
    return isinstance(piece, Instruction) and sets_variable(
        scripts_of(piece, document.analysis.results[number].around), name
    )


def _check_delimiter(document: Document, name: Name, new_name: str) -> Refusal | None:
    if not _DELIMITER.fullmatch(new_name):
        return Refusal(_NO_DELIMITER.filled(name=new_name))
    first, last = (spot.span for spot in name.spots)
    body = document.text[first.end : last.start].split("\n")[1:]
    if any(line.strip("\t\r") == new_name for line in body):
        return Refusal(_LINE_TAKEN.filled(name=new_name))
    return None


_CHECKS = {Kind.STAGE: _check_stage, Kind.VARIABLE: _check_variable, Kind.DELIMITER: _check_delimiter}
