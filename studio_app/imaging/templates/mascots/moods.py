"""What each expression is made of: eyes, brows, mouth and what flies about. Plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from studio_app.imaging.templates.mascots.flourishes import (
    CHEEK_PAW,
    EXCLAIM,
    FIST,
    GLASS,
    PAW,
    PUFF,
    QUESTION,
    RING,
    SPLASH,
    STREAM,
    VEIN,
    ZED,
    Mark,
)
from studio_app.imaging.templates.small.shapes import BOLT, DROP, HEART, SPARKLE

EyeKind = Literal["open", "glad", "shut", "squint", "heart", "star", "cross", "swirl", "puppy"]
MouthKind = Literal[
    "smile", "beam", "grin", "wail", "gritted", "frown", "o", "smirk", "flat", "skew", "wavy", "tongue", "blep", "tiny",
    "snarl",
]


@dataclass(frozen=True, slots=True)
class Eye:
    """`gaze` in shares of the eye's radius; `lid` and `under` are the covered shares from above and below; `slant` in
    degrees lowers the inner end of the lid."""

    kind: EyeKind = "open"
    gaze: tuple[float, float] = (0.0, 0.0)
    pupil: float = 1.0
    lid: float = 0.0
    slant: float = 0.0
    under: float = 0.0
    size: float = 1.0


@dataclass(frozen=True, slots=True)
class Brow:
    """`angle` in degrees lowers the inner end; `lift` is above the eye, in eye radii."""

    angle: float
    lift: float = 1.35


@dataclass(frozen=True, slots=True)
class Mood:
    """The left eye and brow as the viewer sees them; the right ones are the mirror image unless given. `tilt` in
    degrees."""

    eye: Eye
    mouth: MouthKind
    brow: Brow | None = None
    marks: tuple[Mark, ...] = ()
    other_eye: Eye | None = None
    other_brow: Brow | None = None
    tilt: float = 0.0
    blush: bool = False
    paws: tuple[Mark, ...] = ()


_RAISED = (Mark(PAW, -1.04, 0.72, 0.34, "body", 24, pair=True),)
_ON_CHEEKS = (Mark(CHEEK_PAW, -0.92, 0.46, 0.34, "body", 16, pair=True),)
MOODS: dict[str, Mood] = {
    "happy": Mood(Eye(gaze=(0.0, -0.06), pupil=1.08), "beam", blush=True),
    "laugh": Mood(Eye("squint"), "grin", tilt=-8, blush=True),
    "joy": Mood(Eye("glad"), "grin", tilt=7, marks=(Mark(SPLASH, -1.02, 0.06, 0.34, "water", 8, pair=True),)),
    "cry": Mood(
        Eye("puppy"), "wail", Brow(-22, 1.32), (Mark(STREAM, -0.50, 0.56, 0.50, "water", pair=True, inside=True),),
    ),
    "sad": Mood(
        Eye(gaze=(0.0, 0.3), lid=0.30, slant=-20), "frown", Brow(-24, 1.30),
        (Mark(DROP, -0.66, 0.42, 0.26, "water", inside=True),), tilt=5,
    ),
    "angry": Mood(
        Eye(gaze=(0.12, 0.12), pupil=0.85, lid=0.36, slant=24), "gritted", Brow(26, 0.92),
        (Mark(VEIN, 0.78, -0.70, 0.30, "flesh", 10, lined=False), Mark(PUFF, -1.06, -0.62, 0.32, "white", -20)),
    ),
    "love": Mood(
        Eye("heart", size=1.12), "beam", None,
        (Mark(HEART, 0.88, -0.74, 0.32, "flesh", 16), Mark(HEART, -0.98, -0.60, 0.20, "flesh", -18)), blush=True,
    ),
    "shocked": Mood(Eye(pupil=0.42, size=1.18), "o", Brow(-8, 1.48), (Mark(EXCLAIM, 0.98, -0.72, 0.38, "spark", 16),),
                    paws=_ON_CHEEKS),
    "cool": Mood(Eye(), "smirk", Brow(4, 1.40), (Mark(SPARKLE, 0.98, -0.86, 0.34, "white", 10),), tilt=-5),
    "sleepy": Mood(
        Eye("shut"), "tiny", None,
        (Mark(ZED, 0.76, -0.78, 0.34, "spark", 8), Mark(ZED, 1.14, -1.10, 0.22, "spark", 14)), tilt=8,
    ),
    "smug": Mood(
        Eye(gaze=(0.5, 0.0), lid=0.46), "smirk", Brow(6, 1.25), tilt=-5, other_eye=Eye(gaze=(0.5, 0.0), lid=0.40),
        other_brow=Brow(-10, 1.48), blush=True,
    ),
    "hype": Mood(
        Eye("star", size=1.16), "grin", None,
        (Mark(BOLT, -1.00, -0.72, 0.38, "spark", -14), Mark(BOLT, 1.00, -0.72, 0.38, "spark", 14)), paws=_RAISED,
    ),
    "wink": Mood(Eye(), "blep", None, (Mark(SPARKLE, 1.04, -0.66, 0.34, "white", 8),), other_eye=Eye("glad"), tilt=-6,
                 blush=True),
    "think": Mood(
        Eye(gaze=(0.34, -0.42)), "skew", Brow(10, 1.25), (Mark(QUESTION, 0.94, -0.74, 0.42, "spark", 14),),
        other_eye=Eye(gaze=(0.34, -0.42), lid=0.2), other_brow=Brow(-14, 1.50),
        paws=(Mark(FIST, -0.46, 0.98, 0.34, "body"),),
    ),
    "nervous": Mood(
        Eye(pupil=0.38), "wavy", Brow(-18, 1.42),
        (Mark(DROP, 0.92, -0.42, 0.40, "water", 12), Mark(DROP, -0.92, -0.64, 0.26, "water", -14)),
    ),
    "dead": Mood(Eye("cross"), "blep", None, (Mark(RING, 0.0, -1.24, 0.52, "spark", -6),), tilt=4),
    "silly": Mood(
        Eye(gaze=(0.3, 0.2), size=1.22), "tongue", Brow(-8, 1.45), other_eye=Eye(gaze=(-0.3, -0.2), size=0.82), tilt=10,
    ),
    "sus": Mood(
        Eye(gaze=(-0.52, 0.0), lid=0.40, under=0.24), "flat", Brow(8, 1.02), tilt=3,
        other_eye=Eye(gaze=(-0.52, 0.0), lid=0.40, under=0.24), other_brow=Brow(-12, 1.45),
    ),
    "pleading": Mood(Eye("puppy", size=1.14), "tiny", Brow(-26, 1.36), blush=True),
    "dizzy": Mood(
        Eye("swirl", size=1.08), "wavy", None,
        (Mark(SPARKLE, -1.00, -0.84, 0.28, "spark"), Mark(SPARKLE, 0.98, -0.92, 0.34, "spark", 20)), tilt=-9,
    ),
}
# Moods whose eyes hide behind something, drawn over them.
GLASSES = {"cool": GLASS}
