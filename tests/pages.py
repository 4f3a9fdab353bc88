"""The pages a person reads: the README and what is written by hand under docs/."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("client-vscode/*.md")))
}


def blocks(page: str, language: str) -> list[str]:
    """The code blocks in a language on a page."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGES[page], re.MULTILINE | re.DOTALL)
