"""Shell code that compares a checksum or checks a signature, so that a download is known to be the right one."""

from collections.abc import Iterable

from dockerls.syntax.shell.script import Command, Script

CHECKSUM_COMMANDS = frozenset(
    {"sha1sum", "sha224sum", "sha256sum", "sha384sum", "sha512sum", "b2sum", "md5sum", "shasum", "sha256", "sha512"}
)
_SIGNATURE_COMMANDS = frozenset({"gpgv", "gpgv2", "cosign", "minisign", "signify", "slsa-verifier", "rekor-cli"})


def verifies(scripts: Iterable[Script]) -> bool:
    """Whether anything is verified in some shell code; which file that is cannot be told for sure."""
    return any(is_verification(command) for script in scripts for command in script.commands)


def is_verification(command: Command) -> bool:
    """Whether a command reads a checksum or checks a signature."""
    if command.name in CHECKSUM_COMMANDS | _SIGNATURE_COMMANDS:
        return True
    if command.name in ("gpg", "gpg2"):
        return command.flag("--verify", "--decrypt") is not None
    if command.name == "openssl":
        subcommand = command.operands[0].text if command.operands else ""
        return subcommand in ("dgst", "cms", "smime") or subcommand.startswith(("sha", "blake2"))
    return command.name == "rpm" and command.flag("-K", "--checksig") is not None
