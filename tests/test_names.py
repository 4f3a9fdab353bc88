"""Names of stages, variables and heredocs: where each stands, where it leads, and giving it another."""

import pytest

from tests.check import check_definition, check_names, check_rename, linked_at, named, refusal

STAGES = """\
FROM golang AS Build
FROM build AS test
FROM alpine
COPY --from=BUILD /a /b
COPY --from=0 /c /d
RUN --mount=type=bind,from=build,target=/x true
"""


def test_a_stage_is_found_by_name_and_number_wherever_it_is_used() -> None:
    marks = (STAGES.replace("FROM build", "FROM «build»").replace("=BUILD", "=«BUILD»").replace("=0", "=«0»")).replace(
        "from=build", "from=«build»"
    )
    check_names(marks.replace("AS Build", "AS Bui┃ld"))
    check_names(marks.replace("AS Build", "AS «Build»").replace("«BUILD»", "BUI┃LD"))


def test_a_use_of_a_stage_leads_to_its_name_or_to_its_from() -> None:
    check_definition(STAGES.replace("AS Build", "AS «Build»").replace("=BUILD", "=┃BUILD"))
    check_definition("«FROM» golang\nFROM alpine\nCOPY --from=┃0 /a /b\n")


def test_of_two_stages_of_one_name_the_nearest_above_is_meant() -> None:
    check_names("FROM a AS x\nFROM b AS «x»\nFROM c\nCOPY --from=x┃ /a /b\n")


def test_renaming_a_stage_leaves_numbers_alone() -> None:
    expected = STAGES.replace("Build", "deps").replace("FROM build", "FROM deps").replace("BUILD", "deps")
    check_rename(STAGES.replace("AS Build", "AS ┃Build"), "deps", expected.replace("from=build", "from=deps"))


@pytest.mark.parametrize(
    ("new_name", "reason"),
    [
        ("1st", "no name for a stage"),
        ("a b", "no name for a stage"),
        ("", "no name for a stage"),
        ("scratch", "keeps the name 'scratch'"),
        ("TEST", "a stage 'TEST' already"),
        ("alpine", "an image that this file uses"),
    ],
)
def test_names_a_stage_cannot_have(new_name: str, reason: str) -> None:
    assert reason in refusal(STAGES.replace("AS Build", "AS Build┃"), new_name)


def test_a_stage_may_change_the_case_of_its_name() -> None:
    check_rename("FROM a AS ┃X\nFROM x\n", "x", "FROM a AS x\nFROM x\n")


def test_a_stage_meant_through_a_variable_keeps_its_name() -> None:
    text = "ARG BASE=prod\nFROM a AS ┃prod\nFROM ${BASE}\n"
    assert "'${BASE}' means this stage through a variable" in refusal(text, "live")


def test_neither_a_number_nor_an_image_can_be_renamed() -> None:
    assert "Nothing here has a name" in refusal("FROM a AS x\nFROM b\nCOPY --from=┃0 /a /b\n", "y")
    assert "Nothing here has a name" in refusal("FROM deb┃ian\n", "y")
    assert "Nothing here has a name" in refusal("┃", "y")


def test_a_variable_across_scopes_continuations_and_heredocs() -> None:
    check_names(
        "ARG «V»=1\n"
        "FROM a:${«V»}\n"
        "ARG «V»\n"
        "ENV X=$«V» \\\n  # V is no use\n  Y=${«V»:-2}\n"
        "RUN echo $┃V '$V' && \\\n    echo \"${«V»}\"\n"
        "COPY <<EOF /b\n$«V»\nEOF\n"
        "COPY <<'EOF' /b\n$V\nEOF\n"
        "RUN <<EOF\necho $«V»\nEOF\n"
        "FROM b\n"
        "RUN echo $V\n"
        "ARG «V»=3\n"
        "RUN echo $«V»\n"
    )


