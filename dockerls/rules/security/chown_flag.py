"""``COPY --chown`` that lets the program change its own code."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here
from dockerls.rules.rule import Category, Example, Finding, Rule, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction


def check(copy: Instruction, around: Surroundings) -> Iterator[Finding]:
    flag = copy.flag("chown")
    if flag is None or not flag.value or not around.ships:
        return
    owner = flag.value.partition(":")[0]
    if owner not in ("", "root", "0") and "$" not in owner:
        yield Finding(here(flag.span))


RULE = Rule(
    code="DLS3036",
    name="chown-flag",
    category=Category.SECURITY,
    severity=Severity.INFO,
    message=Sentence(
        en="The user that runs the program may change these files",
        ko="프로그램을 실행하는 사용자가 이 파일을 바꿀 수 있습니다",
    ),
    rationale=Sentence(
        en=(
            "Code that belongs to the user it runs as can be rewritten by whoever breaks into the program, and stays "
            "so until the container is replaced. Files that belong to root and are readable for all cannot.\n\n"
            "Copy without `--chown`, and give away only the folders the program writes to:\n\n"
            "```dockerfile\nCOPY . /app\nRUN install -d -o app /app/uploads\nUSER app\n```\n\n"
            "Ignore this where the container's file system is read-only anyway (`docker run --read-only`)."
        ),
        ko=(
            "실행하는 사용자가 코드를 소유하면, 프로그램에 침입한 사람이 코드를 고칠 수 있고 컨테이너를 교체할 "
            "때까지 그대로 "
            "남습니다. root가 소유하고 모두가 읽기만 할 수 있는 파일은 고칠 수 없습니다.\n\n"
            "`--chown` 없이 복사하고, 프로그램이 쓰는 폴더의 소유자만 바꾸세요.\n\n"
            "```dockerfile\nCOPY . /app\nRUN install -d -o app /app/uploads\nUSER app\n```\n\n"
            "컨테이너의 파일 시스템이 어차피 읽기 전용이라면(`docker run --read-only`) 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"COPY", "ADD"}),
    check=check,
    examples=(
        Example(bad="FROM node:24\nCOPY «--chown=node:node» . /app\n"),
        Example(bad="FROM node:24\nADD «--chown=1000» a.tgz /app\n"),
    ),
    silent=(
        "FROM node:24\nCOPY --chown=root:node . /app\nCOPY --chown=0 a /b\nCOPY --chown=$UID a /b\n",
        "FROM node:24 AS build\nCOPY --chown=node . /app\nFROM node:24\nCOPY --from=build /app /app\n",
    ),
    on=False,
)
