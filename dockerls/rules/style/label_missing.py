"""An image without a label that the label schema asks for."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import Place
from dockerls.rules.options import Options
from dockerls.rules.rule import Category, ConfiguredCheck, Example, FileCheck, Finding, Noted, Rule, Severity
from dockerls.semantics.labels import labels_of
from dockerls.semantics.stage_references import StageNames, UsedBy, stage_names_of, stage_references
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.value import value


@value
class LabelFact:
    """The keys that a LABEL sets."""

    keys: tuple[str, ...]


def note(instruction: Instruction, around: Surroundings) -> StageNames | LabelFact | None:
    if instruction.keyword == "LABEL":
        return LabelFact(tuple(label.key for label in labels_of(instruction, around.escape)))
    return stage_names_of(instruction)


@value
class Check:
    """Finds the images that lack one of these labels: those of stages that no other stage uses."""

    required: tuple[str, ...]

    def __call__(self, noted: tuple[Noted, ...]) -> Iterator[Finding]:
        names = [(each.piece, each.fact) for each in noted if isinstance(each.fact, StageNames)]
        references = stage_references(names).references
        parents = {each.stage: each.target for each in references if each.use.by is UsedBy.FROM}
        used = {each.target for each in references}
        heads = [(piece, fact.head) for piece, fact in names if fact.head is not None]
        lacking = self._lacking(_labels_of_stages(noted), parents)
        for stage, (piece, head) in enumerate(heads):
            if stage not in used and head.image is not None and lacking[stage]:
                listed = ", ".join(f"`{key}`" for key in lacking[stage])
                yield Finding(Place(piece, head.image.span), RULE.message.filled(keys=listed))

    def _lacking(self, labels: list[list[str]], parents: dict[int, int | None]) -> list[tuple[str, ...]]:
        """The labels that each stage lacks, with those it is built on; none where a variable may be their key."""
        lacking: list[tuple[str, ...]] = []
        for stage, keys in enumerate(labels):
            parent = parents.get(stage)  # which stands above
            so_far = self.required if parent is None else lacking[parent]
            is_known = not any("$" in key for key in keys)
            lacking.append(tuple(key for key in so_far if key not in keys) if is_known else ())
        return lacking


def _labels_of_stages(noted: tuple[Noted, ...]) -> list[list[str]]:
    """The keys that are set in each stage."""
    labels: list[list[str]] = []
    for each in noted:
        if isinstance(each.fact, LabelFact):
            if labels:
                labels[-1] += each.fact.keys
        elif each.fact.head is not None:
            labels.append([])
    return labels


def made(options: Options) -> FileCheck | None:
    required = tuple(key for key, _ in options.label_schema)
    return FileCheck(note, Check(required)) if required else None


RULE = Rule(
    code="DL3049",
    name="label-missing",
    category=Category.STYLE,
    severity=Severity.INFO,
    message=Sentence(
        en="This image lacks labels of the schema: {keys}", ko="스키마가 요구하는 레이블이 없습니다: {keys}"
    ),
    rationale=Sentence(
        en=(
            "Labels tell a registry, a scanner or whoever is on call where an image comes from, which version it is, "
            "and whom to ask. They help only if every image has them.\n\n"
            'This is checked once `label-schema` names the labels, such as `version = "semver"`. Labels of a stage '
            "that this one is built on count; those of the base image are about the base image and do not.\n\n"
            "Add a `LABEL`, or take the key out of the schema."
        ),
        ko=(
            "레이블은 이미지의 출처, 버전, 담당자를 레지스트리와 스캐너, 당직자에게 알려 줍니다. 모든 이미지에 있어야 "
            "쓸모가 있습니다.\n\n"
            '`label-schema`에 `version = "semver"`처럼 레이블을 적으면 검사합니다. 바탕이 되는 스테이지의 레이블은 '
            "포함하지만, 베이스 이미지의 레이블은 베이스 이미지에 대한 것이므로 포함하지 않습니다.\n\n"
            "`LABEL`을 추가하거나 스키마에서 그 키를 빼세요."
        ),
    ),
    keywords=frozenset({"FROM", "ARG", "COPY", "ADD", "RUN", "LABEL"}),
    check=ConfiguredCheck(made, Options(label_schema=(("version", "semver"), ("contact", "email")))),
    examples=(
        Example(bad="FROM «debian:12»\nLABEL version=1.2.3\n"),
        Example(bad="FROM debian:12 AS base\nLABEL version=1.2.3\nFROM «base» AS app\nLABEL description=app\n"),
    ),
    silent=(
        'FROM debian:12\nLABEL version=1.2.3 "contact"=a@example.com\n',
        "FROM debian:12 AS Base\nLABEL version=1.2.3\nFROM base AS b\nFROM b\nLABEL contact a@example.com\n",
        "FROM debian:12 AS build\nRUN make\nFROM debian:12\nCOPY --from=build /a /a\n"
        "LABEL version=1 contact=a@example.com\n",
        "FROM debian:12\nLABEL $KEYS=x\n",
        "LABEL a=b\nFROM\n",
    ),
)
