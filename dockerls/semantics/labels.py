"""The labels of an instruction."""

from collections.abc import Iterator

from dockerls.syntax.expansion import expanded
from dockerls.syntax.instruction import Instruction, Word
from dockerls.value import value


@value
class Label:
    """A label: its key without quotes, where that is written, and its value as far as it is known."""

    key: str
    word: Word
    text: str | None  # None where a variable decides
    value: Word | None

    @property
    def is_known(self) -> bool:
        """Whether no variable decides what the key is."""
        return "$" not in self.key


def labels_of(instruction: Instruction, escape: str) -> Iterator[Label]:
    """The labels that a LABEL sets."""
    for pair in instruction.pairs:
        text = expanded(pair.value.text, lambda _: None, escape) if pair.value else ""
        yield Label(pair.key.text.strip("\"'"), pair.key, text, pair.value)
