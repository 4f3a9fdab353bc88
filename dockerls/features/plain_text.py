"""Our own Markdown as plain text, for clients that show nothing else."""

import re

from dockerls.text.pattern import pattern

_FENCE = pattern(r"(`{3,})[\w-]*")
_DIVIDER = pattern(r"-{3,}")
_RULE = "─" * 20
_CODE_INDENT = "    "
_ROW = pattern(r"\|(.*)\|")
_ROW_DIVIDER = pattern(r"\|[|\s:-]+\|")
_HEADING = pattern(r"#{1,6} ")
_ITEM = pattern(r"(?:[-*]|\d+\.) ")

# Code comes first, as nothing in it is Markdown.
_INLINE = pattern(
    r"(?P<ticks>`+)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)"
    r"|\[(?P<title>(?:`[^`]*`|[^\[\]`])+)\]\((?P<address>\S+?)\)"
    r"|\*\*|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)"
)


def plain_text(markdown: str) -> str:
    """Headings and bold as plain words, code without backticks, links as ``title (address)``, blocks of code indented.

    Lists stay lists. Lines that only wrap a paragraph are joined, since a client wraps them itself.
    """
    lines: list[str] = []
    fence = ""
    is_open = False  # whether the next line may go on with the text of the last one
    for line in markdown.split("\n"):
        opening = _FENCE.fullmatch(line)
        if fence or opening:
            if fence and line != fence:
                lines.append(f"{_CODE_INDENT}{line}" if line else "")
            else:
                fence = "" if fence or opening is None else opening[1]
            is_open = False
            continue
        text = line.strip()
        if is_open and text and not _begins_block(text):
            lines[-1] += f" {_said(text)}"
        elif not _ROW_DIVIDER.fullmatch(text):
            lines.append(_block(line))
            is_open = bool(text) and not _stands_alone(text)
    return "\n".join(lines)


def _begins_block(text: str) -> bool:
    return _ITEM.match(text) is not None or _stands_alone(text)


def _stands_alone(text: str) -> bool:
    """Whether a line is a block by itself: a heading, a line across, a row of a table."""
    return bool(_HEADING.match(text) or _DIVIDER.fullmatch(text) or _ROW.fullmatch(text))


def _block(line: str) -> str:
    if _DIVIDER.fullmatch(line.strip()):
        return _RULE
    row = _ROW.fullmatch(line.strip())
    if row is not None:
        return _said(" | ".join(cell.strip() for cell in row[1].split("|")))
    return _said(_HEADING.sub("", line, count=1) if _HEADING.match(line) else line.rstrip())


def _said(text: str) -> str:
    return _INLINE.sub(_without_marks, text)


def _without_marks(found: re.Match[str]) -> str:
    if found["code"] is not None:
        code = found["code"]
        is_padded = code.startswith(" ") and code.endswith(" ") and code.strip()
        return code[1:-1] if is_padded else code
    if found["title"] is not None:
        return f"{_said(found['title'])} ({found['address']})"
    return ""
