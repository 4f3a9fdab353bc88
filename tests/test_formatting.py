"""What a formatted Dockerfile looks like."""

import pytest

from dockerls.features.formatting.style import EditorOptions
from tests.check import style
from tests.formatting_guarantees import ALWAYS, check_format, check_stays

# Keywords, blanks and words


def test_keywords_are_as_most_of_the_file() -> None:
    check_format(
        "FROM a as b\nrun c\nonbuild run d\nUSER e\nCMD f\n", "FROM a AS b\nRUN c\nONBUILD RUN d\nUSER e\nCMD f\n"
    )
    check_format("from a AS b\nRUN c\nuser d\nhealthcheck CMD e\n", "from a as b\nrun c\nuser d\nhealthcheck cmd e\n")
    check_format("from a\nRUN b\n", "FROM a\nRUN b\n")


def test_keywords_as_they_are_wanted() -> None:
    check_format("FROM a AS b\nHEALTHCHECK NONE\n", "from a as b\nhealthcheck none\n", style(casing="lower"))
    check_format("from a as b\nfrom b\n", "FROM a AS b\nFROM b\n", style(casing="upper"))


def test_one_blank_between_words() -> None:
    check_format(
        "FROM   a  AS\tb\nCOPY\t--from=b   --link  c  d\nENV  A=1   B='2  3'\nEXPOSE 80   81\n",
        "FROM a AS b\nCOPY --from=b --link c d\nENV A=1 B='2  3'\nEXPOSE 80 81\n",
    )


def test_blanks_in_a_value_stay() -> None:
    check_format(
        'FROM a\nENV  A  1  2\nWORKDIR  /a  b\nLABEL a="1  2"  b\\ \\ c=3\n',
        'FROM a\nENV A 1  2\nWORKDIR /a  b\nLABEL a="1  2" b\\ \\ c=3\n',
    )


def test_json_arrays_stay_as_they_are() -> None:
    check_format('CMD  ["b",   "c"]\nCMD [ "d" ]\n', 'CMD ["b",   "c"]\nCMD [ "d" ]\n')
    check_format('FROM a\nRUN  --network=none  [ "b",  "c" ]\n', 'FROM a\nRUN --network=none [ "b",  "c" ]\n')


def test_shell_code_within_a_line_stays() -> None:
    check_format("FROM a\nRUN   b  &&   c  'd  e'\n", "FROM a\nRUN b  &&   c  'd  e'\n")
    check_format("FROM a\nHEALTHCHECK  --retries=3   CMD   b  c\n", "FROM a\nHEALTHCHECK --retries=3 CMD b  c\n")


def test_columns_that_an_author_made_stay() -> None:
    check_stays("FROM a\nCOPY prometheus  /bin/prometheus\nCOPY promtool    /bin/promtool\n")
    check_stays('FROM a\nUSER       nobody\nEXPOSE     9090\nENTRYPOINT [ "b" ]\n')
    check_format("FROM a\nRUN  b\nENV  C=d\n", "FROM a\nRUN b\nENV C=d\n")
    check_format("FROM a\nENV B  1\nENV CC 2\nENV DDD  3\n", "FROM a\nENV B  1\nENV CC 2\nENV DDD 3\n")


def test_columns_go_on_below_empty_lines_and_comments() -> None:
    check_stays(
        "FROM a\nCOPY vendor    vendor\n\nCOPY handlers  handlers\nCOPY tests     tests\n# b\nCOPY c         c\n"
    )
    check_format("FROM a\nCOPY b    c\n\nADD dd    e\n", "FROM a\nCOPY b c\n\nADD dd e\n")


def test_the_blank_behind_the_keyword_goes_with_those_behind_it() -> None:
    check_format('FROM a\nENV   B=c   D="e  f"\nLABEL g=h\n', 'FROM a\nENV B=c D="e  f"\nLABEL g=h\n')


def test_a_column_goes_where_the_words_before_it_move() -> None:
    check_format("FROM a\nCOPY   b  c\nCOPY d   e\n", "FROM a\nCOPY b c\nCOPY d e\n")


def test_blanks_at_line_ends_go() -> None:
    check_format(
        "FROM a  \n# b\t\nRUN c \\ \n    # d  \n\t \n    d\t\nUSER e",
        "FROM a\n# b\nRUN c \\\n    # d\n\n    d\nUSER e\n",
    )


