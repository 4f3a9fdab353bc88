"""``curl -k`` and ``wget --no-check-certificate``: HTTPS without knowing who answers."""

import re
from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import PlacedEdit, delete, here, substitute
from dockerls.rewrite.remove_word import without_word
from dockerls.rules.rule import Category, Example, Finding, Fix, InstructionCheck, Rule, Safety, Severity
from dockerls.semantics.fetch_commands import short_options, urls
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, ShellWord
from dockerls.text.pattern import pattern
from dockerls.text.span import Span

TITLE = Sentence(en="Remove `{flag}`", ko="`{flag}` 제거")

# The machine itself: a health check of a server with a certificate of its own has nobody to mistake it for.
_LOCAL = pattern(r"(?:https?://)?(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)(?=[:/?$]|\Z)", re.IGNORECASE)


def check_curl(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
    for command, can_edit in _commands(instruction, around, "curl"):
        for word, index in short_options(command):
            if word.text[index] == "k":
                is_as_written = word.raw == word.text and len(word.span) == len(word.raw)
                letter = Span(word.span.start + index, word.span.start + index + 1)
                span = letter if is_as_written and len(word.raw) > 2 else word.span
                edits = _without_letter(instruction, command, word, index) if can_edit else ()
                yield _finding(span, "-k", edits)
        yield from _long_flag(instruction, command, "--insecure", can_edit)


def check_wget(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
    for command, can_edit in _commands(instruction, around, "wget"):
        yield from _long_flag(instruction, command, "--no-check-certificate", can_edit)


def _commands(instruction: Instruction, around: Surroundings, name: str) -> Iterator[tuple[Command, bool]]:
    """The commands of a name that fetch from another machine, and whether their code may be edited."""
    for script in scripts_of(instruction, around):
        for command in script.commands:
            if command.name == name:
                asked = urls(command)
                if not asked or not all(_LOCAL.match(word.text) for word in asked):
                    yield command, not script.error


def _long_flag(instruction: Instruction, command: Command, flag: str, can_edit: bool) -> Iterator[Finding]:
    for word in command.args:
        if word.text == flag:
            edits = (delete(without_word(instruction, command, word)),) if can_edit else ()
            yield _finding(word.span, flag, edits)


def _without_letter(instruction: Instruction, command: Command, word: ShellWord, index: int) -> tuple[PlacedEdit, ...]:
    rest = word.text[:index] + word.text[index + 1 :]
    if rest == "-":
        return (delete(without_word(instruction, command, word)),)
    return (substitute(word.span, rest),) if word.raw == word.text else ()


def _finding(span: Span, flag: str, edits: tuple[PlacedEdit, ...]) -> Finding:
    fix = Fix(TITLE.filled(flag=flag), Safety.SUGGEST, edits)
    return Finding(here(span), MESSAGE.filled(flag=flag), fixes=(fix,) if edits else ())


MESSAGE = Sentence(
    en="`{flag}` accepts any certificate, so anyone on the way can swap what is downloaded",
    ko="`{flag}` 옵션은 어떤 인증서든 받아들이므로 중간에서 누구나 내려받는 내용을 바꿔치기할 수 있습니다",
)

RATIONALE = Sentence(
    en=(
        "HTTPS protects a download only if the server's certificate is checked. Without that, anyone between the "
        "build machine and the server can answer in its place, and what they send becomes part of your image.\n\n"
        "- Certificates missing: install `ca-certificates`.\n"
        "- A company proxy signs with its own authority: add that authority to the image "
        "(`COPY corp-ca.crt /usr/local/share/ca-certificates/` and `RUN update-ca-certificates`), or name it with "
        "`curl --cacert` or `wget --ca-certificate`.\n"
        "- The server's certificate is expired or self-signed: repair it there, or check the file's `sha256sum`.\n\n"
        "Ignore this for a server that only the build itself can reach."
    ),
    ko=(
        "HTTPS는 서버의 인증서를 확인할 때만 다운로드를 보호합니다. 확인하지 않으면 빌드 기기와 서버 사이의 누구나 "
        "서버인 척 응답할 수 있고, 그 내용이 그대로 이미지에 들어갑니다.\n\n"
        "- 인증서가 없다면 `ca-certificates`를 설치하세요.\n"
        "- 회사 프록시가 자체 인증 기관으로 서명한다면 그 기관을 이미지에 추가하거나(`COPY corp-ca.crt "
        "/usr/local/share/ca-certificates/`와 `RUN update-ca-certificates`), `curl --cacert`나 "
        "`wget --ca-certificate`로 지정하세요.\n"
        "- 서버 인증서가 만료되었거나 자체 서명되었다면 서버에서 고치거나 파일의 `sha256sum`을 확인하세요.\n\n"
        "빌드 환경에서만 접근할 수 있는 서버라면 무시해도 됩니다."
    ),
)


def tls_rule(
    code: str,
    name: str,
    alias: str,
    check: InstructionCheck,
    examples: tuple[Example, ...],
    silent: tuple[str, ...],
    keywords: frozenset[str],
) -> Rule:
    """A rule about commands that accept any certificate."""
    return Rule(
        code=code,
        name=name,
        category=Category.SECURITY,
        severity=Severity.ERROR,
        message=Sentence(
            en="This accepts any certificate, so anyone on the way can swap what is downloaded",
            ko="어떤 인증서든 받아들이므로 중간에서 누구나 내려받는 내용을 바꿔치기할 수 있습니다",
        ),
        rationale=RATIONALE,
        keywords=keywords,
        check=check,
        examples=examples,
        silent=silent,
        aliases=(alias,),
    )


_KEYWORDS = frozenset({"RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"})

CURL = tls_rule(
    "DLS3016",
    "tls-curl-insecure",
    "CKV2_DOCKER_2",
    check_curl,
    examples=(
        Example(
            bad="FROM debian:12\nRUN curl «-k» -fsSLO https://example.com/app.tgz\n",
            good="FROM debian:12\nRUN curl -fsSLO https://example.com/app.tgz\n",
        ),
        Example(
            bad="FROM debian:12\nRUN curl -«k»fsSL https://example.com/app.tgz | tar -xz\n",
            good="FROM debian:12\nRUN curl -fsSL https://example.com/app.tgz | tar -xz\n",
        ),
        Example(
            bad="FROM debian:12\nRUN set -e && curl \\\n      «--insecure» \\\n      # the newest\n      -o a https://example.com/a\n",
            good="FROM debian:12\nRUN set -e && curl \\\n      # the newest\n      -o a https://example.com/a\n",
        ),
        Example(
            bad="FROM debian:12\nRUN <<EOF\ncurl -sS«k» https://example.com/a -o /a\nEOF\n",
            good="FROM debian:12\nRUN <<EOF\ncurl -sS https://example.com/a -o /a\nEOF\n",
        ),
    ),
    silent=(
        "FROM debian:12\nHEALTHCHECK CMD curl -kf https://localhost:8443/health || exit 1\n",
        "FROM debian:12\nHEALTHCHECK CMD curl --insecure --fail https://127.0.0.1/ || exit 1\n",
        "FROM debian:12\nRUN curl -o k https://example.com/k\n",
        "FROM debian:12\nRUN curl -ok https://example.com/k\n",
        "FROM debian:12\nRUN curl -H -k https://example.com/k\n",
        'FROM debian:12\nRUN echo "curl -k https://example.com" # curl -k\n',
        "FROM debian:12\n# curl --insecure https://example.com\nRUN curl -fsSL https://example.com/a\n",
        "FROM debian:12\nRUN wget -k https://example.com/\n",
    ),
    keywords=_KEYWORDS,
)

WGET = tls_rule(
    "DLS3017",
    "tls-wget-no-check",
    "CKV2_DOCKER_3",
    check_wget,
    examples=(
        Example(
            bad="FROM debian:12\nRUN wget -q «--no-check-certificate» https://example.com/app.tgz\n",
            good="FROM debian:12\nRUN wget -q https://example.com/app.tgz\n",
        ),
        Example(
            bad="FROM alpine:3.24\nRUN cd /opt && wget \\\n    «--no-check-certificate» \\\n    https://example.com/a\n",
            good="FROM alpine:3.24\nRUN cd /opt && wget \\\n    https://example.com/a\n",
        ),
    ),
    silent=(
        "FROM alpine:3.24\nHEALTHCHECK CMD wget --no-check-certificate -qO- https://localhost/ || exit 1\n",
        "FROM alpine:3.24\nRUN echo wget --no-check-certificate\n",
        "FROM alpine:3.24\nRUN wget -q https://example.com/a\n",
    ),
    keywords=_KEYWORDS,
)

RULES = (CURL, WGET)
