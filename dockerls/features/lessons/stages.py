"""Stages: what they start from, who uses them, and what becomes of them."""

from dockerls.document import Document
from dockerls.features.lessons.lines import line_of
from dockerls.features.lessons.markdown import code, joined, listed
from dockerls.language import Sentence, verbatim
from dockerls.rewrite.stage_names import references_in
from dockerls.semantics.stage_references import StageDefinition, StageUse, UsedBy

_STAGE = Sentence(
    en="**Stage {name}** (number {number}, line {line})", ko="**스테이지 {name}** ({number}번, {line}번째 줄)"
)
_UNNAMED = Sentence(
    en="**Stage {number}** (line {line}, without a name)", ko="**{number}번 스테이지** ({line}번째 줄, 이름 없음)"
)
_BASE = Sentence(en="**Base:** {base}", ko="**베이스:** {base}")
_BASE_STAGE = Sentence(en="stage {name}", ko="스테이지 {name}")
_USED = Sentence(en="**Used by:** {uses}", ko="**쓰는 곳:** {uses}")
_USE = Sentence(en="{use} (line {line})", ko="{use} ({line}번째 줄)")
_UNUSED = Sentence(en="**Used by:** nothing in this file", ko="**쓰는 곳:** 이 파일에 없음")
_FINAL = Sentence(
    en="**Ships:** yes, it is the last stage, which is the image unless `--target` chooses another.",
    ko="**배포:** 됨. 마지막 스테이지이며, `--target`으로 다른 것을 고르지 않는 한 이 스테이지가 이미지가 됩니다.",
)
_SHIPS = Sentence(
    en="**Ships:** yes, the last stage is built on it, so every layer of it is in the image.",
    ko="**배포:** 됨. 마지막 스테이지가 이 위에 만들어지므로 모든 레이어가 이미지에 들어갑니다.",
)
_STAYS = Sentence(
    en="**Ships:** no, only what is copied out of it gets into the image.",
    ko="**배포:** 안 됨. 여기서 복사해 가는 것만 이미지에 들어갑니다.",
)


class Stages:
    """The stages of a document and all that refers to them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        found = references_in(document.file.pieces)
        self.definitions = found.definitions
        self._references = found.references

    def at(self, piece: int) -> StageDefinition:
        """The stage whose FROM is the piece."""
        return next(stage for stage in self.definitions if stage.piece == piece)

    def target_of(self, piece: int, use: StageUse) -> StageDefinition | None:
        """The stage that a use means, None for an image, a build context or nothing."""
        for reference in self._references:
            if reference.piece == piece and reference.use == use and reference.target is not None:
                return self.definitions[reference.target]
        return None

    def lesson(self, stage: StageDefinition) -> tuple[Sentence, ...]:
        """All there is to say about a stage."""
        line = line_of(self._document, stage.piece)
        title = (_STAGE if stage.name else _UNNAMED).filled(name=code(stage.name or ""), number=stage.number, line=line)
        facts = [fact for fact in (self._base(stage), self._uses(stage), self._fate(stage)) if fact]
        return (title, listed(facts))

    def _base(self, stage: StageDefinition) -> Sentence | None:
        for reference in self._references:
            if reference.piece == stage.piece and reference.use.by is UsedBy.FROM:
                written = verbatim(code(reference.use.text))
                base = written if reference.target is None else _BASE_STAGE.filled(name=written)
                return _BASE.filled(base=base)
        return None

    def _uses(self, stage: StageDefinition) -> Sentence | None:
        uses = [
            _USE.filled(use=code(_written(reference.use)), line=line_of(self._document, reference.piece))
            for reference in self._references
            if reference.target == stage.number
        ]
        if uses:
            return _USED.filled(uses=joined(dict.fromkeys(uses), ", "))
        return None if self._document.analysis.roles[stage.number].is_final else _UNUSED

    def _fate(self, stage: StageDefinition) -> Sentence:
        role = self._document.analysis.roles[stage.number]
        return _FINAL if role.is_final else _SHIPS if role.ships else _STAYS


def _written(use: StageUse) -> str:
    if use.by is UsedBy.FROM:
        return f"FROM {use.text}"
    return f"COPY --from={use.text}" if use.by is UsedBy.COPY else f"RUN --mount=from={use.text}"
