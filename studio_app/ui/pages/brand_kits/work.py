"""What the kit pages read and write, each in one transaction."""

from __future__ import annotations

import uuid
from dataclasses import replace

from studio_app.bootstrap import Services
from studio_app.core.actor import Actor
from studio_app.core.errors import NotFound, StudioError, ValidationFailed
from studio_app.features.brand_kits.types import KitChanged, KitDetails, KitFields, KitView, VersionView
from studio_app.ui.pages.brand_kits.cards import copied


def every(services: Services, actor: Actor) -> list[KitView]:
    with services.uow.read(actor) as tx:
        return services.brand_kits.all(tx, actor)


def find(services: Services, actor: Actor, ident: uuid.UUID) -> tuple[KitView, list[VersionView]] | None:
    """The kit and its versions."""
    try:
        with services.uow.read(actor) as tx:
            return services.brand_kits.get(tx, actor, ident), services.brand_kits.versions(tx, actor, ident)
    except NotFound:
        return None


def create(services: Services, actor: Actor) -> KitView:
    default = services.generation.default_kit
    fields = KitFields(
        "New kit", default.primary_colors, default.accent_colors, default.headline_font, default.body_font, default.tone
    )
    with services.uow.write(actor) as tx:
        return services.brand_kits.create(tx, actor, fields)


def duplicate(services: Services, actor: Actor, ident: uuid.UUID) -> tuple[KitView, KitView]:
    """The kit and its copy."""
    with services.uow.write(actor) as tx:
        kit = services.brand_kits.get(tx, actor, ident)
        return kit, services.brand_kits.create(tx, actor, copied(kit.fields))


def save(
    services: Services, actor: Actor, ident: uuid.UUID, fields: KitFields, details: KitDetails, version: int | None
) -> KitView | StudioError:
    """The saved kit, or the fault that the page shows in its place; without a `version`, over any."""
    def also(old: KitDetails) -> KitDetails:
        """What the kit's own fields decide is theirs: `old` has it from them."""
        colours, kind = old.colors, old.typography
        headline, body = (
            replace(mine, family=own.family) if mine and own else own
            for mine, own in ((details.typography.headline, kind.headline), (details.typography.body, kind.body))
        )
        return replace(
            details, voice=replace(details.voice, tone=old.voice.tone),
            colors=replace(details.colors, primary=colours.primary, accent=colours.accent),
            typography=replace(details.typography, headline=headline, body=body),
        )

    try:
        with services.uow.write(actor) as tx:
            return services.brand_kits.edit(tx, actor, ident, lambda _old: fields, also=also, version=version)
    except (KitChanged, ValidationFailed) as fault:
        return fault


def activate(services: Services, actor: Actor, ident: uuid.UUID) -> KitView:
    with services.uow.write(actor) as tx:
        return services.brand_kits.activate(tx, actor, ident)


def delete(services: Services, actor: Actor, ident: uuid.UUID) -> str:
    """The name of the kit that is gone."""
    with services.uow.write(actor) as tx:
        name = services.brand_kits.get(tx, actor, ident).fields.name
        services.brand_kits.delete(tx, actor, ident)
        return name


def restore_version(services: Services, actor: Actor, ident: uuid.UUID, number: int) -> KitView:
    with services.uow.write(actor) as tx:
        return services.brand_kits.restore_version(tx, actor, ident, number)


def choose_logo(services: Services, actor: Actor, ident: uuid.UUID, kind: str) -> KitView:
    with services.uow.write(actor) as tx:
        return services.logos.choose(tx, actor, ident, kind)


def drop_logo(services: Services, actor: Actor, ident: uuid.UUID, kind: str) -> bool:
    services.logos.remove(actor, ident, kind)
    return True


def by_field(fault: StudioError) -> dict[str, str]:
    """The first problem of each field; those of a list's entries are the list's."""
    found: dict[str, str] = {}
    for name, problems in (fault.details or {}).get("fields", {}).items():
        found.setdefault(name.partition(".")[0], problems[0]["message"])
    return found
