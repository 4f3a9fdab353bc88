"""``curl http://…`` and ``wget http://…``: downloads that anyone on the way can change."""

import re
from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Rule, Safety, Severity, StageCheck
from dockerls.semantics.fetch_commands import urls
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.shell_variables import sets_variable
from dockerls.semantics.stage_values import Defined, StageValues, defined_by
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.verification import verifies
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Script, ShellWord
from dockerls.text.pattern import pattern
from dockerls.text.span import Span, empty
from dockerls.value import value

_HTTP = pattern(r"(?P<scheme>http)://(?:[^/@\s]*@)?(?P<host>\[[^\]]*\]|[^/:?#\s]+)(?P<port>:[^/?#\s]*)?", re.IGNORECASE)

# Hosts of the own machine or network: an address, a name without a dot, a name only the own resolver knows.
_ADDRESS = pattern(r"\[.*\]|\d+\.\d+\.\d+\.\d+")
_VARIABLE = pattern(r"\$\{?(\w+)\}?")
_PRIVATE_ENDINGS = (".local", ".internal", ".lan", ".intranet", ".corp", ".home", ".test", ".localhost")

TITLE = Sentence(en="Use `https://`", ko="`https://` 사용")
MESSAGE = Sentence(
    en="This download is not encrypted, so anyone on the way can change it",
    ko="암호화되지 않은 다운로드여서 중간에서 누구나 내용을 바꿀 수 있습니다",
)


@value
class Address:
    """An address that a program fetches. ``scheme`` is the open one in it; None where a variable may hold that."""

    span: Span
    text: str
    scheme: Span | None


@value
class Fetched:
    """The addresses of one RUN."""

    addresses: tuple[Address, ...]
    in_error: bool
    in_trigger: bool


@value
class UrlNote:
    """Notes the addresses that one program fetches, and the variables that may hold them."""

    program: str

    def __call__(self, instruction: Instruction, around: Surroundings) -> Defined | Fetched | None:
        run = instruction.held if instruction.keyword == "ONBUILD" else instruction
        if run.keyword != "RUN":
            return defined_by(instruction, around)
        scripts = scripts_of(run, around)
        if verifies(scripts):
            return None
        words = (
            word
            for script in scripts
            for command in script.commands
            for word in (urls(command) if command.name == self.program else ())
        )
        found = (address for word in words if (address := _address(word)) is not None)
        addresses = tuple(each for each in found if each.scheme or not _is_set_here(scripts, each.text))
        in_error = any(script.error for script in scripts)
        return Fetched(addresses, in_error, run is not instruction) if addresses else None


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    values = StageValues()
    for at in noted:
        fact: Defined | Fetched = at.fact
        if isinstance(fact, Defined):
            values.add(at.piece, fact)
            continue
        known = values.triggers if fact.in_trigger else values
        for address in fact.addresses:
            if address.scheme is not None:
                yield Finding(Place(at.piece, address.scheme), fixes=_fixes(at.piece, address.scheme, fact.in_error))
            elif _HTTP.match(address.text) is None and _is_open(known.expanded(address.text)):
                yield _held(at.piece, address, known, fact.in_error)


def _held(piece: int, address: Address, values: StageValues, in_error: bool) -> Finding:
    """An address whose scheme stands in an ARG or ENV above."""
    name = _VARIABLE.match(address.text)
    origin = values.origin(name[1]) if name else None
    start = origin.written.lower().find("http://") if origin is not None else -1
    if origin is None or start not in (0, 1):  # behind a quote
        return Finding(Place(piece, address.span))
    start += origin.span.start
    return Finding(Place(piece, address.span), fixes=_fixes(origin.piece, Span(start, start + len("http")), in_error))


def _fixes(piece: int, scheme: Span, in_error: bool) -> tuple[Fix, ...]:
    edits = (PlacedEdit(Place(piece, empty(scheme.end)), "s"),)
    return () if in_error else (Fix(TITLE, Safety.SUGGEST, edits),)


def _address(word: ShellWord) -> Address | None:
    if _HTTP.match(word.text) and _is_open(word.text):
        at = word.raw.lower().find("http://")
        if len(word.span) != len(word.raw) or at < 0:  # in quotes that begin in its midst
            return None
        start = word.span.start + at
        return Address(word.span, word.text, Span(start, start + len("http")))
    return Address(word.span, word.text, None) if _VARIABLE.match(word.text) and word.raw[0] != "'" else None


def _is_set_here(scripts: tuple[Script, ...], text: str) -> bool:
    return any(sets_variable(scripts, name) for name in _VARIABLE.findall(text))


def _is_open(address: str | None) -> bool:
    """Whether it is one without TLS, of a public host that may have TLS at its usual port."""
    found = _HTTP.match(address) if address else None
    if found is None or found["port"] not in (None, ":"):
        return False
    host = found["host"].lower()
    return "." in host and "$" not in host and not _ADDRESS.fullmatch(host) and not host.endswith(_PRIVATE_ENDINGS)


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
        keywords=frozenset({"ARG", "ENV", "RUN", "ONBUILD"}),
        check=StageCheck(UrlNote(program), check),
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
        Example(
            bad='FROM debian:12\nENV A=1 U=http://acme.io\nRUN <<EOF\ncurl -fO «"$U/x"»\nEOF\n',
            good='FROM debian:12\nENV A=1 U=https://acme.io\nRUN <<EOF\ncurl -fO "$U/x"\nEOF\n',
        ),
        Example(
            bad="FROM debian:12\nARG H=acme.io\nARG U=http://$H\nRUN curl -fO «${U}/x»\n",
            good="FROM debian:12\nARG H=acme.io\nARG U=https://$H\nRUN curl -fO ${U}/x\n",
        ),
    ),
    silent=(
        "FROM debian:12\nARG U=http://acme.io\nONBUILD ENV V=http://acme.io\nONBUILD RUN curl -f $U\nRUN curl -f $V\n",
        "FROM debian:12\nENV U=http://acme.io\nRUN curl -fO '$U/x'\nENV U=https://acme.io\nRUN curl -fO $U/x $V\n",
        "FROM debian:12\nENV U=http://acme.io:8080 V=http://db\nRUN curl -f $U/x $V/x\n",
        "FROM debian:12\nENV U=http://acme.io\nRUN U=https://b.io; curl -f $U/x\n",
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
