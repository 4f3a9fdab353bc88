"""What a person asked for that cannot be done."""

from collections.abc import Iterable

from dockerls.language import Sentence
from dockerls.text.nearest import nearest

_CANNOT_WRITE = Sentence(
    en="{option}: {path} cannot be written: {reason}", ko="{option}: {path}에 쓸 수 없습니다: {reason}"
)
_DID_YOU_MEAN = Sentence(en=" Did you mean '{meant}'?", ko=" '{meant}'의 오타인지 확인하세요.")


# What several commands say of standard input.
STDIN_FILENAME = Sentence(
    en="The path that standard input stands for; it decides the configuration.",
    ko="표준 입력의 경로로 여길 이름. 설정을 정합니다.",
)
CLASH = Sentence(en="{one} and {other} cannot be used together.", ko="{one}와(과) {other}는 함께 쓸 수 없습니다.")
NOT_STDIN = Sentence(
    en="--stdin-filename is for standard input: give - as the PATH.",
    ko="--stdin-filename은 표준 입력에만 쓰입니다. PATH로 -를 쓰세요.",
)


class UsageError(Exception):
    """The command line, or something it names, is wrong: exit code 2."""

    def __init__(self, message: Sentence) -> None:
        super().__init__(message.en)
        self.message = message


def cannot_write(option: str, path: str, reason: str) -> Sentence:
    """That a file an option names cannot be written; the reason is the system's."""
    return _CANNOT_WRITE.filled(option=option, path=path, reason=reason)


def with_guess(message: Sentence, word: str, candidates: Iterable[str]) -> Sentence:
    """The message, and what was probably meant."""
    meant = nearest(word, candidates)
    if meant is None:
        return message
    guess = _DID_YOU_MEAN.filled(meant=meant)
    return Sentence(en=message.en + guess.en, ko=message.ko + guess.ko)
