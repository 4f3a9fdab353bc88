"""Whether a text can be the value of a key of ``--mount``. Measured with Docker 28.5, 2026-11-21."""

from dockerls.knowledge.mount_grammar import MountKeyGrammar, MountValue
from dockerls.text.pattern import pattern

_HIGHEST = 2**32 - 1  # ParseUint(value, base, 32)
_OCTAL = pattern(r"0*([0-7]{1,11})")
_DECIMAL = pattern(r"0*([0-9]{1,10})")
_TRUTH = frozenset({"1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"})
_SIZE = pattern(
    r"\+?(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9]+)? ?(?:[bB]|[kKmMgGtTpP](?:[iI]?[bB])?)?"
)


def is_mount_value(key: MountKeyGrammar, text: str) -> bool:
    """Whether BuildKit takes the text for that key."""
    if key.value is MountValue.BOOLEAN:
        return text in _TRUTH
    if key.value is MountValue.CHOICE:
        return text.lower() in key.choices
    if key.value in (MountValue.MODE, MountValue.NUMBER):
        number, base = (_OCTAL, 8) if key.value is MountValue.MODE else (_DECIMAL, 10)
        digits = number.fullmatch(text)
        return digits is not None and int(digits[1], base) <= _HIGHEST
    return key.value is not MountValue.SIZE or _SIZE.fullmatch(text) is not None
