"""How well an asset should do and how well it keeps to its brand: measured after it is made, and on request."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.games import GAME_CATEGORIES
from studio_app.core.actor import Actor, System
from studio_app.core.errors import NotFound
from studio_app.db.models import Asset, AssetScore
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.assets import repository, rules
from studio_app.features.assets.rating import rate
from studio_app.features.assets.rendering import Materials
from studio_app.features.assets.scenes import SceneService
from studio_app.features.assets.types import FixUnknown, FixUseless, Opinion, ScorePoint
from studio_app.ports.image_review import ImageReviewer, ReviewRequest
from studio_app.ports.jobs import JobName
from studio_app.ports.offload import Offload

SCORE_SECONDS = 20.0
_PATIENCE, _GIVEN_UP = timedelta(minutes=5), timedelta(days=1)


class ScoreService:
    """Without a `reviewer` there are measurements and no opinions."""

    def __init__(
        self, uow: UnitOfWork, offload: Offload, scenes: SceneService, reviewer: ImageReviewer | None = None
    ) -> None:
        self._uow = uow
        self._offload = offload
        self._scenes = scenes
        self._reviewer = reviewer

    def score(self, actor: Actor, asset_id: uuid.UUID, *, reviewed: bool = True) -> None:
        """Measure the asset as it is now and remember the result; ask for an opinion if this revision has none."""
        with self._uow.read(actor) as tx:
            asset = self._scenes.own(tx, actor, asset_id)
            work = (asset.revision, dict(asset.scene), self._scenes.materials(tx, asset))
            reviewed = reviewed and "opinion" not in asset.report
        self._measure(actor.user_id, asset_id, *work, reviewed=reviewed)

    def score_new(self, asset_id: uuid.UUID) -> str:
        """Measure an asset that was just drawn, unless it was measured or deleted meanwhile (for the worker). What a
        fix has measured already is only looked at."""
        with self._uow.read(System.WORKER) as tx:
            asset = repository.unscored(tx, asset_id, ("score", "opinion") if self._reviewer else ("score",))
            if asset is None:
                return "skipped"
            owner, measured = asset.user_id, "score" in asset.report
            work = (asset.revision, dict(asset.scene), self._scenes.materials(tx, asset))
        if not measured:
            self._measure(owner, asset_id, *work, reviewed=True)
            return "scored"
        revision, scene, materials = work
        rated = self._offload.run(rate, scene, materials(), timeout=SCORE_SECONDS)
        self._review(owner, asset_id, revision, scene, rated.jpeg)
        return "looked at"

    def _measure(
        self, owner: uuid.UUID, asset_id: uuid.UUID, revision: int, scene: dict[str, Any],
        materials: Callable[[], Materials], *, reviewed: bool,
    ) -> None:
        rated = self._offload.run(rate, scene, materials(), timeout=SCORE_SECONDS)
        with self._uow.write(owner) as tx:
            asset = repository.unchanged(tx, owner, asset_id, revision)
            if asset is None:
                return
            asset.viral_score, asset.consistency_score = rated.total, rated.consistency
            asset.viral_suggestions = [suggestion["message"] for suggestion in rated.score["suggestions"]]
            asset.report = {**asset.report, "score": rated.score, "consistency": rated.brand}
            tx.session.add(asset)
            tx.session.add(
                AssetScore(
                    user_id=owner, asset_id=asset_id, revision=revision, version=rated.score["version"],
                    profile=rated.score["profile"], total=rated.total, consistency=rated.consistency,
                    parts={part["name"]: part["score"] for part in rated.score["parts"]},
                )
            )
        if reviewed:
            self._review(owner, asset_id, revision, scene, rated.jpeg)

    def _review(
        self, owner: uuid.UUID, asset_id: uuid.UUID, revision: int, scene: dict[str, Any], jpeg: bytes
    ) -> None:
        """Put a model's opinion beside the measurement, which it does not touch."""
        said = self._reviewer.review(_to_review(scene, jpeg)) if self._reviewer else None
        if said is None:
            return
        with self._uow.write(owner) as tx:
            asset = repository.unchanged(tx, owner, asset_id, revision)
            if asset is not None:
                opinion = {"judged": "model", **asdict(said), "advice": [*said.advice]}
                asset.report = {**asset.report, "opinion": opinion}
                tx.session.add(asset)

    def ring_again(self, limit: int = 100) -> int:
        """Ring for assets whose bell was lost: drawn some minutes ago, still without a measurement."""
        with self._uow.write(System.WORKER) as tx:
            waiting = repository.waiting_for_score(tx, tx.now - _PATIENCE, tx.now - _GIVEN_UP, limit)
            for asset_id in waiting:
                tx.enqueue(JobName.SCORE, asset_id)
        return len(waiting)

    def history(self, tx: Transaction, actor: Actor, asset_id: uuid.UUID) -> list[ScorePoint]:
        """Oldest first, to be drawn from left to right."""
        self._own(tx, actor.user_id, asset_id)
        return [
            ScorePoint(row.revision, row.version, row.total, row.consistency, dict(row.parts), row.created_at)
            for row in repository.scores_of(tx, asset_id)
        ]

    def opinion(self, tx: Transaction, actor: Actor, asset_id: uuid.UUID) -> Opinion | None:
        """The last measurement in full; None when the asset was not measured yet."""
        asset = self._own(tx, actor.user_id, asset_id)
        if "score" not in asset.report:
            return None
        report = asset.report
        return Opinion(
            asset.viral_score or 0, asset.consistency_score, report["score"], report["consistency"],
            report.get("opinion"),
        )

    def fix(self, actor: Actor, asset_id: uuid.UUID, kind: str, index: int, *, revision: int | None = None) -> None:
        """Carry out one suggestion of the last measurement (`score` or `consistency`), draw again and measure again.
        It is tried first: raises `FixUseless`, and lets go of the suggestion, where the score would fall."""
        with self._uow.read(actor) as tx:
            asset = self._scenes.own(tx, actor, asset_id)
            found = asset.report.get(kind, {}).get("suggestions", [])
            if not 0 <= index < len(found) or not found[index].get("fix"):
                raise FixUnknown
            fix, now = found[index]["fix"], asset.viral_score if kind == "score" else asset.consistency_score
            scene, materials = self._scenes.tried(tx, asset, fix)
            at = asset.revision
        rated = self._offload.run(rate, scene, materials(), timeout=SCORE_SECONDS)
        then = rated.total if kind == "score" else rated.consistency
        if now is not None and then is not None and then < now:
            self._let_go(actor, asset_id, at, kind, found[index])
            raise FixUseless
        self._scenes.edit(actor, asset_id, fix, revision=revision, cause="fix")
        self.score(actor, asset_id, reviewed=False)

    def _let_go(self, actor: Actor, asset_id: uuid.UUID, revision: int, kind: str, suggestion: dict[str, Any]) -> None:
        with self._uow.write(actor) as tx:
            asset = repository.unchanged(tx, actor.user_id, asset_id, revision)
            if asset is None:
                return
            report = asset.report[kind]
            kept = [each for each in report["suggestions"] if each != suggestion]
            asset.report = {**asset.report, kind: {**report, "suggestions": kept}}
            tx.session.add(asset)

    def _own(self, tx: Transaction, owner: uuid.UUID, asset_id: uuid.UUID) -> Asset:
        asset = repository.asset_of(tx, owner, asset_id)
        if asset is None:
            raise NotFound
        return asset


def _to_review(scene: dict[str, Any], jpeg: bytes) -> ReviewRequest:
    brief = scene["brief"]
    category = GAME_CATEGORIES.get(brief["category"])
    label, topic = ASSET_TYPES[brief["asset_type"]].label, category.label if category else ""
    return ReviewRequest(jpeg, label, rules.scene_title(scene), topic)
