"""Examples of rules that know the files around a Dockerfile: behind its text a line ``//- path`` starts each."""

import re
from collections.abc import Hashable, Mapping
from itertools import pairwise
from typing import Any

from dockerls.rules.rule import Answers, unanswered
from dockerls.semantics.build_context import BuildContext, IgnoreFile, told
from dockerls.semantics.context_files import ContextFile, ContextFiles
from dockerls.semantics.dockerignore import read_ignore_file
from dockerls.semantics.path_index import folders_of
from dockerls.value import value

DOCKERFILE = "Dockerfile"

_START = re.compile(r"^//- (.+)\r?\n?", re.MULTILINE)
_IGNORE_FILES = (f"{DOCKERFILE}.dockerignore", ".dockerignore")


@value
class ExampleText:
    """The text of a Dockerfile, and the texts of the files around it by their paths; none where they do not matter."""

    dockerfile: str
    files: Mapping[str, str]

    @property
    def answers(self) -> Answers:
        """What rules are told, if there are files."""
        if not self.files:
            return unanswered
        context = context_of({DOCKERFILE: self.dockerfile, **self.files})

        def answers(question: Hashable) -> Any:
            return told(question, context)

        return answers


def read_example(text: str) -> ExampleText:
    """An example taken apart."""
    starts = list(_START.finditer(text))
    bounds = [*(start.start() for start in starts), len(text)]
    files = {start[1]: text[start.end() : end] for start, (_, end) in zip(starts, pairwise(bounds), strict=True)}
    return ExampleText(text[: bounds[0]], files)


def context_of(files: Mapping[str, str]) -> BuildContext:
    """A build context of these files, given by path; one whose path ends with a slash is an empty folder."""
    folders = {folder for path in files for folder in folders_of(path) if folder}
    found = [ContextFile(folder, is_folder=True) for folder in folders]
    found += [ContextFile(path, len(text.encode())) for path, text in files.items() if not path.endswith("/")]
    name = next((name for name in _IGNORE_FILES if name in files), None)
    return BuildContext(
        files=ContextFiles(tuple(sorted(found, key=lambda file: file.path))),
        ignore_file=None if name is None else IgnoreFile(name, read_ignore_file(files[name])),
        read=files.get,
        is_generated=lambda path: False,
    )
