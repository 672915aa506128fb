"""Every address of the site: constants for pages, functions for those with an id."""

from __future__ import annotations

from urllib.parse import urlencode

from reflex.vars import Var

HOME = "/"
SIGNUP = "/signup"
LOGIN = "/login"
RESET = "/reset"
VERIFY = "/verify"
WELCOME = "/welcome"
DASHBOARD = "/dashboard"
CREATE = "/create"
BATCH = "/create/batch"
JOBS = "/jobs"
JOB = "/jobs/[job_id]"
LIBRARY = "/library"
ASSET = "/library/[asset_id]"
BRAND_KITS = "/brand-kits"
BRAND_KIT = "/brand-kits/[kit_id]"
SETTINGS = "/settings"
SECURITY = "/settings/security"
NOTIFICATIONS = "/settings/notifications"
DEVELOPERS = "/settings/developers"
DATA = "/settings/data"
TERMS = "/terms"
PRIVACY = "/privacy"
CREDITS = "/credits"

Id = str | Var[str]


def _below(prefix: str, ident: Id) -> str | Var[str]:
    return f"{prefix}/{ident}" if isinstance(ident, str) else Var.create(f"{prefix}/") + ident.to(str)


def job(job_id: Id) -> str | Var[str]:
    return _below("/jobs", job_id)


def asset(asset_id: Id) -> str | Var[str]:
    return _below("/library", asset_id)


def brand_kit(kit_id: Id) -> str | Var[str]:
    return _below("/brand-kits", kit_id)


def share(asset_id: Id) -> str | Var[str]:
    """The public page of an asset, served without an account."""
    return _below("/asset", asset_id)


def signup(title: str = "") -> str:
    """Sign up, carrying what the visitor typed on the landing page."""
    return f"{SIGNUP}?{urlencode({'title': title})}" if title else SIGNUP


def create(**given: str) -> str:
    """The create page, filled in: type, title, second, lines, style, hook, idea, game, kit, pictures,
    seed."""
    kept = {name: value for name, value in given.items() if value}
    return f"{CREATE}?{urlencode(kept)}" if kept else CREATE


def batch(**given: str) -> str:
    """The batch page, filled in: pack, master, or type with versions, title, idea, game, kit."""
    kept = {name: value for name, value in given.items() if value}
    return f"{BATCH}?{urlencode(kept)}" if kept else BATCH


def login(next_path: str = "") -> str:
    return f"{LOGIN}?{urlencode({'next': next_path})}" if next_path else LOGIN
