"""What the create page asks of the studio: the kits, what is left of the month, and one job."""

from __future__ import annotations

import uuid
from typing import Annotated, Any, Literal

import reflex as rx
from pydantic import AfterValidator, BaseModel, Field, ValidationError

from studio_app.bootstrap import Services
from studio_app.catalog.hooks import HOOKS
from studio_app.core.actor import Actor
from studio_app.core.errors import ValidationFailed
from studio_app.features.generation.types import GenerateCommand, PlatformContext, ReferenceUse
from studio_app.ui import paths
from studio_app.ui.desks import ODD_FORM, Answer, KitChoice, Quota, Typed, desk_of, kit_choice, quota_of, storable
from studio_app.ui.session import SessionState


def _known_hook(hook: str) -> str:
    if hook and hook not in HOOKS:
        raise ValueError("There is no such hook")
    return hook


class Picture(BaseModel):
    """A kept picture and what it is looked at for."""

    id: uuid.UUID
    role: Literal["style", "subject", "layout", "logo"]


class Asked(BaseModel):
    """The form as it may arrive from anyone. What is too long for the field is told by the service, in words."""

    type: str = Field(max_length=40)
    title: Typed = ""
    second: Typed = ""
    items: list[Typed] = Field(default=[], max_length=40)
    idea: Typed = ""
    game: Annotated[str, Field(max_length=120), AfterValidator(storable)] = ""
    style: str = Field(max_length=40)
    hook: Annotated[str, Field(max_length=40), AfterValidator(_known_hook)] = ""
    pictures: list[Picture] = Field(default=[], max_length=40)
    kit: uuid.UUID | None = None
    seed: int = Field(ge=0, le=2**31 - 1)
    key: str = Field(pattern=r"^[\w-]{8,64}$")

    def command(self) -> GenerateCommand:
        return GenerateCommand(
            asset_type=self.type, title=self.title, custom_prompt=self.idea or None, style=self.style,
            brand_kit_id=self.kit, seed=self.seed,
            platform_context=PlatformContext(game_category=self.game) if self.game else None,
            subtitle=self.second, items=tuple(item for item in self.items if item),
            references=tuple(ReferenceUse(picture.id, picture.role) for picture in self.pictures),
            hook=self.hook or None,
        )


class CreateState(SessionState):
    loaded: bool = False
    kits: list[KitChoice] = []
    quota: Quota = {}
    answer: Answer = {}
    inks: bool = True

    @rx.event
    async def load(self) -> None:
        found = await self._run(desk_of)
        if found is not None:
            kits, plan, self.inks = found
            self.kits = [kit_choice(kit) for kit in kits]
            self.quota = quota_of(plan)
            self.loaded = True

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
        return CreateState.load

    def _refuse(self, faults: dict[str, str]) -> None:
        self.answer = Answer(id=self.answer.get("id", 0) + 1, faults=faults)


def _asked(form: object) -> Asked | None:
    if not isinstance(form, dict):
        return None
    try:
        return Asked.model_validate({**form, "kit": form.get("kit") or None})
    except ValidationError:
        return None


_FIELDS = {
    "title": "title", "subtitle": "second", "items": "items", "custom_prompt": "idea", "style": "style",
    "asset_type": "type", "references": "pictures",
}  # fmt: skip


def _request(services: Services, actor: Actor, asked: Asked) -> str | dict[str, str]:
    """The id of the job or, where a field does not fit, what is wrong with it."""
    try:
        return str(services.generation.request(actor, asked.command(), asked.key).job.id)
    except ValidationFailed as fault:
        fields = (fault.details or {}).get("fields", {})
        return {_FIELDS.get(name, ""): notes[0]["message"] for name, notes in fields.items()} or {"": fault.message}
