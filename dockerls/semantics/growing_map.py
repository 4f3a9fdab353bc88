"""A map that grows by one entry at a time and is a value: every stage of its growth can be kept."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from dockerls.value import value

V = TypeVar("V")


@value
class GrowingMap(Generic[V]):
    """Names and what they mean; a name that is added again takes on the new meaning.

    A copy for each entry would take memory as the square of their number. Here the entries stand in dictionaries that
    halve in size, as the digits of a binary number do: adding one merges the smallest, and looking up asks few.
    ``history`` is a hash of all that was added, by which different maps are told apart at once.
    """

    history: int = 0
    layers: tuple[Mapping[str, V], ...] = ()

    def with_entry(self, name: str, meaning: V) -> "GrowingMap[V]":
        layers = list(self.layers)
        newest: Mapping[str, V] = {name: meaning}
        while layers and len(layers[-1]) <= len(newest):
            newest = {**layers.pop(), **newest}
        return GrowingMap(hash((self.history, name, meaning)), (*layers, newest))

    def get(self, name: str) -> V | None:
        return next((layer[name] for layer in reversed(self.layers) if name in layer), None)

    def names(self) -> tuple[str, ...]:
        """Every name once, in the order they were added."""
        return tuple(dict.fromkeys(name for layer in self.layers for name in layer))
