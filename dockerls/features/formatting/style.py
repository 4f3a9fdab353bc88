"""What a Dockerfile is to look like: the settings, an ``.editorconfig``, the file's own habits, the editor."""

from collections.abc import Mapping

from dockerls.analysis.format_settings import WIDEST_INDENT
from dockerls.analysis.settings import Settings
from dockerls.value import value

TAB = "\t"
USUAL_TAB_WIDTH = 4
_INDENT = 4
_LINE_ENDS = {"lf": "\n", "crlf": "\r\n"}


@value
class Style:
    """How to lay out. ``indent`` is that of continuation lines; None: as the file has it, else ``fallback_indent``.

    ``casing`` and ``escapes`` are words of the settings ``format.casing`` and ``format.align-continuations``.
    """

    casing: str = "keep"
    indent: str | None = None
    escapes: str = "keep"
    fallback_indent: str = " " * _INDENT
    tab_width: int | None = None  # None: nobody tells
    line_end: str | None = None  # None: each line keeps its own
    trims_lines: bool = True
    ends_last_line: bool = True
    trims_end: bool = True


@value
class EditorOptions:
    """What an editor says with a request; None where it says nothing."""

    tab_size: int = _INDENT
    inserts_spaces: bool = True
    trims_lines: bool | None = None
    ends_last_line: bool | None = None
    trims_end: bool | None = None


NO_EDITOR = EditorOptions()


def style_of(settings: Settings, properties: Mapping[str, str], editor: EditorOptions = NO_EDITOR) -> Style:
    """What counts: the settings over the ``properties`` of an ``.editorconfig`` over the file's habits over the editor.

    The file's own indentation comes before the editor's, so that an editor and ``dockerls format`` in CI agree.
    """
    chosen: dict[str, str | int] = dict(settings.format)
    properties = {name.lower(): value.lower() for name, value in properties.items()}
    indent = _indent(chosen.get("indent")) or _editorconfig_indent(properties)
    return Style(
        casing=str(chosen.get("casing", "keep")),
        indent=indent,
        escapes=str(chosen.get("align-continuations", "keep")),
        fallback_indent=" " * _bounded(editor.tab_size) if editor.inserts_spaces else TAB,
        tab_width=_number(properties.get("tab_width")) or _number(properties.get("indent_size")),
        line_end=_LINE_ENDS.get(properties.get("end_of_line", "")),
        trims_lines=_said(properties, "trim_trailing_whitespace", editor.trims_lines),
        ends_last_line=_said(properties, "insert_final_newline", editor.ends_last_line),
        trims_end=editor.trims_end is not False,
    )


def _indent(chosen: str | int | None) -> str | None:
    if isinstance(chosen, int):
        return " " * chosen
    return TAB if chosen == "tab" else None


def _editorconfig_indent(properties: Mapping[str, str]) -> str | None:
    """A size alone says nothing: it is how wide a tab is where tabs are used."""
    kind = properties.get("indent_style")
    if kind == "tab":
        return TAB
    size = _number(properties.get("indent_size")) or _number(properties.get("tab_width"))
    return " " * size if kind == "space" and size else None


def _said(properties: Mapping[str, str], name: str, by_editor: bool | None) -> bool:
    if properties.get(name) in ("true", "false"):
        return properties[name] == "true"
    return by_editor is not False


def _number(text: str | None) -> int | None:
    is_number = text is not None and text.isascii() and text.isdecimal() and len(text) < 3
    return int(text) if text and is_number and 0 < int(text) <= WIDEST_INDENT else None


def _bounded(width: int) -> int:
    return max(1, min(width, WIDEST_INDENT))
