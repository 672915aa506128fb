"""What the batch page asks of the studio: kits, what is left of the month, pictures to follow, and one order."""

from __future__ import annotations

import re
import uuid
from typing import Annotated, Any, TypedDict

import reflex as rx
from pydantic import AfterValidator, BaseModel, Field, ValidationError

from studio_app.bootstrap import Services
from studio_app.catalog.packs import PACKS
from studio_app.core.actor import Actor
from studio_app.core.errors import ValidationFailed
from studio_app.features.assets.types import AssetFilter, AssetView
from studio_app.features.generation.types import MAX_BATCH, BatchCommand, BatchItem, GenerateCommand, PlatformContext
from studio_app.ui import paths
from studio_app.ui.desks import ODD_FORM, Answer, KitChoice, Quota, Typed, desk_of, kit_choice, quota_of, storable
from studio_app.ui.session import SessionState

_MASTERS = 12
_FIELD = re.compile(r"assets\.(\d+)\.(\w+)")
_NAMES = {"title": "words", "asset_type": "type", "custom_prompt": "idea"}


class Master(TypedDict):
    """A picture whose look a set can take over."""

    id: str
    title: str
    type: str
    preview_url: str


class Row(BaseModel):
    type: str = Field(max_length=40)
    words: Typed = ""
    idea: Typed = ""
    versions: int = Field(default=1, ge=1, le=MAX_BATCH)


class Asked(BaseModel):
    """The form as it may arrive from anyone. What is too long for its field is told by the service, in words."""

    rows: list[Row] = Field(max_length=40)
    pack: str = Field(default="", max_length=40)
    title: Typed = ""
    idea: Typed = ""
    game: Annotated[str, Field(max_length=120), AfterValidator(storable)] = ""
    style: str = Field(default="", max_length=40)
    kit: uuid.UUID | None = None
    master: uuid.UUID | None = None
    key: str = Field(pattern=r"^[\w-]{8,64}$")

    def command(self) -> BatchCommand:
        items = tuple(BatchItem(self._wanted(row), row.versions) for row in self.rows)
        return BatchCommand(items, self.pack if self.pack in PACKS else "", self.master)

    def _wanted(self, row: Row) -> GenerateCommand:
        idea = ", ".join(text for text in (row.idea, self.idea) if text)
        return GenerateCommand(
            asset_type=row.type, title=row.words or self.title, custom_prompt=idea or None, style=self.style or None,
            brand_kit_id=self.kit, platform_context=PlatformContext(game_category=self.game) if self.game else None,
        )


class BatchState(SessionState):
    loaded: bool = False
    kits: list[KitChoice] = []
    quota: Quota = {}
    masters: list[Master] = []
    answer: Answer = {}

    @rx.event
    async def load(self) -> None:
        found = await self._run(lambda services, actor: (desk_of(services, actor), _masters(services, actor)))
        if found is not None:
            (kits, plan, _), masters = found
            self.kits, self.quota = [kit_choice(kit) for kit in kits], quota_of(plan)
            self.masters, self.loaded = [_master(asset) for asset in masters], True

    @rx.event
    async def generate(self, form: dict[str, Any]) -> Any:
        asked = _asked(form)
        if asked is None:
            self._say(ODD_FORM, level="error")
            return self._refuse({})
        made = await self._run(lambda services, actor: _request(services, actor, asked))
        if isinstance(made, str):
            return rx.redirect(paths.job(made))
        self._refuse(made or {})
        return BatchState.load

    def _refuse(self, faults: dict[str, str]) -> None:
        self.answer = Answer(id=self.answer.get("id", 0) + 1, faults=faults)


def _asked(form: object) -> Asked | None:
    if not isinstance(form, dict):
        return None
    try:
        return Asked.model_validate({**form, "kit": form.get("kit") or None, "master": form.get("master") or None})
    except ValidationError:
        return None


def _masters(services: Services, actor: Actor) -> tuple[AssetView, ...]:
    with services.uow.read(actor) as tx:
        return services.assets.browse(tx, actor, AssetFilter(), limit=_MASTERS).assets


def _master(asset: AssetView) -> Master:
    return Master(id=str(asset.id), title=asset.title, type=asset.asset_type, preview_url=asset.preview_url)


def _request(services: Services, actor: Actor, asked: Asked) -> str | dict[str, str]:
    """The id of the batch or, where a field does not fit, what is wrong with it, by row and field (`3.words`)."""
    try:
        return str(services.generation.request_batch(actor, asked.command(), asked.key).job.id)
    except ValidationFailed as fault:
        fields = (fault.details or {}).get("fields", {})
        return {_place(name): notes[0]["message"] for name, notes in fields.items()} or {"": fault.message}


def _place(name: str) -> str:
    found = _FIELD.fullmatch(name)
    return f"{found[1]}.{_NAMES.get(found[2], found[2])}" if found else ""
