"""A quote or ``${`` that is never closed, in an argument that Docker's own lexer reads."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.exec_form import value_as_array
from dockerls.rewrite.place import PlacedEdit, here, insert, placed, substitute
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.expanded_words import expanded_heredocs, expanded_words, from_within
from dockerls.semantics.meant_array import meant_array
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.swallowed_comments import swallowed_comments
from dockerls.semantics.variables import unsupported_modifiers
from dockerls.syntax.expansion import Flaw, Trouble, split, trouble_in
from dockerls.syntax.heredoc import Heredoc
from dockerls.syntax.instruction import Instruction, Word
from dockerls.text.span import Span

CLOSE = Sentence(en="Close the quote", ko="따옴표 닫기")
CLOSE_BRACE = Sentence(en="Close the brace", ko="중괄호 닫기")
ESCAPE = Sentence(en="Escape the quote", ko="따옴표 앞에 이스케이프 문자 넣기")
QUOTE_DELIMITER = Sentence(
    en="Quote the delimiter, so that the text stays as it is", ko="내용이 그대로 남도록 구분자에 따옴표 붙이기"
)
AS_ARRAY = Sentence(en="Write the paths as a JSON array", ko="경로를 JSON 배열로 쓰기")
CUT_AT_BLANK = Sentence(
    en="Docker cuts at every blank here, also in quotes, so this one is never closed",
    ko="여기서는 따옴표 안의 빈칸에서도 인자가 나뉘므로 따옴표가 닫히지 않습니다",
)
BRACE = Sentence(en="This `${{` is never closed", ko="`${{`가 닫히지 않았습니다")
NAME = Sentence(en="There is no name behind this `${{`", ko="`${{` 뒤에 변수 이름이 없습니다")
MODIFIER = Sentence(en="Docker cannot read this `${{…}}`", ko="Docker가 읽을 수 없는 `${{…}}`입니다")

_MESSAGES = {Flaw.BRACE: BRACE, Flaw.NAME: NAME, Flaw.MODIFIER: MODIFIER}
_PATHS = frozenset({"ADD", "COPY", "VOLUME"})


def check(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
    if not any(mark in instruction.text for mark in ("'", '"', "${")):
        return
    if swallowed_comments(instruction) or meant_array(instruction):
        return
    for word in expanded_words(instruction):
        trouble = trouble_in(word.text, instruction.escape)
        if trouble is not None and not _is_said_elsewhere(trouble, word.text):
            yield _finding(instruction, word, trouble)
            if _is_cut(instruction, word):
                return  # one array mends them all
    for heredoc, text in expanded_heredocs(instruction):
        trouble = trouble_in(text)
        if trouble is not None and not _is_said_elsewhere(trouble, text):
            yield _finding_in_body(heredoc, text, trouble)


def _is_said_elsewhere(trouble: Trouble, text: str) -> bool:
    """Whether it is a modifier of bash, which is another rule's."""
    return trouble.flaw is Flaw.MODIFIER and any(unsupported_modifiers(text))


def _finding(instruction: Instruction, word: Word, trouble: Trouble) -> Finding:
    place = here(from_within(word, trouble.start))
    if trouble.flaw is not Flaw.QUOTE:
        return Finding(place, _MESSAGES[trouble.flaw], _closing(word, "}", CLOSE_BRACE, instruction.escape))
    if _is_cut(instruction, word):
        return Finding(place, CUT_AT_BLANK, (Fix(AS_ARRAY, Safety.SUGGEST, _as_array(instruction)),))
    return Finding(place, fixes=_quote_fixes(instruction, word, trouble.start))


def _finding_in_body(heredoc: Heredoc, text: str, trouble: Trouble) -> Finding:
    start = heredoc.body.start + trouble.start
    line = text[trouble.start :].partition("\n")[0].rstrip()
    return Finding(here(Span(start, start + len(line))), _MESSAGES[trouble.flaw], (with_quoted_delimiter(heredoc),))


def with_quoted_delimiter(heredoc: Heredoc) -> Fix:
    """The fix by which Docker leaves the body of a heredoc alone."""
    edit = substitute(heredoc.delimiter, f"'{heredoc.opening.delimiter}'")
    return Fix(QUOTE_DELIMITER, Safety.SUGGEST, (edit,))


def _is_cut(instruction: Instruction, word: Word) -> bool:
    """Whether quotes would hold an argument together that was cut at its blanks."""
    is_path = instruction.keyword in _PATHS and instruction.exec_form is None and not instruction.openings
    return is_path and not _is_flag(instruction, word) and bool(split(instruction.value, instruction.escape))


def _is_flag(instruction: Instruction, word: Word) -> bool:
    return word.span.start < instruction.value_span.start


def _as_array(instruction: Instruction) -> tuple[PlacedEdit, ...]:
    words = split(instruction.value, instruction.escape) or ()
    return placed(value_as_array(instruction, [word.text for word in words]))


