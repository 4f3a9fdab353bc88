"""What a rule is, and what it finds. A rule is one plain value; see any file beside this one for an example."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from enum import Enum
from typing import Any, Protocol

from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.addresses import address_of
from dockerls.rules.options import NO_OPTIONS, Options
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Comment, Directive, Piece
from dockerls.value import cached, value

PAGES_ADDRESS: str | None = None
"""Where the rules' pages are published, with a slash at its end; None while they are not."""


class Category(str, Enum):
    """What a rule makes better."""

    SIZE = "size"
    CACHE = "cache"
    SECURITY = "security"
    CORRECTNESS = "correctness"
    STYLE = "style"


class Severity(str, Enum):
    """How loudly a finding is shown, loudest first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    HINT = "hint"

    @property
    def rank(self) -> int:
        """0 for the loudest."""
        return list(Severity).index(self)


class Safety(str, Enum):
    """Whether a fix may be applied unseen (by fix-all and on save) or is only offered."""

    SAFE = "safe"
    SUGGEST = "suggest"


class Tag(str, Enum):
    """How an editor may draw a finding."""

    UNNECESSARY = "unnecessary"
    DEPRECATED = "deprecated"


class Recipe(Protocol):
    """Edits worked out when they are asked for, since they depend on more text than the check has seen.

    It gets the pieces from what was checked on (the stage's FROM, or the file's first), and answers nothing where the
    rewrite would change what the file means. A recipe is a frozen value, so that findings compare by value.
    """

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]: ...


@value
class Fix:
    """A way to mend a finding. All edits to one instruction are worked out together."""

    title: Sentence
    safety: Safety
    edits: tuple[PlacedEdit, ...] | Recipe
    is_single: bool = False  # only for somebody who looks at this very place: never one of many, however unsafe

    @property
    def is_recipe(self) -> bool:
        """Whether the edits depend on the text, so that ``edits_in`` reads the pieces."""
        return not isinstance(self.edits, tuple)

    def edits_in(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        """The edits; ``pieces`` start with the piece that places are counted from. Empty: not possible here."""
        return self.edits if isinstance(self.edits, tuple) else self.edits(pieces)


@value
class Related:
    """Another place that explains a finding."""

    place: Place
    message: Sentence


@value
class Finding:
    """Something found at a place. Without a message of its own it says the rule's; the first fix is preferred."""

    place: Place
    message: Sentence | None = None
    fixes: tuple[Fix, ...] = ()
    related: tuple[Related, ...] = ()
    tags: tuple[Tag, ...] = ()
    severity: Severity | None = None  # where this one is louder or quieter than its rule
    is_guess: bool = False  # it rests on a guess, and so is never shown as an error
    rule: "Rule | None" = None  # the one it is of, where the check speaks for another tool (``Rule.member``)


class Reader(Protocol):
    """What an answer tells. A frozen value, as a recipe is; its findings are placed as those of its check."""

    def __call__(self, answer: Any, /) -> Iterable[Finding]: ...


@value
class Pending:
    """What will be found once a question is answered that the text cannot answer, such as whether a file is there.

    ``question`` is a frozen value that names what is asked, and nothing of where. ``meanwhile`` is what is found while
    there is no answer.
    """

    question: Hashable
    findings: Reader
    meanwhile: tuple[Finding, ...] = ()


Answers = Callable[[Hashable], Any]
"""The answer to a question that a ``Pending`` asks, None while it is not known. Never blocks on disk or network."""


def unanswered(question: Hashable) -> None:
    """The answers of those who know of nothing but the text."""


InstructionCheck = Callable[[Instruction, Surroundings], Iterable[Finding | Pending]]
Note = Callable[[Instruction, Surroundings], Any]


@value
class Noted:
    """A fact and the piece it was noted at, counted from the stage's FROM or the file's start."""

    piece: int
    fact: Any


@value
class StageCheck:
    """A check of a stage as a whole, which sees facts only and runs again only when these differ.

    ``note`` makes a fact (a small frozen value; None for most) of each instruction, FROM being the first.
    """

    note: Note
    check: Callable[[tuple[Noted, ...]], Iterable[Finding | Pending]]


@value
class FileCheck:
    """The same over all instructions of the file, those above the first FROM included.

    ``note_comment`` makes a fact of a comment, for the few checks to which it matters what stands above what.
    """

    note: Note
    check: Callable[[tuple[Noted, ...]], Iterable[Finding | Pending]]
    note_comment: Callable[[Comment], Any] | None = None


@value
class LineCheck:
    """A check of comments and parser directives, each by itself. What its findings say is placed as in a piece."""

    check: Callable[[Comment | Directive], Iterable[Finding]]


PlainCheck = InstructionCheck | StageCheck | FileCheck | LineCheck


@value
class ConfiguredCheck:
    """A check that is made of the settings, when an analyzer is.

    ``made`` answers None where they ask nothing of the rule. ``options`` are those its examples are written for.
    """

    made: Callable[[Options], PlainCheck | None]
    options: Options


Check = PlainCheck | ConfiguredCheck


@value
class Example:
    """A text with the finding marked ``«…»``, and, where a fix exists, the text the first fix makes of it."""

    bad: str
    good: str | None = None


@value
class Rule:
    """One thing worth telling a person who writes a Dockerfile.

    ``keywords`` are the instructions that are looked at (all, where it is empty). ``aliases`` are what other tools
    call it. ``silent`` holds texts in which it must find nothing: known false positives elsewhere.

    A rule that speaks for another tool has a ``member`` for each code of that tool, made from the word that names it;
    ``page`` is where the tool explains the code.
    """

    code: str
    name: str
    category: Category
    severity: Severity
    message: Sentence
    rationale: Sentence
    check: Check
    keywords: frozenset[str] = frozenset()
    examples: tuple[Example, ...] = ()
    silent: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    on: bool = True
    member: "Callable[[str], Rule | None] | None" = None
    page: str | None = None

    @property
    def selectors(self) -> tuple[str, ...]:
        """All words that name it in configuration and suppressions."""
        return (self.code, self.name, *self.aliases)

    @cached
    def words(self) -> frozenset[str]:
        """The same in small letters, for comparison."""
        return frozenset(word.lower() for word in self.selectors)

    @property
    def example_options(self) -> Options:
        """The options that its examples are written for."""
        return self.check.options if isinstance(self.check, ConfiguredCheck) else NO_OPTIONS

    @property
    def url(self) -> str | None:
        """Where the rule is explained: its page, if it is published, or that of the tool which gave it its code."""
        if self.page is not None:
            return self.page
        return address_of(self.code) if PAGES_ADDRESS is None else f"{PAGES_ADDRESS}{self.name}.md"
