"""What ENV and configuration files set for all later package commands, so that these need no flag of their own.

Sources: apt.conf(5); pip's ``cmdoptions.py``: any value of ``PIP_NO_CACHE_DIR``, even ``off``, turns the cache off.
"""

import re
from enum import Enum

from dockerls.syntax.instruction import Instruction


class Default(str, Enum):
    """A setting that holds for later commands."""

    APT_YES = "APT::Get::Assume-Yes"
    APT_NO_RECOMMENDS = "APT::Install-Recommends=false"
    PIP_NO_CACHE = "PIP_NO_CACHE_DIR"


APT_DEFAULTS = frozenset({Default.APT_YES, Default.APT_NO_RECOMMENDS})
NO_DEFAULTS: frozenset[Default] = frozenset()

_NO_RECOMMENDS = re.compile(r"""Install-Recommends[\s="'\\]*(?:false|0|no|off|without|disable)\b""", re.IGNORECASE)
_YES = re.compile(r"""Assume-Yes[\s="'\\]*(?:true|1|yes|on|with|enable)\b""", re.IGNORECASE)


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
    return found


def _by_commands(run: Instruction) -> frozenset[Default]:
    if "apt.conf" not in run.text and "no-cache-dir" not in run.text:
        return NO_DEFAULTS
    text = _code(run)
    found = apt_options(text) if "apt.conf" in text else NO_DEFAULTS
    configures_pip = "no-cache-dir" in text and ("pip.conf" in text or " config set " in text)
    return found | {Default.PIP_NO_CACHE} if configures_pip else found


def _by_files(copy: Instruction) -> frozenset[Default]:
    if "apt.conf" in copy.line:
        return apt_options(_code(copy)) if copy.heredocs else APT_DEFAULTS
    return frozenset({Default.PIP_NO_CACHE}) if "pip.conf" in copy.line else NO_DEFAULTS


def _code(instruction: Instruction) -> str:
    """The logical line and the heredocs, without comments in continuations."""
    return "\n".join((instruction.line, *(heredoc.body.of(instruction.text) for heredoc in instruction.heredocs)))


_READERS = {"ENV": _by_variables, "ARG": _by_variables, "RUN": _by_commands, "COPY": _by_files, "ADD": _by_files}
