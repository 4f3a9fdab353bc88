"""``check --since``: only findings on lines that a revision does not have."""

import pytest

from dockerls.build_context.changed_lines import carried
from tests.command_line import SAFE, SUGGESTED, Folder

RUN = "RUN apt-get install -y nginx\n"


@pytest.fixture
def repository(folder: Folder) -> Folder:
    """A repository with one commit: a Dockerfile with one finding, in a folder."""
    folder.write({"sub/Dockerfile": f"{SUGGESTED}USER app\n"})
    folder.git("init", "-q")
    folder.git("add", ".")
    folder.git("commit", "-qm", "first")
    return folder


def test_nothing_changed(repository: Folder) -> None:
    assert repository.json("--since", "HEAD").found == []


def test_a_new_line(repository: Folder) -> None:
    repository.write({"sub/Dockerfile": f"{SUGGESTED}USER app\n{RUN}"})
    assert repository.json("--since", "HEAD").found == ["sub/Dockerfile:4 DL3015"]
    repository.git("commit", "-qam", "second")
    assert repository.json("--since", "HEAD").found == []
    assert repository.json("--since", "HEAD~1").found == ["sub/Dockerfile:4 DL3015"]


def test_a_removed_line(repository: Folder) -> None:
    repository.write({"sub/Dockerfile": SUGGESTED})
    assert repository.json("--since", "HEAD").found == []


def test_a_new_file_is_new_as_a_whole(repository: Folder) -> None:
    repository.write({"Dockerfile": SUGGESTED, "staged.Dockerfile": SUGGESTED})
    repository.git("add", "staged.Dockerfile")
    assert repository.json("--since", "HEAD").found == ["Dockerfile:2 DL3015", "staged.Dockerfile:2 DL3015"]


def test_names_that_git_would_read_otherwise(repository: Folder) -> None:
    repository.write({"a[b].Dockerfile": SUGGESTED, ":(top)x.Dockerfile": SUGGESTED, "한글.Dockerfile": SUGGESTED})
    assert len(repository.json("--since", "HEAD").found) == 3
    repository.git("add", ".")
    repository.git("commit", "-qm", "second")
    assert repository.json("--since", "HEAD").found == []


def test_only_changed_lines_are_fixed(repository: Folder) -> None:
    old = SAFE.replace("COPY", "#\nCOPY")
    repository.write({"sub/Dockerfile": old})
    repository.git("commit", "-qam", "second")
    repository.write({"sub/Dockerfile": old.replace("FROM scratch", "RUN apt-get install -y make\nFROM scratch")})
    repository.check("--since", "HEAD", "--fix")
    assert repository.read("sub/Dockerfile") == old.replace(
        "FROM scratch", "RUN apt-get install --no-install-recommends -y make\nFROM scratch"
    )


def test_inside_a_hook(repository: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """git sets GIT_DIR=.git for its hooks, which is wrong in a sub folder."""
    monkeypatch.setenv("GIT_DIR", ".git")
    repository.write({"sub/Dockerfile": f"{SUGGESTED}USER app\n{RUN}"})
    assert repository.json("--since", "HEAD").found == ["sub/Dockerfile:4 DL3015"]


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD:sub/Dockerfile"])
def test_a_revision_that_is_none(repository: Folder, revision: str) -> None:
    run = repository.check(f"--since={revision}")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(f"dockerls: --since: git knows no revision '{revision}' in {repository.path}/sub: ")


def test_outside_a_repository(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.path.parent))
    folder.write({"Dockerfile": SUGGESTED})
    run = folder.check("--since", "HEAD")
    assert run.code == 2
    assert "not a git repository" in run.err


def test_without_git(repository: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    run = repository.check("--since", "HEAD")
    assert (run.code, run.err) == (2, "dockerls: --since needs git, which is not installed\n")


@pytest.mark.parametrize(
    ("after", "lines"),
    [
        ("a\nB\nc\nd", {2}),
        ("new\na\nB\nc\nd", {1, 3}),
        ("a\nB\nmended\nd", {2, 3}),
        ("B\nc\nd", {1}),
        ("a\nB\nc\nd\nend", {2, 5}),
    ],
)
def test_changed_lines_move_with_fixes(after: str, lines: set[int]) -> None:
    assert carried(frozenset({2}), "a\nB\nc\nd", after) == lines
