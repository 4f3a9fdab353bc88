"""An instruction without the arguments it needs."""

from collections.abc import Callable, Iterator

from dockerls.knowledge.grammar import INSTRUCTIONS, Arguments, InstructionGrammar
from dockerls.language import Sentence
from dockerls.rewrite.place import here
from dockerls.rules.rule import Category, Example, Finding, Rule, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.swallowed_comments import swallowed_comments
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span

Missing = tuple[Span, Sentence]

NEEDS = Sentence(en="{keyword} needs {what}", ko="{keyword}에 {what} 필요합니다")
WHAT = {
    "FROM": Sentence(en="a base image", ko="베이스 이미지가"),
    "RUN": Sentence(en="a command", ko="실행할 명령이"),
    "CMD": Sentence(en="a command", ko="실행할 명령이"),
    "ENTRYPOINT": Sentence(en="a command", ko="실행할 명령이"),
    "COPY": Sentence(en="a source and a destination", ko="원본과 대상 경로가"),
    "ADD": Sentence(en="a source and a destination", ko="원본과 대상 경로가"),
    "ENV": Sentence(en="a name and a value: `NAME=value`", ko="이름과 값(`NAME=value`)이"),
    "LABEL": Sentence(en="a name and a value: `name=value`", ko="이름과 값(`name=value`)이"),
    "ARG": Sentence(en="a name", ko="이름이"),
    "EXPOSE": Sentence(en="a port", ko="포트 번호가"),
    "VOLUME": Sentence(en="a directory", ko="디렉터리가"),
    "USER": Sentence(en="a user", ko="사용자가"),
    "WORKDIR": Sentence(en="a directory", ko="디렉터리가"),
    "SHELL": Sentence(en='a shell: `["/bin/bash", "-c"]`', ko='셸(`["/bin/bash", "-c"]`)이'),
    "STOPSIGNAL": Sentence(en="a signal such as `SIGTERM`", ko="`SIGTERM` 같은 시그널이"),
    "HEALTHCHECK": Sentence(en="`CMD` and a command, or `NONE`", ko="`CMD`와 명령, 또는 `NONE`이"),
    "ONBUILD": Sentence(en="an instruction", ko="나중에 실행할 명령이"),
    "MAINTAINER": Sentence(en="a name", ko="이름이"),
}
DESTINATION = Sentence(en="a destination behind `{last}`", ko="`{last}` 뒤에 대상 경로가")
STAGE_NAME = Sentence(en="a name for the stage behind `{last}`", ko="`{last}` 뒤에 스테이지 이름이")
AS_NAME = Sentence(en="`AS` between the image and the name `{last}`", ko="이미지와 이름 `{last}` 사이에 `AS`가")
VALUE = Sentence(en="a value for `{last}`: `{last}=…`", ko="`{last}`의 값(`{last}=…`)이")
CHECK_COMMAND = Sentence(en="a command behind `CMD`", ko="`CMD` 뒤에 실행할 명령이")


