"""What is offered for each kind of thing that can be typed, in the order of use."""

import pytest

from dockerls.knowledge.grammar import INSTRUCTIONS, FlagValue
from dockerls.knowledge.mount_grammar import MOUNT_TYPES, MountTypeGrammar
from tests.check import (
    check_completion,
    check_first,
    completed,
    detail_of,
    explained,
    labels_at,
    offer_of,
    offers_at,
)

BASE = "FROM debian:12\n"
STAGES = "FROM golang AS build\nFROM build AS test\nFROM alpine\n"


# Flags and mounts


@pytest.mark.parametrize("keyword", [keyword for keyword, grammar in INSTRUCTIONS.items() if grammar.flags])
def test_every_flag_of_every_instruction(keyword: str) -> None:
    expected = [f"--{flag.name}" + "=" * (flag.value is not FlagValue.BOOLEAN) for flag in INSTRUCTIONS[keyword].flags]
    start = "" if keyword == "FROM" else BASE
    check_completion(f"{start}{keyword} --┃", *expected)
    check_completion(f"{start}{keyword.lower()} -┃", *expected)


def test_a_flag_is_offered_once_unless_it_may_be_repeated() -> None:
    found = labels_at(f"{BASE}COPY --from=a --link --exclude=b --┃")
    assert "--exclude=" in found
    assert not {"--from=", "--link"} & set(found)
    assert labels_at(f"{BASE}COPY a --┃") == []


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("RUN --network=┃", ["default", "none", "host"]),
        ("RUN --security=┃", ["sandbox", "insecure"]),
        ("RUN --device=┃", ["nvidia.com/gpu=all"]),
        ("COPY --chmod=┃", ["755", "644"]),
        ("COPY --link=┃", ["true", "false"]),
        ("COPY --parents=f┃", ["true", "false"]),
        ("ADD --checksum=┃", ["sha256:"]),
        ("ADD --keep-git-dir=┃", ["true", "false"]),
        ("ADD --unpack=┃", ["true", "false"]),
        ("FROM --platform=┃", ["$BUILDPLATFORM", "$TARGETPLATFORM", "linux/amd64"]),
        ("HEALTHCHECK --start-interval=┃", ["1s", "2s", "5s"]),
        ("HEALTHCHECK --retries=┃", ["3", "5", "10"]),
    ],
)
def test_values_of_flags(typed: str, values: list[str]) -> None:
    check_first(f"{BASE}{typed}", *values)


def test_mounts_with_the_keys_they_need() -> None:
    assert completed(f"{BASE}RUN --mount=┃", "type=secret") == f"{BASE}RUN --mount=type=secret,id=name"
    assert completed(f"{BASE}RUN --m┃", "--mount=type=ssh") == f"{BASE}RUN --mount=type=ssh"
    assert (
        completed("FROM node\nRUN --mount=ty┃", "type=cache") == "FROM node\nRUN --mount=type=cache,target=/root/.npm"
    )
    assert set(labels_at(f"{BASE}RUN --mount=type=┃")) == set(MOUNT_TYPES)


@pytest.mark.parametrize("mount", MOUNT_TYPES.values(), ids=MOUNT_TYPES)
def test_every_key_of_every_mount(mount: MountTypeGrammar) -> None:
    found = labels_at(f"{BASE}RUN --mount=type={mount.name},┃")
    assert {label.rstrip("=") for label in found} == {key.name for key in mount.keys}
    for key in mount.keys:
        given = labels_at(f"{BASE}RUN --mount=type={mount.name},{key.name}=x,┃")
        assert key.name not in {label.rstrip("=") for label in given}


def test_keys_of_mounts() -> None:
    check_first(f"{BASE}RUN --mount=type=cache,ta┃", "target=")
    assert completed(f"{BASE}RUN --mount=type=cache,ta┃", "target=") == f"{BASE}RUN --mount=type=cache,target="
    assert "target=" not in labels_at(f"{BASE}RUN --mount=type=cache,dst=/x,┃")
    assert "target=" in labels_at(f"{BASE}RUN --mount=ta┃")
    assert labels_at(f"{BASE}RUN --mount=type=cache,sharing=┃") == ["shared", "private", "locked"]
    assert labels_at(f"{BASE}RUN --mount=type=bind,readonly=┃") == ["true", "false"]
    check_first(f"{BASE}RUN --mount=type=cache,target=┃", "/var/cache/apt", "/var/lib/apt")
    check_first("FROM python\nRUN --mount=type=cache,target=┃", "/root/.cache/pip")
    assert labels_at(f"{BASE}RUN --mount=type=nothing,┃") == []
    assert labels_at(f"{BASE}RUN --mount=type=cache,mode=┃") == []
    assert labels_at(f"{BASE}RUN --mount=type=cache,source=┃") == []
    assert labels_at(f"{STAGES}RUN --mount=type=bind,from=b┃")[:2] == ["test", "build"]
    assert "a.txt" in labels_at(f"{BASE}RUN --mount=type=bind,source=┃\n//- a.txt\n")
    assert labels_at(
        f"{STAGES.replace('golang AS build', 'golang AS build' + chr(10) + 'WORKDIR /src')}"
        "RUN --mount=from=build,source=┃"
    ) == ["/src/"]


