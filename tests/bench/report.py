"""The table: on the terminal, and between the markers of docs/performance.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

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
        f"Load average over the last five minutes: {load}."
    )


def write(path: Path, rows: Sequence[Row]) -> None:
    text = path.read_text("utf-8")
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    path.write_text(f"{before}{_BEGIN}\n{machine()}\n\n{table(rows)}\n{_END}{after}", "utf-8")
