"""A flag or option that is newer than the frontend ``# syntax=docker/dockerfile:1.4`` asks for."""

from collections.abc import Iterator

from dockerls.knowledge.grammar import HEREDOCS, HEREDOCS_LABS, INSTRUCTIONS, SYMBOLIC_CHMOD, FlagValue, Version
from dockerls.knowledge.mount_grammar import MOUNT_KEYS
from dockerls.language import Sentence
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.frontend import PinnedFrontend, pinned_frontend
from dockerls.semantics.mounts import mount_fields
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span
from dockerls.value import value

TITLE = Sentence(en="Ask for `docker/dockerfile:{tag}`", ko="`docker/dockerfile:{tag}` 지정하기")


@value
class Newer:
    """What the frontend does not know, where it is used, and the first version that does."""

    name: str
    span: Span
    version: Version
    frontend: PinnedFrontend


def note(instruction: Instruction, around: Surroundings) -> tuple[Newer, ...] | None:
    frontend = pinned_frontend(around.syntax) if around.syntax is not None else None
    if frontend is None:
        return None
    return tuple(_newer(instruction.held, frontend)) or None


def _newer(instruction: Instruction, frontend: PinnedFrontend) -> Iterator[Newer]:
    for name, span, since, labs in _features(instruction):
        version = frontend.needed_for(since, labs)
        if version is not None:
            yield Newer(name, span, version, frontend)


def _features(instruction: Instruction) -> Iterator[tuple[str, Span, Version | None, Version | None]]:
    """What stands in an instruction, with the versions of the two channels it came with."""
    from dockerls.semantics.flag_values import is_symbolic_chmod

    grammar = INSTRUCTIONS.get(instruction.keyword)
    known = {flag.name: flag for flag in grammar.flags} if grammar else {}
    for flag in instruction.flags:
        kind = known.get(flag.name)
        if kind is None:
            continue
        yield f"--{flag.name}", Span(flag.span.start, flag.name_span.end), kind.since, kind.labs
        if kind.value is FlagValue.MOUNT:
            for field in mount_fields(instruction, flag) or ():
                key = MOUNT_KEYS.get(field.key)
                yield field.key, field.key_span, key.since if key else None, None
        is_letters = kind.value is FlagValue.MODE and flag.value and is_symbolic_chmod(flag.value)
        if is_letters and flag.value and flag.value_span:
            yield flag.value, flag.value_span, SYMBOLIC_CHMOD, None
    for heredoc in instruction.heredocs[:1]:
        yield heredoc.span.of(instruction.text), heredoc.span, HEREDOCS, HEREDOCS_LABS


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    from dockerls.rewrite.raised_frontend import RaisedFrontend

    found = [(each.piece, newer) for each in noted for newer in each.fact]
    highest = max(newer.version for _, newer in found)
    for piece, newer in found:
        frontend = newer.frontend
        tag = frontend.tag_for(highest)  # one that has all of them
        fix = Fix(TITLE.filled(tag=tag), Safety.SUGGEST, RaisedFrontend(tag))
        needed, pinned = frontend.tag_for(newer.version), frontend.tag_for(frontend.version)
        yield Finding(
            Place(piece, newer.span), RULE.message.filled(name=newer.name, needed=needed, pinned=pinned), (fix,)
        )


RULE = Rule(
    code="DLS4044",
    name="frontend-too-old",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(
        en="`{name}` needs `docker/dockerfile:{needed}`, and `# syntax=` asks for {pinned}",
        ko="`{name}`에는 `docker/dockerfile:{needed}` 이상이 필요한데 `# syntax=`에서 {pinned} 버전을 지정했습니다",
    ),
    rationale=Sentence(
        en=(
            "`# syntax=docker/dockerfile:1.4` has the file read by version 1.4 of Docker's frontend, however new the "
            "builder is. It refuses flags and options that came later.\n\n"
            "Ask for the version that has them, or for `docker/dockerfile:1`, which is always the newest one. "
            "Experimental flags are in the `labs` channel first: `docker/dockerfile:1.7-labs`."
        ),
        ko=(
            "`# syntax=docker/dockerfile:1.4`라고 쓰면 빌더가 아무리 최신이어도 Docker 프런트엔드 1.4 버전이 파일을 "
            "읽습니다. 이 버전은 그 뒤에 추가된 플래그와 옵션을 거부합니다.\n\n"
            "필요한 기능이 있는 버전을 지정하거나 항상 최신 버전을 뜻하는 `docker/dockerfile:1`을 쓰세요. 실험적인 "
            "플래그는 `docker/dockerfile:1.7-labs` 같은 `labs` 채널에 먼저 들어갑니다."
        ),
    ),
    check=FileCheck(note, check),
    examples=(
        Example(
            bad="# syntax=docker/dockerfile:1.10\nFROM debian:12\nCOPY «--parents» a b\nADD «--unpack» a b\n",
            good="# syntax=docker/dockerfile:1.20\nFROM debian:12\nCOPY --parents a b\nADD --unpack a b\n",
        ),
        Example(
            bad="# escape=`\n# syntax = docker.io/docker/dockerfile:1.5.2-labs\nFROM debian:12\nCOPY «--parents» a b\n",
            good="# escape=`\n# syntax = docker.io/docker/dockerfile:1.7-labs\nFROM debian:12\nCOPY --parents a b\n",
        ),
        Example(
            bad="# syntax=docker/dockerfile:1.9\nFROM debian:12\nRUN --mount=type=secret,id=a,«env»=A make\n",
            good="# syntax=docker/dockerfile:1.10\nFROM debian:12\nRUN --mount=type=secret,id=a,env=A make\n",
        ),
        Example(bad="# syntax=docker/dockerfile:1.3\nFROM debian:12\nRUN «<<EOF»\nmake\nEOF\n"),
        Example(bad="# syntax=docker/dockerfile:1.4\nFROM debian:12\nONBUILD COPY --chmod=«u+x» a b\n"),
    ),
    silent=(
        "# syntax=docker/dockerfile:1\nFROM debian:12\nCOPY --parents --chmod=u+x a b\n",
        "# syntax=docker/dockerfile:1.7-labs\nFROM debian:12\nCOPY --parents a b\nRUN --security=sandbox make\n",
        "# syntax=docker/dockerfile:1.20.0\nFROM debian:12\nCOPY --parents --link --chmod=0755 --from=x a b\n",
        "# syntax=docker/dockerfile-upstream:1.4\nFROM debian:12\nCOPY --parents a b\n",
        "# syntax=docker/dockerfile:1.4-experimental\nFROM debian:12\nCOPY --parents a b\nRUN --unknown a\n",
        "FROM debian:12\nCOPY --parents a b\n",
    ),
)
