"""An open ``.dockerignore``: lines that do nothing, what a line leaves out, and paths to complete."""

import posixpath
from collections.abc import Callable, Iterator, Sequence

from dockerls.features.lessons.amounts import bytes_in_words
from dockerls.features.lessons.markdown import code, listed
from dockerls.language import Sentence, verbatim
from dockerls.semantics.context_files import ContextFile, ContextFiles
from dockerls.semantics.dockerignore import IgnorePatterns, Pattern, glob_matches, pattern_lines
from dockerls.text.span import Span
from dockerls.value import value

_MOST_NAMED = 10
_WILD = frozenset("*?[\\")

_MALFORMED = Sentence(
    en="Docker refuses this pattern, and with it every build.", ko="Docker가 이 패턴을 거부하므로 빌드할 수 없습니다."
)
_REPEATED = Sentence(
    en="Line {line} says the same, and nothing in between takes it back.",
    ko="{line}번째 줄과 같은 내용이며 그 사이에 되돌리는 줄도 없습니다.",
)
_UNDONE = Sentence(en="Line {line} takes all of this back.", ko="{line}번째 줄이 이 줄을 모두 되돌립니다.")
_TAKES_NOTHING = Sentence(
    en="Nothing above leaves out what this takes back.", ko="위에 이것을 제외하는 줄이 없어 되돌릴 것이 없습니다."
)
_NO_MATCH = Sentence(en="Nothing in {folder} matches this.", ko="{folder}에 이 패턴과 맞는 것이 없습니다.")
_BUILD_CONTEXT = Sentence(en="the build context", ko="빌드 컨텍스트")

_LEAVES_OUT = Sentence(en="**Leaves out:** {files}", ko="**제외하는 것:** {files}")
_TAKES_BACK = Sentence(en="**Takes back:** {files}", ko="**되돌리는 것:** {files}")
_NOTHING = Sentence(en="nothing that is there now", ko="지금은 해당하는 것이 없음")
_COUNTED = Sentence(en="files: {count}, {size}", ko="파일 {count}개, {size}")
_AND_UNKNOWN = Sentence(en="{known}, and folders nobody has looked into", ko="{known}, 그리고 살펴보지 않은 폴더")
_MORE = Sentence(en="… and {count} more", ko="… 외 {count}개")
_ROOTED = Sentence(
    en="Patterns start at the top folder: `**/name` matches in every folder. The last line that matches decides.",
    ko="패턴은 맨 위 폴더에서 시작합니다. 모든 폴더에서 찾으려면 `**/name`처럼 적으세요. 마지막으로 맞는 줄이 "
    "결정합니다.",
)


@value
class IgnoreProblem:
    """Something wrong with a line. ``is_error`` where Docker refuses the file; else the line does nothing."""

    span: Span
    message: Sentence
    is_error: bool = False


@value
class _Line:
    number: int  # from 1
    span: Span
    pattern: Pattern | None


def ignore_problems(
    text: str, files: ContextFiles | None, is_generated: Callable[[str], bool]
) -> Iterator[IgnoreProblem]:
    """What is wrong with the lines, from the top down.

    ``files`` are those of the build context, None where they are not known; ``is_generated`` tells what git leaves
    out, which comes and goes, so that a pattern for it may well match nothing today.
    """
    lines = list(_lines(text))
    for index, line in enumerate(lines):
        if line.pattern is None:
            yield IgnoreProblem(line.span, _MALFORMED, is_error=True)
        elif message := _fault(lines, index, line.pattern, files, is_generated):
            yield IgnoreProblem(line.span, message)


def ignore_hover(text: str, offset: int, files: ContextFiles | None) -> tuple[Span, tuple[Sentence, ...]] | None:
    """What the line at an offset leaves out or takes back; its span, and paragraphs of Markdown."""
    lines = list(_lines(text))
    index = next((at for at, line in enumerate(lines) if line.span.contains(offset)), None)
    if index is None or files is None or (pattern := lines[index].pattern) is None:
        return None
    changed = _changed(lines, index, pattern, files)
    title = (_TAKES_BACK if pattern.takes_back else _LEAVES_OUT).filled(files=_counted(changed))
    return lines[index].span, (title, *_named(changed), _ROOTED)


