"""The lessons: complete in both languages, true to BuildKit's grammar, and with snippets that parse."""

import re

import dockerfile
import pytest

from dockerls.knowledge.commands import COMMAND_LESSONS, command_lesson
from dockerls.knowledge.directives import directive_lesson
from dockerls.knowledge.flags import flag_lesson, flags_of
from dockerls.knowledge.grammar import DIRECTIVES, INSTRUCTIONS
from dockerls.knowledge.instructions import instruction_lesson
from dockerls.knowledge.lesson import CommandLesson, InstructionLesson
from dockerls.knowledge.mount_grammar import MOUNT_TYPES
from dockerls.knowledge.mounts import mount_keys, mount_types
from dockerls.knowledge.predefined import (
    BASE_IMAGE_VARIABLES,
    BUILDKIT_ARGS,
    PLATFORM_ARGS,
    PROXY_ARGS,
    SEARCH_PATHS,
    SHELL_ONLY_VARIABLES,
)
from dockerls.knowledge.variables import variable_lesson
from dockerls.language import Sentence

VARIABLES = sorted(
    {*PROXY_ARGS, *PLATFORM_ARGS, *BUILDKIT_ARGS, *SHELL_ONLY_VARIABLES, *SEARCH_PATHS, *BASE_IMAGE_VARIABLES}
)

# Every flag of the Dockerfile reference, by instruction.
REFERENCE_FLAGS = {
    "FROM": "platform",
    "RUN": "mount network security device",
    "COPY": "from chown chmod link parents exclude",
    "ADD": "chown chmod link checksum keep-git-dir exclude unpack",
    "HEALTHCHECK": "interval timeout start-period start-interval retries",
}

# The option tables of "RUN --mount=type=…" in the Dockerfile reference.
REFERENCE_MOUNT_KEYS = {
    "bind": "target dst destination source from rw readwrite",
    "cache": "id target dst destination ro readonly sharing from source mode uid gid",
    "tmpfs": "target dst destination size",
    "secret": "id target dst destination env required mode uid gid",
    "ssh": "id target dst destination required mode uid gid",
}


def lesson_on(keyword: str) -> InstructionLesson:
    lesson = instruction_lesson(keyword)
    assert lesson is not None, keyword
    return lesson


def every_sentence() -> dict[str, Sentence]:
    """All prose, each under a name that says where it stands."""
    sentences: dict[str, Sentence] = {}
    for keyword in INSTRUCTIONS:
        lesson = lesson_on(keyword)
        sentences |= {f"{keyword} summary": lesson.summary, f"{keyword} habit": lesson.habit}
        sentences[f"{keyword} layer"] = lesson.layer
        for flag in flags_of(keyword):
            sentences |= {f"{keyword} --{flag.name}": flag.lesson, f"{keyword} --{flag.name} habit": flag.habit}
    for name in DIRECTIVES:
        directive = directive_lesson(name)
        assert directive is not None, name
        sentences |= {f"# {name}": directive.summary, f"# {name} habit": directive.habit}
    for mount in mount_types():
        sentences[f"mount {mount.name}"] = mount.lesson
        sentences |= {f"mount {mount.name} {key.name}": key.lesson for key in mount.keys}
    sentences |= {" ".join(command.names): command.lesson for command in COMMAND_LESSONS}
    for name in VARIABLES:
        variable = variable_lesson(name)
        assert variable is not None, name
        sentences[f"${name}"] = variable.lesson
    return sentences


SENTENCES = every_sentence()


