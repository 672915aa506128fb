"""Pictures of strange kits, logos, photos and words: nothing sinks, vanishes or outgrows what it belongs to."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.features.assets.exporting import _kind, _limit
from studio_app.imaging.brief import Brief
from studio_app.imaging.colour import RGB, from_hex, wcag
from studio_app.imaging.decode import decode
from studio_app.imaging.edits import EditRejected, Edits
from studio_app.imaging.engine import draw, plan
from studio_app.imaging.export.files import files_for, moving_frames, moving_sizes
from studio_app.imaging.motion.effects import EFFECTS
from studio_app.imaging.motion.encoders import can_encode, encode_webm
from studio_app.imaging.motion.flash import LIMIT, flashes_per_second
from studio_app.imaging.motion.frames import even
from studio_app.imaging.preflight import preflight
from studio_app.imaging.text import plain_letters
from tests.imaging.conftest import make

STYLES = ("impact", "synthwave", "editorial", "minimal", "versus", "list", "reaction")


def png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def bar(colour: str, margin: int = 0) -> bytes:
    """A logo: a bar of one colour, with clear margins."""
    image = Image.new("RGBA", (200 + 2 * margin, 80 + 2 * margin))
    ImageDraw.Draw(image).rectangle((margin, margin, margin + 199, margin + 79), fill=colour)
    return png(image)


def of_kit(brief: Brief, *colours: str, logo: bytes | None = None) -> Brief:
    return replace(brief, kit=replace(brief.kit, colors=colours or brief.kit.colors, logo=logo))


def colour_of(pixels: np.ndarray) -> RGB:
    red, green, blue = (float(value) / 255 for value in np.asarray(pixels, np.float64).reshape(-1, 3).mean(axis=0))
    return red, green, blue


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("colour", ["#000000", "#7c3aed", "#ffffff"])
def test_a_logo_never_sinks_into_its_ground(style: str, colour: str) -> None:
    """It stands out from what it stands on, or has a rim that does."""
    image, layout = draw(of_kit(make(style, "thumbnail"), "#7c3aed", "#ec4899", "#facc15", logo=bar(colour)))
    box = layout.box("logo")
    assert box is not None
    pixels = np.asarray(image.convert("RGB"))
    x, y = box.center
    wide = min(box.width, box.height * 2.5) / 2
    tall = wide / 2.5
    # A row of pixels from the middle of the logo straight up, over its upper edge.
    column = pixels[max(0, round(y - tall - 0.12 * box.width)) : round(y), round(x)].astype(np.float64) / 255
    mark = from_hex(colour)
    assert max(wcag((r, g, b), mark) for r, g, b in column) >= 1.8


def test_clear_margins_of_a_logo_make_it_no_smaller() -> None:
    brief = make("impact", "thumbnail")
    tight, loose = (draw(of_kit(brief, logo=bar("#ffffff", margin)))[0] for margin in (0, 300))
    assert np.abs(np.asarray(tight, np.int16) - np.asarray(loose, np.int16)).max() <= 2
    nothing, without = (draw(of_kit(brief, logo=logo))[0] for logo in (png(Image.new("RGBA", (50, 50))), None))
    assert tight.tobytes() != without.tobytes() == nothing.tobytes()  # the initial stands in for what nobody sees


@pytest.mark.parametrize("colours", [("#000000",), ("#0b1020",), ("#4c1d95",), ("#313338",), ("#7c3aed", "#ec4899")])
@pytest.mark.parametrize("style", STYLES)
def test_the_face_of_a_flat_icon_is_made_out(style: str, colours: tuple[str, ...]) -> None:
    image, layout = draw(of_kit(make(style, "discord_role_icon", title=""), *colours))
    assert layout.box("flat") is not None
    pixels = np.asarray(image)
    solid = pixels[pixels[..., 3] > 250][:, :3].astype(np.float64) / 255
    shades, counts = np.unique((solid * 31).round() / 31, axis=0, return_counts=True)
    face = colour_of(shades[counts.argmax()] * 255)  # the largest surface
    apart = np.mean([wcag((red, green, blue), face) >= 3 for red, green, blue in solid])
    assert apart > 0.08  # eyes, teeth and the lines around them


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(["twitch_badge", "twitch_bits_badge", "kick_badge"]), st.sampled_from(STYLES),
    st.lists(st.integers(0, 0xFFFFFF).map("#{:06x}".format), min_size=1, max_size=3), st.sampled_from(["", "VIP", "6"]),
    st.integers(0, 9),
)
def test_small_badges_are_seen_on_dark_and_light_pages(
    asset_type: str, style: str, colours: list[str], title: str, seed: int
) -> None:
    brief, asset = of_kit(make(style, asset_type, title=title, seed=seed), *colours), ASSET_TYPES[asset_type]
    picture, layout = draw(brief)
    files = files_for(picture, asset, lambda width, _: draw(brief, width=width)[0])
    failed = [check.id for check in preflight(asset, files, picture, layout).failed if "outline" in check.id]
    assert failed == []


@pytest.mark.parametrize("asset_type", ["twitch_alert", "twitch_chat_box", "overlay", "kick_panel", "twitch_stinger"])
@pytest.mark.parametrize("style", STYLES)
def test_what_stands_below_a_title_is_never_larger(asset_type: str, style: str) -> None:
    long = "A title that goes on and on " * 4
    layout = plan(make(style, asset_type, title=long.strip(), subtitle="Short"))
    title, below = layout.run("title"), layout.run("subtitle")
    assert title is not None and (below is None or below.size < title.size)


@pytest.mark.parametrize("asset_type", ["twitch_emote", "discord_emoji", "twitch_alert", "twitch_starting_soon"])
@pytest.mark.parametrize("effect", EFFECTS)
def test_our_own_effects_pass_our_own_check(asset_type: str, effect: str) -> None:
    picture, _ = draw(make("impact", asset_type, title="GG"))
    assert flashes_per_second(moving_frames(picture, ASSET_TYPES[asset_type], effect, seed=1)) <= LIMIT  # type: ignore[arg-type]


@pytest.mark.parametrize("patch", [
    {"backdrop": 10**400}, {"layout": 10**400}, {"vivid": float("nan")}, {"light": float("inf")},
    {"hero": {"motif": "\ud800"}}, {"hero": {"motif": "a\x00b"}}, {"hero": {"motif": "Two words"}},
    {"hero": {"motif": "a" * 61}},
])
def test_what_no_database_or_picture_can_hold_is_refused(patch: dict[str, object]) -> None:
    with pytest.raises(EditRejected):
        Edits.of(patch)


def test_a_motif_is_named_as_the_catalogue_does() -> None:
    assert Edits.of({"hero": {"motif": "crowned-skull"}}).hero.motif == "crowned-skull"


@pytest.mark.parametrize("asset_type", ["twitch_alert", "discord_role_icon", "twitch_badge", "twitch_emote"])
@pytest.mark.parametrize("zoom", [1.5, 2.0, 4.0])
def test_what_is_clear_round_its_figure_stays_so(asset_type: str, zoom: float) -> None:
    brief = replace(make("impact", asset_type), edits=Edits.of({"crop": {"zoom": zoom}, "vivid": 1.2}))
    assert np.asarray(draw(brief)[0])[..., 3].min() == 0


@given(st.text(max_size=60))
def test_only_decorated_letters_become_plain(text: str) -> None:
    plain = plain_letters(text)
    kept = "".join(c for c in text if not "\U0001d400" <= c <= "\U0001d7ff")
    assert plain_letters(plain) == plain
    assert [c for c in plain if c in kept] or not kept
    assert plain_letters("𝓕𝓪𝓷𝓬𝔂 𝕿𝖎𝖙𝖑𝖊 漢字 Ⅷ ﬁ") == "Fancy Title 漢字 Ⅷ ﬁ"


def test_decorated_letters_are_set_in_the_kits_own_face() -> None:
    layout = plan(make("impact", "thumbnail", title="𝓕𝓪𝓷𝓬𝔂"))
    assert not layout.warnings and "".join(layout.run("title").lines).casefold() == "fancy"  # type: ignore[union-attr]


def test_one_clear_value_of_a_16_bit_grey_picture_is_clear() -> None:
    values = np.array([[0, 20_000], [40_000, 65_535]], np.uint16)
    buffer = io.BytesIO()
    Image.fromarray(values).save(buffer, "PNG", transparency=20_000)
    image = decode(buffer.getvalue())
    assert image.mode == "RGBA" and np.asarray(image)[..., 3].tolist() == [[255, 0], [255, 255]]
    assert np.asarray(image)[..., 0].tolist() == [[0, 78], [156, 255]]


def test_a_webm_says_what_its_colours_are() -> None:
    assert can_encode("webm")
    data = encode_webm(even([Image.new("RGBA", (64, 36), "#7c3aed")] * 2, 0.2), 18)
    colour = b"".join(number.to_bytes(2, "big") + (1 << 56 | 1).to_bytes(8, "big") + bytes([value])
                      for number, value in ((0x55B1, 6), (0x55B9, 1), (0x55BA, 13), (0x55BB, 1)))
    assert b"\x55\xb0" + (1 << 56 | len(colour)).to_bytes(8, "big") + colour in data


@pytest.mark.parametrize("type_", [kind for kind in ASSET_TYPES.values() if kind.motion], ids=lambda kind: kind.id)
def test_moving_files_come_at_the_sizes_that_are_made(type_) -> None:  # type: ignore[no-untyped-def]
    sizes, format = moving_sizes(type_), type_.motion.formats[0]
    assert type_.size in sizes and all(_kind(type_, format, size, "spin") == "spin" for size in sizes)
    for wrong in ((sizes[0][0], 5), (1000, 1000), (5, sizes[0][1])):
        if wrong not in sizes:
            with pytest.raises(Exception, match="Moving files of this asset come at"):
                _kind(type_, format, wrong, "spin")


def test_a_mark_has_the_room_of_its_own_file() -> None:
    thumbnail, emote = ASSET_TYPES["thumbnail"], ASSET_TYPES["twitch_emote"]
    large = next(v for v in thumbnail.variants if v.max_bytes > thumbnail.max_bytes)
    assert _limit(thumbnail, (large.width, large.height), None) == large.max_bytes
    assert _limit(thumbnail, thumbnail.size, None) == thumbnail.max_bytes
    assert emote.motion is not None and _limit(emote, emote.size, "spin") == emote.motion.max_bytes
