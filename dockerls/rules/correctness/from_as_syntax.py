"""``FROM image to name``: a word that is not AS before the stage's name."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here, substitute
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.swallowed_comments import swallowed_comments
from dockerls.syntax.instruction import Instruction

TITLE = Sentence(en="Change to `AS`", ko="`AS`로 바꾸기")


def check(from_: Instruction, around: Surroundings) -> Iterator[Finding]:
    words = from_.words
    if len(words) != 3 or words[1].text.upper() == "AS" or swallowed_comments(from_):
        return
    if not any(word.text.startswith("--") for word in words):  # a flag that stands too late
        fix = Fix(TITLE, Safety.SUGGEST, (substitute(words[1].span, "AS"),))
        yield Finding(here(words[1].span), RULE.message.filled(word=words[1].text), (fix,))


RULE = Rule(
    code="DLS4030",
    name="from-as-syntax",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(
        en="`AS` must stand before the name of a stage, not `{word}`",
        ko="스테이지 이름 앞에는 `{word}` 대신 `AS`를 써야 합니다",
    ),
    rationale=Sentence(
        en=(
            "`FROM` takes an image alone, or an image, `AS` and a name for the stage: `FROM golang:1.25 AS build`. "
            "Docker refuses anything else.\n\n"
            "A tag is joined to its image by a colon, without blanks: `node:22`."
        ),
        ko=(
            "`FROM`에는 이미지만 적거나, 이미지와 `AS`와 스테이지 이름을 적습니다: `FROM golang:1.25 AS build`. 다른 "
            "형식이면 "
            "Docker가 빌드를 거부합니다.\n\n"
            "태그는 `node:22`처럼 빈칸 없이 콜론으로 이미지에 붙입니다."
        ),
    ),
    keywords=frozenset({"FROM"}),
    check=check,
    examples=(
        Example(bad="FROM golang:1.25 «ass» build\n", good="FROM golang:1.25 AS build\n"),
        Example(bad="from a \\\n  «:» b\n", good="from a \\\n  AS b\n"),
    ),
    silent=(
        "FROM debian:12 as base\n",
        "FROM debian:12 # base image\n",
        "FROM debian:12 base\n",
    ),
    aliases=("INVALID_AS",),
)
