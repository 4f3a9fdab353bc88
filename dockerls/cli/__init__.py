"""The command line. ``dockerls server`` is looked for first: an editor waits for it, and it needs no option parser."""

import gc
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command (``sys.argv`` by default) and return its exit code: 0 fine, 1 findings, 2 an error, 130 Ctrl-C."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    if _asks_for_server(arguments):
        # Nothing that is made while starting is garbage, and looking for some costs 40 ms of CPU (2026-11-21).
        # `server.main` turns it on again with the first document.
        gc.disable()
        from dockerls.server.main import serve_stdio

        return serve_stdio()
    from dockerls.cli.commands import run

    return run(arguments)


def _asks_for_server(arguments: Sequence[str]) -> bool:
    # Some editors add --stdio and the process they run in to any server's arguments.
    rest = [each for each in arguments if each != "--stdio" and not each.startswith("--clientProcessId=")]
    return rest == ["server"] or (not rest and "--stdio" in arguments)
