"""Finds the colours of a brand in pictures, small vivid accents included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from studio_app.imaging.pixels import from_oklab, to_oklab

MERGE, FAR = 0.085, 0.35
ENOUGH = 5
SIDE = 200
VIVID = 0.05
# The vivid roles in their order, and how much the area counts for each: an accent is small by nature.
VIVID_ROLES = (("primary", 0.4), ("secondary", 0.3), ("accent", -0.2))


@dataclass(frozen=True, slots=True)
class Swatch:
    """`role` is dominant, background, primary, secondary, accent, support or ink; `share` of the area, 0..1."""

    hex: str
    role: str
    share: float


def sample(image: Image.Image) -> Image.Image:
    """All that `extract` looks at, at most 200 pixels a side. By nearest neighbour: means wash out small flat areas."""
    scale = min(1.0, SIDE / max(image.size))
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return image.resize(size, Image.Resampling.NEAREST)


def _pixels(image: Image.Image) -> np.ndarray:
    """Opaque pixels as (n, 3)."""
    values = np.asarray(sample(image).convert("RGBA")).reshape(-1, 4)
    return values[values[:, 3] >= 128][:, :3]


def _histogram(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(OKLab means, shares) of the occupied cells of a 32x32x32 grid."""
    cells = (pixels >> 3).astype(np.int32)
    keys = cells[:, 0] << 10 | cells[:, 1] << 5 | cells[:, 2]
    _, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
    means = np.stack([np.bincount(inverse, pixels[:, i]) for i in range(3)], 1) / counts[:, None]
    return to_oklab(means), counts / counts.sum()


def _clusters(points: np.ndarray, shares: np.ndarray, count: int = 24) -> tuple[np.ndarray, np.ndarray]:
    """Weighted k-means started from far points, so that rare colours get a centre of their own."""
    pull = np.sqrt(shares)
    centres = [points[int(np.argmax(shares))]]
    distance = ((points - centres[0]) ** 2).sum(1)
    for _ in range(min(count, len(points)) - 1):
        centres.append(points[int(np.argmax(distance * pull))])
        distance = np.minimum(distance, ((points - centres[-1]) ** 2).sum(1))
    middle = np.array(centres)
    for _ in range(12):
        label = ((points[:, None] - middle[None]) ** 2).sum(2).argmin(1)
        mass = np.bincount(label, shares, len(middle))
        moved = np.stack([np.bincount(label, shares * points[:, i], len(middle)) for i in range(3)], 1)
        moved = np.where(mass[:, None] > 0, moved / np.maximum(mass, 1e-9)[:, None], middle)
        if np.abs(moved - middle).max() < 1e-3:
            break
        middle = moved
    label = ((points[:, None] - middle[None]) ** 2).sum(2).argmin(1)
    mass = np.bincount(label, shares, len(middle))
    keep = mass > 0.0015
    return (middle[keep], mass[keep]) if keep.any() else (middle, mass)


