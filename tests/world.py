"""The object graph that tests act on, the clock they move, and the outside world as they script it."""

from __future__ import annotations

import io
import uuid
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar, cast

import pyotp
from PIL import Image
from sqlmodel import SQLModel, select

from studio_app.adapters.jobs.inline import InlineQueue
from studio_app.adapters.mail.outbox import OutboxMail
from studio_app.bootstrap import Services
from studio_app.core.actor import Actor, Client, System
from studio_app.db.models import Session, User
from studio_app.features.assets.types import AssetFilter, AssetView
from studio_app.features.billing.types import PlanView
from studio_app.features.brand_kits.types import KitFields, KitView
from studio_app.features.generation.types import GenerateCommand, JobView
from studio_app.ports.image_generation import Plate, PlateRequest
from studio_app.ports.jobs import JobName
from studio_app.ports.mail import SentMail
from studio_app.ports.storage import ObjectMissing, StorageFault

R = TypeVar("R", bound=SQLModel)


def picture(width: int = 64, height: int = 36, color: str = "#1e1e3c", kind: str = "PNG") -> bytes:
    """A plain picture file."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), color).save(buffer, kind)
    return buffer.getvalue()


PLAIN = picture()
Step = BaseException | bytes | Callable[[PlateRequest], object] | None


class Painter:
    """An `ImageGenerator` that follows a script: a fault is raised, bytes are the plate, a callable is called first.

    When the script is over it paints plain plates. `calls` keeps what was asked.
    """

    provider = "scripted"
    model = "script-1"

    def __init__(self, *script: Step) -> None:
        self.script: deque[Step] = deque(script)
        self.calls: list[PlateRequest] = []

    def paint(self, request: PlateRequest) -> Plate:
        self.calls.append(request)
        step = self.script.popleft() if self.script else None
        if callable(step):
            step = cast(Any, step(request))
        if isinstance(step, BaseException):
            raise step
        return Plate(step if isinstance(step, bytes) else PLAIN, self.provider, self.model, request.seed, {})


class Shelf:
    """A `Storage` in memory. `before_put` and `after_put` are told the number of the put (from 0) and may raise."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.puts = 0
        self.before_put: Callable[[int], object] = lambda _n: None
        self.after_put: Callable[[int], object] = lambda _n: None
        self.down = False

    def put(self, key: str, data: bytes, content_type: str) -> None:
        number, self.puts = self.puts, self.puts + 1
        self._check()
        self.before_put(number)
        self.objects[key] = data
        self.after_put(number)

    def put_file(self, key: str, path: Path, content_type: str) -> None:
        self.put(key, path.read_bytes(), content_type)

    def local_path(self, key: str) -> None:
        return None

    def get(self, key: str) -> bytes:
        self._check()
        if key not in self.objects:
            raise ObjectMissing
        return self.objects[key]

    def delete(self, key: str) -> None:
        self._check()
        self.objects.pop(key, None)

    def keys(self, prefix: str, *, before: datetime | None = None) -> list[str]:
        """Everything here counts as old."""
        return sorted(key for key in self.objects if key.startswith(prefix))

    def signed_url(self, key: str, *, seconds: int, content_type: str, filename: str | None = None) -> str | None:
        return None

    def check(self) -> None:
        self._check()

    def _check(self) -> None:
        if self.down:
            raise StorageFault


