"""The built application and a real Chromium in front of it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from oidc_provider_mock import User
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from scripts.run_tests import BROWSERS
from tests.running import RunningApp, running_app
from tests.vendors.oauth_servers import CLIENT_ID, CLIENT_SECRET, openid_server

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


GINA = User(sub="gina-1", claims={"email": "gina@example.com", "email_verified": True, "name": "Gina"})
HEDDA = User(sub="hedda-1", claims={"email": "hedda@example.com", "email_verified": True, "name": "Hedda"})


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """With an independent OpenID provider in Google's place."""
    with openid_server(GINA, HEDDA) as issuer, running_app(
        tmp_path_factory.mktemp("data"), GOOGLE_CLIENT_ID=CLIENT_ID, GOOGLE_CLIENT_SECRET=CLIENT_SECRET,
        GOOGLE_ISSUER=issuer,
    ) as running:
        yield running
        _tells_no_secrets("".join(running.output))


# What people typed and were given in these tests, or the shape of it.
CANARIES = re.compile(
    r"correct horse battery|three other words|[\w.+-]+@example\.com|sk_studio_[\w-]{10,}|eyJ[\w-]{8,}\.eyJ|#[\w-]{43}\b"
    r"|One hand only|Twice is once"
)


def _tells_no_secrets(output: str) -> None:
    """Of all processes, over all journeys."""
    found = sorted({match.group()[:60] for match in CANARIES.finditer(output)})
    assert found == [], found
    assert output.count("\n") > 3, "the processes said something"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = os.environ.get("CHROMIUM") or next((path for name in BROWSERS if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        # Without a path Playwright takes the browser that it installed itself, and fails loudly when there is none.
        chromium = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield chromium
        chromium.close()


@dataclass
class Watched:
    """A page, and everything that the browser complained about."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            self.complaints.append(f"{message.text} {message.location.get('url', '')}")


@pytest.fixture
def context(app: RunningApp, browser: Browser, tmp_path: Path) -> Iterator[BrowserContext]:
    made = browser.new_context(
        base_url=app.url, viewport={"width": 1440, "height": 900}, accept_downloads=True, locale="en-GB"
    )
    made.grant_permissions(["clipboard-read", "clipboard-write"], origin=app.url)
    made.set_default_timeout(15_000)
    # A busy machine may take its time; a page that never comes still fails.
    expect.set_options(timeout=15_000)
    yield made
    made.close()


@pytest.fixture
def watched(context: BrowserContext) -> Iterator[Watched]:
    """A page whose browser must have nothing to complain about by the end of the test."""
    seen = Watched(context.new_page())
    seen.page.on("console", seen.hear)
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    yield seen
    assert seen.complaints == []
