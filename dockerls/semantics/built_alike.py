"""Images that are set up alike: on the same base, with the same packages of the system."""

from dockerls.value import value


@value
class BuiltAlike:
    """The question which Dockerfiles of the workspace have a stage that ships, on ``base``, and install ``packages``.

    The answer is a frozenset of their paths, the asking one among them. A Dockerfile is one of them exactly if its own
    text asks the same question, so whoever answers can collect the questions of all Dockerfiles there are.
    """

    base: str
    packages: tuple[str, ...]  # in order, each once
