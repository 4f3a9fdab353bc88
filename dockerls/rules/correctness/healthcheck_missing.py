"""An image without a HEALTHCHECK."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.line_above import LineAbove
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.ports import ports_of
from dockerls.semantics.stage_head import stage_head
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span
from dockerls.value import value

TITLE = Sentence(en="Insert a HEALTHCHECK of port {port}", ko="{port} 포트를 확인하는 HEALTHCHECK 넣기")

# Called by their platform, or by a person, which look after them.
_NOT_SERVERS = ("public.ecr.aws/lambda/", "mcr.microsoft.com/azure-functions/", "amazon/aws-lambda-")
_SSH = "22"
_SHELLS = frozenset({"sh", "bash", "ash", "zsh", "fish"})


@value
class Fact:
    """What an instruction of a stage that ships says of what the container does."""

    keyword: str
    span: Span
    is_final: bool = False
    is_server: bool = True  # false where nothing answers that could be asked
    family: str | None = None
    port: str | None = None


def note(instruction: Instruction, around: Surroundings) -> Fact | None:
    if not around.ships:
        return None
    keyword, span = instruction.keyword, instruction.keyword_span
    if keyword == "FROM":
        image = around.image
        is_server = image is not None and not image.name.startswith(_NOT_SERVERS)
        head = stage_head(instruction)
        return Fact(keyword, head.image.span if head.image else span, around.is_final, is_server, around.family)
    if keyword == "EXPOSE":
        number = next((port.number for port in ports_of(instruction)), "")
        return Fact(keyword, span, port=number if number.isdecimal() and number != _SSH else None)
    if keyword in ("CMD", "ENTRYPOINT"):
        first = instruction.arguments[0].text.rsplit("/", 1)[-1] if instruction.arguments else ""
        return Fact(keyword, span, is_server=first not in _SHELLS or len(instruction.arguments) > 1)
    return Fact(keyword, span)


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    facts: list[tuple[int, Fact]] = [(each.piece, each.fact) for each in noted]
    starts = [(piece, fact) for piece, fact in facts if fact.keyword in ("CMD", "ENTRYPOINT")]
    head = next(((piece, fact) for piece, fact in facts if fact.is_final), None)
    is_checked = any(fact.keyword == "HEALTHCHECK" for _, fact in facts)
    if head is None or not starts or is_checked or not head[1].is_server or not starts[-1][1].is_server:
        return
    port = next((fact.port for _, fact in reversed(facts) if fact.port), None)
    fixes: tuple[Fix, ...] = ()
    if port is not None and starts[0][0] > head[0] and (command := _command(head[1].family, port)):
        own = next(piece for piece, _ in starts if piece > head[0])
        fixes = (Fix(TITLE.filled(port=port), Safety.SUGGEST, LineAbove(own, command)),)
    yield Finding(Place(head[0], head[1].span), fixes=fixes)


def _command(family: str | None, port: str) -> str | None:
    """A check with what images of the family have; curl has to be there, or installed, on the others."""
    if family in (None, "windows", "distroless", "scratch"):
        return None
    if family == "alpine":
        return f'HEALTHCHECK CMD ["sh", "-c", "wget -q --spider http://localhost:{port}/ || exit 1"]'
    return f'HEALTHCHECK CMD ["sh", "-c", "curl --fail --silent http://localhost:{port}/ || exit 1"]'


RULE = Rule(
    code="DL3057",
    name="healthcheck-missing",
    category=Category.CORRECTNESS,
    severity=Severity.INFO,
    on=False,
    message=Sentence(
        en="Nothing says how to see whether the container works",
        ko="컨테이너가 제대로 동작하는지 확인하는 방법이 없습니다",
    ),
    rationale=Sentence(
        en=(
            "Without `HEALTHCHECK` Docker sees only whether the process lives, not whether it answers. Swarm and "
            "Compose "
            "(`depends_on: condition: service_healthy`) wait for a healthy container and replace sick ones.\n\n"
            "Kubernetes ignores it and has probes of its own, and the base image may bring a check along; so this rule "
            "is off by default."
        ),
        ko=(
            "`HEALTHCHECK`가 없으면 Docker는 프로세스가 살아 있는지만 알고 응답하는지는 모릅니다. Swarm과 "
            "Compose(`depends_on: condition: service_healthy`)는 정상이 될 때까지 기다리고, 비정상이 된 컨테이너를 "
            "교체합니다.\n\n"
            "Kubernetes는 이것을 무시하고 자체 프로브를 쓰며, 베이스 이미지에 이미 있을 수도 있어 기본적으로 꺼져 "
            "있습니다."
        ),
    ),
    keywords=frozenset({"FROM", "EXPOSE", "CMD", "ENTRYPOINT", "HEALTHCHECK"}),
    check=FileCheck(note, check),
    examples=(
        Example(
            bad='FROM node:22 AS build\nFROM «node:22-alpine»\nEXPOSE 3000\n# go\nCMD ["node", "app.js"]\n',
            good=(
                "FROM node:22 AS build\nFROM node:22-alpine\nEXPOSE 3000\n"
                'HEALTHCHECK CMD ["sh", "-c", "wget -q --spider http://localhost:3000/ || exit 1"]\n'
                '# go\nCMD ["node", "app.js"]\n'
            ),
        ),
        Example(bad='FROM «debian:12»\nCMD ["app"]\n'),
    ),
    silent=(
        'FROM debian:12\nHEALTHCHECK CMD app ping\nCMD ["app"]\n',
        'FROM debian:12 AS base\nHEALTHCHECK NONE\nFROM base\nCMD ["app"]\n',
        "FROM debian:12\nRUN make\n",
        'FROM debian:12\nCMD ["bash"]\n',
        'FROM public.ecr.aws/lambda/python:3.12\nCMD ["app.handler"]\n',
    ),
    aliases=("DS-0026", "AVD-DS-0026", "CKV_DOCKER_2"),
)
