"""States and the moves between them, as data: no other transition exists."""

from __future__ import annotations

from typing import Final

JOB_STATUSES: Final = ("queued", "processing", "completed", "failed", "partial", "cancelled")
JOB_MOVES: Final[dict[str, frozenset[str]]] = {
    "queued": frozenset({"processing", "cancelled", "failed"}),
    "processing": frozenset({"completed", "failed", "cancelled", "partial", "queued"}),
    "completed": frozenset(),
    "failed": frozenset(),
    "partial": frozenset(),
    "cancelled": frozenset(),
}
JOB_TERMINAL: Final = frozenset(state for state, moves in JOB_MOVES.items() if not moves)
JOB_OPEN: Final = frozenset(JOB_MOVES) - JOB_TERMINAL

JOB_STAGES: Final[tuple[tuple[str, str, int], ...]] = (
    # stage, label, percent done when the stage begins
    ("brief", "Brief", 5),
    ("draft", "Draft", 15),
    ("paint", "Paint", 30),
    ("letter", "Letter", 75),
    ("check", "Check", 90),
)
SUBSCRIPTION_STATUSES: Final = ("active", "past_due", "canceled", "trialing", "none")


def may_move(current: str, target: str) -> bool:
    return target in JOB_MOVES.get(current, frozenset())
