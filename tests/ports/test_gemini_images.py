"""The Gemini adapter through the real SDK against a local server: what is sent, and what each answer becomes."""

from __future__ import annotations

import gc
import io
import logging
import multiprocessing
import pickle
import socket
import time
import traceback

import pytest
from PIL import Image

from studio_app.adapters.gemini.images import GeminiImages
from studio_app.imaging.decode import decode
from studio_app.imaging.keying.cutting import KeyRejected, cut_out
from studio_app.imaging.keying.keys import GREEN, MAGENTA, prompt_sentence
from studio_app.ports.image_generation import (
    BadProviderOutput,
    ContentBlocked,
    GenerationFault,
    ProviderBusy,
    ProviderMisconfigured,
    ProviderUnavailable,
    Reference,
    Turn,
)
from tests.ports.plate_requests import plate_request, turn
from tests.vendors import gemini_server as vendor
from tests.vendors.gemini_server import KEY, GeminiServer, Step

MODEL = "gemini-nano-banana-2.1"


@pytest.fixture(scope="module")
def _images(_gemini: GeminiServer) -> GeminiImages:
    return GeminiImages(KEY, MODEL, _gemini.url)


@pytest.fixture
def images(gemini: GeminiServer, _images: GeminiImages) -> GeminiImages:
    """One adapter for all tests, with a server that has forgotten the last one."""
    return _images


def _fault(images: GeminiImages) -> GenerationFault:
    with pytest.raises(GenerationFault) as caught:
        images.paint(plate_request())
    return caught.value


# What is sent


@pytest.mark.parametrize(
    ("asset_type", "ratio", "size"),
    [
        ("thumbnail", "16:9", "1K"),
        ("clip_cover", "16:9", "1K"),
        ("banner", "16:9", "2K"),
        ("story_graphic", "9:16", "2K"),
        ("youtube_banner", "16:9", "2K"),
    ],
)
def test_ratio_and_size_follow_the_asset(
    gemini: GeminiServer, images: GeminiImages, asset_type: str, ratio: str, size: str
) -> None:
    plate = images.paint(plate_request(asset_type))
    (sent,) = gemini.requests
    assert sent.generation["imageConfig"] == {"aspectRatio": ratio, "imageSize": size}
    assert sent.generation["responseModalities"] == ["IMAGE"]
    assert (plate.parameters["ratio"], plate.parameters["size"]) == (ratio, size)


def test_request_carries_key_version_seed_and_prompt(gemini: GeminiServer, images: GeminiImages) -> None:
    images.paint(plate_request(prompt="A quiet harbour", seed=2**40 + 5))
    (sent,) = gemini.requests
    assert sent.path == f"/v1/models/{MODEL}:generateContent"
    assert sent.headers["x-goog-api-key"] == KEY
    assert KEY not in sent.path + sent.query
    assert sent.headers["x-server-timeout"] == "90"
    assert sent.generation["seed"] == 5
    assert sent.text.splitlines() == ["A quiet harbour", "Output the final image only."]


def test_other_version_is_used_in_the_path(gemini: GeminiServer) -> None:
    GeminiImages(KEY, MODEL, gemini.url, "v1beta").paint(plate_request())
    assert gemini.requests[0].path.startswith("/v1beta/")


def test_references_go_along_with_their_roles(gemini: GeminiServer, images: GeminiImages) -> None:
    references = tuple(
        Reference(role, role.encode(), "image/jpeg") for role in ("style", "subject", "layout", "logo", "odd")
    )
    plate = images.paint(plate_request(references=references))
    (sent,) = gemini.requests
    lines = sent.text.splitlines()
    assert [line.split(":")[0] for line in lines[1:6]] == [
        "Image 1 is a style reference",
        "Image 2 is the subject",
        "Image 3 is a layout reference",
        "Image 4 is the brand's logo",
        "Image 5 is a reference to look at.",
    ]
    shown = [part for part in sent.parts if "inlineData" in part]
    assert [vendor.sent_bytes(part) for part in shown] == [item.data for item in references]
    assert {vendor.sent_type(part) for part in shown} == {"image/jpeg"}
    assert plate.parameters["references"] == 5


def test_old_model_gets_three_references_and_no_size(gemini: GeminiServer) -> None:
    references = tuple(Reference("style", b"x", "image/png") for _ in range(9))
    GeminiImages(KEY, "gemini-2.5-flash-image", gemini.url).paint(plate_request(references=references))
    (sent,) = gemini.requests
    assert sum("inlineData" in part for part in sent.parts) == 3
    assert sent.generation["imageConfig"] == {"aspectRatio": "16:9"}


