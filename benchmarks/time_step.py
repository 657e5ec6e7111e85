"""How far a movement model's step is from the limit of small steps.

    python benchmarks/time_step.py --model encounters --seeds 60 --json FILE

For a room, a bottleneck and a venue, each with the same people at several steps: mean T90, T98 and flow, their
linear extrapolation to step 0 and the difference of every step from it in per cent, with a 95 % interval over
seeds. Error = (mean at the step - limit) / limit; the limit is the intercept of the least-squares line through the
means of all steps (the error of an Euler step is of first order); intervals by resampling seeds.
"""

from __future__ import annotations

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

GEOMETRIES = ("room", "bottleneck", "venue")
MEASURES = ("T90", "T98", "flow")
RESAMPLES = 4000


def document(geometry: str, model: dict[str, Any]) -> dict[str, Any]:
    """Return the scenario document of a geometry: 300 people in a room, 150 at a bottleneck, 600 in a venue.

    The collision-free speed model has the time gap with which it was published.
    """
    if geometry == "room":
        storey = {"area": [[0, 0], [12.25, 0], [12.25, 12.25], [0, 12.25]]}
        exits = [{"id": "door", "storey": "floor", "line": [[12.25, 5.1], [12.25, 7.1]]}]
        people = {"number": 300}
    elif geometry == "bottleneck":
        storey = {
            "area": [[0, 0], [10, 0], [10, 4.4], [14, 4.4], [14, 5.6], [10, 5.6], [10, 10], [0, 10]],
        }
        exits = [{"id": "end", "storey": "floor", "line": [[14, 4.4], [14, 5.6]]}]
        people = {"number": 150, "where": {"storey": "floor", "area": [[0, 0], [9.5, 0], [9.5, 10], [0, 10]]}}
    else:
        rows = [
            [[x, y], [x + 7, y], [x + 7, y + 0.45], [x, y + 0.45]] for x in (6, 16, 26) for y in range(5, 17)
        ]
        storey = {"area": [[0, 0], [40, 0], [40, 25], [0, 25]], "obstacles": rows}
        lines = {
            "east-1": [[40, 5], [40, 6.6]], "east-2": [[40, 18], [40, 19.6]], "west-1": [[0, 3], [0, 4.6]],
            "west-2": [[0, 20], [0, 21.6]], "north": [[19, 25], [20.6, 25]], "south": [[17, 0], [18.6, 0]],
        }  # fmt: skip
        exits = [{"id": id, "storey": "floor", "line": line} for id, line in lines.items()]
        people = {"number": 600}
    plain: dict[str, Any] = {
        "desired_speed": {"kind": "normal", "mean": 1.34, "sd": 0.26, "min": 0.8, "max": 1.9},
        "mobility": {},
    }
    if model["kind"] == "collision_free_speed":
        plain["time_gap"] = 1.0
    return {
        "exeunt": 1,
        "name": geometry,
        "venue": {"storeys": [{"id": "floor", **storey}], "exits": exits},
        "people": [{"id": "crowd", **people, **plain, "pre_movement": {"kind": "constant", "value": 0}}],
        "movement": model,
        "run": {"max_time": 900},
    }


@dataclass(frozen=True)
class Case:
    """One run."""

    geometry: str
    model: str
    step: float
    seed: int


def measure(case: Case) -> dict[str, float]:
    """Run a case on one thread; T90 and T98 in s, flow in people/s between the 20th and 80th per cent out."""
    from exeunt.scenario.files import loads
    from exeunt.simulation import simulate

    text = json.dumps(document(case.geometry, json.loads(case.model)))
    result = simulate(loads(text, "case.json"), seed=case.seed, step=case.step, threads=1)
    out = np.sort(result.world["time_out"])
    if np.isnan(out).any():
        raise SystemExit(f"{case}: {int(np.isnan(out).sum())} people did not get out ({result.ending})")
    people = len(out)
    at = {share: out[int(np.ceil(share * people)) - 1] for share in (0.2, 0.8, 0.9, 0.98)}
    return {"T90": at[0.9], "T98": at[0.98], "flow": 0.6 * people / (at[0.8] - at[0.2])}


def errors(values: np.ndarray, steps: np.ndarray, fitted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return per cent errors (steps,) of the mean over seeds and (2, steps) ends of their 95 % intervals.

    ``values`` (seeds, steps); the line is fitted through the steps where ``fitted``.
    """

    def relative(sample: np.ndarray) -> np.ndarray:
        mean = sample.mean(0)
        limit = np.polyfit(steps[fitted], mean[fitted], 1)[1]
        return 100.0 * (mean - limit) / limit

    draws = np.random.default_rng(0).integers(0, len(values), (RESAMPLES, len(values)))
    spread = np.array([relative(values[draw]) for draw in draws])
    return relative(values), np.percentile(spread, [2.5, 97.5], axis=0)


def main() -> None:
    """Run the study and print its table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", default='{"kind": "encounters"}', help="kind, or a JSON object")
    parser.add_argument("--geometry", choices=GEOMETRIES, action="append")
    parser.add_argument("--steps", type=float, nargs="+", default=[0.02, 0.01, 0.005])
    parser.add_argument(
        "--fit-below", type=float, default=0.021, help="largest step that the line is fitted to"
    )
    parser.add_argument("--seeds", type=int, default=30)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    model = given.model if given.model.startswith("{") else json.dumps({"kind": given.model})
    steps = np.array(sorted(given.steps, reverse=True))
    cases = [
        Case(geometry, model, step, seed)
        for geometry in given.geometry or GEOMETRIES
        for seed in range(given.seeds)
        for step in steps.tolist()
    ]
    with ProcessPoolExecutor(given.processes, mp_context=get_context("spawn")) as pool:
        figures = dict(zip(cases, pool.map(measure, cases), strict=True))
    report: list[dict[str, Any]] = []
    print(f"{'geometry':<11}{'measure':<8}{'step s':>8}{'mean':>9}{'error %':>9}   95 % interval")
    for geometry in given.geometry or GEOMETRIES:
        for name in MEASURES:
            values = np.array(
                [
                    [figures[Case(geometry, model, step, seed)][name] for step in steps.tolist()]
                    for seed in range(given.seeds)
                ]
            )
            error, interval = errors(values, steps, steps <= given.fit_below)
            for k, step in enumerate(steps.tolist()):
                low, high = interval[:, k]
                print(
                    f"{geometry:<11}{name:<8}{step:>8g}{values[:, k].mean():>9.2f}{error[k]:>9.2f}"
                    f"   {low:+.2f} to {high:+.2f}"
                )
                report.append(
                    {"geometry": geometry, "measure": name, "step": step, "mean": float(values[:, k].mean()),
                     "error_percent": float(error[k]), "low": float(low), "high": float(high)}
                )  # fmt: skip
    if given.json:
        given.json.write_text(
            json.dumps({"model": json.loads(model), "seeds": given.seeds, "rows": report}, indent=1)
        )


if __name__ == "__main__":
    main()
