"""Our server beside others, in one interleaved run: ``python -m tests.bench.run``. Linux only.

Every round measures every server once before the next round begins, so that a slow minute of the machine falls on all
of them. Prints Markdown tables of medians.
"""

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from tests.bench.client import NothingArrivedError
from tests.bench.dockerfiles import dockerfile
from tests.bench.measure import keystroke, start
from tests.bench.requests import Request, request, requests
from tests.bench.servers import Server, servers
from tests.bench.table import keystroke_table, request_table, start_table

_START_LINES = 300
_REQUESTS = 20
_KEYSTROKES = {30: 40, 300: 40, 3_000: 40, 30_000: 10}

Measured = TypeVar("Measured")


def main() -> None:
    options = _options()
    compared = list(_present(servers(options.peers), options.only))
    lines: list[int] = options.lines or ([30, 300, 3_000] if options.quick else list(_KEYSTROKES))
    rounds = 1 if options.quick else options.rounds
    print(f"\n{date.today()}, {_machine()}, {rounds} rounds\n", flush=True)
    opened = dockerfile(_START_LINES)
    _show(start_table(_interleaved(compared, rounds * 3, lambda server: start(server, opened)), _START_LINES))
    for count in lines:
        typing = dockerfile(count)
        keys = 10 if options.quick else _KEYSTROKES.get(count, 20)
        seen = _interleaved(compared, rounds, lambda server: keystroke(server, typing, keys))  # noqa: B023
        _show(keystroke_table(seen, count))
    _show(request_table({server.name: dict(_requests(server)) for server in compared}, _START_LINES))


def _requests(server: Server) -> Iterator[tuple[str, Request]]:
    typing = dockerfile(_START_LINES)
    for method, params in requests(typing).items():
        try:
            answered = request(server, typing, method, params, _REQUESTS)
        except NothingArrivedError:
            continue
        if answered is not None:
            yield method, answered


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=Path, default=Path("/tmp/peers"), help="where the npm packages are installed")
    parser.add_argument("--rounds", type=int, default=5, help="how often every server is measured")
    parser.add_argument("--lines", type=int, nargs="+", help="lengths of the Dockerfile typed in")
    parser.add_argument("--only", nargs="+", help="names of the servers to run")
    parser.add_argument("--quick", action="store_true", help="one round, few keystrokes, no 30,000 lines")
    return parser.parse_args()


def _present(known: tuple[Server, ...], only: list[str] | None) -> Iterator[Server]:
    for server in known:
        if only and server.name not in only:
            continue
        if reason := server.missing():
            print(f"{server.name} is left out: {reason}", file=sys.stderr)
        else:
            yield server


def _interleaved(
    compared: list[Server], rounds: int, measure: Callable[[Server], Measured]
) -> dict[str, list[Measured]]:
    """What was measured for each server, round by round; a server that does not answer is said and left out."""
    seen: dict[str, list[Measured]] = {}
    silent: set[Server] = set()
    for _ in range(rounds):
        for server in compared:
            if server in silent:
                continue
            try:
                seen.setdefault(server.name, []).append(measure(server))
            except NothingArrivedError as error:
                print(f"{server.name} is left out of the next table: {error}", file=sys.stderr)
                silent.add(server)
    return {name: values for name, values in seen.items() if values}


def _machine() -> str:
    models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    model = models[0].partition(":")[2].strip() if models else platform.machine()
    return f"{model}, {os.cpu_count()} cores, Linux {platform.release()}, Python {platform.python_version()}"


def _show(table: Iterator[str]) -> None:
    print("\n".join(table), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
