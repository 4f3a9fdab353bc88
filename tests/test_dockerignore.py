"""``.dockerignore`` as Docker itself reads it: the recorded answers of a real builder."""

import json
import os
from typing import Any

import pytest

from dockerls.semantics.dockerignore import read_ignore_file
from tests.recordings.record_dockerignore import RECORDING, record

RECORDED: dict[str, Any] = json.loads(RECORDING.read_text(encoding="utf-8"))


def kept(ignore: str) -> list[str] | None:
    patterns = read_ignore_file(ignore)
    if patterns is None:
        return None
    return [file for file in RECORDED["files"] if file != ".dockerignore" and not patterns.ignores(file)]


@pytest.mark.parametrize("case", RECORDED["cases"], ids=lambda case: repr(case["ignore"]))
def test_as_docker_did(case: dict[str, Any]) -> None:
    assert kept(case["ignore"]) == case["kept"]


def test_enough_is_recorded() -> None:
    answers = {json.dumps(case["kept"]) for case in RECORDED["cases"]}
    assert len(RECORDED["cases"]) >= 100
    assert len(answers) >= 60


@pytest.mark.skipif(not os.environ.get("DOCKERLS_RECORD"), reason="asks Docker again: set DOCKERLS_RECORD=1")
def test_docker_still_answers_so() -> None:
    assert record()["cases"] == RECORDED["cases"]
