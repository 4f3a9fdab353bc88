"""What a RUN makes for its own work and leaves in the layer: temporary folders, sources, signatures."""

from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase

from dockerls.language import Sentence
from dockerls.rewrite.append import append_command
from dockerls.rewrite.place import here, placed
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.file_commands import Act, mentions
from dockerls.semantics.mounts import is_mounted
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script, Within
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import value

TITLE = Sentence(en="Add `{command}`", ko="`{command}` 추가")

_ASSIGNED = pattern(r"[A-Za-z_]\w*")
_SOURCES = pattern(r"/usr/src/[\w.+${}-]+/?")
_SIGNATURE = pattern(r".+\.(?:asc|sig|sign|gpg)")
_TAKES_AWAY = frozenset({"rm", "mv", "trap", "find", "rmdir", "unlink"})


@value
class Leftover:
    """The word that names it, and the command that takes it away; None where it cannot be named at the end."""

    span: Span
    removal: str | None


@value
class LeftoverCheck:
    """The check of one rule: what its reader finds in each script of a stage that ships."""

    read: Callable[[Script], Iterator[Leftover]]

    def __call__(self, run: Instruction, around: Surroundings) -> Iterator[Finding]:
        if not around.ships or is_mounted(run, "/tmp", "/usr/src"):
            return
        for script in scripts_of(run, around):
            for left in () if script.error else self.read(script):
                edits = placed(append_command(run, left.removal)) if left.removal else ()
                fix = Fix(TITLE.filled(command=left.removal or ""), Safety.SUGGEST, edits)
                yield Finding(here(left.span), fixes=(fix,) if edits else ())


def temporary_folders(script: Script) -> Iterator[Leftover]:
    """Variables that hold the answer of ``mktemp -d`` and are never mentioned by what removes or moves files."""
    exported = [word for command in script.commands if command.name == "export" for word in command.args]
    for word in (*script.assignments, *exported):
        name = word.text.partition("=")[0]
        if not _ASSIGNED.fullmatch(name) or not any(_makes_folder(command, word.span) for command in script.commands):
            continue
        uses = (f"${name}", f"${{{name}}}")
        if not any(_takes_away(command, *uses, "/tmp") for command in script.commands):
            span = Span(word.span.start, word.span.start + len(name))
            yield Leftover(span, f'rm -rf "${name}"')


def _makes_folder(command: Command, within: Span) -> bool:
    is_inside = within.start <= command.span.start < within.end
    return is_inside and command.name == "mktemp" and command.flag("-d", "--directory") is not None


def _takes_away(command: Command, *parts: str) -> bool:
    """Whether a command that removes or moves files names one of them."""
    return command.name in _TAKES_AWAY and any(part in word.raw for word in command.args for part in parts)


def sources(script: Script) -> Iterator[Leftover]:
    """Folders made below ``/usr/src`` where the program is built and installed from."""
    if not any(_installs(command) for command in script.commands):
        return
    for command in script.commands:
        for word in command.operands if command.name == "mkdir" else ():
            is_removed = any(_takes_away(other, "/usr/src", "..") for other in script.commands)
            if _SOURCES.fullmatch(word.text) and not is_removed:
                yield Leftover(word.span, f"rm -rf {word.raw.rstrip('/')}")


def _installs(command: Command) -> bool:
    if command.name in ("make", "gmake", "ninja", "meson"):
        return any(word.text.startswith("install") for word in command.operands)
    return command.name == "cmake" and command.flag("--install") is not None


def signatures(script: Script) -> Iterator[Leftover]:
    """Signatures that are downloaded, checked and kept."""
    downloaded = {
        mention.path for command in script.commands for mention in mentions(command) if mention.act is Act.DOWNLOADS
    }
    changes_folder = any(command.name in ("cd", "pushd", "popd") for command in script.commands)
    for command in script.commands:
        if command.name not in ("gpg", "gpg2", "gpgv") or Within.LOOP in command.within:
            continue
        is_check = command.name == "gpgv" or command.flag("--verify") is not None
        found = next((word for word in command.operands if _SIGNATURE.fullmatch(word.text)), None)
        if not is_check or found is None or found.text not in downloaded:
            continue
        if not any(_removes(other, found.text) for other in script.commands):
            can_name = not changes_folder or found.text.startswith("/")
            yield Leftover(found.span, f"rm -f {found.raw}" if can_name else None)


