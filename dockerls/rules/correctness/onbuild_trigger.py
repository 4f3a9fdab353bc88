"""An instruction that ONBUILD may not hold."""

from collections.abc import Iterator

from dockerls.knowledge.grammar import INSTRUCTIONS
from dockerls.language import Sentence
from dockerls.rewrite.place import here
from dockerls.rules.rule import Category, Example, Finding, Rule, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction


def check(onbuild: Instruction, around: Surroundings) -> Iterator[Finding]:
    trigger = onbuild.trigger
    grammar = INSTRUCTIONS.get(trigger.keyword) if trigger is not None else None
    if trigger is not None and grammar is not None and not grammar.in_onbuild:
        yield Finding(here(trigger.keyword_span), RULE.message.filled(keyword=trigger.keyword))


RULE = Rule(
    code="DL3043",
    name="onbuild-trigger",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(en="{keyword} cannot stand behind ONBUILD", ko="ONBUILD 뒤에는 {keyword} 명령을 쓸 수 없습니다"),
    rationale=Sentence(
        en=(
            "`ONBUILD` keeps an instruction for the build of images that are based on this one. It cannot keep "
            "`FROM`, `MAINTAINER` or another `ONBUILD`; Docker refuses the file.\n\n"
            "Triggers run in the build right above this image only and are not passed on further."
        ),
        ko=(
            "`ONBUILD`는 이 이미지를 베이스로 쓰는 빌드에서 실행할 명령을 담아 둡니다. `FROM`, `MAINTAINER`, 또 다른 "
            "`ONBUILD`는 담을 수 없으며 Docker가 빌드를 거부합니다.\n\n"
            "담아 둔 명령은 바로 다음 빌드에서만 실행되고 그 뒤로는 전달되지 않습니다."
        ),
    ),
    keywords=frozenset({"ONBUILD"}),
    check=check,
    examples=(
        Example(bad="FROM debian:12\nONBUILD «ONBUILD» RUN make\nonbuild «from» debian:12\n"),
        Example(bad="FROM debian:12\nONBUILD \\\n  «MAINTAINER» me\n"),
    ),
    silent=("FROM debian:12\nONBUILD RUN make\nONBUILD\nONBUILD FOO\n",),
    aliases=("ONBUILD_CHAINING_DISALLOWED", "ONBUILD_TRIGGER_DISALLOWED"),
)
