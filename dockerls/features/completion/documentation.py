"""What is told of a completion once a person looks at it: the lessons that hovers have."""

from collections.abc import Callable, Mapping

from dockerls.document import Document
from dockerls.features.completion.offer import About, Subject
from dockerls.features.lessons.commands import command_blocks
from dockerls.features.lessons.images import image_lesson
from dockerls.features.lessons.keywords import directive_blocks, flag_blocks, instruction_blocks
from dockerls.features.lessons.modifiers import OPERATORS, modifier_lesson
from dockerls.features.lessons.mounts import mount_key_blocks, mount_type_blocks
from dockerls.features.lessons.rules import rule_lesson
from dockerls.features.lessons.stages import Stages
from dockerls.features.lessons.unset_variables import known_variable_blocks
from dockerls.knowledge.commands import command_lesson
from dockerls.knowledge.directives import directive_lesson
from dockerls.knowledge.flags import flag_lesson
from dockerls.knowledge.instructions import instruction_lesson
from dockerls.knowledge.mounts import mount_keys, mount_types
from dockerls.language import Language, Sentence
from dockerls.rules.catalogue import ALL
from dockerls.syntax.image import read_image

_Blocks = tuple[Sentence, ...]


def documentation(document: Document, about: About, language: Language) -> str | None:
    """Markdown about a completion; None where there is nothing to say, as of a stage that is gone."""
    blocks = _LESSONS[about.subject](about, document)
    return "\n\n".join(block.said_in(language) for block in blocks) if blocks else None


def _instruction(about: About, _: Document) -> _Blocks:
    lesson = instruction_lesson(about.name)
    return instruction_blocks(lesson) if lesson else ()


def _flag(about: About, _: Document) -> _Blocks:
    lesson = flag_lesson(about.of, about.name)
    return flag_blocks(lesson) if lesson else ()


def _mount(about: About, _: Document) -> _Blocks:
    return next((mount_type_blocks(kind) for kind in mount_types() if kind.name == about.name), ())


def _mount_key(about: About, _: Document) -> _Blocks:
    return next((mount_key_blocks(key) for key in mount_keys(about.of) if key.name == about.name), ())


def _directive(about: About, _: Document) -> _Blocks:
    lesson = directive_lesson(about.name)
    return directive_blocks(lesson) if lesson else ()


def _stage(about: About, document: Document) -> _Blocks:
    stages = Stages(document)
    found = next((stage for stage in stages.definitions if str(stage.number) == about.name), None)
    return stages.lesson(found) if found else ()


def _image(about: About, document: Document) -> _Blocks:
    return image_lesson(read_image(about.name), about.name, document.analyzer.today)


def _variable(about: About, _: Document) -> _Blocks:
    return known_variable_blocks(about.name)


def _modifier(about: About, _: Document) -> _Blocks:
    words = OPERATORS.get(about.name, "").replace("${1:", "").replace("${2:", "").replace("}", "")
    return (modifier_lesson(about.of, about.name + words),) if about.name in OPERATORS else ()


def _command(about: About, _: Document) -> _Blocks:
    lesson = command_lesson(about.name)
    return command_blocks(lesson, about.name) if lesson else ()


def _rule(about: About, _: Document) -> _Blocks:
    return next((rule_lesson(rule) for rule in ALL if rule.code == about.name), ())


_LESSONS: Mapping[Subject, Callable[[About, Document], _Blocks]] = {
    Subject.INSTRUCTION: _instruction,
    Subject.FLAG: _flag,
    Subject.MOUNT: _mount,
    Subject.MOUNT_KEY: _mount_key,
    Subject.DIRECTIVE: _directive,
    Subject.STAGE: _stage,
    Subject.IMAGE: _image,
    Subject.VARIABLE: _variable,
    Subject.MODIFIER: _modifier,
    Subject.COMMAND: _command,
    Subject.RULE: _rule,
}
