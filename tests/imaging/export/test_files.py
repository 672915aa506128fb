"""Every asset type of the catalogue exported: right sizes, right names, never over a limit."""

from __future__ import annotations

import io
import re

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from studio_app.catalog.asset_types import ASSET_TYPES, AssetType
from studio_app.imaging.encode import CannotFit, verify
from studio_app.imaging.export.files import files_for, moving_files_for
from studio_app.imaging.export.names import LONGEST, file_name, slug, stem
from studio_app.imaging.export.small import DARK_PAGE, LIGHT_PAGE, SEEN_ENOUGH, outline_for, reduced, seen_at
from studio_app.imaging.motion.reading import read_loop
from tests.imaging.export.pictures import art, emote, noise, picture
from tests.imaging.export.types import made_type, motion_type

BY_WEIGHT = sorted(ASSET_TYPES.values(), key=lambda t: t.width * t.height)
LIGHT = [t for t in BY_WEIGHT if t.width * t.height <= 640 * 640]


def finished(asset_type: AssetType) -> Image.Image:
    if asset_type.alpha:
        return emote(max(asset_type.size)).resize(asset_type.size)
    return art(*asset_type.size)


@pytest.mark.parametrize("asset_type", LIGHT, ids=lambda t: t.id)
def test_every_small_type_gets_every_file_its_platform_takes(asset_type: AssetType) -> None:
    files = files_for(finished(asset_type), asset_type)
    wanted = {(*asset_type.size, format) for format in asset_type.formats}
    wanted |= {(v.width, v.height, format) for v in asset_type.variants for format in v.formats}
    assert {(file.width, file.height, file.format) for file in files} == wanted
    for file in files:
        verify(file.data, file.format, file.width, file.height, file.max_bytes, asset_type.alpha)  # type: ignore[arg-type]
    assert len({file.name for file in files}) == len(files)


def test_a_full_hd_type_too() -> None:
    asset_type = ASSET_TYPES["overlay"]
    for file in files_for(finished(asset_type), asset_type):
        verify(file.data, file.format, 1920, 1080, 5_000_000, True)  # type: ignore[arg-type]


def test_a_renderer_draws_each_size_afresh() -> None:
    asked: list[tuple[int, int]] = []

    def render(width: int, height: int) -> Image.Image:
        asked.append((width, height))
        return Image.new("RGBA", (width, height), (asked.index((width, height)) * 40, 0, 0, 255))

    asset_type = made_type(size=(112, 112), alpha=True, variants=((56, 56), (28, 28), (224, 224)))
    files = files_for(emote(112), asset_type, render)
    assert asked == [(56, 56), (28, 28), (224, 224)]
    assert not any(file.enlarged for file in files)
    assert all(file.drawn for file in files)
    reds = [Image.open(io.BytesIO(file.data)).convert("RGBA").getpixel((3, 3)) for file in files[1:]]
    assert reds == [(0, 0, 0, 255), (40, 0, 0, 255), (80, 0, 0, 255)]


def test_what_is_enlarged_says_so() -> None:
    asset_type = made_type(size=(100, 50), variants=((200, 100), (50, 25)))
    files = files_for(art(100, 50), asset_type)
    assert [(file.width, file.enlarged) for file in files] == [(100, False), (200, True), (50, False)]
    assert [file.drawn for file in files] == [True, False, False]
    assert files_for(art(100, 50), asset_type, lambda width, height: art(100, 50))[1].enlarged


def test_another_shape_is_cropped_not_stretched() -> None:
    image = Image.new("RGB", (120, 60), (20, 20, 20))
    image.paste((250, 204, 21), (50, 20, 70, 40))
    asset_type = made_type(size=(120, 60), variants=((60, 60),))
    square = Image.open(io.BytesIO(files_for(image, asset_type)[-1].data)).convert("RGB")
    columns = np.flatnonzero((np.asarray(square)[..., 0] > 150).any(0))
    rows = np.flatnonzero((np.asarray(square)[..., 0] > 150).any(1))
    assert abs(len(columns) - len(rows)) <= 2


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(("noise", "clear", "shape", "gradient", "flat")), st.integers(400, 20_000), st.integers(100, 20_000)
)
def test_never_over_any_limit(kind: str, limit: int, soft: int) -> None:
    asset_type = made_type(
        size=(40, 40), variants=((20, 20), (60, 60)), max_bytes=limit, soft_bytes=soft, formats=("png", "jpeg", "webp"),
    )
    try:
        files = files_for(picture(kind, 40, 40), asset_type)
    except CannotFit:
        assert limit < 9_000
        return
    assert all(len(file.data) <= limit == file.max_bytes for file in files)
    assert {file.width for file in files} == {40, 20, 60}


def test_the_soft_limit_of_a_type_is_aimed_at() -> None:
    image = noise(60, 60, alpha=True)
    whole, aimed = (
        files_for(image, made_type(size=(60, 60), alpha=True, soft_bytes=soft, variants=((40, 40),)))
        for soft in (1_000_000, 6_000)
    )
    assert [Image.open(io.BytesIO(file.data)).mode for file in (*whole, *aimed)] == ["RGBA", "RGBA", "P", "P"]