def every_link() -> dict[str, str]:
    links = {keyword: lesson_on(keyword).link for keyword in INSTRUCTIONS}
    links |= {f"{keyword} --{flag.name}": flag.link for keyword in INSTRUCTIONS for flag in flags_of(keyword)}
    links |= {f"mount {mount.name}": mount.link for mount in mount_types()}
    links |= {command.names[0]: command.link for command in COMMAND_LESSONS if command.link is not None}
    return links


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES.keys())
def test_prose_is_written_in_both_languages(sentence: Sentence) -> None:
    hangul = re.compile("[가-힣]")
    assert hangul.search(sentence.ko) and not hangul.search(sentence.en)
    assert sentence.en.strip() == sentence.en and sentence.ko.strip() == sentence.ko


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES.keys())
def test_prose_keeps_to_the_house_style(sentence: Sentence) -> None:
    code = re.compile(r"`[^`]*`")
    for text in (sentence.en, sentence.ko):
        plain = code.sub("", text)
        assert "`" not in plain, "an unclosed code span"
        assert "—" not in plain and "!" not in plain
        assert "{" not in plain and "  - " not in plain
    assert sentence.en.count("\n- ") == sentence.ko.count("\n- "), "a point is missing in one language"
    informal = re.compile(r"(?:해요|이에요|예요|돼요|어요|아요)[.\s]")
    assert not informal.search(sentence.ko), "the Korean is written in the plain formal style"


@pytest.mark.parametrize("link", every_link().values(), ids=every_link().keys())
def test_links_are_addresses(link: str) -> None:
    assert re.fullmatch(r"https://[a-z0-9.-]+(/[\w./~:%-]*)?(#[\w.-]+)?", link)


def test_keywords_are_found_in_any_case() -> None:
    assert instruction_lesson("run") is instruction_lesson("RUN") is instruction_lesson("Run")
    assert directive_lesson("SYNTAX") is directive_lesson("syntax")
    assert flags_of("copy") == flags_of("COPY")
    assert flag_lesson("run", "--mount") == flag_lesson("RUN", "mount")
    assert mount_keys("CACHE") == mount_keys("cache")


def test_the_unknown_has_no_lesson() -> None:
    assert instruction_lesson("RNU") is None
    assert directive_lesson("sintax") is None
    assert flags_of("CMD") == flags_of("RNU") == ()
    assert flag_lesson("COPY", "--mount") is None
    assert mount_keys("volume") == ()
    assert command_lesson("frobnicate") is None
    assert variable_lesson("NOBODY_SETS_THIS") is None


@pytest.mark.parametrize("keyword", INSTRUCTIONS)
def test_every_form_begins_with_the_keyword(keyword: str) -> None:
    assert all(form.split()[0] == keyword for form in lesson_on(keyword).syntax)


@pytest.mark.parametrize("keyword", INSTRUCTIONS)
def test_flags_are_those_of_the_reference(keyword: str) -> None:
    flags = flags_of(keyword)
    assert [flag.name for flag in flags] == REFERENCE_FLAGS.get(keyword, "").split()
    assert all(flag.syntax.startswith(f"--{flag.name}") for flag in flags)


@pytest.mark.parametrize(
    ("keyword", "flag", "version"),
    [
        ("RUN", "mount", "1.2"),
        ("RUN", "device", "1.14-labs"),
        ("COPY", "link", "1.4"),
        ("COPY", "parents", "1.7-labs"),
        ("COPY", "from", None),
        ("ADD", "exclude", "1.7-labs"),
        ("ADD", "unpack", "1.17"),
        ("HEALTHCHECK", "start-interval", "1.6"),
    ],
)
def test_flags_know_the_first_frontend_that_has_them(keyword: str, flag: str, version: str | None) -> None:
    lesson = flag_lesson(keyword, flag)
    assert lesson is not None and lesson.grammar.first_version == version


@pytest.mark.parametrize("mount_type", MOUNT_TYPES)
def test_mount_keys_are_those_of_the_reference(mount_type: str) -> None:
    named = {name for key in MOUNT_TYPES[mount_type].keys for name in (key.name, *key.aliases)}
    assert set(REFERENCE_MOUNT_KEYS[mount_type].split()) <= named
    assert mount_keys(mount_type)[0].name == "type"


