"""No fix makes hadolint report an error or a warning that it did not report before.

Tried on the examples of all rules and on the corpus: each fix alone, all safe fixes, and all first fixes. What a fix
only uncovers stands in ``UNCOVERED``. hadolint is started once, for all texts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from dockerls.rules.catalogue import ALL
from dockerls.text.edit import apply
from tests.check import found_by, marked, opened
from tests.corpus_files import corpus
from tests.hadolint import CANNOT_PARSE, hadolint_says
from tests.test_fixes_sound import first, mended, safe

# By the rule whose fix it is: what hadolint says afterwards, and why that is no harm the fix has done.
UNCOVERED = {
    "add-instead-of-copy": ("DL3021", "it asks for the slash behind a folder only of COPY"),
    "apt-not-apt-get": ("DL3008 DL3009 DL3014 DL3015", "it looks at no packages of `apt install`"),
    "copy-manifest-first": ("DL3045", "one COPY more to the same place"),
    "download-without-checksum": ("DL4006", "it takes a pipe that begins with `echo` for one that can hide a failure"),
    "inline-comment-swallowed": ("DL3008", "the comment hid the packages"),
    "pipe-without-pipefail": ("SC3040", "it does not know that the `sh` of Alpine has pipefail"),
    "pipefail-not-set": ("SC3040", "the same"),
    "stage-name-casing": ("DL3024 DL3063", "for Docker the name was the same in capitals"),
    "sudo": ("DL3008 DL3014 DL3015", "it does not look behind sudo"),
}
UNCOVERED |= dict.fromkeys(
    ("all safe fixes", "all first fixes"), (" ".join(codes for codes, _ in UNCOVERED.values()), "all of the above")
)
# Heredocs and comments behind which hadolint expects another line than BuildKit does.
CANNOT_READ = ("<<EOF", "#two")


def outcomes() -> Iterator[tuple[str, str, str]]:
    """What was done (the rule, or a choice of fixes), the text before and the text after."""
    texts = [marked(example.bad)[0] for rule in ALL for example in rule.examples] + [text for _, text in corpus()]
    for before in dict.fromkeys(text for text in texts if "\r" not in text):
        document = opened(before, ALL)
        for shown in found_by(document, ALL):
            for fix in shown.fixes:
                yield shown.located.rule.name, before, apply(before, document.edits_of(shown.located, fix))
        for choose in (safe, first):
            yield f"all {choose.__name__} fixes", before, mended(before, choose)[0]


def loud_codes(texts: Iterable[str]) -> dict[str, Counter[str]]:
    """What hadolint reports of each text at error or warning; nothing is known of one that it cannot read."""
    each = tuple(dict.fromkeys(texts))
    found = {}
    for text, said in zip(each, hadolint_says(each), strict=True):
        if not any(one.code == CANNOT_PARSE for one in said):
            found[text] = Counter(one.code for one in said if one.level in ("error", "warning"))
    return found


def test_hadolint_finds_nothing_new() -> None:
    done = list(dict.fromkeys(each for each in outcomes() if each[1] != each[2]))
    known = loud_codes(text for each in done for text in each[1:])
    assert len(known) >= 2_000
    wrong = ""
    for rule, before, after in done:
        if before in known and after in known:
            uncovered = UNCOVERED.get(rule, ("", ""))[0].split()
            if new := set(known[after] - known[before]) - set(uncovered):
                wrong += f"\n{rule}: {', '.join(sorted(new))}\n{before}\n--->\n{after}\n"
        elif before in known and not any(text in before for text in CANNOT_READ):
            wrong += f"\n{rule}: hadolint cannot read it any more\n{before}\n--->\n{after}\n"
    if wrong:
        pytest.fail(wrong)
