"""Lessons on well-known commands in RUN, by name."""

from dockerls.knowledge.lesson import CommandLesson
from dockerls.knowledge.prose.compiled_packages import COMPILED_PACKAGES
from dockerls.knowledge.prose.downloads import DOWNLOADS
from dockerls.knowledge.prose.files_and_users import FILES_AND_USERS
from dockerls.knowledge.prose.script_packages import SCRIPT_PACKAGES
from dockerls.knowledge.prose.shells import SHELLS
from dockerls.knowledge.prose.system_packages import SYSTEM_PACKAGES

COMMAND_LESSONS = (
    *SYSTEM_PACKAGES,
    *SCRIPT_PACKAGES,
    *COMPILED_PACKAGES,
    *DOWNLOADS,
    *FILES_AND_USERS,
    *SHELLS,
)

_BY_NAME = {name: lesson for lesson in COMMAND_LESSONS for name in lesson.names}


def command_lesson(name: str) -> CommandLesson | None:
    """The lesson on a command, named as it is written: also with its directory, or a version as in ``pip3.12``.

    ``python -m pip`` is asked for as ``pip``. None for a command nobody wrote about.
    """
    if name in _BY_NAME:
        return _BY_NAME[name]
    program = name.rpartition("/")[2]
    return _BY_NAME.get(program) or _BY_NAME.get(program.rstrip("0123456789."))
