"""The form of sign up and log in. Passwords go to the API only, never through the live connection."""

from __future__ import annotations

from typing import Literal

import reflex as rx

from studio_app.ui.components.browser import module

Mode = Literal["signup", "login"]

module("checks.js")
module("auth_fields.jsx")


class AuthForm(rx.Component):
    """Posts to /api/v1/auth, then loads `next` or the usual page afresh, so that the new cookie is used."""

    library = module("auth_form.jsx")
    tag = "AuthForm"
    mode: rx.Var[str]
    after: rx.Var[str]
    terms: rx.Var[str]
    privacy: rx.Var[str]


auth_form = AuthForm.create
