"""A model's opinion: beside the score, never in it; of the picture that was measured, and of no other."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PIL import Image
from pydantic import SecretStr
from starlette.testclient import TestClient

from studio_app.adapters.gemini.review import GeminiReviews
from studio_app.adapters.jobs.inline import InlineQueue
from studio_app.adapters.local.images import LocalImages
from studio_app.adapters.offload.inline import InlineOffload
from studio_app.bootstrap import build_services
from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.core.actor import Actor, System
from studio_app.core.config import Settings
from studio_app.db.models import Asset, AssetScore
from studio_app.features.assets.rating import rate
from studio_app.features.assets.rendering import Materials
from studio_app.features.assets.types import Opinion
from studio_app.imaging.brief import Brief, KitStyle
from studio_app.imaging.scene import to_scene
from studio_app.ports.image_review import PICTURE_SIDE, ImageReviewer, Review, ReviewRequest
from tests.people import Person
from tests.vendors import gemini_server as vendor
from tests.vendors.gemini_server import KEY, OPINION, GeminiServer
from tests.world import Moving, World

SAID = Review(71, 88, 64, "Read at once.", ("Larger title.", "Brighter rim."), "scripted", "eye-1")
STORED = {
    "judged": "model", "provider": "scripted", "model": "eye-1", "emotion": 71, "clarity": 88, "appeal": 64,
    "summary": "Read at once.", "advice": ["Larger title.", "Brighter rim."],
}
KIT = KitStyle("Default", ("#9146ff", "#00e5ff", "#18181b"), "Anton", "Inter", "bold")


@dataclass
class Eye:
    """An `ImageReviewer` that says `said` after it has called `meanwhile`; `seen` keeps what it was shown."""

    said: Review | None = SAID
    meanwhile: Callable[[], object] = lambda: None
    seen: list[ReviewRequest] = field(default_factory=list)

    def review(self, request: ReviewRequest) -> Review | None:
        self.seen.append(request)
        self.meanwhile()
        return self.said


def made_world(settings: Settings, reviewer: ImageReviewer | None = None) -> World:
    clock = Moving()
    services = build_services(
        settings, painter=LocalImages(), reviewer=reviewer, queue=InlineQueue(), offload=InlineOffload(), clock=clock,
        password_rounds=4,
    )
    return World(services, clock)


@pytest.fixture
def eye() -> Eye:
    return Eye()


@pytest.fixture
def world(settings: Settings, eye: Eye) -> Iterator[World]:
    """The whole object graph, with a reviewer that does as a test tells it; the API of `http` stands on it too."""
    made = made_world(settings, eye)
    yield made
    made.close()


@pytest.fixture
def owner(world: World) -> Actor:
    return world.person("alice")


def told(world: World, actor: Actor, asset_id: uuid.UUID) -> Opinion:
    with world.services.uow.read(actor) as tx:
        found = world.services.scores.opinion(tx, actor, asset_id)
    assert found is not None
    return found


def test_the_worker_asks_once_and_shows_the_scored_picture(world: World, eye: Eye, owner: Actor) -> None:
    asset = world.made(owner, "Ranked until sunrise", asset_type="thumbnail")
    world.measure()
    assert told(world, owner, asset.id).by_model == STORED
    (seen,) = eye.seen
    assert (seen.label, seen.title) == (ASSET_TYPES["thumbnail"].label, "Ranked until sunrise")
    assert seen.topic
    shown, drawn = Image.open(io.BytesIO(seen.jpeg)), Image.open(io.BytesIO(file_of(world, asset.id)))
    assert shown.format == "JPEG" and shown.size == (1024, 576)
    same = drawn.convert("RGB").resize((64, 36), Image.Resampling.BOX).tobytes()
    looks = shown.resize((64, 36), Image.Resampling.BOX).tobytes()
    assert max(abs(a - b) for a, b in zip(same, looks, strict=True)) < 24
    assert world.services.scores.score_new(asset.id) == "skipped" and len(eye.seen) == 1


def file_of(world: World, asset_id: uuid.UUID) -> bytes:
    (row,) = world.rows(Asset, Asset.id == asset_id)
    with world.services.uow.read(System.WORKER) as tx:
        key = world.services.assets.get(tx, Actor(row.user_id, row.user_id), asset_id).url.split("/media/")[1]
    return world.services.storage.get(key.split("?")[0])


@pytest.mark.parametrize("said", [Review(0, 0, 0, "Bad.", (), "scripted", "eye-1"), None])
def test_an_opinion_changes_no_score(world: World, eye: Eye, owner: Actor, said: Review | None) -> None:
    asset = world.made(owner, "Words", asset_type="thumbnail")
    (row,) = world.rows(Asset)
    scene, eye.said = dict(row.scene), said
    world.services.scores.score(owner, asset.id)
    rated, found = rate(scene, Materials()), told(world, owner, asset.id)
    assert (found.total, found.consistency, found.score) == (rated.total, rated.consistency, rated.score)
    (row,) = world.rows(Asset)
    assert (row.viral_score, row.consistency_score) == (rated.total, rated.consistency)
    assert row.viral_suggestions == [suggestion["message"] for suggestion in rated.score["suggestions"]]
    (point,) = world.rows(AssetScore)
    assert (point.total, set(point.parts)) == (rated.total, {part["name"] for part in rated.score["parts"]})
    assert (found.by_model is None) == (said is None)


def test_the_measurement_is_stored_before_anybody_is_asked(world: World, eye: Eye, owner: Actor) -> None:
    asset = world.made(owner, "Words")
    known: list[int | None] = []
    eye.meanwhile = lambda: known.extend(row.viral_score for row in world.rows(Asset))
    world.measure()
    assert known == [told(world, owner, asset.id).total]


def test_nothing_is_held_while_the_model_looks_and_another_revision_gets_no_opinion(
    settings: Settings, either_database_url: str
) -> None:
    eye = Eye()
    world = made_world(settings.model_copy(update={"database_url": either_database_url}), eye)
    owner = world.person("alice")
    asset = world.made(owner, "Old words")
    # This writes: with a transaction still open it would wait for ever.
    eye.meanwhile = lambda: world.services.scenes.edit(owner, asset.id, {"title": {"text": "New words"}})
    world.services.scores.score(owner, asset.id)
    (row,) = world.rows(Asset)
    assert (row.revision, row.viral_score, row.report) == (2, None, {})
    eye.meanwhile = lambda: None
    world.services.scores.score(owner, asset.id)
    assert [seen.title for seen in eye.seen] == ["Old words", "New words"]
    assert told(world, owner, asset.id).by_model == STORED
    world.close()


def test_an_asset_that_is_deleted_meanwhile_is_left_alone(world: World, eye: Eye, owner: Actor) -> None:
    asset = world.made(owner, "Words")

    def delete() -> None:
        with world.services.uow.write(System.WORKER) as tx:
            world.services.assets.delete(tx, owner, asset.id)

    eye.meanwhile = delete
    world.measure()
    (row,) = world.rows(Asset)
    assert row.deleted_at is not None and "score" in row.report and "opinion" not in row.report


def test_one_revision_is_looked_at_once_and_asked_about_again_only_in_vain(
    world: World, eye: Eye, owner: Actor
) -> None:
    asset = world.made(owner, "Words")
    eye.said = None
    world.measure()
    assert told(world, owner, asset.id).by_model is None
    eye.said = SAID
    for _ in range(3):
        world.services.scores.score(owner, asset.id)
        assert told(world, owner, asset.id).by_model == STORED
    assert len(eye.seen) == 2


def test_an_edit_takes_the_opinion_away_and_after_a_fix_the_worker_asks_for_another(
    world: World, eye: Eye, owner: Actor
) -> None:
    asset = world.made(owner, "Words", asset_type="thumbnail")
    world.services.scenes.edit(owner, asset.id, {"title": {"scale": 0.3}})
    world.services.scores.score(owner, asset.id)
    found = told(world, owner, asset.id)
    assert found.by_model == STORED
    index = next(i for i, s in enumerate(found.score["suggestions"]) if s["fix"])
    world.services.scores.fix(owner, asset.id, "score", index)
    fixed = told(world, owner, asset.id)
    assert fixed.by_model is None and len(eye.seen) == 1  # she does not wait for a model
    scores = len(world.rows(AssetScore, AssetScore.asset_id == asset.id))
    assert [world.services.scores.score_new(asset.id) for _ in range(2)] == ["looked at", "skipped"]
    again = told(world, owner, asset.id)
    assert again.by_model == STORED and again.score == fixed.score and len(eye.seen) == 2
    assert len(world.rows(AssetScore, AssetScore.asset_id == asset.id)) == scores  # it was measured once


def test_the_api_shows_the_opinion_as_a_models(http: TestClient, world: World, eye: Eye, alice: Person) -> None:
    asset = world.made(Actor(alice.user_id, uuid.uuid4()), "Words")
    base = f"/api/v1/assets/{asset.id}/score"
    eye.said = None
    assert http.post(base, headers=alice.headers).json()["data"]["opinion"] is None
    eye.said = SAID
    measured = http.post(base, headers=alice.headers).json()["data"]
    assert measured["opinion"] == STORED
    assert http.get(base, headers=alice.headers).json()["data"] == measured


def test_without_a_key_nobody_is_asked(settings: Settings) -> None:
    world = made_world(settings)
    owner = world.person("alice")
    asset = world.made(owner, "Words")
    world.measure()
    assert told(world, owner, asset.id).by_model is None
    world.close()


def test_with_a_key_the_real_sdk_is_asked_for_the_model_of_the_settings(settings: Settings) -> None:
    with GeminiServer() as server:
        keyed = Settings(
            _env_file=None, google_api_key=KEY, gemini_base_url=server.url, database_url=settings.database_url,
            data_dir=settings.data_dir, jwt_secret_key=settings.jwt_secret_key,
        )  # type: ignore[call-arg]
        world = made_world(keyed)
        owner = world.person("alice")
        asset = world.made(owner, "Words")
        world.measure()
        assert told(world, owner, asset.id).by_model == {
            "judged": "model", "provider": "gemini", "model": keyed.gemini_text_model, **OPINION,
        }
        (sent,) = server.requests
        assert sent.path == "/v1/models/gemini-3.8-flash:generateContent"
        world.services.scenes.edit(owner, asset.id, {"title": {"text": "Other words"}})
        server.script(vendor.quota("38s"))
        world.services.scores.score(owner, asset.id)
        assert told(world, owner, asset.id).by_model is None
        world.close()


def test_nobody_waits_longer_than_twenty_seconds_for_an_opinion(settings: Settings) -> None:
    for asked, given in ((90.0, 20.0), (3.0, 3.0)):
        changed = settings.model_copy(update={"gemini_timeout_seconds": asked, "google_api_key": SecretStr(KEY)})
        world = made_world(changed)
        reviewer = world.services.scores._reviewer
        assert isinstance(reviewer, GeminiReviews) and reviewer._timeout_seconds == given
        world.close()


@pytest.mark.parametrize("kind", ["story_graphic", "banner", "twitch_emote", "overlay"])
def test_what_is_shown_is_a_small_opaque_picture_without_metadata(kind: str) -> None:
    asset = ASSET_TYPES[kind]
    brief = Brief(kind, "synthwave", "Boss rush", KIT, "shooter", "crosshair", 7)
    with Image.open(io.BytesIO(rate(to_scene(brief), Materials()).jpeg)) as image:
        assert (image.format, image.mode) == ("JPEG", "RGB")
        assert max(image.size) == min(PICTURE_SIDE, max(asset.width, asset.height))
        assert image.width / image.height == pytest.approx(asset.ratio, rel=0.01)
        assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & image.info.keys()
