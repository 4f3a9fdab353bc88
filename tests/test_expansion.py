"""What arguments stand for. Every value is that of a real build (Docker 28.5, 2026-11-21), where W is not set."""

import pytest

from dockerls.syntax.expansion import expanded

SET = {"V": "abc.txt.gz", "P": "a/b/c", "T": "xyzxyz", "S": "a*b\\c", "E": "", "R": "a[1].b^2"}


def check(text: str, value: str | None, escape: str = "\\") -> None:
    assert expanded(text, SET.get, escape) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"it\'s"', "it's"),
        ('"a\\"b"', 'a"b'),
        ("a\\ b", "a b"),
        ('"x\\$Y"', "x$Y"),
        ("'a\\b'", "a\\b"),
        ('"a\\b"', "a\\b"),
        ("a\\b", "ab"),
        ("a\"b\"'c'", "abc"),
        ('"a\\\\b"', "a\\b"),
        ("'$V'", "$V"),
        ("\\$V", "$V"),
        ("\"'$V'\"", "'abc.txt.gz'"),
        ("$", "$"),
        ("$$", ""),
        ("$1x", "x"),
        ("x$-", "x"),
        ("x$/", "x$/"),
    ],
)
def test_quotes_and_escapes(text: str, value: str) -> None:
    check(text, value)


@pytest.mark.parametrize(
    ("text", "value"), [('"a`"b"', 'a"b'), ("a` b", "a b"), ('"x`$Y"', "x$Y"), ("a`b", "ab"), ('"a\\"', "a\\")]
)
def test_another_escape_character(text: str, value: str) -> None:
    check(text, value, escape="`")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("${W:-e}", "e"),
        ("${E:-e}", "e"),
        ("${E-e}", ""),
        ("${V:+e}", "e"),
        ("${E:+e}", ""),
        ("${E+e}", "e"),
        ("${E?e}", ""),
        ('"${W:-"q"}"', "q"),
        ("\"${W:-'q'}\"", "q"),
        ("${W:-a\\}b}", "a}b"),
        ("${V:-${W:-q}}", "abc.txt.gz"),
        ("${W:-${W:-q}}", "q"),
        ("${W:+$W}", ""),
        ("${V:-$W}", "abc.txt.gz"),
        ("${V:+$P$P}", "a/b/ca/b/c"),
    ],
)
def test_defaults(text: str, value: str) -> None:
    check(text, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("${V%.*}", "abc.txt"),
        ("${V%%.*}", "abc"),
        ("${V#*.}", "txt.gz"),
        ("${V##*.}", "gz"),
        ("${V/./_}", "abc_txt.gz"),
        ("${V//./_}", "abc_txt_gz"),
        ("${V%?z}", "abc.txt."),
        ("${V/t*/X}", "abc.X"),
        ("${V//t/}", "abc.x.gz"),
        ("${V#abc}", ".txt.gz"),
        ("${V#b}", "abc.txt.gz"),
        ("${V%}", "abc.txt.gz"),
        ('${V//t/"q r"}', "abc.q rxq r.gz"),
        ("${V/'a'/Z}", "Zbc.txt.gz"),
        ('${V%"."*}', "abc.txt"),
        ("${P//\\//_}", "a_b_c"),
        ("${P%/*}", "a/b"),
        ("${P##*/}", "c"),
        ("${P/\\//_}", "a_b/c"),
        ('${P#"a/"}', "b/c"),
        ("${T#*z}", "xyz"),
        ("${T##*z}", ""),
        ("${T%x*}", "xyz"),
        ("${T%%?x*}", "xy"),
        ("${T##x?z*y}", "z"),
        ("${T/y*z/-}", "x-"),
        ("${T##*y*x}", "yz"),
        ("${T//*/x}", "x"),
        ("${T//y*/x}", "xx"),
        ("${T//?/x}", "xxxxxx"),
        ("${T///-}", "-x-y-z-x-y-z-"),
        ('${S#"a\\*"}', "a*b\\c"),
        ("${S#a\\*}", "b\\c"),
        ('${S#a"*"b}', "\\c"),
        ("${S%\\\\c}", "a*b"),
        ("${R%[1]*}", "a"),
        ("${R#a[}", "1].b^2"),
        ("${R/^/x}", "a[1].bx2"),
        ("${R##a*.}", "b^2"),
    ],
)
def test_patterns(text: str, value: str) -> None:
    check(text, value)


@pytest.mark.parametrize(
    "text", ['"abc', "'abc", "${V", "${}", "${V^^}", "${V:0:1}", "${W:?no}", "${V/x}", "${V/\\./x}", "${V//}"]
)
def test_what_fails_the_build_stands_for_nothing(text: str) -> None:
    check(text, None)


@pytest.mark.parametrize("text", ["$W", "a${W}b", '"$W"', "${W%x}", "${W:-$W}", "${V:+$W}", "${V//t/\\$x}"])
def test_what_the_file_does_not_tell_is_not_made_up(text: str) -> None:
    check(text, None)


def test_values_that_double_one_another_stop() -> None:
    values: dict[str, str | None] = {"A": "x"}
    for _ in range(100):
        values["A"] = expanded("$A$A", values.get)
    assert values["A"] is None


def test_a_pattern_of_many_stars_takes_no_time() -> None:
    long = {"V": "a" * 5000}
    assert expanded(f"${{V%{'a*' * 50}b}}", long.get) == long["V"]
    assert expanded(f"${{V//{'a*' * 50}b/}}", long.get) == long["V"]


def test_braces_without_end_do_not_overflow() -> None:
    assert expanded("${W:-" * 5000 + "x" + "}" * 5000, SET.get) is None
