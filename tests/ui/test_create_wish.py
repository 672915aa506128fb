"""The create page's rules that run in the browser, run here by the same engine: what is asked for, and the checks."""

from __future__ import annotations

import json
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pytest

from studio_app.features.brand_kits.types import KitFields
from studio_app.features.generation.previews import draw_preview
from studio_app.features.generation.types import PreviewCommand
from studio_app.ui.components.formats import FORMATS
from studio_app.ui.pages.create.forms import FORMS, LADDER_STEPS

PAGE = Path(__file__).resolve().parents[2] / "studio_app/ui/pages/create"
NODE = Path(sysconfig.get_path("scripts")) / "node"
BY_ID = {each["id"]: each for each in FORMATS}
TYPED: dict[str, Any] = {
    "type": "thumbnail", "style": "impact", "kit": "k", "title": "Title", "second": "Below", "idea": "Idea",
    "game": "Game", "hook": "number", "points": ["one", " ", "two"], "labels": ["Next"], "events": ["Raid: dex", ""],
    "days": [["Mon", "20:00", "Elden Ring"], ["Tue", " ", ""], ["", "", ""]], "face": "cry", "steps": {"bits": "25K"},
    "pictures": [{"id": "a", "role": "subject"}], "seed": 3, "platform": "popular", "view": "draft",
}  # fmt: skip


def run(module: str, expression: str, given: Any) -> Any:
    """The value of a JavaScript expression over `given`, with the exports of a module of the page."""
    address = json.dumps((PAGE / module).as_uri())
    program = (
        f"import * as page from {address};\n"
        f"let text=''; for await (const part of process.stdin) text += part;\n"
        f"const given = JSON.parse(text);\nprocess.stdout.write(JSON.stringify({expression}));"
    )
    command = [str(NODE), "--no-warnings", "--input-type=module", "-e", program]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def wishes(forms: list[dict[str, Any]]) -> list[dict[str, Any]]:
    given = [
        [form, {"format": BY_ID[form["type"]], "asked": FORMS[BY_ID[form["type"]]["form"]], "steps": LADDER_STEPS}]
        for form in forms
    ]
    found: list[dict[str, Any]] = run("wish.js", "given.map(([form, about]) => page.wishOf(form, about))", given)
    return found


@pytest.fixture(scope="module")
def by_type() -> dict[str, dict[str, Any]]:
    made = wishes([{**TYPED, "type": ident} for ident in BY_ID] + [{**TYPED, "style": "list"}])
    return {**dict(zip(BY_ID, made, strict=False)), "list": made[-1]}


def test_a_wish_holds_the_lines_of_its_own_kind(by_type: dict[str, dict[str, Any]]) -> None:
    items = {ident: wish["items"] for ident, wish in by_type.items()}
    assert items["thumbnail"] == [] and items["list"] == ["one", "two"]
    assert items["overlay"] == items["twitch_label_bar"] == ["Raid: dex"]
    assert items["twitch_schedule"] == ["Mon, 20:00, Elden Ring", "Tue"]
    assert items["youtube_end_screen"] == ["Next"] and items["kick_emote"] == ["cry"]
    assert items["twitch_bits_badge"] == ["25K"] and items["twitch_badge"] == ["1 month"]
    assert items["twitch_panel"] == items["banner"] == []


def test_what_a_format_does_not_take_is_not_asked_for(by_type: dict[str, dict[str, Any]]) -> None:
    for ident, wish in by_type.items():
        asked = FORMS[BY_ID.get(ident, BY_ID["thumbnail"])["form"]]
        assert (wish["second"] == "Below") == bool(asked["second"]), ident
        assert (wish["hook"] == "number") == asked["hooks"], ident
        assert wish["title"] == "Title" and wish["pictures"] == TYPED["pictures"]
        assert not {"view", "platform", "days", "steps"} & {*wish}


def test_only_what_is_asked_for_makes_another_wish() -> None:
    changes: dict[str, Any] = {
        "type": "clip_cover", "style": "versus", "kit": "other", "title": "Other", "second": "Other", "idea": "Other",
        "game": "Other", "hook": "", "pictures": [{"id": "a", "role": "style"}], "seed": 4,
    }  # fmt: skip
    idle: dict[str, Any] = {"view": "picture", "platform": "twitch", "days": [], "face": "", "labels": [], "steps": {}}
    first, *others = wishes([TYPED, *({**TYPED, name: value} for name, value in {**changes, **idle}.items())])
    for name, wish in zip([*changes, *idle], others, strict=True):
        assert (wish != first) == (name in changes), name
    listed, fewer = wishes([{**TYPED, "style": "list"}, {**TYPED, "style": "list", "points": ["one"]}])
    assert listed != fewer


