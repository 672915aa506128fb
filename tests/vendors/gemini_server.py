"""A local server that speaks the Gemini Developer API's protocol for images and for opinions on them to the real SDK.

Each request takes the next scripted step; without one it paints, or has an opinion when a text model is asked. What
arrived is kept in `requests`.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import io
import json
import re
import socket
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from PIL import Image, ImageDraw

KEY = "test-key-that-must-not-leak"
RATIOS = {"1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9", "1:4", "4:1", "1:8", "8:1"}
SIDES = {"1K": 1024, "2K": 2048, "4K": 4096}
MODELS = {"gemini-nano-banana-2.1", "gemini-3-pro-image", "gemini-3.1-flash-lite-image", "gemini-2.5-flash-image"}
TEXT_MODELS = {"gemini-3.8-flash", "gemini-3.5-flash-lite"}
# Images that a request may show, references and earlier pictures together.
MOST_IMAGES = {"gemini-2.5-flash-image": 3}
INPUT_TYPES = {"image/png", "image/jpeg", "image/webp", "image/heic", "image/heif"}
_BACKDROP = re.compile(r"flat solid (#[0-9A-F]{6}) background")
_RPC = "type.googleapis.com/google.rpc."


@dataclass(frozen=True, slots=True)
class Recorded:
    """One request as it came over the wire."""

    path: str
    query: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def generation(self) -> dict[str, Any]:
        return dict(self.body.get("generationConfig", {}))

    @property
    def contents(self) -> list[dict[str, Any]]:
        return list(self.body["contents"])

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Of the newest content: what is asked now."""
        return list(self.contents[-1]["parts"])

    @property
    def text(self) -> str:
        return "\n".join(part["text"] for part in self.parts if "text" in part)

    @property
    def backdrop(self) -> str | None:
        """The colour that the subject is asked to stand on."""
        found = _BACKDROP.search(self.text)
        return found[1] if found else None


Step = Callable[[Recorded], Any]
OPINION: dict[str, Any] = {
    "summary": "The hero and the two words are read at once.", "emotion": 71, "clarity": 88, "appeal": 64,
    "advice": ["Make the title a third larger.", "Give the hero a brighter rim."],
}


