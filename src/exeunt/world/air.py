"""The air over the building on a coarse lattice, written by hazards and looked at by whoever sees it from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from exeunt.base.columns import COLUMNS
from exeunt.results.grid import DensityGrid, density_grid
from exeunt.venue.raster import Raster
from exeunt.venue.venue import Venue

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CELL = 0.5
"""Width of a cell in metres."""
STRIDE = 0.25
"""Metres between two looks at the smoke along a line of sight."""
AIR = tuple(name for name, column in COLUMNS.items() if column.group == "hazard")


class Lattice(NamedTuple):
    """The cells as kernels take them: flat index = offset[s] + iy nx[s] + ix, lower left corners x0, y0 in m."""

    cell: float
    x0: Floats
    y0: Floats
    nx: Ints
    ny: Ints
    offset: Ints


@dataclass(eq=False)
class Air:
    """Fields of the air at head height.

    Parameters
    ----------
    grid
        Cells over all surfaces.
    rows, surface, x, y
        (places,) the cells that have ground, and for each a place on the ground: its centre, or what is nearest to it.
    fields
        By the name of a column of the group ``hazard``: (cells,) the value; cells without ground keep the default.
    of_raster
        (raster cells,) the cell of the lattice in which the centre of each cell of the wayfinding raster lies.
    lost
        (raster cells,) ground lost to flames; ``lost_version`` grows with every change.
    gas_rate, heat_rate
        (cells,) growth of the doses of someone who stands there, per minute; zeros if nobody computes them.
    looked_at
        Time in s of ``fields``; NaN before the first look.
    """

    grid: DensityGrid
    rows: Ints
    surface: Ints
    x: Floats
    y: Floats
    of_raster: NDArray[np.int32]
    fields: dict[str, Floats]
    lost: NDArray[np.bool_]
    gas_rate: Floats
    heat_rate: Floats
    lost_version: int = 0
    looked_at: float = float("nan")
    lattice: Lattice = field(init=False)

    def __post_init__(self) -> None:
        grid = self.grid
        nx, ny = grid.nx.astype(np.int64), grid.ny.astype(np.int64)
        self.lattice = Lattice(grid.cell, grid.x0, grid.y0, nx, ny, grid.offset)

    @property
    def cells(self) -> int:
        """Number of cells of all surfaces."""
        return self.grid.cells


@dataclass(eq=False)
class Probes:
    """Places at which hazards say how the air is, at a height of their own: where detectors hang.

    ``surface``, ``x``, ``y``, ``height`` (probes,); ``fields`` by the name of a column of the group ``hazard``;
    ``gas_temperature`` in °C and ``gas_speed`` in m/s (probes,) of the gas that washes the probe: that of a ceiling jet
    where one is known, else the air's, with NaN for the speed.
    """

    surface: Ints
    x: Floats
    y: Floats
    height: Floats
    fields: dict[str, Floats]
    gas_temperature: Floats
    gas_speed: Floats

    @staticmethod
    def at(
        surfaces: Sequence[int], places: Sequence[tuple[float, float]], heights: Sequence[float],
        temperature: float,
    ) -> Probes:  # fmt: skip
        """Return probes in clean air of a temperature in °C."""
        n, xy = len(surfaces), np.array(places, dtype=np.float64).reshape(-1, 2)
        fields = {name: np.full(n, COLUMNS[name].default, dtype=np.float64) for name in AIR}
        fields["air_temperature"][:] = temperature
        return Probes(
            np.array(surfaces, dtype=np.int64), xy[:, 0].copy(), xy[:, 1].copy(), np.array(heights, float),
            fields, np.full(n, temperature), np.full(n, np.nan),
        )  # fmt: skip

    def air(self, probe: int) -> dict[str, float]:
        """Return all that is known at one probe, by name."""
        known = {name: float(values[probe]) for name, values in self.fields.items()}
        return known | {
            "gas_temperature": float(self.gas_temperature[probe]),
            "gas_speed": float(self.gas_speed[probe]),
        }


@dataclass(frozen=True, slots=True)
class Control:
    """Fires stop growing: from ``time`` in s, those of these ids, or all on a surface if there are none."""

    time: float
    surface: int
    fires: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Detection:
    """A detector that a source of hazards has itself, such as one of CFAST's, responded at ``time`` in s."""

    time: float
    id: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What a source of hazards has to tell, as an event of ``kind``, at ``time`` in s; NaN: when it is told.

    ``detector``: a detector or sprinkler of its own responded. ``limit``: the source does not know what it is asked.
    """

    kind: Literal["detector", "limit"]
    cause: str
    time: float = float("nan")


def lay_air(venue: Venue, raster: Raster, cell: float = CELL) -> Air:
    """Return ambient air over all surfaces of a venue."""
    grid = density_grid(venue, cell)
    own = np.flatnonzero(raster.own)
    place = raster.centres(np.arange(raster.cells))
    of_raster = grid.index(raster.surface, place[:, 0], place[:, 1])
    _, mid_x, mid_y = grid.centres()
    here = of_raster[own]
    off = (place[own, 0] - mid_x[here]) ** 2 + (place[own, 1] - mid_y[here]) ** 2
    order = np.lexsort((own, off, here))
    rows, first = np.unique(here[order], return_index=True)
    best = own[order][first]
    return Air(
        grid, rows, raster.surface[best].astype(np.int64), place[best, 0].copy(), place[best, 1].copy(),
        of_raster.astype(np.int32), {name: np.full(grid.cells, COLUMNS[name].default, float) for name in AIR},
        np.zeros(raster.cells, dtype=np.bool_), np.zeros(grid.cells), np.zeros(grid.cells),
    )  # fmt: skip


@njit(cache=True, error_model="numpy")
def cell_of(lattice: Lattice, surface: int, x: float, y: float) -> int:
    """Return the flat index of the cell over a place; beside the surface's cells the nearest one."""
    nx, ny = lattice.nx[surface], lattice.ny[surface]
    ix = np.int64(min(max((x - lattice.x0[surface]) / lattice.cell, 0.0), nx - 0.5))
    iy = np.int64(min(max((y - lattice.y0[surface]) / lattice.cell, 0.0), ny - 0.5))
    return lattice.offset[surface] + iy * nx + ix


@njit(cache=True, error_model="numpy")
def optical_depth(
    lattice: Lattice, extinction: Floats, surface: int, ax: float, ay: float, bx: float, by: float
) -> float:
    """Return the extinction coefficient integrated from a to b on one surface, by the midpoint rule.

    Along a sight line of length d with mean coefficient K it is K d. A thing is seen to the distance S = C/K (Jin 1978;
    C = 3 for what reflects light, 8 for what emits it), which is as long as the optical depth is at most C.
    """
    length = np.sqrt((bx - ax) ** 2 + (by - ay) ** 2)
    pieces = np.int64(length / STRIDE) + 1
    total = 0.0
    for k in range(pieces):
        t = (k + 0.5) / pieces
        total += extinction[cell_of(lattice, surface, ax + t * (bx - ax), ay + t * (by - ay))]
    return total * length / pieces
