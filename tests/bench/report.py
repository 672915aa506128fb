"""The table: on the terminal, and between the markers of docs/performance.md."""

from __future__ import annotations

import contextlib
import os
import platform
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import psutil

_BEGIN, _END = "<!-- bench:begin -->", "<!-- bench:end -->"


@dataclass(frozen=True, slots=True)
class Row:
    """`met` is None for a figure without a goal."""

    letter: str
    name: str
    figure: str
    goal: str
    met: bool | None
    note: str = ""


@dataclass
class Neighbours:
    """How many cores processes that are not ours used since the last question: a figure taken beside them is worse."""

    _seen: tuple[float, float, float] = field(default_factory=lambda: _spent())

    def cores(self) -> float:
        before, self._seen = self._seen, _spent()
        clock, everybody, ours = (new - old for new, old in zip(self._seen, before, strict=True))
        return max(0.0, (everybody - ours) / clock) if clock > 1 else 0.0  # a short look says nothing


def _spent() -> tuple[float, float, float]:
    """Seconds of the clock, of every process, and of this one with its descendants, ended ones included."""
    whole, own = psutil.cpu_times(), 0.0
    for process in [psutil.Process(), *psutil.Process().children(recursive=True)]:
        with contextlib.suppress(psutil.Error):
            times = process.cpu_times()
            own += times.user + times.system + times.children_user + times.children_system
    return time.monotonic(), whole.user + whole.system + whole.nice, own


def spoken(row: Row) -> str:
    verdict = {True: "met", False: "MISSED", None: ""}[row.met]
    return f"({row.letter}) {row.name}: {row.figure}   {row.goal} {verdict}   {row.note}".rstrip()


def table(rows: Sequence[Row]) -> str:
    lines = ["| What | Measured | Goal | | How it came about |", "|---|---|---|---|---|"]
    for row in rows:
        verdict = {True: "met", False: "**missed**", None: ""}[row.met]
        lines.append(f"| {row.name} | {row.figure} | {row.goal} | {verdict} | {row.note} |")
    return "\n".join(lines)


def machine() -> str:
    load = f"{os.getloadavg()[1]:.1f}"
    return (
        f"Taken on {datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores ({platform.machine()}, {platform.system()}), "
        f"Python {platform.python_version()}, with clients and servers on the same cores. "
        f"Load average over the last five minutes: {load}. Where other processes of the machine took part, it is said."
    )


def write(path: Path, rows: Sequence[Row]) -> None:
    text = path.read_text("utf-8")
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    path.write_text(f"{before}{_BEGIN}\n{machine()}\n\n{table(rows)}\n{_END}{after}", "utf-8")
