"""How hypothesis runs here (a fixed budget, no deadline, the same examples every time), and shared fixtures.

Who looks for more mistakes lets it try others: ``pytest -m hypothesis --hypothesis-profile=search``. What that finds
becomes an ``@example``.
"""

import signal
from pathlib import Path

import pytest
from hypothesis import settings

from tests.command_line import Folder

settings.register_profile("search", deadline=None)
settings.register_profile("same", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("same")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "editor: drives a real editor; .ci/editors installs it and runs these tests")
    # What a shell starts in the background ignores Ctrl-C, and so would the programs that the tests interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Folder:
    """An empty folder to run the command line in."""
    return Folder(tmp_path, capsys, monkeypatch)
