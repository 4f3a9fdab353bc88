"""The requests an editor makes about an open file, each made over and over after a keystroke has changed the file."""

from dataclasses import dataclass
from typing import Any

from tests.bench.client import Message
from tests.bench.dockerfiles import Typing
from tests.bench.servers import Server
from tests.bench.session import URI, session
from tests.bench.usage import cpu_seconds

_DOCUMENT = {"uri": URI}
_OPTIONS = {"tabSize": 4, "insertSpaces": True}


@dataclass(frozen=True, slots=True)
class Request:
    """CPU of the server for one request, in milliseconds: in a file it sees for the first time, and after edits."""

    first: float
    warm: float


def requests(typing: Typing) -> dict[str, Message]:
    """The methods and their params; the place is where a person types."""
    lines = len(typing.text.splitlines())
    at = {"line": typing.line, "character": typing.column}
    here = {"textDocument": _DOCUMENT, "position": at}
    document = {"textDocument": _DOCUMENT}
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": lines, "character": 0}}
    screen = {
        "start": {"line": max(0, typing.line - 25), "character": 0},
        "end": {"line": typing.line + 25, "character": 0},
    }
    stage = next(number for number, line in enumerate(typing.text.splitlines()) if " AS " in line)
    name = {"line": stage, "character": len(typing.text.splitlines()[stage]) - 1}
    return {
        "textDocument/completion": here,
        "textDocument/hover": here,
        "textDocument/signatureHelp": here,
        "textDocument/definition": {**document, "position": name},
        "textDocument/references": {**document, "position": name, "context": {"includeDeclaration": True}},
        "textDocument/documentHighlight": {**document, "position": name},
        "textDocument/rename": {**document, "position": name, "newName": "another"},
        "textDocument/codeAction": {**document, "range": {"start": at, "end": at}, "context": {"diagnostics": []}},
        "textDocument/documentSymbol": document,
        "textDocument/foldingRange": document,
        "textDocument/selectionRange": {**document, "positions": [at]},
        "textDocument/documentLink": document,
        "textDocument/inlayHint": {**document, "range": screen},
        "textDocument/semanticTokens/full": document,
        "textDocument/semanticTokens/range": {**document, "range": whole},
        "textDocument/formatting": {**document, "options": _OPTIONS},
    }


def request(server: Server, typing: Typing, method: str, params: Any, count: int) -> Request | None:
    """``count`` requests with a keystroke before each; None from a server that does not know the request."""
    with session(server, typing) as talking:
        talking.open()
        talking.wait_until_idle()
        before = cpu_seconds(talking.pid)
        if not talking.knows(method, params):
            return None
        first = cpu_seconds(talking.pid) - before
        spent = 0.0
        for _ in range(count):
            talking.keystroke()
            before = cpu_seconds(talking.pid)
            talking.knows(method, params)
            spent += cpu_seconds(talking.pid) - before
        return Request(first * 1e3, spent / count * 1e3)
