"""What is shown when a person points at something: what was found there, and what it is."""

from collections.abc import Sequence

from dockerls.document import Document
from dockerls.features.diagnostics import Diagnostic
from dockerls.features.touched import marked
from dockerls.language import Language
from dockerls.text.span import Span
from dockerls.value import value


@value
class Hover:
    """Markdown about a span of the whole text."""

    markdown: str
    span: Span


def hover(document: Document, offset: int, shown: Sequence[Diagnostic], language: Language) -> Hover | None:
    """What there is to say about the place: the lessons of the findings there, then of what stands there.

    ``shown`` are the findings as they are shown (``features.diagnostics``). The span is that of what stands there,
    else of the finding that comes first. None where there is nothing to say.
    """
    number = document.piece_at(offset)
    if number is None:
        return None
    # The lessons are prose that nothing else needs: read on the first hover.
    from dockerls.features.lessons.findings import finding_lessons, findings_under
    from dockerls.features.lessons.markdown import divided
    from dockerls.features.lessons.topic import Cursor
    from dockerls.features.lessons.topics import topic_at

    found = findings_under(document, offset, shown)
    start = document.start_of(number)
    topic = topic_at(Cursor(document, number, offset - start))
    if not (found or topic):
        return None
    lessons = divided((*finding_lessons(found), *((topic.blocks,) if topic else ())))
    span = topic.span.shifted(start) if topic else marked(document, found[0])
    return Hover("\n\n".join(block.said_in(language) for block in lessons), span)
