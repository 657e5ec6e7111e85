"""What knowing where the danger is would be worth: routing on beliefs against all-knowing routing, on the same seeds.

Runs a scenario with danger zones twice for each seed: people route on what each believes, or everyone on the way knows
at any time where every zone is. Reported are clearance, T98 and the exposure, and the mean paired difference (believing
less knowing) with its 95 % interval by Student's t.

    python benchmarks/knowing.py examples/concert-hall-threat.yaml [--seeds 10] [--threads N] [--step S]
        [--json FILE]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exeunt import load
from exeunt.scenario.files import Scenario, apply_edits
from exeunt.simulation import simulate
from exeunt.verification.figures import mean_interval

FIGURES = {
    "clearance_s": "clearance, s",
    "t98_s": "T98, s",
    "zone_person_s": "inside the zone, person-s",
    "zone_sight_person_s": "in sight of it, person-s",
    "zone_sight_longest_s": "longest in sight, s",
    "protected_p50_s": "half protected after, s",
}
Floats = NDArray[np.float64]


def both(
    scenario: Scenario, seeds: int, threads: int | None, step: float | None
) -> dict[str, list[Mapping[str, Any]]]:
    """Return the summaries of both ways of routing, one a seed."""
    rows: dict[str, list[Mapping[str, Any]]] = {"believing": [], "knowing": []}
    for name, knows in (("believing", False), ("knowing", True)):
        edited = apply_edits(scenario, {"wayfinding.all_knowing": knows})
        for seed in range(1, seeds + 1):
            rows[name].append(simulate(edited, seed=seed, threads=threads, step=step).summary)
            said = f"98 % out after {rows[name][-1]['t98_s']:.0f} s"
            print(f"{name}, seed {seed}: {said}", flush=True)
    return rows


def table(rows: Mapping[str, list[Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """Return for each figure both means, the mean paired difference and its interval; NaN where a run lacks it."""
    found = []
    for key, label in FIGURES.items():
        values = {name: np.array([row.get(key, np.nan) for row in each]) for name, each in rows.items()}
        difference = values["believing"] - values["knowing"]
        low, high = mean_interval(difference)
        found.append(
            {"figure": label, **{name: float(each.mean()) for name, each in values.items()},
             "difference": float(difference.mean()), "low": low, "high": high}
        )  # fmt: skip
    return found


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("scenario", type=Path)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--step", type=float, help="movement step, s; the default if not given")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    rows = table(both(load(given.scenario), given.seeds, given.threads, given.step))
    print(
        f"{'figure':32} {'believing':>10} {'knowing':>10} {'difference':>11}   95 % interval, {given.seeds} seeds"
    )
    for row in rows:
        print(
            f"{row['figure']:32} {row['believing']:10.1f} {row['knowing']:10.1f} {row['difference']:11.1f}   "
            f"{row['low']:.1f} to {row['high']:.1f}"
        )
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
