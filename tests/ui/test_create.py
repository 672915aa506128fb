"""The create page's handlers: everything that is typed reaches the job, and nothing that is not sound does."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

from studio_app.catalog.hooks import HOOKS
from studio_app.core.actor import Actor
from studio_app.db.models import GenerationJob
from studio_app.ui.pages.create.state import Asked, CreateState
from tests.ui import test_states
from tests.ui.test_states import HYDRATE, Site
from tests.world import picture

application, site = test_states.application, test_states.site

FORM: dict[str, Any] = {
    "type": "twitch_schedule", "title": " This week ", "second": "All times in CET",
    "items": ["Mon, 20:00, Elden Ring"], "idea": "calm evenings", "game": "Elden Ring", "style": "list",
    "hook": "number", "pictures": [], "kit": "", "seed": 7, "key": "a-key-of-its-own",
}  # fmt: skip


async def desk_of(site: Site, actor: Actor) -> Any:
    root = site.root(site.tag(actor))
    assert await site.ask(root, HYDRATE) is None
    return await root.get_state(CreateState)


def generate(site: Site, actor: Actor, *forms: Any) -> list[tuple[dict[str, str], str]]:
    """For each form, in one tab: the faults by field, and what the page says aloud."""

    async def run() -> list[tuple[dict[str, str], str]]:
        desk, told = await desk_of(site, actor), []
        for form in forms:
            await CreateState.generate.fn(desk, form)
            told.append((dict(desk.answer.get("faults", {})), desk.note.get("text", "")))
        return told

    return asyncio.run(run())


def jobs(site: Site, actor: Actor) -> list[GenerationJob]:
    return site.world.rows(GenerationJob, GenerationJob.user_id == actor.user_id)


def give(site: Site, actor: Actor, side: int = 32) -> str:
    """A kept picture of that size; its id."""
    return str(site.world.services.references.add(actor, picture(side), "me.png").id)


def test_everything_that_is_typed_reaches_the_job(site: Site) -> None:
    alice = site.world.person()
    shown, followed = give(site, alice), give(site, alice, 48)
    chosen = [{"id": shown, "role": "subject"}, {"id": followed, "role": "style"}]
    assert generate(site, alice, {**FORM, "pictures": chosen}) == [({}, "")]
    (job,) = jobs(site, alice)
    assert (job.asset_type, job.title, job.subtitle, job.style) == (FORM["type"], "This week", FORM["second"], "list")
    assert (job.items, job.custom_prompt, job.hook, job.seed) == (FORM["items"], FORM["idea"], "number", 7)
    assert job.platform_context and job.platform_context["game_category"] == "Elden Ring"
    assert [(each["id"], each["role"]) for each in job.reference_images] == [(shown, "subject"), (followed, "style")]


def test_one_key_is_one_job_however_often_it_is_pressed(site: Site) -> None:
    alice = site.world.person()
    assert generate(site, alice, FORM, FORM, FORM) == [({}, "")] * 3
    assert len(jobs(site, alice)) == 1
    told = generate(site, alice, {**FORM, "items": ["Tue, 18:00, Art"]})
    assert "Idempotency-Key" in told[0][1] and len(jobs(site, alice)) == 1
    generate(site, alice, {**FORM, "items": ["Tue, 18:00, Art"], "key": "another-key"})
    assert len(jobs(site, alice)) == 2


TOO_MUCH: tuple[tuple[dict[str, Any], str], ...] = (
    ({"title": "x" * 141}, "title"),
    ({"second": "x" * 141}, "second"),
    ({"items": ["x" * 81]}, "items"),
    ({"items": ["x"] * 9}, "items"),
    ({"idea": "x" * 2001}, "idea"),
    ({"style": "nonsense"}, "style"),
    ({"type": "poster"}, "type"),
    ({"pictures": [{"id": str(uuid.uuid4()), "role": "style"}] * 9}, "pictures"),
)


def test_what_does_not_fit_is_told_at_its_field(site: Site) -> None:
    alice = site.world.person()
    told = generate(site, alice, *({**FORM, **part} for part, _ in TOO_MUCH))
    assert [[*faults] for faults, _ in told] == [[field] for _, field in TOO_MUCH]
    assert all(sentence.endswith(".") for faults, _ in told for sentence in faults.values())
    assert jobs(site, alice) == []


def test_pictures_of_others_are_not_found(site: Site) -> None:
    alice, bob = site.world.person(), site.world.person("bob")
    hers = give(site, alice)
    told = generate(
        site, bob, *({**FORM, "pictures": [{"id": ident, "role": "subject"}]} for ident in (hers, str(uuid.uuid4())))
    )
    assert [note for _, note in told] == ["We could not find one of the reference pictures. Send it again."] * 2
    assert jobs(site, bob) == []


ODD: tuple[Any, ...] = (
    {"hook": "magic"}, {"hook": None}, {"items": "Mon"}, {"items": [1]}, {"items": ["x"] * 41}, {"items": ["\ud800"]},
    {"pictures": [{"id": "1", "role": "style"}]}, {"pictures": [{"id": str(uuid.uuid4()), "role": "face"}]},
    {"pictures": {"id": 1}}, {"second": ["x"]}, {"second": "x" * 20_001}, {"title": "\ud800"}, {"kit": "mine"},
    {"seed": -1}, {"key": "short"}, {"type": None},
)  # fmt: skip


def test_odd_forms_are_refused_in_words(site: Site) -> None:
    alice = site.world.person()
    told = generate(site, alice, *({**FORM, **part} for part in ODD), None, [], "x", 3, {})
    assert all(faults == {} and "could not be read" in note for faults, note in told)
    assert jobs(site, alice) == []


def test_what_no_database_keeps_is_left_out() -> None:
    given = {**FORM, "kit": None, "title": "a\x00b", "items": ["\x00", " x\x00 "], "game": "\x00"}
    command = Asked.model_validate(given).command()
    assert (command.title, command.items, command.platform_context) == ("ab", ("x",), None)


def test_without_a_hook_none_is_asked_for() -> None:
    form = {**FORM, "kit": None}
    assert Asked.model_validate({**form, "hook": ""}).command().hook is None
    for hook in HOOKS:
        assert Asked.model_validate({**form, "hook": hook}).command().hook == hook
