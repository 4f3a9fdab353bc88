"""``pip install`` that leaves its download cache in a layer."""

from collections.abc import Iterator

from dockerls.knowledge.package_managers import PIP
from dockerls.language import Sentence
from dockerls.rewrite.mounts import add_mounts
from dockerls.rewrite.place import here, insert, placed
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.defaults import Default, set_by
from dockerls.semantics.effective_user import runs_as_root
from dockerls.semantics.mounts import mounts_of
from dockerls.semantics.package_commands import PackageCommand, package_command
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script, ShellWord

FLAG = "--no-cache-dir"
SHORTENED = "--no-cache"  # pip takes the start of an option for the option (pip 23.2, tried on 2026-11-21)
VARIABLE = "PIP_NO_CACHE_DIR="

TITLE = Sentence(en="Add `--no-cache-dir`", ko="`--no-cache-dir` 추가")
TITLE_MOUNT = Sentence(en="Keep pip's cache in a cache mount", ko="pip 캐시를 캐시 마운트에 보관")


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    if not around.ships or Default.PIP_NO_CACHE in around.defaults | set_by(run) or has_cache_mount(run):
        return
    for script in scripts_of(run, around):
        for index, command in enumerate(script.commands):
            install = package_command(command)
            if install is None or not leaves_cache(install) or removes_cache(script, index):
                continue
            fixes = [Fix(TITLE, Safety.SAFE, (insert(install.subcommand.span.end, f" {FLAG}"),))]
            if runs_as_root(around):
                mount = placed(add_mounts(run, [f"type=cache,target={folder}" for folder in PIP.cache_folders]))
                fixes.append(Fix(TITLE_MOUNT, Safety.SUGGEST, mount))
            yield Finding(here(install.subcommand.span), fixes=() if script.error else tuple(fixes))


def has_cache_mount(run: Instruction) -> bool:
    """Whether pip's cache lies in a mount; its folder depends on the user."""
    targets = [mount.target.rstrip("/") for mount in mounts_of(run) if mount.type in ("cache", "tmpfs")]
    return any("pip" in target or "$" in target or target.endswith(("/.cache", "/root")) for target in targets)


def leaves_cache(install: PackageCommand) -> bool:
    is_install = install.manager is PIP and install.installs
    sets_variable = any(
        word.text.startswith(VARIABLE) for word in (*install.command.assignments, *wrapper_words(install))
    )
    has_flag = install.has_flag(FLAG, SHORTENED, "--cache-dir", "--help", "-h", "--dry-run")
    return is_install and not sets_variable and not has_flag and not install.is_open


def wrapper_words(install: PackageCommand) -> Iterator[ShellWord]:
    """The words before the command, such as the variables that ``env`` sets."""
    yield from install.command.words[: install.command.name_index]


def removes_cache(script: Script, index: int) -> bool:
    """Whether the cache is off or removed around the command: by ``export``, ``rm`` or ``pip cache purge``."""
    above, below = script.commands[:index], script.commands[index + 1 :]
    return any(exports(command) for command in above) or any(purges(command) for command in below)


def exports(command: Command) -> bool:
    words = command.args if command.name == "export" else command.assignments if not command.words else ()
    return any(word.text.startswith(VARIABLE) for word in words)


def purges(command: Command) -> bool:
    found = package_command(command)
    if found is not None:
        return found.manager is PIP and found.subcommand.text == "cache" and "purge" in [w.text for w in found.packages]
    return command.name == "rm" and any("/.cache" in word.text for word in command.args)


