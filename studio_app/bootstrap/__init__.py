"""The composition root: every object is made here, from settings, and handed what it needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Unpack

from studio_app.adapters.offload.inline import InlineOffload
from studio_app.adapters.rate_limit.window import WindowLimiter
from studio_app.bootstrap.vendors import Given, choose
from studio_app.core.clock import Clock
from studio_app.core.config import Settings, get_settings
from studio_app.core.cursor import Cursors
from studio_app.core.links import MediaLinks
from studio_app.core.sealing import Sealer
from studio_app.db.disposal import DISPOSAL, Disposal
from studio_app.db.engine import create_engine
from studio_app.db.outbox import Outbox
from studio_app.db.try_counts import TryCounts
from studio_app.db.unit_of_work import UnitOfWork
from studio_app.features.accounts.authenticator import Authenticator
from studio_app.features.accounts.avatars import AvatarService
from studio_app.features.accounts.entry import Entry
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
from studio_app.features.brand_kits.kits import Kits
from studio_app.features.brand_kits.logos import LogoService
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
from studio_app.ports.events import EventBus
from studio_app.ports.image_generation import ImageGenerator
from studio_app.ports.jobs import JobQueue
from studio_app.ports.mail import MailDelivery
from studio_app.ports.offload import Offload
from studio_app.ports.rate_limit import RateLimiter
from studio_app.ports.request_budget import RequestCounter
from studio_app.ports.storage import Storage


@dataclass(frozen=True, slots=True)
class Services:
    """What the edges may use."""

    settings: Settings
    uow: UnitOfWork
    storage: Storage
    queue: JobQueue
    events: EventBus
    limiter: RateLimiter
    tries: TryCounts
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
    logos: LogoService
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
    settings: Settings, *, clock: Clock | None = None, password_rounds: int = 12, **given: Unpack[Given]
) -> Services:
    """The object graph. The arguments are the things a test replaces; connections open on first use."""
    master, vendors = settings.master, choose(settings, **given)
    uow = UnitOfWork(create_engine(settings.database), vendors.queue, vendors.events, clock)
    tries = TryCounts(uow)
    limiter = WindowLimiter(settings.redis_url, tries)
    links = MediaLinks(master.ring("media-links"), settings.site_url, settings.cdn_base_url)
    cursors = Cursors(master.ring("cursors"))
    mint = TokenMint(master, settings.jwt_algorithm, timedelta(hours=settings.jwt_expiration_hours))
    hasher = PasswordHasher(master.ring("password-pepper"), password_rounds)
    limits = _account_limits(settings)
    sessions = Sessions(mint)
    factors = SecondFactors(uow, Sealer(master.ring("second-factors")))
    entry = Entry(uow, sessions, factors, limiter, limits)
    accounts = AccountService(uow, hasher, sessions, entry, limiter, limits)
    recovery = RecoveryService(uow, hasher, limiter, limits)
    choices = MailChoices(master.ring("unsubscribe"), settings.site_url)
    postman = MailCourier(uow, vendors.mail, choices, settings.site_url, {
        "verify_email": recovery.verification_path, "reset_password": recovery.reset_path,
    })
    billing = BillingService()
    sealer = Sealer(master.ring("webhook-secrets"))
    courier = Courier(uow, vendors.webhooks, sealer)
    kits = Kits(links)
    brand_kits = BrandKitService(uow, vendors.storage, vendors.uploads, kits)
    logos = LogoService(uow, vendors.storage, vendors.uploads, kits)
    assets = AssetService(uow, vendors.storage, links, cursors)
    scenes = SceneService(uow, vendors.storage, vendors.rendering, logos.key)
    generation = GenerationService(
        uow, billing, brand_kits, scenes, cursors, deadline=timedelta(minutes=settings.job_deadline_minutes),
        workers=settings.workers,
    )
    privacy = PrivacyService(uow, vendors.storage, accounts, generation, links)
    return Services(
        settings=settings,
        uow=uow,
        storage=vendors.storage,
        queue=vendors.queue,
        events=vendors.events,
        limiter=limiter,
        tries=tries,
        requests=vendors.requests,
        offloads=(vendors.drawing, vendors.uploads, vendors.rendering),
        links=links,
        authenticator=Authenticator(uow, mint),
        accounts=accounts,
        recovery=recovery,
        sessions=sessions,
        factors=factors,
        keys=KeyService(uow, accounts),
        avatars=AvatarService(uow, vendors.storage, vendors.uploads, links),
        linking=LinkingService(
            uow, entry, limiter, Sealer(master.ring("sign-in-tickets")), settings.site_url,
            vendors.sign_in,
        ),
        audit=AuditService(uow, cursors),
        mail_choices=choices,
        mail=vendors.mail,
        billing=billing,
        brand_kits=brand_kits,
        logos=logos,
        assets=assets,
        scenes=scenes,
        scores=ScoreService(uow, vendors.rendering, scenes, vendors.reviewer),
        exports=ExportService(uow, vendors.storage, vendors.rendering, assets, scenes, vendors.signing),
        feedback=FeedbackService(),
        generation=generation,
        references=ReferenceService(uow, vendors.storage, vendors.uploads, links),
        previews=PreviewService(vendors.drawing),
        pipeline=GenerationPipeline(
            uow, vendors.storage, billing, assets, logos, scenes, painter=vendors.painter, local=vendors.local,
            lease=timedelta(seconds=settings.lease_seconds),
        ),
        sweeper=Sweeper(uow, vendors.queue, Endings(billing)),
        retention=JobRetention(uow),
        orphans=OrphanCollector(uow, vendors.storage),
        expiry=ExpiryNotices(uow),
        webhooks=WebhookService(uow, courier, sealer, cursors, accounts, private=settings.webhook_allow_private),
        privacy=privacy,
        outbox=Outbox(uow, {
            JOB_ENDED: FanOut(uow, generation).job_ended, WEBHOOK: courier.deliver, MAIL: postman.deliver,
            DISPOSAL: Disposal(vendors.storage).delete, EXPORT: privacy.make,
        }),
        painter=vendors.painter,
    )


def _account_limits(settings: Settings) -> AccountLimits:
    return AccountLimits(
        signup=settings.signup_limit, login=settings.login_limit, login_account=settings.login_account_limit,
        confirm=settings.confirm_limit,
        mailed=settings.mailed_limit, mailed_account=settings.mailed_account_limit, token=settings.link_limit,
    )


@lru_cache(maxsize=1)
def default_services() -> Services:
    """The services of this process, by its own settings."""
    return build_services(get_settings())


@lru_cache(maxsize=1)
def worker_services() -> Services:
    """The same for a worker, made once before it forks. A child is a process of its own: it draws where it stands."""
    return build_services(get_settings(), offload=InlineOffload())
