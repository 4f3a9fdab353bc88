"""Variables made of what is written several times, and of secrets."""

import re
from dataclasses import replace

from dockerls.features.refactorings.refactoring import EXTRACT, REWRITE, Found, Offer, Refactoring, Selected, offered
from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.text.pattern import pattern

_EXTRACT = Sentence(en="Write `{literal}` once, as `ARG {name}`", ko="`{literal}`을(를) `ARG {name}`에 한 번만 쓰기")
_SECRET = Sentence(
    en="Mount `{name}` as a secret instead: `docker build --secret id={id},env={name} …`",
    ko="`{name}`을(를) 시크릿으로 마운트: `docker build --secret id={id},env={name} …`",
)

_NEAR = 100  # code points; what is further away does not matter to a version
_WORD = pattern(r"\w[\w./:@+-]*\w")


def _extract_arg(selected: Selected) -> Offer | None:
    from dockerls.rewrite.literal_arg import extract_arg, is_free, name_for

    found = selected.alone
    if found is None or found.is_trigger:
        return None
    touched = _touched(selected, found)
    if touched is None:
        return None
    start, literal = touched
    wanted = name_for(literal, found.instruction.text[max(0, start - _NEAR) : start])
    if not re.fullmatch(r"[A-Z_][A-Z0-9_]*", wanted):
        return None
    names = (wanted if number == 1 else f"{wanted}_{number}" for number in range(1, 10))
    name = next((name for name in names if is_free(selected.pieces, name, literal)), None)
    if name is None:
        return None
    results = selected.document.analysis.results
    edits = extract_arg(selected.pieces, literal, name, lambda at: results[at].around.is_posix)
    changes_here = any(
        edit.place == Place(found.number, edit.place.span) and edit.place.span.start == start
        for edit in edits
        if isinstance(edit.place, Place)
    )
    return offered(_EXTRACT.filled(literal=literal, name=name), edits) if changes_here else None


def _touched(selected: Selected, found: Found) -> tuple[int, str] | None:
    """The version a cursor touches, or the word that is selected, and where it starts."""
    from dockerls.rewrite.literal_arg import VERSION

    span, text = selected.within(found), found.instruction.text
    if len(span):
        word = span.of(text)
        return (span.start, word) if _WORD.fullmatch(word) else None
    for match in VERSION.finditer(text, max(0, span.start - _NEAR), span.start + _NEAR):
        if match.start() <= span.start <= match.end():
            return match.start(), match[0]
    return None


def _mount_secret(selected: Selected) -> Offer | None:
    found = selected.alone
    if found is None or found.instruction.keyword != "ARG" or not found.around.in_stage:
        return None
    from dockerls.rewrite.secret_mount import SecretMount, can_set_variables
    from dockerls.rules.security.secret_in_arg_env import names_secret

    pair = next((pair for pair in found.instruction.pairs if names_secret(pair.key.text)), None)
    if pair is None or (pair.value is not None and pair.value.text.strip("\"'")):
        return None  # what everyone may read as its default is no secret, or one that is lost already
    name = pair.key.text
    mount = SecretMount(name, can_set_variables(found.around.syntax))
    edits = mount(selected.pieces[found.number :])
    return offered(_SECRET.filled(name=name, id=mount.secret_id), [_counted_from(edit, found.number) for edit in edits])


def _counted_from(edit: PlacedEdit, piece: int) -> PlacedEdit:
    assert isinstance(edit.place, Place), "it edits the Dockerfile alone"
    return replace(edit, place=Place(edit.place.piece + piece, edit.place.span))


EXTRACT_ARG = Refactoring("extract-arg", EXTRACT, _extract_arg)
MOUNT_SECRET = Refactoring("mount-secret", REWRITE, _mount_secret)
