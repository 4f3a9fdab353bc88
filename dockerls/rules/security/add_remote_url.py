"""ADD of an address without a checksum."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here, insert
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction

TITLE = Sentence(en="Add `--checksum` (to fill in)", ko="`--checksum` 추가(값은 직접 입력)")
FLAG = "--checksum=sha256:<sha256>"


def check(add: Instruction, around: Surroundings) -> Iterator[Finding]:
    sources = add.arguments[:-1]
    if add.flag("checksum") is not None:
        return
    for source in sources:
        address = source.text.lower()
        is_repository = address.partition("#")[0].removesuffix("/").endswith(".git")
        if address.startswith(("http://", "https://")) and not is_repository:
            fix = Fix(TITLE, Safety.SUGGEST, (insert(add.keyword_span.end, f" {FLAG}"),))
            yield Finding(here(source.span), fixes=(fix,) if len(sources) == 1 else ())


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
    keywords=frozenset({"ADD"}),
    check=check,
    examples=(
        Example(
            bad="FROM debian:12\nADD --chown=1000 «https://example.com/a.tgz» /tmp/\n",
            good="FROM debian:12\nADD --checksum=sha256:<sha256> --chown=1000 https://example.com/a.tgz /tmp/\n",
        ),
        Example(
            bad='FROM debian:12\nADD [«"https://example.com/a b"», "/tmp/"]\n',
            good='FROM debian:12\nADD --checksum=sha256:<sha256> ["https://example.com/a b", "/tmp/"]\n',
        ),
        Example(bad="FROM debian:12\nADD a «http://example.com/b» /tmp/\n"),
    ),
    silent=(
        "FROM debian:12\nADD --checksum=sha256:abc https://example.com/a.tgz /tmp/\n",
        "FROM debian:12\nADD https://github.com/a/b.git#v1 /src\nADD git@github.com:a/b.git /src\n",
        "FROM debian:12\nADD $URL /tmp/\nADD a.tgz /tmp/\n",
    ),
    aliases=("prefer-copy-over-add",),
)