def test_references_beyond_the_request_limit_are_left_out(gemini: GeminiServer, images: GeminiImages) -> None:
    references = tuple(Reference("style", bytes(5_000_000), "image/png") for _ in range(4))
    assert images.paint(plate_request(references=references)).parameters["references"] == 2
    assert "Image 3" not in gemini.requests[0].text


def test_model_newer_than_the_catalogue_is_asked_like_the_default(gemini: GeminiServer) -> None:
    gemini.script(vendor.paint())
    plate = GeminiImages(KEY, "gemini-next-image", gemini.url).paint(plate_request("banner"))
    assert gemini.requests[0].generation["imageConfig"] == {"aspectRatio": "16:9", "imageSize": "2K"}
    assert (plate.model, plate.parameters["cost_cents"]) == ("gemini-next-image", 5.0)


@pytest.mark.parametrize(
    ("asset_type", "reason"), [("overlay", "alpha_not_supported"), ("poster", "unknown_asset_type")]
)
def test_types_that_cannot_be_painted_cost_nothing(
    gemini: GeminiServer, images: GeminiImages, asset_type: str, reason: str
) -> None:
    with pytest.raises(BadProviderOutput) as caught:
        images.paint(plate_request(asset_type))
    assert not caught.value.retry
    assert caught.value.details == {"reason": reason, "asset_type": asset_type}
    assert gemini.requests == []


# Transparency


@pytest.mark.parametrize("asset_type", ["twitch_emote", "twitch_badge", "discord_sticker"])
def test_types_with_alpha_are_painted_on_the_key(gemini: GeminiServer, images: GeminiImages, asset_type: str) -> None:
    plate = images.paint(plate_request(asset_type, prompt="A laughing fox", key=GREEN))
    (sent,) = gemini.requests
    assert sent.text.splitlines() == ["A laughing fox", prompt_sentence(GREEN), "Output the final image only."]
    assert sent.generation["imageConfig"] == {"aspectRatio": "1:1", "imageSize": "1K"}
    assert plate.key is GREEN
    cut = cut_out(decode(plate.data), GREEN)
    assert 0.4 < cut.report.coverage < 0.6


def test_any_type_can_be_asked_for_on_a_key(gemini: GeminiServer, images: GeminiImages) -> None:
    assert images.paint(plate_request("thumbnail", key=MAGENTA)).key is MAGENTA
    assert prompt_sentence(MAGENTA) in gemini.requests[0].text
    assert images.paint(plate_request("thumbnail")).key is None
    assert "background" not in gemini.requests[1].text


def test_a_picture_off_the_key_is_handed_on_for_the_cutter_to_refuse(
    gemini: GeminiServer, images: GeminiImages
) -> None:
    gemini.script(vendor.off_key)
    plate = images.paint(plate_request("twitch_emote", key=GREEN))
    with pytest.raises(KeyRejected, match="backdrop_grey"):
        cut_out(decode(plate.data), GREEN)


# Changes to a picture

FIRST, SECOND = turn("A neon arcade"), turn("only warmer light", color="#443322", kind="JPEG")


def test_conversation_is_told_in_order_and_the_new_wish_is_last(gemini: GeminiServer, images: GeminiImages) -> None:
    plate = images.paint(plate_request(prompt="remove the chair", turns=(FIRST, SECOND)))
    (sent,) = gemini.requests
    assert [content["role"] for content in sent.contents] == ["user", "model", "user", "model", "user"]
    asked, answered = sent.contents[:4:2], sent.contents[1:4:2]
    assert [content["parts"] for content in asked] == [[{"text": "A neon arcade"}], [{"text": "only warmer light"}]]
    shown = [content["parts"][0] for content in answered]
    assert [vendor.sent_bytes(part) for part in shown] == [FIRST.image, SECOND.image]
    assert [vendor.sent_type(part) for part in shown] == ["image/png", "image/jpeg"]
    keep, only = sent.text.splitlines()
    assert keep.startswith("Keep everything in the last picture exactly as it is")
    assert keep.endswith("change only this: remove the chair")
    assert only == "Output the final image only."
    assert plate.parameters["turns"] == 2


