"""``ln -sf /bin/bash /bin/sh``: another shell put in place of ``/bin/sh``."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.joint import line_end_of
from dockerls.rewrite.place import PlacedEdit, here, insert, placed, substitute
from dockerls.rewrite.remove import remove_command
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script
from dockerls.text.span import Span

TITLE = Sentence(en="Use `SHELL {shell}` instead", ko="대신 `SHELL {shell}` 쓰기")
SHELLS = frozenset({"bash", "zsh", "ksh", "ash", "dash"})


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    for script in scripts_of(run, around):
        for command in script.commands:
            operands = command.operands
            if command.name != "ln" or len(operands) != 2 or operands[1].text not in ("/bin/sh", "/usr/bin/sh"):
                continue
            target = operands[0].text
            name = target.rsplit("/", 1)[-1]
            if name not in SHELLS:
                continue
            shell = f'["{target if target.startswith("/") else f"/bin/{name}"}", "-c"]'
            edits = _edits(run, script, command, f"SHELL {shell}")
            fixes = (Fix(TITLE.filled(shell=shell), Safety.SUGGEST, edits),) if edits else ()
            yield Finding(here(operands[1].span), fixes=fixes)


def _edits(run: Instruction, script: Script, command: Command, shell: str) -> tuple[PlacedEdit, ...]:
    if len(script.commands) == 1:
        whole = Span(run.keyword_span.start, run.end)
        is_all = script.span.end == run.end and not run.heredocs and not run.header.comments
        return (substitute(whole, shell),) if is_all and command.span == script.span else ()
    removed = remove_command(run, script, command)
    if not removed or run.onset or not run.text.endswith("\n"):
        return ()  # without its line end, that of the file is not known
    return (*placed(removed), insert(len(run.text), f"{shell}{line_end_of(run)}"))


RULE = Rule(
    code="DL4005",
    name="ln-bin-sh",
    category=Category.CORRECTNESS,
    severity=Severity.WARNING,
    message=Sentence(
        en="This changes `/bin/sh` for every script in the image",
        ko="이미지의 모든 스크립트가 쓰는 `/bin/sh`가 바뀝니다",
    ),
    rationale=Sentence(
        en=(
            "Scripts of the distribution rely on the `/bin/sh` they were tested with, and an update of its package "
            "puts "
            "the old link back.\n\n"
            'To run the following `RUN` instructions with another shell, say `SHELL ["/bin/bash", "-c"]`. If programs '
            "in the image start `#!/bin/sh` scripts that need bash, correct these scripts."
        ),
        ko=(
            "배포판의 스크립트는 함께 테스트된 `/bin/sh`를 전제로 하며, 패키지를 업데이트하면 링크가 되돌아갑니다.\n\n"
            '뒤의 `RUN`을 다른 셸로 실행하려면 `SHELL ["/bin/bash", "-c"]`를 쓰세요. 이미지 안의 `#!/bin/sh` '
            "스크립트에 "
            "bash가 필요하다면 그 스크립트를 고치세요."
        ),
    ),
    keywords=frozenset({"RUN"}),
    check=check,
    examples=(
        Example(
            bad="FROM debian:12\nRUN ln -sf /bin/bash «/bin/sh»\nRUN a\n",
            good='FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN a\n',
        ),
        Example(
            bad="FROM debian:12\nRUN apt-get update \\\n  && ln -fs bash «/bin/sh»\nRUN a\n",
            good='FROM debian:12\nRUN apt-get update\nSHELL ["/bin/bash", "-c"]\nRUN a\n',
        ),
    ),
    silent=(
        "FROM debian:12\nRUN ln -s /bin/bash /usr/local/bin/bash\nRUN ln -s /bin/sh /bin/bash\n",
        "FROM debian:12\nRUN ln -s /bin/busybox /bin/sh\nRUN echo ln -sf /bin/bash /bin/sh\n",
    ),
    aliases=("use-shell-instruction",),
)
