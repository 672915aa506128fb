"""From what a person asks for to the rows that workers read: every choice that is not hers is made here, once."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from studio_app.catalog.asset_types import ASSET_TYPES, find_asset_type
from studio_app.catalog.prompt_experiments import assign_version
from studio_app.catalog.styles import DEFAULT_STYLE
from studio_app.core.actor import Actor
from studio_app.core.errors import NotFound, ValidationFailed
from studio_app.core.ids import new_id
from studio_app.core.text import clean_line
from studio_app.db.models import GenerationJob
from studio_app.db.unit_of_work import Transaction
from studio_app.features.assets.scenes import SceneService
from studio_app.features.assets.types import Origin
from studio_app.features.brand_kits.service import BrandKitService
from studio_app.features.brand_kits.types import KitFields, KitView
from studio_app.features.generation import repository, rules
from studio_app.features.generation.types import BatchCommand, GenerateCommand, NotPainted, ReferenceUse

_SMALL = ("emote", "badge", "icon")
_ASKED_FOR = (
    "user_id", "job_type", "asset_type", "title", "custom_prompt", "style", "brand_kit_id", "brand_kit_version", "kit",
    "platform_context", "seed", "subtitle", "items", "reference_images", "hook", "prompt_version", "edit_of", "pack",
    "master_asset_id",
)  # fmt: skip


class Briefs:
    def __init__(self, brand_kits: BrandKitService, scenes: SceneService) -> None:
        self._brand_kits = brand_kits
        self._scenes = scenes

    def job(self, tx: Transaction, actor: Actor, command: GenerateCommand) -> GenerationJob:
        """A job for a checked command; raises `NotFound` for a kit or a picture that is not this person's."""
        asset_type = find_asset_type(command.asset_type)
        assert asset_type is not None
        kit = self._kit(tx, actor, command.brand_kit_id)
        fields = rules.customised(kit.fields if kit else rules.DEFAULT_KIT, command.customization)
        if command.customization:
            fields = self._brand_kits.checked(fields)
        logo = kit.logo if kit and command.logo else None
        job_id = new_id()
        return _row(
            id=job_id,
            user_id=actor.user_id,
            asset_type=asset_type.id,
            title=rules.clean_title(command.title),
            custom_prompt=command.custom_prompt,
            style=command.style or DEFAULT_STYLE,
            brand_kit_id=kit.id if kit else None,
            brand_kit_version=kit.version if kit else None,
            kit={**asdict(fields), "logo_key": logo.object_key if logo else None},
            platform_context=asdict(command.platform_context) if command.platform_context else None,
            subtitle=clean_line(command.subtitle, rules.SUBTITLE_LIMIT),
            items=rules.clean_items(command.items),
            reference_images=self._references(tx, actor, command.references),
            hook=command.hook or "",
            prompt_version=assign_version(asset_type.id, job_id),
            seed=command.seed if command.seed is not None else secrets.randbelow(rules.MAX_SEED),
        )

    def batch(self, tx: Transaction, actor: Actor, command: BatchCommand) -> list[GenerationJob]:
        """The children of a batch, in order. One seed for all that give none, so that they look like a set."""
        seed = secrets.randbelow(rules.MAX_SEED)
        master = self._scenes.origin(tx, actor.user_id, command.master_asset_id) if command.master_asset_id else None
        jobs = []
        for item in command.items:
            wanted = item.wanted if item.wanted.seed is not None else replace(item.wanted, seed=seed)
            versions = rules.versions(replace(item, wanted=wanted), seed)
            for version in versions:
                job = self.job(tx, actor, version)
                job.job_type = "variation" if len(versions) > 1 else "single"
                job.pack = command.pack
                if master is not None:
                    _follow(job, master)
                jobs.append(job)
        return jobs

    def changed(self, tx: Transaction, actor: Actor, asset_id: uuid.UUID, wish: str) -> GenerationJob:
        """A job that changes the art of an asset as `wish` says; raises `NotPainted` for one that we drew ourselves."""
        origin = self._scenes.origin(tx, actor.user_id, asset_id)
        if not origin.turns:
            raise NotPainted
        return _row(
            user_id=actor.user_id, asset_type=origin.asset_type, title=origin.title, custom_prompt=wish,
            style=origin.style, seed=origin.scene["brief"]["seed"], prompt_version=origin.prompt_version,
            edit_of=origin.asset_id, **_kit_of(origin),
        )

    def _kit(self, tx: Transaction, actor: Actor, kit_id: uuid.UUID | None) -> KitView | None:
        if kit_id is None:
            return self._brand_kits.active(tx, actor)
        return self._brand_kits.get(tx, actor, kit_id)

    def _references(
        self, tx: Transaction, actor: Actor, used: tuple[ReferenceUse, ...]
    ) -> list[dict[str, str]]:
        """The pictures with where they are stored; raises `NotFound` for one that is not this person's."""
        found = []
        for use in used:
            row = repository.reference_of(tx, actor.user_id, use.id)
            if row is None:
                raise NotFound("We could not find one of the reference pictures. Send it again.")
            found.append({"id": str(row.id), "role": use.role, "key": row.object_key})
        return found


def refuse(found: Mapping[str, list[dict[str, str]]]) -> None:
    """Raise `ValidationFailed` if there are problems; the first one is the message."""
    if found:
        first = next(iter(found.values()))[0]["message"]
        raise ValidationFailed(first, details={"fields": found})


def copy_of(job: GenerationJob, **changes: Any) -> GenerationJob:
    """A new job for the same thing."""
    return _row(**{**{name: getattr(job, name) for name in _ASKED_FOR}, **changes})


def parent_of(jobs: Sequence[GenerationJob]) -> GenerationJob:
    """The row that sums up `jobs`; it is described by the first of them."""
    return copy_of(jobs[0], job_type=repository.BATCH, reference_images=[], hook="")


def _row(**values: Any) -> GenerationJob:
    """A job whose times and month are filled in when it is kept."""
    return GenerationJob(**{"job_type": "single", **values})


def _follow(job: GenerationJob, master: Origin) -> None:
    """Take over the look of the master. What the item says itself, its words above all, stays."""
    brief = master.scene["brief"]
    job.master_asset_id, job.style, job.seed = master.asset_id, master.style, brief["seed"]
    kind = ASSET_TYPES[job.asset_type]
    if not kind.words and kind.form not in _SMALL:  # small things and those with words of their own say theirs
        job.title = job.title or master.title
    for name, value in _kit_of(master).items():
        setattr(job, name, value)


def _kit_of(origin: Origin) -> dict[str, Any]:
    """The kit that an asset was made with, as a job keeps it."""
    kit = origin.scene["brief"]["kit"]
    fields = KitFields(
        name=kit["name"], primary_colors=tuple(kit["colors"][:5]), accent_colors=tuple(kit["colors"][5:]),
        headline_font=kit["headline_font"], body_font=kit["body_font"], tone=kit["tone"],
    )
    return {
        "brand_kit_id": origin.brand_kit_id, "brand_kit_version": origin.brand_kit_version,
        "kit": {**asdict(fields), "logo_key": origin.scene.get("logo_key")},
    }
