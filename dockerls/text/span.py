"""Stretches of text, counted in code points (a Python ``str`` index)."""

from dockerls.value import value


@value
class Span:
    """The half-open stretch ``start <= offset < end``, in code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return True

    def shifted(self, by: int) -> "Span":
        return Span(self.start + by, self.end + by)

    def of(self, text: str) -> str:
        """The part of ``text`` this span covers."""
        return text[self.start : self.end]

    def contains(self, offset: int) -> bool:
        """Whether a cursor at ``offset`` touches the span; both ends count, as editors have it."""
        return self.start <= offset <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether they share a code point, or one is an empty span strictly inside the other."""
        return self.start < other.end and other.start < self.end

    def joined(self, other: "Span") -> "Span":
        """The smallest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


def empty(at: int) -> Span:
    """The empty span at an offset: where something would be inserted."""
    return Span(at, at)
