"""VP9 through the libvpx that OpenCV's wheel carries; pictures in, packets out.

The wheel ships the library (BSD-3-Clause) for its own video reader. Only the part of its configuration is touched
that has stood still since libvpx 1.4, and the library refuses to start when its binary interface is another one.
"""

from __future__ import annotations

import ctypes
import functools
from collections.abc import Iterator
from importlib import util
from pathlib import Path
from typing import Any

import numpy as np

# VPX_ENCODER_ABI_VERSION of the releases whose headers were read: 1.15 and 1.16.
_INTERFACES = (37, 39)
_I420, _REALTIME, _FRAME_PACKET, _CPU_USED = 0x102, 1, 0, 13
_CONSTANT_QUALITY, _FAST = 3, 7
WORST_QUANTIZER = 63


class _Settings(ctypes.Structure):
    """The start of `vpx_codec_enc_cfg_t`, and room for the rest."""

    _fields_ = [
        *((name, ctypes.c_uint) for name in ("usage", "threads", "profile", "width", "height", "depth", "input_depth")),
        *((name, ctypes.c_int) for name in ("timebase_num", "timebase_den")),
        *((name, ctypes.c_uint) for name in ("resilient", "pass_", "lag", "drop", "resize", "scaled_w", "scaled_h")),
        *((name, ctypes.c_uint) for name in ("resize_up", "resize_down", "rate_control")),
        *((name, ctypes.c_void_p) for name in ("stats", "stats_size", "mb_stats", "mb_stats_size")),
        *((name, ctypes.c_uint) for name in ("bitrate", "best_quantizer", "worst_quantizer", "undershoot")),
        ("rest", ctypes.c_ubyte * 4096),
    ]


class _Packet(ctypes.Structure):
    """The start of `vpx_codec_cx_pkt_t` for a frame."""

    _fields_ = [("kind", ctypes.c_int), ("data", ctypes.c_void_p), ("size", ctypes.c_size_t)]


def _declare(library: ctypes.CDLL) -> ctypes.CDLL:
    pointer, number = ctypes.c_void_p, ctypes.c_uint
    for name, result, arguments in (
        ("vpx_codec_vp9_cx", pointer, ()),
        ("vpx_codec_enc_config_default", ctypes.c_int, (pointer, pointer, number)),
        ("vpx_codec_enc_init_ver", ctypes.c_int, (pointer, pointer, pointer, ctypes.c_long, ctypes.c_int)),
        ("vpx_codec_control_", ctypes.c_int, (pointer, ctypes.c_int)),
        ("vpx_img_wrap", pointer, (pointer, ctypes.c_int, number, number, number, pointer)),
        ("vpx_img_free", None, (pointer,)),
        ("vpx_codec_encode", ctypes.c_int,
         (pointer, pointer, ctypes.c_int64, ctypes.c_ulong, ctypes.c_long, ctypes.c_ulong)),
        ("vpx_codec_get_cx_data", pointer, (pointer, pointer)),
        ("vpx_codec_destroy", ctypes.c_int, (pointer,)),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


@functools.cache
def load_vpx() -> ctypes.CDLL | None:
    """libvpx, or None where the wheel of this system carries none."""
    found = util.find_spec("cv2")
    if found is None or found.origin is None:
        return None
    beside = Path(found.origin).parent
    places = (*beside.parent.glob("opencv*.libs/libvpx*"), *beside.glob(".dylibs/libvpx*"))
    try:
        return _declare(ctypes.CDLL(str(sorted(places)[0])))
    except (IndexError, OSError, AttributeError):
        return None


class Encoder:
    """One VP9 stream of constant quality in which only the first picture is a key frame, every picture is shown and
    each gives one packet. `quantizer` 0 (best) to 63. Raises OSError when the library refuses.
    """

    def __init__(self, width: int, height: int, quantizer: int) -> None:
        library = load_vpx()
        if library is None:
            raise OSError("no libvpx on this system")
        self._library, self._size = library, (width, height)
        self._context = ctypes.create_string_buffer(512)
        self._settings = self._configured(quantizer)
        interface = library.vpx_codec_vp9_cx()
        settings = ctypes.byref(self._settings)
        begin = library.vpx_codec_enc_init_ver
        if all(begin(self._context, interface, settings, 0, version) for version in _INTERFACES):
            raise OSError("libvpx has another interface")
        self._ask(library.vpx_codec_control_(self._context, _CPU_USED, ctypes.c_int(_FAST)))

    def _configured(self, quantizer: int) -> _Settings:
        settings = _Settings()
        self._ask(self._library.vpx_codec_enc_config_default(
            self._library.vpx_codec_vp9_cx(), ctypes.byref(settings), 0))
        settings.threads, settings.width, settings.height = 1, *self._size
        settings.timebase_num, settings.timebase_den = 1, 1000
        settings.lag, settings.drop, settings.resize = 0, 0, 0  # each picture at once, none hidden, none left out
        settings.rate_control = _CONSTANT_QUALITY
        settings.best_quantizer = settings.worst_quantizer = quantizer
        return settings

    def _ask(self, answer: int) -> None:
        if answer:
            raise OSError(f"libvpx answered {answer}")

    def encode(self, planes: np.ndarray, at: int, duration: int) -> bytes:
        """The packet of one I420 picture (uint8, Y then U then V); times in milliseconds."""
        pixels = np.ascontiguousarray(planes)
        library = self._library
        image = library.vpx_img_wrap(None, _I420, *self._size, 1, pixels.ctypes.data_as(ctypes.c_void_p))
        try:
            self._ask(library.vpx_codec_encode(self._context, image, at, duration, 0, _REALTIME))
            return b"".join(self._packets())
        finally:
            library.vpx_img_free(image)

    def _packets(self) -> Iterator[bytes]:
        cursor = ctypes.c_void_p()
        while found := self._library.vpx_codec_get_cx_data(self._context, ctypes.byref(cursor)):
            packet = ctypes.cast(found, ctypes.POINTER(_Packet)).contents
            if packet.kind == _FRAME_PACKET:
                yield ctypes.string_at(packet.data, packet.size)

    def close(self) -> None:
        self._library.vpx_codec_destroy(self._context)

    def __enter__(self) -> Encoder:
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()
