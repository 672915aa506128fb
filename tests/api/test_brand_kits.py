"""Brand kits as clients see them: details, logos, versions, checks and analysis."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.features.test_brand_kits import HOSTILE, bomb
from tests.people import Person
from tests.world import picture

KIT = {"name": "Neon", "primary_colors": ["#7c3aed", "#facc15"], "accent_colors": ["#22d3ee"], "tone": "comedic"}
FILES = {**HOSTILE, "pixel bomb": bomb()}
SECTIONS = ("colors", "typography", "voice", "guidelines")


@pytest.fixture
def kit(alice: Person) -> str:
    return str(alice.post("/brand-kits", json=KIT).json()["data"]["id"])


def data(answer: Any, status: int = 200) -> Any:
    assert answer.status_code == status, answer.text
    return answer.json()["data"]


def wrong(answer: Any) -> list[str]:
    """The fields that a refusal names."""
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "VALIDATION_ERROR"), answer.text
    return list(answer.json()["error"]["details"]["fields"])


def test_a_new_kit_already_has_every_section(alice: Person, kit: str) -> None:
    colors = data(alice.get(f"/brand-kits/{kit}/colors"))
    assert (colors["brand_kit_id"], colors["version"]) == (kit, 1)
    assert colors["colors"] == {
        "primary": [{"hex": "#7C3AED", "name": "", "usage": ""}, {"hex": "#FACC15", "name": "", "usage": ""}],
        "secondary": [], "accent": [{"hex": "#22D3EE", "name": "", "usage": ""}], "neutral": [], "gradients": [],
    }  # fmt: skip
    typography = data(alice.get(f"/brand-kits/{kit}/typography"))["typography"]
    assert typography["headline"] == {"family": "Anton", "weight": 800, "style": "normal"}
    assert typography["display"] is None and set(typography) == {
        "display", "headline", "subheadline", "body", "caption", "accent",
    }  # fmt: skip
    assert data(alice.get(f"/brand-kits/{kit}/voice"))["voice"] == {
        "tone": "comedic", "personality_traits": [], "tagline": "", "catchphrases": [], "content_themes": [],
    }  # fmt: skip
    guidelines = data(alice.get(f"/brand-kits/{kit}/guidelines"))["guidelines"]
    assert guidelines == {
        "logo_min_size_px": 48, "logo_clear_space_ratio": 0.25, "primary_color_ratio": 60.0,
        "secondary_color_ratio": 30.0, "accent_color_ratio": 10.0, "prohibited_modifications": [], "style_do": "",
        "style_dont": "",
    }  # fmt: skip


def test_colours_with_names_and_gradients(alice: Person, kit: str) -> None:
    body = {
        "primary": [{"hex": "#ff5733", "name": "Brand Orange", "usage": "Calls to action"}],
        "secondary": [{"hex": "#3498DB", "name": "Ocean"}],
        "accent": [{"hex": "#F1C40F"}],
        "neutral": [{"hex": "#2C3E50", "name": "Slate"}],
        "gradients": [{"name": "Dawn", "type": "radial", "angle": 90,
                       "stops": [{"color": "#ff5733", "position": 0}, {"color": "#3498db", "position": 100}]}],
    }  # fmt: skip
    saved = data(alice.put(f"/brand-kits/{kit}/colors", json=body))
    assert saved["version"] == 2 and saved["colors"]["primary"][0]["hex"] == "#FF5733"
    assert saved["colors"]["gradients"][0]["stops"][1] == {"color": "#3498DB", "position": 100.0}
    assert data(alice.get(f"/brand-kits/{kit}/colors")) == saved
    whole = data(alice.get(f"/brand-kits/{kit}"))
    assert (whole["primary_colors"], whole["accent_colors"], whole["version"]) == (["#FF5733"], ["#F1C40F"], 2)
    partly = data(alice.put(f"/brand-kits/{kit}/colors", json={"primary": [], "accent": [], "neutral": []}))["colors"]
    assert [c["name"] for c in partly["primary"]] == ["Brand Orange"]
    assert (partly["accent"], partly["neutral"], len(partly["secondary"]), len(partly["gradients"])) == ([], [], 1, 1)


def test_typography_voice_and_guidelines(alice: Person, kit: str) -> None:
    body = {"headline": {"family": "Oswald", "weight": 600}, "caption": {"family": "Inter", "style": "italic"}}
    faces = data(alice.put(f"/brand-kits/{kit}/typography", json=body))["typography"]
    assert faces["headline"] == {"family": "Oswald", "weight": 600, "style": "normal"}
    assert faces["caption"] == {"family": "Inter", "weight": 400, "style": "italic"}
    assert data(alice.get(f"/brand-kits/{kit}"))["fonts"] == {"headline": "Oswald", "body": "Montserrat"}
    assert data(alice.put(f"/brand-kits/{kit}/typography", json={"caption": None}))["typography"]["caption"] is None

    said = {"tone": "professional", "personality_traits": ["Bold", "Bold"], "tagline": " Level\nup ",
            "catchphrases": ["GG \u202eevil"]}  # fmt: skip
    voice = data(alice.put(f"/brand-kits/{kit}/voice", json=said))["voice"]
    assert voice == {"tone": "professional", "personality_traits": ["Bold"], "tagline": "Level up",
                     "catchphrases": ["GG evil"], "content_themes": []}  # fmt: skip
    assert data(alice.get(f"/brand-kits/{kit}"))["tone"] == "professional"
    assert data(alice.put(f"/brand-kits/{kit}/voice", json={"tone": "wholesome"}))["voice"]["tagline"] == "Level up"
    assert data(alice.get(f"/brand-kits/{kit}"))["tone"] == "professional"

    rules = {"logo_min_size_px": 64, "accent_color_ratio": 5, "prohibited_modifications": ["Stretching"]}
    guidelines = data(alice.put(f"/brand-kits/{kit}/guidelines", json=rules))["guidelines"]
    assert (guidelines["logo_min_size_px"], guidelines["primary_color_ratio"]) == (64, 60.0)


MISFITS: list[tuple[str, dict[str, Any], str]] = [
    ("colors", {"primary": [{"hex": "red"}]}, "primary.0.hex"),
    ("colors", {"primary": [{"hex": "#ff57331"}]}, "primary.0.hex"),
    ("colors", {"neutral": "blue"}, "neutral"),
    ("colors", {"neutral": [{"name": "no hex"}]}, "neutral.0.hex"),
    ("colors", {"gradients": [{"type": "conic", "stops": []}]}, "gradients.0.type"),
    ("colors", {"gradients": [{"angle": 400, "stops": [{"color": "#112233", "position": 0}] * 2}]},
     "gradients.0.angle"),
    ("colors", {"accent": [{"hex": f"#00000{n}"} for n in range(4)]}, "accent"),
    ("typography", {"body": {"family": "Comic Sans"}}, "body.family"),
    ("typography", {"body": {"family": "Inter", "weight": 401}}, "body.weight"),
    ("typography", {"body": {"family": "Inter", "style": "oblique"}}, "body.style"),
    ("voice", {"tone": "furious"}, "tone"),
    ("voice", {"catchphrases": ["x" * 51]}, "catchphrases.0"),
    ("voice", {"catchphrases": ["x"] * 51}, "catchphrases"),
    ("voice", {"tagline": 7}, "tagline"),
    ("guidelines", {"logo_min_size_px": 1}, "logo_min_size_px"),
    ("guidelines", {"logo_min_size_px": 10**400}, "logo_min_size_px"),
    ("guidelines", {"primary_color_ratio": 90}, "primary_color_ratio"),
    ("guidelines", {"version": "newest"}, "version"),
]  # fmt: skip


def test_a_section_that_does_not_fit_is_refused(alice: Person, kit: str) -> None:
    for section, body, field in MISFITS:
        assert field in wrong(alice.put(f"/brand-kits/{kit}/{section}", json=body)), (section, body)
    assert data(alice.get(f"/brand-kits/{kit}"))["version"] == 1


def test_numbers_that_are_none_are_refused(alice: Person, kit: str) -> None:
    for number in ("NaN", "Infinity", "-Infinity", "1e999"):
        body = f'{{"logo_clear_space_ratio": {number}}}'
        answer = alice.put(f"/brand-kits/{kit}/guidelines", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code in (400, 422), number


def test_an_edit_of_an_older_version_is_refused(alice: Person, kit: str) -> None:
    data(alice.put(f"/brand-kits/{kit}/voice", json={"tagline": "one", "version": 1}))
    for section in SECTIONS:
        answer = alice.put(f"/brand-kits/{kit}/{section}", json={"version": 1})
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "KIT_CHANGED")
        assert answer.json()["error"]["details"] == {"version": 2}


def test_versions_are_listed_shown_and_brought_back(alice: Person, kit: str) -> None:
    data(alice.put(f"/brand-kits/{kit}", json={"name": "Second", "tone": "casual"}))
    data(alice.put(f"/brand-kits/{kit}/voice", json={"tagline": "Third"}))
    listed = data(alice.get(f"/brand-kits/{kit}/versions"))
    assert (listed["brand_kit_id"], listed["total"]) == (kit, 3)
    assert [(v["version"], v["is_current"], v["changes"]) for v in listed["versions"]] == [
        (3, True, ["voice"]), (2, False, ["name", "tone"]), (1, False, []),
    ]  # fmt: skip
    first = data(alice.get(f"/brand-kits/{kit}/versions/1"))
    assert (first["kit"]["name"], first["voice"]["tone"], first["default_logo_type"]) == ("Neon", "comedic", "primary")
    assert data(alice.post("/brand-kits", json=first["kit"]), 201)["primary_colors"] == ["#7C3AED", "#FACC15"]
    back = data(alice.post(f"/brand-kits/{kit}/versions/1/restore"))
    assert (back["name"], back["tone"], back["version"]) == ("Neon", "comedic", 4)
    assert data(alice.get(f"/brand-kits/{kit}/voice"))["voice"]["tagline"] == ""
    assert alice.get(f"/brand-kits/{kit}/versions/9").status_code == 404
    assert alice.post(f"/brand-kits/{kit}/versions/9/restore").status_code == 404
    for odd in ("0", "-1", "x", str(2**31)):
        assert alice.get(f"/brand-kits/{kit}/versions/{odd}").status_code == 422


def test_five_logos_and_the_one_that_is_drawn(alice: Person, kit: str) -> None:
    path = f"/brand-kits/{kit}/logos"
    empty = data(alice.get(path))
    assert empty == {"brand_kit_id": kit, "default_logo_type": "primary", "logos": dict.fromkeys(
        ("primary", "secondary", "icon", "monochrome", "watermark"))}
    assert alice.get(f"{path}/icon").status_code == 404
    assert data(alice.get(f"/brand-kits/{kit}"))["logo_url"] is None
    for field, kind in (("logo_type", "icon"), ("type", "watermark")):
        made = data(alice.post(path, data={field: kind}, files={"file": ("l.png", picture(), "image/png")}), 201)
        assert set(made) == {"type", "url", "storage_path", "content_type", "file_size", "filename"}
        assert data(alice.get(f"{path}/{kind}")) == made
        assert made["storage_path"] in made["url"]
    icon, mark = (data(alice.get(path))["logos"][kind] for kind in ("icon", "watermark"))
    assert data(alice.get(f"/brand-kits/{kit}"))["logo_url"] == icon
    chosen = data(alice.put(f"{path}/default", json={"logo_type": "watermark"}))
    assert (chosen["default_logo_type"], chosen["version"]) == ("watermark", 4)
    assert data(alice.get(f"/brand-kits/{kit}"))["logo_url"] == mark
    data(alice.delete(f"{path}/watermark"))
    assert data(alice.get(f"/brand-kits/{kit}"))["logo_url"] == icon
    assert alice.delete(f"{path}/watermark").status_code == 404
    assert wrong(alice.put(f"{path}/default", json={"logo_type": "tattoo"})) == ["logo_type"]
    sent = alice.post(path, data={"logo_type": "tattoo"}, files={"file": ("l.png", picture(), "image/png")})
    assert wrong(sent) == ["logo_type"]


def test_a_check_has_every_pair_and_what_the_colour_blind_see(alice: Person, kit: str) -> None:
    data(alice.put(f"/brand-kits/{kit}/colors", json={"neutral": [{"hex": "#388E3C", "name": "Leaf"}],
                                                      "secondary": [{"hex": "#D32F2F", "name": "Berry"}]}))
    checked = data(alice.get(f"/brand-kits/{kit}/check"))
    assert (checked["brand_kit_id"], checked["version"]) == (kit, 2)
    check = checked["check"]
    assert [color["hex"] for color in check["colors"]] == ["#7C3AED", "#FACC15", "#22D3EE", "#D32F2F", "#388E3C"]
    assert len(check["contrast"]) == 20
    pair = next(p for p in check["contrast"] if (p["text"], p["background"]) == ("#FACC15", "#7C3AED"))
    assert (pair["ratio"], pair["level"]) == (3.72, "AA_large") and pair["lc"] < -45
    deutan = next(sight for sight in check["color_blindness"] if sight["type"] == "deutan")
    assert [(p["first"], p["second"]) for p in deutan["pairs"]] == [("#D32F2F", "#388E3C")]
    assert deutan["least_delta_e"] == deutan["pairs"][0]["delta_e"] < 10 < deutan["pairs"][0]["normal_delta_e"]
    better = check["suggestions"][0]
    assert (better["color"], better["partner"]) == ("#7C3AED", "#FACC15") and better["after"] >= 4.5
    assert any("Berry and Leaf" in warning for warning in check["warnings"])


def test_pictures_become_a_proposed_kit(alice: Person) -> None:
    files = [("files", (f"{n}.png", picture(320, 180, color), "image/png")) for n, color in
             enumerate(("#7c3aed", "#facc15", "#120a24"))]  # fmt: skip
    read = data(alice.post("/brand-kits/analyze", files=files))
    assert {color["hex"] for color in read["colors"]} == {"#7C3AED", "#FACC15", "#120A24"}
    assert {color["role"] for color in read["colors"]} >= {"primary", "secondary"}
    assert read["fonts"] == {"headline": None, "body": None}
    assert set(read["tone"]) == {"tone", "confidence", "evidence", "runner_up"} and read["tone"]["evidence"]
    assert len(read["contrast"]) == 6 and len(read["color_blindness"]) == 3
    assert any("no words" in warning for warning in read["warnings"])
    made = data(alice.post("/brand-kits", json=read["kit"]), 201)
    assert (made["primary_colors"], made["extracted_from"]) == (read["primary_colors"], "3 pictures")


def test_own_pictures_can_be_named_by_address(alice: Person, bob: Person, kit: str) -> None:
    sent = {"file": ("l.png", picture(color="#d01030"), "image/png")}
    url = data(alice.post(f"/brand-kits/{kit}/logos", files=sent), 201)["url"]

    def analyse(person: Person, *urls: str) -> Any:
        return person.post("/brand-kits/analyze", files=[("urls", (None, url)) for url in urls])

    read = data(analyse(alice, url))
    assert [color["hex"] for color in read["colors"]] == ["#D01030"]
    assert wrong(analyse(bob, url)) == wrong(analyse(alice, "http://169.254.169.254/latest")) == ["urls"]
    assert "urls" in wrong(analyse(alice, *[url] * 6))


def test_one_to_five_pictures(alice: Person) -> None:
    files = [("files", ("a.png", picture(), "image/png"))]
    assert alice.post("/brand-kits/analyze", files=files * 5).status_code == 200
    assert alice.post("/brand-kits/analyze", files=files * 6).status_code == 422
    assert alice.post("/brand-kits/analyze").status_code == 422


def test_a_hostile_file_is_refused_with_a_reason(alice: Person, kit: str) -> None:
    for name, content in FILES.items():
        bad = ("b.png", content, "image/png")
        for answer in (
            alice.post("/brand-kits/analyze", files=[("files", bad)]),
            alice.post(f"/brand-kits/{kit}/logos", data={"logo_type": "icon"}, files={"file": bad}),
        ):
            assert answer.status_code in (413, 422), (name, answer.text)
            assert answer.json()["error"]["code"] in ("IMAGE_REJECTED", "PAYLOAD_TOO_LARGE", "VALIDATION_ERROR"), name
    assert data(alice.get(f"/brand-kits/{kit}/logos"))["logos"]["icon"] is None


def test_a_stranger_finds_nothing_of_it(alice: Person, bob: Person, kit: str) -> None:
    data(alice.put(f"/brand-kits/{kit}/voice", json={"tagline": "mine"}))
    attempts = [("GET", path, {}) for path in ("check", "versions", "versions/1", "logos", "logos/primary", *SECTIONS)]
    attempts += [("PUT", section, {"json": {}}) for section in SECTIONS]
    attempts += [("POST", "versions/1/restore", {}), ("PUT", "logos/default", {"json": {"logo_type": "icon"}})]
    for method, path, options in attempts:
        foreign = bob.call(method, f"/brand-kits/{kit}/{path}", **options)
        unknown = bob.call(method, f"/brand-kits/{uuid.uuid4()}/{path}", **options)
        assert foreign.status_code == unknown.status_code == 404, (method, path)
        assert foreign.json()["error"] == unknown.json()["error"]
    assert data(alice.get(f"/brand-kits/{kit}"))["version"] == 2
