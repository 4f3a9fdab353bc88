"""An editor that only opens one text, in nothing but the standard library."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from typing import IO, Any


def diagnostics(command: Sequence[str], text: str, environ: Mapping[str, str] | None = None) -> list[str]:
    """The codes that a server sends when the text is opened."""
    document = {"uri": "untitled:a", "languageId": "dockerfile", "version": 1, "text": text}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environ) as server:
        assert server.stdin and server.stdout
        for message in (
            {"id": 1, "method": "initialize", "params": {"capabilities": {}, "processId": None, "rootUri": None}},
            {"method": "initialized", "params": {}},
            {"method": "textDocument/didOpen", "params": {"textDocument": document}},
        ):
            content = json.dumps({"jsonrpc": "2.0", **message}).encode()
            server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        server.stdin.flush()
        while (answer := _read(server.stdout)).get("method") != "textDocument/publishDiagnostics":
            pass
        server.kill()
    return [each["code"] for each in answer["params"]["diagnostics"]]


def _read(stream: IO[bytes]) -> dict[str, Any]:
    length = 0
    while header := stream.readline().strip():
        name, _, value = header.partition(b": ")
        if name == b"Content-Length":
            length = int(value)
    assert length, "the server ended"
    answer: dict[str, Any] = json.loads(stream.read(length))
    return answer
