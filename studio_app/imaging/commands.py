"""Changes to a picture asked for in plain words, without a model: what is understood becomes edits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from studio_app.catalog.commands import ART, LIMITS, TARGETS, VOCABULARY, ColorWord, Step, Target
from studio_app.catalog.motifs import find_motif
from studio_app.core.text import clean_line
from studio_app.imaging.brief import Brief
from studio_app.imaging.colour import from_hex, oklab, to_hex
from studio_app.imaging.command_words import Token, clauses
from studio_app.imaging.edits import COLOR_ROLES, KIT_FONT, TEXT_LIMIT, Edits
from studio_app.imaging.templates.sheet import GROUNDS, Sheet, sheet

WORDS = ("title", "subtitle", "tag")
# OKLab: a colour word is broad, a hex value is meant exactly.
_NEAR_WORD, _NEAR_HEX = 0.2, 0.1
_AT_END = " (as far as it goes)"
_TITLE = next(t for t in TARGETS if t.id == "title")
_HERO = next(t for t in TARGETS if t.id == "hero")


class Commands(NamedTuple):
    """`edits` is a patch for `Edits.merged` with absolute values; the others are sentences for the person who asked."""

    edits: dict[str, Any]
    understood: tuple[str, ...]
    not_understood: tuple[str, ...]


def parse(wish: str, brief: Brief) -> Commands:
    """What `wish` asks to change about the picture of `brief`, on top of its edits. Never fails on any text.

    KeyError for an asset type that does not exist.
    """
    reading = _Reading(sheet(brief))
    spoken = clauses(wish)
    for index, clause in enumerate(spoken):
        reading.hear(clause, last=all(_bare(later) for later in spoken[index + 1 :]))
    reading.end()
    return Commands(reading.patch, tuple(reading.understood), tuple(reading.not_understood))


def _named(clause: list[Token]) -> Target | None:
    return next((t.word.meaning for t in clause if t.word and isinstance(t.word.meaning, Target)), None)


def _changes(clause: list[Token]) -> list[Token]:
    """What is to be done. Taking away goes with nothing else, but for "remove the title's outline"."""
    found = [t for t in clause if t.held is not None or t.is_a("hide", "show", "step", "layout", "color", "font")]
    rest = [t for t in found if not t.is_a("hide", "show")]
    if not rest or not any(t.is_a("hide") for t in found):
        return rest or found
    outlines = [t for t in rest if t.word and isinstance(t.word.meaning, Step) and t.word.meaning.field == "outline"]
    return [Token("no outline", VOCABULARY["no outline"])] if rest == outlines else []


def _bare(clause: list[Token]) -> bool:
    """Whether a clause is nothing but the name of a part, or a courtesy: "and the subtitle", "please"."""
    return all(t.is_a("target", "filler", "pronoun") for t in clause)


@dataclass(slots=True)
class _Reading:
    """What has been understood so far. `named` is what "it" means; `waiting` are parts named before their change."""

    sheet: Sheet
    patch: dict[str, Any] = field(default_factory=dict)
    understood: list[str] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)
    named: Target | None = None
    waiting: list[tuple[Target, str]] = field(default_factory=list)
    before: list[Token] = field(default_factory=list)

    def hear(self, clause: list[Token], *, last: bool) -> None:
        """Take in one clause; `last` tells that nothing but names of parts follows."""
        own = _named(clause)
        if any(t.is_a("negation") for t in clause):
            self.not_understood.append(_written(clause))
        elif own is None and _bare(clause):
            return
        elif own and _bare(clause) and self.before and last:
            self._apply(own, self.before, _amount(self.before))
        elif own and own.id != "hero" and not _changes(clause):
            self.waiting.append((own, _written(clause)))
        elif not self._change(own, clause):
            self.not_understood.append(_written(clause))
        self.named = own or self.named

    def end(self) -> None:
        self.not_understood.extend(text for _, text in self.waiting)

    def _change(self, own: Target | None, clause: list[Token]) -> bool:
        """Whether anything of a clause was done; words of it that nobody knows are told."""
        changes, unknown = _changes(clause), [t for t in clause if t.word is None and t.held is None]
        targets = [*(target for target, _ in self.waiting), *([own] if own else [])]
        if (own or self.named) == _HERO and self._motif(unknown):
            unknown = []
        elif unknown and not targets and self.named is None and all(t.is_a("color") for t in changes):
            return False  # "a purple elephant" asks for no purple title
        elif not self._apply_all(targets or (self.named,), changes, _amount(clause)):
            return False
        self.waiting.clear()
        self.before = changes
        self.not_understood.extend([_written(unknown)] if unknown else [])
        return True

    def _apply_all(self, targets: Sequence[Target | None], changes: list[Token], amount: float) -> bool:
        done = [self._apply(target, changes, amount) for target in targets]
        return any(done)

    def _apply(self, target: Target | None, changes: list[Token], amount: float) -> bool:
        done = [self._one(target, token, amount) for token in changes]
        return any(done)

    def _one(self, target: Target | None, token: Token, amount: float) -> bool:
        """Do one thing to one part, the title if none was named; False when that part does not have it."""
        meaning = token.word.meaning if token.word else None
        if isinstance(meaning, Step):
            return self._step(target, meaning, amount)
        if token.is_a("layout"):
            return self._layout(token.number)
        if token.is_a("hide", "show"):
            return target is not None and self._visible(target, token.is_a("show"))
        words = _TITLE if target is None else target
        if token.held is not None:
            return self._text(_TITLE if words.id == ART else words, token.held)
        if isinstance(meaning, ColorWord):
            return self._color(words, meaning, token.text)
        return self._font(words if words.id in WORDS else _TITLE, str(meaning))

    def _step(self, target: Target | None, step: Step, amount: float) -> bool:
        if step.color and target and target.id in WORDS:
            return self._color(target, ColorWord(step.color), step.color)
        part = target or _TITLE
        if (step.of and part.id not in step.of) or (step.field == "zoom" and self.sheet.asset.alpha):
            return False
        path = (part.id, step.field) if step.of else ("crop", "zoom") if step.field == "zoom" else (step.field,)
        old, (low, high) = self._now(path), LIMITS[step.field]
        new = step.set if step.set is not None else old * step.times**amount + step.plus * amount
        new = round(min(high, max(low, new)), 4)
        said = f"{part.label} {step.said}" if step.of else step.said
        return self._do(path, new, said + (_AT_END if new == old and step.set is None else ""))

    def _now(self, path: tuple[str, ...]) -> float:
        """The value as it is with what has been understood so far."""
        value: Any = self._edits
        for name in path:
            value = getattr(value, name)
        return float(value)

    @property
    def _edits(self) -> Edits:
        return self.sheet.brief.edits.merged(self.patch)

    def _text(self, target: Target, text: str) -> bool:
        if target.id not in WORDS:
            return False
        line = clean_line(text, TEXT_LIMIT)
        return self._do(
            (target.id, "text"), line, f"{target.label} reads “{line}”" if line else f"{target.label} removed"
        )

    def _font(self, target: Target, family: str) -> bool:
        name = "the kit's font" if family == KIT_FONT else family
        return self._do((target.id, "font"), family, f"{target.label} set in {name}")

    def _color(self, target: Target, color: ColorWord, written: str) -> bool:
        if target.id not in WORDS:
            return False
        role = color.role or self._role(color.hex, _NEAR_HEX if written.startswith("#") else _NEAR_WORD)
        if not role:
            self.not_understood.append(f"{target.label} {written}: the kit has no colour near it")
            return True
        if role == "auto":
            return self._do((target.id, "color"), role, f"{target.label} in the colour that fits")
        nearest = "" if color.role else f", the kit's nearest to {written}"
        shown = to_hex(self.sheet.color(role))
        return self._do((target.id, "color"), role, f"{target.label} in {role} ({shown}){nearest}")

    def _role(self, wanted: str, near: float) -> str:
        """The role whose colour is nearest to `wanted`; empty when none is near."""
        lab = oklab(from_hex(wanted))
        away = {role: math.dist(lab, oklab(self.sheet.color(role))) for role in COLOR_ROLES if role != "auto"}
        role = min(away, key=lambda each: away[each])
        return role if away[role] <= near else ""

    def _layout(self, number: int | None) -> bool:
        if number is None:
            asked = self._edits.layout
            now = self.sheet.look.variant if asked is None else asked
            return self._do(("layout",), (now + 1) % GROUNDS, "Another layout")
        return 1 <= number <= GROUNDS and self._do(("layout",), number - 1, f"Layout {number}")

    def _visible(self, target: Target, shown: bool) -> bool:
        if target.id == "logo":
            return self._do(("logo", "visible"), shown, "Logo shown" if shown else "Logo hidden")
        if target.id not in WORDS:
            return False
        text = None if shown else ""
        return self._do((target.id, "text"), text, f"{target.label} {'as it was' if shown else 'removed'}")

    def _motif(self, unknown: list[Token]) -> bool:
        said = _written(unknown)
        found = find_motif("game", said) or find_motif("emote", said)
        return found is not None and self._do(("hero", "motif"), found.id, f"Hero is {found.words}")

    def _do(self, path: tuple[str, ...], value: Any, said: str) -> bool:
        place = self.patch
        for name in path[:-1]:
            place = place.setdefault(name, {})
        place[path[-1]] = value
        if said not in self.understood:
            self.understood.append(said)
        return True


def _amount(clause: list[Token]) -> float:
    """How many steps of a change a clause asks for: "a bit" is half a step."""
    return math.prod(float(str(t.word.meaning)) for t in clause if t.word and t.word.kind == "amount")


def _written(tokens: list[Token]) -> str:
    return " ".join(token.text for token in tokens)
