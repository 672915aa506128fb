"""An account's life in a real browser: confirmed by mail, a lost password, devices, keys, a company, the end."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any
from urllib.parse import urlsplit

import httpx
import pyotp
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.conftest import Watched
from tests.e2e.test_browser_journey import PASSWORD, sign_up
from tests.running import RunningApp

NEW = "three other words entirely"


def open_mail(page: Page, email: str, subject: str) -> None:
    """In the outbox, as a developer without a mail server reads her mails."""
    line = page.get_by_role("link", name=re.compile(f"{re.escape(subject)}.*{re.escape(email)}"))
    page.goto("/dev/outbox")
    for _ in range(40):
        if line.count():
            break
        page.wait_for_timeout(250)
        page.reload()
    line.first.click()
    expect(page.get_by_role("heading", name=subject)).to_be_visible()


def follow(page: Page, path: str) -> str:
    """Open the link of the mail; returns its whole address."""
    link = page.locator(f"a[href*='{path}#']").first
    address = link.get_attribute("href") or ""
    link.click()
    page.wait_for_url(f"**{path}**")
    return address


def test_an_address_is_confirmed_and_opens_what_waits_for_it(watched: Watched) -> None:
    page = watched.page
    email = sign_up(page)
    page.goto("/settings/developers")
    expect(page.get_by_text("is not confirmed yet")).to_be_visible()
    expect(page.get_by_role("button", name="Make a key")).to_be_hidden()
    open_mail(page, email, "Confirm your e-mail")
    address = follow(page, "/verify")
    expect(page.get_by_role("button", name="Confirm my e-mail")).to_be_enabled()
    assert urlsplit(page.url).fragment == "" and len(urlsplit(address).fragment) > 20
    page.get_by_role("button", name="Confirm my e-mail").click()
    expect(page.get_by_role("heading", name="Your e-mail is confirmed.")).to_be_visible()
    page.goto("/settings/developers")
    make_a_key(page)
    watched.complaints[:] = [text for text in watched.complaints if "403" not in text]  # the wrong password


def make_a_key(page: Page) -> None:
    page.get_by_label("Name", exact=True).fill("Stream deck")
    page.get_by_label(re.compile("^Generate")).check()
    page.get_by_role("button", name="Make a key").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Your password").fill("not this one")
    dialog.get_by_role("button", name="Make the key").click()
    expect(dialog.get_by_text("That is not your current password")).to_be_visible()
    dialog.get_by_label("Your password").fill(PASSWORD)
    dialog.get_by_role("button", name="Make the key").click()
    secret = page.locator("code.wh-secret").inner_text()
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))
    answer = httpx.get(f"{origin}/api/v1/auth/me", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 200
    page.get_by_role("button", name="Revoke Stream deck").click()
    expect(page.get_by_role("button", name="Revoke Stream deck")).to_be_hidden()
    assert httpx.get(f"{origin}/api/v1/auth/me", headers={"Authorization": f"Bearer {secret}"}).status_code == 401


def test_a_lost_password_is_replaced_by_mail_and_old_sessions_end(watched: Watched, context: BrowserContext) -> None:
    page = watched.page
    email = sign_up(page)
    page.goto("/login")
    page.get_by_role("link", name="Forgot it?").click()
    page.wait_for_url("**/reset")
    page.get_by_label("E-mail").fill(email)
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("heading", name="Look into your mailbox.")).to_be_visible()
    open_mail(page, email, "Choose a new password")
    address = follow(page, "/reset")
    page.get_by_label("New password", exact=True).fill("short")
    page.get_by_role("button", name="Set the new password").click()
    expect(page.get_by_text(re.compile("5 more characters"))).to_be_visible()
    page.get_by_label("New password", exact=True).fill(NEW)
    page.get_by_role("button", name="Set the new password").click()
    expect(page.get_by_role("heading", name="Your new password is set.")).to_be_visible()
    again = context.new_page()
    again.goto(address)
    again.get_by_label("New password", exact=True).fill(NEW + " again")
    again.get_by_role("button", name="Set the new password").click()
    expect(again.get_by_text("This link was used already")).to_be_visible()
    again.close()
    page.goto("/dashboard")
    page.wait_for_url("**/login**")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(NEW)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/dashboard")
    watched.complaints[:] = [text for text in watched.complaints if "401" not in text]


def test_another_device_is_seen_and_logged_out(app: RunningApp, watched: Watched) -> None:
    page = watched.page
    email = sign_up(page)
    other = httpx.post(
        f"{app.url}/api/v1/auth/login", json={"email": email, "password": PASSWORD},
        headers={"user-agent": "Mozilla/5.0 (iPhone) Safari/605.1"},
    ).json()["data"]["access_token"]
    page.goto("/settings/security")
    page.get_by_role("button", name="Log out Safari on iPhone").click()
    expect(page.get_by_role("button", name="Log out Safari on iPhone")).to_be_hidden()
    expect(page.get_by_text("This device")).to_be_visible()
    expect(page.get_by_text("Devices logged out")).to_be_visible()
    assert httpx.get(f"{app.url}/api/v1/jobs", headers={"Authorization": f"Bearer {other}"}).status_code == 401
    page.get_by_label("Current password").fill(PASSWORD)
    page.get_by_label("New password", exact=True).fill(NEW)
    page.get_by_role("button", name="Change password").click()
    expect(page.get_by_text("Your password is changed.")).to_be_visible()


def test_a_second_step_is_set_up_and_asked_for(watched: Watched) -> None:
    page = watched.page
    email = sign_up(page)
    page.goto("/settings/security")
    page.get_by_role("button", name="Set up an app").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Your password").fill(PASSWORD)
    dialog.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("img", name="Code to scan")).to_be_visible()
    app = pyotp.TOTP(page.locator(".setup code").inner_text().replace(" ", ""))
    page.get_by_label("Code that the app shows").fill(app.now())
    page.get_by_role("button", name="Switch it on").click()
    recovery = page.locator(".codes li").first.inner_text()
    page.get_by_role("button", name="I have them").click()
    page.goto("/settings")
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url(re.compile(r"/$"))
    page.goto("/login")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_label("Code of your authenticator app").fill("000000")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_text("That code is not right")).to_be_visible()
    page.get_by_label("Code of your authenticator app").fill(recovery)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/dashboard")
    watched.complaints[:] = [text for text in watched.complaints if "401" not in text]


def test_all_data_in_a_file_then_the_end_and_back(watched: Watched) -> None:
    page = watched.page
    email = sign_up(page)
    page.goto("/settings/data")
    page.get_by_role("button", name="Get all my data").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Your password").fill(PASSWORD)
    dialog.get_by_role("button", name="Put it together").click()
    with page.expect_download() as starting:
        page.get_by_role("button", name="Download").click()
    archive = zipfile.ZipFile(io.BytesIO(starting.value.path().read_bytes()))
    assert json.loads(archive.read("data/users.json"))[0]["email"] == email
    page.get_by_role("button", name="Delete my account").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Your password").fill(PASSWORD)
    dialog.get_by_role("button", name="Delete my account").click()
    page.wait_for_url(re.compile(r"/$"))
    page.goto("/login")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("button", name="Keep my account").click()
    page.wait_for_url("**/dashboard")
    watched.complaints[:] = [text for text in watched.complaints if "403" not in text]


def enter_with_google(page: Page, email: str) -> None:
    page.get_by_role("button", name="Google").click()
    page.wait_for_url("**/o/oauth2/v2/auth**")
    page.get_by_role("button", name=email).click()


def test_a_link_to_the_log_in_leads_nowhere_else(watched: Watched, context: BrowserContext) -> None:
    page = watched.page
    email = sign_up(page)
    for elsewhere in ("/.//evil.example/x", "/a/..//evil.example"):
        context.clear_cookies()
        page.goto(f"/login?next={elsewhere}")
        page.get_by_label("E-mail").fill(email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Log in", exact=True).click()
        page.wait_for_url("**/dashboard")


def test_a_company_lets_a_newcomer_in(watched: Watched) -> None:
    page = watched.page
    page.goto("/login?next=%2Fcreate")
    enter_with_google(page, "gina@example.com")
    page.wait_for_url("**/create")
    page.goto("/settings/security")
    expect(page.get_by_text("You have no password")).to_be_visible()
    page.get_by_role("button", name="Unlink Google").click()
    expect(page.get_by_text("This is your only way in").first).to_be_visible()
    # The last way in is refused, and the provider's own page may miss something.
    watched.complaints[:] = [text for text in watched.complaints if "Failed to load resource" not in text]


def come_back(page: Page, start: str = "/login") -> None:
    page.goto(start)
    enter_with_google(page, "hedda@example.com")


def write(context: BrowserContext, app: RunningApp, method: str, path: str, **body: str) -> dict[str, Any]:
    """As a script of one's own page: with the cookies and the token of the session."""
    token = next(str(cookie["value"]) for cookie in context.cookies() if cookie["name"] == "ss_csrf")
    answer = context.request.fetch(
        f"/api/v1/auth/{path}", method=method, data=body, headers={"x-csrf-token": token, "origin": app.url}
    )
    assert answer.ok, answer.text()
    found: dict[str, Any] = answer.json()["data"]
    return found


