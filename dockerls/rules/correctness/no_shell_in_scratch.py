"""Shell form in a stage whose base has no shell."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dockerls.language import Sentence
from dockerls.rewrite.exec_form import words_as_array
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.stage_head import stage_head
from dockerls.semantics.surroundings import DEFAULT_SHELL, Surroundings
from dockerls.syntax.image import ImageReference
from dockerls.syntax.instruction import Instruction
from dockerls.text.edit import Edit
from dockerls.text.span import Span
from dockerls.value import value

TITLE = Sentence(en="Write as a JSON array", ko="JSON 배열로 쓰기")
SHELL_FORMS = frozenset({"RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"})
BRINGS_FILES = "brings files"  # what may put a shell there


@value
class ShellForm:
    """An instruction that needs a shell, and the edits after which it does not."""

    keyword: str
    span: Span
    edits: tuple[Edit, ...]


@value
class Base:
    """A FROM: its image as it is written, the name of its stage, and whether the image at its bottom has a shell."""

    written: str
    name: str | None
    has_shell: bool


def note(instruction: Instruction, around: Surroundings) -> Base | ShellForm | str | None:
    held = instruction.held
    keyword = held.keyword
    if keyword == "FROM":
        head = stage_head(instruction)
        return Base(head.image.text.lower() if head.image else "", head.key, not _has_no_shell(around.image))
    if keyword in ("ADD", "COPY"):
        return BRINGS_FILES if keyword == "ADD" or _may_bring_shell(held) else None
    if not around.in_stage or keyword not in SHELL_FORMS or not held.value or around.shell != DEFAULT_SHELL:
        return None
    if held.exec_form is not None or (keyword == "HEALTHCHECK" and held.script is None):
        return None
    # The edits of a trigger would have to keep its ONBUILD.
    return ShellForm(keyword, held.keyword_span, _edits(held) if held is instruction else ())


def _has_no_shell(image: ImageReference | None) -> bool:
    if image is None:
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
    base = Base("", None, has_shell=True)
    forms: list[Noted] = []
    ends: dict[str, bool] = {}  # by the name of a stage: whether it may have a shell
    for each in noted:
        if isinstance(each.fact, Base):
            if not base.has_shell:
                yield from _findings(forms)
            if base.name:
                ends[base.name] = base.has_shell
            # A variable may stand for the name of any earlier stage.
            may_bring = any(ends.values()) if "$" in each.fact.written else ends.get(each.fact.written, False)
            base, forms = replace(each.fact, has_shell=each.fact.has_shell or may_bring), []
        elif each.fact == BRINGS_FILES:
            base = replace(base, has_shell=True)
        else:
            forms.append(each)
    if not base.has_shell:
        yield from _findings(forms)


def _findings(forms: Iterable[Noted]) -> Iterator[Finding]:
    for each in forms:
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
    keywords=SHELL_FORMS | {"FROM", "ADD", "COPY", "ONBUILD"},
    check=FileCheck(note, check),
    examples=(
        Example(
            bad="FROM scratch\nCOPY app.bin /app\n«CMD» /app -x\n",
            good='FROM scratch\nCOPY app.bin /app\nCMD ["/app", "-x"]\n',
        ),
        Example(bad="FROM gcr.io/distroless/static:nonroot\n«RUN» mkdir /x\n«ENTRYPOINT» exec /app $A\n"),
        Example(bad="FROM scratch AS b\nFROM b\n«RUN» ls\n"),
        Example(
            bad="ARG I=gcr.io/distroless/static:nonroot\nFROM $I\n«CMD» /a b\n",
            good='ARG I=gcr.io/distroless/static:nonroot\nFROM $I\nCMD ["/a", "b"]\n',
        ),
        Example(
            bad="FROM scratch\nCOPY app.bin /app\n«HEALTHCHECK» CMD /app --check\n",
            good='FROM scratch\nCOPY app.bin /app\nHEALTHCHECK CMD ["/app", "--check"]\n',
        ),
        Example(bad="FROM scratch\nONBUILD «RUN» make\n"),
    ),
    silent=(
        "FROM scratch\nHEALTHCHECK NONE\n",
        "ARG B=debian\nFROM scratch AS b\nADD rootfs.tar.xz /\nFROM $B\nRUN ls\n",
        "ARG B=b\nFROM scratch AS b\nADD rootfs.tar.xz /\nFROM $B\nRUN ls\n",
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
