"""Thumbs on finished assets: what teaches which prompts and styles work."""

from __future__ import annotations

import uuid

from studio_app.core.actor import Actor
from studio_app.core.errors import NotFound, ValidationFailed
from studio_app.core.text import clean_line
from studio_app.db.models import AssetFeedback
from studio_app.db.unit_of_work import Transaction
from studio_app.features.assets import repository
from studio_app.features.assets.types import FeedbackView, VersionResult

REASONS = ("", "colours", "composition", "text", "style", "not_my_idea", "quality", "other")
COMMENT_LIMIT = 500


class FeedbackService:
    def give(
        self, tx: Transaction, actor: Actor, asset_id: uuid.UUID, rating: int, reason: str = "", comment: str = ""
    ) -> FeedbackView:
        """One thumb per asset: a second one replaces the first."""
        asset = repository.asset_of(tx, actor.user_id, asset_id)
        if asset is None:
            raise NotFound
        if rating not in (-1, 1):
            raise _wrong("rating", "Send 1 for a thumb up or -1 for a thumb down.")
        if reason not in REASONS:
            raise _wrong("reason", f"Choose one of: {', '.join(REASONS[1:])}.")
        row = repository.feedback_of(tx, asset_id) or AssetFeedback(
            user_id=actor.user_id, asset_id=asset_id, rating=rating, asset_type=asset.asset_type, style=asset.style,
            prompt_version=asset.prompt_version,
        )
        row.rating, row.reason, row.comment = rating, reason, clean_line(comment, COMMENT_LIMIT)
        tx.session.add(row)
        tx.session.flush()
        return FeedbackView(row.rating, row.reason, row.comment, row.updated_at)

    def take_back(self, tx: Transaction, actor: Actor, asset_id: uuid.UUID) -> None:
        """No thumb any more; nothing happens where there was none."""
        if repository.asset_of(tx, actor.user_id, asset_id) is None:
            raise NotFound
        row = repository.feedback_of(tx, asset_id)
        if row is not None:
            tx.session.delete(row)

    def of(self, tx: Transaction, actor: Actor, asset_id: uuid.UUID) -> FeedbackView | None:
        if repository.asset_of(tx, actor.user_id, asset_id) is None:
            raise NotFound
        row = repository.feedback_of(tx, asset_id)
        return FeedbackView(row.rating, row.reason, row.comment, row.updated_at) if row else None

    def results(self, tx: Transaction) -> list[VersionResult]:
        """How each prompt version does, over everybody's assets: for administrators."""
        return repository.version_results(tx)


def _wrong(field: str, message: str) -> ValidationFailed:
    return ValidationFailed(message, details={"fields": {field: [{"message": message}]}})
