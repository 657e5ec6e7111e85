"""Prints hashes of what a run computes, for tests that run it on another kind of processor."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "helpers"))

from scenes import digest, house, run, tables

from exeunt.models.population.populate import populate
from exeunt.results.run import open_run
from exeunt.scenario.document import PersonsDoc
from exeunt.simulation import simulate

MANY = [
    {"id": "normal", "number": 400, "desired_speed": {"kind": "normal", "mean": 1.3, "sd": 0.3, "min": 0.3}},
    {
        "id": "lognormal",
        "number": 400,
        "desired_speed": {"kind": "log_normal", "median": 1.2, "sigma": 0.3, "max": 3},
    },
    {"id": "gamma", "number": 400, "time_gap": {"kind": "gamma", "shape": 1.7, "scale": 0.8, "min": 0.01}},
    {
        "id": "weibull",
        "number": 400,
        "time_gap": {"kind": "weibull", "shape": 1.4, "scale": 0.8, "min": 0.01},
    },
    {"id": "reduced", "number": 400, "mobility": {"reduced": 0.5, "frame": 0.2}},
]


def hashes(movement: str) -> dict[str, object]:
    """Return hashes of a crowd's attributes, of the state at the end of a run, and of all tables of its folder."""
    scene = house(movement)
    simulation, ending, _ = run(scene, every=1.0)
    venue = simulation.world.venue
    crowd, _ = populate([PersonsDoc.model_validate(block) for block in MANY], venue, 7)
    with tempfile.TemporaryDirectory() as folder:
        simulate(scene, out=Path(folder) / "run", threads=1)
        found = tables(open_run(Path(folder) / "run"))
    skip = ("x", "y", "surface", "present")
    state = digest(simulation.world.columns)
    return {"ending": ending, "crowd": digest(crowd, skip), "state": state, "tables": found}


if __name__ == "__main__":
    import numba
    from numpy._core import _multiarray_umath as numpy_core

    print(
        json.dumps(
            {
                "hashes": hashes(sys.argv[1]),
                "cpu": numba.core.config.CPU_NAME,
                "numpy": [name for name, used in numpy_core.__cpu_features__.items() if used],
            }
        )
    )
