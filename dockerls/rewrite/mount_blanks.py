"""Blanks that cut a ``--mount`` short."""

from dockerls.knowledge.mount_grammar import MOUNT_KEYS
from dockerls.syntax.instruction import Flag, Instruction
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import value

_BLANKS = pattern(r"[ \t]+")


@value
class MountBlanks:
    """``swallowed`` is the first word that was meant for the mount; without what ``cuts`` covers it belongs to it."""

    swallowed: Span
    cuts: tuple[Span, ...]


def blanks_behind(run: Instruction, mount: Flag) -> MountBlanks | None:
    """The blanks behind the last flag of a RUN, whose value ends with a comma, and behind the fields that follow it.

    None where no ``key=value`` of a mount follows, or a comment stands between.
    """
    cuts: list[Span] = []
    end = mount.span.end
    for word in run.words:
        key, equals, _ = word.text.partition("=")
        if not equals or key.lower() not in MOUNT_KEYS:
            break
        gap = Span(end, word.span.start)
        if any(gap.overlaps(comment) for comment in run.header.comments):
            return None
        cuts += (Span(*blank.span()).shifted(end) for blank in _BLANKS.finditer(gap.of(run.text)))
        end = word.span.end
        if not word.text.endswith(","):
            break
    return MountBlanks(_without_comma(run.words[0].span, run), tuple(cuts)) if cuts else None


def _without_comma(span: Span, run: Instruction) -> Span:
    return Span(span.start, span.end - 1) if span.of(run.text).endswith(",") else span
