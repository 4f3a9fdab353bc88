"""Heredocs, mounts and links without ``# syntax=``, so that the builder's own age decides."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.line_above import LineAbove
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span
from dockerls.value import value

DIRECTIVE = "# syntax=docker/dockerfile:1"
TITLE = Sentence(en="Insert `{line}`", ko="`{line}` 추가")
MESSAGE = Sentence(
    en="`{feature}` needs a recent Dockerfile frontend, and the file does not ask for one",
    ko="`{feature}`에는 최신 Dockerfile 프런트엔드가 필요한데, 파일에서 지정하지 않았습니다",
)

# Flags that came with versions of the frontend after the first.
_NEWER = frozenset({"mount", "network", "security", "link", "parents", "exclude", "checksum", "keep-git-dir", "unpack"})


@value
class Feature:
    """Something newer, and where it is used."""

    name: str
    span: Span


def note(instruction: Instruction, around: Surroundings) -> Feature | None:
    if around.syntax is not None:
        return None
    inner = instruction.trigger or instruction
    flag = next((flag for flag in inner.flags if flag.name in _NEWER), None)
    if flag is not None:
        return Feature(f"--{flag.name}", Span(flag.span.start, flag.name_span.end))
    if inner.heredocs:
        heredoc = inner.heredocs[0]
        return Feature(heredoc.span.of(instruction.text), heredoc.span)
    return None


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    at = noted[0]
    fix = Fix(TITLE.filled(line=DIRECTIVE), Safety.SAFE, LineAbove(0, DIRECTIVE))
    yield Finding(Place(at.piece, at.fact.span), MESSAGE.filled(feature=at.fact.name), fixes=(fix,))


RULE = Rule(
    code="DLS2010",
    name="syntax-directive-missing",
    category=Category.CACHE,
    severity=Severity.HINT,
    message=Sentence(
        en="This needs a recent Dockerfile frontend, and the file does not ask for one",
        ko="최신 Dockerfile 프런트엔드가 필요한데, 파일에서 지정하지 않았습니다",
    ),
    rationale=Sentence(
        en=(
            "Which instructions and flags exist is decided by the frontend, a program the builder brings along in the "
            "version of its own release. With\n\n"
            "```dockerfile\n# syntax=docker/dockerfile:1\n```\n\n"
            "as the first line, BuildKit fetches the newest stable frontend: heredocs, `--mount` and `--link` work "
            "with older builders, and fixes arrive without an upgrade.\n\n"
            "Ignore this where builders cannot reach a registry, or all of them are recent."
        ),
        ko=(
            "어떤 명령과 플래그를 쓸 수 있는지는 프런트엔드가 정하며, 빌더는 자신의 릴리스에 맞는 버전을 내장하고 "
            "있습니다. "
            "첫 줄에\n\n"
            "```dockerfile\n# syntax=docker/dockerfile:1\n```\n\n"
            "이라고 쓰면 BuildKit이 최신 안정 버전의 프런트엔드를 내려받습니다. 오래된 빌더에서도 heredoc, `--mount`, "
            "`--link`를 쓸 수 있고, 업그레이드하지 않아도 수정 사항이 반영됩니다.\n\n"
            "빌더가 레지스트리에 접속할 수 없거나 모든 빌더가 최신이라면 무시해도 됩니다."
        ),
    ),
    check=FileCheck(note, check),
    examples=(
        Example(
            bad="# app\nFROM debian:12\nRUN «--mount»=type=cache,target=/c make\nCOPY --link a /\n",
            good=(
                "# syntax=docker/dockerfile:1\n# app\nFROM debian:12\nRUN --mount=type=cache,target=/c make\n"
                "COPY --link a /\n"
            ),
        ),
        Example(
            bad="# escape=`\r\nFROM debian:12\r\nRUN «<<EOF»\r\nmake\r\nEOF\r\n",
            good="# syntax=docker/dockerfile:1\r\n# escape=`\r\nFROM debian:12\r\nRUN <<EOF\r\nmake\r\nEOF\r\n",
        ),
    ),
    silent=(
        "# syntax=docker/dockerfile:1\nFROM debian:12\nRUN --mount=type=cache,target=/c make\n",
        "# syntax=registry.example.com/dockerfile:1\nFROM debian:12\nCOPY --link a /\n",
        "FROM debian:12\nCOPY --chown=1000 a /\nRUN make\n",
        "FROM debian:12\nRUN cat <<< a\n",
    ),
)
