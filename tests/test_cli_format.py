"""``dockerls format``: what becomes of the files, what is said, and the exit code."""

import stat
from pathlib import Path

import pytest

from tests.command_line import CLEAN, Folder

BEFORE = "from  debian:12\nUSER   app\nRUN a && \\\nb\n"
AFTER = "FROM debian:12\nUSER app\nRUN a && \\\n    b\n"


def test_files_are_formatted_once(folder: Folder) -> None:
    folder.write({"a/Dockerfile": BEFORE, "b/Dockerfile": CLEAN})
    run = folder.run("format")
    assert (run.code, run.out, run.err) == (0, "Formatted 1 of 2 files.\n", "")
    assert folder.read("a/Dockerfile") == AFTER
    assert folder.read("b/Dockerfile") == CLEAN
    again = folder.run("format")
    assert (again.code, again.out) == (0, "Nothing to format in 2 files.\n")


def test_check_names_files_and_changes_nothing(folder: Folder) -> None:
    folder.write({"a/Dockerfile": BEFORE, "b/Dockerfile": CLEAN})
    run = folder.run("format", "--check", "a", "b")
    assert (run.code, run.out) == (1, "a/Dockerfile: would be formatted\nWould format 1 of 2 files.\n")
    assert folder.read("a/Dockerfile") == BEFORE
    assert folder.run("format", "--check", "b").code == 0


def test_diff_shows_and_changes_nothing(folder: Folder) -> None:
    folder.write({"Dockerfile": BEFORE})
    run = folder.run("format", "--diff")
    assert (run.code, run.err) == (1, "Would format 1 file.\n")
    assert "-USER   app\n" in run.out
    assert "+USER app\n" in run.out
    assert folder.read() == BEFORE
    folder.git("init", "-q")
    folder.write({"format.patch": run.out})
    folder.git("apply", "format.patch")
    assert folder.read() == AFTER
    assert folder.run("format", "--diff").code == 0


def test_standard_input_is_formatted_to_standard_output(folder: Folder) -> None:
    run = folder.run("format", "-", stdin=BEFORE.encode())
    assert (run.code, run.out, run.err) == (0, AFTER, "")
    bom = b"\xef\xbb\xbf"
    assert folder.run("format", "-", stdin=bom + BEFORE.encode()).out.encode() == bom + AFTER.encode()
    check = folder.run("format", "--check", "-", stdin=BEFORE.encode())
    assert (check.code, check.out) == (1, "-: would be formatted\nWould format 1 file.\n")
    diff = folder.run("format", "--diff", "-", "--stdin-filename", "sub/Dockerfile", stdin=BEFORE.encode())
    assert diff.code == 1
    assert diff.out.startswith("--- a/sub/Dockerfile\n")


def test_standard_input_has_the_settings_of_its_name(folder: Folder) -> None:
    folder.write({"sub/dockerls.toml": "[format]\nindent = 2\n", "sub/.editorconfig": "[*]\nend_of_line = crlf\n"})
    run = folder.run("format", "-", "--stdin-filename", "sub/Dockerfile", stdin=BEFORE.encode())
    assert run.out == AFTER.replace("    b", "  b").replace("\n", "\r\n")


def test_settings_and_overrides_count(folder: Folder) -> None:
    folder.write(
        {
            "dockerls.toml": (
                'format = { casing = "lower", indent = "tab" }\nexclude = ["vendor"]\n'
                '[[override]]\npaths = ["b"]\nformat = { indent = 1, align-continuations = "always" }\n'
            ),
            "a/Dockerfile": BEFORE,
            "b/Dockerfile": BEFORE,
            "vendor/Dockerfile": BEFORE,
        }
    )
    assert folder.run("format").out == "Formatted 2 files.\n"
    lower = AFTER.replace("FROM", "from").replace("USER", "user").replace("RUN", "run")
    assert folder.read("a/Dockerfile") == lower.replace("    b", "\tb")
    assert folder.read("b/Dockerfile") == lower.replace("    b", " b")
    assert folder.read("vendor/Dockerfile") == BEFORE


def test_editorconfig_counts_less_than_settings(folder: Folder) -> None:
    folder.write(
        {
            ".editorconfig": "root = true\n[*]\nindent_style = tab\n[a/*]\nindent_style = space\nindent_size = 3\n",
            "a/Dockerfile": BEFORE,
            "b/Dockerfile": BEFORE,
            "c/Dockerfile": BEFORE,
            "c/dockerls.toml": "format.indent = 2\n",
        }
    )
    folder.run("format")
    indents = [folder.read(f"{name}/Dockerfile").splitlines()[-1] for name in "abc"]
    assert indents == ["   b", "\tb", "  b"]


