"""Template families: how an asset is composed and lettered, whoever paints the plate behind it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """`prompt` describes the art to an image model; `headline_font` is used when no kit names one."""

    id: str
    label: str
    summary: str
    prompt: str
    headline_font: str
    body_font: str


STYLES: dict[str, Style] = {
    s.id: s
    for s in (
        Style(
            "impact",
            "Impact",
            "Loud and tilted: rays, halftone, one big sticker.",
            "bold comic-poster art with radial light, halftone shadows and one heroic sticker-like subject",
            "Anton",
            "Montserrat",
        ),
        Style(
            "synthwave",
            "Synthwave",
            "Neon dusk: striped sun, ridge line, glowing grid.",
            "retro-futuristic dusk with a striped sun, dark mountain ridges and a glowing perspective grid",
            "Bebas Neue",
            "Montserrat",
        ),
        Style(
            "editorial",
            "Editorial",
            "Calm paper and one flat colour field, like a magazine.",
            "clean magazine layout, flat paper background, one large geometric colour field and a single crisp subject",
            "Montserrat",
            "Inter",
        ),
    )
}
DEFAULT_STYLE = "impact"
