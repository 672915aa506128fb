"""Hook strategies: why a picture is looked at twice, so that variations differ in idea and not in noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from studio_app.catalog.tables import by_id

# Ids of template families; a family that the renderer does not have falls back to the chosen style.
LayoutFamily = Literal["impact", "synthwave", "editorial", "versus", "list", "minimal", "reaction"]


@dataclass(frozen=True, slots=True)
class Hook:
    """`prompt` is one sentence for an image model; `wordings` are titles with places for {topic} and {number}."""

    id: str
    label: str
    summary: str
    prompt: str
    family: LayoutFamily
    wordings: tuple[str, ...]

    def wording(self, topic: str, seed: int = 0, number: int = 5) -> str:
        """A title about `topic`; the same seed gives the same one."""
        pattern = self.wordings[seed % len(self.wordings)]
        return pattern.replace("{number}", str(number)).replace("{topic}", topic)


def _hook(entry: dict[str, Any]) -> Hook:
    hook = Hook(**{**entry, "wordings": tuple(entry["wordings"])})
    if hook.family not in get_args(LayoutFamily):
        raise ValueError(f"hooks.toml: {hook.id} names an unknown family")
    return hook


HOOKS: dict[str, Hook] = by_id("hooks.toml", "hook", _hook)


def choose_hooks(preferred: Sequence[str], count: int = 3, seed: int = 0) -> tuple[Hook, ...]:
    """`count` hooks for as many variations: the preferred ones first, turned by `seed`, each of another family.

    Families repeat only when there are no more of them, hooks only when there are no more hooks.
    """
    turn = seed % max(1, len(preferred))
    names = dict.fromkeys([*preferred[turn:], *preferred[:turn], *HOOKS])
    rest, chosen = [HOOKS[name] for name in names], list[Hook]()
    while len(chosen) < count:
        rest = rest or [HOOKS[name] for name in names]
        families = {hook.family for hook in chosen}
        chosen.append(rest.pop(next((i for i, hook in enumerate(rest) if hook.family not in families), 0)))
    return tuple(chosen)
