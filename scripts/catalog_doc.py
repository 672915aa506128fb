"""Writes docs/catalog.md: what can be made for which platform, from the catalogue itself.

`python scripts/catalog_doc.py`
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from studio_app.catalog.asset_types import ASSET_TYPES, AssetType, Motion, Variant  # noqa: E402
from studio_app.catalog.games import GAME_CATEGORIES, GAMES  # noqa: E402
from studio_app.catalog.hooks import HOOKS  # noqa: E402
from studio_app.catalog.ladders import LADDERS  # noqa: E402
from studio_app.catalog.motifs import USES, motifs_for  # noqa: E402
from studio_app.catalog.platforms import PLATFORMS, Platform  # noqa: E402
from studio_app.catalog.prompt_experiments import EXPERIMENTS  # noqa: E402
from studio_app.catalog.prompt_templates import CURRENT_VERSION, versions  # noqa: E402

TARGET = ROOT / "docs" / "catalog.md"
INTRO = """# Catalogue

Made by `python scripts/catalog_doc.py` from `studio_app/catalog`; edit the data there, not this page. Sizes are in
pixels, limits in decimal units. The *safe* area is where words and logo stand: x, y, width, height. Where sources
disagree, *limit* is what the platform takes and *aim* the strictest figure still quoted, which we try to stay under.
"""


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(head)
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def size(count: int) -> str:
    return f"{count / 1_000_000:g} MB" if count >= 1_000_000 else f"{count / 1_000:g} kB"


def limit(kind: AssetType) -> str:
    return size(kind.max_bytes) + (f", aim {size(kind.soft_bytes)}" if kind.soft_bytes < kind.max_bytes else "")


def also(variants: Iterable[Variant]) -> str:
    return ", ".join(f"{v.width}×{v.height} to {size(v.max_bytes)}" for v in variants)


def moving(motion: Motion | None) -> str:
    if motion is None:
        return ""
    names = ", ".join(name.upper() for name in motion.formats)
    return f"{names} to {size(motion.max_bytes)}, {motion.max_frames} frames, {motion.max_seconds:g} s"


def row(kind: AssetType) -> tuple[str, ...]:
    traits = [kind.form, *(["alpha"] if kind.alpha else []), *(["circle"] if kind.circle else [])]
    box = kind.safe
    return (
        f"{kind.label}<br>`{kind.id}`", f"{kind.width}×{kind.height}", ", ".join(kind.formats), limit(kind),
        ", ".join(traits), f"{box.x}, {box.y}, {box.width}, {box.height}", also(kind.variants), moving(kind.motion),
    )


def remarks(kind: AssetType) -> Iterator[str]:
    yield f"- **{kind.label}** (`{kind.id}`): {kind.source}. Checked {kind.verified_on.isoformat()}."
    if others := [PLATFORMS[name].label for name in kind.platforms[1:]]:
        yield f"  Also for {', '.join(others)}."
    if kind.covered:
        yield f"  Covered there: {', '.join(zone.name for zone in kind.covered)}."
    if kind.words:
        yield f"  Says “{kind.words}” when no title is given."
    if kind.ladder:
        yield f"  Climbs the steps of `{kind.ladder}`."
    if kind.note:
        yield f"  {kind.note}"
    if kind.aliases:
        yield f"  Other names: {', '.join(f'`{alias}`' for alias in sorted(kind.aliases))}."


def platform_section(platform: Platform) -> str:
    kinds = sorted((k for k in ASSET_TYPES.values() if k.platforms[0] == platform.id), key=lambda k: k.label)
    head = ("Asset", "Size", "Formats", "Limit", "Form", "Safe", "Also as", "Moving")
    sources = "\n".join(line for kind in kinds for line in remarks(kind))
    return f"## {platform.label}\n\n{table(head, map(row, kinds))}\n{sources}\n"


def games_section() -> str:
    rows = []
    for category in sorted(GAME_CATEGORIES.values(), key=lambda c: c.label):
        names = sorted((game.name for game in GAMES.values() if game.category == category.id), key=str.lower)
        hooks = ", ".join(HOOKS[hook].label for hook in category.hooks)
        rows.append((f"{category.label}<br>`{category.id}`", ", ".join(names), hooks))
    count = f"{len(GAMES)} games have visual elements of their own; any other is drawn with those of its category."
    return f"## Games\n\n{count}\n\n{table(('Category', 'Games', 'Hooks'), rows)}"


def hooks_section() -> str:
    rows = ((f"{h.label}<br>`{h.id}`", h.summary, h.family, h.wordings[0]) for h in HOOKS.values())
    return f"## Hooks\n\n{table(('Hook', 'What it does', 'Layout', 'For example'), rows)}"


def ladders_section() -> str:
    rows = (
        (f"`{ladder.id}`", ", ".join(ladder.step_label(i) for i in range(len(ladder.steps))), ladder.source)
        for ladder in LADDERS.values()
    )
    return f"## Badge ladders\n\n{table(('Ladder', 'Steps', 'Source'), rows)}"


def prompts_section() -> str:
    rows = (
        (f"`{e.id}`", e.summary, "yes" if e.running else "no", ", ".join(f"{v} {w}" for v, w in e.weights.items()))
        for e in EXPERIMENTS
    )
    lead = f"Versions: {', '.join(versions())}. Without a running experiment `{CURRENT_VERSION}` is used."
    return f"## Prompts\n\n{lead}\n\n{table(('Experiment', 'Question', 'Running', 'Weights'), rows)}"


def motifs_section() -> str:
    rows = ((use, ", ".join(f"`{motif.id}`" for motif in motifs_for(use))) for use in USES if use != "ui")
    return f"## Motifs\n\n{table(('For', 'Motifs'), rows)}"


def document() -> str:
    """The whole page."""
    platforms = [platform_section(platform) for platform in PLATFORMS.values()]
    rest = [games_section(), hooks_section(), ladders_section(), prompts_section(), motifs_section()]
    return "\n".join([INTRO, *platforms, *rest])


def main() -> None:
    TARGET.write_text(document(), "utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {len(ASSET_TYPES)} asset types")


if __name__ == "__main__":
    main()
