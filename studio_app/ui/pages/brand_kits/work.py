"""What the kit pages read and write, each in one transaction."""

from __future__ import annotations

import uuid

from studio_app.bootstrap import Services
from studio_app.core.actor import Actor
from studio_app.core.errors import NotFound, StudioError, ValidationFailed
from studio_app.features.brand_kits.types import KitChanged, KitFields, KitView
from studio_app.ui.pages.brand_kits.cards import copied


def every(services: Services, actor: Actor) -> list[KitView]:
    with services.uow.read() as tx:
        return services.brand_kits.all(tx, actor)


def find(services: Services, actor: Actor, ident: uuid.UUID) -> KitView | None:
    try:
        with services.uow.read() as tx:
            return services.brand_kits.get(tx, actor, ident)
    except NotFound:
        return None


def create(services: Services, actor: Actor) -> KitView:
    default = services.generation.default_kit
    fields = KitFields(
        "New kit", default.primary_colors, default.accent_colors, default.headline_font, default.body_font, default.tone
    )
    with services.uow.write() as tx:
        return services.brand_kits.create(tx, actor, fields)


def duplicate(services: Services, actor: Actor, ident: uuid.UUID) -> tuple[KitView, KitView]:
    """The kit and its copy."""
    with services.uow.write() as tx:
        kit = services.brand_kits.get(tx, actor, ident)
        return kit, services.brand_kits.create(tx, actor, copied(kit.fields))


def save(services: Services, actor: Actor, ident: uuid.UUID, fields: KitFields, version: int) -> KitView | StudioError:
    """The saved kit, or the fault that the page shows in its place."""
    try:
        with services.uow.write() as tx:
            return services.brand_kits.update(tx, actor, ident, fields, version=version)
    except (KitChanged, ValidationFailed) as fault:
        return fault


def activate(services: Services, actor: Actor, ident: uuid.UUID) -> KitView:
    with services.uow.write() as tx:
        return services.brand_kits.activate(tx, actor, ident)


def delete(services: Services, actor: Actor, ident: uuid.UUID) -> str:
    """The name of the kit that is gone."""
    with services.uow.write() as tx:
        name = services.brand_kits.get(tx, actor, ident).fields.name
        services.brand_kits.delete(tx, actor, ident)
        return name


def drop_logo(services: Services, actor: Actor, ident: uuid.UUID) -> bool:
    services.brand_kits.remove_logo(actor, ident, "primary")
    return True


def by_field(fault: StudioError) -> dict[str, str]:
    found = (fault.details or {}).get("fields", {})
    return {name: problems[0]["message"] for name, problems in found.items() if problems}
