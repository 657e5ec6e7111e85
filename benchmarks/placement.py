"""How long it takes to place people: ``python benchmarks/placement.py [--people 50000]``.

Places a crowd in a square arena with pillars at several densities and prints seconds and people a second, the
first time of a fresh process (compilation or its cache included) and again.
"""

from __future__ import annotations

import argparse
from time import perf_counter

import numpy as np
from shapely import MultiPoint, box

from exeunt.models.population.document import PopulationDoc
from exeunt.models.population.populate import populate
from exeunt.venue.venue import Surface, Venue


def arena(people: int, density: float) -> Venue:
    """Return a square with a round pillar every 10 m, sized for the density."""
    side = float(np.sqrt(people / density))
    at = np.arange(5.0, side - 1.0, 10.0)
    pillars = MultiPoint([(x, y) for x in at for y in at]).buffer(0.4)
    surface = Surface(0, "arena", "storey", box(0, 0, side, side).difference(pillars), 0.0)
    return Venue("arena", (surface,), (), (), np.empty((0, 4)), np.empty(0, dtype=np.int32))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50_000)
    people = parser.parse_args().people
    print(f"{'1/m²':>6} {'first s':>9} {'again s':>9} {'people/s':>10}")
    for density in (1.0, 2.0, 3.0, 4.0, 5.0):
        venue = arena(people, density)
        crowd = [PopulationDoc(id="crowd", number=people)]
        times = []
        for seed in (1, 2, 3):
            start = perf_counter()
            columns, problems = populate(crowd, venue, seed)
            times.append(perf_counter() - start)
            if problems or (columns["present"] == 1).sum() != people:
                raise SystemExit("\n".join(str(problem) for problem in problems))
        again = min(times[1:])
        print(f"{density:6.1f} {times[0]:9.2f} {again:9.2f} {people / again:10.0f}")


if __name__ == "__main__":
    main()