def picture(recorded: Recorded, kind: str = "PNG", shade: str = "") -> bytes:
    """A picture of the asked geometry whose colour depends on prompt and seed: plain, or an emote on its backdrop."""
    config = recorded.generation.get("imageConfig", {})
    across, down = map(int, config.get("aspectRatio", "1:1").split(":"))
    unit = SIDES[config.get("imageSize", "1K")] / (across * down) ** 0.5
    # Rounded up, so that a plate of N "K" never has less than the nominal pixel count per side.
    size = (-int(-across * unit // 16) * 16, -int(-down * unit // 16) * 16)
    digest = hashlib.sha256(f"{recorded.text}{recorded.generation.get('seed')}{shade}".encode()).digest()
    colour = (digest[0], digest[1], digest[2])
    image = Image.new("RGB", size, recorded.backdrop or colour)
    if recorded.backdrop:
        _emote(image, colour)
    out = io.BytesIO()
    image.save(out, kind, compress_level=1)
    return out.getvalue()


def _emote(image: Image.Image, colour: tuple[int, int, int]) -> None:
    """A round face in `colour` with a thick dark outline, a margin free on all sides."""
    x, y, radius = image.width / 2, image.height / 2, min(image.size) * 0.4
    ImageDraw.Draw(image).ellipse(
        [x - radius, y - radius, x + radius, y + radius], fill=colour, outline=(24, 16, 32), width=round(radius / 8)
    )


def off_key(recorded: Recorded) -> dict[str, Any]:
    """A model that did not listen: the emote on another colour than asked."""
    config = recorded.generation.get("imageConfig", {})
    assert recorded.backdrop and config["aspectRatio"] == "1:1"
    image = Image.new("RGB", (1024, 1024), "#777777")
    _emote(image, (250, 180, 10))
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return answer([image_part(out.getvalue())])


def image_part(data: bytes, mime_type: str = "image/png", **more: Any) -> dict[str, Any]:
    return {"inlineData": {"mimeType": mime_type, "data": base64.b64encode(data).decode()}, **more}


def sent_bytes(part: dict[str, Any]) -> bytes:
    """The file in an image part of a request; the SDK writes it in the alphabet of URLs."""
    return base64.b64decode(part["inlineData"]["data"], altchars=b"-_", validate=True)


def sent_type(part: dict[str, Any]) -> str:
    inline = part["inlineData"]
    return str(inline.get("mimeType") or inline.get("mime_type"))


def answer(parts: list[dict[str, Any]] | None, finish: str | None = "STOP", **more: Any) -> dict[str, Any]:
    candidate: dict[str, Any] = {"index": 0, **more}
    if parts is not None:
        candidate["content"] = {"role": "model", "parts": parts}
    if finish is not None:
        candidate["finishReason"] = finish
    usage = {"promptTokenCount": 7, "candidatesTokenCount": 1120, "thoughtsTokenCount": 5, "totalTokenCount": 1132}
    return {"candidates": [candidate], "usageMetadata": usage, "modelVersion": "model-001", "responseId": "r-1"}


def paint(kind: str = "PNG", claimed: str = "image/png") -> Step:
    """Words first, then one picture, each signed as the service does."""

    def step(recorded: Recorded) -> dict[str, Any]:
        signature = base64.b64encode(b"signature").decode()
        words = {"text": "Here you go.", "thoughtSignature": signature}
        return answer([words, image_part(picture(recorded, kind), claimed, thoughtSignature=signature)])

    return step


def drafts_first(recorded: Recorded) -> dict[str, Any]:
    """A marked draft, an unmarked one, the final picture and a late thought."""
    parts = [image_part(picture(recorded, shade=shade)) for shade in ("draft", "second", "final", "late")]
    parts[0]["thought"] = parts[3]["thought"] = True
    return answer(parts)


def say(text: str, finish: str = "STOP") -> Step:
    """Words after a thought, cut into two parts as long answers are."""
    thought = {"text": '{"emotion": 1, "wait', "thought": True, "thoughtSignature": "c2lnbmF0dXJl"}
    half = len(text) // 2
    return lambda recorded: answer([thought, {"text": text[:half]}, {"text": text[half:]}], finish)


def opine(**changes: Any) -> Step:
    """`OPINION` with other values; a field that is changed to `...` is left out."""
    said = {name: value for name, value in {**OPINION, **changes}.items() if value is not ...}
    return say(json.dumps(said))


def finish(reason: str) -> Step:
    return lambda recorded: answer(None, reason, finishMessage="Unable to show the generated image.")


def send(body: Any) -> Step:
    return lambda recorded: body


def blocked(reason: str) -> Step:
    return send({"promptFeedback": {"blockReason": reason}, "usageMetadata": {"promptTokenCount": 7}})


def fail(
    code: int,
    status: str,
    details: list[dict[str, Any]] | None = None,
    headers: dict[str, str] | None = None,
    message: str = f"vendor words about api_key:{KEY}",
) -> Step:
    error: dict[str, Any] = {"code": code, "message": message, "status": status}
    if details is not None:
        error["details"] = details
    return lambda recorded: JSONResponse({"error": error}, code, headers=headers)


def quota(delay: str | None = None, quota_id: str = "RequestsPerMinutePerProject", value: str = "10") -> Step:
    details: list[dict[str, Any]] = [
        {"@type": _RPC + "QuotaFailure", "violations": [{"quotaId": quota_id, "quotaValue": value}]},
        {"@type": _RPC + "Help", "links": [{"description": "Learn more", "url": "https://ai.google.dev"}]},
    ]
    if delay is not None:
        details.append({"@type": _RPC + "RetryInfo", "retryDelay": delay})
    return fail(429, "RESOURCE_EXHAUSTED", details)


def key_invalid() -> Step:
    return fail(400, "INVALID_ARGUMENT", [{"@type": _RPC + "ErrorInfo", "reason": "API_KEY_INVALID"}])


def raw(status: int, body: bytes, content_type: str, headers: dict[str, str] | None = None) -> Step:
    return lambda recorded: Response(body, status, headers, content_type)


def hang(seconds: float) -> Step:
    async def late() -> dict[str, Any]:
        await asyncio.sleep(seconds)
        return answer([])

    return lambda recorded: late()


def slowly(seconds: float) -> Step:
    """A picture, as late as real ones are."""
    async def late(recorded: Recorded) -> dict[str, Any]:
        await asyncio.sleep(seconds)
        return paint()(recorded)

    return late


def drip(seconds: float) -> Step:
    async def drops() -> AsyncIterator[bytes]:
        for _ in range(round(seconds / 0.05)):
            yield b" "
            await asyncio.sleep(0.05)

    return lambda recorded: StreamingResponse(drops(), media_type="application/json")


def cut(recorded: Recorded) -> Response:
    async def half() -> AsyncIterator[bytes]:
        yield b'{"candidates":['
        raise ConnectionResetError

    return StreamingResponse(half(), headers={"content-length": "5000"}, media_type="application/json")


def huge(size: int) -> Step:
    async def flood() -> AsyncIterator[bytes]:
        for _ in range(size // 65536):
            yield b" " * 65536

    return lambda recorded: StreamingResponse(flood(), media_type="application/json")


@dataclass
class GeminiServer:
    """`with GeminiServer() as server:` serves on a free loopback port until the block ends."""

    requests: list[Recorded] = field(default_factory=list)
    steps: deque[Step] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(self._app(), log_config=None, log_level="critical", lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), daemon=True)

    def script(self, *steps: Step) -> None:
        """What the next requests get; forgets what came before."""
        self.requests.clear()
        self.steps.clear()
        self.steps.extend(steps)

    def __enter__(self) -> GeminiServer:
        self._thread.start()
        deadline = time.monotonic() + 10
        while not self._server.started:
            assert self._thread.is_alive(), "the Gemini server ended"
            assert time.monotonic() < deadline, "the Gemini server did not start"
            time.sleep(0.005)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(10)
        self._socket.close()
        assert not self._thread.is_alive()

    def _app(self) -> FastAPI:
        app = FastAPI()
        app.post("/{version}/models/{model}:generateContent", response_model=None)(self._generate)
        return app

    async def _generate(self, version: str, model: str, request: Request) -> Any:
        headers = {name.lower(): value for name, value in request.headers.items()}
        recorded = Recorded(request.url.path, request.url.query, headers, await request.json())
        self.requests.append(recorded)
        reply = (self.steps.popleft() if self.steps else _default(model))(recorded)
        return await reply if asyncio.iscoroutine(reply) else reply


def _default(model: str) -> Step:
    if model in TEXT_MODELS:
        return lambda recorded: (_unreviewable(recorded) or opine())(recorded)
    return lambda recorded: (_refusal(model, recorded) or paint())(recorded)


def _unreviewable(recorded: Recorded) -> Step | None:
    """What the service refuses when a picture is to be looked at: no key, a conversation that it does not take, a
    schema without its type, one that it cannot follow."""
    config, schema = recorded.generation, recorded.generation.get("responseSchema", {})
    if recorded.headers.get("x-goog-api-key") != KEY:
        return key_invalid()
    if (wrong := misspoken(recorded.contents)) is not None:
        return fail(400, "INVALID_ARGUMENT", message=wrong)
    if schema and config.get("responseMimeType") != "application/json":
        return fail(400, "INVALID_ARGUMENT", message="a schema without JSON")
    # As the service does, both spellings of a field are read; the SDK writes this one as in Python.
    order = schema.get("propertyOrdering") or schema.get("property_ordering") or []
    unknown = {*schema.get("required", []), *order} - {*schema.get("properties", {})}
    return fail(400, "INVALID_ARGUMENT", message=f"no such fields {unknown}") if unknown else None


def _refusal(model: str, recorded: Recorded) -> Step | None:
    """What the service itself refuses: no key, a model it does not have, a picture config or a conversation that it
    does not take."""
    config = recorded.generation.get("imageConfig", {})
    if recorded.headers.get("x-goog-api-key") != KEY:
        return key_invalid()
    if model not in MODELS:
        return fail(404, "NOT_FOUND")
    if config.get("aspectRatio") not in RATIOS or config.get("imageSize", "1K") not in SIDES:
        return fail(400, "INVALID_ARGUMENT")
    if model == "gemini-2.5-flash-image" and "imageSize" in config:
        return fail(400, "INVALID_ARGUMENT")
    if (wrong := misspoken(recorded.contents)) is not None:
        return fail(400, "INVALID_ARGUMENT", message=wrong)
    if sum("inlineData" in part for part in _all_parts(recorded.contents)) > MOST_IMAGES.get(model, 14):
        return fail(400, "INVALID_ARGUMENT", message="too many images")
    return None


def _all_parts(contents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [part for content in contents for part in content["parts"]]


def misspoken(contents: list[dict[str, Any]]) -> str | None:
    """What is wrong with a conversation. User and model take turns, the user first and last; a user says words and
    then shows images; the model's earlier answers are one picture each, in a type that it is called by."""
    roles = [content.get("role") for content in contents]
    if roles != ["user", "model"] * (len(roles) // 2) + ["user"]:
        return f"roles {roles}"
    for content in contents:
        kinds = ["text" if "text" in part else "image" for part in content["parts"]]
        if content["role"] == "user" and (kinds[:1] != ["text"] or "text" in kinds[1:]):
            return f"a user's parts {kinds}"
        if content["role"] == "model" and (kinds != ["image"] or not _is_what_it_says(content["parts"][0])):
            return f"a model's parts {kinds}"
    types = {sent_type(part) for part in _all_parts(contents) if "inlineData" in part}
    return f"types {types}" if types - INPUT_TYPES else None


def _is_what_it_says(part: dict[str, Any]) -> bool:
    with Image.open(io.BytesIO(sent_bytes(part))) as image:
        return Image.MIME[str(image.format)] == sent_type(part)
