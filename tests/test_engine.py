"""The engine: what is run again after an edit, and that the answer is the same as from scratch."""

import dataclasses
from collections import Counter
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from dockerls.analysis.analysis import Analyzer
from dockerls.document import open_document
from dockerls.rules.catalogue import ALL
from dockerls.rules.rule import ConfiguredCheck, FileCheck, Finding, LineCheck, Noted, Pending, Rule, StageCheck
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.edit import Edit, apply
from dockerls.text.span import Span
from tests.check import TODAY, opened
from tests.strategies import dockerfiles, edits_of

ANALYZER = Analyzer(ALL, TODAY)


@settings(max_examples=150)
@given(st.data())
def test_warm_results_equal_cold_results(data: st.DataObject) -> None:
    text = data.draw(dockerfiles())
    document = open_document(text, ANALYZER)
    for _ in range(4):
        start, end, new_text = data.draw(edits_of(text))
        edit = Edit(Span(start, end), new_text)
        text = apply(text, (edit,))
        document = document.edited(edit)
        cold = open_document(text, ANALYZER)
        assert document.text == text
        assert document == cold


class Counting:
    """The rules, each counting the instructions it checks or notes and the stages and files it checks."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.runs: Counter[str] = Counter()
        self.rules = tuple(self._counted(rule) for rule in rules)

    def _counted(self, rule: Rule) -> Rule:
        check = rule.check
        if isinstance(check, StageCheck | FileCheck):
            whole = check.check

            def checked(facts: tuple[Noted, ...]) -> Iterable[Finding | Pending]:
                self.runs[f"{type(check).__name__} {rule.name}"] += 1
                return whole(facts)

            return dataclasses.replace(rule, check=dataclasses.replace(check, check=checked))
        if isinstance(check, LineCheck | ConfiguredCheck):
            return rule
        single = check

        def found(instruction: Instruction, around: Surroundings) -> Iterable[Finding | Pending]:
            self.runs[f"instruction {rule.name}"] += 1
            return single(instruction, around)

        return dataclasses.replace(rule, check=found)


def test_a_keystroke_in_a_run_checks_that_run_alone() -> None:
    text = "FROM debian:12\n" + "".join(f"RUN echo {n} && true\n" for n in range(500))
    counting = Counting(ALL)
    document = open_document(text, Analyzer(counting.rules, TODAY))
    counting.runs.clear()
    at = text.index("echo 250") + len("echo 250")
    document.edited(Edit(Span(at, at), "x"))
    others = StageCheck | FileCheck | LineCheck | ConfiguredCheck
    for_run = [rule for rule in ALL if not isinstance(rule.check, others)]
    expected = {f"instruction {rule.name}": 1 for rule in for_run if not rule.keywords or "RUN" in rule.keywords}
    expected["StageCheck shellcheck"] = 1  # the other scripts of the stage only tell what they asked before
    assert dict(counting.runs) == expected


def test_what_flows_down_is_checked_as_far_as_it_flows() -> None:
    text = "FROM debian:12\nRUN one\nUSER app\nRUN two\nFROM debian:12\nRUN three\n"
    seen: list[str] = []

    def check(instruction: Instruction, around: Surroundings) -> Iterable[Finding | Pending]:
        seen.append(f"{instruction.value} as {around.user}")
        return ()

    rule = dataclasses.replace(ALL[0], check=check, keywords=frozenset({"RUN"}))
    document = open_document(text, Analyzer((rule,), TODAY))
    seen.clear()
    at = text.index("USER app") + len("USER app")
    document.edited(Edit(Span(at, at), "s"))
    assert seen == ["two as apps"]


def test_a_file_over_four_mebibytes_is_only_cut_into_instructions() -> None:
    line = "RUN apt-get install " + "x" * 4_000 + "\n"
    text = "FROM debian:12\n" + line * 1_040
    short = opened(text, ALL)
    assert "file-too-long" not in {located.rule.name for located in short.findings()}
    long = short.edited(Edit(Span(0, 0), line * 20))
    assert [located.rule.name for located in long.findings()] == ["file-too-long"]
    assert long == open_document(long.text, long.analyzer)
    back = long.edited(Edit(Span(0, len(line) * 20), ""))
    assert {located.rule for located in back.findings()} == {located.rule for located in short.findings()}
