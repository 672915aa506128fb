"""Lines of words under the names of Skia's text layout. One line at a time, no justification."""

from __future__ import annotations

from dataclasses import dataclass, field

from studio_app.imaging.raster.canvas import Canvas
from studio_app.imaging.raster.geometry import Matrix
from studio_app.imaging.raster.images import FilterMode, MipmapMode, SamplingOptions
from studio_app.imaging.raster.paints import Paint
from studio_app.imaging.raster.paths import Path
from studio_app.imaging.raster.shaping import Glyph, shaped
from studio_app.imaging.raster.typefaces import Typeface


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


class Paragraph:
    """`LongestLine` is the advance; `AlphabeticBaseline` where the baseline lies under the top."""

    AlphabeticBaseline = 0.0

    def __init__(self, text: str, style: TextStyle, provider: TypefaceFontProvider) -> None:
        self._style = style
        chain = [provider.typefaces[name] for name in style.families]
        self.glyphs, self.LongestLine = shaped(text, chain, style.size, style.spacing)

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


def _paint_picture(canvas: Canvas, glyph: Glyph, place: Matrix, paint: Paint) -> None:
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