def _removes(command: Command, path: str) -> bool:
    """Whether a command removes the file, or a whole folder it may well be in."""
    if command.name not in _TAKES_AWAY:
        return False
    if command.name != "rm" or command.flag("-r", "-R", "--recursive") is not None:
        return True
    return any(fnmatchcase(path, word.text) for word in command.operands)


def _rule(
    code: str,
    name: str,
    severity: Severity,
    alias: str,
    check: LeftoverCheck,
    sentences: tuple[Sentence, Sentence],
    examples: tuple[Example, ...],
    silent: tuple[str, ...],
) -> Rule:
    message, rationale = sentences
    return Rule(
        code=code,
        name=name,
        category=Category.SIZE,
        severity=severity,
        message=message,
        rationale=rationale,
        keywords=frozenset({"RUN"}),
        check=check,
        examples=examples,
        silent=silent,
        aliases=(alias,),
    )


MKTEMP = _rule(
    "DLS1014",
    "mktemp-dir-not-removed",
    Severity.INFO,
    "rmRecursiveAfterMktempD",
    LeftoverCheck(temporary_folders),
    (
        Sentence(
            en="This temporary folder stays in the image with all that is in it",
            ko="이 임시 폴더는 안에 든 파일과 함께 이미지에 남습니다",
        ),
        Sentence(
            en=(
                "`mktemp -d` makes a folder that nobody cleans up: at the end of the RUN it is part of the layer, with "
                "archives, key rings and whatever was put there. A later RUN can only hide it.\n\n"
                '```dockerfile\nRUN tmp="$(mktemp -d)" && … && rm -rf "$tmp"\n```\n\n'
                "Or mount `/tmp` for this RUN: `RUN --mount=type=tmpfs,target=/tmp …`.\n\n"
                "Ignore this where the folder is moved away by a script."
            ),
            ko=(
                "`mktemp -d`로 만든 폴더는 아무도 정리하지 않습니다. RUN이 끝나면 그 안의 압축 파일, 키링 등과 함께 "
                "레이어에 "
                "들어가며, 이후의 RUN에서는 보이지 않게 할 수 있을 뿐입니다.\n\n"
                '```dockerfile\nRUN tmp="$(mktemp -d)" && … && rm -rf "$tmp"\n```\n\n'
                "또는 이 RUN에만 `/tmp`를 마운트하세요: `RUN --mount=type=tmpfs,target=/tmp …`.\n\n"
                "스크립트가 폴더를 다른 곳으로 옮긴다면 무시해도 됩니다."
            ),
        ),
    ),
    examples=(
        Example(
            bad='FROM debian:12\nRUN «tmp»="$(mktemp -d)" && cd "$tmp" && make -C . all\n',
            good='FROM debian:12\nRUN tmp="$(mktemp -d)" && cd "$tmp" && make -C . all && rm -rf "$tmp"\n',
        ),
        Example(
            bad="FROM debian:12\nRUN <<EOF\nset -e\nexport «GNUPGHOME»=$(mktemp -d)\ngpg --batch --import k\nEOF\n",
            good=(
                "FROM debian:12\nRUN <<EOF\nset -e\nexport GNUPGHOME=$(mktemp -d)\ngpg --batch --import k\n"
                'rm -rf "$GNUPGHOME"\nEOF\n'
            ),
        ),
    ),
    silent=(
        'FROM debian:12\nRUN tmp="$(mktemp -d)" && make && rm -rf "${tmp}"\n',
        "FROM debian:12\nRUN tmp=$(mktemp -d) && trap 'rm -r $tmp' EXIT && make\n",
        'FROM debian:12\nRUN tmp="$(mktemp)" && make > "$tmp"\n',
        'FROM debian:12\nRUN tmp="$(mktemp -d)" && mv "$tmp" /opt/app && rm -rf /tmp/*\n',
        "FROM debian:12\nRUN --mount=type=tmpfs,target=/tmp t=$(mktemp -d) && make\n",
        "FROM debian:12 AS build\nRUN t=$(mktemp -d) && make\nFROM debian:12\nCOPY --from=build /a /a\n",
    ),
)

