"""Lessons on the instructions, by keyword."""

from dockerls.knowledge.lesson import InstructionLesson
from dockerls.knowledge.prose.build_instructions import BUILD_INSTRUCTIONS
from dockerls.knowledge.prose.image_instructions import IMAGE_INSTRUCTIONS

_LESSONS = {lesson.keyword: lesson for lesson in (*BUILD_INSTRUCTIONS, *IMAGE_INSTRUCTIONS)}


def instruction_lesson(keyword: str) -> InstructionLesson | None:
    """The lesson on an instruction, in upper, lower or mixed case; None for an unknown keyword."""
    return _LESSONS.get(keyword.upper())
