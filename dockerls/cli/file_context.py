"""The build context of one file of a run, looked for when a rule first asks."""

from collections.abc import Hashable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dockerls.document import Document
from dockerls.value import cached, value

if TYPE_CHECKING:
    from dockerls.build_context.contexts import Contexts, LocatedContext


@value
class FileContext:
    """The context of a ``dockerfile``, None for a text from nowhere; ``document`` is the file as it was read.

    ``setting`` is the one of the configuration. ``contexts`` are those of the run.
    """

    contexts: "Contexts"
    dockerfile: Path | None
    setting: str
    document: Document

    @cached
    def located(self) -> "LocatedContext | None":
        """The context and where it is, None where nothing tells."""
        from dockerls.build_context.config_files import normalised
        from dockerls.build_context.context_root import repository_of
        from dockerls.build_context.contexts import Asker
        from dockerls.semantics.context_sources import literal_paths

        if self.dockerfile is None:
            return None
        dockerfile = normalised(self.dockerfile)
        top = repository_of(dockerfile) or Path.cwd()
        return self.contexts.of(Asker(dockerfile, self.setting, (top,), literal_paths(self.document.file.pieces)))

    @cached
    def _answers(self) -> dict[Hashable, Any]:
        return {}

    def answer(self, question: Hashable) -> Any:
        """What a rule is told; None if it asks of something else, or nothing is known of a context."""
        if not hasattr(question, "asked_of"):
            return None
        from dockerls.semantics.build_context import told

        if self.located is not None and question not in self._answers:
            self._answers[question] = told(question, self.located.context)
        return self._answers.get(question)
