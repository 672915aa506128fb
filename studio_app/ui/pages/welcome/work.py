"""What the welcome writes: one kit however often it is asked for, and the first job."""

from __future__ import annotations

import hashlib
import uuid

from studio_app.bootstrap import Services
from studio_app.core.actor import Actor
from studio_app.core.errors import NotFound
from studio_app.db.unit_of_work import Transaction
from studio_app.features.brand_kits.types import KitFields, KitView
from studio_app.features.generation.types import GenerateCommand, JobView
from studio_app.ui.usage import Usage, usage_of


def greet(services: Services, actor: Actor) -> tuple[str, Usage]:
    """The name to begin with, and what the month still holds."""
    with services.uow.read(actor) as tx:
        return services.accounts.me(tx, actor).display_name, usage_of(services.billing.plan(tx, actor))


def keep_kit(services: Services, actor: Actor, kit_id: uuid.UUID | None, fields: KitFields) -> KitView:
    """The kit of the welcome, in use: made once, changed when one comes back to it."""
    with services.uow.write(actor) as tx:
        fields = services.brand_kits.checked(fields)
        kit = _known(services, tx, actor, kit_id) or _equal(services, tx, actor, fields)
        if kit is None:
            kit = services.brand_kits.create(tx, actor, fields)
        elif kit.fields != fields:
            kit = services.brand_kits.update(tx, actor, kit.id, fields)
        return kit if kit.is_active else services.brand_kits.activate(tx, actor, kit.id)


def _known(services: Services, tx: Transaction, actor: Actor, kit_id: uuid.UUID | None) -> KitView | None:
    try:
        return services.brand_kits.get(tx, actor, kit_id) if kit_id else None
    except NotFound:  # deleted meanwhile
        return None


def _equal(services: Services, tx: Transaction, actor: Actor, fields: KitFields) -> KitView | None:
    """The same kit, made from another tab."""
    return next((kit for kit in services.brand_kits.all(tx, actor) if kit.fields == fields), None)


def first_asset(services: Services, actor: Actor, kit_id: uuid.UUID, title: str, style: str, visit: str) -> JobView:
    """The same wish in the same visit gives the same job, however often the button is pressed."""
    digest = hashlib.sha256(f"{visit}\n{kit_id}\n{style}\n{title}".encode()).hexdigest()
    command = GenerateCommand("thumbnail", title=title, style=style, brand_kit_id=kit_id)
    return services.generation.request(actor, command, f"welcome-{digest[:40]}").job
