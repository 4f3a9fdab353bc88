"""What a stage builds, and which file the image runs: a program compiled to machine code, a jar, a .NET assembly."""

import posixpath
from collections.abc import Sequence
from enum import Enum

from dockerls.semantics.paths import resolved, working_folder
from dockerls.semantics.shell_code import commands_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command
from dockerls.text.pattern import pattern
from dockerls.value import value


class Language(str, Enum):
    """A language whose tools are of no use once the program is built. Interpreted languages are none of them."""

    GO = "Go"
    RUST = "Rust"
    C = "C"
    JAVA = "Java"
    DOTNET = ".NET"


@value
class Artefact:
    """The file that is run: its absolute path, as one of a kind."""

    path: str
    kind: str  # "program", "jar" or "dll"


_SYSTEM_FOLDERS = ("/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/lib", "/etc")
_SCRIPT = pattern(r"\.(?:sh|bash|py|js|mjs|cjs|ts|rb|php|pl)$")
_C_TOOLS = frozenset({"gcc", "g++", "cc", "c++", "clang", "clang++", "make", "cmake", "ninja", "meson"})
_JAVA_TASKS = frozenset({"package", "install", "verify", "build", "assemble", "bootJar", "jar", "shadowJar"})
_JAVA_TOOLS = frozenset({"mvn", "mvnw", "gradle", "gradlew"})


def built_language(run: Instruction, around: Surroundings) -> Language | None:
    """The language of the first program a RUN builds; none if it takes the compiler away again."""
    commands = tuple(commands_of(run, around))
    if any(command.argument("purge", "autoremove", "remove", "erase", "del") for command in commands):
        return None
    return next((language for command in commands if (language := _language(command))), None)


def _language(command: Command) -> Language | None:
    if command.name == "go" and command.argument("build", "install"):
        return Language.GO
    if command.name == "cargo" and command.argument("build", "install"):
        return Language.RUST
    if command.name == "dotnet" and command.argument("publish"):
        return Language.DOTNET
    if command.name in _JAVA_TOOLS and any(word.text in _JAVA_TASKS for word in command.operands):
        return Language.JAVA
    return Language.C if command.name in _C_TOOLS else None


def run_artefact(instruction: Instruction, around: Surroundings) -> Artefact | None:
    """What a CMD or ENTRYPOINT runs, if it is a file that was built and whose place is known."""
    if instruction.exec_form is not None:
        words: Sequence[str] = [word.text for word in instruction.exec_form]
    else:
        commands = tuple(commands_of(instruction, around))
        if len(commands) != 1 or commands[0].name_index >= len(commands[0].words):
            return None
        words = [word.text for word in commands[0].words[commands[0].name_index :]]
    if not words:
        return None
    program = posixpath.basename(words[0])
    if program == "java":
        return _placed(_after(words, "-jar"), "jar", around)
    if program == "dotnet":
        return _placed(words[1] if len(words) > 1 and words[1].endswith(".dll") else None, "dll", around)
    if "/" not in words[0] or _SCRIPT.search(words[0]):
        return None
    return _placed(words[0], "program", around)


def _after(words: Sequence[str], flag: str) -> str | None:
    return words[words.index(flag) + 1] if flag in words[:-1] else None


def _placed(path: str | None, kind: str, around: Surroundings) -> Artefact | None:
    if path is None or any(mark in path for mark in "$*?~ "):
        return None
    absolute = resolved(path, working_folder(around))
    if not absolute.startswith("/") or "$" in absolute or posixpath.dirname(absolute) in _SYSTEM_FOLDERS:
        return None
    return Artefact(absolute, kind)
