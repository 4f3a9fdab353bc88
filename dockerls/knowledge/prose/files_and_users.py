"""Lessons on commands that change files, their owners, and the users themselves."""

from dockerls.knowledge.lesson import CommandLesson
from dockerls.language import Sentence

FILES_AND_USERS = (
    CommandLesson(
        ("rm",),
        lesson=Sentence(
            en="""\
- A layer is never changed by a later one. A file deleted in another `RUN` than the one that made it is only hidden: it
  ships, and can be read.
- Delete in the same `RUN`, or make the file in a build stage. A secret that once was in a layer must be replaced.""",
            ko="""\
- 레이어는 뒤의 레이어가 바꿀 수 없습니다. 파일을 만든 `RUN`이 아닌 다른 `RUN`에서 지우면 가려질 뿐, 그대로 배포되고
  읽을 수도 있습니다.
- 같은 `RUN`에서 지우거나 빌드 스테이지에서 만드세요. 한 번이라도 레이어에 들어간 비밀 값은 새로 발급해야 합니다.""",
        ),
        snippet="""\
RUN ./build.sh && rm -rf /tmp/build
""",
        rules=("rm-in-later-layer", "archive-left-behind", "apt-lists-not-removed", "mktemp-dir-not-removed"),
        link="https://docs.docker.com/engine/storage/drivers/#images-and-layers",
    ),
    CommandLesson(
        ("chmod",),
        lesson=Sentence(
            en="""\
- Changing the mode of files from an earlier layer stores every one of them again. Use `COPY --chmod`.
- `777` lets every process change your program. 755 for programs and directories, 644 for files.
- A setuid or setgid bit (`u+s`, `4755`) runs a program with its owner's rights: a way to become root.""",
            ko="""\
- 앞 레이어에 있는 파일의 권한을 바꾸면 그 파일들이 모두 다시 저장됩니다. `COPY --chmod`를 쓰세요.
- `777`이면 모든 프로세스가 프로그램을 바꿀 수 있습니다. 프로그램과 디렉터리는 755, 파일은 644로 하세요.
- setuid, setgid 비트(`u+s`, `4755`)는 프로그램을 소유자의 권한으로 실행합니다. root가 되는 통로입니다.""",
        ),
        snippet="""\
COPY --chmod=755 entrypoint.sh /usr/local/bin/
""",
        rules=("chmod-777", "chmod-duplicates-layer", "setuid-files"),
        link="https://docs.docker.com/reference/dockerfile/#copy---chmod",
    ),
    CommandLesson(
        ("chown", "chgrp"),
        lesson=Sentence(
            en="""\
- `RUN chown -R` stores every file a second time, as the layer below cannot be changed. Use `COPY --chown`.
- Give the program only the directories it must write. Make those empty, then `chown` costs nothing.""",
            ko="""\
- 아래 레이어는 바꿀 수 없으므로 `RUN chown -R`은 모든 파일을 한 번 더 저장합니다. `COPY --chown`을 쓰세요.
- 프로그램이 써야 하는 디렉터리만 넘기세요. 빈 디렉터리를 만들어 `chown` 하면 용량이 들지 않습니다.""",
        ),
        snippet="""\
COPY --chown=app:app . /app
""",
        rules=("chown-duplicates-layer",),
        link="https://docs.docker.com/reference/dockerfile/#copy---chown",
    ),
    CommandLesson(
        ("cp", "mv"),
        lesson=Sentence(
            en="""\
- `mv` of a file from an earlier layer stores it again and only hides the old one; `cp` stores a second copy.
- `COPY` it to the right place at once, or make it and move it in the same `RUN`.
- For what only one command needs, `RUN --mount=type=bind` copies nothing at all.""",
            ko="""\
- 앞 레이어에 있는 파일을 `mv` 하면 다시 저장되고 원래 파일은 가려질 뿐입니다. `cp`는 사본을 하나 더 저장합니다.
- 처음부터 알맞은 자리에 `COPY` 하거나, 만들고 옮기는 일을 같은 `RUN`에서 하세요.
- 한 명령에만 필요한 파일이라면 `RUN --mount=type=bind`가 아무것도 복사하지 않습니다.""",
        ),
        snippet="""\
COPY config/production.yaml /etc/app/config.yaml
""",
        rules=("rm-in-later-layer", "bind-mount-instead-of-copy"),
    ),
    CommandLesson(
        ("ln",),
        lesson=Sentence(
            en="""\
- `ln -sf /bin/bash /bin/sh` changes the shell of every script in the image. Set `SHELL` instead.
- Logs of programs that only write files: link them to `/dev/stdout` and `/dev/stderr`, so that `docker logs` shows
  them.
- `COPY --link` does not follow a symbolic link in the destination; it replaces it with a directory.""",
            ko="""\
- `ln -sf /bin/bash /bin/sh`는 이미지에 있는 모든 스크립트의 셸을 바꿉니다. 대신 `SHELL`을 쓰세요.
- 파일에만 로그를 쓰는 프로그램이라면 `/dev/stdout`과 `/dev/stderr`로 링크하세요. `docker logs`에 나타납니다.
- `COPY --link`는 대상 경로의 심볼릭 링크를 따라가지 않고 디렉터리로 바꿉니다.""",
        ),
        snippet="""\
RUN ln -sf /dev/stdout /var/log/nginx/access.log \\
    && ln -sf /dev/stderr /var/log/nginx/error.log
""",
        rules=("ln-bin-sh",),
    ),
    CommandLesson(
        ("sed",),
        lesson=Sentence(
            en="""\
- When nothing matches, sed succeeds and changes nothing. After the base image changed, your setting is silently gone:
  check with `grep -q`.
- Copying a finished configuration file is easier to read than a row of substitutions.
- `sed -i` rewrites the whole file into this layer.""",
            ko="""\
- 맞는 곳이 없어도 sed는 성공하고 아무것도 바꾸지 않습니다. 베이스 이미지가 바뀌면 설정이 소리 없이 사라지므로
  `grep -q`로 확인하세요.
- 치환을 늘어놓기보다 완성된 설정 파일을 복사하는 편이 읽기 쉽습니다.
- `sed -i`는 파일 전체를 이 레이어에 다시 씁니다.""",
        ),
        snippet="""\
RUN sed -i 's/^#Port 80$/Port 8080/' /etc/app.conf \\
    && grep -q '^Port 8080$' /etc/app.conf
""",
    ),
    CommandLesson(
        ("echo", "printf"),
        lesson=Sentence(
            en="""\
- `echo` treats `\\n` differently in dash and bash. For files use a heredoc: `COPY <<EOF /etc/app.conf`; for escapes
  `printf`.
- An `export` written to `.bashrc` is not read by `CMD`, nor by the next `RUN`. Use `ENV`.
- The line stays in the image's history, so it is no place for a password.""",
            ko="""\
- `echo`는 dash와 bash에서 `\\n`을 다르게 처리합니다. 파일은 heredoc으로 만들고(`COPY <<EOF /etc/app.conf`),
  이스케이프에는 `printf`를 쓰세요.
- `.bashrc`에 쓴 `export`는 `CMD`도 다음 `RUN`도 읽지 않습니다. `ENV`를 쓰세요.
- 이 줄은 이미지 이력에 남으므로 비밀번호를 적으면 안 됩니다.""",
        ),
        snippet="""\
COPY <<EOF /etc/app.conf
port = 8080
log = stdout
EOF
""",
        rules=("secret-literal",),
        link="https://docs.docker.com/reference/dockerfile/#here-documents",
    ),
    CommandLesson(
        ("useradd", "groupadd"),
        lesson=Sentence(
            en="""\
- `--system` makes a user without password and expiry; a fixed `--uid` keeps the owner of volumes stable.
- A large UID without `--no-log-init` writes a sparse log of gigabytes into the layer.
- Creating a user changes nothing until `USER` names it. BusyBox (Alpine) has `adduser` instead.""",
            ko="""\
- `--system`은 비밀번호와 만료가 없는 사용자를 만듭니다. `--uid`를 고정하면 볼륨의 소유자가 바뀌지 않습니다.
- UID가 큰데 `--no-log-init`이 없으면 몇 기가바이트짜리 희소 로그 파일이 레이어에 들어갑니다.
- 사용자를 만들어도 `USER`로 지정하기 전에는 아무것도 달라지지 않습니다. BusyBox(Alpine)에서는 `adduser`를 씁니다.""",
        ),
        snippet="""\
RUN groupadd --system --gid 10001 app \\
    && useradd --system --uid 10001 --gid app --no-log-init --no-create-home app
USER app
""",
        rules=("useradd-no-log-init", "user-created-never-used", "missing-user", "adduser-flavour-mismatch"),
        link="https://docs.docker.com/build/building/best-practices/#user",
    ),
    CommandLesson(
        ("adduser", "addgroup"),
        lesson=Sentence(
            en="""\
- Two different programs have this name. BusyBox (Alpine): `addgroup -S app && adduser -S -D -H -G app app`. Debian's
  Perl script has long options and is missing in Debian 13 and Ubuntu 24.04 images.
- On Debian, Ubuntu and Red Hat write `groupadd` and `useradd`.
- Creating a user changes nothing until `USER` names it.""",
            ko="""\
- 이름은 같지만 서로 다른 프로그램입니다. BusyBox(Alpine)에서는 `addgroup -S app && adduser -S -D -H -G app app`으로
  씁니다. 데비안의 Perl 스크립트는 긴 옵션을 쓰며 데비안 13과 우분투 24.04 이미지에는 없습니다.
- 데비안, 우분투, 레드햇 계열에서는 `groupadd`와 `useradd`를 쓰세요.
- 사용자를 만들어도 `USER`로 지정하기 전에는 아무것도 달라지지 않습니다.""",
        ),
        snippet="""\
RUN addgroup -S -g 10001 app \\
    && adduser -S -D -H -u 10001 -G app app
USER app
""",
        rules=("adduser-flavour-mismatch", "user-created-never-used", "missing-user"),
        link="https://docs.docker.com/build/building/best-practices/#user",
    ),
    CommandLesson(
        ("chpasswd", "passwd"),
        lesson=Sentence(
            en="""\
- A password in the Dockerfile can be read by everybody who has the image, and its hash too.
- A container needs no passwords: enter with `docker exec`, as any user.""",
            ko="""\
- Dockerfile에 적은 비밀번호는 이미지를 가진 사람이면 누구나 읽을 수 있고, 해시도 마찬가지입니다.
- 컨테이너에는 비밀번호가 필요 없습니다. `docker exec`로 어떤 사용자로든 들어갈 수 있습니다.""",
        ),
        snippet="""\
RUN useradd --system --no-log-init app
USER app
""",
        rules=("chpasswd", "secret-literal"),
    ),
    CommandLesson(
        ("sudo",),
        lesson=Sentence(
            en="""\
- A `RUN` is root until `USER` says otherwise, so sudo does nothing but add a setuid program to the image.
- After `USER app`, switch to `USER root` for the step and back, or move the step up.""",
            ko="""\
- `USER`로 바꾸기 전의 `RUN`은 root로 실행되므로, sudo는 setuid 프로그램을 이미지에 더할 뿐입니다.
- `USER app` 뒤라면 그 단계만 `USER root`로 바꿨다가 되돌리거나, 단계를 위로 옮기세요.""",
        ),
        snippet="""\
USER root
RUN apk add --no-cache tzdata
USER app
""",
        rules=("sudo", "setuid-files"),
        link="https://docs.docker.com/build/building/best-practices/#user",
    ),
    CommandLesson(
        ("su", "gosu", "su-exec", "setpriv", "runuser"),
        lesson=Sentence(
            en="""\
- To run a build step as another user, write `USER`. `su` starts a session and does not pass signals on.
- An entrypoint that must begin as root (to `chown` a volume) ends with `exec gosu app "$@"`, on Alpine
  `exec su-exec app "$@"`: the program becomes process 1 and gets the signals.
- If nothing needs root, `USER app` does the same without a tool.""",
            ko="""\
- 빌드 단계를 다른 사용자로 실행하려면 `USER`를 쓰세요. `su`는 세션을 열고 시그널을 전달하지 않습니다.
- 볼륨을 `chown` 하느라 root로 시작해야 하는 엔트리포인트는 `exec gosu app "$@"`(Alpine은 `exec su-exec app "$@"`)로
  끝내세요. 프로그램이 1번 프로세스가 되어 시그널을 받습니다.
- root가 필요 없다면 도구 없이 `USER app`으로 충분합니다.""",
        ),
        snippet="""\
COPY --chmod=755 docker-entrypoint.sh /usr/local/bin/
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["app"]
""",
        rules=("missing-user", "last-user-root", "sudo"),
        link="https://github.com/tianon/gosu#readme",
    ),
    CommandLesson(
        ("tini", "dumb-init"),
        lesson=Sentence(
            en="""\
- An init for process 1: passes signals on and collects dead children. `docker run --init` gives one without putting it
  into the image.
- Needed by programs that start others and do not wait for them. It is not a way to run several services: one container,
  one process.""",
            ko="""\
- 1번 프로세스를 맡는 init입니다. 시그널을 전달하고 끝난 자식 프로세스를 정리합니다. `docker run --init`을 쓰면 이미지에
  넣지 않아도 됩니다.
- 다른 프로그램을 띄우고 기다리지 않는 프로그램에 필요합니다. 여러 서비스를 한꺼번에 실행하는 수단이 아닙니다. 컨테이너
  하나에는 프로세스 하나만 두세요.""",
        ),
        snippet="""\
RUN apk add --no-cache tini
ENTRYPOINT ["/sbin/tini", "--"]
CMD ["app"]
""",
        rules=("multi-process-container", "json-args"),
        link="https://github.com/krallin/tini#readme",
    ),
)
