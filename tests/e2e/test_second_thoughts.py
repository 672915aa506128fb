"""Second thoughts: what was typed comes back, what was sent is sent once, and a fault is said where one looks."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.conftest import Watched
from tests.e2e.test_browser_journey import sign_up
from tests.running import RunningApp


def test_another_pack_can_be_taken_back_and_an_order_is_sent_once(app: RunningApp, watched: Watched) -> None:
    page = watched.page
    sign_up(page)
    page.goto("/create/batch")
    expect(page.get_by_text("Uses 0 of 5 left")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Starter")).click()
    words = page.get_by_label("Words on asset 1", exact=True)
    words.fill("My own words")
    page.get_by_role("button", name=re.compile("^Pro ")).click()
    expect(words).not_to_have_value("My own words")
    page.get_by_role("button", name="Bring them back").click()
    expect(words).to_have_value("My own words")
    for _ in range(4):
        page.get_by_role("button", name="Remove asset 2").click()
    page.get_by_role("button", name="Generate 1 asset").click()
    page.wait_for_url("**/jobs/*")
    job = page.url
    page.go_back()
    page.get_by_role("button", name="Generate 1 asset").click()
    page.wait_for_url("**/jobs/*")
    assert page.url == job
    page.goto("/create/batch")
    expect(page.get_by_text(re.compile("of 4 left"))).to_be_visible()
    # Who touches it wants another one, also when it reads the same in the end.
    page.get_by_label("Words on asset 1", exact=True).fill("Other words")
    page.get_by_label("Words on asset 1", exact=True).fill("My own words")
    page.get_by_role("button", name="Generate 1 asset").click()
    page.wait_for_url("**/jobs/*")
    assert page.url != job


def thumbnail(page: Page) -> None:
    page.goto("/create")
    page.locator("#words").fill("Twice is once")
    page.get_by_role("button", name="Generate", exact=True).click()
    page.wait_for_url("**/jobs/*")
    expect(page.get_by_role("button", name="Download")).to_be_visible(timeout=40_000)
    page.goto("/library")
    page.get_by_role("link", name=re.compile("Twice is once")).first.click()
    page.wait_for_url("**/library/*")


def test_a_layer_is_moved_by_a_typed_negative_number_and_a_thumb_is_taken_back(
    app: RunningApp, watched: Watched
) -> None:
    page = watched.page
    sign_up(page)
    thumbnail(page)
    good, bad = (page.get_by_role("button", name=name, exact=True) for name in ("Good one", "Not good"))
    good.click()
    page.get_by_label("In your words").fill("Great colours")
    page.get_by_label("In your words").press("Tab")
    bad.click()
    expect(bad).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_label("In your words")).to_have_value("")
    bad.click()
    expect(page.get_by_text("Your thumb helps us")).to_be_visible()

    page.get_by_role("button", name=re.compile("^Edit")).first.click()
    across = page.get_by_label("Across").first
    across.press("Control+A")
    across.press_sequentially("-25")
    across.press("Tab")
    expect(across).to_have_value("-25")
    across.press("ArrowUp")
    expect(across).to_have_value("-24")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()


def test_what_is_wrong_with_a_kit_is_said_where_she_looks(app: RunningApp, watched: Watched) -> None:
    page = watched.page
    sign_up(page)
    page.goto("/brand-kits")
    page.get_by_role("button", name=re.compile("New kit|Make a kit")).first.click()
    page.wait_for_url("**/brand-kits/*")
    value = page.get_by_label(re.compile("hex value")).first
    value.fill("#12")
    value.press("Tab")
    expect(page.get_by_role("alert").filter(has_text="Until then it stays")).to_be_visible()
    value.fill("#123456")
    expect(page.get_by_text("Until then it stays")).to_have_count(0)
    page.locator("#kit-name").fill("")
    save = page.get_by_role("button", name="Save", exact=True)
    expect(save).to_be_enabled()
    save.click()
    expect(page.get_by_text(re.compile("^Not saved. "))).to_be_visible()
    # What was typed before is reported once more a moment later, and takes nothing back that was said of it.
    page.locator("#kit-name").fill("  ")
    page.keyboard.press("Control+s")
    page.locator("#kit-reference").fill("Neon nights")
    expect(page.locator(".save .what")).to_contain_text("eference")
    expect(page.get_by_text(re.compile("^Not saved. "))).to_be_visible()
    page.locator("#kit-name").fill("Night owl")
    page.keyboard.press("Control+s")  # at once: what was typed last is saved with the rest
    expect(page.get_by_text("Night owl is saved as version 2.")).to_be_visible()
    expect(page.locator("#kit-name")).to_be_focused()


def test_a_log_out_in_one_tab_ends_the_others_before_they_write_anything_down(
    app: RunningApp, context: BrowserContext, watched: Watched
) -> None:
    page = watched.page
    sign_up(page)
    other = context.new_page()
    other.goto("/create")
    expect(other.get_by_text("5 left").first).to_be_visible()
    other.locator("#idea").fill("A secret fox")
    page.goto("/settings")
    page.get_by_role("button", name="Log out", exact=True).click()
    other.wait_for_url("**/login**")
    assert "fox" not in other.evaluate("() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
    other.close()


def test_the_keyboard_is_never_left_on_nothing(app: RunningApp, watched: Watched) -> None:
    page = watched.page
    sign_up(page)
    page.goto("/create/batch")
    expect(page.get_by_text("Uses 0 of 5 left")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Starter")).press("Enter")
    page.get_by_role("button", name="Remove asset 2").focus()
    for left in (4, 3):
        page.keyboard.press("Enter")
        expect(page.get_by_text(f"Generate {left} assets")).to_be_visible()
        expect(page.locator(":focus")).to_have_attribute("aria-label", "Format")
        page.get_by_role("button", name="Remove asset 2").focus()
    for _ in range(2):
        page.get_by_role("button", name="Remove asset 2").press("Enter")
    page.get_by_role("button", name="Remove asset 1").press("Enter")
    expect(page.locator(":focus")).to_have_text("Add an asset")
    page.get_by_role("link", name="Library").press("Enter")
    page.wait_for_url("**/library")


def test_of_two_tabs_with_one_kit_neither_loses_what_was_typed(
    app: RunningApp, context: BrowserContext, watched: Watched
) -> None:
    page = watched.page
    sign_up(page)
    page.goto("/brand-kits")
    page.get_by_role("button", name=re.compile("New kit|Make a kit")).first.click()
    page.wait_for_url("**/brand-kits/*")
    expect(page.locator("#kit-name")).to_be_visible()
    other = context.new_page()
    other.goto(page.url)
    for tab, name in ((other, "Theirs"), (page, "Mine")):
        tab.locator("#kit-name").fill(name)
        save = tab.get_by_role("button", name="Save", exact=True)
        expect(save).to_be_enabled()
        save.click()
        expect(tab.get_by_text(re.compile("is saved as version|Not saved")).first).to_be_visible()
    page.get_by_role("button", name="Put mine on top").click()
    expect(page.get_by_text("Mine is saved as version 3.")).to_be_visible()
    expect(page.get_by_role("button", name="Put mine on top")).to_have_count(0)
    other.close()
