"""Plans and start positions for comparisons between simulators; knows none of them. All follows from the seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon, box
from shapely.ops import unary_union

Floats = NDArray[np.float64]
Line = tuple[tuple[float, float], tuple[float, float]]
SPACE = 0.45
"""Centres of people start at least this far apart, metres."""


@dataclass(frozen=True)
class Plan:
    """A plan with exits.

    ``walkable`` has the exit areas, ``inside`` ends at the exit lines.
    ``exits`` are areas in which people are taken out by simulators that know areas; ``lines`` are the lines by which
    they enter those areas, with the way out to the right of p -> q. ``goals`` (people,) is the exit each heads for.
    """

    name: str
    walkable: Polygon
    inside: Polygon
    exits: tuple[Polygon, ...]
    lines: tuple[Line, ...]
    places: Floats
    goals: NDArray[np.int64]

    @property
    def segments(self) -> int:
        """Number of wall segments."""
        rings = (self.walkable.exterior, *self.walkable.interiors)
        return sum(len(ring.coords) - 1 for ring in rings)


def scatter(area: Polygon, people: int, seed: int) -> Floats:
    """Return (people, 2) places on a jittered grid, 0.25 m from walls and at least ``SPACE`` apart."""
    rng = np.random.default_rng(seed)
    inner = area.buffer(-0.25)
    shapely.prepare(inner)
    x0, y0, x1, y1 = inner.bounds
    pitch = float(np.sqrt(area.area / people))
    while pitch >= SPACE:
        axes = np.arange(x0, x1, pitch), np.arange(y0, y1, pitch)
        grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 2)
        play = 0.5 * (pitch - SPACE)
        grid = grid + rng.uniform(-play, play, grid.shape)
        grid = grid[shapely.contains_xy(inner, grid[:, 0], grid[:, 1])]
        if len(grid) >= people:
            return grid[np.sort(rng.permutation(len(grid))[:people])]
        pitch *= 0.98
    raise ValueError(f"{people} people do not fit")


def speeds(people: int, seed: int) -> Floats:
    """Return desired speeds (people,): normal, 1.2 and 0.15 m/s, cut to 0.8 to 1.45 m/s."""
    return np.clip(np.random.default_rng(10_000 + seed).normal(1.2, 0.15, people), 0.8, 1.45)


class Stub(NamedTuple):
    """A passage that leads out: all of it, its walkable part up to the exit line, the exit area beyond, the line."""

    whole: Polygon
    inside: Polygon
    exit: Polygon
    line: Line


def _stub(
    x: float, y: float, outward: tuple[int, int], width: float, length: float = 1.0, beyond: float = 1.0
) -> Stub:
    """Return the passage at (x, y), ``length`` up to the exit line and ``beyond`` behind it."""
    (ox, oy), half = outward, width / 2
    sx, sy = abs(oy) * half, abs(ox) * half

    def slab(a: float, b: float) -> Polygon:
        return box(
            min(x + a * ox, x + b * ox) - sx, min(y + a * oy, y + b * oy) - sy,
            max(x + a * ox, x + b * ox) + sx, max(y + a * oy, y + b * oy) + sy,
        )  # fmt: skip

    at = (x + length * ox, y + length * oy)
    # the right-hand side of the direction (-oy, ox) is (ox, oy)
    line = ((at[0] + oy * half, at[1] - ox * half), (at[0] - oy * half, at[1] + ox * half))
    whole = slab(0, length + beyond)
    return Stub(whole, slab(0, length), slab(length, length + beyond).intersection(whole.buffer(-0.01)), line)


def _plan(name: str, hall: Polygon, stubs: list[Stub], start: Polygon, people: int, seed: int) -> Plan:
    places = scatter(start, people, seed)
    middles = np.array([np.mean(stub.line, axis=0) for stub in stubs])
    goals = ((places[:, None] - middles) ** 2).sum(axis=2).argmin(axis=1)
    whole, inside = (
        unary_union([hall, *parts]) for parts in ([s.whole for s in stubs], [s.inside for s in stubs])
    )
    exits, lines = tuple(stub.exit for stub in stubs), tuple(stub.line for stub in stubs)
    return Plan(name, whole, inside, exits, lines, places, goals)


def room(people: int, seed: int = 1, density: float = 1.0, beyond: float = 1.0) -> Plan:
    """Square room with one exit of 2 m in the middle of its right wall.

    JuPedSim's people head for the middle of the exit area: the deeper it is (``beyond``), the less they crowd together
    on their way to it, which no passage asks of them.
    """
    side = float(np.sqrt(people / density))
    hall = box(0, 0, side, side)
    return _plan("room", hall, [_stub(side, side / 2, (1, 0), 2.0, 1.0, beyond)], hall, people, seed)


def corridor(people: int, seed: int = 1) -> Plan:
    """Corridor of 42 x 4 m; people start in the first 20 m and leave at the far end, which is as wide."""
    hall = box(0, 0, 40, 4)
    return _plan("corridor", hall, [_stub(40, 2, (1, 0), 4.0, 2.0, 400.0)], box(0, 0, 20, 4), people, seed)


def bottleneck(people: int, seed: int = 1) -> Plan:
    """Room of 8 x 8 m that empties through a passage 1.2 m wide and 2 m long."""
    hall = box(0, 0, 8, 8)
    return _plan("bottleneck", hall, [_stub(8, 4, (1, 0), 1.2, 2.0, 60.0)], hall, people, seed)


def venue(people: int, seed: int = 1) -> Plan:
    """Hall of 80 x 50 m with 60 walls (48 rows of seats, 12 columns, bars and a stage) and six exits of 2.4 m."""
    scale = max(1.0, float(np.sqrt(people / 5500.0)))
    w, h = 80.0 * scale, 50.0 * scale
    rows = [box(w * (0.22 + 0.235 * b), h * (0.14 + 0.045 * r), w * (0.41 + 0.235 * b), h * (0.14 + 0.045 * r) + 0.45)
            for b in range(3) for r in range(16)]  # fmt: skip
    columns = [
        box(w * (0.1 + 0.15 * i), h * 0.93, w * (0.1 + 0.15 * i) + 0.8, h * 0.93 + 0.8) for i in range(6)
    ]
    bars = [box(w * (0.15 + 0.15 * i), h * 0.05, w * (0.15 + 0.15 * i) + 5, h * 0.05 + 1) for i in range(5)]
    stage = [box(w * 0.03, h * 0.3, w * 0.09, h * 0.7)]
    hall = box(0, 0, w, h).difference(unary_union(rows + columns + bars + stage))
    ends = [(w, h * 0.25, (1, 0)), (w, h * 0.75, (1, 0)), (0.0, h * 0.15, (-1, 0)), (0.0, h * 0.85, (-1, 0)),
            (w * 0.5, h, (0, 1)), (w * 0.44, 0.0, (0, -1))]  # fmt: skip
    return _plan("venue", hall, [_stub(*end, 2.4) for end in ends], hall, people, seed)


def columns(people: int, obstacles: int, seed: int = 1) -> Plan:
    """Room of 60 x 60 m with square columns of 0.4 m on a grid: the cost of walls alone."""
    k = int(np.ceil(np.sqrt(obstacles)))
    at = (np.arange(k) + 0.5) * 60.0 / max(k, 1)
    posts = [box(x - 0.2, y - 0.2, x + 0.2, y + 0.2) for x in at for y in at][:obstacles]
    hall = box(0, 0, 60, 60).difference(unary_union(posts)) if posts else box(0, 0, 60, 60)
    return _plan(f"columns-{obstacles}", hall, [_stub(60, 30, (1, 0), 2.0)], hall, people, seed)
