"""One instruction: its own source text, and everything that can be read from it.

An ``Instruction`` is the text and the few things that decide how it is read; all else is worked out from these on
first use. Spans are relative to the start of the text, in code points.
"""

from collections.abc import Iterator
from dataclasses import replace

from dockerls.syntax.blanks import SEPARATOR, SPACE
from dockerls.syntax.header import Header, read_header
from dockerls.syntax.heredoc import Heredoc, Opening, find_terminator, openings
from dockerls.syntax.json_array import read_array
from dockerls.syntax.reading import Reading, keyword_of, read
from dockerls.syntax.shell.script import Script
from dockerls.syntax.words import Cut, flag_words, plain_words, quoted_words
from dockerls.text.span import Span
from dockerls.value import cached, value

HEREDOC_KEYWORDS = frozenset({"RUN", "COPY", "ADD"})
JSON_KEYWORDS = frozenset({"RUN", "CMD", "ENTRYPOINT", "SHELL", "COPY", "ADD", "VOLUME", "HEALTHCHECK"})
PAIR_KEYWORDS = frozenset({"ENV", "LABEL", "ARG"})


@value
class Word:
    """A stretch of an instruction and the text it stands for (continuations out; in JSON, unquoted)."""

    span: Span
    text: str


@value
class Flag:
    """``--name=value`` before the arguments; ``value`` is None without ``=``. Quotes are taken out of both."""

    span: Span
    name: str
    name_span: Span  # without the dashes
    value: str | None
    value_span: Span | None

    @property
    def text(self) -> str:
        return f"--{self.name}" if self.value is None else f"--{self.name}={self.value}"


@value
class Pair:
    """One ``key=value`` of ENV, LABEL or ARG, quotes kept. ``value`` is None for a bare ``ARG key``."""

    key: Word
    value: Word | None
    is_legacy: bool = False  # written ``key value``

    @property
    def span(self) -> Span:
        return self.key.span if self.value is None else self.key.span.joined(self.value.span)


