"""Where files come from: the image or stage of FROM, ``--from=`` and a mount's ``from=``; and the names of stages."""

from dockerls.features.lessons.images import image_lesson
from dockerls.features.lessons.markdown import code
from dockerls.features.lessons.stages import Stages
from dockerls.features.lessons.topic import Cursor, Topic
from dockerls.language import Sentence
from dockerls.semantics.stage_references import StageUse, UsedBy, stage_names_of
from dockerls.semantics.surroundings import Flow
from dockerls.semantics.variables import references
from dockerls.syntax.image import read_image

_FILLED = Sentence(
    en="This is {written} with the defaults of its variables.", ko="{written}에 변수의 기본값을 채운 결과입니다."
)
_OPEN = Sentence(
    en="Which image it is depends on {names}: this file gives no value for it.",
    ko="어떤 이미지인지는 {names}에 달려 있으며, 이 파일에는 그 값이 없습니다.",
)
_NO_STAGE = Sentence(
    en="No stage of this file has this name, so it means a build context given with `--build-context`, or an image.",
    ko="이 파일에 이런 이름의 스테이지가 없으므로, `--build-context`로 준 빌드 컨텍스트이거나 이미지입니다.",
)


def source_topic(cursor: Cursor) -> Topic | None:
    """A stage where it is named or used, else an image."""
    instruction = cursor.instruction
    names = stage_names_of(instruction) if instruction else None
    if names is None:
        return None
    if names.head and names.head.name and cursor.on(names.head.name.span):
        stages = Stages(cursor.document)
        return Topic(names.head.name.span, stages.lesson(stages.at(cursor.number)))
    use = cursor.touched(names.uses, lambda use: use.span)
    return Topic(use.span, _source(cursor, use)) if use else None


def _source(cursor: Cursor, use: StageUse) -> tuple[Sentence, ...]:
    stages = Stages(cursor.document)
    target = stages.target_of(cursor.number, use)
    if target is not None:
        return stages.lesson(target)
    if use.by is UsedBy.FROM:
        return _base(cursor, use.text)
    return (*image_lesson(read_image(use.text), use.text, cursor.around.today), _NO_STAGE)


def _base(cursor: Cursor, written: str) -> tuple[Sentence, ...]:
    """The image of a FROM, with its variables filled in as far as the file tells."""
    resolved = _flow_above(cursor).resolved(written)
    known = written if resolved is None else resolved
    lesson = image_lesson(read_image(known), known, cursor.around.today)
    if resolved is None:
        names = dict.fromkeys(code(reference.name) for reference in references(written))
        return (*lesson, _OPEN.filled(names=", ".join(names))) if names else lesson
    return lesson if resolved == written else (*lesson, _FILLED.filled(written=code(written)))


def _flow_above(cursor: Cursor) -> Flow:
    analysis = cursor.document.analysis
    return analysis.results[cursor.number - 1].below if cursor.number else analysis.start
