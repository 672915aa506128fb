"""Run where Skia cannot be loaded: draws some of everything and prints what came out, as JSON lines.

    python -m tests.imaging.raster.without_skia FOLDER
"""

from __future__ import annotations

import dataclasses
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from studio_app.imaging.brief import Brief
from studio_app.imaging.drawing import drawing
from studio_app.imaging.engine import draft, draw
from studio_app.imaging.layout import Layout
from tests.imaging.conftest import ALL, KITS, TITLES, make

WIDE = 480


def _png(size: tuple[int, int], clear: bool) -> bytes:
    image = Image.new("RGBA", size, (0, 0, 0, 0) if clear else (60, 120, 200, 255))
    wide, tall = size
    pen = ImageDraw.Draw(image)
    pen.ellipse((wide * 0.3, tall * 0.1, wide * 0.7, tall * 0.5), fill=(240, 190, 150, 255))
    pen.rectangle((wide * 0.2, tall * 0.55, wide * 0.8, tall), fill=(200, 40, 60, 255))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def briefs() -> Iterator[tuple[str, Brief]]:
    """Every form of asset in some style, with photos and logos now and then, in all scripts."""
    for i, (style, asset_type) in enumerate(ALL):
        if i % 3 == 0:
            kit = dataclasses.replace(KITS[i % 5], logo=_png((300, 120), True) if i % 2 else None)
            photo = _png((300, 400), i % 4 == 0) if i % 5 == 0 else None
            title = TITLES[i // 3 % len(TITLES)]
            brief = make(style, asset_type, title=title, kit=kit, seed=i)
            yield f"{style}-{asset_type}", dataclasses.replace(brief, photo=photo)


def places(layout: Layout) -> dict[str, Any]:
    """Where everything of a layout is, in shares of its shorter side, and what the lines are."""
    side = min(layout.width, layout.height)

    def share(area: Any) -> list[float]:
        return [round(value / side, 4) for value in (area.x, area.y, area.width, area.height)]

    return {
        "boxes": {box.name: share(box.box) for box in layout.boxes},
        "runs": {run.role: share(run.box) for run in layout.runs},
        "lines": {run.role: list(run.lines) for run in layout.runs},
    }


def drawn(folder: Path) -> Iterator[dict[str, Any]]:
    """One record and one picture in `folder` for every brief."""
    for i, (name, brief) in enumerate(briefs()):
        image, layout = draft(brief, WIDE) if i % 9 == 8 else draw(brief, WIDE)
        image.save(folder / f"{name}.png")
        yield {"name": name, "renderer": drawing().name, **places(layout)}


if __name__ == "__main__":
    for record in drawn(Path(sys.argv[1])):
        sys.stdout.write(json.dumps(record) + "\n")
