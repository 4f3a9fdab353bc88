"""An image whose last USER is root."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Noted, Rule, Severity
from dockerls.rules.security.new_user import run_as_fixes
from dockerls.semantics.run_user import KEYWORDS, note_user, run_user


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    found = run_user(noted)
    if found.base is None or not found.switches or found.gives_up_root:
        return
    piece, last = found.switches[-1]
    if last.is_root and found.base.family != "windows":
        yield Finding(Place(piece, last.span), fixes=run_as_fixes(found))


RULE = Rule(
    code="DL3002",
    name="last-user-root",
    category=Category.SECURITY,
    severity=Severity.WARNING,
    message=Sentence(
        en="The image runs as root: this is the last USER of its final stage",
        ko="이미지가 root로 실행됩니다. 최종 스테이지의 마지막 USER입니다",
    ),
    rationale=Sentence(
        en=(
            "The last USER of the final stage is the user the program runs as. `USER root` is needed to install "
            "something, and is then easily forgotten: whoever breaks into the program owns the container.\n\n"
            "Switch back with `USER app` (or whatever the user is called) behind the steps that need root. Only the "
            "final stage counts; build stages may stay root.\n\n"
            "Ignore this for programs that start as root and give it up themselves, for example through `gosu`; where "
            "the Dockerfile shows that, this rule says nothing."
        ),
        ko=(
            "최종 스테이지의 마지막 USER가 프로그램을 실행하는 사용자입니다. 무언가를 설치하려고 쓴 `USER root`는 "
            "되돌리는 것을 잊기 쉽고, 그러면 프로그램에 침입한 사람이 컨테이너 전체를 갖게 됩니다.\n\n"
            "root가 필요한 단계가 끝나면 `USER app`처럼 원래 사용자로 되돌리세요. 최종 스테이지만 해당하며 빌드 "
            "스테이지는 root여도 됩니다.\n\n"
            "`gosu` 등으로 스스로 권한을 내려놓는 프로그램이라면 무시해도 됩니다. Dockerfile에서 그 사실을 알 수 "
            "있으면 이 규칙은 아무것도 표시하지 않습니다."
        ),
    ),
    keywords=KEYWORDS,
    check=FileCheck(note_user, check),
    examples=(
        Example(
            bad="FROM jenkins/jenkins:lts\nUSER «root»\nRUN apt-get update && apt-get install -y make\n",
            good="FROM jenkins/jenkins:lts\nUSER root\nRUN apt-get update && apt-get install -y make\nUSER jenkins\n",
        ),
        Example(
            bad=(
                'FROM debian:12\nRUN useradd app\nUSER app\nRUN id\nUSER «root»\nCOPY . /app\n# Go.\nCMD ["/app/run"]\n'
            ),
            good=(
                "FROM debian:12\nRUN useradd app\nUSER app\nRUN id\nUSER root\nCOPY . /app\nUSER app\n# Go.\n"
                'CMD ["/app/run"]\n'
            ),
        ),
        Example(
            bad='FROM node:24\nUSER «0:0»\nEXPOSE 8080\nCMD ["node", "a.js"]\n',
            good='FROM node:24\nUSER node\nEXPOSE 8080\nCMD ["node", "a.js"]\n',
        ),
        Example(
            bad="FROM alpine:3.24 AS base\nUSER «root»\nFROM base\nCOPY a /a\n",
            good=(
                "FROM alpine:3.24 AS base\nUSER root\nFROM base\nCOPY a /a\n"
                "RUN addgroup -S app && adduser -S -G app -H app\nUSER app\n"
            ),
        ),
        Example(
            bad='FROM node:24\nARG U=root\nUSER «$U»\nEXPOSE 8080\nCMD ["node", "a.js"]\n',
            good='FROM node:24\nARG U=root\nUSER node\nEXPOSE 8080\nCMD ["node", "a.js"]\n',
        ),
        Example(bad='FROM node:24\nENV U=root\nUSER «$U»\nEXPOSE 80\nCMD ["node", "a.js"]\n'),
        Example(bad='ARG UID=0\nFROM node:24\nARG UID\nUSER «${UID}:${UID}»\nEXPOSE 80\nCMD ["node", "a.js"]\n'),
        Example(bad='FROM node:24\nUSER «${X:-root}»\nEXPOSE 80\nCMD ["node", "a.js"]\n'),
    ),
    silent=(
        'FROM node:24\nARG U=root\nENV U=node\nUSER $U\nCMD ["node", "a.js"]\n',
        'ARG U=root\nFROM node:24\nUSER ${U:-node}\nCMD ["node", "a.js"]\n',
        'FROM node:24 AS base\nARG U=root\nFROM base\nUSER $U\nCMD ["node", "a.js"]\n',
        "FROM debian:12 AS build\nUSER root\nRUN make\nFROM debian:12\nUSER 1000\n",
        "FROM debian:12\nUSER root\nRUN true\nUSER nobody\n",
        'FROM debian:12\nRUN apt-get install -y gosu\nUSER root\nENTRYPOINT ["/entrypoint.sh"]\n',
        'FROM debian:12\nUSER root\nENTRYPOINT ["su-exec", "app", "/run"]\n',
        'FROM alpine:3.22\nUSER root\nENTRYPOINT ["sh", "-c", "crond && exec /bin/sh"]\n',
        "FROM debian:12\nARG USER\nUSER $USER\n",
        'FROM debian:12\nUSER rooter\nCMD ["a"]\n',
        "FROM postgres:18\nUSER root\nRUN apt-get update\n",
        'FROM debian:12\nCMD ["a"]\n',
    ),
    aliases=("DS-0002", "AVD-DS-0002", "CKV_DOCKER_8", "last-user-is-root"),
)
