"""Commands of yum, dnf and zypper that ask a question nobody answers during a build: three rules of one kind."""

from collections.abc import Iterator

from dockerls.knowledge.package_managers import DNF, YUM, ZYPPER, PackageManager
from dockerls.language import Sentence
from dockerls.rewrite.place import here, insert
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.defaults import Default, set_by
from dockerls.semantics.package_commands import PackageCommand, is_answered, package_command
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, ShellWord
from dockerls.value import value

TITLE = Sentence(en="Add `{flag}`", ko="`{flag}` 추가")

_RPM_ASKING = frozenset(
    {"install", "localinstall", "groupinstall", "reinstall", "update", "upgrade", "downgrade", "distro-sync"}
    | {"remove", "erase", "autoremove", "swap", "builddep", "group install", "module install", "module enable"}
)
_RPM_ANSWERS = ("-y", "--assumeyes", "--assumeno", "--help", "-h")
_ZYPPER_ASKING = frozenset(
    {"install", "in", "remove", "rm", "source-install", "si", "patch", "update", "up", "dist-upgrade", "dup"}
)
_ZYPPER_ANSWERS = ("-y", "--no-confirm", "-n", "--non-interactive", "--dry-run", "--help", "-h")


@value
class AssumeYes:
    """The check for one package manager: the subcommands that ask, and the flags that answer."""

    manager: PackageManager
    asking: frozenset[str]
    answers: tuple[str, ...]
    flag: str
    is_global: bool = False  # the flag stands before the subcommand

    def __call__(self, run: Instruction, around: Surroundings) -> Iterator[Finding]:
        if Default.RPM_YES in around.defaults | set_by(run):
            return
        for script in scripts_of(run, around):
            for command in script.commands:
                found = package_command(command)
                asked = self.asked_by(found) if found is not None else None
                if found is None or asked is None or is_answered(script, command) or _never_asks(command, around):
                    continue
                at = command.name_span.end if self.is_global else asked.span.end
                fix = Fix(TITLE.filled(flag=self.flag), Safety.SAFE, (insert(at, f" {self.flag}"),))
                yield Finding(here(asked.span), fixes=() if script.error else (fix,))

    def asked_by(self, found: PackageCommand) -> ShellWord | None:
        """The word that says what waits for an answer: ``install``, also that of ``group install``."""
        if found.manager is not self.manager or found.is_open or found.has_flag(*self.answers):
            return None
        if any("assumeyes" in text for text in found.options):
            return None
        if found.subcommand.text in self.asking:
            return found.subcommand
        second = next(iter(found.packages), None)
        is_asking = second is not None and f"{found.subcommand.text} {second.text}" in self.asking
        return second if is_asking else None


def _never_asks(command: Command, around: Surroundings) -> bool:
    """microdnf always assumes yes (its -y "does nothing"); in Fedora that name is dnf5, which asks."""
    return command.name == "microdnf" and around.family != "fedora"


def _rule(
    code: str, check: AssumeYes, question: str, examples: tuple[Example, ...], silent: tuple[str, ...], *aliases: str
) -> Rule:
    name, flag = check.manager.name, check.flag
    usage = f"{name} {flag} install …" if check.is_global else f"{name} install {flag} …"
    return Rule(
        code=code,
        name=f"{name}-yes",
        category=Category.CORRECTNESS,
        severity=Severity.ERROR,
        message=Sentence(
            en=f"This asks for confirmation, and nobody can answer during a build; use `{flag}`",
            ko=f"확인을 요청하지만 빌드 중에는 아무도 답할 수 없습니다. `{flag}` 옵션을 쓰세요",
        ),
        rationale=Sentence(
            en=(
                f"`{name}` asks `{question}` before it changes anything. A build has no keyboard: the question reads "
                "end of input, which counts as no, and the build stops.\n\n"
                f"Write `{usage}`. Ignore this where a configuration file that is not seen here already answers."
            ),
            ko=(
                f"`{name}` 명령은 무언가를 바꾸기 전에 `{question}`라고 묻습니다. 빌드에는 키보드가 없어 입력이 바로 "
                "끝나고, 이는 거절로 처리되어 빌드가 멈춥니다.\n\n"
                f"`{usage}`처럼 쓰세요. 여기서 보이지 않는 설정 파일이 이미 답을 정해 두었다면 무시해도 됩니다."
            ),
        ),
        check=check,
        keywords=frozenset({"RUN"}),
        examples=examples,
        silent=silent,
        aliases=aliases,
    )


