"""``EXPOSE 8080:80``: a host's port or address, which EXPOSE does not know."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import delete, here
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.ports import ports_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction

TITLE = Sentence(en="Keep the container's port only", ko="컨테이너 포트만 남기기")


def check(expose: Instruction, around: Surroundings) -> Iterator[Finding]:
    for port in ports_of(expose):
        if not port.mapped:
            continue
        place = port.span(0, port.mapped)
        fix = Fix(TITLE, Safety.SAFE, (delete(place),))
        yield Finding(here(place), fixes=(fix,) if port.is_plain and port.number else ())


RULE = Rule(
    code="ExposeInvalidFormat",
    name="expose-format",
    category=Category.CORRECTNESS,
    severity=Severity.WARNING,
    message=Sentence(
        en="EXPOSE takes the container's port only; the host's is chosen by `docker run -p`",
        ko="EXPOSE에는 컨테이너 포트만 적습니다. 호스트 포트는 `docker run -p`로 정합니다",
    ),
    rationale=Sentence(
        en=(
            "`EXPOSE` notes which ports the program in the container listens on. It publishes nothing, so an address "
            "or "
            "a port of the host in it means nothing and is dropped.\n\n"
            "Write `EXPOSE 80`, and publish it with `docker run -p 127.0.0.1:8080:80` or with `ports:` in a Compose "
            "file."
        ),
        ko=(
            "`EXPOSE`는 컨테이너 안의 프로그램이 어느 포트에서 기다리는지 적어 두는 명령입니다. 포트를 열지는 않으므로 "
            "호스트의 주소나 포트를 적어도 버려집니다.\n\n"
            "`EXPOSE 80`으로 쓰고, 호스트에는 `docker run -p 127.0.0.1:8080:80`이나 Compose 파일의 `ports:`로 여세요."
        ),
    ),
    keywords=frozenset({"EXPOSE"}),
    check=check,
    examples=(
        Example(bad="FROM debian:12\nEXPOSE «8080:»80\n", good="FROM debian:12\nEXPOSE 80\n"),
        Example(
            bad="FROM debian:12\nEXPOSE 22 \\\n  # web\n  «127.0.0.1:80:»80/tcp «$PORT:»$PORT\n",
            good="FROM debian:12\nEXPOSE 22 \\\n  # web\n  80/tcp $PORT\n",
        ),
        Example(bad='FROM debian:12\nEXPOSE «"80:80"»\n'),
        Example(bad="FROM debian:12\nONBUILD EXPOSE «80:»80\n", good="FROM debian:12\nONBUILD EXPOSE 80\n"),
    ),
    silent=("FROM debian:12\nEXPOSE 80 8000-8010/udp ${PORT:-80} $PORT/tcp\n", "FROM debian:12\nEXPOSE 80 # a:b\n"),
    aliases=("INVALID_PORT",),
)
