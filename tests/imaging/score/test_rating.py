"""Points, weights and advice, for any measures: plain arithmetic."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.catalog.scoring import SCORING, PartSpec, Profile, Term
from studio_app.imaging.score.rating import (
    GOOD_TOTAL,
    MOST_SUGGESTIONS,
    Finding,
    Remedy,
    advise,
    rate,
    total_of,
    weighed,
)

SPECS = [(profile, spec) for profile in SCORING.profiles.values() for spec in profile.parts.values()]
NUMBERS = {
    "percent": 10.0, "width": 168.0, "best": 3.0, "text": "GG", "zone": "badge", "share": 5.0, "color": "#ff0000",
    "deficiency": "red-blind", "font": "Anton", "case": "capitals", "tone": "casual", "exact": 9.0,
}


def between(term: Term) -> st.SearchStrategy[float]:
    reach = abs(term.good - term.poor)
    return st.floats(min(term.good, term.poor) - reach, max(term.good, term.poor) + reach)


@st.composite
def measured(draw: st.DrawFn, spec: PartSpec, whole: bool = False) -> Finding:
    """Any subset of a part's measures (one that counts at least), each with a remedy that can be said.

    What has a value for its absence is always measured: nobody can be advised about what is not there.
    """
    terms = [*spec.terms, *spec.penalties]
    sure = draw(st.sampled_from([term for term in spec.terms if term.points]))
    kept = terms if whole else [t for t in terms if t is sure or t.absent is not None or draw(st.booleans())]
    measures = {term.metric: draw(between(term)) for term in kept}
    return Finding(measures, {metric: Remedy(numbers=NUMBERS) for metric in measures})


@settings(max_examples=300)
@given(st.data())
def test_a_part_is_between_0_and_100(data: st.DataObject) -> None:
    _, spec = data.draw(st.sampled_from(SPECS))
    finding = data.draw(measured(spec))
    assert 0 <= rate(spec, finding) <= 100 + 1e-9
    assert rate(spec, replace(finding, absent=0.3)) <= 100


@settings(max_examples=300)
@given(st.data())
def test_a_better_measure_never_lowers_a_part(data: st.DataObject) -> None:
    _, spec = data.draw(st.sampled_from(SPECS))
    finding = data.draw(measured(spec, whole=True))
    term = data.draw(st.sampled_from([*spec.terms, *spec.penalties]))
    step = data.draw(st.floats(0, 1)) * (term.good - term.poor)
    better = {**finding.measures, term.metric: finding.measures[term.metric] + step}
    assert rate(spec, replace(finding, measures=better)) >= rate(spec, finding) - 1e-9


def test_all_good_is_100_and_all_poor_is_0() -> None:
    for _, spec in SPECS:
        every = [*spec.terms, *spec.penalties]
        assert rate(spec, Finding({t.metric: t.good for t in every})) == pytest.approx(100)
        poor = [t for t in every if t.points]
        assert rate(spec, Finding({t.metric: t.poor for t in poor})) == pytest.approx(0)


def test_what_is_not_measured_leaves_its_points_to_the_rest() -> None:
    spec = SCORING.parts["text_readability"]
    best = {term.metric: term.good for term in spec.terms if term.metric != "feed_legibility"}
    assert rate(spec, Finding(best)) == pytest.approx(100)
    worst = {**best, "contrast": spec.term("contrast").poor}
    assert rate(spec, Finding(worst)) == pytest.approx(100 * (34 + 12) / 74)


def test_no_expression_counts_as_a_little() -> None:
    spec = SCORING.parts["emotional_intensity"]
    best = {term.metric: term.good for term in spec.terms if term.metric != "expression"}
    assert rate(spec, Finding(best)) == pytest.approx(100 - 20 * 0.6)


@pytest.mark.parametrize("absent", [0.0, 0.5, 1.0])
def test_no_face_is_neutral(absent: float) -> None:
    assert rate(SCORING.parts["face_presence"], Finding({}, absent=absent)) == 35 + 15 * absent


def test_no_words_are_40_points() -> None:
    assert rate(SCORING.parts["text_readability"], Finding({}, absent=0.0)) == 40


def found(profile: Profile, share: float) -> dict[str, Finding]:
    """Every measure that far from poor to good."""
    return {
        name: Finding(
            {t.metric: t.poor + share * (t.good - t.poor) for t in spec.terms},
            {t.metric: Remedy(numbers=NUMBERS) for t in spec.terms},
        )
        for name, spec in profile.parts.items()
    }


@settings(max_examples=200)
@given(st.sampled_from(list(SCORING.profiles.values())), st.data())
def test_advice_for_any_measures(profile: Profile, data: st.DataObject) -> None:
    names = data.draw(st.sets(st.sampled_from(sorted(profile.parts)), min_size=1))
    findings = {name: data.draw(measured(profile.parts[name])) for name in names}
    parts = weighed(profile, findings)
    total, advice = total_of(parts), advise(profile, findings, parts)
    assert 0 <= total <= 100
    assert sum(part.weight for part in parts) == pytest.approx(1, abs=1e-3)
    assert len(advice) <= MOST_SUGGESTIONS
    assert advice or total >= GOOD_TOTAL
    gains = [suggestion.gain for suggestion in advice]
    assert gains == sorted(gains, reverse=True) and all(gain >= 1 for gain in gains)


def test_every_sentence_can_be_said() -> None:
    for spec in SCORING.parts.values():
        for term in (*spec.terms, *spec.penalties):
            numbers: dict[str, Any] = {term.metric: 0.5, "good": 1.0, "poor": 0.0, **NUMBERS}
            for sentence in (term.say, term.otherwise):
                assert "{" not in sentence.format_map(numbers)
            assert term.because.endswith(".")


def test_gains_are_what_the_total_lacks() -> None:
    profile = SCORING.profiles["thumbnail"]
    findings = found(profile, 1.0)
    cap = profile.parts["text_readability"].term("cap_px")
    measures = {**findings["text_readability"].measures, "cap_px": cap.poor}
    findings["text_readability"] = replace(findings["text_readability"], measures=measures)
    parts = weighed(profile, findings)
    (only,) = advise(profile, findings, parts)
    assert only.metric == "cap_px" and only.gain == round(34 * 0.28) and total_of(parts) == 100 - only.gain


def test_a_fix_that_helps_little_is_not_offered_but_the_advice_is() -> None:
    profile = SCORING.profiles["thumbnail"]
    findings, term = found(profile, 1.0), profile.parts["color_contrast"].term("chroma")
    measures = {**findings["color_contrast"].measures, "chroma": term.poor / 2}
    for reached, offered in ((term.poor, False), (term.good, True)):
        remedy = Remedy({"vivid": 1.6}, reached, NUMBERS)
        findings["color_contrast"] = Finding(measures, {"chroma": remedy})
        (only,) = advise(profile, findings, weighed(profile, findings))
        assert (only.fix is not None) == offered and only.gain == round(30 * 0.22)
        assert ("nearly grey" in only.message) != offered


def test_one_edit_is_offered_once() -> None:
    profile = SCORING.profiles["thumbnail"]
    findings = found(profile, 0.0)
    for part, metric in (("color_contrast", "chroma"), ("emotional_intensity", "colorfulness")):
        remedies = {**findings[part].remedies, metric: Remedy({"vivid": 1.3}, numbers=NUMBERS)}
        findings[part] = replace(findings[part], remedies=remedies)
    advice = advise(profile, findings, weighed(profile, findings))
    vivid = [s for s in advice if s.fix and "vivid" in s.fix]
    assert len(vivid) == 1 and vivid[0].gain == round(30 * 0.22 + 34 * 0.14)
