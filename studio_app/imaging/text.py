"""Shaping, measuring and breaking of words. Pure: nothing here draws but `paint_line`."""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio_app.imaging.drawing import load_drawing
from studio_app.imaging.fonts import faces, reach

ISOLATE_RTL, ISOLATE_END = "\u2067", "\u2069"
# Lines are measured at this size, and drawn for it up to this many em.
_EM, _WIDEST_DRAWN = 100, 80
# Less than this share of an em hangs over in any script, and fits every margin.
_SEEN_HANG = 0.05
# A line may not start with these (kinsoku).
NO_START = set("、。，．・：；？！ー」』）】〉》〕］｝々ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ!?),.:;]}%‼⁇⁈⁉…")
NO_END = set("「『（【〈《〔［｛([{")


def is_rtl(text: str) -> bool:
    """Whether the first strong character is right-to-left."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def uppercase(text: str) -> str:
    """Upper case for scripts that have it; a letter whose upper case is longer (ß) stays as it is."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def plain_letters(text: str) -> str:
    """Letters of the mathematical alphabets, with which names are decorated, as the letters that they are: faces have
    cuts of their own for bold and script, and none has those."""
    return "".join(unicodedata.normalize("NFKC", c) if "\U0001d400" <= c <= "\U0001d7ff" else c for c in text)


def graphemes(text: str) -> list[str]:
    """User-perceived characters: marks, ZWJ sequences, modifiers, variation selectors and flags stay together."""
    result: list[str] = []
    join = flag_open = False
    for character in text:
        code = ord(character)
        extends = (
            unicodedata.category(character) in ("Mn", "Me", "Mc")
            or 0xFE00 <= code <= 0xFE0F
            or 0x1F3FB <= code <= 0x1F3FF
            or 0xE0020 <= code <= 0xE007F
            or code == 0x200D
        )
        regional = 0x1F1E6 <= code <= 0x1F1FF
        if result and (extends or join or (regional and flag_open)):
            result[-1] += character
        else:
            result.append(character)
        flag_open = regional and not (flag_open and regional)
        join = code == 0x200D
    return result


def _script(cluster: str) -> str:
    code = ord(cluster[0])
    if 0x3041 <= code <= 0x309F:
        return "kana"
    if 0x30A0 <= code <= 0x30FF or code == 0xFF70:
        return "katakana"
    if 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF:
        return "han"
    return "other"


@dataclass(frozen=True, slots=True)
class Piece:
    """An unbreakable run; `glue` is what stands between it and the piece before on the same line, `hyphen` what
    stands behind it at the end of a line."""

    text: str
    glue: str = ""
    hyphen: str = ""


def _phrases(word: str) -> list[str]:
    """Splits a run without spaces where Japanese or Chinese may break: before a new content word, never inside one."""
    result: list[str] = []
    previous = ""
    for cluster in graphemes(word):
        script = _script(cluster)
        starts = script in ("han", "katakana") and previous != script
        starts |= script == "other" and previous in ("kana", "katakana", "han") and cluster not in NO_START
        starts |= script == "kana" and previous == "other"
        starts |= script == "han" and previous == "han" and len(result[-1]) >= 4
        if result and starts and cluster not in NO_START and result[-1][-1] not in NO_END:
            result.append(cluster)
        elif result:
            result[-1] += cluster
        else:
            result.append(cluster)
        previous = script
    return result


# What a setting with a word cut in two is worth beside one without.
_CUT = 0.85
_VOWELS = frozenset("aeiouyäöüåøæœàáâãèéêëìíîïòóôõùúûаеёиоуыэюяіїєαεηιουωάέήίόύώ")


def _between(clusters: list[str], at: int) -> bool:
    """Whether a word is rather cut here: between two consonants, or behind a vowel, with a vowel to follow."""
    before, after, follows = (clusters[at + i].lower() in _VOWELS for i in (-1, 0, 1))
    return follows and not after and (not before or clusters[at - 1] != clusters[at])