# Stages


def test_stages() -> None:
    check_first(f"{STAGES}FROM ┃", "test", "build")
    check_first(f"{STAGES}COPY --from=┃", "test", "build")
    assert detail_of(f"{STAGES}COPY --from=┃", "build") == "stage 0: golang"
    assert labels_at("FROM a\nFROM b AS x\nFROM c\nCOPY --from=┃ / /\nFROM d AS later\n") == ["x", "0"]
    assert labels_at("FROM a AS x\nFROM b AS X\nFROM c\nCOPY --from=┃") == ["X"]
    assert "0" not in labels_at("FROM a\nFROM ┃")
    assert "build" not in labels_at(f"{STAGES}FROM build:┃")
    assert "nginx" in labels_at(f"{STAGES}COPY --from=ng┃")
    assert "nginx" not in labels_at(f"{STAGES}COPY --from=┃")


def test_words_of_the_grammar() -> None:
    assert labels_at("FROM golang ┃") == ["AS"]
    assert completed("from golang\nfrom golang a┃", "as") == "from golang\nfrom golang as "
    check_first(f"{BASE}HEALTHCHECK ┃", "CMD", "CMD curl --fail http://localhost:8080/ || exit 1")
    check_completion(f"{BASE}HEALTHCHECK ┃", "NONE", "--interval=", "--start-interval=")
    assert "NONE" not in labels_at(f"{BASE}HEALTHCHECK --retries=3 ┃")


# Variables


def test_variables_with_what_they_stand_for() -> None:
    text = "ARG V=1\nFROM a\nARG W=2\nENV A=${W}x\nENV B=$┃\nENV C=3\n"
    assert labels_at(text) == ["A", "W", "PATH"]
    assert detail_of(text, "A") == "2x"
    assert completed(text, "A").endswith("ENV B=$A\nENV C=3\n")
    assert labels_at("ARG V=1\nARG W=$V\nFROM a:$┃")[:3] == ["W", "V", "BUILDPLATFORM"]
    assert detail_of("ARG V=1\nARG W=$V\nFROM a:$┃", "W") == "1"
    assert labels_at("FROM a\nARG A=1 B=$┃")[:2] == ["A", "PATH"]
    assert "A" not in labels_at("FROM a\nENV A=1 B=$┃\n")
    assert labels_at("FROM a AS x\nENV A=1\nFROM b\nENV C=$┃") == ["PATH"]
    assert labels_at("FROM a AS x\nENV A=1\nFROM x\nENV C=$┃") == ["A", "PATH"]
    assert detail_of("ARG V=9\nFROM a\nARG V\nENV C=$┃", "V") == "9"
    assert detail_of("FROM a\nARG V\nENV C=$┃", "V") == "ARG without a value"


def test_credentials_are_not_shown() -> None:
    text = "FROM a\nARG TOKEN=abc\nENV URL=https://$TOKEN@x\nENV B=$┃"
    assert detail_of(text, "TOKEN") == "••••"
    assert "abc" not in detail_of(text, "URL")


def test_variables_that_others_set_are_offered_where_they_count() -> None:
    assert "TARGETARCH" in labels_at("FROM --platform=$┃ a")
    assert "TARGETARCH" not in labels_at("FROM a\nENV X=$┃")
    assert "TARGETARCH" in labels_at("FROM a\nARG TARGETARCH\nENV X=$┃")
    assert {"HTTP_PROXY", "HOME", "PATH"} <= set(labels_at("FROM a\nRUN echo $┃"))
    assert not {"HTTP_PROXY", "HOME"} & set(labels_at("FROM a\nENV X=$┃"))
    assert "NODE_VERSION" in labels_at("FROM node\nENV X=$┃")
    assert "NODE_VERSION" not in labels_at("FROM golang\nENV X=$┃")
    assert "n" in labels_at("FROM a\nRUN n=1; for f in *; do echo $┃; done")
    assert "f" in labels_at("FROM a\nRUN n=1; for f in *; do echo $┃; done")


