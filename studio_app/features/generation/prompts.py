"""The prompt engine: a template of the catalogue, the kit and the person's words, joined into one paragraph."""

from __future__ import annotations

from dataclasses import dataclass

from studio_app.catalog.games import GameCategory
from studio_app.catalog.prompt_templates import CURRENT_VERSION, prompt_template
from studio_app.catalog.styles import STYLES
from studio_app.catalog.tones import TONES
from studio_app.core.text import clean_paragraph
from studio_app.features.brand_kits.types import KitFields

IDEA_LIMIT = 2000
TITLE_LIMIT = 140
_SYNTAX = str.maketrans({"{": "(", "}": ")", "<": "‹", ">": "›", "`": "'", "$": "＄", "%": "％"})


@dataclass(frozen=True, slots=True)
class PromptParts:
    asset_type: str
    style: str
    kit: KitFields
    title: str
    idea: str
    game: str
    category: GameCategory
    seed: int


def sanitise(text: str, limit: int) -> str:
    """User text as inert data: no control, direction or zero-width characters, no template syntax, no fence marks."""
    return clean_paragraph(text, limit).translate(_SYNTAX)


def build_prompt(parts: PromptParts, version: str = CURRENT_VERSION) -> str:
    """The prompt that is sent and stored. Every value of the kit stands in it; user text stands between fences."""
    template = prompt_template(parts.asset_type, version)
    motif = parts.category.motifs[parts.seed % len(parts.category.motifs)].replace("-", " ")
    values = {
        "subject": f"a {motif}",
        "style": STYLES[parts.style].prompt,
        "side": ("left", "right")[parts.seed % 2],
        "colors": ", ".join(parts.kit.colors),
        "kit_name": sanitise(parts.kit.name, 100),
        "mood": TONES[parts.kit.tone].mood,
        "style_reference": _sentence(parts.kit.style_reference),
        "fonts": f"{parts.kit.headline_font} and {parts.kit.body_font}",
        "game": sanitise(parts.game, 120),
        "elements": parts.category.prompt,
        "idea": sanitise(parts.idea, IDEA_LIMIT),
        "title": sanitise(parts.title, TITLE_LIMIT),
        "region": template.region,
    }
    sections = [template.purpose, template.scene, template.brand]
    sections += [template.game] if values["game"] else []
    sections += [template.idea] if values["idea"] else []
    sections += [template.title] if values["title"] else []
    sections.append(template.closing)
    return " ".join(section.format_map(values).strip() for section in sections)


def _sentence(reference: str) -> str:
    text = sanitise(reference, 500)
    return f" The creator describes the look as <<<{text}>>>." if text else ""
