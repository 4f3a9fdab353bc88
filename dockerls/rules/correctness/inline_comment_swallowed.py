"""A trailing ``# comment`` that Docker takes for part of the instruction."""

from collections.abc import Iterator
from dataclasses import replace

from dockerls.language import Sentence
from dockerls.rewrite.comments import comment_above
from dockerls.rewrite.joint import BLANKS
from dockerls.rewrite.place import here, placed
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.broken_continuation import broken_continuation
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.swallowed_comments import swallowed_comments
from dockerls.syntax.instruction import Instruction
from dockerls.text.edit import Edit, apply, deletion
from dockerls.text.span import Span

MOVE_UP = Sentence(en="Move the comment to a line of its own above", ko="주석을 바로 위의 별도 줄로 옮기기")
BREAKS_ARRAY = Sentence(
    en="Because of this comment the array is no JSON, and {keyword} gets a shell command instead",
    ko="이 주석 때문에 배열이 JSON으로 읽히지 않아 {keyword}에 셸 명령이 들어갑니다",
)
HIDES_CODE = Sentence(
    en="The lines below are joined to this comment, so the shell never runs them",
    ko="아래 줄들이 이 주석에 이어 붙으므로 셸에서 실행되지 않습니다",
)


def check(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
    for comment in swallowed_comments(instruction):
        edits = comment_above(instruction, comment, _cut(instruction, comment))
        is_behind_array = instruction.text[: comment.start].rstrip(BLANKS).endswith("]")
        is_array = is_behind_array and instruction.keyword not in ("ENV", "LABEL")
        message = BREAKS_ARRAY.filled(keyword=instruction.keyword) if is_array else None
        severity = Severity.ERROR if _is_refused(instruction) else None
        yield Finding(here(comment), message, _fixes(edits, _safety(instruction)), severity=severity)
    yield from _in_shell_code(instruction, around)


def _in_shell_code(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
    """A comment of the shell runs to the end of the joined line."""
    line = instruction.script
    if line is None or line not in scripts_of(instruction, around) or broken_continuation(instruction):
        return
    for whole in line.comments:
        gap = next((gap for gap in instruction.header.gaps if whole.start < gap.start and gap.end < whole.end), None)
        if gap is None or not instruction.text[gap.end : whole.end].strip():
            continue
        comment = Span(whole.start, whole.start + len(instruction.text[whole.start : gap.start].rstrip()))
        cut = _cut(instruction, comment)
        edits = comment_above(instruction, comment, cut)
        after = replace(instruction, text=apply(instruction.text, (deletion(cut),))).script
        is_sound = after is not None and not after.error
        # What has never run may do anything once it does, so somebody should look.
        fixes = _fixes(edits, Safety.SUGGEST) if is_sound else ()
        yield Finding(here(comment), HIDES_CODE, fixes, severity=Severity.ERROR)


def _cut(instruction: Instruction, comment: Span) -> Span:
    """The comment and the blanks before it. One of them stays where the next line would be glued to the code."""
    code_end = len(instruction.text[: comment.start].rstrip(BLANKS))
    is_glued = instruction.text.startswith(instruction.escape, comment.end)
    return Span(min(code_end + 1, comment.start) if is_glued else code_end, comment.end)


def _fixes(edits: tuple[Edit, ...], safety: Safety) -> tuple[Fix, ...]:
    return (Fix(MOVE_UP, safety, placed(edits)),) if edits else ()


def _is_refused(instruction: Instruction) -> bool:
    """Whether Docker refuses the build, to which the ``#`` is a word too many (measured with Docker 28.5)."""
    is_pairs = instruction.keyword in ("ENV", "LABEL") and not any(pair.is_legacy for pair in instruction.pairs)
    return is_pairs or instruction.keyword in ("EXPOSE", "FROM", "HEALTHCHECK", "STOPSIGNAL")


def _safety(instruction: Instruction) -> Safety:
    """Behind several words of an unquoted text a lone ``#`` may be meant."""
    is_prose = instruction.keyword == "MAINTAINER" or any(
        pair.is_legacy and pair.value and len(pair.value.text.partition("#")[0].split()) > 1
        for pair in instruction.pairs
    )
    return Safety.SUGGEST if is_prose else Safety.SAFE


RULE = Rule(
    code="DLS4018",
    name="inline-comment-swallowed",
    category=Category.CORRECTNESS,
    severity=Severity.WARNING,
    message=Sentence(
        en="This is no comment: Docker takes it for part of the instruction",
        ko="주석으로 처리되지 않고 명령의 일부로 읽힙니다",
    ),
    rationale=Sentence(
        en=(
            "Docker knows comments only on lines of their own. Behind an instruction, `# note` becomes part of its "
            "arguments: `LABEL maintainer me  # note` stores the note in the label, `EXPOSE 80 # web` fails, and "
            '`CMD ["app"] # run` is no longer a JSON array.\n\n'
            "In a `RUN` the shell drops a comment at the very end. But continued lines are joined first, so a comment "
            "in the middle hides everything after it.\n\n"
            "Put the comment on the line above. Ignore this where `#` is really part of the value, or quote the value."
        ),
        ko=(
            "Docker에서 주석은 별도의 줄에만 쓸 수 있습니다. 명령 뒤의 `# 메모`는 인자의 일부가 됩니다. "
            "`LABEL maintainer me  # 메모`는 메모까지 레이블에 저장하고, `EXPOSE 80 # 웹`은 오류가 나며, "
            '`CMD ["app"] # 실행`은 JSON 배열로 읽히지 않습니다.\n\n'
            "`RUN`의 맨 끝에 있는 주석은 셸이 무시합니다. 하지만 이어지는 줄은 먼저 한 줄로 합쳐지므로, 중간의 주석은 "
            "그 뒤의 모든 명령을 가립니다.\n\n"
            "주석을 윗줄로 옮기세요. `#`이 정말 값의 일부라면 무시하거나 값을 따옴표로 묶으세요."
        ),
    ),
    check=check,
    examples=(
        Example(
            bad="FROM ubuntu:24.04\nLABEL maintainer me@example.com  «# 이메일 수정»\n",
            good="FROM ubuntu:24.04\n# 이메일 수정\nLABEL maintainer me@example.com\n",
        ),
        Example(
            bad="FROM debian:12\nENV A=1 «# one» \\\n    B=2 «#two»\n",
            good="FROM debian:12\n# one\nENV A=1 \\\n    #two\n    B=2\n",
        ),
        Example(
            bad="FROM debian:12\nENV A=1 «#one»\\\nB=2\n",
            good="FROM debian:12\n#one\nENV A=1 \\\nB=2\n",
        ),
        Example(
            bad='FROM debian:12\nCMD ["app"] «# start it»\n',
            good='FROM debian:12\n# start it\nCMD ["app"]\n',
        ),
        Example(
            bad="FROM debian:12\r\nRUN apt-get update «# lists» \\\r\n  && apt-get install -y nginx # web\r\n",
            good="FROM debian:12\r\n# lists\r\nRUN apt-get update \\\r\n  && apt-get install -y nginx # web\r\n",
        ),
        Example(
            bad="FROM debian:12\nRUN apt-get update && «# lists» \\\n    apt-get install -y nginx\n",
            good="FROM debian:12\n# lists\nRUN apt-get update && \\\n    apt-get install -y nginx\n",
        ),
        Example(
            bad="FROM debian:12\nONBUILD COPY . /app «# the sources»\n",
            good="FROM debian:12\n# the sources\nONBUILD COPY . /app\n",
        ),
    ),
    silent=(
        "FROM python:3.12\nRUN pip install -r requirements.txt # pinned\n",
        'FROM debian:12\nLABEL note="a # b" color=#fff\n',
        "FROM debian:12\nENV COLOR #fff\n",
        "FROM debian:12\nCOPY #notes# /app/\n",
        "FROM debian:12\nRUN a \\\n # why b\n && b\n",
        "FROM debian:12\nRUN <<EOF\na # one\nb\nEOF\n",
        "FROM debian:12\nRUN apt-get install -y \\\n    a `# for tests` \\\n    b\n",
        "FROM debian:12\nHEALTHCHECK CMD curl -f http://localhost # up?\n",
        "FROM debian:12\nWORKDIR /c#\n",
        "MAINTAINER Team #1\n",
    ),
    aliases=("DLS4019", "comment-swallows-continuation"),
)
