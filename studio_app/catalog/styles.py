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
        Style(
            "minimal",
            "Minimal",
            "One flat colour, one shape, large calm type.",
            "minimal flat design: one solid background colour, one simple geometric shape, a single small subject",
            "Poppins",
            "Inter",
        ),
        Style(
            "versus",
            "Versus",
            "Two sides, one seam: a duel at a glance.",
            "a split-screen duel, two opposing colour fields divided by a jagged glowing seam, one rival on each side",
            "Russo One",
            "Montserrat",
        ),
        Style(
            "list",
            "List",
            "A big number, a promise and the page it is written on.",
            "bold infographic look on gridded paper with tape, stickers and one oversized object",
            "Montserrat",
            "Inter",
        ),
        Style(
            "reaction",
            "Reaction",
            "One big face or thing, a few words on labels, an arrow.",
            "a dramatic close-up with a strong reaction, cut out with a thick outline on a simple radial background",
            "Anton",
            "Poppins",
        ),
    )
}
DEFAULT_STYLE = "impact"
