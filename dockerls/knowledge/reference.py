"""Addresses of the pages the lessons point to."""

_REFERENCE = "https://docs.docker.com/reference/dockerfile/"


def reference(anchor: str) -> str:
    """The address of a section of the Dockerfile reference."""
    return f"{_REFERENCE}#{anchor}"
