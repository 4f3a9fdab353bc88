"""A stage that nothing is made of."""

import re
from collections.abc import Iterator, Sequence

from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity, Tag
from dockerls.semantics.stage_references import StageNames, StageReferences, stage_names_of, stage_references
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Comment, Piece
from dockerls.text.nearest import nearest
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import value

TITLE = Sentence(en="Delete the stage", ko="스테이지 삭제")
MESSAGE = Sentence(en="Nothing uses the stage `{name}`", ko="`{name}` 스테이지는 어디에서도 사용하지 않습니다")

# Names of stages that are there for others. Any other name may be a target of its own: `docker build --target test`.
_FOR_OTHERS = pattern(
    r"(?:.*[-_.])?(?:base|build|builder|building|deps|dependencies|install|installer|compile|compiler|download"
    r"|downloader|fetch|source|sources|assets|vendor|prepare|cache|tools|toolchain)(?:[-_.]?\d+|[-_.]base)?",
    re.IGNORECASE,
)


def note(instruction: Instruction, around: Surroundings) -> StageNames | None:
    return stage_names_of(instruction)


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    found = stage_references((at.piece, at.fact) for at in noted)
    if any(reference.target is None and "$" in reference.use.text for reference in found.references):
        return  # it may mean any of them
    used = {reference.target for reference in found.references}
    unknown = {reference.use.text for reference in found.references if reference.target is None}
    misspelt = [text for text in unknown if not set(":/@") & set(text)]
    # Without a stage those behind it have other numbers.
    has_numbers = any(reference.use.text.isdecimal() for reference in found.references)
    targets = {stage.number for stage in found.definitions if _may_be_target(stage.name, misspelt)}
    reached = _reached(found, targets)
    for stage in found.definitions:
        if stage.number not in reached and stage.name is not None and stage.span is not None:
            fix = Fix(TITLE, Safety.SUGGEST, WithoutStage(stage.piece))
            yield Finding(
                Place(stage.piece, stage.span),
                MESSAGE.filled(name=stage.name),
                fixes=() if has_numbers or stage.number in used else (fix,),
                tags=(Tag.UNNECESSARY,),
            )


def _may_be_target(name: str | None, misspelt: list[str]) -> bool:
    """Whether a stage may be built by its name, or be what a name that no stage has is meant for."""
    if name is None:
        return False
    return _FOR_OTHERS.fullmatch(name) is None or any(nearest(text, (name,)) for text in misspelt)


def _reached(found: StageReferences, targets: set[int]) -> set[int]:
    """The last stage, those that may be targets, and all that they are made of."""
    reached: set[int] = set()
    waiting = [*(stage.number for stage in found.definitions[-1:]), *targets]
    parts: dict[int, list[int]] = {}
    for reference in found.references:
        if reference.target is not None:
            parts.setdefault(reference.stage, []).append(reference.target)
    while waiting:
        stage = waiting.pop()
        if stage not in reached:
            reached.add(stage)
            waiting += parts.get(stage, [])
    return reached


@value
class WithoutStage:
    """A recipe: delete everything from a FROM up to the next, but for the comments directly above that."""

    head: int

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        following = range(self.head + 1, len(pieces))
        end = next((index for index in following if _is_from(pieces[index])), None)
        if end is None:
            return ()
        while isinstance(pieces[end - 1], Comment):
            end -= 1
        cut = range(self.head, end)
        return tuple(PlacedEdit(Place(index, Span(0, len(pieces[index].text))), "") for index in cut)


def _is_from(piece: Piece) -> bool:
    return isinstance(piece, Instruction) and piece.keyword == "FROM"


RULE = Rule(
    code="DLS2012",
    name="unreachable-stage",
    category=Category.CACHE,
    severity=Severity.HINT,
    message=Sentence(en="Nothing uses this stage", ko="이 스테이지는 어디에서도 사용하지 않습니다"),
    rationale=Sentence(
        en=(
            "BuildKit builds only the stages the target is made of, so this one is never built, and may be broken "
            "without anyone noticing. The old builder runs it every time and throws the result away.\n\n"
            "Delete it, or use it with `FROM` or `COPY --from=`.\n\n"
            "Ignore this for a stage that is built by its name: `docker build --target`, Compose or Bake. Stages whose "
            "names do not sound like a step for others (`dev`, `test`, `web`) are not reported."
        ),
        ko=(
            "BuildKit은 대상 이미지에 필요한 스테이지만 빌드합니다. 이 스테이지는 빌드되지 않으므로 고장이 나도 "
            "아무도 알지 "
            "못합니다. 예전 빌더는 매번 실행하고 결과를 버립니다.\n\n"
            "삭제하거나 `FROM` 또는 `COPY --from=`으로 사용하세요.\n\n"
            "`docker build --target`, Compose, Bake에서 이름으로 빌드하는 스테이지라면 무시해도 됩니다. 다른 "
            "스테이지를 위한 "
            "단계로 보이지 않는 이름(`dev`, `test`, `web`)은 표시하지 않습니다."
        ),
    ),
    keywords=frozenset({"FROM", "ARG", "COPY", "ADD", "RUN"}),
    check=FileCheck(note, check),
    examples=(
        Example(
            bad=(
                "FROM node:24 AS «deps»\nRUN npm ci\n\nFROM node:24 AS build\nRUN make\n\n# final\n"
                "FROM debian:12\nCOPY --from=build /a /a\n"
            ),
            good="FROM node:24 AS build\nRUN make\n\n# final\nFROM debian:12\nCOPY --from=build /a /a\n",
        ),
        Example(bad="FROM node:24 AS «base»\nFROM base AS «builder»\nFROM debian:12\nRUN make\n"),
    ),
    silent=(
        "FROM node:22 AS build\nRUN npm ci\nFROM nginx:1.29\nCOPY --from=biuld /a /a\n",
        "FROM node:24 AS build\nRUN make\nFROM debian:12\nCOPY --from=build /a /a\n",
        "FROM node:24 AS build\nFROM debian:12\nRUN --mount=type=bind,from=build,target=/b make\n",
        "FROM node:24 AS build\nFROM debian:12\nCOPY --from=0 /a /a\n",
        "FROM node:24 AS test\nFROM node:24 AS dev\nFROM debian:12\n",
        "FROM golang:1.25 AS tool-build\nRUN make\nFROM scratch AS tool\nCOPY --from=tool-build /a /a\n"
        "FROM debian:12 AS main\nRUN make\n",
        "ARG T\nFROM node:24 AS build-a\nFROM node:24 AS b-build\nFROM $T-build\n",
        "FROM node:24\nFROM debian:12 AS build\n",
    ),
    aliases=("no-unreachable-stages",),
)
