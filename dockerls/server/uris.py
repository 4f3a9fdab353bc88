"""What a client's URI names. The only place that takes one apart: percent signs, drive letters, hosts, schemes.

Every keystroke names the same few documents, and taking a URI apart costs some 30 µs: the answers are remembered.
"""

import os
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

_DRIVE = re.compile(r"/[A-Za-z]:(?:/|$)")

# Read-only views that an editor opens beside the file itself: to show findings there would say everything twice.
_VIEWS = frozenset({"git", "gitfs", "gitlens", "review", "diff", "vsls-diff", "conflictResolution", "pr"})


@lru_cache(maxsize=256)
def file_path(uri: str) -> Path | None:
    """The absolute path of a ``file:`` URI, None for any other. ``//host/share`` is kept: WSL shares are such paths."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    if parts.scheme.lower() != "file":
        return None
    path = unquote(parts.path)
    if "\0" in path:
        return None
    host = unquote(parts.netloc)
    if host and host != "localhost":
        return Path(f"//{host}{path}")
    if _DRIVE.match(path):
        path = f"{path[1].lower()}{path[2:]}" if os.name == "nt" else path
    return Path(path)


def file_uri(path: Path) -> str:
    """The URI of an absolute path."""
    posix = path.as_posix()
    if posix.startswith("//"):
        host, _, rest = posix[2:].partition("/")
        return f"file://{quote(host, safe='')}/{quote(rest)}"
    return f"file://{'' if posix.startswith('/') else '/'}{quote(posix)}"


def is_published(uri: str) -> bool:
    """Whether findings are shown in what the URI names; a file's older version in a diff view only answers requests."""
    return uri.partition(":")[0] not in _VIEWS


@lru_cache(maxsize=256)
def same_document(uri: str) -> str:
    """A spelling that is the same for all spellings of a URI: clients write ``c%3A`` and ``C:`` for one drive."""
    path = file_path(uri)
    if path is None:
        return uri
    spelt = path.as_posix()
    return f"file:{spelt[:2].lower()}{spelt[2:]}" if _DRIVE.match(f"/{spelt.lstrip('/')}") else f"file:{spelt}"
