"""Files as they are while they are typed: everything an editor may ask is answered at every state of them."""

import random
from pathlib import Path

import pytest

from dockerls.rules.catalogue import ALL
from dockerls.text.edit import Edit, insertion
from dockerls.text.span import Span
from tests.check import ask_everything, opened, sound

CORPUS = Path(__file__).parent / "corpus"

# Every construct there is, in as few characters as possible: each of them is typed and asked about.
TYPED = (
    "# syntax=docker/dockerfile:1\n# escape=`\nFROM --platform=$BUILDPLATFORM golang:1.26 AS build\nRUN dir C:`\n  x\n",
    'FROM debian:12\nRUN --mount=type=cache,target=/x \\\n  # why\n  apt-get update && apt-get install -y "$A" | sh\n',
    "FROM a\nRUN <<EOF bash\nset -e\nfor i in 1 2; do echo $i; done\nEOF\nCOPY <<-'B' /b\n\tx\n\tB\n",
    'FROM a AS b\nCOPY --from=b --chown=u:g ["x y", "/z/"]\nADD --checksum=sha256:0 https://e.com/a.tgz /\nUSER u\n',
    'ARG V=1\nFROM a:${V:-2}\nARG V\nENV A=$V B=\'x\' \\\n    C="${A}"\nENV old style value\nLABEL k="v" l=w\n',
    'HEALTHCHECK --interval=5s CMD curl -f x || exit 1\nCMD ["a", "b"]\nENTRYPOINT a b\nSHELL ["/bin/sh", "-c"]\n',
    "FROM a\nONBUILD RUN apt-get install -y x\nONBUILD COPY . /x\nEXPOSE 80/tcp 22\nSTOPSIGNAL 9\nVOLUME /v\n",
    "from a\r\n# dockerls: ignore=DL3006 why\r\nrun pip install x \\\r\n && npm ci\r\nworkdir rel\r\ncopy . .\r\n",
    "FROM 알파:1\nRUN echo '한글 🎉' && \\\n    e🎉 >/dev/null\nMAINTAINER 나 <a@b>\n# region x\n# endregion\n",
    'RUN if [ "$A" = b ]; then c=$(d `e` $((1+2))); fi; cat <<X | f\ny\nX\nCOPY <<A <<B /\n1\nA\n2\nB\n',
)


@pytest.mark.parametrize("text", TYPED, ids=range(len(TYPED)))
def test_typed_character_by_character(text: str) -> None:
    document = opened("", ALL)
    for at, character in enumerate(text):
        document = document.edited(insertion(at, character))
        ask_everything(document, at + 1)
    again = opened(text, ALL)
    assert (document.file, document.analysis) == (again.file, again.analysis)


def test_deleted_from_the_end() -> None:
    document = opened(TYPED[1], ALL)
    for at in reversed(range(0, len(document.text), 3)):
        document = sound(document.edited(Edit(Span(at, len(document.text)), "")))


def texts() -> list[str]:
    """A hundred files of the corpus, always the same."""
    files = sorted(path for path in CORPUS.rglob("*") if path.is_file())
    chosen = random.Random(4).sample(files, 100)
    return [path.read_bytes().decode("utf-8", "surrogateescape") for path in chosen]


@pytest.mark.parametrize("part", range(10))
def test_random_prefixes_of_many_files(part: int) -> None:
    chance = random.Random(part)
    for text in texts()[part * 10 : part * 10 + 10]:
        for _ in range(20):
            end = chance.randint(0, min(len(text), 3_000))
            ask_everything(opened(text[:end], ALL), chance.randint(0, end))
