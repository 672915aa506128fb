"""Encoded loops decoded again: frames, durations, size and transparency; and the byte limit, always."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from studio_app.catalog.asset_types import Motion, MotionFormat
from studio_app.imaging.encode import CannotFit
from studio_app.imaging.motion import matroska, vpx
from studio_app.imaging.motion.effects import EFFECTS, Effect, animate
from studio_app.imaging.motion.encoders import CODECS, can_encode, encode_webm
from studio_app.imaging.motion.fitting import encode_motion
from studio_app.imaging.motion.frames import Frames, even
from studio_app.imaging.motion.gif import CLEAR, encode_gif, indexed, palette_for
from studio_app.imaging.motion.reading import read_loop
from tests.imaging.export.pictures import emote, noise

FORMATS: tuple[MotionFormat, ...] = ("gif", "apng", "webp", "webm")
DECODED: tuple[MotionFormat, ...] = ("gif", "apng", "webp")


def premultiplied(image: Image.Image) -> np.ndarray:
    return np.asarray(image.convert("RGBa")).astype(int)


@pytest.mark.parametrize("effect", EFFECTS)
@pytest.mark.parametrize("format", DECODED)
def test_every_frame_comes_back(format: MotionFormat, effect: Effect) -> None:
    frames = animate(emote(48), effect, 1.2, 15, 2).merged()
    loop = read_loop(CODECS[format].encode(frames, CODECS[format].levels[0]), format)
    assert (loop.width, loop.height, loop.count) == (48, 48, len(frames))
    assert loop.seconds == frames.seconds
    assert loop.frames is not None
    assert loop.frames.durations == frames.durations
    for shown, meant in zip(loop.frames.images, frames.images, strict=True):
        apart = np.abs(premultiplied(shown) - premultiplied(meant))
        hard = np.asarray(meant.getchannel("A"))
        clear_cut = (hard < 20) | (hard > 235)
        assert apart[clear_cut].mean() < {"gif": 2, "apng": 0.001, "webp": 8}[format]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 2**32), min_size=1, max_size=6), st.integers(1, 12), st.integers(1, 12), st.data())
def test_a_gif_shows_exactly_its_indices(seeds: list[int], width: int, height: int, data: st.DataObject) -> None:
    """Any film, however frames appear and vanish: what a decoder shows is what was meant, pixel by pixel."""
    images = []
    for seed in seeds:
        pixels = np.random.default_rng(seed % 7).integers(0, 4, (height, width, 4), dtype=np.uint8) * 85
        pixels[..., 3] = np.where(np.random.default_rng(seed).random((height, width)) < seed % 4 / 3, 255, 0)
        images.append(Image.fromarray(pixels, "RGBA"))
    frames, colours = even(images, 0.05 * len(images)), data.draw(st.integers(2, 255))
    palette = palette_for(frames, colours)
    table = np.array(palette.getpalette("RGB")).reshape(-1, 3)
    assert len(table) <= colours
    with Image.open(io.BytesIO(encode_gif(frames, colours))) as film:
        assert getattr(film, "n_frames", 1) == len(images)
        for i, image in enumerate(images):
            film.seek(i)
            meant, shown = indexed(image, palette), np.asarray(film.convert("RGBA"))
            assert np.array_equal(shown[..., 3] == 255, meant != CLEAR)
            assert np.array_equal(shown[meant != CLEAR][:, :3], table[meant[meant != CLEAR]])


def test_a_gif_loops_for_ever_and_dithers_no_edge() -> None:
    frames = animate(emote(64), "spin", 1, 10, 0)
    with Image.open(io.BytesIO(encode_gif(frames, 32))) as film:
        assert film.info["loop"] == 0
    flat = Image.new("RGBA", (40, 40), (250, 204, 21, 255))
    flat.paste((40, 16, 70, 255), (20, 0, 40, 40))
    indices = indexed(flat, palette_for(even([flat], 0.1), 16))
    assert [len(np.unique(part)) for part in (indices[:, :20], indices[:, 20:])] == [1, 1]


def test_smooth_colours_are_dithered_when_the_palette_is_short() -> None:
    ramp = np.linspace(0, 255, 64).astype(np.uint8)
    pixels = np.dstack([np.tile(ramp, (64, 1))] * 3 + [np.full((64, 64), 255, np.uint8)])
    image = Image.fromarray(pixels, "RGBA")
    indices = indexed(image, palette_for(even([image], 0.1), 8))
    assert max(len(np.unique(column)) for column in indices.T[8:-8]) > 1


def test_the_edge_of_a_shape_is_never_dithered() -> None:
    y, x = np.mgrid[0:64, 0:64]
    disc = ((x - 32) ** 2 + (y - 32) ** 2 < 28**2).astype(np.uint8)
    image = Image.fromarray(np.dstack([x * 4, y * 4, x * 2 + y * 2, disc * 255]).astype(np.uint8), "RGBA")
    palette = palette_for(even([image], 0.1), 8)
    shown = indexed(image, palette)
    plain = np.asarray(image.convert("RGB").quantize(palette=palette, dither=Image.Dither.NONE))
    inner = cv2.erode(disc, np.ones((5, 5), np.uint8)) > 0
    rim = (disc > 0) & ~inner
    assert np.array_equal(shown[rim], plain[rim])
    assert not np.array_equal(shown[inner], plain[inner])


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    format=st.sampled_from(FORMATS), limit=st.integers(300, 40_000), effect=st.sampled_from(EFFECTS),
    max_frames=st.integers(2, 60), rough=st.booleans(),
)
def test_never_over_the_limit(
    format: MotionFormat, limit: int, effect: Effect, max_frames: int, rough: bool
) -> None:
    picture = noise(20, 20, alpha=True) if rough else emote(20)
    frames = animate(picture, effect, 0.8, 10, 1)
    try:
        made = encode_motion(frames, format, Motion((format,), limit, max_frames))
    except CannotFit as fault:
        assert fault.details == {"format": format, "max_bytes": limit}
        assert limit < 8_000
        return
    loop = read_loop(made.data, format)
    assert len(made.data) <= limit
    assert (loop.width, loop.height) == (20, 20)
    assert loop.count <= len(made.shown) <= max_frames
    if format in ("gif", "webm"):
        assert loop.count == len(made.shown)
    if loop.count > 1:  # what fewer colours made equal is one frame, shown as long
        assert loop.seconds == pytest.approx(frames.seconds)
    assert made.shown.seconds == frames.seconds


def test_colours_go_before_frames() -> None:
    frames = animate(emote(64), "spin", 1.5, 20, 1)
    best = len(encode_gif(frames, 255))
    reduced = encode_motion(frames, "gif", Motion(("gif",), best - 1))
    assert len(reduced.shown) == len(frames)
    fewer = encode_motion(frames, "gif", Motion(("gif",), best // 3))
    assert len(fewer.shown) < len(frames)
    assert fewer.shown.size == (64, 64)


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_frames_give_the_same_bytes(format: MotionFormat) -> None:
    motion = Motion((format,), 10**6)
    first, again = (encode_motion(animate(emote(40), "bounce", 1, 10, 4), format, motion).sha256 for _ in range(2))
    assert first == again


def _played(data: bytes, folder: Path, name: str) -> list[np.ndarray]:
    """RGB frames as a video player decodes them."""
    path = folder / name
    path.write_bytes(data)
    player = cv2.VideoCapture(str(path))
    shown = []
    while (answer := player.read())[0]:
        shown.append(cv2.cvtColor(answer[1], cv2.COLOR_BGR2RGB))
    return shown


def test_a_webm_plays_with_its_colours_and_its_alpha(tmp_path: Path) -> None:
    frames = animate(emote(64), "bounce", 1, 20, 1).merged()
    data = encode_webm(frames, 10)
    track = matroska.read(data)
    assert (track.width, track.height, len(track.shots)) == (64, 64, len(frames))
    assert track.duration == 1000 * frames.seconds
    assert [shot.duration for shot in track.shots] == list(frames.durations)
    colours = _played(data, tmp_path, "colours.webm")
    bare = [matroska.Shot(shot.alpha or b"", None, shot.at, shot.duration) for shot in track.shots]
    alphas = _played(matroska.write(64, 64, bare), tmp_path, "alpha.webm")
    assert len(colours) == len(alphas) == len(frames)
    for rgb, grey, meant in zip(colours, alphas, frames.images, strict=True):
        pixels = np.asarray(meant).astype(int)
        solid = cv2.erode((pixels[..., 3] == 255).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
        assert np.abs(rgb[solid].astype(int) - pixels[solid][:, :3]).mean() < 12
        # The player stretches 16..235 to 0..255; the plane itself holds alpha as it is.
        plane = np.clip(grey[..., 0].astype(int) * 219 / 255 + 16, 16, 235)
        assert np.abs(plane - np.clip(pixels[..., 3], 16, 235)).mean() < 4


@pytest.mark.parametrize("size", [(33, 21), (1, 1), (64, 3)])
def test_odd_sizes_are_kept_in_webm(size: tuple[int, int]) -> None:
    frames = even([emote(64).resize(size), noise(*size, alpha=True)], 0.2)
    track = matroska.read(encode_webm(frames, 20))
    assert (track.width, track.height, len(track.shots)) == (*size, 2)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.binary(min_size=1, max_size=300), st.binary(min_size=1, max_size=300),
                          st.integers(20, 800)), min_size=1, max_size=30), st.integers(1, 5000), st.integers(1, 5000))
def test_the_container_gives_back_what_was_put_in(
    packets: list[tuple[bytes, bytes, int]], width: int, height: int
) -> None:
    at, shots = 0, []
    for colour, alpha, duration in packets:
        shots.append(matroska.Shot(colour, alpha, at, duration))
        at += duration
    data = matroska.write(width, height, shots)
    assert matroska.read(data) == matroska.Track(width, height, at, tuple(shots))
    with pytest.raises(ValueError, match="WebM"):
        matroska.read(data[: len(data) // 2])


def test_systems_without_vp9_write_every_other_format(monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(can_encode(format) for format in FORMATS)
    for lack in (None, Path("/nowhere")):
        origin = None if lack is None else _Spec(str(lack / "cv2/__init__.py"))
        monkeypatch.setattr(vpx.util, "find_spec", lambda name, found=origin: found)
        vpx.load_vpx.cache_clear()
        assert not can_encode("webm")
        assert can_encode("gif")
        with pytest.raises(OSError, match="no libvpx"):
            encode_webm(even([emote(8)], 0.1), 20)
    vpx.load_vpx.cache_clear()


class _Spec:
    def __init__(self, origin: str) -> None:
        self.origin: Any = origin


def test_a_library_with_another_interface_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vpx, "_INTERFACES", (1, 99))
    with pytest.raises(OSError, match="interface"):
        vpx.Encoder(16, 16, 20)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x1a\x45\xdf\xa3", b"no picture at all"])
def test_what_is_no_loop_is_refused(format: MotionFormat, data: bytes) -> None:
    with pytest.raises(ValueError):
        read_loop(data, format)


def test_frames_that_no_eye_tells_apart_become_one() -> None:
    still = Frames((emote(16), emote(16), noise(16, 16, alpha=True)), (50, 50, 100))
    made = encode_motion(still, "gif", Motion(("gif",), 10**6))
    assert made.shown.durations == (100, 100)
