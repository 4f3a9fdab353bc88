"""ADD of local files that COPY copies just as well."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dockerls.language import Sentence
from dockerls.rewrite.place import here, substitute
from dockerls.rules.rule import Category, Example, Finding, Fix, Pending, Rule, Safety, Severity
from dockerls.semantics.archive_questions import ArchiveQuestion
from dockerls.semantics.context_sources import context_sources
from dockerls.semantics.paths import is_relative
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.swallowed_comments import swallowed_comments
from dockerls.syntax.instruction import Instruction
from dockerls.text.pattern import pattern
from dockerls.value import value

if TYPE_CHECKING:
    from dockerls.semantics.build_context import Told

TITLE = Sentence(en="Use `COPY`", ko="`COPY`로 바꾸기")

# What only ADD can do: --unpack and its like, remote sources, and unpacking of these.
ONLY_ADD = ("checksum", "keep-git-dir", "unpack")
_REMOTE = pattern(r"[a-z][a-z0-9+.-]*://|[\w.-]+@[\w.-]+:|github\.com/|.*\.git(?:[#?].*)?\Z", re.IGNORECASE)
_ARCHIVE = pattern(r".*\.(?:tar(?:\.\w+)?|t(?:gz|bz2?|b2|xz|lz|lzma|zst?|zst)|gz|bz2|xz|lzma|zst|z)\Z", re.IGNORECASE)
_WILDCARD = pattern(r"[*?\]]")
# A name that tells nothing of what is in the file.
_TELLS_NOTHING = pattern(r"(?:.*/)?[^./]+(?:\.(?:bin|data?|ima?ge?|layer|raw|rootfs|run))?\Z", re.IGNORECASE)


@value
class MayUnpack:
    """Reads the answer."""

    finding: Finding

    def __call__(self, told: "Told[bool]") -> Iterator[Finding]:
        fixes = (replace(fix, safety=Safety.SUGGEST) if told.answer else fix for fix in self.finding.fixes)
        yield replace(self.finding, fixes=tuple(fixes))


def check(add: Instruction, around: Surroundings) -> Iterator[Finding | Pending]:
    sources = [word.text.strip("\"'") for word in add.arguments[:-1]]
    if not sources or swallowed_comments(add) or any(add.flag(name) for name in ONLY_ADD):
        return
    if all(_is_plain_file(source) for source in sources):
        keyword = add.keyword_span.of(add.text)
        copy = "COPY" if keyword.isupper() else "copy"
        # Of a COPY to nowhere in particular there is more to say than of an ADD.
        safety = Safety.SUGGEST if around.workdir is None and is_relative(add) else Safety.SAFE
        finding = Finding(here(add.keyword_span), fixes=(Fix(TITLE, safety, (substitute(add.keyword_span, copy),)),))
        unclear = tuple(source.path for source in context_sources(add) if _TELLS_NOTHING.match(source.path))
        yield Pending(ArchiveQuestion(unclear), MayUnpack(finding), (finding,)) if unclear else finding


def _is_plain_file(source: str) -> bool:
    """Whether it is a local file or directory, and surely no archive."""
    if source.startswith("<<"):
        return True
    if "$" in source or _REMOTE.match(source) or _ARCHIVE.match(source):
        return False
    behind_wildcard = _WILDCARD.split(source)[-1]
    return behind_wildcard == source or "." in behind_wildcard


RULE = Rule(
    code="DL3020",
    name="add-instead-of-copy",
    category=Category.CORRECTNESS,
    severity=Severity.WARNING,
    message=Sentence(
        en="COPY does the same here, without ADD's surprises",
        ko="여기서는 COPY로 충분하며, ADD의 예상 밖 동작도 피할 수 있습니다",
    ),
    rationale=Sentence(
        en=(
            "`ADD` downloads URLs, clones Git repositories and unpacks local archives. For plain files and "
            "directories `COPY` does the same and nothing else, so a reader knows what happens.\n\n"
            "Use `COPY`, and keep `ADD` for archives to unpack, URLs (with `--checksum`) and Git repositories."
        ),
        ko=(
            "`ADD`는 URL을 내려받고 Git 저장소를 복제하며 로컬 압축 파일을 풉니다. 일반 파일과 디렉터리에는 `COPY`가 "
            "똑같이 동작하면서 다른 일은 하지 않으므로 무슨 일이 일어나는지 분명합니다.\n\n"
            "`COPY`를 쓰고, `ADD`는 압축을 풀 파일, URL(`--checksum`과 함께), Git 저장소에만 쓰세요."
        ),
    ),
    keywords=frozenset({"ADD"}),
    check=check,
    examples=(
        Example(
            bad="FROM debian:12\n«ADD» --chown=app:app . /app\n",
            good="FROM debian:12\nCOPY --chown=app:app . /app\n",
        ),
        Example(
            bad='FROM debian:12\nonbuild «add» ["my file", "*.jar", "/app/"]\n',
            good='FROM debian:12\nonbuild copy ["my file", "*.jar", "/app/"]\n',
        ),
        Example(
            bad="FROM debian:12\n«ADD» <<EOF /etc/motd\nhello\nEOF\n",
            good="FROM debian:12\nCOPY <<EOF /etc/motd\nhello\nEOF\n",
        ),
    ),
    silent=(
        "FROM scratch\nADD rootfs.tar.xz /\n",
        "FROM scratch\nADD app.tgz lib.tar.zst /opt/\n",
        "FROM debian:12\nADD https://example.com/app.bin /app.bin\n",
        "FROM debian:12\nADD git@github.com:moby/buildkit.git#v0.10 /src\n",
        "FROM debian:12\nADD $ROOTFS /\n",
        "FROM debian:12\nADD build/* /app/\n",
        "FROM debian:12\nADD --unpack=true data /data\n",
        "FROM debian:12\nADD app\n",
    ),
    aliases=("DS-0005", "AVD-DS-0005", "CKV_DOCKER_4", "prefer-copy-over-add"),
)