RULE = Rule(
    code="DL3042",
    name="pip-no-cache-dir",
    category=Category.SIZE,
    severity=Severity.WARNING,
    message=Sentence(
        en="pip's download cache stays in the image; use `--no-cache-dir`",
        ko="pip이 내려받은 캐시가 이미지에 남습니다. `--no-cache-dir`을 쓰세요",
    ),
    rationale=Sentence(
        en=(
            "pip keeps every package it downloads or builds in `~/.cache/pip`, to reuse it in the next install. In an "
            "image there is no next install: the cache only makes the layer larger, often by as much as the packages "
            "themselves.\n\n"
            "```dockerfile\n"
            "RUN pip install --no-cache-dir -r requirements.txt\n"
            "```\n\n"
            "`ENV PIP_NO_CACHE_DIR=1` says it once for all. `RUN --mount=type=cache,target=/root/.cache/pip pip "
            "install …` keeps the cache out of the image and still has it in the next build."
        ),
        ko=(
            "pip은 내려받거나 빌드한 패키지를 다음 설치 때 다시 쓰려고 `~/.cache/pip`에 보관합니다. 이미지 안에서는 "
            "다음 설치가 없으므로 레이어만 커지며, 설치한 패키지만큼 커지는 일도 많습니다.\n\n"
            "```dockerfile\n"
            "RUN pip install --no-cache-dir -r requirements.txt\n"
            "```\n\n"
            "`ENV PIP_NO_CACHE_DIR=1`로 한 번만 정해도 됩니다. `RUN --mount=type=cache,target=/root/.cache/pip pip "
            "install …`로 쓰면 캐시가 이미지에 들어가지 않으면서 다음 빌드에서 다시 쓸 수 있습니다."
        ),
    ),
    check=check,
    keywords=frozenset({"RUN"}),
    examples=(
        Example(
            bad="FROM python:3.13\nRUN pip «install» -r requirements.txt\n",
            good="FROM python:3.13\nRUN pip install --no-cache-dir -r requirements.txt\n",
        ),
        Example(
            bad="FROM python:3.13\nRUN python3 -m pip «install» \\\n    flask \\\n    gunicorn\n",
            good="FROM python:3.13\nRUN python3 -m pip install --no-cache-dir \\\n    flask \\\n    gunicorn\n",
        ),
        Example(
            bad="FROM python:3.13\nRUN <<EOF\n/venv/bin/pip3.13 «install» flask\nEOF\n",
            good="FROM python:3.13\nRUN <<EOF\n/venv/bin/pip3.13 install --no-cache-dir flask\nEOF\n",
        ),
        Example(
            bad="FROM python:3.13\nONBUILD RUN pip «install» -r requirements.txt\n",
            good="FROM python:3.13\nONBUILD RUN pip install --no-cache-dir -r requirements.txt\n",
        ),
    ),
    silent=(
        "FROM python:3.13\nRUN pip install --no-cache-dir flask\n",
        "FROM python:3.13\nRUN pip --no-cache-dir install flask\n",
        "FROM python:3.13\nRUN pip3 install --no-cache --upgrade pip\n",
        "FROM python:3.13\nENV PIP_NO_CACHE_DIR=off\nRUN pip install flask\n",
        "FROM python:3.13\nARG PIP_NO_CACHE_DIR=1\nRUN pip install flask\n",
        "FROM python:3.13 AS base\nENV PIP_NO_CACHE_DIR=1\nFROM base\nRUN pip install flask\n",
        "FROM python:3.13\nRUN PIP_NO_CACHE_DIR=1 pip install flask\n",
        "FROM python:3.13\nRUN export PIP_NO_CACHE_DIR=1 && pip install flask\n",
        "FROM python:3.13\nRUN --mount=type=cache,target=/root/.cache/pip pip install flask\n",
        "FROM python:3.13\nRUN --mount=type=cache,target=/home/app/.cache,uid=1000 pip install flask\n",
        "FROM python:3.13\nRUN pip install flask && rm -rf /root/.cache\n",
        "FROM python:3.13\nRUN pip install flask && pip cache purge\n",
        "FROM python:3.13\nCOPY pip.conf /etc/pip.conf\nRUN pip install flask\n",
        "FROM python:3.13\nRUN pipx install black && pipenv install && uv pip install flask\n",
        "FROM python:3.13 AS build\nRUN pip install flask\nFROM python:3.13\nCOPY --from=build /venv /venv\n",
    ),
    aliases=("missing-pip-no-cache-dir", "pipUseNoCacheDir"),
)
