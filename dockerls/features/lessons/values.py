"""What variables stand for, as far as the file tells: values along the chain of definitions, credentials masked."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from math import inf

from dockerls.document import Document
from dockerls.semantics.credentials import names_credential
from dockerls.semantics.scopes import Definition, Resolved, Site, Use, Variables, resolve, variables_of
from dockerls.syntax.expansion import expanded
from dockerls.syntax.instruction import Instruction

MASK = "••••"


class Values:
    """Definitions and uses, followed down their scopes. ``noted`` and ``resolved`` are of one file, in its order."""

    def __init__(self, noted: Iterable[tuple[int, Variables]], resolved: Iterable[Resolved], escape: str) -> None:
        self._escape = escape
        self._noted = dict(noted)
        self._resolved = tuple(resolved)
        self._by_piece: dict[int, list[Resolved]] = {}
        self._filled: dict[Site, str | None] = {}
        for each in self._resolved:
            self._by_piece.setdefault(each.piece, []).append(each)

    def resolved(self, piece: int, use: Use) -> Resolved | None:
        """Where a use has its value from."""
        return next((each for each in self._by_piece.get(piece, ()) if each.use == use), None)

    def sites_of(self, site: Site) -> tuple[Site, ...]:
        """A definition, and behind a bare ``ARG NAME`` in a stage the global one it takes up."""
        first_from = next((piece for piece, variables in self._noted.items() if variables.head is not None), None)
        if first_from is None or site.piece < first_from or site.definition.value is not None:
            return (site,)
        outer = [
            Site(piece, definition)
            for piece, variables in self._noted.items()
            if piece < first_from
            for definition in variables.definitions
            if definition.name == site.definition.name
        ]
        return (site, *outer[-1:]) if site.definition.keyword == "ARG" else (site,)

    def value(self, sites: tuple[Site, ...]) -> str | None:
        """What the nearest definition that has a value sets; None where the file does not tell."""
        site = next((site for site in sites if site.definition.value is not None), None)
        if site is None:
            return None
        return MASK if names_credential(site.definition.name) else self._filled_in(site)

    def missing(self, sites: tuple[Site, ...]) -> tuple[str, ...]:
        """The variables without a value that the value of the nearest definition is made of, be it through others."""
        names: dict[str, None] = {}
        seen = set(sites)
        waiting = [site for site in sites if site.definition.value is not None][:1]
        while waiting:
            for used in self._uses_in(waiting.pop()):
                source = next((site for site in used.sites if site.definition.value is not None), None)
                if source is None:
                    names[used.use.name] = None
                elif source not in seen and self.value(used.sites) is None:
                    seen.add(source)
                    waiting.append(source)
        return tuple(names)

    def used_in(self, site: Site) -> Iterator[Resolved]:
        """The uses that have their value from a definition."""
        return (each for each in self._resolved if site in each.sites)

    def _filled_in(self, wanted: Site) -> str | None:
        """The value with the variables in it filled in: worked out from the top down, each from those above it."""
        if not self._filled:
            for piece, variables in self._noted.items():
                for definition in variables.definitions:
                    site = Site(piece, definition)
                    self._filled[site] = None  # which it is for whatever would use itself
                    self._filled[site] = self._worked_out(site)
        return self._filled.get(wanted)

    def _worked_out(self, site: Site) -> str | None:
        sources: dict[str, tuple[Site, ...]] = {}
        for each in self._uses_in(site):
            sources.setdefault(each.use.name, each.sites)
        return expanded(site.definition.value or "", lambda name: self.value(sources.get(name, ())), self._escape)

    def _uses_in(self, site: Site) -> Iterator[Resolved]:
        """The uses in the value that a definition sets."""
        uses = self._by_piece.get(site.piece)
        if uses:
            start = site.definition.span.start
            definitions = self._noted[site.piece].definitions
            below = bisect_right(definitions, start, key=lambda definition: definition.span.start)
            end = definitions[below].span.start if below < len(definitions) else inf
            first, last = (bisect_right(uses, place, key=lambda each: each.use.span.start) for place in (start, end))
            yield from uses[first:last]


def values_of(document: Document) -> Values:
    """Every definition and use in a document, those in shell code included."""
    noted = tuple(
        (number, found)
        for number, piece in enumerate(document.file.pieces)
        if isinstance(piece, Instruction) and (found := variables_of(piece, with_shell=True))
    )
    return Values(noted, resolve(noted, document.file.escape), document.file.escape)


def written(definition: Definition) -> str:
    """A definition as it is written, unless its value is nobody's business."""
    if definition.value is None:
        return f"{definition.keyword} {definition.name}"
    value = MASK if names_credential(definition.name) else definition.value
    return f"{definition.keyword} {definition.name}={value}"
