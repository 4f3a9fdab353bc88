"""hadolint's binary as a judge: what it says of many texts, asked in one go."""

import json
import subprocess
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from dockerls.rules.options import Options
from dockerls.value import value
from tests.needs import program

CANNOT_PARSE = "DL1000"


@value
class Said:
    """One finding of hadolint."""

    code: str
    line: int
    level: str


@cache
def hadolint_says(texts: tuple[str, ...], *arguments: str) -> tuple[tuple[Said, ...], ...]:
    """What hadolint finds in each text."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.dockerfile") for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_bytes(text.encode())
        command = (program("hadolint"), "--no-fail", "--format", "json", *arguments, *map(str, paths))
        answer = subprocess.run(command, capture_output=True, check=True, cwd=folder, timeout=120)
    said: dict[str, list[Said]] = {str(path): [] for path in paths}
    for item in json.loads(answer.stdout):
        said[item["file"]].append(Said(item["code"], item["line"], item["level"]))
    return tuple(map(tuple, said.values()))


def arguments_for(options: Options) -> tuple[str, ...]:
    """The options of a rule as hadolint takes them."""

    def repeated(flag: str, values: Iterable[str]) -> list[str]:
        return [word for each in values for word in (flag, each)]

    return (
        *repeated("--trusted-registry", options.trusted_registries),
        *repeated("--require-label", (f"{key}:{kind}" for key, kind in options.label_schema)),
        *(("--strict-labels",) if options.strict_labels else ()),
    )
