"""Finding Dockerfiles below folders.

Left out are what git ignores, what the configuration excludes, ``node_modules`` and the folders of version control.
Linked folders are not entered, as git does not enter them, so there are no loops; a linked file counts once.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from dockerls.build_context.config_files import normalised
from dockerls.build_context.ignored import Ignored, ignored_above
from dockerls.language import Sentence
from dockerls.text.pattern import pattern
from dockerls.value import value

_SKIPPED_FOLDERS = frozenset({".git", ".hg", ".svn", "node_modules"})

# Templates are no Dockerfiles yet; the rest are notes, settings and what editors and patch leave behind.
_OTHER_SUFFIX = pattern(
    r"\.(?:dockerignore|containerignore|md|rst|adoc|j2|jinja2?|tmpl|tpl|template|erb|ejs|mustache|hbs|in|m4"
    r"|bak|old|orig|rej|save|swp|swo|tmp|zip|gz|tgz|sig|lock|log)\Z|~\Z",
    re.IGNORECASE,
)
# In small letters "dockerfile.go" is a program about Dockerfiles.
_CODE_SUFFIX = pattern(
    r"\.(?:c|cc|cpp|cs|css|dart|ex|exs|go|h|hpp|html|java|jl|js|json|jsx|kt|lua|mjs|nix|php|pl|py|pyi|rb|rs|scala|sh|sql"
    r"|svg|png|swift|toml|ts|tsx|txt|vim|xml|ya?ml|zig)\Z"
)
_NAME = pattern(
    r"(?:dockerfile|containerfile)(?:\..+)?|containerfile.*|.+\.(?:dockerfile|containerfile)", re.IGNORECASE
)

# Docker makes such a folder when a file that is to be mounted is not there.
_IS_FOLDER = Sentence(
    en="is a folder, and there are no Dockerfiles in it", ko="폴더이며, 그 안에 Dockerfile이 없습니다"
)
_CANNOT_OPEN = Sentence(en="cannot be searched: {reason}", ko="안을 찾아볼 수 없습니다: {reason}")


@value
class Found:
    """A file to check, or, with a reason, a folder that could not be searched; ``path`` is under what was given."""

    path: Path
    reason: Sentence | None = None


def is_dockerfile_name(name: str) -> bool:
    """Whether a file of that name is taken for a Dockerfile."""
    if name.startswith((".#", "#")) or _OTHER_SUFFIX.search(name) or not _NAME.fullmatch(name):
        return False
    return not (
        name[0].islower() and not name.lower().endswith(("dockerfile", "containerfile")) and _CODE_SUFFIX.search(name)
    )


def discover(paths: Sequence[Path], is_excluded: Callable[[Path], bool]) -> Iterator[Found]:
    """The files to check, each once: those named, whatever they are, and below named folders the Dockerfiles.

    In the order given; in a folder its files come first, then its folders, by name. ``is_excluded`` is asked for the
    absolute paths of what is found below folders.
    """
    named: set[Path] = set()
    reached = {_real(path) for path in paths if not path.is_dir()}
    for path in paths:
        if path.is_dir():
            yield from _searched(path, is_excluded, reached)
        elif normalised(path) not in named:
            named.add(normalised(path))
            yield Found(path)


def _searched(folder: Path, is_excluded: Callable[[Path], bool], reached: set[Path]) -> Iterator[Found]:
    """What is below a folder and not ``reached`` yet; a link only if nothing else leads to its file."""
    absolute = normalised(folder)
    found = list(_below(folder, absolute, ignored_above(absolute), is_excluded))
    if not found and is_dockerfile_name(folder.name):
        yield Found(folder, _IS_FOLDER)
    kept: set[Path] = set()
    for each in sorted(found, key=lambda each: each.path.is_symlink()):
        if each.reason is not None or _real(each.path) not in reached:
            reached.add(_real(each.path))
            kept.add(each.path)
    yield from (each for each in found if each.path in kept)


def _below(shown: Path, absolute: Path, ignored: Ignored, is_excluded: Callable[[Path], bool]) -> Iterator[Found]:
    try:
        with os.scandir(absolute) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield Found(shown, _CANNOT_OPEN.filled(reason=error.strerror or error))
        return
    ignored = ignored.entering(absolute, {entry.name for entry in entries})
    folders: list[str] = []
    for entry in entries:
        is_folder = entry.is_dir(follow_symlinks=False)
        if not is_folder and not (is_dockerfile_name(entry.name) and entry.is_file()):
            continue
        if is_folder and entry.name in _SKIPPED_FOLDERS:
            continue
        path = absolute / entry.name
        if ignored.covers(path, is_folder) or is_excluded(path):
            continue
        if is_folder:
            folders.append(entry.name)
        else:
            yield Found(shown / entry.name)
    for name in folders:
        yield from _below(shown / name, absolute / name, ignored, is_excluded)


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))
