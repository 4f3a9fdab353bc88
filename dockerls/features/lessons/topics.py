"""Every kind of thing a hover can teach about. A new kind is a file beside this one and a line here."""

from dockerls.features.lessons.commands import command_topic
from dockerls.features.lessons.heredocs import heredoc_topic
from dockerls.features.lessons.keywords import directive_topic, flag_topic, keyword_topic
from dockerls.features.lessons.mounts import mount_topic
from dockerls.features.lessons.sources import source_topic
from dockerls.features.lessons.suppressions import suppression_topic
from dockerls.features.lessons.topic import Cursor, Topic
from dockerls.features.lessons.variables import variable_topic

# From the most particular to the most general: the first that has something to say is shown.
_TOPICS = (
    keyword_topic,
    variable_topic,
    source_topic,
    mount_topic,
    heredoc_topic,
    command_topic,
    flag_topic,
    suppression_topic,
    directive_topic,
)


def topic_at(cursor: Cursor) -> Topic | None:
    """What the cursor stands on, if there is something to say about it."""
    return next((topic for find in _TOPICS if (topic := find(cursor))), None)
