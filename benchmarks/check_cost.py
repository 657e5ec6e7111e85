"""How ``exeunt check`` grows with a drawing: CPU seconds by the number of obstacles, walls and doors.

``python benchmarks/check_cost.py [--most 2400] [--kind obstacles]``

A hall in which every other place of a grid is taken, with 50 people and two exits. Printed are the CPU seconds of
reading and checking, and the exponent of growth from one size to the next: 1 is in proportion, 2 with the square.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from exeunt.scenario.check import check_file

PITCH = 5.0
PEOPLE = 50


def obstacles(number: int) -> dict[str, Any]:
    """Return a venue with separate obstacles of 2 m by 1.5 m."""
    return {"obstacles": [[[x, y], [x + 2, y], [x + 2, y + 1.5], [x, y + 1.5]] for x, y in places(number)]}


def walls(number: int) -> dict[str, Any]:
    """Return a venue with separate walls of 2 m."""
    return {"walls": [{"line": [[x, y], [x + 2, y]], "thickness": 0.1} for x, y in places(number)]}


def booths(number: int) -> dict[str, Any]:
    """Return a venue with booths of three walls, each with a door: ``number`` walls in all."""
    found: dict[str, Any] = {"walls": [], "doors": []}
    for k, (x, y) in enumerate(places(number)):
        line = [[x, y], [x + 3, y], [x + 3, y + 3], [x, y + 3], [x, y]]
        found["walls"].append({"line": line, "thickness": 0.1})
        found["doors"].append({"id": f"d{k}", "storey": "f", "line": [[x + 1, y], [x + 2, y]]})
    return found


def doubled(number: int) -> dict[str, Any]:
    """Return a venue in which every wall is drawn twice."""
    found = walls(math.ceil(number / 2))["walls"]
    return {"walls": [*found, *found][:number]}


KINDS = {"obstacles": obstacles, "walls": walls, "booths": booths, "doubled": doubled}


def places(number: int) -> list[tuple[float, float]]:
    """Return the lower left corners of things on a grid half as wide again as it is deep."""
    across = math.ceil(math.sqrt(1.5 * number))
    return [(2.0 + PITCH * (k % across), 2.0 + PITCH * (k // across)) for k in range(number)]


def scenario(kind: str, number: int) -> dict[str, Any]:
    """Return a scenario document with so many things of a kind."""
    spots = places(number)
    wide, high = max(x for x, _ in spots) + PITCH, max(y for _, y in spots) + PITCH
    parts = KINDS[kind](number)
    doors = parts.pop("doors", [])
    area = [[0, 0], [wide, 0], [wide, high], [0, high]]
    exits = [{"id": f"e{x:g}", "storey": "f", "line": [[x, 0.5], [x, 2.5]]} for x in (0, wide)]
    return {
        "exeunt": 1,
        "venue": {"storeys": [{"id": "f", "area": area, **parts}], "exits": exits, "doors": doors},
        "people": [{"id": "p", "number": PEOPLE, "where": {"storey": "f"}}],
    }


def seconds(kind: str, number: int) -> tuple[float, int]:
    """Return the CPU seconds of one check, and how many problems it printed."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "hall.json"
        file.write_text(json.dumps(scenario(kind, number)))
        start = time.process_time()
        found = check_file(file)
        return time.process_time() - start, len(found.problems)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--most", type=int, default=2400)
    options.add_argument("--kind", choices=sorted(KINDS), action="append")
    chosen = options.parse_args()
    # the kernels that place people are compiled by the first check
    seconds("obstacles", 4)
    print(f"{'kind':10} {'number':>7} {'CPU s':>8} {'exponent':>9} {'problems':>9}")
    for kind in chosen.kind or KINDS:
        before = None
        for number in (chosen.most // 8, chosen.most // 4, chosen.most // 2, chosen.most):
            took, problems = seconds(kind, number)
            grown = "" if before is None else f"{math.log2(took / before):9.2f}"
            print(f"{kind:10} {number:7} {took:8.2f} {grown:>9} {problems:9}", flush=True)
            before = took


if __name__ == "__main__":
    main()