def test_a_company_does_not_spare_the_second_step_and_lets_back_in_who_stays(
    app: RunningApp, watched: Watched, context: BrowserContext
) -> None:
    page = watched.page
    come_back(page)
    page.wait_for_url("**/welcome")
    totp = pyotp.TOTP(write(context, app, "POST", "me/second-factor", password="")["secret"])
    codes = write(context, app, "POST", "me/second-factor/confirm", code=totp.now())["recovery_codes"]
    page.goto("about:blank")  # a page that notices the end of its session goes elsewhere by itself
    context.clear_cookies()
    page.goto("/login?oauth=SECOND_FACTOR_REQUIRED&with=..%2F..%2Fauth%2Flogout%3F")  # no path is made of that
    expect(page.get_by_label("Password", exact=True)).to_be_visible()
    expect(page.get_by_label("Code of your authenticator app")).to_have_count(0)
    come_back(page, "/login?next=%2Flibrary")
    expect(page.get_by_text("Google let you in. Now your second step.")).to_be_visible()
    page.get_by_label("Code of your authenticator app").fill("000000")
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_text("That code is not right")).to_be_visible()
    page.get_by_label("Code of your authenticator app").fill(codes[0])
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url("**/library")
    page.goto("about:blank")
    write(context, app, "DELETE", "me", password="", confirmation="DELETE")
    context.clear_cookies()
    come_back(page)
    page.get_by_label("Code of your authenticator app").fill(codes[1])
    page.get_by_role("button", name="Log in", exact=True).click()
    page.get_by_role("button", name="Keep my account").click()
    page.wait_for_url("**/dashboard")
    # Refusals, and what the provider's own page asks for elsewhere.
    watched.complaints[:] = [text for text in watched.complaints if "Failed to load resource" not in text]


def test_one_kind_of_mail_is_ended_without_a_sign_in(app: RunningApp, watched: Watched) -> None:
    page = watched.page
    sign_up(page)
    page.goto("/settings/notifications")
    box = page.get_by_label(re.compile("A long job has ended"))
    expect(box).to_be_checked()
    box.click()
    expect(box).not_to_be_checked()
    page.reload()
    expect(page.get_by_label(re.compile("A long job has ended"))).not_to_be_checked()
    page.goto("/unsubscribe/nonsense")
    expect(page.get_by_role("heading", name="That link does not work.")).to_be_visible()
    watched.complaints[:] = [text for text in watched.complaints if "404" not in text]
