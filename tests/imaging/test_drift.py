"""Sixty assets of one kit: each keeps its colours exactly where the layout says, and reads as the same brand."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from itertools import islice, product
from pathlib import Path
from statistics import mean

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.styles import STYLES
from studio_app.imaging.colour import RGB, delta_e2000, from_hex
from studio_app.imaging.consistency.check import consistency
from studio_app.imaging.engine import draw
from tests.imaging.conftest import VIOLET, make

ROOT = Path(__file__).resolve().parents[2]
TYPES = (
    "thumbnail", "twitch_banner", "instagram_square", "twitch_starting_soon", "clip_cover", "x_post", "tiktok_story",
    "instagram_post", "x_header",
)
TITLES = ("I beat Elden Ring with one hand", "We go live tonight", "5 settings to change now", "Day 1 vs Day 100")


def sixty() -> list[tuple[str, str, str, int]]:
    ways = ((style, kind, TITLES[seed % 4], seed) for seed, (kind, style) in enumerate(product(TYPES, STYLES)))
    return list(islice(ways, 60))


def test_sixty_assets_of_one_kit_keep_its_colours_and_its_voice() -> None:
    totals = []
    for style, kind, title, seed in sixty():
        width = min(640, ASSET_TYPES[kind].width)
        image, layout = draw(make(style, kind, title, seed), width=width)
        scale = image.width / layout.width
        assert layout.exact_colors, (style, kind)
        for colour, x, y in layout.exact_colors:
            r, g, b = image.convert("RGB").getpixel((int(x * scale), int(y * scale)))  # type: ignore[misc]
            seen: RGB = (r / 255, g / 255, b / 255)
            assert delta_e2000(seen, from_hex(colour)) < 3, (style, kind, colour, x, y)
        found = consistency(
            image, layout, VIOLET.colors, VIOLET.headline_font, VIOLET.body_font, None, VIOLET.tone, kind
        )
        assert found.total >= 85, (style, kind, seed, found.total, [(part.name, part.score) for part in found.parts])
        totals.append(found.total)
    assert len(totals) == 60 and mean(totals) >= 90


GOLDEN = """
import hashlib, json
from tests.imaging.test_drift import sixty
from tests.imaging.conftest import make
from studio_app.imaging.engine import draw
def digest(brief):
    return hashlib.sha256(draw(brief, width=256)[0].tobytes()).hexdigest()
print(json.dumps([digest(make(s, k, t, n)) for s, k, t, n in sixty()[::6]]))
"""


def test_the_same_scene_is_the_same_pixels_in_two_processes() -> None:
    done = subprocess.run(
        [sys.executable, "-c", GOLDEN], cwd=ROOT, env={"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "5"},
        capture_output=True, text=True, check=True, timeout=120,
    )
    import json

    here = [
        hashlib.sha256(draw(make(style, kind, title, seed), width=256)[0].tobytes()).hexdigest()
        for style, kind, title, seed in sixty()[::6]
    ]
    assert json.loads(done.stdout) == here
