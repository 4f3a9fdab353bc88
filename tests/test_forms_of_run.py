"""What is found in the shell code of a plain RUN is found in the other forms a RUN can have, too.

Every example that is plain RUNs is written with triggers of ONBUILD, with heredocs, and with ``["sh", "-c", …]``; the
same words must be marked there.
"""

import json

import pytest

from dockerls.rules.catalogue import ALL
from dockerls.rules.correctness import apt_yes, configure_build_flag, no_shell_in_scratch, run_cd_alone
from dockerls.rules.rule import Rule
from dockerls.rules.size import apt_no_install_recommends, consecutive_runs, rm_in_later_layer
from dockerls.syntax.parse import parse
from dockerls.text.edit import apply
from tests.check import check_finds, check_fix, found_by, marked, opened, with_marks
from tests.test_fixes_sound import applied, complaints

NOT_IN_A_SCRIPT = "WORKDIR cannot stand inside of a script, and such a RUN is one"
OWN_SHELL = "an array names its shell with the options it wants, and the SHELL has no say in it"
OTHER_ARGS = "the ARGs are those of another build"
ELSEWHERE = "the image is another one, whose builder may still use what is made here"

EXCEPTIONS: dict[str, dict[str, str]] = {
    "trigger": {"arg-scope-lost": OTHER_ARGS, "user-created-never-used": ELSEWHERE},
    "heredoc": {"cd-instead-of-workdir": NOT_IN_A_SCRIPT},
    "array": {
        "cd-instead-of-workdir": NOT_IN_A_SCRIPT,
        "pipe-without-pipefail": OWN_SHELL,
        "pipefail-not-set": OWN_SHELL,
        "sha256sum-two-spaces": "the one space cannot be told from others behind the backslash of a quote",
    },
}


def written(line: str, form: str) -> str:
    """A line of a Dockerfile in another form."""
    code = line.removeprefix("RUN ")
    if form == "trigger":
        return line if line.startswith(("FROM ", "#")) or not line else f"ONBUILD {line}"
    if code == line:
        return line
    return (
        f"RUN <<EOF\n{code}\nEOF" if form == "heredoc" else f'RUN ["sh", "-c", {json.dumps(code, ensure_ascii=False)}]'
    )


def is_plain(text: str) -> bool:
    """Whether all that is marked stands in RUNs of one line, and nothing in the text takes several or names a form."""
    lines = text.split("\n")
    marks = [line for line in lines if "«" in line]
    runs = [piece for piece in parse(marked(text)[0]).instructions if piece.keyword == "RUN"]
    if (
        not marks
        or not all(line.startswith("RUN ") for line in marks)
        or any(mark in text for mark in ("\\", "<<", "\r", "//-"))
    ):
        return False
    is_one_stage = sum(line.startswith("FROM ") for line in lines) == 1 and lines[0].startswith("FROM ")
    return is_one_stage and all(not run.flags and run.exec_form is None for run in runs)


def rewritten(rule: Rule, form: str) -> list[str]:
    """The examples of a rule in another form."""
    texts = [example.bad for example in rule.examples if is_plain(example.bad)]
    return ["\n".join(written(line, form) for line in text.split("\n")) for text in texts]


CASES = [(rule, form) for rule in ALL for form in EXCEPTIONS if rewritten(rule, form)]


@pytest.mark.parametrize(("rule", "form"), CASES, ids=[f"{rule.name}-{form}" for rule, form in CASES])
def test_other_forms_are_checked_alike(rule: Rule, form: str) -> None:
    texts = rewritten(rule, form)
    if rule.name in EXCEPTIONS[form]:
        assert any(found_in(text, rule) != text for text in texts)
        return
    for text in texts:
        check_finds(text, rule)


@pytest.mark.parametrize(("rule", "form"), CASES, ids=[f"{rule.name}-{form}" for rule, form in CASES])
def test_their_fixes_leave_a_file_that_is_no_worse(rule: Rule, form: str) -> None:
    for text in rewritten(rule, form):
        before = marked(text)[0]
        document = opened(before, (rule,))
        for shown in found_by(document, (rule,)):
            for fix in shown.fixes:
                after = apply(before, document.edits_of(shown.located, fix))
                assert not list(complaints(before, after, [applied(document, shown.located, fix)])), after


def found_in(text: str, rule: Rule) -> str:
    """The text with what is really found marked."""
    plain = marked(text)[0]
    document = opened(plain, (rule,))
    places = ((each.located.piece, each.located.span) for each in found_by(document, (rule,)))
    return with_marks(plain, (span.shifted(document.start_of(piece)) for piece, span in places))


def test_many_examples_are_tried() -> None:
    assert len({rule.name for rule, _ in CASES}) > 80
    assert {rule for rules in EXCEPTIONS.values() for rule in rules} <= {rule.name for rule, _ in CASES}


