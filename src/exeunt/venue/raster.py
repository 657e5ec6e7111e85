"""The raster: square cells over all surfaces on one lattice, and the links between neighbouring cells.

Every surface has a rectangular window of cells, one after the other in flat arrays. All windows lie on one
lattice, so a person who crosses a portal keeps place in plan. Beyond each portal a window holds *ghost* cells
that mirror the cells of the linked surface: sampling and marching cross portals without a seam.

A link joins two neighbouring cell centres (east, north, west, south). It is cut where the straight line
between the centres crosses a wall, however thin: no leak depends on the size of a cell. The lattice is
shifted by a small odd fraction of a cell, so that centres do not lie on walls drawn at round numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from exeunt.base.maths import norm
from exeunt.venue.lattice import (
    EAST,
    F32,
    F64,
    I16,
    I32,
    I64,
    NORTH,
    SOUTH,
    U8,
    WEST,
    Mask,
    crossings,
    cut,
    fill,
    flag_ghosts,
    link,
    mix_bits,
    rank_links,
    seed_cells,
    stamp,
)  # fmt: skip
from exeunt.venue.pinches import PLAY, throats
from exeunt.venue.sampling import RasterArrays, sample_direction, sample_distance, sample_distances
from exeunt.venue.venue import Opening, Surface, Venue
from exeunt.venue.windows import RING, Near, Window, clip

__all__ = [
    "Clearance", "Raster", "RasterArrays", "Seeds", "build_raster",
    "sample_direction", "sample_distance", "sample_distances",
]  # fmt: skip

SHIFT = (0.00271, 0.00138)
"""Shift of the lattice against round numbers, in cells."""
SEED_REACH = 0.8
"""Cells as near as this (m) to an exit start from the straight way to it."""
JAMB = 0.2
"""Nobody aims nearer than this (m) to the end of an exit line."""
AIM_BEYOND = 0.1
"""People aim at points this far (m) beyond an exit line, so that all cross it."""


@dataclass(frozen=True, slots=True)
class Clearance:
    """How walking cost grows near walls. All four numbers are assumptions of the model.

    Speed for wayfinding rises from ``floor`` (share of the free speed) at a wall to 1 at ``reach`` metres,
    along t (2 - t) with t = distance / reach: steep at the wall and flat near ``reach``, so that a gap of 0.5
    m between seat rows costs 6 % along its middle. Ways through gaps narrower than ``gap`` metres are used
    only by those who have no other way, and never if narrower than ``least_gap``.
    """

    reach: float = 0.35
    floor: float = 0.25
    gap: float = 0.45
    least_gap: float = 0.3

    def slowness(self, distance: F64 | F32) -> F32:
        """Return cost per metre, 1 where walls are far."""
        t = np.minimum(distance / max(self.reach, 1e-9), 1.0)
        return np.asarray(1.0 / (self.floor + (1.0 - self.floor) * t * (2.0 - t)), dtype=np.float32)


class Seeds(NamedTuple):
    """Where the solution of one goal starts: cells with a straight way to the goal line.

    ``cells`` (n,), ``distance`` (n,) metres to the nearest point that people aim at, ``near`` (n, 2) that
    point, ``aim`` (n, 2) unit vector to a point a little beyond it.
    """

    cells: I64
    distance: F64
    near: F64
    aim: F64


@dataclass(frozen=True, eq=False)
class Raster:
    """Cells over all surfaces of a venue. All arrays have shape (cells,).

    ``own``: the centre lies in the surface's area. ``ghost_of``: for ghost cells the cell that they mirror,
    else -1. ``links``: low four bits, the directions in which one can walk from this centre to the next, all
    openings open; high four bits, the neighbours that are ghosts. ``strict`` and ``lenient``: the same for
    marching, less the links that lead into a tighter gap (see ``Clearance``). ``surface``: index of the
    surface. ``clearance``: metres to the nearest wall, at most ``Clearance.reach``. ``slope``: on stair
    flights the direction bit that leads up most steeply, else 0. ``opening_links``: for each opening the
    links across it as (cells, bits).
    """

    arrays: RasterArrays
    own: Mask
    ghost_of: I32
    ghosts: I64
    links: U8
    strict: U8
    lenient: U8
    surface: I16
    clearance: F32
    slowness: F32
    slope: U8
    opening_links: tuple[tuple[I64, U8], ...]
    seeds: tuple[Seeds, ...] = field(default=())

    @property
    def cells(self) -> int:
        """Number of cells in all windows, walkable or not."""
        return len(self.own)

    def centres(self, cells: I64) -> F64:
        """Return (n, 2) plan coordinates of cell centres in metres."""
        a = self.arrays
        s = self.surface[cells]
        row, column = np.divmod(cells - a.offset[s], a.nx[s])
        return np.column_stack([a.x0[s] + (column + 0.5) * a.cell, a.y0[s] + (row + 0.5) * a.cell])

    def cell_at(self, surface: int, x: float, y: float) -> int:
        """Return the index of the cell over a place, -1 outside the surface's window."""
        a = self.arrays
        ix = int(np.floor((x - a.x0[surface]) / a.cell))
        iy = int(np.floor((y - a.y0[surface]) / a.cell))
        if not (0 <= ix < a.nx[surface] and 0 <= iy < a.ny[surface]):
            return -1
        return int(a.offset[surface] + iy * int(a.nx[surface]) + ix)


