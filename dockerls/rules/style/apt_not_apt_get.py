"""``apt``, which is made for people, in a script."""

from collections.abc import Iterator

from dockerls.knowledge.package_managers import APT_GET_FOR_APT
from dockerls.language import Sentence
from dockerls.rewrite.place import PlacedEdit, here, insert, substitute
from dockerls.rules.correctness.apt_yes import asks
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.rules.size.apt_no_install_recommends import FLAG, takes_recommends
from dockerls.semantics.defaults import Default, set_by
from dockerls.semantics.package_commands import PackageCommand, is_answered, package_command
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Script
from dockerls.text.span import Span

TITLE = Sentence(en="Use `{command}`", ko="`{command}` 사용")
TITLE_LEAN = Sentence(en="Use `{command}` with `" + FLAG + "`", ko="`{command}`에 `" + FLAG + "`를 더해 사용")


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    defaults = around.defaults | set_by(run)
    for script in scripts_of(run, around):
        for command in script.commands:
            found = package_command(command) if command.name == "apt" else None
            if found is not None:
                fixes = () if script.error else tuple(rewrites(run, script, found, defaults))
                yield Finding(here(command.name_span), fixes=fixes)


def rewrites(run: Instruction, script: Script, found: PackageCommand, defaults: frozenset[Default]) -> Iterator[Fix]:
    """The same command for scripts, with the ``-y`` it needs; and one that also leaves recommended packages out."""
    instead = APT_GET_FOR_APT.get(found.subcommand.text)
    name, subcommand = found.command.name_span, found.subcommand
    if instead is None or not name.of(run.text).endswith("apt") or subcommand.span.of(run.text) != subcommand.text:
        return
    edits: list[PlacedEdit] = [substitute(Span(name.end - len("apt"), name.end), instead[0])]
    if instead[1] != subcommand.text:
        edits.append(substitute(subcommand.span, instead[1]))
    yes = asks(found) and Default.APT_YES not in defaults and not is_answered(script, found.command)
    end = subcommand.span.end
    yield Fix(TITLE.filled(command=" ".join(instead)), Safety.SAFE, (*edits, *([insert(end, " -y")] if yes else ())))
    if takes_recommends(found) and Default.APT_NO_RECOMMENDS not in defaults:
        added = insert(end, f" {FLAG} -y" if yes else f" {FLAG}")
        yield Fix(TITLE_LEAN.filled(command=" ".join(instead)), Safety.SUGGEST, (*edits, added))


RULE = Rule(
    code="DL3027",
    name="apt-not-apt-get",
    category=Category.STYLE,
    severity=Severity.HINT,
    message=Sentence(
        en="`apt` is made for people at a terminal; use `apt-get` or `apt-cache` in a script",
        ko="`apt`는 터미널에서 직접 쓰는 명령입니다. 스크립트에서는 `apt-get`이나 `apt-cache`를 쓰세요",
    ),
    rationale=Sentence(
        en=(
            "`apt` shows progress bars and colours, and its output and options may change from one version to the "
            "next: it says so itself, with `WARNING: apt does not have a stable CLI interface`. `apt-get` and "
            "`apt-cache` keep theirs.\n\n"
            "Write `apt-get install -y` for `apt install`, `apt-get dist-upgrade` for `apt full-upgrade`, and "
            "`apt-cache search`, `show` or `policy`.\n\n"
            "Nothing breaks if you leave it as it is."
        ),
        ko=(
            "`apt`는 진행 막대와 색을 보여 주며, 출력과 옵션이 버전마다 달라질 수 있습니다. 스스로도 `WARNING: apt "
            "does not have a stable CLI interface`라고 알립니다. `apt-get`과 `apt-cache`는 그대로 유지됩니다.\n\n"
            "`apt install`은 `apt-get install -y`로, `apt full-upgrade`는 `apt-get dist-upgrade`로, 검색과 조회는 "
            "`apt-cache search`, `show`, `policy`로 쓰세요.\n\n"
            "그대로 두어도 빌드가 깨지지는 않습니다."
        ),
    ),
    check=check,
    keywords=frozenset({"RUN"}),
    examples=(
        Example(
            bad="FROM debian:12\nRUN «apt» update && «apt» install -y curl\n",
            good="FROM debian:12\nRUN apt-get update && apt-get install -y curl\n",
        ),
        Example(
            bad="FROM debian:12\nRUN «apt» install \\\n    curl\n",
            good="FROM debian:12\nRUN apt-get install -y \\\n    curl\n",
        ),
        Example(
            bad="FROM debian:12\nRUN «apt» full-upgrade -y && «/usr/bin/apt» policy curl\n",
            good="FROM debian:12\nRUN apt-get dist-upgrade -y && /usr/bin/apt-cache policy curl\n",
        ),
        Example(
            bad="FROM debian:12\nRUN «apt» update && «apt» dist-upgrade -y\n",
            good="FROM debian:12\nRUN apt-get update && apt-get dist-upgrade -y\n",
        ),
        Example(
            bad="FROM debian:12\nRUN <<EOF\n«apt» update\n«apt» list --upgradable\nEOF\n",
        ),
    ),
    silent=(
        "FROM debian:12\nRUN apt-get update && apt-cache policy curl\n",
        "FROM debian:12\nRUN echo apt install curl\n",
        "FROM debian:12\nCMD apt update\n",
        "FROM debian:12\nRUN apt --version\n",
    ),
    aliases=("CKV_DOCKER_9", "prefer-apt-get"),
)
