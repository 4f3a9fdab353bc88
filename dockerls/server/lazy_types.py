"""``lsprotocol.types`` imported in a tenth of its time: each of its classes is built when it is first used.

The module is 554 classes under ``@attrs.define``, which writes and compiles an ``__init__``, a ``__repr__`` and an
``__eq__`` for each: 220 ms of a start-up of 350 ms, for classes of which a session uses about a hundred. So while the
module is imported for the first time, ``attrs.define`` is stood in for by `_postpone`, which returns the class as it
was written, with a `_FirstUse` in the place of the two attributes through which everybody reaches an attrs class:
``__init__`` (someone makes an instance) and ``__attrs_attrs__`` (attrs, cattrs or a subclass asks for the fields).
Whoever looks at one of them first has the class built by the real ``attrs.define``, in place, and gets the real one.

A class keeps its identity, so ``isinstance``, unions and subclasses hold. Two things differ from the plain import:
instances have a ``__dict__`` (a class with slots would be a new class), and ``attrs.inspect`` answers only for classes
already built. Should lsprotocol or attrs change so that the stand-in is not reached, the plain import is what is left;
``tests/test_lazy_types.py`` tells.
"""

import importlib
import sys
from collections.abc import Callable
from threading import RLock
from typing import Any

import attrs

MODULE = "lsprotocol.types"
_POSTPONED = ("__init__", "__attrs_attrs__")
_define: Callable[..., Any] = attrs.define
_building = RLock()


def install() -> None:
    """Import ``lsprotocol.types`` with its classes unbuilt; does nothing where the module was imported before."""
    if MODULE in sys.modules:
        return
    attrs.define = _postpone
    try:
        importlib.import_module(MODULE)
    finally:
        attrs.define = _define
    # lsprotocol's converter resolves forward references by a walk over all classes, which would build them all.
    vars(importlib.import_module("lsprotocol._hooks"))["_resolved_forward_references"] = True


def is_built(cls: type) -> bool:
    """Whether attrs has done its work on this class."""
    return not isinstance(vars(cls).get("__init__"), _FirstUse)


class _FirstUse:
    """Stands for an attribute of a class that is not built: the first look builds the class and gives the real one."""

    __slots__ = ("_cls", "_name")

    def __init__(self, cls: type, name: str) -> None:
        self._cls = cls
        self._name = name

    def __get__(self, instance: object, owner: type) -> Any:
        _build(self._cls)
        return getattr(owner if instance is None else instance, self._name)


def _postpone(cls: type | None = None, /, **options: Any) -> Any:
    """``attrs.define`` while `install` runs: postpones the bare ``@attrs.define`` of the module's classes only."""
    if cls is None or options or cls.__module__ != MODULE:
        return _define(cls, **options)
    for name in _POSTPONED:
        setattr(cls, name, _FirstUse(cls, name))
    return cls


def _build(cls: type) -> None:
    """Build the class in place. attrs sets the real attributes last, so another thread meets the lock until then."""
    with _building:
        if is_built(cls):
            return
        _define(cls, slots=False, init=True)
        attrs.resolve_types(cls, sys.modules[MODULE].ALL_TYPES_MAP, {})
