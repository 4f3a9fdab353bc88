"""A FROM with something that is no image reference."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rewrite.stage_names import RenameStage
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.image_grammar import is_reference, may_be_reference
from dockerls.semantics.stage_head import StageHead, stage_head
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction

IN_CAPITALS = Sentence(
    en="`FROM` finds the stage `{name}` only in small letters",
    ko="`FROM`에서는 `{name}` 스테이지를 소문자로 써야 찾습니다",
)
IN_SMALL_LETTERS = Sentence(en="Write the stage's name in small letters", ko="스테이지 이름을 소문자로 쓰기")
TITLE = Sentence(en="Change to `{image}`", ko="`{image}`(으)로 바꾸기")


def note(instruction: Instruction, around: Surroundings) -> StageHead:
    return stage_head(instruction)


def check(heads: tuple[Noted, ...]) -> Iterator[Finding]:
    stages: dict[str, int] = {}
    for number, each in enumerate(heads):
        head: StageHead = each.fact
        if head.image is not None:
            text = head.image.text.replace('"', "").replace("'", "")
            place = Place(each.piece, head.image.span)
            if text.lower() in stages:
                if text != text.lower():
                    name = text.lower()
                    fix = Fix(IN_SMALL_LETTERS, Safety.SUGGEST, RenameStage(stages[name], name))
                    yield Finding(place, IN_CAPITALS.filled(name=name), (fix,))
            elif text and not text.startswith("--") and not may_be_reference(text):
                meant = text.lower().replace("\\", "/")
                fix = Fix(TITLE.filled(image=meant), Safety.SUGGEST, (PlacedEdit(place, meant),))
                fixes = (fix,) if "$" not in text and is_reference(meant) else ()
                yield Finding(place, RULE.message.filled(image=text), fixes)
        if head.key:
            stages[head.key] = number


RULE = Rule(
    code="DLS4031",
    name="image-reference",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(en="`{image}` cannot be an image", ko="`{image}`은(는) 이미지 이름이 될 수 없습니다"),
    rationale=Sentence(
        en=(
            "An image is written `registry/name:tag@digest`, of which only the name is needed. The name has small "
            "letters, digits, `.`, `_`, `-` and `/`; a tag letters, digits, `.`, `_` and `-`; a digest is `sha256:` "
            "and "
            "64 digits. Docker refuses anything else.\n\n"
            "A stage that is built on another one names it in small letters, however it is written behind `AS`: Docker "
            "keeps the names of stages so, and here looks for nothing else (measured with Docker 28.5)."
        ),
        ko=(
            "이미지는 `레지스트리/이름:태그@다이제스트`로 쓰며 이름만 있어도 됩니다. 이름에는 소문자, 숫자, `.`, `_`, "
            "`-`, `/`를, "
            "태그에는 영문자, 숫자, `.`, `_`, `-`를 쓸 수 있습니다. 다이제스트는 `sha256:`과 64자리 값입니다. 형식이 "
            "다르면 "
            "Docker가 빌드를 거부합니다.\n\n"
            "앞의 스테이지를 베이스로 쓰려면 `AS` 뒤에 어떻게 적었든 이름을 소문자로 쓰세요. Docker는 스테이지 이름을 "
            "소문자로 보관하며 여기서는 그대로만 찾습니다(Docker 28.5에서 확인)."
        ),
    ),
    keywords=frozenset({"FROM"}),
    check=FileCheck(note, check),
    examples=(
        Example(bad="FROM «Debian:12»\n", good="FROM debian:12\n"),
        Example(bad="FROM «debian:»\nFROM «node::22»\nFROM «https://docker.io/debian»\nFROM «debian@sha256:12»\n"),
        Example(bad="FROM debian AS Base\nFROM «Base»\n", good="FROM debian AS base\nFROM base\n"),
        Example(bad="FROM «corp.example.com/Team/$APP!»\n"),
    ),
    silent=(
        "FROM debian\nFROM Corp.Example.com:5000/team/my_app-1:V1.2_x\nFROM scratch\n",
        f"FROM debian:12@sha256:{'0' * 64}\nFROM localhost/a\n",
        "FROM debian AS Base\nFROM base\n",
        "FROM $A\nFROM ${A}debian${B}\nFROM debian:${TAG:-12}\nFROM ${REG}/x/${Y}:$Z\n",
        'FROM debian$TAG\nFROM "debian:12"\nFROM "debian":12\n',
        "FROM a/b:${C}-slim@${D}\nFROM\nFROM debian:$A$B\n",
    ),
    aliases=("INVALID_REFERENCE_FORMAT",),
)
