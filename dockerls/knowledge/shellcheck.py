"""What is known of ShellCheck's codes without asking it."""

import re

from dockerls.language import Sentence
from dockerls.text.pattern import pattern

WIKI = "https://www.shellcheck.net/wiki/"

# Codes that say nothing about a script inside a Dockerfile.
NOT_ASKED = (
    "SC1008",  # the shebang is ours
    "SC1090",  # files of the image cannot be followed,
    "SC1091",  # whatever their names are
    "SC1128",  # the shebang of a heredoc's body is no longer its first line
    "SC2148",  # there is always a shebang
    "SC2185",  # every find of Linux has a default path
    "SC2187",  # ash is checked as what it is
)

# What ShellCheck warns of and we only mention, since the authors of official images do it knowing what they do.
QUIET = frozenset(
    {
        "SC2155",  # `export GNUPGHOME="$(mktemp -d)"`: a third of them
        "SC2046",  # `make -j $(nproc)`
        # These warn of what may come one day. The files and variables of an image are there when it is built.
        "SC2038",  # `find … | xargs rm`: names with blanks
        "SC2043",  # `for key in A; do`: a list that has one entry at present
        "SC2115",  # `rm -rf "$dir"/*`: an empty variable
        "SC2174",  # `mkdir -p -m 700`: folders above that do not exist yet
    }
)

# Options that POSIX knows since 2024 and dash, bash and BusyBox now have: of an unknown shell nothing can be said.
UNSURE_OF_SH = frozenset({"SC3040"})

# Quotes keep a value together that may be meant to fall into words: `apk add $packages`.
ABOUT_SPLITTING = frozenset({"SC2046", "SC2048", "SC2068", "SC2086", "SC2206", "SC2207", "SC2248"})

_CODE = pattern(r"SC[1-9]\d{3}", re.IGNORECASE)


def code_in(word: str) -> str | None:
    """The code that a word of a person names, such as ``SC2086``; None for other words."""
    return word.upper() if _CODE.fullmatch(word) else None


def meaning_of(code: str) -> Sentence | None:
    """What a code means, in our words; None for those that are rare."""
    from dockerls.knowledge.table import record

    said = record("shellcheck", code)
    return Sentence(en=said[0], ko=said[1]) if said else None
