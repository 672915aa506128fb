"""What Today shows, read in one go: recent assets, jobs in work, usage, the kit and one true next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from studio_app.bootstrap import Services
from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.core.actor import Actor
from studio_app.db.unit_of_work import Transaction
from studio_app.features.assets.types import AssetFilter, AssetView
from studio_app.features.brand_kits.types import KitView
from studio_app.features.generation.types import JobView
from studio_app.ui import paths
from studio_app.ui.usage import Usage, cost, usage_of

RECENT, RUNNING = 8, 4
_STAGES = {
    "brief": "Reading the brief", "draft": "Drafting", "paint": "Painting", "letter": "Lettering", "check": "Checking",
}  # fmt: skip
_NEXT_TYPES = ("thumbnail", "story_graphic", "overlay", "banner", "clip_cover")


class Recent(TypedDict):
    id: str
    title: str
    label: str
    href: str
    src: str
    alt: str
    ratio: float
    alpha: bool


class Running(TypedDict):
    id: str
    title: str
    href: str
    state: str
    percent: int


class KitLine(TypedDict):
    id: str
    name: str
    href: str
    colors: list[str]
    fonts: str
    version: int


class NextStep(TypedDict):
    text: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Today:
    recent: list[Recent]
    total: int
    running: list[Running]
    usage: Usage
    cost: str
    kit: KitLine | None
    kit_colors: tuple[str, ...]
    next: NextStep | None


def read(services: Services, actor: Actor) -> Today:
    with services.uow.read(actor) as tx:
        page = services.assets.browse(tx, actor, AssetFilter(), limit=RECENT)
        kit = services.brand_kits.active(tx, actor)
        usage = usage_of(services.billing.plan(tx, actor))
        return Today(
            recent=[_recent(asset) for asset in page.assets], total=page.total,
            running=_running(services, tx, actor), usage=usage,
            cost=cost(usage) if usage["left"] == 0 else f"{cost(usage)} · free if it fails",
            kit=_kit(kit) if kit else None, kit_colors=kit.fields.colors if kit else (),
            next=_next_step(services, tx, actor, kit, page.total),
        )  # fmt: skip


def in_work(services: Services, actor: Actor) -> list[Running]:
    with services.uow.read(actor) as tx:
        return _running(services, tx, actor)


def _running(services: Services, tx: Transaction, actor: Actor) -> list[Running]:
    jobs = [
        *services.generation.browse(tx, actor, status="processing", limit=RUNNING).jobs,
        *services.generation.browse(tx, actor, status="queued", limit=RUNNING).jobs,
    ]
    return [_job(job) for job in jobs[:RUNNING]]


def _job(job: JobView) -> Running:
    word = "Waiting in line" if job.status == "queued" else _STAGES.get(job.stage or "", "In work")
    seconds = job.estimated_time_remaining
    return Running(
        id=str(job.id), title=job.title or ASSET_TYPES[job.asset_type].label, href=str(paths.job(str(job.id))),
        state=f"{word} · {seconds} s left" if seconds and job.status == "processing" else word,
        percent=job.progress_percent,
    )


def _recent(asset: AssetView) -> Recent:
    kind = ASSET_TYPES[asset.asset_type]
    return Recent(
        id=str(asset.id), title=asset.title or kind.label, label=kind.label, href=str(paths.asset(str(asset.id))),
        src=asset.preview_url, alt=asset.alt_text, ratio=round(asset.width / asset.height, 4), alpha=kind.alpha,
    )


def _kit(kit: KitView) -> KitLine:
    fields = kit.fields
    fonts = dict.fromkeys((fields.headline_font, fields.body_font))
    return KitLine(id=str(kit.id), name=fields.name, href=str(paths.brand_kit(str(kit.id))), colors=[*fields.colors],
                   fonts=", ".join(fonts), version=kit.version)


def _next_step(services: Services, tx: Transaction, actor: Actor, kit: KitView | None, total: int) -> NextStep | None:
    if kit is None:
        has_some = bool(services.brand_kits.all(tx, actor))
        return NextStep(
            text="There is no kit in use yet. With one, everything wears your colours and type.",
            label="Choose a kit" if has_some else "Make a kit", href=paths.BRAND_KITS if has_some else paths.WELCOME,
        )
    if kit.logo is None:
        return NextStep(text=f"{kit.fields.name} has no logo yet. It is drawn on everything you make from then on.",
                        label="Add your logo", href=f"{paths.brand_kit(str(kit.id))}#logo")
    if not total:
        return None  # the heading says it already
    for kind in _NEXT_TYPES:
        if not services.assets.browse(tx, actor, AssetFilter(asset_type=kind), limit=1).total:
            label = ASSET_TYPES[kind].label
            return NextStep(text=f"You have no {label.lower()} yet. It follows from the same kit.",
                            label=f"Make a {label.lower()}", href=paths.create(type=kind))
    return None