def _cut(clusters: list[str], longest: int) -> list[str]:
    """A word in parts of about `longest` clusters at most, cut where a syllable may end if it is of letters."""
    if len(clusters) <= longest:
        return ["".join(clusters)]
    parts, start = [], 0
    for left in range(-(-len(clusters) // longest), 1, -1):
        end = start + -(-(len(clusters) - start) // left)
        if _hyphened(clusters):
            end = next((i for i in range(end, max(start + 3, end - 6), -1) if _between(clusters, i)), end)
        parts.append("".join(clusters[start:end]))
        start = end
    return [*parts, "".join(clusters[start:])]


def _hyphened(clusters: list[str]) -> bool:
    """Whether a cut in this word is written: letters of scripts that run from left to right with spaces."""
    return all(c[0].isalpha() and _script(c) == "other" and not is_rtl(c) for c in clusters)


def pieces(text: str, longest: int = 22) -> list[Piece]:
    """`text` as unbreakable pieces in order. Runs of more than `longest` clusters are cut."""
    result: list[Piece] = []
    for word in text.split():
        parts = _phrases(word) if any(_script(c) != "other" for c in word) else [word]
        cut: list[tuple[str, str]] = []
        for part in parts:
            clusters = graphemes(part)
            *firsts, last = _cut(clusters, longest)
            hyphen = "-" if _hyphened(clusters) else ""
            cut += [*((first, hyphen) for first in firsts), (last, "")]
        result += [Piece(part, " " if not i and result else "", hyphen) for i, (part, hyphen) in enumerate(cut)]
    return result


def _isolated(text: str) -> str:
    return f"{ISOLATE_RTL}{text}{ISOLATE_END}" if is_rtl(text) else text


def paragraph(text: str, alias: str, size: float, paint: Any, tracking: float = 0.0) -> Any:
    """A shaped single line; `tracking` in em."""
    skia, known = load_drawing(), faces()
    layout = skia.textlayout
    style = layout.TextStyle()
    style.setFontSize(size)
    style.setFontFamilies(list(known.chain(alias)))
    # The face's own weight: asking for another one makes Skia embolden synthetically.
    style.setFontStyle(known.typefaces[alias].fontStyle())
    style.setForegroundPaint(paint)
    if tracking:
        style.setLetterSpacing(tracking * size)
    whole = layout.ParagraphStyle()
    whole.setTextStyle(style)
    builder = layout.ParagraphBuilder.make(whole, known.collection, known.unicode)
    builder.pushStyle(style)
    builder.addText(_isolated(text))
    built = builder.Build()
    built.layout(1e6)
    return built


@functools.lru_cache(4096)
def width(text: str, alias: str, tracking: float = 0.0) -> float:
    """What a line takes in em: its advance, and what its marks hang over that."""
    return _advance(text, alias, tracking) + sum(hang(text, alias, tracking))


def _advance(text: str, alias: str, tracking: float) -> float:
    return float(paragraph(text, alias, _EM, load_drawing().Paint(), tracking).LongestLine) / _EM


@functools.lru_cache(4096)
def hang(text: str, alias: str, tracking: float = 0.0) -> tuple[float, float]:
    """How far marks reach over a line's advance to the left and right, in em. Faces place marks on letters that they
    know with them; on others (an accent on a digit or an ideograph) the mark stands where it fell. Seen by drawing."""
    if not any(unicodedata.category(c) in ("Mn", "Me") for c in unicodedata.normalize("NFC", text)):
        return 0.0, 0.0
    skia, wide = load_drawing(), _advance(text, alias, tracking)
    if not 0 < wide < _WIDEST_DRAWN:
        return 0.0, 0.0
    pixels = np.zeros((4 * _EM, round(wide * _EM) + 4 * _EM, 4), np.uint8)
    paint = skia.Paint(AntiAlias=True, Color=skia.ColorBLACK)
    _paint(skia.Surface(pixels).getCanvas(), text, alias, _EM, paint, 2 * _EM, 2.5 * _EM, tracking)
    columns = np.flatnonzero((pixels[..., 3] > 20).any(axis=0))
    if not len(columns):
        return 0.0, 0.0
    left, right = 2 - columns[0] / _EM, (columns[-1] + 1) / _EM - 2 - wide
    return (left if left > _SEEN_HANG else 0.0), (right if right > _SEEN_HANG else 0.0)


def paint_line(
    canvas: Any, text: str, alias: str, size: float, paint: Any, x: float, baseline: float, tracking: float = 0.0
) -> None:
    """The line in the width that `width` says, from `x` on."""
    left, _ = hang(text, alias, tracking)
    _paint(canvas, text, alias, size, paint, x + left * size, baseline, tracking)


def _paint(
    canvas: Any, text: str, alias: str, size: float, paint: Any, x: float, baseline: float, tracking: float
) -> None:
    line = paragraph(text, alias, size, paint, tracking)
    line.paint(canvas, x, baseline - line.AlphabeticBaseline)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines broken and sized for a box. `pitch` is baseline to baseline, `up` first ink above the first baseline."""

    lines: tuple[str, ...]
    size: float
    widths: tuple[float, ...]
    up: float
    down: float
    pitch: float

    @property
    def width(self) -> float:
        return max(self.widths, default=0.0)

    @property
    def height(self) -> float:
        return self.up + self.down + self.pitch * (len(self.lines) - 1)


EMPTY = Block((), 0.0, (), 0.0, 0.0, 0.0)


def _joined(parts: list[Piece]) -> str:
    return "".join((part.glue if i else "") + part.text for i, part in enumerate(parts)) + parts[-1].hyphen


def _partition(parts: list[Piece], widths: list[float], space: float, count: int) -> list[list[Piece]]:
    """Breaks `parts` into `count` lines so that the widest is as narrow as can be (dynamic programme)."""
    ends = [0.0]
    for part, part_width in zip(parts, widths, strict=True):
        ends.append(ends[-1] + part_width + (space if part.glue else 0.0))

    def span(first: int, last: int) -> float:
        return ends[last] - ends[first] - (space if parts[first].glue else 0.0)

    total = len(parts)
    best = [[(float("inf"), 0.0, 0)] * (total + 1) for _ in range(count + 1)]
    best[0][0] = (0.0, 0.0, 0)
    for line in range(1, count + 1):
        for last in range(line, total - (count - line) + 1):
            # The second term prefers even lines among equally wide ones, and later lines that are not short.
            best[line][last] = min(
                (
                    max(best[line - 1][first][0], span(first, last)),
                    best[line - 1][first][1] + span(first, last) ** 2,
                    first,
                )
                for first in range(line - 1, last)
            )
    cuts, last = [], total
    for line in range(count, 0, -1):
        first = best[line][last][2]
        cuts.append(parts[first:last])
        last = first
    return cuts[::-1]


def fit(
    text: str,
    alias: str,
    box_width: float,
    box_height: float,
    *,
    max_lines: int = 3,
    gap: float = 0.3,
    largest: float = 400.0,
    tracking: float = 0.0,
    bleed: float = 0.0,
    strict: bool = False,
) -> Block:
    """The largest setting of `text` in the box, preferring balanced lines.

    `gap` is the space between the ink of two lines and `bleed` the reach of a stroke around glyphs, both in em.
    More than `max_lines` lines are tried only when the text would otherwise stay very small, and never if `strict`.
    """
    parts = pieces(text)
    if not parts:
        return EMPTY
    widths = [width(part.text, alias, tracking) for part in parts]
    if max(widths) <= 0:  # joiners and marks alone leave nothing to see
        return EMPTY
    space = width("a a", alias, tracking) - width("aa", alias, tracking)
    up, down = reach(text, alias)
    best: tuple[float, Block] | None = None
    for count in range(1, min(len(parts), max_lines if strict else max_lines + 5) + 1):
        if count > max_lines and best is not None and best[1].size * (up + down) >= box_height / (max_lines + 2.5):
            break
        broken = _partition(parts, widths, space, count)
        lines = tuple(_joined(line) for line in broken)
        ems = [width(line, alias, tracking) for line in lines]
        pitch = up + down + gap
        tall = up + down + pitch * (count - 1) + 2 * bleed
        size = min(box_width / (max(ems) + 2 * bleed), box_height / tall, largest)
        score = size * (0.82 + 0.18 * min(ems) / max(ems)) * _CUT ** sum(bool(line[-1].hyphen) for line in broken)
        block = Block(lines, size, tuple(w * size for w in ems), up * size, down * size, pitch * size)
        if best is None or score > best[0]:
            best = (score, block)
    assert best is not None
    return best[1]
