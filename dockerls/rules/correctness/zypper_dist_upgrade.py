"""``zypper dist-upgrade``, which may move an image to another release of its distribution."""

from collections.abc import Iterator

from dockerls.knowledge.package_managers import ZYPPER
from dockerls.language import Sentence
from dockerls.rewrite.place import here
from dockerls.rules.rule import Category, Example, Finding, Rule, Severity
from dockerls.semantics.package_commands import package_commands
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    for found in package_commands(scripts_of(run, around)):
        is_dup = found.manager is ZYPPER and found.subcommand.text in ("dist-upgrade", "dup")
        if is_dup and not found.has_flag("--dry-run", "--help", "-h"):
            yield Finding(here(found.subcommand.span))


RULE = Rule(
    code="DL3035",
    name="zypper-dist-upgrade",
    category=Category.CORRECTNESS,
    severity=Severity.WARNING,
    message=Sentence(
        en="This replaces the distribution below the image; start from a newer base image instead",
        ko="이미지의 배포판 자체를 바꿉니다. 대신 새 베이스 이미지에서 시작하세요",
    ),
    rationale=Sentence(
        en=(
            "`zypper dist-upgrade` brings all packages to the state of the repositories, also by removing and "
            "downgrading "
            "some. It can leave another release than the tag in `FROM` says, nearly all of the base image is stored a "
            "second time, and the result depends on the day of the build.\n\n"
            "Name the release you want in `FROM` and rebuild with `docker build --pull`. On Tumbleweed, which has no "
            "releases, `dup` is the right way to update, and you may ignore this."
        ),
        ko=(
            "`zypper dist-upgrade`는 모든 패키지를 저장소의 상태에 맞추며, 그 과정에서 패키지를 지우거나 낮은 버전으로 "
            "내리기도 합니다. `FROM`의 태그와 다른 릴리스가 될 수 있고, 베이스 이미지가 거의 통째로 한 번 더 저장되며, "
            "결과가 빌드한 날에 따라 달라집니다.\n\n"
            "원하는 릴리스를 `FROM`에 적고 `docker build --pull`로 다시 빌드하세요. 릴리스가 따로 없는 "
            "Tumbleweed에서는 "
            "`dup`이 올바른 업데이트 방법이므로 무시해도 됩니다."
        ),
    ),
    check=check,
    keywords=frozenset({"RUN"}),
    examples=(
        Example(bad="FROM opensuse/leap:15.6\nRUN zypper -n «dup» && zypper clean --all\n"),
        Example(bad="FROM opensuse/leap:15.6\nRUN zypper --non-interactive \\\n    «dist-upgrade»\n"),
    ),
    silent=(
        "FROM opensuse/leap:15.6\nRUN zypper -n update\n",
        "FROM opensuse/leap:15.6\nRUN zypper -n install dup && zypper clean --all\n",
    ),
)
