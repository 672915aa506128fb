"""From a claimed job to finished files: brief, plate, letters, exports. No transaction is open here."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from PIL import Image

from studio_app.catalog.asset_types import ASSET_TYPES, EXTENSION, MIME, AssetType, Format
from studio_app.core.text import clean_line
from studio_app.features.assets.rendering import Finished, finish
from studio_app.features.brand_kits.types import KitFields
from studio_app.features.generation.prompts import PromptParts, Topic, build_prompt, change_prompt, topic_of
from studio_app.features.generation.types import ClaimedJob
from studio_app.imaging import engine
from studio_app.imaging.brief import Brief, KitStyle
from studio_app.imaging.decode import ImageRejected, decode
from studio_app.imaging.edits import Edits
from studio_app.imaging.fit import cover
from studio_app.imaging.keying.cutting import KeyRejected, cut_out
from studio_app.imaging.keying.keys import choose_key
from studio_app.imaging.keying.small import trim_square
from studio_app.imaging.scene import from_scene, to_scene
from studio_app.ports.image_generation import BadProviderOutput, ImageGenerator, Plate, PlateRequest, Reference, Turn

TAG_LIMIT = 40
MOST_TURNS = 3
# Subjects that stand free: a model paints them on a backdrop that is cut away. Frames would touch the border.
KEYED_FORMS = ("emote",)
# Small pictures show what their own words name, also in a set.
_OWN_MOTIF = ("emote", "badge", "panel", "icon")
# How much of a master's art may be lost to another shape, as a ratio of proportions.
_MOST_CROPPED = 1.35
Stage = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Source:
    """The asset whose art is to be changed or taken over: its scene, what was said and painted before, and by whom."""

    scene: Mapping[str, Any]
    turns: tuple[Turn, ...]
    provider: str
    model: str


@dataclass(frozen=True, slots=True)
class Given:
    """The bytes that a job names: the kit's logo, the pictures to look at by their role, the asset to change or the
    one whose look to take over."""

    logo: bytes | None = None
    references: tuple[tuple[str, bytes], ...] = ()
    photo: bytes | None = None
    source: Source | None = None
    master: Source | None = None


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
    told: tuple[str, ...] = ()


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
    brief, topic = _brief(job, given)
    prompt = _prompt(job, given, topic)
    stage("draft")
    layout = engine.plan(brief)
    stage("paint")
    plate = _of_master(given, asset_type) or painter.paint(_order(job, given, brief, prompt, asset_type))
    stage("letter")
    foreign = plate.provider != "local"
    plate = _cut(plate) if plate.key else plate
    picture = engine.letter(_art(plate, asset_type), brief, layout, painted_by_model=foreign)
    picture = engine.at_own_size(picture, asset_type)
    stage("check")
    scene = {**to_scene(brief), "logo_key": job.logo_key, "template_version": engine.TEMPLATE_VERSION}
    return Made(
        prompt, job.prompt_version, finish(picture, layout, asset_type), scene, plate, brief.category,
        _kept(given, plate) if foreign else _shown(given), _told(given, prompt),
    )


def _brief(job: ClaimedJob, given: Given) -> tuple[Brief, Topic]:
    context = job.platform_context
    game = (context.game_category if context else None) or ""
    form = ASSET_TYPES[job.asset_type].form
    topic = topic_of(form, game, job.custom_prompt or "", job.title, job.seed)
    if given.source is not None:
        return from_scene(given.source.scene, given.logo, given.photo), topic
    if given.master is not None:
        whole = from_scene(given.master.scene, given.logo, given.photo)
        return replace(
            whole, asset_type=job.asset_type, title=job.title, subtitle=job.subtitle, items=job.items, edits=Edits(),
            motif=topic.motif if form in _OWN_MOTIF else whole.motif,
        ), topic
    style = kit_style(job.kit, given.logo)
    brief = make_brief(
        job.asset_type, job.style, job.title, style, topic, job.seed, game, subtitle=job.subtitle, items=job.items,
        photo=given.photo,
    )
    return brief, topic


def _prompt(job: ClaimedJob, given: Given, topic: Topic) -> str:
    """The whole wish for a new picture, the change alone for one that is there."""
    if given.source is not None:
        return change_prompt(job.custom_prompt or "")
    context = job.platform_context
    game = (context.game_category if context else None) or ""
    return build_prompt(
        PromptParts(
            job.asset_type, job.style, job.kit, job.title, job.custom_prompt or "", game, topic, job.seed, job.hook
        ),
        job.prompt_version,
    )


def _of_master(given: Given, asset_type: AssetType) -> Plate | None:
    """The master's own art, where it fills the other shape without losing much; nothing is painted for that."""
    master = given.master
    if master is None or not master.turns or asset_type.alpha:
        return None
    origin = ASSET_TYPES[master.scene["brief"]["asset_type"]]
    ratio = (asset_type.width / asset_type.height) / (origin.width / origin.height)
    if origin.alpha or not 1 / _MOST_CROPPED <= ratio <= _MOST_CROPPED:
        return None
    return Plate(master.turns[-1].image, master.provider, master.model, master.scene["brief"]["seed"])


