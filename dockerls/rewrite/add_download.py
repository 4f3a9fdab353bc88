"""ADD of an address in place of a RUN that begins with downloading it."""

from dockerls.rewrite.split import run_break
from dockerls.semantics.file_commands import Act, mentions
from dockerls.semantics.shell_state import commands_in
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, ShellWord, Within
from dockerls.text.edit import Edit
from dockerls.text.pattern import pattern
from dockerls.text.span import Span

# Options that say nothing of what is asked for or where it goes, but for the file it is written to.
_PLAIN_OPTIONS = pattern(
    r"-[fsSLqvnoO#]+|--(?:fail|silent|show-error|location|quiet|no-verbose|verbose|output|output-document|remote-name)"
    r"|--(?:retry|tries|timeout|connect-timeout|proto|progress|https-only|tlsv1\.[23])\S*|--(?:output|output-document)=.*"
)
_OCTAL = pattern(r"0?[0-7]{3}")
_EXECUTABLE = frozenset({"+x", "a+x", "a+rx"})
_DOWNLOADED = "644"  # what the usual umask gives a file; ADD would give 600


def add_download(run: Instruction, command: Command, url: ShellWord) -> tuple[Edit, ...]:
    """Edits that make the first link of a RUN, which downloads ``url`` to a file, an ADD above what is left of it.

    A ``chmod`` of the file behind it becomes ADD's. None where ADD would do something else: options such as headers,
    mounts, a file that the RUN removes or moves (its layer would keep it). ADD's files belong to root: callers know
    that the RUN runs as root.
    """
    script = run.script
    if script is None or script.error or script.comments or run.heredocs or run.flags or run.onset:
        return ()
    saved = [mention.path for mention in mentions(command) if mention.act is Act.DOWNLOADS]
    if not script.links or command.span != script.links[0] or len(saved) != 1 or not _is_plain(command, url, saved[0]):
        return ()
    behind = [commands_in(script, link) for link in script.links[1:]]
    mode = _mode(behind[0], saved[0]) if behind else None
    rest = script.links[1:] if mode is None else script.links[2:]
    if any(_takes_away(each, saved[0]) for link in behind[len(behind) - len(rest) :] for each in link):
        return ()
    add = "ADD" if run.keyword_span.of(run.text).isupper() else "add"
    path = saved[0] if "/" in saved[0] else f"./{saved[0]}"
    line = f"{add} --chmod={mode or _DOWNLOADED} {url.text} {path}"
    gap = Span(script.links[len(behind) - len(rest)].end, rest[0].start) if rest else None
    stretch = Span(run.keyword_span.start, gap.end if gap else script.links[-1].end)
    kept = gap.start if gap else stretch.end
    if any(stretch.start <= comment.start < kept for comment in run.header.comments):
        return ()
    return (Edit(stretch, line + (run_break(run, gap) if gap else "")),)


def _is_plain(command: Command, url: ShellWord, path: str) -> bool:
    """Whether a download is of nothing but the address, and named in a way that ADD reads alike."""
    if command.wrappers or set(command.within) - {Within.AND} or command.assignments:
        return False
    if any(character in f"{url.text}{path}" for character in "$\"'\\ *?[~"):
        return False
    addresses = [word for word in command.args if "://" in word.text and not word.is_flag]
    return addresses == [url] and all(_PLAIN_OPTIONS.fullmatch(word.text) for word in command.args if word.is_flag)


def _mode(link: tuple[Command, ...], path: str) -> str | None:
    """What a link that is nothing but a chmod of the file gives it."""
    if len(link) != 1 or link[0].name != "chmod" or link[0].words[0].text != "chmod":
        return None
    texts = [word.text for word in link[0].args]
    if len(texts) != 2 or texts[1] != path:
        return None
    return texts[0] if _OCTAL.fullmatch(texts[0]) else "755" if texts[0] in _EXECUTABLE else None


def _takes_away(command: Command, path: str) -> bool:
    """Whether a later command changes or removes the file, so that it would be in two layers."""
    name = path.rpartition("/")[2]
    changes = command.name in ("rm", "mv", "chmod", "chown", "unlink", "tar", "unzip", "dpkg", "gunzip", "sed")
    return changes and any(name in word.text or "*" in word.text for word in command.args)
