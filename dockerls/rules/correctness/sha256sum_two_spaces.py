"""``echo "<sum> file" | sha256sum -c`` with one space, where the format wants two."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import PlacedEdit, here, insert, substitute
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.verification import CHECKSUM_COMMANDS
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Pipeline, ShellWord
from dockerls.text.pattern import pattern
from dockerls.text.span import Span

TITLE = Sentence(en="Use two spaces", ko="공백을 두 개로 변경")

# A checksum, written out or in a variable, or the place for it in printf's format.
_SUM = r"(?:[0-9a-fA-F]{32,128}|\$\w+|\$\{\w+\}|%s)"
_LINE = pattern(rf"{_SUM}(?P<gap> )[^\s*-]\S*(?:\\n)?")
_SUM_ALONE = pattern(_SUM)


# GNU coreutils takes one space too, unless other lines have two (src/digest.c, bsd_reversed); BusyBox does not.
BUSYBOX = frozenset({"alpine", "busybox"})


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    if around.family not in BUSYBOX:
        return
    for script in scripts_of(run, around):
        for pipeline in script.pipelines:
            said = _said_to_checksum(pipeline)
            found = _single_space(run, said) if said is not None else None
            if found is not None:
                span, edits = found
                yield Finding(here(span), fixes=() if script.error else (Fix(TITLE, Safety.SAFE, edits),))


def _said_to_checksum(pipeline: Pipeline) -> tuple[ShellWord, ...] | None:
    """What ``echo`` or ``printf`` says to a command that checks sums."""
    if [len(part) for part in pipeline.parts] != [1, 1]:
        return None
    speaker, checker = pipeline.parts[0][0], pipeline.parts[1][0]
    if checker.name not in CHECKSUM_COMMANDS or not _checks(checker) or speaker.name not in ("echo", "printf"):
        return None
    words = tuple(word for word in speaker.args if not (speaker.name == "echo" and word.text in ("-n", "-e", "-ne")))
    return words[:1] if speaker.name == "printf" else words


def _checks(command: Command) -> bool:
    return command.flag("-c", "--check", "-sc", "-cs", "-cw") is not None


def _single_space(run: Instruction, words: tuple[ShellWord, ...]) -> tuple[Span, tuple[PlacedEdit, ...]] | None:
    """The space, and the edits that make two of it; echo joins two words of its own with a single one."""
    if len(words) == 1:
        [word] = words
        line = _LINE.fullmatch(word.text)
        if line is None or len(word.span) != len(word.raw) or word.raw.count(" ") != 1:
            return None
        at = word.span.start + word.raw.index(" ")
        return Span(at, at + 1), (insert(at, " "),)
    if len(words) != 2 or not _SUM_ALONE.fullmatch(words[0].text) or words[1].text.startswith(("*", " ", "-")):
        return None
    gap = Span(words[0].span.end, words[1].span.start)
    if gap.of(run.text).strip(" ") or any("'" in word.raw or "\\" in word.raw for word in words):
        return None
    line_text = f'"{words[0].text}  {words[1].text}"'
    return gap, (substitute(words[0].span.joined(words[1].span), line_text),)


RULE = Rule(
    code="DLS4006",
    name="sha256sum-two-spaces",
    category=Category.CORRECTNESS,
    severity=Severity.WARNING,
    message=Sentence(
        en="A checksum and its file name need two spaces between them",
        ko="체크섬과 파일 이름 사이에는 공백이 두 개 있어야 합니다",
    ),
    rationale=Sentence(
        en=(
            "The lines `sha256sum -c` reads are made of the checksum, a space, a second character that tells the mode "
            "(a space for text, `*` for binary) and the name. With a single space BusyBox, whose `sha256sum` "
            "Alpine has, finds no properly formatted line, and the check fails.\n\n"
            '```dockerfile\nRUN echo "$SHA256  app.tgz" | sha256sum -c -\n```\n\n'
            "Keep the line in quotes: without them the shell makes one space of two.\n\n"
            "Ignore this where GNU coreutils is installed, which takes one space too."
        ),
        ko=(
            "`sha256sum -c`가 읽는 줄은 체크섬, 공백, 모드를 나타내는 한 글자(텍스트는 공백, 바이너리는 `*`), 파일 "
            "이름으로 "
            "이루어집니다. 공백이 하나뿐이면 Alpine이 쓰는 BusyBox의 `sha256sum`은 형식에 맞는 줄을 찾지 "
            "못해 확인에 실패합니다.\n\n"
            '```dockerfile\nRUN echo "$SHA256  app.tgz" | sha256sum -c -\n```\n\n'
            "줄 전체를 따옴표로 묶으세요. 그러지 않으면 셸이 공백 두 개를 하나로 줄입니다.\n\n"
            "공백 하나도 허용하는 GNU coreutils를 설치했다면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"RUN"}),
    check=check,
    examples=(
        Example(
            bad='FROM alpine:3.24\nRUN echo "$SHA256« »app.tgz" | sha256sum -c -\n',
            good='FROM alpine:3.24\nRUN echo "$SHA256  app.tgz" | sha256sum -c -\n',
        ),
        Example(
            bad="FROM alpine:3.24\nRUN echo ${SUM}« »/tmp/a | sha512sum --check\n",
            good='FROM alpine:3.24\nRUN echo "${SUM}  /tmp/a" | sha512sum --check\n',
        ),
        Example(
            bad="FROM alpine:3.24\nRUN <<EOF\nprintf '%s« »%s\\n' \"$SUM\" a | sha1sum -c\nEOF\n",
            good="FROM alpine:3.24\nRUN <<EOF\nprintf '%s  %s\\n' \"$SUM\" a | sha1sum -c\nEOF\n",
        ),
        Example(
            bad="FROM alpine:3.24\nRUN : \\\n  # x\n && echo 'd41d8cd98f00b204e9800998ecf8427e« »a' | md5sum -c\n",
            good="FROM alpine:3.24\nRUN : \\\n  # x\n && echo 'd41d8cd98f00b204e9800998ecf8427e  a' | md5sum -c\n",
        ),
    ),
    silent=(
        'FROM alpine:3.24\nRUN echo "$SHA256  app.tgz" | sha256sum -c -\n',
        'FROM alpine:3.24\nRUN echo "$SHA256 *app.tgz" | sha256sum -c -\n',
        'FROM debian:12\nRUN echo "$SHA256 app.tgz" | sha256sum -c -\n',
        'FROM alpine:3.24\nRUN echo "$SHA256 app.tgz" > sums\n',
        'FROM alpine:3.24\nRUN echo "$SHA256 app.tgz" | sha256sum\n',
        "FROM alpine:3.24\nRUN grep app.tgz sums | sha256sum -c -\n",
        'FROM alpine:3.24\nRUN echo "$LINE" | sha256sum -c -\n',
    ),
    aliases=("sha256sumEchoOneSpaces",),
)
