"""Lessons on the shell itself, and on commands that only make sense on a running system."""

from dockerls.knowledge.lesson import CommandLesson
from dockerls.language import Sentence

SHELLS = (
    CommandLesson(
        ("sh", "bash", "ash", "dash", "zsh"),
        lesson=Sentence(
            en="""\
- The shell form already runs `/bin/sh -c`; `RUN bash -c "…"` only adds quotes to get wrong. Set `SHELL` if you need
  bash.
- Long scripts read better as a heredoc, `RUN <<EOF`. There a failing command does not stop the script: begin with
  `set -e`.
- `bash -l` and `.bashrc` matter only to people who log in; set variables with `ENV`.""",
            ko="""\
- 셸 형식은 이미 `/bin/sh -c`로 실행됩니다. `RUN bash -c "…"`는 틀리기 쉬운 따옴표만 늘립니다. bash가 필요하면 `SHELL`을
  쓰세요.
- 긴 스크립트는 heredoc(`RUN <<EOF`)으로 쓰면 읽기 좋습니다. 다만 명령이 실패해도 멈추지 않으므로 `set -e`로 시작하세요.
- `bash -l`과 `.bashrc`는 로그인하는 사람에게만 의미가 있습니다. 변수는 `ENV`로 정하세요.""",
        ),
        snippet="""\
RUN <<EOF
set -eu
./configure
make install
EOF
""",
        rules=("pipe-without-pipefail", "curl-pipe-shell", "ln-bin-sh"),
        link="https://docs.docker.com/reference/dockerfile/#shell-form",
    ),
    CommandLesson(
        ("set",),
        lesson=Sentence(
            en="""\
- `set -eux` stops at the first error and at unset variables, and shows each command in the log. It lasts for this `RUN`
  only.
- `set -x` also prints values: leave it off where a secret is used.
- `set -o pipefail` makes a pipe fail with any of its commands. bash and BusyBox ash know it, dash may not.""",
            ko="""\
- `set -eux`는 첫 오류와 정의되지 않은 변수에서 멈추고, 명령을 로그에 보여 줍니다. 이 `RUN`에서만 유효합니다.
- `set -x`는 값도 출력하므로 비밀 값을 쓰는 곳에서는 빼세요.
- `set -o pipefail`은 파이프의 명령이 하나라도 실패하면 실패하게 합니다. bash와 BusyBox ash는 알지만 dash는 모를 수
  있습니다.""",
        ),
        snippet="""\
RUN set -eux; \\
    ./configure; \\
    make install
""",
        rules=("pipe-without-pipefail",),
    ),
    CommandLesson(
        ("cd", "pushd"),
        lesson=Sentence(
            en="""\
- The directory is forgotten when the `RUN` ends: `RUN cd /app` alone does nothing.
- `WORKDIR` sets it for all that follows and for the container. A `cd` to build and clean up within one `RUN` is
  fine.""",
            ko="""\
- `RUN`이 끝나면 디렉터리는 원래대로 돌아갑니다. `RUN cd /app`만으로는 아무 일도 일어나지 않습니다.
- `WORKDIR`는 뒤따르는 모든 명령과 컨테이너에 적용됩니다. 한 `RUN` 안에서 빌드하고 정리하려고 `cd`를 쓰는 것은
  괜찮습니다.""",
        ),
        snippet="""\
WORKDIR /app
RUN make
""",
        rules=("run-cd-alone", "cd-instead-of-workdir"),
        link="https://docs.docker.com/build/building/best-practices/#workdir",
    ),
    CommandLesson(
        ("export", "source", "."),
        lesson=Sentence(
            en="""\
- Each `RUN` is a new shell, so what it exports is gone with it. Use `ENV`, or `ARG` for the build only.
- `source` is bash; `/bin/sh` on Debian knows only `.`.
- A Python virtual environment needs no activation: put its `bin` first in `PATH`.""",
            ko="""\
- `RUN`마다 새 셸이므로 export한 값은 함께 사라집니다. `ENV`를 쓰고, 빌드에만 필요하면 `ARG`를 쓰세요.
- `source`는 bash의 명령입니다. 데비안의 `/bin/sh`는 `.`만 압니다.
- Python 가상 환경은 활성화할 필요가 없습니다. `PATH` 맨 앞에 그 `bin`을 두세요.""",
        ),
        snippet="""\
ENV PATH="/venv/bin:$PATH"
""",
        link="https://docs.docker.com/reference/dockerfile/#env",
    ),
    CommandLesson(
        ("systemctl", "service"),
        lesson=Sentence(
            en="""\
- A service started in a `RUN` dies when the `RUN` ends; only files are kept. There is no systemd during a build.
- Start the program in the foreground with `CMD`. One container, one process: several services are several images, tied
  together with Compose.
- To prepare data (a database), start, use and stop the server in one `RUN`.""",
            ko="""\
- `RUN`에서 시작한 서비스는 `RUN`이 끝나면 함께 끝나고 파일만 남습니다. 빌드 중에는 systemd가 없습니다.
- 프로그램은 `CMD`로 포그라운드에서 실행하세요. 컨테이너 하나에는 프로세스 하나만 두고, 서비스가 여럿이면 이미지를 나눠
  Compose로 묶으세요.
- 데이터베이스처럼 데이터를 준비해야 한다면 서버를 시작하고, 쓰고, 멈추는 일을 한 `RUN`에서 하세요.""",
        ),
        snippet="""\
CMD ["nginx", "-g", "daemon off;"]
""",
        rules=("service-start-in-run", "multi-process-container", "useless-command"),
        link="https://docs.docker.com/build/building/best-practices/#decouple-applications",
    ),
)
