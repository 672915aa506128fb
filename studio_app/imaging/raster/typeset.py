"""Faces and shaped lines, by HarfBuzz, under the names of Skia's text layout. One line at a time, no justification."""

from __future__ import annotations

import functools
import itertools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import uharfbuzz as hb

from studio_app.imaging.raster.bidi import visual_runs
from studio_app.imaging.raster.canvas import Canvas, FilterMode, Image, MipmapMode, SamplingOptions
from studio_app.imaging.raster.geometry import Matrix, Rect
from studio_app.imaging.raster.paints import Paint
from studio_app.imaging.raster.paths import Path

_ISOLATES = "\u2066\u2067\u2068\u2069"
# Scripts whose letters are joined: spacing would tear them apart.
_JOINED = ("ARABIC", "SYRIAC", "MANDAIC", "MONGOLIAN", "NKO", "PHAGS-PA")
# What fonts call scripts, for signs that stand between letters of theirs.
_TAGS = {"LATIN": "Latn", "HEBREW": "Hebr", "ARABIC": "Arab", "CYRILLIC": "Cyrl", "GREEK": "Grek"}
# A colour glyph is drawn this large, and reduced.
_EMOJI_PIXELS = 512


def _drawing() -> hb.DrawFuncs:
    """Callbacks that write an outline into a `Path`."""
    funcs = hb.DrawFuncs()
    funcs.set_move_to_func(lambda x, y, path: path.moveTo(x, y))
    funcs.set_line_to_func(lambda x, y, path: path.lineTo(x, y))
    funcs.set_quadratic_to_func(lambda x1, y1, x2, y2, path: path.quadTo(x1, y1, x2, y2))
    funcs.set_cubic_to_func(lambda x1, y1, x2, y2, x3, y3, path: path.cubicTo(x1, y1, x2, y2, x3, y3))
    funcs.set_close_path_func(lambda path: path.close())
    return funcs


_DRAWING = _drawing()


class Typeface:
    """One font file; metrics in units of `upem`."""

    def __init__(self, file: str) -> None:
        self.face = hb.Face(hb.Blob.from_file_path(file))
        self.font = hb.Font(self.face)
        self.upem = int(self.face.upem)
        self.coloured = bool(self.face.has_color_paint or self.face.has_color_layers or self.face.has_color_png)

    @staticmethod
    def MakeFromFile(file: str) -> Typeface:
        return Typeface(file)

    def fontStyle(self) -> None:
        """Every alias is one cut: there is no style to choose."""

    @functools.lru_cache(8192)  # noqa: B019 (faces live as long as the process)
    def unicharToGlyph(self, code: int) -> int:
        """0 when the face lacks it."""
        return int(self.font.get_nominal_glyph(code) or 0)

    @functools.lru_cache(4096)  # noqa: B019
    def outline(self, glyph: int) -> Path:
        """In units of `upem`, y down."""
        raw, flipped = Path(), Path()
        self.font.draw_glyph(glyph, _DRAWING, raw)
        raw.transform(Matrix.Scale(1, -1), flipped)
        return flipped

    @functools.lru_cache(256)  # noqa: B019
    def picture(self, glyph: int) -> tuple[Image, Rect] | None:
        """A colour glyph and its box in units of `upem`, y down; None when there is nothing to be seen."""
        painter, scale = hb.RasterPaint(), _EMOJI_PIXELS / self.upem
        painter.transform = (scale, 0.0, 0.0, scale, 0.0, 0.0)
        if (extents := self.font.get_glyph_extents(glyph)) is None or not painter.set_glyph_extents(extents):
            return None
        painter.paint_glyph(self.font, glyph)
        return _read_picture(painter.render(), scale)


@dataclass(frozen=True, slots=True)
class Font:
    typeface: Typeface
    size: float

    def getPath(self, glyph: int) -> Path:
        scale, made = self.size / self.typeface.upem, Path()
        self.typeface.outline(glyph).transform(Matrix.Scale(scale, scale), made)
        return made

    def getBounds(self, glyphs: list[int]) -> list[Rect]:
        """Rounded out to a 64th of an em, as Skia does."""
        step = self.size / 64
        boxes = [self.getPath(glyph).computeTightBounds() for glyph in glyphs]
        return [
            Rect(*(edge * step for edge in Rect(b.l / step, b.t / step, b.r / step, b.b / step).roundOut().edges()))
            for b in boxes
        ]


