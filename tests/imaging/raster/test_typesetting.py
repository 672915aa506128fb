"""Lines set without Skia: the same glyphs at the same places, in every script and order."""

from __future__ import annotations

import functools
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studio_app.imaging import raster, text
from studio_app.imaging.fonts import FOLDER, faces
from studio_app.imaging.native import load_skia
from studio_app.imaging.raster.bidi import levels, visual_runs

ALIASES = ("Anton/headline", "Montserrat/body", "Poppins/body", "Inter/body", "Bebas Neue/headline")
LINES = (
    "HELLO", "AVA Te", "fi ffi", "No hits, no summons", "اهزم التنين", "שלום 123", "最強の武器", "🌻🐮", "A😀B",
    "e\u0301", "1️⃣", "🇩🇪🇯🇵", "👨‍👩‍👧", "(abc)", "привет", "한국", "مرحبا GG 12", "GG مرحبا", "Việt Nam",
    "שלום (עולם) ABC!", "$5 مقابل 10%", "a אב (ג) b", "مُحَمَّد", " a ",
)
# Skia spaces points as letters: of these only the glyphs are compared.
POINTED = ("בְּרֵאשִׁית", "x\u0301\u0302")


@functools.cache
def ours() -> Any:
    """The same faces under the same aliases, for the stand-in."""
    collection, provider = raster.textlayout.FontCollection(), raster.textlayout.TypefaceFontProvider()
    names = {"Fallback Black": "Rubik_900Black", "Fallback JP": "NotoSansJP_900Black",
             "Fallback SC": "NotoSansSC_900Black", "Fallback KR": "NotoSansKR_900Black",
             "Emoji": "NotoColorEmoji_400Regular", "Anton/headline": "Anton_400Regular",
             "Montserrat/body": "Montserrat_600SemiBold", "Poppins/body": "Poppins_500Medium",
             "Inter/body": "Inter_600SemiBold", "Bebas Neue/headline": "BebasNeue_400Regular"}
    for alias, file in names.items():
        provider.registerTypeface(raster.Typeface.MakeFromFile(str(FOLDER / f"{file}.ttf")), alias)
    collection.setDefaultFontManager(provider)
    return collection


def set_by_us(words: str, alias: str, size: float, paint: Any, tracking: float = 0.0) -> Any:
    style = raster.textlayout.TextStyle()
    style.setFontSize(size)
    style.setFontFamilies(list(faces().chain(alias)))
    style.setFontStyle(None)
    style.setForegroundPaint(paint)
    style.setLetterSpacing(tracking * size)
    whole = raster.textlayout.ParagraphStyle()
    whole.setTextStyle(style)
    builder = raster.textlayout.ParagraphBuilder.make(whole, ours(), raster.Unicodes.ICU.Make())
    builder.pushStyle(style)
    builder.addText(f"{text.ISOLATE_RTL}{words}{text.ISOLATE_END}" if text.is_rtl(words) else words)
    built = builder.Build()
    built.layout(1e6)
    return built


def drawn(lib: Any, line: Any, wide: float, size: float) -> np.ndarray:
    pixels = np.zeros((round(size * 2.5), round(wide) + 40, 4), np.uint8)
    surface = lib.Surface(pixels, colorType=lib.kRGBA_8888_ColorType, alphaType=lib.kPremul_AlphaType)
    line.paint(surface.getCanvas(), 20, size * 1.7 - line.AlphabeticBaseline)
    surface.flushAndSubmit()
    return pixels


@pytest.mark.parametrize("tracking", [0.0, 0.12])
@pytest.mark.parametrize("alias", ALIASES)
def test_lines_are_as_long_as_skia_sets_them(alias: str, tracking: float) -> None:
    skia: Any = load_skia()
    for words in LINES:
        theirs = text.paragraph(words, alias, 100, skia.Paint(), tracking).LongestLine
        found = set_by_us(words, alias, 100, raster.Paint(), tracking).LongestLine
        assert found == pytest.approx(theirs, abs=0.6), words


def alone(one: np.ndarray, other: np.ndarray) -> int:
    """How many solid pixels have no ink in the other picture within one pixel: hinting moves edges by less."""
    near = cv2.dilate((other[..., 3] > 60).astype(np.uint8), np.ones((3, 3), np.uint8))
    return int(((one[..., 3] > 200) & (near == 0)).sum())


def same_glyphs(words: str, alias: str, size: float = 32) -> None:
    skia: Any = load_skia()
    theirs = text.paragraph(words, alias, size, skia.Paint(AntiAlias=True))
    found = set_by_us(words, alias, size, raster.Paint(AntiAlias=True))
    assert found.LongestLine == pytest.approx(theirs.LongestLine, rel=0.004, abs=0.4)
    first, second = (drawn(lib, line, theirs.LongestLine, size) for lib, line in ((skia, theirs), (raster, found)))
    for one, other in ((first, second), (second, first)):
        assert alone(one, other) <= 0.02 * (one[..., 3] > 200).sum() + 2, words


@pytest.mark.parametrize("words", LINES + POINTED)
def test_the_same_glyphs_at_the_same_places(words: str) -> None:
    same_glyphs(words, "Montserrat/body")
    same_glyphs(words, "Bebas Neue/headline", 160)


MIXED = st.text(st.sampled_from("abG 12,.-+%$()!אבגשمرحبا٣"), min_size=1, max_size=9).map(str.strip).filter(bool)


@settings(max_examples=150, deadline=None)
@given(words=MIXED)
@example(words="שלום 12-3 ab")
@example(words="a (ب) 1.5%")
@example(words="1 .ב")
def test_any_order_of_scripts_is_seen_as_icu_orders_it(words: str) -> None:
    same_glyphs(words, "Inter/body")


@settings(max_examples=150, deadline=None)
@given(words=MIXED, base=st.integers(0, 1))
def test_every_character_is_seen_once(words: str, base: int) -> None:
    runs = visual_runs(words, base)
    assert sorted(i for start, end, _ in runs for i in range(start, end)) == list(range(len(words)))
    assert all(level in (0, 1, 2) for level in levels(words, base))


def test_glyphs_are_measured_as_skia_measures_them() -> None:
    skia: Any = load_skia()
    file = str(FOLDER / "Anton_400Regular.ttf")
    theirs, own = skia.Typeface.MakeFromFile(file), raster.Typeface.MakeFromFile(file)
    for character in "HgÉ,":
        boxes = [lib.Font(face, 1000).getBounds([face.unicharToGlyph(ord(character))])[0]
                 for lib, face in ((skia, theirs), (raster, own))]
        assert [boxes[0].top(), boxes[0].bottom()] == pytest.approx([boxes[1].top(), boxes[1].bottom()], abs=0.1)
    assert own.unicharToGlyph(0x1F600) == 0
    assert own.picture(own.unicharToGlyph(ord(" "))) is None
