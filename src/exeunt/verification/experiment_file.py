"""People in single file: how dense and how fast each of them is, on film and simulated, and the published envelope."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from exeunt.base.errors import RunFolderError
from exeunt.base.reading import UnreadableError, read_text
from exeunt.metrics.frames import rows_by_frame
from exeunt.metrics.speed import individual_velocity
from exeunt.results.tracks import Tracks
from exeunt.verification.experiment import OvalDoc

Floats = NDArray[np.float64]

ENVELOPE = Path("fd_reference") / "rimea16_percentile_reference.csv"
EVERY = 1.0
"""Seconds between two points of the same person."""
SETTLE = 20.0
"""Seconds that simulated people walk before points count."""


@dataclass(frozen=True, eq=False)
class Envelope:
    """Measured individual speeds in m/s: 10, 50 and 90 % of them by density in 1/m."""

    density: Floats
    low: Floats
    middle: Floats
    high: Floats

    def share_inside(self, points: Floats) -> float:
        """Return the share of (points, 2) density and speed between the 10 and the 90 % curve.

        Points outside the range of densities do not count; NaN without any.
        """
        known = (points[:, 0] >= self.density[0]) & (points[:, 0] <= self.density[-1])
        density, speed = points[known].T
        low, high = np.interp(density, self.density, self.low), np.interp(density, self.density, self.high)
        return float(((speed >= low) & (speed <= high)).mean()) if known.any() else float("nan")


def read_envelope(data: Path) -> Envelope | None:
    """Read the envelope of RiMEA test 16 from the data folder (decimal commas, four lines of heading).

    Returns None if the folder does not have it: an experiment of one's own needs no table of another one.

    Raises
    ------
    RunFolderError
        If the file is no such table.
    """
    path = data / ENVELOPE
    if not path.exists():
        return None
    try:
        lines = read_text(path).splitlines()[5:]
        rows = [[float(cell.replace(",", ".")) for cell in line.split(";")] for line in lines if line]
    except UnreadableError as error:
        raise RunFolderError(f"{error}.") from error
    except ValueError:
        rows = []
    if not rows or any(len(row) != 4 for row in rows) or not np.isfinite(rows).all():
        raise RunFolderError(
            f"{path} is no table of the envelope: four finite numbers a line, from line 6 on."
        )
    return Envelope(*np.array(rows).T)


def way_along(tracks: Tracks, oval: OvalDoc | None) -> Floats:
    """Return (rows,) the place of each row along the way in m: x, or the length along the middle of an oval.

    On the oval 0 is where the straight at larger x begins (smaller y), and the way runs counter-clockwise.
    """
    if oval is None:
        return tracks.x
    x, y = tracks.x - oval.centre[0], tracks.y - oval.centre[1]
    half, turn = oval.straight / 2.0, np.pi * oval.radius
    upper = np.arctan2(y - half, x)
    lower = np.arctan2(-(y + half), -x)
    return np.where(
        np.abs(y) <= half,
        np.where(x >= 0, y + half, oval.straight + turn + half - y),
        np.where(
            y > half, oval.straight + upper * oval.radius, 2 * oval.straight + turn + lower * oval.radius
        ),
    )  # fmt: skip


def file_points(tracks: Tracks, oval: OvalDoc | None, period: float, start: float = -np.inf) -> Floats:
    """Return (points, 2) individual density in 1/m and speed in m/s of people who walk in single file.

    Density is 2 / (distance from the one behind to the one ahead), the one-dimensional Voronoi density; people
    without neighbours on both sides, as at the edges of a picture, give no point. Speed is a central difference over
    0.4 s each way along the track. One point a person and ``EVERY`` s from ``start`` on.
    """
    place = way_along(tracks, oval)
    vx, vy = individual_velocity(tracks, max(1, round(0.4 * tracks.fps)))
    speed = np.hypot(vx, vy)
    every = max(1, round(EVERY * tracks.fps))
    points = []
    for _, rows in rows_by_frame(
        tracks, np.flatnonzero((tracks.frame % every == 0) & (tracks.time >= start))
    ):
        order = rows[np.argsort(place[rows], kind="stable")]
        along = place[order]
        if np.isfinite(period):
            if len(order) < 2:
                continue
            around = np.concatenate([[along[-1] - period], along, [along[0] + period]])
        else:
            if len(order) < 3:
                continue
            around, order = along, order[1:-1]
        points.append(np.column_stack([2.0 / np.maximum(around[2:] - around[:-2], 1e-6), speed[order]]))
    return np.vstack(points) if points else np.zeros((0, 2))
