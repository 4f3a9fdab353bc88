"""``cd`` made WORKDIR: where a RUN can be cut, and where it cannot."""

import pytest

from dockerls.rules.style import cd_in_run
from tests.check import after_each_fix, check_fix


def fixed(text: str) -> list[str]:
    return [outcome for *_, outcome in after_each_fix(text, cd_in_run.RULE)]


@pytest.mark.parametrize(
    "run",
    [
        "RUN make && cd $A && make",
        "RUN make && cd ~/a && make",
        "RUN make && cd 'a b' && make",
        "RUN make && cd a b && make",
        "RUN make && pushd a && make",
        "RUN cd a && A=1 && make",
        "RUN export A=1 && cd a && make",
        "RUN service db start && cd a && make",
        "RUN cd a \\\n  # there\n  && make && ls",
        "RUN make && cd a \\\n  # there\n  && cd ..",
        "RUN cd a && cd ..",
        "RUN cd a; cd b; make",
        "RUN cd a || make; make",
        "RUN cd a; \\\n  # there\n  make",
        "RUN cd $A; make",
        "RUN make; cd a; make",
        "RUN if x; then cd a && make; fi",
        "RUN --mount=type=tmpfs,target=/t make && cd a && make",
        "RUN --mount=source=x,target=/t make && cd a && make",
        "RUN make && cd a && make # all",
        "RUN tar -xf a.tgz && cd a && make && apt-get purge -y make",
        "RUN tar -xf a.tgz && cd a && make\nRUN rm -r a",
        "RUN <<EOF\nmake\ncd a\nmake\nEOF",
    ],
)
def test_what_is_left_alone(run: str) -> None:
    assert [outcome for outcome in fixed(f"FROM debian:12\n{run}\n") if outcome != f"FROM debian:12\n{run}\n"] == []


def test_without_its_line_end_the_end_of_the_file_is_left_alone() -> None:
    assert set(fixed("FROM debian:12\nRUN make && cd a && make")) <= {"FROM debian:12\nRUN make && cd a && make"}


def test_several_changes_make_one_workdir() -> None:
    check_fix(
        "FROM debian:12\r\nRUN cd a && cd ../b/./c && make && cd .. && \\\r\n  make install && cd /\r\nCMD app\r\n",
        "FROM debian:12\r\nWORKDIR /b/c\r\nRUN make\r\nWORKDIR /b\r\nRUN make install\r\nWORKDIR /\r\nCMD app\r\n",
        cd_in_run.RULE,
    )


def test_the_folder_is_not_set_back_where_the_next_line_sets_it() -> None:
    check_fix(
        "FROM debian:12\nRUN make && cd a && make\n# there\nWORKDIR /app\n",
        "FROM debian:12\nRUN make\nWORKDIR /a\nRUN make\n# there\nWORKDIR /app\n",
        cd_in_run.RULE,
    )
    check_fix(
        "FROM debian:12\nWORKDIR /app\nRUN make && cd a && make && cd .. && ls\n",
        "FROM debian:12\nWORKDIR /app\nRUN make\nWORKDIR /app/a\nRUN make\nWORKDIR /app\nRUN ls\n",
        cd_in_run.RULE,
    )


def test_what_a_builder_leaves_need_not_be_small() -> None:
    check_fix(
        "FROM debian:12 AS build\nRUN tar -xf a.tgz && cd a && make && rm ../a.tgz\n"
        "FROM scratch\nCOPY --from=build /a /\n",
        "FROM debian:12 AS build\nRUN tar -xf a.tgz\nWORKDIR /a\nRUN make && rm ../a.tgz\nWORKDIR /\n"
        "FROM scratch\nCOPY --from=build /a /\n",
        cd_in_run.RULE,
    )
