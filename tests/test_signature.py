"""The form of what is being typed, and the part of it the cursor is at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockerls.features.signature import signature
from tests.check import opened, signature_at
from tests.strategies import dockerfiles

COPY = "COPY [--from=…] [--chown=…] [--chmod=…] [--link] [--parents] [--exclude=…] "
CHECK = "HEALTHCHECK [--interval=…] [--timeout=…] [--start-period=…] [--start-interval=…] [--retries=…] "
RUN = "RUN [--mount=…] [--network=…] [--security=…] [--device=…] "
CACHE = "[,id=…][,sharing=…][,from=…][,source=…][,mode=…][,uid=…][,gid=…][,readonly][,readwrite]"


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("FROM ┃", "FROM [--platform=…] «<image>»[:<tag>] [AS <name>]"),
        ("FROM --platform=┃", "FROM [«--platform=…»] <image>[:<tag>] [AS <name>]"),
        ("FROM golang:1.┃", "FROM [--platform=…] <image>[:«<tag>»] [AS <name>]"),
        ("FROM golang A┃", "FROM [--platform=…] <image>[:<tag>] [AS «<name>»]"),
        ("FROM golang AS b┃", "FROM [--platform=…] <image>[:<tag>] [AS «<name>»]"),
        ("COPY ┃", f"{COPY}«<source>» … <destination>"),
        ("COPY a.txt b┃", f"{COPY}<source> … «<destination>»"),
        ("COPY --ch┃", f"{COPY.replace('--chown=…', '«--chown=…»')}<source> … <destination>"),
        ("COPY --chmod=6┃", f"{COPY.replace('--chmod=…', '«--chmod=…»')}<source> … <destination>"),
        ('COPY ["a", "┃', f'{COPY}["<source>", … "«<destination>»"]'),
        ("ONBUILD copy a ┃", f"{COPY}<source> … «<destination>»"),
        ("HEALTHCHECK ┃", f"{CHECK}CMD «<command>»"),
        ("HEALTHCHECK --start-i┃", f"{CHECK.replace('--start-interval=…', '«--start-interval=…»')}CMD <command>"),
        ("HEALTHCHECK --interval=3s ┃", f"{CHECK}CMD «<command>»"),
        ("RUN --mount=┃", "--mount=type=«bind|cache|tmpfs|secret|ssh»,…"),
        ("RUN --mount=type=cache,┃", f"--mount=type=cache,«target=…»{CACHE}"),
        (
            "RUN --mount=type=cache,dst=/x,sh┃",
            f"--mount=type=cache,target=…{CACHE.replace('sharing=…', '«sharing=…»')}",
        ),
        ("RUN --mount=type=cache,dst=┃", f"--mount=type=cache,«target=…»{CACHE}"),
        ("RUN --mount=type=cache,t┃", f"--mount=type=cache,«target=…»{CACHE}"),
        (
            "RUN --mount=type=cache,dst=/x,s┃",
            f"--mount=type=cache,target=…{CACHE.replace('sharing=…', '«sharing=…»')}",
        ),
        ("RUN --network=host ┃", f"{RUN}«<command>»"),
        ("RUN --network=h┃", f"{RUN.replace('--network=…', '«--network=…»')}<command>"),
        ("RUN [┃", f'{RUN}["«<program>»", "<argument>", …]'),
        ('CMD ["a, b", "c", ┃', 'CMD ["<program>", "«<argument>»", …]'),
        ('ENTRYPOINT ["a\\", ┃', 'ENTRYPOINT ["«<program>»", "<argument>", …]'),
        ("SHELL ┃", 'SHELL ["«<program>»", "<argument>", …]'),
        ("VOLUME [┃", 'VOLUME ["«<folder>»", …]'),
        ("ENV ┃", "ENV «<key>»=<value> …"),
        ("ENV A=┃", "ENV <key>=«<value>» …"),
        ('ENV A="x y ┃', "ENV <key>=«<value>» …"),
        ("ENV A=1 ┃", "ENV «<key>»=<value> …"),
        ("ENV A=1 B┃", "ENV «<key>»=<value> …"),
        ("ENV A ┃", "ENV <key>=«<value>» …"),
        ("ENV A b┃", "ENV <key>=«<value>» …"),
        ("LABEL a=b \\\n  c=┃", "LABEL <key>=«<value>» …"),
        ("ARG ┃", "ARG «<name>»[=<default>] …"),
        ("ARG A=┃", "ARG <name>[=«<default>»] …"),
        ("EXPOSE 80┃", "EXPOSE «<port>»[/<protocol>] …"),
        ("EXPOSE 80 53/┃", "EXPOSE <port>[/«<protocol>»] …"),
        ("USER app:┃", "USER <user>[:«<group>»]"),
    ],
)
def test_the_form_and_the_part(typed: str, form: str) -> None:
    assert signature_at(f"FROM debian\n{typed}\nRUN true\n") == form


@pytest.mark.parametrize(
    "typed",
    [
        "┃",
        "CO┃PY a b",
        "# a ┃",
        "RUN ┃",
        "RUN apt-get install ┃",
        "RUN --mount=type=ssh git clone ┃",
        "CMD ┃",
        "CMD a ┃",
        'CMD ["a"]┃',
        "HEALTHCHECK CMD curl ┃",
        "WORKDIR ┃",
        "STOPSIGNAL ┃",
        "USER a ┃",
        "FROM golang AS x ┃",
        "RUN <<EOF\nCOPY ┃\nEOF",
        "COPY a \\\n # b ┃\n c",
        "FETCH ┃",
    ],
)
def test_nothing_where_no_form_helps(typed: str) -> None:
    assert signature_at(f"FROM debian\n{typed}\n") is None


def test_flags_and_keys_are_explained() -> None:
    found = signature(opened("FROM a\nCOPY --link", ()), len("FROM a\nCOPY --link"))
    assert found is not None
    lesson = found.parameters[found.active].lesson
    assert lesson is not None
    assert "layer of their own" in lesson.en
    assert found.summary is not None


@given(dockerfiles(), st.data())
def test_any_place_in_any_text(text: str, data: st.DataObject) -> None:
    found = signature(opened(text, ()), data.draw(st.integers(0, len(text))))
    if found is not None:
        assert 0 <= found.active < len(found.parameters)
        assert all(parameter.span.of(found.label) for parameter in found.parameters)
