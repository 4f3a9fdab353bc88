"""Where the build context of a Dockerfile is, and what is seen of the files in it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dockerls.build_context.context_root import find_root, workspace_of
from dockerls.build_context.contexts import Asker, Contexts
from dockerls.build_context.snapshot import Limits, take_snapshot
from dockerls.semantics.build_context import BuildContext
from dockerls.semantics.context_sources import context_sources, literal_paths
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.parse import parse

Tree = Callable[..., Path]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Makes files (folders, where a path ends with a slash) below a folder, and gives the folder."""

    def make(*paths: str) -> Path:
        for name in paths:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if name.endswith("/"):
                path.mkdir(exist_ok=True)
            else:
                path.write_text("", encoding="utf-8")
        return tmp_path

    return make


def root(top: Path, dockerfile: str, *literals: str, setting: str = "") -> str | None:
    """The folder that is found, relative to the workspace; with a question mark behind it where it is a guess."""
    found = find_root(top / dockerfile, setting, top, literals)
    if found is None:
        return None
    return found.folder.relative_to(top).as_posix() + ("?" if found.is_guess else "")


def test_the_nearest_folder_with_all_sources(tree: Tree) -> None:
    top = tree("app/docker/Dockerfile", "app/docker/run.sh", "app/src/a.py", "app/run.sh", "src/a.py", "run.sh")
    assert root(top, "app/docker/Dockerfile", "run.sh") == "app/docker?"
    assert root(top, "app/docker/Dockerfile", "src/a.py", "run.sh") == "app?"
    assert root(top, "app/docker/Dockerfile", "app/src", "run.sh") == ".?"
    assert root(top, "app/docker/Dockerfile", "app/b", "src/b.py") is None


def test_a_whole_context_has_more_than_dockerfiles(tree: Tree) -> None:
    top = tree("docker/Dockerfile", "docker/Dockerfile.dev", "docker/.dockerignore", "docker/compose.yaml", "main.go")
    assert root(top, "docker/Dockerfile", "") == ".?"
    tree("docker/main.go")
    assert root(top, "docker/Dockerfile", "") == "docker?"


def test_one_missing_source_where_the_others_agree(tree: Tree) -> None:
    top = tree("app/Dockerfile", "app/a", "app/b", "b", "d")
    assert root(top, "app/Dockerfile", "a", "b", "c") == "app?"
    assert root(top, "app/Dockerfile", "b", "c") == "app?"
    assert root(top, "app/Dockerfile", "", "c") == "app?"
    assert root(top, "Dockerfile", "app/a", "c") == ".?"
    assert root(top, "app/Dockerfile", "a", "c", "e") is None
    assert root(top, "app/Dockerfile", "a", "d", "b") is None, "a is missing in one folder, d in the other"
    assert root(top, "app/Dockerfile", "c") is None, "nothing vouches for either folder"


def test_paths_and_folders_that_cannot_be(tree: Tree) -> None:
    top = tree("app/main.go")
    assert root(top, "app/Dockerfile", "main.go", "a\0b") == "app?"
    assert root(top, "gone/Dockerfile", "") == ".?"


def test_the_setting_wins(tree: Tree) -> None:
    top = tree("app/Dockerfile", "app/a", "other/b")
    assert root(top, "app/Dockerfile", "a", setting="other") == "other"
    assert root(top, "app/Dockerfile", "a", setting=str(top / "app")) == "app"
    assert root(top, "app/Dockerfile", "a", setting="missing") is None


def test_the_workspace_bounds_the_search(tree: Tree, tmp_path: Path) -> None:
    dockerfile = tree("a/b/Dockerfile", "a/.git/HEAD") / "a/b/Dockerfile"
    assert workspace_of(dockerfile, ()) == tmp_path / "a"
    assert workspace_of(dockerfile, (tmp_path, tmp_path / "a/b")) == tmp_path / "a/b"
    assert workspace_of(dockerfile, (tmp_path / "elsewhere",)) == tmp_path / "a"
    assert workspace_of(Path("/nowhere/Dockerfile"), ()) == Path("/nowhere")


def test_a_snapshot_notes_what_it_does_not_look_into(tree: Tree) -> None:
    top = tree("a.py", "src/b.py", "node_modules/p/index.js", ".git/HEAD", "empty/")
    (top / "out").symlink_to("/usr")
    (top / "loop").symlink_to(top)
    (top / "src/b.py").write_text("four", encoding="utf-8")
    files = take_snapshot(top)
    paths = [file.path for file in files.files]
    assert sorted(paths) == [".git", "a.py", "empty", "loop", "node_modules", "out", "src", "src/b.py"]
    found = files.get("src/b.py")
    assert found is not None
    assert (found.size, found.is_folder) == (4, False)
    assert files.may_hold("node_modules/p/index.js")
    assert files.may_hold("out/bin/sh")
    assert not files.may_hold("src/c.py")
    assert not files.may_hold("missing/c.py")


@pytest.mark.parametrize("limits", [Limits(count=2), Limits(depth=0), Limits(seconds=-1)])
def test_beyond_the_limits_nothing_is_known(tree: Tree, limits: Limits) -> None:
    top = tree("a/1", "a/2", "b/3/4")
    files = take_snapshot(top, limits)
    assert files.get("b/3/4") is None
    assert files.may_hold("b/3/4")
    assert take_snapshot(top / "missing").may_hold("anything")


