"""Who sees whom act: the share of neighbours who are on their way or have gone, near ones counting more.

Sight is exact: two people see each other unless a wall, an obstacle or an opening that is not open crosses the straight
line between them (``venue.sight``). To keep that cheap, the walls that can stand between two cells of ``CELL`` metres
are listed once for each state of the doors; most pairs of cells have none.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from exeunt.venue.lattice import hidden
from exeunt.venue.sight import Screens, opaque
from exeunt.venue.venue import Venue
from exeunt.world.state import World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

CELL = 2.5
"""Edge of a cell in metres."""


class Outlook(NamedTuple):
    """Cells over all surfaces, and what may stand between two of them.

    ``corner`` (surfaces, 2) and ``shape`` (surfaces, 3): x0, y0; nx, ny, offset; cell = offset + iy nx + ix. A cell
    sees ``span`` cells in each direction. ``lines[start[p]:start[p + 1]]`` (n, 4) may stand between cell c and the
    one (kx - span, ky - span) away, with p = c (2 span + 1)² + ky (2 span + 1) + kx.
    """

    size: float
    span: int
    corner: Floats
    shape: Ints
    start: Ints
    lines: Floats


class Onlookers:
    """Keeps the outlook of a venue up to date with its doors, and asks it.

    Parameters
    ----------
    reach
        Metres up to which people notice that others act.
    """

    def __init__(self, venue: Venue, reach: float) -> None:
        self.reach = reach
        self.span = int(np.ceil(reach / CELL))
        boxes = np.array([surface.area.bounds for surface in venue.surfaces], dtype=np.float64)
        self.corner = np.ascontiguousarray(boxes[:, :2])
        self.shape = np.zeros((len(boxes), 3), dtype=np.int64)
        self.shape[:, :2] = np.floor((boxes[:, 2:] - boxes[:, :2]) / CELL) + 1
        ends = np.cumsum(self.shape[:, 0] * self.shape[:, 1])
        self.shape[1:, 2] = ends[:-1]
        self.cells = int(ends[-1])
        self._version = -1
        self._outlook: Outlook | None = None
        self._left: Bools = np.zeros(0, dtype=np.bool_)
        self._from: dict[str, Floats] = {}

    def outlook(self, world: World) -> Outlook:
        """Return the outlook with the doors as they are now."""
        if self._outlook is None or self._version != world.openings.version:
            screens: Screens = opaque(world.venue, world.openings.is_open)
            start, lines = _between(
                CELL, self.span, self.corner, self.shape, self.cells, self.reach, screens.lines, screens.start
            )
            self._outlook = Outlook(CELL, self.span, self.corner, self.shape, start, lines)
            self._version = world.openings.version
        return self._outlook

    def share(self, world: World, asked: NDArray[np.intp], acting: Bools) -> Floats:
        """Return (asked,) the weighted share of neighbours who act or have gone, 0 for people who have none.

        f = sum of w over those who act / sum of w over all, w = 1/(1 + d) with the distance d in m, over people on the
        same surface in sight within ``reach``. Who acts and is no longer in sight, or has left the venue, counts at the
        place from which it started, if that is in sight.

        Parameters
        ----------
        asked
            Rows of people.
        acting
            (people,) who acts and is in the venue.
        """
        self._remember(world, acting)
        people = world.people
        gone = np.flatnonzero(self._left & ~world.fallen)
        out = np.zeros(len(asked))
        if not len(asked) or not len(gone):
            return out
        here = world.active & (world["aboard"] < 0)
        # each person where it is, and after all of them each where it started from
        x, y, surface = (np.concatenate([world[name], self._from[name]]) for name in ("x", "y", "surface"))
        surface = surface.astype(np.int64)
        cell = cells_of(self.corner, self.shape, x, y, surface)
        entries = np.concatenate([np.flatnonzero(here), people + gone])
        number = world["person"][entries % people].astype(np.int64)
        order = entries[np.lexsort((entries >= people, number, cell[entries]))]
        first = np.zeros(self.cells + 1, dtype=np.int64)
        first[1:] = np.cumsum(np.bincount(cell[order], minlength=self.cells))
        share_of_neighbours(
            self.outlook(world), order, first, cell, x, y, surface, acting, here, asked.astype(np.int64),
            self.reach * self.reach, out,
        )  # fmt: skip
        return out

    def _remember(self, world: World, acting: Bools) -> None:
        """Take down the places from which people start."""
        new = acting & ~self._left if len(self._left) else acting
        if not len(self._left):
            self._left = np.zeros(world.people, dtype=np.bool_)
            self._from = {name: np.full(world.people, np.nan) for name in ("x", "y")}
            self._from["surface"] = np.full(world.people, -1.0)
        for name, values in self._from.items():
            values[new] = world[name][new]
        self._left |= new


@njit(cache=True, error_model="numpy")
def cells_of(corner: Floats, shape: Ints, x: Floats, y: Floats, surface: Ints) -> Ints:
    """Return (places,) the cell over each place; -1 for those that are nowhere."""
    cell = np.full(len(x), -1, dtype=np.int64)
    for i in range(len(x)):
        s = surface[i]
        if s < 0 or np.isnan(x[i]):
            continue
        ix = min(max(int((x[i] - corner[s, 0]) / CELL), 0), shape[s, 0] - 1)
        iy = min(max(int((y[i] - corner[s, 1]) / CELL), 0), shape[s, 1] - 1)
        cell[i] = shape[s, 2] + iy * shape[s, 0] + ix
    return cell


@njit(cache=True, error_model="numpy", nogil=True)
def share_of_neighbours(
    outlook: Outlook, order: Ints, first: Ints, cell: Ints, x: Floats, y: Floats, surface: Ints, acting: Bools,
    here: Bools, asked: Ints, reach_squared: float, out: Floats,
) -> None:  # fmt: skip
    """Fill ``out``, see ``Onlookers.share``.

    ``x``, ``y``, ``surface``, ``cell`` (2 people,): where people are, and where those who act started from. ``order``:
    entries of these by cell, ``first`` (cells + 1,) where each cell begins. ``here`` (people,): whose present place
    counts.
    """
    span, across, people = outlook.span, 2 * outlook.span + 1, len(acting)
    acts = np.zeros(len(first) - 1, dtype=np.int64)
    for e in order:
        acts[cell[e]] += e >= people or acting[e]
    for a in range(len(asked)):
        i = asked[a]
        own, s = cell[i], surface[i]
        if own < 0:
            continue
        nx, ny, offset = outlook.shape[s, 0], outlook.shape[s, 1], outlook.shape[s, 2]
        iy, ix = (own - offset) // nx, (own - offset) % nx
        x0, x1, y0, y1 = max(ix - span, 0), min(ix + span, nx - 1), max(iy - span, 0), min(iy + span, ny - 1)
        somebody = 0
        for jy in range(y0, y1 + 1):
            for jx in range(x0, x1 + 1):
                somebody += acts[offset + jy * nx + jx]
        if somebody == 0:
            continue
        every, those = 0.0, 0.0
        for jy in range(y0, y1 + 1):
            for jx in range(x0, x1 + 1):
                other = offset + jy * nx + jx
                if first[other] == first[other + 1]:
                    continue
                pair = (own * across + jy - iy + span) * across + jx - ix + span
                lines = outlook.lines[outlook.start[pair] : outlook.start[pair + 1]]
                for k in range(first[other], first[other + 1]):
                    e = order[k]
                    dx, dy = x[e] - x[i], y[e] - y[i]
                    squared = dx * dx + dy * dy
                    j = e if e < people else e - people
                    if squared > reach_squared or j == i:
                        continue
                    if len(lines) and hidden(x[i], y[i], x[e], y[e], lines):
                        continue
                    # who is still in sight is counted where it is now
                    still = e >= people and here[j] and surface[j] == s
                    if still and _in_sight(outlook, own, s, i, j, cell, x, y, reach_squared):
                        continue
                    weight = 1.0 / (1.0 + np.sqrt(squared))
                    every += weight
                    if e >= people or acting[j]:
                        those += weight
        if every > 0.0:
            out[a] = those / every


@njit(cache=True, error_model="numpy", nogil=True)
def _in_sight(
    outlook: Outlook, own: int, s: int, i: int, j: int, cell: Ints, x: Floats, y: Floats, reach_squared: float
) -> bool:
    """Return whether j, who is on the same surface s, is within reach and in sight of i."""
    dx, dy = x[j] - x[i], y[j] - y[i]
    if dx * dx + dy * dy > reach_squared:
        return False
    span, across = outlook.span, 2 * outlook.span + 1
    nx, offset = outlook.shape[s, 0], outlook.shape[s, 2]
    jy, jx = (cell[j] - offset) // nx - (own - offset) // nx, (cell[j] - offset) % nx - (own - offset) % nx
    pair = (own * across + jy + span) * across + jx + span
    lines = outlook.lines[outlook.start[pair] : outlook.start[pair + 1]]
    return not (len(lines) and hidden(x[i], y[i], x[j], y[j], lines))


@njit(cache=True, error_model="numpy")
def _between(
    size: float, span: int, corner: Floats, shape: Ints, cells: int, reach: float, lines: Floats, begins: Ints
) -> tuple[Ints, Floats]:
    """List for each pair of cells the lines that come within half a diagonal of the way between their centres.

    No straight way from one cell to the other leaves that band.
    """
    across = 2 * span + 1
    half = size * np.sqrt(0.5) + 1e-9
    start = np.zeros(cells * across * across + 1, dtype=np.int64)
    room = 1024
    found = np.empty(room, dtype=np.int64)
    count = 0
    for s in range(len(shape)):
        nx, ny, offset = shape[s, 0], shape[s, 1], shape[s, 2]
        near = np.empty(begins[s + 1] - begins[s], dtype=np.int64)
        for c in range(nx * ny):
            iy, ix = c // nx, c % nx
            ax, ay = corner[s, 0] + (ix + 0.5) * size, corner[s, 1] + (iy + 0.5) * size
            close = 0
            for k in range(begins[s], begins[s + 1]):
                if _from_line(ax, ay, lines[k]) <= reach + 2.0 * half:
                    near[close] = k
                    close += 1
            for p in range(across * across):
                jx, jy = ix + p % across - span, iy + p // across - span
                if 0 <= jx < nx and 0 <= jy < ny:
                    bx, by = corner[s, 0] + (jx + 0.5) * size, corner[s, 1] + (jy + 0.5) * size
                    for n in range(close):
                        if _apart(ax, ay, bx, by, lines[near[n]]) <= half:
                            if count == room:
                                room *= 2
                                wider = np.empty(room, dtype=np.int64)
                                wider[:count] = found
                                found = wider
                            found[count] = near[n]
                            count += 1
                start[(offset + c) * across * across + p + 1] = count
    listed = np.empty((count, 4))
    for n in range(count):
        listed[n] = lines[found[n]]
    return start, listed


@njit(cache=True, error_model="numpy")
def _from_line(x: float, y: float, line: Floats) -> float:
    """Return the distance of a point from a line from (line[0], line[1]) to (line[2], line[3])."""
    ux, uy = line[2] - line[0], line[3] - line[1]
    px, py = x - line[0], y - line[1]
    t = min(max((px * ux + py * uy) / max(ux * ux + uy * uy, 1e-30), 0.0), 1.0)
    return float(np.sqrt((px - t * ux) ** 2 + (py - t * uy) ** 2))


@njit(cache=True, error_model="numpy")
def _apart(ax: float, ay: float, bx: float, by: float, line: Floats) -> float:
    """Return the distance between the way from a to b and a line; 0 if they cross."""
    way = np.empty(4)
    way[0], way[1], way[2], way[3] = ax, ay, bx, by
    if hidden(ax, ay, bx, by, line.reshape(1, 4)):
        return 0.0
    least = min(_from_line(ax, ay, line), _from_line(bx, by, line))
    return min(least, min(_from_line(line[0], line[1], way), _from_line(line[2], line[3], way)))
