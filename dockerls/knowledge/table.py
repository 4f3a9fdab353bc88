"""The packaged tables of facts, read when they are first asked.

A table is a JSON object with one record per line, written by ``docs/build_tables.py``; where its facts come from is
told in ``docs/ATTRIBUTION.md``. A large table is never decoded whole: ``record`` finds the line of one key.
"""

import json
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "tables"


@cache
def _text(name: str) -> str:
    return (_FOLDER / f"{name}.json").read_text(encoding="utf-8")


@cache
def table(name: str) -> dict[str, Any]:
    """All records of a small table; what its header says is not one of them."""
    records: dict[str, Any] = json.loads(_text(name))
    del records["header"]
    return records


@lru_cache(maxsize=256)
def record(name: str, key: str) -> Any:
    """The record of one key of a large table, or None; only its line is decoded."""
    text = _text(name)
    label = f"\n{json.dumps(key)}:"
    start = text.find(label)
    return None if start < 0 else json.JSONDecoder().raw_decode(text, start + len(label))[0]


@cache
def keys(name: str, holding: str = "") -> tuple[str, ...]:
    """The keys of a large table whose records begin with ``{`` and a text, without decoding them."""
    begins = re.compile(rf'^"([^"]+)":\{{{re.escape(holding)}', re.MULTILINE)
    return tuple(key for key in begins.findall(_text(name)) if key != "header")
