"""Prompt templates in every version, and the versions' assignment."""

from __future__ import annotations

import hashlib
import json
import string
from dataclasses import asdict
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.catalog.asset_types import ASSET_TYPES, AssetType
from studio_app.catalog.prompt_experiments import EXPERIMENTS, Experiment, assign_version
from studio_app.catalog.prompt_templates import CURRENT_VERSION, OPTIONAL, prompt_template, versions

each_type = pytest.mark.parametrize("asset_type", ASSET_TYPES.values(), ids=lambda t: t.id)
FILLED = {
    "subject": "a crowned skull", "style": "bold comic art", "side": "left", "colors": "#FF0000, #00FF00",
    "kit_name": "Nova", "mood": "intense", "fonts": "Anton and Inter", "style_reference": "", "game": "Elden Ring",
    "elements": "ruins", "idea": "a duel", "title": "No hits", "region": "the left half", "hook": "Show one thing.",
    "key": "#00FF00",
}
CANONICAL = ("thumbnail", "overlay", "banner", "story_graphic", "clip_cover")
V1_PARTS = ("purpose", "scene", "region", "brand", "game", "idea", "title", "closing")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@each_type
@pytest.mark.parametrize("version", versions())
def test_there_is_a_prompt_for_every_type_in_every_version(asset_type: AssetType, version: str) -> None:
    template = prompt_template(asset_type.id, version)
    assert (template.version, template.asset_type) == (version, asset_type.id)
    sections = template.sections(OPTIONAL)
    named = set().union(*map(fields, sections))
    assert named <= set(FILLED)
    assert {"subject", "style", "colors", "kit_name", "mood", "fonts", "style_reference", "idea", "title", "game",
            "elements", "region"} <= named
    spoken = " ".join(section.format_map(FILLED | {"region": template.region}).strip() for section in sections)
    assert not set("{}$\n") & set(spoken) and "  " not in spoken
    assert spoken.count("<<<") == spoken.count(">>>") == 3
    for quality in ("4K resolution", "readable text at 60px", "professional streaming aesthetic"):
        assert quality in spoken
    assert spoken.endswith("utput the final image only.") and len(spoken) < 2600


@each_type
@pytest.mark.parametrize("version", versions())
def test_optional_parts_are_said_only_when_given(asset_type: AssetType, version: str) -> None:
    template = prompt_template(asset_type.id, version)
    bare = set().union(*map(fields, template.sections(())))
    assert bare.isdisjoint({"game", "elements", "idea", "title", "hook", "key"})
    assert template.sections(())[0] == template.purpose and not template.purpose[0].islower()
    for name in OPTIONAL & set(template.order):
        part = getattr(template, name)
        assert (part in template.sections({name})) == bool(part)
    assert not fields(template.region)


def test_small_and_clear_types_ask_for_a_ground_that_can_be_cut_away() -> None:
    for asset_type in (t for t in ASSET_TYPES.values() if t.alpha):
        assert "{key}" in prompt_template(asset_type.id, "v2").cutout


@pytest.mark.parametrize("version", versions())
def test_a_hook_changes_what_is_painted_but_not_what_is_worn(version: str) -> None:
    for asset_type in ASSET_TYPES.values():
        said = any("{hook}" in part for part in prompt_template(asset_type.id, version).sections({"hook"}))
        worn = asset_type.form in ("overlay", "webcam", "label", "chat", "emote", "badge", "icon", "avatar", "panel")
        assert said != worn, asset_type.id


def test_the_order_of_the_second_version_is_that_of_a_narrative() -> None:
    assert prompt_template("thumbnail", "v2").order == (
        "purpose", "scene", "game", "idea", "hook", "composition", "light", "brand", "title", "cutout", "closing",
    )


def test_a_published_version_never_changes() -> None:
    """The prompts of stored assets must stay explainable: another wording is another version."""
    said = {name: {part: asdict(prompt_template(name, "v1"))[part] for part in V1_PARTS} for name in CANONICAL}
    digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    assert digest == "1c3189bd0a2023a9c25ed9cfbd6f91660d158b255b7eae309275ad7d8cf42359"


