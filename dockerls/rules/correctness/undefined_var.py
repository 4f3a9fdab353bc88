"""A variable that the builder replaces by nothing, since no ARG or ENV sets it."""

from collections.abc import Iterator

from dockerls.knowledge.predefined import (
    BASE_IMAGE_VARIABLES,
    BUILDKIT_ARGS,
    PLATFORM_ARGS,
    PROXY_ARGS,
    SEARCH_PATHS,
    SHELL_ONLY_VARIABLES,
)
from dockerls.language import Sentence
from dockerls.rewrite.line_above import LineAbove
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.scopes import Resolved, Variables, resolve, variables_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.nearest import nearest
from dockerls.value import value

CHANGE = Sentence(en="Change to `{name}`", ko="`{name}` 변수로 바꾸기")
DECLARE = Sentence(en="Insert `ARG {name}` above", ko="위에 `ARG {name}` 넣기")
DID_YOU_MEAN = Sentence(
    en="`{name}` is not set here and becomes empty. Did you mean `{meant}`?",
    ko="`{name}` 변수가 정의되지 않아 빈 값이 됩니다. `{meant}`의 오타일 수 있습니다",
)
ONLY_GLOBAL = Sentence(
    en="`{name}` is declared above FROM only, so it is empty in this stage",
    ko="`{name}` 변수는 FROM 위에서만 선언되어 이 스테이지에서는 빈 값이 됩니다",
)
PLATFORM = Sentence(
    en="`{name}` is empty here until the stage declares `ARG {name}`",
    ko="스테이지에서 `ARG {name}`을(를) 선언하기 전에는 `{name}` 변수가 빈 값입니다",
)
SHELL_ONLY = Sentence(
    en="Only a shell knows `{name}`; here the builder replaces it with nothing",
    ko="`{name}` 변수는 셸에서만 쓸 수 있어 여기서는 빈 값이 됩니다",
)

_DELIBERATE = ("-", "+", "?")  # ${X:-default} and its like say what happens without a value
_LONG_ENOUGH = 5  # letters of a name whose likeness to another is no chance: ``PGID`` is not a slip for ``PUID``
_SET_ELSEWHERE = SEARCH_PATHS | PROXY_ARGS | BUILDKIT_ARGS | set(BASE_IMAGE_VARIABLES)


@value
class Stage:
    """What one instruction does with variables, and whether we would know what its base image sets."""

    variables: Variables
    is_base_known: bool
    is_windows: bool


def note(instruction: Instruction, around: Surroundings) -> Stage | None:
    variables = variables_of(instruction)
    if variables is None:
        return None
    is_base_known = bool(variables.uses) and around.in_stage and _knows_base(around)
    return Stage(variables, is_base_known, around.family == "windows")


def _knows_base(around: Surroundings) -> bool:
    """Docker's official images set few variables; what other images set cannot be known here."""
    from dockerls.knowledge.families import image_row

    image = around.image
    if image is None or image.official is None:
        return False
    return image.official == "scratch" or image_row(image) is not None


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    stages: dict[int, Stage] = {each.piece: each.fact for each in noted}
    for found in resolve((piece, stage.variables) for piece, stage in stages.items()):
        stage = stages[found.piece]
        is_silent = found.sites or found.is_global or stage.is_windows
        if is_silent or found.use.modifier.lstrip(":").startswith(_DELIBERATE) or _extends_itself(found, stage):
            continue
        finding = _finding(found, stage.is_base_known)
        if finding is not None:
            yield finding


def _extends_itself(found: Resolved, stage: Stage) -> bool:
    """``ENV OPTS="$OPTS --more"``: meant for what the base image may have set, unless a global ARG has that name.

    BuildKit warns of both (``reportUnmatchedVariables`` in dockerfile2llb/convert.go; measured with Docker 28.5,
    2026-11-21).
    """
    return found.global_site is None and any(
        definition.name == found.use.name for definition in stage.variables.definitions
    )


def _finding(found: Resolved, is_base_known: bool) -> Finding | None:
    name = found.use.name
    place = Place(found.piece, found.use.span)
    declare = Fix(DECLARE.filled(name=name), Safety.SUGGEST, LineAbove(found.piece, f"ARG {name}"))
    if name in _SET_ELSEWHERE:
        return None
    if found.global_site is not None:
        return Finding(place, ONLY_GLOBAL.filled(name=name), (declare,))
    if name in PLATFORM_ARGS:
        return Finding(place, PLATFORM.filled(name=name), (declare,))
    meant = nearest(name, sorted(found.visible))
    if meant is not None and len(name) >= _LONG_ENOUGH:
        change = Fix(CHANGE.filled(name=meant), Safety.SUGGEST, (PlacedEdit(place, meant),))
        return Finding(place, DID_YOU_MEAN.filled(name=name, meant=meant), (change, declare))
    if not is_base_known:
        return None
    if name in SHELL_ONLY_VARIABLES:
        return Finding(place, SHELL_ONLY.filled(name=name))
    return Finding(place, RULE.message.filled(name=name), (declare,))


