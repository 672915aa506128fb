"""A slow line: what a person types, chooses and sends before the page's scripts are there is not lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import Watched
from tests.e2e.test_browser_journey import PASSWORD, sign_up
from tests.running import RunningApp


@contextmanager
def asleep(page: Page, path: str) -> Iterator[None]:
    """The page as it comes from the server; its scripts come when the block ends."""
    held: list[Route] | None = []

    def hold(route: Route) -> None:
        route.continue_() if held is None else held.append(route)

    page.route("**/assets/*.js", hold)
    page.goto(path, wait_until="commit")
    yield
    waiting, held = held or [], None
    for route in waiting:
        route.continue_()


@pytest.mark.parametrize(
    ("path", "first", "awake"),
    [("/create/batch", "#title", "Uses 0 of 5 left"), ("/create", "#words", "5 left")],
    ids=["batch", "create"],
)
def test_what_is_typed_while_the_page_sleeps_is_kept(
    app: RunningApp, watched: Watched, path: str, first: str, awake: str
) -> None:
    page = watched.page
    sign_up(page)
    with asleep(page, path):
        page.locator(first).press_sequentially("Nova plays")
        page.locator("#idea").fill("A calm evening")
        page.locator("#idea").blur()
    expect(page.get_by_text(awake).first).to_be_visible()
    # The page's own state has it: what is typed next stands behind it, and nothing is set back.
    page.locator(first).press("End")
    page.locator(first).press_sequentially(" on")
    expect(page.locator(first)).to_have_value("Nova plays on")
    expect(page.locator("#idea")).to_have_value("A calm evening")
    page.reload()
    expect(page.get_by_text(awake).first).to_be_visible()
    expect(page.locator(first)).to_have_value("Nova plays on")


def test_a_log_in_sent_before_the_page_is_awake_is_done_and_stands_in_no_address(
    app: RunningApp, watched: Watched
) -> None:
    page = watched.page
    email = sign_up(page)
    page.context.clear_cookies()
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    with asleep(page, "/login"):
        page.get_by_label("E-mail").fill(email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_label("Password", exact=True).press("Enter")
    page.wait_for_url(re.compile("/(dashboard|welcome)"))
    assert not [url for url in seen if "password=" in url.lower() or "email=" in url.lower()]
