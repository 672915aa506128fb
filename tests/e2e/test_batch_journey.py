"""A pack in a real browser: chosen, ordered, watched in another tab, told of by a toast, downloaded whole."""

from __future__ import annotations

import re
import zipfile

from playwright.sync_api import BrowserContext, expect

from tests.e2e.conftest import Watched
from tests.e2e.test_browser_journey import sign_up
from tests.running import RunningApp


def test_a_pack_from_the_shelf_to_the_zip(app: RunningApp, context: BrowserContext, watched: Watched) -> None:
    page = watched.page
    sign_up(page)
    page.goto("/create/batch")
    starter = page.get_by_role("button", name=re.compile("^Starter"))
    expect(starter).to_be_visible()  # the page is awake then: what is typed before may be lost
    page.get_by_label("Words for the set").fill("Nova plays")
    starter.click()
    rows = page.get_by_role("listitem").filter(has=page.get_by_label(re.compile("^Words on asset")))
    expect(rows).to_have_count(5)
    page.get_by_label("Words on asset 4").fill("Hello")
    expect(page.get_by_text("Uses 5 of 5 left")).to_be_visible()
    page.get_by_role("button", name="Add an asset").click()
    expect(page.get_by_text("6 asked for, 5 left this month")).to_be_visible()
    expect(page.get_by_role("button", name="Generate 6 assets")).to_be_disabled()
    page.get_by_role("button", name="Remove asset 6").click()
    page.get_by_role("button", name="Generate 5 assets").click()
    page.wait_for_url("**/jobs/*")
    job = page.url

    other = context.new_page()
    other.goto("/library")
    expect(page.get_by_role("heading", name="Your starter pack is ready.")).to_be_visible(timeout=40_000)
    expect(page.locator(".bp li img")).to_have_count(5)
    expect(page.get_by_text("Hello", exact=True)).to_be_visible()
    # Whoever watches the job needs no toast, and what one tab has said no other says again.
    assert page.locator(".toast").count() + other.locator(".toast").count() <= 1
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("link", name="Download all").click()
    assert re.fullmatch(r"streamer-studio-starter-[0-9a-f]{8}\.zip", download.value.suggested_filename)
    with zipfile.ZipFile(download.value.path()) as archive:
        assert archive.testzip() is None
        folders = {name.split("/")[0] for name in archive.namelist()}
        assert {"twitch", "youtube", "checklist.txt"} <= folders
        assert "Nova plays" in archive.read("checklist.txt").decode()
    page.reload()
    expect(page.get_by_role("heading", name="Your starter pack is ready.")).to_be_visible()
    page.goto("/jobs")
    expect(page.get_by_text("5 of 5")).to_be_visible()
    assert page.url != job
    other.close()
