"""ADD of an address without a checksum."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Rule, Safety, Severity, StageCheck
from dockerls.semantics.fetch_commands import varies_by_architecture
from dockerls.semantics.stage_values import Defined, StageValues, defined_by
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction, Word
from dockerls.text.span import empty
from dockerls.value import value

TITLE = Sentence(en="Add `--checksum` (to fill in)", ko="`--checksum` 추가(값은 직접 입력)")
FLAG = "--checksum=sha256:<sha256>"


@value
class Added:
    """The sources of an ADD without a checksum, as written in it, and where the flag goes."""

    sources: tuple[Word, ...]
    escape: str
    at: int
    in_trigger: bool


def note(instruction: Instruction, around: Surroundings) -> Defined | Added | None:
    add = instruction.held if instruction.keyword == "ONBUILD" else instruction
    if add.keyword != "ADD":
        return defined_by(instruction, around)
    if add.flag("checksum") is not None or not add.arguments:
        return None
    return Added(add.arguments[:-1], around.escape, add.keyword_span.end, add is not instruction)


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    values = StageValues()
    for at in noted:
        fact: Defined | Added = at.fact
        if isinstance(fact, Defined):
            values.add(at.piece, fact)
            continue
        known = values.triggers if fact.in_trigger else values
        for source in fact.sources:
            if _is_address(known.expanded(source.text, fact.escape) or source.text.lstrip("\"'")):
                yield Finding(Place(at.piece, source.span), fixes=_fixes(at.piece, fact, source))


def _is_address(text: str) -> bool:
    address = text.lower()
    is_repository = address.partition("#")[0].removesuffix("/").endswith(".git")
    return address.startswith(("http://", "https://")) and not is_repository


def _fixes(piece: int, added: Added, source: Word) -> tuple[Fix, ...]:
    if len(added.sources) > 1 or varies_by_architecture(source.text):
        return ()
    edit = PlacedEdit(Place(piece, empty(added.at)), f" {FLAG}")
    return (Fix(TITLE, Safety.SUGGEST, (edit,), is_single=True),)


RULE = Rule(
    code="DLS3035",
    name="add-remote-url",
    category=Category.SECURITY,
    severity=Severity.HINT,
    message=Sentence(
        en="Nothing checks that this download is the file you mean",
        ko="내려받은 파일이 의도한 파일인지 확인하지 않습니다",
    ),
    rationale=Sentence(
        en=(
            "ADD takes whatever the server sends. With a checksum the build fails when the file has changed, and the "
            "cache is used without asking the server:\n\n"
            "```dockerfile\nADD --checksum=sha256:… https://example.com/app.tgz /tmp/\n```\n\n"
            "`sha256sum` of a file you trust gives the value; some publishers print it beside the download. The flag "
            "needs Dockerfile syntax 1.6. Downloading in a RUN with `curl` and `sha256sum -c` is as safe, and lets you "
            "delete the file in the same layer.\n\n"
            "Ignore this where you always want the newest file."
        ),
        ko=(
            "ADD는 서버가 보내는 것을 그대로 받습니다. 체크섬을 적으면 파일이 바뀌었을 때 빌드가 실패하고, 서버에 묻지 "
            "않고 캐시를 쓸 수 있습니다.\n\n"
            "```dockerfile\nADD --checksum=sha256:… https://example.com/app.tgz /tmp/\n```\n\n"
            "값은 믿을 수 있는 파일에 `sha256sum`을 실행해 얻습니다. 다운로드 페이지에 적혀 있기도 합니다. 이 "
            "플래그에는 "
            "Dockerfile 구문 1.6이 필요합니다. RUN에서 `curl`로 받아 `sha256sum -c`로 확인해도 똑같이 안전하며, 같은 "
            "레이어에서 파일을 지울 수 있습니다.\n\n"
            "언제나 최신 파일이 필요하다면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"ARG", "ENV", "ADD", "ONBUILD"}),
    check=StageCheck(note, check),
    examples=(
        Example(
            bad="FROM debian:12\nADD --chown=1000 «https://example.com/a.tgz» /tmp/\n",
            good="FROM debian:12\nADD --checksum=sha256:<sha256> --chown=1000 https://example.com/a.tgz /tmp/\n",
        ),
        Example(
            bad='FROM debian:12\nADD [«"https://example.com/a b"», "/tmp/"]\n',
            good='FROM debian:12\nADD --checksum=sha256:<sha256> ["https://example.com/a b", "/tmp/"]\n',
        ),
        Example(
            bad="FROM debian:12\nARG U=https://acme.io\nADD «${U}/x.tgz» /\n",
            good="FROM debian:12\nARG U=https://acme.io\nADD --checksum=sha256:<sha256> ${U}/x.tgz /\n",
        ),
        Example(
            bad='FROM debian:12\nADD «"https://a.io/x"» /x\n',
            good='FROM debian:12\nADD --checksum=sha256:<sha256> "https://a.io/x" /x\n',
        ),
        Example(bad="FROM debian:12\nONBUILD ADD «https://a.io/$V/x» /x\n"),
        Example(bad="FROM debian:12\nADD a «http://example.com/b» /tmp/\n"),
    ),
    silent=(
        "FROM debian:12\nADD --checksum=sha256:abc https://example.com/a.tgz /tmp/\n",
        "FROM debian:12\nADD https://github.com/a/b.git#v1 /src\nADD git@github.com:a/b.git /src\n",
        "FROM debian:12\nADD $URL /tmp/\nADD a.tgz /tmp/\n",
        "FROM debian:12\nARG U=app V=https://a.io/b.git\nADD $U /tmp/\nADD $V /src\nADD app/http:// /x\n",
    ),
    aliases=("prefer-copy-over-add",),
)
