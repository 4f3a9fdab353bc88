"""The Dockerfiles typed in: 300 realistic lines, a shorter cut, or many copies with stage names of their own."""

import re
from dataclasses import dataclass
from pathlib import Path

_LINES = Path(__file__).with_name("Dockerfile").read_text(encoding="utf-8").splitlines(keepends=True)
_STAGES = [match[1] for line in _LINES if (match := re.match(r"FROM .* AS (\S+)$", line))]
_STAGE = re.compile(rf"(?<=FROM )({'|'.join(_STAGES)})\b|(?<= AS )(\S+)$|(?<=--from=)([\w-]+)", re.MULTILINE)
_TYPED_AFTER = "typed-here"


@dataclass(frozen=True, slots=True)
class Typing:
    """A text, and the line and column (from 0, ASCII) after which characters are typed, inside the command of a RUN."""

    text: str
    line: int
    column: int

    def typed(self, characters: str) -> str:
        """The whole text with the characters typed in."""
        lines = self.text.splitlines(keepends=True)
        line = lines[self.line]
        lines[self.line] = line[: self.column] + characters + line[self.column :]
        return "".join(lines)


def dockerfile(lines: int) -> Typing:
    """A Dockerfile of this many lines, to be typed in in the middle."""
    copies = -(-lines // len(_LINES))
    whole = "".join(_copy(number) for number in range(copies))
    text = "".join(whole.splitlines(keepends=True)[:lines])
    places = [number for number, line in enumerate(text.splitlines()) if _TYPED_AFTER in line]
    line = places[len(places) // 2]
    return Typing(text, line, text.splitlines()[line].index(_TYPED_AFTER) + len(_TYPED_AFTER))


def _copy(number: int) -> str:
    """The 300 lines with a number behind each name of a stage, so that no two stages are called the same."""
    text = "".join(_LINES)
    return _STAGE.sub(lambda name: f"{name[0]}-{number}", text) if number else text
