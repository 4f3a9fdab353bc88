"""``dockerls check`` with the files around Dockerfiles: what it finds, and what its fixes do to other files."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.command_line import Folder, Run

RULES = "copy-missing-source,copy-ignored-file,dockerignore-missing,dockerignore-weak,secret-file-copied"
COPY_ALL = "FROM node:24\nWORKDIR /app\nCOPY . .\nRUN npm ci\n"
NODE = {"package.json": "{}", "server.js": "", "node_modules/a/index.js": ""}
SCHEMA = Path(__file__).parent / "json_output.schema.json"


def check(folder: Folder, *arguments: str, stdin: bytes = b"") -> Run:
    return folder.run("check", "--select", RULES, *arguments, stdin=stdin)


def found(folder: Folder, *arguments: str, stdin: bytes = b"") -> list[str]:
    return check(folder, "--format", "json", *arguments, stdin=stdin).found


def test_the_repository_bounds_the_search(folder: Folder) -> None:
    folder.write({"repo/.git/HEAD": "", "repo/docker/Dockerfile": "FROM a\nCOPY src/a src/c /\n", "repo/src/a": ""})
    assert found(folder) == ["repo/docker/Dockerfile:2 DLS4020"]
    folder.write({"src/a": "", "src/c": ""})
    assert found(folder) == ["repo/docker/Dockerfile:2 DLS4020"]
    folder.write({"repo/src/c": ""})
    assert found(folder) == []


def test_without_a_repository_the_current_folder_does(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write({"docker/Dockerfile": "FROM a\nCOPY src/a src/b src/c /\n", "src/a": "", "src/b": ""})
    assert found(folder) == ["docker/Dockerfile:2 DLS4020"]
    monkeypatch.chdir(folder.path / "docker")
    assert found(folder) == []


def test_the_context_is_set_relative_to_the_configuration(folder: Folder) -> None:
    folder.write(
        {
            "build/Dockerfile": "FROM a\nCOPY main.go go.mod /\n",
            "build/api.Dockerfile": "FROM a\nCOPY main.go go.mod /\n",
            "app/main.go": "",
            "app/go.mod": "",
            "dockerls.toml": 'context = "app"\n[[override]]\npaths = ["*.Dockerfile"]\ncontext = "build"\n',
        }
    )
    assert found(folder) == ["build/api.Dockerfile:2 DLS4020"] * 2


def test_standard_input_stands_where_its_name_says(folder: Folder) -> None:
    folder.write({"app/a": "", "app/Dockerfile": ""})
    text = b"FROM x\nCOPY a b /\n"
    assert found(folder, "-", stdin=text) == []
    assert found(folder, "-", "--stdin-filename", "app/Dockerfile", stdin=text) == ["app/Dockerfile:2 DLS4020"]


def test_a_guess_is_no_error(folder: Folder) -> None:
    folder.write({"Dockerfile": COPY_ALL, ".dockerignore": "node_modules", ".env": "API_KEY=abc123\n", **NODE})
    assert check(folder, "--fail-on", "error").code == 0
    folder.write({"dockerls.toml": 'context = "."\n'})
    assert check(folder, "--fail-on", "error").code == 1


def test_an_ignore_file_is_made(folder: Folder) -> None:
    folder.write({"Dockerfile": COPY_ALL, ".env": "API_KEY=abc123\n", **NODE})
    run = check(folder, "--unsafe-fixes")
    assert folder.read(".dockerignore") == "node_modules\n.env\nDockerfile*\n"
    assert folder.read() == COPY_ALL
    assert run.out == (
        "Fixed 2 problems in 1 file:\n"
        "  1 × DLS1024 dockerignore-missing\n"
        "  1 × DLS3004 secret-file-copied\n"
        "No problems left in 1 file.\n"
    )
    assert found(folder) == []


def test_safe_fixes_leave_other_files_alone(folder: Folder) -> None:
    folder.write({"Dockerfile": COPY_ALL, **NODE})
    assert check(folder, "--fix").code == 1
    assert not (folder.path / ".dockerignore").exists()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("*.log", "*.log\nnode_modules\n"),
        ("*.log\n", "*.log\nnode_modules\n"),
        ("*.log\r\n.env", "*.log\r\n.env\r\nnode_modules\r\n"),
        ("\ufeff", "\ufeffnode_modules\n"),
        ("# node_modules", "# node_modules\nnode_modules\n"),
    ],
)
def test_lines_are_appended_in_the_style_of_the_file(folder: Folder, before: str, after: str) -> None:
    folder.write({"Dockerfile": COPY_ALL, ".dockerignore": before, **NODE})
    check(folder, "--unsafe-fixes")
    assert folder.read(".dockerignore") == after


def test_files_of_one_context_append_once(folder: Folder) -> None:
    folder.write({**{f"{number}.Dockerfile": COPY_ALL for number in range(3)}, **NODE})
    check(folder, "--unsafe-fixes")
    assert folder.read(".dockerignore") == "node_modules\n"


def test_many_processes_append_once(folder: Folder) -> None:
    folder.write({f"{number}.Dockerfile": COPY_ALL for number in range(90)})
    folder.write({**NODE})
    run = check(folder, "--unsafe-fixes", "--jobs", "2")
    assert folder.read(".dockerignore") == "node_modules\n"
    assert run.out.startswith("Fixed 90 problems in 90 files:\n"), run.err


def test_the_diff_shows_other_files_and_git_applies_it(folder: Folder) -> None:
    folder.write({"a/Dockerfile": COPY_ALL, "b/Dockerfile": COPY_ALL, "b/.dockerignore": ".env"})
    folder.write({f"{name}/{path}": text for name in "ab" for path, text in NODE.items()})
    folder.git("init", "-q")
    run = check(folder, "--unsafe-fixes", "--diff")
    assert not (folder.path / "a/.dockerignore").exists()
    assert run.out == (
        "--- /dev/null\n"
        "+++ b/a/.dockerignore\n"
        "@@ -0,0 +1,2 @@\n"
        "+node_modules\n"
        "+Dockerfile*\n"
        "--- a/b/.dockerignore\n"
        "+++ b/b/.dockerignore\n"
        "@@ -1 +1,2 @@\n"
        "-.env\n"
        "\\ No newline at end of file\n"
        "+.env\n"
        "+node_modules\n"
    )
    folder.write({"fix.patch": run.out})
    folder.git("apply", "fix.patch")
    assert folder.read("a/.dockerignore") == "node_modules\nDockerfile*\n"


def test_json_names_the_other_file(folder: Folder) -> None:
    folder.write({"docker/Dockerfile": COPY_ALL, ".dockerignore": "*.log\n.env", **NODE})
    run = check(folder, "--format", "json", "docker")
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(run.json)
    [diagnostic] = run.json["files"][0]["diagnostics"]
    end = {"line": 2, "column": 5}
    assert diagnostic["fixes"][0]["edits"] == [
        {"path": "../.dockerignore", "range": {"start": end, "end": end}, "newText": "\nnode_modules\n"}
    ]


def test_what_leads_out_of_the_context_is_not_written(folder: Folder) -> None:
    folder.write(
        {"app/Dockerfile": COPY_ALL, "ignore": "*.log\n", **{f"app/{path}": text for path, text in NODE.items()}}
    )
    (folder.path / "app/.dockerignore").symlink_to("../ignore")
    run = check(folder, "--unsafe-fixes")
    assert folder.read("ignore") == "*.log\n"
    assert run.code == 2
    assert run.err.startswith("app/Dockerfile: app/.dockerignore is not in the build context")
    assert check(folder, "--unsafe-fixes", "--diff").out == ""


def test_a_file_that_cannot_be_read_is_told(folder: Folder) -> None:
    folder.write({"Dockerfile": COPY_ALL, ".dockerignore": b"*.log \xff\n", **NODE})
    run = check(folder, "--unsafe-fixes")
    assert run.code == 2
    assert run.err.startswith("Dockerfile: .dockerignore is not UTF-8 text")


def test_sarif_names_the_other_file(folder: Folder) -> None:
    folder.write({"docker/Dockerfile": COPY_ALL, ".dockerignore": "*.log\n", **NODE})
    run = check(folder, "--format", "sarif", "docker")
    [fix] = run.json["runs"][0]["results"][0]["fixes"]
    [change] = fix["artifactChanges"]
    assert change["artifactLocation"]["uri"] == ".dockerignore"
    assert change["replacements"][0]["insertedContent"] == {"text": "node_modules\n"}


def test_what_may_be_an_archive_is_not_copied_unseen(folder: Folder) -> None:
    text = "FROM debian:12\nADD rootfs /\nADD start /usr/bin/\n"
    folder.write({"Dockerfile": text, "rootfs": b"\x1f\x8b\x08\x00\xff\xfe", "start": "#!/bin/sh\n"})
    folder.run("check", "--fix", "--select", "add-instead-of-copy")
    assert (folder.path / "Dockerfile").read_text() == "FROM debian:12\nADD rootfs /\nCOPY start /usr/bin/\n"
