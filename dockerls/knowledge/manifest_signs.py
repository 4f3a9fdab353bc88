"""What a manifest says where an install needs more of the project than the manifest. Read when a context is asked.

Sources: as of ``semantics/manifest_installs.py``.
"""

import re

from dockerls.text.pattern import pattern

_GRADLE = pattern(r"\binclude(Build)?\b")
_PROJECT = pattern(r"<ProjectReference\b")

NEEDS_SOURCES = {
    "package.json": re.compile(r'"workspaces"\s*:|"(?:file|link|portal|workspace):'),
    "go.mod": re.compile(r"=>\s*\.{1,2}/"),
    "pyproject.toml": re.compile(r"\bpath\s*=\s*[\"']|\[tool\.uv\.workspace\]|workspace\s*=\s*true|file://"),
    "Gemfile": re.compile(r"^\s*gemspec\b|\bpath:|:path\s*=>", re.MULTILINE),
    "composer.json": re.compile(r'"type"\s*:\s*"path"'),
    "pom.xml": re.compile(r"<module>"),
    "settings.gradle": _GRADLE,
    "settings.gradle.kts": _GRADLE,
    "*.txt": re.compile(
        r"^\s*(?:-[rce]\b|--(?:requirement|constraint|editable)\b|\.|file:|\S+\s+@\s+file:)", re.MULTILINE
    ),
    "*.csproj": _PROJECT,
    "*.fsproj": _PROJECT,
    "*.vbproj": _PROJECT,
}
"""By the name of the manifest."""

HOOKS = frozenset({"preinstall", "install", "postinstall", "prepare", "prepublish"})
"""Scripts of a package.json that npm runs with every install; they may run anything of the project."""

READ_TOO = {"package.json": (".npmrc", ".yarnrc.yml", ".yarnrc")}
"""Files a tool reads besides a manifest, if they stand beside it."""

WORKSPACES = {"package.json": ("pnpm-workspace.yaml", "lerna.json"), "go.mod": ("go.work",)}
"""Files beside a manifest that tell of several packages."""

NAMES_FOLDERS = {
    "package.json": re.compile(r'[#"](?:~/)?(?:\./)?((?:[\w.@-]+/)+)[^"/#]+\.patch"'),
    ".yarnrc.yml": re.compile(r"^[ \t-]*(?:yarnPath|path)[ \t]*:[ \t]*[\"']?(?:\./)?((?:[\w.@-]+/)+)", re.MULTILINE),
}
"""Where a file says in which folders beside it the tool finds more: patches (pnpm's, Bun's and Yarn's), Yarn itself."""
