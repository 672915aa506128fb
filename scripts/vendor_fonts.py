"""Re-creates `studio_app/imaging/fonts` and `studio_app/imaging/icons` from the npm packages they come from.

Run `python scripts/vendor_fonts.py` (needs npm and the network); running it again changes nothing.
Fonts are whole static TTF files. Noto Color Emoji loses its `SVG ` table (20 MB of it): Skia draws the COLRv1 one.
"""

from __future__ import annotations

import json
import re
import shutil
import struct
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts import icon_paths  # noqa: E402
from studio_app.catalog.fonts import FONTS  # noqa: E402
from studio_app.imaging.icon_sources import FILLED, ICON_SOURCES, LAYERS  # noqa: E402

FALLBACK_FILES = (
    "Rubik_900Black.ttf",
    "Rubik_500Medium.ttf",
    "NotoSansJP_900Black.ttf",
    "NotoSansSC_900Black.ttf",
    "NotoSansKR_900Black.ttf",
    "NotoColorEmoji_400Regular.ttf",
)
ICON_PACKAGES = ("ph", "game-icons", "fluent-emoji-high-contrast")
CREDITS = """# Credits for the motif icons

- `game-icons:*`: icons by the authors of https://game-icons.net (Lorc, Delapouite and contributors),
  licensed CC BY 3.0 (https://creativecommons.org/licenses/by/3.0/). Colours and outlines are ours.
- `ph:*`: Phosphor Icons, https://phosphoricons.com, MIT licence.
- `fluent-emoji-high-contrast:*`: Fluent Emoji by Microsoft, https://github.com/microsoft/fluentui-emoji, MIT licence.
  Of some outlines we draw the enclosed surface.

| motif | source |
|---|---|
"""
IconSets = dict[str, dict[str, Any]]


def package_of(file: str) -> str:
    """`BebasNeue_400Regular.ttf` -> `bebas-neue`."""
    stem = file.split("_")[0].replace("NotoSansJP", "NotoSansJp").replace("PressStart2P", "PressStart2p")
    stem = stem.replace("NotoSansSC", "NotoSansSc").replace("NotoSansKR", "NotoSansKr")
    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])", "-", stem).lower()


def without_table(font: bytes, dropped: bytes) -> bytes:
    """The same sfnt without one table (offsets moved, checksums of the others unchanged)."""
    count = struct.unpack(">H", font[4:6])[0]
    records = [struct.unpack(">4sIII", font[12 + 16 * i : 28 + 16 * i]) for i in range(count)]
    kept = [record for record in records if record[0] != dropped]
    power = 1 << (len(kept).bit_length() - 1)
    header = font[:4] + struct.pack(">HHHH", len(kept), power * 16, power.bit_length() - 1, len(kept) * 16 - power * 16)
    directory, body, offset = b"", b"", 12 + 16 * len(kept)
    for tag, checksum, start, length in kept:
        data = font[start : start + length]
        directory += struct.pack(">4sIII", tag, checksum, offset + len(body), length)
        body += data + b"\0" * (-length % 4)
    return header + directory + body


def install(packages: set[str], folder: Path) -> Path:
    (folder / "package.json").write_text("{}")
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent", *sorted(packages)], cwd=folder, check=True)
    return folder / "node_modules"


def vendor_fonts(modules: Path, target: Path) -> None:
    files = {name for font in FONTS.values() for name in (font.headline_file, font.body_file)} | set(FALLBACK_FILES)
    licences = target / "licences"
    licences.mkdir(parents=True, exist_ok=True)
    for name in sorted(files):
        package = modules / "@expo-google-fonts" / package_of(name)
        data = next(package.rglob(name)).read_bytes()
        if name.startswith("NotoColorEmoji"):
            data = without_table(data, b"SVG ")
        (target / name).write_bytes(data)
        shutil.copyfile(package / "LICENSE_FONT", licences / f"{package_of(name)}.txt")
    for stale in target.glob("*.ttf"):
        if stale.name not in files:
            stale.unlink()


def icon_paths_of(sets: IconSets, source: str) -> tuple[int, list[str]]:
    """The side of an icon's view box and its path data."""
    collection, _, name = source.partition(":")
    icon = sets[collection]["icons"][name]
    return icon.get("width", sets[collection].get("width", 16)), re.findall(r'\bd="([^"]+)"', icon["body"])


def baked(sets: IconSets, motif: str, source: str) -> dict[str, Any]:
    """One entry of motifs.json: the icon as it is, or what is made of it."""
    side, paths = icon_paths_of(sets, source)
    if motif in FILLED or motif in LAYERS:
        base = icon_paths.inside(paths) if motif in FILLED else icon_paths.outline(paths)
        over = [(layer, icon_paths.solid(icon_paths_of(sets, layer.source)[1])) for layer in LAYERS.get(motif, ())]
        side, paths = icon_paths.SIDE, [icon_paths.path_data(icon_paths.layered(base, over))]
    return {"source": source, "size": side, "paths": paths}


def vendor_icons(modules: Path, target: Path) -> None:
    sets = {name: json.loads((modules / "@iconify-json" / name / "icons.json").read_text()) for name in ICON_PACKAGES}
    sources = sorted(ICON_SOURCES.items())
    icons = {motif: baked(sets, motif, source) for motif, source in sources}
    target.mkdir(parents=True, exist_ok=True)
    (target / "motifs.json").write_text(json.dumps(icons, indent=1) + "\n")
    (target / "CREDITS.md").write_text(CREDITS + "".join(_credit(motif, source) for motif, source in sources))


def _credit(motif: str, source: str) -> str:
    parts = dict.fromkeys((source, *(layer.source for layer in LAYERS.get(motif, ()))))
    return f"| {motif} | {', '.join(parts)} |\n"


def main() -> None:
    faces = {name for font in FONTS.values() for name in (font.headline_file, font.body_file)} | set(FALLBACK_FILES)
    packages = {f"@expo-google-fonts/{package_of(name)}" for name in faces}
    packages |= {f"@iconify-json/{name}" for name in ICON_PACKAGES}
    with tempfile.TemporaryDirectory() as folder:
        modules = install(packages, Path(folder))
        vendor_fonts(modules, ROOT / "studio_app/imaging/fonts")
        vendor_icons(modules, ROOT / "studio_app/imaging/icons")


if __name__ == "__main__":
    main()
