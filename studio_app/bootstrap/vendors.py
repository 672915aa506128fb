"""Which adapter stands behind each port: the real one where its settings are there, else the one that needs none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypedDict, Unpack

import structlog

from studio_app.adapters.events.memory import MemoryEvents
from studio_app.adapters.events.redis import RedisEvents
from studio_app.adapters.gemini.images import GeminiImages
from studio_app.adapters.gemini.review import GeminiReviews
from studio_app.adapters.jobs.inline import InlineQueue
from studio_app.adapters.jobs.rq_queue import RqQueue
from studio_app.adapters.local.images import LocalImages
from studio_app.adapters.local.signing import own_signing
from studio_app.adapters.mail.outbox import OutboxMail
from studio_app.adapters.mail.smtp import SmtpMail
from studio_app.adapters.offload.process_pool import ProcessOffload
from studio_app.adapters.rate_limit.requests import MinuteCounter
from studio_app.adapters.sign_in.discord import DiscordProvider
from studio_app.adapters.sign_in.oidc import OidcProvider
from studio_app.adapters.storage.folder import FolderStorage
from studio_app.adapters.storage.s3 import S3Storage
from studio_app.adapters.webhooks.http import HttpWebhooks
from studio_app.catalog.sign_in import COMPANIES
from studio_app.core.config import Settings
from studio_app.imaging.credentials import Signing
from studio_app.ports.events import EventBus
from studio_app.ports.image_generation import ImageGenerator
from studio_app.ports.image_review import ImageReviewer
from studio_app.ports.jobs import JobQueue
from studio_app.ports.mail import MailDelivery
from studio_app.ports.offload import Offload
from studio_app.ports.request_budget import RequestCounter
from studio_app.ports.sign_in import SignInProvider
from studio_app.ports.storage import Storage
from studio_app.ports.webhooks import WebhookSender

log = structlog.get_logger(__name__)
# A person who asked for a measurement waits for the opinion too.
_REVIEW_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Vendors:
    """`painter` is the model when there is one, `local` our own renderer. Uploads have a process of their own, so that
    large pictures of one person never hold up everybody's previews."""

    painter: ImageGenerator
    local: ImageGenerator
    reviewer: ImageReviewer | None
    storage: Storage
    queue: JobQueue
    events: EventBus
    mail: MailDelivery
    webhooks: WebhookSender
    requests: RequestCounter
    uploads: Offload
    drawing: Offload
    rendering: Offload
    sign_in: Mapping[str, SignInProvider]
    signing: Callable[[], Signing | None]


class Given(TypedDict, total=False):
    """What a caller puts in the place of the adapters that the settings name."""

    painter: ImageGenerator
    reviewer: ImageReviewer
    storage: Storage
    queue: JobQueue
    offload: Offload
    mail: MailDelivery


def choose(settings: Settings, **given: Unpack[Given]) -> Vendors:
    """By the settings, but for what is given. Connections open on first use."""
    local, redis, offload = LocalImages(), settings.redis_url, given.get("offload")
    return Vendors(
        painter=given.get("painter") or _painter(settings) or local,
        local=local,
        reviewer=given.get("reviewer") or _reviewer(settings),
        storage=given.get("storage") or _storage(settings),
        queue=given.get("queue") or (RqQueue(redis) if redis else InlineQueue()),
        events=RedisEvents(redis) if redis else MemoryEvents(),
        mail=given.get("mail") or _mail(settings),
        webhooks=HttpWebhooks(private=settings.webhook_allow_private),
        requests=MinuteCounter(redis),
        uploads=offload or ProcessOffload(
            preload="studio_app.features.brand_kits.analysis", max_wait=20.0, max_waiting=6
        ),
        drawing=offload or ProcessOffload(
            preload="studio_app.features.generation.previews", max_wait=8.0, max_waiting=12
        ),
        rendering=offload or ProcessOffload(
            preload="studio_app.features.assets.rating", max_wait=20.0, max_waiting=12
        ),
        sign_in=_sign_in_providers(settings),
        signing=_signing(settings),
    )


def _storage(settings: Settings) -> Storage:
    if not settings.uses_s3:
        return FolderStorage(settings.data_dir.absolute() / "objects")
    secret = settings.aws_secret_access_key
    return S3Storage(
        settings.s3_bucket or "", settings.s3_region, settings.aws_access_key_id or "",
        secret.get_secret_value() if secret else "", endpoint_url=settings.s3_endpoint_url,
    )


def _sign_in_providers(settings: Settings) -> dict[str, SignInProvider]:
    """Those whose keys are set."""
    found: dict[str, SignInProvider] = {}
    for company in COMPANIES.values():
        ident, secret = getattr(settings, f"{company.id}_client_id"), getattr(settings, f"{company.id}_client_secret")
        if not ident or not secret:
            continue
        if company.kind == "oidc":
            issuer = getattr(settings, f"{company.id}_issuer").rstrip("/")
            found[company.id] = OidcProvider(company, issuer, ident, secret.get_secret_value())
        else:
            found[company.id] = DiscordProvider(
                company, settings.discord_base_url.rstrip("/"), ident, secret.get_secret_value()
            )
    return found


def _mail(settings: Settings) -> MailDelivery:
    if not settings.smtp_host:
        return OutboxMail(settings.data_dir.absolute() / "outbox", settings.mail_from)
    return SmtpMail(
        settings.smtp_host, settings.smtp_port, settings.mail_from, settings.smtp_username or "",
        settings.smtp_password.get_secret_value() if settings.smtp_password else "", settings.smtp_security,
    )


def _painter(settings: Settings) -> ImageGenerator | None:
    if settings.google_api_key is None:
        return None
    return GeminiImages(
        settings.google_api_key.get_secret_value(), settings.nano_banana_model, base_url=settings.gemini_base_url,
        api_version=settings.gemini_api_version, timeout_seconds=settings.gemini_timeout_seconds,
    )


def _reviewer(settings: Settings) -> ImageReviewer | None:
    """None without a key: an opinion is not something to make up."""
    if settings.google_api_key is None:
        return None
    return GeminiReviews(
        settings.google_api_key.get_secret_value(), settings.gemini_text_model, base_url=settings.gemini_base_url,
        api_version=settings.gemini_api_version, timeout_seconds=min(_REVIEW_SECONDS, settings.gemini_timeout_seconds),
    )


def _signing(settings: Settings) -> Callable[[], Signing | None]:
    """Who vouches for files that say how they came about; read, or made, when the first one leaves."""

    @lru_cache(maxsize=1)
    def identity() -> Signing | None:
        if settings.c2pa_certificates_file and settings.c2pa_key_file:
            return Signing(settings.c2pa_certificates_file.read_bytes(), settings.c2pa_key_file.read_bytes())
        try:
            return own_signing(settings.data_dir.absolute())
        except OSError as fault:
            # A folder that cannot be written to, as beside S3: files then leave unsealed.
            log.warning("signing.none", reason=type(fault).__name__)
            return None

    return identity
