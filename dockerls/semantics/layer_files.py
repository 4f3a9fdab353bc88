"""What the layers of a stage do with files, one small fact an instruction, for checks of the stage as a whole."""

from functools import lru_cache

from dockerls.semantics.paths import FileUse, file_uses
from dockerls.semantics.shell_code import commands_of
from dockerls.semantics.shell_state import passes_errexit
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.value import value

_DO_NOTHING = frozenset({"rm", "echo", "true", ":", "set", "unlink", "rmdir"})


@value
class LayerFiles:
    """The files of one instruction of a stage that ships. A RUN that names no files has no fact."""

    keyword: str
    uses: tuple[FileUse, ...] = ()
    only_removes: bool = False
    errexit: bool = False  # SHELL passes -e
    changes_folder: bool = False  # there is a cd, so that a relative path may mean something else at the end


@lru_cache(maxsize=4)  # several rules ask for the same instruction, one after the other
def layer_files(instruction: Instruction, around: Surroundings) -> LayerFiles | None:
    """The fact of an instruction; other instructions than RUN have one too, as they stand between RUNs."""
    if not around.ships:
        return None
    uses = file_uses(instruction, around)
    if instruction.keyword != "RUN":
        return LayerFiles(instruction.keyword, uses)
    if not uses:
        return None
    names = {command.name for command in commands_of(instruction, around)}
    return LayerFiles(
        keyword="RUN",
        uses=uses,
        only_removes=names <= _DO_NOTHING,
        errexit=passes_errexit(around.shell),
        changes_folder=bool(names & {"cd", "pushd", "popd"}),
    )


def rm_command(use: FileUse, *, changes_folder: bool) -> str | None:
    """``rm -f`` for a file at the end of the RUN that uses it, None where it cannot be named there."""
    path = use.path if changes_folder else use.written
    if path.startswith("./") and changes_folder:
        return None
    if not path or not all(character.isalnum() or character in "._-+/${}@%=:," for character in path):
        return None
    return f'rm -f "{path}"' if "$" in path else f"rm -f {path}"
