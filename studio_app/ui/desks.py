"""What the pages on which one orders have in common: the kits, what is left of the month, and how a form comes in."""

from __future__ import annotations

from typing import Annotated, TypedDict

from pydantic import AfterValidator, Field

from studio_app.bootstrap import Services
from studio_app.core.actor import Actor
from studio_app.features.billing.types import PlanView
from studio_app.features.brand_kits.types import KitView

ODD_FORM = "The form could not be read. Reload the page; what you typed is kept."


class KitChoice(TypedDict):
    id: str
    name: str
    version: int
    colors: list[str]


class Quota(TypedDict, total=False):
    """`left` and `limit` are -1 where there is none; `resets` is the day in words."""

    left: int
    limit: int
    resets: str


class Answer(TypedDict, total=False):
    """Why nothing was accepted: a new id each time, and sentences by field."""

    id: int
    faults: dict[str, str]


def storable(text: str) -> str:
    """Without NUL, which no database keeps; half a surrogate pair is no text at all and never gets here."""
    return text.replace("\x00", "").strip()


Typed = Annotated[str, Field(max_length=20_000), AfterValidator(storable)]


def desk_of(services: Services, actor: Actor) -> tuple[list[KitView], PlanView, bool]:
    """The kits, the plan, and whether we paint ourselves."""
    with services.uow.read(actor) as tx:
        kits, plan = services.brand_kits.all(tx, actor), services.billing.plan(tx, actor)
    return kits, plan, services.painter.provider == "local"


def kit_choice(kit: KitView) -> KitChoice:
    fields = kit.fields
    return KitChoice(id=str(kit.id), name=fields.name, version=kit.version, colors=[*fields.colors])


def quota_of(plan: PlanView) -> Quota:
    left = -1 if plan.left is None else plan.left
    return Quota(left=left, limit=plan.limit, resets=f"{plan.period_end.day} {plan.period_end:%B}")
