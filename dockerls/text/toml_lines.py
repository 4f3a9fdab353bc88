"""On which line each key and list element of a TOML text stands, which ``tomllib`` does not tell."""

import re
from collections.abc import Iterator

from dockerls.text.lines import Encoding, LineIndex

KeyPath = tuple[str | int, ...]
"""The way to a value: the keys of tables, and the places (from 0) of list elements."""

_BLANKS = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_EQUALS = re.compile(r"[ \t]*=[ \t]*")
_KEY = re.compile(r"""  "(?:[^"\\\n]|\\.)*"  |  '[^'\n]*'  |  [A-Za-z0-9_-]+  """, re.VERBOSE)
# A multi-line string may end in up to two quotes of its own, just before the closing three (TOML 1.0, "String").
_VALUE = re.compile(
    r"""
      \"""(?:[^\\]|\\.)*?\"{3,5}  |  '''.*?'{3,5}
    | "(?:[^"\\\n]|\\.)*"  |  '[^'\n]*'
    | [^\s,\]}\#][^,\]}\#\n]*
    """,
    re.VERBOSE | re.DOTALL,
)


def toml_lines(text: str, document: dict[str, object]) -> dict[KeyPath, int]:
    """The line (from 1) where each path of ``document`` is first mentioned in ``text``, from which tomllib read it.

    The lines are those of our own scan, so they are only trusted if the scan found exactly the paths that tomllib
    found; if not there are none at all.
    """
    scan = _Scan(text)
    try:
        scan.document()
        return scan.lines if scan.lines.keys() == set(_paths(document, ())) else {}
    except (_ScanError, RecursionError):
        return {}


def _paths(value: object, at: KeyPath) -> Iterator[KeyPath]:
    if at:
        yield at
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths(inner, (*at, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _paths(inner, (*at, place))


class _ScanError(Exception):
    """The text is not TOML as this scan knows it."""


class _Scan:
    def __init__(self, text: str) -> None:
        self.lines: dict[KeyPath, int] = {}
        self._text = text
        self._at = 0
        self._index = LineIndex(text)
        self._last_element: dict[KeyPath, int] = {}

    def document(self) -> None:
        table: KeyPath = ()
        self._take(_BLANKS)
        while self._at < len(self._text):
            table = self._header() if self._sees("[") else self._pair(table)
            self._take(_BLANKS)

    def _header(self) -> KeyPath:
        """``[table]`` or ``[[list of tables]]``: the path of the table that follows."""
        of_list = self._sees("[[")
        self._at += 2 if of_list else 1
        self._take(_BLANKS)
        keys = self._keys()
        table: KeyPath = ()
        for number, key in enumerate(keys, start=1):
            table = (*table, key)
            self._note(table)
            if of_list and number == len(keys):
                self._last_element[table] = self._last_element.get(table, -1) + 1
            if table in self._last_element:
                table = (*table, self._last_element[table])
                self._note(table)
        self._take(_BLANKS)
        self._expect("]]" if of_list else "]")
        return table

    def _pair(self, table: KeyPath) -> KeyPath:
        """``dotted.key = value``; gives ``table`` back, which goes on."""
        path = table
        for key in self._keys():
            path = (*path, key)
            self._note(path)
        self._take(_EQUALS)
        self._value(path)
        return table

    def _keys(self) -> list[str]:
        keys = [_unquoted(self._take(_KEY))]
        while dot := _DOT.match(self._text, self._at):
            self._at = dot.end()
            keys.append(_unquoted(self._take(_KEY)))
        return keys

    def _value(self, path: KeyPath) -> None:
        if self._sees("["):
            self._list(path)
        elif self._sees("{"):
            self._inline_table(path)
        else:
            self._take(_VALUE)

    def _list(self, path: KeyPath) -> None:
        self._expect("[")
        self._take(_BLANKS)
        place = 0
        while not self._sees("]"):
            self._note((*path, place))
            self._value((*path, place))
            self._separator("]")
            place += 1
        self._expect("]")

    def _inline_table(self, path: KeyPath) -> None:
        self._expect("{")
        self._take(_BLANKS)
        while not self._sees("}"):
            self._pair(path)
            self._separator("}")
        self._expect("}")

    def _separator(self, closing: str) -> None:
        self._take(_BLANKS)
        if not self._sees(closing):
            self._expect(",")
            self._take(_BLANKS)

    def _note(self, path: KeyPath) -> None:
        self.lines.setdefault(path, self._index.position(self._at, Encoding.UTF32).line + 1)

    def _sees(self, token: str) -> bool:
        return self._text.startswith(token, self._at)

    def _expect(self, token: str) -> None:
        if not self._sees(token):
            raise _ScanError
        self._at += len(token)

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if not found:
            raise _ScanError
        self._at = found.end()
        return found[0]


def _unquoted(key: str) -> str:
    if key[0] == "'":
        return key[1:-1]
    if key[0] != '"':
        return key
    if "\\" not in key:
        return key[1:-1]
    # The escapes of TOML are those of JSON and two rare ones, which JSON refuses.
    import json

    try:
        return str(json.loads(key, strict=False))
    except ValueError as error:
        raise _ScanError from error
