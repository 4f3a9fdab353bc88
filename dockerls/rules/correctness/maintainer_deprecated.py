"""MAINTAINER, which has given way to a label."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.comments import comments_to_top
from dockerls.rewrite.place import here, placed
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity, Tag
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.swallowed_comments import swallowed_comments
from dockerls.syntax.instruction import Instruction
from dockerls.text.edit import Edit

LABEL = "org.opencontainers.image.authors"
TITLE = Sentence(en=f"Write it as `LABEL {LABEL}`", ko=f"`LABEL {LABEL}` 형식으로 쓰기")


def check(maintainer: Instruction, around: Surroundings) -> Iterator[Finding]:
    if not maintainer.value:
        return
    if maintainer.flags:  # an error of its own: they would vanish with the change
        yield Finding(here(maintainer.keyword_span), tags=(Tag.DEPRECATED,))
        return
    # Half of the value may be a comment, which has to be moved first.
    safety = Safety.SUGGEST if swallowed_comments(maintainer) else Safety.SAFE
    fix = Fix(TITLE, safety, placed(_as_label(maintainer)))
    yield Finding(here(maintainer.keyword_span), fixes=(fix,), tags=(Tag.DEPRECATED,))


def _as_label(maintainer: Instruction) -> tuple[Edit, ...]:
    name = maintainer.value
    if len(name) > 1 and name[0] == name[-1] and name[0] in "'\"":
        name = name[1:-1]
    for special in (maintainer.escape, '"', "$"):
        name = name.replace(special, f"{maintainer.escape}{special}")
    keyword = "LABEL" if maintainer.keyword_span.of(maintainer.text).isupper() else "label"
    whole = maintainer.keyword_span.joined(maintainer.value_span)
    return (*comments_to_top(maintainer, whole), Edit(whole, f'{keyword} {LABEL}="{name}"'))


RULE = Rule(
    code="DL4000",
    name="maintainer-deprecated",
    category=Category.CORRECTNESS,
    severity=Severity.WARNING,
    message=Sentence(
        en="MAINTAINER is deprecated; a label says the same",
        ko="MAINTAINER는 더 이상 쓰지 않으며, 레이블로 대신합니다",
    ),
    rationale=Sentence(
        en=(
            "`MAINTAINER` sets one field that few tools read, and has been deprecated since Docker 1.13. Labels are "
            "shown by `docker inspect`, can be searched, and have agreed names.\n\n"
            f'Write `LABEL {LABEL}="Ann Lee <ann@example.com>"`, the name the OCI image specification gives it.'
        ),
        ko=(
            "`MAINTAINER`는 거의 쓰이지 않는 항목 하나만 정하며 Docker 1.13부터 사용이 권장되지 않습니다. 레이블은 "
            "`docker inspect`에서 볼 수 있고 검색할 수 있으며 표준 이름이 정해져 있습니다.\n\n"
            f'OCI 이미지 규격의 이름을 따라 `LABEL {LABEL}="Ann Lee <ann@example.com>"`처럼 쓰세요.'
        ),
    ),
    keywords=frozenset({"MAINTAINER"}),
    check=check,
    examples=(
        Example(
            bad="FROM debian:12\n«MAINTAINER» Ann Lee <ann@example.com>\n",
            good=f'FROM debian:12\nLABEL {LABEL}="Ann Lee <ann@example.com>"\n',
        ),
        Example(
            bad='FROM debian:12\n«maintainer» Ann "the $" O\'Lee \\\n  # since 2020\n  of A\\B\n',
            good=f'FROM debian:12\n# since 2020\nlabel {LABEL}="Ann \\"the \\$\\" O\'Lee   of A\\\\B"\n',
        ),
        Example(
            bad='# escape=`\nFROM debian:12\n«MAINTAINER» "CORP\\ann"\n',
            good=f'# escape=`\nFROM debian:12\nLABEL {LABEL}="CORP\\ann"\n',
        ),
        Example(bad="FROM debian:12\n«MAINTAINER» --name Ann\n"),
    ),
    silent=("FROM debian:12\nMAINTAINER\n", f'FROM debian:12\nLABEL {LABEL}="Ann"\n'),
    aliases=(
        "MaintainerDeprecated",
        "DS-0022",
        "AVD-DS-0022",
        "CKV_DOCKER_6",
        "maintainer-is-deprecated",
        "DEPRECATED_MAINTAINER",
    ),
)
