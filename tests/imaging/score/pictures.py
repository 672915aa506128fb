"""A good thumbnail with a face, drawn by the engine, and eleven ways to spoil it."""

from __future__ import annotations

import functools
from dataclasses import replace

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from studio_app.imaging.engine import letter, paint_plate, plan
from studio_app.imaging.layout import Area, Layout, TextRun, Turn
from studio_app.imaging.score.report import Subject
from tests.imaging.conftest import TITLES, make

BRIEF = make("impact", title="I beat the final boss", seed=4)
SKIN, HAIR = (224, 172, 140, 255), (60, 40, 30, 255)


def _shading() -> Image.Image:
    """Eye sockets, sides of the nose and chin in shadow; brow, nose and cheeks lit."""
    layer = Image.new("RGBA", (600, 800))
    draw = ImageDraw.Draw(layer)
    for x in (215, 385):
        draw.ellipse((x - 62, 310, x + 62, 400), fill=(120, 75, 55, 150))
    for side in (-1, 1):
        draw.polygon([(300 + 15 * side, 360), (300 + 38 * side, 500), (300, 515)], fill=(150, 100, 80, 110))
        draw.ellipse((300 + 95 * side - 45, 430, 300 + 95 * side + 45, 540), fill=(250, 205, 180, 110))
    draw.ellipse((235, 610, 365, 650), fill=(150, 100, 80, 120))
    draw.rectangle((280, 330, 320, 480), fill=(250, 215, 190, 120))
    draw.ellipse((200, 150, 400, 270), fill=(250, 210, 185, 120))
    return layer.filter(ImageFilter.GaussianBlur(16))


def _features(draw: ImageDraw.ImageDraw, shouting: bool) -> None:
    for x in (215, 385):
        draw.ellipse((x - 46, 332, x + 46, 378), fill=(240, 235, 230, 255))
        draw.ellipse((x - 22, 330, x + 22, 378), fill=(50, 30, 25, 255))
        draw.arc((x - 50, 322, x + 50, 390), 190, 350, fill=(40, 25, 20, 255), width=9)
        draw.arc((x - 70, 270, x + 70, 360), 200, 340, fill=(50, 32, 25, 255), width=18)
    for x in (280, 320):
        draw.ellipse((x - 12, 492, x + 12, 508), fill=(110, 65, 50, 255))
    if shouting:
        draw.ellipse((230, 545, 370, 680), fill=(35, 10, 12, 255))
    else:
        draw.ellipse((235, 570, 365, 592), fill=(160, 80, 80, 255))


@functools.cache
def portrait(height: int, shouting: bool = False) -> Image.Image:
    """A front-lit face, `height` pixels from hairline to chin, as a cut-out."""
    image = Image.new("RGBA", (600, 800))
    draw = ImageDraw.Draw(image)
    draw.ellipse((90, 40, 510, 760), fill=HAIR)
    draw.ellipse((120, 110, 480, 730), fill=SKIN)
    image.alpha_composite(_shading())
    _features(ImageDraw.Draw(image), shouting)
    image = image.filter(ImageFilter.GaussianBlur(3))
    return image.resize((round(600 * height / 620), round(800 * height / 620)), Image.Resampling.LANCZOS)


def on(picture: Image.Image, area: Area, height: int, shouting: bool = False) -> Image.Image:
    """`picture` with a face in the middle of an area."""
    face = portrait(height, shouting)
    x, y = area.center
    made = picture.copy()
    made.alpha_composite(face, (max(0, round(x - face.width / 2)), max(0, round(y - face.height / 2))))
    return made


@functools.cache
def planned() -> Layout:
    return plan(BRIEF)


@functools.cache
def plate() -> Image.Image:
    """The art alone."""
    return paint_plate(BRIEF, planned())


def hero() -> Area:
    found = planned().box("hero")
    assert found is not None
    return found


def lettered(art: Image.Image, layout: Layout) -> Image.Image:
    return letter(art, BRIEF, layout)


def good() -> Subject:
    return Subject(lettered(on(plate(), hero(), 380), planned()), planned(), "thumbnail")


def _scaled(run: TextRun, by: float) -> TextRun:
    """The run at another size, about its top left."""

    def area(old: Area) -> Area:
        x, y = run.frame.x, run.frame.y
        return Area(x + (old.x - x) * by, y + (old.y - y) * by, old.width * by, old.height * by)

    return replace(
        run, size=run.size * by, up=run.up * by, pitch=run.pitch * by, box=area(run.box), frame=area(run.frame),
        turn=Turn(run.turn.angle, run.turn.skew, run.turn.x, run.turn.y),
    )


def with_title(by: float) -> Layout:
    layout = planned()
    return replace(layout, runs=tuple(_scaled(r, by) if r.role == "title" else r for r in layout.runs))


def sized(by: float) -> Subject:
    """The title at `by` times its size."""
    layout = with_title(by)
    return Subject(lettered(on(plate(), hero(), 380), layout), layout, "thumbnail")


def faded(share: float) -> Subject:
    """The words mixed with the art below, so that `share` of them is left."""
    art = on(plate(), hero(), 380)
    return Subject(Image.blend(art, lettered(art, planned()), share), planned(), "thumbnail")


def long_title() -> Subject:
    brief = replace(BRIEF, title=" ".join(TITLES[-1].split()[:14]))
    layout = plan(brief)
    return Subject(letter(on(plate(), hero(), 380), brief, layout), layout, "thumbnail")


def no_face() -> Subject:
    return Subject(lettered(plate(), planned()), planned(), "thumbnail")


def tiny_face() -> Subject:
    return Subject(lettered(on(plate(), hero(), 105), planned()), planned(), "thumbnail")


def _in_corner(run: TextRun) -> TextRun:
    dx, dy = 1265 - run.box.right, 700 - run.box.bottom
    assert run.plate is not None
    return replace(
        run, box=run.box.moved(dx, dy), frame=run.frame.moved(dx, dy), plate=run.plate.moved(dx, dy),
        turn=replace(run.turn, x=run.turn.x + dx, y=run.turn.y + dy),
    )


def covered_words() -> Subject:
    """The tag where the duration badge will be."""
    layout = planned()
    layout = replace(layout, runs=tuple(_in_corner(run) if run.role == "tag" else run for run in layout.runs))
    return Subject(lettered(on(plate(), hero(), 380), layout), layout, "thumbnail")


def words_over_face() -> Subject:
    title = planned().run("title")
    assert title is not None
    return Subject(lettered(on(plate(), title.box, 380), planned()), planned(), "thumbnail")


def changed(filtered: Image.Image) -> Subject:
    return Subject(filtered, planned(), "thumbnail")


def blurred() -> Subject:
    return changed(good().image.filter(ImageFilter.GaussianBlur(9)))


def grey() -> Subject:
    return changed(ImageEnhance.Color(good().image.convert("RGB")).enhance(0.1))


def flat() -> Subject:
    return changed(ImageEnhance.Contrast(good().image.convert("RGB")).enhance(0.25))


def littered(count: int = 500) -> Subject:
    """Random boxes everywhere behind the words."""
    generator = np.random.default_rng(7)
    art = on(plate(), hero(), 380)
    draw = ImageDraw.Draw(art)
    low, high = (0, 0, 8, 8, 0, 0, 0), (1280, 720, 90, 90, 256, 256, 256)
    for x, y, w, h, r, g, b in generator.integers(low, high, (count, 7)):
        draw.rectangle((x, y, x + w, y + h), fill=(int(r), int(g), int(b), 255))
    return changed(lettered(art, planned()))
