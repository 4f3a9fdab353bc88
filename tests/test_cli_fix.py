"""``check --fix``, ``--unsafe-fixes``, ``--diff`` and ``--add-ignores``: what becomes of the files."""

import os
import stat
from pathlib import Path

import pytest

from dockerls.build_context.source_file import SourceError, SourceFile, read_source, write_source
from tests.command_line import CLEAN, SAFE, SAFE_FIXED, SUGGESTED, SUGGESTED_FIXED, Folder


def test_fix_applies_what_is_safe_and_tells_what_is_left(folder: Folder) -> None:
    folder.write({"a/Dockerfile": SAFE, "b/Dockerfile": SUGGESTED, "c/Dockerfile": CLEAN})
    run = folder.check("--fix")
    assert folder.read("a/Dockerfile") == SAFE_FIXED
    assert folder.read("b/Dockerfile") == SUGGESTED
    assert run.out.endswith(
        "Fixed 1 problem in 1 file:\n"
        "  1 × DL3015 apt-no-install-recommends\n"
        "1 problem left in 1 of 3 files: 1 warning.\n"
        "1 can be fixed with --unsafe-fixes.\n"
    )
    assert run.code == 1


def test_unsafe_fixes_applies_suggestions_too(folder: Folder) -> None:
    folder.write({"a/Dockerfile": SAFE, "b/Dockerfile": SUGGESTED})
    run = folder.check("--unsafe-fixes")
    assert (folder.read("a/Dockerfile"), folder.read("b/Dockerfile")) == (SAFE_FIXED, SUGGESTED_FIXED)
    assert run.out.endswith("No problems left in 2 files.\n")
    assert run.code == 0


def test_fixed_files_are_reported_by_every_process(folder: Folder) -> None:
    text = "FROM debian:12\nUSER app\nCMD ['a']\n"
    folder.write({f"{number}/Dockerfile": text for number in range(100)})
    run = folder.run("check", "--select", "json-single-quotes", "--fix", "--jobs", "2")
    assert run.out.startswith("Fixed 100 problems in 100 files:\n"), run.err


def test_what_is_suppressed_is_not_fixed(folder: Folder) -> None:
    text = SAFE.replace("RUN", "# dockerls: ignore=DL3015 we want them\nRUN")
    folder.write({"Dockerfile": text})
    assert folder.check("--fix").out == "No problems found in 1 file.\n"
    assert folder.read() == text


def test_unused_suppressions_are_fixed(folder: Folder) -> None:
    folder.write({"Dockerfile": "FROM debian:12\n# dockerls: ignore=DL3015\nUSER app\n"})
    folder.run("check", "--select", "DL3015,unused-suppression", "--fix")
    assert folder.read() == CLEAN


def test_diff_shows_and_changes_nothing(folder: Folder) -> None:
    folder.write({"sub/Dockerfile": SAFE})
    run = folder.check("--diff")
    assert folder.read("sub/Dockerfile") == SAFE
    assert run.out == (
        "--- a/sub/Dockerfile\n"
        "+++ b/sub/Dockerfile\n"
        "@@ -1,4 +1,4 @@\n"
        " FROM debian:12 AS build\n"
        "-RUN apt-get install -y make\n"
        "+RUN apt-get install --no-install-recommends -y make\n"
        " FROM scratch\n"
        " COPY --from=build /a /a\n"
    )
    assert run.err == "Would fix 1 problem in 1 file.\n"
    assert run.code == 1


def test_diff_of_suggestions(folder: Folder) -> None:
    folder.write({"Dockerfile": SUGGESTED})
    assert folder.check("--diff").err == "Nothing to fix in 1 file.\n"
    assert "+RUN apt-get install --no-install-recommends" in folder.check("--diff", "--unsafe-fixes").out
    assert folder.read() == SUGGESTED


@pytest.mark.parametrize(
    "text", [SAFE, SAFE.replace("\n", "\r\n"), SAFE.rstrip("\n"), SAFE.replace("make", "make # 한글 \u2028")]
)
def test_git_applies_the_diff(folder: Folder, text: str) -> None:
    folder.write({"Dockerfile": text})
    folder.git("init", "-q")
    folder.write({"fix.patch": folder.check("--diff").out})
    folder.git("apply", "fix.patch")
    assert folder.read() == text.replace("install", "install --no-install-recommends")


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "# 끝\u2028 \x0c"])
def test_the_rest_of_the_file_stays_byte_for_byte(folder: Folder, bom: str, line_end: str, end: str) -> None:
    text = bom + SAFE.replace("\n", line_end) + end
    folder.write({"Dockerfile": text})
    folder.check("--fix")
    assert folder.read() == text.replace("install", "install --no-install-recommends")


