"""Any other ``cd`` in a RUN, also where it is the simplest thing to write."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here
from dockerls.rewrite.workdirs import WorkdirsForCd
from dockerls.rules.correctness import run_cd_alone
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.rules.style import cd_instead_of_workdir
from dockerls.semantics.paths import working_folder
from dockerls.semantics.shell_code import commands_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction

TITLE = Sentence(en="Cut the RUN and set WORKDIR instead", ko="RUN을 나누고 WORKDIR 쓰기")


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    change = next((command for command in commands_of(run, around) if command.name == "cd"), None)
    if change is None or any(run_cd_alone.check(run, around)) or any(cd_instead_of_workdir.check(run, around)):
        return
    folder = working_folder(around)
    is_known = folder is not None and folder.startswith("/") and "$" not in folder
    fixes = (Fix(TITLE, Safety.SUGGEST, WorkdirsForCd(folder, around.ships)),) if folder and is_known else ()
    yield Finding(here(change.name_span), fixes=fixes)


RULE = Rule(
    code="DLS5002",
    name="cd-in-run",
    category=Category.STYLE,
    severity=Severity.HINT,
    on=False,
    message=Sentence(en="This RUN changes its directory with `cd`", ko="이 RUN은 `cd`로 디렉터리를 바꿉니다"),
    rationale=Sentence(
        en=(
            "In the middle of a `RUN` a `cd` is often the best there is: what is unpacked, built and removed in one "
            "layer stays in one layer. `cd-instead-of-workdir` speaks only where WORKDIR would be as good.\n\n"
            "This rule is for those who want no `cd` at all, as hadolint does. Its fix cuts the `RUN` where the "
            "directory changes and sets it back below; it is not offered where a later part removes what an earlier "
            "one made. Often `make -C`, `tar -C` or `git -C` are better. Off by default."
        ),
        ko=(
            "`RUN` 중간의 `cd`는 대개 가장 나은 방법입니다. 한 레이어 안에서 풀고 빌드하고 지울 수 있기 때문입니다. "
            "`cd-instead-of-workdir`는 WORKDIR로 써도 나빠지지 않을 때만 알립니다.\n\n"
            "이 규칙은 hadolint처럼 `cd`를 아예 쓰지 않으려는 사람을 위한 것입니다. 고침은 디렉터리가 바뀌는 곳에서 "
            "`RUN`을 나누고 아래에서 되돌립니다. 앞에서 만든 것을 뒤에서 지우는 경우에는 제안하지 않습니다. 많은 경우 "
            "`make -C`, `tar -C`, `git -C`가 더 낫습니다. 기본값은 꺼짐입니다."
        ),
    ),
    keywords=frozenset({"RUN"}),
    check=check,
    examples=(
        Example(
            bad="FROM debian:12\nRUN tar -xf a.tgz \\\n    # build it\n    && «cd» a \\\n    && make\n",
            good="FROM debian:12\nRUN tar -xf a.tgz\nWORKDIR /a\n# build it\nRUN make\nWORKDIR /\n",
        ),
        Example(
            bad=(
                "FROM debian:12\nWORKDIR /src\nRUN --network=none tar -xf a.tgz && \\\n    «cd» a && \\\n"
                "    make && \\\n    make install && \\\n    cd .. && \\\n    ldconfig\nCMD app\n"
            ),
            good=(
                "FROM debian:12\nWORKDIR /src\nRUN --network=none tar -xf a.tgz\nWORKDIR /src/a\n"
                "RUN --network=none make && \\\n    make install\nWORKDIR /src\nRUN --network=none ldconfig\nCMD app\n"
            ),
        ),
        Example(
            bad="FROM debian:12\nRUN mkdir b && «cd» b && cmake ..\n",
            good="FROM debian:12\nRUN mkdir b\nWORKDIR /b\nRUN cmake ..\nWORKDIR /\n",
        ),
        Example(
            bad="FROM debian:12\nRUN «cd» b && cmake ..\nWORKDIR /app\n",
            good="FROM debian:12\nWORKDIR /b\nRUN cmake ..\nWORKDIR /app\n",
        ),
        Example(
            bad="FROM debian:12\nRUN «cd» /src && make && cd -\n",
            good="FROM debian:12\nWORKDIR /src\nRUN make\nWORKDIR /\n",
        ),
        Example(
            bad="FROM debian:12\nRUN «cd» src; make all\n",
            good="FROM debian:12\nWORKDIR /src\nRUN make all\nWORKDIR /\n",
        ),
        Example(bad="FROM debian:12\nRUN tar -xf a.tgz && «cd» a && make && cd .. && rm -r a\n"),
        Example(
            bad="FROM debian:12\nRUN («cd» a && make)\nRUN set -e; «cd» a; make\nRUN «cd» $A && make && B=1 make\n"
        ),
        Example(bad="FROM corp/base\nRUN make && «cd» a && make install\n"),
    ),
    silent=("FROM debian:12\nRUN cd /a && make\nRUN cd /a\nRUN make -C a\n",),
    aliases=("DL3003",),
)