def test_a_format_that_cannot_hold_the_picture_is_left_out() -> None:
    asset_type = made_type(size=(60, 60), formats=("png", "jpeg"), max_bytes=3_000)
    assert {file.format for file in files_for(noise(60, 60), asset_type)} == {"jpeg"}
    with pytest.raises(CannotFit):
        files_for(noise(60, 60), made_type(size=(60, 60), max_bytes=300))


@pytest.mark.parametrize("id", ["twitch_emote", "discord_emoji", "bttv_emote"])
def test_moving_emotes_keep_every_promise_of_the_platform(id: str) -> None:
    asset_type = ASSET_TYPES[id]
    assert asset_type.motion is not None
    files = moving_files_for(emote(asset_type.width), asset_type, "bounce", seconds=9, fps=20)
    sizes = {asset_type.size} | {(v.width, v.height) for v in asset_type.variants}
    assert {(file.width, file.height) for file in files} == sizes
    for file in files:
        loop = read_loop(file.data, file.format)  # type: ignore[arg-type]
        assert (loop.width, loop.height) == (file.width, file.height)
        assert 2 <= loop.count <= asset_type.motion.max_frames
        assert loop.seconds <= asset_type.motion.max_seconds
        assert len(file.data) <= asset_type.motion.max_bytes
        assert file.moving
        assert file.media_type == "image/gif"


def test_a_stinger_comes_from_nothing_and_goes_to_nothing() -> None:
    asset_type = motion_type("stinger", ("apng", "webm"))
    files = {file.format: file for file in moving_files_for(emote(64), asset_type, "bounce", 1, 10)}
    loop = read_loop(files["apng"].data, "apng")
    assert loop.frames is not None
    first, *_, last = (np.asarray(image.getchannel("A")).max() for image in loop.frames.images)
    assert (first, last) == (0, 0)
    assert max(np.asarray(image.getchannel("A")).max() for image in loop.frames.images) == 255
    assert files["webm"].media_type == "video/webm"
    assert [file.name for file in files.values()] == ["thing-64-animated.png", "thing-64-animated.webm"]


def test_what_does_not_move_is_refused() -> None:
    with pytest.raises(ValueError, match="does not move"):
        moving_files_for(emote(40), made_type(size=(40, 40), alpha=True), "spin")


def test_names_are_those_that_people_look_for() -> None:
    emotes, badges = ASSET_TYPES["twitch_emote"], ASSET_TYPES["twitch_badge"]
    assert file_name(emotes, 112, 112, "png") == "emote-112.png"
    assert file_name(emotes, 28, 28, "gif", moving=True) == "emote-28-animated.gif"
    assert file_name(badges, 72, 72, "png") == "badge-72.png"
    assert file_name(ASSET_TYPES["thumbnail"], 1280, 720, "jpeg") == "thumbnail-1280x720.jpg"


@pytest.mark.parametrize("asset_type", BY_WEIGHT, ids=lambda t: t.id)
def test_every_name_is_safe(asset_type: AssetType) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", stem(asset_type))
    assert len(stem(asset_type)) <= LONGEST


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_no_text_makes_an_unsafe_name(text: str) -> None:
    name = slug(text)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= LONGEST
    assert name not in {"con", "nul", "aux", "prn", "com1", "lpt9"}


@pytest.mark.parametrize(("text", "name"), [
    ("../../etc/passwd", "etc-passwd"), ("NUL", "asset"), ("Ünïcode Größe", "unicode-grosse"), ("日本", "asset"),
])
def test_slugs(text: str, name: str) -> None:
    assert slug(text) == name


@pytest.mark.parametrize("side", [72, 56, 36, 28, 18])
@pytest.mark.parametrize(("fill", "page"), [((20, 20, 24, 255), DARK_PAGE), ((250, 250, 250, 255), LIGHT_PAGE)])
def test_a_shape_that_would_sink_is_outlined(side: int, fill: tuple[int, ...], page: tuple[int, int, int]) -> None:
    sinking = emote(112, fill, fill)
    assert seen_at(sinking, side, page) < SEEN_ENOUGH
    small = reduced(sinking, side, side)
    assert small.size == (side, side)
    assert seen_at(small, side, DARK_PAGE) >= SEEN_ENOUGH
    assert seen_at(small, side, LIGHT_PAGE) >= SEEN_ENOUGH


def test_a_shape_that_stands_out_is_left_as_it_was_drawn() -> None:
    assert outline_for(emote(112), 28) is None
    assert outline_for(art(40, 40), 28) is None


def test_clear_pixels_do_not_bleed_into_edges() -> None:
    image = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    image.paste((0, 255, 0, 255), (50, 50, 150, 150))
    for side in (100, 40):
        small = np.asarray(reduced(image, side, side)).astype(int)
        edge = (small[..., 3] > 60) & (small[..., 3] < 250)
        assert small[edge][:, 1].min(initial=255) > 200
