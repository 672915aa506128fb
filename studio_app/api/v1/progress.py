"""Live progress of jobs: server-sent events for one job, a websocket for all of a person's.

What is sent is always read from the database; the bus only says when to look. So a hint that is lost costs seconds, and
nothing is ever told that is not so.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
import uuid
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Header, Request, WebSocket, WebSocketDisconnect
from fastapi.responses import Response, StreamingResponse
from starlette.concurrency import run_in_threadpool

from studio_app.api.access import CurrentActor, SocketActor, Svc
from studio_app.api.v1.routing import router
from studio_app.api.v1.schemas.generation import JobOut
from studio_app.api.watches import Watch, Watches
from studio_app.bootstrap import Services
from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.lifecycles import JOB_TERMINAL
from studio_app.catalog.scopes import READ
from studio_app.core.actor import Actor
from studio_app.core.errors import Forbidden, InvalidToken, NotFound, RateLimited
from studio_app.features.generation.types import JobView

api = router("generation")
SESSION_ENDED, FORBIDDEN, TOO_MANY = 4401, 4403, 4429
_RETRY_MS = 2000


@api.get("/jobs/{job_id}/events", response_class=StreamingResponse, responses={204: {"description": "All is told."}})
async def job_events(
    job_id: uuid.UUID, request: Request, actor: CurrentActor, services: Svc,
    last_event_id: Annotated[str | None, Header(max_length=40)] = None,
) -> Response:
    """Server-sent events until the job ends: `progress` with the job, and one `done`. An event's id counts the changes
    of the job and of its children; a client that comes back with the last one gets what is newer, and 204 when it knows
    the end."""
    job = await run_in_threadpool(_job, services, actor, job_id)
    seen = int(last_event_id) if last_event_id and last_event_id.isdigit() else -1
    if job.status in JOB_TERMINAL and seen >= _place(job):
        return Response(status_code=204)
    watches: Watches = request.app.state.watches
    watches.require(actor.user_id)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    events = _events(watches, services, actor, job_id, seen)
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)


async def _events(
    watches: Watches, services: Services, actor: Actor, job_id: uuid.UUID, seen: int
) -> AsyncIterator[str]:
    yield f"retry: {_RETRY_MS}\n\n"
    with watches.watch(actor.user_id) as watch:
        pace, spoke = watches.pace, time.monotonic()
        async for _ in _looks(watch, watches, services, actor):
            changed, everything = watch.take()
            if everything or not changed or job_id in changed:  # a child's change is told as its batch's, too
                try:
                    job = await run_in_threadpool(_job, services, actor, job_id)
                except NotFound:  # it has gone with its owner
                    return
                if _place(job) > seen:
                    seen, spoke = _place(job), time.monotonic()
                    done = job.status in JOB_TERMINAL
                    name = "done" if done else "progress"
                    yield f"id: {seen}\nevent: {name}\ndata: {JobOut.of(job).model_dump_json()}\n\n"
                    if done:
                        return
            if time.monotonic() - spoke >= pace.heartbeat:
                spoke = time.monotonic()
                yield ": still here\n\n"
    yield "event: end\ndata: {}\n\n"


async def _looks(watch: Watch, watches: Watches, services: Services, actor: Actor) -> AsyncIterator[bool]:
    """One turn at once, then one for every hint, and one now and then without; ends with the session. True when
    something may have changed."""
    pace, looked = watches.pace, time.monotonic()
    yield True
    while True:
        hinted = await watch.wait(pace.check)
        if not await _alive(services, actor):
            return
        now = time.monotonic()
        if hinted or now - looked >= pace.look_anyway:
            looked = now
            yield True
        elif now - looked >= pace.heartbeat:
            yield False


async def _alive(services: Services, actor: Actor) -> bool:
    authenticator = services.authenticator
    if actor.scopes is None and authenticator.remembered(actor.session_id) is not None:
        return True
    try:
        await run_in_threadpool(authenticator.still, actor)
    except InvalidToken:
        return False
    return True


@api.websocket("/jobs/ws")
async def jobs_socket(websocket: WebSocket, actor: SocketActor, services: Svc) -> None:
    """Everything that happens to a person's jobs: a `snapshot` of those in work, then each `job` that changes, with how
    many are `running`, and a `ping` now and then. Nothing is expected from the client."""
    watches: Watches = websocket.app.state.watches
    await websocket.accept()
    if actor is None:
        await websocket.close(SESSION_ENDED, InvalidToken.code)
        return
    if actor.scopes is not None and READ not in actor.scopes:
        await websocket.close(FORBIDDEN, Forbidden.code)
        return
    listening = asyncio.create_task(_until_gone(websocket))
    try:
        await _tell_all(websocket, watches, services, actor, listening)
    except RateLimited as fault:
        await websocket.close(TOO_MANY, fault.code)
    except (WebSocketDisconnect, RuntimeError):
        return  # it hung up while we spoke
    finally:
        listening.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await listening


async def _tell_all(
    websocket: WebSocket, watches: Watches, services: Services, actor: Actor, listening: asyncio.Task[None]
) -> None:
    with watches.watch(actor.user_id) as watch:
        await websocket.send_json(await run_in_threadpool(_snapshot, services, actor))
        spoke = time.monotonic()
        async for _ in _looks(watch, watches, services, actor):
            if listening.done():
                return
            changed, everything = watch.take()
            if everything:
                await websocket.send_json(await run_in_threadpool(_snapshot, services, actor))
            for message in await run_in_threadpool(_changes, services, actor, changed) if changed else []:
                await websocket.send_json(message)
            if changed or everything:
                spoke = time.monotonic()
            elif time.monotonic() - spoke >= watches.pace.look_anyway:
                spoke = time.monotonic()
                await websocket.send_json({"type": "ping"})
    await websocket.close(SESSION_ENDED, InvalidToken.code)


async def _until_gone(websocket: WebSocket) -> None:
    """What a client says is read, so that we notice when it goes, and forgotten."""
    with contextlib.suppress(WebSocketDisconnect, RuntimeError):
        while True:
            await websocket.receive_text()


def _job(services: Services, actor: Actor, job_id: uuid.UUID) -> JobView:
    with services.uow.read(actor) as tx:
        return services.generation.get(tx, actor, job_id)


def _place(job: JobView) -> int:
    return job.version + sum(child.version for child in job.children)


def _snapshot(services: Services, actor: Actor) -> dict[str, Any]:
    with services.uow.read(actor) as tx:
        jobs = services.generation.open_jobs(tx, actor)
        running = services.generation.running(tx, actor)
    return {"type": "snapshot", "running": running, "jobs": [_json(job) for job in jobs]}


def _changes(services: Services, actor: Actor, changed: set[uuid.UUID]) -> list[dict[str, Any]]:
    found = []
    with services.uow.read(actor) as tx:
        running = services.generation.running(tx, actor)
        for job_id in changed:
            with contextlib.suppress(NotFound):
                job = services.generation.get(tx, actor, job_id)
                found.append({"type": "job", "running": running, "job": _json(job)})
    return found


def _json(job: JobView) -> dict[str, Any]:
    return {**JobOut.of(job).model_dump(mode="json"), "label": ASSET_TYPES[job.asset_type].label}
