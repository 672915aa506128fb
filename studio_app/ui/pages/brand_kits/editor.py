"""One kit being edited: nothing is stored until it is saved, and only over the version that was read."""

from __future__ import annotations

import reflex as rx

from studio_app.catalog.styles import DEFAULT_STYLE, STYLES
from studio_app.catalog.tones import DEFAULT_TONE, TONES
from studio_app.core.ids import parse_id
from studio_app.core.text import clean_line
from studio_app.features.brand_kits.types import KitChanged, KitDetails, KitFields, KitView
from studio_app.ui import palette
from studio_app.ui.pages.brand_kits import cards, extras, marks, work
from studio_app.ui.pages.brand_kits.extras import Extras
from studio_app.ui.pages.brand_kits.reading import Reading
from studio_app.ui.pages.brand_kits.wording import Wording, changed, meant, typed
from studio_app.ui.session import SessionState
from studio_app.ui.specimens import a_family

SAMPLE = "Your next stream starts here"
SAMPLE_LIMIT = 140


class KitState(Wording, Extras, Reading, SessionState):
    editing: str = ""
    kit_loaded: bool = False
    missing: bool = False
    kit_label: str = ""
    primary: list[str] = []
    accent: list[str] = []
    headline: str = "Anton"
    body: str = "Montserrat"
    tone: str = DEFAULT_TONE
    reference: str = ""
    version: int = 0
    is_active: bool = False
    slots: list[marks.LogoSlot] = []
    history: list[marks.VersionRow] = []
    chosen: int = 0
    mount: int = 0
    errors: dict[str, str] = {}
    conflict: str = ""
    sample: str = SAMPLE
    sample_style: str = DEFAULT_STYLE
    _saved: KitFields | None = None
    _details: KitDetails | None = None

    @rx.var
    def swatches(self) -> list[palette.Swatch]:
        return palette.swatches(self.primary, self.accent)

    @rx.var
    def matrix(self) -> list[palette.Row]:
        return palette.matrix([*self.primary, *self.accent])

    @rx.var
    def sights(self) -> list[marks.SightRow]:
        return marks.sights([*self.primary, *self.accent])

    @rx.var
    def advice(self) -> marks.Advice:
        return marks.advice([*self.primary, *self.accent])

    @rx.var
    def selected(self) -> palette.Swatch:
        empty = palette.Swatch(hex="#000000", name="", role="", on="#FFFFFF")
        return self.swatches[self.chosen] if self.chosen < len(self.swatches) else empty

    @rx.var
    def changed(self) -> list[str]:
        if not self._saved or not self._details:
            return []
        new = self._meant(self._details)
        return cards.changes(self._saved, self._fields()) + extras.changed(self._details, new) + changed(
            self._details, new
        )

    @rx.var
    def refused(self) -> str:
        """Beside the button: the field that it is about may be far above."""
        if self.conflict:
            return "Not saved: this kit was changed in another tab. What to do stands at the top."
        return f"Not saved. {next(iter(self.errors.values()))}" if self.errors else ""

    @rx.var
    def look(self) -> dict[str, object]:
        """What the live sample is drawn from. The version stands in it because a new logo changes nothing else."""
        if not self.kit_loaded or not self.primary:
            return {}
        return {
            "title": self.sample.strip() or SAMPLE, "style": self.sample_style, "brand_kit_id": self.editing,
            "colors": [*self.primary, *self.accent], "headline_font": self.headline, "body_font": self.body,
            "tone": self.tone, "name": self.kit_label.strip()[: cards.NAME_LIMIT], "rev": self.version,
        }  # fmt: skip

    @rx.event
    async def load(self) -> None:
        """Idempotent: at a reconnect, edits of the kit that is open stay."""
        wanted = self.router.url.path.rstrip("/").rpartition("/")[2]
        if self.kit_loaded and self.editing == wanted and self.changed:
            return
        self.kit_loaded, self.missing, self.editing, self.kit_label = False, False, wanted, ""
        await self._read()

    @rx.event
    async def reload(self) -> None:
        """Take the newest version and drop the edits."""
        await self._read()

    @rx.event
    async def discard(self) -> None:
        if self._saved and self._details:
            self._put(self._saved, self._details)

    @rx.event
    async def rename(self, value: str) -> None:
        # A field reports once more after it was left: what was said of this very value stands.
        if isinstance(value, str) and (label := value[: cards.NAME_LIMIT + 20]) != self.kit_label:
            self.kit_label = label
            self._clear("name")

    @rx.event
    async def choose(self, index: int) -> None:
        if isinstance(index, int) and 0 <= index < len(self.primary) + len(self.accent):
            self.chosen = index

    @rx.event
    async def recolour(self, value: str) -> None:
        hex_ = palette.a_colour(value)
        colours, at = self._group(self.chosen)
        if not hex_ or at >= len(colours):
            return
        if hex_ in {*self.primary, *self.accent} - {colours[at]}:
            self._say(f"{hex_} is in the kit already.")
            self.mount += 1  # the field shows the kit's colour again
            return
        self._save_over(self.chosen, [*colours[:at], hex_, *colours[at + 1 :]])

    @rx.event
    async def take_advice(self) -> None:
        """The better shade in the place of the colour."""
        color, better = self.advice["color"], self.advice["better"]
        if better and color in (*self.primary, *self.accent):
            self.primary = [better if hex_ == color else hex_ for hex_ in self.primary]
            self.accent = [better if hex_ == color else hex_ for hex_ in self.accent]
            self.mount += 1

    @rx.event
    async def add(self, group: str) -> None:
        new = cards.another([*self.primary, *self.accent])
        if group == "primary" and len(self.primary) < cards.MOST_PRIMARY:
            self.primary = [*self.primary, new]
            self.chosen = len(self.primary) - 1
        elif group == "accent" and len(self.accent) < cards.MOST_ACCENT:
            self.accent = [*self.accent, new]
            self.chosen = len(self.primary) + len(self.accent) - 1

    @rx.event
    async def remove(self) -> None:
        colours, at = self._group(self.chosen)
        if at >= len(colours) or (self.chosen < len(self.primary) and len(self.primary) == 1):
            return
        self._save_over(self.chosen, [*colours[:at], *colours[at + 1 :]])
        self.chosen = max(0, self.chosen - 1)

    @rx.event
    async def move(self, step: int) -> None:
        colours, at = self._group(self.chosen)
        if step in (-1, 1) and 0 <= at + step < len(colours):
            self._save_over(self.chosen, cards.moved(colours, at, step))
            self.chosen += step

    @rx.event
    async def set_headline(self, family: str) -> None:
        self.headline = a_family(family) or self.headline

    @rx.event
    async def set_body(self, family: str) -> None:
        self.body = a_family(family) or self.body

    @rx.event
    async def set_tone(self, tone: str) -> None:
        self.tone = tone if isinstance(tone, str) and tone in TONES else self.tone

    @rx.event
    async def set_reference(self, value: str) -> None:
        if isinstance(value, str) and (reference := value[: cards.REFERENCE_LIMIT + 200]) != self.reference:
            self.reference = reference
            self._clear("style_reference")

    @rx.event
    async def set_sample(self, value: str) -> None:
        self.sample = value[:SAMPLE_LIMIT] if isinstance(value, str) else self.sample

    @rx.event
    async def set_sample_style(self, style: str) -> None:
        self.sample_style = style if isinstance(style, str) and style in STYLES else self.sample_style

    @rx.event
    async def save(self) -> None:
        await self._save_over(self.version)

    @rx.event
    async def save_on_top(self) -> None:
        """After a conflict: as it stands here, over what was saved meanwhile. That stays among the versions."""
        if self.conflict:
            await self._save_over(None)

    async def _save_over(self, version: int | None) -> None:
        ident, fields, old = parse_id(self.editing), self._fields(), self._details
        if ident is None or old is None or not self.changed:
            return
        details = self._meant(old)
        answer = await self._run(lambda services, actor: work.save(services, actor, ident, fields, details, version))
        if isinstance(answer, KitView):
            self._show(answer)
            await self._find()
            self._say(f"{answer.fields.name} is saved as version {answer.version}.", level="ok")
        elif isinstance(answer, KitChanged):
            self.conflict = answer.message
        elif answer is not None:
            self.errors = work.by_field(answer)

    @rx.event
    async def activate(self) -> None:
        ident = parse_id(self.editing)
        kit = await self._run(lambda services, actor: work.activate(services, actor, ident)) if ident else None
        if kit is not None:
            self.is_active = True
            self._show_kit(kit)
            self._say(f"New assets are drawn with {kit.fields.name}.", level="ok")

    @rx.event
    async def restore_version(self, number: int) -> None:
        """What the kit was then, as a new version. Edits must be saved or discarded first."""
        ident = parse_id(self.editing)
        if ident is None or self.changed or not isinstance(number, int) or isinstance(number, bool):
            return
        kit = await self._run(lambda services, actor: work.restore_version(services, actor, ident, number))
        if kit is not None:
            await self._read()
            self._say(f"Version {number} is back, as version {kit.version}.", level="ok")

    @rx.event
    async def logo_added(self, _answer: dict | None = None) -> None:
        await self._read_logos()

    @rx.event
    async def remove_logo(self, kind: str) -> None:
        ident = parse_id(self.editing)
        if ident is None or kind not in self._kinds():
            return
        done = await self._run(lambda services, actor: work.drop_logo(services, actor, ident, kind))
        if done:
            await self._read_logos()
            self._say("The logo is removed.")

    @rx.event
    async def choose_logo(self, kind: str) -> None:
        ident = parse_id(self.editing)
        if ident is None or kind not in self._kinds():
            return
        kit = await self._run(lambda services, actor: work.choose_logo(services, actor, ident, kind))
        if kit is not None:
            await self._read_logos()
            self._say("Assets carry this logo from now on.", level="ok")

    def _kinds(self) -> list[str]:
        return [slot["kind"] for slot in self.slots if slot["url"]]

    async def _read(self) -> None:
        kit = await self._find()
        if kit is None:
            self.missing = True
            return
        self.sample = self.sample or SAMPLE
        self._show(kit)

    async def _read_logos(self) -> None:
        """A logo makes a version by itself. Edits stay, and so does the check against another tab's save."""
        kit = await self._find()
        if kit is not None:
            self.slots = marks.slots(kit)
            self.version = kit.version if (kit.fields, kit.details) == (self._saved, self._details) else self.version

    async def _find(self) -> KitView | None:
        ident = parse_id(self.editing)
        found = await self._run(lambda services, actor: work.find(services, actor, ident)) if ident else None
        if found is None:
            return None
        kit, versions = found
        self.history = marks.rows(versions)
        return kit

    def _show(self, kit: KitView) -> None:
        self.kit_loaded, self.missing, self.conflict = True, False, ""
        self.version, self.is_active, self.slots = kit.version, kit.is_active, marks.slots(kit)
        self._saved, self._details = kit.fields, kit.details
        self._put(kit.fields, kit.details)
        if kit.is_active:
            self._show_kit(kit)

    def _put(self, fields: KitFields, details: KitDetails) -> None:
        """Show these fields; a new `mount` gives the typed fields their text anew."""
        self.kit_label, self.reference, self.tone = fields.name, fields.style_reference, fields.tone
        self.source = fields.extracted_from or ""
        self.primary, self.accent = [*fields.primary_colors], [*fields.accent_colors]
        self.headline, self.body = fields.headline_font, fields.body_font
        self.chosen = min(self.chosen, len(fields.colors) - 1)
        self.texts, self.errors = typed(details), {}
        self.more, self.levels = extras.shown_colours(details), extras.shown_levels(details)
        self.mount += 1

    def _fields(self) -> KitFields:
        """As they would be stored; texts without what no database or picture can hold."""
        name = clean_line(self.kit_label, cards.NAME_LIMIT + 20)
        lines = [clean_line(line, len(self.reference)) for line in self.reference.splitlines()]
        return KitFields(
            name, tuple(self.primary), tuple(self.accent), self.headline, self.body, self.tone,
            "\n".join(lines).strip(), self.source or None,
        )

    def _meant(self, old: KitDetails) -> KitDetails:
        """The details as they would be stored."""
        return extras.meant(self.more, self.levels, meant(self.texts, old))

    def _group(self, index: int) -> tuple[list[str], int]:
        """The list in which the colour at `index` of the whole palette stands, and its place there."""
        inside = index < len(self.primary)
        return (self.primary, index) if inside else (self.accent, index - len(self.primary))

    def _store(self, index: int, colours: list[str]) -> None:
        if index < len(self.primary):
            self.primary = colours
        else:
            self.accent = colours

    def _clear(self, field: str) -> None:
        if field in self.errors:
            self.errors = {name: text for name, text in self.errors.items() if name != field}
