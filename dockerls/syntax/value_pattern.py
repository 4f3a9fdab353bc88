"""Patterns as in ``${NAME%pattern}``: ``*`` is any text, ``?`` any character, a backslash makes them plain.

As ``convertShellPatternToRegex`` in BuildKit's shell/lex.go has it; measured with Docker 28.5, 2026-11-21. Between the
stars stand pieces of fixed length. Each is put where it first fits behind the one before; only the last may go
further. So nothing is ever tried twice, however many stars somebody writes.
"""

from collections.abc import Iterable

from dockerls.value import value

_Piece = tuple[str | None, ...]  # None fits every character

_ESCAPED = "*?\\"


@value
class ValuePattern:
    """What stands before, between and behind the stars."""

    pieces: tuple[_Piece, ...]

    def without_start(self, text: str, longest: bool) -> str:
        """The text without the shortest or longest start that matches."""
        end = self._end(text, 0, longest) if _fits(self.pieces[0], text, 0) else None
        return text if end is None else text[end:]

    def without_end(self, text: str, longest: bool) -> str:
        """The text without the shortest or longest end that matches."""
        turned = ValuePattern(tuple(piece[::-1] for piece in reversed(self.pieces)))
        return turned.without_start(text[::-1], longest)[::-1]

    def replaced(self, text: str, replacement: str, every: bool) -> str:
        """The text with another one for the first longest match, or for every one.

        An empty match right behind another match is passed over, as by Go's ``ReplaceAllString``.
        """
        parts: list[str] = []
        copied, at = 0, 0
        while (start := _found(self.pieces[0], text, range(at, len(text) + 1))) is not None:
            end = self._end(text, start, longest=True)
            if end is None:
                break
            if end > start or start > copied or not parts:
                parts += text[copied:start], replacement
                copied = end
            if not every:
                break
            at = max(end, start + 1)
        return "".join((*parts, text[copied:]))

    def _end(self, text: str, start: int, longest: bool) -> int | None:
        """Where a match ends whose first piece fits at ``start``; None where the others fit nowhere."""
        at = start + len(self.pieces[0])
        for number, piece in enumerate(self.pieces[1:], 2):
            places = range(at, len(text) + 1)
            found = _found(piece, text, places[::-1] if longest and number == len(self.pieces) else places)
            if found is None:
                return None
            at = found + len(piece)
        return at


def read_pattern(written: str) -> ValuePattern | None:
    """The pattern; None where BuildKit refuses it, for a backslash before a character that needs none."""
    pieces: list[list[str | None]] = [[]]
    characters = iter(written)
    for character in characters:
        if character == "*":
            pieces.append([])
            continue
        if character == "\\":
            escaped = next(characters, "")
            if not escaped or escaped not in f"{_ESCAPED}/}}":
                return None
            pieces[-1].append(escaped)
        else:
            pieces[-1].append(None if character == "?" else character)
    return ValuePattern(tuple(map(tuple, pieces)))


def _found(piece: _Piece, text: str, places: Iterable[int]) -> int | None:
    return next((at for at in places if _fits(piece, text, at)), None)


def _fits(piece: _Piece, text: str, at: int) -> bool:
    return at + len(piece) <= len(text) and all(
        wanted is None or wanted == found for wanted, found in zip(piece, text[at : at + len(piece)], strict=True)
    )