def _order(job: ClaimedJob, given: Given, brief: Brief, prompt: str, asset_type: AssetType) -> PlateRequest:
    references = tuple(Reference(role, data, "image/png") for role, data in given.references)
    if given.master is not None and given.master.turns:
        references += (Reference("style", given.master.turns[-1].image, given.master.turns[-1].mime_type),)
    turns = given.source.turns if given.source else ()
    key = choose_key(brief.kit.colors) if asset_type.alpha and asset_type.form in KEYED_FORMS else None
    return PlateRequest(prompt, brief, job.seed, references, key, turns)


def _decoded(plate: Plate) -> Image.Image:
    try:
        return decode(plate.data, max_bytes=60_000_000)
    except ImageRejected as error:
        raise BadProviderOutput from error


def _cut(plate: Plate) -> Plate:
    """The plate with its backdrop cut away, as a square PNG with true alpha."""
    assert plate.key is not None
    try:
        art = trim_square(cut_out(_decoded(plate), plate.key).image)
    except KeyRejected as refused:
        # Another painting may be better; after two our own renderer draws.
        raise BadProviderOutput(details={"reason": refused.reason, "max_retries": 2}) from refused
    buffer = io.BytesIO()
    art.save(buffer, "PNG", compress_level=3)
    return replace(plate, data=buffer.getvalue(), key=None)


def _art(plate: Plate, asset_type: AssetType) -> Image.Image:
    """The plate at the size to draw at."""
    return cover(_decoded(plate), *engine.working_size(asset_type))


def _shown(given: Given) -> dict[str, bytes]:
    return {"photo": given.photo} if given.photo is not None else {}


def _kept(given: Given, plate: Plate) -> dict[str, bytes]:
    """What the picture can be drawn or changed from later: its plate, and the last plates before it."""
    turns = given.source.turns[-MOST_TURNS:] if given.source else ()
    return {**_shown(given), **{f"turn_{i + 1}": turn.image for i, turn in enumerate(turns)}, "plate": plate.data}


def _told(given: Given, prompt: str) -> tuple[str, ...]:
    """What was asked for each kept plate, the newest last."""
    turns = given.source.turns[-MOST_TURNS:] if given.source else ()
    return (*(turn.instruction for turn in turns), prompt)


def object_name(key: str, format: Format) -> tuple[str, str]:
    """The object's key and its content type."""
    return f"assets/{key}.{EXTENSION[format]}", MIME[format]


def measured(data: bytes) -> tuple[Format, int, int]:
    """Format and size of a picture that we or a model made."""
    with Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "WEBP"]) as image:
        name: Format = {"PNG": "png", "JPEG": "jpeg", "WEBP": "webp"}[image.format or ""]  # type: ignore[assignment]
        return name, image.width, image.height
