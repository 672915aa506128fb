"""What flies about a head: tears, hearts, bolts, paws. Path data about the origin, in skull radii."""

from __future__ import annotations

from dataclasses import dataclass

from studio_app.imaging.templates.mascots.heads import Ink, ellipse


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that flies about the head, cut out with it unless `inside`. `size` is its half height in skull radii;
    `lined` gives it a dark contour."""

    data: str
    x: float
    y: float
    size: float
    ink: Ink
    angle: float = 0.0
    pair: bool = False
    inside: bool = False
    lined: bool = True


ZED = "M-.72 -.86 L.78 -.86 L.78 -.44 L-.10 .42 L.76 .42 L.76 .86 L-.82 .86 L-.82 .44 L.06 -.42 L-.72 -.42 Z"
QUESTION = "M-.62 -.42 C-.62 -.86 -.3 -1.06 .04 -1.06 C.44 -1.06 .7 -.8 .7 -.46 C.7 -.1 .34 .02 .24 .22 L.24 .36 " \
           "L-.16 .36 L-.16 .12 C-.06 -.2 .26 -.24 .26 -.46 C.26 -.6 .16 -.68 .04 -.68 " \
           "C-.12 -.68 -.2 -.58 -.2 -.42 Z M-.22 .58 L.3 .58 L.3 1.06 L-.22 1.06 Z"
EXCLAIM = "M-.30 -1.06 L.30 -1.06 L.18 .34 L-.18 .34 Z M-.26 .56 L.26 .56 L.26 1.06 L-.26 1.06 Z"
PUFF = "M-.9 .3 C-1.1 -.1 -.8 -.5 -.4 -.42 C-.3 -.86 .3 -.9 .44 -.46 C.9 -.56 1.16 -.06 .9 .3 C.86 .66 .4 .74 .2 .5 " \
       "C0 .8 -.4 .76 -.5 .5 C-.7 .62 -.86 .5 -.9 .3 Z"
RING = ellipse(0, 0, 1.0, 0.36) + " M-.62 0 C-.62 .12 -.34 .18 0 .18 C.34 .18 .62 .12 .62 0 " \
       "C.62 -.12 .34 -.18 0 -.18 C-.34 -.18 -.62 -.12 -.62 0 Z"
STREAM = "M-.5 -1 L.5 -1 C.5 -.3 .62 .2 .7 .72 C.74 1.04 -.74 1.04 -.7 .72 C-.62 .2 -.5 -.3 -.5 -1 Z"
SPLASH = "M-.9 .5 C-1.1 0 -.3 -.9 .9 -1 C.7 -.2 .5 .5 .1 .8 C-.3 1.06 -.76 .9 -.9 .5 Z"
GLASS = "M-1.14 -.38 L1.14 -.38 L1.14 -.16 L1.0 -.12 C.98 .22 .82 .44 .54 .44 C.28 .44 .14 .22 .08 -.08 L-.08 -.08 " \
         "C-.14 .22 -.28 .44 -.54 .44 C-.82 .44 -.98 .22 -1.0 -.12 L-1.14 -.16 Z"
FIST = "M-.86 -.3 C-.86 -.66 -.5 -.82 -.1 -.8 L.3 -1.3 C.5 -1.5 .84 -1.3 .72 -1.02 L.58 -.6 C.84 -.5 .96 -.2 .94 .16 " \
       "C.92 .64 .6 .92 .06 .92 C-.52 .92 -.86 .5 -.86 -.3 Z"
PAW = "M-.8 .9 C-1.0 .1 -.8 -.86 0 -.9 C.8 -.86 1.0 .1 .8 .9 Z"
CHEEK_PAW = ellipse(0, 0, 0.78, 1.0)
VEIN = "M-.95 -.5 C-.5 -.5 -.4 -.6 -.4 -1 L-.06 -1 C-.06 -.4 -.3 -.16 -.95 -.16 Z M.95 -.5 C.5 -.5 .4 -.6 .4 -1 " \
       "L.06 -1 C.06 -.4 .3 -.16 .95 -.16 Z M-.95 .5 C-.5 .5 -.4 .6 -.4 1 L-.06 1 C-.06 .4 -.3 .16 -.95 .16 Z " \
       "M.95 .5 C.5 .5 .4 .6 .4 1 L.06 1 C.06 .4 .3 .16 .95 .16 Z"
