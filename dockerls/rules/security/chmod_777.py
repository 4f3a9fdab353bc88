"""``chmod 777`` and its like: files that every user may change."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from dockerls.language import Sentence
from dockerls.rewrite.place import here, substitute
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.file_modes import lets_others_write, without_write
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script, ShellWord
from dockerls.text.pattern import pattern
from dockerls.text.span import Span
from dockerls.value import value

TITLE = Sentence(en="Change to `{mode}`", ko="`{mode}`(으)로 변경")
TITLE_GROUP = Sentence(
    en="Change to `{mode}`, so that the group may still write", ko="그룹은 쓸 수 있도록 `{mode}`(으)로 변경"
)
TITLE_STICKY = Sentence(en="Change to `1777`: only owners may delete", ko="`1777`로 변경: 소유자만 삭제할 수 있음")

# Directories that are everyone's by design, and keep users apart by their sticky bit.
SHARED_BY_DESIGN = frozenset({"/tmp", "/var/tmp", "/dev/shm"})

_MODE_FLAG = pattern(r"-[a-ln-zA-Z]*m(?P<short>\d*)|--mode(?:=(?P<long>.+))?")


def check(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
    if instruction.keyword == "RUN":
        for script in scripts_of(instruction, around):
            for command in script.commands:
                opened = _opened(command)
                if opened and lets_others_write(opened.mode) and not _is_removed(command, opened.paths, script):
                    can_edit = opened.is_as_written and not script.error
                    yield _finding(opened.span, opened.mode, _fixes_of(opened) if can_edit else ())
        return
    flag = instruction.flag("chmod")
    if flag and flag.value and flag.value_span and lets_others_write(flag.value):
        yield _finding(flag.value_span, flag.value, _fixes(flag.value_span, flag.value))


def _opened(command: Command) -> "_Opened | None":
    """What a command sets the mode of; a mode may start with a dash (``-w``) only where it takes rights away."""
    if command.name == "find":
        return _by_find(command.args)
    if command.name == "chmod" and not any(word.text.startswith("--reference") for word in command.args):
        return _Opened.by(command.operands)
    if command.name == "mkdir" or (command.name == "install" and command.flag("-d", "--directory")):
        return _by_flag(command)
    return None


@value
class _Opened:
    """A mode, where it stands, and the paths that get it. Only one that is as written can be edited."""

    mode: str
    span: Span
    is_as_written: bool
    paths: frozenset[str]

    @staticmethod
    def by(words: Sequence[ShellWord]) -> "_Opened | None":
        """Of a mode and the paths behind it."""
        if not words:
            return None
        mode, paths = words[0], frozenset(word.text for word in words[1:])
        return _Opened(mode.text, mode.span, mode.raw == mode.text, paths)


def _by_find(words: Sequence[ShellWord]) -> "_Opened | None":
    """``find … -exec chmod 777 {} +``."""
    for at, word in enumerate(words[:-1]):
        if word.text in ("-exec", "-execdir", "-ok") and words[at + 1].text.rpartition("/")[2] == "chmod":
            return _Opened.by([each for each in words[at + 2 :] if not each.is_flag])
    return None


def _by_flag(command: Command) -> "_Opened | None":
    """``mkdir -m 777``, ``install -d --mode=777``."""
    for flag, following in zip_longest(command.args, command.args[1:]):
        found = _MODE_FLAG.fullmatch(flag.text)
        if found is None:
            continue
        mode = found["short"] or found["long"]
        holder = flag if mode else following
        if holder is None:
            return None
        mode = mode or holder.text
        paths = frozenset(word.text for word in command.operands if word != holder)
        return _Opened(mode, Span(holder.span.end - len(mode), holder.span.end), holder.raw == holder.text, paths)
    return None


def _is_removed(command: Command, paths: frozenset[str], script: Script) -> bool:
    """Whether all that is opened is deleted again behind it: a folder for the build only."""
    later = (each for each in script.commands if each.span.start > command.span.start)
    removed = {word.text for each in later if each.name == "rm" for word in each.operands}
    return bool(paths) and paths <= removed


def _fixes_of(opened: _Opened) -> tuple[Fix, ...]:
    paths = {path.rstrip("/") for path in opened.paths}
    if paths and paths <= SHARED_BY_DESIGN:
        return (Fix(TITLE_STICKY, Safety.SUGGEST, (substitute(opened.span, "1777"),)),)
    return _fixes(opened.span, opened.mode)


def _fixes(span: Span, mode: str) -> tuple[Fix, ...]:
    closed, for_group = without_write(mode, for_group=False), without_write(mode, for_group=True)
    offers = [(TITLE, closed)] if closed else []
    if for_group and for_group != closed:
        offers.append((TITLE_GROUP, for_group))
    return tuple(Fix(title.filled(mode=new), Safety.SUGGEST, (substitute(span, new),)) for title, new in offers)


def _finding(span: Span, mode: str, fixes: tuple[Fix, ...]) -> Finding:
    # Letters without an x are chosen with care, most often for containers that may run as any user.
    severity = None if mode.isdigit() or "x" in mode else Severity.INFO
    return Finding(here(span), MESSAGE.filled(mode=mode), fixes, severity=severity)


MESSAGE = Sentence(
    en="`{mode}` lets every user in the container change this",
    ko="권한이 `{mode}`이면 컨테이너의 모든 사용자가 변경할 수 있습니다",
)

RULE = Rule(
    code="DLS3011",
    name="chmod-777",
    category=Category.SECURITY,
    severity=Severity.WARNING,
    message=Sentence(
        en="Every user in the container may change this", ko="컨테이너의 모든 사용자가 변경할 수 있습니다"
    ),
    rationale=Sentence(
        en=(
            "What every user may write, an intruder may write too, whatever user the service runs as: a script that "
            "root starts later, a library, a configuration file. 777 usually hides that the files belong to the wrong "
            "user.\n\n"
            "Give the files to the user that needs them (`COPY --chown=app:app`) and use 755 for programs and "
            "directories, 644 for other files. On OpenShift containers run as any user in group 0: there `chgrp -R 0` "
            "and `chmod -R g=u` (775) do it.\n\n"
            "Ignore this for a directory that must be shared; like `/tmp` it should be `1777`, which this rule accepts."
        ),
        ko=(
            "모든 사용자가 쓸 수 있는 파일은 서비스가 어떤 사용자로 실행되든 침입자도 쓸 수 있습니다. 나중에 root가 "
            "실행할 스크립트, 라이브러리, 설정 파일이 모두 그 대상입니다. 777은 대개 파일의 소유자가 잘못된 것을 "
            "감춥니다.\n\n"
            "파일을 필요한 사용자에게 넘기고(`COPY --chown=app:app`) 프로그램과 디렉터리는 755, 그 밖의 파일은 644로 "
            "하세요. OpenShift에서는 컨테이너가 그룹 0에 속한 임의의 사용자로 실행되므로 `chgrp -R 0`과 "
            "`chmod -R g=u`(775)를 쓰면 됩니다.\n\n"
            "함께 써야 하는 디렉터리라면 무시해도 됩니다. 다만 `/tmp`처럼 `1777`로 하는 것이 좋으며, 이 규칙은 "
            "`1777`을 허용합니다."
        ),
    ),
    keywords=frozenset({"RUN", "COPY", "ADD"}),
    check=check,
    examples=(
        Example(
            bad="FROM debian:12\nRUN mkdir /data && chmod -R «777» /data\n",
            good="FROM debian:12\nRUN mkdir /data && chmod -R 755 /data\n",
        ),
        Example(
            bad="FROM debian:12\nRUN chmod \\\n    «a+rwx» /srv # all\n",
            good="FROM debian:12\nRUN chmod \\\n    u+rwx,go+rx /srv # all\n",
        ),
        Example(
            bad="FROM debian:12\nCOPY --chmod=«0777» run.sh /run.sh\n",
            good="FROM debian:12\nCOPY --chmod=0755 run.sh /run.sh\n",
        ),
        Example(bad="FROM debian:12\nRUN chmod «o+w» /srv\n"),
        Example(bad="FROM debian:12\nRUN chmod «777» /tmp\n", good="FROM debian:12\nRUN chmod 1777 /tmp\n"),
        Example(
            bad="FROM debian:12\nRUN <<EOF\nchmod «666» /etc/app.conf\nEOF\n",
            good="FROM debian:12\nRUN <<EOF\nchmod 644 /etc/app.conf\nEOF\n",
        ),
        Example(
            bad="FROM debian:12\nRUN find /d -type d -exec chmod «777» {} +\n",
            good="FROM debian:12\nRUN find /d -type d -exec chmod 755 {} +\n",
        ),
        Example(
            bad="FROM debian:12\nRUN mkdir -pm «0777» /x && mkdir --mode=«777» /y && install -d -m«777» /z\n",
            good="FROM debian:12\nRUN mkdir -pm 0755 /x && mkdir --mode=755 /y && install -d -m755 /z\n",
        ),
        Example(bad="FROM debian:12\nRUN mkdir -m «777» /tmp\n", good="FROM debian:12\nRUN mkdir -m 1777 /tmp\n"),
        Example(
            bad="FROM debian:12\nONBUILD RUN chmod «777» /srv\n", good="FROM debian:12\nONBUILD RUN chmod 755 /srv\n"
        ),
    ),
    silent=(
        "FROM debian:12\nRUN chmod 755 /a && chmod 0644 /b && chmod 775 /c && chmod g=u /d\n",
        "FROM debian:12\nRUN chmod 1777 /tmp && chmod a+rwxt /var/tmp\n",
        "FROM debian:12\nRUN chmod +x /a && chmod +w /b && chmod -w /c && chmod o-w /d && chmod ug+rwx /e\n",
        "FROM debian:12\nRUN chmod u+x 777\n",
        "FROM debian:12\nRUN mkdir -m 755 777 && mkdir -p 777 && install -m 777 && mkdir && mkdir -m\n",
        "FROM debian:12\nRUN find / -perm 777 -exec rm {} +\n",
        "FROM debian:12\nRUN mkdir -m 777 /w && make -C /w && rm -rf /w && mkdir -m 1777 /v\n",
        'FROM debian:12\nRUN echo "chmod 777 /x" # chmod 777 /x\n',
        "FROM debian:12\nCOPY --chmod=755 run.sh /run.sh\n",
        "FROM debian:12\nRUN chmod --reference=/a 777\n",
        'FROM debian:12\nRUN dir="$(mktemp -d)" && chmod 777 "$dir" && make -C "$dir" && rm -rf "$dir"\n',
    ),
)
