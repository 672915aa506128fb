"""Contact sheets of everything the renderer draws, into ./gallery (not in git): one sheet per form, each asset type in
every style, with changing kits, tones, games and languages; one of languages; and a plot of how far sixty assets of one
kit drift from it. `--site` draws the pictures that the landing page shows, into assets/gallery."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts import drift  # noqa: E402
from studio_app.catalog.asset_types import ASSET_TYPES, AssetType  # noqa: E402
from studio_app.catalog.games import GAME_CATEGORIES  # noqa: E402
from studio_app.catalog.styles import STYLES  # noqa: E402
from studio_app.imaging.brief import Brief, KitStyle  # noqa: E402
from studio_app.imaging.engine import draw  # noqa: E402

FOLDER = ROOT / "gallery"
CELL = 340
GROUND = (38, 38, 43)
KITS = (
    KitStyle("NovaPlays", ("#7c3aed", "#ec4899", "#facc15"), "Anton", "Montserrat", "competitive"),
    KitStyle("Grove", ("#059669", "#0ea5e9", "#f97316"), "Bebas Neue", "Inter", "casual"),
    KitStyle("Monolith", ("#111827", "#f3f4f6", "#dc2626"), "Montserrat", "Inter", "professional"),
    KitStyle("Lumen", ("#2563eb", "#22d3ee"), "Poppins", "Poppins", "educational"),
    KitStyle("ネコ部", ("#fbcfe8", "#a5f3fc", "#fde68a"), "Bangers", "Rubik", "comedic"),
    KitStyle("Ember", ("#b91c1c", "#f59e0b", "#fef3c7"), "Russo One", "Inter", "competitive"),
    KitStyle("Dusk", ("#312e81", "#f472b6", "#5eead4"), "Orbitron", "Space Grotesk", "casual"),
)
TITLES = (
    "I beat Elden Ring with one hand",
    "Ranked until sunrise",
    "5 settings to change now",
    "Cozy farm tour 🌻",
    "Rust vs Valorant",
    "最強の武器で無双する",
    "اهزم التنين بسيف واحد!",
    "Ночной рейд на босса",
    "Why I quit",
    "Đêm nay chơi game kinh dị",
    "מי ינצח הערב?",
    "100 days in hardcore",
)
SHORT = ("GG", "POG", "HYPE!", "LUL", "", "F", "")
ITEMS = ("Mon 20:00 Ranked climb", "Wed 20:00 Viewer games", "Fri 21:00 Horror night", "Sun 18:00 Just chatting")
LANGUAGES = (
    "The last boss standing",
    "Der letzte Endgegner fällt",
    "Trận cuối cùng đêm nay",
    "Последний босс пал",
    "الزعيم الأخير يسقط",
    "הבוס האחרון נפל",
    "最後のボスを倒した",
    "最后的首领倒下了",
    "마지막 보스를 잡았다",
    "Ο τελευταίος εχθρός",
    "🔥 GG 👩‍🚀 wp 🏆",
)


def brief(kind: AssetType, style: str, number: int) -> Brief:
    category = list(GAME_CATEGORIES.values())[number * 5 % len(GAME_CATEGORIES)]
    small = kind.form in ("emote", "badge", "icon", "avatar")
    title = "" if kind.words else SHORT[number % len(SHORT)] if small else TITLES[number % len(TITLES)]
    items = ITEMS if kind.form == "schedule" else ("6",) if kind.form == "badge" else ()
    return Brief(
        kind.id,
        style,
        title,
        KITS[number % len(KITS)],
        category.id,
        category.motifs[number % len(category.motifs)],
        number,
        tag="" if number % 3 == 0 else category.label,
        subtitle="with the whole crew" if number % 4 == 1 else "",
        items=items,
    )


def cell(asked: Brief) -> Image.Image:
    """One picture on the sheet's ground, at most CELL pixels wide or high."""
    kind = ASSET_TYPES[asked.asset_type]
    width = min(kind.width, CELL if kind.width >= kind.height else round(CELL * kind.ratio))
    image = draw(asked, width=width)[0]
    ground = Image.new("RGBA", image.size, (*(c + 26 for c in GROUND), 255))
    return Image.alpha_composite(ground, image).convert("RGB")


def sheet(rows: list[tuple[str, list[Image.Image]]], path: Path) -> None:
    """Rows of pictures under their names."""
    wide = max(len(cells) for _, cells in rows) * (CELL + 10) + 10
    heights = [max(image.height for image in cells) + 34 for _, cells in rows]
    page = Image.new("RGB", (wide, sum(heights) + 10), GROUND)
    pen, top = ImageDraw.Draw(page), 10
    for (name, cells), height in zip(rows, heights, strict=True):
        pen.text((10, top), name, fill=(205, 205, 212))
        for column, image in enumerate(cells):
            page.paste(image, (10 + column * (CELL + 10), top + 18))
        top += height
    page.save(path)
    print(path.relative_to(ROOT), f"{page.width}x{page.height}")


