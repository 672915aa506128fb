"""Draws a contact sheet of every style and asset type for people to look at.

`python scripts/contact_sheet.py OUT.png [--kits violet,mono] [--seeds 1,2] [--styles impact] [--types thumbnail]`
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.games import categorise
from studio_app.catalog.styles import STYLES
from studio_app.imaging.brief import Brief, KitStyle
from studio_app.imaging.engine import draw

KITS = {
    "violet": (("#7c3aed", "#ec4899", "#facc15"), "competitive"),
    "forest": (("#059669", "#0ea5e9", "#f97316"), "casual"),
    "mono": (("#000000", "#ffffff", "#dc2626"), "professional"),
    "single": (("#2563eb",), "educational"),
    "pastel": (("#fbcfe8", "#a5f3fc", "#fde68a"), "comedic"),
}
TITLES = (
    ("I beat Elden Ring with one hand", "Challenge", "No hits, no summons"),
    ("Midnight drift championship", "Retro racing night", "Round 3 live"),
    ("Why we went back to space", "Ep. 42 · Podcast", "with Dr. Ada Novak"),
    ("اهزم التنين بسيف واحد!", "مغامرة", ""),
    ("最強の武器で無双する", "実況プレイ #12", ""),
    ("Cozy farm tour 🌻🐮", "New", "Every Sunday"),
)


def briefs(args: argparse.Namespace) -> list[Brief]:
    chosen, count = [], 0
    for kit_name in args.kits.split(","):
        colours, tone = KITS[kit_name]
        for style in args.styles.split(","):
            for asset_type in args.types.split(","):
                for seed in map(int, args.seeds.split(",")):
                    title, tag, subtitle = TITLES[(count if args.title < 0 else args.title) % len(TITLES)]
                    category = categorise(
                        title, "dragon" if "التنين" in title else "samurai" if "武器" in title else ""
                    )
                    kit = KitStyle("NovaPlays", colours, STYLES[style].headline_font, STYLES[style].body_font, tone)
                    motif = category.motifs[seed % len(category.motifs)]
                    chosen.append(Brief(asset_type, style, title, kit, category.id, motif, seed, tag, subtitle))
                    count += 1
    return chosen


def sheet(pictures: list[Image.Image], columns: int, row_height: int) -> Image.Image:
    """Rows of pictures of one height on dark grey."""
    rows = [pictures[i : i + columns] for i in range(0, len(pictures), columns)]
    width = max(sum(p.width + 8 for p in row) for row in rows) + 8
    canvas = Image.new("RGB", (width, len(rows) * (row_height + 8) + 8), (46, 49, 56))
    for y, row in enumerate(rows):
        x = 8
        for picture in row:
            canvas.paste(picture, (x, 8 + y * (row_height + 8)), picture)
            x += picture.width + 8
    return canvas


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("--kits", default="violet,forest,mono")
    parser.add_argument("--styles", default=",".join(STYLES))
    parser.add_argument("--types", default=",".join(ASSET_TYPES))
    parser.add_argument("--seeds", default="1,2")
    parser.add_argument("--title", type=int, default=-1, help="always this title of the list instead of all in turn")
    parser.add_argument("--columns", type=int, default=5)
    parser.add_argument("--height", type=int, default=270)
    args = parser.parse_args()
    pictures = []
    for brief in briefs(args):
        asset = ASSET_TYPES[brief.asset_type]
        picture, _ = draw(brief, width=round(args.height * asset.ratio * 2))
        pictures.append(picture.resize((round(args.height * asset.ratio), args.height), Image.Resampling.LANCZOS))
    sheet(pictures, args.columns, args.height).save(args.out)


if __name__ == "__main__":
    main()
