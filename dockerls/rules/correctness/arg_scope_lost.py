"""A variable in the shell code of a RUN whose ARG stands above FROM or in another stage, so that it is empty.

A stage begins with what its parent stage ends with, and an ARG is known from its line on (``dispatchArg`` in
dockerfile2llb/convert.go of moby/buildkit; what BuildKit calls undefined measured with Docker 28.5, 2026-11-21).
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from dockerls.knowledge.predefined import (
    BASE_IMAGE_VARIABLES,
    BUILDKIT_ARGS,
    PLATFORM_ARGS,
    PROXY_ARGS,
    SHELL_ONLY_VARIABLES,
)
from dockerls.language import Sentence
from dockerls.rewrite.line_above import LineAbove
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Related, Rule, Safety, Severity
from dockerls.semantics.scopes import Resolved, Site, Variables, resolve, variables_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.image import ImageReference
from dockerls.syntax.instruction import Instruction

DECLARE = Sentence(en="Insert `{line}` above", ko="위에 `{line}` 넣기")
OTHER_STAGE = Sentence(
    en="`{name}` is declared in another stage only, so it is empty in this RUN",
    ko="`{name}` 변수는 다른 스테이지에서만 선언되어 이 RUN에서는 빈 값이 됩니다",
)
PLATFORM = Sentence(
    en="`{name}` is empty in this RUN until the stage declares `ARG {name}`",
    ko="스테이지에서 `ARG {name}`을(를) 선언하기 전에는 이 RUN에서 `{name}` 변수가 빈 값입니다",
)
BELOW = Sentence(
    en="`{name}` is declared further down only, so it is empty in this RUN",
    ko="`{name}` 변수는 더 아래에서만 선언되어 이 RUN에서는 빈 값이 됩니다",
)
DECLARED = Sentence(en="Declared here", ko="여기에서 선언했습니다")

_DELIBERATE = ("-", "+", "?")  # ${X:-default} and its like say what happens without a value
_SET_ELSEWHERE = PROXY_ARGS | BUILDKIT_ARGS | SHELL_ONLY_VARIABLES | {"PATH"} | set(BASE_IMAGE_VARIABLES)
_DISTRIBUTIONS = frozenset({"alpine", "almalinux", "busybox", "centos", "debian", "fedora", "rockylinux", "ubuntu"})


def note(instruction: Instruction, around: Surroundings) -> Variables | None:
    """What FROM, ARG and ENV define, and of a RUN what nothing but these could define."""
    if instruction.keyword != "RUN":
        variables = variables_of(instruction)
        is_scope = variables is not None and (variables.head or variables.definitions)
        return replace(variables, uses=()) if variables is not None and is_scope else None
    image = around.image
    if image is None or not around.in_stage or "$" not in instruction.text:
        return None
    from dockerls.semantics.free_variables import free_variables

    uses = tuple(
        use
        for use in free_variables(instruction, around)
        if use.name not in _SET_ELSEWHERE
        and not use.modifier.lstrip(":").startswith(_DELIBERATE)
        and not _may_set(image, use.name)
    )
    return Variables(None, (), uses) if uses else None


def _may_set(image: ImageReference, name: str) -> bool:
    """Docker's official images set few variables, most with their own name in front; of other images nobody knows."""
    from dockerls.knowledge.families import image_row

    official = image.official
    if official is None or (official != "scratch" and image_row(image) is None):
        return True
    return official not in _DISTRIBUTIONS and name.startswith(official.replace("-", "_").upper())


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    """Only the first use in a stage: what is declared there reaches the rest of it."""
    scoped: list[tuple[int, Variables]] = [(each.piece, each.fact) for each in noted]
    heads = [piece for piece, variables in scoped if variables.head is not None]
    declared = _declared(scoped)
    told: set[tuple[int, str]] = set()
    for found in resolve(scoped):
        name, stage = found.use.name, bisect_left(heads, found.piece)
        if not found.sites and (stage, name) not in told:
            told.add((stage, name))
            if found.global_site is not None:
                yield _finding(found, found.global_site, RULE.message, f"ARG {name}")
            elif name in declared:
                yield _lost(found, declared[name], is_below=bisect_left(heads, declared[name].piece) == stage)
            elif name in PLATFORM_ARGS:
                yield _finding(found, None, PLATFORM, f"ARG {name}")