RULE = Rule(
    code="UndefinedVar",
    name="undefined-var",
    category=Category.CORRECTNESS,
    severity=Severity.WARNING,
    message=Sentence(
        en="Neither this stage nor its base sets `{name}`, so it becomes empty",
        ko="이 스테이지와 베이스 어디에도 `{name}` 변수가 없어 빈 값이 됩니다",
    ),
    rationale=Sentence(
        en=(
            "In `COPY`, `ENV`, `WORKDIR` and most other instructions Docker itself replaces `$NAME`, from `ARG` and "
            "`ENV` above in the stage and from the base image. A name that nothing sets becomes empty, so "
            "`COPY app $DIR/bin/` silently copies to `/bin/`. The flags of `RUN` are Docker's too: "
            "`--mount=type=cache,target=$HOME/.cache` mounts `/.cache`, since no shell is there to know `HOME`.\n\n"
            "An `ARG` above `FROM` is not known inside a stage until the stage says `ARG NAME` itself. The same holds "
            "for `TARGETARCH` and the other platform arguments.\n\n"
            "If it may be unset on purpose, write `${NAME:-default}`. Variables that only your base image sets are "
            "not reported unless it is an official one."
        ),
        ko=(
            "`COPY`, `ENV`, `WORKDIR` 등 대부분의 명령에서는 Docker가 직접 `$NAME`을 바꿉니다. 값은 스테이지 위쪽의 "
            "`ARG`와 `ENV`, 그리고 베이스 이미지에서 가져옵니다. 어디에도 없는 이름은 빈 값이 되므로 "
            "`COPY app $DIR/bin/`은 조용히 `/bin/`에 복사합니다. `RUN`의 플래그도 셸이 아니라 Docker가 읽으므로 "
            "`--mount=type=cache,target=$HOME/.cache`는 `/.cache`에 마운트됩니다.\n\n"
            "`FROM` 위의 `ARG`는 스테이지에서 `ARG NAME`을 다시 선언해야 쓸 수 있습니다. `TARGETARCH` 같은 플랫폼 "
            "인자도 마찬가지입니다.\n\n"
            "비어 있어도 된다면 `${NAME:-기본값}`처럼 쓰세요. 공식 이미지가 아닌 베이스 이미지에서만 정해지는 변수는 "
            "알리지 않습니다."
        ),
    ),
    check=FileCheck(note, check),
    examples=(
        Example(
            bad="FROM debian:12\nARG APP_DIR=/app\nWORKDIR $«APP_DIRR»/src\n",
            good="FROM debian:12\nARG APP_DIR=/app\nWORKDIR $APP_DIR/src\n",
        ),
        Example(
            bad="ARG VERSION=1\nFROM debian:12\nENV A=b\n# the version\nLABEL version=${«VERSION»}\n",
            good="ARG VERSION=1\nFROM debian:12\nENV A=b\nARG VERSION\n# the version\nLABEL version=${VERSION}\n",
        ),
        Example(
            bad="FROM debian:12\nCOPY bin/$«TARGETARCH» /bin/\n",
            good="FROM debian:12\nARG TARGETARCH\nCOPY bin/$TARGETARCH /bin/\n",
        ),
        Example(
            bad="FROM debian:12\nARG UID=1000\nCOPY --chown=$UID:$«GID» a /a\n",
            good="FROM debian:12\nARG UID=1000\nARG GID\nCOPY --chown=$UID:$GID a /a\n",
        ),
        Example(
            bad="ARG GOOS\nFROM golang:1.25\nENV A=1 GOOS=${«GOOS»}\n",
            good="ARG GOOS\nFROM golang:1.25\nARG GOOS\nENV A=1 GOOS=${GOOS}\n",
        ),
        Example(bad="FROM debian:12\nWORKDIR $«HOME»/app\n"),
        Example(
            bad="FROM debian:12\n"
            "RUN --mount=type=cache,target=$«HOME»/.cache,id=${«NAME»},sharing='$«MODE»' make $HOME\n"
        ),
        Example(bad="FROM debian:12\nENV A=1 B=$«QUX»/b\nCOPY <<EOF /a\n$«QUX»\nEOF\n"),
    ),
    silent=(
        "FROM lscr.io/linuxserver/sonarr\nARG PUID=1000\nUSER $PUID:$PGID\n",
        "FROM debian:12\nARG A\nENV B=$A C=2\nLABEL d=$C e=${F:-g} h=${I:+j}\n",
        "FROM debian:12\nENV PATH=/x:$PATH LD_LIBRARY_PATH=/y:$LD_LIBRARY_PATH\n",
        "FROM php:8.4\nENV DEPS=$PHPIZE_DEPS\n",
        "FROM debian:12 AS base\nARG A=1\nFROM base\nLABEL a=$A\n",
        "ARG BASE=base\nFROM debian:12 AS base\nENV A=1\nFROM ${BASE}\nLABEL a=$A\n",
        "ARG A=1\nFROM debian:12 AS base\nENV A=2\nFROM base\nENV A=$A-b\n",
        "FROM corp.example.com/base\nWORKDIR $APP_HOME\n",
        "FROM debian:12\nRUN echo $UNSET\nCMD echo $UNSET\n",
        "FROM debian:12\nENV OPTS=\"$OPTS --more\" A='$UNSET' B=\\$UNSET\n",
        "FROM debian:12\nCOPY <<'EOF' /a\n$UNSET\nEOF\n",
        "FROM debian:12\nONBUILD COPY $UNSET /a\n",
        "FROM debian:12\nCOPY --from=$STAGE /a /b\n",
        "FROM --platform=$BUILDPLATFORM debian:12\n",
        "FROM debian:12\nARG DIR\nRUN --mount=type=cache,target=$DIR,id=${ID:-a} make\nRUN --network=$NET make $X\n",
        "FROM corp.example.com/base\nRUN --mount=type=cache,target=$HOME/.cache make\n",
    ),
)