def _quote_fixes(instruction: Instruction, word: Word, at: int) -> tuple[Fix, ...]:
    """Escape an apostrophe within a word; close any other quote. In JSON strings and flags both look otherwise."""
    if instruction.exec_form is not None or _is_flag(instruction, word):
        return ()
    if at and word.text[at - 1].isalnum() and from_within(word, at) != word.span:
        edit = insert(word.span.start + at, instruction.escape)
        return (Fix(ESCAPE, Safety.SUGGEST, (edit,)),)
    return _closing(word, word.text[at], CLOSE, instruction.escape)


def _closing(word: Word, mark: str, title: Sentence, escape: str) -> tuple[Fix, ...]:
    is_mended = trouble_in(word.text + mark, escape) is None
    return (Fix(title, Safety.SUGGEST, (insert(word.span.end, mark),)),) if is_mended else ()


RULE = Rule(
    code="DLS4046",
    name="unclosed-quote",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(en="This quote is never closed", ko="따옴표가 닫히지 않았습니다"),
    rationale=Sentence(
        en=(
            "Docker itself takes the quotes out of arguments and replaces their variables, except where a shell does. "
            "It refuses the build when a quote or a `${` is not closed. `EXPOSE` is cut at blanks first, and so are "
            '`COPY`, `ADD` and `VOLUME` without a JSON array: no quotes hold `"my file"` together there. In the text '
            "of a heredoc that `COPY` writes, quotes are plain characters, but every `${` counts.\n\n"
            'Close it, or write a lone quote as `\\\'`. Paths with blanks need a JSON array: `COPY ["my file", "/"]`. '
            "Put a heredoc's delimiter into quotes, `<<'EOF'`, and its text stays as it is."
        ),
        ko=(
            "셸이 읽지 않는 인자에서는 Docker가 직접 따옴표를 벗기고 변수를 바꿉니다. 따옴표나 `${`가 닫히지 않으면 "
            "빌드를 거부합니다. `EXPOSE`와, JSON 배열이 아닌 `COPY`, `ADD`, `VOLUME`은 먼저 빈칸에서 나뉘므로 "
            '`"my file"`처럼 감싸도 하나로 묶이지 않습니다. `COPY`가 쓰는 heredoc의 내용에서 따옴표는 보통 문자이지만 '
            "`${`는 그렇지 않습니다.\n\n"
            '닫거나, 따옴표 하나만 필요하면 `\\\'`로 적으세요. 빈칸이 있는 경로는 `COPY ["my file", "/"]`처럼 JSON '
            "배열로 적습니다. heredoc의 구분자를 `<<'EOF'`처럼 따옴표로 감싸면 내용이 그대로 남습니다."
        ),
    ),
    keywords=frozenset(
        {"ADD", "ARG", "COPY", "ENV", "EXPOSE", "FROM", "LABEL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"}
    ),
    check=check,
    examples=(
        Example(bad='FROM debian:12\nWORKDIR «"/my app»\n', good='FROM debian:12\nWORKDIR "/my app"\n'),
        Example(bad="FROM debian:12\nENV A=1 \\\n  B=«'x»\n", good="FROM debian:12\nENV A=1 \\\n  B='x'\n"),
        Example(bad='FROM debian:12\nLABEL a=b c=«"d e»\n', good='FROM debian:12\nLABEL a=b c="d e"\n'),
        Example(bad="FROM debian:12\nENV A it«'s»\n", good="FROM debian:12\nENV A it\\'s\n"),
        Example(
            bad='FROM debian:12\nCOPY --chown=1 «"my» file" /srv/\n',
            good='FROM debian:12\nCOPY --chown=1 ["my file", "/srv/"]\n',
        ),
        Example(bad="FROM debian:12\nWORKDIR «${A»\n", good="FROM debian:12\nWORKDIR ${A}\n"),
        Example(bad="ARG A=«${B:-x»\nFROM debian:12\nCOPY --chown=«${U» a /srv/\nUSER «${}»\n"),
        Example(bad='FROM debian:«${TAG»\nVOLUME ["/a", «"/it\'s"»]\nONBUILD EXPOSE «\'80»\n'),
        Example(
            bad="FROM debian:12\nCOPY <<EOF /run.sh\necho «${#list} it's»\nEOF\n",
            good="FROM debian:12\nCOPY <<'EOF' /run.sh\necho ${#list} it's\nEOF\n",
        ),
    ),
    silent=(
        "FROM debian:12\nRUN echo it\\'s\nCMD echo ${\nSHELL [\"/bin/it's\"]\nMAINTAINER it's me\n",
        "FROM debian:12\nENV A=\"it's\" B='\"' C=it\\'s\nUSER \"$X\"\nWORKDIR '${'\n",
        "FROM debian:12\nCOPY <<EOF /a\nit's \\${ \"x\nEOF\nCOPY <<'EOF' /b\n${#x}\nEOF\n",
        'FROM debian:12\nCOPY ["my file", "/srv/"]\nEXPOSE "80"\n',
    ),
    aliases=("SYNTAX_MISSING_SINGLE_QUOTE", "SYNTAX_MISSING_DOUBLE_QUOTE"),
)
