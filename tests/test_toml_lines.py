"""The line of each key of a TOML text: the right one or none."""

import random
import re

from dockerls.analysis.settings_reader import toml_document
from dockerls.text.toml_lines import toml_lines

# Each key is called after its line; QQQ stands for three single quotes.
TOML = r'''# comment with = and [x]
l2 = 1
l3.l3 . "l3" = "a # b"
l4 = """
l5 = "not a key"
"quoted \""" and more"""
l7 = QQQ  # QQQ
"l\u0038" = QQQ
[l9]
QQQ'
l11 = [ # ]
  1, "]",
  [2026-11-21 10:00:00, 'x'], { l13 = 1, l13b = [2,
  1] }, # last
]
'l16' = { l16 = { l16 = "}" }, "l16 b" = 1979-05-27 } # l0 = 1
"한글" = 0
[ l18 . "l18.x" ]
l19 = +1_000.5e-3
[[l20]]
l21 = true
  [l20.l22]
  l23 = inf
  [[l20.l24]]
  [[l20.l24]]
  l26 = """a""""
[[l20]]
l28 = """""""" # "
[l20.l29]
'''.replace("QQQ", "'" * 3)
NAME = re.compile(r"l\d+")


def test_every_key_is_found_on_its_line() -> None:
    lines = toml_lines(TOML, toml_document(TOML))
    told = [(name[0], f"l{line}") for path, line in lines.items() if (name := NAME.match(str(path[-1])))]
    assert len(told) == 25
    assert [name for name, _ in told] == [line for _, line in told]


def test_every_list_element_is_found_on_its_line() -> None:
    lines = toml_lines(TOML, toml_document(TOML))
    assert [lines["l11", place] for place in range(4)] == [12, 12, 13, 13]
    assert [lines["l11", 3, "l13b", place] for place in range(2)] == [13, 14]
    assert [lines["l20", place] for place in range(2)] == [20, 27]
    assert [lines["l20", 0, "l24", place] for place in range(2)] == [24, 25]
    assert lines["한글",] == 17


def test_lines_with_windows_line_ends() -> None:
    text = TOML.replace("\n", "\r\n")
    assert toml_lines(text, toml_document(text)) == toml_lines(TOML, toml_document(TOML))


def test_no_line_is_better_than_a_wrong_one() -> None:
    assert toml_lines("a = 1\n", {"b": 1}) == {}
    assert toml_lines("a =\n", {"a": 1}) == {}
    rare = '"\\U00000061" = 1\n'
    assert toml_lines(rare, toml_document(rare)) == {}


def test_lines_of_shuffled_and_padded_configurations() -> None:
    """Whatever the order and the gaps, each value is told on the line that names it."""
    blocks = [
        'B1 = """\n[x]\nB9 = 1\n"""',
        "B2 = [\n\n'B9 = 1', # B9 = 1\n]",
        "B3.y = 1\nB3.z = { a = [1,\n2] }",
        "B4 = '''\n'''",
        "B5 = 1",
        "\n# B6\nB6 = {}",
    ]
    for seed in range(50):
        shuffled = random.Random(seed).sample(blocks, len(blocks))
        text = "\n".join(block + "\n" * (seed % 3) for block in shuffled)
        written = text.split("\n")
        lines = toml_lines(text, toml_document(text))
        assert len([path for path in lines if len(path) == 1]) == len(blocks)
        for path, line in lines.items():
            if len(path) == 1:
                assert written[line - 1].startswith(str(path[0])), text