def test_the_mode_stays_and_links_stay_links(folder: Folder) -> None:
    folder.write({"real/Dockerfile": SAFE})
    (folder.path / "real/Dockerfile").chmod(0o640)
    (folder.path / "Dockerfile").symlink_to("real/Dockerfile")
    folder.check("--fix", "Dockerfile")
    assert (folder.path / "Dockerfile").is_symlink()
    assert folder.read("real/Dockerfile") == SAFE_FIXED
    assert stat.S_IMODE((folder.path / "real/Dockerfile").stat().st_mode) == 0o640
    assert [path.name for path in (folder.path / "real").iterdir()] == ["Dockerfile"]


def test_a_file_that_changed_meanwhile_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "Dockerfile"
    path.write_text(SAFE)
    source = read_source(path)
    path.write_text(CLEAN)
    with pytest.raises(SourceError, match="was changed by someone else meanwhile"):
        write_source(source, SAFE_FIXED)
    assert path.read_text() == CLEAN


def test_what_is_no_regular_file_is_not_written(folder: Folder) -> None:
    os.mkfifo(folder.path / "pipe")
    with pytest.raises(SourceError, match="is not a regular file"):
        write_source(SourceFile(folder.path / "pipe", SAFE.encode()), SAFE_FIXED)


def test_standard_input_is_fixed_to_standard_output(folder: Folder) -> None:
    run = folder.check("-", "--fix", stdin=SAFE.encode())
    assert (run.code, run.out) == (0, SAFE_FIXED)
    unfixed = folder.check("-", "--fix", stdin=SUGGESTED.encode())
    assert unfixed.out == SUGGESTED
    assert "-:2:13 warning DL3015" in unfixed.err


def test_json_after_a_fix_tells_what_is_left(folder: Folder) -> None:
    folder.write({"a/Dockerfile": SAFE, "b/Dockerfile": SUGGESTED})
    assert folder.json("--fix").found == ["b/Dockerfile:2 DL3015"]


def test_add_ignores_makes_the_run_clean(folder: Folder) -> None:
    folder.write(
        {
            "Dockerfile": "# syntax=docker/dockerfile:1\n\n# The image of the shop.\nFROM node\n"
            "MAINTAINER me\n  RUN apt-get update && \\\n    apt-get install -y curl\n"
        }
    )
    run = folder.run("check", "--add-ignores", "  older than dockerls,\nsee #12")
    assert run.code == 0
    assert "Wrote suppressions for" in run.out
    assert "No problems left in 1 file." in run.out
    assert "  # dockerls: ignore=" in folder.read()
    assert folder.read().count("older than dockerls, see #12") == folder.read().count("ignore=")
    assert folder.run("check", "--fail-on", "hint").code == 0
    again = folder.run("check", "--add-ignores", "twice")
    assert again.out == "No problems found in 1 file.\n"


def test_add_ignores_writes_above_the_instruction(folder: Folder) -> None:
    folder.write({"Dockerfile": SUGGESTED.replace("\n", "\r\n")})
    folder.check("--add-ignores", "we want them")
    assert folder.read() == (
        "FROM debian:12\r\n# dockerls: ignore=DL3015 we want them\r\nRUN apt-get install -y nginx\r\n"
    )


def test_add_ignores_makes_every_application_clean(folder: Folder) -> None:
    applications = Path(__file__).parent / "corpus" / "apps"
    folder.write({path.name: path.read_bytes() for path in applications.iterdir()})
    strict = ("check", "--profile", "strict", "--fail-on", "hint")
    assert folder.run(*strict).code == 1
    assert folder.run(*strict, "--add-ignores", "older than dockerls").code == 0
    assert folder.run(*strict).code == 0


def test_a_second_fix_of_every_application_changes_nothing(folder: Folder) -> None:
    applications = Path(__file__).parent / "corpus" / "apps"
    folder.write({path.name: path.read_bytes() for path in applications.iterdir()})
    assert "Fixed " in folder.run("check", "--unsafe-fixes").out
    assert "Fixed " not in folder.run("check", "--unsafe-fixes").out


def test_a_fix_for_one_place_is_promised_to_editors_only(folder: Folder) -> None:
    folder.write({"Dockerfile": "FROM debian:12\nRUN curl -fsSLo /usr/bin/x https://example.com/x\n"})
    arguments = ("--select", "download-without-checksum", "--unsafe-fixes")
    shown = folder.run("check", *arguments).out
    assert "= in an editor: Compare the SHA-256 (to fill in)" in shown
    assert "can be fixed" not in shown
    assert "Nothing to fix" in folder.run("check", *arguments, "--fix", "--diff").err
