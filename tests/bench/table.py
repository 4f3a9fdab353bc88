"""The measurements as Markdown: medians over the rounds, and their ratio to the server that is compared with."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from tests.bench.measure import BURST, Keystroke, Start
from tests.bench.requests import Request

REFERENCE = "docker-langserver"

Starts = Mapping[str, Sequence[Start]]
Keystrokes = Mapping[str, Sequence[Keystroke]]


def start_table(starts: Starts, lines: int) -> Iterator[str]:
    """One row a server."""
    yield f"| start to first diagnostics, {lines} lines | wall ms | ratio | CPU ms | ratio |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    of = starts.get(REFERENCE, ())
    for server, rounds in starts.items():
        wall = _compared([one.wall for one in rounds], [one.wall for one in of])
        cpu = _compared([one.cpu for one in rounds], [one.cpu for one in of])
        yield f"| {server} | {wall} | {cpu} |"


def keystroke_table(keystrokes: Keystrokes, lines: int) -> Iterator[str]:
    """One row a server; what the servers found and sent stands beside what it cost."""
    measured = ("to diagnostics ms", "CPU ms", f"CPU ms in bursts of {BURST}", "resident MB")
    compared = " | ratio | ".join(measured)
    yield f"| keystroke, {lines:,} lines | {compared} | ratio | findings | sent KB |"
    yield "| --- |" + " ---: |" * 10
    of = keystrokes.get(REFERENCE, ())
    for server, rounds in keystrokes.items():
        wall = _compared([one.wall for one in rounds], [one.wall for one in of])
        cpu = _compared([one.cpu for one in rounds], [one.cpu for one in of])
        burst = _compared([one.cpu_in_burst for one in rounds], [one.cpu_in_burst for one in of])
        resident = _compared([one.resident for one in rounds], [one.resident for one in of])
        found = f"{rounds[-1].findings:,} | {rounds[-1].sent:,.0f}"
        yield f"| {server} | {wall} | {cpu} | {burst} | {resident} | {found} |"


def request_table(found: Mapping[str, Mapping[str, Request]], lines: int) -> Iterator[str]:
    """One row a request, two columns a server."""
    servers = list(found)
    columns = " | ".join(f"{server}: first | after a keystroke" for server in servers)
    yield f"| request, {lines:,} lines, CPU ms | {columns} |"
    yield "| --- |" + " ---: | ---: |" * len(servers)
    for method in dict.fromkeys(method for of_server in found.values() for method in of_server):
        cells = (found[server].get(method) for server in servers)
        row = " | ".join("- | -" if each is None else f"{each.first:.1f} | {each.warm:.2f}" for each in cells)
        yield f"| {method.partition('/')[2]} | {row} |"


def _compared(values: Sequence[float], of: Sequence[float]) -> str:
    middle = median(values)
    ratio = f"{middle / median(of):.2f}" if of else "-"
    return f"{middle:,.0f} | {ratio}" if middle >= 100 else f"{middle:.2f} | {ratio}"
