"""What can be set about formatting. Everything else of the style is the same for all."""

from dockerls.analysis.plain_kinds import ChoiceOrNumber
from dockerls.analysis.setting_kinds import Choice, Key, Table
from dockerls.language import Sentence

WIDEST_INDENT = 16  # columns

_CASING = Key(
    "casing",
    Choice(("keep", "upper", "lower")),
    "keep",
    Sentence(
        en="The case of keywords; 'keep' is that of most keywords of the file.",
        ko="키워드의 대소문자입니다. 'keep'은 파일에서 더 많이 쓰인 쪽을 따릅니다.",
    ),
)
_INDENT = Key(
    "indent",
    ChoiceOrNumber(("keep", "tab"), WIDEST_INDENT),
    "keep",
    Sentence(
        en="The indent of continuation lines: a number of spaces, or a tab; 'keep' is what the file mostly has.",
        ko="이어지는 줄의 들여쓰기입니다. 공백의 수나 탭으로 정하며, 'keep'은 파일에서 더 많이 쓰인 쪽을 따릅니다.",
    ),
)
_ALIGN_CONTINUATIONS = Key(
    "align-continuations",
    Choice(("keep", "always", "never")),
    "keep",
    Sentence(
        en="Whether the escape characters at line ends stand in one column; 'keep' leaves columns that are there.",
        ko="줄 끝의 이스케이프 문자를 한 열에 맞출지 정합니다. 'keep'은 이미 맞춰 둔 열만 유지합니다.",
    ),
)

FORMAT = Table((_CASING, _INDENT, _ALIGN_CONTINUATIONS))

AS_IT_IS = tuple((key.name, key.default) for key in FORMAT.keys)
"""The defaults, as pairs of key and value."""
