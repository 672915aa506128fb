"""The forms of sign up, log in, lost passwords and confirmation. Passwords go to the API only, never through the live
connection."""

from __future__ import annotations

from typing import Literal

import reflex as rx

from studio_app.ui.components.browser import module

Mode = Literal["signup", "login"]

for _shared in ("companies.jsx", "entry_parts.jsx", "finish_form.jsx", "secret.js"):
    module(_shared)


class AuthForm(rx.Component):
    """Posts to /api/v1/auth, then loads `next` or the usual page afresh, so that the new cookie is used."""

    library = module("auth_form.jsx")
    tag = "AuthForm"
    mode: rx.Var[str]
    after: rx.Var[str]
    terms: rx.Var[str]
    privacy: rx.Var[str]
    reset: rx.Var[str]


class ResetForm(rx.Component):
    """Asks for a mail or, opened by that mail's link, for the new password. Has the page's heading."""

    library = module("reset_form.jsx")
    tag = "ResetForm"
    login: rx.Var[str]


class VerifyCard(rx.Component):
    """Confirms an address by the link of a mail. Has the page's heading."""

    library = module("verify_card.jsx")
    tag = "VerifyCard"
    after: rx.Var[str]
    settings: rx.Var[str]


auth_form = AuthForm.create
reset_form = ResetForm.create
verify_card = VerifyCard.create
