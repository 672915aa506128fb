"""Names of the design tokens. The values live in `assets/tokens.css`, once for each theme."""

from __future__ import annotations

from typing import Literal

Colour = Literal[
    "bg", "table", "surface", "raised", "field", "hover", "press",
    "line", "line-strong", "line-control",
    "ink", "ink-2", "ink-3", "ink-off",
    "accent", "accent-hover", "accent-press", "on-accent", "accent-ink", "accent-soft", "accent-line",
    "guide", "guide-halo", "guide-wash",
    "ok", "ok-soft", "ok-line", "warn", "warn-soft", "warn-line", "bad", "bad-soft", "bad-line", "bad-fill", "on-bad",
    "data-1", "data-2", "data-3", "data-4", "data-5",
    "scrim", "focus",
]  # fmt: skip
Space = Literal["0", "1", "2", "3", "4", "5", "6", "8", "10", "14", "20", "30"]
Text = Literal["display", "h1", "h2", "h3", "lead", "body", "small", "cap", "micro", "figure"]
Radius = Literal["asset", "1", "2", "3", "4", "full"]
Duration = Literal["press", "fast", "base", "slow"]
Layer = Literal["sticky", "rail", "float", "menu", "dialog", "palette", "toast", "tip"]

BREAKPOINTS: dict[str, int] = {"floor": 360, "sm": 640, "md": 960, "lg": 1200, "xl": 1440, "2xl": 1800}
STYLESHEETS: tuple[str, ...] = (
    "/tokens.css", "/kit-fonts.css", "/base.css", "/shell.css", "/landing.css", "/auth.css",
    "/create.css", "/job.css", "/library.css", "/asset.css", "/welcome.css", "/dashboard.css", "/kit.css",
    "/settings.css", "/batch.css",
)  # fmt: skip


def colour(name: Colour) -> str:
    return f"var(--{name})"


def space(step: Space) -> str:
    return f"var(--s-{step})"


def text_size(role: Text) -> str:
    return f"var(--t-{role})"


def radius(name: Radius) -> str:
    return f"var(--r-{name})"


def duration(name: Duration) -> str:
    return f"var(--d-{name})"


def layer(name: Layer) -> str:
    return f"var(--z-{name})"


def classes(*names: str | bool | None) -> str:
    """The given class names without the empty ones, so that callers can write `selected and "on"`."""
    return " ".join(name for name in names if isinstance(name, str) and name)
