"""From a claimed job to finished files: brief, plate, letters, exports. No transaction is open here."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from PIL.Image import Image

from studio_app.catalog.asset_types import ASSET_TYPES, EXTENSION, MIME, AssetType, Format
from studio_app.catalog.games import GameCategory, categorise
from studio_app.core.text import clean_line
from studio_app.features.brand_kits.types import KitFields
from studio_app.features.generation.prompts import PromptParts, build_prompt
from studio_app.features.generation.types import ClaimedJob
from studio_app.imaging import engine
from studio_app.imaging.brief import Brief, KitStyle
from studio_app.imaging.decode import ImageRejected, decode
from studio_app.imaging.encode import CannotFit, Encoded, encode, verify
from studio_app.imaging.fit import cover
from studio_app.imaging.layout import Layout
from studio_app.ports.image_generation import BadProviderOutput, ImageGenerator, Plate, PlateRequest

PREVIEW_SIDE = 720
TAG_LIMIT = 40
Stage = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A verified picture. `exports[0]` is in the asset type's first format; `preview` is a small WebP."""

    prompt: str
    exports: tuple[Encoded, ...]
    preview: Encoded
    layout: Layout
    plate: Plate
    category: str


def kit_style(kit: KitFields, logo: bytes | None) -> KitStyle:
    return KitStyle(kit.name, kit.colors, kit.headline_font, kit.body_font, kit.tone, logo)


def make_brief(
    asset_type: str, style: str, title: str, kit: KitStyle, category: GameCategory, seed: int, tag: str = ""
) -> Brief:
    motif = category.motifs[seed % len(category.motifs)]
    return Brief(asset_type, style, title, kit, category.id, motif, seed, tag=clean_line(tag, TAG_LIMIT))


def make(job: ClaimedJob, logo: bytes | None, painter: ImageGenerator, stage: Stage) -> Made:
    """Paint, letter, encode and check one asset; `stage` is told before each step. Raises `GenerationFault`."""
    stage("brief")
    asset_type = ASSET_TYPES[job.asset_type]
    context = job.platform_context
    game = (context.game_category if context else None) or ""
    category = categorise(game, job.custom_prompt or "", job.title)
    brief = make_brief(job.asset_type, job.style, job.title, kit_style(job.kit, logo), category, job.seed, game)
    prompt = build_prompt(
        PromptParts(job.asset_type, job.style, job.kit, job.title, job.custom_prompt or "", game, category, job.seed)
    )
    stage("draft")
    layout = engine.plan(brief)
    stage("paint")
    plate = painter.paint(PlateRequest(prompt, brief, job.seed))
    stage("letter")
    try:
        art = cover(decode(plate.data, max_bytes=60_000_000), asset_type.width, asset_type.height)
    except ImageRejected as error:
        raise BadProviderOutput from error
    picture = engine.letter(art, brief, layout, painted_by_model=plate.provider != "local")
    stage("check")
    exports = export(picture, asset_type)
    return Made(prompt, exports, preview(picture), layout, plate, category.id)


def export(picture: Image, asset_type: AssetType) -> tuple[Encoded, ...]:
    """`picture` in every format of its type, each decoded again and held against the type's limits."""
    with ThreadPoolExecutor(max_workers=2) as threads:  # the codecs leave the interpreter lock
        tried = threads.map(lambda format: _checked(picture, asset_type, format), asset_type.formats)
        made = tuple(encoded for encoded in tried if encoded is not None)
    if not made:
        raise CannotFit
    return made


def _checked(picture: Image, asset_type: AssetType, format: Format) -> Encoded | None:
    """One export; None when this format cannot hold the picture at its full size within the limit."""
    try:
        encoded = encode(picture, format, asset_type.max_bytes, may_shrink=False)
    except CannotFit:
        return None
    verify(encoded.data, format, asset_type.width, asset_type.height, asset_type.max_bytes, asset_type.alpha)
    return encoded


def preview(picture: Image) -> Encoded:
    small = picture.copy()
    small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    return encode(small, "webp", 400_000)


def object_name(key: str, format: Format) -> tuple[str, str]:
    """The object's key and its content type."""
    return f"assets/{key}.{EXTENSION[format]}", MIME[format]


def webp(picture: Image, quality: int = 82) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=quality, method=2)
    return buffer.getvalue()
