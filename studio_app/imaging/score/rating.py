"""From measures to points, and from missing points to advice. Pure arithmetic over the catalogue's terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from studio_app.catalog.scoring import PartSpec, Profile, Term
from studio_app.imaging.score.report import Edit, Mark, Part, Suggestion

MOST_SUGGESTIONS: Final = 5
GOOD_TOTAL: Final = 70
LEAST_GAIN: Final = 0.5
# An edit that brings back less than this share of what is missing is not offered; the advice is.
WORTHWHILE: Final = 0.05


@dataclass(frozen=True, slots=True)
class Remedy:
    """What can be done about one measure: the edit, the measure it would reach (`good` when not said), and numbers
    for the sentence. Without an edit the term's other sentence is said, if it has one.
    """

    fix: Edit | None = None
    reached: float | None = None
    numbers: Mapping[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one part saw. `absent` (0..1) means that its object is not there, and how well the picture does without."""

    measures: Mapping[str, float]
    remedies: Mapping[str, Remedy] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    absent: float | None = None


@dataclass(frozen=True, slots=True)
class _Gap:
    """Points (of the part's 100) that a term lost and its remedy can bring back; without an edit, all that it lost."""

    metric: str
    points: float
    message: str
    reason: str
    fix: Edit | None


_Advice = tuple[float, Part, _Gap]


def _known(part: PartSpec, measures: Mapping[str, float]) -> list[tuple[Term, float]]:
    """(term, fulfilment) of everything that counts."""
    known = [(term, term.fulfilled(measures[term.metric])) for term in part.terms if term.metric in measures]
    known += [(t, t.absent) for t in part.terms if t.metric not in measures and t.absent is not None]
    return [(term, share) for term, share in known if term.points > 0]


def rate(part: PartSpec, finding: Finding) -> float:
    """The part's score, 0..100. Terms without a measure leave their points to the others; with none at all it is 0."""
    if finding.absent is not None and part.absence is not None:
        return part.absence.low + (part.absence.high - part.absence.low) * finding.absent
    known = _known(part, finding.measures)
    total = sum(term.points for term, _ in known)
    if not total:
        return 0.0
    points = 100 * sum(term.points * share for term, share in known) / total
    taken = [(p, p.fulfilled(finding.measures[p.metric])) for p in part.penalties if p.metric in finding.measures]
    return max(0.0, points - sum(penalty.points * (1 - share) for penalty, share in taken))


def _gap(term: Term, finding: Finding, scale: float) -> _Gap | None:
    value = finding.measures[term.metric]
    share, remedy = term.fulfilled(value), finding.remedies.get(term.metric, Remedy())
    if share >= 1 or not term.points:
        return None
    reached = 1.0 if remedy.reached is None else term.fulfilled(remedy.reached)
    if reached - share < WORTHWHILE * (1 - share):
        reached, remedy = 1.0, Remedy(numbers=remedy.numbers)
    points = term.points * scale * (reached - share)
    sentence = term.otherwise if remedy.fix is None and term.otherwise else term.say
    numbers = {**finding.measures, "good": term.good, "poor": term.poor, **remedy.numbers}
    return _Gap(term.metric, points, sentence.format_map(numbers), term.because, remedy.fix)


def _without(part: PartSpec, finding: Finding) -> list[_Gap]:
    """What helps a picture that does without the part's object."""
    if part.absence is None or finding.absent is None or finding.absent >= 1:
        return []
    terms = [part.term(metric) for metric in finding.remedies]
    points = (part.absence.high - part.absence.low) * (1 - finding.absent)
    found = [(term, finding.remedies[term.metric]) for term in terms]
    return [
        _Gap(t.metric, points, t.say.format_map({**finding.measures, **r.numbers}), t.because, r.fix) for t, r in found
    ]


def _gaps(part: PartSpec, finding: Finding) -> list[_Gap]:
    if finding.absent is not None and part.absence is not None:
        missing = part.absence.usual - rate(part, finding)
        return [_Gap("absence", missing, part.absence.say, part.absence.because, None), *_without(part, finding)]
    scale = 100 / (sum(term.points for term, _ in _known(part, finding.measures)) or 100)
    found = [_gap(term, finding, scale) for term in part.terms if term.metric in finding.measures]
    found += [_gap(term, finding, 1.0) for term in part.penalties if term.metric in finding.measures]
    return [gap for gap in found if gap is not None]


def weighed(profile: Profile, findings: Mapping[str, Finding]) -> tuple[Part, ...]:
    """The parts that were found, in the profile's order, with weights that add up to 1 again."""
    total = sum(profile.weights[name] for name in findings) or 1.0
    found = ((spec, findings[name], profile.weights[name]) for name, spec in profile.parts.items() if name in findings)
    return tuple(
        Part(spec.name, round(rate(spec, finding)), round(weight / total, 4), dict(finding.measures))
        for spec, finding, weight in found
    )


def total_of(parts: Iterable[Part]) -> int:
    """The weighted mean of the parts, 0..100; 0 of none."""
    return min(100, max(0, round(sum(part.score * part.weight for part in parts))))


def _paths(edit: Edit, start: str = "") -> frozenset[str]:
    """The fields that an edit changes: `title.scale`."""
    found: set[str] = set()
    for name, value in edit.items():
        found |= _paths(value, f"{start}{name}.") if isinstance(value, Mapping) else {f"{start}{name}"}
    return frozenset(found)


def _ranked(profile: Profile, findings: Mapping[str, Finding], parts: tuple[Part, ...]) -> list[_Advice]:
    """By points of the total. What one edit mends, or one measure means to two parts, is named once for all."""
    found = ((part, gap) for part in parts for gap in _gaps(profile.parts[part.name], findings[part.name]))
    gaps = [(gap.points * part.weight, part, gap) for part, gap in found]
    gaps.sort(key=lambda item: (-item[0], item[1].name, item[2].metric))
    merged: dict[str | frozenset[str], _Advice] = {}
    for worth, part, gap in gaps:
        key = gap.metric if gap.fix is None else _paths(gap.fix)
        known = merged.get(key)
        merged[key] = (worth, part, gap) if known is None else (known[0] + worth, *known[1:])
    return sorted(merged.values(), key=lambda item: -item[0])


def advise(profile: Profile, findings: Mapping[str, Finding], parts: tuple[Part, ...]) -> tuple[Suggestion, ...]:
    """Suggestions by gain, those worth half a point of the total at least; when the total is low, the best anyway."""
    ranked, total = _ranked(profile, findings, parts), total_of(parts)
    worthy = [item for item in ranked if item[0] >= LEAST_GAIN]
    if not worthy and total < GOOD_TOTAL:
        worthy = ranked[:1]
    return tuple(
        Suggestion(part.name, gap.metric, gap.message, gap.reason, max(1, round(min(worth, 100 - total))), gap.fix)
        for worth, part, gap in worthy[:MOST_SUGGESTIONS]
    )
