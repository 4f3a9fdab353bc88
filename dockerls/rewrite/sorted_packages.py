"""The packages of an install command on lines of their own, in order."""

from collections.abc import Iterator, Sequence

from dockerls.rewrite.joint import BLANKS, indent_at, line_end_of
from dockerls.semantics.package_commands import PackageCommand
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import ShellWord
from dockerls.text.edit import Edit
from dockerls.text.span import Span

_INDENT = "    "


def sort_packages(run: Instruction, found: PackageCommand) -> tuple[Edit, ...]:
    """An edit that puts each package on a line of its own, sorted by name.

    A comment between the packages heads those below it, which are sorted among themselves. None where flags stand among
    the packages, where a word may stand for several, or where they are sorted already.
    """
    packages = found.packages
    words = found.command.words
    first = words.index(packages[0]) if packages else 0
    if len(packages) < 2 or words[first : first + len(packages)] != packages:
        return ()
    if any("$" in word.raw or "`" in word.raw or "\n" in word.raw for word in packages):
        return ()
    following = words[first + len(packages) :][:1]
    is_followed = bool(following) and "\n" not in run.text[packages[-1].span.end : following[0].span.start]
    stretch = Span(words[first - 1].span.end, following[0].span.start if is_followed else packages[-1].span.end)
    body = next((heredoc.body for heredoc in run.heredocs if heredoc.body.start <= stretch.start), None)
    if any(redirect.span.overlaps(stretch) for redirect in found.command.redirects):
        return ()
    if body is not None and "#" in stretch.of(run.text):
        return ()
    indent = _indent(run, found, packages)
    line_end = line_end_of(run)
    escape = run.escape if body is None else "\\"
    text = ""
    for comments, group in _groups(run, stretch, packages):
        text += f" {escape}{line_end}" + "".join(f"{indent}{comment}{line_end}" for comment in comments)
        ordered = sorted(group, key=lambda word: (word.text.lower(), word.text))
        text += f" {escape}{line_end}".join(f"{indent}{word.span.of(run.text)}" for word in ordered)
    if is_followed:
        text += f" {escape}{line_end}{indent}"
    is_new = text.split() != stretch.of(run.text).split() or _shares_lines(run, packages)
    return (Edit(stretch, text),) if is_new else ()


def _groups(
    run: Instruction, stretch: Span, packages: Sequence[ShellWord]
) -> Iterator[tuple[list[str], list[ShellWord]]]:
    """The packages below each block of comments, those without one first."""
    at = stretch.start
    comments: list[str] = []
    group: list[ShellWord] = []
    for word in packages:
        between = [each for each in run.header.comments if at <= each.start < word.span.start]
        if between:
            if group:
                yield comments, group
            comments, group = [each.of(run.text) for each in between], []
        group.append(word)
        at = word.span.end
    yield comments, group


def _shares_lines(run: Instruction, packages: Sequence[ShellWord]) -> bool:
    """Whether a package does not begin its line."""
    return any(run.text[: word.span.start].rstrip(BLANKS)[-1:] != "\n" for word in packages)


def _indent(run: Instruction, found: PackageCommand, packages: Sequence[ShellWord]) -> str:
    """That of the first package on a line of its own, else one step further in than the commands."""
    for word in packages:
        if run.text[: word.span.start].rstrip(BLANKS).endswith("\n"):
            return indent_at(run.text, word.span.start)
    indent = indent_at(run.text, found.command.span.start)
    is_on_first_line = "\n" not in run.text[: found.command.span.start]
    if is_on_first_line:
        others = [gap.end for gap in run.header.gaps if gap.end < len(run.text)]
        indent = max((indent_at(run.text, at + 1) for at in others), key=len, default=indent)
    return indent + ("\t" if "\t" in indent else _INDENT)