def test_instructions_and_comments_begin_at_the_edge() -> None:
    check_format("  FROM a\n\t# b\n  RUN c \\\n      && d\n", "FROM a\n# b\nRUN c \\\n      && d\n")


def test_a_blank_that_is_escaped_stays() -> None:
    check_stays("# escape=`\nFROM a\nRUN b\\ \n")


# Empty lines


def test_stages_are_set_off() -> None:
    check_format("FROM a\nRUN b\n# c\nFROM d\nUSER e\n", "FROM a\nRUN b\n\n# c\nFROM d\nUSER e\n")


def test_lists_of_stages_and_what_stands_above_the_first_stay_close() -> None:
    check_stays("ARG A=1\nFROM a:$A AS b\nFROM c AS d\n# e\nFROM f\n")


def test_at_most_two_empty_lines() -> None:
    check_format("\n\nFROM a\n\n\n\n\nRUN b\n \n\t\nUSER c\n\n\n", "FROM a\n\n\nRUN b\n\n\nUSER c\n")


def test_a_file_of_empty_lines_becomes_empty() -> None:
    check_format("\n \n\n", "")
    check_stays("")


def test_the_last_line_gets_its_end() -> None:
    check_format("FROM a\nRUN <<B\nB", "FROM a\nRUN <<B\nB\n")
    check_format("FROM a\r\nUSER b", "FROM a\r\nUSER b\r\n")
    check_format("FROM a\nUSER b\r", "FROM a\nUSER b\r\n")


def test_an_empty_line_does_not_decide_what_is_a_directive() -> None:
    check_stays("\n# escape=`\nFROM a\nRUN b \\\n    c\n")
    check_format("\n\n# syntax=a\nFROM a\n", "\n# syntax=a\nFROM a\n")
    check_stays("  # escape=`\nFROM a\nRUN b `\n    c\n")
    check_stays("# syntax=a\n\n# escape=`\nFROM a\n")


def test_a_byte_order_mark_stays() -> None:
    check_format("\ufeff\n\nfrom a\nRUN b\n", "\ufeffFROM a\nRUN b\n")
    check_format("\ufeff  # a\nFROM  b\n", "\ufeff# a\nFROM b\n")


# Continuation lines


def test_nesting_is_kept() -> None:
    """dockerfile-utils puts every line at one indent."""
    check_format(
        "RUN set -e; \\\n  if b; then \\\n    for c in d; do \\\n      e; \\\n    done; \\\n  fi\n",
        "RUN set -e; \\\n    if b; then \\\n        for c in d; do \\\n            e; \\\n        done; \\\n    fi\n",
        style(indent=4),
    )


def test_the_shallowest_line_stands_at_the_indent() -> None:
    check_format(
        "FROM a\nRUN b \\\n       c \\\n       d \\\n   && e\n",
        "FROM a\nRUN b \\\n        c \\\n        d \\\n    && e\n",
        style(indent=4),
    )
    check_format("FROM a\nRUN b && \\\nc \\\n  d && \\\ne\n", "FROM a\nRUN b && \\\n    c \\\n      d && \\\n    e\n")


def test_a_line_at_the_edge_below_an_indented_one_moves_nothing() -> None:
    check_stays("FROM a\nRUN { \\\n        b; \\\n}\n", style(indent=2))


@pytest.mark.parametrize(
    ("indent", "after"),
    [
        (2, "RUN b \\\n  && c \\\n    d\n"),
        ("tab", "RUN b \\\n\t&& c \\\n\t\td\n"),
        (1, "RUN b \\\n && c \\\n     d\n"),
    ],
)
def test_steps_become_steps(indent: str | int, after: str) -> None:
    check_format("FROM a\nRUN b \\\n    && c \\\n        d\n", f"FROM a\n{after}", style(indent=indent))
    check_format("FROM a\nRUN b \\\n\t&& c \\\n\t\td\n", f"FROM a\n{after}", style(indent=indent))


def test_the_indent_that_most_lines_have() -> None:
    check_format(
        "FROM a\nRUN b && \\\n  c && \\\n  d\nRUN e && \\\n      f\nRUN g && \\\nh\n",
        "FROM a\nRUN b && \\\n  c && \\\n  d\nRUN e && \\\n  f\nRUN g && \\\n  h\n",
    )


def test_where_no_indent_prevails_all_stay() -> None:
    check_stays("FROM a\nRUN b && \\\n  c\nRUN d && \\\n    e\n")