@pytest.mark.parametrize("snippet", [mount.snippet for mount in mount_types()])
def test_mount_snippets_use_only_keys_the_tables_know(snippet: str) -> None:
    run, *_ = dockerfile.parse_string(snippet)
    for flag in run.flags:
        pairs = [field.partition("=")[::2] for field in flag.removeprefix("--mount=").split(",")]
        mount = MOUNT_TYPES[dict(pairs)["type"]]
        known = {"type", *(name for key in mount.keys for name in (key.name, *key.aliases))}
        assert {key for key, _ in pairs} <= known
        assert {key.name for key in mount.keys if key.required} <= {key for key, _ in pairs}


@pytest.mark.parametrize("command", COMMAND_LESSONS, ids=lambda command: command.names[0])
def test_command_snippets_are_dockerfiles(command: CommandLesson) -> None:
    for instruction in dockerfile.parse_string(command.snippet):
        grammar = INSTRUCTIONS[instruction.cmd.upper()]
        flags = {flag.removeprefix("--").partition("=")[0] for flag in instruction.flags}
        assert flags <= {flag.name for flag in grammar.flags}
    assert command.snippet.endswith("\n") and not command.snippet.startswith("\n")


def test_rules_are_named_as_rules_are() -> None:
    names = [rule for command in COMMAND_LESSONS for rule in command.rules]
    assert names and all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)


def test_each_command_is_taught_once() -> None:
    names = [name for command in COMMAND_LESSONS for name in command.names]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("written", "taught"),
    [
        ("apt-get", "apt-get"),
        ("pip3.12", "pip"),
        ("/venv/bin/pip", "pip"),
        ("./gradlew", "gradle"),
        ("/usr/bin/curl", "curl"),
        (".", "export"),
    ],
)
def test_commands_are_found_as_they_are_written(written: str, taught: str) -> None:
    lesson = command_lesson(written)
    assert lesson is not None and lesson.names[0] == taught


def test_variable_kinds_do_not_overlap() -> None:
    kinds = (PROXY_ARGS, PLATFORM_ARGS, BUILDKIT_ARGS, SHELL_ONLY_VARIABLES, SEARCH_PATHS, set(BASE_IMAGE_VARIABLES))
    assert len(VARIABLES) == sum(len(kind) for kind in kinds)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("https_proxy", "`ARG https_proxy`"),
        ("TARGETARCH", "`ARG TARGETARCH`"),
        ("PHPIZE_DEPS", "`php`"),
        ("LD_LIBRARY_PATH", "`/opt/x${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}`"),
        ("HOME", "`RUN`"),
    ],
)
def test_a_variable_lesson_names_what_to_write(name: str, says: str) -> None:
    lesson = variable_lesson(name)
    assert lesson is not None
    assert says in lesson.lesson.en and says in lesson.lesson.ko


# What the Korean posts in the seeds teach, with their mistakes put right: where to read it, and a word of it.
@pytest.mark.parametrize(
    ("place", "word"),
    [
        ("FROM habit", "scratch"),
        ("FROM habit", "-alpine"),
        ("FROM habit", "COPY --from"),
        ("FROM habit", "trivy image"),
        ("FROM habit", "dive"),
        ("FROM habit", "cosign"),
        ("RUN habit", "rm"),
        ("COPY habit", ".dockerignore"),
        ("USER habit", "setuid"),
        ("CMD habit", "exec"),
        ("apt-get", "--no-install-recommends"),
        ("apt-get", "/var/lib/apt/lists/*"),
        ("apk", "--no-cache"),
        ("pip pip3", "--no-cache-dir"),
        ("tar", "ADD"),
        ("go", "scratch"),
        ("adduser addgroup", "useradd"),
    ],
)
def test_the_practices_of_the_seeds_are_taught(place: str, word: str) -> None:
    assert word in SENTENCES[place].en and word in SENTENCES[place].ko
