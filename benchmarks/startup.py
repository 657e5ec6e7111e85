"""How long Exeunt takes to start: import, help, and from calling a second run to its first step.

Run it with ``python benchmarks/startup.py [--json FILE]``; every figure is the median of several fresh
processes.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
EXEUNT = [sys.executable, "-m", "exeunt"]


def seconds(line: list[str]) -> float:
    """Wall time of one process."""
    began = perf_counter()
    subprocess.run(line, check=True, capture_output=True)
    return perf_counter() - began


def first_step(scenario: Path) -> float:
    """Wall time from calling ``exeunt run`` until its progress is reported for the first time."""
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from exeunt.cli import progress, run\n"
        "progress.RunProgress.__call__ = lambda *_: os._exit(0)\n"
        "run.execute(run.Request(Path(sys.argv[1]), out=Path(sys.argv[2])))\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        return seconds([sys.executable, "-c", code, str(scenario), str(Path(folder) / "run")])


def main() -> None:
    """Print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenario", type=Path, default=ROOT / "examples" / "concert-hall.yaml")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    first_step(options.scenario)  # compiles, where that has not been done
    tasks = {
        "python_s": lambda: seconds([sys.executable, "-c", ""]),
        "import_s": lambda: seconds([sys.executable, "-c", "import exeunt"]),
        "help_s": lambda: seconds([*EXEUNT, "--help"]),
        "first_step_s": lambda: first_step(options.scenario),
    }
    found = {name: statistics.median(task() for _ in range(options.repeats)) for name, task in tasks.items()}
    for name, value in found.items():
        print(f"{name:<14} {value:6.2f}")
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
