"""What ENV and configuration files set for all later package commands, so that these need no flag of their own.

Sources: apt.conf(5); pip's ``cmdoptions.py``: any value of ``PIP_NO_CACHE_DIR``, even ``off``, turns the cache off;
dnf.conf(5); RubyGems' ``gem help environment``; Composer's and npm's documentation of their variables.
"""

import re
from enum import Enum

from dockerls.syntax.instruction import Instruction
from dockerls.text.pattern import pattern
from dockerls.value import remembered


class Default(str, Enum):
    """A setting that holds for later commands."""

    APT_YES = "APT::Get::Assume-Yes"
    APT_NO_RECOMMENDS = "APT::Install-Recommends=false"
    APT_KEEPS_PACKAGES = "APT::Keep-Downloaded-Packages"  # what Debian's and Ubuntu's images delete at once
    RPM_YES = "assumeyes"
    PIP_NO_CACHE = "PIP_NO_CACHE_DIR"
    GEM_NO_DOCUMENT = "gem: --no-document"
    COMPOSER_DEV = "COMPOSER_NO_DEV"  # decided by this variable
    NODE_DEV = "NODE_ENV"  # decided by this or npm's own variables
    NODE_CACHE = "NPM_CONFIG_CACHE"  # what npm, yarn and pnpm download goes to a folder of the author's choice


APT_DEFAULTS = frozenset({Default.APT_YES, Default.APT_NO_RECOMMENDS})
NO_DEFAULTS: frozenset[Default] = frozenset()

_NO_RECOMMENDS = pattern(r"""Install-Recommends[\s="'\\]*(?:false|0|no|off|without|disable)\b""", re.IGNORECASE)
_YES = pattern(r"""Assume-Yes[\s="'\\]*(?:true|1|yes|on|with|enable)\b""", re.IGNORECASE)

# Without one of these words a RUN sets nothing.
_TELLING = ("apt.conf", "no-cache-dir", "assumeyes", "gemrc")
_FILES = {
    "pip.conf": Default.PIP_NO_CACHE,
    "dnf.conf": Default.RPM_YES,
    "yum.conf": Default.RPM_YES,
    "gemrc": Default.GEM_NO_DOCUMENT,
}
_NODE_CACHES = frozenset({"NPM_CONFIG_CACHE", "YARN_CACHE_FOLDER", "PNPM_HOME", "XDG_DATA_HOME", "HOME"})
_NODE_VARIABLES = frozenset({"NODE_ENV", "NPM_CONFIG_OMIT", "NPM_CONFIG_PRODUCTION", "NPM_CONFIG_ONLY"})


@remembered
def set_by(instruction: Instruction) -> frozenset[Default]:
    """What an instruction sets. A file it copies is not read: it counts as setting all that it can set."""
    read = _READERS.get(instruction.keyword)
    return read(instruction) if read is not None else NO_DEFAULTS


def apt_options(text: str) -> frozenset[Default]:
    """What apt configuration sets, in a file or behind ``-o``."""
    found = {Default.APT_NO_RECOMMENDS} if _NO_RECOMMENDS.search(text) else set()
    return frozenset(found | {Default.APT_YES} if _YES.search(text) else found)


def _by_variables(instruction: Instruction) -> frozenset[Default]:
    found: frozenset[Default] = NO_DEFAULTS
    for pair in instruction.pairs:
        is_set = pair.value is None or bool(pair.value.text.strip("\"'"))
        if is_set and pair.key.text == "PIP_NO_CACHE_DIR":
            found |= {Default.PIP_NO_CACHE}
        elif is_set and pair.key.text == "APT_CONFIG":
            found |= APT_DEFAULTS
        elif is_set and pair.key.text == "COMPOSER_NO_DEV":
            found |= {Default.COMPOSER_DEV}
        elif is_set and pair.key.text.upper() in _NODE_VARIABLES:
            found |= {Default.NODE_DEV}
        elif is_set and pair.key.text.upper() in _NODE_CACHES:
            found |= {Default.NODE_CACHE}
    return found


def _by_commands(run: Instruction) -> frozenset[Default]:
    if not any(word in run.text for word in _TELLING):
        return NO_DEFAULTS
    text = _code(run)
    found = apt_options(text) if "apt.conf" in text else NO_DEFAULTS
    if "docker-clean" in text or "Keep-Downloaded-Packages" in text:
        found |= {Default.APT_KEEPS_PACKAGES}
    if "no-cache-dir" in text and ("pip.conf" in text or " config set " in text):
        found |= {Default.PIP_NO_CACHE}
    if "assumeyes" in text and any(word in text for word in ("dnf.conf", "yum.conf", "config-manager", "/etc/dnf")):
        found |= {Default.RPM_YES}
    return found | {Default.GEM_NO_DOCUMENT} if "gemrc" in text and "--no-" in text else found


def _by_files(copy: Instruction) -> frozenset[Default]:
    if "apt.conf" in copy.line:
        return apt_options(_code(copy)) if copy.heredocs else APT_DEFAULTS
    return frozenset(default for name, default in _FILES.items() if name in copy.line)


def _code(instruction: Instruction) -> str:
    """The logical line and the heredocs, without comments in continuations."""
    return "\n".join((instruction.line, *(heredoc.body.of(instruction.text) for heredoc in instruction.heredocs)))


_READERS = {"ENV": _by_variables, "ARG": _by_variables, "RUN": _by_commands, "COPY": _by_files, "ADD": _by_files}
