"""What smoke, doses and reactions cost: the concert hall with its fire against the same hall without hazards.

python benchmarks/coupled_cost.py [--begin 240] [--seconds 60] [--step 0.01]

Both runs have 6,000 people who start in the half minute after ``begin``, the same seed and one thread. They are stepped
in turns, a second of simulated time each, so that what else the machine does hits both alike. The fire grows to 1 MW in
10 s and on to 20 MW, so that by then there is smoke at heads to see, to breathe and to turn back from; CFAST has run
before the clock starts. CPU time of this process; the goal is a ratio of at most 1.3.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from time import process_time

import numpy as np

from exeunt.engine.loop import Loop
from exeunt.scenario.files import Scenario, apply_edits, load
from exeunt.simulation import build

SCENARIO = Path(__file__).parents[1] / "examples" / "concert-hall-fire.yaml"
GOAL = 1.3


def hall(burning: bool, begin: float, seconds: float) -> Scenario:
    """Return the hall with or without its fire, people starting between ``begin`` and 30 s later."""
    scenario = load(SCENARIO)
    edits = {
        "alarms": None, "run.max_time": begin + seconds + 1.0, "variants": {},
        "hazards.sources.stage fire.growth": 10, "hazards.sources.stage fire.peak": "20 MW",
        "hazards.sources.stage fire.detectors": [],
    }  # fmt: skip
    for people in scenario.document.people:
        edits[f"people.{people.id}.cue"] = "start"
        edits[f"people.{people.id}.pre_movement"] = {"kind": "uniform", "min": begin, "max": begin + 30}
    scenario = apply_edits(scenario, edits)
    return scenario if burning else apply_edits(scenario, {"hazards": None})


def ready(scenario: Scenario, step: float | None) -> Loop:
    """Return a loop that has done its first step, kernels compiled."""
    loop = build(scenario, seed=1, threads=1, step=step).loop()
    for model in loop.schedule.models:
        model.setup(loop.world)
    loop.step()
    return loop


def until(loop: Loop, time: float) -> float:
    """Step to a time in s; returns the CPU seconds that it took."""
    began = process_time()
    while loop.world.time < time - 1e-9:
        loop.step()
    return process_time() - began


def main() -> None:
    """Print the cost of both and the ratio."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--begin", type=float, default=240.0)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument(
        "--step", type=float, help="movement step, s; a coarser one leaves hazards a larger share"
    )
    options = parser.parse_args()
    clean, smoky = (
        ready(hall(burning, options.begin, options.seconds), options.step) for burning in (False, True)
    )
    for loop in (clean, smoky):
        until(loop, options.begin)
    times = []
    for number, time in enumerate(options.begin + np.arange(1.0, options.seconds + 0.5)):
        order = (clean, smoky) if number % 2 else (smoky, clean)
        cost = {id(loop): until(loop, float(time)) for loop in order}
        times.append((cost[id(clean)], cost[id(smoky)]))
    without, with_fire = np.array(times).T
    air = smoky.world.air
    assert air is not None
    people = smoky.world
    print(
        f"{people.people} people, {options.seconds:g} s: {without.sum():.1f} s without hazards, {with_fire.sum():.1f} "
        f"s with; ratio {with_fire.sum() / without.sum():.3f} (median of seconds {np.median(with_fire / without):.3f}; "
        f"goal at most {GOAL:g})"
    )
    worst = np.argsort(without - with_fire)[:3]
    dearest = ", ".join(
        f"{options.begin + 1 + second:.0f} s (+{with_fire[second] - without[second]:.1f} s)"
        for second in worst.tolist()
    )
    print(f"seconds that cost most more: {dearest}")
    print(
        f"at the end: {int(people.inside.sum())} inside, extinction at heads up to "
        f"{float(people['extinction'][people.inside].max()):.2f} 1/m; {air.cells} cells of air"
    )


if __name__ == "__main__":
    main()
