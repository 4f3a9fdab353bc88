"""The Docker socket in an image or a build."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here
from dockerls.rules.rule import Category, Example, Finding, Rule, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.pattern import pattern

_SOCKET = pattern(r"(?:\A|[/=])(?:docker|containerd|podman)\.sock(?=\Z|[,:])")

# Images whose work is to talk to the Docker daemon.
_TALK_TO_DOCKER = pattern(r"docker|dind|runner|jenkins|agent|buildkit|portainer|traefik|watchtower|podman")


def check(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
    if around.image is not None and _TALK_TO_DOCKER.search(around.image.name):
        return
    named = list(instruction.arguments) if instruction.keyword != "RUN" else []
    spans = [word.span for word in named if _SOCKET.search(word.text)]
    spans += [flag.span for flag in instruction.flags_named("mount") if _SOCKET.search(flag.value or "")]
    for span in spans:
        yield Finding(here(span))


RULE = Rule(
    code="DLS3033",
    name="docker-socket",
    category=Category.SECURITY,
    severity=Severity.WARNING,
    message=Sentence(
        en="Whoever can write to the Docker socket is root on the host",
        ko="Docker 소켓에 쓸 수 있으면 호스트의 root와 같습니다",
    ),
    rationale=Sentence(
        en=(
            "Through the socket a container can start another one with the host's file system mounted. It stops being "
            "a boundary.\n\n"
            "To build images inside a container, use rootless BuildKit, Kaniko or Buildah; to read what is running, a "
            "proxy that allows only that. A VOLUME for the socket does not bring it in anyway: it has to be mounted "
            "when the container starts.\n\n"
            "Ignore this for tools whose purpose is to control Docker."
        ),
        ko=(
            "이 소켓을 통하면 컨테이너가 호스트의 파일 시스템을 마운트한 다른 컨테이너를 시작할 수 있습니다. 더 이상 "
            "컨테이너가 경계가 되지 못합니다.\n\n"
            "컨테이너 안에서 이미지를 빌드하려면 rootless BuildKit, Kaniko, Buildah를 쓰고, 실행 상태만 읽으려면 "
            "그것만 "
            "허용하는 프록시를 쓰세요. VOLUME에 소켓을 적어도 소켓이 들어오지는 않습니다. 컨테이너를 시작할 때 "
            "마운트해야 "
            "합니다.\n\n"
            "Docker를 제어하는 것이 목적인 도구라면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"VOLUME", "RUN", "COPY", "ADD"}),
    check=check,
    examples=(
        Example(bad="FROM debian:12\nVOLUME /data «/var/run/docker.sock»\n"),
        Example(bad='FROM debian:12\nVOLUME [«"/var/run/docker.sock"»]\n'),
        Example(bad="FROM debian:12\nRUN «--mount=type=bind,source=docker.sock,target=/var/run/docker.sock» make\n"),
        Example(bad="FROM debian:12\nCOPY --from=host «/run/containerd.sock» /run/\n"),
    ),
    silent=(
        "FROM docker:28-cli\nVOLUME /var/run/docker.sock\n",
        "FROM gitlab/gitlab-runner:alpine\nVOLUME /var/run/docker.sock\n",
        "FROM debian:12\nCOPY docker.socket /etc/systemd/system/\n",
        "FROM debian:12\nRUN echo /var/run/docker.sock\n",
    ),
    aliases=("dockerfile-dockerd-socket-mount",),
)
