"""RUNs of one command each behind each other, whether or not they would take less space as one."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.combine import Combine, is_combinable
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Rule, Safety, Severity, StageCheck
from dockerls.rules.size import consecutive_runs
from dockerls.semantics.shell_state import passes_errexit
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span
from dockerls.value import value


@value
class Single:
    """A RUN of one command."""

    keyword: Span
    flags: tuple[str, ...]
    is_combinable: bool
    errexit: bool


@value
class Fact:
    """What stands there, here and for the rule that knows what joining saves."""

    single: Single | None
    saving: consecutive_runs.RunFact | consecutive_runs.Barrier | None


def note(instruction: Instruction, around: Surroundings) -> Fact:
    return Fact(_single(instruction, around), consecutive_runs.note(instruction, around))


def _single(run: Instruction, around: Surroundings) -> Single | None:
    script = run.script if run.keyword == "RUN" and around.is_posix else None
    if script is None or script.error or len([command for command in script.commands if command.name != "["]) != 1:
        return None
    flags = tuple(flag.text for flag in run.flags)
    return Single(run.keyword_span, flags, is_combinable(run), passes_errexit(around.shell))


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    saving = (Noted(each.piece, each.fact.saving) for each in noted if each.fact.saving is not None)
    told = {each.piece for group in consecutive_runs.worth_joining(tuple(saving)) for each in group}
    for group in _groups(noted):
        ends = [each.piece for each in group if each.fact.single.is_combinable]
        whole = len(ends) == len(group) and told.isdisjoint(ends)
        fix = Fix(
            consecutive_runs.JOIN.filled(count=len(group)),
            Safety.SUGGEST,
            Combine(group[0].piece, group[-1].piece, group[0].fact.single.errexit),
        )
        for each in group[1:]:
            if each.piece not in told:
                yield Finding(Place(each.piece, each.fact.single.keyword), fixes=(fix,) if whole else ())


def _groups(noted: tuple[Noted, ...]) -> Iterator[list[Noted]]:
    group: list[Noted] = []
    for each in (*noted, None):
        single = each.fact.single if each is not None else None
        if each is not None and group and single is not None and single.flags == group[0].fact.single.flags:
            group.append(each)
            continue
        if len(group) > 1:
            yield group
        group = [each] if each is not None and single is not None else []


RULE = Rule(
    code="DLS1027",
    name="single-command-runs",
    category=Category.SIZE,
    severity=Severity.HINT,
    on=False,
    message=Sentence(
        en="This RUN and the one above have one command each; they could be one layer",
        ko="이 RUN과 위의 RUN에는 명령이 하나씩 있습니다. 한 레이어로 합칠 수 있습니다",
    ),
    rationale=Sentence(
        en=(
            "Each RUN is a layer. `consecutive-runs` speaks where joining RUNs makes the image smaller; this rule is "
            "for those who want fewer layers in any case, as hadolint does.\n\n"
            "Joined RUNs are built again together: where the first is slow and the second changes often, as with "
            "`npm ci` and `npm run build`, leave them apart and do not mind this rule. It is off by default."
        ),
        ko=(
            "RUN 하나가 레이어 하나입니다. `consecutive-runs`는 합치면 이미지가 작아질 때만 알립니다. 이 규칙은 "
            "hadolint처럼 어떤 경우에도 레이어를 줄이려는 사람을 위한 것입니다.\n\n"
            "합친 RUN은 함께 다시 빌드됩니다. `npm ci`와 `npm run build`처럼 앞의 것이 느리고 뒤의 것이 자주 바뀌면 "
            "나누어 두고 이 규칙은 무시하세요. 기본값은 꺼짐입니다."
        ),
    ),
    check=StageCheck(note, check),
    examples=(
        Example(
            bad="FROM node:22\nRUN npm ci\n# the pages\n«RUN» npm run build\n«RUN» npm test\n",
            good="FROM node:22\nRUN npm ci \\\n    # the pages\n    && npm run build \\\n    && npm test\n",
        ),
        Example(bad="FROM debian:12\nRUN make # all\n«RUN» make install\n"),
        Example(
            bad="FROM debian:12\nRUN make\n«RUN» if [ -e a ]; then ./a; fi\n",
            good="FROM debian:12\nRUN make \\\n    && if [ -e a ]; then ./a; fi\n",
        ),
    ),
    silent=(
        "FROM debian:12\nRUN a && b\nRUN c\nENV D=e\nRUN f\nRUN --network=none g\n",
        "FROM debian:12\nRUN mkdir /a\nRUN mkdir /b\n",
    ),
    aliases=("DL3059",),
)
