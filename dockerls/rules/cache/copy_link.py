"""``COPY --from`` whose layer depends on all layers below it for no reason."""

import posixpath
from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here, insert
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.paths import resolved, working_folder
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.image import read_image
from dockerls.syntax.instruction import Instruction

TITLE = Sentence(en="Add `--link`", ko="`--link` 추가")

_SINCE = (1, 4)
# Folders that are, or hold, symbolic links in common distributions; --link would put a folder in their place.
_MAY_BE_LINKS = frozenset({"bin", "sbin", "lib", "lib32", "lib64", "libx32", "var", "run", "media", "mnt", "home"})


def check(copy: Instruction, around: Surroundings) -> Iterator[Finding]:
    origin, owner = copy.flag("from"), copy.flag("chown")
    if origin is None or copy.flag("link") is not None or len(copy.arguments) < 2 or not _knows_link(around.syntax):
        return
    is_named = owner is not None and not all(part.isdecimal() for part in (owner.value or "").split(":"))
    target = resolved(copy.arguments[-1].text, working_folder(around))
    top = target.split("/")[1] if target.startswith("/") else ""
    if is_named or not top or top in _MAY_BE_LINKS or "$" in target or posixpath.dirname(target) == "/usr":
        return
    if around.family == "windows" or "$" in (origin.value or "$"):
        return
    fix = Fix(TITLE, Safety.SUGGEST, (insert(copy.keyword_span.end, " --link"),))
    yield Finding(here(origin.span), fixes=(fix,))


def _knows_link(syntax: str | None) -> bool:
    """Whether the file asks for a frontend that has the flag."""
    if syntax is None:
        return False
    image = read_image(syntax)
    numbers = (image.tag or "").split(".")
    if image.familiar_name != "docker/dockerfile" or not all(number.isdecimal() for number in numbers):
        return False
    return len(numbers) == 1 or tuple(int(number) for number in numbers[:2]) >= _SINCE


RULE = Rule(
    code="DLS2007",
    name="copy-link",
    category=Category.CACHE,
    severity=Severity.HINT,
    message=Sentence(
        en="With `--link` this layer could be reused when the layers below it change",
        ko="`--link`를 쓰면 아래 레이어가 바뀌어도 이 레이어를 다시 쓸 수 있습니다",
    ),
    rationale=Sentence(
        en=(
            "A plain COPY is made on top of the file system so far, so a change of the base image makes it again, and "
            "all that follows. With `--link` the files go into a layer of their own that depends on nothing but the "
            "files: it stays in the cache, and a new base image can be put below it without a build.\n\n"
            "The destination must not pass through a symbolic link: `--link` does not see the files below, and puts a "
            "folder in the link's place. Users and groups have to be given as numbers, for the same reason.\n\n"
            "This is only said in files that ask for a frontend with `# syntax=`.\n\n"
            "Ignore this where the destination may be a link."
        ),
        ko=(
            "일반 COPY는 그때까지의 파일 시스템 위에서 만들어지므로, 베이스 이미지가 바뀌면 이 레이어와 그 뒤를 모두 "
            "다시 "
            "만듭니다. `--link`를 쓰면 파일이 독립된 레이어에 들어가고, 그 레이어는 파일에만 의존합니다. 캐시가 그대로 "
            "유지되고, 빌드하지 않고도 베이스 이미지를 바꿀 수 있습니다.\n\n"
            "대상 경로가 심볼릭 링크를 지나면 안 됩니다. `--link`는 아래 레이어의 파일을 보지 못하므로 링크 자리에 "
            "폴더를 "
            "만듭니다. 같은 이유로 사용자와 그룹은 숫자로 써야 합니다.\n\n"
            "`# syntax=`로 프런트엔드를 지정한 파일에서만 표시합니다.\n\n"
            "대상이 링크일 수 있다면 무시하세요."
        ),
    ),
    keywords=frozenset({"COPY"}),
    check=check,
    examples=(
        Example(
            bad=(
                "# syntax=docker/dockerfile:1\nFROM node:24 AS build\nFROM nginx:1.29\n"
                "COPY «--from=build» /app/dist /usr/share/nginx/html\n"
            ),
            good=(
                "# syntax=docker/dockerfile:1\nFROM node:24 AS build\nFROM nginx:1.29\n"
                "COPY --link --from=build /app/dist /usr/share/nginx/html\n"
            ),
        ),
        Example(
            bad="# syntax=docker/dockerfile:1.7\nFROM debian:12\nCOPY «--from=a:1» --chown=1:1 /a \\\n  /opt/\n",
            good="# syntax=docker/dockerfile:1.7\nFROM debian:12\nCOPY --link --from=a:1 --chown=1:1 /a \\\n  /opt/\n",
        ),
    ),
    silent=(
        "FROM debian:12\nCOPY --from=a:1 /a /opt/\n",
        "# syntax=docker/dockerfile:1.3\nFROM debian:12\nCOPY --from=a:1 /a /opt/\n",
        "# syntax=docker/dockerfile:1\nFROM debian:12\nCOPY --link --from=a:1 /a /opt/\nCOPY --link=false --from=b "
        "/b /b/\n",
        "# syntax=docker/dockerfile:1\nFROM debian:12\nCOPY --from=a:1 /a /bin/\nCOPY --from=a:1 /a /var/run/\n",
        "# syntax=docker/dockerfile:1\nFROM debian:12\nCOPY --from=a:1 --chown=app:app /a /opt/\n",
        "# syntax=docker/dockerfile:1\nFROM x/y:1\nCOPY a /opt/\nCOPY --from=a:1 /a b\n",
    ),
)
