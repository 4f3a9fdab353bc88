"""Modes as ``chmod`` takes them: whether others may write, and the same mode without that. Source: chmod(1)."""

import re

from dockerls.text.pattern import pattern

_OCTAL = pattern(r"[0-7]{1,5}")
_CLAUSE = pattern(r"(?P<who>[ugoa]*)(?P<operator>[-+=])(?P<rights>[rwxXst]*)")

STICKY = 0o1000
OTHERS_WRITE = 0o002


def lets_others_write(mode: str) -> bool:
    """Whether every user may write afterwards. With the sticky bit (as on ``/tmp``) that is meant to be so.

    ``+w`` without naming anyone obeys the umask, which keeps others out.
    """
    if _OCTAL.fullmatch(mode):
        bits = int(mode, 8)
        return bool(bits & OTHERS_WRITE) and not bits & STICKY
    clauses = [_CLAUSE.fullmatch(clause) for clause in mode.split(",")]
    if any(clause is None or "t" in clause["rights"] for clause in clauses):
        return False
    return any(clause is not None and _opens(clause) for clause in clauses)


def without_write(mode: str, for_group: bool) -> str | None:
    """The mode with which others may not write (and the group only if ``for_group``); None if nothing would be left.

    ``777`` is ``755``, or ``775`` with the group; ``a+rwx`` is ``u+rwx,go+rx``, or ``ug+rwx,o+rx``.
    """
    if _OCTAL.fullmatch(mode):
        kept = 0o7775 if for_group else 0o7755
        return f"{int(mode, 8) & kept:0{len(mode)}o}"
    clauses = [closed for clause in mode.split(",") if (closed := _closed(clause, for_group))]
    return ",".join(clauses) or None


def _opens(clause: "re.Match[str]") -> bool:
    return clause["operator"] != "-" and "w" in clause["rights"] and ("a" in clause["who"] or "o" in clause["who"])


def _closed(text: str, for_group: bool) -> str:
    clause = _CLAUSE.fullmatch(text)
    if clause is None or not _opens(clause):
        return text
    who = "ugo" if "a" in clause["who"] else clause["who"]
    may_write = [letter for letter in "ugo" if letter in who and (letter == "u" or (letter == "g" and for_group))]
    others = [letter for letter in "ugo" if letter in who and letter not in may_write]
    rest = clause["rights"].replace("w", "")
    parts = []
    if may_write:
        parts.append("".join(may_write) + clause["operator"] + clause["rights"])
    if others and (rest or clause["operator"] == "="):
        parts.append("".join(others) + clause["operator"] + rest)
    return ",".join(parts)
