"""Commands that turn certificate checks off: for themselves, or in the settings of pip, npm, git and yum."""

from collections.abc import Callable, Iterable, Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import PlacedEdit, delete, here, placed
from dockerls.rewrite.remove import remove_command
from dockerls.rewrite.remove_word import without_words
from dockerls.rules.rule import Example, Finding, Fix, Safety
from dockerls.rules.security.tls_environment import Variable
from dockerls.rules.security.tls_unverified import MESSAGE, TITLE, tls_rule
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script, ShellWord
from dockerls.value import value

_OFF = frozenset({"0", "false", "no", "off"})
_RPM = frozenset({"yum", "dnf", "dnf5", "tdnf", "microdnf", "yum-config-manager"})
_LOCAL = ("localhost", "127.", "[::1]", "0.0.0.0")

REMOVE = Sentence(en="Remove this command", ko="이 명령 제거")


@value
class Unchecked:
    """The words that turn checks off, and whether the command is there for nothing else."""

    words: tuple[ShellWord, ...]
    is_whole: bool = False


Reader = Callable[[Command], Iterable[Unchecked]]


@value
class CommandCheck:
    """The check of one rule: what its reader finds in each command, and what ``also`` finds."""

    read: Reader
    also: Variable | None = None

    def __call__(self, instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
        for script in scripts_of(instruction, around):
            for command in script.commands:
                for found in self.read(command):
                    yield _finding(instruction, script, command, found)
        if self.also is not None:
            yield from self.also(instruction, around)


def _finding(run: Instruction, script: Script, command: Command, found: Unchecked) -> Finding:
    first, last = found.words[0], found.words[-1]
    flag = " ".join(word.text for word in found.words)
    edits: tuple[PlacedEdit, ...] = ()
    if found.is_whole:
        edits = placed(remove_command(run, script, command))
    elif not script.error:
        edits = (delete(without_words(run, command, first, last)),)
    title = REMOVE if found.is_whole else TITLE.filled(flag=flag)
    fixes = (Fix(title, Safety.SUGGEST, edits),) if edits else ()
    return Finding(here(first.span.joined(last.span)), MESSAGE.filled(flag=flag), fixes=fixes)


def trusted_hosts(command: Command) -> Iterator[Unchecked]:
    """``pip --trusted-host``, ``pip config set global.trusted-host``."""
    texts = [word.text for word in command.args]
    is_pip = command.name.startswith("pip") or texts[:2] == ["-m", "pip"] or (command.name == "uv" and "pip" in texts)
    if not is_pip:
        return
    if texts[:2] == ["config", "set"] and len(texts) > 3 and texts[2].endswith(".trusted-host"):
        yield Unchecked(command.args[:4], is_whole=True)
    for index, word in enumerate(command.args):
        name, equals, _ = word.text.partition("=")
        if name not in ("--trusted-host", "--allow-insecure-host"):
            continue
        words = (word,) if equals else command.args[index : index + 2]
        if not words[-1].text.removeprefix(f"{name}=").startswith(_LOCAL):
            yield Unchecked(words)


def lax_npm(command: Command) -> Iterator[Unchecked]:
    """``npm config set strict-ssl false``, ``npm --strict-ssl=false install`` and the same of yarn and pnpm."""
    if command.name not in ("npm", "yarn", "pnpm"):
        return
    words = [word for word in command.args if not word.is_flag]
    texts = [part for word in words for part in word.text.partition("=")[::2] if part]
    texts = texts[1:] if texts[:1] == ["config"] else texts
    if texts[:1] == ["set"] and texts[1:2] in (["strict-ssl"], ["enableStrictSsl"]) and texts[2:3] == ["false"]:
        first = next(word for word in words if word.text.startswith(("strict-ssl", "enableStrictSsl")))
        yield Unchecked(tuple(words[words.index(first) : words.index(first) + 2]), is_whole=True)
    for word in command.args:
        if word.text in ("--strict-ssl=false", "--no-strict-ssl"):
            yield Unchecked((word,))


def lax_git(command: Command) -> Iterator[Unchecked]:
    """``git config --global http.sslVerify false``, ``git -c http.sslVerify=false clone``."""
    if command.name != "git":
        return
    for index, word in enumerate(command.args):
        name, _, setting = word.text.partition("=")
        if not (name.lower().startswith("http.") and name.lower().endswith(".sslverify")):
            continue
        before = command.args[index - 1] if index else None
        following = command.args[index + 1] if index + 1 < len(command.args) else None
        if before is not None and before.text == "-c" and setting.lower() in _OFF:
            yield Unchecked((before, word))
        elif command.argument("config") and following is not None and following.text.lower() in _OFF:
            yield Unchecked((word, following), is_whole=True)


def lax_yum(command: Command) -> Iterator[Unchecked]:
    """``--setopt=sslverify=0`` of yum, dnf and their config-manager."""
    if command.name not in _RPM:
        return
    is_manager = command.name == "yum-config-manager" or command.argument("config-manager") is not None
    settings = [word for word in command.args if "=" in word.text.removeprefix("--setopt=")]
    for index, word in enumerate(command.args):
        text = word.text.removeprefix("--setopt=")
        name, _, setting = text.partition("=")
        is_own = text != word.text
        if name.rpartition(".")[2] != "sslverify" or setting.lower() not in _OFF:
            continue
        if is_own or (index and command.args[index - 1].text == "--setopt"):
            words = (word,) if is_own else (command.args[index - 1], word)
            yield Unchecked(words, is_whole=is_manager and len(settings) == 1)


_KEYWORDS = frozenset({"RUN", "CMD", "ENTRYPOINT"})
_WITH_VARIABLES = _KEYWORDS | {"ENV", "ARG"}

PIP = tls_rule(
    "DLS3018",
    "tls-pip-trusted-host",
    "CKV2_DOCKER_4",
    CommandCheck(trusted_hosts),
    examples=(
        Example(
            bad="FROM python:3.14\nRUN pip install «--trusted-host pypi.org» -r requirements.txt\n",
            good="FROM python:3.14\nRUN pip install -r requirements.txt\n",
        ),
        Example(
            bad=(
                "FROM python:3.14\nRUN python3 -m pip install \\\n    «--trusted-host=pypi.org» \\\n"
                "    «--trusted-host=files.pythonhosted.org» \\\n    # web\n    flask\n"
            ),
            good="FROM python:3.14\nRUN python3 -m pip install \\\n    # web\n    flask\n",
        ),
        Example(
            bad="FROM python:3.14\nRUN pip «config set global.trusted-host pypi.org» && pip install flask\n",
            good="FROM python:3.14\nRUN pip install flask\n",
        ),
    ),
    silent=(
        "FROM python:3.14\nRUN pip install --cert /etc/ssl/corp.pem flask\n",
        "FROM python:3.14\nRUN pip install --trusted-host localhost --index-url http://localhost:3141/ flask\n",
        'FROM python:3.14\nRUN echo "pip --trusted-host" # pip install --trusted-host x y\n',
        "FROM python:3.14\n# pip install --trusted-host pypi.org\nRUN pip install flask\n",
    ),
    keywords=_KEYWORDS,
)

NPM = tls_rule(
    "DLS3027",
    "tls-npm-set-strict-ssl",
    "CKV2_DOCKER_13",
    CommandCheck(lax_npm),
    examples=(
        Example(
            bad="FROM node:24\nRUN npm config set «strict-ssl false» && npm ci\n", good="FROM node:24\nRUN npm ci\n"
        ),
        Example(
            bad='FROM node:24\nRUN yarn config set «"strict-ssl" false» -g \\\n && yarn install\n',
            good="FROM node:24\nRUN yarn install\n",
        ),
        Example(bad="FROM node:24\nRUN npm set «strict-ssl=false»\n"),
        Example(bad="FROM node:24\nRUN npm ci «--strict-ssl=false»\n", good="FROM node:24\nRUN npm ci\n"),
    ),
    silent=(
        "FROM node:24\nRUN npm config set cafile /etc/ssl/corp.pem && npm config set strict-ssl true\n",
        "FROM node:24\nRUN npm config get strict-ssl\n",
        'FROM node:24\nRUN echo "npm config set strict-ssl false"\n',
    ),
    keywords=_KEYWORDS,
)

GIT = tls_rule(
    "DLS3028",
    "tls-git-no-verify",
    "CKV2_DOCKER_14",
    CommandCheck(lax_git, Variable("GIT_SSL_NO_VERIFY")),
    examples=(
        Example(
            bad="FROM debian:12\nENV «GIT_SSL_NO_VERIFY=1»\nRUN git clone https://x.y/z\n",
            good="FROM debian:12\nRUN git clone https://x.y/z\n",
        ),
        Example(
            bad="FROM debian:12\nRUN «GIT_SSL_NO_VERIFY=true» git clone https://x.y/z\n",
            good="FROM debian:12\nRUN git clone https://x.y/z\n",
        ),
        Example(
            bad="FROM debian:12\nRUN git config --global «http.sslVerify false» && git clone https://x.y/z\n",
            good="FROM debian:12\nRUN git clone https://x.y/z\n",
        ),
        Example(
            bad="FROM debian:12\nRUN git «-c http.sslVerify=false» clone https://x.y/z\n",
            good="FROM debian:12\nRUN git clone https://x.y/z\n",
        ),
    ),
    silent=(
        "FROM debian:12\nRUN git config --global http.sslCAInfo /etc/ssl/corp.pem\n",
        "FROM debian:12\nRUN git config --global http.sslVerify true\n",
        "FROM debian:12\nRUN git clone https://x.y/GIT_SSL_NO_VERIFY=1\n",
    ),
    keywords=_WITH_VARIABLES,
)

YUM = tls_rule(
    "DLS3029",
    "tls-yum-sslverify",
    "CKV2_DOCKER_15",
    CommandCheck(lax_yum),
    examples=(
        Example(
            bad="FROM rockylinux:9\nRUN dnf config-manager «--setopt sslverify=0» --save && dnf install -y nginx\n",
            good="FROM rockylinux:9\nRUN dnf install -y nginx\n",
        ),
        Example(
            bad="FROM centos:7\nRUN yum -y «--setopt=sslverify=false» install nginx\n",
            good="FROM centos:7\nRUN yum -y install nginx\n",
        ),
        Example(
            bad="FROM centos:7\nRUN yum-config-manager --setopt=a=b «--setopt=epel.sslverify=0»\n",
            good="FROM centos:7\nRUN yum-config-manager --setopt=a=b\n",
        ),
    ),
    silent=(
        "FROM centos:7\nRUN yum -y --setopt=sslverify=1 --setopt=sslcacert=/etc/ssl/corp.pem install nginx\n",
        "FROM centos:7\nRUN echo sslverify=0\n",
    ),
    keywords=_KEYWORDS,
)

RULES = (PIP, NPM, GIT, YUM)
