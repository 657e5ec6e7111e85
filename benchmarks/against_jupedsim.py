"""Speed and outcome against JuPedSim 1.4.2: the same model, plan, people and step, timed in interleaved pairs.

    python benchmarks/against_jupedsim.py --jupedsim-python ENV/bin/python --json figures.json

JuPedSim runs in an environment of its own, behind a pipe; without ``--jupedsim-python`` one is made in a temporary
folder. A pair is the same window of steps on both sides, one after the other; CPU time of one thread, everything that
a step needs on each side (neighbours, routes or fields, walls, exits, removal) included. Before each window both
sides keep their core busy for 50 ms and take one step that is not timed, since who has waited finds a slow core. Quote
the ratios: seconds depend on who else uses the machine.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from _our_side import ours
from _scenarios import Plan, bottleneck, columns, corridor, room, speeds, venue

STEP = 0.01
VERSION = "1.4.2"
T_15 = {2: 12.71, 3: 4.30, 4: 3.18, 5: 2.78, 6: 2.57, 7: 2.45, 8: 2.36, 9: 2.31, 10: 2.26}


class JuPedSim:
    """The other side of the pipe."""

    def __init__(self, python: str) -> None:
        script = str(Path(__file__).with_name("_jupedsim_side.py"))
        self._process = subprocess.Popen(
            [python, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, **request: Any) -> dict[str, Any]:
        """Send one request and wait for the answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("JuPedSim's side ended; its message is above")
        return dict(json.loads(line))

    def load(self, plan: Plan, speed: Any) -> dict[str, Any]:
        """Set up a simulation."""
        return self.ask(
            do="load", walkable=plan.walkable.wkt, exits=[e.wkt for e in plan.exits], places=plan.places.tolist(),
            goals=plan.goals.tolist(), speeds=np.broadcast_to(speed, len(plan.places)).tolist(), step=STEP,
        )  # fmt: skip

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def environment(folder: Path) -> str:
    """Make an environment with JuPedSim; return its Python."""
    print(f"installing JuPedSim {VERSION} into an environment of its own …", flush=True)
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    subprocess.run([str(python), "-m", "pip", "install", "-q", f"jupedsim=={VERSION}"], check=True)
    return str(python)


def spread(values: list[float], digits: int = 1) -> dict[str, float]:
    """Return median, smallest and largest."""
    low, middle, high = min(values), float(np.median(values)), max(values)
    return {"median": round(middle, digits), "min": round(low, digits), "max": round(high, digits)}


def pairs(python: str, plan: Plan, rounds: int, steps: int, warm: int) -> dict[str, Any]:
    """Time both sides in turns over the same windows of steps."""
    theirs = JuPedSim(python)
    about = theirs.load(plan, 1.2)
    mine, wide = ours(plan, 1.2), ours(plan, 1.2, cutoff=3.0)
    theirs.ask(do="step", steps=warm)
    mine.step(warm)
    wide.step(warm)
    rows = []
    for _ in range(rounds):
        other = theirs.ask(do="step", steps=steps)
        cpu, _, count = mine.timed(steps)
        wide_cpu, _, wide_count = wide.timed(steps)
        rows.append([1e9 * other["cpu_s"] / other["updates"], 1e9 * cpu / count, 1e9 * wide_cpu / wide_count])
    theirs.close()
    their, our, our_wide = np.array(rows).T
    result = {
        "people": len(plan.places), "wall_segments": plan.segments, "exits": len(plan.exits), "pairs": rounds,
        "window_steps": [warm, warm + rounds * (steps + 1)], "cutoff_m": round(mine.model.cutoff, 3),
        "ratio": spread((their / our).tolist()), "ratio_with_3_m": spread((their / our_wide).tolist()),
        "jupedsim_ns": spread(their.tolist(), 0), "exeunt_ns": spread(our.tolist(), 0),
        "exeunt_ns_with_3_m": spread(our_wide.tolist(), 0), "jupedsim": about["version"],
    }  # fmt: skip
    print(
        f"{plan.name}: {result['ratio']['median']} x [{result['ratio']['min']}-{result['ratio']['max']}], cut-off "
        f"{result['cutoff_m']} m ({result['ratio_with_3_m']['median']} x with 3 m); ns per person-step "
        f"{result['jupedsim_ns']['median']:.0f} : {result['exeunt_ns']['median']:.0f}",
        flush=True,
    )
    return result


