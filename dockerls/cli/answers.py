"""What rules ask of the world outside a Dockerfile, found out before its findings are shown."""

from collections.abc import Hashable
from typing import Any

from dockerls.cli.file_context import FileContext
from dockerls.document import Document
from dockerls.rules.rule import Answers
from dockerls.semantics.shellcheck import Comment, ShellScript


class Outside:
    """What has been found out for one file; its fixed texts ask much of the same again."""

    def __init__(self, context: FileContext) -> None:
        self._context = context
        self._of_scripts: dict[ShellScript, tuple[Comment, ...]] = {}

    def answers_for(self, document: Document) -> Answers:
        """The answers to all that is asked of a document now."""
        questions = dict.fromkeys(question for _, question in document.questions())
        self._check_scripts([each for each in questions if isinstance(each, ShellScript)])
        return self._answer

    def _answer(self, question: Hashable) -> Any:
        if isinstance(question, ShellScript):
            return self._of_scripts.get(question)
        return self._context.answer(question)

    def _check_scripts(self, scripts: list[ShellScript]) -> None:
        unknown = [script for script in scripts if script not in self._of_scripts]
        if unknown:
            from dockerls.build_context.shellcheck import ShellCheck, find_shellcheck

            program = find_shellcheck()
            if program is not None:
                self._of_scripts |= ShellCheck(program).ask(unknown)
