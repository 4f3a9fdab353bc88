"""Lessons on the instructions that run or copy something, or set the scene for it, while the image is built."""

from dockerls.knowledge.grammar import INSTRUCTIONS
from dockerls.knowledge.lesson import InstructionLesson
from dockerls.language import Sentence

BUILD_INSTRUCTIONS = (
    InstructionLesson(
        INSTRUCTIONS["FROM"],
        syntax=(
            "FROM [--platform=<platform>] <image>[:<tag>] [AS <name>]",
            "FROM [--platform=<platform>] <image>[@<digest>] [AS <name>]",
        ),
        summary=Sentence(
            en="Begins a stage from a base image, from an earlier stage, or from nothing (`scratch`).",
            ko="베이스 이미지, 앞의 스테이지, 또는 빈 이미지(`scratch`)에서 새 스테이지를 시작합니다.",
        ),
        habit=Sentence(
            en="""\
- Name a version: `python:3.13-slim`, not `python` or `python:latest`, which change under you. A digest
  (`@sha256:…`) pins the exact bytes and is what can really be verified.
- Take the smallest variant that runs your program: `-slim`, `-alpine` (musl libc, not glibc), distroless, or
  `scratch` for a static binary. What is not in the image can neither be attacked nor needs patching.
- Build in one stage and `COPY --from` the result into a fresh one, so compilers and sources do not ship.
- Prefer official images that are still maintained, share one base among your images, and scan the result
  (`trivy image NAME`). `dive NAME` shows what every layer holds.
- Sign what you publish and verify what you pull (`cosign`, or a digest). Docker Content Trust is being retired.""",
            ko="""\
- 버전을 적으세요. `python`이나 `python:latest`는 모르는 사이에 바뀝니다. `python:3.13-slim`처럼 쓰고, 바이트 단위로
  고정하고 검증하려면 다이제스트(`@sha256:…`)를 쓰세요.
- 프로그램이 동작하는 가장 작은 변종을 고르세요. `-slim`, `-alpine`(glibc가 아니라 musl), distroless, 정적 바이너리라면
  `scratch`가 있습니다. 이미지에 없는 것은 공격받지도 않고 패치할 필요도 없습니다.
- 빌드는 한 스테이지에서 하고 결과만 새 스테이지로 `COPY --from` 하세요. 컴파일러와 소스가 배포되지 않습니다.
- 관리되고 있는 공식 이미지를 쓰고, 여러 이미지가 같은 베이스를 공유하게 하고, 결과를 스캔하세요(`trivy image NAME`).
  `dive NAME`은 레이어마다 무엇이 들어 있는지 보여 줍니다.
- 배포하는 이미지에는 서명하고, 받는 이미지는 서명(`cosign`)이나 다이제스트로 확인하세요. Docker Content Trust는
  폐지되고 있습니다.""",
        ),
    ),
    InstructionLesson(
        INSTRUCTIONS["ARG"],
        syntax=("ARG <name>[=<default value>] [<name>[=<default value>]...]",),
        summary=Sentence(
            en="Declares a variable of the build, set with `docker build --build-arg`.",
            ko="빌드할 때만 쓰는 변수를 선언합니다. 값은 `docker build --build-arg`로 줍니다.",
        ),
        habit=Sentence(
            en="""\
- It ends with its stage. An `ARG` above the first `FROM` serves only `FROM` lines; repeat `ARG NAME` (without a
  value) in each stage that needs it.
- Never pass a secret: values show in `docker history` and in provenance. Use `RUN --mount=type=secret`.
- Every `RUN` below depends on its value. Declare what changes often (commit, build number) as late as possible.""",
            ko="""\
- 스테이지가 끝나면 사라집니다. 첫 `FROM` 위의 `ARG`는 `FROM` 줄에서만 쓸 수 있으니, 필요한 스테이지마다 값 없이
  `ARG 이름`을 다시 적으세요.
- 비밀 값을 넘기지 마세요. `docker history`와 provenance에 그대로 남습니다. `RUN --mount=type=secret`을 쓰세요.
- 아래의 모든 `RUN`이 이 값에 의존합니다. 커밋이나 빌드 번호처럼 자주 바뀌는 값은 되도록 뒤에서 선언하세요.""",
        ),
    ),
    InstructionLesson(
        INSTRUCTIONS["RUN"],
        syntax=("RUN [OPTIONS] <command> ...", 'RUN [OPTIONS] [ "<command>", ... ]', "RUN [OPTIONS] <<EOF ... EOF"),
        summary=Sentence(
            en="Runs a command while the image is built and keeps the files it changed.",
            ko="이미지를 빌드하면서 명령을 실행하고, 바뀐 파일을 이미지에 남깁니다.",
        ),
        habit=Sentence(
            en="""\
- Install and clean up in the same `RUN`, joined with `&&`. A later `rm` only hides files, they still ship.
- Keep what changes rarely above what changes often. The cache is keyed by the text of the command and everything
  above it, so changing one character runs this step and all below it again.
- Do not merge commands just to save layers. Merging pays where it saves bytes, or where steps belong together:
  `apt-get update && apt-get install`.
- A package cache belongs in `--mount=type=cache`, a password in `--mount=type=secret`.
- No comment after the `\\` at the end of a line: then the line is not continued. Write it on a line of its own.""",
            ko="""\
- 설치와 정리를 `&&`로 묶어 같은 `RUN`에서 하세요. 나중에 `rm` 해도 파일이 가려질 뿐 그대로 배포됩니다.
- 잘 바뀌지 않는 것을 위에, 자주 바뀌는 것을 아래에 두세요. 캐시는 명령의 글자와 그 위의 모든 것으로 판단하므로,
  한 글자만 바꿔도 이 단계와 아래 단계를 모두 다시 실행합니다.
- 레이어 수를 줄이려고만 합치지는 마세요. 용량이 실제로 줄거나 `apt-get update && apt-get install`처럼 함께 있어야 할
  때 합치는 것이 좋습니다.
- 패키지 캐시는 `--mount=type=cache`에, 비밀번호는 `--mount=type=secret`에 두세요.
- 줄 끝의 `\\` 뒤에 주석을 달지 마세요. 줄이 이어지지 않습니다. 주석은 따로 한 줄에 적으세요.""",
        ),
    ),
    InstructionLesson(
        INSTRUCTIONS["COPY"],
        syntax=("COPY [OPTIONS] <src> ... <dest>", 'COPY [OPTIONS] ["<src>", ... "<dest>"]'),
        summary=Sentence(
            en="Copies files from the build context, from another stage or from an image.",
            ko="빌드 컨텍스트, 다른 스테이지 또는 이미지에서 파일을 복사합니다.",
        ),
        habit=Sentence(
            en="""\
- Copy the manifest and the lock file first, install, and only then copy the sources. Then a changed source line
  does not install everything again.
- `COPY . .` takes all of the build context. Keep `.git`, `node_modules`, `.env` and build output out with a
  `.dockerignore`.
- Set owner and mode here with `--chown` and `--chmod`: a `RUN chown` or `RUN chmod` later stores every file twice.
- With several sources the destination must end in `/`.""",
            ko="""\
- 매니페스트와 잠금 파일을 먼저 복사해 의존성을 설치하고, 소스는 그다음에 복사하세요. 소스 한 줄이 바뀌었다고 전부
  다시 설치하지 않게 됩니다.
- `COPY . .`는 빌드 컨텍스트 전체를 가져갑니다. `.git`, `node_modules`, `.env`, 빌드 결과물은 `.dockerignore`로
  빼세요.
- 소유자와 권한은 여기서 `--chown`, `--chmod`로 정하세요. 나중에 `RUN chown`이나 `RUN chmod`를 하면 모든 파일이 한
  번 더 저장됩니다.
- 원본이 여럿이면 대상은 `/`로 끝나야 합니다.""",
        ),
    ),
    InstructionLesson(
        INSTRUCTIONS["ADD"],
        syntax=("ADD [OPTIONS] <src> ... <dest>", 'ADD [OPTIONS] ["<src>", ... "<dest>"]'),
        summary=Sentence(
            en="Copies files like COPY, and also downloads URLs, clones Git repositories and unpacks local archives.",
            ko="COPY처럼 파일을 복사하며, URL을 내려받고 Git 저장소를 복제하고 로컬 압축 파일을 푸는 일도 합니다.",
        ),
        habit=Sentence(
            en="""\
- Use `COPY` for plain files. `ADD` unpacks a local tar archive by its content, which surprises readers.
- `ADD` is right for a local archive that is to be unpacked (the archive itself does not ship), and for a download
  with `--checksum=sha256:…`.
- A downloaded archive is not unpacked unless `--unpack` says so, and its layer ships even if you delete it later.
  Download, extract only what you need, and delete in one `RUN`, or do it in a stage of its own.""",
            ko="""\
- 일반 파일에는 `COPY`를 쓰세요. `ADD`는 내용을 보고 로컬 tar 파일을 풀기 때문에 읽는 사람이 놀라기 쉽습니다.
- 풀어서 넣을 로컬 압축 파일(압축 파일 자체는 배포되지 않습니다)이나 `--checksum=sha256:…`을 붙인 다운로드에는 `ADD`가
  알맞습니다.
- 내려받은 압축 파일은 `--unpack` 없이는 풀리지 않으며, 나중에 지워도 그 레이어는 배포됩니다. 한 `RUN`에서 내려받고,
  필요한 것만 풀고, 지우거나 별도의 스테이지에서 처리하세요.""",
        ),
    ),
    InstructionLesson(
        INSTRUCTIONS["ENV"],
        syntax=("ENV <key>=<value> [<key>=<value>...]",),
        summary=Sentence(
            en="Sets environment variables for the rest of the stage and for the container.",
            ko="스테이지의 나머지와 컨테이너에서 쓸 환경 변수를 정합니다.",
        ),
        habit=Sentence(
            en="""\
- Everybody who has the image can read the value: no passwords, tokens or keys.
- What only the build needs (`DEBIAN_FRONTEND=noninteractive`) is an `ARG`, or stands before the command in `RUN`.
- Write `KEY=value`. The old form `ENV KEY value` sets one variable to all the rest of the line.
- A variable set here is not visible to the others of the same `ENV`, only to the next instruction.""",
            ko="""\
- 이미지를 가진 사람은 누구나 값을 읽을 수 있습니다. 비밀번호, 토큰, 키를 넣지 마세요.
- 빌드에만 필요한 값(`DEBIAN_FRONTEND=noninteractive`)은 `ARG`로 선언하거나 `RUN`의 명령 앞에 적으세요.
- `KEY=value` 형식으로 쓰세요. 옛 형식 `ENV KEY value`는 줄의 나머지 전체를 변수 하나의 값으로 만듭니다.
- 여기서 정한 변수는 같은 `ENV` 안의 다른 변수에서는 보이지 않고 다음 명령부터 보입니다.""",
        ),
    ),
    InstructionLesson(
        INSTRUCTIONS["WORKDIR"],
        syntax=("WORKDIR /path/to/workdir",),
        summary=Sentence(
            en="Sets the working directory for the instructions that follow and for the container, and creates it.",
            ko="뒤따르는 명령과 컨테이너의 작업 디렉터리를 정하고, 없으면 만듭니다.",
        ),
        habit=Sentence(
            en="""\
- Use an absolute path. A relative one depends on what the base image set.
- A `cd` in `RUN` is forgotten when that `RUN` ends; `WORKDIR` is not.
- BuildKit gives a directory it creates here to the current `USER`; one that exists keeps its owner, and the old
  builder gives it to root. If the program writes there, `chown` it while it is empty.""",
            ko="""\
- 절대 경로를 쓰세요. 상대 경로는 베이스 이미지가 정한 위치에 따라 달라집니다.
- `RUN` 안의 `cd`는 그 `RUN`이 끝나면 사라지지만 `WORKDIR`는 유지됩니다.
- BuildKit은 여기서 만든 디렉터리를 현재 `USER`의 소유로 합니다. 이미 있는 디렉터리는 소유자가 그대로이고, 예전 빌더는
  root의 소유로 만듭니다. 프로그램이 쓰는 곳이라면 비어 있을 때 `chown` 하세요.""",
        ),
    ),
    InstructionLesson(
        INSTRUCTIONS["USER"],
        syntax=("USER <user>[:<group>]", "USER <UID>[:<GID>]"),
        summary=Sentence(
            en="Sets the user for the `RUN`, `CMD` and `ENTRYPOINT` that follow and for the container.",
            ko="뒤따르는 `RUN`, `CMD`, `ENTRYPOINT`와 컨테이너를 실행할 사용자를 정합니다.",
        ),
        habit=Sentence(
            en="""\
- Without `USER` the program runs as root, and whoever breaks into it is root in the container.
- Install as root, then switch once, just before `CMD`. Create the user first, or take the one the base image ships
  (`node`, `nginx`, `postgres`, 65532 in distroless `nonroot`).
- A numeric UID lets Kubernetes check `runAsNonRoot`.
- Programs with the setuid or setgid bit can give the privileges back; remove the bits you do not need.""",
            ko="""\
- `USER`가 없으면 프로그램이 root로 실행되고, 프로그램이 뚫리면 공격자도 컨테이너의 root가 됩니다.
- 설치는 root로 하고 `CMD` 바로 앞에서 한 번만 바꾸세요. 사용자를 먼저 만들거나, 베이스 이미지에 있는 사용자(`node`,
  `nginx`, `postgres`, distroless `nonroot`의 65532)를 쓰세요.
- UID를 숫자로 적으면 Kubernetes가 `runAsNonRoot`를 검사할 수 있습니다.
- setuid, setgid 비트가 있는 프로그램은 권한을 되찾는 통로가 됩니다. 필요 없는 비트는 제거하세요.""",
        ),
    ),
    InstructionLesson(
        INSTRUCTIONS["SHELL"],
        syntax=('SHELL ["executable", "parameters"]',),
        summary=Sentence(
            en="Sets the shell for the shell form of the `RUN`, `CMD` and `ENTRYPOINT` that follow.",
            ko="뒤따르는 `RUN`, `CMD`, `ENTRYPOINT`의 셸 형식에 쓸 셸을 정합니다.",
        ),
        habit=Sentence(
            en="""\
- `SHELL ["/bin/bash", "-o", "pipefail", "-c"]` makes a pipe fail when any of its commands fails. On Alpine write
  `["/bin/ash", "-eo", "pipefail", "-c"]`; Debian's `/bin/sh` (dash) may not know `pipefail`.
- It is a JSON array, so use double quotes. It changes a shell-form `CMD` too.
- Do not replace `/bin/sh` with a link to get bash; set `SHELL`.""",
            ko="""\
- `SHELL ["/bin/bash", "-o", "pipefail", "-c"]`로 정하면 파이프의 명령이 하나라도 실패할 때 빌드가 멈춥니다.
  Alpine에서는 `["/bin/ash", "-eo", "pipefail", "-c"]`로 쓰세요. 데비안의 `/bin/sh`(dash)는 `pipefail`을 모를 수
  있습니다.
- JSON 배열이므로 큰따옴표를 쓰세요. 셸 형식의 `CMD`에도 적용됩니다.
- bash를 쓰려고 `/bin/sh` 링크를 바꾸지 말고 `SHELL`을 쓰세요.""",
        ),
    ),
)
