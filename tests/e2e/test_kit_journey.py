"""The kit editor's lists, which are edited in the browser and reported as a whole."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.conftest import Watched
from tests.e2e.test_account_journey import sign_up


def test_colours_beyond_the_palette_and_levels_of_type(watched: Watched) -> None:
    page = watched.page
    sign_up(page)
    page.goto("/brand-kits")
    page.get_by_role("button", name="New kit").first.click()
    page.get_by_role("button", name="Add a secondary colour").click()
    page.get_by_label("Name of secondary colour 1").fill("Slate")
    page.get_by_label("Slate: hex value").fill("#334155")
    # Before that colour is reported: the second row stays, and both are kept.
    page.get_by_role("button", name="Add a secondary colour").click()
    page.get_by_label("Name of secondary colour 2").fill("Moss")
    page.get_by_role("button", name="Add a gradient").click()
    page.get_by_label("Name of gradient 1").fill("Dusk")
    page.get_by_label("Face of display").select_option("Bebas Neue")
    page.get_by_label("Weight of titles").select_option("700")
    expect(page.get_by_text("More colours changed, Type levels changed")).to_be_visible()
    save = page.get_by_role("button", name="Save", exact=True)
    save.click()
    expect(page.get_by_text("Version 2, saved")).to_be_visible()
    page.get_by_label("Angle of Dusk").fill("999")
    save.click()
    expect(page.get_by_text("Give an angle of 0 to 360 degrees.", exact=True)).to_be_visible()
    page.get_by_role("button", name="Discard", exact=True).click()
    expect(page.get_by_label("Angle of Dusk")).to_have_value("90")
    page.reload()
    expect(page.get_by_label("Slate: hex value")).to_have_value("#334155")
    expect(page.get_by_label("Name of secondary colour 2")).to_have_value("Moss")
    expect(page.get_by_label("Face of display")).to_have_value("Bebas Neue")
    expect(page.get_by_label("Weight of titles")).to_have_value("700")
    page.get_by_role("button", name="Remove Slate").click()
    save.click()
    expect(page.get_by_text("Version 3, saved")).to_be_visible()
    expect(page.get_by_label("Name of secondary colour 1")).to_have_value("Moss")
