"""Colour arithmetic against published values and round trips."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.imaging import colour
from studio_app.imaging.colour import (
    BLACK,
    WHITE,
    Roles,
    adjust,
    apca_lc,
    delta_e2000,
    from_hex,
    from_oklch,
    mix,
    oklab,
    oklch,
    readable,
    to_hex,
    wcag,
)
from studio_app.imaging.pixels import from_oklab, to_oklab

CHANNEL = st.integers(0, 255)
HEX = st.tuples(CHANNEL, CHANNEL, CHANNEL).map(lambda c: f"#{c[0]:02x}{c[1]:02x}{c[2]:02x}")


@given(HEX)
def test_hex_and_oklch_round_trips(text: str) -> None:
    rgb = from_hex(text)
    assert to_hex(rgb) == text
    assert to_hex(from_oklch(*oklch(rgb))) == text


@given(st.floats(0.08, 1), st.floats(0, 0.5), st.floats(0, 360))
def test_out_of_gamut_colours_keep_lightness_and_hue(lightness: float, chroma: float, hue: float) -> None:
    made = from_oklch(lightness, chroma, hue)
    assert all(0 <= c <= 1 for c in made)
    found_lightness, found_chroma, found_hue = oklch(made)
    assert found_lightness == pytest.approx(lightness, abs=0.01)
    assert found_chroma <= chroma + 0.01
    if found_chroma > 0.03:
        assert abs((found_hue - hue + 180) % 360 - 180) < 3


def test_known_values() -> None:
    assert oklab(WHITE) == pytest.approx((1, 0, 0), abs=1e-3)
    assert oklab(from_hex("#ff0000")) == pytest.approx((0.6280, 0.2249, 0.1258), abs=1e-3)
    assert wcag(BLACK, WHITE) == pytest.approx(21)
    assert wcag(from_hex("#777"), WHITE) == pytest.approx(4.48, abs=0.01)
    # Reference values of the APCA 0.1.9 test set.
    assert apca_lc(from_hex("#888"), WHITE) == pytest.approx(63.06, abs=0.1)
    assert apca_lc(WHITE, from_hex("#888")) == pytest.approx(-68.54, abs=0.1)
    assert apca_lc(BLACK, from_hex("#aaa")) == pytest.approx(58.15, abs=0.1)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    # Rows 1, 7, 13 and 20 of the CIEDE2000 test data by Sharma et al., given in CIELAB.
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((50, 2.5, 0), (58, 24, 15), 19.4535),
    ],
)
def test_ciede2000_reference(
    first: tuple[float, ...], second: tuple[float, ...], expected: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(colour, "_cielab", lambda lab: lab)
    assert delta_e2000(first, second) == pytest.approx(expected, abs=1e-4)  # type: ignore[arg-type]


@given(HEX, HEX)
def test_readable_reaches_the_ratio(text: str, ground: str) -> None:
    assert wcag(readable(from_hex(text), from_hex(ground)), from_hex(ground)) >= 4.5 - 1e-9


@given(HEX)
def test_readable_leaves_good_colours_alone(text: str) -> None:
    rgb = from_hex(text)
    if wcag(rgb, BLACK) >= 4.5:
        assert readable(rgb, BLACK) == rgb


@given(st.lists(HEX, min_size=1, max_size=7))
def test_roles_keep_brand_colours_exact(colours: list[str]) -> None:
    roles = Roles(colours)
    assert roles.exact == tuple(colours)
    assert to_hex(roles.primary) == colours[0]
    if len(colours) > 1:
        assert to_hex(roles.accent) in colours[1:]
    for ground in (roles.primary, roles.secondary, roles.accent, roles.night, roles.paper):
        assert wcag(roles.on(ground), ground) >= 4.5
    assert wcag(roles.ink, roles.paper) > 12 and wcag(WHITE, roles.night) > 12


def test_mix_and_adjust() -> None:
    red, blue = from_hex("#ff0000"), from_hex("#0000ff")
    assert to_hex(mix(red, blue, 0)) == "#ff0000" and to_hex(mix(red, blue, 1)) == "#0000ff"
    assert oklch(adjust(red, 0.4))[0] == pytest.approx(0.4, abs=0.01)
    assert oklch(adjust(from_hex("#808080"), 0.5, 0.2))[1] < 0.01


def test_bad_hex() -> None:
    with pytest.raises(ValueError, match="not a colour"):
        from_hex("#12345")


def test_arrays_agree_with_scalars() -> None:
    values = np.random.default_rng(0).integers(0, 256, (50, 3))
    lab = to_oklab(values)
    for row, expected in zip(values, lab, strict=True):
        assert oklab(tuple(float(v) / 255 for v in row)) == pytest.approx(tuple(expected), abs=1e-3)  # type: ignore[arg-type]
    assert np.abs(from_oklab(lab) - values).max() <= 1
