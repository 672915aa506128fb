"""A kit's tone in a picture: capitals, saturation, calm and lean."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from PIL import Image

from studio_app.catalog.tones import DEFAULT_TONE, TONES, Tone
from studio_app.imaging.colour import from_hex, oklch
from studio_app.imaging.layout import Layout, TextRun
from studio_app.imaging.pixels import to_oklab
from studio_app.imaging.score.colour_contrast import chroma_of
from studio_app.imaging.score.composition import clutter
from studio_app.imaging.score.rating import Finding, Remedy
from studio_app.imaging.score.view import DARK_CHAT, SMALL_SIDE, flattened, reduced

# Tones with no more grain than this keep still.
CALM_GRAIN: Final = 0.06
# A loud tone may be set in mixed case; a quiet one that shouts is further off.
_QUIETER = 0.5


def _case(run: TextRun, tone: Tone) -> float | None:
    """How well the title's case fits, 0..1; None in a script without case."""
    if run.text.upper() == run.text.lower():
        return None
    loud = run.text == run.text.upper()
    return 1.0 if loud == tone.uppercase else 0.0 if loud else _QUIETER


def _saturation(lab: np.ndarray, kit: Sequence[str], tone: Tone) -> tuple[float, float] | None:
    """(factor between the picture's saturation and the brand's in that tone, the same as its logarithm without sign);
    None for a kit of greys.
    """
    vivid = [chroma for _, chroma, _ in map(oklch, map(from_hex, kit)) if chroma > 0.05]
    if not vivid:
        return None
    wanted = tone.chroma * sum(vivid) / len(vivid)
    factor = max(0.01, chroma_of(lab)) / wanted
    return factor, abs(math.log2(factor))


def _pixels(image: Image.Image) -> tuple[np.ndarray, np.ndarray]:
    """(small picture, its OKLab colours (n, 3) where it is not clear)."""
    small = reduced(flattened(image, DARK_CHAT), image.width * SMALL_SIDE / max(image.size))
    if image.mode != "RGBA":
        return small, to_oklab(small).reshape(-1, 3)
    alpha = np.asarray(image.getchannel("A").resize(small.shape[1::-1], Image.Resampling.BOX))
    colours = to_oklab(small)[alpha > 127]
    return small, colours if len(colours) else np.zeros((1, 3), np.float32)


def measure_tone(image: Image.Image, layout: Layout | None, kit: Sequence[str], tone_id: str) -> Finding:
    """An unknown tone is the default one; case and lean need a layout, calm is asked of calm tones only."""
    tone = TONES.get(tone_id) or TONES[DEFAULT_TONE]
    small, lab = _pixels(image)
    name = {"tone": tone.label.lower()}
    measures: dict[str, float] = {}
    remedies: dict[str, Remedy] = {}
    title = layout.run("title") if layout else None
    if title is not None:
        measures["tilt"] = max(0.0, abs(title.turn.angle) - tone.tilt)
        remedies["tilt"] = Remedy(numbers=name)
        case = _case(title, tone)
        if case is not None:
            measures["case"] = case
            wanted = "capitals" if tone.uppercase else "upper and lower case"
            remedies["case"] = Remedy(numbers={**name, "case": wanted})
    saturation = _saturation(lab, kit, tone)
    if saturation is not None:
        factor, measures["chroma"] = saturation
        vivid = round(min(1.6, max(0.5, 1 / factor)), 2)
        remedies["chroma"] = Remedy({"vivid": vivid}, abs(math.log2(factor * vivid)), {**name, "percent": 100 * factor})
    if tone.grain <= CALM_GRAIN:
        edges = measures["calm"] = clutter(small)
        remedies["calm"] = Remedy({"backdrop": 1.5}, 0.8 * edges, {**name, "percent": 100 * edges})
    return Finding(measures, remedies)
