"""Our tree says of a Dockerfile what BuildKit's parser says of it."""

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings

from dockerls.syntax.instruction import Instruction
from dockerls.syntax.parse import parse
from tests.corpus_files import corpus, rejected
from tests.fragments import (
    ARRAYS,
    BLANKS,
    BODY_LINES,
    COMMENTS,
    EMPTY_LINES,
    FLAGS,
    HEREDOCS,
    KEYWORDS,
    PAIRS,
    WORDS,
)
from tests.oracle import LIMITS, Limit, OutOfReachError, Reading, buildkit_reads, lowered
from tests.strategies import dockerfiles

_WHOLE_VALUE = frozenset({"run", "cmd", "entrypoint", "shell", "user", "workdir", "stopsignal", "maintainer"})
_WORDS = frozenset({"from", "copy", "add", "expose", "volume"})


def ours(text: str) -> tuple[Reading, ...]:
    """Our tree as BuildKit would tell it."""
    readings: list[Reading] = []
    line = 1
    for piece in parse(text).pieces:
        if isinstance(piece, Instruction):
            last = line + piece.text.removesuffix("\n").count("\n")
            readings.append(replace(_reading(piece), start_line=line, end_line=last))
        line += piece.text.count("\n")
    return tuple(readings)


def _reading(instruction: Instruction) -> Reading:
    keyword = lowered(instruction.keyword)
    flags = tuple(flag.text for flag in instruction.flags)
    if instruction.trigger is not None:
        trigger = _reading(instruction.trigger)
        values = (trigger.keyword, *trigger.values)
        return Reading(keyword, 0, 0, flags + trigger.flags, trigger.is_json, values, trigger.heredocs)
    return Reading(
        keyword=keyword,
        start_line=0,
        end_line=0,
        flags=flags,
        is_json=instruction.exec_form is not None,
        values=_values(instruction, keyword),
        heredocs=tuple(
            (heredoc.opening.delimiter, heredoc.opening.descriptor, heredoc.body.of(instruction.text))
            for heredoc in instruction.heredocs
        ),
    )


def _values(instruction: Instruction, keyword: str) -> tuple[str, ...]:
    if keyword == "healthcheck":
        return _health_values(instruction)
    if instruction.exec_form is not None:
        return tuple(word.text for word in instruction.exec_form)
    if keyword in _WHOLE_VALUE:
        return (instruction.value,) if instruction.value else ()
    if keyword in _WORDS:
        return tuple(word.text for word in instruction.words)
    values: list[str] = []
    for pair in instruction.pairs:
        if keyword == "arg":
            values.append(pair.key.text if pair.value is None else f"{pair.key.text}={pair.value.text}")
        else:
            values += [pair.key.text] if pair.value is None else [pair.key.text, pair.value.text]
    return tuple(values)


def _health_values(instruction: Instruction) -> tuple[str, ...]:
    if not instruction.words:
        return ()
    kind = instruction.words[0].text
    if instruction.exec_form is not None:
        return (kind, *(word.text for word in instruction.exec_form))
    rest = instruction.value.removeprefix(kind).lstrip("\t\v\f\r ")
    return (kind, rest) if rest else (kind,)


def as_far_as_told(text: str) -> tuple[Reading, ...]:
    """Ours, without what the judge never tells of an ONBUILD (see LIMITS: heredocs, flags, a second ONBUILD)."""
    instructions = parse(text).instructions
    return tuple(_told(instruction, reading) for instruction, reading in zip(instructions, ours(text), strict=True))


def _told(instruction: Instruction, reading: Reading) -> Reading:
    trigger = instruction.trigger
    if trigger is None:
        return reading
    own_flags = reading.flags[: len(instruction.flags)]
    if lowered(trigger.keyword) == "onbuild":
        return replace(reading, flags=own_flags, is_json=False, values=("onbuild",), heredocs=())
    return replace(reading, flags=own_flags, heredocs=())


def generated(count: int) -> list[str]:
    """Different Dockerfiles that BuildKit accepts, the same in every run."""
    chance = random.Random("dockerls")
    texts: dict[str, None] = {}
    while len(texts) < count:
        text = _generate(chance)
        try:
            if buildkit_reads(text) is not None:
                texts[text] = None
        except OutOfReachError:
            continue
    return list(texts)


