"""Paths: of the build context, of what a stage is known to hold, and where to copy to.

Only in a JSON array can a path have blanks: elsewhere COPY and ADD divide words at every blank, quotes or not, and a
backslash does not keep them together either (parseStringsWhitespaceDelimited in BuildKit's line_parsers.go, measured
with Docker 28.5, 2026-11-21). Names in which the builder would see variables, quotes or patterns are not offered.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator

from dockerls.features.completion.offer import NOTHING, Completion, Kind, Offers, Outside, together, within_reason
from dockerls.features.completion.stage_pieces import instructions_of_named_stage, instructions_of_stage
from dockerls.features.completion.typed import Typed
from dockerls.language import Sentence
from dockerls.semantics.build_context import BuildContext
from dockerls.semantics.context_files import ContextFile
from dockerls.semantics.paths import CREATES, file_uses, resolved, working_folder
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction

_REST_OF_NAME = re.compile(r"""[^\s/"',\]]*/?""")
_REST_OF_PATH = re.compile(r"""[^\s"',\]]*""")
_REST_OF_NAME_IN_STRING = re.compile(r'[^/"]*/?')
_REST_OF_PATH_IN_STRING = re.compile(r'[^"]*')
_MEANS_MORE = frozenset("$*?[\\\"'")
_HERE = Sentence(en="the working directory, {path}", ko="작업 디렉터리, {path}")
_SET_HERE = Sentence(en="the working directory", ko="작업 디렉터리")
_WRITTEN_BY = ("COPY", "ADD", "RUN", "WORKDIR", "VOLUME")
_OUTPUT = re.compile(r"(?:^|\s)-o[ =]?(?P<path>/\S+)|--output[ =](?P<long>/\S+)|--prefix=(?P<prefix>/\S+)")
# Where programs are built and put by custom, in images of a Unix.
_WORKDIRS = ("/app", "/src", "/usr/src/app", "/srv", "/opt")
_VOLUMES = ("/data", "/var/lib/app", "/var/cache/app", "/var/log/app", "/config")
_CUSTOMARY = ("/app/", "/usr/local/bin/", "/etc/", "/opt/", "/usr/src/app/", "/srv/", "/tmp/")


def copy_offers(typed: Typed, written: str, has_source: bool, outside: Outside) -> Offers:
    """What the next path of COPY or ADD may be: a source, and once there is one also the destination."""
    assert typed.instruction is not None
    source = typed.instruction.flag("from")
    sources = (
        stage_path_offers(typed, source.value or "", written) if source else context_offers(typed, written, outside)
    )
    if not has_source:
        return sources
    destinations = _destinations(typed, written)
    return destinations if written.startswith("/") else together(destinations, sources)


def context_offers(typed: Typed, written: str, outside: Outside) -> Offers:
    """What stands in the build context in the folder that is typed so far, folders first, ignored files left out."""
    if outside.context is None:
        return Offers(is_incomplete=outside.is_looking)
    folder, _, name = written.rpartition("/")
    if "$" in folder or "://" in written:
        return NOTHING
    span = typed.replacing(len(name), _REST_OF_NAME_IN_STRING if typed.is_in_array else _REST_OF_NAME)
    items = [
        Completion(label, Kind.FOLDER if file.is_folder else Kind.FILE, span, label)
        for file in _inside(outside.context, posixpath.normpath(f"/{folder}").lstrip("/"))
        for label in (posixpath.basename(file.path) + "/" * file.is_folder,)
        if (not label.startswith(".") or name.startswith(".")) and _can_be_written(typed, label)
    ]
    return within_reason(items, name)


def _can_be_written(typed: Typed, path: str) -> bool:
    """Whether a path means itself where the cursor is. In a mount a comma begins the next key."""
    if not _MEANS_MORE.isdisjoint(path) or (typed.flag and typed.flag[0] == "mount" and "," in path):
        return False
    return typed.is_in_array or not any(character.isspace() for character in path)


def _inside(context: BuildContext, folder: str) -> Iterable[ContextFile]:
    """What a build gets of a folder; a folder that is left out stays if something in it may be taken back in."""
    patterns = context.ignore_file.patterns if context.ignore_file else None
    takes_back = patterns is not None and patterns.takes_back
    found = context.files.inside(folder)
    seen = (file for file in found if not context.ignores(file.path) or (file.is_folder and takes_back))
    return sorted(seen, key=lambda file: (not file.is_folder, file.path.lower()))


