"""Links, hints between the words, and the lines above stages."""

from hypothesis import given

from dockerls.analysis.settings import HINTS
from dockerls.document import Document
from dockerls.features.changes import Deed, Key, resolve
from dockerls.features.hints import hints
from dockerls.features.links import links, source_at
from dockerls.rules.catalogue import ALL
from dockerls.rules.correctness.maintainer_deprecated import RULE as MAINTAINER
from dockerls.text.edit import apply
from dockerls.text.span import Span
from tests.check import found_by, hinted, lensed, linked_to, opened
from tests.strategies import dockerfiles


def test_images_lead_to_their_pages() -> None:
    text = (
        "ARG NAME=golang\nFROM ${NAME}:1 AS build\nFROM build\nFROM a/b\nFROM ghcr.io/o/r:1\nFROM quay.io/o/r\n"
        "FROM mcr.microsoft.com/dotnet/sdk:9.0\nFROM registry.example.com/x\nFROM $UNKNOWN\nFROM scratch\n"
        "COPY --from=docker.io/library/nginx:1 / /\nCOPY --from=0 / /\nRUN --mount=from=node true\n"
    )
    assert linked_to(text) == [
        "${NAME}:1 -> https://hub.docker.com/_/golang",
        "a/b -> https://hub.docker.com/r/a/b",
        "ghcr.io/o/r:1 -> https://ghcr.io/o/r",
        "quay.io/o/r -> https://quay.io/repository/o/r",
        "mcr.microsoft.com/dotnet/sdk:9.0 -> https://mcr.microsoft.com/artifact/mar/dotnet/sdk",
        "docker.io/library/nginx:1 -> https://hub.docker.com/_/nginx",
        "node -> https://hub.docker.com/_/node",
    ]


def test_directives_and_pragmas_lead_to_their_pages() -> None:
    text = (
        "# syntax=docker/dockerfile:1\n# check=skip=StageNameCasing,JSONArgsRecommended\n"
        "# hadolint ignore=DL3008,SC2086 see https://example.com/why.\nRUN true\n"
    )
    assert linked_to(text) == [
        "docker/dockerfile:1 -> https://hub.docker.com/r/docker/dockerfile",
        "StageNameCasing -> https://docs.docker.com/reference/build-checks/stage-name-casing/",
        "JSONArgsRecommended -> https://docs.docker.com/reference/build-checks/json-args-recommended/",
        "DL3008 -> https://github.com/hadolint/hadolint/wiki/DL3008",
        "SC2086 -> https://www.shellcheck.net/wiki/SC2086",
        "https://example.com/why -> https://example.com/why",
    ]


def test_sources_lead_to_files_and_addresses_to_themselves() -> None:
    text = "FROM scratch\nCOPY a.txt ./b/ /x/\nCOPY . *.c /y/\nADD https://example.com/a.tgz https://e.com/$V/x /z/\n"
    assert linked_to(text) == [
        "a.txt -> a.txt",
        "./b/ -> b",
        "https://example.com/a.tgz -> https://example.com/a.tgz",
    ]
    found = source_at(opened(text, ()), text.index("b/ /x") + 1)
    assert found is not None
    assert found.path == "b"
    assert source_at(opened(text, ()), 2) is None


def test_sources_of_bind_mounts_lead_to_files() -> None:
    text = (
        "FROM scratch\nRUN --mount=source=a.txt,target=/a --mount=target=/b,src='b/c d' true\n"
        "RUN --mount=target=/c --mount=source=$X,target=/d --mount=type=cache,source=e,target=/e true\n"
        "RUN --mount=from=0,source=f,target=/f true\nONBUILD RUN --mount=source=g,target=/g true\n"
    )
    assert linked_to(text) == ["a.txt -> a.txt", "b/c d -> b/c d"]
    found = source_at(opened(text, ()), text.index("a.txt"))
    assert found is not None
    assert found.path == "a.txt"


def test_hints_tell_what_is_not_written() -> None:
    text = (
        "ARG V=12\nFROM debian:${V} AS a\nWORKDIR /app\nCOPY x sub/\nWORKDIR lib\nCOPY --from=1 y .\n"
        "FROM a\nCOPY z .\nFROM debian:9\nCOPY . $X\nCOPY --from=1 / /\nFROM golang\nADD q r\n"
    )
    assert hinted(text) == (
        "ARG V=12\nFROM debian:${V}⟨= debian:12⟩ AS a⟨until 2028-06-30⟩\nWORKDIR /app\nCOPY x sub/⟨= /app/sub⟩\n"
        "WORKDIR lib⟨= /app/lib⟩\nCOPY --from=1 y .⟨= /app/lib⟩\n"
        "FROM a⟨#1⟩\nCOPY z .⟨= /app/lib⟩\nFROM debian:9⟨ended 2022-07-01⟩\nCOPY . $X\nCOPY --from=1 / /\n"
        "FROM golang\nADD q r⟨= /go/r⟩\n"
    )
    assert hinted("ARG V=12\nFROM debian:$V\n", ["stage"]) == "ARG V=12\nFROM debian:$V\n"
    digest = "@sha256:" + "0" * 64
    assert hinted(f"ARG V=1\nFROM golang:$V{digest}\n", ["image"]) == f"ARG V=1\nFROM golang:$V{digest}⟨= golang:1⟩\n"
    told = f"ARG D={digest[1:]}\nFROM golang@$D"
    assert hinted(f"{told}\n", ["image"]) == f"{told}⟨= golang{digest}⟩\n"
    assert hinted('ARG V="12"\nFROM debian:$V\n', ["image"]) == 'ARG V="12"\nFROM debian:$V⟨= debian:12⟩\n'
    text = 'FROM a\nWORKDIR /a\nWORKDIR "b c"{}\nWORKDIR d\\ e{}\nWORKDIR f$X{}\n'
    assert hinted(text.format("", "", "")) == text.format("⟨= /a/b c⟩", "⟨= /a/b c/d e⟩", "⟨= /a/b c/d e/f$X⟩")
    assert hinted("FROM $X\nCOPY a\nWORKDIR\nFROM\n") == "FROM $X\nCOPY a\nWORKDIR\nFROM\n"


def test_lines_above_stages_count_and_mend() -> None:
    text = "FROM a AS one\nRUN x\nWORKDIR /y\nENV A=1\nFROM b\nMAINTAINER me\n"
    assert lensed(text, (MAINTAINER,)) == [
        "one: Layers: 2 · findings: 0",
        "b: Layers: 0 · findings: 1",
        "b: Apply the safe fixes of this stage (1)",
    ]


def test_a_stage_is_mended_alone() -> None:
    text = "FROM a\nMAINTAINER me\nFROM b\nMAINTAINER you\n"

    def shows(document: Document) -> list[object]:
        return list(found_by(document, (MAINTAINER,)))

    change = resolve(opened(text, (MAINTAINER,)), shows, Key(Deed.FIX_STAGE, number=1))  # type: ignore[arg-type]
    mended = apply(text, change.edits)
    assert mended.startswith("FROM a\nMAINTAINER me\nFROM b\nLABEL ")


@given(dockerfiles())
def test_in_any_text_links_and_hints_lie_inside(text: str) -> None:
    document = opened(text, ALL)
    for link in links(document):
        assert 0 <= link.span.start < link.span.end <= len(text)
    for hint in hints(document, Span(0, len(text)), HINTS):
        assert 0 <= hint.offset <= len(text)
