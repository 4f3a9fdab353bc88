"""Frozen values, the stuff nearly everything here is made of.

``@value`` is a frozen dataclass to type checkers and to ``dataclasses.replace`` and its like. Two things about it are
made for speed (measured on 2026-11-21, Python 3.11, where a plain frozen dataclass with slots costs 0.4 ms of start-up
and 0.45 µs an instance):

- The class is made when it is first used, and of its methods only ``__init__`` is written as code. That is 0.07 ms for
  each class a session uses and nothing for the rest; the rules alone have some 150.
- Nobody hinders an assignment when the program runs, which makes an instance in 0.18 µs. ``mypy --strict`` does.

Until a class is made it holds a `_FirstUse` in place of ``__init__`` (someone makes an instance) and of
``__dataclass_fields__`` (someone asks for its fields), through which everybody reaches a dataclass.
"""

import dataclasses
from collections.abc import Callable
from functools import wraps
from operator import attrgetter
from threading import RLock
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from typing_extensions import dataclass_transform
else:

    def dataclass_transform(**_: Any) -> Any:
        """What type checkers read; nothing happens when the program runs."""
        return lambda decorator: decorator


_POSTPONED = ("__init__", "__dataclass_fields__")
_making = RLock()

_Class = TypeVar("_Class", bound=type)
_Value = TypeVar("_Value")
_Answer = TypeVar("_Answer")


class _FirstUse:
    """Stands for an attribute of a class that is not a dataclass yet: the first look makes it one."""

    __slots__ = ("_class", "_name")

    def __init__(self, cls: type, name: str) -> None:
        self._class = cls
        self._name = name

    def __get__(self, instance: object, owner: type) -> Any:
        _make(self._class)
        return getattr(owner if instance is None else instance, self._name)


def _make(cls: type) -> None:
    """Make the dataclass, once: another thread that comes meanwhile waits."""
    with _making:
        if isinstance(vars(cls).get("__init__"), _FirstUse):
            for name in _POSTPONED:
                delattr(cls, name)
            cls.__doc__ = cls.__doc__ or cls.__name__  # else dataclasses works out a signature to put there
            dataclasses.dataclass(repr=False, eq=False)(cls)
            _add_comparison(cls, [field.name for field in dataclasses.fields(cls)])


def _add_comparison(cls: Any, names: list[str]) -> None:
    """Equality, hash and repr over the fields alone: what an instance has worked out of them does not count."""
    if len(names) > 1:
        values: Any = attrgetter(*names)
    else:

        def values(self: Any) -> tuple[Any, ...]:
            return tuple(getattr(self, name) for name in names)

    def __eq__(self: Any, other: Any) -> Any:  # noqa: N807
        if self is other:
            return True
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    def __repr__(self: Any) -> str:  # noqa: N807
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{cls.__qualname__}({shown})"

    cls.__eq__ = __eq__
    cls.__hash__ = __hash__
    cls.__repr__ = __repr__


@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def value(cls: _Class) -> _Class:
    """A frozen dataclass."""
    for name in _POSTPONED:
        setattr(cls, name, _FirstUse(cls, name))
    return cls


class cached(Generic[_Answer]):  # noqa: N801 - read as a decorator, like property
    """A property of a value that is worked out when it is first asked for.

    ``functools.cached_property`` does the same, but takes a lock before Python 3.12: 1 µs each time, which was a tenth
    of what opening a file costs. Two threads that come at once both work out the same.
    """

    def __init__(self, work_out: Callable[[Any], _Answer]) -> None:
        self._work_out = work_out
        self.__doc__ = work_out.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> "cached[_Answer]": ...
    @overload
    def __get__(self, instance: object, owner: type) -> _Answer: ...
    def __get__(self, instance: Any, owner: type) -> "cached[_Answer] | _Answer":
        if instance is None:
            return self
        # From now on the instance's own attribute is found first, and we are not asked again.
        answer = instance.__dict__[self._name] = self._work_out(instance)
        return answer


def remembered(work_out: Callable[[_Value], _Answer]) -> Callable[[_Value], _Answer]:
    """A function of one value, whose answer is kept with the value: `cached` for rooms below the value's own.

    The rules ask the same things of the same instruction, one after the other. An ``lru_cache`` would have to hash
    all that is in it each time.
    """
    name = f"{work_out.__module__}.{work_out.__qualname__}"

    @wraps(work_out)
    def answer(value: _Value) -> _Answer:
        known = vars(value)
        if name not in known:
            known[name] = work_out(value)
        remembered_answer: _Answer = known[name]
        return remembered_answer

    return answer
