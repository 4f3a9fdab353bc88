"""``apk update`` and the removal of the index beside ``apk add --no-cache``, which needs neither."""

from collections.abc import Iterator, Sequence

from dockerls.knowledge.package_managers import APK
from dockerls.language import Sentence
from dockerls.rewrite.apk import add_without_index, adds_with_index, removes_index
from dockerls.rewrite.package_lists import relied_on_below, run_in
from dockerls.rewrite.place import Place, PlacedEdit, placed
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Rule, Safety, Severity, StageCheck, Tag
from dockerls.semantics.mounts import is_mounted
from dockerls.semantics.package_commands import package_commands
from dockerls.semantics.package_lists import NEED_NO_INDEX, lists_use, run_of, scripts_in
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.text.span import Span
from dockerls.value import value

TITLE = Sentence(en="Remove what `--no-cache` makes needless", ko="`--no-cache`로 필요 없어진 부분 제거")
KEPT = Sentence(
    en="The package index fetched here stays in the image; `apk add --no-cache` needs none, only a script may",
    ko="여기서 받은 인덱스가 이미지에 남습니다. `apk add --no-cache`에는 필요 없고 스크립트에서만 쓰일 수 있습니다",
)


@value
class IndexUse:
    """What a RUN does with apk's index: ``needless`` are its words that fetch or remove it for nothing."""

    needless: tuple[Span, ...] = ()
    fetches: bool = False
    needs: bool = False  # an index that is there already
    is_opaque: bool = False  # a script may need one


@value
class DropUpdate:
    """Takes the fetching and the removal of the index out of a RUN."""

    piece: int

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        run = run_in(pieces[self.piece])
        return placed(add_without_index(run, True), self.piece) if run and not relied_on_below(pieces) else ()


def note(instruction: Instruction, around: Surroundings) -> IndexUse | None:
    run = run_of(instruction) if around.is_posix and around.ships else None
    use = lists_use(run) if run else None
    if run is None or use is None or is_mounted(run, *APK.list_folders):
        return None
    found = [command for command in package_commands(scripts_in(run)) if command.manager is APK]
    needs = any(adds_with_index(run)) or use.is_named
    needs = needs or any(
        (each.subcommand.text not in NEED_NO_INDEX and not each.has_flag("--no-cache")) or each.has_flag("--no-network")
        for each in found
    )
    adds = any(each.subcommand.text == "add" and each.packages for each in found)
    if needs or not adds:
        is_told = found or needs or use.is_opaque
        return IndexUse(fetches=use.update is not None, needs=needs, is_opaque=use.is_opaque) if is_told else None
    updates = [each.subcommand.span for each in found if each.updates]
    removals = [
        command.name_span for script in scripts_in(run) for command in script.commands if removes_index(command)
    ]
    return IndexUse((*updates, *removals), fetches=bool(updates) and not removals, is_opaque=use.is_opaque)


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    for index, item in enumerate(noted):
        use: IndexUse = item.fact
        is_needed, is_opaque = needs_below(noted[index + 1 :]) if use.fetches else (False, False)
        is_opaque = is_opaque or use.is_opaque
        if is_needed or (is_opaque and not use.fetches):
            continue
        fix = Fix(TITLE, Safety.SUGGEST if is_opaque else Safety.SAFE, DropUpdate(item.piece))
        for span in use.needless:
            if is_opaque:
                yield Finding(Place(item.piece, span), KEPT, (fix,), severity=Severity.INFO)
            else:
                yield Finding(Place(item.piece, span), fixes=(fix,), tags=(Tag.UNNECESSARY,))


def needs_below(below: Sequence[Noted]) -> tuple[bool, bool]:
    """Whether a later RUN uses the index before one fetches it again, and whether a script may."""
    is_opaque = False
    for item in below:
        if item.fact.fetches:
            break
        if item.fact.needs:
            return True, is_opaque
        is_opaque = is_opaque or item.fact.is_opaque
    return False, is_opaque


RULE = Rule(
    code="DLS1002",
    name="apk-redundant-update",
    category=Category.SIZE,
    severity=Severity.HINT,
    message=Sentence(
        en="`apk add --no-cache` needs no index, so this does nothing useful",
        ko="`apk add --no-cache`는 인덱스가 필요 없으므로 이 명령은 쓸모가 없습니다",
    ),
    rationale=Sentence(
        en=(
            "With `--no-cache` apk fetches a fresh index for the one command and stores none. `apk update` before it "
            "stores "
            "another copy of about 2 MB in the layer, which the install does not even read, and `rm -rf "
            "/var/cache/apk/*` "
            "behind it has nothing else to remove.\n\n"
            "```dockerfile\nRUN apk add --no-cache curl\n```"
        ),
        ko=(
            "`--no-cache`를 쓰면 apk는 그 명령만을 위해 새 인덱스를 받고 저장하지 않습니다. 그 앞의 `apk update`는 "
            "설치할 "
            "때 쓰이지도 않는 2MB쯤의 사본을 레이어에 남기고, 뒤의 `rm -rf /var/cache/apk/*`는 그 사본 말고는 지울 "
            "것이 "
            "없습니다.\n\n"
            "```dockerfile\nRUN apk add --no-cache curl\n```"
        ),
    ),
    check=StageCheck(note, check),
    keywords=frozenset({"RUN", "ONBUILD"}),
    examples=(
        Example(
            bad="FROM alpine:3.22\nRUN apk «update» && apk add --no-cache curl\n",
            good="FROM alpine:3.22\nRUN apk add --no-cache curl\n",
        ),
        Example(
            bad=(
                "FROM alpine:3.22\nRUN apk «update» \\\n && apk add --no-cache \\\n    curl \\\n && «rm» -rf "
                "/var/cache/apk/*\n"
            ),
            good="FROM alpine:3.22\nRUN apk add --no-cache \\\n    curl\n",
        ),
        Example(
            bad="FROM alpine:3.22\nRUN <<EOF\napk «update»\napk add --no-cache curl\nEOF\n",
            good="FROM alpine:3.22\nRUN <<EOF\napk add --no-cache curl\nEOF\n",
        ),
        Example(
            bad="FROM alpine:3.22\nRUN apk «update» && apk add --no-cache curl\nRUN ./install.sh\n",
            good="FROM alpine:3.22\nRUN apk add --no-cache curl\nRUN ./install.sh\n",
        ),
    ),
    silent=(
        "FROM alpine:3.22\nRUN apk add --no-cache curl\n",
        "FROM alpine:3.22\nRUN apk update && apk upgrade && apk add --no-cache curl\n",
        "FROM alpine:3.22\nRUN apk update && apk add --no-cache curl\nRUN apk add git\n",
        "FROM alpine:3.22\nRUN apk update && apk add curl && rm -rf /var/cache/apk/*\n",
        "FROM alpine:3.22\nRUN apk update && apk add --no-cache curl\nRUN apk search foo\n",
        "FROM alpine:3.22 AS b\nRUN apk update && apk add --no-cache gcc\nFROM alpine:3.22\nCOPY --from=b /a /a\n",
    ),
)
