"""What a FROM says: its image (or earlier stage), and the name it gives the stage."""

from dockerls.syntax.instruction import Instruction, Word
from dockerls.value import remembered, value


@value
class StageHead:
    """The arguments of a FROM; a half-typed one lacks some. Names compare without regard to case."""

    image: Word | None
    name: Word | None

    @property
    def key(self) -> str | None:
        return self.name.text.lower() if self.name else None


@remembered
def stage_head(instruction: Instruction) -> StageHead:
    """Read a FROM instruction."""
    words = instruction.words
    named = len(words) >= 3 and words[1].text.upper() == "AS"
    return StageHead(image=words[0] if words else None, name=words[2] if named else None)
