"""Take every page at 1440x900 and 390x844, dark and light, into ./screenshots, with an index.html and contact sheets.

    python scripts/screenshots.py [--only dashboard,create] [--readme]

Starts an instance of its own with a person, a kit and one asset of each type. `--readme` also renews the picture of
the README. A page that complains in the browser's console is named at the end, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import html
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import httpx  # noqa: E402  (the path above must stand first)
from PIL import Image  # noqa: E402
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright  # noqa: E402

from scripts.run_tests import BROWSERS, require_browser  # noqa: E402
from studio_app.ui import paths  # noqa: E402
from tests.running import running_app  # noqa: E402

OUT = ROOT / "screenshots"
README_PICTURE = ROOT / "docs" / "images" / "app.webp"
README_PAGE = "asset"
VIEWPORTS = {"desktop": (1440, 900), "phone": (390, 844)}
SCHEMES = ("dark", "light")
FLAGS = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
KIT = {
    "name": "Nova", "primary_colors": ["#7C3AED", "#EC4899"], "accent_colors": ["#FACC15"],
    "fonts": {"headline": "Anton", "body": "Montserrat"}, "tone": "competitive",
}  # fmt: skip
SECOND_KIT = {**KIT, "name": "Cozy Sundays", "primary_colors": ["#059669", "#0EA5E9"], "accent_colors": ["#F97316"]}
ASSETS = (
    ("thumbnail", "impact", "I beat Elden Ring with one hand"), ("banner", "synthwave", "Nova plays at night"),
    ("story_graphic", "editorial", "Live tonight at nine"), ("overlay", "impact", "Starting soon"),
)  # fmt: skip
PUBLIC = {
    "landing": paths.HOME, "signup": paths.SIGNUP, "login": paths.LOGIN, "reset": paths.RESET, "verify": paths.VERIFY,
    "terms": paths.TERMS, "privacy": paths.PRIVACY, "credits": paths.CREDITS, "lost": "/there-is-no-such-page",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shot:
    page: str
    viewport: str
    scheme: str

    @property
    def file(self) -> str:
        return f"{self.page}-{self.viewport}-{self.scheme}.png"


@dataclass
class Visit:
    """A signed-in person's ids, and what the browser complained about on the way."""

    addresses: dict[str, str]
    state: dict[str, Any]
    complaints: list[str] = field(default_factory=list)


def prepare(url: str) -> tuple[dict[str, str], dict[str, Any]]:
    """Sign up as a browser does, make kits and assets; returns the addresses and the browser's storage."""
    person = {"email": "nova@example.com", "password": "correct horse battery", "display_name": "Nova"}
    with httpx.Client(base_url=f"{url}/api/v1", timeout=60) as api:
        signed_in = _data(api.post("/auth/signup", json=person))
        cookies = [
            {"name": cookie.name, "value": cookie.value, "url": url} for cookie in api.cookies.jar
            if cookie.name != "ss_rt"
        ]
        api.cookies.clear()
        api.headers["Authorization"] = f"Bearer {signed_in['access_token']}"
        kit = _data(api.post("/brand-kits", json=KIT))["id"]
        _data(api.post("/brand-kits", json=SECOND_KIT))
        jobs = [_made(api, *wanted) for wanted in ASSETS]
    job, asset = jobs[0]["id"], jobs[0]["asset_ids"][0]
    signed = {
        "welcome": paths.WELCOME, "dashboard": paths.DASHBOARD, "create": paths.CREATE,
        "create-emote": paths.create(type="twitch_emote", title="GG"),
        "create-schedule": paths.create(type="twitch_schedule", title="This week"), "jobs": paths.JOBS,
        "job": paths.job(job), "library": paths.LIBRARY, "asset": paths.asset(asset), "kits": paths.BRAND_KITS,
        "kit": paths.brand_kit(kit), "settings": paths.SETTINGS, "security": paths.SECURITY,
        "notifications": paths.NOTIFICATIONS, "developers": paths.DEVELOPERS, "data": paths.DATA,
        "outbox": "/dev/outbox", "share": paths.share(asset),
    }  # fmt: skip
    return {name: str(path) for name, path in {**PUBLIC, **signed}.items()}, {"cookies": cookies}


def _data(answer: httpx.Response) -> dict[str, Any]:
    data: dict[str, Any] = answer.raise_for_status().json()["data"]
    return data


def _made(api: httpx.Client, asset_type: str, style: str, title: str) -> dict[str, Any]:
    wanted = {"asset_type": asset_type, "style": style, "title": title, "seed": 3}
    job = _data(api.post("/generate", json=wanted))
    deadline = time.monotonic() + 60
    while job["status"] in ("queued", "processing") and time.monotonic() < deadline:
        time.sleep(0.2)
        job = _data(api.get(f"/jobs/{job['id']}"))
    if job["status"] != "completed":
        raise SystemExit(f"{asset_type}: the job is {job['status']} ({job['error_code']})")
    return job


