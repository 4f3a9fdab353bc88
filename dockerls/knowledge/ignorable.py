"""What lies around in projects and hardly any image needs.

Sources: the ``.gitignore`` templates of github.com/github/gitignore for what tools write, and the documentation of
each tool for what it makes again by itself.
"""

from dockerls.knowledge.makers import CARGO, GRADLE, MAVEN, NODE, PYTHON
from dockerls.value import value


@value
class Ignorable:
    """Files or folders by their name, which may be a pattern.

    ``made_by`` are commands, one of which the Dockerfile must run so that it is made there again; ``beside`` are names
    one of which must stand in the same folder (without either it is always so). Of what is ``heavy`` it is worth
    telling even where there is an ignore file.
    """

    name: str
    is_folder: bool = False
    made_by: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    is_heavy: bool = False
    is_at_top: bool = False  # it means this only in the top folder


def _folder(name: str, *beside: str, made_by: frozenset[str] = frozenset(), is_heavy: bool = False) -> Ignorable:
    return Ignorable(name, is_folder=True, made_by=made_by, beside=frozenset(beside), is_heavy=is_heavy)


IGNORABLE = (
    *(_folder(name, is_heavy=True) for name in (".git", ".hg", ".svn")),
    _folder("node_modules", made_by=NODE, is_heavy=True),
    _folder("bower_components", made_by=NODE, is_heavy=True),
    _folder(".venv", is_heavy=True),
    _folder("venv", is_heavy=True),
    *map(_folder, ("__pycache__", ".tox", ".nox", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".ipynb_checkpoints")),
    Ignorable("*.pyc"),
    _folder("target", "Cargo.toml", made_by=CARGO, is_heavy=True),
    _folder("target", "pom.xml", made_by=MAVEN, is_heavy=True),
    _folder("build", "build.gradle", "build.gradle.kts", made_by=GRADLE, is_heavy=True),
    _folder("dist", "package.json", made_by=NODE),
    _folder("dist", "pyproject.toml", "setup.py", made_by=PYTHON),
    _folder("coverage", "package.json"),
    *map(_folder, (".gradle", ".terraform", ".next", ".nuxt", ".svelte-kit", ".parcel-cache", ".turbo", ".nyc_output")),
    *map(_folder, (".idea", ".vscode", ".vs")),
    Ignorable(".DS_Store"),
    Ignorable("Thumbs.db"),
    Ignorable("*.log", is_heavy=True),
    Ignorable(".env"),
    Ignorable("Dockerfile*", is_at_top=True),
    Ignorable(".dockerignore", is_at_top=True),
    Ignorable("docker-compose*.y*ml", is_at_top=True),
    Ignorable("compose*.y*ml", is_at_top=True),
)
"""In the order in which they are worth writing down."""

# These work out a version from what git knows.
VERSIONED_BY_GIT = ("setuptools_scm", "setuptools-scm", "hatch-vcs", "versioneer", "poetry-dynamic-versioning", "pbr")
