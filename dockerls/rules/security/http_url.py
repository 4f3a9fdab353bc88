"""``curl http://…`` and ``wget http://…``: downloads that anyone on the way can change."""

import re
from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here, insert
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.fetch_commands import urls
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.verification import verifies
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import ShellWord
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import value

_HTTP = pattern(r"(?P<scheme>http)://(?:[^/@\s]*@)?(?P<host>\[[^\]]*\]|[^/:?#\s]+)(?P<port>:[^/?#\s]*)?", re.IGNORECASE)

# Hosts of the own machine or network: an address, a name without a dot, a name only the own resolver knows.
_ADDRESS = pattern(r"\[.*\]|\d+\.\d+\.\d+\.\d+")
_PRIVATE_ENDINGS = (".local", ".internal", ".lan", ".intranet", ".corp", ".home", ".test", ".localhost")

TITLE = Sentence(en="Use `https://`", ko="`https://` 사용")
MESSAGE = Sentence(
    en="This download is not encrypted, so anyone on the way can change it",
    ko="암호화되지 않은 다운로드여서 중간에서 누구나 내용을 바꿀 수 있습니다",
)


@value
class UrlCheck:
    """The check of one rule: the addresses that a program fetches."""

    program: str

    def __call__(self, run: Instruction, around: Surroundings) -> Iterator[Finding]:
        scripts = scripts_of(run, around)
        if verifies(scripts):
            return
        for script in scripts:
            for command in script.commands:
                for word in urls(command) if command.name == self.program else ():
                    scheme = _open_scheme(word)
                    if scheme is not None:
                        edits = (insert(scheme.end, "s"),)
                        fixes = () if script.error else (Fix(TITLE, Safety.SUGGEST, edits),)
                        yield Finding(here(scheme), fixes=fixes)


def _open_scheme(word: ShellWord) -> Span | None:
    """Where ``http`` stands in an address of a public host that may have TLS at its usual port."""
    found = _HTTP.match(word.text)
    if found is None or len(word.span) != len(word.raw):
        return None
    host = found["host"].lower()
    if "." not in host or "$" in host or _ADDRESS.fullmatch(host) or host.endswith(_PRIVATE_ENDINGS):
        return None
    start = word.span.start + word.raw.lower().index("http")
    return None if found["port"] not in (None, ":") else Span(start, start + len("http"))


RATIONALE = Sentence(
    en=(
        "With `http://` nothing tells whether the answer comes from the server you named: a proxy, a hijacked network "
        "or a false DNS answer can replace the file, and it becomes part of your image.\n\n"
        "Use `https://`, or compare the checksum of what you have downloaded in the same RUN "
        '(`echo "<sha256>  file" | sha256sum -c -`); then this rule says nothing.\n\n'
        "Ignore this for a server without TLS whose files are checked in another way."
    ),
    ko=(
        "`http://`로는 응답이 정말 그 서버에서 왔는지 알 수 없습니다. 프록시나 탈취된 네트워크, 거짓 DNS 응답이 파일을 "
        "바꿔치기할 수 있고, 그 파일은 그대로 이미지에 들어갑니다.\n\n"
        "`https://`를 쓰거나, 같은 RUN에서 내려받은 파일의 체크섬을 비교하세요"
        '(`echo "<sha256>  file" | sha256sum -c -`). 그러면 이 규칙은 아무것도 표시하지 않습니다.\n\n'
        "TLS가 없는 서버이고 파일을 다른 방법으로 확인한다면 무시해도 됩니다."
    ),
)


def _rule(code: str, program: str, alias: str, examples: tuple[Example, ...], silent: tuple[str, ...]) -> Rule:
    return Rule(
        code=code,
        name=f"http-url-{program}",
        category=Category.SECURITY,
        severity=Severity.WARNING,
        message=MESSAGE,
        rationale=RATIONALE,
        keywords=frozenset({"RUN"}),
        check=UrlCheck(program),
        examples=examples,
        silent=silent,
        aliases=(alias,),
    )


CURL = _rule(
    "DLS3013",
    "curl",
    "curlUseHttpsUrl",
    examples=(
        Example(
            bad="FROM debian:12\nRUN curl -fsSLO «http»://example.com/app.tgz\n",
            good="FROM debian:12\nRUN curl -fsSLO https://example.com/app.tgz\n",
        ),
        Example(
            bad='FROM debian:12\nRUN <<EOF\ncurl -o /a "«HTTP»://example.com/$V/a"\nEOF\n',
            good='FROM debian:12\nRUN <<EOF\ncurl -o /a "HTTPs://example.com/$V/a"\nEOF\n',
        ),
        Example(
            bad="FROM debian:12\nONBUILD RUN curl -f «http»://example.com/a \\\n  # b\n  -o a\n",
            good="FROM debian:12\nONBUILD RUN curl -f https://example.com/a \\\n  # b\n  -o a\n",
        ),
    ),
    silent=(
        "FROM debian:12\nRUN curl -f http://localhost:8080/a http://127.0.0.1/b http://[::1]/c http://db/d\n",
        "FROM debian:12\nRUN curl -f http://169.254.169.254/latest/meta-data/ http://metadata.google.internal/x\n",
        "FROM debian:12\nRUN curl -f http://$MIRROR/a http://files.example.com:8080/b\n",
        'FROM debian:12\nRUN curl -fO http://example.com/a && echo "$SHA  a" | sha256sum -c -\n',
        "FROM debian:12\nRUN curl -fO http://example.com/a http://example.com/a.asc && gpg --verify a.asc a\n",
        "FROM debian:12\nRUN curl -f -x http://proxy.example.com https://example.com/a -H 'Referer: http://a.b'\n",
        "FROM debian:12\nRUN echo 'deb http://deb.debian.org/debian bookworm main' > /etc/apt/sources.list\n",
        "FROM debian:12\nHEALTHCHECK CMD curl -f http://app.example.com/ || exit 1\n",
    ),
)

WGET = _rule(
    "DLS3014",
    "wget",
    "wgetUseHttpsUrl",
    examples=(
        Example(
            bad="FROM alpine:3.24\nRUN wget -q «http»://example.com/app.tgz\n",
            good="FROM alpine:3.24\nRUN wget -q https://example.com/app.tgz\n",
        ),
        Example(
            bad="FROM alpine:3.24\nRUN wget -qO- «http»://example.com/app.tgz | tar -xz\n",
            good="FROM alpine:3.24\nRUN wget -qO- https://example.com/app.tgz | tar -xz\n",
        ),
    ),
    silent=(
        "FROM alpine:3.24\nRUN wget -q http://localhost/a http://10.0.0.1/b\n",
        "FROM alpine:3.24\nRUN wget -q https://example.com/a?from=http://example.com\n",
        "FROM alpine:3.24\nRUN curl http://example.com/a\n",
        "FROM alpine:3.24\nRUN wget http://example.com/a http://example.com/a.sha512 && sha512sum -c a.sha512\n",
    ),
)

RULES = (CURL, WGET)