YUM_RULE = _rule(
    "DL3030",
    AssumeYes(YUM, _RPM_ASKING, _RPM_ANSWERS, "-y"),
    "Is this ok [y/d/N]:",
    (
        Example(
            bad="FROM centos:7\nRUN yum «install» git && yum clean all\n",
            good="FROM centos:7\nRUN yum install -y git && yum clean all\n",
        ),
        Example(
            bad='FROM centos:7\nRUN yum group «install» \\\n    "Development Tools"\n',
            good='FROM centos:7\nRUN yum group install -y \\\n    "Development Tools"\n',
        ),
    ),
    (
        "FROM centos:7\nRUN yum install -y git\n",
        "FROM centos:7\nRUN yum -y install git\n",
        "FROM centos:7\nRUN yum install git --assumeyes\n",
        "FROM centos:7\nRUN yes | yum install git\n",
        "FROM centos:7\nRUN yum makecache && yum clean all && yum list installed\n",
        "FROM centos:7\nRUN yum --setopt=assumeyes=1 install git\n",
        "FROM centos:7\nRUN echo assumeyes=1 >> /etc/yum.conf\nRUN yum install git\n",
    ),
    "missing-yum-assume-yes-switch",
    "yumInstallForceYes",
)

DNF_RULE = _rule(
    "DL3038",
    AssumeYes(DNF, _RPM_ASKING, _RPM_ANSWERS, "-y"),
    "Is this ok [y/N]:",
    (
        Example(
            bad="FROM fedora:43\nRUN dnf «install» git && dnf clean all\n",
            good="FROM fedora:43\nRUN dnf install -y git && dnf clean all\n",
        ),
        Example(
            bad=("FROM fedora:43\nRUN microdnf «install» \\\n    # for the build\n    tar\n"),
            good=("FROM fedora:43\nRUN microdnf install -y \\\n    # for the build\n    tar\n"),
        ),
    ),
    (
        "FROM fedora:43\nRUN dnf install -y git\n",
        "FROM fedora:43\nRUN dnf -qy install git\n",
        "FROM fedora:43\nRUN dnf install $DNF_FLAGS git\n",
        "FROM registry.access.redhat.com/ubi9/ubi-minimal\nRUN microdnf install git\n",
        "FROM fedora:43\nRUN echo 'assumeyes=1' >> /etc/dnf/dnf.conf && dnf install git\n",
        "FROM fedora:43\nCOPY dnf.conf /etc/dnf/dnf.conf\nRUN dnf install git\n",
        "FROM fedora:43 AS base\nRUN dnf config-manager setopt assumeyes=1\nFROM base\nRUN dnf install git\n",
    ),
    "missing-dnf-assume-yes-switch",
)

ZYPPER_RULE = _rule(
    "DL3034",
    AssumeYes(ZYPPER, _ZYPPER_ASKING, _ZYPPER_ANSWERS, "--non-interactive", is_global=True),
    "Continue? [y/n/v/...? shows all options] (y):",
    (
        Example(
            bad="FROM opensuse/leap:15.6\nRUN zypper «install» git && zypper clean --all\n",
            good="FROM opensuse/leap:15.6\nRUN zypper --non-interactive install git && zypper clean --all\n",
        ),
        Example(
            bad="FROM opensuse/leap:15.6\nRUN zypper \\\n    «rm» git\n",
            good="FROM opensuse/leap:15.6\nRUN zypper --non-interactive \\\n    rm git\n",
        ),
    ),
    (
        "FROM opensuse/leap:15.6\nRUN zypper -n install git\n",
        "FROM opensuse/leap:15.6\nRUN zypper --non-interactive in git\n",
        "FROM opensuse/leap:15.6\nRUN zypper in -y git\n",
        "FROM opensuse/leap:15.6\nRUN zypper install --no-confirm git\n",
        "FROM opensuse/leap:15.6\nRUN zypper refresh && zypper clean\n",
    ),
)

RULES = (DNF_RULE, YUM_RULE, ZYPPER_RULE)
