"""Hazards given on grids in time, one grid a surface: the form that results of fire models take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exeunt.models.hazards.field import QUANTITIES, Floats
from exeunt.models.hazards.sampling import Heads, add_grid


@dataclass(frozen=True, eq=False)
class SurfaceGrid:
    """Frames on one surface at one height of heads.

    ``corner`` is the place of the first node and ``cell`` the distance of nodes in m; ``values`` (frames, ny, nx, 8)
    float32 are deviations from ambient air in the order of ``QUANTITIES``, NaN where there is no air.
    """

    corner: tuple[float, float]
    cell: float
    values: NDArray[np.float32]


class GridField:
    """A source made of grids; bilinear in plan, linear in time. Outside its grids it adds nothing.

    Parameters
    ----------
    about
        Name in events.
    times
        (frames,) seconds, growing.
    grids
        By index of the surface.

    Raises
    ------
    ValueError
        If the times do not grow, or an array does not fit.
    """

    def __init__(self, about: str, times: Sequence[float] | Floats, grids: Mapping[int, SurfaceGrid]) -> None:
        self.about = about
        self.times = np.asarray(times, dtype=np.float64)
        self.grids = dict(sorted(grids.items()))
        if len(self.times) == 0 or not (np.diff(self.times) > 0).all():
            raise ValueError("the times of the frames must grow")
        for surface, grid in self.grids.items():
            frames, ny, nx, quantities = grid.values.shape
            if frames != len(self.times) or quantities != len(QUANTITIES) or min(ny, nx) < 2:
                shape = f"({len(self.times)}, ny, nx, {len(QUANTITIES)}) with ny and nx of at least 2"
                raise ValueError(f"the grid of surface {surface} has shape {grid.values.shape}, not {shape}")
        self.begins, self.horizon = float(self.times[0]), float(self.times[-1])

    def add(self, time: float, heads: Heads, out: Floats) -> None:
        """Add the values at people's heads."""
        self.covers(time, heads, out)

    def covers(self, time: float, heads: Heads, out: Floats) -> NDArray[np.bool_]:
        """Add the values at people's heads and return (people,) who is inside a grid and not in a wall of it."""
        k = min(max(int(np.searchsorted(self.times, time, side="right")) - 1, 0), max(len(self.times) - 2, 0))
        after = min(k + 1, len(self.times) - 1)
        span = self.times[after] - self.times[k]
        share = min(max((time - self.times[k]) / span, 0.0), 1.0) if span > 0.0 else 0.0
        covered = np.zeros(len(heads.x), dtype=np.bool_)
        for surface, grid in self.grids.items():
            add_grid(
                heads, surface, grid.corner[0], grid.corner[1], grid.cell, grid.values[k], grid.values[after],
                float(share), out, covered,
            )  # fmt: skip
        return covered
