"""Paths asked for all at once are the ones that ``FileUse`` would tell one by one."""

from hypothesis import given
from hypothesis import strategies as st

from dockerls.semantics.file_commands import Act
from dockerls.semantics.path_index import PathIndex
from dockerls.semantics.paths import FileUse
from dockerls.text.span import empty

PARTS = st.sampled_from(["a", "b", "ab", "*", "a*", "[ab]", ".."])
PATHS = st.builds(
    lambda start, parts, end: start + "/".join(parts) + end,
    st.sampled_from(["/", "./", "~/", "$A/"]),
    st.lists(PARTS, max_size=3),
    st.sampled_from(["", "/"]),
)


def use(path: str) -> FileUse:
    return FileUse(Act.REMOVES, path, empty(0), path)


@given(st.lists(PATHS), st.lists(PATHS), PATHS)
def test_paths(kept: list[str], dropped: list[str], path: str) -> None:
    index = PathIndex([*dropped, *kept])
    for gone in dropped:
        index.discard(gone)
    left = set(kept) - set(dropped)
    assert set(index.same(path)) == {other for other in left if use(other).is_same(use(path))}
    assert set(index.above(path)) == {other for other in left if use(path).is_below(use(other))}
    assert set(index.below(path)) == {other for other in left if use(other).is_below(use(path))}
