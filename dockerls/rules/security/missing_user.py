"""An image that runs as root because nothing says otherwise."""

from collections.abc import Iterator

from dockerls.knowledge.accounts import default_user
from dockerls.language import Sentence
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Noted, Rule, Severity
from dockerls.rules.security.new_user import run_as_fixes
from dockerls.semantics.run_user import KEYWORDS, RunUser, note_user, run_user

LOW_PORT = Sentence(
    en="This runs as root; outside Docker, another user may need a port above 1023 instead of {port}",
    ko=(
        "root로 실행됩니다. Docker 밖에서는 root가 아니면 {port}번 포트를 열지 못할 수 있으니 1023보다 큰 포트를 쓰세요"
    ),
)


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    found = run_user(noted)
    base = found.base
    if base is None or found.switches or not found.has_start or found.is_interactive:
        return
    if found.gives_up_root or found.unused:
        return
    default = default_user(base.image) if base.image else None
    if default is None or not default.is_root or base.family == "windows":
        return
    message = LOW_PORT.filled(port=found.low_port) if found.low_port else None
    yield Finding(_place(found), message, fixes=run_as_fixes(found))


def _place(found: RunUser) -> Place:
    """Where the program is started; the image where an earlier stage says how."""
    starts = (found.starts.get("ENTRYPOINT"), found.starts.get("CMD"))
    start = next((each for each in starts if each and each[1].words), None)
    if start is not None:
        return Place(start[0], start[1].span)
    assert found.base is not None, "only an image with a base is told about"
    return Place(found.head, found.base.span)