def test_patterns_name_files_as_copy_does(tree: Tree) -> None:
    files = take_snapshot(tree("a.py", "b.py", "src/c.py", "src/deep/d.py", ".e.py", "[f].py"))
    assert [file.path for file in files.matching("*.py")] == [".e.py", "[f].py", "a.py", "b.py"]
    assert [file.path for file in files.matching("s*/*")] == ["src/c.py", "src/deep"]
    assert [file.path for file in files.matching("[^b].py")] == ["a.py"]
    assert [file.path for file in files.matching("\\[f].py")] == ["[f].py"]


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("Src/C.py", "src/c.py"),
        ("src/cc.py", "src/c.py"),
        ("d.py", "src/deep/d.py"),
        ("scr/c.py", "src/c.py"),
        ("something/else.txt", None),
    ],
)
def test_the_likely_meaning_of_a_path(tree: Tree, path: str, meant: str | None) -> None:
    assert take_snapshot(tree("main.go", "src/c.py", "src/deep/d.py")).nearest(path) == meant


def context(top: Path, dockerfile: str = "Dockerfile", setting: str = ".") -> BuildContext:
    located = Contexts().of(Asker(top / dockerfile, setting, (top,), ()))
    assert located is not None
    assert located.folder == top
    return located.context


def test_the_ignore_file_of_the_dockerfile_wins(tree: Tree) -> None:
    top = tree("Dockerfile", "docker/Dockerfile.dev", "docker/Dockerfile.dev.dockerignore")
    assert context(top).ignore_file is None
    (top / ".dockerignore").write_text("\ufeff*.log\r\n", encoding="utf-8")
    (top / "docker/Dockerfile.dev.dockerignore").write_text("*.md\n", encoding="utf-8")
    of_root, own = context(top), context(top, "docker/Dockerfile.dev")
    assert (of_root.ignores("a.log"), of_root.ignores("a.md")) == (True, False)
    assert (own.ignores("a.log"), own.ignores("a.md")) == (False, True)
    assert own.ignore_file is not None
    assert own.ignore_file.path == "docker/Dockerfile.dev.dockerignore"


def test_an_ignore_file_that_cannot_be_read(tree: Tree) -> None:
    top = tree("Dockerfile", ".dockerignore/")
    found = context(top).ignore_file
    assert found is not None
    assert found.patterns is None
    outside = Contexts().of(Asker(top / "Dockerfile", "sub", (top,), ()))
    assert outside is None


def test_an_ignore_file_elsewhere_has_no_path_in_the_context(tree: Tree) -> None:
    top = tree("docker/Dockerfile", "docker/Dockerfile.dockerignore", "app/main.go")
    located = Contexts().of(Asker(top / "docker/Dockerfile", "app", (top,), ()))
    assert located is not None
    assert located.context.ignore_file is not None
    assert located.context.ignore_file.path is None


def test_files_are_read_within_the_context_only(tree: Tree, tmp_path: Path) -> None:
    tree("secret.txt", "app/a.txt")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "app/b.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "app/c.txt").write_bytes(b"\xef\xbb\xbfhello\r\n")
    (tmp_path / "app/link.txt").symlink_to("../secret.txt")
    os.mkfifo(tmp_path / "app/pipe")
    read = context(tmp_path / "app").read
    assert read("c.txt") == "hello\r\n"
    assert [read(path) for path in ("link.txt", "b.txt", "../secret.txt", "missing", "pipe", ".", "a\0b")] == [None] * 7


def test_what_git_leaves_out_is_made_by_builds(tree: Tree) -> None:
    top = tree(".git/HEAD", "app/main.go", "app/bin/a", "app/lib/x")
    (top / ".gitignore").write_text("bin/\n*.so\n", encoding="utf-8")
    (top / "app/.gitignore").write_text("/lib\n!keep.so\n", encoding="utf-8")
    is_generated = context(top / "app").is_generated
    assert is_generated("bin/a")
    assert is_generated("bin")
    assert is_generated("deep/er/x.so")
    assert is_generated("lib")
    assert not is_generated("main.go")
    assert not is_generated("keep.so")


def test_a_folder_is_looked_at_once(tree: Tree) -> None:
    top = tree("Dockerfile", "a")
    contexts = Contexts()
    asker = Asker(top / "Dockerfile", ".", (top,), ())

    def names() -> list[str]:
        located = contexts.of(asker)
        return [file.path for file in located.context.files.files] if located else []

    assert names() == ["Dockerfile", "a"]
    tree("b")
    assert names() == ["Dockerfile", "a"]
    contexts.forget()
    assert names() == ["Dockerfile", "a", "b"]


@pytest.mark.parametrize(
    ("copy", "paths"),
    [
        ("COPY a ./b/ /c/../../d /e/", ["a", "b", "d"]),
        ("ADD --chown=1 . /", [""]),
        ('COPY ["a b", "c"]', ["a b"]),
        ("COPY 'a' \"b\" /c/", ["a", "b"]),
        ("COPY a*.txt b? /c/", ["a*.txt*", "b?*"]),
        ("COPY --from=x a /", []),
        ("COPY $A ${B}/c d /", ["d"]),
        ("ADD https://example.com/a git@github.com:a/b.git ssh://a/b c /", ["c"]),
        ("COPY <<EOF b /c/\nEOF", ["b"]),
        ("ONBUILD COPY a /", []),
        ("COPY a", []),
        ("COPY", []),
    ],
)
def test_what_is_taken_from_the_context(copy: str, paths: list[str]) -> None:
    """A star behind a path: it is a pattern."""
    [piece] = parse(copy).pieces
    assert isinstance(piece, Instruction)
    holder = piece.trigger or piece
    assert [source.path + "*" * source.is_pattern for source in context_sources(holder)] == paths


def test_literal_sources_of_a_file() -> None:
    pieces = parse("FROM a\nCOPY a b*.txt /\n# note\nONBUILD COPY c /\nADD b a /\nCOPY --from=x d /\n").pieces
    assert literal_paths(pieces) == ("a", "b")
