"""What the client said of itself in ``initialize``."""

from typing import Any

from dockerls.text.lines import Encoding
from dockerls.value import value


@value
class Client:
    """The abilities of a client that we act on."""

    encoding: Encoding = Encoding.UTF16
    locale: str | None = None
    pulls_diagnostics: bool = False
    refreshes_diagnostics: bool = False
    takes_versioned_edits: bool = False
    resolves_edits: bool = False
    shows_documents: bool = False
    answers_configuration: bool = False
    watches_files: bool = False
    registers_configuration: bool = False
    takes_symbol_trees: bool = False
    folders: tuple[str, ...] = ()  # URIs


def read_client(params: dict[str, Any]) -> Client:
    """Read the params of ``initialize``; what has another shape than the protocol says counts as not said."""
    capabilities = params.get("capabilities")
    resolvable = _at(capabilities, "textDocument", "codeAction", "resolveSupport", "properties")
    return Client(
        encoding=_encoding(_at(capabilities, "general", "positionEncodings")),
        locale=params["locale"] if isinstance(params.get("locale"), str) else None,
        pulls_diagnostics=isinstance(_at(capabilities, "textDocument", "diagnostic"), dict),
        refreshes_diagnostics=_at(capabilities, "workspace", "diagnostics", "refreshSupport") is True,
        takes_versioned_edits=_at(capabilities, "workspace", "workspaceEdit", "documentChanges") is True,
        resolves_edits=isinstance(resolvable, list) and "edit" in resolvable,
        shows_documents=_at(capabilities, "window", "showDocument", "support") is True,
        answers_configuration=_at(capabilities, "workspace", "configuration") is True,
        watches_files=_at(capabilities, "workspace", "didChangeWatchedFiles", "dynamicRegistration") is True,
        registers_configuration=_at(capabilities, "workspace", "didChangeConfiguration", "dynamicRegistration") is True,
        takes_symbol_trees=_at(capabilities, "textDocument", "documentSymbol", "hierarchicalDocumentSymbolSupport")
        is True,
        folders=_folders(params),
    )


def _encoding(offered: Any) -> Encoding:
    """UTF-32 costs us nothing and UTF-16 is what a client has that says nothing; we take the client's first choice."""
    known = [each.value for each in Encoding]
    return next((Encoding(each) for each in offered or () if each in known), Encoding.UTF16)


def _folders(params: dict[str, Any]) -> tuple[str, ...]:
    folders = params.get("workspaceFolders")
    if isinstance(folders, list):
        return tuple(
            folder["uri"] for folder in folders if isinstance(folder, dict) and isinstance(folder.get("uri"), str)
        )
    root = params.get("rootUri")
    return (root,) if isinstance(root, str) else ()


def _at(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value
