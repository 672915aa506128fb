"""The yardstick: the least a FastAPI application can be that answers the same. Never a part of the product."""

from __future__ import annotations

import os
import uuid
from datetime import date

from fastapi import FastAPI
from sqlmodel import Session, col, func, select

from studio_app.api.v1.schemas.accounts import UserOut
from studio_app.api.v1.schemas.assets import AssetListOut, AssetOut, ExportOut
from studio_app.db.engine import create_engine
from studio_app.db.models import Asset, AssetFile, Subscription, UsagePeriod, User

app = FastAPI()
engine = create_engine(os.environ["DATABASE_URL"])


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/me")
def me(user_id: uuid.UUID) -> UserOut:
    with Session(engine) as session:
        user = session.get_one(User, user_id)
        plan = session.exec(select(Subscription).where(Subscription.user_id == user_id)).first()
        first = date.today().replace(day=1)
        usage = session.exec(
            select(UsagePeriod).where(UsagePeriod.user_id == user_id, UsagePeriod.period_start == first)
        ).first()
        return UserOut(
            id=user.id, email=user.email, email_verified=user.email_verified, display_name=user.display_name,
            avatar_url=user.avatar_url, subscription_tier=plan.tier if plan else "free",
            subscription_status=plan.status if plan else "none", stripe_customer_id=user.stripe_customer_id,
            assets_generated_this_month=usage.used if usage else 0, created_at=user.created_at,
            updated_at=user.updated_at,
        )


@app.get("/assets")
def assets(user_id: uuid.UUID) -> AssetListOut:
    with Session(engine) as session:
        mine = (Asset.user_id == user_id, col(Asset.deleted_at).is_(None))
        newest = (col(Asset.created_at).desc(), col(Asset.id).desc())
        rows = session.exec(select(Asset).where(*mine).order_by(*newest).limit(21)).all()[:20]
        total = session.exec(select(func.count()).select_from(Asset).where(*mine)).one()
        files: dict[uuid.UUID, list[AssetFile]] = {}
        for file in session.exec(select(AssetFile).where(col(AssetFile.asset_id).in_([row.id for row in rows]))):
            files.setdefault(file.asset_id, []).append(file)
        return AssetListOut(assets=[_shape(row, files[row.id]) for row in rows], total=total, limit=20, offset=0)


def _shape(row: Asset, files: list[AssetFile]) -> AssetOut:
    url = f"/media/{files[0].object_key}"
    exports = [ExportOut(format=f.format, width=f.width, height=f.height, file_size=f.file_size)
               for f in files if f.kind == "export"]
    return AssetOut(
        **row.model_dump(exclude={"slot", "deleted_at", "updated_at"}), asset_id=row.id, url=url, cdn_url=url,
        preview_url=url, shareable_url=f"/asset/{row.id}", exports=exports,
    )
