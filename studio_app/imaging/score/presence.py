"""face_presence: how large and whole the main face is; a picture without one is neutral."""

from __future__ import annotations

import math

from studio_app.catalog.scoring import PartSpec
from studio_app.imaging.faces import Face
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.score.rating import Finding, Remedy
from studio_app.imaging.score.report import Mark
from studio_app.imaging.score.view import View
from studio_app.imaging.score.zones import common, moved, out_of, role_of

MOST_SCALE = 1.4


def _hero(layout: Layout | None) -> Area | None:
    return layout.box("hero") if layout is not None else None


def _scale(value: float, wanted: float) -> float:
    """The factor that brings a height to `wanted`, in twentieths, within reason."""
    return min(MOST_SCALE, max(1.05, math.ceil(20 * wanted / max(0.01, value)) / 20))


def _without(view: View, part: PartSpec) -> Finding:
    """No face: a large main figure does nearly as well."""
    hero = _hero(view.layout)
    if hero is None:
        return Finding({"faces": 0.0}, absent=0.5)
    height = min(hero.bottom, view.height) - max(0.0, hero.y)
    share = height / view.height
    scale = _scale(share, part.term("hero_height").good)
    remedy = Remedy({"hero": {"scale": scale}}, None, {"percent": 100 * (scale - 1), "share": 100 * share})
    measures = {"faces": 0.0, "hero_height": share}
    return Finding(measures, {"hero_height": remedy}, absent=part.term("hero_height").fulfilled(share))


def _height(view: View, face: Face, share: float, wanted: float) -> Remedy:
    hero, scale = _hero(view.layout), _scale(share, wanted)
    inside = hero is not None and hero.holds(Area(*face.box.center, 0, 0))
    numbers = {"percent": 100 * (scale - 1), "share": 100 * share}
    return Remedy({"hero": {"scale": scale}} if inside else None, share * scale, numbers)


def _words_over(view: View, face: Face) -> tuple[float, Remedy]:
    """The share of the face that one line covers most, and the way off it."""
    over = [(common(line.box, face.box) / (face.box.width * face.box.height), line) for line in view.lines]
    share, line = max(over, key=lambda item: item[0], default=(0.0, None))
    if line is None or not share:
        return 0.0, Remedy()
    block = line.run.box if line.run else line.box
    fix = moved(role_of(line), out_of(face.box, block, view.width, view.height))
    return share, Remedy(fix, 0.0, {"share": 100 * share})


def measure(view: View, part: PartSpec) -> Finding:
    """Of the largest face; what stands in for one where there is none."""
    if not view.faces:
        return _without(view, part)
    face = view.faces[0]
    height = face.box.height / view.height
    margin = min(face.box.center[0], view.width - face.box.center[0]) / view.width
    covered, off = _words_over(view, face)
    measures = {
        "face": 1.0, "faces": float(len(view.faces)), "face_height": height, "face_margin": margin,
        "text_on_face": covered,
    }
    remedies = {
        "face_height": _height(view, face, height, part.term("face_height").good),
        "face_margin": Remedy(numbers={"share": 100 * margin}),
        "text_on_face": off,
    }
    marks = tuple(Mark("face", f"{100 * f.box.height / view.height:.0f}% of the height", f.box) for f in view.faces)
    return Finding(measures, remedies, marks)
