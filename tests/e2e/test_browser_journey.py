"""What a newcomer does in her first minutes, in a real browser: from the demo to a deleted and restored thumbnail."""

from __future__ import annotations

import io
import re
import uuid

import httpx
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from studio_app.imaging.colour import delta_e2000, from_hex
from tests.e2e.conftest import Watched
from tests.running import RunningApp

PASSWORD = "correct horse battery"
TITLE = "One hand only"
VIOLET = "#7C3AED"


def sign_up(page: Page, name: str = "NovaPlays") -> str:
    email = f"{uuid.uuid4().hex[:12]}@example.com"
    page.goto("/signup")
    page.get_by_label("Name on your channel").fill(name)
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    page.wait_for_url("**/welcome**")
    return email


def test_from_the_demo_to_a_thumbnail_and_back_out_of_the_trash(
    app: RunningApp, context: BrowserContext, watched: Watched
) -> None:
    page = watched.page
    draw_in_the_demo(page)
    sign_up(page)
    generate_in_welcome(page)
    file = download_as_png(page)
    check_picture(file)
    asset_url = open_in_library(page)
    share_then_hide(app, context, page)
    delete_and_undo(page, asset_url)
    # What the page asked for while the asset was being deleted is answered by 404.
    ident = asset_url.rstrip("/").rsplit("/", 1)[1]
    gone = re.compile(rf"404 .*/api/v1/assets/{ident}\b")
    watched.complaints[:] = [text for text in watched.complaints if not gone.search(text)]


def draw_in_the_demo(page: Page) -> None:
    page.goto("/")
    hero = page.get_by_role("region", name=re.compile("try", re.I)).or_(page.locator("section.demo")).first
    before = hero.locator("img").first.get_attribute("src")
    page.get_by_label("Your title").fill("Hello from Chromium")
    picture = hero.locator("img").first
    expect(picture).not_to_have_attribute("src", before or "")
    expect(picture).to_have_attribute("src", re.compile(r"^(data:image/webp|blob:)"))


def generate_in_welcome(page: Page) -> None:
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Use this kit").click()
    page.get_by_label("Title", exact=True).fill(TITLE)
    page.get_by_role("button", name="Generate").click()
    page.wait_for_url("**/jobs/*")
    expect(page.get_by_role("button", name="Download")).to_be_visible()


def download_as_png(page: Page) -> bytes:
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as starting:
        page.get_by_role("menuitem", name=re.compile("PNG")).click()
    assert starting.value.suggested_filename == "one-hand-only-thumbnail-1280x720.png"
    return starting.value.path().read_bytes()


def check_picture(file: bytes) -> None:
    picture = Image.open(io.BytesIO(file))
    assert (picture.format, picture.size) == ("PNG", (1280, 720))
    violet = from_hex(VIOLET)
    colors = picture.convert("RGB").getcolors(1 << 22) or []
    exact = sum(n for n, rgb in colors if n > 50 and delta_e2000(tuple(c / 255 for c in rgb), violet) < 3)  # type: ignore[misc,union-attr]
    assert exact > 300, "the kit's violet stands in the picture"


def open_in_library(page: Page) -> str:
    page.goto("/library")
    page.get_by_role("link", name=re.compile(TITLE)).first.click()
    page.wait_for_url("**/library/*")
    expect(page.get_by_role("complementary", name="About this asset")).to_be_visible()
    return page.url


def share_then_hide(app: RunningApp, context: BrowserContext, page: Page) -> None:
    page.get_by_role("button", name="Copy link").click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{app.url}/asset/")
    shared = context.new_page()
    shared.goto(link)
    expect(shared.get_by_role("img", name=re.compile(TITLE)).first).to_be_visible()
    shared.close()
    assert httpx.get(link).headers["content-type"] == "image/png"
    page.get_by_role("switch").click()
    expect(page.get_by_role("textbox", name="Share link")).to_be_hidden()
    assert httpx.get(link).status_code == 404


def delete_and_undo(page: Page, asset_url: str) -> None:
    page.get_by_role("button", name="Delete").click()
    page.wait_for_url(re.compile(r"/library/?$"))
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name=re.compile(TITLE)).first).to_be_visible()
    page.goto(asset_url)
    expect(page.get_by_role("complementary", name="About this asset")).to_be_visible()


def test_a_double_click_is_one_job_and_a_reload_loses_nothing(watched: Watched) -> None:
    page = watched.page
    sign_up(page)
    page.goto("/create")
    page.get_by_label("Words on the picture").fill("Twice is once")
    page.get_by_role("button", name=re.compile("^Generate")).dblclick()
    page.wait_for_url("**/jobs/*")
    page.reload()
    expect(page.get_by_role("button", name="Download")).to_be_visible()
    page.goto("/jobs")
    expect(page.get_by_role("link", name=re.compile("Twice is once"))).to_have_count(1)


def test_strangers_are_sent_to_log_in_and_come_back(watched: Watched) -> None:
    page = watched.page
    email = sign_up(page)
    page.goto("/settings")
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url(re.compile(r"/$"))
    page.goto("/library")
    page.wait_for_url("**/login**")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/library")
    watched.complaints[:] = [text for text in watched.complaints if "401" not in text]


def test_another_persons_asset_is_not_there(app: RunningApp, context: BrowserContext, watched: Watched) -> None:
    with httpx.Client(base_url=app.url) as alice:
        body = {"email": f"{uuid.uuid4().hex[:8]}@example.com", "password": PASSWORD, "display_name": "Alice"}
        token = alice.post("/api/v1/auth/signup", json=body).json()["data"]["access_token"]
        alice.cookies.clear()
        made = alice.post(
            "/api/v1/generate", json={"asset_type": "thumbnail", "title": "Hers"},
            headers={"Authorization": f"Bearer {token}"},
        )
    page = watched.page
    sign_up(page, "Bob")
    page.goto(f"/jobs/{made.json()['data']['id']}")
    expect(page.get_by_role("heading", name=re.compile("no such job", re.I))).to_be_visible()
    expect(page.get_by_text("Hers")).to_have_count(0)


def test_every_page_keeps_within_a_phone(watched: Watched) -> None:
    page = watched.page
    sign_up(page)
    page.set_viewport_size({"width": 360, "height": 780})
    for path in ("/", "/dashboard", "/create", "/library", "/jobs", "/brand-kits", "/settings", "/settings/security",
                 "/settings/developers", "/settings/data", "/reset", "/verify", "/terms"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, f"{path} is {wide} px wide on a phone of 360"
