"""From a preview request to what is drawn: the kit named there, or one made of the colours given."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace

from studio_app.api.v1.schemas.generation import PreviewBody
from studio_app.bootstrap import Services
from studio_app.catalog.asset_types import ASSET_TYPES, find_asset_type
from studio_app.catalog.styles import STYLES, Style
from studio_app.core.actor import Actor
from studio_app.core.errors import NotFound, ValidationFailed
from studio_app.features.brand_kits.types import KitFields
from studio_app.features.generation.types import PreviewCommand
from studio_app.ports.storage import StorageFault


def preview_command(services: Services, actor: Actor | None, body: PreviewBody) -> PreviewCommand:
    asset_type, style = find_asset_type(body.asset_type), STYLES.get(body.style)
    if asset_type is None:
        raise _unknown("asset_type", ASSET_TYPES)
    if style is None:
        raise _unknown("style", STYLES)
    kit, logo = _kit(services, actor, body, style)
    return PreviewCommand(
        asset_type.id, style.id, body.title, kit, body.idea, body.game, body.seed, body.width,
        body.mode == "draft", logo, body.subtitle, tuple(body.items), _photo(services, actor, body.photo_id),
    )


def _photo(services: Services, actor: Actor | None, photo_id: uuid.UUID | None) -> bytes | None:
    if photo_id is None:
        return None
    if actor is None:
        raise NotFound
    return services.references.read(actor, photo_id)


def _kit(services: Services, actor: Actor | None, body: PreviewBody, style: Style) -> tuple[KitFields, bytes | None]:
    """The kit to draw with: a stored one as the base when named, with every field given in the body over it."""
    logo = None
    if body.brand_kit_id is not None:
        if actor is None:
            raise NotFound
        with services.uow.read(actor) as tx:
            stored = services.brand_kits.get(tx, actor, body.brand_kit_id)
        logo = _logo(services, stored.logo.object_key) if stored.logo else None
        base = stored.fields
    else:
        base = replace(
            services.generation.default_kit, headline_font=style.headline_font, body_font=style.body_font
        )
    colors = tuple(body.colors)
    kit = replace(
        base,
        name=body.name or base.name,
        primary_colors=colors[:5] or base.primary_colors,
        accent_colors=colors[5:] if colors else base.accent_colors,
        headline_font=body.headline_font or base.headline_font,
        body_font=body.body_font or base.body_font,
        tone=body.tone or base.tone,
    )
    return services.brand_kits.checked(kit), logo


def _logo(services: Services, key: str) -> bytes | None:
    try:
        return services.storage.get(key)
    except StorageFault:
        return None


def _unknown(field: str, known: Iterable[str]) -> ValidationFailed:
    message = f"Choose one of: {', '.join(known)}."
    return ValidationFailed(message, details={"fields": {field: [{"message": message}]}})