def walls_growth(rounds: int) -> dict[str, Any]:
    """Cost per person-step among 4,104 wall segments over that among 8, in interleaved pairs."""
    plans = columns(1000, 0), columns(1000, 1024)
    few, many = (ours(plan, 1.2) for plan in plans)
    few.step(100)
    many.step(100)
    growth = []
    for _ in range(rounds):
        a, _, n = few.timed(50)
        b, _, m = many.timed(50)
        growth.append((b / m) / (a / n))
    result = {"segments": [plan.segments for plan in plans], "growth": spread(growth, 2)}
    print(f"walls {plans[0].segments} -> {plans[1].segments}: cost x {result['growth']}", flush=True)
    return result


def two_threads(rounds: int) -> dict[str, Any]:
    """Wall time of one thread over that of two, 10,000 people in the venue.

    ``machine`` is what two cores give at best at that time: twice the wall time of one thread alone over that beside a
    process of its own that does the same; 2 where cores share nothing, near 1 where both are threads of one core.
    """
    plan, steps = venue(10_000), 300
    one, two = ours(plan, 1.2), ours(plan, 1.2, threads=2)
    one.step(20)
    two.step(20)
    ratios, machine = [], []
    for _ in range(rounds):
        _, alone, _ = one.timed(steps)
        _, shared, _ = two.timed(steps)
        ratios.append(alone / shared)
    assert (one.world["x"] == two.world["x"]).all(), "two threads gave another result"
    other = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("_our_side.py"))], stdout=subprocess.PIPE
    )
    assert other.stdout is not None
    other.stdout.readline()
    beside = [one.timed(steps)[1] for _ in range(rounds)]
    other.kill()
    other.wait()
    for slowed in beside:
        machine.append(2.0 * one.timed(steps)[1] / slowed)
    result = {"ratio": spread(ratios, 2), "machine": spread(machine, 2), "same_bits": True}
    print(f"two threads: {result['ratio']}; two processes on this machine: {result['machine']}", flush=True)
    return result


def outcome(python: str, name: str, make: Any, people: int, seeds: int) -> dict[str, Any]:
    """Compare whole evacuations: T50, T90, T98 and the mean N-t curve over seeds."""
    every, longest = 50, 900.0
    times: dict[str, list[list[float]]] = {"exeunt": [], "jupedsim": []}
    curves: dict[str, list[Any]] = {"exeunt": [], "jupedsim": []}
    for seed in range(seeds):
        plan, speed = make(people, seed), speeds(people, seed)
        theirs = JuPedSim(python)
        theirs.load(plan, speed)
        left = {"jupedsim": theirs.ask(do="empty", every=every, longest=longest)["left"]}
        theirs.close()
        left["exeunt"] = ours(plan, speed).empty(every, longest)
        for side, remaining in left.items():
            t = np.arange(len(remaining)) * every * STEP
            out = people - np.array(remaining)
            times[side].append([float(np.interp(share * people, out, t)) for share in (0.5, 0.9, 0.98)])
            curve = np.zeros(int(longest / STEP / every) + 1)
            curve[: len(remaining)] = remaining
            curves[side].append(curve)
    our, their = np.array(times["exeunt"]), np.array(times["jupedsim"])
    result: dict[str, Any] = {"people": people, "seeds": seeds}
    factor = T_15.get(seeds, 2.0)
    for k, label in enumerate(("T50", "T90", "T98")):
        # starts are the same on both sides: paired differences
        share = our[:, k] / their[:, k] - 1
        half = factor * float(share.std(ddof=1)) / math.sqrt(seeds)
        result[label] = {
            "exeunt_s": round(float(our[:, k].mean()), 2), "jupedsim_s": round(float(their[:, k].mean()), 2),
            "difference": round(float(our[:, k].mean() / their[:, k].mean() - 1), 4),
            "interval_95": [round(float(share.mean()) - half, 4), round(float(share.mean()) + half, 4)],
        }  # fmt: skip
    a, b = np.mean(curves["exeunt"], axis=0), np.mean(curves["jupedsim"], axis=0)
    result["curve_difference"] = round(float(np.abs(a - b).sum() / b.sum()), 4)
    result["largest"] = max(
        result["curve_difference"], *(abs(result[t]["difference"]) for t in ("T50", "T90", "T98"))
    )
    print(f"{name}: {result}", flush=True)
    return result


