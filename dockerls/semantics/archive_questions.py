"""Whether a file of the build context may be an archive, which ADD would unpack, whatever its name is."""

from typing import TYPE_CHECKING

from dockerls.value import value

if TYPE_CHECKING:
    from dockerls.semantics.build_context import BuildContext


@value
class ArchiveQuestion:
    """Is one of these paths a file that is no text? Docker looks at what is in a file, and never at its name."""

    paths: tuple[str, ...]

    def asked_of(self, context: "BuildContext") -> bool:
        files = [file for path in self.paths if (file := context.files.get(path)) is not None]
        return any(not file.is_folder and context.read(file.path) is None for file in files)