class TypefaceFontProvider:
    def __init__(self) -> None:
        self.typefaces: dict[str, Typeface] = {}

    def registerTypeface(self, typeface: Typeface, alias: str) -> None:
        self.typefaces[alias] = typeface


class FontCollection:
    def __init__(self) -> None:
        self.provider = TypefaceFontProvider()

    def setDefaultFontManager(self, provider: TypefaceFontProvider) -> None:
        self.provider = provider


class Unicodes:
    """Python's own tables stand for a library of them."""

    class ICU:
        @staticmethod
        def Make() -> None:
            return None


@dataclass(slots=True)
class TextStyle:
    size: float = 14.0
    families: list[str] = field(default_factory=list)
    paint: Paint = field(default_factory=Paint)
    spacing: float = 0.0

    def setFontSize(self, size: float) -> None:
        self.size = size

    def setFontFamilies(self, families: list[str]) -> None:
        self.families = families

    def setFontStyle(self, _style: None) -> None:
        """See `Typeface.fontStyle`."""

    def setForegroundPaint(self, paint: Paint) -> None:
        self.paint = paint

    def setLetterSpacing(self, spacing: float) -> None:
        self.spacing = spacing


class ParagraphStyle:
    def setTextStyle(self, style: TextStyle) -> None:
        """A line of one style has it from its builder."""


@dataclass(frozen=True, slots=True)
class _Glyph:
    """`x` from the line's start, `y` up from the baseline, in units of the picture."""

    typeface: Typeface
    number: int
    x: float
    y: float


class Paragraph:
    """`LongestLine` is the advance; `AlphabeticBaseline` where the baseline lies under the top."""

    AlphabeticBaseline = 0.0

    def __init__(self, text: str, style: TextStyle, provider: TypefaceFontProvider) -> None:
        self._style = style
        self.glyphs, self.LongestLine = _set(text, style, [provider.typefaces[name] for name in style.families])

    def layout(self, _width: float) -> None:
        """Nothing: the line is never broken."""

    def paint(self, canvas: Canvas, x: float, y: float) -> None:
        words = Path()
        for glyph in self.glyphs:
            scale = self._style.size / glyph.typeface.upem
            place = Matrix.Translate(x + glyph.x, y - glyph.y).preScale(scale, scale)
            if glyph.typeface.coloured:
                _paint_picture(canvas, glyph, place, self._style.paint)
                continue
            moved = Path()
            glyph.typeface.outline(glyph.number).transform(place, moved)
            words.addPath(moved)
        canvas.drawPath(words, self._style.paint)


def _paint_picture(canvas: Canvas, glyph: _Glyph, place: Matrix, paint: Paint) -> None:
    found = glyph.typeface.picture(glyph.number)
    if found is not None:
        image, box = found
        options = SamplingOptions(FilterMode.kLinear, MipmapMode.kLinear)
        canvas.drawImageRect(image, place.mapRect(box), options, Paint(AntiAlias=True, Alphaf=paint.alpha))


class ParagraphBuilder:
    def __init__(self, collection: FontCollection) -> None:
        self._provider = collection.provider
        self._style, self._text = TextStyle(), ""

    @staticmethod
    def make(_style: ParagraphStyle, collection: FontCollection, _unicode: None) -> ParagraphBuilder:
        return ParagraphBuilder(collection)

    def pushStyle(self, style: TextStyle) -> None:
        self._style = style

    def addText(self, text: str) -> None:
        self._text += text

    def Build(self) -> Paragraph:
        return Paragraph(self._text, self._style, self._provider)


def _set(text: str, style: TextStyle, chain: list[Typeface]) -> tuple[list[_Glyph], float]:
    """The line's glyphs from left to right, and its advance."""
    base = int(text.startswith("\u2067"))
    text = text.strip(_ISOLATES)
    # Spaces at the end take no room.
    text = text.rstrip() or text
    faces = _faces_of(text, chain)
    glyphs: list[_Glyph] = []
    # Skia spaces the isolates too.
    at = base * style.spacing
    for start, end, level in visual_runs(text, base):
        runs = list(_one_face(faces[start:end], _scripts_of(text[start:end]), start))
        for first, last, script in reversed(runs) if level % 2 else runs:
            spacing = 0.0 if script in _JOINED else style.spacing
            run = _Run(text, first, last, faces[first], script, level % 2 == 1)
            made, at = _shaped(run, style.size, spacing, at)
            glyphs += made
    return glyphs, at + base * style.spacing


