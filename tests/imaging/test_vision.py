"""Contrast of pairs, sight of the colour-blind, and what would help."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.imaging.colour import delta_e2000, from_hex, luminance, oklch, to_hex
from studio_app.imaging.vision import (
    APART,
    DEFICIENCIES,
    Deficiency,
    contrast,
    contrasts,
    level,
    remedy,
    sights,
    simulate,
)

CHANNEL = st.integers(0, 255)
HEX = st.tuples(CHANNEL, CHANNEL, CHANNEL).map(lambda c: f"#{c[0]:02X}{c[1]:02X}{c[2]:02X}")
DEFICIENCY = st.sampled_from(DEFICIENCIES)
KIT = ("#7C3AED", "#EC4899", "#FACC15", "#120A24", "#F5F3FF")


@given(HEX, HEX)
def test_a_contrast_is_the_same_both_ways_and_within_bounds(first: str, second: str) -> None:
    there, back = contrast(first, second), contrast(second, first)
    assert there.ratio == back.ratio and 1 <= there.ratio <= 21
    assert there.level == back.level == level(there.ratio)
    # APCA is not symmetric; its sign says which of the two is the lighter one.
    assert there.lc * back.lc <= 0 and -108.1 <= there.lc <= 106.1


def test_known_contrasts() -> None:
    black = contrast("#000000", "#FFFFFF")
    assert (black.ratio, black.level, black.lc) == (21.0, "AAA", pytest.approx(106.0, abs=0.1))
    # 4.48 to 1, the usual example of a grey that just fails.
    assert (contrast("#777777", "#FFFFFF").ratio, contrast("#777777", "#FFFFFF").level) == (4.47, "AA_large")
    assert contrast("#767676", "#FFFFFF").level == "AA"
    assert contrast("#FACC15", "#7C3AED").level == "AA_large"
    assert contrast("#FACC15", "#FFFFFF").level == "fail"


def test_levels_begin_exactly_at_their_ratios() -> None:
    assert [level(ratio) for ratio in (1, 2.99, 3, 4.49, 4.5, 6.99, 7, 21)] == [
        "fail", "fail", "AA_large", "AA_large", "AA", "AA", "AAA", "AAA",
    ]  # fmt: skip


def test_the_matrix_has_every_ordered_pair_once() -> None:
    found = contrasts(KIT)
    assert [(pair.text, pair.background) for pair in found] == [(a, b) for a in KIT for b in KIT if a != b]
    assert contrasts(KIT[:1]) == contrasts(()) == ()


@pytest.mark.parametrize(
    ("color", "protan", "deutan", "tritan"),
    [("#ff0000", "#6c5c0c", "#a48b00", "#ff004e"), ("#0000ff", "#0038ff", "#0057fe", "#006288"),
     ("#7f3b11", "#514512", "#605208", "#813540")],
)  # fmt: skip
def test_the_published_matrices_are_used_each_on_its_side(color: str, protan: str, deutan: str, tritan: str) -> None:
    assert [to_hex(simulate(from_hex(color), kind)) for kind in DEFICIENCIES] == [protan, deutan, tritan]


@given(CHANNEL, DEFICIENCY)
def test_greys_stay_grey(channel: int, deficiency: Deficiency) -> None:
    grey = f"#{channel:02x}" + f"{channel:02x}" * 2
    assert to_hex(simulate(from_hex(grey), deficiency)) == grey


@given(HEX, DEFICIENCY)
def test_what_is_seen_is_a_colour_and_looks_the_same_to_the_same_eye(color: str, deficiency: Deficiency) -> None:
    once = simulate(from_hex(color), deficiency)
    assert all(0 <= channel <= 1 for channel in once)
    if all(0.002 < channel < 0.998 for channel in once):  # clipping to sRGB moves a colour off the plane
        assert delta_e2000(once, simulate(once, deficiency)) < 1.5


@given(HEX, st.sampled_from(("protan", "deutan")))
def test_all_that_the_red_green_blind_see_is_yellowish_or_bluish(color: str, deficiency: Deficiency) -> None:
    _, chroma, hue = oklch(simulate(from_hex(color), deficiency))
    assert chroma < 0.04 or 80 < hue < 115 or 235 < hue < 275


def test_who_confuses_what() -> None:
    protan, deutan, tritan = (sight.collapsed for sight in sights(("#D32F2F", "#388E3C")))
    assert [len(protan), len(deutan), len(tritan)] == [0, 1, 0]
    assert deutan[0].seen < APART < deutan[0].normal
    # Protanopes see red as nearly black.
    assert luminance(simulate(from_hex("#FF0000"), "protan")) < 0.6 * luminance(from_hex("#FF0000"))
    assert luminance(simulate(from_hex("#FF0000"), "deutan")) > luminance(from_hex("#FF0000"))
    # Tritanopes take greens for blues.
    assert [sight.deficiency for sight in sights(("#2FA58B", "#3F9FC8")) if sight.collapsed] == ["tritan"]


def test_the_least_distance_is_that_of_the_worst_pair() -> None:
    for sight in sights(KIT):
        seen = [simulate(from_hex(color), sight.deficiency) for color in KIT]
        worst = min(delta_e2000(a, b) for i, a in enumerate(seen) for b in seen[:i])
        assert sight.least == pytest.approx(worst, abs=0.06)
        assert sight.collapsed == ()


def test_colours_that_everybody_takes_for_one_are_not_called_a_trap() -> None:
    assert [sight.collapsed for sight in sights(("#112233", "#112234"))] == [()] * 3
    assert [sight.least for sight in sights(("#112233",))] == [100.0] * 3


@given(HEX, HEX)
def test_a_remedy_reaches_what_is_asked_and_keeps_the_hue(color: str, partner: str) -> None:
    found = remedy(color, partner)
    if contrast(color, partner).ratio >= 4.5:
        assert found is None
        return
    # Black or white carries text on any colour, so there always is a shade.
    assert found is not None and found.after >= 4.5 > found.before
    assert contrast(found.better, partner).ratio == found.after
    _, chroma, hue = oklch(from_hex(color))
    _, moved_chroma, moved = oklch(from_hex(found.better))
    if min(chroma, moved_chroma) > 0.05:
        assert abs((hue - moved + 180) % 360 - 180) < 12


def test_a_remedy_is_the_nearest_shade() -> None:
    found = remedy("#7C3AED", "#FACC15")
    assert found is not None and found.before == 3.72
    assert delta_e2000(from_hex("#7C3AED"), from_hex(found.better)) < 7
    assert remedy("#120A24", "#FACC15") is None
    assert remedy("#FFFFFF", "#808080", 21.0) is None
