"""Commands that install what a manifest lists, and what they need of a project to do so.

Sources: the documentation of each tool on installing in images: docs.npmjs.com, yarnpkg.com, pnpm.io/docker,
python-poetry.org, pipenv.pypa.io, bun.com, docs.astral.sh/uv, go.dev/ref/mod, getcomposer.org, bundler.io,
maven.apache.org, docs.gradle.org, learn.microsoft.com/dotnet.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from dockerls.syntax.shell.script import Command, ShellWord
from dockerls.value import value


@value
class ManifestInstall:
    """An install of a project's dependencies; paths are relative to where the command runs, patterns allowed.

    ``folders`` are needed as well. ``fetch`` is a command that gets the dependencies before the sources are there;
    None where the command itself does. ``is_simple`` tells that nothing speaks of workspaces or other folders, so that
    the manifests are all it needs.
    """

    tool: str
    manifests: tuple[str, ...]
    folders: tuple[str, ...] = ()
    fetch: str | None = None
    is_simple: bool = True


def manifest_install(command: Command) -> ManifestInstall | None:
    """What a command installs from a manifest; None for other commands, and for those that need the sources too."""
    name = command.name
    read = _READERS.get(name)
    if read is not None:
        return read(command)
    return _pip(_pip_words(command)) if name.startswith(("pip", "python", "pypy")) else None


def _pip_words(command: Command) -> Sequence[ShellWord]:
    """The words behind ``pip install`` or ``python -m pip install``."""
    texts = [word.text for word in command.args]
    is_pip = command.name.startswith("pip") and command.name != "pipx"
    if "install" not in texts or not (is_pip or texts[:2] == ["-m", "pip"]):
        return ()
    return command.args[texts.index("install") + 1 :]


def _pip(words: Sequence[ShellWord]) -> ManifestInstall | None:
    requirements: list[str] = []
    constraints: list[str] = []
    following = iter(words)
    for word in following:
        name, _, value = word.text.partition("=")
        if name in ("-r", "--requirement", "-c", "--constraint"):
            path = value or next((each.text for each in following), "")
            (constraints if "c" in name.strip("-")[:1] else requirements).append(path)
        elif word.text.startswith("-r") and len(word.text) > 2:
            requirements.append(word.text[2:])
        elif name in ("-e", "--editable") or _is_local(word):
            return None
    paths = (*requirements, *constraints)
    if not requirements or any("$" in path or "://" in path or not path for path in paths):
        return None
    return ManifestInstall("pip", paths)


def _is_local(word: ShellWord) -> bool:
    """Whether a requirement is a folder or file of the project, so that its sources are needed."""
    text = word.text
    return not word.is_flag and (text.startswith((".", "file:")) or text.endswith((".whl", ".tar.gz", "/")))


_NODE_ELSEWHERE = ("--prefix", "-C", "--cwd", "--dir", "-w", "--workspace", "--workspaces", "--filter", "-F", "-r")
_NODE_VALUES = frozenset({"--omit", "--only", "--include", "--loglevel", "--registry", "--cache", "--network-timeout"})


def _node(tool: str, lockfile: str, verbs: tuple[str, ...]) -> Callable[[Command], ManifestInstall | None]:
    def read(command: Command) -> ManifestInstall | None:
        if command.flag("-g", "--global", "--version", "-v", "--help", "--offline", "--mode"):
            return None
        words = [word.text for word in _without_values(command.args, _NODE_VALUES) if not word.is_flag]
        if words not in ([[verb] for verb in verbs] + ([[]] if tool == "yarn" else [])):
            return None
        is_simple = command.flag(*_NODE_ELSEWHERE) is None
        # Yarn 2 and later has a configuration file that it needs; --immutable is its word.
        more = (".yarnrc.yml*",) if tool == "yarn" and command.flag("--immutable") else ()
        return ManifestInstall(tool, ("package.json", lockfile, *more), is_simple=is_simple)

    return read


def _without_values(words: Sequence[ShellWord], takes_value: frozenset[str]) -> list[ShellWord]:
    kept: list[ShellWord] = []
    skip = False
    for word in words:
        if not skip:
            kept.append(word)
        skip = not skip and word.text in takes_value
    return kept


def _poetry(command: Command) -> ManifestInstall | None:
    if not command.argument("install") or command.flag("--only-root"):
        return None
    fetch = None if command.flag("--no-root") else f"{_said(command)} --no-root"
    is_simple = not command.flag("-C", "--directory", "-P", "--project")
    return ManifestInstall("poetry", ("pyproject.toml", "poetry.lock*"), fetch=fetch, is_simple=is_simple)


def _uv(command: Command) -> ManifestInstall | None:
    words = [word.text for word in command.operands]
    if words[:2] == ["pip", "install"]:
        return _pip(command.args[[word.text for word in command.args].index("install") + 1 :])
    if words[:1] != ["sync"]:
        return None
    fetch = None if command.flag("--no-install-project") else f"{_said(command)} --no-install-project"
    is_simple = not command.flag("--package", "--all-packages", "--directory", "--project")
    return ManifestInstall("uv", ("pyproject.toml", "uv.lock*"), fetch=fetch, is_simple=is_simple)


def _go(command: Command) -> ManifestInstall | None:
    words = [word.text for word in command.operands]
    files = ("go.mod", "go.sum*")
    if words[:2] == ["mod", "download"]:
        return ManifestInstall("go", files)
    if command.flag("-mod", "-C") or any(word.text.startswith(("-mod=", "--mod=", "-C")) for word in command.args):
        return None
    if words[:1] not in (["build"], ["install"], ["get"], ["test"]) or any("@" in word for word in words):
        return None
    is_get = words[0] == "get" and not all(word.startswith(".") for word in words[1:])
    return None if is_get else ManifestInstall("go", files, fetch="go mod download")


def _cargo(command: Command) -> ManifestInstall | None:
    is_install = command.argument("install") and command.flag("--path")
    if not is_install and not command.argument("build", "b", "fetch", "rustc"):
        return None
    # Without its sources cargo cannot build the dependencies; that takes cargo-chef or a dummy program.
    return ManifestInstall("cargo", ("Cargo.toml", "Cargo.lock*"), is_simple=False)


def _maven(command: Command) -> ManifestInstall | None:
    goals = [word.text for word in command.operands]
    is_only_fetching = bool(goals) and all(goal.startswith("dependency:") for goal in goals)
    if not is_only_fetching and not {"compile", "package", "install", "verify", "deploy", "test"} & set(goals):
        return None
    if command.flag("--offline") or any(word.text == "-o" for word in command.args):
        return None
    is_wrapper = command.name == "mvnw"
    program = command.words[command.name_index].raw
    is_simple = not any(word.text in ("-pl", "-am", "-f", "--file", "--projects", "-amd") for word in command.args)
    return ManifestInstall(
        tool="mvn",
        manifests=("mvnw", "pom.xml") if is_wrapper else ("pom.xml",),
        folders=(".mvn",) if is_wrapper else (),
        fetch=None if is_only_fetching else f"{program} -B dependency:go-offline",
        is_simple=is_simple and (not is_wrapper or program.startswith("./")),
    )


def _gradle(command: Command) -> ManifestInstall | None:
    tasks = [word.text for word in command.operands]
    known = {"build", "assemble", "bootJar", "bootWar", "jar", "shadowJar", "installDist", "dependencies", "war"}
    plain = {task.rpartition(":")[2] for task in tasks}
    if not known & plain or command.flag("--offline"):
        return None
    is_wrapper = command.name == "gradlew"
    program = command.words[command.name_index].raw
    files = ("build.gradle*", "settings.gradle*", "gradle.properties*")
    is_elsewhere = any(":" in task for task in tasks) or bool(command.flag("-p", "--project-dir", "-b"))
    return ManifestInstall(
        tool="gradle",
        manifests=("gradlew", *files) if is_wrapper else files,
        folders=("gradle",) if is_wrapper else (),
        fetch=None if plain == {"dependencies"} else f"{program} --no-daemon dependencies",
        is_simple=not is_elsewhere and (not is_wrapper or program.startswith("./")),
    )


def _bundle(command: Command) -> ManifestInstall | None:
    words = [word.text for word in _without_values(command.args, frozenset({"--jobs", "-j", "--without", "--path"}))]
    operands = [word for word in words if not word.startswith("-")]
    if operands not in ([], ["install"]) or command.flag("--version", "-v", "--help", "--local"):
        return None
    return ManifestInstall("bundle", ("Gemfile", "Gemfile.lock*"), is_simple=not command.flag("--gemfile"))


def _php(command: Command) -> ManifestInstall | None:
    """``php composer.phar install``: the program itself is one of the sources, most likely."""
    program = next(iter(command.operands), None)
    if program is None or program.text.rpartition("/")[2] not in ("composer", "composer.phar"):
        return None
    install = _composer(replace(command, name_index=command.words.index(program)))
    return replace(install, is_simple=False) if install is not None else None


def _pipenv(command: Command) -> ManifestInstall | None:
    """Without the name of a package it installs what the Pipfile lists."""
    words = [word.text for word in command.operands]
    if words not in (["install"], ["sync"]) or command.flag("-e", "--editable", "-r", "--requirements"):
        return None
    return ManifestInstall("pipenv", ("Pipfile", "Pipfile.lock*"))


def _composer(command: Command) -> ManifestInstall | None:
    if not command.argument("install", "i"):
        return None
    missing = [flag for flag in ("--no-scripts", "--no-autoloader") if not command.flag(flag)]
    fetch = " ".join((_said(command), *missing)) if missing else None
    is_simple = not command.flag("-d", "--working-dir")
    return ManifestInstall("composer", ("composer.json", "composer.lock*"), fetch=fetch, is_simple=is_simple)


def _dotnet(command: Command) -> ManifestInstall | None:
    verb = command.argument("restore", "publish", "build")
    if verb is None or command.flag("--no-restore"):
        return None
    takes_value = frozenset({"-c", "--configuration", "-o", "--output", "-r", "--runtime", "-f", "--framework", "-v"})
    words = [word.text for word in _without_values(command.args, takes_value) if not word.is_flag][1:]
    words = [word for word in words if not word.startswith("/p:")]
    project = words[0] if words else ""
    is_simple = not project or (project.endswith("proj") and "/" not in project and "$" not in project)
    restore = f"dotnet restore {project}".rstrip()
    return ManifestInstall(
        tool="dotnet",
        manifests=(project,) if project.endswith("proj") and "$" not in project else ("*.csproj",),
        fetch=None if verb.text == "restore" else restore,
        is_simple=is_simple,
    )


def _said(command: Command) -> str:
    """The command on one line, as it is written but for line breaks."""
    return " ".join(word.raw for word in (*command.assignments, *command.words))


_READERS: dict[str, Callable[[Command], ManifestInstall | None]] = {
    "npm": _node("npm", "package-lock.json*", ("ci", "install", "i", "clean-install")),
    "pnpm": _node("pnpm", "pnpm-lock.yaml*", ("install", "i")),
    "yarn": _node("yarn", "yarn.lock*", ("install",)),
    "php": _php,
    "pipenv": _pipenv,
    "poetry": _poetry,
    "uv": _uv,
    "go": _go,
    "cargo": _cargo,
    "mvn": _maven,
    "mvnw": _maven,
    "gradle": _gradle,
    "gradlew": _gradle,
    "bun": _node("bun", "bun.lock*", ("install", "i", "ci")),
    "bundle": _bundle,
    "composer": _composer,
    "dotnet": _dotnet,
}