def test_lines_led_by_operators_have_an_indent_of_their_own() -> None:
    check_stays("FROM a\nENV A=1 \\\n    B=2\nRUN b \\\n && c \\\n && d\nRUN e; \\\n    f\n")


def test_arguments_below_arguments_stay_there() -> None:
    check_stays('FROM a\nLABEL b=1 \\\n      c=2\nRUN d && \\\n  e\nCOPY f \\\n     g/\nCMD ["h", \\\n     "i"]\n')
    check_format("FROM a\nLABEL  b=1 \\\n       c=2\n", "FROM a\nLABEL b=1 \\\n      c=2\n")


def test_a_list_of_arguments_may_stand_in_twice() -> None:
    check_stays("FROM a\nRUN b; \\\n\tc; \\\n\td\nRUN apk add \\\n\t\te \\\n\t\tf\n")


def test_tabs_mixed_with_spaces_are_as_wide_as_they_were_meant() -> None:
    check_format(
        "FROM a\nRUN b \\\n\t&& c \\\n\t\td \\\n  && e\nRUN f \\\n\t&& g \\\n\t&& h\n",
        "FROM a\nRUN b \\\n\t&& c \\\n\t\td \\\n\t&& e\nRUN f \\\n\t&& g \\\n\t&& h\n",
    )
    check_format(
        "FROM a\nRUN b \\\n        && c \\\n\t\td\n",
        "FROM a\nRUN b \\\n  && c \\\n    d\n",
        style(indent=2),
    )
    check_format(
        "FROM a\nRUN b \\\n    && c \\\n\t&& d \\\n\t&& e\n",
        "FROM a\nRUN b \\\n    && c \\\n    && d \\\n    && e\n",
    )
    check_format("FROM a\nRUN b \\\n  | c \\\n\t| d\n", "FROM a\nRUN b \\\n  | c \\\n  | d\n")


def test_comments_go_with_the_lines_around() -> None:
    check_format(
        "FROM a\nRUN b && \\\n  # c\n  if d; then \\\n    e; \\\n    # f\n  fi; \\\n      # g\n  h\n",
        "FROM a\nRUN b && \\\n    # c\n    if d; then \\\n        e; \\\n        # f\n    fi; \\\n    # g\n    h\n",
        style(indent=4),
    )


def test_comments_at_the_edge_stay_there_if_most_do() -> None:
    check_stays("FROM a\nRUN b; \\\n\tc; \\\n# d\n\te; \\\n# f\n\tg\n")
    check_format(
        "FROM a\nRUN b; \\\n\t# c\n\td; \\\n\t# e\n\tf; \\\n# g\n\th\n",
        "FROM a\nRUN b; \\\n\t# c\n\td; \\\n\t# e\n\tf; \\\n\t# g\n\th\n",
    )


def test_lone_escape_characters_go_with_the_lines_around() -> None:
    check_format(
        "FROM a\nRUN b; \\\n  \\\n  c; \\\n\\\n  d\n",
        "FROM a\nRUN b; \\\n\t\\\n\tc; \\\n\t\\\n\td\n",
        style(indent="tab"),
    )


def test_nothing_moves_inside_quotes() -> None:
    check_stays("FROM a\nRUN echo 'b \\\n      c' \\\n  && d\n", style(indent=4))
    check_stays("FROM a\nRUN echo $'b\\' \\\n      c' \\\n  && d\n", style(indent=4))
    check_stays("FROM a\nRUN echo ${b:-c \\\n      'd'} `e \\\n  f` \\\n  && g\n", style(indent=4))
    check_stays('FROM a\nRUN b="$(case c in d) echo "e \\\n f";; esac)" \\\n && g\n', style(indent=2))
    check_stays('FROM a\nENV A="b \\\n c" \\\n   D=e\n', style(indent=4))
    check_stays("FROM a\nRUN cu\\\nrl b\\ \\\n c\n", style(indent=4))
    check_stays("FROM a\nENV A b \\\n c \\\n   d\n", style(indent=4))


def test_code_inside_quotes_moves() -> None:
    check_format(
        'FROM a\nRUN b="$(c \\\n  -d "e  f" \\\n  -g)" \\\n  && h\n',
        'FROM a\nRUN b="$(c \\\n    -d "e  f" \\\n    -g)" \\\n    && h\n',
        style(indent=4),
    )


