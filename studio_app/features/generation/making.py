"""From a claimed job to finished files: brief, plate, letters, exports. No transaction is open here."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PIL import Image

from studio_app.catalog.asset_types import ASSET_TYPES, EXTENSION, MIME, AssetType, Format
from studio_app.core.text import clean_line
from studio_app.features.assets.rendering import Finished, finish
from studio_app.features.brand_kits.types import KitFields
from studio_app.features.generation.prompts import PromptParts, Topic, build_prompt, topic_of
from studio_app.features.generation.types import ClaimedJob
from studio_app.imaging import engine
from studio_app.imaging.brief import Brief, KitStyle
from studio_app.imaging.decode import ImageRejected, decode
from studio_app.imaging.fit import cover
from studio_app.imaging.scene import to_scene
from studio_app.ports.image_generation import BadProviderOutput, ImageGenerator, Plate, PlateRequest

TAG_LIMIT = 40
Stage = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Given:
    """The bytes that a job names: the kit's logo, and the pictures to look at by their role."""

    logo: bytes | None = None
    references: tuple[tuple[str, bytes], ...] = ()

    @property
    def photo(self) -> bytes | None:
        """The picture to show in the motif's place."""
        return next((data for role, data in self.references if role == "subject"), None)


@dataclass(frozen=True, slots=True)
class Made:
    """A verified picture with everything that is kept of it."""

    prompt: str
    prompt_version: str
    finished: Finished
    scene: dict[str, Any]
    plate: Plate
    category: str
    kept: Mapping[str, bytes] = field(default_factory=dict)


def kit_style(kit: KitFields, logo: bytes | None) -> KitStyle:
    return KitStyle(kit.name, kit.colors, kit.headline_font, kit.body_font, kit.tone, logo)


def make_brief(
    asset_type: str,
    style: str,
    title: str,
    kit: KitStyle,
    topic: Topic,
    seed: int,
    tag: str = "",
    *,
    subtitle: str = "",
    items: tuple[str, ...] = (),
    photo: bytes | None = None,
) -> Brief:
    return Brief(
        asset_type, style, title, kit, topic.category.id, topic.motif, seed, tag=clean_line(tag, TAG_LIMIT),
        subtitle=subtitle, items=items, photo=photo,
    )


def make(job: ClaimedJob, given: Given, painter: ImageGenerator, stage: Stage) -> Made:
    """Paint, letter, encode and check one asset; `stage` is told before each step. Raises `GenerationFault`."""
    stage("brief")
    asset_type = ASSET_TYPES[job.asset_type]
    context = job.platform_context
    game = (context.game_category if context else None) or ""
    topic = topic_of(asset_type.form, game, job.custom_prompt or "", job.title, job.seed)
    brief = make_brief(
        job.asset_type, job.style, job.title, kit_style(job.kit, given.logo), topic, job.seed, game,
        subtitle=job.subtitle, items=job.items, photo=given.photo,
    )
    prompt = build_prompt(
        PromptParts(
            job.asset_type, job.style, job.kit, job.title, job.custom_prompt or "", game, topic, job.seed, job.hook
        ),
        job.prompt_version,
    )
    stage("draft")
    layout = engine.plan(brief)
    stage("paint")
    plate = painter.paint(PlateRequest(prompt, brief, job.seed))
    stage("letter")
    foreign = plate.provider != "local"
    picture = engine.letter(_art(plate, asset_type), brief, layout, painted_by_model=foreign)
    stage("check")
    kept = {"plate": plate.data} if foreign else {}
    if given.photo is not None:
        kept["photo"] = given.photo
    scene = {**to_scene(brief), "logo_key": job.logo_key, "template_version": engine.TEMPLATE_VERSION}
    return Made(
        prompt, job.prompt_version, finish(picture, layout, asset_type), scene, plate, topic.category.id, kept
    )


def _art(plate: Plate, asset_type: AssetType) -> Image.Image:
    try:
        return cover(decode(plate.data, max_bytes=60_000_000), asset_type.width, asset_type.height)
    except ImageRejected as error:
        raise BadProviderOutput from error


def object_name(key: str, format: Format) -> tuple[str, str]:
    """The object's key and its content type."""
    return f"assets/{key}.{EXTENSION[format]}", MIME[format]


def measured(data: bytes) -> tuple[Format, int, int]:
    """Format and size of a picture that we or a model made."""
    with Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "WEBP"]) as image:
        name: Format = {"PNG": "png", "JPEG": "jpeg", "WEBP": "webp"}[image.format or ""]  # type: ignore[assignment]
        return name, image.width, image.height
