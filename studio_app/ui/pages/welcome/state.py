"""The welcome: channel, kit, first asset. The step stands in the address, what was entered in this state."""

from __future__ import annotations

import uuid

import reflex as rx

from studio_app.catalog.fonts import FONTS
from studio_app.catalog.styles import DEFAULT_STYLE, STYLES
from studio_app.catalog.tones import DEFAULT_TONE, TONES
from studio_app.core.ids import parse_id
from studio_app.core.text import clean_line
from studio_app.features.brand_kits.types import KitFields
from studio_app.ui import palette, paths
from studio_app.ui.pages.welcome import work
from studio_app.ui.session import SessionState
from studio_app.ui.specimens import a_family
from studio_app.ui.usage import Usage, cost

STEPS = ("channel", "kit", "asset")
NAME_LIMIT, TITLE_LIMIT = 80, 140
MOST_BY_HAND, MOST_COLOURS = 3, 5
FACES = ("Anton", "Bebas Neue", "Montserrat", "Luckiest Guy", "Space Grotesk", "Permanent Marker")
SUGGESTION = "My first stream with a new look"
_FIRST = ["#7C3AED", "#FACC15"]


class WelcomeState(SessionState):
    welcome_loaded: bool = False
    step: int = 1
    channel: str = ""
    channel_error: str = ""
    colours: list[str] = _FIRST
    also: list[str] = []
    from_pictures: bool = False
    chosen: int = 0
    headline: str = FACES[0]
    tone: str = DEFAULT_TONE
    title: str = ""
    style_id: str = DEFAULT_STYLE
    usage: Usage | None = None
    mount: int = 0
    _kit: str = ""
    _visit: str = ""

    @rx.var
    def swatches(self) -> list[palette.Swatch]:
        return palette.swatches(self.colours, [])

    @rx.var
    def selected(self) -> str:
        return self.colours[self.chosen] if self.chosen < len(self.colours) else "#000000"

    @rx.var
    def pairs(self) -> list[palette.Pair]:
        return palette.best_pairs(self.colours)

    @rx.var
    def cost(self) -> str:
        return cost(self.usage) if self.usage else ""

    @rx.var
    def spent(self) -> bool:
        return self.usage is not None and self.usage["left"] == 0

    @rx.var
    def look(self) -> dict[str, object]:
        """The sample, without its style."""
        if not self.welcome_loaded:
            return {}
        words = self.title.strip() or (SUGGESTION if self.step == len(STEPS) else self.channel.strip() or SUGGESTION)
        return {
            "title": words[:TITLE_LIMIT], "colors": self.colours, "headline_font": self.headline, "tone": self.tone,
            "name": self.channel.strip()[:NAME_LIMIT], "style": self.style_id,
        }  # fmt: skip

    @rx.event
    async def load(self) -> None:
        query = self.router.url.query_parameters
        asked = str(query.get("step", "1"))
        self.step = int(asked) if asked in {"1", "2", "3"} else 1
        if not self.welcome_loaded:
            self.title = clean_line(str(query.get("title", "")), TITLE_LIMIT)
        known = await self._run(work.greet)
        if known is None:
            return
        name, self.usage = known
        self.channel = self.channel or name
        self._visit = self._visit or uuid.uuid4().hex
        self.welcome_loaded = True

    @rx.event
    async def go(self, step: int) -> object:
        """To a step. The kit is kept on the way to the third."""
        if step not in (1, 2, 3) or isinstance(step, bool):
            return None
        if not self._name():
            self.channel_error, step = "Say how your channel is called.", 1
        elif step == len(STEPS) and not await self._keep():
            return None
        self.step = step
        return rx.redirect(f"{paths.WELCOME}?step={step}")

    @rx.event
    async def submit(self, form: dict | None = None) -> object:
        """Enter in a field goes on, as the button does; the form knows the last key even when it has not arrived."""
        typed = form if isinstance(form, dict) else {}
        await self.type_channel(typed.get("channel"))
        await self.type_title(typed.get("first-title"))
        return WelcomeState.generate if self.step == len(STEPS) else WelcomeState.go(self.step + 1)

    @rx.event
    async def generate(self) -> object:
        kit = await self._keep()
        if kit is None:
            return None
        title, style, visit = clean_line(self.title, TITLE_LIMIT) or SUGGESTION, self.style_id, self._visit
        job = await self._run(lambda services, actor: work.first_asset(services, actor, kit, title, style, visit))
        return rx.redirect(str(paths.job(str(job.id)))) if job else None

    @rx.event
    async def type_channel(self, value: str) -> None:
        if isinstance(value, str):
            self.channel, self.channel_error = value[:NAME_LIMIT], ""

    @rx.event
    async def type_title(self, value: str) -> None:
        if isinstance(value, str):
            self.title = value[:TITLE_LIMIT]

    @rx.event
    async def read(self, answer: dict) -> None:
        """The colours of the pictures: the first five are the kit, the others are offered."""
        found = answer.get("colors") if isinstance(answer, dict) else None
        hexes = [item.get("hex") for item in found[:12] if isinstance(item, dict)] if isinstance(found, list) else []
        colours = palette.colours_of(hexes, 12)
        if colours:
            self.colours, self.also = colours[:MOST_COLOURS], colours[MOST_COLOURS:]
            self.from_pictures, self.chosen = True, 0
            self.mount += 1

    @rx.event
    async def choose(self, index: int) -> None:
        if isinstance(index, int) and 0 <= index < len(self.colours):
            self.chosen = index

    @rx.event
    async def recolour(self, index: int, value: str) -> None:
        hex_ = palette.a_colour(value)
        if hex_ and isinstance(index, int) and 0 <= index < len(self.colours):
            self._set_colour(index, hex_)

    @rx.event
    async def take(self, value: str) -> None:
        """One of the other colours found, in the place of the chosen one, which is offered in its turn."""
        hex_ = palette.a_colour(value)
        if hex_ in self.also and self.chosen < len(self.colours):
            old = self.colours[self.chosen]
            self.also = [old if other == hex_ else other for other in self.also]
            self._set_colour(self.chosen, hex_)

    @rx.event
    async def add_colour(self) -> None:
        if len(self.colours) < MOST_BY_HAND:
            self.colours = [*self.colours, "#22D3EE" if "#22D3EE" not in self.colours else "#F5F3FF"]

    @rx.event
    async def drop_colour(self) -> None:
        if len(self.colours) > 2:
            self.colours = self.colours[:-1]
            self.chosen = 0

    @rx.event
    async def set_headline(self, family: str) -> None:
        self.headline = a_family(family) or self.headline

    @rx.event
    async def set_tone(self, tone: str) -> None:
        self.tone = tone if isinstance(tone, str) and tone in TONES else self.tone

    @rx.event
    async def set_style(self, style: str) -> None:
        self.style_id = style if isinstance(style, str) and style in STYLES else self.style_id

    def _set_colour(self, index: int, hex_: str) -> None:
        if hex_ in self.colours and self.colours[index] != hex_:
            self._say(f"{hex_} is in the kit already.")
            self.mount += 1
            return
        self.colours = [hex_ if at == index else old for at, old in enumerate(self.colours)]

    def _name(self) -> str:
        return clean_line(self.channel, NAME_LIMIT)

    async def _keep(self) -> uuid.UUID | None:
        """The id of the kit as it stands now."""
        body = "Montserrat" if self.headline in FONTS and FONTS[self.headline].category != "sans" else "Inter"
        fields = KitFields(
            self._name() or "My channel", tuple(self.colours), (), self.headline, body, self.tone, "",
            "pictures" if self.from_pictures else None,
        )
        known = parse_id(self._kit)
        kit = await self._run(lambda services, actor: work.keep_kit(services, actor, known, fields))
        if kit is None:
            return None
        self._kit = str(kit.id)
        return kit.id
