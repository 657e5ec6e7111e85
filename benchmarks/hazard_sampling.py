"""Time of looking at the air at people's heads: ``python benchmarks/hazard_sampling.py``.

10,000 people on 4 surfaces of 100 by 80 m, 8 quantities: from grids of 0.5 m in time, from 40 rooms of two layers each,
from the same rooms as zones of CFAST, and from one fire that radiates.

CPU milliseconds of one thread, the least of several looks; the goal is below 3.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from time import process_time

import numpy as np
from shapely import box

from exeunt.models.hazards.cfast.zones import Zone, ZoneField
from exeunt.models.hazards.field import QUANTITIES, region_of
from exeunt.models.hazards.gridded import GridField, SurfaceGrid
from exeunt.models.hazards.sampling import Heads, add_layers, add_point_source

SURFACES, WIDTH, DEPTH, CELL = 4, 100.0, 80.0, 0.5
GOAL = 3.0


def crowd(people: int) -> Heads:
    """Return people spread over the surfaces."""
    draw = np.random.default_rng(1)
    surface = draw.integers(0, SURFACES, people)
    x, y = draw.uniform(0, WIDTH, people), draw.uniform(0, DEPTH, people)
    return Heads(surface, x, y, 4.0 * surface + 1.6, 1.6)


def least(look: Callable[[], None], repeats: int) -> float:
    """Return the least CPU time of a look in ms; the first compiles and is not counted."""
    look()
    times = []
    for _ in range(repeats):
        began = process_time()
        look()
        times.append(1e3 * (process_time() - began))
    return min(times)


def main() -> None:
    """Print one line a source."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--repeats", type=int, default=20)
    options = parser.parse_args()
    heads = crowd(options.people)
    out = np.zeros((options.people, len(QUANTITIES)))
    shape = (2, round(DEPTH / CELL) + 1, round(WIDTH / CELL) + 1, len(QUANTITIES))
    draw = np.random.default_rng(2)
    grids = {
        surface: SurfaceGrid((0.0, 0.0), CELL, draw.random(shape, dtype=np.float32))
        for surface in range(SURFACES)
    }
    grid = GridField("grid", [0.0, 5.0], grids)
    rooms = [
        region_of(surface, box(10 * k, 0, 10 * k + 10, DEPTH))
        for surface in range(SURFACES)
        for k in range(10)
    ]
    lower, upper = np.zeros(8), np.ones(8)
    everywhere = region_of(-1)

    rows = np.zeros((2, len(QUANTITIES)))
    zones = ZoneField(
        "zones",
        0.0,
        np.array([0.0, 5.0]),
        [Zone(room, 0.0, 0.5, np.full(2, 2.0), rows, rows + 1.0) for room in rooms],
    )

    def layers() -> None:
        for room in rooms:
            add_layers(heads, room, lower, upper, 2.0, 0.5, out)

    looks = {
        "grids, linear in time": lambda: grid.add(2.0, heads, out),
        "40 rooms of two layers": layers,
        "40 rooms as zones of CFAST": lambda: zones.add(2.0, heads, out),
        "point source": lambda: add_point_source(heads, everywhere, 50.0, 40.0, 1.0, 1e6, out),
    }
    for name, look in looks.items():
        took = least(look, options.repeats)
        verdict = "within" if took < GOAL else "ABOVE"
        print(
            f"{name:<26} {took:6.2f} ms for {options.people:,} people x {len(QUANTITIES)}: {verdict} {GOAL:g} ms"
        )


if __name__ == "__main__":
    main()