def build_raster(venue: Venue, cell: float = 0.1, clearance: Clearance | None = None) -> Raster:
    """Lay the raster over a venue.

    Parameters
    ----------
    cell
        Edge of a cell in metres. Gaps narrower than about 1.5 cells between obstacles are lost.
    clearance
        How cost grows near walls; None for the default.
    """
    clearance = clearance or Clearance()
    arrays, corner = _windows(venue, cell)
    windows = [Window.of(arrays, s) for s in range(len(venue.surfaces))]
    cells = int(arrays.offset[-1])
    own = np.zeros(cells, dtype=np.bool_)
    for surface, window in zip(venue.surfaces, windows, strict=True):
        found, axis = crossings(_rings(surface), *window.frame)
        own[window.slice] = fill(found, axis, window.nx, window.ny)
    ghost_of = np.full(cells, -1, dtype=np.int32)
    _mark_ghosts(venue, arrays, corner, own, ghost_of)

    links = np.zeros(cells, dtype=np.uint8)
    squared = np.full(cells, clearance.reach**2, dtype=np.float32)
    found_links: list[list[tuple[I64, U8]]] = [[] for _ in venue.openings]
    mix = arrays.mix
    for s, window in enumerate(windows):
        part = window.slice
        near = Near.of(venue, s, cell, clearance.reach)
        links[part] = link(own[part] | (ghost_of[part] >= 0), window.nx)
        cut(links[part], *crossings(near.walls, *window.frame), window.nx)
        open_links = links[part].copy()
        for opening, line in near.openings:
            found, axis = crossings(line, *window.frame)
            cut(open_links, found, axis, window.nx)
            if opening.kind != "door":
                cut(links[part], found, axis, window.nx)
            else:
                bits = _across(links[part], found, axis, line[0], window, opening)
                found_links[opening.index].append((bits[0] + window.start, bits[1]))
        mix_bits(open_links, mix[part], window.nx)
        stamp(squared[part], near.walls, clearance.reach, *window.frame)
    distance = np.sqrt(squared)
    ghosts = np.flatnonzero(ghost_of >= 0)
    distance[ghosts] = distance[ghost_of[ghosts]]
    index = np.repeat(np.arange(len(venue.surfaces), dtype=np.int16), np.diff(arrays.offset))
    flag_ghosts(links, ghost_of, index, arrays.nx)
    rank = _ranks(distance, clearance, cell)
    raster = Raster(
        arrays, own, ghost_of, ghosts, links,
        rank_links(links, own, rank, index, arrays.nx, 2),
        rank_links(links, own, rank, index, arrays.nx, 1),
        index, distance, clearance.slowness(distance), _slopes(venue, index),
        tuple(_join(parts) for parts in found_links),
    )  # fmt: skip
    pinch_links(raster, venue, (clearance.gap, raster.strict), (clearance.least_gap, raster.lenient))
    near_by = {s: Near.of(venue, s, cell, SEED_REACH) for s in {o.surface for o in venue.openings}}
    seeds = tuple(_seeds(raster, near_by[opening.surface], opening) for opening in venue.openings)
    return replace(raster, seeds=seeds)


