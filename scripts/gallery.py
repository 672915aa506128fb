"""Draw the pictures of the landing page with our own engine, into assets/gallery and assets/og.png.

    python scripts/gallery.py
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from studio_app.imaging import engine  # noqa: E402  (the path above must stand first)
from studio_app.imaging.brief import Brief, KitStyle  # noqa: E402

OUT = ROOT / "assets" / "gallery"
NOVA = KitStyle("NovaPlays", ("#C0177F", "#6D28D9", "#FACC15"), "Anton", "Montserrat", "competitive")
DUSK = KitStyle("Dusk Radio", ("#6D28D9", "#EC4899", "#FBBF24", "#22D3EE"), "Bebas Neue", "Montserrat", "casual")
ORBIT = KitStyle("Orbit", ("#2563EB", "#F97316", "#FDE047"), "Montserrat", "Inter", "educational")
RONIN = KitStyle("Ronin", ("#DC2626", "#7F1D1D", "#FDE047"), "Anton", "Montserrat", "competitive")
OASIS = KitStyle("Oasis", ("#059669", "#0EA5E9", "#F97316"), "Rubik", "Rubik", "casual")
PACE = KitStyle("Pacemaker", ("#0F172A", "#EF4444", "#F8FAFC"), "Oswald", "Inter", "competitive")


@dataclass(frozen=True)
class Scene:
    name: str
    width: int
    brief: Brief
    draft: bool = False


def brief(kind: str, style: str, title: str, kit: KitStyle, scene: tuple[str, str], seed: int, tag: str = "") -> Brief:
    category, motif = scene
    return Brief(kind, style, title, kit, category, motif, seed, tag=tag)


ELDEN, PAD, SWORD = ("souls", "crowned-skull"), ("general", "gamepad"), ("fantasy", "sword")
SCENES = (
    Scene("impact", 808, brief("thumbnail", "impact", "I beat Elden Ring with one hand", NOVA, ELDEN, 4, "Challenge")),
    Scene("story", 432, brief("story_graphic", "impact", "We go live tonight", NOVA, PAD, 6, "20:00")),
    Scene("overlay", 808, brief("overlay", "impact", "NovaPlays", NOVA, PAD, 4, "Live")),
    Scene("synthwave", 808, brief("thumbnail", "synthwave", "Midnight drift championship", DUSK,
                                   ("racing", "race-car"), 4, "Retro racing night")),
    Scene("draft_synthwave", 808, brief("thumbnail", "synthwave", "Midnight drift championship", DUSK,
                                         ("racing", "race-car"), 4, "Retro racing night"), draft=True),
    Scene("editorial", 808, brief("thumbnail", "editorial", "Why we went back to space", ORBIT,
                                   ("space", "rocket"), 5, "Ep. 42")),
    Scene("japanese", 808, brief("thumbnail", "impact", "最強の武器で無双する", RONIN, SWORD, 7, "実況 #12")),
    Scene("arabic", 808, brief("thumbnail", "impact", "اهزم التنين بسيف واحد!", OASIS, ("fantasy", "dragon"), 8)),
    Scene("banner", 808, brief("banner", "synthwave", "NovaPlays", NOVA, ("general", "lightning"), 3)),
    Scene("clip", 808, brief("clip_cover", "editorial", "World record pace 1:47:12", PACE,
                              ("racing", "stopwatch"), 2, "Any %")),
)  # fmt: skip


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for scene in SCENES:
        picture, _ = (engine.draft if scene.draft else engine.draw)(scene.brief, width=scene.width * 2)
        shown = picture.resize(
            (scene.width, round(picture.height * scene.width / picture.width)), Image.Resampling.LANCZOS
        )
        target = OUT / f"{scene.name}.webp"
        shown.save(target, "WEBP", quality=86, method=6)
        print(f"{target.relative_to(ROOT)}  {shown.width}x{shown.height}  {target.stat().st_size // 1000} kB")
    _share_image()


def _share_image() -> None:
    """What a link to the site shows: 1200 x 630."""
    picture, _ = engine.draw(SCENES[0].brief)
    picture.convert("RGB").resize((1200, 675), Image.Resampling.LANCZOS).crop((0, 22, 1200, 652)).save(
        ROOT / "assets" / "og.png", optimize=True
    )


if __name__ == "__main__":
    main()
