"""What a person asks for once the first findings are there, imported meanwhile: else the first hover waits for it."""

import asyncio
from importlib import import_module

PAUSE = 0.3  # seconds behind the first document, by when its findings are shown


def warm_up_later(loop: asyncio.AbstractEventLoop) -> None:
    """Warm up in a thread, which lets a keystroke in between. Modules have no cycles: two imports cannot lock up."""
    loop.call_later(PAUSE, loop.run_in_executor, None, warm_up)


def warm_up() -> None:
    """Import all features, and what they in turn import late."""
    from pkgutil import walk_packages

    from dockerls import features, knowledge, rewrite

    for room in (features, rewrite, knowledge):
        for module in walk_packages(room.__path__, f"{room.__name__}."):
            import_module(module.name)