def pinch_links(raster: Raster, venue: Venue, *kinds: tuple[float, U8]) -> None:
    """Take from links (cells,) those through gaps between walls narrower than a width in m, however cells lie.

    They are cut across the gap, at its narrowest: whoever is pressed into its mouth turns back. ``kinds``: widths and
    the links of those who do not go through.
    """
    widest = max(width for width, _ in kinds)
    for surface in range(len(venue.surfaces)):
        window = Window.of(raster.arrays, surface)
        found = throats(Near.of(venue, surface, raster.arrays.cell, widest).walls, widest - PLAY)
        size = norm(found[:, 2] - found[:, 0], found[:, 3] - found[:, 1])
        for width, links in kinds:
            narrow = np.ascontiguousarray(found[size < width - PLAY])
            cut(links[window.slice], *crossings(narrow, *window.frame), window.nx)


# --- windows and what lies near them ---


def _windows(venue: Venue, cell: float) -> tuple[RasterArrays, I64]:
    """Return the arrays of all windows and the lattice place (surfaces, 2) of their first cells."""
    boxes = np.array([s.area.bounds for s in venue.surfaces], dtype=np.float64)
    shift = np.array(SHIFT)
    first = np.floor(boxes[:, :2] / cell - shift).astype(np.int64) - (RING + 1)
    last = np.floor(boxes[:, 2:] / cell - shift).astype(np.int64) + (RING + 1)
    size = (last - first + 1).astype(np.int32)
    offset = np.concatenate([[0], np.cumsum(size[:, 0].astype(np.int64) * size[:, 1])]).astype(np.int64)
    if offset[-1] >= 2**31:
        raise ValueError(f"a raster of {offset[-1]} cells is too large: use larger cells than {cell} m")
    corner = (first + shift) * cell
    mix = np.zeros(int(offset[-1]), dtype=np.uint8)
    columns = (np.ascontiguousarray(c) for c in (corner[:, 0], corner[:, 1], size[:, 0], size[:, 1]))
    x0, y0, nx, ny = columns
    return RasterArrays(float(cell), 1.0 / cell, x0, y0, nx, ny, offset, mix), first


def _rings(surface: Surface) -> F64:
    """Return every edge (n, 4) of a surface's area."""
    area = surface.area
    polygons = area.geoms if area.geom_type == "MultiPolygon" else [area]
    edges = [np.empty((0, 4))]
    for polygon in polygons:
        for ring in (polygon.exterior, *polygon.interiors):
            xy = np.asarray(ring.coords, dtype=np.float64)[:, :2]
            edges.append(np.hstack([xy[:-1], xy[1:]]))
    return np.ascontiguousarray(np.vstack(edges))


def _mark_ghosts(venue: Venue, a: RasterArrays, first: I64, own: Mask, ghost_of: I32) -> None:
    """Fill ``ghost_of``: cells outside a surface, near a portal of it, inside the linked surface."""
    for portal in venue.portals:
        ends = np.array(portal.line, dtype=np.float64)
        for here, there in (portal.surfaces, portal.surfaces[::-1]):
            low = np.floor(ends.min(0) / a.cell).astype(np.int64) - (RING + 1)
            high = np.floor(ends.max(0) / a.cell).astype(np.int64) + (RING + 1)
            for s in (here, there):
                low = np.maximum(low, first[s])
                high = np.minimum(high, first[s] + [a.nx[s] - 1, a.ny[s] - 1])
            if (high < low).any():
                continue
            ix, iy = np.meshgrid(np.arange(low[0], high[0] + 1), np.arange(low[1], high[1] + 1))
            mine = a.offset[here] + (iy - first[here, 1]) * a.nx[here] + (ix - first[here, 0])
            its = a.offset[there] + (iy - first[there, 1]) * a.nx[there] + (ix - first[there, 0])
            x, y = (ix + SHIFT[0] + 0.5) * a.cell, (iy + SHIFT[1] + 0.5) * a.cell
            near = _squared_distance(x, y, ends) <= (RING * a.cell) ** 2
            ghost = near & ~own[mine] & own[its] & (ghost_of[mine] < 0)
            ghost_of[mine[ghost]] = its[ghost]


