"""What the client said of itself in ``initialize``."""

from typing import Any

from dockerls.text.lines import Encoding
from dockerls.value import value

_AS_IS = 1  # an insert text mode of the protocol


@value
class Client:
    """The abilities of a client that we act on."""

    encoding: Encoding = Encoding.UTF16
    locale: str | None = None
    pulls_diagnostics: bool = False
    pulls_for_workspace: bool = False
    takes_versioned_edits: bool = False
    resolves_edits: bool = False
    shows_documents: bool = False
    answers_configuration: bool = False
    watches_files: bool = False
    watches_folders: bool = False  # a pattern may be relative to a folder
    creates_files: bool = False  # an edit of the workspace may
    registers_configuration: bool = False
    takes_symbol_trees: bool = False
    takes_snippets: bool = False
    inserts_or_replaces: bool = False  # a completion, as its user likes it
    keeps_indentation: bool = False  # of the lines of a completion, if it is told to
    strikes_completions: bool = False  # those that are deprecated
    shows_markdown: bool = False  # in what is told of completions
    marks_parameters: bool = False  # of signatures, told by their offsets
    folders: tuple[str, ...] = ()  # URIs


def read_client(params: dict[str, Any]) -> Client:
    """Read the params of ``initialize``; what has another shape than the protocol says counts as not said."""
    capabilities = params.get("capabilities")
    resolvable = _at(capabilities, "textDocument", "codeAction", "resolveSupport", "properties")
    operations = _at(capabilities, "workspace", "workspaceEdit", "resourceOperations")
    completion = _at(capabilities, "textDocument", "completion", "completionItem")
    marked = _at(capabilities, "textDocument", "signatureHelp", "signatureInformation", "parameterInformation")
    return Client(
        encoding=_encoding(_at(capabilities, "general", "positionEncodings")),
        locale=params["locale"] if isinstance(params.get("locale"), str) else None,
        # Who cannot be asked to pull again (Neovim 0.10) would not see what becomes known late, and so is pushed to.
        pulls_diagnostics=isinstance(_at(capabilities, "textDocument", "diagnostic"), dict)
        and _at(capabilities, "workspace", "diagnostics", "refreshSupport") is True,
        # Asked to pull again, Neovim 0.12 asks for the workspace if it can, and then passes over the open files
        # (`on_refresh` in runtime/lua/vim/lsp/diagnostic.lua).
        pulls_for_workspace=_at(params, "clientInfo", "name") != "Neovim",
        takes_versioned_edits=_at(capabilities, "workspace", "workspaceEdit", "documentChanges") is True,
        resolves_edits=isinstance(resolvable, list) and "edit" in resolvable,
        shows_documents=_at(capabilities, "window", "showDocument", "support") is True,
        answers_configuration=_at(capabilities, "workspace", "configuration") is True,
        watches_files=_at(capabilities, "workspace", "didChangeWatchedFiles", "dynamicRegistration") is True,
        watches_folders=_at(capabilities, "workspace", "didChangeWatchedFiles", "relativePatternSupport") is True,
        creates_files=isinstance(operations, list) and "create" in operations,
        registers_configuration=_at(capabilities, "workspace", "didChangeConfiguration", "dynamicRegistration") is True,
        takes_symbol_trees=_at(capabilities, "textDocument", "documentSymbol", "hierarchicalDocumentSymbolSupport")
        is True,
        takes_snippets=_at(completion, "snippetSupport") is True,
        inserts_or_replaces=_at(completion, "insertReplaceSupport") is True,
        keeps_indentation=_AS_IS in _listed(_at(completion, "insertTextModeSupport", "valueSet")),
        strikes_completions=isinstance(_at(completion, "tagSupport", "valueSet"), list),
        shows_markdown="markdown" in _listed(_at(completion, "documentationFormat")),
        marks_parameters=_at(marked, "labelOffsetSupport") is True,
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


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _at(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value
