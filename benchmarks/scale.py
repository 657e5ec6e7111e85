"""How fast a large venue empties against real time, and how much memory that takes.

    python benchmarks/scale.py [hall] [arena] [--threads 2] [--step SECONDS] [--json FILE]

``hall``: the concert hall of the examples, 6,000 people on three storeys, with its run folder at 2 Hz.
``arena``: 50,000 people on 200 m by 200 m with 24 exits of 5 m, in memory. Each in a process of its own, from the
first step to the last person out; memory is the largest resident size of the process.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).parent.parent / "examples"
SIDE, EXITS_A_SIDE, EXIT_WIDTH = 200.0, 6, 5.0


def arena() -> dict[str, Any]:
    """Return the scenario document of the arena."""
    exits = []
    for k in range(EXITS_A_SIDE):
        a = SIDE * (k + 0.5) / EXITS_A_SIDE - EXIT_WIDTH / 2
        b = a + EXIT_WIDTH
        sides = {"south": [[a, 0], [b, 0]], "north": [[a, SIDE], [b, SIDE]],
                 "west": [[0, a], [0, b]], "east": [[SIDE, a], [SIDE, b]]}  # fmt: skip
        exits += [{"id": f"{side}-{k + 1}", "storey": "floor", "line": line} for side, line in sides.items()]
    return {
        "exeunt": 1,
        "name": "Arena",
        "venue": {
            "storeys": [{"id": "floor", "area": [[0, 0], [SIDE, 0], [SIDE, SIDE], [0, SIDE]]}],
            "exits": exits,
        },
        "people": [
            {"id": "crowd", "number": 50_000, "pre_movement": {"kind": "uniform", "min": 10, "max": 60}}
        ],
        "run": {"max_time": 1800},
    }


def measure(which: str, threads: int, step: float | None) -> dict[str, Any]:
    """Run one case in this process."""
    from exeunt.scenario.files import load, loads
    from exeunt.simulation import simulate

    if which == "hall":
        with tempfile.TemporaryDirectory() as folder:
            result = simulate(
                load(EXAMPLES / "concert-hall.yaml"), threads=threads, step=step, out=Path(folder) / "run"
            )
    else:
        result = simulate(loads(json.dumps(arena()), "arena.json"), threads=threads, step=step)
    figures = result.summary
    return {
        "case": which,
        "threads": threads,
        "people": figures["people"],
        "people_out": figures["people_out"],
        "clearance_s": figures["clearance_s"],
        "wall_s": result.wall_s,
        "times_real_time": figures["clearance_s"] / result.wall_s,
        "person_steps": figures["person_steps"],
        "step_s": figures["step_s"],
        "peak_memory_gib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
        "fields": result.world.fields.statistics(),
    }


def main() -> None:
    """Measure the cases asked for, each in a fresh process."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("case", nargs="*", choices=["hall", "arena", []], default=["hall", "arena"])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--step", type=float, help="seconds; the model's own if not given")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        print(json.dumps(measure(given.case[0], given.threads, given.step)))
        return
    rows = []
    for case in given.case:
        command = [sys.executable, __file__, case, "--threads", str(given.threads), "--inside"]
        command += [] if given.step is None else ["--step", str(given.step)]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
        row = json.loads(done.stdout)
        rows.append(row)
        print(
            f"{case}: {row['people_out']:,} of {row['people']:,} out after {row['clearance_s']:.1f} s, computed in "
            f"{row['wall_s']:.1f} s on {row['threads']} threads: {row['times_real_time']:.1f} x real time; "
            f"{row['person_steps'] / row['wall_s'] / 1e6:.2f} million person-steps/s, step {row['step_s']:g} s; "
            f"{row['peak_memory_gib']:.2f} GiB"
        )
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
