"""Trajectories as flat arrays, from our own runs or from other tools and experiments."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from exeunt.results.memory import AnyRun

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Tracks:
    """One row a person and frame, sorted by person, then frame.

    Parameters
    ----------
    person, frame
        (rows,) numbers; time in seconds is ``frame / fps``.
    x, y
        (rows,) metres.
    fps
        Frames per second.
    z
        (rows,) height in metres, if known.
    surface
        (rows,) index of the surface, if known.
    area
        Walkable area, if the file has one.
    """

    person: NDArray[np.int64]
    frame: NDArray[np.int64]
    x: Floats
    y: Floats
    fps: float
    z: Floats | None = None
    surface: NDArray[np.int16] | None = None
    area: Polygon | MultiPolygon | None = None

    def __len__(self) -> int:
        return len(self.person)

    @property
    def time(self) -> Floats:
        """(rows,) seconds."""
        return np.asarray(self.frame / self.fps)

    @staticmethod
    def sorted(
        person: NDArray[np.int64], frame: NDArray[np.int64], x: Floats, y: Floats, fps: float, *,
        z: Floats | None = None, surface: NDArray[np.int16] | None = None,
        area: Polygon | MultiPolygon | None = None,
    ) -> Tracks:  # fmt: skip
        """Return tracks from rows in any order."""
        # one key: parts of a run are nearly sorted, which a stable sort uses
        low, high = (int(frame.min()), int(frame.max())) if len(frame) else (0, 0)
        order = np.argsort(person.astype(np.int64) * (high - low + 1) + (frame - low), kind="stable")
        return Tracks(
            person[order], frame[order], x[order], y[order], fps, None if z is None else z[order],
            None if surface is None else surface[order], area,
        )  # fmt: skip

    def once(self) -> Tracks:
        """Return the tracks with the first row of each person and frame only."""
        kept = np.append(True, (np.diff(self.person) != 0) | (np.diff(self.frame) != 0))[: len(self)]
        if kept.all():
            return self
        return Tracks(
            self.person[kept], self.frame[kept], self.x[kept], self.y[kept], self.fps,
            None if self.z is None else self.z[kept], None if self.surface is None else self.surface[kept], self.area,
        )  # fmt: skip

    def velocity(self) -> tuple[Floats, Floats]:
        """Return (rows,) velocity in m/s from one recorded frame to the next, the last as the one before.

        Zero for a person of one frame. Frames need not follow one another without gaps.
        """
        same = np.diff(self.person) == 0
        dt = np.where(same, np.diff(self.frame), 1) / self.fps
        steps = []
        for values in (self.x, self.y):
            ahead = np.zeros(len(self))
            ahead[:-1] = np.where(same, np.diff(values) / dt, 0.0)
            last = np.append(~same, True) if len(self) else np.zeros(0, dtype=bool)
            before = np.append(0.0, ahead[:-1]) if len(self) else ahead
            first = np.append(True, ~same) if len(self) else last
            steps.append(np.where(last & ~first, before, ahead))
        return steps[0], steps[1]


def run_tracks(run: AnyRun) -> Tracks:
    """Return the trajectories of a run with heights; positions as recorded, in whole centimetres."""
    table = run.trajectories()
    surface = table["surface"].to_numpy().astype(np.int16)
    x, y = table["x_cm"].to_numpy() / 100.0, table["y_cm"].to_numpy() / 100.0
    surfaces = run.venue.surfaces
    elevation = np.array([s.elevation for s in surfaces])
    slope, origin = np.array([s.gradient for s in surfaces]), np.array([s.origin for s in surfaces])
    height = elevation[surface]
    height = (
        height + slope[surface, 0] * (x - origin[surface, 0]) + slope[surface, 1] * (y - origin[surface, 1])
    )
    return Tracks.sorted(
        table["person"].to_numpy().astype(np.int64), table["frame"].to_numpy().astype(np.int64), x, y,
        1.0 / run.frame_interval, z=height, surface=surface,
    ).once()  # fmt: skip