def test_a_stage_that_is_no_kin_has_variables_of_its_own() -> None:
    check_names("FROM a\nENV ┃V=1\nRUN echo $«V»\nFROM b\nENV V=2\nRUN echo $V\n")
    check_names("FROM a AS one\nENV «V»=1\nFROM one\nENV «V»=$«V»:2\nRUN echo $┃V\n")
    check_names("FROM a AS base\nFROM base\nENV ┃V=1\nRUN echo $«V»\nFROM base\nENV V=2\n")
    check_names("ARG V=1\nFROM a:$V\nENV ┃V=2\nRUN echo $«V»\n")


def test_a_variable_that_shell_code_sets_is_another_one() -> None:
    check_names(
        "FROM a\nARG V┃=1\nRUN echo $«V» && V=2 && echo $V\nRUN for V in 1 2; do echo $V; done\nRUN echo $«V»\n"
    )
    check_names("FROM a\nARG V┃=1\nRUN export V=$«V»:2 && echo $V\nRUN read -r V; echo $V\nRUN V=2 sh -c true $«V»\n")


def test_a_variable_is_found_in_the_shell_code_of_an_array() -> None:
    check_names('FROM a\nENV «V»=1\nENTRYPOINT ["sh", "-c", "exec run ${V┃:-2}"]\nCMD ["$V"]\n')
    text = 'FROM a\nENV ┃V=1\nCMD ["sh", "-c", "echo \\"$V\\" \\\n  $V"]\n'
    check_rename(text, "WIDE", text.replace("┃V=", "WIDE=").replace("$V", "$WIDE"))


def test_a_use_leads_to_where_its_value_comes_from() -> None:
    check_definition("ARG «V»=1\nFROM a\nARG «V»\nRUN echo $V┃\n")
    check_definition("ARG «V»=1\nFROM a\nARG ┃V\n")
    check_definition("ARG V=1\nFROM a\nENV «V»=2\nRUN echo $┃V\n")
    check_definition("FROM a\nENV «┃V»=2\n")
    check_definition("FROM a\nRUN echo $┃V\nENV V=1\n")


def test_what_the_builder_or_the_base_image_sets_can_be_found_but_not_renamed() -> None:
    check_names("FROM --platform=$┃BUILDPLATFORM a\nFROM --platform=$«BUILDPLATFORM» b\n")
    assert "The builder gives 'TARGETARCH'" in refusal("FROM a\nARG ┃TARGETARCH\n", "X")
    assert "Nothing in this file sets 'PATH'" in refusal("FROM a\nRUN echo $┃PATH\n", "X")


@pytest.mark.parametrize(
    ("new_name", "reason"),
    [
        ("1V", "no name for a variable"),
        ("A-B", "no name"),
        ("W", "uses the variable 'W' already"),
        ("T", "'T' already"),
        ("PATH", "'PATH' means something of its own"),
        ("HOME", "'HOME' means"),
        ("TARGETPLATFORM", "'TARGETPLATFORM' means"),
        ("HTTP_PROXY", "'HTTP_PROXY' means"),
        ("http_proxy", "'http_proxy' means"),
        ("SOURCE_DATE_EPOCH", "'SOURCE_DATE_EPOCH' means"),
    ],
)
def test_names_a_variable_cannot_have(new_name: str, reason: str) -> None:
    assert reason in refusal("FROM a\nARG ┃V=1\nRUN T=1 && echo $V $W\n", new_name)


def test_renaming_a_variable_keeps_braces_and_modifiers() -> None:
    check_rename(
        "ARG ┃V=1\nFROM a:${V:-2}\nARG V\nLABEL a=\"$V\" b='$V'\n",
        "VERSION",
        "ARG VERSION=1\nFROM a:${VERSION:-2}\nARG VERSION\nLABEL a=\"$VERSION\" b='$V'\n",
    )


def test_heredocs_keep_their_two_ends_together() -> None:
    text = 'FROM a\nRUN <<"E┃OF" sh\necho EOF x\nEOF\n'
    check_names(text.replace("\nEOF", "\n«EOF»"))
    check_rename(text, "END", 'FROM a\nRUN <<"END" sh\necho EOF x\nEND\n')
    assert "would end it" in refusal("FROM a\nRUN <<┃EOF\necho\nEND\nEOF\n", "END")
    assert "is no delimiter" in refusal("FROM a\nRUN <<┃EOF\necho\nEOF\n", "E F")
    assert linked_at(text) is None


