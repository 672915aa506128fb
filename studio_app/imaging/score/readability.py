"""text_readability: size, contrast and length of the headline, and whether it survives being shrunk."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from studio_app.catalog.scoring import SCORING, PartSpec
from studio_app.imaging.score.contrast import Contrast, Scale, contrast_of
from studio_app.imaging.score.crowding import overlap, room
from studio_app.imaging.score.legibility import legibility
from studio_app.imaging.score.lines import TextLine, bent, count_words, main_lines
from studio_app.imaging.score.rating import Finding, Remedy
from studio_app.imaging.score.report import Mark
from studio_app.imaging.score.view import View, reduced
from studio_app.imaging.score.zones import area_of, covering, moved, out_of, role_of

# A headline this many times longer than a good one has to be cut before it can be enlarged.
TOO_LONG: Final = 1.5
# Smaller steps are not worth an edit.
LEAST_SCALE: Final = 1.1
# Words of another maker are assumed to have this much room.
ROOM: Final = 1.3
# Edits that set words off: a thicker rim and a darker ground.
RIM, GROUND = {"outline": 0.6}, {"backdrop": 1.6}


def _cap(lines: Sequence[TextLine]) -> float:
    """The height of capitals in pixels of the asset, by area."""
    return sum(line.cap * line.area for line in lines) / sum(line.area for line in lines)


def _larger(part: PartSpec, view: View, cap: float, words: int) -> Remedy:
    """A larger title while there is room for it, a shorter one otherwise."""
    wanted = part.term("cap_px").good / max(0.1, cap)
    scale, shift = room(view, view.layout, wanted) if view.layout else (min(ROOM, wanted), {})
    numbers = {"width": view.seen_width, "percent": 100 * (scale - 1)}
    if scale < LEAST_SCALE or words > TOO_LONG * part.term("words").good:
        fewer = max(2.0, min(words - 1.0, math.floor(words / wanted**2)))
        return Remedy(None, None, {**numbers, "best": fewer})
    return Remedy({"title": {"scale": round(scale, 2), **shift}}, cap * scale, {**numbers, "best": 0.0})


def _covered(view: View) -> tuple[float, Remedy] | None:
    """Of the first line that the platform covers: the way out."""
    for line in view.lines:
        zone = covering(view.asset, line.box)
        if zone is not None:
            block = line.run.box if line.run else line.box
            way = out_of(area_of(zone), block, view.width, view.height)
            return 1.0, Remedy(moved(role_of(line), way), 0.0, {"text": line.text, "zone": zone.name})
    return None


def _marks(view: View, main: Sequence[TextLine], contrast: float) -> tuple[Mark, ...]:
    share = view.seen_width / view.width
    texts = [Mark("text", f"{line.cap * share:.0f} px tall, Lc {contrast:.0f}", line.box) for line in main]
    zones = [zone for zone in view.asset.covered if any(area_of(zone).meets(line.box) for line in view.lines)]
    return (*texts, *(Mark("covered", zone.name, area_of(zone)) for zone in zones))


def _bolder(contrast: Contrast) -> Remedy:
    """A plain colour where the words' own is the trouble, a rim and a darker ground otherwise."""
    better = contrast.better_ink
    return Remedy({"title": {"color": better}, **RIM} if better else {**RIM, **GROUND})


def _weakest(view: View, main: Sequence[TextLine], pictures: Sequence[np.ndarray], scale: Scale) -> Contrast:
    """The headline's contrast on the ground on which it is worst."""
    glyphs = view.layout if view.layout is not None and not bent(view.layout) else None
    found = [contrast_of(picture, glyphs, view.lines, main, scale) for picture in pictures]
    return min(found, key=lambda contrast: contrast.lc)


def _read(seen: np.ndarray, main: Sequence[TextLine], view: View, scale: Scale) -> tuple[float, Remedy] | None:
    share = legibility(seen, main, *scale)
    numbers = {"width": view.seen_width, "percent": 100 * (share or 0.0)}
    return None if share is None else (share, Remedy(RIM, None, numbers))


def measure(view: View, part: PartSpec) -> Finding | None:
    """None for a type that needs no words and has none."""
    main = main_lines(view.lines)
    if not main:
        return None if view.asset.form in SCORING.wordless else Finding({}, absent=0.0)
    seen = [reduced(ground, view.seen_width) for ground in view.grounds]
    scale = seen[0].shape[1] / view.width, seen[0].shape[0] / view.height
    contrast, words, cap = _weakest(view, main, seen, scale), count_words(main), _cap(main) * scale[0]
    measures = {"cap_px": cap, "contrast": contrast.lc, "words": float(words), "tiny": cap, "faint": contrast.lc}
    larger, bolder = _larger(part, view, cap, words), _bolder(contrast)
    remedies = {
        "cap_px": larger, "tiny": larger, "contrast": bolder, "faint": bolder,
        "words": Remedy(numbers={"best": max(1.0, min(words - 1.0, part.term("words").good - 1))}),
    }
    if view.layout is not None:
        measures["overlap"] = overlap(view.layout)
    for name, found in {"covered_text": _covered(view), "feed_legibility": _read(seen[0], main, view, scale)}.items():
        if found is not None:
            measures[name], remedies[name] = found
    return Finding(measures, remedies, _marks(view, main, contrast.lc))
