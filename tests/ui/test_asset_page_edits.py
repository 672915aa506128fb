"""The editor's rules that run in the browser, run here by the same engine and held against the renderer's own."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sysconfig
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.catalog.fonts import FONTS
from studio_app.catalog.scoring import SCORING
from studio_app.imaging import engine
from studio_app.imaging.brief import Brief, KitStyle
from studio_app.imaging.edits import COLOR_ROLES, LOGO_TYPES, TEXT_LIMIT, EditRejected, Edits
from studio_app.imaging.score.scorer import MEASURES

PAGE = Path(__file__).resolve().parents[2] / "studio_app/ui/pages/assets"
NODE = Path(sysconfig.get_path("scripts")) / "node"
KIT = KitStyle("Nova", ("#7C3AED", "#EC4899", "#FACC15"), "Anton", "Montserrat", "competitive")


SERVER = """
import { createInterface } from "node:readline";
for await (const line of createInterface({ input: process.stdin })) {
  const [address, expression, given] = JSON.parse(line);
  const page = await import(address);
  const value = new Function("page", "given", `return ${expression}`)(page, given);
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
"""


@lru_cache(maxsize=1)
def _browser() -> subprocess.Popen[str]:
    """One engine for the whole file: property tests ask it hundreds of times."""
    command = [str(NODE), "--no-warnings", "--input-type=module", "-e", SERVER]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")


@pytest.fixture(scope="module", autouse=True)
def _end() -> Iterator[None]:
    yield
    _browser().communicate()
    _browser.cache_clear()


def run(module: str, expression: str, given: Any = None) -> Any:
    """The value of a JavaScript expression over `given`, with the exports of a module of the page."""
    engine = _browser()
    assert engine.stdin is not None and engine.stdout is not None
    engine.stdin.write(json.dumps([(PAGE / module).as_uri(), expression, given]) + "\n")
    engine.stdin.flush()
    return json.loads(engine.stdout.readline())


def test_the_editor_knows_the_renderers_fields_choices_and_neutral_values() -> None:
    known = run("edits.js", "[page.NEUTRAL, page.COLOR_ROLES, page.LOGO_TYPES, page.TEXT_LIMIT, page.WORDS]")
    words = ["title", "tag", "subtitle"]
    assert known == [dataclasses.asdict(Edits()), [*COLOR_ROLES], [*LOGO_TYPES], TEXT_LIMIT, words]


def _nested(path: str, value: Any) -> dict[str, Any]:
    group, _, field = path.partition(".")
    return {group: {field: value}} if field else {group: value}


NUMBERS = (
    "title.dx", "logo.dy", "hero.scale", "crop.x", "crop.y", "crop.zoom", "backdrop", "outline", "vivid", "light",
    "layout",
)  # fmt: skip


def test_the_editors_limits_are_the_renderers() -> None:
    limits = run("edits.js", "given.map((path) => page.LIMITS[path.split('.').at(-1)])", NUMBERS)
    for path, (low, high) in zip(NUMBERS, limits, strict=True):
        for inside in (low, high):
            assert Edits.of(_nested(path, inside)) is not None
        for outside in (low - 1, high + 1):
            with pytest.raises(EditRejected):
                Edits.of(_nested(path, outside))
    put = "given.map((p) => [page.put({}, p, 99), page.put({}, p, -99)])"
    for made in run("edits.js", put, NUMBERS):
        assert all(Edits.of(each).to_dict() == each for each in made)


_words = st.fixed_dictionaries({}, optional={
    "text": st.text("aZ é!", max_size=8).map(str.strip), "dx": st.sampled_from([-0.5, 0.1234, 1.0]),
    "dy": st.sampled_from([-1.0, 0.3]), "scale": st.sampled_from([0.3, 1.2, 3.0]),
    "color": st.sampled_from(COLOR_ROLES), "font": st.sampled_from(["kit", *sorted(FONTS)[:3]]),
})  # fmt: skip
_mark = st.fixed_dictionaries({}, optional={"dx": st.sampled_from([-0.25, 0.5]), "scale": st.sampled_from([0.5, 2.0])})
_logo = st.fixed_dictionaries({}, optional={"visible": st.booleans(), "type": st.sampled_from(LOGO_TYPES)})
_edits = st.fixed_dictionaries({}, optional={
    "title": _words, "tag": _words, "subtitle": _words, "logo": _logo, "hero": _mark,
    "crop": st.fixed_dictionaries({}, optional={"zoom": st.sampled_from([1.5, 4.0]), "x": st.sampled_from([0.0, 0.7])}),
    "backdrop": st.sampled_from([0.0, 1.5]), "outline": st.sampled_from([0.25, 1.0]),
    "vivid": st.sampled_from([0.0, 1.25]), "light": st.sampled_from([0.5, 1.1]), "layout": st.integers(0, 11),
}).map(lambda values: Edits.of(values).to_dict())  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(_edits, _edits)
def test_a_patch_leaves_exactly_what_is_wished_whatever_was_there(
    before: dict[str, Any], wished: dict[str, Any]
) -> None:
    patch = run("edits.js", "page.patchOf(given)", wished)
    assert Edits.of(before).merged(patch).to_dict() == wished
    told = run("edits.js", "[page.same(...given), page.differences(...given).length === 0]", [before, wished])
    assert told == [before == wished] * 2


@settings(max_examples=150, deadline=None)
@given(_edits, _edits, _edits)
def test_ones_own_changes_go_on_top_of_somebody_elses(
    base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    merged = run("edits.js", "page.rebased(...given)", [base, mine, theirs])
    before, own, others = _flat(base), _flat(mine), _flat(theirs)
    for path, value in _flat(merged).items():
        assert value == (own[path] if before[path] != own[path] else others[path]), path
    assert Edits.of(merged).to_dict() == merged


def _flat(edits: dict[str, Any]) -> dict[str, Any]:
    whole = dataclasses.asdict(Edits.of(edits))
    return {
        f"{name}.{field}" if field else name: value
        for name, inner in whole.items()
        for field, value in (inner.items() if isinstance(inner, dict) else [("", inner)])
    }


def test_setting_a_value_back_leaves_nothing_behind() -> None:
    steps = "page.put(page.put(page.put({}, 'title.scale', 1.2), 'layout', 3), 'layout', null)"
    assert run("edits.js", f"[{steps}, page.put({steps}, 'title.scale', 1)]") == [{"title": {"scale": 1.2}}, {}]
    assert run("edits.js", "page.without({title: {dx: 0.1}, vivid: 0.5, crop: {zoom: 2}}, ['vivid', 'crop'])") == {
        "title": {"dx": 0.1}
    }


def test_a_fix_is_named_by_what_it_does() -> None:
    fixes = [
        [{"title": {"scale": 1.3}}, {}], [{"title": {"scale": 1.3}}, {"title": {"scale": 1.5}}], [{"vivid": 1.25}, {}],
        [{"backdrop": 1.5, "outline": 0.5}, {}], [{"logo": {"visible": True}}, {}], [{"subtitle": {"dy": 0.1}}, {}],
    ]  # fmt: skip
    assert run("edits.js", "given.map(([fix, edits]) => page.actsOf(fix, edits))", fixes) == [
        "larger title", "smaller title", "25% more colour", "stronger backdrop, thicker rim", "logo on",
        "subtitle moved",
    ]  # fmt: skip


def test_every_fix_that_a_score_can_offer_has_a_name() -> None:
    """Whatever field a remedy changes, the button says something."""
    fields = [_nested(path, value) for path, value in _flat({}).items() if path != "hero.motif"]
    acts = run("edits.js", "given.map((fix) => page.actsOf(fix, {}))", fields)
    assert all(acts) and not any("undefined" in each or "NaN" in each for each in acts)


# ---- undo


def steps(*actions: dict[str, Any]) -> list[dict[str, Any]]:
    """The edits after each action."""
    found: list[dict[str, Any]] = run(
        "undo.js", "given.reduce(([s, all], a) => { const n = page.step(s, a); return [n, [...all, n.edits]]; }, "
        "[page.begin({}), []])[1]", [*actions],
    )  # fmt: skip
    return found


def change(edits: dict[str, Any], name: str = "", now: int = 0, held: bool = False) -> dict[str, Any]:
    return {"type": "change", "edits": edits, "name": name, "now": now, "held": held}


UNDO, REDO = {"type": "undo"}, {"type": "redo"}


def test_undo_and_redo_walk_the_steps_and_stop_at_their_ends() -> None:
    one, two = {"vivid": 1.1}, {"vivid": 1.2}
    assert steps(change(one), change(two), UNDO, UNDO, UNDO, REDO, REDO, REDO) == [one, two, one, {}, {}, one, two, two]
    assert steps(change(one), UNDO, change(two), REDO, UNDO)[2:] == [two, two, {}]


def test_what_is_typed_or_dragged_in_one_go_is_one_step() -> None:
    typed = [change({"title": {"text": "a" * n}}, "title.text", 100 * n) for n in (1, 2, 3)]
    assert steps(*typed, UNDO)[-1] == {}
    pause = change({"title": {"text": "aaab"}}, "title.text", 5000)
    assert steps(*typed, pause, UNDO)[-1] == {"title": {"text": "aaa"}}
    drag = [change({"logo": {"dx": n / 10}}, "drag-1", 3000 * n, held=True) for n in (1, 2, 3)]
    other = change({"logo": {"dx": 0.9}}, "drag-2", 9001, held=True)
    assert steps(*drag, other, UNDO, UNDO)[-2:] == [{"logo": {"dx": 0.3}}, {}]


# ---- layers


def layers(kind: str, edits: dict[str, Any], painted: bool = False, **brief: Any) -> dict[str, dict[str, Any]]:
    made = Brief(kind, "impact", "I beat it again", KIT, "souls", "crowned-skull", 3, edits=Edits.of(edits), **brief)
    asked = {"title": made.title, "tag": made.tag, "subtitle": made.subtitle}
    whole = [engine.plan(made).to_dict(), edits, asked, painted]
    return {layer["id"]: layer for layer in run("layers.js", "page.layersOf(...given)", whole)}


def test_the_layers_of_a_thumbnail() -> None:
    found = layers("thumbnail", {}, tag="NEW")
    assert [*found] == ["title", "tag", "subtitle", "logo", "hero", "picture"]
    assert all(found[name]["box"] for name in ("title", "tag", "logo", "hero")) and found["subtitle"]["box"] is None
    assert found["title"]["text"] == "I beat it again" and found["tag"]["text"] == "NEW"


def test_a_hidden_logo_can_be_shown_again_and_painted_art_has_no_figure() -> None:
    hidden = layers("thumbnail", {"logo": {"visible": False}})
    assert hidden["logo"]["box"] is None and hidden["logo"]["text"] == "off"
    assert "hero" not in layers("thumbnail", {}, painted=True)


def test_lines_of_a_schedule_are_listed_but_locked() -> None:
    found = layers("twitch_schedule", {}, items=("Mon 20:00 Elden Ring", "Tue 21:00 Chat"))
    locked = [layer for layer in found.values() if layer["kind"] == "locked"]
    assert locked and all(layer["id"].startswith("run-") and layer["box"] for layer in locked)


def test_a_moved_box_stands_where_the_engine_will_put_it() -> None:
    before, edits = layers("thumbnail", {})["title"]["box"], {"title": {"dx": -0.05, "dy": 0.03, "scale": 0.8}}
    size = {"width": 1280, "height": 720}
    shown = run("layers.js", "page.moved(...given)", [before, "title", edits, {}, size])
    drawn = layers("thumbnail", edits)["title"]["box"]
    assert all(abs(shown[side] - drawn[side]) < 3 for side in ("x", "y", "width", "height")), (shown, drawn)


# ---- measures


def test_every_part_and_measure_of_a_score_is_named() -> None:
    metrics = {term.metric for part in SCORING.parts.values() for term in (*part.terms, *part.penalties)}
    measures = "page.measuresOf({ measures: Object.fromEntries(given.map((m) => [m, 1])) })"
    names, known = run("measures.js", f"[Object.keys(page.PART_NAMES), {measures}]", sorted(metrics))
    assert set(MEASURES) | {"palette", "font", "logo", "tone"} <= set(names)
    plain = {metric.replace("_", " ").capitalize() for metric in metrics if "_" in metric}
    assert len(known) == len(metrics) and not plain & {label for label, _ in known}
    words = run("measures.js", "given.map(page.offness)", [0, 2.9, 5, 30])
    assert words == ["exact", "not visibly off", "a little off", "off"]


def test_a_part_without_its_object_still_has_a_sentence() -> None:
    told = run("measures.js", "given.map((name) => page.sentenceOf({name, measures: {}}))", [*MEASURES])
    assert all(told) and not any("NaN" in each or "undefined" in each for each in told)
