"""CMD or ENTRYPOINT in shell form, so that a shell stands between Docker and the program."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dockerls.language import Sentence
from dockerls.rewrite.comments import comments_to_top
from dockerls.rewrite.exec_form import code_in_array, exec_before, words_as_array
from dockerls.rewrite.place import Place, placed
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.meant_array import meant_array
from dockerls.semantics.stage_head import StageHead, stage_head
from dockerls.semantics.surroundings import DEFAULT_SHELL, Surroundings
from dockerls.semantics.swallowed_comments import swallowed_comments
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script, Within
from dockerls.text.edit import Edit
from dockerls.text.span import Span
from dockerls.value import value

AS_ARRAY = Sentence(en="Write as a JSON array", ko="JSON 배열로 쓰기")
WITH_EXEC = Sentence(en="Put `exec` before the command", ko="명령 앞에 `exec` 붙이기")
THROUGH_SHELL = Sentence(
    en='Write as `["sh", "-c", "exec …"]`, in which the shell gives way to the program',
    ko='셸이 프로그램으로 바뀌는 `["sh", "-c", "exec …"]` 형식으로 쓰기',
)
NO_SIGNALS = Sentence(
    en="A shell runs this and keeps signals such as SIGTERM from it",
    ko="셸을 거쳐 실행되어 SIGTERM 같은 시그널이 프로그램에 전달되지 않습니다",
)
NO_ARGUMENTS = Sentence(
    en="A shell runs this: signals do not reach it, and CMD and the arguments of `docker run` are ignored",
    ko="셸을 거쳐 실행되어 시그널이 전달되지 않고, CMD와 `docker run`의 인자도 무시됩니다",
)

# Where the text has none of these, splitting it at blanks and quotes is all that a shell would do with it.
NEEDS_SHELL = frozenset("$`|&;<>(){}[]*?~#!\\")
BUILTINS = frozenset(
    {
        *(".", ":", "alias", "bg", "break", "cd", "command", "continue", "eval", "exec", "exit", "export", "fg"),
        *("getopts", "hash", "jobs", "local", "read", "readonly", "return", "set", "shift", "source", "times"),
        *("trap", "type", "ulimit", "umask", "unalias", "unset", "wait"),
    }
)
NEEDS_CMD_EXE = frozenset("\"'%^&|<>()!$")  # on Windows


@value
class Problem:
    """What is wrong with a shell form. One word alone is a program without arguments."""

    message: Sentence
    fixes: tuple[Fix, ...] = ()
    is_one_word: bool = False


@value
class Start:
    """A CMD or ENTRYPOINT; ``problem`` is None for one that is as it should be."""

    keyword: str
    span: Span
    is_array: bool
    is_trigger: bool
    problem: Problem | None


@value
class Starts:
    """What there is of them in a stage and in those it is built on. Triggers belong to another build."""

    has_cmd: bool = False
    has_program: bool = False  # an ENTRYPOINT that takes arguments

    def with_start(self, start: Start) -> "Starts":
        if start.is_trigger:
            return self
        has_cmd = self.has_cmd or start.keyword == "CMD"
        return Starts(has_cmd, self.has_program or (start.keyword == "ENTRYPOINT" and start.is_array))


@value
class Stage:
    """The CMDs and ENTRYPOINTs of a stage; ``starts`` also counts those of the stages it is built on."""

    head: StageHead | None  # None: what stands above the first FROM
    own: tuple[Noted, ...]
    starts: Starts


def note(instruction: Instruction, around: Surroundings) -> Start | StageHead | None:
    if instruction.keyword == "FROM":
        return stage_head(instruction)
    inner = instruction
    while inner.trigger is not None:
        inner = inner.trigger
    if inner.keyword not in ("CMD", "ENTRYPOINT") or not inner.value:
        return None
    is_array = inner.exec_form is not None
    is_meant = is_array or around.shell != DEFAULT_SHELL or swallowed_comments(inner) or meant_array(inner)
    problem = None if is_meant else _problem(inner, around)
    return Start(inner.keyword, inner.keyword_span, is_array, inner is not instruction, problem)


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    return findings(noted, harmless=False)


def findings(noted: tuple[Noted, ...], harmless: bool, message: Sentence | None = None) -> Iterator[Finding]:
    """The shell forms that keep something from a program, or those that do no harm; ``message`` says it for all."""
    stages = tuple(_stages(noted))
    for number, stage in enumerate(stages):
        starts = stage.starts
        for each in stage.own:
            start: Start = each.fact
            problem = start.problem
            if problem is None:
                continue
            # For a program without arguments most shells give way by themselves.
            is_harmless = start.keyword == "CMD" and problem.is_one_word and not starts.has_program
            if is_harmless != harmless:
                continue
            # As an array, ENTRYPOINT starts to take the arguments it has ignored so far. Those that the base image
            # has in its CMD are not among them: ENTRYPOINT resets it (dispatchEntrypoint in BuildKit).
            gets_arguments = start.keyword == "ENTRYPOINT" and (
                starts.has_cmd or start.is_trigger or _gets_cmd_below(stage, stages[number + 1 :])
            )
            fixes = tuple(_moved(fix, each.piece, gets_arguments) for fix in problem.fixes)
            yield Finding(Place(each.piece, start.span), message or problem.message, fixes)


def _gets_cmd_below(stage: Stage, below: Iterable[Stage]) -> bool:
    """Whether builds on a stage give its ENTRYPOINT a CMD: stages built on it, or its own triggers."""
    names = {stage.head.key} if stage.head and stage.head.key else set()
    built_on = [stage]
    for each in below:
        if each.head and each.head.image and each.head.image.text.lower() in names:
            built_on.append(each)
            names |= {each.head.key} if each.head.key else set()
    return any(start.fact.keyword == "CMD" for each in built_on for start in each.own)


def _stages(noted: tuple[Noted, ...]) -> Iterator[Stage]:
    known: dict[str, Starts] = {}
    head: StageHead | None = None
    own: list[Noted] = []
    starts = Starts()
    for each in noted:
        if not isinstance(each.fact, StageHead):
            own.append(each)
            starts = starts.with_start(each.fact)
            continue
        yield Stage(head, tuple(own), starts)
        if head and head.key:
            known[head.key] = starts
        head, own = each.fact, []
        starts = known.get(head.image.text.lower(), Starts()) if head.image else Starts()
    yield Stage(head, tuple(own), starts)


def _moved(fix: Fix, piece: int, is_risky: bool) -> Fix:
    """The fix of a noted instruction, placed in its file."""
    edits = fix.edits_in(())
    there = tuple(replace(edit, place=Place(piece, edit.place.span)) for edit in edits if isinstance(edit.place, Place))
    return replace(fix, edits=there, safety=Safety.SUGGEST if is_risky else fix.safety)


def _problem(instruction: Instruction, around: Surroundings) -> Problem | None:
    message = NO_ARGUMENTS if instruction.keyword == "ENTRYPOINT" else NO_SIGNALS
    if around.family == "windows":
        return Problem(message, _on_windows(instruction))
    script = instruction.script
    if script is None or script.error or script.too_long or not script.commands:
        return Problem(message)
    last = _last_command(script)
    if last is not None and last.words[:1] and last.words[0].text == "exec":
        return None
    is_one_word = len(script.commands) == 1 and len(instruction.words) == 1
    return Problem(message, tuple(_fixes(instruction, script, last)), is_one_word)


def _fixes(instruction: Instruction, script: Script, last: Command | None) -> Iterator[Fix]:
    if last is None or last.assignments or not last.words or last.words[0].text in BUILTINS:
        return
    is_alone = len(script.commands) == 1
    if is_alone and not last.redirects and not script.comments and all(word.is_plain for word in last.words):
        safety = Safety.SUGGEST if NEEDS_SHELL & set(instruction.value) else Safety.SAFE
        inside_words = (edit for word in last.words for edit in comments_to_top(instruction, word.span))
        yield _fix(AS_ARRAY, safety, (*inside_words, *words_as_array(last.words)))
        return
    if not script.comments:
        edits = code_in_array(instruction, script.span, ("sh", "-c"), exec_at=last.span.start)
        yield _fix(THROUGH_SHELL, Safety.SUGGEST, edits)
    if script.statements == 1 and len(script.links) == 1:
        yield _fix(WITH_EXEC, Safety.SUGGEST, exec_before(last.span.start))


def _last_command(script: Script) -> Command | None:
    """The command that the script ends with, if it is not part of a pipe, a loop or a choice."""
    top = [command for command in script.commands if set(command.within) <= {Within.AND}]
    return top[-1] if top and top[-1].span.end == script.span.end else None


def _on_windows(instruction: Instruction) -> tuple[Fix, ...]:
    """Programs that are batch files need cmd.exe, so this is never sure."""
    if NEEDS_CMD_EXE & set(instruction.value):
        return ()
    return (_fix(AS_ARRAY, Safety.SUGGEST, words_as_array(instruction.words)),)


def _fix(title: Sentence, safety: Safety, edits: Sequence[Edit]) -> Fix:
    return Fix(title, safety, placed(edits))


RULE = Rule(
    code="DL3025",
    name="json-args",
    category=Category.CORRECTNESS,
    severity=Severity.WARNING,
    message=NO_SIGNALS,
    rationale=Sentence(
        en=(
            "`CMD python app.py` runs `/bin/sh -c 'python app.py'`. The shell is process 1 and gets the signals: "
            "`docker stop` waits ten seconds and then kills the program. Some shells step aside for a single command, "
            "others do not. An `ENTRYPOINT` in this form also ignores `CMD` and the arguments of `docker run`.\n\n"
            'Write an array, which starts the program itself: `CMD ["python", "app.py"]`. It must be JSON, with double '
            "quotes. An array expands no variables and knows no `&&`; where you need these, keep the shell and let it "
            'give way with `exec`: `CMD exec app --port $PORT` or `CMD ["sh", "-c", "prepare && exec app"]`.\n\n'
            "A `SHELL` instruction says that the shell is meant, and silences this."
        ),
        ko=(
            "`CMD python app.py`는 `/bin/sh -c 'python app.py'`로 실행됩니다. 셸이 1번 프로세스가 되어 시그널을 "
            "받으므로 `docker stop`은 10초를 기다린 뒤 프로그램을 강제로 끝냅니다. 명령이 하나뿐이면 자리를 넘기는 "
            "셸도 있지만 모두 그렇지는 않습니다. 이 형식의 `ENTRYPOINT`는 `CMD`와 `docker run`의 인자도 무시합니다.\n\n"
            '프로그램을 직접 실행하는 배열로 쓰세요: `CMD ["python", "app.py"]`. 큰따옴표를 쓴 올바른 JSON이어야 '
            "합니다. 배열에서는 변수가 바뀌지 않고 `&&`도 쓸 수 없습니다. 필요하다면 셸을 쓰되 `exec`로 프로그램에 "
            '자리를 넘기세요: `CMD exec app --port $PORT` 또는 `CMD ["sh", "-c", "prepare && exec app"]`.\n\n'
            "`SHELL` 명령이 있으면 셸을 의도한 것으로 보고 알리지 않습니다."
        ),
    ),
    keywords=frozenset({"FROM", "CMD", "ENTRYPOINT", "ONBUILD"}),
    check=FileCheck(note, check),
    examples=(
        Example(
            bad="FROM python:3.12\n«CMD» python app.py --name 'my app'\n",
            good='FROM python:3.12\nCMD ["python", "app.py", "--name", "my app"]\n',
        ),
        Example(
            bad="FROM python:3.12\r\n«CMD» python \\\r\n  # the app\r\n  app.py\r\n",
            good='FROM python:3.12\r\nCMD ["python", \\\r\n  # the app\r\n  "app.py"]\r\n',
        ),
        Example(
            bad="FROM python:3.12\n«CMD» python app.py --port $PORT\n",
            good='FROM python:3.12\nCMD ["sh", "-c", "exec python app.py --port $PORT"]\n',
        ),
        Example(
            bad='FROM python:3.12\n«CMD» migrate "x" && python app.py > $LOG\n',
            good='FROM python:3.12\nCMD ["sh", "-c", "migrate \\"x\\" && exec python app.py > $LOG"]\n',
        ),
        Example(bad="FROM debian:12\n«ENTRYPOINT» nginx\n", good='FROM debian:12\nENTRYPOINT ["nginx"]\n'),
        Example(
            bad='FROM python:3.12\nENTRYPOINT ["python"]\n«CMD» app.py\n',
            good='FROM python:3.12\nENTRYPOINT ["python"]\nCMD ["app.py"]\n',
        ),
        Example(
            bad="# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\n«CMD» C:\\app\\app.exe -v\n",
            good=(
                '# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\nCMD ["C:\\\\app\\\\app.exe", "-v"]\n'
            ),
        ),
        Example(bad="FROM debian:12\n«CMD» tail -f log | grep x\n«CMD» A=b app -x\n«CMD» cd /app\n"),
        Example(bad="FROM debian:12\nONBUILD «CMD» app -x\n", good='FROM debian:12\nONBUILD CMD ["app", "-x"]\n'),
    ),
    silent=(
        'FROM debian:12\nCMD ["app", "-x"]\nENTRYPOINT []\n',
        "FROM debian:12\nCMD nginx\n",
        'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nCMD app -x\n',
        "FROM debian:12\nCMD exec app --port $PORT\n",
        "FROM debian:12\nENTRYPOINT prepare && exec app $ARGS\n",
        "FROM debian:12\nHEALTHCHECK CMD curl -f http://localhost/\n",
        'FROM debian:12\nCMD ["app"] # note\n',
        "FROM debian:12\nCMD ['app', '-x']\nCMD [app, -x]\n",
    ),
    aliases=("JSONArgsRecommended", "prefer-json-notation"),
)