@dataclass
class Moving:
    """A clock that stands still until it is told to move."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class World:
    services: Services
    clock: Moving
    unmeasured: list[uuid.UUID] = field(default_factory=list)

    @property
    def queue(self) -> InlineQueue:
        return cast(InlineQueue, self.services.queue)

    @property
    def painter(self) -> Painter:
        """Of a world that was made with one."""
        return cast(Painter, self.services.painter)

    @property
    def shelf(self) -> Shelf:
        """Of a world that was made with one."""
        return cast(Shelf, self.services.storage)

    def person(self, name: str = "alice", *, verified: bool = True) -> Actor:
        """A new account, as the actor of its first session."""
        signed_in = self.services.accounts.sign_up(
            f"{name}-{uuid.uuid4().hex[:8]}@example.com", "correct horse battery", name.title(), Client()
        )
        if verified:
            self.verify(signed_in.user.id)
        return Actor(signed_in.user.id, signed_in.session_id)

    def verify(self, user_id: uuid.UUID) -> None:
        """As if the person had opened the link of our mail."""
        with self.services.uow.write(System.WORKER) as tx:
            user = tx.session.get(User, user_id)
            assert user is not None
            user.email_verified = True
            tx.session.add(user)

    def second_step(self, user_id: uuid.UUID) -> str:
        """Switch an authenticator app on; returns its secret."""
        with self.services.uow.read(user_id) as tx:
            session = tx.session.exec(select(Session).where(Session.user_id == user_id)).first()
        assert session is not None, "who sets a second step up is signed in"
        actor = Actor(user_id, session.id)
        made = self.services.factors.begin(actor)
        self.services.factors.confirm(actor, pyotp.TOTP(made.secret).at(self.clock.now), Client())
        return made.secret

    def carry(self) -> None:
        """Hand out what the outbox holds: mails, notices, files to delete."""
        while self.services.outbox.drain():
            pass

    def mails(self, to: str = "") -> list[SentMail]:
        """Carry what the outbox holds; then every mail that was sent, newest first."""
        self.carry()
        return [mail for mail in cast(OutboxMail, self.services.mail).sent() if to in mail.to]

    def work(self) -> int:
        """Answer every waiting bell, as a worker would."""
        return self.queue.drain(self._answer)

    def measure(self) -> None:
        """Answer the bells of assets that wait for their score."""
        waiting, self.unmeasured = self.unmeasured, []
        for asset_id in waiting:
            self.services.scores.score_new(asset_id)

    def _answer(self, name: JobName, entity_id: str) -> None:
        if name == JobName.SCORE:
            self.unmeasured.append(uuid.UUID(entity_id))
        else:
            self.services.pipeline.run_next()

    def ask(self, actor: Actor, title: str = "", key: str | None = None, **wanted: Any) -> JobView:
        """A new job for the cheapest picture to make."""
        command = GenerateCommand(wanted.pop("asset_type", "clip_cover"), title, style="editorial", **wanted)
        return self.services.generation.request(actor, command, key).job

    def job(self, actor: Actor, job_id: uuid.UUID) -> JobView:
        with self.services.uow.read(actor) as tx:
            return self.services.generation.get(tx, actor, job_id)

    def plan(self, actor: Actor) -> PlanView:
        with self.services.uow.read(actor) as tx:
            return self.services.billing.plan(tx, actor)

    def assets(self, actor: Actor, **wanted: Any) -> list[AssetView]:
        with self.services.uow.read(actor) as tx:
            return [*self.services.assets.browse(tx, actor, AssetFilter(**wanted), limit=100).assets]

    def made(self, actor: Actor, title: str = "", **wanted: Any) -> AssetView:
        """One finished asset."""
        job = self.ask(actor, title, **wanted)
        self.work()
        return self.assets(actor, job_id=job.id)[0]

    def kit(self, actor: Actor, name: str = "My kit", **fields: Any) -> KitView:
        wanted = KitFields(name, **{"primary_colors": ("#112233",), **fields})
        with self.services.uow.write(actor) as tx:
            return self.services.brand_kits.create(tx, actor, wanted)

    def kits(self, actor: Actor) -> list[KitView]:
        with self.services.uow.read(actor) as tx:
            return self.services.brand_kits.all(tx, actor)

    def rows(self, table: type[R], *where: Any) -> list[R]:
        """What the database holds."""
        with self.services.uow.read(System.WORKER) as tx:
            return list(tx.session.exec(select(table).where(*where)))

    def close(self) -> None:
        for offload in self.services.offloads:
            offload.close()
        self.services.uow.close()
