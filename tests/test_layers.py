"""Who may import whom: each room only the rooms above it, and only some of them the outside world."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "dockerls"

# From the top down, as in docs/ARCHITECTURE.md. A room is a package, or a module beside the packages.
ROOMS = (
    "value",
    "korean",
    "language",
    "text",
    "syntax",
    "knowledge",
    "semantics",
    "rewrite",
    "rules",
    "analysis",
    "document",
    "features",
    "build_context",
    "server",
    "cli",
)

# The rooms that may touch disk, clock, network and processes.
OUTSIDE = ("build_context", "server", "cli")

# Modules through which a room reaches the outside world, or that cost more at start than they give.
OUTSIDE_MODULES = """
asyncio ctypes fcntl glob http io logging mmap multiprocessing os pathlib selectors shutil signal socket sqlite3 ssl
subprocess tempfile threading time urllib
"""

# Only the type of a moment is used elsewhere; the moment itself is given.
CLOCK_CALLS = frozenset({"today", "now", "utcnow"})

# What else each room may import, and why in docs/ARCHITECTURE.md. `io` gives dockerfile-parse its bytes in memory.
OTHERS = {
    "value": {"threading", "typing_extensions"},
    "syntax": {"dockerfile_parse", "tree_sitter", "tree_sitter_bash", "io"},
    "knowledge": {"pathlib", "importlib"},
    "analysis": {"tomli", "yaml"},
    "build_context": {"editorconfig", "pathspec"},
    "server": {"pygls", "lsprotocol", "cattrs", "attrs"},
    "cli": {"shtab"},
}

FILES = sorted(ROOT.rglob("*.py"))


def room_of(path: Path) -> str | None:
    name = path.relative_to(ROOT).parts[0].removesuffix(".py")
    return name if name in ROOMS else None


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by a relative name"
            module = node.module or ""
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names if module in ("dockerls", "dockerls.server"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_up(path: Path) -> None:
    room = room_of(path)
    for module in imports(path):
        parts = module.split(".")
        if parts[0] != "dockerls":
            check_outside(room, parts[0])
        elif room is not None and len(parts) > 1 and parts[1] in ROOMS:
            assert ROOMS.index(parts[1]) <= ROOMS.index(room), f"{room} imports {module}"


def check_outside(room: str | None, module: str) -> None:
    if room is None:
        return
    if module in OUTSIDE_MODULES.split():
        assert room in OUTSIDE or module in OTHERS.get(room, ()), f"{room} imports {module}"
    elif module not in sys.stdlib_module_names:
        assert module in OTHERS.get(room, ()), f"{room} imports {module}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_outer_rooms_ask_the_clock_or_open_files(path: Path) -> None:
    room = room_of(path)
    if room is None or room in OUTSIDE:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            assert name not in CLOCK_CALLS, f"{path.name} asks the clock"
            assert name not in ("open", "write_text", "write_bytes"), f"{path.name} opens a file"


def test_every_room_is_there() -> None:
    assert {room_of(path) for path in FILES} - {None} == set(ROOMS)
