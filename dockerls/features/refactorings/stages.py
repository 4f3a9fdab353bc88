"""Stages: their names, their images, and lines that become a stage of their own."""

from dockerls.features.refactorings.refactoring import EXTRACT, REWRITE, Found, Offer, Refactoring, Selected, offered
from dockerls.language import Sentence
from dockerls.semantics.effective_user import runs_as_root
from dockerls.semantics.shell_code import commands_of
from dockerls.semantics.stage_references import StageReferences
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece

_NAME = Sentence(en="Name stage {number} `{name}`", ko="스테이지 {number}에 `{name}` 이름 붙이기")
_NAME_USED = Sentence(
    en="Name stage {number} `{name}`, and use that instead of the number",
    ko="스테이지 {number}에 `{name}` 이름을 붙이고 번호 대신 쓰기",
)
_PIN = Sentence(en="Pin `{image}` to its version, `{tag}`", ko="`{image}`을(를) 지금 버전인 `{tag}` 태그로 고정")
_EXTRACT = Sentence(
    en="Move this to a stage of its own, and copy {paths} from it", ko="별도의 스테이지로 옮기고 {paths} 복사해 오기"
)
_AND_MORE = Sentence(en="{paths} and {count} more", ko="{paths} 외 {count}개")

_MAKES_FILES = frozenset({"RUN", "COPY"})
_TAKE_TIME = frozenset({"curl", "wget", "git", "go"})
_SHOWN = 2  # paths in a title


def _name_stage(selected: Selected) -> Offer | None:
    from dockerls.rewrite.stage_names import NameStage, names_in, references_in

    found = selected.alone
    if found is None or found.instruction.keyword not in ("FROM", "COPY"):
        return None
    if found.instruction.keyword == "COPY" and not _names_number(found.instruction):
        return None
    stages = references_in(selected.pieces)
    number = _stage_meant(stages, found)
    if number is None or stages.definitions[number].name is not None or len(stages.definitions) == 1:
        return None
    wanted = "final" if number == len(stages.definitions) - 1 else "build"
    taken = names_in(stages)
    name = next(name for name in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)
    is_used = any(each.target == number and each.use.text.isdecimal() for each in stages.references)
    title = _NAME_USED if is_used else _NAME
    return offered(title.filled(number=number, name=name), NameStage(number, name)(selected.pieces))


def _names_number(copy: Instruction) -> bool:
    flag = copy.flag("from")
    return flag is not None and (flag.value or "").isdecimal()


def _stage_meant(stages: StageReferences, found: Found) -> int | None:
    """The stage of a FROM, or the one a ``--from=`` means."""
    if found.instruction.keyword == "FROM":
        return next((each.number for each in stages.definitions if each.piece == found.number), None)
    return next((each.target for each in stages.references if each.piece == found.number), None)


def _pin_image(selected: Selected) -> Offer | None:
    from dockerls.knowledge.successors import pinned_tag
    from dockerls.rewrite.base_image import with_tag
    from dockerls.rules.rule import Noted
    from dockerls.semantics.base_images import base_images, note_base

    found = selected.alone
    if found is None or found.instruction.keyword != "FROM":
        return None
    results = selected.document.analysis.results
    noted = (
        Noted(at, fact)
        for at, piece in selected.document.file.pieces.chosen(_says_image)
        if isinstance(piece, Instruction) and (fact := note_base(piece, results[at].around)) is not None
    )
    base = next((base for base in base_images(tuple(noted)) if base.piece == found.number), None)
    tag = pinned_tag(base.image) if base is not None else None
    if base is None or tag is None:
        return None
    image = base.image.familiar_name + (f":{base.image.tag}" if base.image.tag else "")
    return offered(_PIN.filled(image=image, tag=tag), with_tag(base, tag))


def _says_image(piece: Piece) -> bool:
    return isinstance(piece, Instruction) and piece.keyword in ("FROM", "ARG")


def _extract_stage(selected: Selected) -> Offer | None:
    from dockerls.rewrite.extracted_stage import ExtractStage
    from dockerls.semantics.made_files import made_files

    found = selected.found
    if not found or any(each.instruction.keyword not in _MAKES_FILES for each in found):
        return None
    stage = selected.stage(found[0].number)
    if not stage or found[-1].number not in stage or runs_as_root(found[0].around) is False:
        return None
    paths = made_files((each.instruction, each.around) for each in found)
    if not paths or not any(map(_takes_time, found)) or _is_all(selected, found, stage):
        return None
    if not len(selected.span) and not found[0].around.ships:
        return None  # at a mere cursor only where it makes the image smaller or its build faster
    said: Sentence | str = " ".join(f"`{path}`" for path in paths[:_SHOWN])
    if len(paths) > _SHOWN:
        said = _AND_MORE.filled(paths=said, count=len(paths) - _SHOWN)
    recipe = ExtractStage(stage.start, found[0].number, found[-1].number, paths)
    return offered(_EXTRACT.filled(paths=said), recipe(selected.pieces))


def _takes_time(found: Found) -> bool:
    """Whether it fetches or compiles something: all else is done at once, wherever it stands."""
    return any(command.name in _TAKE_TIME for command in commands_of(found.instruction, found.around))


def _is_all(selected: Selected, found: tuple[Found, ...], stage: range) -> bool:
    """Whether the stage does nothing else."""
    chosen = {each.number for each in found}
    others = [
        piece
        for at in stage
        if at not in chosen and isinstance(piece := selected.pieces[at], Instruction) and piece.keyword != "FROM"
    ]
    return not others


PIN_IMAGE = Refactoring("pin-image", REWRITE, _pin_image)
NAME_STAGE = Refactoring("name-stage", REWRITE, _name_stage)
EXTRACT_STAGE = Refactoring("extract-stage", EXTRACT, _extract_stage)