def _squared_distance(x: F64, y: F64, ends: F64) -> F64:
    (px, py), (wx, wy) = ends[0], ends[1] - ends[0]
    length = max(wx * wx + wy * wy, 1e-30)
    t = np.clip(((x - px) * wx + (y - py) * wy) / length, 0.0, 1.0)
    return np.asarray((x - px - t * wx) ** 2 + (y - py - t * wy) ** 2)


def _slopes(venue: Venue, surface: I16) -> U8:
    up = np.zeros(len(venue.surfaces), dtype=np.uint8)
    for s in venue.surfaces:
        if s.kind == "flight":
            up[s.index] = slope_bit(s)
    return np.asarray(up[surface])


def slope_bit(surface: Surface) -> int:
    """Return the direction bit that leads up most steeply, 0 on level ground."""
    gx, gy = surface.gradient
    if abs(gx) >= abs(gy):
        return EAST if gx > 0 else WEST if gx < 0 else 0
    return NORTH if gy > 0 else SOUTH


def _ranks(distance: F32, clearance: Clearance, cell: float) -> U8:
    """Return how wide the gap is that a cell stands for: 2 wide, 1 narrow, 0 too narrow to pass.

    A chain of linked centres through a gap keeps to within cell / sqrt(2) of its middle line.
    """
    off = cell / np.sqrt(2.0)
    wide = distance >= max(clearance.gap / 2 - off, 0.0)
    narrow = distance >= max(clearance.least_gap / 2 - off, 0.0)
    return np.asarray(wide.astype(np.uint8) + narrow)


def _join(parts: list[tuple[I64, U8]]) -> tuple[I64, U8]:
    if not parts:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.uint8)
    return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])


def _across(links: U8, found: I64, axis: U8, line: F64, window: Window, opening: Opening) -> tuple[I64, U8]:
    """Return the links (cells, bits) across a door's line that its state bars; cut those against a one-way door.

    At the end of an escalator whose motion changes that are the links that lead onto it.
    """
    way = opening.direction
    other = found + np.where(axis == 0, 1, window.nx)
    cells = np.concatenate([found, other])
    bits = np.concatenate([np.where(axis == 0, EAST, NORTH), np.where(axis == 0, WEST, SOUTH)]).astype(
        np.uint8
    )
    row, column = np.divmod(cells, window.nx)
    x, y = window.x0 + (column + 0.5) * window.cell, window.y0 + (row + 0.5) * window.cell
    left = (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0]) > 0
    if way != "both":
        against = left if way == "backward" else ~left
        np.bitwise_and.at(links, cells[against], ~bits[against])
    exist = (links[cells] & bits) != 0
    if opening.onto:
        exist &= left if opening.onto == "forward" else ~left
    return cells[exist], bits[exist]


def _seeds(raster: Raster, near: Near, opening: Opening) -> Seeds:
    a, s = raster.arrays, opening.surface
    barriers = [near.walls] + [line for o, line in near.openings if o.index != opening.index]
    lines = np.ascontiguousarray(np.vstack(barriers))
    ends = np.array(opening.line, dtype=np.float64)
    box = (*(ends.min(0) - 2 * SEED_REACH), *(ends.max(0) + 2 * SEED_REACH))
    lines = clip(lines, box)
    length = np.sqrt(((ends[1] - ends[0]) ** 2).sum())
    way = (ends[1] - ends[0]) / max(length, 1e-12)
    margin = min(JAMB, length / 2)
    window = Window.of(a, s)
    found = seed_cells(
        raster.own[window.slice], *window.frame, ends[0] + margin * way, way, length - 2 * margin,
        SEED_REACH, AIM_BEYOND, opening.kind != "door", lines,
    )  # fmt: skip
    cells, distance, points, aim = found
    return Seeds(cells + window.start, distance, points, aim)
