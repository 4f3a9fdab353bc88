"""What a person asked for that cannot be done."""

from collections.abc import Iterable

from dockerls.language import Sentence
from dockerls.text.nearest import nearest

_DID_YOU_MEAN = Sentence(en=" Did you mean '{meant}'?", ko=" '{meant}'의 오타인지 확인하세요.")


class UsageError(Exception):
    """The command line, or something it names, is wrong: exit code 2."""

    def __init__(self, message: Sentence) -> None:
        super().__init__(message.en)
        self.message = message


def with_guess(message: Sentence, word: str, candidates: Iterable[str]) -> Sentence:
    """The message, and what was probably meant."""
    meant = nearest(word, candidates)
    if meant is None:
        return message
    guess = _DID_YOU_MEAN.filled(meant=meant)
    return Sentence(en=message.en + guess.en, ko=message.ko + guess.ko)