def test_flags_of_run_have_the_variables_of_the_stage_alone() -> None:
    text = "FROM a\nARG X=1\nENV E=/e\nARG TARGETARCH\nRUN --mount=type=cache,"
    assert labels_at(f"{text}target=$┃") == ["TARGETARCH", "E", "X"]
    assert completed(f"{text}target=${{┃", "E") == f"{text}target=${{E}}"
    assert "X" not in labels_at("FROM a\nARG X=1\nRUN --network=$┃")
    assert "X" not in labels_at("FROM a\nARG X=1\nHEALTHCHECK --interval=$┃")
    assert "X" not in labels_at("FROM a\nARG X=1\nCOPY --link=$┃")
    assert labels_at("FROM a\nARG X=1\nENV E=1\nCOPY --chown=$┃") == ["E", "X"]
    assert labels_at("FROM a\nARG X=1\nENV E=1\nONBUILD COPY . $┃")[:2] == ["E", "PATH"]


def test_in_the_container_there_is_no_arg() -> None:
    text = "FROM a\nARG A=1\nENV E=1\n"
    assert {"A", "E"} <= set(labels_at(f"{text}RUN echo $┃"))
    assert "A" not in labels_at(f"{text}CMD echo $┃")
    assert "E" in labels_at(f"{text}HEALTHCHECK CMD echo $┃")
    assert labels_at(f'{text}CMD ["echo", "$┃') == []
    assert labels_at(f"{text}COPY --from=$┃") == []


def test_braces_and_modifiers() -> None:
    text = "FROM a\nARG X=1\nENV B="
    assert completed(f"{text}${{┃", "X") == f"{text}${{X}}"
    assert completed(f"{text}${{┃}}", "X") == f"{text}${{X}}"
    assert completed(f"{text}${{X┃", "X:-…") == f"{text}${{X:-default}}"
    assert labels_at(f"{text}${{X:┃") == [":-", ":+", ":?"]
    assert completed(f"{text}${{X:┃-y}}", ":+") == f"{text}${{X:+y}}"
    assert completed(f"{text}${{X:┃}}", ":+") == f"{text}${{X:+value}}"
    assert labels_at(f"{text}${{X#┃") == ["#", "##"]
    assert completed(f"{text}${{X/┃", "//") == f"{text}${{X//pattern/replacement}}"
    assert "if `X` is unset or empty" in explained(f"{text}${{X:┃", ":-")


@pytest.mark.parametrize("start", ["RUN echo ", "ENV B=", "COPY . ", "WORKDIR /", "RUN <<EOF\necho "])
@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("${HOM┃:-x}", "${HOME_DIR:-x}"),
        ("${┃:-${Y:-z}}", "${HOME_DIR:-${Y:-z}}"),
        ("${H┃OME%/*}/b", "${HOME_DIR%/*}/b"),
        ("${HOM┃-alpine", "${HOME_DIR}-alpine"),
        ("${HOM┃:8080", "${HOME_DIR}:8080"),
        ("${HOM┃/bin:${PATH}", "${HOME_DIR}/bin:${PATH}"),
        ("$HOM┃:-x}", "$HOME_DIR:-x}"),
    ],
)
def test_braces_are_closed_once(start: str, typed: str, taken: str) -> None:
    text = f"FROM a\nENV HOME_DIR=1\n{start}"
    assert completed(f"{text}{typed}\n", "HOME_DIR") == f"{text}{taken}\n"


def test_names_that_an_arg_may_take_up() -> None:
    check_first("ARG V=1\nARG W=2\nFROM a\nARG W\nARG ┃", "V", "BUILDPLATFORM", "TARGETPLATFORM")
    assert "W" not in labels_at("ARG V=1\nARG W=2\nFROM a\nARG W\nARG ┃")
    assert labels_at("ARG ┃") == []
    assert labels_at("FROM a\nARG X=┃") == []


# Paths

FILES = """\
//- src/main.py
//- src/lib/a.py
//- a.txt
//- node_modules/x/index.js
//- .env
//- .dockerignore
node_modules
"""


