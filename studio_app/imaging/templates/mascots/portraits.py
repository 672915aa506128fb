"""Paints a posed mascot as a die-cut sticker."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from studio_app.imaging.colour import RGB, WHITE, adjust, mix, wcag
from studio_app.imaging.templates.mascots.eyes import paint_brow, paint_eye
from studio_app.imaging.templates.mascots.flourishes import Mark
from studio_app.imaging.templates.mascots.heads import HEADS, Head, Ink, Piece, silhouette, skull
from studio_app.imaging.templates.mascots.moods import GLASSES, MOODS, Mood
from studio_app.imaging.templates.mascots.mouths import paint_mouth
from studio_app.imaging.templates.mascots.poses import Pose, cut_shapes, mark_paths
from studio_app.imaging.templates.mascots.sitter import Sitter
from studio_app.imaging.templates.paint import fill, line
from studio_app.imaging.templates.small.inks import Inks, Shades, shades
from studio_app.imaging.templates.small.shading import die_cut, shaded
from studio_app.imaging.templates.small.shapes import drawn, joined, oval, placed


def portrait(canvas: Any, pose: Pose, matrix: Any, inks: Inks, unit: float) -> None:
    """Paints the sticker; `matrix` comes from `fitted`, `unit` is the shorter side in canvas units."""
    head, mood, tones = HEADS[pose.head], MOODS[pose.mood], shades(inks.body)
    own = unit / abs(matrix.mapRadius(1.0))
    canvas.save()
    canvas.concat(matrix)
    die_cut(canvas, cut_shapes(pose), inks, own)
    for piece in head.behind:
        _piece(canvas, piece, inks, tones, own)
    shaded(canvas, skull(pose.head), tones, inks.manner.shade, own)
    _over(canvas, pose, inks, tones, own)
    ink = _line_colour(inks, head, inks.body)
    lips = _line_colour(inks, head, _colour(head.muzzle, inks, tones))
    _features(Sitter(canvas, inks, tones, ink, 0.034 * own, head.visor, lips), head, mood, pose.mood)
    for mark in (*mood.marks, *mood.paws):
        _mark(canvas, mark, inks, tones, own)
    canvas.restore()


def _line_colour(inks: Inks, head: Head, ground: RGB) -> RGB:
    if head.visor:
        return max((inks.second, inks.third, inks.letter), key=lambda c: wcag(c, inks.rim))
    return inks.rim if wcag(inks.rim, ground) >= 2.2 else WHITE


def _colour(ink: Ink, inks: Inks, tones: Shades) -> RGB:
    known = {"body": tones.body, "lit": tones.lit, "dark": tones.dark, "white": WHITE}
    return known[ink] if ink in known else getattr(inks, ink)  # type: ignore[no-any-return]


def _piece(canvas: Any, piece: Piece, inks: Inks, tones: Shades, unit: float) -> None:
    path, colour = piece.path(), _colour(piece.ink, inks, tones)
    if piece.stroke:
        canvas.drawPath(path, line(colour, piece.stroke))
        return
    if piece.lined:
        canvas.drawPath(path, line(inks.rim, 0.05 * unit))
    if piece.cut:
        shaded(canvas, path, shades(colour), inks.manner.shade if piece.ink == "body" else "flat", unit)
    else:
        canvas.drawPath(path, fill(colour))


def _over(canvas: Any, pose: Pose, inks: Inks, tones: Shades, unit: float) -> None:
    """Markings, kept inside the head."""
    canvas.save()
    canvas.clipPath(joined(silhouette(pose.head)), True)
    for piece in HEADS[pose.head].over:
        _piece(canvas, piece, inks, tones, unit)
    canvas.restore()


def _features(sitter: Sitter, head: Head, mood: Mood, name: str) -> None:
    dx, y, r = head.eye
    canvas = sitter.canvas
    if mood.blush and not head.visor:
        blush = fill(mix(sitter.tones.lit, adjust(sitter.inks.flesh, 0.74), 0.72))
        for x in (-0.74, 0.74):
            canvas.drawPath(oval(x, head.mouth[0] - 0.14, 0.19, 0.12), blush)
    if name in GLASSES:
        _glasses(sitter, GLASSES[name], y)
    else:
        for side, eye in ((-1, mood.eye), (1, mood.other_eye or mood.eye)):
            gaze = eye.gaze if mood.other_eye else (eye.gaze[0] * -side, eye.gaze[1])
            paint_eye(sitter, replace(eye, gaze=gaze), side * dx, y, r, side)
        for side, brow in ((-1, mood.brow), (1, mood.other_brow or mood.brow)):
            if brow is not None:
                paint_brow(sitter, replace(brow, lift=brow.lift * head.lift), side * dx, y, r, side)
    paint_mouth(sitter, mood.mouth, *head.mouth)


def _glasses(sitter: Sitter, data: str, y: float) -> None:
    frame = placed(drawn(data), 0, y)
    if sitter.visor:
        sitter.stroke(frame, 1.2)
        return
    sitter.canvas.drawPath(frame, fill(sitter.inks.rim))
    for x in (-0.70, 0.38):
        shine = placed(drawn("M0 0 L.16 0 L-.02 .38 L-.16 .38 Z"), x + 0.14, y - 0.20)
        sitter.canvas.drawPath(shine, fill(WHITE, 0.85))


def _mark(canvas: Any, mark: Mark, inks: Inks, tones: Shades, unit: float) -> None:
    colour = _colour(mark.ink, inks, tones)
    for path in mark_paths(mark):
        if mark.lined:
            canvas.drawPath(path, line(inks.rim, 0.05 * unit))
        if mark.ink == "body":
            shaded(canvas, path, tones, inks.manner.shade, unit)
        else:
            canvas.drawPath(path, fill(colour))