@pytest.mark.parametrize(
    ("size", "ratio", "name"),
    [
        ((1376, 768), "16:9", "1K"),
        ((2752, 1536), "16:9", "2K"),
        ((1024, 1024), "1:1", "1K"),
        ((1536, 2752), "9:16", "2K"),
        ((600, 800), "3:4", "1K"),
    ],
)
def test_a_change_keeps_the_first_pictures_shape(
    gemini: GeminiServer, images: GeminiImages, size: tuple[int, int], ratio: str, name: str
) -> None:
    images.paint(plate_request("banner", turns=(turn(size=size), turn(size=(64, 64)))))
    assert gemini.requests[0].generation["imageConfig"] == {"aspectRatio": ratio, "imageSize": name}


def test_a_change_can_show_references_and_stays_on_its_key(gemini: GeminiServer, images: GeminiImages) -> None:
    reference = Reference("subject", b"fox", "image/webp")
    first = turn(size=(1024, 1024))
    images.paint(plate_request("twitch_emote", "a smile", references=(reference,), key=MAGENTA, turns=(first,)))
    (sent,) = gemini.requests
    _keep, role, backdrop, _only = sent.text.splitlines()
    assert role.startswith("Image 1 is the subject")
    assert backdrop == prompt_sentence(MAGENTA)
    assert ["text" if "text" in part else "image" for part in sent.parts] == ["text", "image"]


def test_old_turns_are_forgotten_first_and_the_picture_to_change_never(gemini: GeminiServer) -> None:
    images = GeminiImages(KEY, "gemini-2.5-flash-image", gemini.url)
    turns = tuple(turn(f"step {number}", color=f"#{number}0{number}0{number}0") for number in range(1, 6))
    images.paint(plate_request(turns=turns))
    assert [content["parts"][0]["text"] for content in gemini.requests[0].contents[:-1:2]] == [
        "step 3", "step 4", "step 5",
    ]
    references = tuple(Reference("style", b"x", "image/png") for _ in range(5))
    images.paint(plate_request(references=references, turns=turns))
    sent = gemini.requests[1]
    assert [content["parts"][0]["text"] for content in sent.contents[:-1] if content["role"] == "user"] == ["step 5"]
    assert sum("inlineData" in part for part in sent.parts) == 2


def test_turns_share_the_requests_limit_of_bytes(gemini: GeminiServer, images: GeminiImages) -> None:
    heavy = turn().image + bytes(5_000_000)
    turns = tuple(Turn(str(number), heavy, "image/png") for number in range(4))
    assert images.paint(plate_request(turns=turns)).parameters["turns"] == 2
    assert [content["parts"][0]["text"] for content in gemini.requests[0].contents[:-1:2]] == ["2", "3"]


@pytest.mark.parametrize(
    ("image", "reason"),
    [(turn().image + bytes(14_000_000), "turn_too_large"), (b"no picture", "unreadable_turn")],
)
def test_a_picture_that_cannot_be_changed_costs_nothing(
    gemini: GeminiServer, images: GeminiImages, image: bytes, reason: str
) -> None:
    with pytest.raises(BadProviderOutput) as caught:
        images.paint(plate_request(turns=(Turn("A neon arcade", image, "image/png"),)))
    assert (caught.value.retry, caught.value.details) == (False, {"reason": reason})
    assert "Make a new one" in caught.value.message
    assert gemini.requests == []


def _said(role: str, *parts: dict[str, object]) -> dict[str, object]:
    return {"role": role, "parts": list(parts)}


TEXT, SHOWN = {"text": "A neon arcade"}, vendor.image_part(FIRST.image)


@pytest.mark.parametrize(
    "contents",
    [
        [_said("model", SHOWN)],
        [_said("user", TEXT), _said("model", SHOWN)],
        [_said("user", TEXT), _said("user", TEXT)],
        [_said("user", SHOWN, TEXT)],
        [_said("user", SHOWN)],
        [_said("user", TEXT, SHOWN, TEXT)],
        [_said("user", TEXT), _said("model", TEXT), _said("user", TEXT)],
        [_said("user", TEXT), _said("model", SHOWN, SHOWN), _said("user", TEXT)],
        [_said("user", TEXT, vendor.image_part(b"x", "image/gif"))],
    ],
)
def test_the_server_refuses_a_conversation_out_of_order(contents: list[dict[str, object]]) -> None:
    assert vendor.misspoken(contents) is not None
    assert vendor.misspoken([_said("user", TEXT, SHOWN), _said("model", SHOWN), _said("user", TEXT)]) is None


