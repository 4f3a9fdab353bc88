"""Starts the server that is bundled with the extension, with the packages that lie beside it and no others.

``libs`` holds what runs on every Python, ``cp310`` and so on what is compiled for one. On a Python for which nothing
is there the server starts without shell rules and says so.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

sys.path[:0] = [str(HERE / "libs"), str(HERE / f"cp{sys.version_info[0]}{sys.version_info[1]}")]

from dockerls.cli import main  # noqa: E402

sys.exit(main(sys.argv[1:]))