def test_json_lines_are_indented() -> None:
    check_format('FROM a\nCMD [\\\n"b",\\\n  "c  d"]\n', 'FROM a\nCMD [ \\\n    "b", \\\n      "c  d"]\n')


# Escape characters


def test_one_blank_before_an_escape_character() -> None:
    check_format("FROM a\nRUN b&&\\\n    c   \\\n    d\n", "FROM a\nRUN b&& \\\n    c \\\n    d\n")
    check_format("# escape=`\nFROM a\nRUN b  `\n    c\n", "# escape=`\nFROM a\nRUN b `\n    c\n")


def test_columns_of_escape_characters_stay() -> None:
    check_stays("FROM a\nRUN b      && \\\n    ccc    && \\\n    d\n")
    check_stays("FROM a\nRUN b    \\\n    cccc \\\n    long line in between \\\n    d    \\\n    e\n")
    check_format(
        "FROM a\nRUN b  \\\n  cc    \\\n  ddd   \\\n  e\n",
        "FROM a\nRUN b \\\n    cc    \\\n    ddd   \\\n    e\n",
        style(indent=4),
    )


def test_columns_of_escape_characters_as_they_are_wanted() -> None:
    before = "FROM a\nRUN b \\\n    cc   \\\n    ddd  \\\n    e\n"
    check_format(before, before.replace("b ", "b   ").replace("cc   ", "cc  ").replace("ddd  ", "ddd "), ALWAYS)
    check_format(before, before.replace("   \\", " \\").replace("ddd  ", "ddd "), style(align_continuations="never"))


# Line ends, .editorconfig and editors


def test_line_ends_stay() -> None:
    check_format("FROM  a\r\nRUN b \\ \r\n  c\nUSER  d\r\n", "FROM a\r\nRUN b \\\r\n  c\nUSER d\r\n")


def test_line_ends_as_they_are_wanted() -> None:
    check_format(
        "# a\nFROM b\r\n\nRUN c \\\n  d\nCOPY <<E /f\ng\n\r\nE\nUSER h",
        "# a\r\nFROM b\r\n\r\nRUN c \\\r\n  d\r\nCOPY <<E /f\r\ng\n\r\nE\r\nUSER h\r\n",
        style({"end_of_line": "crlf"}),
    )
    check_format("FROM a\r\nUSER b\r\r\n", "FROM a\nUSER b\n", style({"end_of_line": "lf"}))


@pytest.mark.parametrize(
    ("properties", "indent"),
    [
        ({"indent_style": "tab"}, "\t"),
        ({"indent_style": "space", "indent_size": "2"}, "  "),
        ({"indent_style": "Space", "indent_size": "tab", "tab_width": "3"}, "   "),
        ({"indent_style": "space"}, " "),
        ({"indent_size": "2"}, " "),
        ({"indent_style": "space", "indent_size": "4000"}, " "),
    ],
)
def test_editorconfig_tells_the_indent(properties: dict[str, str], indent: str) -> None:
    check_format("FROM a\nRUN b \\\n && c\n", f"FROM a\nRUN b \\\n{indent}&& c\n", style(properties))


def test_editorconfig_tells_of_line_ends_and_the_last_line() -> None:
    leaves = style({"trim_trailing_whitespace": "false", "insert_final_newline": "false"})
    check_format("FROM a \n# b \n \nRUN  c   \\ \n  d ", "FROM a \n# b \n \nRUN c \\ \n  d ", leaves)


def test_settings_count_more_than_editorconfig_and_that_more_than_the_file() -> None:
    before = "FROM a\nRUN b \\\n && c\n"
    editor = EditorOptions(tab_size=8)
    tabs = {"indent_style": "tab"}
    check_format(before, before.replace(" &&", "   &&"), style(tabs, editor, indent=3))
    check_format(before, before.replace(" &&", "\t&&"), style(tabs, editor))
    check_stays(before, style({}, editor))


def test_the_editor_tells_what_nobody_else_does() -> None:
    before = "FROM a\nRUN b && \\\nc \n\n\n"
    check_format(before, "FROM a\nRUN b && \\\n   c\n", style(editor=EditorOptions(tab_size=3)))
    tabs = EditorOptions(inserts_spaces=False, trims_lines=False, ends_last_line=False, trims_end=False)
    check_format(before, "FROM a\nRUN b && \\\n\tc \n\n\n", style(editor=tabs))
    check_stays("FROM a", style(editor=tabs))
