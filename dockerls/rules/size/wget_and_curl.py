"""``wget`` and ``curl`` both installed, where one does."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, Finding, Noted, Related, Rule, Severity, StageCheck
from dockerls.semantics.fetch_commands import FETCHERS
from dockerls.semantics.package_commands import package_commands
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span
from dockerls.value import value

OTHER = Sentence(en="`{name}` is installed here", ko="`{name}`을(를) 설치하는 곳")


@value
class Fetcher:
    """One of the two as a package that is installed, and where."""

    name: str
    span: Span


def note(run: Instruction, around: Surroundings) -> tuple[Fetcher, ...] | None:
    if not around.ships:
        return None
    found = package_commands(scripts_of(run, around))
    installed = [each for each in found if each.installs and not each.manager.is_of_language]
    words = [(word.text.partition("=")[0], word.span) for each in installed for word in each.packages]
    return tuple(Fetcher(name, span) for name, span in words if name in FETCHERS) or None


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    places = [(fetcher.name, Place(item.piece, fetcher.span)) for item in noted for fetcher in item.fact]
    first = places[0][0]
    second = next(((name, place) for name, place in places if name != first), None)
    if second is not None:
        name, place = second
        yield Finding(
            place, MESSAGE.filled(first=first, name=name), (), (Related(places[0][1], OTHER.filled(name=first)),)
        )


MESSAGE = Sentence(
    en="`{first}` is installed already and downloads as well as `{name}`",
    ko="`{first}`이(가) 이미 설치되어 있으며 `{name}`처럼 다운로드할 수 있습니다",
)

RULE = Rule(
    code="DL4001",
    name="wget-and-curl",
    category=Category.SIZE,
    severity=Severity.HINT,
    message=Sentence(
        en="Both `wget` and `curl` are installed; one of them does",
        ko="`wget`과 `curl`을 모두 설치합니다. 하나면 충분합니다",
    ),
    rationale=Sentence(
        en=(
            "`wget` and `curl` both download files. Each brings its own libraries, and each is one more program to "
            "keep "
            "free of known holes. Choose one and use it everywhere:\n\n"
            "- `curl -fsSLO URL` does what `wget -q URL` does.\n"
            "- `curl -fsSL URL` does what `wget -qO- URL` does.\n\n"
            "Often neither is needed: `ADD --checksum=sha256:… URL /path` downloads without either. Ignore this if a "
            "program "
            "of yours calls both."
        ),
        ko=(
            "`wget`과 `curl`은 모두 파일을 내려받는 도구입니다. 저마다 라이브러리를 끌어오고, 보안 취약점을 관리해야 "
            "할 "
            "프로그램도 하나 더 늘어납니다. 하나를 골라 그것만 쓰세요.\n\n"
            "- `curl -fsSLO URL`은 `wget -q URL`과 같습니다.\n"
            "- `curl -fsSL URL`은 `wget -qO- URL`과 같습니다.\n\n"
            "둘 다 필요 없을 때도 많습니다. `ADD --checksum=sha256:… URL /path`를 쓰면 도구 없이 내려받을 수 있습니다. "
            "실행할 프로그램에서 둘 다 쓴다면 무시해도 됩니다."
        ),
    ),
    check=StageCheck(note, check),
    keywords=frozenset({"RUN"}),
    examples=(
        Example(bad="FROM debian:12\nRUN apt-get install -y curl «wget» && curl -O a && wget -q b\n"),
        Example(bad="FROM alpine:3.22\nRUN apk add wget\nRUN wget -q a\nRUN apk add «curl» && curl -O b\n"),
    ),
    silent=(
        "FROM debian:12\nRUN apt-get install -y curl && curl -O https://example.com/a\n",
        "FROM alpine:3.22\nRUN wget -q https://example.com/a && apk add --no-cache curl && curl -O b\n",
        "FROM debian:12 AS b\nRUN apt-get install -y curl wget\nFROM debian:12\nCOPY --from=b /a /a\n",
        "FROM debian:12 AS b\nRUN apt-get install -y wget\nFROM debian:12\nRUN apt-get install -y curl\n",
        "FROM python:3.13\nRUN pip install wget curl\n",
    ),
    aliases=("DS-0014", "AVD-DS-0014", "use-either-wget-or-curl"),
)
