"""How ways of walking fare against people who come the other way: IMO test 8, doors, the cost of a step.

Test 8 of IMO MSC.1/Circ.1533: two rooms of 10 x 10 m joined by a corridor of 10 x 2 m, 100 people against 0, 10, 50 and
100. Reported are the time at which the last of the 100 has entered the other room, whether everybody got through at
all, the least distance between two centres, the share of positions with a neighbour nearer than 0.4 m and those outside
the walls. Doors: a room of 8 x 8 m with 150 people, flow between the 20th and the 80th per cent per metre of width.
Cost: processor time a person-step, everybody with one goal and with two.

    python benchmarks/counterflow.py [--movement KIND ...] [--seeds 3] [--time-gap 0.5] [--doors] [--cost] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from exeunt.scenario.files import Scenario, loads
from exeunt.simulation import Simulation, build
from exeunt.world.state import World

EVERY = 0.1
NEAR = 0.4
LONGEST = 600.0
OTHERS = (0, 10, 50, 100)
WIDTHS = (0.9, 1.2, 1.6, 2.0, 2.4)
ROOMS = [
    [0, 0], [10, 0], [10, 4], [20, 4], [20, 0], [30, 0], [30, 10], [20, 10], [20, 6], [10, 6], [10, 10], [0, 10]
]  # fmt: skip
SECOND_ROOM = 20.0


@dataclass
class Watch:
    """Notes who has come how far, how near people are to each other, and who is outside the walls."""

    line: float
    people: int
    area: Any
    every: float = EVERY
    arrived: NDArray[np.float64] = field(init=False)
    nearest: float = np.inf
    near: int = 0
    outside: int = 0
    positions: int = 0

    def __post_init__(self) -> None:
        self.arrived = np.full(self.people, np.inf)
        shapely.prepare(self.area)

    def record(self, world: World) -> None:
        """Take note of the present state."""
        here = world.inside
        places = np.column_stack([world["x"], world["y"]])[here]
        new = (world["x"][: self.people] >= self.line) & np.isinf(self.arrived)
        self.arrived[new] = world.time
        self.positions += len(places)
        self.outside += int((~shapely.intersects_xy(self.area, *places.T)).sum())
        if len(places) > 1:
            gaps = cKDTree(places).query(places, k=2)[0][:, 1]
            self.nearest = min(self.nearest, float(gaps.min()))
            self.near += int((gaps < NEAR - 0.001).sum())
        world.events.take()


def group(number: int, corners: list[float], exit: str, time_gap: float) -> dict[str, Any]:
    """Return a population of test 8: men of 30 to 50, who start at once."""
    x0, y0, x1, y1 = corners
    return {
        "id": f"to-{exit}",
        "number": number,
        "where": {"storey": "hall", "area": [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]},
        "desired_speed": {"kind": "uniform", "min": 0.97, "max": 1.62},
        "time_gap": time_gap,
        "pre_movement": 0,
        "mobility": {},
        "exit_choice": {"kind": "assigned", "exits": [exit]},
    }


def counterflow(others: int, movement: Any, time_gap: float) -> Scenario:
    """Return test 8. Exits as wide as the rooms stand for what lies behind them."""
    venue = {
        "storeys": [{"id": "hall", "area": ROOMS}],
        "exits": [
            {"id": "west", "storey": "hall", "line": [[0, 0], [0, 10]]},
            {"id": "east", "storey": "hall", "line": [[30, 0], [30, 10]]},
        ],
    }
    people = [group(100, [1, 0, 5, 10], "east", time_gap)]
    people += [group(others, [25, 0, 29, 10], "west", time_gap)] if others else []
    document = {
        "exeunt": 1,
        "venue": venue,
        "people": people,
        "movement": movement,
        "run": {"max_time": LONGEST},
    }
    return loads(json.dumps(document), "counterflow.json")


def through(movement: Any, time_gap: float, seeds: int) -> list[dict[str, Any]]:
    """Return for each number of others what happened in the runs of all seeds."""
    found = []
    for others in OTHERS:
        runs = []
        for seed in range(1, seeds + 1):
            simulation = build(counterflow(others, movement, time_gap), seed=seed, threads=1)
            watch = Watch(SECOND_ROOM, 100, shapely.Polygon(ROOMS).buffer(1e-6))
            ending = simulation.loop(watch).run()
            runs.append((ending, watch))
        watches = [watch for _, watch in runs]
        positions = sum(watch.positions for watch in watches)
        found.append(
            {
                "others": others,
                "times_s": [float(watch.arrived.max()) for watch in watches],
                "stuck": sum(ending != "everyone is out" for ending, _ in runs),
                "nearest_m": min(watch.nearest for watch in watches),
                "share_near": sum(watch.near for watch in watches) / positions,
                "share_outside": sum(watch.outside for watch in watches) / positions,
            }
        )
        print(movement, found[-1], flush=True)
    return found


def door(width: float, movement: Any, time_gap: float, seed: int) -> float:
    """Return the specific flow of a door, per metre and second."""
    low, high = 4 - width / 2, 4 + width / 2
    area = [[0, 0], [8, 0], [8, low], [9, low], [9, high], [8, high], [8, 8], [0, 8]]
    venue = {
        "storeys": [{"id": "hall", "area": area}],
        "exits": [{"id": "east", "storey": "hall", "line": [[9, low], [9, high]]}],
    }
    people = [{**group(150, [0, 0, 7, 8], "east", time_gap), "desired_speed": 1.34}]
    document = {
        "exeunt": 1,
        "venue": venue,
        "people": people,
        "movement": movement,
        "run": {"max_time": LONGEST},
    }
    simulation = build(loads(json.dumps(document), "door.json"), seed=seed, threads=1)
    simulation.loop().run()
    times = np.sort(simulation.world["time_out"])
    return float(90 / (times[119] - times[29]) / width)


def cost(movement: Any, time_gap: float, goals: int) -> float:
    """Return microseconds of processor time a person-step: 200 people in test 8, the first 20 s."""
    scene = counterflow(100, movement, time_gap)
    document = json.loads(scene.source.text)
    if goals == 1:
        document["people"][1]["exit_choice"] = document["people"][0]["exit_choice"]
    document["run"]["max_time"] = 20.0
    best = np.inf
    for _ in range(5):
        simulation: Simulation = build(loads(json.dumps(document), "cost.json"), seed=1, threads=1)
        before = time.process_time()
        simulation.loop().run()
        best = min(best, (time.process_time() - before) / simulation.world.person_steps)
    return 1e6 * best


def main() -> None:
    """Print the comparison."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--movement", nargs="+", default=["collision_free_speed", "encounters"])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--time-gap", type=float, default=0.5)
    parser.add_argument("--doors", action="store_true", help="the flow of doors as well")
    parser.add_argument("--cost", action="store_true", help="only the cost of a step")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    found: dict[str, Any] = {}
    for name in options.movement:
        movement = json.loads(name) if name.startswith("{") else name
        entry: dict[str, Any] = {}
        if options.cost:
            entry["cost_us"] = {goals: cost(movement, options.time_gap, goals) for goals in (1, 2)}
            print(name, entry, flush=True)
        else:
            entry["counterflow"] = through(movement, options.time_gap, options.seeds)
            if options.doors:
                entry["doors"] = {
                    width: [
                        door(width, movement, options.time_gap, seed) for seed in range(1, options.seeds + 1)
                    ]
                    for width in WIDTHS
                }
                print(name, {w: f"{np.mean(v):.2f}" for w, v in entry["doors"].items()}, flush=True)
        found[name] = entry
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
