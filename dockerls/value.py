"""Frozen values, the stuff nearly everything here is made of.

``@value`` is a frozen dataclass to type checkers and to ``dataclasses.replace`` and its like. Three things about it are
made for speed (measured on 2026-11-21, Python 3.11, where a plain frozen dataclass with slots costs 0.4 ms of start-up
and 0.45 µs an instance):

- The class is made when it is first used, and of its methods only ``__init__`` is written as code. That is nothing for
  the classes a session does not use; the rules alone have some 150.
- It becomes a dataclass only when somebody asks for its fields (0.14 ms). To make instances ``__init__`` is enough
  (0.05 ms), which saves 15 ms of the 180 classes that the first file needs.
- Nobody hinders an assignment when the program runs, which makes an instance in 0.18 µs. ``mypy --strict`` does.

Until then a class holds a `_FirstUse` in place of ``__init__`` (someone makes an instance) and of
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
        with _making:
            if vars(self._class).get(self._name) is self:  # else another thread has come first
                _make(self._class, self._name)
        return getattr(owner if instance is None else instance, self._name)


def _make(cls: Any, wanted: str) -> None:
    """Give a class what is wanted of it: ``__init__``, or all that makes it a dataclass."""
    names = tuple(vars(cls).get("__annotations__", ()))
    init = _init(cls, names) if wanted == "__init__" else None
    if init is not None:
        _add_comparison(cls, names)
        cls.__init__ = init  # last, as it lets other threads make instances
    else:
        missing = [name for name in _POSTPONED if isinstance(vars(cls)[name], _FirstUse)]
        for name in missing:
            delattr(cls, name)
        cls.__doc__ = cls.__doc__ or cls.__name__  # else dataclasses works out a signature to put there
        dataclasses.dataclass(init="__init__" in missing, repr=False, eq=False)(cls)
        _add_comparison(cls, tuple(field.name for field in dataclasses.fields(cls)))


def _init(cls: type, names: tuple[str, ...]) -> Any:
    """An ``__init__`` that takes the fields in order, as ``dataclasses`` would write it; None where more is to be done.

    That is where a default is a ``field(…)``, and from Python 3.14 on, where a class does not hold its annotations.
    """
    defaults = {name: vars(cls)[name] for name in names if name in vars(cls)}
    if not names or any(isinstance(default, dataclasses.Field) for default in defaults.values()):
        return None
    known: dict[str, Any] = {f"_default_of_{name}": default for name, default in defaults.items()}
    parameters = ", ".join(f"{name}=_default_of_{name}" if name in defaults else name for name in names)
    assignments = "; ".join(f"self.{name} = {name}" for name in names)
    exec(f"def __init__(self, {parameters}): {assignments}", known)
    init = known["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def _add_comparison(cls: Any, names: tuple[str, ...]) -> None:
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
