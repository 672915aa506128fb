"""What a template works from: the brief with everything looked up, and the free choices its seed makes."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, replace
from typing import Any

from studio_app.catalog.asset_types import ASSET_TYPES, AssetType
from studio_app.catalog.fonts import FONTS
from studio_app.catalog.styles import DEFAULT_STYLE, STYLES, Style
from studio_app.catalog.tones import DEFAULT_TONE, TONES, Tone
from studio_app.imaging.brief import Brief
from studio_app.imaging.colour import RGB, WHITE, Roles
from studio_app.imaging.edits import KIT_FONT
from studio_app.imaging.fonts import suiting
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.text import plain_letters

# How many ways a family has to treat its ground; templates take the choice modulo what they offer.
GROUNDS = 12
PARTICLES = {
    "shooter": "shards",
    "souls": "embers",
    "fantasy": "embers",
    "racing": "streaks",
    "horror": "embers",
    "sports": "confetti",
    "cozy": "bokeh",
    "building": "pixels",
    "strategy": "shards",
    "space": "stars",
    "talk": "bokeh",
    "music": "bars",
    "money": "confetti",
    "general": "embers",
}


@dataclass(frozen=True, slots=True)
class Look:
    """The seed's choices. Angles in degrees; `phase` and `drift` are 0..1."""

    mirrored: bool
    ground: int
    variant: int
    motif_angle: float
    phase: float
    drift: float
    emphasis: int
    texture: int


@dataclass(frozen=True, slots=True)
class Sheet:
    brief: Brief
    asset: AssetType
    style: Style
    tone: Tone
    roles: Roles
    look: Look
    headline: str
    body: str

    def said(self, role: str) -> str:
        """The words of `title`, `tag` or `subtitle`, as edited; a title that is missing is the asset type's own."""
        edited = self.brief.edits.words(role).text
        text = " ".join(plain_letters(getattr(self.brief, role) if edited is None else edited).split())
        return self.asset.words if not text and edited is None and role == "title" else text

    def wanted_family(self, role: str) -> str:
        """The font family that the kit, or an edit, asks for."""
        chosen = self.brief.edits.words(role.split("_")[0]).font
        if chosen != KIT_FONT:
            return chosen
        return self.headline if role.startswith("title") else self.body

    def family(self, role: str) -> str:
        """The font family that a block of words is set in: the wanted one, if it has all their letters."""
        text = self.said(role) if role in ("title", "tag", "subtitle") else self.said("title")
        return suiting(text, self.wanted_family(role))

    @property
    def form(self) -> str:
        return self.asset.form

    @property
    def motif(self) -> str:
        return self.brief.edits.hero.motif or self.brief.motif

    @property
    def unit(self) -> float:
        """One design pixel: 1 on a canvas whose shorter side is 720."""
        return min(self.asset.width, self.asset.height) / 720

    @property
    def portrait(self) -> bool:
        return self.asset.height > self.asset.width * 1.05

    @property
    def full(self) -> Area:
        return Area(0, 0, self.asset.width, self.asset.height)

    @property
    def safe(self) -> Area:
        box = self.asset.safe
        return Area(box.x, box.y, box.width, box.height)

    @property
    def foot(self) -> Area | None:
        """What an upright picture has below its safe box, under the app's controls: room for art, not for words."""
        full, top = self.full, self.safe.bottom
        deep = self.portrait and full.height - top > full.height / 4
        return Area(0, top, full.width, full.height - top) if deep else None

    @property
    def particles(self) -> str:
        return PARTICLES.get(self.brief.category, "embers")

    def random(self, purpose: str) -> random.Random:
        """A stream of its own per purpose, so that a change in one layer does not move the others."""
        return random.Random(_number(self.brief, purpose))

    def color(self, role: str) -> RGB:
        """The colour that a role of an edit names."""
        return WHITE if role == "white" else getattr(self.roles, role)  # type: ignore[no-any-return]

    def lead(self) -> tuple[RGB, RGB]:
        """The two hues the ground is built from, in the seed's order."""
        pair = (self.roles.primary, self.roles.secondary)
        return pair if self.look.emphasis == 0 else (pair[1], pair[0])


def _number(brief: Brief, purpose: str) -> int:
    text = f"{brief.seed}|{brief.asset_type}|{brief.style}|{purpose}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def _look(brief: Brief) -> Look:
    # Consecutive seeds differ in mirror and layout, and walk through all pairs of them before one repeats.
    chance = random.Random(_number(brief, "look"))
    layout = brief.edits.layout
    return Look(
        mirrored=brief.seed % 2 == 1,
        ground=(brief.seed // 2) % GROUNDS,
        variant=(brief.seed + brief.seed // 6) % GROUNDS if layout is None else layout,
        motif_angle=chance.uniform(-14, 14),
        phase=chance.random(),
        drift=chance.random(),
        emphasis=(brief.seed // 2) % 2,
        texture=chance.randrange(4),
    )


def sheet(brief: Brief) -> Sheet:
    """Looks up what the brief names; KeyError for an asset type that does not exist."""
    style = STYLES.get(brief.style) or STYLES[DEFAULT_STYLE]
    tone = TONES.get(brief.kit.tone) or TONES[DEFAULT_TONE]
    vivid = tone.chroma * (0.75 if brief.category == "horror" else 1.0)
    return Sheet(
        brief=brief,
        asset=ASSET_TYPES[brief.asset_type],
        style=style,
        tone=tone,
        roles=Roles(brief.kit.colors, vivid),
        look=_look(brief),
        headline=brief.kit.headline_font if brief.kit.headline_font in FONTS else style.headline_font,
        body=brief.kit.body_font if brief.kit.body_font in FONTS else style.body_font,
    )


@dataclass(frozen=True, slots=True)
class Stage:
    """A canvas whose units are full-size asset pixels; `scale` is device pixels per unit.

    `foreign` tells that the plate came from elsewhere, so what our own art would carry must be added on top.
    """

    canvas: Any
    sheet: Sheet
    scale: float
    foreign: bool = False

    def heroes(self, layout: Layout) -> list[Area]:
        """Where our own art has its heroes; on a plate from elsewhere nobody knows."""
        return [] if self.foreign else [named.box for named in layout.boxes if named.name.startswith("hero")]

    def of_hero(self, index: int) -> Stage:
        """For the hero of that number: a photo stands in a picture once, further heroes are the motif."""
        if not index or self.sheet.brief.photo is None:
            return self
        return replace(self, sheet=replace(self.sheet, brief=replace(self.sheet.brief, photo=None)))
