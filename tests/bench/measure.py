"""The measurements: one start, and one stretch of typing."""

import time
from dataclasses import dataclass
from statistics import median

from tests.bench.dockerfiles import Typing
from tests.bench.servers import Server
from tests.bench.session import session
from tests.bench.usage import cpu_seconds, resident_megabytes

BURST = 20
_WARM_UP = 3
_BETWEEN_KEYS = 0.08
"""Seconds between two keystrokes of a fast typist; a server may hold back diagnostics for less than this."""
_LONG_ENOUGH = 15.0
"""Seconds of waiting after which no more keystrokes are measured."""


@dataclass(frozen=True, slots=True)
class Start:
    """From the start of the process to the first diagnostics, in milliseconds."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Keystroke:
    """One keystroke, as a median or mean over many: milliseconds, findings and their kilobytes, megabytes."""

    wall: float
    cpu: float
    cpu_in_burst: float
    findings: int
    sent: float
    resident: float


def start(server: Server, typing: Typing) -> Start:
    with session(server, typing) as talking:
        first = talking.open()
        cpu = cpu_seconds(talking.pid)
        return Start((first.at - talking.started) * 1e3, cpu * 1e3)


def keystroke(server: Server, typing: Typing, count: int) -> Keystroke:
    """``count`` keystrokes with a pause between them, then as many as a few bursts hold; fewer where they are slow."""
    with session(server, typing) as talking:
        talking.open()
        talking.wait_until_idle()
        for _ in range(_WARM_UP):
            talking.keystroke()
        time.sleep(_BETWEEN_KEYS)
        before = cpu_seconds(talking.pid)
        walls: list[float] = []
        while len(walls) < count and sum(walls) < _LONG_ENOUGH:
            wall, diagnostics = talking.keystroke()
            walls.append(wall)
            time.sleep(_BETWEEN_KEYS)
        typed = cpu_seconds(talking.pid)
        bursts = max(1, len(walls) // BURST)
        for _ in range(bursts):
            talking.burst(BURST)
        burst = cpu_seconds(talking.pid)
        return Keystroke(
            wall=median(walls) * 1e3,
            cpu=(typed - before) / len(walls) * 1e3,
            cpu_in_burst=(burst - typed) / (bursts * BURST) * 1e3,
            findings=diagnostics.count,
            sent=diagnostics.size / 1024,
            resident=resident_megabytes(talking.pid),
        )
