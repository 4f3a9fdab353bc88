"""``RUN cd x`` and the like: a change of the shell that ends with the shell."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here, substitute
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.paths import resolved, working_folder
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script, ShellWord
from dockerls.text.span import Span

WORKDIR = Sentence(en="Change to WORKDIR", ko="WORKDIR로 바꾸기")
ENV = Sentence(en="Change to ENV", ko="ENV로 바꾸기")

_ENDS_WITH_THE_SHELL = frozenset({"cd", "pushd", "export", "alias", "ulimit", "umask", "shopt", "source", "."})


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    for script in scripts_of(run, around):
        command = _only_command(script)
        if command is None or command.words[0].text not in _ENDS_WITH_THE_SHELL or not command.args:
            continue
        fixes = () if run.heredocs or run.flags else tuple(_fixes(run, command, around))
        yield Finding(here(command.words[0].span), RULE.message.filled(command=command.name), fixes)


def _only_command(script: Script) -> Command | None:
    if script.error or script.too_long or len(script.commands) != 1 or script.has_background:
        return None
    command = script.commands[0]
    is_alone = command.words and not (command.within or command.wrappers or command.redirects or command.assignments)
    return command if is_alone else None


def _fixes(run: Instruction, command: Command, around: Surroundings) -> Iterator[Fix]:
    if len(command.args) != 1 or not _says_the_same(command.args[0]):
        return
    head = Span(run.keyword_span.start, command.args[0].span.start)
    if any(head.overlaps(comment) for comment in run.header.comments):
        return
    if command.name == "cd":
        folder = working_folder(around)
        if command.args[0].text.startswith("/") or around.workdir is not None:
            yield Fix(WORKDIR, Safety.SAFE, (substitute(head, "WORKDIR "),))
        elif folder is not None:
            whole = Span(head.start, command.args[0].span.end)
            yield Fix(WORKDIR, Safety.SAFE, (substitute(whole, f"WORKDIR {resolved(command.args[0].text, folder)}"),))
    elif command.name == "export" and "=" in command.args[0].text:
        yield Fix(ENV, Safety.SUGGEST, (substitute(head, "ENV "),))


def _says_the_same(word: ShellWord) -> bool:
    """Whether Docker reads the word as the shell does."""
    return word.is_plain and word.raw == word.text and not word.text.startswith("-") and "\\" not in word.raw


RULE = Rule(
    code="DLS4015",
    name="run-cd-alone",
    category=Category.CORRECTNESS,
    severity=Severity.WARNING,
    message=Sentence(
        en="`{command}` ends with this RUN and changes nothing for what follows",
        ko="`{command}`은(는) 이 RUN과 함께 끝나 뒤의 명령에 아무 영향이 없습니다",
    ),
    rationale=Sentence(
        en=(
            "Every `RUN` starts a shell of its own. A directory, a variable, an alias or a limit set in it is gone "
            "when "
            "it ends; only files stay.\n\n"
            "Set the directory with `WORKDIR` and variables with `ENV`. What holds for one command only belongs into "
            "the "
            "same `RUN`: `RUN . ./env.sh && make`."
        ),
        ko=(
            "`RUN`마다 새 셸이 시작됩니다. 그 안에서 바꾼 디렉터리, 변수, 별칭, 제한은 `RUN`이 끝나면 사라지고 파일만 "
            "남습니다.\n\n"
            "디렉터리는 `WORKDIR`로, 변수는 `ENV`로 정하세요. 한 명령에만 필요하다면 `RUN . ./env.sh && make`처럼 같은 "
            "`RUN`에 적으세요."
        ),
    ),
    keywords=frozenset({"RUN"}),
    check=check,
    examples=(
        Example(bad="FROM debian:12\nRUN «cd» /app\nRUN make\n", good="FROM debian:12\nWORKDIR /app\nRUN make\n"),
        Example(bad="FROM debian:12\nRUN «export» A=b\n", good="FROM debian:12\nENV A=b\n"),
        Example(bad="FROM debian:12\r\nRUN «cd» \\\r\n  app\r\n", good="FROM debian:12\r\nWORKDIR /app\r\n"),
        Example(bad="FROM debian:12\nRUN «source» ./env.sh\nRUN «cd» $HOME\nRUN <<EOF\n«ulimit» -n 9\nEOF\n"),
        Example(bad="FROM debian:12\nONBUILD RUN «cd» /app\n", good="FROM debian:12\nONBUILD WORKDIR /app\n"),
    ),
    silent=(
        "FROM debian:12\nRUN cd /app && make\nRUN (cd /app)\nRUN cd /app || exit 1\n",
        "FROM debian:12\nRUN export A=b && make\nRUN . ./env.sh; make\nRUN cd\n",
        "FROM debian:12\nRUN <<EOF\ncd /app\nmake\nEOF\n",
        'FROM debian:12\nRUN ["cd", "/app"]\n',
    ),
    aliases=("DL3003",),
)
