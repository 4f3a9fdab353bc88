"""``EXPOSE 22``: an SSH server in a container."""

import re
from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rewrite.remove_word import without_argument
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Rule, Safety, Severity, StageCheck
from dockerls.semantics.stage_head import stage_head
from dockerls.semantics.stage_values import Defined, StageValues, defined_by
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import value

TITLE = Sentence(en="Remove port 22", ko="22번 포트 제거")

# Images whose work is done over SSH.
_SSH_SERVERS = pattern(r"sftp|ssh|git|gerrit|gogs|forgejo|jumphost|bastion", re.IGNORECASE)

SSH = 22
_PORTS = pattern(r"(?P<first>\d{1,5})(?:-(?P<last>\d{1,5}))?(?:/tcp)?", re.IGNORECASE)


@value
class Exposed:
    """A word that may expose the port: as it stands, and what to delete so that it is gone."""

    text: str
    span: Span
    cut: Span
    escape: str


@value
class IsServer:
    """The stage is there to serve SSH."""


def note(instruction: Instruction, around: Surroundings) -> tuple[Exposed, ...] | Defined | IsServer | None:
    keyword = instruction.keyword
    if keyword in ("ARG", "ENV"):
        return defined_by(instruction, around)
    if keyword == "FROM":
        image = stage_head(instruction).image
        names = f"{image.text if image else ''} {around.image.name if around.image else ''}"
        return IsServer() if _SSH_SERVERS.search(names) else None
    if keyword in ("CMD", "ENTRYPOINT"):
        runs_server = any("sshd" in word.text or "dropbear" in word.text for word in instruction.arguments)
        return IsServer() if runs_server else None
    spans = [word.span for word in instruction.words]
    words = (word for word in instruction.words if "$" in word.text or _opens_ssh(word.text))
    escape = around.escape
    return (
        tuple(Exposed(at.text, at.span, without_argument(instruction, spans, at.span), escape) for at in words) or None
    )


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    if any(isinstance(at.fact, IsServer) for at in noted):
        return
    values = StageValues()
    for at in noted:
        if isinstance(at.fact, Defined):
            values.add(at.piece, at.fact)
            continue
        for exposed in at.fact:
            port = values.expanded(exposed.text, exposed.escape) or ""
            if _opens_ssh(port):
                edits = (PlacedEdit(Place(at.piece, exposed.cut), ""),)
                fixes = () if "-" in port else (Fix(TITLE, Safety.SUGGEST, edits),)  # a range has other ports too
                yield Finding(Place(at.piece, exposed.span), fixes=fixes)


def _opens_ssh(port: str) -> bool:
    """Whether it is TCP's port 22, or a range with it."""
    found = _PORTS.fullmatch(port.strip("\"'"))
    return found is not None and int(found["first"]) <= SSH <= int(found["last"] or found["first"])


RULE = Rule(
    code="DLS3032",
    name="expose-ssh",
    category=Category.SECURITY,
    severity=Severity.INFO,
    message=Sentence(
        en="Port 22 is for SSH, which a container hardly ever needs",
        ko="22번 포트는 SSH용이며 컨테이너에는 거의 필요하지 않습니다",
    ),
    rationale=Sentence(
        en=(
            "A shell in a running container is a matter of `docker exec` or `kubectl exec`, which ask the platform who "
            "may do it. An SSH server beside the program is one more thing to patch, with users, keys and logs of its "
            "own.\n\n"
            "Remove the port and the server.\n\n"
            "Ignore this where SSH is what the container is for, such as SFTP or Git. If the base image or the CMD "
            "says so, this rule is silent."
        ),
        ko=(
            "실행 중인 컨테이너의 셸은 `docker exec`나 `kubectl exec`로 열 수 있고, 권한은 플랫폼이 확인합니다. "
            "프로그램 옆에 "
            "SSH 서버를 두면 패치할 것이 늘고 사용자, 키, 로그도 따로 관리해야 합니다.\n\n"
            "포트와 SSH 서버를 제거하세요.\n\n"
            "SFTP나 Git처럼 SSH 자체가 컨테이너의 목적이라면 무시해도 됩니다. 베이스 이미지나 CMD에서 알 수 있으면 이 "
            "규칙은 아무것도 표시하지 않습니다."
        ),
    ),
    keywords=frozenset({"FROM", "ARG", "ENV", "EXPOSE", "CMD", "ENTRYPOINT"}),
    check=StageCheck(note, check),
    examples=(
        Example(
            bad='FROM debian:12\nEXPOSE 80 «22» 443\nCMD ["nginx"]\n',
            good='FROM debian:12\nEXPOSE 80 443\nCMD ["nginx"]\n',
        ),
        Example(bad="FROM debian:12\n# why\nEXPOSE «22/tcp»\nCMD nginx\n", good="FROM debian:12\n# why\nCMD nginx\n"),
        Example(
            bad="FROM debian:12\nEXPOSE 80 \\\n  # ssh\n  «22» \\\n  443\n",
            good="FROM debian:12\nEXPOSE 80 \\\n  # ssh\n  443\n",
        ),
        Example(
            bad="FROM debian:12\nARG P=22\nEXPOSE «${P}» 80\n",
            good="FROM debian:12\nARG P=22\nEXPOSE 80\n",
        ),
        Example(bad='FROM debian:12\nEXPOSE «20-25» «"22"»\n'),
    ),
    silent=(
        "FROM atmoz/sftp:alpine\nEXPOSE 22\n",
        "FROM gitea/gitea:1\nEXPOSE 22 3000\n",
        'FROM alpine:3.24\nRUN apk add --no-cache openssh\nEXPOSE 22\nCMD ["/usr/sbin/sshd", "-D"]\n',
        "FROM debian:12\nEXPOSE 2222 8022 22/udp 22-\nARG P\nEXPOSE $P $Q 30-40 2022/tcp\n",
    ),
    aliases=("DS-0004", "AVD-DS-0004", "CKV_DOCKER_1"),
)
