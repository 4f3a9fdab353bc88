"""``RUN cd /app && …``: a RUN that is done in another directory as a whole."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.joint import line_end_of, operator_between
from dockerls.rewrite.place import PlacedEdit, delete, here, insert
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.paths import working_folder
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script, Within
from dockerls.text.span import Span

TITLE = Sentence(en="Set `WORKDIR {folder}` for this RUN", ko="이 RUN에 `WORKDIR {folder}` 쓰기")


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    script = run.script
    if script is None or script.error or script.too_long or not around.is_posix or len(script.links) < 2:
        return
    first = script.commands[0]
    if first.name != "cd" or first.wrappers or first.span != script.links[0] or len(first.args) != 1:
        return
    folder = first.args[0]
    if not folder.text.startswith("/") or not folder.is_plain or folder.raw != folder.text:
        return
    if any(command.name in ("cd", "pushd", "popd") for command in script.commands[1:]):
        return  # then it is a walk through several
    edits = _edits(run, script, first, folder.text, around)
    fixes = (Fix(TITLE.filled(folder=folder.text), Safety.SUGGEST, edits),) if edits else ()
    yield Finding(here(first.name_span), fixes=fixes)


def _edits(
    run: Instruction, script: Script, first: Command, folder: str, around: Surroundings
) -> tuple[PlacedEdit, ...]:
    """WORKDIR above and, since what follows counts on it, the directory of before below."""
    before = working_folder(around)
    second = script.links[1]
    gap = Span(first.span.start, second.start)
    holds_comment = any(gap.overlaps(comment) for comment in run.header.comments)
    if before is None or run.onset or run.heredocs or holds_comment or set(first.within) - {Within.AND}:
        return ()
    if operator_between(run, first.span, second) != "&&" or not run.text.endswith("\n"):
        return ()  # without its line end, that of the file is not known
    line_end = line_end_of(run)
    top = insert(run.keyword_span.start, f"WORKDIR {folder}{line_end}")
    if folder.rstrip("/") == before.rstrip("/"):
        return (delete(gap),)
    return (top, delete(gap), insert(len(run.text), f"WORKDIR {before}{line_end}"))


RULE = Rule(
    code="DL3003",
    name="cd-instead-of-workdir",
    category=Category.STYLE,
    severity=Severity.HINT,
    message=Sentence(
        en="WORKDIR can say where this RUN works", ko="이 RUN의 작업 디렉터리는 WORKDIR로 정할 수 있습니다"
    ),
    rationale=Sentence(
        en=(
            "A `RUN` that begins with `cd` and stays there can have its directory set by `WORKDIR`, which also creates "
            "the directory and is seen at a glance.\n\n"
            "`WORKDIR` holds for all that follows, the started container included, so it must be set back where that "
            "matters. Where a `cd` is simpler, keep it; a `cd` in a subshell or in the middle is never reported."
        ),
        ko=(
            "`cd`로 시작해 그 디렉터리에서만 작업하는 `RUN`은 `WORKDIR`로 디렉터리를 정할 수 있습니다. `WORKDIR`는 "
            "디렉터리가 "
            "없으면 만들고, 한눈에 들어옵니다.\n\n"
            "`WORKDIR`는 실행할 컨테이너를 포함해 뒤의 모든 명령에 적용되므로 필요하면 되돌려야 합니다. `cd`가 더 "
            "간단하다면 "
            "그대로 두세요. 서브셸이나 중간에 있는 `cd`는 알리지 않습니다."
        ),
    ),
    keywords=frozenset({"RUN"}),
    check=check,
    examples=(
        Example(
            bad="FROM debian:12\nWORKDIR /app\nRUN «cd» /src \\\n  && ./configure \\\n  && make\n",
            good="FROM debian:12\nWORKDIR /app\nWORKDIR /src\nRUN ./configure \\\n  && make\nWORKDIR /app\n",
        ),
        Example(
            bad="FROM debian:12\nRUN «cd» /src && make\n", good="FROM debian:12\nWORKDIR /src\nRUN make\nWORKDIR /\n"
        ),
        Example(
            bad="FROM debian:12\nWORKDIR /src\nRUN «cd» /src && make\n",
            good=("FROM debian:12\nWORKDIR /src\nRUN make\n"),
        ),
        Example(bad="FROM corp.example.com/base\nRUN «cd» /src && make\n"),
    ),
    silent=(
        "FROM debian:12\nRUN cd /src\nRUN make && cd /src && make\nRUN (cd /src && make)\n",
        "FROM debian:12\nRUN cd src && make\nRUN cd $DIR && make\nRUN cd /a && make && cd /b && make\n",
        "FROM debian:12\nRUN cd /src; make\nRUN <<EOF\ncd /src\nmake\nEOF\n",
    ),
    aliases=("DS-0013", "AVD-DS-0013", "use-workdir"),
)