def start_up(python: str) -> dict[str, Any]:
    """Time from nothing to the first step, 5,000 people in the venue, and memory per person, on both sides."""
    plan = venue(5000)
    begin = time.perf_counter()
    theirs = JuPedSim(python)
    about = theirs.load(plan, 1.2)
    theirs.ask(do="step", steps=1)
    their_seconds = time.perf_counter() - begin
    theirs.close()
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from _our_side import ours; from _scenarios import venue\n"
        "ours(venue(5000), 1.2).step(1)"
    )
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", script, str(Path(__file__).parent)], check=True)
    our_seconds = time.perf_counter() - begin
    mine = ours(plan, 1.2)
    kept: list[Any] = [*mine.world.columns.values()]
    for group in ("_people", "_crowd", "_next", "_work", "_record"):
        kept += [array for array in getattr(mine.model, group) if isinstance(array, np.ndarray)]
    result = {
        "exeunt_start_s": round(our_seconds, 2), "jupedsim_start_s": round(their_seconds, 2),
        "exeunt_bytes_per_person": round(sum(array.nbytes for array in kept) / 5000),
        "jupedsim_bytes_per_person": round(about["bytes"] / 5000),
    }  # fmt: skip
    print(f"start: {result}", flush=True)
    return result


def main() -> None:
    """Run what is asked for, print it, and write the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--jupedsim-python", help="Python of an environment that has JuPedSim 1.4.2")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--pairs", type=int, default=7, help="interleaved pairs, at least 7 (default 7)")
    parser.add_argument(
        "--seeds", type=int, default=10, help="seeds of the comparison of outcomes (default 10)"
    )
    parser.add_argument("--only", choices=("speed", "outcome"), help="leave out the other half")
    arguments = parser.parse_args()
    if arguments.pairs < 7 or arguments.seeds < 2:
        parser.error("at least 7 pairs and 2 seeds")
    with tempfile.TemporaryDirectory() as folder:
        python = arguments.jupedsim_python or environment(Path(folder) / "jupedsim")
        figures: dict[str, Any] = {"step_s": STEP, "jupedsim": VERSION}
        if arguments.only != "outcome":
            figures["room"] = pairs(python, room(5000), arguments.pairs, 20, 20)
            figures["venue"] = pairs(python, venue(5000), arguments.pairs, 20, 20)
            figures["walls"] = walls_growth(arguments.pairs)
            figures["threads"] = two_threads(3 * arguments.pairs)
            figures["start"] = start_up(python)
            figures["room_ratio"] = figures["room"]["ratio"]["median"]
            figures["venue_ratio"] = figures["venue"]["ratio"]["median"]
            figures["walls_growth"] = figures["walls"]["growth"]["median"]
            figures["two_threads_ratio"] = figures["threads"]["ratio"]["median"]
        if arguments.only != "speed":
            cases = {"room": (lambda n, seed: room(n, seed, 2.0, 60.0), 200), "corridor": (corridor, 120),
                     "bottleneck": (bottleneck, 120), "venue": (venue, 1000)}  # fmt: skip
            figures["outcome"] = {
                name: outcome(python, name, make, people, arguments.seeds)
                for name, (make, people) in cases.items()
            }
            figures["outcome_difference"] = max(
                figures["outcome"][name]["largest"] for name in ("room", "corridor", "bottleneck")
            )
            figures["outcome_difference_venue"] = figures["outcome"]["venue"]["largest"]
        if arguments.json:
            arguments.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
