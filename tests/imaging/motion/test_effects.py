"""Effects: the still picture first, no seam at the end of the loop, nothing cut off, the same frames every time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from studio_app.imaging.motion.effects import EFFECTS, MAX_FRAMES, Effect, animate
from studio_app.imaging.motion.frames import Frames, even
from tests.imaging.export.pictures import emote

FACE = emote(64)
any_effect = st.sampled_from(EFFECTS)


def premultiplied(image: Image.Image) -> np.ndarray:
    return np.asarray(image.convert("RGBa")).astype(int)


def change(first: Image.Image, second: Image.Image) -> float:
    return float(np.abs(premultiplied(first) - premultiplied(second)).mean())


@settings(max_examples=100, deadline=None)
@given(any_effect, st.floats(0.2, 4), st.floats(1, 60), st.integers(0, 10**6))
def test_every_loop_keeps_its_promises(effect: Effect, seconds: float, fps: float, seed: int) -> None:
    frames = animate(emote(24), effect, seconds, fps, seed)
    assert 2 <= len(frames) <= MAX_FRAMES
    assert frames.size == (24, 24)
    assert frames.seconds == pytest.approx(seconds, abs=0.011)
    assert frames.images[0].tobytes() == emote(24).tobytes()
    assert max(frames.durations) - min(frames.durations) <= 10


@pytest.mark.parametrize("effect", EFFECTS)
@pytest.mark.parametrize("seed", [1, 2])
def test_the_loop_closes_without_a_jump(effect: Effect, seed: int) -> None:
    frames = animate(FACE, effect, 1.5, 30, seed)
    steps = [change(a, b) for a, b in zip(frames.images, frames.images[1:], strict=False)]
    assert max(steps) > 0.5, "something moves"
    assert change(frames.images[-1], frames.images[0]) <= max(steps) * 1.05
    assert max(steps) < 60


@pytest.mark.parametrize("effect", [effect for effect in EFFECTS if effect != "wipe"])
@pytest.mark.parametrize("fill", ["face", "whole frame"])
def test_nothing_leaves_the_frame(effect: Effect, fill: str) -> None:
    picture = FACE if fill == "face" else Image.new("RGBA", (64, 40), (200, 30, 90, 255))
    still = premultiplied(picture)[..., 3]
    for image in animate(picture, effect, 1.5, 20, 3).images:
        alpha = premultiplied(image)[..., 3]
        if fill == "face":
            border = np.concatenate([alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]])
            assert border.max() < 200, "a face that is cut has a solid border"
        assert alpha.sum() >= 0.25 * still.sum()


@pytest.mark.parametrize("effect", EFFECTS)
def test_the_same_seed_gives_the_same_frames(effect: Effect) -> None:
    first, again = (animate(FACE, effect, 1, 12, 11) for _ in range(2))
    assert [image.tobytes() for image in first.images] == [image.tobytes() for image in again.images]


@pytest.mark.parametrize("effect", ["shake", "spin", "wipe"])
def test_seeds_choose_the_direction(effect: Effect) -> None:
    seen = {animate(FACE, effect, 1, 12, seed).images[1].tobytes() for seed in range(12)}
    assert len(seen) > 1


def test_a_spin_turns_about_the_middle() -> None:
    picture = Image.new("RGBA", (60, 60))
    picture.paste((255, 0, 0, 255), (26, 4, 34, 12))
    quarter = animate(picture, "spin", 1.6, 10, 0).images[4]
    y, x = np.nonzero(premultiplied(quarter)[..., 3] > 128)
    assert abs(y.mean() - 29.5) < 0.6
    assert abs(abs(x.mean() - 29.5) - 22) < 0.6


def test_a_bounce_stands_on_its_feet() -> None:
    for image in animate(FACE, "bounce", 1, 20, 0).images[:4]:
        rows = np.flatnonzero(premultiplied(image)[..., 3].max(1) > 128)
        assert abs(rows[-1] - np.flatnonzero(premultiplied(FACE)[..., 3].max(1) > 128)[-1]) <= 1


def test_a_wipe_is_empty_in_the_middle_and_a_stinger_at_both_ends() -> None:
    frames = animate(FACE, "wipe", 1, 20, 5)
    assert premultiplied(frames.images[10])[..., 3].max() == 0
    stinger = frames.from_empty()
    assert len(stinger) == len(frames)
    assert stinger.seconds == frames.seconds
    assert [premultiplied(stinger.images[i])[..., 3].max() for i in (0, -1)] == [0, 0]
    assert stinger.images[10].tobytes() == FACE.tobytes()


def test_an_empty_picture_moves_without_a_fault() -> None:
    for effect in EFFECTS:
        assert len(animate(Image.new("RGBA", (8, 8)), effect, 1, 10, 0)) == 10


@pytest.mark.parametrize(
    ("effect", "seconds", "fps"), [("jump", 1, 10), ("spin", 0.1, 10), ("spin", 31, 10), ("spin", 1, 0)]
)
def test_what_cannot_be_animated_is_refused(effect: Effect, seconds: float, fps: float) -> None:
    with pytest.raises(ValueError, match="cannot animate"):
        animate(FACE, effect, seconds, fps, 0)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=30))
def test_thinning_and_merging_keep_the_film_as_long(shades: list[int]) -> None:
    images = [Image.new("RGBA", (2, 2), (shade, 0, 0, 255)) for shade in shades]
    frames = even(images, len(images) * 0.05)
    merged, thinned = frames.merged(), frames.thinned()
    assert merged.seconds == thinned.seconds == frames.seconds
    assert all(a.tobytes() != b.tobytes() for a, b in zip(merged.images, merged.images[1:], strict=False))
    assert len(thinned) <= len(shades) // 2 + 1
    assert (thinned.images[0], thinned.images[-1]) == (frames.images[0], frames.images[-1])


def test_frames_refuse_what_no_format_holds() -> None:
    image = Image.new("RGBA", (2, 2))
    for images, durations in (((), ()), ((image,), (10,)), ((image,), (25,)), ((image,), (20, 20)),
                              ((image, Image.new("RGBA", (3, 2))), (20, 20)), ((image.convert("RGB"),), (20,))):
        with pytest.raises(ValueError, match="frame"):
            Frames(images, durations)
