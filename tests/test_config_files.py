"""Which configuration file a Dockerfile stands under."""

from pathlib import Path

import pytest

from dockerls.analysis.layers import effective
from dockerls.build_context.config_files import find_config, open_config

KNOWN = ("DL3006", "image-untagged", "size")
STRICT = 'profile = "strict"\n'
STRICT_TOOL = f"[tool.dockerls]\n{STRICT}"


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def found(root: Path, path: str) -> str | None:
    config = find_config(root / path, stop=root)
    return config.path.relative_to(root).as_posix() if config else None


def test_nearest_folder_wins(tmp_path: Path) -> None:
    write(tmp_path, {"dockerls.toml": "", "a/.dockerls.toml": "", "a/b/pyproject.toml": STRICT_TOOL})
    assert found(tmp_path, "Dockerfile") == "dockerls.toml"
    assert found(tmp_path, "a/Dockerfile") == "a/.dockerls.toml"
    assert found(tmp_path, "a/b/c/d/Dockerfile") == "a/b/pyproject.toml"
    assert found(tmp_path, "a/b/../Dockerfile") == "a/.dockerls.toml"


def test_order_in_one_folder(tmp_path: Path) -> None:
    write(tmp_path, {"pyproject.toml": STRICT_TOOL})
    assert found(tmp_path, "Dockerfile") == "pyproject.toml"
    write(tmp_path, {".dockerls.toml": ""})
    assert found(tmp_path, "Dockerfile") == ".dockerls.toml"
    write(tmp_path, {"dockerls.toml": ""})
    assert found(tmp_path, "Dockerfile") == "dockerls.toml"


def test_hadolints_counts_where_none_of_ours_is_as_near(tmp_path: Path) -> None:
    write(tmp_path, {"dockerls.toml": "", "a/.hadolint.yaml": "", "a/b/.hadolint.yml": "", "a/b/pyproject.toml": ""})
    assert found(tmp_path, "Dockerfile") == "dockerls.toml"
    assert found(tmp_path, "a/Dockerfile") == "a/.hadolint.yaml"
    assert found(tmp_path, "a/b/Dockerfile") == "a/b/.hadolint.yml"
    write(tmp_path, {"a/b/.hadolint.yaml": "", "a/hadolint.yaml": ""})
    assert found(tmp_path, "a/b/Dockerfile") == "a/b/.hadolint.yaml"
    write(tmp_path, {"a/b/pyproject.toml": STRICT_TOOL, "a/.dockerls.toml": ""})
    assert found(tmp_path, "a/b/Dockerfile") == "a/b/pyproject.toml"
    assert found(tmp_path, "a/Dockerfile") == "a/.dockerls.toml"


def test_hadolints_is_read_as_such(tmp_path: Path) -> None:
    write(tmp_path, {".hadolint.yml": "\ufeffignored: [DL3006]\n"})
    config = find_config(tmp_path / "Dockerfile", stop=tmp_path)
    assert config is not None
    layer, problems = config.read(KNOWN)
    assert problems == ()
    settings = effective([layer], (tmp_path / "Dockerfile").as_posix())
    assert (settings.profile, settings.ignore) == ("hadolint", ("DL3006",))


def test_hadolints_that_cannot_be_read_fails_nothing(tmp_path: Path) -> None:
    (tmp_path / ".hadolint.yaml").write_bytes(b"\xff\xfe")
    config = find_config(tmp_path / "Dockerfile", stop=tmp_path)
    assert config is not None
    _, (problem,) = config.read(KNOWN)
    assert problem.message.en == "This file is not UTF-8 text."
    assert not problem.is_error


def test_from_a_folder_and_from_a_file_that_is_not_there(tmp_path: Path) -> None:
    write(tmp_path, {"a/dockerls.toml": ""})
    assert found(tmp_path, "a") == "a/dockerls.toml"
    assert found(tmp_path, "a/nowhere/Dockerfile") == "a/dockerls.toml"


@pytest.mark.parametrize("name", ["\0", "\ud800", "x" * 300])
def test_from_a_name_no_file_can_have(tmp_path: Path, name: str) -> None:
    write(tmp_path, {"dockerls.toml": ""})
    assert found(tmp_path, f"{name}/Dockerfile") == "dockerls.toml"