@contextmanager
def browsing(browser: Browser, url: str, shot: Shot, visit: Visit) -> Iterator[BrowserContext]:
    width, height = VIEWPORTS[shot.viewport]
    phone = shot.viewport == "phone"
    context = browser.new_context(
        base_url=url, viewport={"width": width, "height": height}, color_scheme=shot.scheme,  # type: ignore[arg-type]
        device_scale_factor=2 if phone else 1, has_touch=phone, reduced_motion="reduce", locale="en-GB",
    )
    # The page's own choice of theme stands above the system's.
    context.add_init_script(f"localStorage.setItem('theme', '{shot.scheme}')")
    if shot.page not in PUBLIC:
        context.add_cookies(visit.state["cookies"])
    try:
        yield context
    finally:
        context.close()


def take(browser: Browser, url: str, shot: Shot, visit: Visit) -> None:
    with browsing(browser, url, shot, visit) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: visit.complaints.append(f"{shot.file}: {error}"))
        page.on("console", lambda message: visit.complaints.append(f"{shot.file}: {message.text}")
                if message.type == "error" and shot.page != "lost" else None)
        page.goto(visit.addresses[shot.page], wait_until="load")
        settle(page)
        page.screenshot(path=OUT / shot.file, full_page=True)


def settle(page: Page) -> None:
    """Fonts, pictures and the state that comes over the websocket; the first preview may take a second."""
    until(page, "document.fonts.status === 'loaded'")
    page.wait_for_timeout(900)
    height = page.evaluate("document.documentElement.scrollHeight")
    for top in range(0, height, 800):  # pictures below the fold are loaded when they come near
        page.evaluate("top => window.scrollTo(0, top)", top)
        page.wait_for_timeout(20)
    page.evaluate("window.scrollTo(0, 0)")
    until(page, "[...document.images].every(image => image.complete)")
    page.wait_for_timeout(200)


def until(page: Page, expression: str, seconds: float = 8.0) -> None:
    """Asked from outside: the pages' content policy forbids Playwright's own waiting, which evaluates a string."""
    deadline = time.monotonic() + seconds
    while not page.evaluate(expression) and time.monotonic() < deadline:
        page.wait_for_timeout(50)


def contact_sheet(shots: list[Shot], viewport: str) -> None:
    """The tops of all pages of one viewport side by side."""
    width, ratio = (480, 900 / 1440) if viewport == "desktop" else (240, 844 / 390)
    size, columns = (width, round(width * ratio)), 4 if viewport == "desktop" else 8
    chosen = [shot for shot in shots if shot.viewport == viewport]
    rows = -(-len(chosen) // columns)
    sheet = Image.new("RGB", (columns * (size[0] + 8) + 8, rows * (size[1] + 8) + 8), (90, 94, 102))
    for place, shot in enumerate(chosen):
        picture = Image.open(OUT / shot.file).convert("RGB")
        top = picture.crop((0, 0, picture.width, min(picture.height, round(picture.width * ratio))))
        top.thumbnail(size)
        sheet.paste(top, (8 + place % columns * (size[0] + 8), 8 + place // columns * (size[1] + 8)))
    sheet.save(OUT / f"sheet-{viewport}.png")


def index(shots: list[Shot], addresses: dict[str, str]) -> None:
    parts = ["<!doctype html><meta charset=utf-8><title>Screenshots</title><style>body{font:14px system-ui;margin:24px;"
             "background:#333;color:#eee}img{height:360px;margin:4px;vertical-align:top}a{color:#eee}</style>"]
    for name in dict.fromkeys(shot.page for shot in shots):
        files = [shot.file for shot in shots if shot.page == name]
        pictures = "".join(f'<a href="{file}"><img src="{file}" loading="lazy" alt="{file}"></a>' for file in files)
        parts.append(f"<h2>{html.escape(name)} <small>{html.escape(addresses[name])}</small></h2>{pictures}")
    (OUT / "index.html").write_text("\n".join(parts), "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="names of pages")
    parser.add_argument("--readme", action="store_true", help="renew docs/images/app.webp as well")
    arguments = parser.parse_args()
    require_browser()
    OUT.mkdir(exist_ok=True)
    found = os.environ.get("CHROMIUM") or next((path for name in BROWSERS if (path := shutil.which(name))), None)
    with tempfile.TemporaryDirectory(prefix="studio-shots-") as data, running_app(Path(data)) as app:
        visit = Visit(*prepare(app.url))
        names = [name for name in visit.addresses if not arguments.only or name in arguments.only.split(",")]
        shots = [Shot(name, view, scheme) for name in names for view in VIEWPORTS for scheme in SCHEMES]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
            for shot in shots:
                if app.process.poll() is not None:
                    raise SystemExit("The application ended:\n" + "".join(app.output[-20:]))
                take(browser, app.url, shot, visit)
                print(shot.file, flush=True)
            browser.close()
    for viewport in VIEWPORTS:
        contact_sheet(shots, viewport)
    index(shots, visit.addresses)
    if arguments.readme:
        README_PICTURE.parent.mkdir(parents=True, exist_ok=True)
        picture = Image.open(OUT / Shot(README_PAGE, "desktop", "dark").file).convert("RGB")
        picture.crop((0, 0, 1440, min(900, picture.height))).save(README_PICTURE, quality=86, method=6)
    print(f"{len(shots)} pictures: {OUT / 'index.html'}")
    for complaint in dict.fromkeys(visit.complaints):
        print(f"! {complaint}")
    return 1 if visit.complaints else 0


if __name__ == "__main__":
    raise SystemExit(main())
