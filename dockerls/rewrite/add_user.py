"""Making the final stage run as another user than root: creating one where needed, and ``USER`` before what it starts.

Sources: useradd(8), BusyBox ``adduser --help``; ``fixes.md`` 16.
"""

from collections.abc import Sequence

from dockerls.rewrite.move import insert_above, insert_below, line_end_in
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.value import value

NEW_USER = "app"

_SHADOW = "groupadd --system {user} && useradd --system --gid {user} --no-log-init --no-create-home {user}"
_BUSYBOX = "addgroup -S {user} && adduser -S -G {user} -H {user}"

# Families whose images have the commands from the start. Amazon Linux and the minimal images of Red Hat lack them.
_CREATE = {
    **dict.fromkeys(("debian", "ubuntu", "rhel", "fedora", "arch"), _SHADOW),
    **dict.fromkeys(("alpine", "busybox", "wolfi"), _BUSYBOX),
}
# Without the commands, or without a shell, a user can only be a number. It is the one distroless images call nonroot.
_ONLY_NUMBERS = frozenset({"scratch", "distroless", "rhel-minimal", "rhel-micro", "amazonlinux", "azurelinux", "suse"})
NUMERIC_USER = "65532:65532"

# Instructions that neither run anything nor make files: USER may stand before or behind them alike.
_SETTINGS = frozenset({"CMD", "ENTRYPOINT", "EXPOSE", "HEALTHCHECK", "ARG", "ENV", "LABEL", "STOPSIGNAL", "MAINTAINER"})


@value
class NewUser:
    """A user to run as; ``create`` is the command that makes it, None for one that needs none."""

    name: str
    create: str | None = None


def new_user(family: str | None) -> NewUser | None:
    """A user for an image that ships none, in the way its family creates users; None where that is not known."""
    if family in _ONLY_NUMBERS:
        return NewUser(NUMERIC_USER)
    create = _CREATE.get(family or "")
    return NewUser(NEW_USER, create.format(user=NEW_USER)) if create else None


@value
class RunAs:
    """A recipe: let the stage at ``head``, the file's last, end as ``user``.

    USER comes directly before the first CMD or ENTRYPOINT behind which nothing needs root, above the comments that
    belong to it; else at the stage's end. A USER that nothing stands behind is changed instead.
    Nothing where ONBUILD triggers of the stage would run as the new user too, or the stage ends in half an
    instruction.
    """

    head: int
    user: NewUser

    def __call__(self, pieces: Sequence[Piece]) -> tuple[PlacedEdit, ...]:
        stage = [
            (index, piece)
            for index, piece in enumerate(pieces)
            if index >= self.head and isinstance(piece, Instruction)
        ]
        if not stage or any(piece.keyword == "ONBUILD" or piece.unclosed for _, piece in stage):
            return ()
        line_end = line_end_in(pieces)
        create = f"RUN {self.user.create}{line_end}" if self.user.create else ""
        settings = _settings_at_end(stage)
        last_index, last = stage[len(stage) - len(settings) - 1]
        if last.keyword == "USER":
            rename = PlacedEdit(Place(last_index, last.value_span), self.user.name)
            above = insert_above(pieces, last_index, create) if create else ()
            return (*above, rename)
        lines = f"{create}USER {self.user.name}"
        start = next((index for index, piece in settings if piece.keyword in ("CMD", "ENTRYPOINT")), None)
        if start is not None:
            return insert_above(pieces, start, lines)
        return insert_below(pieces, stage[-1][0], lines)


def _settings_at_end(stage: list[tuple[int, Instruction]]) -> list[tuple[int, Instruction]]:
    """The instructions at the end of the stage that only set something."""
    first = len(stage)
    while first > 1 and stage[first - 1][1].keyword in _SETTINGS:
        first -= 1
    return stage[first:]
