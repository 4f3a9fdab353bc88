"""``ENV key value`` and ``LABEL key value``, the form without ``=``."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.pairs import as_pair
from dockerls.rewrite.place import here, placed
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity, Tag
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.swallowed_comments import swallowed_comments
from dockerls.syntax.instruction import Instruction

TITLE = Sentence(en="Write `{key}=…`", ko="`{key}=…` 형식으로 쓰기")


def check(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
    for pair in instruction.pairs:
        if not pair.is_legacy or pair.value is None:
            continue
        # Until it is moved, a comment behind the value is part of the value: quoting it would make that for good.
        safety = Safety.SUGGEST if swallowed_comments(instruction) else Safety.SAFE
        edits = as_pair(instruction, pair)
        fixes = (Fix(TITLE.filled(key=pair.key.text), safety, placed(edits)),) if edits else ()
        yield Finding(here(pair.key.span), fixes=fixes, tags=(Tag.DEPRECATED,))


RULE = Rule(
    code="LegacyKeyValueFormat",
    name="legacy-key-value",
    category=Category.CORRECTNESS,
    severity=Severity.INFO,
    message=Sentence(
        en="This is the old form without `=`, which takes the rest of the line as one value",
        ko="`=` 없이 쓰는 옛 형식으로, 줄의 나머지 전체가 값 하나로 읽힙니다",
    ),
    rationale=Sentence(
        en=(
            "`ENV A b c` sets `A` to `b c`: everything to the end of the line is one value, even `B=2` or a comment. "
            "Docker keeps this form only for old files.\n\n"
            'Write `ENV A="b c"`. Several pairs then fit into one instruction, and it is plain where each value ends.'
        ),
        ko=(
            "`ENV A b c`는 `A`를 `b c`로 정합니다. `B=2`나 주석이 있어도 줄 끝까지 모두 값 하나가 됩니다. Docker는 "
            "오래된 파일을 위해서만 이 형식을 지원합니다.\n\n"
            '`ENV A="b c"`처럼 쓰세요. 한 명령에 여러 쌍을 쓸 수 있고, 값이 어디서 끝나는지도 분명해집니다.'
        ),
    ),
    keywords=frozenset({"ENV", "LABEL"}),
    check=check,
    examples=(
        Example(
            bad="FROM ubuntu:24.04\nLABEL «maintainer» me@example.com\n",
            good="FROM ubuntu:24.04\nLABEL maintainer=me@example.com\n",
        ),
        Example(bad='FROM debian:12\nENV «A» "b c"\n', good='FROM debian:12\nENV A="b c"\n'),
        Example(bad="FROM debian:12\nENV «A» b\\ c\n", good='FROM debian:12\nENV A="b c"\n'),
        Example(
            bad="FROM debian:12\nENV «A» b=\"c d\" 'e $f' $g \\$h ${i:-j k}\n",
            good='FROM debian:12\nENV A="b=c d e \\$f $g \\$h ${i:-j k}"\n',
        ),
        Example(
            bad="FROM debian:12\r\nENV  «A» \\\r\n  # why\r\n  b \\\r\n  # how\r\n  c\r\n",
            good='FROM debian:12\r\n# why\r\nENV  A="b \\\r\n  # how\r\n  c"\r\n',
        ),
        Example(bad="FROM debian:12\nENV «A» b # c\n", good='FROM debian:12\nENV A="b # c"\n'),
        Example(bad='FROM debian:12\nENV «A» $B"c" $"d"\n', good='FROM debian:12\nENV A="${B}c \\$d"\n'),
        Example(bad="FROM debian:12\nENV «PATH» /opt/b:$PATH\n", good="FROM debian:12\nENV PATH=/opt/b:$PATH\n"),
        Example(bad="FROM debian:12\nENV «A» b=c\n", good='FROM debian:12\nENV A="b=c"\n'),
        Example(bad="FROM debian:12\nENV «A» it's\n"),
        Example(bad="FROM debian:12\nONBUILD ENV «A» b\n", good="FROM debian:12\nONBUILD ENV A=b\n"),
        Example(
            bad='# escape=`\nFROM debian:12\nENV «P» C:\\a `"b\n',
            good='# escape=`\nFROM debian:12\nENV P="C:\\a `"b"\n',
        ),
    ),
    silent=(
        "FROM debian:12\nENV A=b C=d\n",
        "FROM debian:12\nARG A\n",
        "FROM debian:12\nENV A\n",
        'FROM debian:12\nLABEL "a b"="c"\n',
    ),
)
