"""Places for people: at random where there is room, in a close packing where there hardly is.

Random places follow from (seed, person, attempt) alone: random sequential adsorption, which jams when about
55 % of the ground is covered (4.3 discs of 0.2 m radius a square metre). Beyond that a packing takes over:
sites found by a scan in rows, hexagonal on open ground and adapted to walls elsewhere, as wide apart as the
number allows, and shaken by what is left between neighbours.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from exeunt.base.random import person_keys, uniform, uniforms
from exeunt.base.streams import Stream
from exeunt.models.population.ground import (
    Ground,
    Region,
    blocking_body,
    clear_of_edges,
    inside_region,
    put_body,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
ATTEMPTS = 1000
_PLACEMENT = int(Stream.PLACEMENT)
_FINE_CANDIDATES = 2_000_000
_FEW_CELLS = 9
_HEXAGONAL = 1.1547005383792517


class Bodies(NamedTuple):
    """Discs already placed: arrays (people,) shared with the columns of the same names."""

    x: Floats
    y: Floats
    surface: NDArray[np.int16]
    radius: Floats


class Crowd(NamedTuple):
    """People to be placed in one region: their population's id, rows, keys, and the region."""

    id: str
    rows: Ints
    keys: NDArray[np.uint64]
    region: Region
    area: float