RULE = Rule(
    code="DLS3001",
    name="missing-user",
    category=Category.SECURITY,
    severity=Severity.WARNING,
    message=Sentence(
        en="This runs as root: no USER is set, and the base image sets none either",
        ko="root로 실행됩니다. USER가 없고 베이스 이미지도 지정하지 않습니다",
    ),
    rationale=Sentence(
        en=(
            "Without USER the program runs as root. Whoever breaks into it can then change every file in the "
            "container, install tools, and with one hole in the kernel or a mounted socket is root on the host. "
            "Kubernetes clusters with `runAsNonRoot` refuse such an image.\n\n"
            "Create a user and switch to it just before CMD, behind all that needs root:\n\n"
            "```dockerfile\n"
            "RUN groupadd --system app && useradd --system --gid app --no-log-init --no-create-home app\n"
            "USER app\n"
            'CMD ["python", "app.py"]\n'
            "```\n\n"
            "On Alpine it is `addgroup -S app && adduser -S -G app -H app`; `node` and some other images ship a user. "
            "Give it only the directories it writes (`COPY --chown=app:app`), and let it listen on a port above "
            "1023: Docker lets every user listen below that since 20.10, Kubernetes often does not.\n\n"
            "Ignore this for programs that need root to start and then give it up themselves."
        ),
        ko=(
            "USER가 없으면 프로그램은 root로 실행됩니다. 침입자는 컨테이너의 모든 파일을 바꾸고 도구를 설치할 수 "
            "있으며, 커널 취약점이나 마운트된 소켓 하나로 호스트의 root까지 될 수 있습니다. `runAsNonRoot`를 쓰는 "
            "Kubernetes 클러스터는 이런 이미지를 거부합니다.\n\n"
            "사용자를 만들고, root가 필요한 작업이 모두 끝난 CMD 바로 앞에서 전환하세요.\n\n"
            "```dockerfile\n"
            "RUN groupadd --system app && useradd --system --gid app --no-log-init --no-create-home app\n"
            "USER app\n"
            'CMD ["python", "app.py"]\n'
            "```\n\n"
            "Alpine에서는 `addgroup -S app && adduser -S -G app -H app`을 씁니다. `node`처럼 사용자를 이미 제공하는 "
            "이미지도 있습니다. 프로그램이 쓰는 디렉터리만 넘기고(`COPY --chown=app:app`), 1023보다 큰 "
            "포트를 쓰세요. 더 작은 포트는 Docker 20.10부터 누구나 쓸 수 있지만, Kubernetes에서는 막혀 있는 일이 "
            "많습니다.\n\n"
            "root로 시작한 뒤 스스로 권한을 내려놓는 프로그램이라면 무시해도 됩니다."
        ),
    ),
    keywords=KEYWORDS,
    check=FileCheck(note_user, check),
    examples=(
        Example(
            bad='FROM python:3.14-slim\nWORKDIR /app\nCOPY . .\n«CMD» ["python", "app.py"]\n',
            good=(
                "FROM python:3.14-slim\nWORKDIR /app\nCOPY . .\n"
                "RUN groupadd --system app && useradd --system --gid app --no-log-init --no-create-home app\n"
                'USER app\nCMD ["python", "app.py"]\n'
            ),
        ),
        Example(
            bad='FROM alpine:3.24\nCOPY app /app\n# Starts the service.\n«ENTRYPOINT» ["/app"]\nCMD ["serve"]\n',
            good=(
                "FROM alpine:3.24\nCOPY app /app\nRUN addgroup -S app && adduser -S -G app -H app\nUSER app\n"
                '# Starts the service.\nENTRYPOINT ["/app"]\nCMD ["serve"]\n'
            ),
        ),
        Example(
            bad=(
                "FROM node:24 AS build\nRUN npm ci\n\nFROM node:24-slim\nCOPY --from=build /a /a\n"
                '«CMD» ["node", "/a"]\n'
            ),
            good=(
                "FROM node:24 AS build\nRUN npm ci\n\nFROM node:24-slim\nCOPY --from=build /a /a\nUSER node\n"
                'CMD ["node", "/a"]\n'
            ),
        ),
        Example(
            bad='FROM scratch\nCOPY app /app\n«ENTRYPOINT» ["/app"]\n',
            good='FROM scratch\nCOPY app /app\nUSER 65532:65532\nENTRYPOINT ["/app"]\n',
        ),
        Example(bad='FROM python:3.14\nEXPOSE 80\n«CMD» ["python", "-m", "http.server", "80"]\n'),
        Example(
            bad='FROM tomcat:11\nENTRYPOINT []\n«CMD» ["catalina.sh", "run"]\n',
            good=(
                "FROM tomcat:11\n"
                "RUN groupadd --system app && useradd --system --gid app --no-log-init --no-create-home app\n"
                'USER app\nENTRYPOINT []\nCMD ["catalina.sh", "run"]\n'
            ),
        ),
        Example(
            bad='FROM debian:12 AS base\nCMD ["app"]\nFROM «base»\nCOPY app /usr/bin/app\n',
            good=(
                'FROM debian:12 AS base\nCMD ["app"]\nFROM base\nCOPY app /usr/bin/app\n'
                "RUN groupadd --system app && useradd --system --gid app --no-log-init --no-create-home app\nUSER app\n"
            ),
        ),
        Example(
            bad='FROM debian:12\nRUN useradd web\nCOPY --chown=web . /srv\n«CMD» ["srv"]\nRUN ldconfig\n',
            good='FROM debian:12\nRUN useradd web\nCOPY --chown=web . /srv\nCMD ["srv"]\nRUN ldconfig\nUSER web\n',
        ),
    ),
    silent=(
        'FROM python:3.14\nRUN useradd app\nUSER app\nCMD ["python"]\n',
        'FROM python:3.14 AS base\nUSER 1000\nFROM base\nCMD ["python"]\n',
        'FROM gcr.io/distroless/static:nonroot\nENTRYPOINT ["/app"]\n',
        'FROM cgr.dev/chainguard/python:latest\nENTRYPOINT ["python"]\n',
        'FROM jenkins/jenkins:lts\nENTRYPOINT ["/usr/bin/jenkins"]\n',
        'FROM registry.example.com/base:1\nCMD ["app"]\n',
        'ARG BASE\nFROM $BASE\nCMD ["app"]\n',
        "FROM scratch\nCOPY --from=build /out /\n",
        "FROM python:3.14\nRUN pip install tox\n",
        'FROM debian:12\nRUN apt-get install -y gosu\nENTRYPOINT ["/entrypoint.sh"]\n',
        'FROM alpine:3.24\nENTRYPOINT ["su-exec", "nobody", "/app"]\n',
        'FROM debian:12\nCOPY --from=tianon/gosu /gosu /usr/local/bin/\nENTRYPOINT ["/entrypoint.sh"]\n',
        'FROM debian:12\nRUN useradd web && chown web /srv\nENTRYPOINT ["/docker-entrypoint.sh"]\n',
        'FROM nginx:1.30\nCOPY dist /usr/share/nginx/html\nCMD ["nginx", "-g", "daemon off;"]\n',
        'FROM debian:12\nRUN apt-get install -y nginx\nENTRYPOINT ["tini", "--", "nginx"]\n',
        "FROM postgres:18\nCOPY init.sql /docker-entrypoint-initdb.d/\n",
        'FROM alpine:3.24\nRUN apk add --no-cache git\nCMD ["/bin/sh"]\n',
        'FROM public.ecr.aws/lambda/python:3.12\nCMD ["handler.main"]\n',
        'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCMD ["app.exe"]\n',
    ),
    aliases=("DS-0002", "AVD-DS-0002", "CKV_DOCKER_3", "missing-user-entrypoint"),
)