SOURCES = _rule(
    "DLS1015",
    "usr-src-not-removed",
    Severity.HINT,
    "mkdirUsrSrcThenRemove",
    LeftoverCheck(sources),
    (
        Sentence(
            en="The sources stay in the image after the program is installed",
            ko="프로그램을 설치한 뒤에도 소스가 이미지에 남습니다",
        ),
        Sentence(
            en=(
                "Once `make install` has put the program in its place, the sources and object files below `/usr/src` "
                "serve nothing, and are often larger than the program.\n\n"
                "Remove the folder at the end of the same RUN, or build in a stage of its own and copy the result.\n\n"
                "Ignore this where the sources are wanted, for debugging or by their licence."
            ),
            ko=(
                "`make install`로 프로그램을 설치하고 나면 `/usr/src` 아래의 소스와 오브젝트 파일은 쓸모가 없고, "
                "프로그램보다 "
                "큰 경우도 많습니다.\n\n"
                "같은 RUN의 끝에서 폴더를 지우거나, 별도의 스테이지에서 빌드한 뒤 결과만 복사하세요.\n\n"
                "디버깅이나 라이선스 때문에 소스가 필요하다면 무시해도 됩니다."
            ),
        ),
    ),
    examples=(
        Example(
            bad="FROM debian:12\nRUN mkdir -p «/usr/src/nginx» \\\n  && make -C /usr/src/nginx install\n",
            good=(
                "FROM debian:12\nRUN mkdir -p /usr/src/nginx \\\n  && make -C /usr/src/nginx install \\\n"
                "  && rm -rf /usr/src/nginx\n"
            ),
        ),
    ),
    silent=(
        "FROM debian:12\nRUN mkdir -p /usr/src/app && make install && rm -rf /usr/src/app\n",
        "FROM node:24\nRUN mkdir -p /usr/src/app\nWORKDIR /usr/src/app\nRUN npm ci\n",
        "FROM debian:12\nRUN mkdir -p /usr/src/php && docker-php-source extract\n",
        "FROM debian:12 AS b\nRUN mkdir /usr/src/a && make install\nFROM debian:12\nCOPY --from=b /a /a\n",
    ),
)

SIGNATURES = _rule(
    "DLS1016",
    "gpg-asc-left-behind",
    Severity.HINT,
    "gpgVerifyAscRmAsc",
    LeftoverCheck(signatures),
    (
        Sentence(
            en="The signature is checked here but stays in the image",
            ko="서명을 확인한 뒤에도 서명 파일이 이미지에 남습니다",
        ),
        Sentence(
            en=(
                "A signature is of no use once it is checked. It is small, but a layer with leftovers hides what "
                "belongs there; the folder that GNUPGHOME names should go as well.\n\n"
                "```dockerfile\nRUN … && gpg --batch --verify app.asc app && rm -f app.asc\n```\n\n"
                "Ignore this where the signature is shipped on purpose."
            ),
            ko=(
                "서명은 확인하고 나면 쓸모가 없습니다. 크기는 작지만 불필요한 파일이 남으면 레이어에 무엇이 있어야 "
                "하는지 "
                "알기 어려워집니다. GNUPGHOME이 가리키는 폴더도 함께 지우는 것이 좋습니다.\n\n"
                "```dockerfile\nRUN … && gpg --batch --verify app.asc app && rm -f app.asc\n```\n\n"
                "서명 파일을 일부러 배포한다면 무시해도 됩니다."
            ),
        ),
    ),
    examples=(
        Example(
            bad="FROM debian:12\nRUN curl -fLO https://x.y/a.asc && gpg --batch --verify «a.asc» a\n",
            good="FROM debian:12\nRUN curl -fLO https://x.y/a.asc && gpg --batch --verify a.asc a && rm -f a.asc\n",
        ),
        Example(bad="FROM debian:12\nRUN cd /b && wget https://x.y/a.sig && gpgv «a.sig» a && make\n"),
    ),
    silent=(
        "FROM debian:12\nRUN curl -fLO https://x.y/a.asc && gpg --batch --verify a.asc a && rm a.asc\n",
        "FROM debian:12\nRUN curl -fLO https://x.y/a.asc && gpg --batch --verify a.asc a && rm -f *.asc\n",
        'FROM debian:12\nRUN curl -fLo a.asc https://x.y && gpg --verify a.asc a && rm -rf "$GNUPGHOME" /b\n',
        "FROM debian:12\nRUN gpg --batch --verify /keys/a.asc a\n",
    ),
)

RULES = (MKTEMP, SOURCES, SIGNATURES)
