"""Time of laying the raster, solving a distance field and sampling it: ``python benchmarks/geodesic.py``.

Two plans of 100 by 100 m, cells of 0.1 m (1 million): empty, and with 60 seat rows and 32 screens. Times are CPU
seconds of one thread, the least of several runs.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np
import shapely
from numba import njit
from shapely import LineString, box

from exeunt.venue.fields import FieldCache
from exeunt.venue.raster import build_raster
from exeunt.venue.sampling import sample_direction, sample_distances
from exeunt.venue.venue import Opening, Surface, Venue

SIZE = 100.0
EXIT = ((49.0, 0.0), (51.0, 0.0))


def plan(furnished: bool) -> Venue:
    """Return the hall, empty or furnished."""
    blocks = []
    if furnished:
        blocks += [box(10, 10 + k, 40, 10.4 + k) for k in range(60)]
        blocks += [
            box(50 + 10 * i, 20 + 8 * j, 57 + 10 * i, 20.2 + 8 * j) for i in range(4) for j in range(8)
        ]
    area = box(0, 0, SIZE, SIZE).difference(shapely.union_all(blocks))
    walls = []
    for ring in (area.exterior, *area.interiors):
        rest = ring.difference(LineString(EXIT))
        for part in getattr(rest, "geoms", [rest]):
            xy = np.array(part.coords)
            walls.append(np.hstack([xy[:-1], xy[1:]]))
    edges = np.vstack(walls)
    leave = Opening(0, "out", "exit", 0, EXIT)
    floor = Surface(0, "floor", "storey", area, 0.0)
    return Venue("hall", (floor,), (), (leave,), edges, np.zeros(len(edges), np.int32))


@njit
def sample_all(raster: Any, directions: Any, slots: Any, surfaces: Any, x: Any, y: Any, out: Any) -> None:
    """Sample the direction of everyone."""
    for i in range(len(x)):
        out[i, 0], out[i, 1] = sample_direction(raster, directions, slots[i], surfaces[i], x[i], y[i])


def least(call: Callable[[], object], runs: int = 7) -> float:
    """Return the least CPU time of several runs in seconds, after one that compiles."""
    call()
    times = []
    for _ in range(runs):
        began = process_time()
        call()
        times.append(process_time() - began)
    return min(times)


def measure(furnished: bool, people: int = 5000) -> dict[str, float]:
    """Return the figures of one plan."""
    venue = plan(furnished)
    raster = build_raster(venue)
    is_open = np.ones(1, dtype=bool)
    fields = FieldCache(raster, venue, capacity=1)
    slot = fields.slot(0, is_open)
    x, y = np.random.default_rng(1).uniform(40, 60, (2, people))
    slots, surfaces, out = np.full(people, slot, np.int16), np.zeros(people, np.int16), np.zeros((people, 2))
    a = raster.arrays

    def solve() -> None:
        FieldCache(raster, venue, capacity=1).slot(0, is_open)

    millions = raster.own.sum() / 1e6
    return {
        "walls": float(len(venue.walls)),
        "build_ms_per_million": least(lambda: build_raster(venue)) * 1e3 / millions,
        "solve_ms_per_million": least(solve) * 1e3 / millions,
        "direction_ns": least(lambda: sample_all(a, fields.directions, slots, surfaces, x, y, out), 50)
        * 1e9
        / people,
        "distance_ns": least(lambda: sample_distances(a, fields.distance, slots, surfaces, x, y), 50)
        * 1e9
        / people,
    }


def main() -> None:
    """Print the table; write it to a file if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    arguments = parser.parse_args()
    figures = {"empty": measure(False), "furnished": measure(True)}
    for name, values in figures.items():
        print(name, " ".join(f"{key} {value:.1f}" for key, value in values.items()))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
