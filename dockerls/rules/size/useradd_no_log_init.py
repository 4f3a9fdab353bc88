"""``useradd`` with a very large user id, for which the log files of logins grow to gigabytes."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here, insert
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.account_commands import USERADD, read_account
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction

FLAG = "--no-log-init"
LARGEST_QUIET = 99_999

TITLE = Sentence(en=f"Add `{FLAG}`", ko=f"`{FLAG}` 추가")


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    if not around.ships:
        return
    for script in scripts_of(run, around):
        for command in script.commands:
            if command.name != "useradd":
                continue
            account = read_account(command, USERADD)
            option = next((each for each in account.options if each.name in ("-u", "--uid")), None)
            if option is None or not is_large(option.value) or account.has("-l", FLAG):
                continue
            fix = Fix(TITLE, Safety.SAFE, (insert(command.name_span.end, f" {FLAG}"),))
            yield Finding(here(option.words[-1].span), fixes=() if script.error else (fix,))


def is_large(uid: str | None) -> bool:
    return uid is not None and uid.isdecimal() and int(uid) > LARGEST_QUIET


RULE = Rule(
    code="DL3046",
    name="useradd-no-log-init",
    category=Category.SIZE,
    severity=Severity.WARNING,
    message=Sentence(
        en=f"With so large a user id, `useradd` makes a huge login log; use `{FLAG}`",
        ko=f"사용자 ID가 이렇게 크면 `useradd`에서 거대한 로그인 기록 파일이 만들어집니다. `{FLAG}` 옵션을 쓰세요",
    ),
    rationale=Sentence(
        en=(
            "`useradd` writes a record for the new user into `/var/log/lastlog` and `/var/log/faillog`, at the "
            "position "
            "its id gives. For id 1,000,000,000 that is some 290 GB into the file. On disk most of it is a hole, but "
            "Docker stores layers as tar archives, where the hole can become real zeros: the build takes very long "
            "or fills the disk.\n\n"
            "```dockerfile\n"
            "RUN useradd --no-log-init --uid 1000620000 app\n"
            "```\n\n"
            "Small ids, such as 1000, need no flag."
        ),
        ko=(
            "`useradd`는 새 사용자의 기록을 `/var/log/lastlog`와 `/var/log/faillog`에서 ID에 해당하는 위치에 씁니다. "
            "ID가 1,000,000,000이면 파일의 약 290GB 지점입니다. 디스크에서는 대부분 빈 구멍이지만, Docker는 레이어를 "
            "tar로 저장하므로 구멍이 실제 0으로 채워질 수 있습니다. 그러면 빌드가 매우 오래 걸리거나 디스크가 가득 "
            "찹니다.\n\n"
            "```dockerfile\n"
            "RUN useradd --no-log-init --uid 1000620000 app\n"
            "```\n\n"
            "1000처럼 작은 ID에는 필요 없습니다."
        ),
    ),
    check=check,
    keywords=frozenset({"RUN"}),
    examples=(
        Example(
            bad="FROM debian:12\nRUN useradd -u «123456» app\n",
            good="FROM debian:12\nRUN useradd --no-log-init -u 123456 app\n",
        ),
        Example(
            bad="FROM debian:12\nRUN useradd \\\n    «--uid=1000620000» \\\n    app\n",
            good="FROM debian:12\nRUN useradd --no-log-init \\\n    --uid=1000620000 \\\n    app\n",
        ),
    ),
    silent=(
        "FROM debian:12\nRUN useradd app\n",
        "FROM debian:12\nRUN useradd -u 10001 app\n",
        "FROM debian:12\nRUN useradd -l -u 123456 app\n",
        "FROM debian:12\nRUN useradd -rlm --uid 123456 app\n",
        "FROM debian:12\nRUN useradd --no-log-init --uid=123456 app\n",
        "FROM debian:12\nARG UID\nRUN useradd -u $UID app\n",
        "FROM debian:12\nRUN useradd -c 123456 -u 1000 app\n",
        "FROM debian:12 AS build\nRUN useradd -u 123456 app\nFROM debian:12\nCOPY --from=build /a /a\n",
    ),
)
