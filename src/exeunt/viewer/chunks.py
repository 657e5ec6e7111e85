"""Positions of a span of frames as a container: tracks, steps in centimetres, zigzag, byte planes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exeunt.viewer.container import pack, unpack

ENCODING = "zigzag-delta"
CHUNK_SECONDS = 30.0
FEWEST_FRAMES = 8
MOST_FRAMES = 4096  # frames within a chunk are 16 bit numbers
MOST_ROWS = 4_000_000  # what a browser unpacks without a pause
_LARGEST_STEP = 32_767


@dataclass(frozen=True, eq=False)
class Rows:
    """One row a person and frame, sorted by person, then frame.

    ``person``, ``frame``, ``x``, ``y`` (cm), ``surface`` and ``status`` have shape (rows,); ``columns`` holds
    more of that shape, numbers as float32 (NaN: none), categories as int16 (-1: none).
    """

    person: NDArray[np.int32]
    frame: NDArray[np.int32]
    x: NDArray[np.int32]
    y: NDArray[np.int32]
    surface: NDArray[np.int16]
    status: NDArray[np.int8]

    @staticmethod
    def empty() -> Rows:
        """Return no rows."""
        i4 = np.zeros(0, np.int32)
        return Rows(i4, i4, i4, i4, np.zeros(0, np.int16), np.zeros(0, np.int8))

    @staticmethod
    def join(parts: Sequence[Rows]) -> Rows:
        """Return the rows of spans that follow one another in time, sorted again."""
        if not parts:
            return Rows.empty()
        if len(parts) == 1:
            return parts[0]
        person = np.concatenate([part.person for part in parts])
        # each part is sorted and later parts hold later frames, so a stable sort by person is enough
        order = np.argsort(person, kind="stable")
        return Rows(person[order], *(
            np.concatenate([getattr(part, name) for part in parts])[order]
            for name in ("frame", "x", "y", "surface", "status")
        ))  # fmt: skip

    def between(self, first: int, end: int) -> Rows:
        """Return the rows with first <= frame < end."""
        if len(self.frame) == 0 or (self.frame.min() >= first and self.frame.max() < end):
            return self
        return self.take((self.frame >= first) & (self.frame < end))

    def take(self, which: NDArray[Any]) -> Rows:
        """Return the rows of a mask or of indices."""
        return Rows(self.person[which], self.frame[which], self.x[which], self.y[which], self.surface[which],
                    self.status[which])  # fmt: skip

    def __len__(self) -> int:
        return len(self.person)


def frames_per_chunk(interval: float, people: int, seconds: float = CHUNK_SECONDS) -> int:
    """Return how many frames a chunk has: ``seconds`` of them, fewer where a crowd would make it too large."""
    wanted = min(round(seconds / interval), MOST_ROWS // max(people, 1), MOST_FRAMES)
    return max(FEWEST_FRAMES, wanted)


def pack_chunk(
    rows: Rows, frame0: int, frames: int, columns: Mapping[str, NDArray[Any]] | None = None, level: int = 6
) -> bytes:
    """Return the rows of frames ``frame0`` to ``frame0 + frames - 1`` as a chunk.

    ``columns`` has further arrays of shape (rows,), float32 or int16, written as ``column:<name>``.
    """
    new = np.ones(len(rows), dtype=bool)
    dx, dy = np.diff(rows.x.astype(np.int64)), np.diff(rows.y.astype(np.int64))
    far = (np.abs(dx) > _LARGEST_STEP) | (np.abs(dy) > _LARGEST_STEP)
    new[1:] = (np.diff(rows.person) != 0) | (np.diff(rows.frame) != 1) | far
    starts = np.flatnonzero(new)
    ends = np.append(starts[1:], len(rows)) - 1 if len(rows) else starts
    arrays: dict[str, NDArray[Any]] = {
        "person": rows.person[starts].astype(np.uint32),
        "first": (rows.frame[starts] - frame0).astype(np.uint16),
        "last": (rows.frame[ends] - frame0).astype(np.uint16),
        "start": np.append(starts, len(rows)).astype(np.uint32),
        "x0": rows.x[starts].astype(np.int32),
        "y0": rows.y[starts].astype(np.int32),
    }
    for name, step in (("dx", dx), ("dy", dy)):
        steps = np.zeros(len(rows), dtype=np.int64)
        steps[1:] = step
        steps[new] = 0
        arrays[f"{name}_lo"], arrays[f"{name}_hi"] = _planes(steps)
    arrays["surface"] = rows.surface.astype(np.int16)
    arrays["status"] = rows.status.astype(np.uint8)
    for name, values in (columns or {}).items():
        arrays[f"column:{name}"] = values
    return pack(arrays, {"frame0": frame0, "frames": frames, "encoding": ENCODING}, level)


def unpack_chunk(data: bytes) -> tuple[dict[str, Any], Rows, dict[str, NDArray[Any]]]:
    """Return header, rows and further columns of a chunk: what the page's worker does."""
    header, arrays = unpack(data)
    start, frame0 = arrays["start"].astype(np.int64), int(header["frame0"])
    length = np.diff(start)
    within = np.arange(int(start[-1])) - np.repeat(start[:-1], length)
    x, y = (
        np.repeat(arrays[f"{axis}0"].astype(np.int64), length)
        + _within_tracks(_steps(arrays[f"d{axis}_lo"], arrays[f"d{axis}_hi"]), start, length)
        for axis in "xy"
    )
    rows = Rows(
        np.repeat(arrays["person"], length).astype(np.int32),
        (np.repeat(arrays["first"].astype(np.int64), length) + within + frame0).astype(np.int32),
        x.astype(np.int32), y.astype(np.int32), arrays["surface"], arrays["status"].astype(np.int8),
    )  # fmt: skip
    more = {name.removeprefix("column:"): values for name, values in arrays.items() if ":" in name}
    return header, rows, more


def _planes(step: NDArray[np.int64]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Zigzag keeps the sign in the lowest bit, so that the high plane of people who walk is all zeros."""
    folded = np.where(step >= 0, 2 * step, -2 * step - 1).astype(np.uint16)
    return (folded & 0xFF).astype(np.uint8), (folded >> 8).astype(np.uint8)


def _steps(low: NDArray[np.uint8], high: NDArray[np.uint8]) -> NDArray[np.int64]:
    folded = low.astype(np.int64) | (high.astype(np.int64) << 8)
    return np.asarray((folded >> 1) ^ -(folded & 1))


def _within_tracks(
    steps: NDArray[np.int64], start: NDArray[np.int64], length: NDArray[np.int64]
) -> NDArray[np.int64]:
    total = np.cumsum(steps)
    base = np.append(0, total)[start[:-1]]
    return np.asarray(total - np.repeat(base, length))