@pytest.mark.parametrize(
    "turns",
    [
        (Turn("A neon arcade", FIRST.image, "image/jpeg"),),
        (Turn("A neon arcade", FIRST.image, "image/bmp"),),
    ],
)
def test_the_server_refuses_a_picture_under_another_name(
    gemini: GeminiServer, images: GeminiImages, turns: tuple[Turn, ...]
) -> None:
    with pytest.raises(BadProviderOutput) as caught:
        images.paint(plate_request(turns=turns))
    assert (caught.value.details or {})["vendor_status"] == "INVALID_ARGUMENT"


# Pictures


def test_plate_keeps_what_explains_it(images: GeminiImages) -> None:
    plate = images.paint(plate_request(seed=3))
    assert (plate.provider, plate.model, plate.seed) == ("gemini", MODEL, 3)
    assert plate.parameters == {
        "ratio": "16:9",
        "size": "1K",
        "references": 0,
        "turns": 0,
        "width": 1376,
        "height": 768,
        "mime_type": "image/png",
        "finish_reason": "STOP",
        "tokens": {"prompt": 7, "output": 1120, "thoughts": 5, "total": 1132},
        "model_version": "model-001",
        "response_id": "r-1",
        "cost_cents": 3.36,
    }


@pytest.mark.parametrize("claimed", ["image/png", "image/jpeg", "application/octet-stream"])
def test_jpeg_is_taken_as_it_is_whatever_it_is_called(gemini: GeminiServer, images: GeminiImages, claimed: str) -> None:
    gemini.script(vendor.paint("JPEG", claimed))
    plate = images.paint(plate_request())
    assert plate.data == vendor.picture(gemini.requests[0], "JPEG")
    assert plate.parameters["mime_type"] == "image/jpeg"


def test_last_picture_that_is_no_thought_wins(gemini: GeminiServer, images: GeminiImages) -> None:
    gemini.script(vendor.drafts_first)
    assert images.paint(plate_request()).data == vendor.picture(gemini.requests[0], shade="final")


def test_answer_without_finish_reason_or_usage_is_enough(gemini: GeminiServer, images: GeminiImages) -> None:
    gemini.script(lambda sent: {"candidates": [{"content": {"parts": [vendor.image_part(vendor.picture(sent))]}}]})
    assert images.paint(plate_request()).parameters["tokens"] == {}


def _file(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height)).save(out, "PNG")
    return out.getvalue()


SQUARE, TALL, WHOLE = _file(1024, 1024), _file(768, 1376), _file(1376, 768)


def test_square_plate_is_kept_because_it_can_be_cropped(gemini: GeminiServer, images: GeminiImages) -> None:
    gemini.script(vendor.send(vendor.answer([vendor.image_part(SQUARE)])))
    assert images.paint(plate_request()).data == SQUARE


# Answers without a usable picture

WORDS = [{"text": "I would draw an arcade."}]
THOUGHT = [vendor.image_part(WHOLE, thought=True)]


