"""What perceiving, deciding and finding ways cost beside walking, for 10,000 people in a hall with a danger zone.

A hall of 120 m by 80 m in four rooms with doors between them, eight exits, and a zone that crosses it, is seen and
heard; people decide by the behaviour layer. Reported are the shares of processor time of all models by group, and of
each model. Behaviour, perception and wayfinding together should cost at most as much as movement.

    python benchmarks/behaviour_cost.py [--people 10000] [--until 90] [--threads 1] [--scenario FILE] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from time import process_time
from typing import Any

from exeunt import load
from exeunt.scenario.files import Scenario, loads
from exeunt.simulation import Simulation, build
from exeunt.world.contract import Model

GROUPS = {"alarms": "alarms", "wayfinding": "wayfinding", "movement": "movement", "exposure": "exposure"}
PERCEIVING = ("zone beliefs",)


def hall(people: int, until: float) -> Scenario:
    """Return the scenario."""

    def box(x0: float, y0: float, x1: float, y1: float) -> list[list[float]]:
        return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]

    walls = [
        {"line": [[60, 0], [60, 80]], "thickness": 0.3},
        {"line": [[0, 40], [120, 40]], "thickness": 0.3},
    ]
    gaps = [((60, y - 2), (60, y + 2)) for y in (10, 30, 50, 70)]
    gaps += [((x - 2, 40), (x + 2, 40)) for x in (15, 45, 75, 105)]
    exits = [((x - 2, y), (x + 2, y)) for x in (20, 100) for y in (0, 80)]
    exits += [((x, y - 2), (x, y + 2)) for y in (20, 60) for x in (0, 120)]
    venue = {
        "storeys": [{"id": "hall", "area": box(0, 0, 120, 80), "walls": walls}],
        "doors": [{"id": f"door {k}", "storey": "hall", "line": list(line)} for k, line in enumerate(gaps)],
        "exits": [{"id": f"exit {k}", "storey": "hall", "line": list(line)} for k, line in enumerate(exits)],
    }
    rooms = [box(x, y, x + 58, y + 38) for x in (1, 61) for y in (1, 41)]
    crowd = [
        {"id": f"room {k}", "number": people // 4, "where": {"storey": "hall", "area": area},
         "exit_choice": "quickest", "pre_movement": {"kind": "log_normal", "median": 40, "sigma": 0.6}}
        for k, area in enumerate(rooms)
    ]  # fmt: skip
    path = [{"time": 5, "at": [2, 20]}, {"time": 40, "at": [60, 10]}, {"time": 80, "at": [105, 60]}]
    zone = {"id": "zone", "storey": "hall", "radius": 3, "seen": 40, "heard": 60, "path": path}
    document = {
        "exeunt": 1, "venue": venue, "people": crowd, "danger_zones": [zone],
        "behaviour": {}, "run": {"max_time": until},
    }  # fmt: skip
    return loads(json.dumps(document), "hall.json")


def clock(simulation: Simulation) -> dict[tuple[str, str], float]:
    """Let every model keep its time; returns seconds by group and name, filled as the run goes."""
    seconds: dict[tuple[str, str], float] = {}

    def keep(model: Model) -> None:
        key = ("perception" if model.name in PERCEIVING else GROUPS.get(model.phase, model.phase), model.name)
        seconds[key] = 0.0
        inner = model.update

        def update(world: Any, steps: int) -> None:
            began = process_time()
            inner(world, steps)
            seconds[key] += process_time() - began

        model.update = update  # type: ignore[method-assign]

    for model in simulation.models:
        keep(model)
    return seconds


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--until", type=float, default=90.0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--scenario", type=Path)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    scenario = load(given.scenario) if given.scenario else hall(given.people, given.until)
    # compile everything before the clock runs
    build(hall(40, 20.0), threads=given.threads).loop().run()
    simulation = build(scenario, threads=given.threads)
    seconds = clock(simulation)
    ending = simulation.loop().run()
    total = sum(seconds.values())
    groups: dict[str, float] = {}
    for (group, _), spent in seconds.items():
        groups[group] = groups.get(group, 0.0) + spent
    print(
        f"{simulation.world.people} people, {simulation.world.time:.0f} s, {ending}; {total:.1f} s of computing"
    )
    for group, spent in sorted(groups.items(), key=lambda pair: -pair[1]):
        print(f"{group:12} {spent:8.2f} s  {spent / total:6.1%}")
        for (mine, name), each in sorted(seconds.items(), key=lambda pair: -pair[1]):
            if mine == group and each > 0.002 * total:
                print(f"    {name:26} {each:8.2f} s")
    deciding = sum(groups.get(name, 0.0) for name in ("behaviour", "perception", "wayfinding"))
    moving = groups["movement"]
    print(f"behaviour, perception and wayfinding: {deciding:.2f} s, {deciding / moving:.2f} of movement")
    if given.json:
        rows = {"people": simulation.world.people, "groups": groups, "over_movement": deciding / moving}
        given.json.write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