def test_the_catalogue_speaks_in_a_template() -> None:
    banner, header = prompt_template("twitch_banner", "v2"), prompt_template("x_header", "v2")
    assert banner.purpose.startswith("Twitch profile banner, 5:2,")
    assert banner.region == "the area towards the left, about 62% of the width and 60% of the height,"
    assert header.region.startswith("the area towards the right,")
    assert "square" in prompt_template("twitch_emote").purpose and "9:16" in prompt_template("tiktok_cover").purpose
    assert "about 9.6:1" in prompt_template("twitch_label_bar").purpose


def test_unknown_types_and_versions_have_no_prompt() -> None:
    assert CURRENT_VERSION in versions()
    with pytest.raises(KeyError):
        prompt_template("poster")
    with pytest.raises(FileNotFoundError):
        prompt_template("thumbnail", "v0")


def test_experiments_try_versions_that_exist() -> None:
    assert len({experiment.id for experiment in EXPERIMENTS}) == len(EXPERIMENTS)
    for experiment in EXPERIMENTS:
        assert set(experiment.weights) <= set(versions()) and sum(experiment.weights.values()) > 0
        assert min(experiment.weights.values()) >= 0
        assert set(experiment.asset_types) <= set(ASSET_TYPES)
        assert experiment.summary.endswith("?")


def running(**weights: int) -> Experiment:
    return Experiment("trial", "Which?", True, weights)


types = st.sampled_from(list(ASSET_TYPES))


@given(types, st.uuids())
def test_a_unit_always_gets_the_same_version(asset_type: str, unit: UUID) -> None:
    found = assign_version(asset_type, unit)
    assert found == assign_version(asset_type, str(unit)) and found in versions()
    assert assign_version(asset_type, unit, ()) == CURRENT_VERSION
    assert assign_version(asset_type, unit, (running(a=0, b=3, c=0),)) == "b"


def test_the_assignment_is_the_same_on_every_machine() -> None:
    units = [UUID(int=n) for n in range(12)]
    assert "".join(assign_version("thumbnail", u, (running(a=1, b=1),)) for u in units) == "aabbabbbbaba"


@given(types, st.text(max_size=12), st.lists(st.integers(1, 9), min_size=2, max_size=4))
def test_the_split_follows_the_weights(asset_type: str, salt: str, weights: list[int]) -> None:
    trial = (running(**{f"v{n}": weight for n, weight in enumerate(weights)}),)
    count = 1500
    given_to = [assign_version(asset_type, f"{salt}{n}", trial) for n in range(count)]
    for n, weight in enumerate(weights):
        share = weight / sum(weights)
        assert abs(given_to.count(f"v{n}") - count * share) < 6 * (count * share * (1 - share)) ** 0.5


def test_types_and_experiments_are_split_independently() -> None:
    units = [str(n) for n in range(2000)]
    one, two = running(a=1, b=1), Experiment("other", "Which?", True, {"a": 1, "b": 1})
    first = [one.version_for("thumbnail", unit) for unit in units]
    for again in ([two.version_for("thumbnail", u) for u in units], [one.version_for("banner", u) for u in units]):
        assert 850 < sum(x == y for x, y in zip(first, again, strict=True)) < 1150


def test_only_a_running_experiment_that_covers_the_type_decides() -> None:
    stopped = Experiment("stopped", "Which?", False, {"v2": 1})
    narrow = Experiment("narrow", "Which?", True, {"v2": 1}, ("banner",))
    assert assign_version("banner", "1", (stopped,)) == CURRENT_VERSION
    assert assign_version("thumbnail", "1", (stopped, narrow)) == CURRENT_VERSION
    assert assign_version("banner", "1", (stopped, narrow)) == "v2"
    assert assign_version("banner", "1", (running(a=1), narrow)) == "a"
