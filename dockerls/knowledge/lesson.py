"""What a lesson is: facts from the grammar with the prose that explains them."""

from dockerls.knowledge.grammar import FlagGrammar, InstructionGrammar, LayerEffect
from dockerls.knowledge.mount_grammar import MountKeyGrammar
from dockerls.knowledge.reference import reference
from dockerls.language import Sentence
from dockerls.value import value

_LAYER_EFFECTS = {
    LayerEffect.BASE: Sentence(
        en="Starts from the layers of the base image and adds none of its own.",
        ko="베이스 이미지의 레이어에서 시작하며, 스스로 레이어를 추가하지 않습니다.",
    ),
    LayerEffect.FILES: Sentence(
        en="Adds a filesystem layer. What it writes ships for good: deleting it in a later instruction frees nothing.",
        ko="파일시스템 레이어를 하나 추가합니다. 여기서 쓴 파일은 그대로 배포되며, 뒤의 명령에서 지워도 용량은 줄지 "
        "않습니다.",
    ),
    LayerEffect.DIRECTORY: Sentence(
        en="Creates the directory if it is missing, so it adds a layer, a nearly empty one.",
        ko="디렉터리가 없으면 만들기 때문에 레이어가 하나 생기지만, 거의 비어 있습니다.",
    ),
    LayerEffect.METADATA: Sentence(
        en="Changes only the image's configuration. It makes no filesystem layer and costs no space.",
        ko="이미지의 설정만 바꿉니다. 파일시스템 레이어를 만들지 않으며 용량도 차지하지 않습니다.",
    ),
    LayerEffect.NOTHING: Sentence(
        en="Exists only during the build. It makes no layer and is not set in the container.",
        ko="빌드하는 동안에만 존재합니다. 레이어를 만들지 않으며 컨테이너에는 설정되지 않습니다.",
    ),
}


@value
class InstructionLesson:
    """An instruction: what BuildKit accepts, what it does, and the good habit."""

    grammar: InstructionGrammar
    syntax: tuple[str, ...]
    """The forms it can be written in, as in the Dockerfile reference."""
    summary: Sentence
    habit: Sentence

    @property
    def keyword(self) -> str:
        return self.grammar.keyword

    @property
    def layer(self) -> Sentence:
        """What it leaves in the image."""
        return _LAYER_EFFECTS[self.grammar.layer]

    @property
    def link(self) -> str:
        anchor = self.keyword.lower()
        return reference(f"{anchor}-deprecated" if self.grammar.deprecated else anchor)


@value
class DirectiveLesson:
    """A parser directive."""

    name: str
    syntax: tuple[str, ...]
    summary: Sentence
    habit: Sentence

    @property
    def link(self) -> str:
        return reference(self.name)


@value
class FlagLesson:
    """A flag of one instruction."""

    keyword: str
    grammar: FlagGrammar
    syntax: str
    """The flag with its value, as in the Dockerfile reference."""
    lesson: Sentence
    habit: Sentence

    @property
    def name(self) -> str:
        """Without the two hyphens."""
        return self.grammar.name

    @property
    def link(self) -> str:
        """Its section of the reference; the flags of FROM and HEALTHCHECK have none of their own."""
        instruction = self.keyword.lower()
        alone = self.keyword in ("FROM", "HEALTHCHECK")
        return reference(instruction if alone else f"{instruction}---{self.name}")


@value
class MountKeyLesson:
    """A key of one type of ``RUN --mount``."""

    mount_type: str
    grammar: MountKeyGrammar
    lesson: Sentence

    @property
    def name(self) -> str:
        return self.grammar.name

    @property
    def link(self) -> str:
        return reference(f"run---mounttype{self.mount_type}")


@value
class MountTypeLesson:
    """A type of ``RUN --mount``."""

    name: str
    lesson: Sentence
    snippet: str
    """Dockerfile text."""
    keys: tuple[MountKeyLesson, ...]

    @property
    def link(self) -> str:
        return reference(f"run---mounttype{self.name}")


@value
class CommandLesson:
    """The best practice of a command in RUN."""

    names: tuple[str, ...]
    """The command and its synonyms."""
    lesson: Sentence
    """Markdown."""
    snippet: str
    """Dockerfile text that shows the good form, one or more instructions."""
    rules: tuple[str, ...] = ()
    """Names of the rules that watch over it."""
    link: str | None = None


@value
class VariableLesson:
    """A variable that nobody declared in this file, but that may well have a value."""

    name: str
    lesson: Sentence
    link: str
