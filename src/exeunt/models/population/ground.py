"""Where a body fits: a raster over all surfaces with the edges near each cell, and the bodies already there.

All tests are exact (distance to segments, even-odd rule); the raster only says which edges and bodies
to look at.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import shapely
from numba import njit
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from exeunt.venue.venue import Venue

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SMALLEST_CELL = 0.5


class Ground(NamedTuple):
    """Raster over all surfaces. Cell of (surface s, ix, iy): ``offset[s] + iy * nx[s] + ix``.

    ``edges`` (edges, 4) in metres; those within ``reach`` of cell c are
    ``near[near_start[c]:near_start[c + 1]]``. ``head`` (cells,) and ``following`` (people,) chain the bodies
    whose centre lies in a cell; -1 ends a chain.
    """

    cell: float
    x0: Floats
    y0: Floats
    nx: Ints
    ny: Ints
    offset: Ints
    edges: Floats
    near_start: Ints
    near: Ints
    head: Ints
    following: Ints


class Region(NamedTuple):
    """Parts of surfaces in which a group of people may stand, as closed rings of edges.

    ``cells`` (n, 2): row of ``surface`` that a touched raster cell belongs to, and the cell. The edges that
    cross raster row iy of part k are ``row[row_start[row_offset[k] + iy]:...]``. ``box`` (parts, 4): bounds of each
    part, x0, y0, x1, y1.
    """

    surface: Ints
    edges: Floats
    row_offset: Ints
    row_start: Ints
    row: Ints
    cells: Ints
    box: Floats


def polygon_edges(area: BaseGeometry) -> Floats:
    """Return the edges (n, 4) of all rings of polygons: x0, y0, x1, y1."""
    found = []
    for ring in shapely.get_rings(shapely.get_parts(area)):
        corners = shapely.get_coordinates(ring)
        found.append(np.hstack([corners[:-1], corners[1:]]))
    return np.ascontiguousarray(np.vstack(found)) if found else np.empty((0, 4))


def build_ground(venue: Venue, reach: float, people: int) -> Ground:
    """Return the raster of a venue, without bodies.

    Parameters
    ----------
    reach
        Largest radius of a body in m; distances up to it are answered.
    people
        Number of bodies that can be put in.

    Bodies keep their distance from all edges of the walkable area and from the lines of doors and exits, so
    nobody starts in a doorway or across a portal.
    """
    cell = max(SMALLEST_CELL, 2.0 * reach)
    boxes = np.array([surface.area.bounds for surface in venue.surfaces])
    x0, y0 = boxes[:, 0] - cell, boxes[:, 1] - cell
    nx = np.ceil((boxes[:, 2] - x0) / cell).astype(np.int64) + 1
    ny = np.ceil((boxes[:, 3] - y0) / cell).astype(np.int64) + 1
    offset = np.concatenate([[0], np.cumsum(nx * ny)]).astype(np.int64)
    edges, owners = [], []
    for surface in venue.surfaces:
        lines = [opening.line for opening in venue.openings if opening.surface == surface.index]
        own = np.vstack([polygon_edges(surface.area), np.array(lines).reshape(-1, 4)])
        edges.append(own)
        owners.append(np.full(len(own), surface.index))
    all_edges, owner = np.vstack(edges), np.concatenate(owners).astype(np.int64)
    near_start, near = _list_near(all_edges, owner, cell, x0, y0, nx, ny, offset, reach)
    head = np.full(offset[-1], -1, dtype=np.int64)
    following = np.full(people, -1, dtype=np.int64)
    return Ground(cell, x0, y0, nx, ny, offset, all_edges, near_start, near, head, following)


def build_region(ground: Ground, areas: dict[int, Polygon | MultiPolygon]) -> Region:
    """Return the region made of one area for each surface index."""
    surfaces = np.array(sorted(areas), dtype=np.int64)
    edges, owner = [], []
    for part, surface in enumerate(surfaces):
        own = polygon_edges(areas[int(surface)])
        edges.append(own)
        owner.append(np.full(len(own), part))
    all_edges = np.vstack(edges) if edges else np.empty((0, 4))
    owners = np.concatenate(owner).astype(np.int64) if owner else np.empty(0, dtype=np.int64)
    row_offset = np.concatenate([[0], np.cumsum(ground.ny[surfaces])]).astype(np.int64)
    row_start, row = _list_rows(ground, surfaces, all_edges, owners, row_offset)
    box = np.array([areas[int(surface)].bounds for surface in surfaces], dtype=np.float64).reshape(-1, 4)
    bare = Region(surfaces, all_edges, row_offset, row_start, row, np.empty((0, 2), dtype=np.int64), box)
    return bare._replace(cells=_touched_cells(ground, bare, owners))


@njit(cache=True)
def squared_distance(edges: Floats, i: int, x: float, y: float) -> float:
    """Return the squared distance in m² of a point from segment i of ``edges``."""
    ax, ay = edges[i, 0], edges[i, 1]
    dx, dy = edges[i, 2] - ax, edges[i, 3] - ay
    length = dx * dx + dy * dy
    t = ((x - ax) * dx + (y - ay) * dy) / length if length > 0.0 else 0.0
    t = min(max(t, 0.0), 1.0)
    ex, ey = x - (ax + t * dx), y - (ay + t * dy)
    squared: float = ex * ex + ey * ey
    return squared


@njit(cache=True)
def cell_of(ground: Ground, surface: int, x: float, y: float) -> int:
    """Return the raster cell of a point, -1 outside the raster of its surface."""
    fx, fy = (x - ground.x0[surface]) / ground.cell, (y - ground.y0[surface]) / ground.cell
    if not (0.0 <= fx < ground.nx[surface] and 0.0 <= fy < ground.ny[surface]):
        return -1
    return int(ground.offset[surface] + int(fy) * ground.nx[surface] + int(fx))


@njit(cache=True)
def clear_of_edges(ground: Ground, surface: int, x: float, y: float, radius: float) -> bool:
    """Return whether no edge of the surface lies nearer than ``radius`` (at most the ground's reach)."""
    c = cell_of(ground, surface, x, y)
    if c < 0:
        return False
    for k in range(ground.near_start[c], ground.near_start[c + 1]):
        if squared_distance(ground.edges, ground.near[k], x, y) < radius * radius:
            return False
    return True


@njit(cache=True)
def blocking_body(
    ground: Ground, xs: Floats, ys: Floats, radii: Floats, surface: int, x: float, y: float, radius: float
) -> int:
    """Return a body nearer than the sum of the radii, -1 if there is none."""
    c = cell_of(ground, surface, x, y)
    if c < 0:
        return -1
    nx = ground.nx[surface]
    local = c - ground.offset[surface]
    cx, cy = local % nx, local // nx
    for iy in range(max(cy - 1, 0), min(cy + 2, ground.ny[surface])):
        for ix in range(max(cx - 1, 0), min(cx + 2, nx)):
            j = ground.head[ground.offset[surface] + iy * nx + ix]
            while j >= 0:
                dx, dy, room = x - xs[j], y - ys[j], radius + radii[j]
                if dx * dx + dy * dy < room * room:
                    return int(j)
                j = ground.following[j]
    return -1


@njit(cache=True)
def put_body(ground: Ground, surface: int, i: int, x: float, y: float) -> None:
    """Enter body i into the raster."""
    c = cell_of(ground, surface, x, y)
    ground.following[i] = ground.head[c]
    ground.head[c] = i


@njit(cache=True)
def inside_region(ground: Ground, region: Region, part: int, x: float, y: float) -> bool:
    """Return whether a point lies in a part of the region (even-odd rule)."""
    surface = region.surface[part]
    fy = (y - ground.y0[surface]) / ground.cell
    if not (0.0 <= fy < ground.ny[surface]):
        return False
    r = region.row_offset[part] + int(fy)
    inside = False
    for k in range(region.row_start[r], region.row_start[r + 1]):
        e = region.row[k]
        ax, ay, bx, by = region.edges[e, 0], region.edges[e, 1], region.edges[e, 2], region.edges[e, 3]
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            inside = not inside
    return inside


@njit(cache=True)
def _list_near(
    edges: Floats,
    owner: Ints,
    cell: float,
    x0: Floats,
    y0: Floats,
    nx: Ints,
    ny: Ints,
    offset: Ints,
    reach: float,
) -> tuple[Ints, Ints]:
    limit = (reach + 0.7072 * cell) ** 2
    start = np.zeros(offset[-1] + 1, dtype=np.int64)
    near = np.empty(0, dtype=np.int64)
    for round_ in range(2):
        if round_ == 1:
            for c in range(offset[-1]):
                start[c + 1] += start[c]
            near = np.empty(start[-1], dtype=np.int64)
            used = np.zeros(offset[-1], dtype=np.int64)
        for e in range(edges.shape[0]):
            s = owner[e]
            left, right = min(edges[e, 0], edges[e, 2]) - reach, max(edges[e, 0], edges[e, 2]) + reach
            low, high = min(edges[e, 1], edges[e, 3]) - reach, max(edges[e, 1], edges[e, 3]) + reach
            for iy in range(max(int((low - y0[s]) / cell), 0), min(int((high - y0[s]) / cell) + 1, ny[s])):
                for ix in range(
                    max(int((left - x0[s]) / cell), 0), min(int((right - x0[s]) / cell) + 1, nx[s])
                ):
                    mx, my = x0[s] + (ix + 0.5) * cell, y0[s] + (iy + 0.5) * cell
                    if squared_distance(edges, e, mx, my) > limit:
                        continue
                    c = offset[s] + iy * nx[s] + ix
                    if round_ == 0:
                        start[c + 1] += 1
                    else:
                        near[start[c] + used[c]] = e
                        used[c] += 1
    return start, near


@njit(cache=True)
def _list_rows(
    ground: Ground, surfaces: Ints, edges: Floats, owner: Ints, row_offset: Ints
) -> tuple[Ints, Ints]:
    start = np.zeros(row_offset[-1] + 1, dtype=np.int64)
    rows = np.empty(0, dtype=np.int64)
    used = np.zeros(row_offset[-1], dtype=np.int64)
    for round_ in range(2):
        if round_ == 1:
            for r in range(row_offset[-1]):
                start[r + 1] += start[r]
            rows = np.empty(start[-1], dtype=np.int64)
        for e in range(edges.shape[0]):
            part = owner[e]
            s = surfaces[part]
            low = int((min(edges[e, 1], edges[e, 3]) - ground.y0[s]) / ground.cell)
            high = int((max(edges[e, 1], edges[e, 3]) - ground.y0[s]) / ground.cell)
            for iy in range(max(low, 0), min(high + 1, ground.ny[s])):
                r = row_offset[part] + iy
                if round_ == 0:
                    start[r + 1] += 1
                else:
                    rows[start[r] + used[r]] = e
                    used[r] += 1
    return start, rows


@njit(cache=True)
def _touched_cells(ground: Ground, region: Region, owner: Ints) -> Ints:
    """Return (n, 2) part and cell of every raster cell that the region may reach into."""
    limit = (0.7072 * ground.cell) ** 2
    found = []
    first_edge = 0
    for part in range(region.surface.size):
        s = region.surface[part]
        nx, ny = ground.nx[s], ground.ny[s]
        mark = np.zeros(nx * ny, dtype=np.bool_)
        e = first_edge
        while e < owner.size and owner[e] == part:
            ax, ay, bx, by = region.edges[e, 0], region.edges[e, 1], region.edges[e, 2], region.edges[e, 3]
            low, high = (
                int((min(ay, by) - ground.y0[s]) / ground.cell),
                int((max(ay, by) - ground.y0[s]) / ground.cell),
            )
            left, right = (
                int((min(ax, bx) - ground.x0[s]) / ground.cell),
                int((max(ax, bx) - ground.x0[s]) / ground.cell),
            )
            for iy in range(max(low, 0), min(high + 1, ny)):
                for ix in range(max(left, 0), min(right + 1, nx)):
                    mx, my = ground.x0[s] + (ix + 0.5) * ground.cell, ground.y0[s] + (iy + 0.5) * ground.cell
                    if squared_distance(region.edges, e, mx, my) <= limit:
                        mark[iy * nx + ix] = True
            e += 1
        first_edge = e
        for iy in range(ny):
            for ix in range(nx):
                mx, my = ground.x0[s] + (ix + 0.5) * ground.cell, ground.y0[s] + (iy + 0.5) * ground.cell
                if mark[iy * nx + ix] or inside_region(ground, region, part, mx, my):
                    found.append((part, ground.offset[s] + iy * nx + ix))
    cells = np.empty((len(found), 2), dtype=np.int64)
    for i, (part, cell) in enumerate(found):
        cells[i, 0], cells[i, 1] = part, cell
    return cells
