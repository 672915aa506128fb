"""Moving files as a player shows them."""

from __future__ import annotations

import base64

import pytest
from PIL import Image
from playwright.sync_api import Browser

from studio_app.imaging.colour import delta_e2000, from_hex
from studio_app.imaging.motion.encoders import can_encode, encode_webm
from studio_app.imaging.motion.frames import even

COLOURS = ("#7c3aed", "#ec4899", "#53fc18", "#dc2626")
SHOWN = """async ([data, wide, tall]) => {
  const video = Object.assign(document.createElement("video"), { muted: true, src: `data:video/webm;base64,${data}` });
  await video.play();
  await new Promise((done) => video.requestVideoFrameCallback(done));
  const canvas = Object.assign(document.createElement("canvas"), { width: wide, height: tall });
  const pen = canvas.getContext("2d");
  pen.drawImage(video, 0, 0);
  const at = (x) => [...pen.getImageData(x, tall / 2, 1, 1).data].slice(0, 3);
  const hex = (x) => at(x).map((value) => value.toString(16).padStart(2, "0"));
  return [0, 1, 2, 3].map((i) => `#${hex(Math.floor(((i + 0.5) * wide) / 4)).join("")}`);
}"""


@pytest.mark.parametrize("size", [(320, 180), (1920, 1080)])
def test_a_player_shows_the_kits_colours(browser: Browser, size: tuple[int, int]) -> None:
    assert can_encode("webm")
    wide, tall = size
    image = Image.new("RGBA", size)
    for i, colour in enumerate(COLOURS):
        image.paste(Image.new("RGBA", (wide // 4, tall), colour), (i * wide // 4, 0))
    data = base64.b64encode(encode_webm(even([image] * 6, 0.6), 18)).decode()
    page = browser.new_page()
    shown = page.evaluate(SHOWN, [data, wide, tall])
    page.close()
    for colour, seen in zip(COLOURS, shown, strict=True):
        assert delta_e2000(from_hex(colour), from_hex(seen)) < 1, (colour, seen)