@value
class Instruction:
    """An instruction with everything that belongs to it, to the line end of its last line.

    ``onset`` is where it starts on its logical line: 0, or behind ``ONBUILD`` for the instruction a trigger holds,
    which shares its text and so its spans with the ONBUILD around it.
    """

    text: str
    escape: str = "\\"
    has_bom: bool = False
    onset: int = 0

    @cached
    def header(self) -> Header:
        return read_header(self.text, 1 if self.has_bom else 0, self.escape)

    @cached
    def line(self) -> str:
        """The logical line from the keyword on, without outer blanks."""
        return self.header.logical.text[self._line_start :].rstrip(SPACE)

    @cached
    def _line_start(self) -> int:
        rest = self.header.logical.text[self.onset :]
        return self.onset + len(rest) - len(rest.lstrip(SPACE))

    @cached
    def reading(self) -> Reading:
        return read(self.line)

    @cached
    def keyword(self) -> str:
        """The keyword in capitals."""
        return self.reading.keyword

    @cached
    def keyword_span(self) -> Span:
        return self._span(0, self._keyword_end)

    @cached
    def _keyword_end(self) -> int:
        return len(keyword_of(self.line))

    @cached
    def _flag_cuts(self) -> tuple[tuple[Cut, ...], int]:
        cuts, start = flag_words(self.line, self._keyword_end)
        rest = self.line[start:]
        return cuts, start + len(rest) - len(rest.lstrip(SPACE))

    @cached
    def flags(self) -> tuple[Flag, ...]:
        return tuple(self._flag(cut) for cut in self._flag_cuts[0])

    def flag(self, name: str) -> Flag | None:
        """The last flag of that name, which is the one that counts."""
        return next((flag for flag in reversed(self.flags) if flag.name == name), None)

    def flags_named(self, name: str) -> Iterator[Flag]:
        return (flag for flag in self.flags if flag.name == name)

    @cached
    def value(self) -> str:
        """What follows keyword and flags on the logical line, without outer blanks."""
        return self.line[self._flag_cuts[1] :].rstrip(SPACE)

    @cached
    def value_span(self) -> Span:
        start = self._flag_cuts[1]
        return self._span(start, start + len(self.value))

    @cached
    def words(self) -> tuple[Word, ...]:
        """The arguments cut at blanks, quotes without meaning."""
        return tuple(self._word(cut) for cut in plain_words(self._line_to_value_end, self._flag_cuts[1]))

    @cached
    def quoted_words(self) -> tuple[Word, ...]:
        """The arguments cut at blanks outside quotes, as ENV, LABEL and ARG are cut; quotes are kept."""
        return tuple(self._word(cut) for cut in quoted_words(self._line_to_value_end, self._flag_cuts[1], self.escape))

    @cached
    def exec_form(self) -> tuple[Word, ...] | None:
        """The strings of the JSON array, if the instruction allows one and has one. Their spans cover the quotes."""
        if self.keyword not in JSON_KEYWORDS:
            return None
        start = self._flag_cuts[1]
        if self.keyword == "HEALTHCHECK":
            if not self.words:
                return None
            rest = self.value[len(self.words[0].text) :]
            start += len(self.value) - len(rest.lstrip(SPACE))
        cuts = read_array(self._line_to_value_end, start)
        return None if cuts is None else tuple(self._word(cut) for cut in cuts)

    @property
    def arguments(self) -> tuple[Word, ...]:
        """The arguments of either form: the JSON strings, else the words."""
        return self.words if self.exec_form is None else self.exec_form

    @cached
    def pairs(self) -> tuple[Pair, ...]:
        """What ENV, LABEL or ARG set. A word without ``=`` among others is left out (it is an error for BuildKit)."""
        if self.keyword not in PAIR_KEYWORDS:
            return ()
        line = self._line_to_value_end
        cuts = tuple(quoted_words(line, self._flag_cuts[1], self.escape))
        if not cuts:
            return ()
        if self.keyword != "ARG" and "=" not in cuts[0].text:
            return self._legacy_pair(line)
        return tuple(self._pair(cut) for cut in cuts if "=" in cut.text or self.keyword == "ARG")

    @cached
    def openings(self) -> tuple[Opening, ...]:
        """The heredocs its line asks for, whether or not they are closed. The cuts count from the logical line."""
        holder = self.trigger or self
        if holder.keyword not in HEREDOC_KEYWORDS or "<<" not in self.line or holder.exec_form is not None:
            return ()
        return openings(self.header.logical.text[self._line_start :])  # a blank at the end counts if it is escaped

    @cached
    def heredocs(self) -> tuple[Heredoc, ...]:
        """The heredocs whose terminator is there."""
        found: list[Heredoc] = []
        start = self.header.end
        for opening in self.openings:
            line = find_terminator(self.text, start, opening)
            if line is None:
                break
            word = line.start + self.text[line.start : line.end].index(opening.delimiter)
            found.append(
                Heredoc(
                    opening=opening,
                    span=self._span(opening.start, opening.end),
                    delimiter=self._span(opening.delimiter_start, opening.delimiter_end),
                    body=Span(start, line.start),
                    terminator=Span(word, word + len(opening.delimiter)),
                )
            )
            start = line.end
        return tuple(found)

    @property
    def unclosed(self) -> Opening | None:
        """The first heredoc whose terminator is missing."""
        return self.openings[len(self.heredocs)] if len(self.openings) > len(self.heredocs) else None

    @cached
    def trigger(self) -> "Instruction | None":
        """The instruction inside an ONBUILD; its spans count from the same text."""
        if self.keyword != "ONBUILD" or not self.value:
            return None
        return replace(self, onset=self._line_start + self._flag_cuts[1])

    @property
    def held(self) -> "Instruction":
        """What is run at last: the instruction itself, or the one inside its ONBUILD."""
        held = self
        while held.trigger is not None:
            held = held.trigger
        return held

    @cached
    def script(self) -> Script | None:
        """The shell code on its line (RUN, CMD, ENTRYPOINT, HEALTHCHECK CMD in shell form), if there is any."""
        from dockerls.syntax.shell.regions import line_script

        return line_script(self)

    @cached
    def bodies(self) -> tuple[Script, ...]:
        """The shell code of heredoc bodies that are scripts of their own: a RUN that is nothing but a heredoc."""
        from dockerls.syntax.shell.regions import body_scripts

        return body_scripts(self)

    @cached
    def argument(self) -> Script | None:
        """The shell code that an exec form gives a shell: ``["sh", "-c", "…"]``."""
        from dockerls.syntax.shell.regions import argument_script

        return argument_script(self)

    @cached
    def end(self) -> int:
        """Behind the last character that is no blank or line end."""
        return len(self.text.rstrip(SPACE))

    def span_in_line(self, start: int, end: int) -> Span:
        """The source span of a stretch of ``line``."""
        return self._span(start, end)

    @cached
    def _line_to_value_end(self) -> str:
        return self.line[: self._flag_cuts[1] + len(self.value)]

    def _span(self, start: int, end: int) -> Span:
        return self.header.logical.span(self._line_start + start, self._line_start + end)

    def _word(self, cut: Cut) -> Word:
        return Word(self._span(cut.start, cut.end), cut.text)

    def _flag(self, cut: Cut) -> Flag:
        name, equals, value = cut.text.removeprefix("--").partition("=")
        written = self.line[cut.start : cut.end]
        equals_at = cut.start + written.index("=") if equals and "=" in written else cut.end
        return Flag(
            span=self._span(cut.start, cut.end),
            name=name,
            name_span=self._span(cut.start + 2, equals_at),
            value=value if equals else None,
            value_span=self._span(equals_at + 1, cut.end) if equals else None,
        )

    def _legacy_pair(self, line: str) -> tuple[Pair, ...]:
        key = next(plain_words(line, self._flag_cuts[1]))
        rest = line[key.end :]
        start = key.end + len(rest) - len(rest.lstrip(SEPARATOR))
        if start == len(line):
            return (Pair(self._word(key), None, is_legacy=True),)
        return (Pair(self._word(key), self._word(Cut(start, len(line), line[start:])), is_legacy=True),)

    def _pair(self, cut: Cut) -> Pair:
        key, equals, value = cut.text.partition("=")
        key_end = cut.start + len(key)
        word = self._word(Cut(key_end + 1, cut.end, value)) if equals else None
        return Pair(self._word(Cut(cut.start, key_end, key)), word)