def _declared(scoped: list[tuple[int, Variables]]) -> dict[str, Site]:
    """The first ARG of each name."""
    return {
        definition.name: Site(piece, definition)
        for piece, variables in reversed(scoped)
        for definition in variables.definitions
        if definition.keyword == "ARG"
    }


def _lost(found: Resolved, site: Site, is_below: bool) -> Finding:
    """An ARG that only another stage has, or this one further down."""
    if is_below:
        return _finding(found, site, BELOW, None)
    name, written = site.definition.name, site.definition.value
    if name in PLATFORM_ARGS or written is None:
        return _finding(found, site, OTHER_STAGE, f"ARG {name}")
    return _finding(found, site, OTHER_STAGE, None if "$" in written else f"ARG {name}={written}")


def _finding(found: Resolved, site: Site | None, message: Sentence, line: str | None) -> Finding:
    name = found.use.name
    fixes = (Fix(DECLARE.filled(line=line), Safety.SUGGEST, LineAbove(found.piece, line)),) if line else ()
    related = (Related(Place(site.piece, site.definition.span), DECLARED),) if site else ()
    return Finding(Place(found.piece, found.use.span), message.filled(name=name), fixes, related)


RULE = Rule(
    code="DLS4016",
    name="arg-scope-lost",
    category=Category.CORRECTNESS,
    severity=Severity.WARNING,
    message=Sentence(
        en="`{name}` is declared above FROM only, so it is empty in this RUN",
        ko="`{name}` 변수는 FROM 위에서만 선언되어 이 RUN에서는 빈 값이 됩니다",
    ),
    rationale=Sentence(
        en=(
            "An `ARG` holds from its line to the end of its stage, and in stages built on that. One above the first "
            "`FROM` is for `FROM` lines alone until a stage says `ARG NAME` itself. Anywhere else the shell replaces "
            "`$NAME` with nothing and goes on: `curl https://example.com/app-$NAME.tgz` gets `app-.tgz`.\n\n"
            "```dockerfile\nARG VERSION=1.2\nFROM debian:12\nARG VERSION\nRUN echo $VERSION\n```\n\n"
            "`ARG VERSION` in the stage takes the default from above. The same goes for `TARGETARCH` and the other "
            "platform arguments.\n\n"
            "Nothing is said of `${NAME:-default}`, of names that the code sets itself, and where the base image is no "
            "official one and may set the variable."
        ),
        ko=(
            "`ARG`는 선언한 줄부터 그 스테이지 끝까지, 그리고 그 스테이지를 베이스로 한 스테이지에서 유효합니다. "
            "첫 `FROM` 위의 `ARG`는 스테이지에서 `ARG NAME`을 다시 선언하기 전에는 `FROM` 줄에서만 쓸 수 있습니다. 그 "
            "밖의 곳에서 셸은 `$NAME`을 빈 값으로 바꾸고 그대로 진행하므로 `curl https://example.com/app-$NAME.tgz`는 "
            "`app-.tgz`를 요청합니다.\n\n"
            "```dockerfile\nARG VERSION=1.2\nFROM debian:12\nARG VERSION\nRUN echo $VERSION\n```\n\n"
            "스테이지의 `ARG VERSION`은 위의 기본값을 이어받습니다. `TARGETARCH` 같은 플랫폼 인자도 마찬가지입니다.\n\n"
            "`${NAME:-기본값}`, 코드가 스스로 정하는 이름, 그리고 베이스가 공식 이미지가 아니어서 변수를 정해 두었을 "
            "수 있는 경우에는 알리지 않습니다."
        ),
    ),
    keywords=frozenset({"FROM", "ARG", "ENV", "RUN"}),
    check=FileCheck(note, check),
    examples=(
        Example(
            bad="ARG V=1\nFROM debian:12\nENV A=b\n# the tool\nRUN curl -fsSLO https://x.io/$«V».tgz\nRUN echo $V\n",
            good=(
                "ARG V=1\nFROM debian:12\nENV A=b\nARG V\n# the tool\nRUN curl -fsSLO https://x.io/$V.tgz\n"
                "RUN echo $V\n"
            ),
        ),
        Example(
            bad="ARG V=1\nFROM debian:12\nRUN <<EOF\n# don't\necho '$V' \"${«V»}\"\nEOF\n",
            good="ARG V=1\nFROM debian:12\nARG V\nRUN <<EOF\n# don't\necho '$V' \"${V}\"\nEOF\n",
        ),
        Example(
            bad="FROM debian:12 AS a\nARG V=1\nRUN echo $V\nFROM debian:12\nRUN echo $«V»\n",
            good="FROM debian:12 AS a\nARG V=1\nRUN echo $V\nFROM debian:12\nARG V=1\nRUN echo $V\n",
        ),
        Example(
            bad="FROM alpine:3.24\nRUN wget https://x.io/a-$«TARGETARCH»\n",
            good="FROM alpine:3.24\nARG TARGETARCH\nRUN wget https://x.io/a-$TARGETARCH\n",
        ),
        Example(bad="FROM debian:12\nRUN echo $«V»\nARG V=1\n"),
        Example(bad="ARG V=1\nFROM debian:12\nRUN cat <<EOF > /v\n'$«V»'\nEOF\n"),
        Example(bad='ARG V=1\nFROM debian:12\nRUN ["sh", "-c", "echo \'$V\' \\"$«V»\\""]\n'),
        Example(bad='ARG V=1\nFROM debian:12 AS a\nFROM a\nRUN echo a \\\n  # $V\n  "$«V»"\n'),
    ),
    silent=(
        "ARG V=1\nFROM debian:12\nARG V\nRUN echo $V\n",
        "ARG V=1\nFROM debian:12\nENV V=2\nRUN echo $V\n",
        "ARG V=1\nFROM debian:12 AS a\nARG V\nFROM a\nRUN echo $V\n",
        "ARG V=1\nFROM debian:12\nRUN V=2; echo $V\nRUN export V=3 && echo $V\nRUN read V < /v && echo $V\n",
        'ARG V=1\nFROM debian:12\nRUN for V in 1 2; do echo $V; done\nRUN env V=1 sh -c "echo $V"\n',
        "ARG V=1\nFROM debian:12\nRUN . /etc/os-release && echo $V\nRUN eval $(cat /v) && echo $V\n",
        "ARG V=1\nFROM debian:12\nRUN echo ${V:-2} '$V' \\$V \"\\$V\" $$V # $V\n",
        "ARG V=1\nFROM debian:12\nRUN --mount=type=secret,id=v,env=V echo $V\n",
        "ARG V=1\nFROM debian:12\nRUN cat <<'EOF' > /v\n$V\nEOF\n",
        "ARG V=1\nFROM example.com/base\nRUN echo $V\n",
        "ARG NODE_VERSION=22\nFROM node:$NODE_VERSION\nRUN echo $NODE_VERSION\n",
        "ARG CADDY_VERSION=2\nFROM caddy:$CADDY_VERSION\nRUN echo $CADDY_VERSION\n",
        "ARG V=1\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nRUN echo $V\n",
        "ARG V=1\nFROM debian:12\nCMD echo $V\nHEALTHCHECK CMD echo $V\n",
        "FROM debian:12\nRUN echo $HOME $UNSET\n",
        'ARG V=1\nFROM debian:12\nRUN ["echo", "$V"]\n',
    ),
)
