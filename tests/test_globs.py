"""Path patterns of the configuration: what each matches, and what it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from dockerls.text.globs import matches, matches_any


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        # Without a slash: a name in any folder.
        ("Dockerfile", "Dockerfile"),
        ("Dockerfile", "a/b/Dockerfile"),
        ("*.dev", "Dockerfile.dev"),
        ("*.dev", "a/Dockerfile.dev"),
        ("*", "a/b"),
        ("Dockerfile.?", "Dockerfile.1"),
        # With one: from the top.
        ("a/Dockerfile", "a/Dockerfile"),
        ("/Dockerfile", "Dockerfile"),
        ("a/*", "a/Dockerfile"),
        ("a/*/Dockerfile", "a/b/Dockerfile"),
        # A folder and everything in it.
        ("vendor", "a/vendor/b/Dockerfile"),
        ("vendor/", "vendor/Dockerfile"),
        ("vendor/", "a/vendor/Dockerfile"),
        ("a/vendor", "a/vendor/b/Dockerfile"),
        ("a/*", "a/b/c/Dockerfile"),
        # Two stars: any number of folders, also none.
        ("**/Dockerfile", "Dockerfile"),
        ("**/Dockerfile", "a/b/Dockerfile"),
        ("a/**/Dockerfile", "a/Dockerfile"),
        ("a/**/Dockerfile", "a/b/c/Dockerfile"),
        ("a/**", "a/b/c"),
        ("**", "a/b/c"),
        ("**/test/**", "x/test/y/Dockerfile"),
        # Two stars that are only a part of a name are one.
        ("Docker**", "Dockerfile"),
        # Sets.
        ("v[0-9]", "v3"),
        ("v[13]", "v3"),
        ("v[!0-2]", "v3"),
        ("v[^0-2]", "v3"),
        ("v[]]", "v]"),
        ("v[*]", "v*"),
        ("v[a-]", "v-"),
        ("v[.-0]", "v0"),
        # What is no set is itself.
        ("v[3", "v[3"),
        ("v[]", "v[]"),
        # Everything else is itself.
        ("a.b+(c)$", "a.b+(c)$"),
        ("한글*", "한글파일"),
        ("a b", "a b"),
    ],
)
def test_matches(pattern: str, path: str) -> None:
    assert matches(pattern, path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("Dockerfile", "Dockerfile.dev"),
        ("Dockerfile", "MyDockerfile"),
        ("Dockerfile", "dockerfile"),
        ("*.dev", "dev"),
        ("Dockerfile.?", "Dockerfile."),
        ("a?b", "a/b"),
        ("a/Dockerfile", "b/a/Dockerfile"),
        ("/Dockerfile", "a/Dockerfile"),
        ("a*c", "a/c"),
        ("a/*/Dockerfile", "a/Dockerfile"),
        ("a/*/Dockerfile", "a/b/c/Dockerfile"),
        ("vendor", "vendored/Dockerfile"),
        ("vendor/", "vendor"),
        ("a/**/Dockerfile", "b/Dockerfile"),
        ("a/**", "a"),
        ("a/**/", "a/Dockerfile"),
        ("**/a/Dockerfile", "ba/Dockerfile"),
        ("v[0-9]", "vx"),
        ("v[!0-9]", "v3"),
        ("v[!0-9]x", "v/x"),
        ("v[.-0]x", "v/x"),
        ("v[9-0]", "v5"),
        ("a.b", "axb"),
        ("", "a"),
        ("/", "a"),
    ],
)
def test_does_not_match(pattern: str, path: str) -> None:
    assert not matches(pattern, path)


def test_any_of_several() -> None:
    assert matches_any(("*.dev", "vendor/"), "vendor/Dockerfile")
    assert not matches_any(("*.dev", "vendor/"), "Dockerfile")
    assert not matches_any((), "Dockerfile")


def test_many_stars_stay_quick() -> None:
    assert not matches("*a" * 5 + "b", "a" * 60)
    assert not matches("*" * 100_000 + "b", "a" * 1000)


PIECES = ("a", "b", ".", "*", "**", "?", "[ab]", "/", "/**/")
PATTERNS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)
NAMES = st.text("ab.", min_size=1, max_size=3).filter(lambda name: name not in (".", ".."))
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)


@given(PATTERNS.filter(lambda pattern: "//" not in pattern and not pattern.endswith("**/")), PATHS)
def test_means_what_it_means_in_a_gitignore(pattern: str, path: str) -> None:
    """As pathspec reads it. Left out: ``//``, here the same as ``/``, and where pathspec is not as git, for which
    ``[!a]`` does not match ``/`` and a final ``**/`` matches no files."""
    assert matches(pattern, path) == GitIgnoreSpec.from_lines([pattern]).match_file(path)
