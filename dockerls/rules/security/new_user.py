"""The fix that lets an image run as another user than root, for the rules about USER."""

from dockerls.knowledge.accounts import default_user, shipped_users
from dockerls.language import Sentence
from dockerls.rewrite.add_user import NewUser, RunAs, new_user
from dockerls.rules.rule import Fix, Safety
from dockerls.semantics.run_user import RunUser

TITLE = Sentence(en="Run as `{user}`", ko="`{user}` 사용자로 실행")
TITLE_CREATE = Sentence(en="Create the user `{user}` and run as it", ko="`{user}` 사용자를 만들어 실행")


def run_as_fixes(found: RunUser) -> tuple[Fix, ...]:
    """Run as the user there is, or create one; nothing where a port below 1024 or an unknown base speaks against it."""
    user = _user(found)
    if user is None or found.low_port is not None:
        return ()
    title = TITLE_CREATE if user.create else TITLE
    return (Fix(title.filled(user=user.name), Safety.SUGGEST, RunAs(found.head, user)),)


def _user(found: RunUser) -> NewUser | None:
    """The user set before, the base's own, one that a RUN creates, one that the base ships, or a new one."""
    for piece, switch in reversed(found.switches):
        is_in_reach = piece > found.head or "$" not in (switch.user or "")
        if switch.user and not switch.is_root and is_in_reach:
            return NewUser(switch.user)
    base = found.base
    if base is None or base.family == "windows":
        return None
    default = default_user(base.image) if base.image else None
    if default is not None and not default.is_root:
        return NewUser(default.name)
    plain = [account for _, account in found.accounts if account.is_plain]
    if plain:
        return NewUser(plain[-1].name)
    shipped = shipped_users(base.image) if base.image and base.family != "distroless" else ()
    return NewUser(shipped[0].name) if shipped else new_user(base.family)