def test_sources_from_the_build_context() -> None:
    assert labels_at(f"{BASE}COPY ┃\n{FILES}")[:2] == ["src/", "a.txt"]
    assert labels_at(f"{BASE}COPY src/┃ /x\n{FILES}") == ["lib/", "main.py"]
    assert labels_at(f"{BASE}COPY ./src/m┃ /x\n{FILES}") == ["lib/", "main.py"]
    assert labels_at(f"{BASE}COPY /src/lib/┃ /x\n{FILES}") == ["a.py"]
    assert labels_at(f"{BASE}COPY .┃\n{FILES}") == ["src/", ".dockerignore", ".env", "a.txt"]
    assert completed(f"{BASE}COPY src/ma┃ /x\n{FILES}", "main.py") == f"{BASE}COPY src/main.py /x\n"
    assert completed(f'{BASE}ADD ["src/┃"]\n{FILES}', "lib/") == f'{BASE}ADD ["src/lib/"]\n'
    assert completed(f'{BASE}COPY ["a.txt", "s┃\n{FILES}', "src/") == f'{BASE}COPY ["a.txt", "src/\n'
    assert "src/" in labels_at(f"{BASE}ONBUILD COPY a.txt s┃\n{FILES}")
    assert "src/" in labels_at(f"{BASE}COPY --exclude=┃\n{FILES}")
    assert labels_at(f"{BASE}COPY $X/┃\n{FILES}") == []
    assert labels_at(f"{BASE}ADD https://┃\n{FILES}") == []


def test_ignored_folders_stay_where_something_is_taken_back_in() -> None:
    files = "//- docs/a.md\n//- docs/b.md\n//- .dockerignore\ndocs\n!docs/a.md\n"
    assert labels_at(f"{BASE}COPY ┃\n{files}")[0] == "docs/"
    assert labels_at(f"{BASE}COPY docs/┃\n{files}") == ["a.md"]


def test_without_a_look_at_the_files_nothing_is_claimed() -> None:
    assert offers_at(f"{BASE}COPY a┃", looking=True).is_incomplete
    assert not offers_at(f"{BASE}COPY a┃").is_incomplete


BLANKS = """\
//- with space/a b.txt
//- wide.txt
//- it's
//- [id].js
"""


def test_names_that_would_be_read_as_something_else() -> None:
    assert labels_at(f"{BASE}COPY w┃\n{BLANKS}") == ["wide.txt"]
    assert labels_at(f'{BASE}COPY "w┃\n{BLANKS}') == ["wide.txt"]
    assert labels_at(f"{BASE}RUN --mount=type=bind,source=┃\n{BLANKS}") == ["wide.txt"]
    assert labels_at(f'{BASE}COPY ["w┃\n{BLANKS}') == ["with space/", "wide.txt"]
    text = f'{BASE}COPY ["w┃th blank/x", "/x"]\n'
    assert completed(f"{text}{BLANKS}", "with space/") == f'{BASE}COPY ["with space/x", "/x"]\n'
    text = f'{BASE}COPY ["with space/a┃ c.txt", "/x"]\n'
    assert completed(f"{text}{BLANKS}", "a b.txt") == f'{BASE}COPY ["with space/a b.txt", "/x"]\n'
    stage = 'FROM golang AS build\nCOPY ["a b", "/out/a b"]\nFROM alpine\nCOPY --from=build '
    assert labels_at(f"{stage}/o┃") == []
    assert labels_at(f'{stage}["/o┃')[-1] == "/out/a b"


def test_volumes_hold_what_is_written() -> None:
    check_first(f"{BASE}WORKDIR /app\nVOLUME ┃", "/data")
    assert labels_at(f"{BASE}WORKDIR /app\nVOLUME /data ┃")[0].startswith("/var/lib/")
    assert completed(f'{BASE}VOLUME ["/data", "/v┃"]', "/var/lib/app") == f'{BASE}VOLUME ["/data", "/var/lib/app"]'
    assert not {"/app", "/data"} & set(labels_at(f'{BASE}WORKDIR /app\nVOLUME ["/data", "┃"]'))


def test_destinations() -> None:
    check_first(f"{BASE}WORKDIR /srv/app\nCOPY a ┃\n{FILES}", "./", ".", "/srv/app/")
    assert detail_of(f"{BASE}WORKDIR /srv\nWORKDIR app\nCOPY a ┃", "./") == "the working directory, /srv/app"
    assert detail_of("FROM golang\nCOPY a ┃", "./") == "the working directory, /go"
    check_completion(f"{BASE}COPY a /etc/x/y.conf\nCOPY b /┃", "/etc/x/", "/app/")
    assert completed(f"{BASE}WORKDIR /srv\nCOPY a /┃", "/srv/") == f"{BASE}WORKDIR /srv\nCOPY a /srv/"
    assert "a.txt" in labels_at(f"{BASE}COPY src ┃\n{FILES}")
    check_first(f"{BASE}COPY a /opt/x/\nWORKDIR ┃", "/opt/x")


