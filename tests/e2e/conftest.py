"""Fixtures of the tests with a real server."""

from collections.abc import Iterator

import pytest

from tests.e2e.test_workspace import Editor


@pytest.fixture
def editors() -> Iterator[list[Editor]]:
    started: list[Editor] = []
    yield started
    for editor in started:
        editor.ask("shutdown", None)
        editor.notify("exit", None)
        assert editor.ended() == 0
