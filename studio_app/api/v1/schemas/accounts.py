from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, EmailStr, Field, StringConstraints

from studio_app.api.v1.schemas.common import Body, Moment, Text
from studio_app.core.clock import utc_now
from studio_app.features.accounts.types import Consent, SessionView, SignedIn, UserView
from studio_app.features.audit.types import AuditView
from studio_app.features.billing.types import PlanView

DisplayName = Annotated[Text, StringConstraints(min_length=1, max_length=50, strip_whitespace=True)]
Password = Annotated[str, StringConstraints(strip_whitespace=False, min_length=1, max_length=10_000)]

LinkToken = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{20,100}$")]


class SignUpBody(Body):
    email: EmailStr = Field(max_length=254)
    password: Password
    display_name: DisplayName
    accept_terms: Literal[True] | None = None
    terms_version: str | None = Field(default=None, max_length=40)
    privacy_version: str | None = Field(default=None, max_length=40)

    def consent(self) -> Consent | None:
        return Consent(self.terms_version, self.privacy_version) if self.accept_terms else None


class LogInBody(Body):
    email: Text = Field(min_length=1, max_length=254)
    password: Password
    remember_me: bool = True
    keep_account: bool = False
    code: Text = Field(default="", max_length=40)


class RefreshBody(Body):
    refresh_token: str | None = Field(default=None, max_length=4096)


class ProfileBody(Body):
    display_name: DisplayName | None = None
    avatar_url: Annotated[Text, StringConstraints(max_length=500, pattern=r"^(https://.+)?$")] | None = None


class PasswordBody(Body):
    current_password: Password
    new_password: Password


class ResetRequestBody(Body):
    email: Text = Field(min_length=1, max_length=254)


class ResetBody(Body):
    token: LinkToken
    new_password: Password


class VerifyBody(Body):
    token: LinkToken


class SessionOut(BaseModel):
    """`place` is the network that the device was last seen in, cut to what tells places apart."""

    id: uuid.UUID
    device: str
    place: str
    current: bool
    created_at: Moment
    last_seen_at: Moment
    expires_at: Moment

    @classmethod
    def of(cls, view: SessionView) -> SessionOut:
        return cls(
            id=view.id, device=view.device, place=view.place, current=view.current, created_at=view.created_at,
            last_seen_at=view.last_seen_at, expires_at=view.expires_at,
        )


class SessionsOut(BaseModel):
    sessions: list[SessionOut]


class EventOut(BaseModel):
    """Something that matters for the account's safety. Actions are listed in docs/api.md."""

    id: uuid.UUID
    at: Moment
    action: str
    result: str
    target: str
    place: str
    device: str

    @classmethod
    def of(cls, view: AuditView) -> EventOut:
        return cls(
            id=view.id, at=view.at, action=view.action, result=view.result, target=view.target, place=view.place,
            device=view.device,
        )


class EventsOut(BaseModel):
    events: list[EventOut]


class NotificationsBody(Body):
    """By topic, whether its mails are wanted; what is left out stays."""

    topics: dict[str, bool] = Field(max_length=20)


class TopicOut(BaseModel):
    topic: str
    label: str
    wanted: bool


class NotificationsOut(BaseModel):
    topics: list[TopicOut]


class UserOut(BaseModel):
    id: uuid.UUID
    email: str
    email_verified: bool
    has_password: bool
    display_name: str
    avatar_url: str | None
    subscription_tier: str
    subscription_status: str
    stripe_customer_id: str | None
    assets_generated_this_month: int
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, user: UserView, plan: PlanView | None = None) -> UserOut:
        return cls(
            id=user.id,
            email=user.email,
            email_verified=user.email_verified,
            has_password=user.has_password,
            display_name=user.display_name,
            avatar_url=user.avatar_url,
            subscription_tier=plan.tier if plan else "free",
            subscription_status=plan.status if plan else "none",
            stripe_customer_id=user.stripe_customer_id,
            assets_generated_this_month=plan.used if plan else 0,
            created_at=user.created_at,
            updated_at=user.updated_at,
        )


class BrowserSignedInOut(BaseModel):
    """A sign-in as a page's script sees it: the tokens themselves are in cookies that it cannot read."""

    expires_at: Moment
    expires_in: int
    csrf_token: str
    user: UserOut
    message: str

    @classmethod
    def of(cls, signed_in: SignedIn, plan: PlanView | None, message: str) -> Self:
        return cls.model_validate(
            {
                "access_token": signed_in.access_token,
                "refresh_token": signed_in.refresh_token,
                "expires_at": signed_in.expires_at,
                "expires_in": _seconds_until(signed_in.expires_at),
                "csrf_token": signed_in.csrf_token,
                "user": UserOut.of(signed_in.user, plan),
                "message": message,
            }
        )


class SignedInOut(BrowserSignedInOut):
    """With the tokens, for native clients."""

    access_token: str
    refresh_token: str
    token_type: str = "bearer"  # noqa: S105


def _seconds_until(moment: datetime) -> int:
    return max(0, round((moment - utc_now()).total_seconds()))
