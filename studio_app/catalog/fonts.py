"""Supported fonts: real files under open licences, vendored in `studio_app/imaging/fonts`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Category = Literal["display", "sans", "serif", "hand", "pixel"]


@dataclass(frozen=True, slots=True)
class Font:
    """`headline_file` is the heaviest useful cut, `body_file` the reading cut (often the same file).

    `caps` tells that the family draws small letters as capitals, so that borrowed letters must be capitals too.
    """

    family: str
    category: Category
    headline_file: str
    body_file: str
    scripts: tuple[str, ...] = ("latin",)
    licence: str = "OFL-1.1"
    caps: bool = False


FONTS: dict[str, Font] = {
    f.family: f
    for f in (
        Font("Anton", "display", "Anton_400Regular.ttf", "Anton_400Regular.ttf"),
        Font("Bangers", "hand", "Bangers_400Regular.ttf", "Bangers_400Regular.ttf", caps=True),
        Font("Bebas Neue", "display", "BebasNeue_400Regular.ttf", "BebasNeue_400Regular.ttf", caps=True),
        Font("Fredoka", "sans", "Fredoka_700Bold.ttf", "Fredoka_500Medium.ttf"),
        Font("Inter", "sans", "Inter_800ExtraBold.ttf", "Inter_600SemiBold.ttf", ("latin", "cyrillic", "greek")),
        Font("Luckiest Guy", "hand", "LuckiestGuy_400Regular.ttf", "LuckiestGuy_400Regular.ttf", licence="Apache-2.0",
             caps=True),
        Font("Montserrat", "sans", "Montserrat_900Black.ttf", "Montserrat_600SemiBold.ttf", ("latin", "cyrillic")),
        Font("Orbitron", "display", "Orbitron_900Black.ttf", "Orbitron_600SemiBold.ttf"),
        Font("Oswald", "display", "Oswald_700Bold.ttf", "Oswald_500Medium.ttf", ("latin", "cyrillic")),
        Font("Permanent Marker", "hand", "PermanentMarker_400Regular.ttf", "PermanentMarker_400Regular.ttf",
             licence="Apache-2.0", caps=True),
        Font("Playfair Display", "serif", "PlayfairDisplay_900Black.ttf", "PlayfairDisplay_600SemiBold.ttf",
             ("latin", "cyrillic")),
        Font("Poppins", "sans", "Poppins_800ExtraBold.ttf", "Poppins_500Medium.ttf"),
        Font("Press Start 2P", "pixel", "PressStart2P_400Regular.ttf", "PressStart2P_400Regular.ttf",
             ("latin", "cyrillic", "greek")),
        Font("Rubik", "sans", "Rubik_900Black.ttf", "Rubik_500Medium.ttf",
             ("latin", "cyrillic", "hebrew", "arabic")),
        Font("Russo One", "display", "RussoOne_400Regular.ttf", "RussoOne_400Regular.ttf", ("latin", "cyrillic")),
        Font("Space Grotesk", "sans", "SpaceGrotesk_700Bold.ttf", "SpaceGrotesk_500Medium.ttf"),
    )
}
