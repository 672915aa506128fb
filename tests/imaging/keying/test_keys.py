"""Which key is asked for, and in which words."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.imaging.colour import from_hex, from_oklch, oklab, oklch, to_hex
from studio_app.imaging.keying.keys import (
    BLUE,
    GREEN,
    KEY_BY_NAME,
    KEYS,
    MAGENTA,
    Key,
    choose_key,
    key_distance,
    prompt_sentence,
)

HEX = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
GREY = st.integers(0, 255).map(lambda level: f"#{level:02x}{level:02x}{level:02x}")


def _hued(key: Key) -> st.SearchStrategy[str]:
    """Colours that people would call by the key's name."""
    hue = oklch(key.rgb)[2]
    seen = st.builds(from_oklch, st.floats(0.25, 0.9), st.floats(0.12, 0.3), st.floats(hue - 25, hue + 25))
    return seen.filter(lambda colour: oklch(colour)[1] > 0.11).map(to_hex)


def test_the_three_keys() -> None:
    assert {key.hex for key in KEYS} == {"#00FF00", "#FF00FF", "#0000FF"}
    assert (MAGENTA.rgb, GREEN.rgb, BLUE.rgb) == ((1, 0, 1), (0, 1, 0), (0, 0, 1))
    assert KEY_BY_NAME["green"] is GREEN


@given(st.lists(HEX, min_size=1, max_size=7))
def test_no_other_key_is_farther_from_the_palette(palette: list[str]) -> None:
    def least(key: Key) -> float:
        """By the definition: OKLab with lightness at 0.35."""
        l1, a1, b1 = oklab(key.rgb)
        labs = [oklab(from_hex(colour)) for colour in palette]
        return min(math.sqrt((0.35 * (l1 - l2)) ** 2 + (a1 - a2) ** 2 + (b1 - b2) ** 2) for l2, a2, b2 in labs)

    assert least(choose_key(palette)) == pytest.approx(max(map(least, KEYS)))


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_art_is_never_keyed_on_its_own_colour(key: Key) -> None:
    @given(st.lists(_hued(key), min_size=1, max_size=3), st.lists(GREY, max_size=4))
    def check(own: list[str], greys: list[str]) -> None:
        assert choose_key([*greys, *own]) is not key

    check()


@given(st.lists(HEX, min_size=1, max_size=6), st.randoms())
def test_the_order_of_the_palette_does_not_matter(palette: list[str], dice: object) -> None:
    assert choose_key(palette) == choose_key(palette[::-1])


def test_without_colours_or_with_greys_only_it_is_magenta() -> None:
    assert choose_key([]) is MAGENTA
    assert choose_key(["#000000", "#ffffff", "#808080"]) is MAGENTA


def test_dark_green_counts_as_green() -> None:
    assert choose_key(["#0b3d12"]) is not GREEN
    assert key_distance(GREEN, from_hex("#0b3d12")) < key_distance(MAGENTA, from_hex("#0b3d12"))


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_the_sentence_says_what_a_cutter_needs(key: Key) -> None:
    said = prompt_sentence(key)
    wanted = (f"flat solid {key.hex} background", "no shadow", "no gradient", "thick dark outline", "margin", key.name)
    assert [words for words in wanted if words not in said] == []
    assert not any(other.hex in said for other in KEYS if other is not key)


def test_an_unreadable_colour_is_an_error() -> None:
    with pytest.raises(ValueError, match="not a colour"):
        choose_key(["green"])