def check(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
    grammar = INSTRUCTIONS.get(instruction.keyword)
    if grammar is None or swallowed_comments(instruction):
        return
    missing = _MISSING[grammar.arguments](instruction, grammar)
    if missing is not None:
        span, what = missing
        yield Finding(here(span), NEEDS.filled(keyword=instruction.keyword, what=what))


def _all(instruction: Instruction) -> Missing:
    return instruction.keyword_span, WHAT[instruction.keyword]


def _stage(instruction: Instruction, grammar: InstructionGrammar) -> Missing | None:
    words = instruction.words
    if not words:
        return _all(instruction)
    if len(words) != 2 or words[1].text.startswith("--"):
        return None
    has_as = words[1].text.upper() == "AS"
    return words[1].span, (STAGE_NAME if has_as else AS_NAME).filled(last=words[1].text)


def _words(instruction: Instruction, grammar: InstructionGrammar) -> Missing | None:
    given = instruction.arguments
    if instruction.keyword == "VOLUME":
        empty = next((word for word in given if not _unquoted(word.text)), None)
        if empty is not None:
            return empty.span, WHAT["VOLUME"]
    if len(given) >= grammar.minimum:
        return None
    if len(given) == 1 and instruction.keyword in ("COPY", "ADD"):
        return given[0].span, DESTINATION.filled(last=given[0].text)
    return _all(instruction)


def _unquoted(text: str) -> str:
    return text.replace('"', "").replace("'", "").strip()


def _line(instruction: Instruction, grammar: InstructionGrammar) -> Missing | None:
    return None if instruction.value else _all(instruction)


def _pairs(instruction: Instruction, grammar: InstructionGrammar) -> Missing | None:
    if not instruction.value:
        return _all(instruction)
    alone = next((pair.key for pair in instruction.pairs if pair.is_legacy and pair.value is None), None)
    return (alone.span, VALUE.filled(last=alone.text)) if alone else None


def _command(instruction: Instruction, grammar: InstructionGrammar) -> Missing | None:
    is_empty = not instruction.value or (instruction.exec_form == () and not grammar.empty_json)
    return _all(instruction) if is_empty else None


def _check(instruction: Instruction, grammar: InstructionGrammar) -> Missing | None:
    if not instruction.words:
        return _all(instruction)
    kind = instruction.words[0]
    is_alone = len(instruction.words) == 1 or instruction.exec_form == ()
    return (kind.span, CHECK_COMMAND) if kind.text.upper() == "CMD" and is_alone else None


_MISSING: dict[Arguments, Callable[[Instruction, InstructionGrammar], Missing | None]] = {
    Arguments.STAGE: _stage,
    Arguments.WORDS: _words,
    Arguments.LINE: _line,
    Arguments.PAIRS: _pairs,
    Arguments.COMMAND: _command,
    Arguments.CHECK: _check,
    Arguments.TRIGGER: _line,
}


RULE = Rule(
    code="DLS4023",
    name="argument-missing",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(en="An argument is missing", ko="인자가 빠졌습니다"),
    rationale=Sentence(
        en=(
            "Docker refuses an instruction that lacks an argument: `COPY` needs a source and a destination, "
            "`ENV` a name and a value, `FROM` an image and, behind `AS`, a name."
        ),
        ko=(
            "필요한 인자가 없으면 Docker가 빌드를 거부합니다. `COPY`에는 원본과 대상, `ENV`에는 이름과 값, `FROM`에는 "
            "이미지가 필요하고 `AS` 뒤에는 이름이 있어야 합니다."
        ),
    ),
    check=check,
    examples=(
        Example(bad="«FROM»\n«RUN»\n«ENV»\n«WORKDIR»  \n«ONBUILD»"),
        Example(bad="FROM debian:12 «AS»\nCOPY «app»\n«COPY»\n"),
        Example(bad="FROM debian:12 «build»\nENV «A»\nLABEL «a»\n«EXPOSE»\n"),
        Example(bad="FROM debian:12\nHEALTHCHECK --interval=5s «CMD»\n«HEALTHCHECK»\n"),
        Example(bad="FROM debian:12\nONBUILD «RUN»\n«RUN» []\n"),
        Example(bad='FROM debian:12\nVOLUME «""»\nVOLUME /a «\'\'»\nVOLUME ["/a", «" "»]\n'),
    ),
    silent=(
        "FROM debian:12 AS build\nCMD []\nENTRYPOINT []\nARG A\nENV A=\nENV B ''\n",
        "FROM debian:12\nCOPY <<EOF /a\nb\nEOF\nRUN <<EOF\na\nEOF\n",
        "FROM debian:12\nHEALTHCHECK NONE\nHEALTHCHECK CMD true\nCOPY --link a b\n",
        'FROM debian:12\nVOLUME ""/a $A\nVOLUME ["/data"]\nSHELL ["/bin/sh", "-c"]\n',
        "FROM debian:12 # note\n",
    ),
    aliases=(
        "ARGUMENT_MISSING",
        "ARGUMENT_REQUIRES_ONE",
        "ARGUMENT_REQUIRES_AT_LEAST_ONE",
        "ARGUMENT_REQUIRES_TWO",
        "ARGUMENT_REQUIRES_AT_LEAST_TWO",
        "ARGUMENT_REQUIRES_ONE_OR_THREE",
    ),
)
