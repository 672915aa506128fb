"""Pure decisions about generation jobs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from studio_app.catalog.asset_types import ASSET_TYPES, find_asset_type
from studio_app.catalog.games import categorise
from studio_app.catalog.hooks import HOOKS, choose_hooks
from studio_app.catalog.lifecycles import JOB_OPEN, JOB_STAGES
from studio_app.catalog.platforms import PLATFORMS
from studio_app.catalog.styles import STYLES
from studio_app.core.text import clean_line
from studio_app.features.brand_kits.types import KitFields
from studio_app.features.generation.types import MAX_BATCH, BatchItem, GenerateCommand

MAX_RETRIES = 3
MAX_CRASHES = 3
MAX_PROCESSING_PER_USER = 5
DELAY_NOTICE = timedelta(seconds=60)
TITLE_LIMIT = 140
IDEA_LIMIT = 2000
SUBTITLE_LIMIT = 140
MAX_ITEMS, ITEM_LIMIT = 8, 80
MAX_REFERENCES = 8
REFERENCE_ROLES = ("style", "subject", "layout", "logo")
CUSTOMIZABLE = {"primary_colors", "accent_colors", "headline_font", "body_font", "tone", "style_reference"}
MAX_SEED = 2**31 - 1
DEFAULT_KIT = KitFields(
    name="Streamer Studio",
    primary_colors=("#7C3AED", "#EC4899"),
    accent_colors=("#FACC15",),
    headline_font="Anton",
    body_font="Montserrat",
    tone="competitive",
)
Problems = dict[str, list[dict[str, str]]]


def problems(command: GenerateCommand) -> Problems:
    """What is wrong with a request, by field name; empty when nothing is."""
    found: Problems = {}

    def note(field: str, message: str) -> None:
        found.setdefault(field, []).append({"message": message})

    asset_type = find_asset_type(command.asset_type)
    if asset_type is None:
        note("asset_type", f"Choose one of: {', '.join(ASSET_TYPES)}.")
    if len(command.title) > TITLE_LIMIT:
        note("title", f"Use at most {TITLE_LIMIT} characters.")
    if command.custom_prompt is not None and len(command.custom_prompt) > IDEA_LIMIT:
        note("custom_prompt", f"Use at most {IDEA_LIMIT:,} characters.")
    if command.style is not None and command.style not in STYLES:
        note("style", f"Choose one of: {', '.join(STYLES)}.")
    if command.seed is not None and not 0 <= command.seed <= MAX_SEED:
        note("seed", f"Use a whole number from 0 to {MAX_SEED}.")
    if len(command.subtitle) > SUBTITLE_LIMIT:
        note("subtitle", f"Use at most {SUBTITLE_LIMIT} characters.")
    if len(command.items) > MAX_ITEMS or any(len(item) > ITEM_LIMIT for item in command.items):
        note("items", f"Send at most {MAX_ITEMS} lines of at most {ITEM_LIMIT} characters.")
    if len(command.references) > MAX_REFERENCES:
        note("references", f"Send at most {MAX_REFERENCES} pictures.")
    if any(use.role not in REFERENCE_ROLES for use in command.references):
        note("references", f"Each role is one of: {', '.join(REFERENCE_ROLES)}.")
    if command.hook and command.hook not in HOOKS:
        note("hook", f"Choose one of: {', '.join(HOOKS)}.")
    if unknown := sorted(set(command.customization or {}) - CUSTOMIZABLE):
        note("brand_customization", f"There is no {unknown[0][:40]!r}. Known are: {', '.join(sorted(CUSTOMIZABLE))}.")
    platform = command.platform_context.platform if command.platform_context else None
    if platform is not None and platform not in PLATFORMS:
        note("platform_context", f"Choose one of: {', '.join(PLATFORMS)}.")
    return found


def batch_problems(items: Sequence[BatchItem]) -> Problems:
    """What is wrong with a batch, by field name (`assets.3.title`)."""
    total = sum(item.variations for item in items)
    found: Problems = {}
    if any(item.variations < 1 for item in items):
        found["assets"] = [{"message": "Ask for at least one version of each asset."}]
    elif not 1 <= total <= MAX_BATCH:
        message = f"Ask for 1 to {MAX_BATCH} assets at once, all versions counted. These are {total}."
        found["assets"] = [{"message": message}]
    for index, item in enumerate(items[:MAX_BATCH]):
        found |= {f"assets.{index}.{field}": messages for field, messages in problems(item.wanted).items()}
    return found


def versions(item: BatchItem, seed: int) -> list[GenerateCommand]:
    """The versions of one asset. They differ in idea: each follows another hook in what is painted, how it is composed
    and, where the person gave no title, in what it says."""
    wanted = item.wanted
    if item.variations == 1:
        return [wanted]
    context = wanted.platform_context
    game = (context.game_category if context else None) or ""
    preferred = categorise(game, wanted.custom_prompt or "", wanted.title).hooks
    if wanted.hook:
        preferred = (wanted.hook, *(name for name in preferred if name != wanted.hook))
    subject = game or clean_line(wanted.custom_prompt or "", 40) or "this game"
    return [
        replace(
            wanted, hook=hook.id, style=hook.family if hook.family in STYLES else wanted.style,
            title=wanted.title or hook.wording(subject, seed + index),
        )
        for index, hook in enumerate(choose_hooks(preferred, item.variations, 0 if wanted.hook else seed))
    ]


@dataclass(frozen=True, slots=True)
class Sum:
    """What a batch is, by its children."""

    status: str
    completed: int
    failed: int
    progress_percent: int


def sum_up(states: Sequence[str]) -> Sum:
    """A batch is in work while a child is open; in the end it is partial if some children made an asset and some did
    not."""
    completed, failed = states.count("completed"), states.count("failed")
    percent = 100 * completed // len(states)
    if any(state in JOB_OPEN for state in states):
        return Sum("processing", completed, failed, percent)
    if completed:
        return Sum("completed" if completed == len(states) else "partial", completed, failed, percent)
    return Sum("failed" if failed else "cancelled", completed, failed, percent)


def batch_seconds(children: Sequence[int | None], workers: int) -> int | None:
    """How long a batch still takes when its open children take these, with so many workers to share them."""
    known = [seconds for seconds in children if seconds is not None]
    return max(max(known), round(sum(known) / min(workers, MAX_PROCESSING_PER_USER))) if known else None


def clean_items(items: Sequence[str]) -> list[str]:
    return [text for text in (clean_line(item, ITEM_LIMIT) for item in items) if text]


def customised(kit: KitFields, changes: Mapping[str, Any] | None) -> KitFields:
    """The kit with the fields that one request overrides; lists become tuples, nulls keep the kit's own."""
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in (changes or {}).items()
        if value is not None
    }
    return replace(kit, **given)