def test_names_are_typed_together_where_they_are_spelt_alike() -> None:
    assert linked_at("FROM a AS ┃x\nFROM x\nCOPY --from=X / /\n") == "FROM a AS «x»\nFROM «x»\nCOPY --from=X / /\n"
    assert linked_at("FROM a\nENV V┃=1\nRUN $V\n") == "FROM a\nENV «V»=1\nRUN $«V»\n"
    assert linked_at("FROM a AS ┃x\n") is None


def test_triggers_belong_to_another_build() -> None:
    assert named("FROM a\nARG V=1\nONBUILD RUN echo $┃V\n") is None
    assert named("FROM a\nONBUILD ARG V=1\nONBUILD RUN echo $┃V\n") is None
    assert named("FROM a AS b\nONBUILD COPY --from=┃b /x /y\n") is None


def test_a_trigger_has_what_its_stage_hands_on() -> None:
    check_names("FROM a\nONBUILD COPY . $«V»\nENV ┃V=/a\nONBUILD RUN echo ${«V»}\nFROM b\nONBUILD COPY . $V\n")
    check_names("FROM a\nENV «V»=/a\nONBUILD ENV P=$┃V/bin\n")
    check_definition("FROM a\nENV V=/a\nONBUILD COPY . $┃V\nENV «V»=/b\n")
    check_names("FROM a AS one\nENV «V»=1\nFROM one\nONBUILD COPY . $┃V\n")
    check_names("FROM a AS one\nARG ┃V=1\nONBUILD COPY . $«V»\nFROM one\n")
    check_names("FROM a\nENV ┃V=1\nONBUILD COPY . $«V»\nONBUILD ARG V=2\nONBUILD COPY . $V\n")
    check_names("FROM a\nENV ┃V=1\nONBUILD RUN V=2 && echo $V\n")
    check_rename("FROM a\nENV ┃APP=/a\nONBUILD COPY . $APP\n", "DIR", "FROM a\nENV DIR=/a\nONBUILD COPY . $DIR\n")
    assert "'W' already" in refusal("FROM a\nENV ┃V=1\nONBUILD COPY . $W\n", "W")


def test_arithmetic_names_variables_without_a_dollar() -> None:
    check_rename(
        "FROM a\nENV ┃N=1\nRUN echo $((N+1)) $N 'N' N $(( 2 * (N - 0x1F) ))\n",
        "M",
        "FROM a\nENV M=1\nRUN echo $((M+1)) $M 'N' N $(( 2 * (M - 0x1F) ))\n",
    )
    check_names('FROM a\nENV ┃N=1\nSHELL ["bash", "-c"]\nRUN if ((«N» > 1)); then x; fi\n')
    check_names("FROM a\nENV ┃N=1\nRUN for ((i=0; i<«N»; i++)); do echo $i; done\n")
    check_names("FROM a\nENV N=1\nRUN <<EOF\necho $((┃N))\nEOF\n".replace("ENV N", "ENV «N»"))
    check_names("FROM a\nENV ┃N=1\nRUN N=2; echo $((N))\n")
    check_names("FROM a\nENV ┃N=1\nENV M=$((N))\nRUN echo '$((N))'\n")
    assert "'N' already" in refusal("FROM a\nENV ┃V=1\nRUN echo $((N))\n", "N")


def test_other_shells_have_variables_of_their_own() -> None:
    check_names('FROM a\nSHELL ["powershell"]\nARG ┃V=1\nRUN echo $V\nENV A=$«V»\n')


def test_a_stage_in_capitals_is_in_small_letters_behind_from() -> None:
    before = "FROM debian AS ┃base\nFROM base\nCOPY --from=base /a /b\nRUN --mount=from=base,target=/c make\n"
    after = "FROM debian AS Base\nFROM base\nCOPY --from=Base /a /b\nRUN --mount=from=Base,target=/c make\n"
    check_rename(before, "Base", after)