def _one_face(faces: list[Typeface], scripts: list[str], at: int) -> Iterator[tuple[int, int, str]]:
    """(start, end, script) of the stretches of one face and one script, counted from `at` on."""
    for (_, script), group in itertools.groupby(zip(map(id, faces), scripts, strict=True)):
        count = len(list(group))
        yield at, at + count, script
        at += count


def _scripts_of(text: str) -> list[str]:
    """The script of every character; signs and marks go with what is before them, at the start with what follows."""
    own = [_script(character) for character in text]
    last = next((script for script in own if script), "")
    found = []
    for script in own:
        last = script or last
        found.append(last)
    return found


@functools.lru_cache(4096)
def _script(character: str) -> str:
    """The script of a letter by its name's first word; none for anything else."""
    letter = unicodedata.category(character).startswith("L")
    return unicodedata.name(character, "").split(" ")[0] if letter else ""


def _faces_of(text: str, chain: list[Typeface]) -> list[Typeface]:
    """The face of every character: the first one in the chain that has all of its cluster."""
    found: list[Typeface] = []
    for cluster in _clusters(text):
        whole = next((face for face in chain if _has(face, cluster)), None)
        first = next((face for face in chain if face.unicharToGlyph(ord(cluster[0]))), None)
        found += [whole or first or chain[0]] * len(cluster)
    return found


def _has(face: Typeface, cluster: str) -> bool:
    """Whether a face can set a cluster, be it with the letter that its marks make together."""
    forms = (cluster, unicodedata.normalize("NFC", cluster))
    return any(all(face.unicharToGlyph(ord(c)) for c in form if not _unseen(c)) for form in forms)


def _unseen(character: str) -> bool:
    """Joiners, variation selectors and controls, which no face needs to have."""
    return unicodedata.category(character) in ("Cf", "Cc") or "\ufe00" <= character <= "\ufe0f"


def _clusters(text: str) -> Iterator[str]:
    """Characters with the marks, joiners and modifiers that follow them."""
    start = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or not _extends(text[i]):
            yield text[start:i]
            start = i


def _extends(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me", "Mc", "Cf") or "\U0001f3fb" <= character <= "\U0001f3ff"


class _Run(NamedTuple):
    """A stretch of `text` of one face, script and direction."""

    text: str
    start: int
    end: int
    face: Typeface
    script: str
    leftwards: bool


def _shaped(run: _Run, size: float, spacing: float, at: float) -> tuple[list[_Glyph], float]:
    """The run's glyphs from `at` on, and where it ends; `spacing` follows every cluster."""
    buffer: Any = hb.Buffer()
    buffer.add_str(run.text, run.start, run.end - run.start)
    buffer.guess_segment_properties()
    if run.script in _TAGS:
        buffer.script = _TAGS[run.script]
    buffer.direction = "rtl" if run.leftwards else "ltr"
    # Spaced letters are not joined to ligatures.
    hb.shape(run.face.font, buffer, {"liga": False, "clig": False} if spacing else {})
    scale, glyphs = size / run.face.upem, []
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    for i, (info, place) in enumerate(zip(infos, places, strict=True)):
        glyphs.append(_Glyph(run.face, info.codepoint, at + place.x_offset * scale, place.y_offset * scale))
        at += place.x_advance * scale
        if i + 1 == len(infos) or infos[i + 1].cluster != info.cluster:
            at += spacing
    return glyphs, at


def _read_picture(raster: Any, scale: float) -> tuple[Image, Rect] | None:
    """Premultiplied BGRA from the lowest row up, as HarfBuzz makes it, as a picture."""
    extents = raster.extents
    if not extents.width or not extents.height:
        return None
    rows = np.frombuffer(raster.buffer, np.uint8).reshape(extents.height, extents.stride)[:, : extents.width * 4]
    pixels = np.ascontiguousarray(rows.reshape(extents.height, extents.width, 4)[::-1, :, [2, 1, 0, 3]])
    left, top = extents.x_origin / scale, -(extents.y_origin + extents.height) / scale
    return Image(pixels), Rect.MakeXYWH(left, top, extents.width / scale, extents.height / scale)
