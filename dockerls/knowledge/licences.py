"""The identifiers of the SPDX licence list that are current: deprecated ones are left out."""

from functools import cache

from dockerls.knowledge.table import table


@cache
def licences() -> frozenset[str]:
    """Identifiers of licences, such as ``Apache-2.0``."""
    return frozenset(table("licences")["licences"])


@cache
def exceptions() -> frozenset[str]:
    """Identifiers of exceptions, which stand behind ``WITH``."""
    return frozenset(table("licences")["exceptions"])
