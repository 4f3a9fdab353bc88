"""What stands behind the name inside ``${…}``."""

from dockerls.features.lessons.markdown import code
from dockerls.language import Sentence
from dockerls.semantics.scopes import Use
from dockerls.syntax.expansion import expanded

_LESSONS = {
    ":-": Sentence(en="{word} if {name} is unset or empty.", ko="{name}이(가) 없거나 비어 있으면 {word}입니다."),
    "-": Sentence(en="{word} if {name} is unset.", ko="{name}이(가) 없으면 {word}입니다."),
    ":+": Sentence(
        en="{word} if {name} has a value, else nothing.", ko="{name}에 값이 있으면 {word}, 없으면 빈 값입니다."
    ),
    "+": Sentence(en="{word} if {name} is set, else nothing.", ko="{name}이(가) 있으면 {word}, 없으면 빈 값입니다."),
    ":?": Sentence(
        en="Fails with the message {word} if {name} is unset or empty.",
        ko="{name}이(가) 없거나 비어 있으면 {word} 메시지와 함께 실패합니다.",
    ),
    "?": Sentence(
        en="Fails with the message {word} if {name} is unset.",
        ko="{name}이(가) 없으면 {word} 메시지와 함께 실패합니다.",
    ),
    "##": Sentence(
        en="Without the longest start that matches {word}.", ko="{word}에 맞는 가장 긴 앞부분을 뺀 값입니다."
    ),
    "#": Sentence(
        en="Without the shortest start that matches {word}.", ko="{word}에 맞는 가장 짧은 앞부분을 뺀 값입니다."
    ),
    "%%": Sentence(en="Without the longest end that matches {word}.", ko="{word}에 맞는 가장 긴 뒷부분을 뺀 값입니다."),
    "%": Sentence(
        en="Without the shortest end that matches {word}.", ko="{word}에 맞는 가장 짧은 뒷부분을 뺀 값입니다."
    ),
    "//": Sentence(en="With every match of {word} replaced.", ko="{word}에 맞는 곳을 모두 바꾼 값입니다."),
    "/": Sentence(en="With the first match of {word} replaced.", ko="{word}에 맞는 첫 번째 곳을 바꾼 값입니다."),
}
OPERATORS = {
    ":-": "${1:default}",
    ":+": "${1:value}",
    ":?": "${1:message}",
    "-": "${1:default}",
    "+": "${1:value}",
    "?": "${1:message}",
    "#": "${1:pattern}",
    "##": "${1:pattern}",
    "%": "${1:pattern}",
    "%%": "${1:pattern}",
    "/": "${1:pattern}/${2:replacement}",
    "//": "${1:pattern}/${2:replacement}",
}
"""Every operator by use, and what stands behind it, as a snippet."""
_NOTHING = Sentence(en="nothing", ko="빈 값")
_SHELL_MARKS = frozenset("$`'\"\\[~&/")  # what a shell reads in its own way


def modifier_lesson(name: str, modifier: str) -> Sentence:
    """What a modifier such as ``:-latest`` does. It is one of those that ``variables.references`` knows."""
    operator = next(operator for operator in _LESSONS if modifier.startswith(operator))
    word = modifier[len(operator) :]
    if operator in ("/", "//"):
        word = word.partition("/")[0]
    return _LESSONS[operator].filled(name=code(name), word=code(word) if word else _NOTHING)


def modified_value(use: Use, value: str | None, escape: str) -> str | None:
    """What the use stands for where its variable has this value (None: none); None where that is not worked out."""
    if use.by_shell and not _SHELL_MARKS.isdisjoint(use.modifier):
        return None
    return expanded(f"${{{use.name}{use.modifier}}}", {use.name: value}.get, escape)
