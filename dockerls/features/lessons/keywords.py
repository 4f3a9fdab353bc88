"""Instruction keywords, their flags, and parser directives."""

from dockerls.features.lessons.markdown import code, fenced, joined, link
from dockerls.features.lessons.topic import Cursor, Topic
from dockerls.knowledge.grammar import FlagGrammar
from dockerls.knowledge.lesson import DirectiveLesson, FlagLesson, InstructionLesson
from dockerls.language import Sentence, verbatim
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Directive
from dockerls.text.span import Span

REFERENCE = Sentence(en="Dockerfile reference: {name}", ko="Dockerfile 레퍼런스: {name}")
_LAYER = Sentence(en="**Layer:** {effect}", ko="**레이어:** {effect}")
_DEFAULT = Sentence(en="Default: {value}.", ko="기본값: {value}.")
_SINCE = Sentence(en="Since `docker/dockerfile:{version}`.", ko="`docker/dockerfile:{version}`부터 쓸 수 있습니다.")
_SINCE_LABS = Sentence(
    en="Since `docker/dockerfile:{version}`, and in `{labs}` before.",
    ko="`docker/dockerfile:{version}`부터, 그 전에는 `{labs}`에서 쓸 수 있습니다.",
)

# Words that belong to the grammar of an instruction besides its keyword.
_PARTS = {"FROM": ("AS",), "HEALTHCHECK": ("CMD", "NONE")}


def keyword_topic(cursor: Cursor) -> Topic | None:
    """The keyword of an instruction, or a word such as ``AS`` that is part of its grammar."""
    from dockerls.knowledge.instructions import instruction_lesson

    instruction = cursor.instruction
    span = _keyword_span(cursor, instruction) if instruction else None
    if instruction is None or span is None:
        return None
    lesson = instruction_lesson(instruction.keyword)
    return Topic(span, instruction_blocks(lesson)) if lesson else None


def flag_topic(cursor: Cursor) -> Topic | None:
    """A flag before the arguments, its value included."""
    from dockerls.knowledge.flags import flag_lesson

    instruction = cursor.instruction
    flag = cursor.touched(instruction.flags, lambda flag: flag.span) if instruction else None
    if instruction is None or flag is None:
        return None
    lesson = flag_lesson(instruction.keyword, flag.name)
    return Topic(flag.span, flag_blocks(lesson)) if lesson else None


def directive_topic(cursor: Cursor) -> Topic | None:
    """A parser directive."""
    from dockerls.knowledge.directives import directive_lesson

    directive = cursor.piece
    if not isinstance(directive, Directive):
        return None
    span = Span(directive.text.index("#"), directive.value_span.end)
    lesson = directive_lesson(directive.name)
    if lesson is None or not cursor.on(span):
        return None
    return Topic(span, directive_blocks(lesson))


def _keyword_span(cursor: Cursor, instruction: Instruction) -> Span | None:
    if cursor.on(instruction.keyword_span):
        return instruction.keyword_span
    words = instruction.words[1:2] if instruction.keyword == "FROM" else instruction.words[:1]
    parts = _PARTS.get(instruction.keyword, ())
    return next((word.span for word in words if word.text.upper() in parts and cursor.on(word.span)), None)


def directive_blocks(lesson: DirectiveLesson) -> tuple[Sentence, ...]:
    """All there is to say about a parser directive."""
    reference = link(REFERENCE.filled(name=code(f"# {lesson.name}")), lesson.link)
    return (fenced("\n".join(lesson.syntax)), lesson.summary, lesson.habit, reference)


def instruction_blocks(lesson: InstructionLesson) -> tuple[Sentence, ...]:
    """The same about an instruction."""
    return (
        fenced("\n".join(lesson.syntax)),
        lesson.summary,
        lesson.habit,
        _LAYER.filled(effect=lesson.layer),
        link(REFERENCE.filled(name=code(lesson.keyword)), lesson.link),
    )


def _since(flag: FlagGrammar) -> Sentence:
    """The first stable frontend with a flag, and the experimental one that had it earlier."""
    stable = flag.since and "{}.{}".format(*flag.since)
    labs = flag.labs and "{}.{}-labs".format(*flag.labs)
    return _SINCE_LABS.filled(version=stable, labs=labs) if stable and labs else _SINCE.filled(version=stable or labs)


def flag_blocks(lesson: FlagLesson) -> tuple[Sentence, ...]:
    """The same about a flag."""
    facts: list[Sentence] = []
    if lesson.grammar.default is not None:
        facts.append(_DEFAULT.filled(value=code(lesson.grammar.default)))
    if lesson.grammar.since or lesson.grammar.labs:
        facts.append(_since(lesson.grammar))
    return (
        verbatim(f"**{code(f'{lesson.keyword} {lesson.syntax}')}**"),
        lesson.lesson,
        lesson.habit,
        *((joined(facts, " "),) if facts else ()),
        link(REFERENCE.filled(name=code(f"{lesson.keyword} --{lesson.name}")), lesson.link),
    )