@pytest.mark.parametrize(
    ("step", "kind", "retry", "reason"),
    [
        (vendor.blocked("PROHIBITED_CONTENT"), ContentBlocked, False, "prompt_blocked"),
        (vendor.blocked("OTHER"), ContentBlocked, False, "prompt_blocked"),
        (vendor.blocked("A_NEW_REASON"), ContentBlocked, False, "prompt_blocked"),
        (vendor.finish("IMAGE_SAFETY"), ContentBlocked, True, "finish"),
        (vendor.finish("SAFETY"), ContentBlocked, False, "finish"),
        (vendor.finish("PROHIBITED_CONTENT"), ContentBlocked, False, "finish"),
        (vendor.finish("IMAGE_PROHIBITED_CONTENT"), ContentBlocked, False, "finish"),
        (vendor.finish("RECITATION"), ContentBlocked, False, "finish"),
        (vendor.finish("IMAGE_RECITATION"), ContentBlocked, False, "finish"),
        (vendor.finish("NO_IMAGE"), BadProviderOutput, True, "finish"),
        (vendor.finish("IMAGE_OTHER"), BadProviderOutput, True, "finish"),
        (vendor.finish("PUP_LIMITED_DISABLED"), BadProviderOutput, False, "finish"),
        (vendor.finish("A_NEW_REASON"), BadProviderOutput, True, "no_image_part"),
        (vendor.finish("MAX_TOKENS"), BadProviderOutput, True, "no_image_part"),
        (vendor.send(vendor.answer(WORDS)), BadProviderOutput, True, "no_image_part"),
        (vendor.send(vendor.answer(THOUGHT)), BadProviderOutput, True, "no_image_part"),
        (vendor.send(vendor.answer([vendor.image_part(WHOLE)], "IMAGE_SAFETY")), ContentBlocked, True, "finish"),
        (vendor.send({}), BadProviderOutput, True, "empty_answer"),
        (vendor.send({"candidates": []}), BadProviderOutput, True, "empty_answer"),
        (vendor.send(vendor.answer([vendor.image_part(b"no picture")])), BadProviderOutput, True, "not_an_image"),
        (vendor.send(vendor.answer([vendor.image_part(WHOLE[:900])])), BadProviderOutput, True, "not_an_image"),
        (vendor.send(vendor.answer([vendor.image_part(TALL)])), BadProviderOutput, True, "wrong_shape"),
        (
            vendor.send(vendor.answer([{"inlineData": {"mimeType": "image/png", "data": "%%% not base64"}}])),
            BadProviderOutput,
            True,
            "unreadable_answer",
        ),
        (vendor.raw(200, b"<html>", "text/html"), BadProviderOutput, True, "unreadable_answer"),
        (vendor.raw(200, b'{"candidates": 5}', "application/json"), BadProviderOutput, True, "unreadable_answer"),
        (vendor.raw(200, b"\xff\xfe{", "application/json"), BadProviderOutput, True, "unreadable_answer"),
    ],
)
@pytest.mark.filterwarnings("ignore:A_NEW_REASON")
def test_each_answer_without_a_picture_is_told_apart(
    gemini: GeminiServer, images: GeminiImages, step: Step, kind: type[GenerationFault], retry: bool, reason: str
) -> None:
    gemini.script(step)
    fault = _fault(images)
    assert type(fault) is kind
    assert fault.retry is retry
    assert fault.details is not None
    assert fault.details["reason"] == reason
    assert len(gemini.requests) == 1


def test_picture_with_too_many_pixels_is_not_decoded(gemini: GeminiServer, images: GeminiImages) -> None:
    out = io.BytesIO()
    Image.new("1", (10000, 6000)).save(out, "PNG")
    gemini.script(vendor.send(vendor.answer([vendor.image_part(out.getvalue())])))
    fault = _fault(images)
    assert fault.details == {"reason": "too_many_pixels"}


def test_endless_answer_is_cut_off(gemini: GeminiServer) -> None:
    gemini.script(vendor.huge(8_000_000))
    fault = _fault(GeminiImages(KEY, MODEL, gemini.url, max_answer_bytes=1_000_000))
    assert isinstance(fault, BadProviderOutput)
    assert (fault.retry, fault.details) == (False, {"reason": "too_large"})


# Errors


@pytest.mark.parametrize(
    ("step", "kind", "retry", "retry_after"),
    [
        (vendor.quota("38s"), ProviderBusy, True, 38.0),
        (vendor.quota("0.2s"), ProviderBusy, True, 0.2),
        (vendor.quota("soon"), ProviderBusy, True, None),
        (vendor.quota(), ProviderBusy, True, None),
        (vendor.quota("38s", "GenerateRequestsPerDayPerProject"), ProviderBusy, False, None),
        (vendor.quota("38s", value="0"), ProviderMisconfigured, False, None),
        (vendor.fail(429, "RESOURCE_EXHAUSTED"), ProviderBusy, True, None),
        (vendor.fail(429, "RESOURCE_EXHAUSTED", headers={"retry-after": "7"}), ProviderBusy, True, 7.0),
        (vendor.fail(500, "INTERNAL"), ProviderUnavailable, True, None),
        (vendor.raw(502, b"<html>Bad Gateway", "text/html"), ProviderUnavailable, True, None),
        (vendor.fail(503, "UNAVAILABLE"), ProviderBusy, True, None),
        (vendor.fail(503, "UNAVAILABLE", headers={"retry-after": "4"}), ProviderBusy, True, 4.0),
        (vendor.fail(504, "DEADLINE_EXCEEDED"), ProviderUnavailable, True, None),
        (vendor.key_invalid(), ProviderMisconfigured, False, None),
        (vendor.fail(400, "FAILED_PRECONDITION"), ProviderMisconfigured, False, None),
        (vendor.fail(400, "INVALID_ARGUMENT"), BadProviderOutput, False, None),
        (vendor.fail(413, "INVALID_ARGUMENT"), BadProviderOutput, False, None),
        (vendor.fail(401, "UNAUTHENTICATED"), ProviderMisconfigured, False, None),
        (vendor.fail(403, "PERMISSION_DENIED"), ProviderMisconfigured, False, None),
        (vendor.fail(404, "NOT_FOUND"), ProviderMisconfigured, False, None),
        (vendor.raw(302, b"", "text/plain", {"location": "http://127.0.0.1:9/"}), ProviderMisconfigured, False, None),
        (vendor.raw(500, b"[1, 2]", "application/json"), ProviderUnavailable, True, None),
        (
            vendor.raw(429, b'{"error": {"details": ["x", {"violations": 3}]}}', "application/json"),
            ProviderBusy,
            True,
            None,
        ),
        (vendor.cut, ProviderUnavailable, True, None),
    ],
)
def test_each_error_becomes_one_fault_and_no_second_call(
    gemini: GeminiServer,
    images: GeminiImages,
    step: Step,
    kind: type[GenerationFault],
    retry: bool,
    retry_after: float | None,
) -> None:
    gemini.script(step)
    fault = _fault(images)
    assert type(fault) is kind
    assert (fault.retry, fault.retry_after) == (retry, retry_after)
    assert len(gemini.requests) == 1


