"""Asks BuildKit whether it takes many instructions, and writes down what it said.

``python -m tests.recordings.record_refusals TEXT…`` asks again for each text of ``refusals.json``, and for those that
are added here. It needs ``docker`` with buildx and a daemon, but no network: nothing is built (``--call=check``).
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

RECORDING = Path(__file__).with_name("refusals.json")


def refusal(text: str) -> str | None:
    """Why BuildKit does not build a Dockerfile; None if it does."""
    with tempfile.TemporaryDirectory() as context:
        command = ["docker", "buildx", "build", "--call=check", "--progress=quiet", "--file", "-", context]
        said = subprocess.run(command, input=text, capture_output=True, text=True, check=False).stderr
    return next((line.removeprefix("ERROR: ") for line in said.splitlines() if line.startswith("ERROR: ")), None)


def record() -> dict[str, Any]:
    """The recording: Docker's version, and for each Dockerfile what BuildKit refuses it for, or null."""
    recording: dict[str, Any] = json.loads(RECORDING.read_text(encoding="utf-8"))
    return recording


def main() -> None:
    """Write the answers of the Docker that is there."""
    texts = (*record()["answers"], *sys.argv[1:])
    version = ["docker", "version", "--format", "{{.Server.Version}}"]
    recording = {
        "docker": subprocess.run(version, capture_output=True, text=True, check=True).stdout.strip(),
        "answers": {text: refusal(text) for text in texts},
    }
    RECORDING.write_text(json.dumps(recording, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
