"""A user that is created, and then nothing runs as it."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Noted, Rule, Severity
from dockerls.rules.security.new_user import run_as_fixes
from dockerls.semantics.run_user import KEYWORDS, note_user, run_user

MESSAGE = Sentence(
    en="The user `{name}` is created but never used, so the image runs as root",
    ko="`{name}` 사용자를 만들었지만 쓰지 않아 이미지가 root로 실행됩니다",
)


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    found = run_user(noted)
    if found.base is None or found.gives_up_root:
        return
    for piece, account in found.unused[-1:]:
        yield Finding(
            Place(piece, account.span),
            MESSAGE.filled(name=account.name),
            fixes=run_as_fixes(found) if account.is_plain else (),
        )


RULE = Rule(
    code="DLS3002",
    name="user-created-never-used",
    category=Category.SECURITY,
    severity=Severity.WARNING,
    message=Sentence(
        en="A user is created but never used, so the image runs as root",
        ko="사용자를 만들었지만 쓰지 않아 이미지가 root로 실행됩니다",
    ),
    rationale=Sentence(
        en=(
            "`useradd` and `adduser` only create a user. What runs is decided by USER, and without it the program "
            "runs as root, although the file looks as if someone had seen to that.\n\n"
            "Add `USER <name>` just before CMD or ENTRYPOINT, behind all that needs root.\n\n"
            "Ignore this where the program itself switches to the user in a way that the Dockerfile does not show."
        ),
        ko=(
            "`useradd`와 `adduser`는 사용자를 만들기만 합니다. 실행할 사용자는 USER가 정하므로, USER가 없으면 대비해 "
            "둔 것처럼 보여도 프로그램은 root로 실행됩니다.\n\n"
            "root가 필요한 작업이 모두 끝난 CMD나 ENTRYPOINT 바로 앞에 `USER <이름>`을 추가하세요.\n\n"
            "Dockerfile에는 보이지 않지만 프로그램이 직접 그 사용자로 전환한다면 무시해도 됩니다."
        ),
    ),
    keywords=KEYWORDS,
    check=FileCheck(note_user, check),
    examples=(
        Example(
            bad='FROM debian:12\nRUN groupadd -r web && useradd -r -g web «web»\nCOPY . /srv\nCMD ["/srv/run"]\n',
            good=(
                "FROM debian:12\nRUN groupadd -r web && useradd -r -g web web\nCOPY . /srv\nUSER web\n"
                'CMD ["/srv/run"]\n'
            ),
        ),
        Example(
            bad=(
                "FROM alpine:3.24\nRUN adduser -D -h /srv -u 1000 «web» && apk add --no-cache tini\n\n"
                'ENTRYPOINT ["tini", "--", "/srv/run"]\n'
            ),
            good=(
                "FROM alpine:3.24\nRUN adduser -D -h /srv -u 1000 web && apk add --no-cache tini\n\nUSER web\n"
                'ENTRYPOINT ["tini", "--", "/srv/run"]\n'
            ),
        ),
        Example(
            bad='FROM ubuntu:22.04\r\nRUN adduser --system --group «web»\r\nCMD ["run"]\r\n',
            good='FROM ubuntu:22.04\r\nRUN adduser --system --group web\r\nUSER web\r\nCMD ["run"]\r\n',
        ),
    ),
    silent=(
        "FROM debian:12\nRUN useradd web\nUSER web\n",
        "FROM debian:12 AS base\nRUN useradd web\nFROM base\nUSER web\n",
        'FROM debian:12 AS build\nRUN useradd web\nFROM debian:12\nCMD ["a"]\n',
        'FROM debian:12\nRUN useradd web\nCOPY --chown=web:web . /srv\nCMD ["/srv/run"]\n',
        'FROM debian:12\nRUN useradd web && chown -R web /srv\nCMD ["/srv/run"]\n',
        'FROM debian:12\nRUN useradd web && apt-get install -y gosu\nENTRYPOINT ["/start"]\n',
        'FROM alpine:3.24\nRUN adduser -D web\nENTRYPOINT ["su-exec", "web", "/run"]\n',
        'FROM debian:12\nRUN useradd web\nENTRYPOINT ["/docker-entrypoint.sh"]\n',
        'FROM debian:12\nRUN useradd login\nCMD ["/usr/sbin/sshd", "-D"]\n',
        'FROM debian:12\nRUN adduser www-data audio\nCMD ["a"]\n',
        'FROM debian:12\nRUN useradd -D -s /bin/bash\nCMD ["a"]\n',
        "FROM debian:12\nRUN useradd web\nCMD su web -c /run\n",
    ),
    aliases=("user-created-but-never-used",),
)
