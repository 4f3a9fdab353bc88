"""Which files ``dockerls check`` finds."""

import pytest

from dockerls.build_context.discovery import is_dockerfile_name
from tests.command_line import CLEAN, SUGGESTED, Folder


@pytest.mark.parametrize(
    "name",
    [
        *("Dockerfile", "dockerfile", "Dockerfile.dev", "dockerfile.dev", "Dockerfile.go", "Dockerfile.dev.amd64"),
        *("web.Dockerfile", "web.dockerfile", "Containerfile", "Containerfile.dev", "Containerfile-dev"),
        *("web.containerfile", "DOCKERFILE", "데이터.Dockerfile"),
    ],
)
def test_names_of_dockerfiles(name: str) -> None:
    assert is_dockerfile_name(name)


@pytest.mark.parametrize(
    "name",
    [
        *("Dockerfile.dockerignore", ".dockerignore", "web.Dockerfile.dockerignore", "Containerfile.containerignore"),
        *("Dockerfile~", "Dockerfile.bak", "Dockerfile.orig", "Dockerfile.rej", ".Dockerfile.swp", "#Dockerfile#"),
        *(".#Dockerfile", "Dockerfile.j2", "Dockerfile.md", "dockerfile.go", "dockerfile.py", "dockerfile-parse.py"),
        *("Makefile", "docker-compose.yml", "NotADockerfile", "mydockerfile", "Dockerfiles", ""),
    ],
)
def test_other_names(name: str) -> None:
    assert not is_dockerfile_name(name)


def test_files_come_before_folders_and_by_name(folder: Folder) -> None:
    names = ["b/Dockerfile", "a/z/Dockerfile", "a/Dockerfile.b", "a/Dockerfile", "z.dockerfile", "Dockerfile"]
    folder.write(dict.fromkeys(names, CLEAN))
    assert folder.json().paths == [
        *("Dockerfile", "z.dockerfile", "a/Dockerfile", "a/Dockerfile.b", "a/z/Dockerfile", "b/Dockerfile")
    ]


def test_paths_are_shown_as_they_were_given_and_in_that_order(folder: Folder) -> None:
    folder.write({"a/Dockerfile": CLEAN, "b/Dockerfile": CLEAN, "c": CLEAN})
    absolute = (folder.path / "a").as_posix()
    assert folder.json("c", "b", absolute).paths == ["c", "b/Dockerfile", f"{absolute}/Dockerfile"]


def test_each_file_once(folder: Folder) -> None:
    folder.write({"a/Dockerfile": CLEAN})
    (folder.path / "a/Dockerfile.link").symlink_to("Dockerfile")
    (folder.path / "Dockerfile").symlink_to("a/Dockerfile")
    assert folder.json("a/Dockerfile", ".", "a", "./a/Dockerfile").paths == ["a/Dockerfile"]
    assert folder.json(".").paths == ["a/Dockerfile"]
    assert folder.json("Dockerfile").paths == ["Dockerfile"]


def test_a_link_to_a_file_elsewhere_is_followed(folder: Folder) -> None:
    folder.write({"other/base": SUGGESTED})
    (folder.path / "Dockerfile").symlink_to("other/base")
    (folder.path / "Dockerfile.gone").symlink_to("nowhere")
    assert folder.json().found == ["Dockerfile:2 DL3015"]


def test_a_loop_of_links_ends(folder: Folder) -> None:
    folder.write({"a/Dockerfile": CLEAN})
    (folder.path / "a/loop").symlink_to("..")
    assert folder.json().paths == ["a/Dockerfile"]


def test_folders_of_others_are_left_out_unless_they_are_named(folder: Folder) -> None:
    folder.write({f"{name}/Dockerfile": CLEAN for name in (".git", "node_modules", "a/node_modules", "src")})
    assert folder.json().paths == ["src/Dockerfile"]
    assert folder.json("node_modules").paths == ["node_modules/Dockerfile"]


def test_gitignore_of_every_folder_counts(folder: Folder) -> None:
    names = ["build/Dockerfile", "a/Dockerfile.tmp1", "a/Dockerfile.keep1", "a/b/Dockerfile", "c/Dockerfile"]
    folder.write(dict.fromkeys(names, CLEAN))
    folder.write({".gitignore": "build/\n*.tmp1\n*.keep1\n/b\n", "a/.gitignore": "!*.keep1\n/b/\n"})
    assert folder.json().paths == ["a/Dockerfile.keep1", "c/Dockerfile"]


def test_gitignore_above_the_named_folder_counts(folder: Folder) -> None:
    folder.write({".git/HEAD": "", ".gitignore": "x\n", "a/x/Dockerfile": CLEAN, "a/y/Dockerfile": CLEAN})
    assert folder.json("a").paths == ["a/y/Dockerfile"]
    assert folder.json("a/x").paths == ["a/x/Dockerfile"]
    assert folder.json("a/x/Dockerfile").paths == ["a/x/Dockerfile"]


def test_a_repository_in_a_repository_has_its_own(folder: Folder) -> None:
    folder.write({".git/HEAD": "", ".gitignore": "Dockerfile.*\n"})
    folder.write({"Dockerfile.a": CLEAN, "sub/.git": "gitdir: ../.git/modules/sub\n", "sub/Dockerfile.a": CLEAN})
    assert folder.json().paths == ["sub/Dockerfile.a"]


def test_what_only_this_clone_excludes(folder: Folder) -> None:
    folder.git("init", "-q")
    folder.write({"Dockerfile": CLEAN, "mine/Dockerfile": CLEAN, ".git/info/exclude": "mine\n"})
    assert folder.json().paths == ["Dockerfile"]


def test_what_this_clone_excludes_counts_in_its_worktrees(folder: Folder) -> None:
    folder.write({"main/Dockerfile": CLEAN, "main/mine/Dockerfile": CLEAN})
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-qm", "a"), ("worktree", "add", "-q", "../other")):
        folder.git("-C", "main", *arguments)
    folder.write({"main/.git/info/exclude": "mine\n"})
    assert folder.json("other").paths == ["other/Dockerfile"]


def test_exclude_of_the_configuration_counts(folder: Folder) -> None:
    names = ["Dockerfile", "vendor/a/Dockerfile", "src/Dockerfile", "src/Dockerfile.old1"]
    folder.write(dict.fromkeys(names, CLEAN))
    folder.write({"dockerls.toml": 'exclude = ["vendor", "src/*.old1"]\n'})
    assert folder.json().paths == ["Dockerfile", "src/Dockerfile"]
    assert folder.json("src").paths == ["src/Dockerfile"]
    assert folder.json("vendor/a/Dockerfile").paths == ["vendor/a/Dockerfile"]


def test_a_folder_where_a_dockerfile_should_be(folder: Folder) -> None:
    folder.write({"Dockerfile/x": "", "src/Dockerfile": CLEAN})
    run = folder.json("Dockerfile", "src")
    assert (run.code, run.found) == (2, ["Dockerfile error"])
    folder.write({"Dockerfile/web.dockerfile": CLEAN})
    assert folder.json("Dockerfile").paths == ["Dockerfile/web.dockerfile"]


def test_every_folder_has_its_configuration(folder: Folder) -> None:
    folder.write({"a/Dockerfile": SUGGESTED, "b/c/Dockerfile": SUGGESTED, "b/dockerls.toml": 'ignore = ["DL3015"]\n'})
    run = folder.run("check", "--format", "json")
    assert "a/Dockerfile:2 DL3015" in run.found
    assert "b/c/Dockerfile:2 DL3015" not in run.found
