"""Values behave as frozen dataclasses do, though they are made late."""

import dataclasses
import subprocess
import sys
from functools import cached_property
from typing import Generic, TypeVar

import pytest

from dockerls.value import value

T = TypeVar("T")


@value
class Pair(Generic[T]):
    """Two things."""

    one: T
    other: int = 2

    @cached_property
    def both(self) -> str:
        return f"{self.one}{self.other}"


@value
class Single:
    only: str


def test_fields_defaults_and_replacement() -> None:
    assert [field.name for field in dataclasses.fields(Pair)] == ["one", "other"]
    assert dataclasses.astuple(dataclasses.replace(Pair("a"), other=3)) == ("a", 3)


def test_instances_may_come_before_the_fields() -> None:
    @value
    class Late:
        one: int
        other: str = "x"

    assert repr(Late(1)) == f"{Late.__qualname__}(one=1, other='x')"
    assert "__dataclass_params__" not in vars(Late)
    assert dataclasses.replace(Late(1), other="y") == Late(one=1, other="y")
    with pytest.raises(TypeError, match=r"Late\.__init__\(\) missing 1 required positional argument: 'one'"):
        Late()  # type: ignore[call-arg]


def test_equality_and_hash_are_of_the_fields_alone() -> None:
    worked_out, fresh = Pair("a"), Pair("a")
    assert worked_out.both == "a2"
    assert worked_out == fresh
    assert len({worked_out, fresh, Pair("b")}) == 2
    others: list[object] = [Pair("a"), "a", None]
    assert Single("a") not in others
    assert Single("a") == Single("a") != Single("b")


def test_repr_can_be_read() -> None:
    assert repr(Pair("a")) == "Pair(one='a', other=2)"


def test_a_class_that_is_not_used_is_not_made() -> None:
    code = (
        "from dockerls.value import value\n"
        "@value\nclass A:\n    a: int\n"
        "assert type(vars(A)['__init__']).__name__ == '_FirstUse'\n"
        "A(1)\n"
        "assert type(vars(A)['__init__']).__name__ == 'function'\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_mypy_holds_values_frozen() -> None:
    code = "from dockerls.text.span import Span\nspan = Span(1, 2)\nspan.start = 3\nSpan('1', 2)\n"
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "-c", code], capture_output=True, text=True, check=False
    )
    assert 'Property "start" defined in "Span" is read-only' in done.stdout
    assert 'Argument 1 to "Span" has incompatible type "str"' in done.stdout