def test_one_picture_is_shown_and_the_others_are_followed() -> None:
    first = run("wish.js", "page.added(page.added([], 'a', 8), 'b', 8)", None)
    assert first == [{"id": "a", "role": "subject"}, {"id": "b", "role": "style"}]
    turned = run("wish.js", "page.withRole(given, 'b', 'subject')", first)
    assert turned == [{"id": "a", "role": "style"}, {"id": "b", "role": "subject"}]
    assert run("wish.js", "[page.added(given, 'b', 8), page.added(given, 'c', 2)]", first) == [first, first]


KIT = KitFields("Nova", ("#7C3AED", "#EC4899"), ("#FACC15",), "Anton", "Montserrat", "competitive")
BOX = {"x": 20, "y": 20, "width": 60, "height": 30}


def layout(ident: str, **changes: Any) -> dict[str, Any]:
    """A layout with one title that is as it should be, but for `changes`."""
    safe = BY_ID[ident]["safe"]
    box = {"x": safe["x"] + 1, "y": safe["y"] + 1, "width": safe["width"] / 4, "height": safe["height"] / 4}
    run_ = {"role": "title", "lines": ["A"], "box": box, "up": BY_ID[ident]["width"] / 3, "contrast": 9.0, **changes}
    return {"runs": [run_], "boxes": [], "warnings": []}


def said(ident: str, plan: dict[str, Any]) -> list[tuple[bool, str]]:
    found = run("checks.js", "page.checksOf(given.format, given.layout)", {"format": BY_ID[ident], "layout": plan})
    return [(each["ok"], each["text"]) for each in found]


def test_capitals_are_measured_at_the_widths_at_which_people_see_them() -> None:
    assert said("thumbnail", layout("thumbnail", up=100))[0] == (
        True, "Capitals 28, 19 and 11 px tall at 360, 246 and 138 px wide",
    )  # fmt: skip
    assert said("thumbnail", layout("thumbnail", up=50))[0] == (
        False, "Capitals only 5 px tall at 138 px wide. Fewer words grow larger.",
    )  # fmt: skip
    assert said("twitch_emote", layout("twitch_emote", up=20))[0] == (
        False, "Capitals only 5 px tall at 28 px wide. Fewer letters grow larger.",
    )  # fmt: skip


def test_words_that_are_faint_covered_or_out_of_the_zone_are_told() -> None:
    good = said("thumbnail", layout("thumbnail"))
    assert [ok for ok, _ in good] == [True] * 4
    assert (False, "Contrast only 3.0:1. Choose a lighter or darker kit colour.") in said(
        "thumbnail", layout("thumbnail", contrast=3.0)
    )
    under = said("thumbnail", layout("thumbnail", box={"x": 1100, "y": 640, "width": 170, "height": 70}))
    assert [text for ok, text in under if not ok] == [
        "Something reaches under the duration badge", "Words leave the safe zone",
    ]  # fmt: skip
    silent = {"runs": [], "boxes": [{"name": "logo", "box": BOX}], "warnings": [{"message": "Small."}]}
    assert said("banner", silent) == [(False, "Small.")]


def test_a_real_layout_of_every_form_can_be_checked() -> None:
    firsts = {BY_ID[ident]["form"]: ident for ident in reversed(BY_ID)}
    given = [
        {"format": BY_ID[ident], "layout": draw_preview(PreviewCommand(ident, "impact", "GG", KIT, width=64)).layout}
        for ident in firsts.values()
    ]
    found = run("checks.js", "given.map(({ format, layout }) => page.checksOf(format, layout))", given)
    assert all(each["text"].strip() and isinstance(each["ok"], bool) for checks in found for each in checks)
    assert {*firsts} == {*FORMS}


def test_lines_in_an_address_are_typed_as_they_were_asked_for(by_type: dict[str, dict[str, Any]]) -> None:
    """What a finished job carries into the form gives the same lines again."""
    abouts = [
        {"format": BY_ID[ident], "asked": FORMS[BY_ID[ident]["form"]], "steps": LADDER_STEPS} for ident in BY_ID
    ]
    items = [by_type[ident]["items"] for ident in BY_ID]
    typed = run("wish.js", "given.map(([items, about]) => page.typedAs(items, about))", [*map(list, zip(
        items, abouts, strict=True))])
    blank = {**TYPED, "points": [], "labels": [], "events": [], "days": [], "face": "", "steps": {}}
    again = wishes([{**blank, **part, "type": ident} for ident, part in zip(BY_ID, typed, strict=True)])
    assert [wish["items"] for wish in again] == items and sum(map(bool, items)) > 10
    [late] = run("wish.js", "[page.typedAs(['Mon, 20:00, Chess, then tea'], given)]", abouts[[*BY_ID].index(
        "twitch_schedule")])
    assert late == {"days": [["Mon", "20:00", "Chess, then tea"]]}
