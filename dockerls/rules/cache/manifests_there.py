"""What becomes of the finding that manifests are not copied first, once it is known which of them are there."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dockerls.rewrite.manifest_first import ManifestFirst
from dockerls.rules.rule import Finding, Fix
from dockerls.semantics.manifest_questions import ManifestsAnswer
from dockerls.value import value

if TYPE_CHECKING:
    from dockerls.semantics.build_context import Told


@value
class ManifestsThere:
    """Reads the answer: the finding, if the manifests are there, and its fix with just those."""

    finding: Finding

    def __call__(self, told: "Told[ManifestsAnswer | None]") -> Iterator[Finding]:
        if told.answer is not None:
            fixes = tuple(_with_files(fix, told.answer) for fix in self.finding.fixes) if told.answer.are_enough else ()
            yield replace(self.finding, fixes=fixes, is_guess=told.is_guess)


def _with_files(fix: Fix, there: ManifestsAnswer) -> Fix:
    recipe = fix.edits
    if not isinstance(recipe, ManifestFirst) or not recipe.manifests:
        return fix
    return replace(fix, edits=replace(recipe, manifests=there.manifests, folders=there.folders))