def test_a_broken_editorconfig_says_nothing(folder: Folder) -> None:
    folder.write({".editorconfig": "[*\n]]=\nindent_style", "Dockerfile": BEFORE})
    assert folder.run("format").code == 0
    assert folder.read() == AFTER
    folder.write({".editorconfig": b"[*]\nindent_style = \xff\xfe\n", "Dockerfile": BEFORE})
    assert folder.run("format").code == 0
    assert folder.read() == AFTER


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_rest_of_the_file_stays_byte_for_byte(folder: Folder, bom: str, line_end: str) -> None:
    folder.write({"Dockerfile": bom + (BEFORE + "# 끝\u2028 \x0c\n").replace("\n", line_end)})
    (folder.path / "Dockerfile").chmod(0o640)
    folder.run("format")
    assert folder.read() == bom + (AFTER + "# 끝\u2028 \x0c\n").replace("\n", line_end)
    assert stat.S_IMODE((folder.path / "Dockerfile").stat().st_mode) == 0o640


def test_what_cannot_be_read_or_written_is_told_and_the_rest_is_formatted(folder: Folder) -> None:
    folder.write({"a/Dockerfile": b"FROM \xff\n", "b/Dockerfile": BEFORE})
    run = folder.run("format", "a", "b", "missing")
    assert run.code == 2
    assert "a/Dockerfile: is not UTF-8 text" in run.err
    assert "missing: cannot be read" in run.err
    assert run.out == "Formatted 1 file.\n"
    assert folder.read("b/Dockerfile") == AFTER
    broken = folder.run("format", "-", stdin=b"FROM \xff\n")
    assert (broken.code, broken.out) == (2, "")
    empty = folder.path / "empty"
    empty.mkdir()
    assert folder.run("format", "empty").err == "No Dockerfiles found in 'empty'\n"


def test_a_folder_that_cannot_be_searched_is_told(folder: Folder) -> None:
    (folder.path / "Dockerfile").mkdir()
    run = folder.run("format", "Dockerfile")
    assert (run.code, run.out) == (2, "")
    assert "is a folder" in run.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-", "a"), "- and a cannot be used together."),
        (("--stdin-filename", "a"), "--stdin-filename is for standard input"),
        (("--chek",), "Did you mean '--check'?"),
    ],
)
def test_wrong_options(folder: Folder, arguments: tuple[str, ...], message: str) -> None:
    run = folder.run("format", *arguments)
    assert run.code == 2
    assert message in run.err


def test_a_wrong_setting_is_an_error(folder: Folder) -> None:
    folder.write({"dockerls.toml": "[format]\nindent = 40\ncasing = 'uper'\n", "Dockerfile": BEFORE})
    run = folder.run("format")
    assert run.code == 2
    assert "'format.indent' takes a number from 1 to 16 or one of 'keep', 'tab', not 40." in run.err
    assert "Did you mean 'upper'?" in run.err
    assert folder.read() == AFTER


def test_in_korean(folder: Folder) -> None:
    folder.write({"Dockerfile": BEFORE})
    assert folder.run("format", "--check", "--language", "ko").out == (
        "Dockerfile: 포맷이 필요합니다\n파일 1개를 포맷하게 됩니다.\n"
    )
    assert folder.run("format", "--language", "ko").out == "파일 1개를 포맷했습니다.\n"


@pytest.mark.parametrize(("language", "words"), [("en", "empty lines"), ("ko", "빈 줄")])
def test_help(folder: Folder, capsys: pytest.CaptureFixture[str], language: str, words: str) -> None:
    with pytest.raises(SystemExit, match="0"):
        folder.run("format", "--help", "--language", language)
    assert words in capsys.readouterr().out


def test_the_settings_are_listed(folder: Folder) -> None:
    folder.write({"dockerls.toml": "[format]\nindent = 2\n"})
    listed = folder.run("config", "Dockerfile").out
    assert 'format.casing = "keep"' in listed
    assert "format.indent = 2" in listed


def test_every_application_is_formatted_once(folder: Folder) -> None:
    applications = Path(__file__).parent / "corpus" / "apps"
    folder.write({path.name: path.read_bytes() for path in applications.iterdir()})
    assert folder.run("format").code == 0
    assert folder.run("format", "--check").code == 0
