"""The command line: what a person types, sees and gets back."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from subprocess import PIPE

import pytest

from dockerls import __version__
from dockerls.rules.size.apt_no_install_recommends import RULE
from tests.command_line import CLEAN, SAFE, SUGGESTED, Folder

DOCKERLS = (sys.executable, "-m", "dockerls")
ENVIRON = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}

OPTIONS = (
    *("fix", "unsafe-fixes", "diff", "add-ignores", "select", "ignore", "profile", "since", "today", "stdin-filename"),
    *("format", "output", "language", "statistics", "fail-on", "exit-zero", "jobs", "log"),
)


def test_a_finding_is_shown_with_its_line(folder: Folder) -> None:
    folder.write({"Dockerfile": SUGGESTED})
    run = folder.check()
    assert run.out == (
        f"Dockerfile:2:13 warning DL3015 apt-no-install-recommends: {RULE.message.en}\n"
        " 2 | RUN apt-get install -y nginx\n"
        "   |             ^^^^^^^\n"
        "   = --unsafe-fixes: Add `--no-install-recommends`\n"
        "\n"
        "Found 1 problem in 1 file: 1 warning.\n"
        "1 can be fixed with --unsafe-fixes.\n"
    )
    assert (run.code, run.err) == (1, "")


def test_in_korean(folder: Folder) -> None:
    folder.write({"Dockerfile": SUGGESTED})
    run = folder.check("--language", "ko")
    assert run.out == (
        f"Dockerfile:2:13 경고 DL3015 apt-no-install-recommends: {RULE.message.ko}\n"
        " 2 | RUN apt-get install -y nginx\n"
        "   |             ^^^^^^^\n"
        "   = --unsafe-fixes: `--no-install-recommends` 추가\n"
        "\n"
        "파일 1개에서 문제 1개를 찾았습니다: 경고 1개.\n"
        "--unsafe-fixes로 1개를 고칠 수 있습니다.\n"
    )


def test_the_language_of_the_system(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write({"Dockerfile": CLEAN})
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    assert folder.check().out == "파일 1개에서 문제를 찾지 못했습니다.\n"
    assert folder.check("--language=en").out == "No problems found in 1 file.\n"


def test_the_language_of_the_configuration(folder: Folder) -> None:
    folder.write({"Dockerfile": SUGGESTED, "dockerls.toml": 'language = "ko"\n'})
    assert RULE.message.ko in folder.check().out
    assert RULE.message.en in folder.check("--language", "en").out


def test_both_kinds_of_fix_are_counted(folder: Folder) -> None:
    folder.write({"a/Dockerfile": SAFE, "b/Dockerfile": SUGGESTED})
    assert folder.check().out.endswith(
        "Found 2 problems in 2 files: 2 warnings.\n1 can be fixed with --fix, 1 more with --unsafe-fixes.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 1),
        (("--fail-on", "warning"), 1),
        (("--fail-on", "info"), 1),
        (("--fail-on", "error"), 0),
        (("--exit-zero",), 0),
        (("--ignore", "DL3015"), 0),
        (("missing",), 2),
        (("missing", "--exit-zero"), 2),
    ],
)
def test_exit_code(folder: Folder, arguments: tuple[str, ...], code: int) -> None:
    folder.write({"Dockerfile": SUGGESTED})
    assert folder.check(*arguments).code == code


def test_statistics_stand_in_place_of_the_findings(folder: Folder) -> None:
    folder.write({"a/Dockerfile": SUGGESTED, "b/Dockerfile": SUGGESTED + "RUN apt-get install -y vim\n"})
    run = folder.check("--statistics")
    assert run.out.splitlines()[0] == "3  warning  DL3015 apt-no-install-recommends"
    assert "RUN" not in run.out


def test_standard_input_stands_for_a_file(folder: Folder) -> None:
    folder.write({"sub/dockerls.toml": 'ignore = ["DL3015"]\n'})
    assert folder.json("-", stdin=SUGGESTED.encode()).found == ["-:2 DL3015"]
    run = folder.run("check", "--format", "json", "-", "--stdin-filename", "sub/Dockerfile", stdin=SUGGESTED.encode())
    assert "DL3015" not in run.out
    assert run.paths == ["sub/Dockerfile"]


def test_what_cannot_be_read_costs_only_itself(folder: Folder) -> None:
    folder.write({"latin1": b"FROM a\n# caf\xe9\n", "good": SUGGESTED, "folder.dockerfile/x": ""})
    run = folder.json("latin1", "missing", "good")
    assert run.found == ["latin1 error", "missing error", "good:2 DL3015"]
    assert run.code == 2
    assert run.err.splitlines()[:2] == [
        "latin1: is not UTF-8 text (byte 13), so nothing was checked",
        "missing: cannot be read: No such file or directory",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_the_right_to_read_it(folder: Folder) -> None:
    folder.write({"Dockerfile": SUGGESTED})
    (folder.path / "Dockerfile").chmod(0)
    assert folder.json().found == ["Dockerfile error"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("chek",), "There is no command 'chek'. Did you mean 'check'?"),
        (("Dockerfile",), "There is no command 'Dockerfile'. To check that file or folder: dockerls check Dockerfile"),
        (("check", "--statistic"), "There is no option '--statistic'. Did you mean '--statistics'?"),
        (("check", "--select", "DL3O15"), "'select' does not know 'DL3O15'. Did you mean 'DL3015'?"),
        (("check", "--profile", "stict"), "'profile' does not know 'stict'. Did you mean 'strict'?"),
        (
            ("check", "--format", "jsn"),
            "--format takes one of text, json, github, sarif, gitlab, junit, not 'jsn'. Did you mean 'json'?",
        ),
        (("check", "--today", "soon"), "--today takes a date such as 2026-11-21, not 'soon'."),
        (("check", "--jobs", "0"), "--jobs takes a number from 1 up, not '0'."),
        (("check", "--today"), "--today needs a value."),
        (("check", "--diff", "--format", "json"), "--diff and --format json cannot be used together."),
        (("check", "--fix", "--add-ignores", "x"), "--add-ignores and --fix cannot be used together."),
        (("check", "--add-ignores", " "), "--add-ignores needs a reason of at least one word."),
        (("check", "-", "Dockerfile"), "- and Dockerfile cannot be used together."),
        (("check", "--stdin-filename", "a"), "--stdin-filename is for standard input: give - as the PATH."),
        (("rule", "apt-no-install-recomends"), None),
        (("rule",), "Name a rule, or give --all."),
        (("config",), "FILE is missing."),
        (("server", "--port"), "'server' takes no options but --stdio, which is how it always talks."),
    ],
)
def test_a_wrong_command_line_is_told(folder: Folder, arguments: tuple[str, ...], message: str | None) -> None:
    folder.write({"Dockerfile": CLEAN})
    message = message or "There is no rule 'apt-no-install-recomends'. Did you mean 'apt-no-install-recommends'?"
    run = folder.run(*arguments)
    assert (run.code, run.out, run.err) == (2, "", f"dockerls: {message}\n")


def test_a_wrong_command_line_is_told_in_korean(folder: Folder) -> None:
    assert folder.run("check", "--fi", "--language", "ko").err == (
        "dockerls: '--fi' 옵션은 없습니다. '--fix'의 오타인지 확인하세요.\n"
    )


def test_a_wrong_configuration_is_told_and_the_rest_applies(folder: Folder) -> None:
    folder.write({"Dockerfile": SUGGESTED, "dockerls.toml": 'prfile = "strict"\nignore = ["DL3015"]\n'})
    run = folder.run("check")
    assert run.code == 2
    assert run.err == f"{folder.path / 'dockerls.toml'}:1: There is no key 'prfile'. Did you mean 'profile'?\n"
    assert "DL3015" not in run.out


def test_help_names_every_option_in_both_languages(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    for language, word in (("en", "usage: dockerls check"), ("ko", "사용법: dockerls check")):
        with pytest.raises(SystemExit) as left:
            folder.run("check", "--help", "--language", language)
        shown = capsys.readouterr().out
        assert left.value.code == 0
        assert shown.startswith(word)
        assert all(f"--{option}" in shown for option in OPTIONS)
    assert folder.run("--help").out.startswith("dockerls makes Dockerfiles smaller")
    assert folder.run().code == 2


def test_version(folder: Folder) -> None:
    assert folder.run("--version").out == f"dockerls {__version__}\n"


def test_config_tells_values_and_where_they_come_from(folder: Folder) -> None:
    folder.write({"dockerls.toml": '\nprofile = "strict"\n'})
    lines = folder.run("config", "sub/Dockerfile").out.splitlines()
    assert lines[0].split() == ["profile", "=", '"strict"', "#", f"{folder.path / 'dockerls.toml'}:2"]
    assert lines[-1].split() == ["exclude", "=", "[]", "#", "default"]


def test_log_tells_what_was_done(folder: Folder) -> None:
    folder.write({"Dockerfile": SUGGESTED, "dockerls.toml": ""})
    folder.check("--log", "run.log")
    log = folder.read("run.log")
    assert "check --select DL3015 --log run.log" in log
    assert f"configuration {folder.path / 'dockerls.toml'}" in log
    assert "Dockerfile: 1 findings, 0 fixes" in log
    assert log.endswith("exit code 1\n")
    assert folder.check("--log", "no/such/folder").code == 2


def test_the_day_decides_what_is_out_of_support(folder: Folder) -> None:
    folder.write({"Dockerfile": CLEAN})
    assert folder.check("--today", "2020-01-01").code == 0


def test_jobs_change_nothing_but_the_time(folder: Folder) -> None:
    folder.write({f"{number:03}/Dockerfile": SUGGESTED if number % 3 else CLEAN for number in range(100)})
    one, two = folder.json("--jobs", "1"), folder.json("--jobs", "2")
    assert len(one.found) == 66
    assert (one.code, one.out, one.err) == (two.code, two.out, two.err)


def test_colours_only_where_they_are_wanted(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write({"Dockerfile": SUGGESTED})
    assert "\x1b" not in folder.check().out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[33;1mwarning\x1b[0m" in folder.check().out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in folder.check().out


def test_nothing_to_check_is_said(folder: Folder) -> None:
    run = folder.check()
    assert (run.code, run.err) == (0, "No Dockerfiles found in '.'\n")


def test_the_module_is_the_command(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text(SUGGESTED)
    command = (*DOCKERLS, "check", "--select", "DL3015")
    done = subprocess.run(command, cwd=tmp_path, env=ENVIRON, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Dockerfile:2:13" in done.stdout


def test_a_broken_pipe_is_quiet(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM debian:12\n" + "RUN apt-get install -y nginx\n" * 3000)
    command = subprocess.Popen((*DOCKERLS, "check"), cwd=tmp_path, env=ENVIRON, stdout=PIPE, stderr=PIPE)
    assert command.stdout and command.stderr
    command.stdout.read(10)
    command.stdout.close()
    assert command.stderr.read() == b""
    assert command.wait(timeout=60) == 141
    command.stderr.close()


def test_ctrl_c_is_quiet(tmp_path: Path) -> None:
    arguments = (*DOCKERLS, "check", "-", "--log", "run.log")
    command = subprocess.Popen(arguments, cwd=tmp_path, env=ENVIRON, stdin=PIPE, stdout=PIPE, stderr=PIPE)
    while not (tmp_path / "run.log").exists():
        time.sleep(0.01)
    command.send_signal(signal.SIGINT)
    out, err = command.communicate(timeout=60)
    assert (out, err, command.returncode) == (b"", b"", 130)


def test_the_server_starts_without_the_option_parser() -> None:
    script = "import sys; import dockerls.cli; print('argparse' in sys.modules)"
    done = subprocess.run((sys.executable, "-c", script), env=ENVIRON, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