def _generate(chance: random.Random) -> str:
    escape = chance.choice("\\\\\\`")
    lines = ["# escape=`"] if escape == "`" else []
    for _ in range(chance.randint(1, 8)):
        kind = chance.random()
        if kind < 0.15:
            lines.append(chance.choice(COMMENTS + EMPTY_LINES))
        elif kind < 0.35:
            lines += _generate_heredoc(chance, escape)
        else:
            lines += _generate_instruction(chance, escape)
    line_end = chance.choice(("\n", "\n", "\n", "\r\n"))
    return chance.choice(("", "", "", "\ufeff")) + line_end.join(lines) + chance.choice(("", line_end))


def _generate_instruction(chance: random.Random, escape: str) -> list[str]:
    head = [chance.choice(KEYWORDS)] if chance.random() < 0.85 else ["ONBUILD", chance.choice(KEYWORDS)]
    arguments = chance.choices(FLAGS, k=chance.choice((0, 0, 1, 2)))
    if head[-1] in ("ENV", "LABEL", "ARG"):
        arguments += chance.choices(PAIRS, k=chance.randint(1, 4))
    elif chance.random() < 0.25:
        arguments.append(chance.choice(ARRAYS))
    else:
        arguments += chance.choices(WORDS, k=chance.randint(0, 5))
    return _generate_lines(chance, head + arguments, escape)


def _generate_heredoc(chance: random.Random, escape: str) -> list[str]:
    heredocs = chance.choices(HEREDOCS, k=chance.choice((1, 1, 2)))
    head = chance.choice((["RUN"], ["COPY", "--chown=a"], ["add"], ["ONBUILD", "RUN"]))
    lines = _generate_lines(chance, [*head, *(opening for opening, _ in heredocs), chance.choice(WORDS)], escape)
    for _, terminator in heredocs:
        lines += [*chance.choices(BODY_LINES, k=chance.randint(0, 3)), terminator]
    return lines


def _generate_lines(chance: random.Random, words: list[str], escape: str) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        if chance.random() < 0.2:
            lines[-1] += chance.choice((" ", "", "\t")) + escape + chance.choice(("", " \t"))
            lines += chance.choices(COMMENTS + EMPTY_LINES, k=chance.choice((0, 0, 1, 2)))
            lines.append(chance.choice(("  ", "", "\t")) + word)
        else:
            lines[-1] += chance.choice(BLANKS) + word
    return lines


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in corpus()])
def test_corpus(text: str) -> None:
    assert as_far_as_told(text) == buildkit_reads(text)


@pytest.mark.parametrize("text", generated(300))
def test_generated(text: str) -> None:
    assert as_far_as_told(text) == buildkit_reads(text)


@settings(
    derandomize=True,
    max_examples=500,
    deadline=None,
    suppress_health_check=(HealthCheck.filter_too_much, HealthCheck.too_slow),
)
@given(dockerfiles())
def test_half_typed(text: str) -> None:
    try:
        readings = buildkit_reads(text)
    except OutOfReachError:
        assume(False)
    assume(readings is not None)
    assert as_far_as_told(text) == readings


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.name)
def test_where_the_judge_is_limited(limit: Limit) -> None:
    assert ours(limit.example) == limit.truth


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in corpus() if "<<" in text])
def test_a_trigger_reads_like_the_instruction_it_is(text: str) -> None:
    for instruction in parse(text).instructions:
        if instruction.heredocs and instruction.trigger is None:
            header = "# escape=`\n" if instruction.escape == "`" else ""
            (alone,) = buildkit_reads(header + instruction.text) or ()
            (under,) = ours(header + "ONBUILD " + instruction.text.removeprefix("\ufeff").lstrip())
            assert under == replace(alone, keyword="onbuild", values=(alone.keyword, *alone.values))


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in rejected()])
def test_what_buildkit_refuses_is_still_read_whole(text: str) -> None:
    file = parse(text)
    assert file.text == text
    assert [reading.keyword for reading in ours(text)] == [lowered(piece.keyword) for piece in file.instructions]
