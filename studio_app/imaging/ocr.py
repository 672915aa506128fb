"""Reads the words in a picture, offline, with the detection and recognition models that rapidocr ships."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

LEAST_CONFIDENCE: Final = 0.60
_LEAST_SIDE: Final = 16
# One thread: several processes share the machine. 480 pixels find every headline in a fifth of the time of the default.
_PARAMETERS: Final = {
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "Det.limit_type": "max",
    "Det.limit_side_len": 480,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `quad` is (4, 2) float32 in pixels, clockwise from the top left of the text itself."""

    text: str
    quad: np.ndarray
    confidence: float

    @property
    def height(self) -> float:
        """Of the line's box, across the text, in pixels."""
        return float(np.linalg.norm(self.quad[3] - self.quad[0]) + np.linalg.norm(self.quad[2] - self.quad[1])) / 2


@functools.cache
def engine() -> Any:
    """The process's reader; models are loaded at its first use. Not to be used by two threads at once."""
    # Imported here: half a second and 50 MB that only a process which reads pictures should pay for.
    import cv2
    from rapidocr import RapidOCR

    cv2.setNumThreads(1)
    return RapidOCR(params=_PARAMETERS)


def read_lines(rgb: np.ndarray) -> list[Line]:
    """The lines of an (h, w, 3) uint8 picture, top to bottom; empty when there are none or it is tiny.

    Lines read with less than `LEAST_CONFIDENCE`, or with fewer than two letters or digits, are left out.
    """
    if min(rgb.shape[:2]) < _LEAST_SIDE:
        return []
    # The engine keeps the switches of its last call, so each call states them all; it reads BGR.
    found = engine()(np.ascontiguousarray(rgb[..., ::-1]), use_det=True, use_cls=False, use_rec=True)
    if found.txts is None or found.boxes is None or found.scores is None:
        return []
    lines = [
        Line(text, np.asarray(quad, np.float32), float(score))
        for text, quad, score in zip(found.txts, found.boxes, found.scores, strict=True)
    ]
    return [line for line in lines if line.confidence >= LEAST_CONFIDENCE and len(re.findall(r"\w", line.text)) > 1]
