"""Downloading a program to a file, checking it and only then running it, in place of piping it into a shell."""

from dockerls.rewrite.joint import joint_near
from dockerls.rewrite.place import PlacedEdit, delete, insert, substitute
from dockerls.semantics.downloaded_code import SHELLS, DownloadedCode
from dockerls.semantics.fetch_commands import has_option, short_options, urls
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script, ShellWord, Within
from dockerls.text.span import Span

FILE = "/tmp/install.sh"
CHECK = f'echo "<sha256>  {FILE}" | sha256sum -c -'

# Where ``a && b`` may stand in place of one command.
_PLAIN = frozenset({Within.AND, Within.PIPE, Within.GROUP, Within.SUBSHELL})


def download_first(run: Instruction, script: Script, code: DownloadedCode) -> tuple[PlacedEdit, ...]:
    """Edits of ``curl URL | sh -s -- x`` to a download, a checksum to fill in, ``sh FILE x`` and the file's removal.

    None for a pipeline of more parts, another interpreter, a download that is already written to a file, or a place
    in which the result of the pipeline decides what happens next.
    """
    pipe = _pipe(run, code)
    to_file = _to_file(code.fetch)
    arguments = _with_file(code.runner)
    if pipe is None or to_file is None or arguments is None or set(code.fetch.within) - _PLAIN:
        return ()
    joint = _joint(run, script, code)
    behind = joint.strip() if _stands_alone(run, code) else "&&"
    return (
        *to_file,
        substitute(pipe, f"{behind} {CHECK} {joint.strip()}"),
        *arguments,
        insert(code.runner.span.end, f"{joint}rm {FILE}"),
    )


def _joint(run: Instruction, script: Script, code: DownloadedCode) -> str:
    """What stands between the commands of the RUN where each ``&&`` begins a line, else what joins them on one."""
    joint = joint_near(run, script, code.fetch, "&&") or joint_near(run, script, code.runner, "&&") or ""
    return joint if "\n" in joint and joint.rstrip().endswith("&&") else " && "


def _stands_alone(run: Instruction, code: DownloadedCode) -> bool:
    """Whether the pipe is written on one line, so that it may be broken."""
    return "\n" not in run.text[code.fetch.span.end : code.runner.span.start]


def fail_on_errors(fetch: Command) -> tuple[PlacedEdit, ...]:
    """The edit that makes curl fail where the server answers with an error page; none where it does so already."""
    if fetch.name != "curl" or has_option(fetch, "f", "--fail", "--fail-with-body", "--fail-early"):
        return ()
    return (_fail_edit(fetch),)


def _fail_edit(fetch: Command) -> PlacedEdit:
    for word, index in short_options(fetch):
        if index == 1 and word.raw == word.text and word.text[1:].isalpha():
            return insert(word.span.start + 1, "f")
    return insert(fetch.name_span.end, " -f")


def _pipe(run: Instruction, code: DownloadedCode) -> Span | None:
    if code.pipeline is None or [len(part) for part in code.pipeline.parts] != [1, 1]:
        return None
    start, end = code.fetch.span.end, code.runner.span.start
    gaps = [gap for gap in run.header.gaps if start <= gap.start and gap.end <= end]
    at = start
    while at < end and run.text[at] != "|":
        at = next((gap.end for gap in gaps if gap.start == at), at + 1)
    return None if at >= end or run.text[at + 1] == "&" else Span(at, at + 1)


def _to_file(fetch: Command) -> tuple[PlacedEdit, ...] | None:
    if len(urls(fetch)) != 1 or any(redirect.operator.startswith(">") for redirect in fetch.redirects):
        return None
    last = fetch.words[-1].span.end
    if fetch.name == "curl":
        if has_option(fetch, "o", "--output") or has_option(fetch, "O", "--remote-name"):
            return None
        return (*fail_on_errors(fetch), insert(last, f" -o {FILE}"))
    return _wget_to_file(fetch)


def _wget_to_file(fetch: Command) -> tuple[PlacedEdit, ...] | None:
    """``-O-``, ``-qO-``, ``-O -`` or ``--output-document=-`` name the file instead of standard output."""
    for index, word in enumerate(fetch.args):
        if word.raw != word.text:
            continue
        if word.text in ("--output-document=-",):
            return (substitute(Span(word.span.end - 1, word.span.end), FILE),)
        if word.is_flag and not word.text.startswith("--") and word.text.endswith("O-"):
            return (substitute(Span(word.span.end - 1, word.span.end), f" {FILE}"),)
        is_split = word.text == "--output-document" or (
            word.text[:1] == "-" and word.text[1:].isalpha() and word.text[-1] == "O"
        )
        if is_split and index + 1 < len(fetch.args) and fetch.args[index + 1].text in ("-", "/dev/stdout"):
            return (substitute(fetch.args[index + 1].span, FILE),)
    return None


def _with_file(runner: Command) -> tuple[PlacedEdit, ...] | None:
    """The shell's words with the file in place of ``-``, ``-s`` or ``-s --``."""
    if runner.name not in SHELLS or any(redirect.operator.startswith("<") for redirect in runner.redirects):
        return None
    kept_end = runner.name_span.end
    args = list(runner.args)
    while args and args[0].is_flag and args[0].text != "-s":
        if args[0].text in ("-o", "+o") or not args[0].text[1:].isalpha() or "s" in args[0].text:
            return None
        kept_end = args.pop(0).span.end
    edits = [insert(kept_end, f" {FILE}")]
    dropped = _leading(args)
    if dropped:
        edits.append(delete(Span(kept_end, dropped[-1].span.end)))
    return tuple(edits)


def _leading(args: list[ShellWord]) -> list[ShellWord]:
    dropped: list[ShellWord] = []
    for word in args:
        if word.text not in ("-s", "--", "-", "/dev/stdin") or word.text in {other.text for other in dropped}:
            break
        dropped.append(word)
    return dropped
