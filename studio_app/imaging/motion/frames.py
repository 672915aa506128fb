"""A picture that moves: its frames, and how long each of them is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

# Every format can express hundredths of a second, and browsers slow down what is faster than this.
SHORTEST = 20


@dataclass(frozen=True, slots=True)
class Frames:
    """RGBA pictures of one size that loop for ever; `durations` in milliseconds, multiples of 10."""

    images: tuple[Image.Image, ...]
    durations: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.images or len(self.images) != len(self.durations):
            raise ValueError("every frame needs a duration")
        if {(image.mode, image.size) for image in self.images} != {("RGBA", self.size)}:
            raise ValueError("frames are RGBA and of one size")
        if any(duration < SHORTEST or duration % 10 for duration in self.durations):
            raise ValueError("a frame lasts 20 ms or more, in steps of 10")

    def __len__(self) -> int:
        return len(self.images)

    @property
    def size(self) -> tuple[int, int]:
        return self.images[0].size

    @property
    def seconds(self) -> float:
        return sum(self.durations) / 1000

    def merged(self) -> Frames:
        """The same film, neighbours that are equal being one frame."""
        images, durations = [self.images[0]], [self.durations[0]]
        for image, duration in zip(self.images[1:], self.durations[1:], strict=True):
            if image.tobytes() == images[-1].tobytes():
                durations[-1] += duration
            else:
                images.append(image)
                durations.append(duration)
        return Frames(tuple(images), tuple(durations))

    def thinned(self) -> Frames:
        """Every second frame dropped, the one before it shown for both; first and last stay."""
        starts = [*range(0, len(self) - 1, 2), len(self) - 1]
        ends = [*starts[1:], len(self)]
        durations = tuple(sum(self.durations[start:end]) for start, end in zip(starts, ends, strict=True))
        return Frames(tuple(self.images[start] for start in starts), durations)

    def from_empty(self) -> Frames:
        """The loop from its middle on, with an empty last frame: what a wipe must be to serve as a stinger."""
        by = len(self) // 2
        images = (*self.images[by:], *self.images[:by])[:-1]
        return Frames(
            (*images, Image.new("RGBA", self.size)), (*self.durations[by:], *self.durations[:by]),
        )

    def resized(self, width: int, height: int) -> Frames:
        """Every frame at that size; Pillow premultiplies, so clear pixels do not bleed."""
        if (width, height) == self.size:
            return self
        images = tuple(image.resize((width, height), Image.Resampling.LANCZOS) for image in self.images)
        return Frames(images, self.durations)


def even(images: Sequence[Image.Image], seconds: float) -> Frames:
    """Frames that share `seconds` as evenly as hundredths allow."""
    ends = [round(seconds * 100 * (i + 1) / len(images)) * 10 for i in range(len(images))]
    starts = [0, *ends[:-1]]
    return Frames(tuple(images), tuple(end - start for start, end in zip(starts, ends, strict=True)))
