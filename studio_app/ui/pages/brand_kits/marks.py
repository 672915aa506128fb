"""The logos of a kit, its versions, and how its colours are seen: what the page shows of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypedDict

from studio_app.core.clock import iso
from studio_app.features.brand_kits.types import LOGO_TYPES, KitView, VersionView
from studio_app.imaging import colour, vision
from studio_app.ui import palette

LOGO_LABELS: Final = {
    "primary": ("Primary", "The whole mark"),
    "secondary": ("Secondary", "Another arrangement"),
    "icon": ("Icon", "Small and square"),
    "monochrome": ("One colour", "For any ground"),
    "watermark": ("Watermark", "Faint, in a corner"),
}
_PARTS: Final = {
    "name": "name", "primary_colors": "primary colours", "accent_colors": "accent colours", "fonts": "fonts",
    "tone": "tone", "style_reference": "style reference", "extracted_from": "source", "colors": "named colours",
    "typography": "typography", "voice": "voice", "guidelines": "guidelines", "default_logo_type": "logo drawn",
    "logos": "logos",
}  # fmt: skip
_SIGHTS: Final = {
    "protan": ("Protanopia", "no red cones"),
    "deutan": ("Deuteranopia", "no green cones"),
    "tritan": ("Tritanopia", "no blue cones"),
}


class LogoSlot(TypedDict):
    """`url` is empty where there is no logo; `drawn` says whether assets carry this one."""

    kind: str
    label: str
    hint: str
    url: str
    chosen: bool
    drawn: bool


class VersionRow(TypedDict):
    version: int
    at: str
    changes: str
    current: bool


class SightRow(TypedDict):
    """The palette as seen with one deficiency, and what that means."""

    name: str
    aside: str
    seen: list[str]
    verdict: str
    safe: bool


class Advice(TypedDict):
    """A better shade of a colour of the kit; `better` is empty when there is nothing to advise."""

    color: str
    better: str
    sentence: str


def slots(kit: KitView) -> list[LogoSlot]:
    urls = {logo.type: logo.url for logo in kit.logos}
    drawn = kit.logo.type if kit.logo else ""
    return [
        LogoSlot(kind=kind, label=LOGO_LABELS[kind][0], hint=LOGO_LABELS[kind][1], url=urls.get(kind, ""),
                 chosen=kind == kit.default_logo_type, drawn=kind == drawn)
        for kind in LOGO_TYPES
    ]  # fmt: skip


def rows(versions: Sequence[VersionView]) -> list[VersionRow]:
    return [
        VersionRow(version=one.version, at=iso(one.saved_at), changes=_said(one.changes), current=place == 0)
        for place, one in enumerate(versions)
    ]


def _said(changes: Sequence[str]) -> str:
    text = ", ".join(_PARTS[name] for name in changes if name in _PARTS)
    return text[:1].upper() + text[1:] if text else "Saved"


def sights(colours: Sequence[str]) -> list[SightRow]:
    if len(colours) < 2:
        return []
    names = dict(zip(colours, palette.names_of(colours), strict=True))
    return [_sight(sight, colours, names) for sight in vision.sights(list(names))]


def _sight(sight: vision.Sight, colours: Sequence[str], names: dict[str, str]) -> SightRow:
    name, aside = _SIGHTS[sight.deficiency]
    seen = [colour.to_hex(vision.simulate(colour.from_hex(hex_), sight.deficiency)) for hex_ in colours]
    pairs = [f"{names[pair.first]} and {names[pair.second]}" for pair in sight.collapsed]
    if pairs:
        verdict = f"{', '.join(pairs[:3])} look alike (ΔE {sight.collapsed[0].seen:.1f}). Tell them apart by more."
    else:
        verdict = f"All stay apart, least ΔE {sight.least:.0f}."
    return SightRow(name=name, aside=aside, seen=seen, verdict=verdict, safe=not pairs)


def advice(colours: Sequence[str]) -> Advice:
    """What lifts the first colour to 4.5 with the next one that carries only large titles on it."""
    names = dict(zip(colours, palette.names_of(colours), strict=True))
    first, *others = names or {"": ""}
    for other in others:
        found = vision.remedy(first, other) if vision.contrast(first, other).ratio >= palette.LARGE_TEXT else None
        if found and found.better not in names:
            return Advice(color=first, better=found.better, sentence=(
                f"{names[other]} on {names[first]} carries only large titles. {names[first]} at {found.better} lifts "
                f"it from {palette.figure(found.before)} to {palette.figure(found.after)}."))
    return Advice(color="", better="", sentence="")
