"""Makes the extension's .vsix files, one a platform, each with the server and the packages it needs.

``python3 scripts/package.py [TARGET …]``: all targets by default, from a clean checkout, into ``build/``. Needs Node,
and Python 3.11 or newer with pip; fetches from npm and PyPI.

What lies in a package is laid out for ``bundled/run.py``: ``libs`` is for every Python, ``cp312`` for one minor.
"""

import ast
import itertools
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import tomllib
from shared_object import without_debugging

CLIENT = Path(__file__).resolve().parent.parent
PROJECT = CLIENT.parent
BUNDLED = CLIENT / "bundled"
BUILD = CLIENT / "build"

# What pip calls the platforms, oldest system first.
PLATFORMS = {
    "linux-x64": ("manylinux2014_x86_64",),
    "linux-arm64": ("manylinux2014_aarch64",),
    "alpine-x64": ("musllinux_1_2_x86_64",),
    "darwin-x64": ("macosx_10_15_x86_64",),
    "darwin-arm64": ("macosx_11_0_arm64",),
    "win32-x64": ("win_amd64",),
}
OLDEST_MINOR = 10

COMPILED = "tree-sitter"  # for each minor anew
STABLE_ABI = "tree-sitter-bash"  # compiled once for all minors
PARTLY_COMPILED = "pyyaml"  # and whole without that part
# pip asks the running Python, not the one it downloads for, whether an older Python needs more.
FOR_OLDER = ("exceptiongroup", "typing-extensions")

NOT_NEEDED = ("*.pyi", "py.typed", "tests", "bin", "__pycache__", "*.so.debug")
OF_A_DISTRIBUTION = re.compile(r"METADATA|licen[cs]es?|copying|notice|authors", re.IGNORECASE)


def main(targets: Iterable[str]) -> None:
    run("npm", "ci", "--no-audit", "--no-fund", cwd=CLIENT)
    run("npm", "run", "--silent", "build", cwd=CLIENT)
    shutil.copy(PROJECT / "LICENSE", CLIENT)
    BUILD.mkdir(exist_ok=True)
    pure = BUILD / "pure"
    shutil.rmtree(pure, ignore_errors=True)
    fill_with_pure(pure)
    for target in targets:
        empty_bundle()
        shutil.copytree(pure, BUNDLED / "libs")
        fill_with_compiled(PLATFORMS[target])
        for folder in bundle_folders():
            strip(folder)
        if missing := missing_modules():
            sys.exit(f"The server imports what is not bundled: {', '.join(missing)}")
        package(target)


def empty_bundle() -> None:
    for folder in bundle_folders():
        shutil.rmtree(folder)


def bundle_folders() -> list[Path]:
    return [*BUNDLED.glob("libs"), *BUNDLED.glob("cp3*")]


def fill_with_pure(libs: Path) -> None:
    """The server, and what it needs that is the same on every platform."""
    with tempfile.TemporaryDirectory() as folder:
        pip("wheel", "--no-deps", "--wheel-dir", folder, str(PROJECT))
        install(libs, ("--no-deps", *map(str, Path(folder).glob("*.whl"))), ("any",), OLDEST_MINOR)
    install(libs, (*pure_requirements(), *FOR_OLDER), ("any",), OLDEST_MINOR)


def fill_with_compiled(platforms: tuple[str, ...]) -> None:
    """What it needs that is compiled."""
    libs = BUNDLED / "libs"
    for requirement in (STABLE_ABI, PARTLY_COMPILED):
        install(libs, ("--no-deps", requirement_of(requirement)), platforms, OLDEST_MINOR)
    for compiled in (libs / "yaml").glob("_yaml.*"):
        compiled.unlink()
    for minor in itertools.count(OLDEST_MINOR):
        if not install(BUNDLED / f"cp3{minor}", ("--no-deps", requirement_of(COMPILED)), platforms, minor):
            break


