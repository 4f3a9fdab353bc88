"""Lessons on the instructions that describe how the finished image is run."""

from dockerls.knowledge.grammar import INSTRUCTIONS
from dockerls.knowledge.lesson import InstructionLesson
from dockerls.language import Sentence

IMAGE_INSTRUCTIONS = (
    InstructionLesson(
        INSTRUCTIONS["CMD"],
        syntax=('CMD ["executable", "param1", "param2"]', 'CMD ["param1", "param2"]', "CMD command param1 param2"),
        summary=Sentence(
            en="The command a container runs by default, or the default arguments of `ENTRYPOINT`.",
            ko="컨테이너가 기본으로 실행할 명령, 또는 `ENTRYPOINT`에 넘길 기본 인자입니다.",
        ),
        habit=Sentence(
            en="""\
- Use the exec form `CMD ["node", "server.js"]`. In the shell form `/bin/sh -c` is process 1: your program does not
  get the SIGTERM of `docker stop` and is killed after ten seconds.
- Exec form starts no shell, so `$PORT` and `&&` do not work there. If you need them: `CMD exec app --port "$PORT"`.
- Only the last `CMD` counts. One container, one process: split several services into several images.""",
            ko="""\
- exec 형식 `CMD ["node", "server.js"]`를 쓰세요. 셸 형식에서는 `/bin/sh -c`가 1번 프로세스가 되어, 프로그램이
  `docker stop`의 SIGTERM을 받지 못하고 10초 뒤 강제로 종료됩니다.
- exec 형식은 셸을 거치지 않아 `$PORT`나 `&&`가 동작하지 않습니다. 필요하면 `CMD exec app --port "$PORT"`로 쓰세요.
- 마지막 `CMD`만 유효합니다. 컨테이너 하나에는 프로세스 하나만 두고, 서비스가 여럿이면 이미지를 나누세요.""",
        ),
    ),
    InstructionLesson(
        INSTRUCTIONS["ENTRYPOINT"],
        syntax=('ENTRYPOINT ["executable", "param1", "param2"]', "ENTRYPOINT command param1 param2"),
        summary=Sentence(
            en="The program a container always runs; the arguments of `docker run`, or `CMD`, are appended to it.",
            ko="컨테이너가 항상 실행할 프로그램입니다. `docker run`의 인자나 `CMD`가 그 뒤에 붙습니다.",
        ),
        habit=Sentence(
            en="""\
- Use the exec form. The shell form ignores `CMD` and the arguments of `docker run`, and swallows signals.
- An entrypoint script ends with `exec "$@"`, so that the program replaces the shell and becomes process 1.
- Setting `ENTRYPOINT` resets the `CMD` of the base image to empty. Only the last `ENTRYPOINT` counts.""",
            ko="""\
- exec 형식을 쓰세요. 셸 형식은 `CMD`와 `docker run`의 인자를 무시하고 시그널도 전달하지 않습니다.
- 엔트리포인트 스크립트는 `exec "$@"`로 끝내세요. 프로그램이 셸을 대신해 1번 프로세스가 됩니다.
- `ENTRYPOINT`를 정하면 베이스 이미지의 `CMD`는 비워집니다. 마지막 `ENTRYPOINT`만 유효합니다.""",
        ),
    ),
    InstructionLesson(
        INSTRUCTIONS["EXPOSE"],
        syntax=("EXPOSE <port> [<port>/<protocol>...]",),
        summary=Sentence(
            en="Documents the ports the program listens on. It publishes nothing.",
            ko="프로그램이 듣는 포트를 알려 주는 문서입니다. 포트를 실제로 열지는 않습니다.",
        ),
        habit=Sentence(
            en="""\
- To publish a port use `docker run -p`; `-P` publishes all exposed ones on random host ports.
- The protocol is TCP unless you write `/udp`. Choose a port above 1023, so that the program needs no root.
- Do not expose 22: enter a container with `docker exec`, not with SSH.""",
            ko="""\
- 포트를 열려면 `docker run -p`를 쓰세요. `-P`는 여기 적힌 포트를 모두 임의의 호스트 포트로 엽니다.
- `/udp`를 적지 않으면 TCP입니다. 1023보다 큰 포트를 고르면 root 권한이 필요 없습니다.
- 22번은 적지 마세요. 컨테이너에는 SSH가 아니라 `docker exec`로 들어갑니다.""",
        ),
    ),
    InstructionLesson(
        INSTRUCTIONS["VOLUME"],
        syntax=('VOLUME ["/data"]', "VOLUME /data ..."),
        summary=Sentence(
            en="Marks a directory as a mount point: each container gets a volume there even if nobody asks for one.",
            ko="디렉터리를 마운트 지점으로 표시합니다. 따로 지정하지 않아도 컨테이너마다 그 자리에 볼륨이 생깁니다.",
        ),
        habit=Sentence(
            en="""\
- Leave it out in most images: it cannot be undone in an image built on yours, and anonymous volumes pile up on the
  host. Let `docker run -v` or Compose decide.
- Where you keep it (a database's data), write to that directory only before this line: the legacy builder throws
  later changes away.""",
            ko="""\
- 대부분의 이미지에서는 쓰지 않는 편이 낫습니다. 이 이미지를 베이스로 쓰는 쪽에서 취소할 수 없고, 이름 없는 볼륨이
  호스트에 쌓입니다. `docker run -v`나 Compose에서 정하게 하세요.
- 데이터베이스처럼 꼭 필요하다면 그 디렉터리에 쓰는 작업은 이 줄보다 앞에 두세요. 예전 빌더는 그 뒤의 변경을
  버립니다.""",
        ),
    ),
    InstructionLesson(
        INSTRUCTIONS["HEALTHCHECK"],
        syntax=("HEALTHCHECK [OPTIONS] CMD <command>", "HEALTHCHECK NONE"),
        summary=Sentence(
            en="Tells Docker how to find out whether the program still works; `NONE` turns an inherited check off.",
            ko="프로그램이 아직 제대로 동작하는지 확인하는 방법을 정합니다. `NONE`은 물려받은 검사를 끕니다.",
        ),
        habit=Sentence(
            en="""\
- The command runs in the container again and again: keep it short, and do not install curl only for it if wget or
  the program itself can ask.
- Exit with 0 or 1. Give slow starters `--start-period`.
- Kubernetes ignores it and has probes of its own. Only the last `HEALTHCHECK` counts.""",
            ko="""\
- 명령은 컨테이너 안에서 계속 실행됩니다. 짧게 쓰고, wget이나 프로그램 자신이 확인할 수 있다면 이것만을 위해 curl을
  설치하지 마세요.
- 종료 코드는 0 또는 1이어야 합니다. 시작이 느리면 `--start-period`를 주세요.
- Kubernetes는 이 설정을 무시하고 자체 프로브를 씁니다. 마지막 `HEALTHCHECK`만 유효합니다.""",
        ),
    ),
    InstructionLesson(
        INSTRUCTIONS["STOPSIGNAL"],
        syntax=("STOPSIGNAL signal",),
        summary=Sentence(
            en="The signal `docker stop` sends to the program. The default is SIGTERM.",
            ko="`docker stop`이 프로그램에 보낼 시그널입니다. 기본값은 SIGTERM입니다.",
        ),
        habit=Sentence(
            en="""\
- Set it only if the program ends gracefully on another signal, as nginx does on SIGQUIT.
- A name (`SIGQUIT`) is clearer than a number. It helps only if the program is process 1: use the exec form.""",
            ko="""\
- SIGQUIT에서 정상 종료하는 nginx처럼 다른 시그널이 필요한 프로그램에만 쓰세요.
- 숫자보다 이름(`SIGQUIT`)이 분명합니다. 프로그램이 1번 프로세스일 때만 효과가 있으므로 exec 형식을 쓰세요.""",
        ),
    ),
    InstructionLesson(
        INSTRUCTIONS["LABEL"],
        syntax=("LABEL <key>=<value> [<key>=<value>...]",),
        summary=Sentence(
            en="Adds metadata to the image, such as its source, its licence and who looks after it.",
            ko="출처, 라이선스, 관리자 같은 메타데이터를 이미지에 붙입니다.",
        ),
        habit=Sentence(
            en="""\
- Use the standard keys: `org.opencontainers.image.source`, `.version`, `.licenses`, `.authors`.
- Merging labels into one instruction saves nothing any more; write them as you like to read them.
- Put values that change with every build at the end, or give them with `docker build --label`.""",
            ko="""\
- 표준 키를 쓰세요. `org.opencontainers.image.source`, `.version`, `.licenses`, `.authors`가 있습니다.
- 라벨을 한 명령으로 합쳐도 더는 줄어드는 것이 없으니 읽기 좋은 대로 쓰세요.
- 빌드마다 바뀌는 값은 맨 끝에 두거나 `docker build --label`로 주세요.""",
        ),
    ),
    InstructionLesson(
        INSTRUCTIONS["ONBUILD"],
        syntax=("ONBUILD <INSTRUCTION>",),
        summary=Sentence(
            en="Stores an instruction that runs when another Dockerfile builds `FROM` this image.",
            ko="다른 Dockerfile이 이 이미지를 `FROM`으로 쓸 때 실행할 명령을 저장해 둡니다.",
        ),
        habit=Sentence(
            en="""\
- Its effect cannot be seen in the file it hits. Prefer a template or a shared stage; if you use it, say so in the
  tag (`node:22-onbuild`).
- It cannot trigger `FROM`, `MAINTAINER` or another `ONBUILD`, and it does not reach grandchildren.""",
            ko="""\
- 영향을 받는 파일에서는 보이지 않습니다. 템플릿이나 공유 스테이지를 먼저 고려하고, 꼭 쓴다면 태그에 드러내세요
  (`node:22-onbuild`).
- `FROM`, `MAINTAINER`, 또 다른 `ONBUILD`는 넣을 수 없으며, 손자 이미지에는 적용되지 않습니다.""",
        ),
    ),
    InstructionLesson(
        INSTRUCTIONS["MAINTAINER"],
        syntax=("MAINTAINER <name>",),
        summary=Sentence(
            en="Sets the author of the image. Deprecated.",
            ko="이미지의 작성자를 정합니다. 더 이상 권장하지 않습니다.",
        ),
        habit=Sentence(
            en="""\
- Write `LABEL org.opencontainers.image.authors="Name <mail@example.com>"` instead, which tools can read.""",
            ko="""\
- 대신 도구가 읽을 수 있는 `LABEL org.opencontainers.image.authors="이름 <mail@example.com>"`을 쓰세요.""",
        ),
    ),
)
