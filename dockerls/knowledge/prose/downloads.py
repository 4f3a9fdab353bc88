"""Lessons on commands that fetch, verify and unpack."""

from dockerls.knowledge.lesson import CommandLesson
from dockerls.language import Sentence

DOWNLOADS = (
    CommandLesson(
        ("curl",),
        lesson=Sentence(
            en="""\
- Without `-f` an error page (404) is saved as if it were the file. `-fsSL`: fail, be quiet but show errors, follow
  redirects.
- Do not pipe it into a shell: you run whatever the server sends, half of it if the connection breaks. Save, check the
  checksum, run.
- Never `-k` or `--insecure`; install `ca-certificates`.
- Download, extract and delete in one `RUN`, or use `ADD --checksum=…`. curl itself need not ship: fetch in a build
  stage.""",
            ko="""\
- `-f`가 없으면 오류 페이지(404)가 파일로 저장됩니다. `-fsSL`은 오류면 실패하고, 조용하되 오류는 보여 주고, 리다이렉트를
  따라갑니다.
- 셸로 바로 넘기지 마세요. 서버가 보내는 것을 그대로 실행하며, 연결이 끊기면 반만 실행됩니다. 저장하고, 체크섬을
  확인하고, 실행하세요.
- `-k`나 `--insecure`는 쓰지 말고 `ca-certificates`를 설치하세요.
- 내려받기, 풀기, 지우기를 한 `RUN`에서 하거나 `ADD --checksum=…`을 쓰세요. curl 자체는 배포할 필요가 없으니 빌드
  스테이지에서 받으세요.""",
        ),
        snippet="""\
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN curl -fsSL -o /tmp/tool.tar.gz https://example.com/tool-1.2.3.tar.gz \\
    && echo "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08  /tmp/tool.tar.gz" | sha256sum -c - \\
    && tar -xzf /tmp/tool.tar.gz -C /usr/local/bin tool \\
    && rm /tmp/tool.tar.gz
""",
        rules=(
            "curl-pipe-shell",
            "tls-curl-insecure",
            "curl-no-fail",
            "curl-no-location",
            "http-url-curl",
            "download-without-checksum",
            "wget-and-curl",
        ),
        link="https://curl.se/docs/manpage.html",
    ),
    CommandLesson(
        ("wget",),
        lesson=Sentence(
            en="""\
- Check what you fetched with `sha256sum -c`, and do not pipe it into a shell.
- Never `--no-check-certificate`; install `ca-certificates`.
- Use either wget or curl in an image, not both. Alpine and BusyBox already have a small wget.
- The progress bar fills the log: `-q`, or `--progress=dot:giga` with GNU wget.
- Download, extract and delete in one `RUN`.""",
            ko="""\
- 받은 파일은 `sha256sum -c`로 확인하고, 셸로 바로 넘기지 마세요.
- `--no-check-certificate`는 쓰지 말고 `ca-certificates`를 설치하세요.
- 한 이미지에는 wget과 curl 중 하나만 쓰세요. Alpine과 BusyBox에는 작은 wget이 이미 있습니다.
- 진행 막대가 로그를 채웁니다. `-q`를 쓰거나 GNU wget이라면 `--progress=dot:giga`를 쓰세요.
- 내려받기, 풀기, 지우기를 한 `RUN`에서 하세요.""",
        ),
        snippet="""\
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN wget -q -O dataset.tar.gz https://example.com/dataset.tar.gz \\
    && echo "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08  dataset.tar.gz" | sha256sum -c - \\
    && tar -xzf dataset.tar.gz dataset/day1.csv \\
    && rm dataset.tar.gz
""",
        rules=(
            "tls-wget-no-check",
            "curl-pipe-shell",
            "http-url-wget",
            "download-without-checksum",
            "wget-and-curl",
            "wget-progress",
        ),
        link="https://www.gnu.org/software/wget/manual/wget.html",
    ),
    CommandLesson(
        ("tar",),
        lesson=Sentence(
            en="""\
- Name the members you need: unpacking less saves more than deleting the archive.
- Delete the archive in the same `RUN`. If it came with a `COPY`, it ships anyway: `ADD` a local archive instead, which
  unpacks it and leaves no copy.
- In `curl … | tar xz` a failed download goes unnoticed without `pipefail`.""",
            ko="""\
- 필요한 파일만 지정해 푸세요. 압축 파일을 지우는 것보다 덜 푸는 것이 용량을 더 줄입니다.
- 압축 파일은 같은 `RUN`에서 지우세요. `COPY`로 넣었다면 지워도 배포되므로, 로컬 압축 파일은 `ADD`로 넣으세요. 풀어서
  넣고 원본은 남기지 않습니다.
- `curl … | tar xz`에서는 `pipefail`이 없으면 다운로드 실패를 알 수 없습니다.""",
        ),
        snippet="""\
ADD rootfs.tar.xz /
""",
        rules=(
            "archive-left-behind",
            "download-extract-split-layers",
            "extract-only-needed",
            "use-add-for-local-archive",
            "pipe-without-pipefail",
        ),
        link="https://www.gnu.org/software/tar/manual/tar.html",
    ),
    CommandLesson(
        ("unzip",),
        lesson=Sentence(
            en="""\
- `-q` keeps the list of files out of the log; name the members you need.
- Delete the archive in the same `RUN` that downloaded it. `ADD` does not unpack zip files.
- unzip need not ship: unpack in a build stage. BusyBox (Alpine) has it built in.""",
            ko="""\
- `-q`는 파일 목록을 로그에 남기지 않습니다. 필요한 파일만 지정하세요.
- 내려받은 그 `RUN`에서 압축 파일을 지우세요. `ADD`는 zip 파일을 풀지 않습니다.
- unzip은 배포할 필요가 없으니 빌드 스테이지에서 푸세요. BusyBox(Alpine)에는 들어 있습니다.""",
        ),
        snippet="""\
FROM alpine:3.22 AS unpack
ADD --checksum=sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 \\
    https://example.com/tool.zip /tmp/tool.zip
RUN unzip -q /tmp/tool.zip -d /tool

FROM alpine:3.22
COPY --from=unpack /tool/tool /usr/local/bin/
""",
        rules=("archive-left-behind", "download-extract-split-layers", "extract-only-needed"),
    ),
    CommandLesson(
        ("git",),
        lesson=Sentence(
            en="""\
- A clone takes the whole history: `--depth 1 --branch v1.2.3`, and remove `.git` in the same `RUN`.
- The line is cached by its text, so a branch stays as it was when the cache was made. Name a tag or commit.
- `ADD https://github.com/user/repo.git#v1.2.3 /src` needs no git in the image and notices a moved tag.
- A token in the URL stays in the image's history. Use `--mount=type=secret` or `--mount=type=ssh`.""",
            ko="""\
- 복제하면 이력 전체를 받습니다. `--depth 1 --branch v1.2.3`을 쓰고 `.git`은 같은 `RUN`에서 지우세요.
- 이 줄은 글자로 캐시되므로 브랜치는 캐시가 만들어진 때의 상태로 남습니다. 태그나 커밋을 적으세요.
- `ADD https://github.com/user/repo.git#v1.2.3 /src`는 이미지에 git이 없어도 되고, 태그가 옮겨지면 알아챕니다.
- URL에 적은 토큰은 이미지 이력에 남습니다. `--mount=type=secret`이나 `--mount=type=ssh`를 쓰세요.""",
        ),
        snippet="""\
ADD https://github.com/moby/buildkit.git#v0.25.0 /src
""",
        rules=("tls-git-no-verify", "secret-literal", "secret-in-arg-env"),
        link="https://docs.docker.com/reference/dockerfile/#adding-files-from-a-git-repository",
    ),
    CommandLesson(
        ("ssh", "scp", "ssh-keyscan"),
        lesson=Sentence(
            en="""\
- Never copy a private key into the image: it stays in its layer even if you delete it later. Borrow the agent with
  `RUN --mount=type=ssh` and `docker build --ssh default .`
- `ssh-keyscan` trusts whoever answers at build time; copy a checked `known_hosts` file instead.
- An SSH server has no place in a container: `docker exec` is the way in.""",
            ko="""\
- 개인 키를 이미지에 복사하지 마세요. 나중에 지워도 그 레이어에 남습니다. `RUN --mount=type=ssh`와
  `docker build --ssh default .`로 에이전트를 빌려 쓰세요.
- `ssh-keyscan`은 빌드할 때 응답하는 상대를 무조건 믿습니다. 확인한 `known_hosts` 파일을 복사하세요.
- 컨테이너에 SSH 서버를 두지 마세요. `docker exec`로 들어가면 됩니다.""",
        ),
        snippet="""\
COPY known_hosts /root/.ssh/known_hosts
RUN --mount=type=ssh git clone --depth 1 git@github.com:example/private.git /src
""",
        rules=("secret-file-copied", "useless-command", "expose-ssh"),
        link="https://docs.docker.com/reference/dockerfile/#run---mounttypessh",
    ),
    CommandLesson(
        ("gpg", "gpg2"),
        lesson=Sentence(
            en="""\
- `--batch`, as nobody can answer. Name the key by its full fingerprint, not by a short ID.
- Keep the key ring in a temporary `GNUPGHOME` and remove it and the `.asc` file in the same `RUN`.
- The `ha.pool.sks-keyservers.net` pool is gone; use `keyserver.ubuntu.com` or `keys.openpgp.org`.""",
            ko="""\
- 대답할 사람이 없으므로 `--batch`를 쓰세요. 키는 짧은 ID가 아니라 전체 지문으로 적으세요.
- 키링은 임시 `GNUPGHOME`에 두고, 그 디렉터리와 `.asc` 파일을 같은 `RUN`에서 지우세요.
- `ha.pool.sks-keyservers.net`은 없어졌습니다. `keyserver.ubuntu.com`이나 `keys.openpgp.org`를 쓰세요.""",
        ),
        snippet="""\
RUN GNUPGHOME="$(mktemp -d)" \\
    && export GNUPGHOME \\
    && gpg --batch --import release-key.asc \\
    && gpg --batch --verify tool.tar.gz.asc tool.tar.gz \\
    && rm -rf "$GNUPGHOME" tool.tar.gz.asc
""",
        rules=("gpg-batch", "gpg-ha-pool", "gpg-asc-left-behind"),
        link="https://www.gnupg.org/documentation/manuals/gnupg/",
    ),
    CommandLesson(
        ("sha256sum", "sha512sum", "shasum"),
        lesson=Sentence(
            en="""\
- The line it checks has two spaces between hash and file name. BusyBox (Alpine) rejects one.
- Write the expected hash into the Dockerfile. A checksum file from the same server proves nothing.""",
            ko="""\
- 검사하는 줄은 해시와 파일 이름 사이에 공백이 두 개입니다. BusyBox(Alpine)는 한 개면 거부합니다.
- 기대하는 해시를 Dockerfile에 적으세요. 같은 서버에서 받은 체크섬 파일은 아무것도 증명하지 못합니다.""",
        ),
        snippet="""\
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN echo "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08  tool.tar.gz" | sha256sum -c -
""",
        rules=("sha256sum-two-spaces", "download-without-checksum"),
    ),
)