def install(target: Path, what: tuple[str, ...], platforms: tuple[str, ...], minor: int) -> bool:
    """Unpack wheels for a Python and a platform; whether there are any. Raises CalledProcessError for other reasons."""
    options = [f"--platform={platform}" for platform in platforms]
    if platforms == ("any",):
        options += ["--implementation=py", "--abi=none"]
    done = pip(
        "install",
        f"--target={target}",
        "--upgrade",
        "--no-compile",
        "--only-binary=:all:",
        f"--python-version=3.{minor}",
        *options,
        *what,
        check=False,
    )
    if done.returncode == 0:
        return True
    if target.name != f"cp3{OLDEST_MINOR}" and "No matching distribution found for tree-sitter" in done.stderr:
        return False
    raise subprocess.CalledProcessError(done.returncode, done.args, done.stdout, done.stderr)


def pure_requirements() -> tuple[str, ...]:
    """What the server needs of pure Python, for every Python; where only older ones need it that is left out."""
    special = (COMPILED, STABLE_ABI, PARTLY_COMPILED)
    return tuple(each.partition(";")[0] for each in requirements() if name_of(each) not in special)


def requirement_of(name: str) -> str:
    return next(each for each in requirements() if name_of(each) == name)


def requirements() -> list[str]:
    with (PROJECT / "pyproject.toml").open("rb") as file:
        found: list[str] = tomllib.load(file)["project"]["dependencies"]
    return found


def name_of(requirement: str) -> str:
    return re.split(r"[<>=;!~\[ ]", requirement, maxsplit=1)[0].lower()


def strip(folder: Path) -> None:
    """Take away what only those need who develop the packages; licences stay."""
    for pattern in NOT_NEEDED:
        for found in [*folder.rglob(pattern)]:
            shutil.rmtree(found) if found.is_dir() else found.unlink(missing_ok=True)
    for file in [*folder.glob("*.dist-info/**/*")]:
        if file.is_file() and not any(OF_A_DISTRIBUTION.match(part) for part in file.relative_to(folder).parts[1:]):
            file.unlink()
    for file in folder.rglob("*.so"):
        file.write_bytes(without_debugging(file.read_bytes()))


def missing_modules() -> list[str]:
    """What the server imports anywhere, at its start or later, and a Python with nothing installed does not find."""
    libs = BUNDLED / "libs"
    files = (file for file in (libs / "dockerls").rglob("*.py") if file.parent.name != "cli")
    trees = (ast.parse(file.read_bytes()) for file in files)
    nodes = [node for tree in trees for node in ast.walk(tree)]
    named = [each.name for node in nodes if isinstance(node, ast.Import) for each in node.names]
    named += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    folders = [str(folder) for folder in bundle_folders()]
    script = (
        "import sys, importlib.util\n"
        f"sys.path += {folders}\n"
        "print(*(name for name in sys.argv[1:] if not importlib.util.find_spec(name)))"
    )
    command = (sys.executable, "-I", "-S", "-c", script, *sorted({name.partition(".")[0] for name in named}))
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def package(target: str) -> None:
    out = BUILD / f"dockerls-{target}.vsix"
    options = ("--no-dependencies", "--allow-missing-repository", "--target", target, "--out", str(out))
    run("npx", "--no-install", "vsce", "package", *options, cwd=CLIENT)
    minors = sorted((folder.name for folder in BUNDLED.glob("cp3*")), key=lambda name: int(name[3:]))
    print(f"{out.name}: {out.stat().st_size / 1024:.0f} KB, compiled for {' '.join(minors)}", flush=True)


def run(*command: str, cwd: Path) -> None:
    """Raises CalledProcessError with what was printed."""
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL)


def pip(*arguments: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
    command = (sys.executable, "-m", "pip", *arguments, "--quiet", "--disable-pip-version-check")
    return subprocess.run(command, check=check, capture_output=True, text=True)


if __name__ == "__main__":
    unknown = set(sys.argv[1:]) - set(PLATFORMS)
    if unknown:
        sys.exit(f"unknown target: {', '.join(sorted(unknown))}; there are {', '.join(PLATFORMS)}")
    try:
        main(sys.argv[1:] or PLATFORMS)
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error}\n{error.stderr or ''}")
