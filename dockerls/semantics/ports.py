"""What EXPOSE says, port by port, as Docker reads it (go-connections' ``nat.ParsePortSpec``)."""

from collections.abc import Iterator

from dockerls.semantics.swallowed_comments import swallowed_comments
from dockerls.syntax.image import without_variables
from dockerls.syntax.instruction import Instruction, Word
from dockerls.text.span import Span
from dockerls.value import value


@value
class Port:
    """One word of EXPOSE, such as ``127.0.0.1:8080:80/tcp``, taken apart."""

    word: Word
    text: str  # without quotes, variables overwritten by as many ``$``
    mapped: int  # how long the part before the container's port is, its colon included
    protocol: str | None  # behind the slash, as written

    @property
    def number(self) -> str:
        """The container's port, or range of ports."""
        return self.text[self.mapped :].partition("/")[0]

    @property
    def is_plain(self) -> bool:
        """Whether offsets in the text are offsets in the source."""
        return len(self.word.span) == len(self.text)

    def span(self, start: int, end: int) -> Span:
        """A stretch of the text in the source; the whole word where that cannot be told."""
        return Span(self.word.span.start + start, self.word.span.start + end) if self.is_plain else self.word.span

    @property
    def protocol_span(self) -> Span:
        return self.span(len(self.text) - len(self.protocol or ""), len(self.text))

    @property
    def number_span(self) -> Span:
        return self.span(self.mapped, self.mapped + len(self.number))


def ports_of(expose: Instruction) -> Iterator[Port]:
    """The ports of an EXPOSE, without a comment that was meant behind them."""
    comments = swallowed_comments(expose)
    end = comments[0].start if comments else expose.value_span.end
    for word in expose.words:
        if word.span.start >= end:
            return
        text = without_variables(word.text.replace('"', "").replace("'", ""))
        slash = text.find("/")
        before = text if slash < 0 else text[:slash]
        yield Port(word, text, before.rfind(":") + 1, None if slash < 0 else text[slash + 1 :])