def test_a_fix_in_an_array_is_written_as_json() -> None:
    check_fix(
        'FROM gcc:14\nRUN ["bash", "-ec", "./configure --prefix=/usr && make"]\n',
        'FROM gcc:14\nRUN ["bash", "-ec", "./configure '
        '--build=\\"$(dpkg-architecture --query DEB_BUILD_GNU_TYPE)\\" --prefix=/usr && make"]\n',
        configure_build_flag.RULE,
    )
    check_fix(
        'FROM debian:12\nONBUILD RUN ["sh", "-c", "apt-get install curl"]\n',
        'FROM debian:12\nONBUILD RUN ["sh", "-c", "apt-get install --no-install-recommends -y curl ca-certificates"]\n',
        apt_yes.RULE,
        apt_no_install_recommends.RULE,
    )


def test_nothing_is_written_across_the_end_of_an_array() -> None:
    text = 'FROM debian:12\nRUN ["sh", "-c", "«cd» /app"]\nRUN ["sh", "-c", "make"]\n'
    check_finds(text, run_cd_alone.RULE)
    check_fix(text, marked(text)[0], run_cd_alone.RULE)


def test_nothing_is_written_between_escapes() -> None:
    text = 'FROM debian:12\nRUN ["sh", "-c", "apt-get «install» \\"curl\\" a\\\\b"]\n'
    check_finds(text, apt_yes.RULE)
    check_fix(text, marked(text)[0], apt_yes.RULE)


def test_an_array_is_read_whatever_the_shell_is() -> None:
    check_finds('FROM debian:12\nSHELL ["pwsh", "-c"]\nRUN ["sh", "-c", "apt-get «install» curl"]\n', apt_yes.RULE)


def test_a_heredoc_in_front_of_its_command_is_what_that_command_reads() -> None:
    check_finds("FROM debian:12\nRUN <<EOF cat > /start.sh\napt-get install curl\nEOF\n", apt_yes.RULE)
    check_finds("FROM debian:12\nRUN <<EOF python3\napt-get install curl\nEOF\n", apt_yes.RULE)
    check_finds("FROM debian:12\nRUN <<EOF bash -e\napt-get «install» curl\nEOF\n", apt_yes.RULE)
    check_finds("FROM debian:12\nRUN <<A 3<<B cat && apt-get «install» curl\na\nA\nb\nB\n", apt_yes.RULE)


def test_what_another_shell_reads_is_left_alone() -> None:
    check_finds('FROM debian:12\nSHELL ["pwsh", "-c"]\nRUN apt-get install curl\n', apt_yes.RULE)
    check_finds("FROM debian:12\n# hadolint shell=pwsh\nRUN apt-get install curl\n", apt_yes.RULE)
    check_finds("# hadolint shell=bash\nFROM debian:12\nRUN apt-get «install» curl\n", apt_yes.RULE)


def test_an_array_that_is_no_shell_code_is_left_alone() -> None:
    for array in (
        '["apt-get", "install", "curl"]',
        '["sh", "-c"]',
        '["sh", "apt-get install curl"]',
        '["python3", "-c", "apt-get install curl"]',
        '["sh", "-c", "apt-get\\ninstall curl"]',
    ):
        check_finds(f"FROM debian:12\nRUN {array}\n", apt_yes.RULE)


def test_triggers_do_not_stand_between_the_others() -> None:
    check_finds("FROM debian:12\nRUN apt-get update\nONBUILD RUN make\nRUN make\n", consecutive_runs.RULE)


def test_a_trigger_knows_what_those_above_it_do() -> None:
    check_finds(
        "FROM debian:12\nONBUILD ENV APT_CONFIG=/a\nONBUILD RUN apt-get install -y a\n", apt_no_install_recommends.RULE
    )
    check_finds(
        "FROM debian:12\nONBUILD ENV APT_CONFIG=/a\nRUN apt-get «install» -y a\n", apt_no_install_recommends.RULE
    )
    check_finds(
        "FROM debian:12\nENV APT_CONFIG=/a\nONBUILD WORKDIR /b\nONBUILD RUN apt-get install -y a\n",
        apt_no_install_recommends.RULE,
    )


def test_triggers_run_on_what_the_stage_has_made() -> None:
    check_finds("FROM scratch\nONBUILD «RUN» make\n", no_shell_in_scratch.RULE)
    check_finds("FROM scratch\nADD rootfs.tar.gz /\nONBUILD RUN make\n", no_shell_in_scratch.RULE)
    check_finds("FROM debian:12\nCOPY a /opt/a\nONBUILD RUN rm «/opt/a»\n", rm_in_later_layer.RULE)
