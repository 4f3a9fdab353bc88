"""An open ``.dockerignore``: lines that do nothing, what a line leaves out, and paths to complete."""

from dockerls.features.ignore_file import ignore_hover, ignore_paths, ignore_problems
from dockerls.language import Language
from dockerls.semantics.context_files import ContextFile, ContextFiles
from tests.check import marked, with_cursor, with_marks

FILES = ContextFiles(
    (
        ContextFile("docs", is_folder=True),
        ContextFile("docs/a.md", 1_500),
        ContextFile("docs/b.md", 2_000_000),
        ContextFile("lib", is_folder=True, is_listed=False),
        ContextFile("src", is_folder=True),
        ContextFile("src/app.py", 10),
        ContextFile("src/app_test.py", 20),
        ContextFile("README.md", 5),
    )
)


def check_problems(text: str, *messages: str, files: ContextFiles | None = FILES, generated: str = "") -> None:
    """The marked lines have these messages, in English, and no others have any."""
    plain, expected = marked(text)
    found = list(ignore_problems(plain, files, lambda path: path == generated))
    assert with_marks(plain, [each.span for each in found]) == with_marks(plain, expected)
    assert len(found) == len(messages)
    for each, message in zip(found, messages, strict=True):
        assert message in each.message.en


def test_a_line_that_docker_refuses() -> None:
    check_problems("docs\n«a[»\n", "Docker refuses")


def test_lines_that_repeat_undo_or_take_back_nothing() -> None:
    check_problems("docs\n«docs/»\n", "Line 1 says the same")
    check_problems("*.md\n!README.md\n*.md\n")
    check_problems("«docs»\n!docs\n", "Line 2 takes all of this back")
    check_problems("«!src»\ndocs\n", "Nothing above")
    check_problems("docs\n!docs/a.md\n")


def test_lines_that_match_nothing() -> None:
    check_problems("«doc»\ndocs/*.md\n«src/*.c»\n", "Nothing in the build context", "Nothing in the build context")
    check_problems("lib/x\nnode_modules\n*.log\n.env\n**/__pycache__\n")
    check_problems("result\n", generated="result")
    check_problems("doc\n", files=None)


def said(text: str, language: Language = Language.EN) -> str:
    plain, cursor = with_cursor(text)
    found = ignore_hover(plain, cursor.start, FILES)
    return "\n".join(each.said_in(language) for each in found[1]) if found else ""


def test_a_hover_tells_what_a_line_changes() -> None:
    assert "**Leaves out:** files: 2, 2.0 MB\n- `docs/`\n" in said("# x\ndo┃cs\n")
    assert "**Takes back:** files: 1, 2 kB\n- `docs/a.md`\n" in said("docs\n!docs/a┃.md\n")
    assert "**제외하는 것:** 지금은 해당하는 것이 없음" in said("┃nothing\n", Language.KO)
    assert "folders nobody has looked into" in said("l┃ib\n")
    assert said("# no┃te\n") == ""


def offered(text: str) -> tuple[str, list[str]]:
    plain, cursor = with_cursor(text)
    span, files = ignore_paths(plain, cursor.start, FILES)
    return span.of(plain), [file.path for file in files]


def test_paths_are_offered_folders_first() -> None:
    assert offered("┃") == ("", ["docs", "lib", "src", "README.md"])
    assert offered("docs\n!/src/ap┃") == ("ap", ["src/app.py", "src/app_test.py"])
    assert offered("nowhere/┃") == ("", [])
