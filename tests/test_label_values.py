"""The grammars of label values, as their standards have them."""

from collections.abc import Callable

import pytest

from dockerls.semantics.label_values import is_email, is_git_hash, is_licence, is_semver, is_time, is_uri


@pytest.mark.parametrize(
    ("is_right", "right", "wrong"),
    [
        (
            is_uri,
            (
                "http://a.com",
                "https://a.com/b%20c?d=e#f",
                "foo:bar",
                "mailto:a@b.c",
                "HTTP://A",
                "http://[::1]/",
                "urn:x:y",
            ),
            ("", "foo", "a.com", "http://a b", "/path", "http://a.com/é", "http://a.com/%zz", "http://a/{x}", "1a://b"),
        ),
        (
            is_time,
            (
                *("2020-01-01T00:00:00Z", "2020-01-01t00:00:00z", "2020-02-29T23:59:60+09:00"),
                *("2021-03-10T10:26:33.564595127-01:00", "0000-02-29T00:00:00Z"),
            ),
            (
                *("2020-01-01", "2020-01-01T00:00:00", "2020-01-01 00:00:00Z", "2020-13-01T00:00:00Z"),
                *("2021-02-29T00:00:00Z", "2020-01-01T24:00:00Z", "2020-01-01T00:00Z", "2020-01-01T00:00:00+0100"),
            ),
        ),
        (
            is_semver,
            ("1.2.3", "0.0.0", "1.2.3-rc.1", "1.2.3+b", "1.2.3-a.b+c.d", "1.2.3-0a", "1.2.3--", "1.2.3+01"),
            ("v1.2.3", "1.2", "1.2.3.4", "01.2.3", "1.2.3-01", "1.2.3-", "1.2.3+", "1.2.3-a..b", "latest"),
        ),
        (
            is_git_hash,
            ("abcdef1", "1234567890", "0" * 40, "f" * 64),
            ("abcdef", "ABCDEF1", "g123456", "0" * 41, "0" * 63, "main"),
        ),
        (
            is_licence,
            (
                *("MIT", "Apache-2.0+", "MIT OR Apache-2.0", "(MIT)", "(MIT AND 0BSD) OR ISC", " MIT "),
                *("GPL-2.0-only WITH Classpath-exception-2.0", "LicenseRef-own", "DocumentRef-a:LicenseRef-b"),
                "MIT AND (GPL-3.0-or-later WITH GCC-exception-3.1 OR (ISC))",
            ),
            (
                *("", "mit", "GPL-3.0", "MIT or ISC", "MIT,ISC", "MIT ISC", "MIT AND", "OR MIT", "(MIT", "MIT)", "()"),
                *("MIT WITH", "MIT WITH ISC", "Proprietary", "LicenseRef-", "MIT / ISC", "NONE", "+"),
            ),
        ),
        (
            is_email,
            ("a@b.c", "a@b", "a.b+c@d-e.f", '"a b"@c.d', "a@[192.0.2.1]"),
            ("", "a", "a b@c.d", "A <a@b.c>", "a@b.c, d@e.f", "a@@b", ".a@b.c", "a@-b.c", "a@b..c", "mailto:a@b.c"),
        ),
    ],
    ids=["uri", "time", "semver", "hash", "licence", "email"],
)
def test_values(is_right: Callable[[str], bool], right: tuple[str, ...], wrong: tuple[str, ...]) -> None:
    assert [text for text in (*right, *wrong) if is_right(text)] == list(right)
