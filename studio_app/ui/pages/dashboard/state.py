"""Today: what to do next, and what is going on."""

from __future__ import annotations

import reflex as rx

from studio_app.catalog.asset_types import find_asset_type
from studio_app.catalog.styles import DEFAULT_STYLE
from studio_app.core.text import clean_line
from studio_app.ui import paths
from studio_app.ui.pages.dashboard import facts
from studio_app.ui.session import SessionState
from studio_app.ui.usage import Usage

TITLE_LIMIT = 140
FIRST_TYPE = "thumbnail"


class TodayState(SessionState):
    today_loaded: bool = False
    recent: list[facts.Recent] = []
    total: int = 0
    jobs: list[facts.Running] = []
    usage: Usage | None = None
    cost: str = ""
    kit: facts.KitLine | None = None
    next_step: facts.NextStep | None = None
    idea: str = ""

    @rx.var
    def newcomer(self) -> bool:
        return self.total == 0 and not self.jobs

    @rx.var
    def look(self) -> dict[str, object]:
        """What the drafts are drawn from: the words typed, else the name of the channel."""
        if not self.today_loaded:
            return {}
        words = self.idea.strip() or (self.kit["name"] if self.kit else self.user_name) or "Your title"
        look: dict[str, object] = {"title": words, "style": DEFAULT_STYLE}
        return {**look, "brand_kit_id": self.kit["id"], "rev": self.kit["version"]} if self.kit else look

    @rx.event
    async def load(self) -> None:
        await self._read()

    @rx.event
    async def refresh(self) -> None:
        """While jobs are open; when one has ended, everything that it changed is read again."""
        open_jobs = await self._run(facts.in_work)
        if open_jobs is None:
            return
        ended = {job["id"] for job in self.jobs} - {job["id"] for job in open_jobs}
        self.jobs, self.running = open_jobs, len(open_jobs)
        if ended:
            await self._read()

    @rx.event
    async def type_idea(self, value: str) -> None:
        if isinstance(value, str):
            self.idea = value[:TITLE_LIMIT]

    @rx.event
    async def begin(self, form: dict) -> object:
        """On to Create with what was typed; the form knows it even when the last key has not arrived yet."""
        typed = form.get("title") if isinstance(form, dict) else None
        chosen = find_asset_type(str(form.get("kind", ""))[:40]) if isinstance(form, dict) else None
        title = clean_line(typed, TITLE_LIMIT) if isinstance(typed, str) else self.idea
        return rx.redirect(paths.create(type=chosen.id if chosen else FIRST_TYPE, title=title))

    async def _read(self) -> None:
        today = await self._run(facts.read)
        if today is None:
            return
        self.recent, self.total, self.jobs = today.recent, today.total, today.running
        self.usage, self.cost, self.kit, self.next_step = today.usage, today.cost, today.kit, today.next
        self.today_loaded = True
