"""What the client said of itself in ``initialize``."""

from typing import Any

from dockerls.text.lines import Encoding
from dockerls.value import value

_AS_IS = 1  # an insert text mode of the protocol


@value
class DiagnosticParts:
    """What a client can do with a diagnostic beside showing its message; ``tags`` are the numbers of the protocol."""

    related: bool = False
    tags: frozenset[int] = frozenset()
    address: bool = False
    data: bool = False


@value
class Client:
    """The abilities of a client that we act on."""

    encoding: Encoding = Encoding.UTF16
    locale: str | None = None
    pulls_diagnostics: bool = False
    pulls_for_workspace: bool = False
    takes_versioned_edits: bool = False
    takes_actions: bool = False  # as values with an edit; else as commands
    resolves_edits: bool = False
    applies_edits: bool = False  # when it is asked to
    shows_documents: bool = False
    answers_configuration: bool = False
    watches_files: bool = False
    watches_folders: bool = False  # a pattern may be relative to a folder
    creates_files: bool = False  # an edit of the workspace may
    registers_configuration: bool = False
    diagnostic_parts: DiagnosticParts = DiagnosticParts()
    takes_symbol_trees: bool = False
    takes_snippets: bool = False
    inserts_or_replaces: bool = False  # a completion, as its user likes it
    keeps_indentation: bool = False  # of the lines of a completion, if it is told to
    strikes_completions: bool = False  # those that are deprecated
    hovers_markdown: bool = True
    completes_markdown: bool = False  # in what is told of completions
    signs_markdown: bool = False  # in what is told of signatures
    marks_parameters: bool = False  # of signatures, told by their offsets
    folders: tuple[str, ...] = ()  # URIs


def read_client(params: dict[str, Any]) -> Client:
    """Read the params of ``initialize``; what has another shape than the protocol says counts as not said."""
    capabilities = params.get("capabilities")
    action = _at(capabilities, "textDocument", "codeAction")
    operations = _at(capabilities, "workspace", "workspaceEdit", "resourceOperations")
    completion = _at(capabilities, "textDocument", "completion", "completionItem")
    signature = _at(capabilities, "textDocument", "signatureHelp", "signatureInformation")
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
        takes_actions=isinstance(_at(action, "codeActionLiteralSupport"), dict),
        # What is to be resolved it names by its data.
        resolves_edits="edit" in _listed(_at(action, "resolveSupport", "properties"))
        and _at(action, "dataSupport") is True,
        applies_edits=_at(capabilities, "workspace", "applyEdit") is True,
        shows_documents=_at(capabilities, "window", "showDocument", "support") is True,
        answers_configuration=_at(capabilities, "workspace", "configuration") is True,
        watches_files=_at(capabilities, "workspace", "didChangeWatchedFiles", "dynamicRegistration") is True,
        watches_folders=_at(capabilities, "workspace", "didChangeWatchedFiles", "relativePatternSupport") is True,
        creates_files=isinstance(operations, list) and "create" in operations,
        registers_configuration=_at(capabilities, "workspace", "didChangeConfiguration", "dynamicRegistration") is True,
        diagnostic_parts=_diagnostic_parts(capabilities),
        takes_symbol_trees=_at(capabilities, "textDocument", "documentSymbol", "hierarchicalDocumentSymbolSupport")
        is True,
        takes_snippets=_at(completion, "snippetSupport") is True,
        inserts_or_replaces=_at(completion, "insertReplaceSupport") is True,
        keeps_indentation=_AS_IS in _listed(_at(completion, "insertTextModeSupport", "valueSet")),
        strikes_completions=isinstance(_at(completion, "tagSupport", "valueSet"), list),
        # Before 3.3 clients could not say, and a hover was always Markdown.
        hovers_markdown=_prefers_markdown(_at(capabilities, "textDocument", "hover", "contentFormat"), unsaid=True),
        completes_markdown=_prefers_markdown(_at(completion, "documentationFormat"), unsaid=False),
        signs_markdown=_prefers_markdown(_at(signature, "documentationFormat"), unsaid=False),
        marks_parameters=_at(signature, "parameterInformation", "labelOffsetSupport") is True,
        folders=_folders(params),
    )


def _diagnostic_parts(capabilities: Any) -> DiagnosticParts:
    """Said of pushed diagnostics, and since 3.18 of pulled ones too; a client that says it of one means both."""
    told = [_at(capabilities, "textDocument", each) for each in ("publishDiagnostics", "diagnostic")]
    return DiagnosticParts(
        related=any(_at(each, "relatedInformation") is True for each in told),
        tags=frozenset(tag for each in told for tag in _listed(_at(each, "tagSupport", "valueSet")) if tag in (1, 2)),
        address=any(_at(each, "codeDescriptionSupport") is True for each in told),
        data=any(_at(each, "dataSupport") is True for each in told),
    )


def _prefers_markdown(formats: Any, *, unsaid: bool) -> bool:
    """A client names the formats it takes, the one it likes best first."""
    return next((each == "markdown" for each in _listed(formats) if each in ("markdown", "plaintext")), unsaid)


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
