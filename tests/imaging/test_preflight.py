"""Preflight passes what is right and names the one thing that is wrong."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from studio_app.catalog.asset_types import ASSET_TYPES, AssetType, Box, Motion, Zone
from studio_app.imaging.export.files import files_for, moving_files_for
from studio_app.imaging.export.types import ExportFile
from studio_app.imaging.layout import Area, Layout, NamedBox, TextRun
from studio_app.imaging.motion.encoders import encode_apng, encode_gif, encode_webm
from studio_app.imaging.motion.frames import Frames
from studio_app.imaging.preflight import Report, preflight
from tests.imaging.export.pictures import art, emote
from tests.imaging.export.types import made_type

EMOTE = ASSET_TYPES["twitch_emote"]
MOVING = Motion(("gif", "apng", "webm"), 200_000, max_frames=12, max_seconds=2.0)


@cache
def emote_files() -> tuple[ExportFile, ...]:
    return files_for(emote(112), EMOTE)


def failed(report: Report) -> set[str]:
    return {check.id for check in report.failed}


def run(box: Area, role: str = "title", up: float = 40.0) -> TextRun:
    return TextRun(role, "GG", "Anton", 50, box, "#ffffff", "#000000", 21.0, ("GG",), "anton", box, "left", up, 50)


def layout(size: tuple[int, int], *runs: TextRun, logo: Area | None = None) -> Layout:
    boxes = (NamedBox("hero", Area(0, 0, *size)), *((NamedBox("logo", logo),) if logo else ()))
    return Layout(*size, "impact", "1", runs, boxes, (), ())


def still(image: Image.Image, name: str = "thing-40.png", format: str = "PNG", **change: object) -> ExportFile:
    buffer = io.BytesIO()
    image.save(buffer, format)
    made = ExportFile(name, "Thing", buffer.getvalue(), "png", *image.size, 100_000)
    return replace(made, **change)  # type: ignore[arg-type]


def judged(file: ExportFile, asset_type: AssetType | None = None) -> set[str]:
    asset_type = asset_type or made_type((40, 40), max_bytes=100_000)
    return failed(preflight(asset_type, (file,), art(40, 40), None))


def test_a_good_emote_passes_every_check() -> None:
    report = preflight(EMOTE, emote_files(), emote(112), None)
    assert report.failed == ()
    assert report.passed
    asked = {check.id for check in report.checks}
    assert asked == {"size", "bytes", "format", "alpha", "outline:28:dark", "outline:28:light", "detail:28"}
    assert {check.file for check in report.checks} == {"", *(file.name for file in emote_files())}


def test_the_report_is_json_and_always_the_same() -> None:
    report = preflight(EMOTE, emote_files(), emote(112), None)
    text = json.dumps(report.to_dict())
    assert json.loads(text)["passed"] is True
    assert json.dumps(preflight(EMOTE, emote_files(), emote(112), None).to_dict()) == text
    check = report.to_dict()["checks"][0]
    assert set(check) == {"id", "label", "passed", "measured", "wanted", "sentence", "file"}


def test_a_good_still_passes() -> None:
    assert judged(still(art(40, 40))) == set()


def test_a_wrong_size_fails_whatever_the_file_says_about_itself() -> None:
    assert judged(still(art(41, 40), width=40)) == {"size", "format"}


def test_too_many_bytes_fail() -> None:
    asset_type = made_type((40, 40), max_bytes=500)
    assert judged(still(art(40, 40), max_bytes=10**9), asset_type) == {"bytes"}


def test_variants_have_limits_of_their_own() -> None:
    asset_type = made_type((40, 40), variants=((20, 20),))
    tight = replace(asset_type, variants=(replace(asset_type.variants[0], max_bytes=100),))
    assert judged(still(art(20, 20)), asset_type) == set()
    assert judged(still(art(20, 20)), tight) == {"bytes"}


@pytest.mark.parametrize(
    "file",
    [
        still(art(40, 40), format="WEBP"),
        still(art(40, 40), format="JPEG"),
        still(art(40, 40), name="thing-40.jpg"),
        still(art(40, 40), format="JPEG", name="thing-40.jpg", **{}),
        still(art(40, 40), format="BMP"),
    ],
    ids=["webp in disguise", "jpeg in disguise", "wrong ending", "jpeg not taken", "bmp"],
)
def test_a_wrong_format_fails(file: ExportFile) -> None:
    assert "format" in judged(file)


def test_alpha_fails_where_it_is_missing_and_where_it_is_not_wanted() -> None:
    assert judged(still(art(40, 40)), made_type((40, 40), alpha=True, form="overlay")) >= {"alpha"}
    assert judged(still(emote(40))) == {"alpha"}
    opaque = art(40, 40).convert("RGBA")
    assert judged(still(opaque)) == set()
    assert judged(still(opaque), made_type((40, 40), alpha=True)) >= {"alpha"}


@pytest.mark.parametrize("cut", [0, 10, 300])
def test_a_damaged_file_fails_at_once(cut: int) -> None:
    whole = still(art(40, 40))
    assert judged(replace(whole, data=whole.data[:cut])) == {"readable"}


def film(*colours: tuple[int, ...], duration: int = 100) -> Frames:
    images = []
    for i, colour in enumerate(colours):
        image = emote(40)
        image.paste(colour, (0, 0, 40, 20))
        image.putpixel((i % 40, 39), (i, 0, 0, 255))
        images.append(image)
    return Frames(tuple(images), (duration,) * len(images))


def moving(data: bytes, format: str, width: int = 40) -> ExportFile:
    ending = {"apng": "png"}.get(format, format)
    return ExportFile(f"a-40-animated.{ending}", "A", data, format, width, width, 200_000, moving=True)  # type: ignore[arg-type]


def moves(file: ExportFile, frames: Frames | None = None, motion: Motion = MOVING) -> set[str]:
    asset_type = replace(made_type((40, 40), alpha=True, form="alert"), motion=motion)
    found = preflight(asset_type, (file,), emote(40), None, frames)
    return {id for id in failed(found) if ":" not in id}


GREYS = tuple((90 + i, 90, 90, 255) for i in range(10))
STROBE = ((0, 0, 0, 255), (255, 255, 255, 255)) * 5


def test_a_calm_loop_passes_in_every_format() -> None:
    calm = film(*GREYS)
    assert moves(moving(encode_gif(calm, 255), "gif")) == set()
    assert moves(moving(encode_apng(calm, 0), "apng")) == set()
    assert moves(moving(encode_webm(calm, 30), "webm"), calm) == set()


def test_too_many_frames_too_long_and_too_wild_fail() -> None:
    calm = film(*GREYS)
    assert moves(moving(encode_gif(film(*GREYS, *GREYS, duration=50), 255), "gif")) == {"frames"}
    assert moves(moving(encode_gif(calm, 255), "gif"), motion=replace(MOVING, max_seconds=0.5)) == {"seconds"}
    assert moves(moving(encode_gif(film(*STROBE), 255), "gif")) == {"flash"}
    assert moves(moving(encode_apng(film(*STROBE), 0), "apng")) == {"flash"}
    assert moves(moving(encode_webm(film(*STROBE), 30), "webm"), film(*STROBE)) == {"flash"}


def test_a_loop_that_stands_still_fails() -> None:
    assert "frames" in moves(moving(encode_gif(film(GREYS[0]), 255), "gif"))


def test_a_moving_file_of_a_format_that_is_not_taken_fails() -> None:
    only_gif = replace(MOVING, formats=("gif",))
    assert moves(moving(encode_apng(film(*GREYS), 0), "apng"), motion=only_gif) == {"format"}


def test_moving_files_of_the_exporter_pass() -> None:
    files = moving_files_for(emote(112), EMOTE, "pulse")
    assert preflight(EMOTE, (*emote_files(), *files), emote(112), None).failed == ()


SAFE = made_type((200, 100), safe=Box(20, 10, 160, 80), covered=(Zone("duration badge", Box(150, 70, 50, 30)),))


@pytest.mark.parametrize(
    ("box", "broken"),
    [
        (Area(30, 20, 60, 30), set()),
        (Area(20, 10, 130, 60), set()),
        (Area(10, 20, 60, 30), {"safe:title"}),
        (Area(30, 70, 60, 25), {"safe:title"}),
        (Area(120, 50, 60, 30), {"covered:title"}),
        (Area(150, 70, 45, 28), {"safe:title", "covered:title"}),
    ],
)
def test_words_stand_where_they_are_seen(box: Area, broken: set[str]) -> None:
    report = preflight(SAFE, (), art(200, 100), layout((200, 100), run(box)))
    assert failed(report) == broken


def test_a_logo_is_as_essential_as_words_and_the_hero_is_not() -> None:
    placed = layout((200, 100), run(Area(30, 20, 60, 30)), logo=Area(160, 75, 20, 20))
    assert failed(preflight(SAFE, (), art(200, 100), placed)) == {"safe:logo", "covered:logo"}


def test_every_run_is_looked_at() -> None:
    placed = layout((200, 100), run(Area(30, 20, 60, 30), "chip"), run(Area(0, 20, 20, 9), "chip"))
    assert failed(preflight(SAFE, (), art(200, 100), placed)) == {"safe:chip 2"}


@settings(max_examples=100, deadline=None)
@given(st.floats(-50, 250), st.floats(-50, 150), st.floats(1, 200), st.floats(1, 100))
def test_the_measured_way_out_is_the_way_in(x: float, y: float, width: float, height: float) -> None:
    box = Area(x, y, width, height)
    report = preflight(SAFE, (), art(8, 8), layout((200, 100), run(box)))
    inside = 19 <= box.x and 9 <= box.y and box.right <= 181 and box.bottom <= 91
    assert ("safe:title" not in failed(report)) is inside


@pytest.mark.parametrize(("box", "good"), [(Area(30, 40, 40, 20), True), (Area(5, 5, 40, 20), False)])
def test_a_circle_keeps_its_words(box: Area, good: bool) -> None:
    round_type = made_type((100, 100), circle=True)
    assert failed(preflight(round_type, (), art(100, 100), layout((100, 100), run(box)))) == (
        set() if good else {"circle:title"}
    )


def test_a_layout_of_another_scale_is_measured_in_the_pixels_of_the_asset() -> None:
    placed = layout((400, 200), run(Area(30, 40, 60, 30)))
    assert failed(preflight(SAFE, (), art(200, 100), placed)) == {"safe:title"}


@pytest.mark.parametrize(("fill", "page"), [((20, 20, 24, 255), "dark"), ((252, 252, 252, 255), "light")])
def test_a_shape_that_sinks_into_the_page_fails_on_that_page(fill: tuple[int, ...], page: str) -> None:
    asset_type = made_type((112, 112), alpha=True, form="badge", shown=(18,))
    flat = emote(112, fill, fill)
    files = (still(flat.resize((28, 28))), still(flat.resize((18, 18))))
    found = {id for id in failed(preflight(asset_type, files, flat, None)) if id.startswith("outline")}
    assert found == {f"outline:{side}:{page}" for side in (28, 18)}


def test_fine_detail_fails_at_chat_size() -> None:
    fine = Image.new("RGBA", (112, 112), (250, 204, 21, 255))
    draw = ImageDraw.Draw(fine)
    for x in range(0, 112, 4):
        draw.line((x, 0, x, 112), fill=(20, 20, 60, 255), width=2)
    clear = np.asarray(fine).copy()
    clear[:4, :, 3] = 0
    striped = Image.fromarray(clear, "RGBA")
    small = still(striped.resize((28, 28)))
    assert "detail:28" in failed(preflight(EMOTE, (), striped, None))
    assert "detail:28" in failed(preflight(EMOTE, (small,), striped, None))
    drawn = replace(small, drawn=True)
    assert "detail:28" not in {check.id for check in preflight(EMOTE, (drawn,), striped, None).checks}


def test_the_size_of_badges_is_asked_only_of_what_is_shown_that_small() -> None:
    asked = {check.id for check in preflight(ASSET_TYPES["twitch_badge"], (), emote(72), None).checks}
    assert {"detail:28", "detail:18"} <= asked
    assert "detail:18" not in {check.id for check in preflight(EMOTE, (), emote(112), None).checks}


@pytest.mark.parametrize(
    ("title", "rest", "broken"),
    [(20, 10, set()), (13, 10, {"letters:title"}), (20, 6, {"letters:subtitle"})],
)
def test_letters_on_a_panel_have_a_least_height(title: float, rest: float, broken: set[str]) -> None:
    panel = made_type((320, 100), form="panel")
    inside = Area(20, 20, 100, 40)
    placed = layout((320, 100), run(inside, "title", title), run(inside, "subtitle", rest))
    assert failed(preflight(panel, (), art(320, 100), placed)) == broken
    double = layout((640, 200), run(inside, "title", 2 * title), run(inside, "subtitle", 2 * rest))
    assert failed(preflight(panel, (), art(320, 100), double)) == broken