def _merged(centres: np.ndarray, mass: np.ndarray, extra: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Joins centres nearer than `MERGE`; `extra` (one number per centre) keeps the larger of two."""
    while len(centres) > 1:
        apart = np.sqrt(((centres[:, None] - centres[None]) ** 2).sum(2)) + np.eye(len(centres)) * 9
        first, second = (int(i) for i in np.unravel_index(int(apart.argmin()), apart.shape))
        if apart[first, second] >= MERGE:
            break
        big, small = (first, second) if mass[first] >= mass[second] else (second, first)
        centres[big] = (centres[big] * mass[big] + centres[small] * mass[small]) / (mass[big] + mass[small])
        mass[big] += mass[small]
        extra[big] = max(extra[big], extra[small])
        centres, mass, extra = (np.delete(a, small, 0) for a in (centres, mass, extra))
    return centres, mass, extra


def _picked(centres: np.ndarray, score: np.ndarray, first: int, count: int) -> list[int]:
    """Greedy: the best product of score and distance from what is already chosen."""
    chosen = [first]
    while len(chosen) < min(count, len(centres)):
        apart = np.sqrt(((centres[:, None] - centres[chosen][None]) ** 2).sum(2)).min(1)
        value = score * np.minimum(apart, FAR)
        value[chosen] = -1
        chosen.append(int(value.argmax()))
    return chosen


def _mixed(colour: np.ndarray, others: np.ndarray) -> bool:
    """Whether a colour lies between two others, as the soft edges of letters and drawings do."""
    start, end = np.triu_indices(len(others), 1)
    line = others[end] - others[start]
    along = ((colour - others[start]) * line).sum(1) / np.maximum((line**2).sum(1), 1e-9)
    off = np.linalg.norm(others[start] + along[:, None] * line - colour, axis=1)
    return bool(((along > 0.15) & (along < 0.85) & (off < MERGE)).any())


def _worthy(centres: np.ndarray, shares: np.ndarray, chosen: list[int]) -> list[int]:
    """`chosen` without what comes after the first five and is only a small mixture of those before it."""
    kept = chosen[:ENOUGH]
    for i in chosen[ENOUGH:]:
        if shares[i] >= 0.02 or not _mixed(centres[i], centres[kept]):
            kept.append(i)
    return kept


def extract(images: Sequence[Image.Image], count: int = 7) -> tuple[Swatch, ...]:
    """Up to `count` colours (5 to 7 are sensible), largest share first; empty when nothing is opaque."""
    found = [_clusters(*_histogram(pixels)) for pixels in map(_pixels, images) if len(pixels)]
    if not found:
        return ()
    centres = np.concatenate([c for c, _ in found])
    # The root keeps small accents of one picture alive beside the grounds of others.
    mass = np.concatenate([np.sqrt(m) for _, m in found]) / len(found)
    share = np.concatenate([m for _, m in found]) / len(found)
    centres, mass, _ = _merged(centres.copy(), mass.copy(), share.copy())
    shares = _shares(centres, found)
    present = _presence(centres, [c for c, _ in found])
    chroma = np.hypot(centres[:, 1], centres[:, 2])
    score = np.sqrt(mass) * (0.35 + 3.2 * chroma) * (1 + 0.5 * (present - 0.5))
    chosen = _worthy(centres, shares, _picked(centres, score, int(np.argmax(shares)), count))
    chosen.sort(key=lambda i: -shares[i])
    return _named(centres[chosen], shares[chosen])


def _shares(centres: np.ndarray, found: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    total = np.zeros(len(centres))
    for points, mass in found:
        label = ((points[:, None] - centres[None]) ** 2).sum(2).argmin(1)
        total += np.bincount(label, mass, len(centres))
    return np.asarray(total / total.sum())


def _presence(centres: np.ndarray, found: list[np.ndarray]) -> np.ndarray:
    """The share of pictures in which each centre occurs."""
    near = [(((centres[:, None] - points[None]) ** 2).sum(2).min(1) < MERGE**2) for points in found]
    return np.asarray(np.mean(near, axis=0))


def _named(centres: np.ndarray, shares: np.ndarray) -> tuple[Swatch, ...]:
    """Each colour with its role; every role but support is given once at most."""
    chroma = np.hypot(centres[:, 1], centres[:, 2])
    roles = ["support"] * len(centres)
    vivid = np.where(chroma > VIVID, chroma, 0.0)
    taken: list[int] = []
    for role, pull in VIVID_ROLES:
        # Each next one is valued by how far it is from those before, so that three shades of one hue do not fill all.
        apart = np.linalg.norm(centres[:, None] - centres[taken][None], axis=2).min(1) if taken else np.ones(len(roles))
        value = vivid * shares**pull * np.minimum(apart, FAR)
        if float(value.max()) <= 0:
            break
        taken.append(int(value.argmax()))
        roles[taken[-1]] = role
    dull = [i for i in range(len(centres)) if roles[i] == "support" and chroma[i] <= 0.09]
    if dull:
        roles[max(dull, key=lambda i: float(shares[i]))] = "background"
        dark = [i for i in dull if roles[i] == "support"]
        if dark:
            roles[max(dark, key=lambda i: abs(float(centres[i, 0]) - float(centres[roles.index("background"), 0])))] = (
                "ink"
            )
    if roles[0] == "support":
        roles[0] = "dominant"
    colours = from_oklab(centres)
    return tuple(
        Swatch("#" + "".join(f"{int(c):02x}" for c in colour), role, round(float(share), 4))
        for colour, role, share in zip(colours, roles, shares, strict=True)
    )
