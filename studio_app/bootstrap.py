"""The composition root: every object is made here, from settings, and handed what it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

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
from studio_app.adapters.offload.inline import InlineOffload
from studio_app.adapters.offload.process_pool import ProcessOffload
from studio_app.adapters.rate_limit.requests import MinuteCounter
from studio_app.adapters.rate_limit.window import WindowLimiter
from studio_app.adapters.sign_in.discord import DiscordProvider
from studio_app.adapters.sign_in.oidc import OidcProvider
from studio_app.adapters.storage.folder import FolderStorage
from studio_app.adapters.storage.s3 import S3Storage
from studio_app.adapters.webhooks.http import HttpWebhooks
from studio_app.catalog.sign_in import COMPANIES
from studio_app.core.clock import Clock
from studio_app.core.config import Settings, get_settings
from studio_app.core.cursor import Cursors
from studio_app.core.links import MediaLinks
from studio_app.core.sealing import Sealer
from studio_app.db.disposal import DISPOSAL, Disposal
from studio_app.db.engine import create_engine
from studio_app.db.outbox import Outbox
from studio_app.db.unit_of_work import UnitOfWork
from studio_app.features.accounts.authenticator import Authenticator
from studio_app.features.accounts.avatars import AvatarService
from studio_app.features.accounts.keys import KeyService
from studio_app.features.accounts.linking import LinkingService
from studio_app.features.accounts.passwords import PasswordHasher
from studio_app.features.accounts.recovery import RecoveryService
from studio_app.features.accounts.second_factor import SecondFactors
from studio_app.features.accounts.service import AccountService
from studio_app.features.accounts.sessions import Sessions
from studio_app.features.accounts.tokens import TokenMint
from studio_app.features.accounts.types import AccountLimits
from studio_app.features.assets.expiry import ExpiryNotices
from studio_app.features.assets.exporting import ExportService
from studio_app.features.assets.feedback import FeedbackService
from studio_app.features.assets.orphans import OrphanCollector
from studio_app.features.assets.scenes import SceneService
from studio_app.features.assets.scoring import ScoreService
from studio_app.features.assets.service import AssetService
from studio_app.features.audit.service import AuditService
from studio_app.features.billing.service import BillingService
from studio_app.features.brand_kits.service import BrandKitService
from studio_app.features.generation.endings import JOB_ENDED, Endings
from studio_app.features.generation.pipeline import GenerationPipeline
from studio_app.features.generation.previews import PreviewService
from studio_app.features.generation.references import ReferenceService
from studio_app.features.generation.retention import JobRetention
from studio_app.features.generation.service import GenerationService
from studio_app.features.generation.sweeper import Sweeper
from studio_app.features.mails.courier import MailCourier
from studio_app.features.mails.service import MAIL, MailChoices
from studio_app.features.privacy.service import EXPORT, PrivacyService
from studio_app.features.webhooks.courier import WEBHOOK, Courier
from studio_app.features.webhooks.fan_out import FanOut
from studio_app.features.webhooks.service import WebhookService
from studio_app.imaging.credentials import Signing
from studio_app.ports.events import EventBus
from studio_app.ports.image_generation import ImageGenerator
from studio_app.ports.image_review import ImageReviewer
from studio_app.ports.jobs import JobQueue
from studio_app.ports.mail import MailDelivery
from studio_app.ports.offload import Offload
from studio_app.ports.rate_limit import RateLimiter
from studio_app.ports.request_budget import RequestCounter
from studio_app.ports.sign_in import SignInProvider
from studio_app.ports.storage import Storage

# A person who asked for a measurement waits for the opinion too.
log = structlog.get_logger(__name__)
_REVIEW_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Services:
    """What the edges may use."""

    settings: Settings
    uow: UnitOfWork
    storage: Storage
    queue: JobQueue
    events: EventBus
    limiter: RateLimiter
    requests: RequestCounter
    offloads: tuple[Offload, ...]
    links: MediaLinks
    authenticator: Authenticator
    accounts: AccountService
    recovery: RecoveryService
    sessions: Sessions
    factors: SecondFactors
    keys: KeyService
    avatars: AvatarService
    linking: LinkingService
    audit: AuditService
    mail_choices: MailChoices
    mail: MailDelivery
    billing: BillingService
    brand_kits: BrandKitService
    assets: AssetService
    scenes: SceneService
    scores: ScoreService
    exports: ExportService
    feedback: FeedbackService
    generation: GenerationService
    references: ReferenceService
    previews: PreviewService
    pipeline: GenerationPipeline
    sweeper: Sweeper
    retention: JobRetention
    orphans: OrphanCollector
    expiry: ExpiryNotices
    webhooks: WebhookService
    privacy: PrivacyService
    outbox: Outbox
    painter: ImageGenerator


def build_services(
    settings: Settings,
    *,
    painter: ImageGenerator | None = None,
    reviewer: ImageReviewer | None = None,
    storage: Storage | None = None,
    queue: JobQueue | None = None,
    offload: Offload | None = None,
    mail: MailDelivery | None = None,
    clock: Clock | None = None,
    password_rounds: int = 12,
) -> Services:
    """The object graph. The arguments are the things a test replaces; connections open on first use."""
    master = settings.master
    queue = queue or (RqQueue(settings.redis_url) if settings.redis_url else InlineQueue())
    storage = storage or _storage(settings)
    # Uploads have a process of their own, so that large pictures of one person never hold up everybody's previews.
    uploads = offload or ProcessOffload(preload="studio_app.features.brand_kits.analysis", max_wait=20.0, max_waiting=6)
    drawing = offload or ProcessOffload(
        preload="studio_app.features.generation.previews", max_wait=8.0, max_waiting=12
    )
    rendering = offload or ProcessOffload(
        preload="studio_app.features.assets.rating", max_wait=20.0, max_waiting=12
    )
    local = LocalImages()
    painter = painter or _painter(settings) or local
    events = RedisEvents(settings.redis_url) if settings.redis_url else MemoryEvents()
    uow = UnitOfWork(create_engine(settings.database), queue, events, clock)
    limiter = WindowLimiter(settings.redis_url)
    links = MediaLinks(master.ring("media-links"), settings.site_url, settings.cdn_base_url)
    cursors = Cursors(master.ring("cursors"))
    mint = TokenMint(master, settings.jwt_algorithm, timedelta(hours=settings.jwt_expiration_hours))
    hasher = PasswordHasher(master.ring("password-pepper"), password_rounds)
    limits = _account_limits(settings)
    sessions = Sessions(mint)
    factors = SecondFactors(uow, Sealer(master.ring("second-factors")))
    accounts = AccountService(uow, hasher, sessions, factors, limiter, limits)
    recovery = RecoveryService(uow, hasher, limiter, limits)
    mail = mail or _mail(settings)
    choices = MailChoices(master.ring("unsubscribe"), settings.site_url)
    postman = MailCourier(uow, mail, choices, settings.site_url, {
        "verify_email": recovery.verification_path, "reset_password": recovery.reset_path,
    })
    billing = BillingService()
    sealer = Sealer(master.ring("webhook-secrets"))
    courier = Courier(uow, HttpWebhooks(private=settings.webhook_allow_private), sealer)
    brand_kits = BrandKitService(uow, storage, uploads, links)
    assets = AssetService(uow, storage, links, cursors)
    scenes = SceneService(uow, storage, rendering, brand_kits.logo_key)
    generation = GenerationService(
        uow, billing, brand_kits, scenes, cursors, deadline=timedelta(minutes=settings.job_deadline_minutes),
        workers=settings.workers,
    )
    privacy = PrivacyService(uow, storage, accounts, generation, links)
    return Services(
        settings=settings,
        uow=uow,
        storage=storage,
        queue=queue,
        events=events,
        limiter=limiter,
        requests=MinuteCounter(settings.redis_url),
        offloads=(drawing, uploads, rendering),
        links=links,
        authenticator=Authenticator(uow, mint),
        accounts=accounts,
        recovery=recovery,
        sessions=sessions,
        factors=factors,
        keys=KeyService(uow, accounts),
        avatars=AvatarService(uow, storage, uploads, links),
        linking=LinkingService(
            uow, sessions, limiter, Sealer(master.ring("sign-in-tickets")), settings.site_url,
            _sign_in_providers(settings),
        ),
        audit=AuditService(uow, cursors),
        mail_choices=choices,
        mail=mail,
        billing=billing,
        brand_kits=brand_kits,
        assets=assets,
        scenes=scenes,
        scores=ScoreService(uow, rendering, scenes, reviewer or _reviewer(settings)),
        exports=ExportService(uow, storage, rendering, assets, scenes, _signing(settings)),
        feedback=FeedbackService(),
        generation=generation,
        references=ReferenceService(uow, storage, uploads, links),
        previews=PreviewService(drawing),
        pipeline=GenerationPipeline(
            uow, storage, billing, assets, brand_kits, scenes, painter=painter, local=local,
            lease=timedelta(seconds=settings.lease_seconds),
        ),
        sweeper=Sweeper(uow, queue, Endings(billing)),
        retention=JobRetention(uow),
        orphans=OrphanCollector(uow, storage),
        expiry=ExpiryNotices(uow),
        webhooks=WebhookService(uow, courier, sealer, cursors, accounts, private=settings.webhook_allow_private),
        privacy=privacy,
        outbox=Outbox(uow, {
            JOB_ENDED: FanOut(uow, generation).job_ended, WEBHOOK: courier.deliver, MAIL: postman.deliver,
            DISPOSAL: Disposal(storage).delete, EXPORT: privacy.make,
        }),
        painter=painter,
    )


def _storage(settings: Settings) -> Storage:
    if not settings.uses_s3:
        return FolderStorage(settings.data_dir.absolute() / "objects")
    secret = settings.aws_secret_access_key
    return S3Storage(
        settings.s3_bucket or "", settings.s3_region, settings.aws_access_key_id or "",
        secret.get_secret_value() if secret else "", endpoint_url=settings.s3_endpoint_url,
    )


def _account_limits(settings: Settings) -> AccountLimits:
    return AccountLimits(
        signup=settings.signup_limit, login=settings.login_limit, login_account=settings.login_account_limit,
        mailed=settings.mailed_limit, mailed_account=settings.mailed_account_limit, token=settings.link_limit,
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


@lru_cache(maxsize=1)
def default_services() -> Services:
    """The services of this process, by its own settings."""
    return build_services(get_settings())


@lru_cache(maxsize=1)
def worker_services() -> Services:
    """The same for a worker, made once before it forks. A child is a process of its own: it draws where it stands."""
    return build_services(get_settings(), offload=InlineOffload())
