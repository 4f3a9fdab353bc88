"""``CMD ["app", "$PORT"]``: a variable in an array, where no shell replaces it."""

from collections.abc import Iterator
from dataclasses import replace

from dockerls.language import Sentence
from dockerls.rewrite.exec_form import value_as_array
from dockerls.rewrite.place import Place, placed
from dockerls.rules.rule import Category, Example, FileCheck, Finding, Fix, Noted, Rule, Safety, Severity
from dockerls.semantics.scopes import Use, Variables, resolve, variables_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.variables import references
from dockerls.syntax.instruction import Instruction, Word
from dockerls.syntax.shell.regions import is_shell
from dockerls.text.edit import Edit
from dockerls.text.pattern import pattern
from dockerls.value import value

THROUGH_SHELL = Sentence(en="Let a shell replace it", ko="셸이 변수를 바꾸게 하기")

# Programs that replace variables in their arguments themselves; Spring does, in those of Java.
_REPLACE_THEMSELVES = frozenset({"java", "envsubst", "dockerize", "confd", "consul-template", "awk", "gawk", "perl"})
_PLAIN = pattern(r"[\w./:=@%+,-]+")
_SPECIAL = pattern(r'(["`\\])')


@value
class Array:
    """What an instruction defines, or the variables that stand in its array and the edits that give it a shell."""

    variables: Variables
    edits: tuple[Edit, ...] = ()


def note(instruction: Instruction, around: Surroundings) -> Array | None:
    if instruction.keyword in ("FROM", "ARG", "ENV"):
        found = variables_of(instruction)
        return Array(replace(found, uses=())) if found and (found.head or found.definitions) else None
    words = instruction.exec_form
    if not words or "$" not in instruction.value or not around.is_posix or _is_for_another(words):
        return None
    uses = tuple(
        Use(reference.name, word.span, word.span, reference.modifier, by_shell=True)
        for word in words
        for reference in references(word.text)
    )
    return Array(Variables(None, (), uses), _edits(instruction, words, around)) if uses else None


def _is_for_another(words: tuple[Word, ...]) -> bool:
    """Whether a shell reads the strings after all, or a program that knows what to do with a ``$``."""
    names = [word.text.rpartition("/")[2] for word in words]
    return words[0].text.startswith("-") or any(is_shell(name) or name in _REPLACE_THEMSELVES for name in names)


def _edits(instruction: Instruction, words: tuple[Word, ...], around: Surroundings) -> tuple[Edit, ...]:
    """None where there is no shell. An ENTRYPOINT goes on taking the arguments it is given."""
    if around.image is None or around.has_no_shell:
        return ()
    code = " ".join(("exec", *(_quoted(word.text) for word in words)))
    texts = ["sh", "-c", f'{code} "$@"', "--"] if instruction.keyword == "ENTRYPOINT" else ["sh", "-c", code]
    return value_as_array(instruction, texts)


def _quoted(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    escaped = _SPECIAL.sub(r"\\\1", text)
    return f'"{escaped}"'


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    """Only variables that the file sets: what else has a ``$`` may be meant as it stands."""
    edits = {each.piece: each.fact.edits for each in noted}
    told: set[tuple[int, int]] = set()
    for found in resolve((each.piece, each.fact.variables) for each in noted):
        at = (found.piece, found.use.span.start)
        if found.sites and at not in told:
            told.add(at)
            there = placed(edits[found.piece], found.piece)
            fixes = (Fix(THROUGH_SHELL, Safety.SUGGEST, there),) if there else ()
            yield Finding(Place(found.piece, found.use.span), RULE.message.filled(name=found.use.name), fixes)


RULE = Rule(
    code="DLS4049",
    name="json-args-variable",
    category=Category.CORRECTNESS,
    severity=Severity.WARNING,
    message=Sentence(
        en="No shell reads an array, so the program gets `${name}` as it is written",
        ko="배열은 셸을 거치지 않으므로 프로그램에 `${name}`이라는 글자가 그대로 전달됩니다",
    ),
    rationale=Sentence(
        en=(
            "Docker starts an array as it stands: no shell looks at it, and `CMD` and `ENTRYPOINT` are not among the "
            "instructions in which Docker replaces variables itself. The program gets the dollar sign and the name.\n\n"
            'Let a shell replace it and give way to the program: `CMD ["sh", "-c", "exec app --port \\"$PORT\\""]`. '
            "Or let the program read the variable from its environment.\n\n"
            "Ignore this where the program replaces variables in its arguments itself."
        ),
        ko=(
            "배열은 적힌 그대로 실행됩니다. 셸을 거치지 않고, `CMD`와 `ENTRYPOINT`는 Docker가 직접 변수를 바꾸는 "
            "명령도 아닙니다. 프로그램은 달러 기호와 이름을 그대로 받습니다.\n\n"
            '셸이 변수를 바꾸고 프로그램에 자리를 넘기게 하세요: `CMD ["sh", "-c", "exec app --port \\"$PORT\\""]`. '
            "프로그램이 환경 변수를 직접 읽게 해도 됩니다.\n\n"
            "프로그램이 인자의 변수를 스스로 바꾼다면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"FROM", "ARG", "ENV", "CMD", "ENTRYPOINT", "RUN"}),
    check=FileCheck(note, check),
    examples=(
        Example(
            bad='FROM debian:12\nENV PORT=80\nCMD ["app", "--port", «"${PORT}"»]\n',
            good='FROM debian:12\nENV PORT=80\nCMD ["sh", "-c", "exec app --port \\"${PORT}\\""]\n',
        ),
        Example(
            bad='FROM debian:12 AS a\nENV D=/data\nFROM a\nENTRYPOINT ["/app", «"--dir=$D"»]\n',
            good="FROM debian:12 AS a\nENV D=/data\nFROM a\n"
            'ENTRYPOINT ["sh", "-c", "exec /app \\"--dir=$D\\" \\"$@\\"", "--"]\n',
        ),
        Example(bad='FROM scratch\nENV D=/data\nENTRYPOINT ["/app", «"$D"»]\n'),
        Example(
            bad='FROM debian:12\nARG V=1\nRUN ["curl", "-O", «"https://example.com/$V.tgz"»]\n',
            good='FROM debian:12\nARG V=1\nRUN ["sh", "-c", "exec curl -O \\"https://example.com/$V.tgz\\""]\n',
        ),
    ),
    silent=(
        'FROM debian:12\nENV A=1\nCMD ["sh", "-c", "app $A"]\nENTRYPOINT ["tini", "--", "bash", "-c", "app $A"]\n',
        'FROM debian:12\nCMD ["app", "$UNKNOWN", "$1", "a$"]\n',
        'FROM eclipse-temurin:21\nENV P=1\nCMD ["java", "-Dserver.port=${P}", "-jar", "a.jar"]\n',
        'FROM debian:12\nENV A=1\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["--port", "$A"]\n',
        'FROM debian:12\nENV A=1\nCMD app $A\nSHELL ["pwsh", "-Command"]\nRUN ["app", "$A"]\n',
    ),
)