def test_never_above_stop(tmp_path: Path) -> None:
    write(tmp_path, {"dockerls.toml": "", "a/b/Dockerfile": ""})
    assert find_config(tmp_path / "a/b/Dockerfile", stop=tmp_path / "a") is None


@pytest.mark.parametrize(
    "other",
    [
        "[project]\nname = 'dockerls-fan'\n",
        "[tool.ruff]\n",
        "tool = 3\n",
        "# [tool.dockerls]\n",
        "broken =\n",
        "broken = 'dockerls'\nbroken\n",
    ],
)
def test_pyproject_of_others_is_passed_over(tmp_path: Path, other: str) -> None:
    write(tmp_path, {"dockerls.toml": "", "a/pyproject.toml": other})
    assert found(tmp_path, "a/Dockerfile") == "dockerls.toml"


@pytest.mark.parametrize("ours", [STRICT_TOOL, "[ tool . dockerls ]\n", "tool.dockerls.profile = 'strict'\n"])
def test_pyproject_with_our_table_counts(tmp_path: Path, ours: str) -> None:
    write(tmp_path, {"dockerls.toml": "", "a/pyproject.toml": ours})
    assert found(tmp_path, "a/Dockerfile") == "a/pyproject.toml"


def test_what_it_says(tmp_path: Path) -> None:
    write(tmp_path, {"pyproject.toml": f"[project]\nname = 'x'\n\n{STRICT_TOOL}"})
    config = find_config(tmp_path / "a" / "Dockerfile")
    assert config
    layer, problems = config.read(KNOWN)
    assert not problems
    assert layer.folder == tmp_path.as_posix()
    assert effective([layer], f"{tmp_path.as_posix()}/a/Dockerfile").profile == "strict"


def test_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    (tmp_path / "dockerls.toml").write_bytes('\ufeff# 설정\r\nprofile = "strict"\r\nlanguage = "xx"\r\n'.encode())
    layer, problems = open_config(tmp_path / "dockerls.toml").read(KNOWN)
    assert effective([layer], "Dockerfile").profile == "strict"
    assert [problem.line for problem in problems] == [3]


def test_broken_files_are_told_and_never_raised(tmp_path: Path) -> None:
    write(tmp_path, {"broken/pyproject.toml": "[tool.dockerls]\nprofile =\n", "Dockerfile/x": ""})
    (tmp_path / "binary").mkdir()
    (tmp_path / "binary/dockerls.toml").write_bytes(b"profile = '\xff'\n")
    (tmp_path / "folder/dockerls.toml").mkdir(parents=True)
    expected = {"broken": ("pyproject.toml", 2), "binary": ("dockerls.toml", None), "folder": ("dockerls.toml", None)}
    for folder, (name, line) in expected.items():
        config = find_config(tmp_path / folder / "Dockerfile")
        assert config and config.path == tmp_path / folder / name
        layer, (problem,) = config.read(KNOWN)
        assert (problem.source.en, problem.line) == (str(config.path), line)
        assert not layer.settings


def test_a_named_file_that_is_missing(tmp_path: Path) -> None:
    layer, (problem,) = open_config(tmp_path / "none.toml").read(KNOWN)
    assert problem.message.en.startswith("This file cannot be read: ")
    assert not layer.settings


def test_a_named_file_of_any_name(tmp_path: Path) -> None:
    write(tmp_path, {"ci.toml": STRICT})
    layer, problems = open_config(tmp_path / "ci.toml").read(KNOWN)
    assert not problems
    assert effective([layer], "Dockerfile").profile == "strict"


def test_a_linked_dockerfile_is_under_the_folder_of_the_link(tmp_path: Path) -> None:
    write(tmp_path, {"a/dockerls.toml": "", "b/dockerls.toml": "", "b/Dockerfile": ""})
    (tmp_path / "a" / "Dockerfile").symlink_to(tmp_path / "b" / "Dockerfile")
    assert found(tmp_path, "a/Dockerfile") == "a/dockerls.toml"
