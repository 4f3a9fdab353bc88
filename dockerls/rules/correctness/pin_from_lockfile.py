"""The fix that pins packages to the versions a lockfile of the project says; no version is ever made up."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Finding, Fix, Pending, Safety
from dockerls.semantics.locked_versions import LockedAnswer, LockedQuestion
from dockerls.syntax.shell.script import ShellWord
from dockerls.text.span import Span
from dockerls.value import value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dockerls.semantics.build_context import Told

TITLE = Sentence(en="Install the version that {file} says", ko="{file}에 적힌 버전으로 설치하기")

# What stands between a name and a version.
_MARKS = {"pip": "==", "npm": "@", "gem": ":", "go": "@"}


@value
class PinFromLockfile:
    """Reads the answer: the finding, with a fix where the lockfiles tell. ``spans`` give way to the versions."""

    finding: Finding
    spans: tuple[Span, ...]
    mark: str

    def __call__(self, told: "Told[LockedAnswer | None]") -> "Iterator[Finding]":
        answer = told.answer
        if answer is None:
            yield self.finding
            return
        piece = self.finding.place.piece
        pairs = zip(self.spans, answer.versions, strict=True)
        edits = tuple(PlacedEdit(Place(piece, span), f"{self.mark}{version}") for span, version in pairs)
        files = ", ".join(f"`{file}`" for file in answer.files)
        yield replace(self.finding, fixes=(Fix(TITLE.filled(file=files), Safety.SUGGEST, edits),))


def with_lockfile(finding: Finding, ecosystem: str, words: Sequence[ShellWord]) -> Finding | Pending:
    """A finding about packages without a version, which asks for those that the lockfiles say."""
    spans = [span for word in words if (span := _span_of_version(word)) is not None]
    if ecosystem not in _MARKS or len(spans) != len(words):
        return finding
    names = tuple(word.text if ecosystem == "npm" else word.text.partition("@")[0] for word in words)
    reader = PinFromLockfile(finding, tuple(spans), _MARKS[ecosystem])
    return Pending(LockedQuestion(ecosystem, names), reader, (finding,))


def _span_of_version(word: ShellWord) -> Span | None:
    """Where the version goes: behind the name, in place of ``@latest``. None in a word that is hard to change."""
    if word.raw == word.text:
        end = word.span.end
    elif word.raw in (f'"{word.text}"', f"'{word.text}'"):
        end = word.span.end - 1
    else:
        return None
    newest = word.text.rfind("@")
    return Span(end - len(word.text) + newest if newest > 0 else end, end)
