"""Brand tones: the five of the schema, each with what it does to a picture and to a prompt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tone:
    """`chroma` scales saturation, `tilt` is the headline's rotation in degrees, `grain` is 0..1."""

    id: str
    label: str
    mood: str
    chroma: float
    tilt: float
    grain: float
    uppercase: bool


TONES: dict[str, Tone] = {
    t.id: t
    for t in (
        Tone("competitive", "Competitive", "intense, high-energy, victorious", 1.10, 3.2, 0.18, True),
        Tone("casual", "Casual", "relaxed, warm, welcoming", 0.95, 1.6, 0.12, False),
        Tone("educational", "Educational", "clear, focused, trustworthy", 0.90, 0.0, 0.05, False),
        Tone("comedic", "Comedic", "playful, exaggerated, surprising", 1.15, 4.0, 0.14, True),
        Tone("professional", "Professional", "polished, restrained, confident", 0.85, 0.0, 0.06, False),
    )
}
DEFAULT_TONE = "casual"