def test_paths_of_another_stage() -> None:
    stage = (
        "FROM golang AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/app .\n"
        "RUN curl -fsSLo /tmp/x.tgz https://example.com/x.tgz\nFROM alpine\n"
    )
    found = labels_at(f"{stage}COPY --from=build ┃")
    assert {label for label in found if not label.startswith("-")} == {"/src/", "/out/app", "/tmp/x.tgz"}
    assert labels_at(f"{stage}COPY --from=0 /o┃") == found[:3]
    assert completed(f"{stage}COPY --from=build /o┃", "/out/app") == f"{stage}COPY --from=build /out/app"
    assert "/out/app" not in labels_at(f"{stage}COPY --from=nginx ┃")
    check_first(f"{stage}COPY --from=build /out/app ┃", "./", ".")


def test_programs_of_the_stage() -> None:
    text = "FROM alpine\nCOPY --from=x /out/app /usr/local/bin/\nCOPY start.sh /\nENTRYPOINT "
    check_first(f'{text}["┃', "/start.sh", "/usr/local/bin/app")
    assert completed(f'{text}["/usr┃"]', "/usr/local/bin/app") == f'{text}["/usr/local/bin/app"]'
    assert labels_at(f'{text}["a", "┃"]') == []
    assert labels_at(f"{text}/┃") == []


# Images


def test_images_by_use() -> None:
    check_first("FROM ┃", "debian", "alpine", "python")
    check_first("FROM py┃", "python", "pypy")
    assert "gcr.io/distroless/static-debian12" in labels_at("FROM distroless┃")


def test_tags_newest_and_smallest_first() -> None:
    check_first("FROM golang:┃", "1.27-alpine", "1.27")
    check_completion("FROM python:┃", "3.14-alpine", "3.14-slim", "3.14", "3.13-slim", "3.12-slim")
    check_completion("FROM debian:┃", "13-slim", "13", "12-slim", "12", "latest")
    assert detail_of("FROM debian:┃", "13-slim") == "30 MB"
    assert labels_at("FROM docker.io/library/golang:1.27┃")[0] == "1.27-alpine"
    assert labels_at("FROM golang:1.26.┃")[0].startswith("1.26.")
    assert labels_at("FROM someone/image:┃") == []


def test_tags_without_support_are_marked() -> None:
    text = "FROM python:3.10┃"
    assert offer_of(text, "3.10").is_deprecated
    assert detail_of(text, "3.10") == "Python 3.10: no more fixes"
    labels = labels_at("FROM alpine:┃")
    assert labels.index("3.21") > labels.index("latest")


def test_tags_that_are_gone_are_offered_to_those_who_type_them() -> None:
    for image, tag in (("python", "3.9"), ("node", "18"), ("debian", "10")):
        assert offer_of(f"FROM {image}:{tag}┃", tag).is_deprecated
    assert detail_of("FROM node:18┃", "18") == "Node.js 18: no more fixes"
    assert all(label.startswith("20-") for label in labels_at("FROM node:20-┃"))
    assert "20-buster" in labels_at("FROM node:20-┃")
    assert "3.9" not in labels_at("FROM python:┃")
    assert offers_at("FROM alpine:┃").is_incomplete


def test_a_tag_begins_as_it_is_typed_or_a_word_in_it_does() -> None:
    assert labels_at("FROM alpine:3.2┃")[0].startswith("3.2")
    assert all("-slim" in f"-{label}" for label in labels_at("FROM python:slim┃"))
    assert labels_at("FROM python:slim┃")


# Users


def test_users() -> None:
    created = "FROM node:22\nRUN groupadd web && useradd -g web app\n"
    check_first(f"{created}USER ┃", "app", "node", "root")
    assert detail_of(f"{created}USER ┃", "node") == "of the base image, 1000:1000"
    check_first(f"{created}COPY --chown=┃", "app:app", "node:node", "root:root")
    check_first(f"{created}COPY --chown=app:┃", "app", "web")
    assert completed(f"{created}COPY --chown=ap┃p:x a b", "node:node") == f"{created}COPY --chown=node:node a b"
    check_first(f"{created}COPY --link --chown=┃", "1000:1000")
    assert "app" in labels_at("FROM a AS x\nRUN useradd app\nFROM x\nUSER ┃")
    assert "app" not in labels_at("FROM a AS x\nRUN useradd app\nFROM b\nUSER ┃")
    assert "web" in labels_at("FROM alpine\nRUN addgroup -S web\nUSER x:┃")
