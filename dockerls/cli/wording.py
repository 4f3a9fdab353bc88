"""Numbers of things, in words."""

from collections.abc import Mapping

from dockerls.features.rule_page import SEVERITY_NAMES
from dockerls.language import Sentence
from dockerls.rules.rule import Severity

_MANY = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.INFO: "infos", Severity.HINT: "hints"}


def problems(number: int) -> Sentence:
    return Sentence(en=f"{number} {'problem' if number == 1 else 'problems'}", ko=f"문제 {number}개")


def files(number: int) -> Sentence:
    return Sentence(en=f"{number} {'file' if number == 1 else 'files'}", ko=f"파일 {number}개")


def some_files(some: int, all: int) -> Sentence:
    """``2 of 10 files``, or all of them."""
    if some == all:
        return files(all)
    return Sentence(en=f"{some} of {files(all).en}", ko=f"{files(all).ko} 중 {some}개")


def by_severity(counts: Mapping[Severity, int]) -> Sentence:
    """``1 error, 3 warnings``."""
    return Sentence(
        en=", ".join(
            f"{count} {_MANY[each] if count != 1 else SEVERITY_NAMES[each].en}" for each, count in counts.items()
        ),
        ko=", ".join(f"{SEVERITY_NAMES[each].ko} {count}개" for each, count in counts.items()),
    )
