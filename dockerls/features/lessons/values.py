"""What variables stand for, as far as the file tells: values along the chain of definitions, credentials masked."""

from collections.abc import Iterable, Iterator

from dockerls.document import Document
from dockerls.semantics.credentials import names_credential
from dockerls.semantics.scopes import Definition, Resolved, Site, Use, Variables, resolve, variables_of
from dockerls.semantics.variables import expanded
from dockerls.syntax.instruction import Instruction

MASK = "••••"


class Values:
    """Definitions and uses, followed down their scopes. ``noted`` and ``resolved`` are of one file, in its order."""

    def __init__(self, noted: Iterable[tuple[int, Variables]], resolved: Iterable[Resolved], escape: str) -> None:
        self._escape = escape
        self._noted = tuple(noted)
        self._resolved = tuple(resolved)
        self._by_piece: dict[int, list[Resolved]] = {}
        for each in self._resolved:
            self._by_piece.setdefault(each.piece, []).append(each)

    def resolved(self, piece: int, use: Use) -> Resolved | None:
        """Where a use has its value from."""
        return next((each for each in self._by_piece.get(piece, ()) if each.use == use), None)

    def sites_of(self, site: Site) -> tuple[Site, ...]:
        """A definition, and behind a bare ``ARG NAME`` in a stage the global one it takes up."""
        first_from = next((piece for piece, variables in self._noted if variables.head is not None), None)
        if first_from is None or site.piece < first_from or site.definition.value is not None:
            return (site,)
        outer = [
            Site(piece, definition)
            for piece, variables in self._noted
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
        return MASK if names_credential(site.definition.name) else self._filled(site)

    def used_in(self, site: Site) -> Iterator[Resolved]:
        """The uses that have their value from a definition."""
        return (each for each in self._resolved if site in each.sites)

    def _filled(self, site: Site) -> str | None:
        """The value with the variables in it filled in."""
        sources: dict[str, tuple[Site, ...]] = {}
        for each in self._by_piece.get(site.piece, ()):
            if each.use.span.start > site.definition.span.start:
                sources.setdefault(each.use.name, each.sites)
        return expanded(site.definition.value or "", lambda name: self.value(sources.get(name, ())), self._escape)


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
