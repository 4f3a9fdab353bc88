"""WORKDIR or VOLUME on a folder of the system."""

import posixpath
from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here
from dockerls.rules.rule import Category, Example, Finding, Rule, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction, Word

# Folders the kernel fills or the machine starts from, with all that is in them.
_WHOLE = ("/proc", "/sys", "/dev", "/boot")
# Shared memory is made for programs, systemd asks for its control groups, and configuration below /etc is theirs.
_OWN = frozenset({"/dev/shm", "/sys/fs/cgroup"})

MESSAGE = Sentence(
    en="`{path}` belongs to the system, not to the program",
    ko="`{path}` 폴더는 프로그램이 아니라 시스템의 것입니다",
)


def check(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
    if around.family == "windows":
        return
    whole = (Word(instruction.value_span, instruction.value),) if instruction.value else ()
    for word in whole if instruction.keyword == "WORKDIR" else instruction.arguments:
        path = posixpath.normpath(word.text.strip("\"'")) if word.text.startswith(("/", '"', "'")) else ""
        is_inside = any(path == folder or path.startswith(f"{folder}/") for folder in _WHOLE)
        if (is_inside and path not in _OWN) or path == "/etc":
            yield Finding(here(word.span), MESSAGE.filled(path=path))


RULE = Rule(
    code="DLS3034",
    name="workdir-system-dir",
    category=Category.SECURITY,
    severity=Severity.WARNING,
    message=Sentence(
        en="This folder belongs to the system, not to the program",
        ko="이 폴더는 프로그램이 아니라 시스템의 것입니다",
    ),
    rationale=Sentence(
        en=(
            "`/proc`, `/sys` and `/dev` are mounted by the kernel when a container starts, so files put there by the "
            "build are hidden. A working directory or volume on them, on `/boot` or on `/etc` lets a program change "
            "what the system relies on: users, name resolution, devices.\n\n"
            "Use a folder of its own, such as `/app`, `/srv` or `/var/lib/NAME`. A folder of one program below `/etc` "
            "is fine.\n\n"
            "Ignore this in images that maintain a system on purpose."
        ),
        ko=(
            "`/proc`, `/sys`, `/dev`는 컨테이너가 시작될 때 커널이 마운트하므로 빌드에서 넣은 파일은 가려집니다. 이 "
            "폴더나 "
            "`/boot`, `/etc`를 작업 폴더나 볼륨으로 쓰면 사용자, 이름 해석, 장치처럼 시스템이 의존하는 것을 "
            "프로그램이 바꿀 "
            "수 있습니다.\n\n"
            "`/app`, `/srv`, `/var/lib/이름`처럼 프로그램만의 폴더를 쓰세요. `/etc` 아래에 있는 프로그램별 폴더는 "
            "괜찮습니다.\n\n"
            "일부러 시스템을 관리하는 이미지라면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"WORKDIR", "VOLUME"}),
    check=check,
    examples=(
        Example(bad="FROM debian:12\nWORKDIR «/etc/»\n"),
        Example(bad="FROM debian:12\nWORKDIR «/proc/self»\n"),
        Example(bad='FROM debian:12\nVOLUME ["/data", «"/dev"»]\n'),
        Example(bad="FROM debian:12\nONBUILD VOLUME «/sys»\n"),
    ),
    silent=(
        "FROM debian:12\nWORKDIR /etc/nginx\nVOLUME /etc/nginx/conf.d\n",
        "FROM debian:12\nVOLUME /dev/shm\n",
        'FROM debian:12\nVOLUME ["/sys/fs/cgroup"]\n',
        "FROM debian:12\nWORKDIR /devel\nWORKDIR dev\nWORKDIR /app/etc\n",
        "FROM debian:12\nWORKDIR $DIR\n",
    ),
    aliases=("DS-0030", "AVD-DS-0030"),
)
