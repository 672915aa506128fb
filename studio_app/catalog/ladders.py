"""Badge ladders: the steps of a set and what stands on each."""

from __future__ import annotations

from dataclasses import dataclass

from studio_app.catalog.tables import read


@dataclass(frozen=True, slots=True)
class Ladder:
    """`steps` rise; they count months or bits. `ranks` are motifs from the humblest to the proudest."""

    id: str
    label: str
    steps: tuple[int, ...]
    ranks: tuple[str, ...]
    source: str

    def motif(self, index: int) -> str:
        """The motif of the step at `index`: the ranks are spread over all steps, the first and the last always used."""
        return self.ranks[round(index * (len(self.ranks) - 1) / (len(self.steps) - 1))]

    def step_label(self, index: int) -> str:
        """ "2 months", "1 year", "100", "25K", "1.25M"."""
        value = self.steps[index]
        return _span(value) if self.id == "months" else _count(value)


def _span(months: int) -> str:
    number, unit = (months // 12, "year") if months % 12 == 0 else (months, "month")
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _count(value: int) -> str:
    for size, letter in ((1_000_000, "M"), (1_000, "K")):
        if value >= size:
            return f"{value / size:g}{letter}"
    return str(value)


def _load() -> dict[str, Ladder]:
    content = read("ladders.toml")
    ranks = tuple(content["ranks"])
    return {
        entry["id"]: Ladder(entry["id"], entry["label"], tuple(entry["steps"]), ranks, entry["source"])
        for entry in content["ladder"]
    }


LADDERS: dict[str, Ladder] = _load()
