"""What preflight found, as values that can be shown, stored and packed beside the files."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Check:
    """One question about one file, or about the picture when `file` is empty.

    `measured` and `wanted` are for people ("14 kB", "at most 25 kB"); `sentence` says what to do when it failed.
    """

    id: str
    label: str
    passed: bool
    measured: str
    wanted: str
    sentence: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    asset_type: str
    platforms: tuple[str, ...]
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        return all(check.passed for check in self.checks)

    @property
    def failed(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if not check.passed)

    def to_dict(self) -> dict[str, Any]:
        """JSON-able; the same report gives the same value."""
        return {
            "asset_type": self.asset_type,
            "platforms": list(self.platforms),
            "passed": self.passed,
            "checks": [asdict(check) for check in self.checks],
        }


def size_words(count: int) -> str:
    """Bytes in decimal units, as platforms count them: `14.2 kB`."""
    if count < 1000:
        return f"{count} bytes"
    if count < 1_000_000:
        return f"{count / 1000:.1f} kB"
    return f"{count / 1_000_000:.2f} MB"
