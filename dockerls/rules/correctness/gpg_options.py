"""``gpg`` that may ask a question nobody answers, or looks for keys on servers that are gone."""

import re
from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here, insert, substitute
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.pattern import pattern
from dockerls.text.span import Span

_GPG = frozenset({"gpg", "gpg2", "gpg1"})
# What asks nothing: conversions and mere information.
_NEVER_ASKS = ("--dearmor", "--enarmor", "--version", "--help", "--list-keys", "-k", "--fingerprint", "--export", "-K")
_GONE = pattern(r"(?:[\w-]+\.)*(?:sks-keyservers\.net|keys\.gnupg\.net)(?=[:/\"']|\Z)", re.IGNORECASE)
_SERVERS = ("keyserver.ubuntu.com", "keys.openpgp.org")

ADD = Sentence(en="Add `--batch`", ko="`--batch` 추가")
USE = Sentence(en="Use `{server}`", ko="`{server}` 사용")


def check_batch(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    for script in scripts_of(run, around):
        for command in script.commands:
            is_open = any(word.raw.startswith("$") for word in command.args[:1])
            if command.name not in _GPG or not command.args or is_open:
                continue
            if command.flag("--batch", "--no-tty", *_NEVER_ASKS) is None:
                fix = Fix(ADD, Safety.SAFE, (insert(command.name_span.end, " --batch"),))
                yield Finding(here(command.name_span), fixes=() if script.error else (fix,))


def check_server(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    for script in scripts_of(run, around):
        for command in script.commands:
            for word in command.args if command.name in _GPG | {"apt-key", "dirmngr"} else ():
                found = _GONE.search(word.raw)
                if found is None or len(word.span) != len(word.raw):
                    continue
                span = Span(word.span.start + found.start(), word.span.start + found.end())
                fixes = tuple(
                    Fix(USE.filled(server=server), Safety.SUGGEST, (substitute(span, server),)) for server in _SERVERS
                )
                yield Finding(here(span), fixes=() if script.error else fixes)


BATCH = Rule(
    code="DLS4007",
    name="gpg-batch",
    category=Category.CORRECTNESS,
    severity=Severity.HINT,
    message=Sentence(
        en="Without `--batch`, gpg may wait for an answer or open `/dev/tty`, which a build does not have",
        ko="`--batch`가 없으면 gpg가 응답을 기다리거나, 빌드에는 없는 `/dev/tty`를 열려고 할 수 있습니다",
    ),
    rationale=Sentence(
        en=(
            "gpg is made for a person at a terminal. When something is unclear, such as a file that exists or a key "
            "that is not trusted, it asks, and a build without a terminal fails with `cannot open '/dev/tty'`. "
            "`--batch` makes it decide by itself, and behave the same everywhere.\n\n"
            "```dockerfile\nRUN gpg --batch --verify app.tgz.asc app.tgz\n```\n\n"
            "Ignore this for commands that you know to ask nothing."
        ),
        ko=(
            "gpg는 터미널 앞에 사람이 있다고 가정합니다. 파일이 이미 있거나 신뢰하지 않는 키처럼 불분명한 점이 있으면 "
            "질문을 하고, 터미널이 없는 빌드는 `cannot open '/dev/tty'` 오류로 실패합니다. `--batch`를 쓰면 스스로 "
            "결정하며 어디서나 똑같이 동작합니다.\n\n"
            "```dockerfile\nRUN gpg --batch --verify app.tgz.asc app.tgz\n```\n\n"
            "아무것도 묻지 않는 명령이라면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"RUN"}),
    check=check_batch,
    examples=(
        Example(
            bad="FROM debian:12\nRUN «gpg» --verify a.asc a && gpg --batch --import k\n",
            good="FROM debian:12\nRUN gpg --batch --verify a.asc a && gpg --batch --import k\n",
        ),
        Example(
            bad="FROM debian:12\nRUN <<EOF\n«gpg» \\\n  --recv-keys ABC\nEOF\n",
            good="FROM debian:12\nRUN <<EOF\ngpg --batch \\\n  --recv-keys ABC\nEOF\n",
        ),
    ),
    silent=(
        "FROM debian:12\nRUN curl -fsSL https://x.y/k.asc | gpg --dearmor -o /etc/apt/keyrings/x.gpg\n",
        "FROM debian:12\nRUN gpg --version && gpg --no-tty --import k\n",
        "FROM debian:12\nRUN gpg $GPG_OPTIONS --import k && apt-get install -y gpg\n",
        'FROM debian:12\nRUN echo "gpg --verify a"\n',
    ),
    aliases=("gpgUseBatchFlag",),
)

SERVER = Rule(
    code="DLS4008",
    name="gpg-ha-pool",
    category=Category.CORRECTNESS,
    severity=Severity.HINT,
    message=Sentence(en="This pool of key servers was shut down in 2021", ko="이 키 서버 풀은 2021년에 종료되었습니다"),
    rationale=Sentence(
        en=(
            "The SKS pools (`pool.sks-keyservers.net`, `ha.pool.…`, `keys.gnupg.net`) have had no DNS records since "
            "June 2021, so no key is found there any more.\n\n"
            "`keyserver.ubuntu.com` has most old keys; `keys.openpgp.org` has those whose owners confirmed their "
            "address, and may leave out user ids. Safest is a key in the build context, or downloaded from the "
            "project's own site.\n\n"
            "Ignore this where the server is only one of several that are tried."
        ),
        ko=(
            "SKS 풀(`pool.sks-keyservers.net`, `ha.pool.…`, `keys.gnupg.net`)은 2021년 6월부터 DNS 레코드가 없어 더 "
            "이상 "
            "키를 찾을 수 없습니다.\n\n"
            "`keyserver.ubuntu.com`에는 오래된 키가 대부분 있습니다. `keys.openpgp.org`에는 소유자가 주소를 확인한 "
            "키만 "
            "있고 사용자 ID가 빠져 있을 수 있습니다. 키를 빌드 컨텍스트에 두거나 프로젝트 사이트에서 직접 받는 것이 "
            "가장 "
            "안전합니다.\n\n"
            "차례로 시도하는 여러 서버 가운데 하나일 뿐이라면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"RUN"}),
    check=check_server,
    examples=(
        Example(
            bad="FROM debian:12\nRUN gpg --batch --keyserver hkp://«p80.pool.sks-keyservers.net»:80 --recv-keys A\n",
            good="FROM debian:12\nRUN gpg --batch --keyserver hkp://keyserver.ubuntu.com:80 --recv-keys A\n",
        ),
        Example(
            bad="FROM debian:12\nRUN apt-key adv --keyserver=«keys.gnupg.net» --recv-keys A\n",
            good="FROM debian:12\nRUN apt-key adv --keyserver=keyserver.ubuntu.com --recv-keys A\n",
        ),
    ),
    silent=(
        "FROM debian:12\nRUN gpg --batch --keyserver keys.openpgp.org --recv-keys A\n",
        "FROM debian:12\nRUN curl https://sks-keyservers.net/ca.pem\n",
        "FROM debian:12\nRUN echo sks-keyservers.net\n",
    ),
    aliases=("gpgUseHaPools",),
)

RULES = (BATCH, SERVER)
