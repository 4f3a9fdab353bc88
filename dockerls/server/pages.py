"""Showing the page of a rule: rendered from the rule into a file of this session, which the client opens."""

import asyncio
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from dockerls.server.configuration import rules
from dockerls.server.uris import file_uri

if TYPE_CHECKING:
    from dockerls.server.main import DockerfileServer

OPEN_RULE = "dockerls.openRule"


def add_to(server: "DockerfileServer") -> None:
    @server.command(OPEN_RULE)
    async def open_rule(code: Any = None) -> bool:
        """Whether the client has shown the page."""
        from dockerls.features.rule_page import rule_page

        if not isinstance(code, str):
            raise JsonRpcInvalidParams(f"{OPEN_RULE} takes the code or the name of a rule")
        rule = next(iter(rules().named(code)), None)
        if rule is None:
            return False
        page = rule_page(rule, server.configuration.language(None))
        path = await asyncio.get_running_loop().run_in_executor(None, _write, f"{rule.name}.md", page)
        shown: Any = await server.window_show_document_async(
            types.ShowDocumentParams(uri=file_uri(path), external=False, take_focus=True)
        )
        return bool(shown.success)


@cache
def _folder() -> "tempfile.TemporaryDirectory[str]":
    """One folder a session, gone when the server is."""
    return tempfile.TemporaryDirectory(prefix="dockerls-")


def _write(name: str, text: str) -> Path:
    path = Path(_folder().name) / name
    path.write_text(text, encoding="utf-8")
    return path
