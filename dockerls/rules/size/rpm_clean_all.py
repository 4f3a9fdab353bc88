"""``yum`` and ``dnf`` installs that leave metadata and packages in a layer: two rules that differ only in names."""

from collections.abc import Iterator

from dockerls.knowledge.package_managers import DNF, YUM, PackageManager
from dockerls.language import Sentence
from dockerls.rewrite.append import append_command, keeps_failures
from dockerls.rewrite.mounts import add_mounts
from dockerls.rewrite.place import here, placed
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.effective_user import runs_as_root
from dockerls.semantics.mounts import is_mounted
from dockerls.semantics.package_commands import PackageCommand, package_command
from dockerls.semantics.shell_code import commands_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command
from dockerls.value import value

TITLE = Sentence(en="Append `{commands}`", ko="`{commands}` 덧붙이기")
TITLE_MOUNT = Sentence(en="Keep the cache in a cache mount", ko="캐시를 캐시 마운트에 보관")


@value
class CleanAll:
    """The check for one package manager: its last install in a RUN has to be followed by a clean-up."""

    manager: PackageManager

    def __call__(self, run: Instruction, around: Surroundings) -> Iterator[Finding]:
        if not around.ships or is_mounted(run, *self.manager.cache_folders):
            return
        left: PackageCommand | None = None
        for command in commands_of(run, around):
            found = package_command(command)
            if cleans(command, found):
                left = None
            elif found is not None and found.manager is self.manager and leaves_cache(found):
                left = found
        if left is not None:
            message = MESSAGE.filled(command=left.command.name)
            yield Finding(here(left.subcommand.span), message, tuple(fixes(run, around, left)))


def leaves_cache(found: PackageCommand) -> bool:
    """Whether a command fetches packages into the usual cache; that of another root is left alone."""
    is_dry = found.has_flag("--installroot", "--assumeno", "--downloadonly", "--help", "--cacheonly", "-C")
    return found.installs and not is_dry


def cleans(command: Command, found: PackageCommand | None) -> bool:
    """Whether the cache is empty behind a command."""
    if found is not None and found.manager in (YUM, DNF):
        return found.subcommand.text == "clean" and any(word.text == "all" for word in found.packages)
    folders = ("/var/cache/yum", "/var/cache/dnf", "/var/cache/libdnf5", "/var/cache/{", "/var/cache/*")
    targets = [word.text for word in command.args]
    return command.name in ("rm", "find") and any(
        target.startswith(folders) or target.rstrip("/") == "/var/cache" for target in targets
    )


def fixes(run: Instruction, around: Surroundings, left: PackageCommand) -> Iterator[Fix]:
    commands = clean_up(left)
    edits = append_command(run, commands)
    if edits:
        safety = Safety.SAFE if keeps_failures(run) else Safety.SUGGEST
        yield Fix(TITLE.filled(commands=commands), safety, placed(edits))
    if runs_as_root(around):
        mount = add_mounts(run, [f"type=cache,target={cache_folder(left, around)},sharing=locked"])
        yield Fix(TITLE_MOUNT, Safety.SUGGEST, placed(mount))


def clean_up(left: PackageCommand) -> str:
    clean = f"{left.prefix}{left.command.name} clean all"
    return f"{clean} && {left.prefix}rm -rf /var/cache/yum" if left.manager is YUM else clean


def cache_folder(left: PackageCommand, around: Surroundings) -> str:
    """Fedora's ``dnf`` is dnf5 since release 41, which has a folder of its own."""
    is_dnf5 = left.command.name == "dnf5" or (left.command.name == "dnf" and around.family == "fedora")
    return "/var/cache/libdnf5" if is_dnf5 else left.manager.cache_folders[0]


MESSAGE = Sentence(
    en="What `{command}` downloads for this stays in the image; clean up in the same `RUN`",
    ko="설치하면서 쌓인 `{command}` 캐시가 이미지에 남습니다. 같은 `RUN`에서 정리하세요",
)


