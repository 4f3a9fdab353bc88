"""The Dockerfiles of the posts (``tests/seeds``), and the practices they break."""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "seeds"
FIXED = ".fixed"


def seed(name: str) -> str:
    return (FOLDER / f"{name}.dockerfile").read_bytes().decode()


SEEDS = sorted(name for path in FOLDER.glob("*.dockerfile") if not (name := path.stem).endswith(FIXED))


@dataclass(frozen=True)
class Practice:
    """A practice that a post's file breaks: the lines that break it, marked, and the lines the fix makes of them.

    Without ``after`` there is no fix: it needs to know more than the file tells.
    """

    file: str
    rule: str
    before: str
    after: str | None
    english: str
    korean: str


PRACTICES = [
    Practice(
        "000-layers",
        "apt-not-apt-get",
        "RUN «apt» update && «apt» install -y package1 && «apt» install -y package2 && «apt» clean &&",
        "RUN apt-get update && apt-get install -y package1 && apt-get install -y package2 && apt-get clean &&",
        "does not have a stable CLI interface",
        "출력과 옵션이 버전마다 달라질 수 있습니다",
    ),
    Practice(
        "001-apt",
        "update-alone",
        "RUN apt-get «update»\nRUN apt-get install -y curl=7.52.1-5+deb9u16\nRUN apt-get install -y socat",
        "RUN apt-get update && apt-get install -y curl=7.52.1-5+deb9u16\n"
        "RUN apt-get update && apt-get install -y socat",
        "Write both in one `RUN`",
        "두 명령을 한 `RUN`에 쓰면",
    ),
    Practice(
        "001-apt",
        "apt-no-install-recommends",
        "RUN apt-get «install» -y curl=7.52.1-5+deb9u16\nRUN apt-get «install» -y socat",
        "RUN apt-get install --no-install-recommends -y curl=7.52.1-5+deb9u16 ca-certificates\n"
        "RUN apt-get install --no-install-recommends -y socat",
        "give an attacker more to use",
        "공격자가 악용할 도구를 늘립니다",
    ),
    Practice(
        "001-apt",
        "text-after-continuation",
        "RUN apt-get update \\\n"
        " && apt-get install -y --no-install-recommends «\\» # 추천하는 패키지를 설치하지 않음\n",
        "RUN apt-get update \\\n # 추천하는 패키지를 설치하지 않음\n"
        " && apt-get install -y --no-install-recommends \\\n",
        "Put the comment on a line of its own",
        "주석은 별도의 줄에 쓰세요",
    ),
    Practice(
        "001-apt",
        "image-eol",
        "FROM debian:«stretch-slim»\n",
        "FROM debian:trixie-slim\n",
        "Security support for Debian 9 (stretch) ended on 2022-07-01",
        "Debian 9 (stretch)",
    ),
    Practice(
        "001-jenkins",
        "image-untagged",
        "FROM «diamol/base»",
        None,
        "takes whatever `latest` is",
        "`latest`는 예고 없이",
    ),
    Practice(
        "001-jenkins",
        "json-args",
        "«ENTRYPOINT» java -Duser.home=${JENKINS_HOME} -Djenkins.install.runSetupWizard=false -jar "
        "/jenkins/jenkins.war",
        'ENTRYPOINT ["sh", "-c", "exec java -Duser.home=${JENKINS_HOME} '
        '-Djenkins.install.runSetupWizard=false -jar /jenkins/jenkins.war"]',
        "The shell is process 1 and gets the signals",
        "셸이 1번 프로세스가 되어 시그널을 받으므로",
    ),
    Practice(
        "003-build-stage",
        "image-untagged",
        "FROM «ubuntu» AS build-env\nRUN apt-get update && apt-get install make\nADD . /src\nRUN cd /src && make\n\n"
        "FROM «busybox»\n",
        "FROM ubuntu:26.04 AS build-env\nRUN apt-get update && apt-get install make\nADD . /src\n"
        "RUN cd /src && make\n\nFROM busybox:1.38\n",
        "Write the release line you have tested",
        "직접 시험한 릴리스 라인을 적으세요",
    ),
    Practice(
        "003-build-stage",
        "apt-yes",
        "apt-get «install» make",
        "apt-get install -y make",
        "A build has no keyboard",
        "빌드에는 키보드가 없어",
    ),
    Practice(
        "003-build-stage",
        "add-instead-of-copy",
        "«ADD» . /src",
        "COPY . /src",
        "Use `COPY`, and keep `ADD` for archives",
        "`ADD`는 압축을 풀 파일",
    ),
    Practice(
        "003-build-stage",
        "json-args",
        "«ENTRYPOINT» /usr/local/bin/app",
        'ENTRYPOINT ["/usr/local/bin/app"]',
        "Write an array, which starts the program itself",
        "프로그램을 직접 실행하는 배열로 쓰세요",
    ),
    Practice(
        "003-build-stage",
        "missing-user",
        "«ENTRYPOINT» /usr/local/bin/app",
        None,  # the program listens on port 80
        "Create a user and switch to it just before CMD",
        "사용자를 만들고",
    ),
    Practice(
        "003-cache-1",
        "image-latest",
        "FROM ubuntu:«latest»",
        "FROM ubuntu:26.04",
        "a rollback gets another image than before",
        "롤백해도 이전과 다른 이미지가",
    ),
    Practice(
        "003-cache-2",
        "update-alone",
        "RUN apt-get «update»\nRUN apt-get install -y mongodb-server\nRUN apt-get install -y nodejs\n",
        "RUN apt-get update && apt-get install -y mongodb-server\nRUN apt-get update && apt-get install -y nodejs\n",
        "reuses the old lists from the cache",
        "캐시에 남은 옛 목록을 다시 씁니다",
    ),
    Practice(
        "003-combine-before",
        "consecutive-runs",
        seed("003-combine-before").replace("RUN apt-get install -y mongodb", "«RUN» apt-get install -y mongodb"),
        seed("003-combine-after"),
        "what one layer holds no later layer can take away",
        "한 레이어에 들어간 것은 이후의 레이어에서 없앨 수 없습니다",
    ),
    Practice(
        "003-combine-after",
        "apt-lists-not-removed",
        "apt-get «update» \\\n    && apt-get install -y mongodb-server \\\n    && apt-get install -y nodejs\n",
        "apt-get update \\\n    && apt-get install -y mongodb-server \\\n    && apt-get install -y nodejs \\\n"
        "    && rm -rf /var/lib/apt/lists/*\n",
        "Delete them at the end of the `RUN` that fetched them",
        "목록을 받은 `RUN`의 끝에서 바로 지우세요",
    ),
    Practice(
        "003-step-1",
        "update-alone",
        seed("003-step-1").replace("get update", "get «update»"),
        seed("003-step-2"),
        "Docker runs a `RUN` again only when its text or something above it changes",
        "그 위의 무언가가 바뀌었을 때만 다시 실행합니다",
    ),
    Practice(
        "003-start",
        "legacy-key-value",
        "LABEL «maintainer» jesang.myung@samsung.com\n",
        "LABEL maintainer=jesang.myung@samsung.com\n",
        "everything to the end of the line is one value",
        "줄 끝까지 모두 값 하나가 됩니다",
    ),
    Practice(
        "003-start",
        "copy-manifest-first",
        "COPY «.» /app\nWORKDIR /app\nRUN pip install -r requirements.txt\n",
        "COPY requirements.txt /app/\nWORKDIR /app\nRUN pip install -r requirements.txt\nCOPY . /app\n",
        "Copy the files that list the dependencies first",
        "의존성 목록이 적힌 파일을 먼저 복사해 설치하고",
    ),
    Practice(
        "003-start",
        "pip-no-cache-dir",
        "RUN pip «install» -r",
        "RUN pip install --no-cache-dir -r",
        "In an image there is no next install",
        "이미지 안에서는 다음 설치가 없으므로",
    ),
    Practice(
        "003-start",
        "missing-user",
        '«ENTRYPOINT» ["python"]',
        'USER ubuntu\nENTRYPOINT ["python"]',
        "Without USER the program runs as root",
        "USER가 없으면 프로그램은 root로 실행됩니다",
    ),
    Practice(
        "003-swallowed-note",
        "inline-comment-swallowed",
        "LABEL maintainer jesang.myung@gmail.com  «# 이메일 수정»\n",
        "# 이메일 수정\nLABEL maintainer jesang.myung@gmail.com\n",
        "Docker knows comments only on lines of their own",
        "주석은 별도의 줄에만 쓸 수 있습니다",
    ),
    Practice(
        "003-step-3-base",
        "image-eol",
        "FROM python:«2.7-alpine»",
        "FROM python:3.14-alpine",
        "Security support for Python 2.7 ended on 2020-01-01",
        "2020-01-01",
    ),
    Practice(
        "003-step-3-base",
        "missing-user",
        '«ENTRYPOINT» ["python"]',
        'RUN addgroup -S app && adduser -S -G app -H app\nUSER app\nENTRYPOINT ["python"]',
        "Create a user and switch to it just before CMD",
        "사용자를 만들고",
    ),
    Practice(
        "003-step-5-user",
        "last-user-root",
        "USER «root»\nCOPY . /app\n",
        "USER root\nCOPY . /app\nUSER babyshark\n",
        "whoever breaks into the program owns the container",
        "컨테이너 전체를 갖게 됩니다",
    ),
    Practice(
        "004-apk",
        "image-latest",
        "FROM alpine:«latest»",
        "FROM alpine:3.24",
        "`latest` is a tag like any other, and it moves",
        "`latest`도 여러 태그 중 하나일 뿐이며",
    ),
    Practice(
        "004-base",
        "image-eol",
        "FROM python:«3.9-slim»",
        "FROM python:3.14-slim",
        "Security support for Python 3.9 ended on 2025-10-31",
        "2025-10-31",
    ),
    Practice(
        "004-base-pinned",
        "image-eol",
        "FROM python:«3.9.10-slim»",
        "FROM python:3.14-slim",
        "Every hole found since then stays open in your image",
        "그 뒤에 발견된 취약점은 이미지에 그대로 남습니다",
    ),
    Practice(
        "004-user",
        "adduser-flavour-mismatch",
        "RUN addgroup «-g» 1000 hitcuser && \\\n adduser -u 1000 «-G» hitcuser -D hitcuser\n",
        "RUN groupadd -g 1000 hitcuser && \\\n useradd -u 1000 -g hitcuser -m hitcuser\n",
        "A command copied from one world to the other stops the build",
        "한쪽의 명령을 다른 쪽에 그대로 옮기면 빌드가 멈춥니다",
    ),
    Practice(
        "004-user",
        "chown-duplicates-layer",
        "RUN «chown -R hitcuser:hitcuser /app»",
        None,  # it also changes the folder that WORKDIR made
        "Let the COPY set the owner",
        "COPY에서 바로 소유자를 정하세요",
    ),
]
