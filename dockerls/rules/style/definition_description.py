"""A comment right above ARG or FROM that does not begin with the name it is taken to describe."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.stage_head import stage_head
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Comment
from dockerls.text.pattern import pattern
from dockerls.text.span import Span, empty
from dockerls.value import value

APART = Sentence(en="Put an empty line below the comment", ko="주석 아래에 빈 줄 넣기")
RENAME = Sentence(en="Write `{name}`", ko="`{name}` 이름으로 쓰기")

# What other tools read, who want it right above the instruction: `renovate: …`, `hadolint ignore=…`.
_FOR_TOOLS = pattern(r"[a-z-]+:(?:\s|[a-z])|(?:hadolint|tally|shellcheck|nosemgrep|kics-scan)\b")


@value
class Defined:
    """The names an ARG or FROM defines."""

    names: tuple[str, ...]


@value
class Said:
    """A comment that says something: its span, its first word, and what its line ends with."""

    span: Span
    word: Span
    first: str
    line_end: str
    is_for_tools: bool


def note(instruction: Instruction, around: Surroundings) -> Defined | None:
    if instruction.keyword == "FROM":
        key = stage_head(instruction).key
        return Defined((key,)) if key else None
    names = tuple(pair.key.text for pair in instruction.pairs)
    return Defined(names) if names else None


def note_comment(comment: Comment) -> Said | None:
    if not comment.words:
        return None
    first = comment.words.split(" ")[0]
    start = comment.text.index(first, comment.span.start + 1)
    line_end = "\r\n" if comment.text.endswith("\r\n") else "\n"
    is_for_tools = _FOR_TOOLS.match(comment.words) is not None
    return Said(comment.span, Span(start, start + len(first)), first, line_end, is_for_tools)


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    is_for_tools = False  # a comment of the block that ends above
    above: Noted | None = None
    for each in noted:
        is_next = above is not None and above.piece == each.piece - 1
        said = above.fact if above is not None and is_next else None
        if isinstance(each.fact, Said):
            is_for_tools = each.fact.is_for_tools or (said is not None and is_for_tools)
            above = each
            continue
        above = None
        if said is not None and not is_for_tools and said.first not in each.fact.names:
            yield _finding(each.piece, said, each.fact.names)


def _finding(piece: int, said: Said, names: tuple[str, ...]) -> Finding:
    meant = next((name for name in names if name.lower() == said.first.lower()), None)
    if meant is None:
        fix = Fix(APART, Safety.SAFE, (PlacedEdit(Place(piece, empty(0)), said.line_end),))
    else:
        fix = Fix(RENAME.filled(name=meant), Safety.SAFE, (PlacedEdit(Place(piece - 1, said.word), meant),))
    return Finding(Place(piece - 1, said.span), RULE.message.filled(name=names[0]), (fix,))


RULE = Rule(
    code="InvalidDefinitionDescription",
    name="definition-description",
    category=Category.STYLE,
    severity=Severity.INFO,
    on=False,
    message=Sentence(
        en="This is taken for the description of `{name}`, but does not begin with that name",
        ko="`{name}`의 설명으로 읽히는 자리이지만 그 이름으로 시작하지 않습니다",
    ),
    rationale=Sentence(
        en=(
            "`docker build --call=outline` and `--call=targets` print what a Dockerfile offers. They take the comment "
            "right above an `ARG`, or above a `FROM` that names its stage, for its description, if it begins with the "
            "name:\n\n"
            "```dockerfile\n# VERSION is the release to build\nARG VERSION=1\n```\n\n"
            "Put an empty line below a comment that is meant otherwise. BuildKit's own check is experimental, and "
            "this rule is off by default."
        ),
        ko=(
            "`docker build --call=outline`과 `--call=targets`는 Dockerfile에서 쓸 수 있는 인자와 스테이지를 보여 "
            "줍니다. `ARG`나 이름 있는 `FROM` 바로 위의 주석이 그 이름으로 시작하면 설명으로 씁니다.\n\n"
            "```dockerfile\n# VERSION 빌드할 릴리스\nARG VERSION=1\n```\n\n"
            "설명이 아닌 주석이라면 아래에 빈 줄을 넣으세요. BuildKit에서도 실험적인 검사이며 이 규칙은 기본적으로 "
            "꺼져 있습니다."
        ),
    ),
    keywords=frozenset({"ARG", "FROM"}),
    check=FileCheck(note, check, note_comment),
    examples=(
        Example(
            bad="# a first line\n«# which version»\nARG VERSION=1\nFROM debian:$VERSION\n",
            good="# a first line\n# which version\n\nARG VERSION=1\nFROM debian:$VERSION\n",
        ),
        Example(
            bad="«# Base is for all»\r\nFROM debian:12 AS base\r\n",
            good="# base is for all\r\nFROM debian:12 AS base\r\n",
        ),
        Example(
            bad="FROM debian:12 AS a\n  «# the two»\n  ARG A B=1\n",
            good="FROM debian:12 AS a\n  # the two\n\n  ARG A B=1\n",
        ),
    ),
    silent=(
        "# VERSION is the release\nARG VERSION=1\n# base has all\nFROM debian:$VERSION AS base\n",
        "# a note\n\nARG A=1\n# a note\n#\nFROM debian:12 AS base\n",
        "# B is one of two\nARG A=1 B=2\n# runs things\nFROM debian:12\nARG\n# more\nRUN true\n",
        "# renovate: datasource=docker depName=debian\nARG TAG=12\n# hadolint ignore=DL3006\n# as it is\nFROM a AS b\n",
        "# syntax=docker/dockerfile:1\nFROM debian:12 AS base\n",
    ),
)