def stage_path_offers(typed: Typed, stage: str, written: str) -> Offers:
    """The absolute paths that the instructions of a stage are seen to write, the last first."""
    uses = list(instructions_of_named_stage(typed, stage, *_WRITTEN_BY))
    found = dict.fromkeys(path for each in reversed(uses) for path in _written_by(*each))
    return _paths(typed, written, found)


def program_offers(typed: Typed, written: str) -> Offers:
    """The files that the stage itself is seen to hold, the last first."""
    uses = list(instructions_of_stage(typed, *_WRITTEN_BY))
    found = dict.fromkeys(path for each in reversed(uses) for path in _written_by(*each) if not path.endswith("/"))
    return _paths(typed, written, found)


def folder_offers(typed: Typed) -> Offers:
    """Folders for WORKDIR: those the stage has already, and those that are customary."""
    found = dict.fromkeys((*(path.rstrip("/") for path in _folders_of(typed)), *_WORKDIRS))
    return _paths(typed, typed.word or "", found, Kind.FOLDER)


def volume_offers(typed: Typed, written: str) -> Offers:
    """Folders for VOLUME, which keep what is written while containers run: not those with the program in them."""
    given = {word.strip('[]",').rstrip("/") for word in typed.arguments}
    return _paths(typed, written, (path for path in _VOLUMES if path not in given), Kind.FOLDER)


def _paths(typed: Typed, written: str, paths: Iterable[str], kind: Kind | None = None) -> Offers:
    items = (_path(typed, written, path, kind) for path in paths if _can_be_written(typed, path))
    return within_reason(items, written)


def _destinations(typed: Typed, written: str) -> Offers:
    """The working directory first, then where this stage has put something before."""
    workdir = working_folder(typed.around)
    here = _HERE.filled(path=workdir) if workdir else _SET_HERE
    items: list[Completion] = []
    if written in ("", "."):
        items += (_path(typed, written, path, Kind.FOLDER, here) for path in ("./", "."))
    if not written or written.startswith("/"):
        own = f"{workdir.rstrip('/')}/" if workdir and workdir.startswith("/") else None
        found = dict.fromkeys((*((own,) if own else ()), *_folders_of(typed), *_CUSTOMARY))
        items += (
            _path(typed, written, path, Kind.FOLDER, _SET_HERE if path == own else None)
            for path in found
            if _can_be_written(typed, path)
        )
    return within_reason(items, written)


def _path(
    typed: Typed, written: str, path: str, kind: Kind | None = None, detail: Sentence | None = None
) -> Completion:
    """A whole path in the place of all that is written of one."""
    kind = kind or (Kind.FOLDER if path.endswith("/") else Kind.FILE)
    rest = _REST_OF_PATH_IN_STRING if typed.is_in_array else _REST_OF_PATH
    return Completion(path, kind, typed.replacing(len(written), rest), path, detail=detail)


def _folders_of(typed: Typed) -> Iterator[str]:
    """Folders the stage is seen to write to, the last first, each with a slash at its end."""
    found: list[str] = []
    for instruction, around in instructions_of_stage(typed, *_WRITTEN_BY):
        paths = _written_by(instruction, around)
        found += (path if path.endswith("/") else f"{posixpath.dirname(path).rstrip('/')}/" for path in paths)
    yield from (path for path in dict.fromkeys(reversed(found)) if path != "/")


def _written_by(instruction: Instruction, around: Surroundings) -> Iterator[str]:
    """The absolute paths an instruction writes, as far as they can be seen; folders with a slash at their end."""
    if instruction.keyword == "WORKDIR":
        path = resolved(instruction.value.strip("\"'"), working_folder(around))
        found = [f"{path.rstrip('/')}/"]
    elif instruction.keyword == "VOLUME":
        found = [f"{word.text.rstrip('/')}/" for word in instruction.arguments]
    else:
        found = [
            f"{use.path.rstrip('/')}/" if use.is_tree or use.written.endswith("/") else use.path
            for use in file_uses(instruction, around)
            if use.act in CREATES
        ]
        if instruction.keyword == "RUN":
            found += (match["path"] or match["long"] or match["prefix"] for match in _OUTPUT.finditer(instruction.line))
    yield from (path for path in found if path.startswith("/") and _MEANS_MORE.isdisjoint(path))
