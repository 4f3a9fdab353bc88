"""Replacing stretches of text."""

from collections.abc import Iterable

from dockerls.text.span import Span
from dockerls.value import value


@value
class Edit:
    """Replace what ``span`` (code points) covers with ``new_text``."""

    span: Span
    new_text: str

    def shifted(self, by: int) -> "Edit":
        return Edit(self.span.shifted(by), self.new_text)

    @property
    def growth(self) -> int:
        """How many code points longer (or, negative, shorter) the text becomes."""
        return len(self.new_text) - len(self.span)


def insertion(at: int, new_text: str) -> Edit:
    return Edit(Span(at, at), new_text)


def deletion(span: Span) -> Edit:
    return Edit(span, "")


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits, whose spans all refer to the text as it is now.

    Insertions at one place keep their order. Raises ValueError where two edits overlap.
    """
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        if edit.span.start < done:
            raise ValueError(f"edits overlap at {edit.span.start}")
        parts += text[done : edit.span.start], edit.new_text
        done = edit.span.end
    parts.append(text[done:])
    return "".join(parts)