def rationale(command: str, clean_up: str, folder: str) -> Sentence:
    """The lesson, which is the same for both."""
    return Sentence(
        en=(
            f"`{command}` keeps the metadata of its repositories in `{folder}`, often more than 100 MB that nothing "
            "needs when the container runs. Each `RUN` makes a layer: what a later `RUN` deletes is hidden, but still "
            "stored and pulled.\n\n"
            "Clean up at the end of the `RUN` that installs:\n\n"
            f"```dockerfile\nRUN {command} install -y git \\\n    && {clean_up}\n```\n\n"
            f"Or keep the cache out of the layer with `--mount=type=cache,target={folder}`."
        ),
        ko=(
            f"`{command}` 명령은 저장소의 메타데이터를 `{folder}`에 보관합니다. 100MB가 넘는 일도 많지만 컨테이너가 "
            "실행될 때는 쓰이지 않습니다. `RUN`마다 레이어가 생기므로, 나중의 `RUN`에서 지워도 보이지 않을 뿐 그대로 "
            "저장되고 내려받게 됩니다.\n\n"
            "설치하는 `RUN`의 끝에서 정리하세요.\n\n"
            f"```dockerfile\nRUN {command} install -y git \\\n    && {clean_up}\n```\n\n"
            f"`--mount=type=cache,target={folder}`로 캐시를 레이어 밖에 두는 방법도 있습니다."
        ),
    )


YUM_RULE = Rule(
    code="DL3032",
    name="yum-clean-all",
    category=Category.SIZE,
    severity=Severity.WARNING,
    message=MESSAGE.filled(command="yum"),
    rationale=rationale("yum", "yum clean all && rm -rf /var/cache/yum", "/var/cache/yum"),
    check=CleanAll(YUM),
    keywords=frozenset({"RUN"}),
    examples=(
        Example(
            bad="FROM centos:7\nRUN yum «install» -y git\n",
            good="FROM centos:7\nRUN yum install -y git && yum clean all && rm -rf /var/cache/yum\n",
        ),
        Example(
            bad="FROM centos:7\nRUN yum clean all && \\\n    yum -y «install» \\\n      git\n",
            good=(
                "FROM centos:7\nRUN yum clean all && \\\n    yum -y install \\\n      git && \\\n"
                "    yum clean all && rm -rf /var/cache/yum\n"
            ),
        ),
    ),
    silent=(
        "FROM centos:7\nRUN yum install -y git && yum clean all\n",
        "FROM centos:7\nRUN yum install -y git && rm -rf /var/cache/yum\n",
        "FROM centos:7\nRUN --mount=type=cache,target=/var/cache/yum yum install -y git\n",
        "FROM centos:7 AS build\nRUN yum install -y gcc\nFROM centos:7\nCOPY --from=build /a /a\n",
    ),
    aliases=("DS-0015", "AVD-DS-0015", "yumInstallRmVarCacheYum"),
)

DNF_RULE = Rule(
    code="DL3040",
    name="dnf-clean-all",
    category=Category.SIZE,
    severity=Severity.WARNING,
    message=MESSAGE.filled(command="dnf"),
    rationale=rationale("dnf", "dnf clean all", "/var/cache/dnf"),
    check=CleanAll(DNF),
    keywords=frozenset({"RUN"}),
    examples=(
        Example(
            bad="FROM rockylinux:9\nRUN dnf «install» -y git\n",
            good="FROM rockylinux:9\nRUN dnf install -y git && dnf clean all\n",
        ),
        Example(
            bad="FROM registry.access.redhat.com/ubi9/ubi-minimal\nRUN microdnf «install» -y tar \\\n    gzip\n",
            good=(
                "FROM registry.access.redhat.com/ubi9/ubi-minimal\nRUN microdnf install -y tar \\\n    gzip \\\n"
                "    && microdnf clean all\n"
            ),
        ),
        Example(
            bad="FROM fedora:43\nRUN <<EOF\nset -e\ndnf «install» -y git\nEOF\n",
            good="FROM fedora:43\nRUN <<EOF\nset -e\ndnf install -y git\ndnf clean all\nEOF\n",
        ),
    ),
    silent=(
        "FROM fedora:43\nRUN dnf install -y git && dnf clean all\n",
        "FROM fedora:43\nRUN dnf install -y git && rm -rf /var/cache/libdnf5\n",
        "FROM fedora:43\nRUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y git\n",
        "FROM rockylinux:9\nRUN --mount=type=cache,target=/var/cache/dnf dnf install -y git\n",
        "FROM rockylinux:9 AS build\nRUN dnf install -y gcc\nFROM rockylinux:9\nCOPY --from=build /a /a\n",
    ),
    aliases=("DS-0019", "AVD-DS-0019", "DS-0027", "AVD-DS-0027", "missing-dnf-clean-all"),
)

RULES = (YUM_RULE, DNF_RULE)
