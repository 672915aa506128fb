"""What pictures are scored by, as typed data: parts with their terms, and a profile for each form of asset.

The numbers and sentences stand in `scoring.toml`, where the rules for terms and penalties are written.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib import resources
from typing import Any, Final

from studio_app.catalog.asset_types import Form

OTHER: Final = "scene"


@dataclass(frozen=True, slots=True)
class Term:
    """One measure of a part: full `points` from `good` on, none up to `poor`."""

    metric: str
    points: float
    poor: float
    good: float
    say: str
    because: str
    otherwise: str = ""
    absent: float | None = None

    def fulfilled(self, value: float) -> float:
        """0..1 on the straight line from `poor` to `good`, whichever of the two is larger."""
        return min(1.0, max(0.0, (value - self.poor) / (self.good - self.poor)))


@dataclass(frozen=True, slots=True)
class Absence:
    """A part whose object is not in the picture scores between `low` and `high`; `usual` is what it gets with it."""

    low: float
    high: float
    usual: float
    say: str
    because: str


@dataclass(frozen=True, slots=True)
class PartSpec:
    """How one sub-score adds up: the points of `terms` make 100, those of `penalties` are taken off."""

    name: str
    label: str
    terms: tuple[Term, ...]
    penalties: tuple[Term, ...] = ()
    absence: Absence | None = None

    def wants(self, metric: str) -> bool:
        """Whether the measure counts here, so that costly ones are not taken in vain."""
        return any(term.metric == metric and term.points > 0 for term in self.terms)

    def term(self, metric: str) -> Term:
        """KeyError for a measure that the part does not have."""
        found = next((term for term in (*self.terms, *self.penalties) if term.metric == metric), None)
        if found is None:
            raise KeyError(f"{self.name} has no {metric}")
        return found


@dataclass(frozen=True, slots=True)
class Profile:
    """Which parts count for a kind of asset. `weights` add up to 1. People see it `width` pixels wide, or, when that
    is 0, at `share` of its own width.
    """

    id: str
    label: str
    forms: tuple[Form, ...]
    parts: Mapping[str, PartSpec]
    weights: Mapping[str, float]
    width: float = 0.0
    share: float = 0.0

    def seen_at(self, asset_width: float) -> float:
        return min(asset_width, self.width or self.share * asset_width)


@dataclass(frozen=True, slots=True)
class Scoring:
    version: str
    parts: Mapping[str, PartSpec]
    profiles: Mapping[str, Profile]
    consistency: Profile
    wordless: frozenset[str]
    logoless: frozenset[str]
    power_words: frozenset[str] = field(repr=False)

    def profile_of(self, form: Form) -> Profile:
        """The profile that lists `form`; a form that none lists is scored as a scene."""
        listed = (profile for profile in self.profiles.values() if form in profile.forms)
        return next(listed, self.profiles[OTHER])


def _terms(part: str, values: dict[str, Any]) -> tuple[Term, ...]:
    made = tuple(Term(metric=metric, **entry) for metric, entry in values.items())
    for term in made:
        if term.poor == term.good or term.points < 0:
            raise ValueError(f"{part}.{term.metric}: poor and good must differ, points must not be negative")
    return made


def _adding_up(part: PartSpec) -> PartSpec:
    total = sum(term.points for term in part.terms)
    if abs(total - 100) > 1e-6:
        raise ValueError(f"the points of {part.name} add up to {total:g}, not 100")
    return part


def _part(name: str, values: dict[str, Any]) -> PartSpec:
    absence = Absence(**values["absence"]) if "absence" in values else None
    if unknown := values.keys() - {"label", "terms", "penalties", "absence"}:
        raise ValueError(f"{name} has unknown keys {sorted(unknown)}")
    terms, penalties = _terms(name, values["terms"]), _terms(name, values.get("penalties", {}))
    return _adding_up(PartSpec(name, values["label"], terms, penalties, absence))


def _changed(part: PartSpec, changes: dict[str, dict[str, Any]]) -> PartSpec:
    for metric in changes:
        part.term(metric)
    terms, penalties = (
        tuple(replace(term, **changes.get(term.metric, {})) for term in group) for group in (part.terms, part.penalties)
    )
    return _adding_up(replace(part, terms=terms, penalties=penalties))


def _profile(name: str, values: dict[str, Any], parts: Mapping[str, PartSpec]) -> Profile:
    values = dict(values)
    weights, changes = values.pop("weights"), values.pop("change", {})
    if abs(sum(weights.values()) - 1) > 1e-6:
        raise ValueError(f"the weights of {name} add up to {sum(weights.values()):g}, not 1")
    if unknown := changes.keys() - weights.keys():
        raise ValueError(f"{name} changes parts that it does not have: {sorted(unknown)}")
    own = {part: _changed(parts[part], changes.get(part, {})) for part in weights}
    forms = tuple(values.pop("forms", ()))
    return Profile(name, values.pop("label", name), forms, own, weights, **values)


def load(text: str) -> Scoring:
    """From TOML. ValueError, TypeError or KeyError when a number does not add up or a key is unknown or missing."""
    content = tomllib.loads(text)
    parts = {name: _part(name, values) for name, values in content.pop("parts").items()}
    profiles = {name: _profile(name, values, parts) for name, values in content.pop("profiles").items()}
    consistency = _profile("consistency", content.pop("consistency"), parts)
    sets: dict[str, Any] = {name: frozenset(content.pop(name)) for name in ("wordless", "logoless", "power_words")}
    return Scoring(parts=parts, profiles=profiles, consistency=consistency, **sets, **content)


SCORING: Scoring = load((resources.files("studio_app.catalog") / "scoring.toml").read_text("utf-8"))
