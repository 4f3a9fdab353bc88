"""More arguments than the instruction takes."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import delete, here
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.swallowed_comments import swallowed_comments
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span

TITLE = Sentence(en="Delete what is too much", ko="남는 인자 삭제")
NAMED = 3  # FROM image AS name


def check(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
    count = _taken(instruction)
    words = instruction.words
    if count is None or len(words) <= count or swallowed_comments(instruction):
        return
    last = _before_as(instruction) or len(words)
    extra = Span(words[count].span.start, words[last - 1].span.end)
    cut = Span(words[count - 1].span.end, extra.end)
    is_plain = not any(cut.overlaps(comment) for comment in instruction.header.comments)
    fix = Fix(TITLE, Safety.SUGGEST, (delete(cut if is_plain else extra),))
    may_be_tag = instruction.keyword == "FROM" and count == 1
    yield Finding(here(extra), RULE.message.filled(keyword=instruction.keyword), () if may_be_tag else (fix,))


def _taken(instruction: Instruction) -> int | None:
    """How many words the instruction takes; None where more are an error of another kind, or none."""
    words = [word.text.upper() for word in instruction.words]
    if instruction.keyword == "FROM":
        return NAMED if words[1:2] == ["AS"] else 1 if len(words) > NAMED else None
    if instruction.keyword == "HEALTHCHECK":
        return 1 if words[:1] == ["NONE"] else None
    is_quoted = any(mark in instruction.value for mark in "\"'$")
    return None if is_quoted else 1


def _before_as(instruction: Instruction) -> int | None:
    """How many words of a FROM stand before a late ``AS`` and its name."""
    words = [word.text.upper() for word in instruction.words]
    return len(words) - 2 if instruction.keyword == "FROM" and len(words) > NAMED and words[-2] == "AS" else None


RULE = Rule(
    code="DLS4024",
    name="argument-extra",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(en="{keyword} does not take this", ko="{keyword}에 쓸 수 없는 인자가 남습니다"),
    rationale=Sentence(
        en=(
            "`FROM` takes an image and, behind `AS`, one name; `HEALTHCHECK NONE` takes nothing more, and `USER` one "
            "user, of which the rest of the line is taken to be a part. Docker refuses such a file, or fails when it "
            "looks for the user.\n\n"
            "Comments have lines of their own; behind an instruction they are arguments."
        ),
        ko=(
            "`FROM`에는 이미지와, `AS` 뒤에 이름 하나만 쓸 수 있습니다. `HEALTHCHECK NONE`에는 아무것도 덧붙일 수 "
            "없고, "
            "`USER`는 줄 전체를 사용자 이름 하나로 봅니다. Docker가 빌드를 거부하거나 그런 사용자를 찾지 못해 "
            "실패합니다.\n\n"
            "주석은 별도의 줄에 쓰세요. 명령 뒤에 쓰면 인자가 됩니다."
        ),
    ),
    keywords=frozenset({"FROM", "HEALTHCHECK", "USER"}),
    check=check,
    examples=(
        Example(bad="FROM debian:12 AS base «or so»\n", good="FROM debian:12 AS base\n"),
        Example(bad="FROM debian:12\nUSER app \\\n  «group»\n", good="FROM debian:12\nUSER app\n"),
        Example(bad="FROM debian «12» AS base\nFROM debian «12 bookworm x»\n"),
        Example(bad="FROM debian:12\nHEALTHCHECK NONE «curl x»\n", good="FROM debian:12\nHEALTHCHECK NONE\n"),
    ),
    silent=(
        "FROM debian:12 AS base\nUSER app:app\nHEALTHCHECK CMD curl x\nHEALTHCHECK NONE\n",
        'FROM debian:12\nUSER "ContainerAdministrator a"\nUSER ${A:-a b}\n',
        "FROM debian:12\nWORKDIR /my files\n",
        "FROM debian:12 AS base # the base\nUSER app # not root\n",
    ),
    aliases=("ARGUMENT_EXTRA", "ARGUMENT_UNNECESSARY"),
)