def clean_title(title: str) -> str:
    return clean_line(title, TITLE_LIMIT)


def retry_delay(retry: int, retry_after: float | None, jitter: float) -> timedelta:
    """How long to wait before try number `retry` + 1 (`retry` from 0): doubling from 2 to 30 seconds, scaled by
    `jitter` in 0.5..1, and at least what the vendor asked for, up to a minute."""
    own: float = min(30.0, 2.0 * 2.0**retry) * jitter
    asked = min(60.0, retry_after or 0.0)
    return timedelta(seconds=max(own, asked))


def may_retry(retry_count: int, wanted: bool, most: int | None = None) -> bool:
    """Whether to try once more; `most` is a fault's own, lower limit."""
    return wanted and retry_count < (MAX_RETRIES if most is None else min(most, MAX_RETRIES))


def stage_percent(stage: str) -> int:
    return next(percent for name, _, percent in JOB_STAGES if name == stage)


def estimate_seconds(status: str, started_at: datetime | None, now: datetime, typical: float | None) -> int | None:
    """Whole seconds still to go by the typical duration of recent jobs; None when there is no history."""
    if typical is None or status not in ("queued", "processing"):
        return None
    spent = (now - started_at).total_seconds() if started_at else 0.0
    return max(1, round(typical - spent))


def ending_words(status: str, completed: int, total: int) -> dict[str, str] | None:
    """What a mail says of a job that ended, as subject, heading and line; None for what its person ended herself."""
    what = "asset" if total == 1 else "set"
    if status == "completed":
        ready = "Your asset is ready" if total == 1 else f"Your set of {total} is ready"
        return {"subject": ready, "heading": ready, "line": "It took a while, and it is done: look, download, share."}
    if status == "partial":
        ready = f"{completed} of {total} are ready"
        line = "The others could not be made. Nothing was counted for them, and you can try them again."
        return {"subject": f"Your set: {ready}", "heading": ready, "line": line}
    if status == "failed":
        sorry = f"Your {what} could not be made"
        line = "Nothing was counted for it. The page says why, and you can try it again there."
        return {"subject": sorry, "heading": sorry, "line": line}
    return None
