"""Flags with which package managers install packages whose signature is missing or wrong."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import PlacedEdit, delete, here, substitute
from dockerls.rewrite.remove_word import without_word, without_words
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, ShellWord
from dockerls.value import value

REMOVE = Sentence(en="Remove `{flag}`", ko="`{flag}` 제거")
REPLACE = Sentence(en="Replace by `-y`", ko="`-y`로 변경")

_ON = frozenset({"true", "1", "yes", "on", "with", "enable"})  # apt.conf(5)

MESSAGE = Sentence(
    en="`{flag}` installs packages without checking who signed them",
    ko="`{flag}` 옵션은 누가 서명했는지 확인하지 않고 패키지를 설치합니다",
)

RATIONALE = Sentence(
    en=(
        "Package managers check a signature before they install anything. With this flag a hijacked mirror, or anyone "
        "on the way to it, can put other packages into your image, and their scripts run as root.\n\n"
        "Add the key of the repository instead:\n\n"
        "- apt: put it into `/etc/apt/keyrings` and name it with `signed-by=` in the source.\n"
        "- apk: put the `.rsa.pub` file into `/etc/apk/keys`.\n"
        "- yum, dnf, rpm: `rpm --import URL-OF-THE-KEY`, and `gpgcheck=1` in the repository.\n\n"
        "Ignore this for a package you have built yourself in an earlier stage, or whose checksum the RUN compares."
    ),
    ko=(
        "패키지 관리자는 설치하기 전에 서명을 확인합니다. 이 옵션을 쓰면 탈취된 미러나 중간의 누구나 다른 패키지를 "
        "이미지에 넣을 수 있고, 그 스크립트는 root로 실행됩니다.\n\n"
        "대신 저장소의 키를 추가하세요.\n\n"
        "- apt: 키를 `/etc/apt/keyrings`에 두고 소스에서 `signed-by=`로 지정합니다.\n"
        "- apk: `.rsa.pub` 파일을 `/etc/apk/keys`에 둡니다.\n"
        "- yum, dnf, rpm: `rpm --import 키-주소`를 실행하고 저장소 설정에 `gpgcheck=1`을 씁니다.\n\n"
        "이전 스테이지에서 직접 빌드한 패키지이거나 RUN에서 체크섬을 비교한다면 무시해도 됩니다."
    ),
)


@value
class FlagCheck:
    """The check of one rule: these flags of these commands, but not beside one of ``harmless_with``."""

    commands: frozenset[str]
    flags: frozenset[str]
    harmless_with: tuple[str, ...] = ()
    settings: frozenset[str] = frozenset()  # of apt, in small letters, behind ``-o``

    def __call__(self, run: Instruction, around: Surroundings) -> Iterator[Finding]:
        for script in scripts_of(run, around):
            for command in script.commands:
                if command.name not in self.commands or command.flag(*self.harmless_with):
                    continue
                for word in command.args:
                    if word.text.partition("=")[0] in self.flags and not word.text.endswith(("=no", "=false", "=0")):
                        fixes = () if script.error else (_fix(run, command, word),)
                        yield Finding(here(word.span), MESSAGE.filled(flag=word.text), fixes=fixes)
                for flag, word in _set_by_flag(command) if self.settings else ():
                    name, _, on = word.text.removeprefix("-o").lower().partition("=")
                    if name in self.settings and on in _ON:
                        span = flag.span.joined(word.span)
                        edit = delete(without_words(run, command, flag, word))
                        fix = Fix(REMOVE.filled(flag=word.text), Safety.SUGGEST, (edit,))
                        yield Finding(here(span), MESSAGE.filled(flag=word.text), fixes=() if script.error else (fix,))


def _set_by_flag(command: Command) -> Iterator[tuple[ShellWord, ShellWord]]:
    """The words of ``-o NAME=VALUE``, which may be one word, first and last."""
    for at, word in enumerate(command.args):
        if word.text.startswith("-o") and len(word.text) > len("-o"):
            yield word, word
        elif word.text in ("-o", "--option") and at + 1 < len(command.args):
            yield word, command.args[at + 1]


def _fix(run: Instruction, command: Command, word: ShellWord) -> Fix:
    if word.text == "--force-yes" and not command.flag("-y", "--yes", "--assume-yes"):
        return Fix(REPLACE, Safety.SUGGEST, (substitute(word.span, "-y"),))
    edits: tuple[PlacedEdit, ...] = (delete(without_word(run, command, word)),)
    return Fix(REMOVE.filled(flag=word.text), Safety.SUGGEST, edits)


def _rule(
    code: str, name: str, alias: str, check: FlagCheck, examples: tuple[Example, ...], silent: tuple[str, ...]
) -> Rule:
    return Rule(
        code=code,
        name=name,
        category=Category.SECURITY,
        severity=Severity.WARNING,
        message=Sentence(
            en="This installs packages without checking who signed them",
            ko="누가 서명했는지 확인하지 않고 패키지를 설치합니다",
        ),
        rationale=RATIONALE,
        keywords=frozenset({"RUN"}),
        check=check,
        examples=examples,
        silent=silent,
        aliases=(alias,),
    )


APK = _rule(
    "DLS3021",
    "sig-apk-allow-untrusted",
    "CKV2_DOCKER_7",
    FlagCheck(frozenset({"apk"}), frozenset({"--allow-untrusted"})),
    examples=(
        Example(
            bad="FROM alpine:3.24\nRUN apk add --no-cache «--allow-untrusted» glibc.apk\n",
            good="FROM alpine:3.24\nRUN apk add --no-cache glibc.apk\n",
        ),
        Example(
            bad="FROM alpine:3.24\nRUN <<EOF\napk «--allow-untrusted» add foo\nEOF\n",
            good="FROM alpine:3.24\nRUN <<EOF\napk add foo\nEOF\n",
        ),
    ),
    silent=(
        'FROM alpine:3.24\nRUN echo "apk add --allow-untrusted x"\n',
        "FROM alpine:3.24\nRUN apk add nginx # --allow-untrusted\n",
    ),
)

APT = frozenset({"apt-get", "apt", "aptitude"})

UNAUTHENTICATED = _rule(
    "DLS3022",
    "sig-apt-allow-unauthenticated",
    "CKV2_DOCKER_8",
    FlagCheck(
        APT,
        frozenset({"--allow-unauthenticated", "--allow-insecure-repositories"}),
        settings=frozenset({"apt::get::allowunauthenticated", "acquire::allowinsecurerepositories"}),
    ),
    examples=(
        Example(
            bad="FROM debian:12\nRUN apt-get install «-o APT::Get::AllowUnauthenticated=true» -y nginx\n",
            good="FROM debian:12\nRUN apt-get install -y nginx\n",
        ),
        Example(
            bad='FROM debian:12\nRUN apt-get «-o"Acquire::AllowInsecureRepositories=1"» update\n',
            good="FROM debian:12\nRUN apt-get update\n",
        ),
        Example(
            bad="FROM debian:12\nRUN apt-get install -y \\\n  «--allow-unauthenticated» \\\n  nginx\n",
            good="FROM debian:12\nRUN apt-get install -y \\\n  nginx\n",
        ),
    ),
    silent=(
        "FROM debian:12\nRUN apt-get install -y nginx\n# apt-get install --allow-unauthenticated\n",
        "FROM debian:12\nRUN echo apt-get --allow-unauthenticated\n",
        "FROM debian:12\nRUN apt-get -o APT::Get::AllowUnauthenticated=false -o APT::Get::Assume-Yes=true update\n",
    ),
)

FORCE_YES = _rule(
    "DLS3025",
    "sig-apt-force-yes",
    "CKV2_DOCKER_11",
    FlagCheck(APT, frozenset({"--force-yes"})),
    examples=(
        Example(
            bad="FROM debian:12\nRUN apt-get install -y «--force-yes» nginx\n",
            good="FROM debian:12\nRUN apt-get install -y nginx\n",
        ),
        Example(
            bad="FROM debian:12\nRUN apt-get «--force-yes» install nginx\n",
            good="FROM debian:12\nRUN apt-get -y install nginx\n",
        ),
    ),
    silent=("FROM debian:12\nRUN apt-get install --yes nginx\n", "FROM debian:12\nRUN ./install --force-yes\n"),
)

YUM = _rule(
    "DLS3023",
    "sig-yum-nogpgcheck",
    "CKV2_DOCKER_9",
    FlagCheck(
        frozenset({"yum", "dnf", "dnf5", "tdnf", "microdnf", "zypper"}),
        frozenset({"--nogpgcheck", "--no-gpgchecks", "--no-gpg-checks"}),
    ),
    examples=(
        Example(
            bad="FROM rockylinux:9\nRUN dnf install -y «--nogpgcheck» nginx\n",
            good="FROM rockylinux:9\nRUN dnf install -y nginx\n",
        ),
        Example(
            bad="FROM opensuse/leap:15\nRUN zypper «--no-gpg-checks» -n install nginx\n",
            good="FROM opensuse/leap:15\nRUN zypper -n install nginx\n",
        ),
    ),
    silent=("FROM rockylinux:9\nRUN dnf install -y nginx # --nogpgcheck\n",),
)

RPM = _rule(
    "DLS3024",
    "sig-rpm-nosignature",
    "CKV2_DOCKER_10",
    FlagCheck(
        frozenset({"rpm"}),
        frozenset({"--nosignature", "--nodigest", "--noverify", "--nofiledigest"}),
        harmless_with=("-q", "--query", "-V", "--verify", "-e", "--erase"),
    ),
    examples=(
        Example(
            bad="FROM rockylinux:9\nRUN rpm -i «--nosignature» «--nodigest» a.rpm\n",
            good="FROM rockylinux:9\nRUN rpm -i a.rpm\n",
        ),
    ),
    silent=(
        "FROM rockylinux:9\nRUN rpm -qa --nosignature --nodigest\n",
        "FROM rockylinux:9\nRUN rpm -i a.rpm\n",
    ),
)

RULES = (APK, UNAUTHENTICATED, FORCE_YES, YUM, RPM)
