"""Does a building turned by 30 degrees and moved by a kilometre empty in the same time?

A hall with a wall, a bottleneck, a door and two exits is run as it is, and rotated by 30 degrees and shifted by
(1000.3, -500.7) m, with the same people at the same places of the building: attributes belong to a person and a seed,
places of the first run are rotated and shifted for the second. Reported is the ratio of the mean times at which 90 % of
the people are out, with its interval over the paired seeds, and whether both one-sided tests (TOST) show it to lie
within 2 %.

    python benchmarks/equivalence.py [--seeds 30] [--people 400] [--movement KIND] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from typing import Any

import numpy as np

from exeunt.metrics.exits import share_out
from exeunt.scenario.files import Scenario, loads
from exeunt.simulation import build

ANGLE = math.pi / 6
SHIFT = (1000.3, -500.7)
MARGIN = 0.02

Plan = list[list[float]]


def turned(points: Any) -> Any:
    """Rotate and shift points (n, 2)."""
    x, y = np.moveaxis(np.asarray(points, dtype=np.float64), -1, 0)
    cosine, sine = math.sqrt(3.0) / 2.0, 0.5
    return np.stack([cosine * x - sine * y + SHIFT[0], sine * x + cosine * y + SHIFT[1]], axis=-1)


def building(people: int, movement: str, turn: bool) -> Scenario:
    """A hall of 30 by 20 m: a wall with a door of 1.6 m, a passage of 1.2 m at its end, two exits of 1.8 m."""

    def plan(points: Plan) -> Plan:
        return [list(point) for point in (turned(points).tolist() if turn else points)]

    venue = {
        "storeys": [
            {
                "id": "hall",
                "area": plan([[0, 0], [30, 0], [30, 20], [0, 20]]),
                "walls": [{"line": plan([[20, 0], [20, 18.8]]), "thickness": 0.2}],
                "obstacles": [plan([[8, 9], [9, 9], [9, 10], [8, 10]])],
            }
        ],
        "doors": [{"id": "door", "storey": "hall", "line": plan([[20, 4], [20, 5.6]])}],
        "exits": [
            {"id": "east", "storey": "hall", "line": plan([[30, 8], [30, 9.8]])},
            {"id": "west", "storey": "hall", "line": plan([[0, 3], [0, 4.8]])},
        ],
    }
    crowd = {
        "id": "crowd",
        "number": people,
        "where": {"storey": "hall", "area": plan([[0.3, 0.3], [19.5, 0.3], [19.5, 19.7], [0.3, 19.7]])},
        "pre_movement": 0,
        "exit_choice": {"kind": "familiar", "exits": ["east"], "share": 0.5},
    }
    document = {"exeunt": 1, "venue": venue, "people": [crowd], "movement": movement}
    return loads(json.dumps(document), "building.json")


def times(seed: int, people: int, movement: str, step: float | None) -> tuple[float, float]:
    """Return the times (s) at which 90 % are out, as it is and turned."""
    found: list[float] = []
    places = np.zeros((people, 2))
    for turn in (False, True):
        simulation = build(building(people, movement, turn), seed=seed, threads=1, step=step)
        world = simulation.world
        if turn:
            world["x"][:], world["y"][:] = turned(places).T
        else:
            places = np.column_stack([world["x"], world["y"]])
        ending = simulation.loop().run()
        if ending != "everyone is out":
            raise RuntimeError(f"seed {seed}: {ending}")
        found.append(float(share_out(world["time_out"], 0.9)))
    return found[0], found[1]


def compare(seeds: int, people: int, movement: str, step: float | None = None) -> dict[str, Any]:
    """Return the ratio turned / as it is of mean T90, its 95 % and 90 % intervals, and the verdict."""
    from scipy.stats import t

    pairs = np.array([times(seed, people, movement, step) for seed in range(1, seeds + 1)])
    mean = pairs.mean(axis=0)
    ratio = float(mean[1] / mean[0])
    # the ratio of two means of pairs, linearised
    spread = float(np.std(pairs[:, 1] - ratio * pairs[:, 0], ddof=1) / math.sqrt(seeds) / mean[0])
    wide, narrow = (float(t.ppf(p, seeds - 1)) * spread for p in (0.975, 0.95))
    return {
        "movement": movement,
        "seeds": seeds,
        "people": people,
        "t90_s": mean.tolist(),
        "ratio": ratio,
        "interval_95": [ratio - wide, ratio + wide],
        # two one-sided tests at 5 % are passed if the 90 % interval lies within the margin
        "interval_90": [ratio - narrow, ratio + narrow],
        "margin": MARGIN,
        "equivalent": bool(ratio - narrow > 1 - MARGIN and ratio + narrow < 1 + MARGIN),
        "identical_pairs": int((pairs[:, 0] == pairs[:, 1]).sum()),
    }


def main() -> None:
    """Print the comparison."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=30)
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--movement", default="collision_free_speed")
    parser.add_argument("--step", type=float)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    found = compare(options.seeds, options.people, options.movement, options.step)
    low, high = found["interval_95"]
    print(f"{found['movement']}: {found['seeds']} paired seeds, {found['people']} people")
    print(f"mean T90 as it is {found['t90_s'][0]:.2f} s, turned and moved {found['t90_s'][1]:.2f} s")
    print(f"ratio {found['ratio']:.4f}, 95 % interval {low:.4f} to {high:.4f}")
    print(f"equivalent within {MARGIN:.0%} (TOST, 5 %): {'yes' if found['equivalent'] else 'no'}")
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
