"""Arrays that are not JSON, which Docker reads as plain words or shell code."""

from collections.abc import Callable, Iterator

from dockerls.language import Sentence
from dockerls.rewrite.exec_form import span_as_array
from dockerls.rewrite.place import here, placed
from dockerls.rules.rule import Category, Example, Finding, Fix, InstructionCheck, Rule, Safety, Severity
from dockerls.semantics.meant_array import MeantArray, meant_array
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction

TITLE = Sentence(en="Write as a JSON array", ko="JSON 배열로 쓰기")
KEYWORDS = frozenset({"RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK", "COPY", "ADD", "VOLUME"})


def _check(is_it: Callable[[MeantArray], bool], sure: Safety) -> InstructionCheck:
    def check(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
        found = meant_array(instruction)
        if found is None or not is_it(found):
            return
        fixes: tuple[Fix, ...] = ()
        if found.strings is not None:
            # A shell would replace a variable, an array does not.
            safety = Safety.SUGGEST if any("$" in string for string in found.strings) else sure
            fixes = (Fix(TITLE, safety, placed(span_as_array(instruction, found.span, found.strings))),)
        yield Finding(here(instruction.keyword_span), fixes=fixes)

    return check


RULES = (
    Rule(
        code="DLS4014",
        name="json-invalid",
        category=Category.CORRECTNESS,
        severity=Severity.ERROR,
        message=Sentence(
            en="This is not valid JSON, so it is read as plain words, brackets and all",
            ko="올바른 JSON이 아니어서 대괄호까지 그대로 일반 텍스트로 읽습니다",
        ),
        rationale=Sentence(
            en=(
                "The exec form is a JSON array of strings: every item in double quotes, commas between them and none "
                "at "
                "the end, backslashes doubled. If it is not, Docker takes the text for the shell form and runs a "
                "command that begins with `[`, or copies from a path that does.\n\n"
                'Variables need quotes too, `["app", "$PORT"]`, and no shell replaces them there.'
            ),
            ko=(
                "exec 형식은 문자열로 된 JSON 배열입니다. 모든 항목을 큰따옴표로 감싸고, 사이에만 쉼표를 쓰고, "
                "백슬래시는 두 번 "
                "적습니다. 그렇지 않으면 Docker는 셸 형식으로 보고 `[`로 시작하는 명령을 실행하거나 그런 경로를 "
                "찾습니다.\n\n"
                '변수도 `["app", "$PORT"]`처럼 따옴표로 감싸야 하며, 여기서는 셸이 변수를 바꾸지 않습니다.'
            ),
        ),
        keywords=KEYWORDS,
        check=_check(lambda found: not found.is_single_quoted, Safety.SUGGEST),
        examples=(
            Example(bad='FROM debian:12\n«CMD» ["app", "-x",]\n', good='FROM debian:12\nCMD ["app", "-x"]\n'),
            Example(bad="FROM debian:12\n«CMD» [app, “-v” ]\n", good='FROM debian:12\nCMD ["app", "-v"]\n'),
            Example(
                bad='FROM debian:12\n«RUN» ["C:\\app", \\\n  # verbose\n  $FLAG]\n',
                good='FROM debian:12\n# verbose\nRUN ["C:\\\\app", "$FLAG"]\n',
            ),
            Example(
                bad='FROM debian:12\nHEALTHCHECK CMD true\n«COPY» ["a b" "/c"]\n«VOLUME» [/data]\n',
                good='FROM debian:12\nHEALTHCHECK CMD true\nCOPY ["a b", "/c"]\nVOLUME ["/data"]\n',
            ),
            Example(bad='FROM debian:12\nONBUILD «CMD» ["a\n«ENTRYPOINT» ["a"]; b\n«RUN» ["a", ["b"]]\n'),
        ),
        silent=(
            'FROM debian:12\nRUN [ "$A" = b ] && make\nRUN [ -f x ]\nRUN [[ -f x ]] || y\nCMD [ -x /a ] && exec /a\n',
            'FROM debian:12\nCMD ["a"]\nENTRYPOINT []\nCMD [ "a", "b" ]\nHEALTHCHECK CMD [ -f /ready ]\n',
            "FROM debian:12\nCOPY [a-z].txt [0-9]* /x/\n",
            "FROM debian:12\nCMD ['a', 'b']\nSHELL [a]\n",
            'FROM debian:12\nCMD ["a"] # note\n',
        ),
        aliases=("DL3025", "JSONArgsRecommended", "invalid-json-form"),
    ),
    Rule(
        code="DLS4013",
        name="json-single-quotes",
        category=Category.CORRECTNESS,
        severity=Severity.ERROR,
        message=Sentence(
            en="JSON has double quotes only, so this is read as plain words, brackets and all",
            ko="JSON에는 큰따옴표만 쓸 수 있어 대괄호까지 그대로 일반 텍스트로 읽습니다",
        ),
        rationale=Sentence(
            en=(
                "`['nginx', '-g']` is Python or JavaScript, not JSON. Docker takes it for the shell form, and the "
                "shell "
                "looks for a command named `[nginx,`.\n\n"
                'Write double quotes: `["nginx", "-g"]`. A double quote inside a string becomes `\\"`.'
            ),
            ko=(
                "`['nginx', '-g']`는 JSON이 아니라 Python이나 JavaScript 문법입니다. Docker는 이것을 셸 형식으로 보고, "
                "셸은 "
                "`[nginx,`라는 명령을 찾습니다.\n\n"
                '큰따옴표로 쓰세요: `["nginx", "-g"]`. 문자열 안의 큰따옴표는 `\\"`로 적습니다.'
            ),
        ),
        keywords=KEYWORDS,
        check=_check(lambda found: found.is_single_quoted, Safety.SAFE),
        examples=(
            Example(
                bad="FROM debian:12\n«CMD» ['nginx', '-g', 'daemon \"off\";']\n",
                good='FROM debian:12\nCMD ["nginx", "-g", "daemon \\"off\\";"]\n',
            ),
            Example(
                bad="FROM debian:12\r\n«HEALTHCHECK» --interval=5s CMD ['a']\r\n«VOLUME» [ '/a' ]\r\n",
                good='FROM debian:12\r\nHEALTHCHECK --interval=5s CMD ["a"]\r\nVOLUME ["/a"]\r\n',
            ),
            Example(
                bad="FROM debian:12\nONBUILD «RUN» ['a', '$B']\n", good='FROM debian:12\nONBUILD RUN ["a", "$B"]\n'
            ),
        ),
        silent=(
            "FROM debian:12\nRUN [ 'a' = \"$B\" ] && make\nCMD [ 'a' ] || b\nRUN [ 'a' ]\n",
            "FROM debian:12\nCMD [\"it's\"]\nSHELL ['a']\n",
        ),
        aliases=("JSON_IN_SINGLE_QUOTES", "DL3025", "JSONArgsRecommended"),
    ),
)