def ignore_paths(text: str, offset: int, files: ContextFiles) -> tuple[Span, tuple[ContextFile, ...]]:
    """What may stand at an offset: the span of the name being typed, and what its folder holds, folders first."""
    start = text.rfind("\n", 0, offset) + 1
    typed = text[start:offset].lstrip("! \t").lstrip("/")
    folder, name = posixpath.split(typed)
    inside = sorted(files.inside(folder), key=lambda file: (not file.is_folder, file.path))
    return Span(offset - len(name), offset), tuple(inside)


def _lines(text: str) -> Iterator[_Line]:
    for span, pattern in pattern_lines(text):
        yield _Line(text.count("\n", 0, span.start) + 1, span, pattern)


def _fault(
    lines: Sequence[_Line],
    index: int,
    pattern: Pattern,
    files: ContextFiles | None,
    is_generated: Callable[[str], bool],
) -> Sentence | None:
    """Why a line does nothing; None where it does something, or where nobody can tell."""
    for above in reversed(lines[:index]):
        if above.pattern == pattern:
            return _REPEATED.filled(line=above.number)
        if above.pattern is None or above.pattern.takes_back != pattern.takes_back:
            break
    undone = Pattern(pattern.text, not pattern.takes_back)
    below = next((line for line in lines[index + 1 :] if line.pattern == undone), None)
    if below is not None and not pattern.takes_back:
        return _UNDONE.filled(line=below.number)
    if pattern.takes_back and not any(line.pattern and not line.pattern.takes_back for line in lines[:index]):
        return _TAKES_NOTHING
    if files is None or _may_come(pattern.text, is_generated):
        return None
    matched = [file for file in files.files if pattern.matches(file.path)]
    if matched or any(not file.is_listed for file in files.files if _is_near(file.path, pattern.text)):
        return None
    return None if not files.is_listed else _NO_MATCH.filled(folder=_BUILD_CONTEXT)


def _may_come(text: str, is_generated: Callable[[str], bool]) -> bool:
    """Whether a pattern is for what comes and goes, or for what may lie around anywhere."""
    from dockerls.knowledge.ignorable import IGNORABLE

    name = posixpath.basename(text)
    if text.startswith(("*", ".")) or any(_alike(each.name, name) for each in IGNORABLE):
        return True
    fixed = "/".join(part for part in text.split("/") if not _WILD & set(part))
    return bool(fixed) and is_generated(fixed)


def _alike(one: str, other: str) -> bool:
    return one == other or glob_matches(one, other) or (not _WILD & set(one) and glob_matches(other, one))


def _is_near(folder: str, text: str) -> bool:
    """Whether a folder nobody has looked into may hold what a pattern means."""
    return text.startswith(("**", f"{folder}/")) or bool(_WILD & set(text.partition("/")[0]))


def _changed(lines: Sequence[_Line], index: int, pattern: Pattern, files: ContextFiles) -> list[ContextFile]:
    """The files that are in the context without the line and not with it, or the reverse, lines below left aside."""
    above = tuple(line.pattern for line in lines[:index] if line.pattern)
    before, after = IgnorePatterns(above), IgnorePatterns((*above, pattern))
    touched: set[str] = set()
    for file in files.files:
        if posixpath.dirname(file.path) in touched or pattern.matches(file.path):
            touched.add(file.path)
    return [
        file for file in files.files if file.path in touched and before.ignores(file.path) != after.ignores(file.path)
    ]


def _counted(changed: Sequence[ContextFile]) -> Sentence:
    if not changed:
        return _NOTHING
    known = [file for file in changed if not file.is_folder]
    said = _COUNTED.filled(count=len(known), size=bytes_in_words(sum(file.size for file in known)))
    return said if all(file.is_listed for file in changed) else _AND_UNKNOWN.filled(known=said)


def _named(changed: Sequence[ContextFile]) -> Iterator[Sentence]:
    """The first of them as a list: folders without what is in them."""
    paths = {file.path for file in changed}
    tops = [file for file in changed if posixpath.dirname(file.path) not in paths]
    if not tops:
        return
    named = [verbatim(code(file.path + "/" * file.is_folder)) for file in tops[:_MOST_NAMED]]
    more = len(tops) - _MOST_NAMED
    yield listed((*named, *((_MORE.filled(count=more),) if more > 0 else ())))
