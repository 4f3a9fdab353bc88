"""``check --output``: what goes to the file, what stays on the terminal, and where it cannot be written."""

import json
import os
import stat
from pathlib import Path

import pytest

from tests.command_line import CLEAN, SAFE, SAFE_FIXED, SUGGESTED, Folder

SUMMARY = "Found 1 problem in 1 file: 1 warning.\n1 can be fixed with --unsafe-fixes.\n"


@pytest.mark.parametrize("format", ["json", "github", "sarif", "gitlab"])
def test_the_report_goes_to_the_file_and_the_summary_to_the_terminal(folder: Folder, format: str) -> None:
    folder.write({"Dockerfile": SUGGESTED})
    expected = folder.check("--format", format).out
    run = folder.check("--format", format, "--output", "report")
    assert folder.read("report") == expected
    assert (run.code, run.out, run.err) == (1, SUMMARY, "")


def test_text_goes_to_the_file_without_colours(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write({"Dockerfile": SUGGESTED})
    expected = folder.check().out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert folder.check("--output", "report").out == SUMMARY
    assert folder.read("report") == expected


def test_statistics_go_where_they_are_part_of_the_report(folder: Folder) -> None:
    folder.write({"Dockerfile": SUGGESTED})
    counted = "1  warning  DL3015 apt-no-install-recommends\n"
    assert folder.check("--statistics", "--output", "report").out == SUMMARY
    assert folder.read("report") == counted + SUMMARY
    assert folder.check("--statistics", "--format", "json", "--output", "report").out == counted + SUMMARY


def test_a_diff_goes_to_the_file(folder: Folder) -> None:
    folder.write({"Dockerfile": SAFE})
    expected = folder.check("--diff").out
    assert folder.check("--diff", "--output", "fixes.patch").out == "Would fix 1 problem in 1 file.\n"
    assert folder.read("fixes.patch") == expected


def test_the_fixed_text_of_standard_input_leaves_the_report_to_the_file(folder: Folder) -> None:
    run = folder.check("-", "--fix", "--format", "json", "--output", "report", stdin=SAFE.encode())
    assert run.out == SAFE_FIXED
    assert run.err.endswith("No problems left in 1 file.\n")
    assert json.loads(folder.read("report"))["files"][0]["diagnostics"] == []


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("no/report", "No such file or directory"),
        ("Dockerfile/report", "Not a directory"),
        ("folder", "Is a directory"),
    ],
)
def test_a_place_where_nothing_can_be_written_is_told_before_anything_is_fixed(
    folder: Folder, path: str, reason: str
) -> None:
    folder.write({"Dockerfile": SAFE, "folder/x": ""})
    run = folder.check("--fix", "--output", path)
    assert (run.code, run.out) == (2, "")
    assert run.err == f"dockerls: --output: {path} cannot be written: {reason}\n"
    assert folder.read() == SAFE
    assert folder.check("--output", path, "--language", "ko").err == (
        f"dockerls: --output: {path}에 쓸 수 없습니다: {reason}\n"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write(folder: Folder) -> None:
    folder.write({"Dockerfile": CLEAN, "closed/x": ""})
    (folder.path / "closed").chmod(0o500)
    run = folder.check("--output", "closed/report")
    assert (run.code, run.err) == (2, "dockerls: --output: closed/report cannot be written: Permission denied\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_told(folder: Folder) -> None:
    folder.write({"Dockerfile": CLEAN})
    run = folder.check("--output", "/dev/full")
    assert (run.code, run.err) == (2, "dockerls: --output: /dev/full cannot be written: No space left on device\n")


def test_exit_codes_are_those_without_a_file(folder: Folder) -> None:
    folder.write({"Dockerfile": SUGGESTED})
    codes = [folder.check("--output", "r", *more).code for more in ((), ("--exit-zero",), ("--ignore", "size"), ("x",))]
    assert codes == [1, 0, 0, 2]


def test_the_file_is_replaced_and_keeps_its_mode(folder: Folder) -> None:
    folder.write({"Dockerfile": SUGGESTED, "reports/old": "old " * 1000})
    old = folder.path / "reports/old"
    old.chmod(0o640)
    (folder.path / "link").symlink_to(old)
    with old.open() as reader:
        folder.check("--output", "link")
        assert reader.read() == "old " * 1000  # who is reading it reads on in the old one
    assert folder.read("reports/old").endswith(SUMMARY)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert (folder.path / "link").is_symlink()
    assert [each.name for each in (folder.path / "reports").iterdir()] == ["old"]


def test_a_new_file_has_the_mode_of_new_files(folder: Folder) -> None:
    folder.write({"Dockerfile": CLEAN, "usual": ""})
    folder.check("--output", "report")
    assert (folder.path / "report").stat().st_mode == (folder.path / "usual").stat().st_mode


def test_a_device_is_written_to_and_stays(folder: Folder) -> None:
    folder.write({"Dockerfile": CLEAN})
    (folder.path / "null").symlink_to(os.devnull)
    assert folder.check("--output", "null").code == 0
    assert Path(os.devnull).is_char_device()
