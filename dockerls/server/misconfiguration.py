"""What is wrong in the settings, told where it can be mended: in the file itself, and in one message."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from lsprotocol import types

from dockerls.analysis.settings_reader import Problem
from dockerls.build_context.config_files import ConfigFile
from dockerls.language import Sentence, verbatim
from dockerls.server.convert import Json
from dockerls.server.publishing import published
from dockerls.server.uris import file_uri
from dockerls.text.lines import LineIndex

if TYPE_CHECKING:
    from dockerls.server.main import DockerfileServer

_ERROR, _WARNING = 1, 2

_ONE = Sentence(en="{place}: {problem}", ko="{place}: {problem}")
_SEVERAL = Sentence(
    en="{place}: {problem} There are {count} problems in all.", ko="{place}: {problem} 문제가 모두 {count}개 있습니다."
)


class Misconfiguration:
    """Pushes the problems of configuration files as diagnostics, to clients that pull too: these ask of Dockerfiles.

    A message says so when a file that was right, or not read yet, has problems, and when the editor's settings have
    new ones.
    """

    def __init__(self, server: "DockerfileServer") -> None:
        self._server = server
        self._shown: dict[str, list[Json]] = {}  # by URI
        self._told: set[Problem] = set()  # of the editor's settings

    def of_file(self, file: ConfigFile, problems: Sequence[Problem]) -> None:
        """Show what is wrong in a file, as it is now; nothing takes back what was."""
        uri = file_uri(file.path)
        before, found = self._shown.get(uri, []), self._diagnostics(file.text, problems)
        if found == before:
            return
        self._shown[uri] = found
        self._server.publish(published(uri, None, found))
        if not before:
            self._say(problems)

    def of_editor(self, problems: Iterable[Problem]) -> None:
        """Tell what is wrong in the settings of the editor, each problem once."""
        new = [problem for problem in dict.fromkeys(problems) if problem not in self._told]
        if new:
            self._told.update(new)
            self._say(new)

    def _say(self, problems: Sequence[Problem]) -> None:
        first = min(problems, key=lambda problem: problem.line or 0)
        place = first.source if first.line is None else _at_line(first.source, first.line)
        sentence = _ONE if len(problems) == 1 else _SEVERAL
        said = sentence.filled(place=place, problem=first.message, count=len(problems))
        self._server.say(said, types.MessageType.Warning)

    def _diagnostics(self, text: str, problems: Sequence[Problem]) -> list[Json]:
        lines = LineIndex(text)
        language = self._server.configuration.language(None)
        return [
            {
                "range": self._range(lines, problem.line or 1),
                "severity": _ERROR if problem.is_error else _WARNING,
                "source": "dockerls",
                "message": problem.message.said_in(language),
            }
            for problem in problems
        ]

    def _range(self, lines: LineIndex, number: int) -> Json:
        """The words of a line, which is counted from 1."""
        line = lines.line(min(number, len(lines.starts)) - 1)
        width = self._server.documents.encoding.width
        start, end = len(line) - len(line.lstrip()), len(line.rstrip())
        return {
            "start": {"line": number - 1, "character": width(line[: min(start, end)])},
            "end": {"line": number - 1, "character": width(line[:end])},
        }


def _at_line(source: Sentence, line: int) -> Sentence:
    return verbatim("{source}:{line}").filled(source=source, line=line)