@njit(cache=True)
def _place_random(
    ground: Ground,
    region: Region,
    bodies: Bodies,
    rows: Ints,
    keys: NDArray[np.uint64],
    seed: int,
    attempts: int,
    narrow: bool,
) -> int:
    """Place people one after the other; returns how many were placed before one found no room.

    With ``narrow`` only that part of a cell is tried which the region's bounds leave.
    """
    cells = region.cells.shape[0]
    for n in range(rows.size):
        i = rows[n]
        placed = False
        for attempt in range(attempts if cells > 0 else 0):
            pick = min(int(uniform(seed, _PLACEMENT, keys[n], attempt, 0) * cells), cells - 1)
            part, cell = region.cells[pick, 0], region.cells[pick, 1]
            s = region.surface[part]
            local = cell - ground.offset[s]
            nx = ground.nx[s]
            u = uniform(seed, _PLACEMENT, keys[n], attempt, 1)
            v = uniform(seed, _PLACEMENT, keys[n], attempt, 2)
            x = ground.x0[s] + (local % nx + u) * ground.cell
            y = ground.y0[s] + (local // nx + v) * ground.cell
            if narrow:
                left = max(ground.x0[s] + (local % nx) * ground.cell, region.box[part, 0])
                low = max(ground.y0[s] + (local // nx) * ground.cell, region.box[part, 1])
                right = min(ground.x0[s] + (local % nx + 1) * ground.cell, region.box[part, 2])
                high = min(ground.y0[s] + (local // nx + 1) * ground.cell, region.box[part, 3])
                x, y = left + u * (right - left), low + v * (high - low)
            radius = bodies.radius[i]
            if (
                clear_of_edges(ground, s, x, y, radius)
                and inside_region(ground, region, part, x, y)
                and blocking_body(ground, bodies.x, bodies.y, bodies.radius, s, x, y, radius) < 0
            ):
                bodies.x[i], bodies.y[i], bodies.surface[i] = x, y, s
                put_body(ground, s, i, x, y)
                placed = True
                break
        if not placed:
            return n
    return int(rows.size)


def _signed(seed: int) -> int:
    """Return the int64 with the low 64 bits of a seed, so that kernels see one type whatever the seed."""
    low = seed & 0xFFFFFFFFFFFFFFFF
    return low - (1 << 64) if low >> 63 else low


def place_random(ground: Ground, bodies: Bodies, crowd: Crowd, seed: int) -> bool:
    """Place a crowd at random; returns whether all found room (if not, ``forget`` those who did).

    Ground of a few cells at most may be missed by most tries; there they are made within its bounds.
    """
    for narrow in (False, True) if len(crowd.region.cells) <= _FEW_CELLS else (False,):
        if narrow:
            forget(ground, bodies, crowd.rows)
        placed = _place_random(
            ground, crowd.region, bodies, crowd.rows, crowd.keys, _signed(seed), ATTEMPTS, narrow
        )
        if placed == len(crowd.rows):
            return True
    return False


def forget(ground: Ground, bodies: Bodies, rows: Ints) -> None:
    """Take people out of the raster and forget their places."""
    bodies.x[rows] = np.nan
    bodies.y[rows] = np.nan
    bodies.surface[rows] = -1
    ground.head[:] = -1
    _put_bodies(ground, bodies, np.flatnonzero(~np.isnan(bodies.x)))


@njit(cache=True)
def _put_bodies(ground: Ground, bodies: Bodies, rows: Ints) -> None:
    for n in range(rows.size):
        i = rows[n]
        put_body(ground, bodies.surface[i], i, bodies.x[i], bodies.y[i])


@njit(cache=True)
def occupied(ground: Ground, bodies: Bodies, surface: Ints, places: Floats) -> NDArray[np.bool_]:
    """Return whether each place (n,) lies inside a body."""
    found = np.empty(surface.size, dtype=np.bool_)
    for i in range(surface.size):
        x, y = places[i, 0], places[i, 1]
        found[i] = blocking_body(ground, bodies.x, bodies.y, bodies.radius, surface[i], x, y, 0.0) >= 0
    return found


@njit(cache=True)
def place_exactly(
    ground: Ground, bodies: Bodies, rows: Ints, surface: Ints, places: Floats, walkable: NDArray[np.bool_]
) -> NDArray[np.int8]:
    """Place people at given places; returns (n,) 0: placed, 1: would be in a wall, 2: in another person.

    ``walkable`` says of each place whether it lies in the walkable area.
    """
    result = np.zeros(rows.size, dtype=np.int8)
    for n in range(rows.size):
        i, s, x, y = rows[n], surface[n], places[n, 0], places[n, 1]
        if not walkable[n] or not clear_of_edges(ground, s, x, y, bodies.radius[i]):
            result[n] = 1
        elif blocking_body(ground, bodies.x, bodies.y, bodies.radius, s, x, y, bodies.radius[i]) >= 0:
            result[n] = 2
        else:
            bodies.x[i], bodies.y[i], bodies.surface[i] = x, y, s
            put_body(ground, s, i, x, y)
    return result


@njit(cache=True)
def _candidates(
    ground: Ground, region: Region, part: int, bodies: Bodies, radius: float, step: float, places: Floats
) -> int:
    """Write the free points of a fine grid, in rows, into ``places`` as far as it goes; return how many."""
    s = region.surface[part]
    count = 0
    for iy in range(int(ground.ny[s] * ground.cell / step) + 1):
        y = ground.y0[s] + iy * step
        for ix in range(int(ground.nx[s] * ground.cell / step) + 1):
            x = ground.x0[s] + ix * step
            if (
                clear_of_edges(ground, s, x, y, radius)
                and inside_region(ground, region, part, x, y)
                and blocking_body(ground, bodies.x, bodies.y, bodies.radius, s, x, y, radius) < 0
            ):
                if count < places.shape[0]:
                    places[count, 0], places[count, 1] = x, y
                count += 1
    return count


@njit(cache=True)
def _thin(places: Floats, part: Ints, spacing: float, chosen: Ints) -> int:
    """Choose places in order, each at least ``spacing`` from all chosen before on its part; returns how many.

    A cell whose diagonal is the spacing holds one chosen place at most; 5 x 5 cells hold all neighbours.
    """
    count = 0
    if places.shape[0] == 0:
        return count
    cell = spacing / np.sqrt(2.0)
    left, low = places[:, 0].min(), places[:, 1].min()
    nx = int((places[:, 0].max() - left) / cell) + 5
    ny = int((places[:, 1].max() - low) / cell) + 5
    occupant = np.full((ny, nx), -1, dtype=np.int64)
    now = -1
    for i in range(places.shape[0]):
        if part[i] != now:
            now = part[i]
            occupant[:, :] = -1
        x, y = places[i, 0], places[i, 1]
        cx, cy = int((x - left) / cell) + 2, int((y - low) / cell) + 2
        free = True
        for iy in range(cy - 2, cy + 3):
            for ix in range(cx - 2, cx + 3):
                j = occupant[iy, ix]
                if j >= 0:
                    dx, dy = x - places[j, 0], y - places[j, 1]
                    free = free and dx * dx + dy * dy >= spacing * spacing
        if free:
            occupant[cy, cx] = i
            chosen[count] = i
            count += 1
    return count


@njit(cache=True)
def _shake(
    ground: Ground, region: Region, bodies: Bodies, part: int, keys: NDArray[np.uint64], seed: int,
    play: float, radius: float, places: Floats,
) -> None:  # fmt: skip
    """Move places by at most ``play`` m where that keeps the distance from edges and bodies."""
    half_side = play / np.sqrt(2.0)
    s = region.surface[part]
    for i in range(places.shape[0]):
        x = places[i, 0] + (2.0 * uniform(seed, _PLACEMENT, keys[i], 0, 4) - 1.0) * half_side
        y = places[i, 1] + (2.0 * uniform(seed, _PLACEMENT, keys[i], 0, 5) - 1.0) * half_side
        if (
            clear_of_edges(ground, s, x, y, radius)
            and inside_region(ground, region, part, x, y)
            and blocking_body(ground, bodies.x, bodies.y, bodies.radius, s, x, y, radius) < 0
        ):
            places[i, 0], places[i, 1] = x, y


class Sites(NamedTuple):
    """Places at least ``spacing`` apart: surface (n,), x and y (n, 2)."""

    surface: Ints
    places: Floats
    spacing: float


class FineGrid:
    """Free points of a fine grid in a region, from which sites are chosen."""

    def __init__(self, ground: Ground, region: Region, bodies: Bodies, radius: float) -> None:
        """Find all points where a body of this radius has room beside the bodies already there."""
        self.closest = 2.0 * radius
        cells = len(region.cells) * ground.cell**2
        parts_of_diameter = 8 if cells / (self.closest / 8) ** 2 <= _FINE_CANDIDATES else 4
        # a hair above, so that whole numbers of steps make up the closest distance in spite of rounding
        step = self.closest / parts_of_diameter * (1.0 + 1e-9)
        places, parts = [np.empty((0, 2))], [np.empty(0, dtype=np.int64)]
        for part in range(len(region.surface)):
            count = _candidates(ground, region, part, bodies, radius, step, np.empty((0, 2)))
            found = np.empty((count, 2))
            _candidates(ground, region, part, bodies, radius, step, found)
            places.append(found)
            parts.append(np.full(count, part, dtype=np.int64))
        self.places, self.part = np.vstack(places), np.concatenate(parts)
        self.surface = region.surface[self.part]

    def sites(self, spacing: float) -> Sites:
        """Return sites at least ``spacing`` apart, as many as a scan in rows finds."""
        chosen = np.empty(len(self.places), dtype=np.int64)
        chosen = chosen[: _thin(self.places, self.part, spacing, chosen)]
        return Sites(self.surface[chosen], self.places[chosen], spacing)


def capacity(ground: Ground, region: Region, bodies: Bodies, radius: float) -> int:
    """Return how many more bodies of a radius find room in a region (as many as our packing reaches)."""
    return len(FineGrid(ground, region, bodies, radius).sites(2.0 * radius).places)


def place_packed(
    ground: Ground, bodies: Bodies, crowds: list[Crowd], union: Region, seed: int
) -> dict[str, int]:
    """Place crowds that share ground by packing; returns for each crowd that does not fit how many of it do.

    Crowds with little ground choose first. If one does not fit, none is placed.
    """
    radius = max(float(bodies.radius[crowd.rows].max()) for crowd in crowds if len(crowd.rows))
    grid = FineGrid(ground, union, bodies, radius)
    crowds = sorted(crowds, key=lambda crowd: (crowd.area, crowd.id))
    sites = grid.sites(grid.closest)
    chosen, short = _share_out(ground, crowds, sites, seed)
    if short:
        return short
    people = sum(len(crowd.rows) for crowd in crowds)
    widest = max(np.sqrt(_HEXAGONAL * sum(crowd.area for crowd in crowds) / people), grid.closest)
    low, high = grid.closest, float(widest)
    for _ in range(8):
        middle = 0.5 * (low + high)
        wider = grid.sites(middle)
        wider_chosen, short = _share_out(ground, crowds, wider, seed)
        if short:
            high = middle
        else:
            low, sites, chosen = middle, wider, wider_chosen
    play = 0.5 * (sites.spacing - grid.closest)
    for crowd, taken in zip(crowds, chosen, strict=True):
        places, surface = sites.places[taken].copy(), sites.surface[taken]
        for part, s in enumerate(crowd.region.surface):
            here = surface == s
            moved = places[here]
            keys = crowd.keys[here]
            _shake(ground, crowd.region, bodies, part, keys, _signed(seed), play, radius, moved)
            places[here] = moved
        bodies.x[crowd.rows], bodies.y[crowd.rows], bodies.surface[crowd.rows] = (
            places[:, 0],
            places[:, 1],
            surface,
        )
    for crowd in crowds:
        _put_bodies(ground, bodies, crowd.rows)
    return {}


@njit(cache=True)
def _inside(ground: Ground, region: Region, surface: Ints, places: Floats, out: NDArray[np.bool_]) -> None:
    for i in range(places.shape[0]):
        out[i] = False
        for part in range(region.surface.size):
            if region.surface[part] == surface[i]:
                out[i] = inside_region(ground, region, part, places[i, 0], places[i, 1])


def _share_out(
    ground: Ground, crowds: list[Crowd], sites: Sites, seed: int
) -> tuple[list[Ints], dict[str, int]]:
    """Give each crowd sites of its region in an order of its own; return also how many those get who lack."""
    free = np.ones(len(sites.places), dtype=bool)
    inside = np.empty(len(sites.places), dtype=bool)
    chosen, short = [], {}
    for crowd in crowds:
        _inside(ground, crowd.region, sites.surface, sites.places, inside)
        open_ = np.flatnonzero(free & inside)
        if len(open_) < len(crowd.rows):
            short[crowd.id] = len(open_)
        rank = uniforms(seed, _PLACEMENT, person_keys(f"sites of {crowd.id}", len(sites.places)), k=6)[open_]
        taken = open_[np.argsort(rank, kind="stable")][: len(crowd.rows)]
        free[taken] = False
        chosen.append(taken)
    return chosen, short
