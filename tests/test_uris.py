"""What a client's URI names, whichever way it is spelt."""

from pathlib import Path

import pytest

from dockerls.server.uris import file_path, file_uri, is_published, same_document


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///home/me/Dockerfile", "/home/me/Dockerfile"),
        ("file://localhost/home/me/Dockerfile", "/home/me/Dockerfile"),
        ("file:///home/%EB%82%98/a%20b", "/home/나/a b"),
        ("FILE:///x", "/x"),
        ("file://wsl%24/Ubuntu/home/x", "//wsl$/Ubuntu/home/x"),
        ("file://wsl.localhost/Ubuntu/x", "//wsl.localhost/Ubuntu/x"),
        ("untitled:Untitled-1", None),
        ("git:/x?ref=HEAD", None),
        ("vscode-notebook-cell:/x#1", None),
        ("file:///a%00b", None),
        ("file://[", None),
        ("", None),
    ],
)
def test_path_of(uri: str, path: str | None) -> None:
    found = file_path(uri)
    assert (found and str(found)) == path


@pytest.mark.parametrize("path", ["/home/me/Dockerfile", "/home/나/a b#c?d%e", "//wsl$/Ubuntu/x"])
def test_a_path_survives_its_uri(path: str) -> None:
    assert file_path(file_uri(Path(path))) == Path(path)


def test_drive_letters_are_one_document_however_spelt() -> None:
    spellings = ("file:///c%3A/w/Dockerfile", "file:///C:/w/Dockerfile", "file:///c:/w/Dockerfile")
    assert len({same_document(uri) for uri in spellings}) == 1
    assert same_document("file:///w/A") != same_document("file:///w/a")
    assert same_document("untitled:A") == "untitled:A"
    for uri in (*spellings, "file://wsl%24/Ubuntu/x", "file:///w/x"):
        assert same_document(same_document(uri)) == same_document(uri)


def test_views_of_older_versions_are_not_published() -> None:
    assert not is_published("git:/w/Dockerfile?ref=HEAD")
    assert is_published("file:///w/Dockerfile")
    assert is_published("untitled:Untitled-1")
    assert is_published("vscode-notebook-cell:/w/x.ipynb#1")
