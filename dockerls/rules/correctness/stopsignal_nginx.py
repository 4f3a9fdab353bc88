"""A stage that runs nginx and stops it with SIGTERM, which drops open connections."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.line_above import LineAbove
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Rule, Safety, Severity, StageCheck
from dockerls.semantics.stage_head import stage_head
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span

TITLE = Sentence(en="Insert `STOPSIGNAL SIGQUIT`", ko="`STOPSIGNAL SIGQUIT` 넣기")
DECIDED = "decided"  # something else says which signal is sent

# Their images set the signal themselves.
_SET_BY = ("nginx", "nginxinc/", "openresty/")


def note(instruction: Instruction, around: Surroundings) -> Span | str | None:
    """The program's place, if it is nginx; ``DECIDED`` where the stage's base or a STOPSIGNAL speaks of the signal."""
    if instruction.keyword == "FROM":
        return None if _is_plain_base(instruction, around) else DECIDED
    if instruction.keyword == "STOPSIGNAL":
        return DECIDED
    return _program(instruction)


def _is_plain_base(head: Instruction, around: Surroundings) -> bool:
    """Whether the base is an image (no stage, no variable) that does not come with nginx."""
    word = stage_head(head).image
    if word is None or around.image is None or not around.ships or not word.text.startswith(around.image.name):
        return False
    return not around.image.familiar_name.startswith(_SET_BY)


def _program(start: Instruction) -> Span | None:
    if start.exec_form:
        first = start.exec_form[0]
        return first.span if first.text.rsplit("/", 1)[-1] == "nginx" else None
    commands = start.script.commands if start.script is not None else ()
    return next((command.name_span for command in commands if command.name == "nginx"), None)


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    if any(each.fact == DECIDED for each in noted):
        return
    for each in noted:
        fix = Fix(TITLE, Safety.SAFE, LineAbove(each.piece, "STOPSIGNAL SIGQUIT"))
        yield Finding(Place(each.piece, each.fact), fixes=(fix,))
        return


RULE = Rule(
    code="DLS4038",
    name="stopsignal-nginx",
    category=Category.CORRECTNESS,
    severity=Severity.INFO,
    on=False,
    message=Sentence(
        en="`docker stop` makes nginx drop open connections; SIGQUIT lets them finish",
        ko="`docker stop`을 하면 nginx가 열린 연결을 끊습니다. SIGQUIT을 쓰면 처리 중인 요청을 마치고 끝냅니다",
    ),
    rationale=Sentence(
        en=(
            "`docker stop` sends SIGTERM, to which nginx answers with a fast shutdown: requests under way are cut off. "
            "On SIGQUIT it takes no new connections, finishes the ones it has and ends.\n\n"
            "Write `STOPSIGNAL SIGQUIT`. The official nginx image has it already, and this rule is silent there."
        ),
        ko=(
            "`docker stop`은 SIGTERM을 보내고, nginx는 이때 처리 중인 요청을 끊고 바로 끝납니다. SIGQUIT을 받으면 새 "
            "연결을 "
            "받지 않고 남은 요청을 마친 뒤 끝납니다.\n\n"
            "`STOPSIGNAL SIGQUIT`을 적으세요. 공식 nginx 이미지에는 이미 설정되어 있어 알리지 않습니다."
        ),
    ),
    keywords=frozenset({"FROM", "STOPSIGNAL", "CMD", "ENTRYPOINT"}),
    check=StageCheck(note, check),
    examples=(
        Example(
            bad='FROM debian:12\n# serve\nCMD [«"nginx"», "-g", "daemon off;"]\n',
            good='FROM debian:12\nSTOPSIGNAL SIGQUIT\n# serve\nCMD ["nginx", "-g", "daemon off;"]\n',
        ),
        Example(
            bad="FROM debian:12\nENTRYPOINT exec «/usr/sbin/nginx» -g 'daemon off;'\n",
            good="FROM debian:12\nSTOPSIGNAL SIGQUIT\nENTRYPOINT exec /usr/sbin/nginx -g 'daemon off;'\n",
        ),
    ),
    silent=(
        'FROM nginx:1.29\nCMD ["nginx", "-g", "daemon off;"]\n',
        'FROM nginxinc/nginx-unprivileged:1.29\nCMD ["nginx"]\n',
        'FROM debian:12\nSTOPSIGNAL SIGTERM\nCMD ["nginx"]\n',
        'FROM nginx:1.29 AS base\nFROM base\nCMD ["nginx"]\n',
        'FROM debian:12\nCMD ["app"]\n',
    ),
)