def test_fault_names_the_vendors_status_but_none_of_its_words(gemini: GeminiServer, images: GeminiImages) -> None:
    gemini.script(vendor.key_invalid())
    fault = _fault(images)
    assert fault.details == {
        "http_status": 400,
        "vendor_status": "INVALID_ARGUMENT",
        "vendor_reason": "API_KEY_INVALID",
    }
    told = "".join(traceback.format_exception(fault)) + repr(fault.details)
    assert KEY not in told
    assert "vendor words" not in told
    assert fault.__context__ is None


@pytest.mark.parametrize("step", [vendor.hang(5), vendor.drip(5)], ids=["hang", "drip"])
def test_slow_answer_ends_in_time(gemini: GeminiServer, step: Step) -> None:
    gemini.script(step)
    started = time.monotonic()
    fault = _fault(GeminiImages(KEY, MODEL, gemini.url, timeout_seconds=0.4))
    assert time.monotonic() - started < 4
    assert isinstance(fault, ProviderUnavailable)
    assert fault.retry
    assert "too long" in fault.message


def test_nobody_listening_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        address = f"http://127.0.0.1:{unused.getsockname()[1]}"
    fault = _fault(GeminiImages(KEY, MODEL, address))
    assert isinstance(fault, ProviderUnavailable)


@pytest.mark.parametrize(("key", "address"), [("bad\nkey", None), ("clé", None), (KEY, "ftp://127.0.0.1/")])
def test_settings_that_cannot_work_are_our_fault(gemini: GeminiServer, key: str, address: str | None) -> None:
    fault = _fault(GeminiImages(key, MODEL, address or gemini.url))
    assert isinstance(fault, ProviderMisconfigured)
    assert key not in "".join(traceback.format_exception(fault))


def test_key_and_prompt_are_in_no_log(
    gemini: GeminiServer, images: GeminiImages, caplog: pytest.LogCaptureFixture
) -> None:
    gemini.script(vendor.paint(), vendor.key_invalid())
    with caplog.at_level(logging.DEBUG):
        images.paint(plate_request(prompt="a secret harbour"))
        _fault(images)
    assert caplog.records
    logged = "".join(f"{record.getMessage()}{record.args}" for record in caplog.records)
    assert KEY not in logged
    assert "secret harbour" not in logged


def test_fault_survives_a_pickle(gemini: GeminiServer, images: GeminiImages) -> None:
    gemini.script(vendor.quota("38s"), vendor.finish("IMAGE_SAFETY"))
    for _ in range(2):
        fault = _fault(images)
        copy = pickle.loads(pickle.dumps(fault))
        assert type(copy) is type(fault)
        assert vars(copy) == vars(fault)
        assert (str(copy), copy.retry) == (str(fault), fault.retry)


# Life of the client


def test_client_is_made_once_and_outlives_garbage_collection(images: GeminiImages) -> None:
    images.paint(plate_request())
    client = images._client()
    gc.collect()
    images.paint(plate_request())
    assert images._client() is client


def test_forked_process_gets_a_client_of_its_own(images: GeminiImages) -> None:
    images.paint(plate_request())
    fork = multiprocessing.get_context("fork")
    answers = fork.SimpleQueue()

    def child() -> None:
        known = set(images._clients.values())
        data = images.paint(plate_request()).data
        answers.put((data, images._client() in known))

    process = fork.Process(target=child)
    process.start()
    process.join(20)
    assert process.exitcode == 0
    assert answers.get() == (images.paint(plate_request()).data, False)
