"""The servers that are compared, as data."""

import importlib.util
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Server:
    """How a server is started, and how to install it where it is missing.

    ``announce_pull``: say in `initialize` that the client pulls diagnostics. A server that then has a
    ``diagnosticProvider`` is asked for them after every edit; every other is waited for to publish them.
    """

    name: str
    command: tuple[str, ...]
    install: str
    announce_pull: bool = False

    def missing(self) -> str | None:
        """Why it cannot be run here."""
        if shutil.which(self.command[0]) is None:
            return f"{self.command[0]} is not there; install it with: {self.install}"
        return None


def servers(peers: Path) -> tuple[Server, ...]:
    """Ours first: the others are compared with it. ``peers`` is where the npm packages are installed."""
    python = sys.executable
    return (
        Server("dockerls", (python, "-m", "dockerls", "server"), "pip install -e ."),
        Server("dockerls, pulled", (python, "-m", "dockerls", "server"), "pip install -e .", announce_pull=True),
        Server(
            "docker-langserver",
            (str(peers / "node_modules/.bin/docker-langserver"), "--stdio"),
            f"npm install --prefix {peers} dockerfile-language-server-nodejs",
        ),
        Server("tally", (_tally(), "lsp", "--stdio"), "pip install tally-cli", announce_pull=True),
    )


def _tally() -> str:
    """The program itself: the script pip installs starts it from a Python that stays, 10 MB and 40 ms of CPU."""
    package = importlib.util.find_spec("tally_cli")
    folders = (package and package.submodule_search_locations) or ()
    programs = [str(program) for folder in folders for program in Path(folder).glob("bin/*/tally")]
    return programs[0] if programs else "tally"
