"""Whether a text can be the value of a flag. What BuildKit takes was measured with Docker 28.5, 2026-11-21."""

import re

from dockerls.text.pattern import pattern

_OCTAL = pattern(r"0*[0-7]{1,4}")
_LETTERS = pattern(r"[ugoa]*(?:[-+=][rwxXstugo]*)+")
_CHECKSUM = pattern(r"sha(?:256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})")
_SYSTEM = pattern(r"[\w-]+(?:\([\w.%+-]*\))?", re.ASCII)
_MACHINE = pattern(r"[\w.-]+", re.ASCII)

# What may stand alone: isKnownOS, isKnownArch and normalizeArch of github.com/containerd/platforms.
_ALONE = pattern(
    r"aix|android|darwin|dragonfly|freebsd|hurd|illumos|ios|js|linux|macos|nacl|netbsd|openbsd|plan9|solaris|windows|zos"
    r"|386|aarch64|amd64(?:p32)?|arm|arm64(?:be)?|armbe|armel|armhf|i386|loong64|mips(?:64)?(?:le)?|mips64p32(?:le)?"
    r"|ppc|ppc64(?:le)?|riscv|riscv64|s390x?|sparc|sparc64|wasm|x86[-_]64"
)


def is_chmod(text: str) -> bool:
    """What ``--chmod`` takes: octal digits up to 7777, or chmod's letters (``github.com/tonistiigi/dchapes-mode``)."""
    return bool(_OCTAL.fullmatch(text)) or is_symbolic_chmod(text)


def is_symbolic_chmod(text: str) -> bool:
    """Whether it has the form ``u+x,g=rX``."""
    return all(_LETTERS.fullmatch(clause) for clause in text.split(","))


def is_checksum(text: str) -> bool:
    """What ``ADD --checksum`` takes for a download (``github.com/opencontainers/go-digest``)."""
    return _CHECKSUM.fullmatch(text) is not None


def is_platform(text: str) -> bool:
    """What ``FROM --platform`` takes: not only what exists, but what Docker can take apart (``platforms.Parse``)."""
    system, *machine = text.split("/")
    if not machine:
        return bool(_ALONE.fullmatch(text.lower().partition("(")[0]) and _SYSTEM.fullmatch(text))
    return len(machine) <= 2 and bool(_SYSTEM.fullmatch(system)) and all(map(_MACHINE.fullmatch, machine))
