"""What BuildKit refuses to build beside what we call an error (``tests/recordings/record_refusals.py``)."""

import pytest

from dockerls.rules.catalogue import ALL
from dockerls.rules.rule import Severity
from tests.check import found_by, opened
from tests.recordings.record_refusals import record

ANSWERS: dict[str, str | None] = record()["answers"]
RULES = tuple(rule for rule in ALL if rule.name != "no-shell-in-scratch")

_NO_IMAGE = "what no image can be called is not looked for behind `from=`"

DIFFERENT = {
    "FROM scratch\nCOPY --from=a$ a b\n": _NO_IMAGE,
    "FROM scratch\nRUN --mount=type=bind,from=a$,target=/x a\n": _NO_IMAGE,
    "FROM scratch\nRUN --mount=type=cache,target=/x,from=a$ a\n": _NO_IMAGE,
    "FROM scratch\nRUN --mount=type=cache,target=/x,from=$ a\n": _NO_IMAGE,
    "FROM scratch\nRUN --mount=target=/a,from=SCRATCH a\n": _NO_IMAGE,
    "FROM scratch\nCOPY a b # it's\n": "inline-comment-swallowed says what is wrong, as a warning",
    "FROM scratch\nADD --checksum=foo:bar HTTPS://x.org/y.tgz /a\n": "schemes are taken to be in small letters",
}


def test_the_recording_has_both_answers() -> None:
    refused = [text for text, answer in ANSWERS.items() if answer]
    assert len(refused) > 100 and len(ANSWERS) - len(refused) > 70


@pytest.mark.parametrize(("text", "refusal"), ANSWERS.items())
def test_what_buildkit_refuses_is_found(text: str, refusal: str | None) -> None:
    found = [each for each in found_by(opened(text, RULES), RULES) if each.severity is Severity.ERROR]
    agrees = bool(found) == bool(refusal)
    assert agrees == (text not in DIFFERENT), f"BuildKit says {refusal!r}, we find {found}"
