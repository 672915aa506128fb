"""A line's words as glyphs: faces, scripts and order found, each stretch shaped by HarfBuzz."""

from __future__ import annotations

import functools
import itertools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import uharfbuzz as hb

from studio_app.imaging.raster.bidi import visual_runs
from studio_app.imaging.raster.typefaces import Typeface

_ISOLATES = "\u2066\u2067\u2068\u2069"
# Scripts whose letters are joined: spacing would tear them apart.
_JOINED = ("ARABIC", "SYRIAC", "MANDAIC", "MONGOLIAN", "NKO", "PHAGS-PA")
# What fonts call scripts, for signs that stand between letters of theirs.
_TAGS = {"LATIN": "Latn", "HEBREW": "Hebr", "ARABIC": "Arab", "CYRILLIC": "Cyrl", "GREEK": "Grek"}


@dataclass(frozen=True, slots=True)
class Glyph:
    """`x` from the line's start, `y` up from the baseline, in units of the picture."""

    typeface: Typeface
    number: int
    x: float
    y: float


def shaped(text: str, chain: list[Typeface], size: float, spacing: float) -> tuple[list[Glyph], float]:
    """The line's glyphs from left to right, in the first faces of `chain` that have them, and its advance. `spacing`
    follows every cluster."""
    base = int(text.startswith("\u2067"))
    text = text.strip(_ISOLATES)
    # Spaces at the end take no room.
    text = text.rstrip() or text
    faces = _faces_of(text, chain)
    glyphs: list[Glyph] = []
    # Skia spaces the isolates too.
    at = base * spacing
    for start, end, level in visual_runs(text, base):
        runs = list(_one_face(faces[start:end], _scripts_of(text[start:end]), start))
        for first, last, script in reversed(runs) if level % 2 else runs:
            run = _Run(text, first, last, faces[first], script, level % 2 == 1)
            made, at = _run_shaped(run, size, 0.0 if script in _JOINED else spacing, at)
            glyphs += made
    return glyphs, at + base * spacing


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


def _run_shaped(run: _Run, size: float, spacing: float, at: float) -> tuple[list[Glyph], float]:
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
        glyphs.append(Glyph(run.face, info.codepoint, at + place.x_offset * scale, place.y_offset * scale))
        at += place.x_advance * scale
        if i + 1 == len(infos) or infos[i + 1].cluster != info.cluster:
            at += spacing
    return glyphs, at
