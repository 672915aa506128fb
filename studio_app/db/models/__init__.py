"""Every table, so that importing this package registers them all."""

from studio_app.db.models.api_key import ApiKey
from studio_app.db.models.asset import Asset, AssetFeedback, AssetFile, AssetRevision, AssetScore
from studio_app.db.models.audit_entry import AuditEntry
from studio_app.db.models.auth_token import AuthToken
from studio_app.db.models.billing import Subscription, UsagePeriod, UsageReservation
from studio_app.db.models.brand_kit import BrandKit, BrandKitLogo
from studio_app.db.models.brand_kit_version import BrandKitVersion
from studio_app.db.models.data_export import DataExport
from studio_app.db.models.generation_job import GenerationJob
from studio_app.db.models.idempotency_key import IdempotencyKey
from studio_app.db.models.oauth_account import OauthAccount
from studio_app.db.models.outbox import OutboxMessage
from studio_app.db.models.provider_call import ProviderCall
from studio_app.db.models.reference_image import ReferenceImage
from studio_app.db.models.second_factor import SecondFactor
from studio_app.db.models.session import RefreshToken, Session
from studio_app.db.models.try_count import TryCount
from studio_app.db.models.turn import Turn
from studio_app.db.models.user import User
from studio_app.db.models.webhook import WebhookDelivery, WebhookEndpoint

__all__ = [
    "ApiKey",
    "Asset",
    "AssetFeedback",
    "AssetFile",
    "AssetRevision",
    "AssetScore",
    "AuditEntry",
    "AuthToken",
    "BrandKit",
    "BrandKitLogo",
    "BrandKitVersion",
    "DataExport",
    "GenerationJob",
    "IdempotencyKey",
    "OauthAccount",
    "OutboxMessage",
    "ProviderCall",
    "ReferenceImage",
    "RefreshToken",
    "SecondFactor",
    "Session",
    "Subscription",
    "TryCount",
    "Turn",
    "UsagePeriod",
    "UsageReservation",
    "User",
    "WebhookDelivery",
    "WebhookEndpoint",
]
