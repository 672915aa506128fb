"""The parts of the settings that ask for a password, which goes to the API only, and those that leave the site."""

from __future__ import annotations

import reflex as rx

from studio_app.ui.components.browser import module

module("confirm.jsx")


class PasswordForm(rx.Component):
    """Changes the password; `known` is whether there is one."""

    library = module("password_form.jsx")
    tag = "PasswordForm"
    email: rx.Var[str]
    known: rx.Var[bool]


class LinkButton(rx.Component):
    """Leaves for a company, to come back with its sign-in linked."""

    library = module("link_button.jsx")
    tag = "LinkButton"
    provider: rx.Var[str]
    label: rx.Var[str]
    known: rx.Var[bool]


class SecondStep(rx.Component):
    """Sets an authenticator app up, or switches it off; `known` is whether there is a password."""

    library = module("second_step.jsx")
    tag = "SecondStep"
    known: rx.Var[bool]


class KeysDesk(rx.Component):
    """API keys; `scopes` are {id, label, help}."""

    library = module("keys_desk.jsx")
    tag = "KeysDesk"
    scopes: rx.Var[list[dict]]
    known: rx.Var[bool]
    verified: rx.Var[bool]


class ExportDesk(rx.Component):
    library = module("data_desk.jsx")
    tag = "ExportDesk"
    known: rx.Var[bool]


class CloseDesk(rx.Component):
    library = module("data_desk.jsx")
    tag = "CloseDesk"
    known: rx.Var[bool]


password_form = PasswordForm.create
link_button = LinkButton.create
second_step = SecondStep.create
keys_desk = KeysDesk.create
export_desk = ExportDesk.create
close_desk = CloseDesk.create
