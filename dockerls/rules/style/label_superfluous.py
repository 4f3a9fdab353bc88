"""A label that the label schema does not know."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here
from dockerls.rules.options import Options
from dockerls.rules.rule import Category, ConfiguredCheck, Example, Finding, Rule, Severity
from dockerls.semantics.labels import labels_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.value import value


@value
class Check:
    """Finds labels other than these."""

    allowed: frozenset[str]

    def __call__(self, instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
        for label in labels_of(instruction, around.escape):
            if label.key and label.is_known and label.key not in self.allowed:
                yield Finding(here(label.word.span), RULE.message.filled(key=label.key))


def made(options: Options) -> Check | None:
    return Check(frozenset(key for key, _ in options.label_schema)) if options.strict_labels else None


RULE = Rule(
    code="DL3050",
    name="label-superfluous",
    category=Category.STYLE,
    severity=Severity.INFO,
    message=Sentence(en="The label schema has no `{key}`", ko="레이블 스키마에 `{key}`이(가) 없습니다"),
    rationale=Sentence(
        en=(
            "Where the labels of all images follow one schema, a label outside it is often a misspelt key, which "
            "nobody will ever look for.\n\n"
            "This is checked with `strict-labels = true`. Correct the key, remove the label, or add it to "
            "`label-schema`."
        ),
        ko=(
            "모든 이미지의 레이블이 한 스키마를 따른다면, 스키마에 없는 레이블은 대개 키를 잘못 적은 것이고 아무도 "
            "찾지 않습니다.\n\n"
            "`strict-labels = true`이면 검사합니다. 키를 고치거나, 레이블을 지우거나, `label-schema`에 추가하세요."
        ),
    ),
    keywords=frozenset({"LABEL"}),
    check=ConfiguredCheck(made, Options(label_schema=(("version", "semver"),), strict_labels=True)),
    examples=(Example(bad='FROM debian:12\nLABEL «verison»=1.2.3 version=1.2.3 \\\n  # who\n  «"owner"»=me\n'),),
    silent=("FROM debian:12\nLABEL version=1.2.3 $KEY=value\nLABEL\n",),
)
