"""The companies that people can sign in with, and what is particular about each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class SignInCompany:
    """`kind` names the adapter. `issuer_also` are further names that its tokens come under; `asks_claims` means that
    the address is told only when it is asked for by name."""

    id: str
    label: str
    kind: str
    scope: str
    pkce: bool = True
    asks_claims: bool = False
    issuer_also: tuple[str, ...] = ()
    authorize_extra: tuple[tuple[str, str], ...] = ()


COMPANIES: Final[dict[str, SignInCompany]] = {
    company.id: company
    for company in (
        SignInCompany("twitch", "Twitch", "oidc", "openid user:read:email", pkce=False, asks_claims=True),
        SignInCompany("google", "Google", "oidc", "openid email profile", issuer_also=("accounts.google.com",),
                      authorize_extra=(("prompt", "select_account"),)),
        SignInCompany("discord", "Discord", "discord", "identify email"),
    )
}  # fmt: skip
