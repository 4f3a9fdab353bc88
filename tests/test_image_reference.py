"""Image references are taken apart as Docker does; whatever cannot be read is kept as written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockerls.syntax.image import read_image

SHA = "sha256:" + "0" * 64


@pytest.mark.parametrize(
    ("text", "registry", "path", "tag", "digest"),
    [
        ("python", None, "python", None, None),
        ("python:3.9-slim", None, "python", "3.9-slim", None),
        ("diamol/base", None, "diamol/base", None, None),
        ("docker.io/library/python:3.9", "docker.io", "library/python", "3.9", None),
        ("localhost/app", "localhost", "app", None, None),
        ("localhost:5000", None, "localhost", "5000", None),
        ("localhost:5000/team/app", "localhost:5000", "team/app", None, None),
        ("registry.example.com:5000/team/app:1.2", "registry.example.com:5000", "team/app", "1.2", None),
        (f"debian@{SHA}", None, "debian", None, SHA),
        (f"gcr.io/distroless/static:nonroot@{SHA}", "gcr.io", "distroless/static", "nonroot", SHA),
        ("python:${VERSION:-3.9}-slim", None, "python", "${VERSION:-3.9}-slim", None),
        ("${REGISTRY:-docker.io:443}/python:3", "${REGISTRY:-docker.io:443}", "python", "3", None),
        ("$IMAGE", None, "$IMAGE", None, None),
        ("Team/App:1", "Team", "App", "1", None),
        ("python:", None, "python", "", None),
        ("", None, "", None, None),
    ],
)
def test_parts(text: str, registry: str | None, path: str, tag: str | None, digest: str | None) -> None:
    image = read_image(text)
    assert (image.registry, image.path, image.tag, image.digest) == (registry, path, tag, digest)


@pytest.mark.parametrize(
    "text",
    [
        "python",
        "library/python",
        "docker.io/python",
        "docker.io/library/python",
        "index.docker.io/library/python:3",
        "mirror.gcr.io/library/python",
        "public.ecr.aws/docker/library/python:3",
    ],
)
def test_names_of_one_official_image(text: str) -> None:
    assert read_image(text).official == "python"


@pytest.mark.parametrize("text", ["diamol/base", "quay.io/python", "localhost/python", "$IMAGE", "${HUB}/python", ""])
def test_what_is_not_official(text: str) -> None:
    assert read_image(text).official is None


def test_known_tag() -> None:
    assert read_image("python").known_tag == "latest"
    assert read_image(f"python@{SHA}").known_tag is None
    assert read_image("python:$TAG").known_tag is None


def test_variables_are_noticed() -> None:
    assert read_image("python:$TAG").has_variable
    assert read_image("${HUB}/python").has_variable
    assert not read_image("python:3.9").has_variable


@given(st.text(alphabet="ab/:.@$-{}A0", max_size=30))
def test_reading_keeps_every_part(text: str) -> None:
    image = read_image(text)
    tag = "" if image.tag is None else f":{image.tag}"
    digest = "" if image.digest is None else f"@{image.digest}"
    assert image.name_span.of(text) + tag + digest == text
    assert image.tag_span is None or image.tag_span.of(text) == image.tag
    assert image.digest_span is None or image.digest_span.of(text) == image.digest
    assert image.registry is None or image.name == image.name_span.of(text)
