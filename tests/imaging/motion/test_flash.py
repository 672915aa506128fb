"""The flash counter on films whose flashes are known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from studio_app.imaging.motion.effects import EFFECTS, Effect, animate
from studio_app.imaging.motion.flash import LIMIT, flashes_per_second
from studio_app.imaging.motion.frames import Frames
from tests.imaging.export.pictures import emote

BLACK, WHITE = (0, 0, 0, 255), (255, 255, 255, 255)


def grey_of(luminance: float) -> tuple[int, int, int, int]:
    value = 12.92 * luminance if luminance <= 0.0031308 else 1.055 * luminance ** (1 / 2.4) - 0.055
    return (*(round(255 * value),) * 3, 255)


def film(colours: list[tuple[int, ...]], duration: int = 50, share: float = 1.0) -> Frames:
    """Full frames of these colours; only the left `share` of each shows them, the rest stays grey."""
    images = []
    for colour in colours:
        image = Image.new("RGBA", (40, 20), (90, 90, 90, 255))
        image.paste(colour, (0, 0, round(40 * share), 20))
        images.append(image)
    return Frames(tuple(images), (duration,) * len(images))


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 10), st.integers(20, 100))
def test_a_strobe_is_counted_as_often_as_it_flashes(frames_per_state: int, duration: int) -> None:
    duration -= duration % 10
    period = 2 * frames_per_state * duration
    strobe = film([BLACK] * frames_per_state + [WHITE] * frames_per_state, duration)
    assert abs(flashes_per_second(strobe) - 1000 / period) < 1


@pytest.mark.parametrize(("rate", "safe"), [(1, True), (2, True), (3, True), (4, False), (6, False), (10, False)])
def test_three_a_second_are_the_limit(rate: int, safe: bool) -> None:
    half = round(500 / rate / 10) * 10
    strobe = Frames(film([BLACK, WHITE] * rate, 20).images, (half,) * (2 * rate))
    assert (flashes_per_second(strobe) <= LIMIT) is safe


def test_a_still_picture_and_a_single_change_do_not_flash() -> None:
    assert flashes_per_second(film([WHITE] * 5)) == 0
    assert flashes_per_second(film([BLACK] * 30 + [WHITE] * 30)) <= 1


def test_a_tenth_of_luminance_is_the_least_change() -> None:
    assert flashes_per_second(film([grey_of(0.30), grey_of(0.39)] * 10)) == 0
    assert flashes_per_second(film([grey_of(0.30), grey_of(0.42)] * 10)) == 10


def test_bright_changes_are_not_flashes() -> None:
    assert flashes_per_second(film([grey_of(0.82), grey_of(0.99)] * 10)) == 0
    assert flashes_per_second(film([grey_of(0.78), grey_of(0.99)] * 10)) == 10


def test_a_quarter_of_the_picture_is_the_least_area() -> None:
    assert flashes_per_second(film([BLACK, WHITE] * 10, share=0.2)) == 0
    assert flashes_per_second(film([BLACK, WHITE] * 10, share=0.3)) == 10


def test_what_flashes_in_two_steps_flashes() -> None:
    """A fifth of the picture and then another, 20 milliseconds apart; by turns over a second it is a movement."""
    def shown(left: bool, right: bool) -> Image.Image:
        image = Image.new("RGBA", (40, 20), (90, 90, 90, 255))
        image.paste(WHITE if left else BLACK, (0, 0, 8, 20))
        image.paste(WHITE if right else BLACK, (8, 0, 16, 20))
        return image

    states = [(False, False), (True, False), (True, True), (False, True)]
    quick = Frames(tuple(shown(*state) for state in states * 6), (20,) * 24)
    slow = Frames(tuple(shown(*state) for state in states * 6), (60,) * 24)
    assert flashes_per_second(quick) > LIMIT and flashes_per_second(slow) == 0


def test_slow_fades_add_up() -> None:
    ramp = [grey_of(value) for value in (0.1, 0.13, 0.16, 0.19, 0.22, 0.25, 0.22, 0.19, 0.16, 0.13)]
    assert flashes_per_second(film(ramp * 2, 50)) == 2


def test_saturated_red_counts_at_equal_luminance() -> None:
    red = (255, 0, 0, 255)
    grey = grey_of(0.2126)
    assert flashes_per_second(film([red, grey] * 10)) == 10
    dull = (120, 90, 90, 255)
    luminance = float(np.dot([((c / 255 + 0.055) / 1.055) ** 2.4 for c in dull[:3]], [0.2126, 0.7152, 0.0722]))
    assert flashes_per_second(film([dull, grey_of(luminance)] * 10)) == 0


def light_of(red: float, green: float, blue: float) -> tuple[int, ...]:
    """The sRGB colour of that linear light."""
    return (*(round(255 * (1.055 * value ** (1 / 2.4) - 0.055)) for value in (red, green, blue)), 255)


def test_red_that_stays_as_red_does_not_flash() -> None:
    """Red less green and blue counts, by 20 of 320: brighter but paler red is no red flash."""
    assert flashes_per_second(film([light_of(0.5, 0.06, 0.06), light_of(0.6, 0.11, 0.11)] * 10)) == 0
    assert flashes_per_second(film([light_of(0.5, 0.06, 0.06), light_of(0.6, 0.06, 0.06)] * 10)) == 10


def test_clear_places_are_seen_on_dark_and_on_light_pages() -> None:
    clear = (0, 0, 0, 0)
    assert flashes_per_second(film([clear, WHITE] * 10)) == 10
    assert flashes_per_second(film([clear, BLACK] * 10)) == 10


def test_a_short_loop_goes_on_and_on() -> None:
    assert flashes_per_second(film([BLACK, WHITE], 50)) == 10


def test_where_the_film_begins_does_not_matter() -> None:
    colours = [BLACK] * 3 + [WHITE] * 2 + [BLACK] * 5 + [grey_of(0.5)] * 4
    rates = {flashes_per_second(film(colours[i:] + colours[:i])) for i in range(len(colours))}
    assert max(rates) - min(rates) <= 1


@pytest.mark.parametrize("effect", EFFECTS)
@pytest.mark.parametrize("seconds", [0.8, 1.5, 3])
def test_our_own_effects_are_safe(effect: Effect, seconds: float) -> None:
    assert flashes_per_second(animate(emote(64), effect, seconds, 20, 3)) <= LIMIT