def form_rows(kinds: Iterable[AssetType]) -> list[tuple[str, list[Brief]]]:
    rows = []
    for row, kind in enumerate(kinds):
        briefs = [brief(kind, style, row * 3 + column) for column, style in enumerate(STYLES)]
        rows.append((f"{kind.id}, {kind.width} x {kind.height}: {', '.join(STYLES)}", briefs))
    return rows


def language_rows() -> list[tuple[str, list[Brief]]]:
    base = brief(ASSET_TYPES["thumbnail"], "impact", 1)
    return [
        (style, [replace(base, style=style, title=title, seed=seed, tag="") for seed, title in enumerate(LANGUAGES)])
        for style in STYLES
    ]


NOVA, GROVE, MONO, LUMEN, NEKO, EMBER, DUSK = KITS
SITE: dict[str, tuple[int, Brief]] = {
    "versus": (808, Brief("thumbnail", "versus", "Day 1 vs Day 100", NOVA, "building", "pickaxe", 3, "Hardcore")),
    "list": (
        808,
        Brief(
            "thumbnail",
            "list",
            "7 settings to change now",
            GROVE,
            "shooter",
            "crosshair",
            0,
            "",
            "",
            ("Aim first", "Then the sound", "Frame rate last"),
        ),
    ),
    "reaction": (
        808,
        Brief("thumbnail", "reaction", "Nobody saw this coming", EMBER, "souls", "dragon", 6, "Boss fight"),
    ),
    "minimal": (808, Brief("thumbnail", "minimal", "Building a calm desk", DUSK, "cozy", "coffee", 5, "Setup")),
    "schedule": (808, Brief("twitch_schedule", "synthwave", "", NOVA, "racing", "race-car", 4, "", "", ITEMS)),
    "soon": (808, Brief("twitch_starting_soon", "reaction", "", LUMEN, "space", "rocket", 3, "Ranked night")),
    "chinese": (808, Brief("thumbnail", "impact", "最后的首领倒下了", EMBER, "souls", "broadsword", 8, "第十二集")),
}
EMOTES = (
    ("GG", NOVA, "impact", 0),
    ("lol", GROVE, "list", 3),
    ("HYPE!", EMBER, "reaction", 1),
    ("love", NEKO, "minimal", 4),
    ("POG", LUMEN, "versus", 2),
    ("rage", EMBER, "impact", 5),
    ("sad", LUMEN, "synthwave", 3),
    ("GG WP", DUSK, "list", 6),
)
PANELS = (
    ("About", NOVA, "impact"),
    ("Schedule", GROVE, "editorial"),
    ("Support", EMBER, "list"),
    ("Rules", DUSK, "minimal"),
    ("Discord", LUMEN, "synthwave"),
    ("Setup", MONO, "versus"),
)
BADGES = ("1", "3", "6", "12", "24", "48")


def emote_board() -> Image.Image:
    """Emotes and badges as they stand on a transparent page."""
    board = Image.new("RGBA", (808, 454), (0, 0, 0, 0))
    for index, (title, kit, style, seed) in enumerate(EMOTES):
        made, _ = draw(Brief("kick_emote", style, title, kit, "general", "gamepad", seed), width=150)
        board.alpha_composite(made, (40 + index % 4 * 190, 12 + index // 4 * 158))
    for index, months in enumerate(BADGES):
        made, _ = draw(Brief("twitch_badge", "impact", "", NOVA, "general", "crown", 0, items=(months,)), width=104)
        board.alpha_composite(made, (40 + index * 125, 336))
    return board


def panel_board() -> Image.Image:
    board = Image.new("RGBA", (808, 454), (0, 0, 0, 0))
    for index, (title, kit, style) in enumerate(PANELS):
        made, _ = draw(Brief("twitch_panel", style, title, kit, "general", "gamepad", index), width=384)
        board.alpha_composite(made, (14 + index % 2 * 398, 27 + index // 2 * 140))
    return board


def site() -> None:
    target = ROOT / "assets" / "gallery"
    pictures = {name: draw(asked, width=width)[0] for name, (width, asked) in SITE.items()}
    pictures |= {"emotes": emote_board(), "panels": panel_board()}
    for name, image in pictures.items():
        opaque = image.getextrema()[3][0] == 255
        (image.convert("RGB") if opaque else image).save(target / f"{name}.webp", quality=86, method=6)
        print(f"assets/gallery/{name}.webp")


def main() -> None:
    if "--site" in sys.argv[1:]:
        site()
        return
    FOLDER.mkdir(exist_ok=True)
    by_form = sorted(ASSET_TYPES.values(), key=lambda kind: kind.form)
    plans = {form: form_rows(kinds) for form, kinds in groupby(by_form, key=lambda kind: kind.form)}
    plans["languages"] = language_rows()
    with ProcessPoolExecutor(max_workers=2, mp_context=get_context("spawn")) as pool:
        for name, rows in plans.items():
            drawn = [(label, list(pool.map(cell, briefs))) for label, briefs in rows]
            sheet(drawn, FOLDER / f"{name}.png")
    drift.plot(list(drift.measured(drift.sixty()))).save(FOLDER / "drift.png")
    print("gallery/drift.png")


if __name__ == "__main__":
    main()
