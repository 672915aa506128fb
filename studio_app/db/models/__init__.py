"""Every table, so that importing this package registers them all."""

from studio_app.db.models.asset import Asset, AssetFile
from studio_app.db.models.billing import Subscription, UsagePeriod, UsageReservation
from studio_app.db.models.brand_kit import BrandKit, BrandKitLogo
from studio_app.db.models.generation_job import GenerationJob
from studio_app.db.models.idempotency_key import IdempotencyKey
from studio_app.db.models.session import RefreshToken, Session
from studio_app.db.models.user import User

__all__ = [
    "Asset",
    "AssetFile",
    "BrandKit",
    "BrandKitLogo",
    "GenerationJob",
    "IdempotencyKey",
    "RefreshToken",
    "Session",
    "Subscription",
    "UsagePeriod",
    "UsageReservation",
    "User",
]
