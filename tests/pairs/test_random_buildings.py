"""Random small buildings with something of everything: nobody is lost, in a wall or at no place, and no run fails.

``python tests/pairs/test_random_buildings.py 386 encounters social_force`` runs the first 386 of them with each of
these kinds of walking and prints how they ended; the figures on runs without progress in docs/models.md are made so.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import numpy as np
import pytest

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "helpers")]

from buildings import building
from laws import check_conserved, check_ending, check_ground, check_numbers, check_reads_back

from exeunt.base.errors import ScenarioError
from exeunt.results.run import open_run
from exeunt.scenario.files import loads
from exeunt.simulation import simulate
from exeunt.simulation.run import RunResult
from exeunt.world.status import BY_GEOMETRY, BY_PEOPLE

CASES, LONG_CASES = 12, 386
KINDS = ("encounters", "collision_free_speed", "social_force")
NO_PROGRESS = "no progress"


def check_building(number: int, movement: str, folder: Path) -> RunResult | None:
    """Run a building and raise AssertionError if a law does not hold; None if the drawing is no sound building."""
    scene = loads(json.dumps(building(number, movement)), f"building-{number}.json")
    try:
        result = simulate(scene, out=folder, threads=1)
    except ScenarioError as error:
        # said in words and never run
        assert all(problem.message and problem.key for problem in error.problems)  # noqa: PT017
        return None
    run = open_run(folder)
    check_reads_back(result, run)
    check_conserved(result, run)
    check_ending(result)
    check_numbers(result, run)
    check_ground(run, result.world.venue)
    check_reasons(result)
    return result


def check_reasons(result: RunResult) -> None:
    """Whoever is left when nothing moves any more has a reason."""
    world = result.world
    if result.ending == NO_PROGRESS:
        walks = world.active & ~world.crew & ~world.sheltering & (world["start_time"] <= world.time)
        assert walks.any(), "a run without progress has people who could make some"
        assert (world["stuck_reason"][walks] > 0).all()


def held(result: RunResult) -> int:
    """Return how many people are held by others or by the geometry at the end."""
    return int(np.isin(result.world["stuck_reason"], (BY_PEOPLE, BY_GEOMETRY)).sum())


@pytest.mark.parametrize("number", range(CASES))
def test_nobody_is_lost_in_a_random_building(number: int, tmp_path: Path) -> None:
    result = check_building(number, KINDS[number % len(KINDS)], tmp_path / "run")
    assert result is not None, "the first buildings are sound"
    assert result.summary["people"] > 0


@pytest.mark.long
@pytest.mark.parametrize("number", range(LONG_CASES))
def test_nobody_is_lost_in_386_random_buildings(number: int, tmp_path: Path) -> None:
    check_building(number, KINDS[number % len(KINDS)], tmp_path / "run")


def test_the_buildings_have_something_of_everything() -> None:
    """What the generator can draw is drawn among the first, so that the cases of every day hold it."""
    found: Counter[str] = Counter()
    for number in range(CASES):
        doc = building(number)
        found.update(doc.keys() | doc["venue"].keys())
        found.update(key for people in doc["people"] for key in people)
        found.update(
            f"door {key}"
            for key in ("changes", "direction")
            for d in doc["venue"].get("doors", [])
            if key in d
        )
    for part in (
        "stairs", "lifts", "escalators", "seating", "doors", "refuges", "hazards", "danger_zones", "alarms", "staff",
        "lockdown", "groups", "inflow", "lift", "seats", "door changes", "door direction",
    ):  # fmt: skip
        assert found[part] >= 1, part


def main(number: int, kinds: Sequence[str]) -> None:
    """Run that many buildings with each kind of walking, and print how they ended."""
    endings: dict[str, Counter[str]] = {kind: Counter() for kind in kinds}
    for one, kind in product(range(number), kinds):
        with tempfile.TemporaryDirectory() as folder:
            try:
                result = check_building(one, kind, Path(folder) / "run")
                endings[kind][result.ending if result else "not a sound building"] += 1
            except Exception as error:
                endings[kind]["DEFECT"] += 1
                print(f"building {one}, {kind}: {type(error).__name__}: {error}", flush=True)
                continue
        if result is not None and held(result):
            endings[kind]["with people held"] += 1
            print(f"building {one}, {kind}: {result.ending}, {result.summary['inside_reasons']}", flush=True)
        if kind == kinds[-1] and (one % 10 == 9 or one == number - 1):
            for each, found in endings.items():
                print(f"{one + 1} buildings, {each}: {dict(found)}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:] or ["encounters"])
