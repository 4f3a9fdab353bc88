"""``apt-get install`` where there are no package lists to install from."""

from collections.abc import Iterator, Sequence

from dockerls.language import Sentence
from dockerls.rewrite.package_lists import run_in, update_before_install
from dockerls.rewrite.place import Place, PlacedEdit, placed
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Rule, Safety, Severity, StageCheck
from dockerls.semantics.package_lists import ListsUse, lists_use
from dockerls.semantics.stage_head import stage_head
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.image import read_image
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.value import value

TITLE = Sentence(en="Run `apt-get update` before it", ko="앞에서 `apt-get update` 실행")
LISTS = "/var/lib/apt"


@value
class UpdateFirst:
    """Fetches the lists in the RUN that installs."""

    piece: int

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        run = run_in(pieces[self.piece])
        return placed(update_before_install(run), self.piece) if run else ()


def note(instruction: Instruction, around: Surroundings) -> ListsUse | None:
    if not around.is_posix:
        return None
    if instruction.keyword == "FROM":
        return ListsUse(removes=True) if _starts_without_lists(instruction, around) else None
    if instruction.keyword == "RUN":
        return lists_use(instruction)
    # Copied files may be lists, or the whole of another image.
    return ListsUse(is_opaque=True) if any(_may_hold_lists(word.text) for word in instruction.arguments[-1:]) else None


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    has_none = False
    for item in noted:
        use: ListsUse = item.fact
        if use.manager != "apt":
            continue
        if has_none and use.relies is not None and not use.is_named:
            fix = Fix(TITLE, Safety.SAFE, UpdateFirst(item.piece))
            yield Finding(Place(item.piece, use.relies), fixes=(fix,))
        may_fetch = use.keeps or use.is_opaque or use.is_named
        has_none = use.removes or (has_none and not may_fetch)


def _starts_without_lists(instruction: Instruction, around: Surroundings) -> bool:
    """Whether the stage begins with an official image of Debian or Ubuntu: none of these ships package lists."""
    head = stage_head(instruction)
    written = read_image(head.image.text) if head.image else None
    if written is None or around.image is None or around.family not in ("debian", "ubuntu"):
        return False
    # The name of an earlier stage differs from the image at its bottom; a variable may stand for the tag only.
    is_same = written == around.image or (written.has_variable and written.official == around.image.official)
    return is_same and around.image.official is not None


def _may_hold_lists(target: str) -> bool:
    return target.startswith(LISTS) or target in ("/", "/var", "/var/", "/var/lib", "/var/lib/")


RULE = Rule(
    code="DLS2005",
    name="install-without-update",
    category=Category.CACHE,
    severity=Severity.WARNING,
    message=Sentence(
        en="There are no package lists here: `apt-get update` must run first, in the same `RUN`",
        ko="여기에는 패키지 목록이 없습니다. 같은 `RUN`에서 먼저 `apt-get update`를 실행해야 합니다",
    ),
    rationale=Sentence(
        en=(
            "Debian's and Ubuntu's images, and the official images built on them, come without package lists, and a "
            "`RUN` above may have removed them. `apt-get install` then says `Unable to locate package`.\n\n"
            "Run `apt-get update` in every `RUN` that installs, and remove the lists at its end:\n\n"
            "```dockerfile\n"
            "RUN apt-get update && apt-get install -y --no-install-recommends curl \\\n"
            "    && rm -rf /var/lib/apt/lists/*\n"
            "```"
        ),
        ko=(
            "Debian과 Ubuntu 이미지, 그리고 이를 바탕으로 한 공식 이미지에는 패키지 목록이 없으며, 위의 `RUN`에서 이미 "
            "지웠을 수도 있습니다. 그러면 `apt-get install`이 `Unable to locate package` 오류로 실패합니다.\n\n"
            "설치하는 `RUN`마다 `apt-get update`를 먼저 실행하고 끝에서 목록을 지우세요.\n\n"
            "```dockerfile\n"
            "RUN apt-get update && apt-get install -y --no-install-recommends curl \\\n"
            "    && rm -rf /var/lib/apt/lists/*\n"
            "```"
        ),
    ),
    check=StageCheck(note, check),
    keywords=frozenset({"FROM", "RUN", "COPY", "ADD"}),
    examples=(
        Example(
            bad="FROM debian:12\nRUN apt-get «install» -y curl\n",
            good="FROM debian:12\nRUN apt-get update && apt-get install -y curl\n",
        ),
        Example(
            bad="ARG RELEASE=12\nFROM debian:$RELEASE\nRUN apt-get «install» -y curl\n",
            good="ARG RELEASE=12\nFROM debian:$RELEASE\nRUN apt-get update && apt-get install -y curl\n",
        ),
        Example(
            bad=(
                "FROM example.com/base\n"
                "RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n"
                "RUN set -eux; \\\n\tapt-get «install» -y git; \\\n\tgit --version\n"
            ),
            good=(
                "FROM example.com/base\n"
                "RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n"
                "RUN set -eux; \\\n\tapt-get update; \\\n\tapt-get install -y git; \\\n\tgit --version\n"
            ),
        ),
    ),
    silent=(
        'FROM debian:12\nRUN bash -c "apt-get update"\nRUN apt-get install -y curl\n',
        "FROM debian:12\nRUN apt-get update && apt-get install -y curl\n",
        "FROM debian:12 AS debian\nRUN apt-get update\nFROM debian\nRUN apt-get install -y curl\n",
        "FROM debian:12\nCOPY app.deb /tmp/\nRUN apt-get install -y /tmp/app.deb\n",
        "FROM example.com/with-lists\nRUN apt-get install -y curl\n",
        "FROM debian:12 AS base\nRUN apt-get update\nFROM base\nRUN apt-get install -y curl\n",
        "FROM node:22\nRUN curl -fsSL https://deb.nodesource.com/setup_22.x | bash - && apt-get install -y nodejs\n",
        "FROM debian:12\nCOPY --from=lists /var/lib/apt/lists /var/lib/apt/lists\nRUN apt-get install -y curl\n",
        "FROM debian:12\nRUN --mount=type=bind,from=lists,source=/lists,target=/var/lib/apt/lists "
        "apt-get install -y curl\n",
        "FROM debian:12\nRUN apt-get install -y curl || (apt-get update && apt-get install -y curl)\n",
    ),
    aliases=("aptGetUpdatePrecedesInstall",),
)
