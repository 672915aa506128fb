"""safe_area: whether words and logo stand where every screen shows them and no control covers them."""

from __future__ import annotations

from collections.abc import Sequence

from studio_app.catalog.scoring import PartSpec
from studio_app.imaging.layout import Area
from studio_app.imaging.score.composition import lost_attention
from studio_app.imaging.score.rating import Finding, Remedy
from studio_app.imaging.score.view import View
from studio_app.imaging.score.zones import common, into, moved, role_of, safe_of


def _inside(boxes: Sequence[Area], safe: Area) -> float:
    """The share of the boxes' area within another."""
    whole = sum(box.width * box.height for box in boxes)
    return min(1.0, sum(common(box, safe) for box in boxes) / whole) if whole else 1.0


def _words(view: View, safe: Area) -> tuple[float, Remedy]:
    boxes = [line.box for line in view.lines]
    share = _inside(boxes, safe)
    out = next((line for line in view.lines if not safe.holds(line.box, 1.0)), None)
    block = None if out is None else out.run.box if out.run else out.box
    fix = moved(role_of(out), into(safe, block, view.width, view.height)) if out is not None and block else None
    return share, Remedy(fix, None, {"percent": 100 * (1 - share)})


def measure(view: View, part: PartSpec) -> Finding | None:
    """None when there is nothing that has to be kept safe."""
    safe = safe_of(view.asset)
    measures: dict[str, float] = {}
    remedies: dict[str, Remedy] = {}
    if view.lines:
        measures["text_inside"], remedies["text_inside"] = _words(view, safe)
    logo = view.layout.box("logo") if view.layout else None
    if logo is not None:
        measures["logo_inside"] = _inside([logo], safe)
        remedies["logo_inside"] = Remedy(moved("logo", into(safe, logo, view.width, view.height)))
    lost = lost_attention(view)
    if lost is not None:
        measures["covered_focus"], remedies["covered_focus"] = lost
    return Finding(measures, remedies) if measures else None
