"""Paints plates with our own renderer: no network, no key, the same picture every time."""

from __future__ import annotations

import io

from studio_app.imaging.brief import Brief
from studio_app.imaging.commands import Commands, parse
from studio_app.imaging.drawing import drawing
from studio_app.imaging.encode import least_alpha
from studio_app.imaging.engine import TEMPLATE_VERSION, paint_plate, plan
from studio_app.ports.image_generation import Plate, PlateRequest


class LocalImages:
    """An `ImageGenerator` that draws by rule. Holds no state, so any number of threads may call it.

    It looks at no references and reads no turns: a change reaches it as the edits of the brief.
    """

    provider = "local"
    model = "studio-renderer"

    def paint(self, request: PlateRequest) -> Plate:
        brief = request.brief
        art = paint_plate(brief, plan(brief))
        if least_alpha(art) == 255:
            art = art.convert("RGB")
        buffer = io.BytesIO()
        # These bytes live for milliseconds, until they are decoded again: compressing them would cost more than the
        # rest of the painting.
        art.save(buffer, "PNG", compress_level=0)
        parameters: dict[str, object] = {
            "template_version": TEMPLATE_VERSION, "style": brief.style, "renderer": drawing().name,
        }
        return Plate(buffer.getvalue(), self.provider, self.model, brief.seed, parameters)

    def edit(self, wish: str, brief: Brief) -> Commands:
        """The edits that `wish` asks for in plain words, and what of it was and was not understood."""
        return parse(wish, brief)
