"""The faces words are set in: vendored files only, one shaping collection per process, a known fallback chain.

Fallback order: the asked family, Rubik (Hebrew, Arabic, Cyrillic), Noto Sans JP, SC and KR, emoji. No font of the
system is used, so that a picture is the same on every machine.
"""

from __future__ import annotations

import functools
import unicodedata
from pathlib import Path
from typing import Any, NamedTuple

from studio_app.catalog.fonts import FONTS
from studio_app.imaging.drawing import load_drawing

FOLDER = Path(__file__).with_name("fonts")
DEFAULT_FAMILY = "Montserrat"
_FALLBACK = (
    ("Fallback Black", "Rubik_900Black.ttf"),
    ("Fallback JP", "NotoSansJP_900Black.ttf"),
    ("Fallback SC", "NotoSansSC_900Black.ttf"),
    ("Fallback KR", "NotoSansKR_900Black.ttf"),
)
_EMOJI = ("Emoji", "NotoColorEmoji_400Regular.ttf")


class Reach(NamedTuple):
    """How far ink goes from the baseline, in em: `up` above it, `down` below it (both >= 0)."""

    up: float
    down: float


class Faces:
    """Every typeface under its own alias (`Anton/headline`), so that no style matching can pick another cut."""

    def __init__(self) -> None:
        skia = load_drawing()
        self._skia = skia
        self.provider = skia.textlayout.TypefaceFontProvider()
        self.typefaces: dict[str, Any] = {}
        for font in FONTS.values():
            self._register(f"{font.family}/headline", FOLDER / font.headline_file)
            self._register(f"{font.family}/body", FOLDER / font.body_file)
        chain = [alias for alias, file in _FALLBACK if self._register(alias, FOLDER / file)]
        if self._register(_EMOJI[0], FOLDER / _EMOJI[1]):
            chain.append(_EMOJI[0])
        self.fallback = tuple(chain)
        self.collection = skia.textlayout.FontCollection()
        self.collection.setDefaultFontManager(self.provider)
        self.unicode = skia.Unicodes.ICU.Make()

    def _register(self, alias: str, path: Path) -> bool:
        typeface = self._skia.Typeface.MakeFromFile(str(path)) if path.exists() else None
        if typeface is None:
            return False
        self.typefaces[alias] = typeface
        self.provider.registerTypeface(typeface, alias)
        return True

    def chain(self, alias: str) -> tuple[str, ...]:
        return tuple(a for a in (alias, *self.fallback) if a in self.typefaces)


@functools.cache
def faces() -> Faces:
    return Faces()


def headline(family: str) -> str:
    """The alias of a family's heaviest cut; an unknown family is set in the default."""
    return f"{family if family in FONTS else DEFAULT_FAMILY}/headline"


def body(family: str) -> str:
    return f"{family if family in FONTS else DEFAULT_FAMILY}/body"


def suits(text: str, family: str) -> bool:
    """Whether the family itself has every Latin letter of `text`: one borrowed letter inside a word looks broken."""
    typeface = faces().typefaces[headline(family)]
    return all(typeface.unicharToGlyph(ord(c)) for c in text if c.isalpha() and _is_latin(c))


@functools.lru_cache(2048)
def _is_latin(character: str) -> bool:
    return unicodedata.name(character, "").startswith("LATIN")


@functools.lru_cache(512)
def suiting(text: str, family: str) -> str:
    """The family, or the nearest one that has all Latin letters of `text`: of its own kind first."""
    if suits(text, family):
        return family
    kind = FONTS[family].category
    others = sorted(FONTS.values(), key=lambda font: (font.category != kind, font.family))
    return next((font.family for font in others if suits(text, font.family)), family)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc", "Zl", "Zp", "Zs")


@functools.lru_cache(8192)
def _face_of(character: str, alias: str) -> str | None:
    known = faces()
    return next((a for a in known.chain(alias) if known.typefaces[a].unicharToGlyph(ord(character))), None)


def missing(text: str, family: str) -> list[str]:
    """The characters of `text` that no face in the chain has, in order, each once. Marks and controls are ignored."""
    alias = family if "/" in family else headline(family)
    lacking = (c for c in text if not _is_mark(c) and _face_of(c, alias) is None)
    return list(dict.fromkeys(lacking))


@functools.lru_cache(8192)
def _reach_of(character: str, alias: str) -> Reach:
    face = _face_of(character, alias)
    if face is None or face == _EMOJI[0]:
        return Reach(0.90, 0.18)
    skia, typeface = load_drawing(), faces().typefaces[face]
    glyph = typeface.unicharToGlyph(ord(character))
    bounds = skia.Font(typeface, 1000).getBounds([glyph])[0]
    up, down = max(0.0, -bounds.top() / 1000), max(0.0, bounds.bottom() / 1000)
    # Joined Arabic forms reach further than the isolated ones that are measured here.
    return Reach(up + 0.08, down + 0.20) if unicodedata.bidirectional(character) == "AL" else Reach(up, down)


def reach(text: str, alias: str) -> Reach:
    """The ink extent of a line of `text`: at least the cap height up; stacked marks add a little each."""
    up, down = cap_height(alias), 0.0
    stacked = worst = 0
    for character in text:
        if unicodedata.category(character) in ("Mn", "Me"):
            stacked += 1
            worst = max(worst, stacked)
            continue
        stacked = 0
        if not _is_mark(character):
            found = _reach_of(character, alias)
            up, down = max(up, found.up), max(down, found.down)
    return Reach(up + 0.16 * min(worst, 2), down + 0.06 * min(worst, 2)) if worst else Reach(up, down)


@functools.lru_cache(64)
def cap_height(alias: str) -> float:
    """Height of a capital H in em."""
    skia = load_drawing()
    typeface = faces().typefaces[alias]
    bounds = skia.Font(typeface, 1000).getBounds([typeface.unicharToGlyph(ord("H"))])[0]
    return float(bounds.height()) / 1000 or 0.7
