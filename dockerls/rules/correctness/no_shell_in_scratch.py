"""Shell form in a stage whose base has no shell."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.exec_form import words_as_array
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Rule, Safety, Severity, StageCheck
from dockerls.semantics.stage_head import stage_head
from dockerls.semantics.surroundings import DEFAULT_SHELL, Surroundings
from dockerls.syntax.image import ImageReference
from dockerls.syntax.instruction import Instruction
from dockerls.text.edit import Edit
from dockerls.text.span import Span
from dockerls.value import value

TITLE = Sentence(en="Write as a JSON array", ko="JSON 배열로 쓰기")
NO_SHELL = "no shell"  # what a FROM without a shell notes
BRINGS_FILES = "brings files"  # what may put a shell there


@value
class ShellForm:
    """An instruction that needs a shell, and the edits after which it does not."""

    keyword: str
    span: Span
    edits: tuple[Edit, ...]


def note(instruction: Instruction, around: Surroundings) -> ShellForm | str | None:
    keyword = instruction.keyword
    if keyword == "FROM":
        return NO_SHELL if _has_no_shell(instruction, around.image) else None
    if keyword in ("ADD", "COPY"):
        return BRINGS_FILES if keyword == "ADD" or _may_bring_shell(instruction) else None
    if not instruction.value or instruction.exec_form is not None or around.shell != DEFAULT_SHELL:
        return None
    return ShellForm(keyword, instruction.keyword_span, _edits(instruction))


def _has_no_shell(head: Instruction, image: ImageReference | None) -> bool:
    """Of images alone: what a stage below brings along is not known here."""
    word = stage_head(head).image
    if word is None or image is None or not word.text.startswith(image.name) or "$" in word.text:
        return False
    if image.official == "scratch":
        return True
    return image.name.startswith("gcr.io/distroless/") and "debug" not in (image.tag or "") and image.tag is not None


def _may_bring_shell(copy: Instruction) -> bool:
    """Folders may hold anything."""
    words = [word.text for word in copy.arguments]
    is_folder = any(word.endswith(("/", ".", "*")) or "." not in word.rsplit("/", 1)[-1] for word in words[:-1])
    is_named = any(word.rsplit("/", 1)[-1] in ("sh", "bash", "busybox") for word in words)
    return is_named or words[-1:] == ["/"] or (is_folder and "/bin" in words[-1] and words[-1].endswith(("/", "bin")))


def _edits(instruction: Instruction) -> tuple[Edit, ...]:
    script = instruction.script
    if instruction.keyword == "RUN" or script is None or script.error or script.too_long or len(script.commands) != 1:
        return ()
    command = script.commands[0]
    is_plain = command.span == script.span and not command.redirects and not command.assignments and not script.comments
    if not is_plain or command.within or not all(word.is_plain for word in command.words):
        return ()
    return words_as_array(command.words)


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    facts = [each.fact for each in noted]
    if facts[0] != NO_SHELL or BRINGS_FILES in facts:
        return
    for each in noted[1:]:
        fact: ShellForm = each.fact
        edits = tuple(PlacedEdit(Place(each.piece, edit.span), edit.new_text) for edit in fact.edits)
        fixes = (Fix(TITLE, Safety.SUGGEST, edits),) if edits else ()
        yield Finding(Place(each.piece, fact.span), RULE.message.filled(keyword=fact.keyword), fixes)


RULE = Rule(
    code="DLS4039",
    name="no-shell-in-scratch",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(
        en="This {keyword} needs a shell, and the base image has none",
        ko="이 {keyword} 명령에는 셸이 필요하지만 베이스 이미지에 셸이 없습니다",
    ),
    rationale=Sentence(
        en=(
            "`scratch` is empty, and distroless images hold a program's libraries but no shell. A shell form starts "
            "`/bin/sh -c`, which is not there: the build, or the start of the container, fails.\n\n"
            'Write the exec form, `CMD ["/app"]`, and do what needs a shell in an earlier stage, from which you copy '
            "the result."
        ),
        ko=(
            "`scratch`는 비어 있고, distroless 이미지에는 프로그램의 라이브러리만 있고 셸이 없습니다. 셸 형식은 "
            "`/bin/sh -c`를 "
            "실행하는데 그 파일이 없으므로 빌드나 컨테이너 시작이 실패합니다.\n\n"
            '`CMD ["/app"]`처럼 exec 형식으로 쓰고, 셸이 필요한 일은 앞 스테이지에서 한 뒤 결과를 복사하세요.'
        ),
    ),
    keywords=frozenset({"FROM", "ADD", "COPY", "RUN", "CMD", "ENTRYPOINT"}),
    check=StageCheck(note, check),
    examples=(
        Example(
            bad="FROM scratch\nCOPY app.bin /app\n«CMD» /app -x\n",
            good='FROM scratch\nCOPY app.bin /app\nCMD ["/app", "-x"]\n',
        ),
        Example(bad="FROM gcr.io/distroless/static:nonroot\n«RUN» mkdir /x\n«ENTRYPOINT» exec /app $A\n"),
    ),
    silent=(
        "FROM scratch\nADD rootfs.tar.xz /\nRUN make\nCMD bash\n",
        "FROM scratch\nCOPY --from=build /rootfs/ /\nCMD app\n",
        "FROM scratch\nCOPY --from=busybox:1.37 /bin/sh /bin/sh\nRUN make\n",
        "FROM gcr.io/distroless/static:debug\nRUN make\nFROM gcr.io/distroless/static\nRUN make\n",
        "FROM scratch AS base\nCOPY --from=build /rootfs/ /\nFROM base\nRUN make\n",
        'FROM scratch\nCMD ["/app"]\nENTRYPOINT ["/app"]\nRUN ["/app"]\nCMD\n',
        'FROM scratch\nSHELL ["/app", "-c"]\nRUN make\n',
        "FROM scratch\nADD rootfs.tar.gz /\nONBUILD RUN make\n",
    ),
    aliases=("shell-run-in-scratch",),
)
