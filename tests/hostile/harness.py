# ruff: noqa: E501
"""Runs the generators of hostile input: ``python tests/hostile/harness.py tracks --cases 2000``.

Each generator spoils small good inputs from a seed, and each case is tried as the command line would. The cases run in
a process of their own: one that dies counts as a defect and the rest goes on. ``--seed N`` makes one case again and
leaves its input in ``--keep FOLDER``.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Protocol

HERE = Path(__file__).resolve().parent
GENERATORS = {
    "scenario": "scenario_files",
    "import": "drawing_files",
    "folder": "run_folders",
    "tracks": "track_files",
    "fire": "fire_results",
    "experiment": "experiment_files",
}


class Generator(Protocol):
    """Makes cases; what all of them start from is made once, in a folder of its own."""

    def case(self, dice: Random, folder: Path) -> Any:
        """Return the case that the dice give; its files lie in the folder, which is empty."""


@dataclass
class Tally:
    """What came of many cases."""

    generator: str
    cases: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    defects: list[dict[str, Any]] = field(default_factory=list)
    slowest: float = 0.0
    slowest_seed: int = -1
    most_bytes: int = 0
    most_bytes_seed: int = -1
    seconds: float = 0.0

    def add(self, other: Tally) -> None:
        """Add the cases of another tally of the same generator."""
        self.cases += other.cases
        self.endings += other.endings
        self.defects += other.defects
        self.seconds += other.seconds
        if other.slowest > self.slowest:
            self.slowest, self.slowest_seed = other.slowest, other.slowest_seed
        if other.most_bytes > self.most_bytes:
            self.most_bytes, self.most_bytes_seed = other.most_bytes, other.most_bytes_seed


def make(name: str, folder: Path) -> Generator:
    """Return a generator; its good inputs are made in the folder."""
    return importlib.import_module(GENERATORS[name]).make(folder)  # type: ignore[no-any-return]


def try_here(
    name: str, first: int, cases: int, progress: Path | None = None, keep: Path | None = None
) -> Tally:
    """Try cases in this process; the number of the present one stands in ``progress``."""
    from judge import judge

    tally = Tally(name)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix=f"exeunt-hostile-{name}-") as place:
        generator = make(name, Path(place) / "good")
        # kernels are compiled where the cache lacks them, which takes longer than a case may
        getattr(generator, "warm", lambda: None)()
        for seed in range(first, first + cases):
            if progress is not None:
                progress.write_text(str(seed))
            folder = keep or Path(place) / "case"
            folder.mkdir(parents=True)
            case = generator.case(Random(f"{name} {seed}"), folder)
            verdict = judge(case)
            tally.cases += 1
            tally.endings[verdict.ending] += 1
            if verdict.defect:
                tally.defects.append({
                    "generator": name, "seed": seed, "case": case.what, "defect": verdict.defect, "detail": verdict.detail,
                })  # fmt: skip
            if verdict.seconds > tally.slowest:
                tally.slowest, tally.slowest_seed = verdict.seconds, seed
            if verdict.bytes > tally.most_bytes:
                tally.most_bytes, tally.most_bytes_seed = verdict.bytes, seed
            if keep is None:
                shutil.rmtree(folder)
            elif cases == 1:
                print(
                    f"{case.what}\n{verdict.ending} in {verdict.seconds:.3f} s, {verdict.bytes / 1e6:.0f} MB"
                )
                print("\n".join(verdict.told[:20]))
    tally.seconds = time.perf_counter() - began
    return tally


def try_apart(name: str, first: int, cases: int) -> Tally:
    """Try cases in processes of their own; a process that dies is a defect, and the next case gets a new one."""
    tally = Tally(name)
    end = first + cases
    with tempfile.TemporaryDirectory(prefix="exeunt-hostile-") as place:
        progress, result = Path(place) / "progress", Path(place) / "result.json"
        while first < end:
            result.unlink(missing_ok=True)
            line = [
                sys.executable,
                str(HERE / "harness.py"),
                name,
                "--first",
                str(first),
                "--cases",
                str(end - first),
            ]
            done = subprocess.run(
                [*line, "--here", "--progress", str(progress), "--result", str(result)],
                capture_output=True, text=True, check=False, env={**os.environ, "PYTHONFAULTHANDLER": "1"},
            )  # fmt: skip
            if result.exists():
                tally.add(read_tally(result))
                break
            if not progress.exists() or done.returncode > 0:
                raise RuntimeError(f"generator {name} itself failed:\n{done.stderr[-3000:]}")
            seed = int(progress.read_text())
            tally.add(Tally(name, seed - first + 1, Counter(died=1), [{
                "generator": name, "seed": seed, "case": "", "defect": f"the process died ({done.returncode})",
                "detail": done.stderr[-1500:],
            }]))  # fmt: skip
            first = seed + 1
    return tally


def read_tally(path: Path) -> Tally:
    """Read a tally that another process wrote."""
    content = json.loads(path.read_text())
    return Tally(**{**content, "endings": Counter(content["endings"])})


def told(tally: Tally, most: int = 10) -> str:
    """Say what came of it: figures, then one defect of each kind with what makes it again."""
    endings = ", ".join(f"{count:,} {ending}" for ending, count in sorted(tally.endings.items()))
    lines = [
        f"{tally.generator}: {tally.cases:,} cases ({endings}), {len(tally.defects)} defects; slowest {tally.slowest:.2f} s "
        f"(seed {tally.slowest_seed}), most memory {tally.most_bytes / 1e6:.0f} MB (seed {tally.most_bytes_seed}), "
        f"{tally.seconds:.0f} s in all"
    ]
    kinds: dict[str, list[dict[str, Any]]] = {}
    for defect in tally.defects:
        kinds.setdefault((defect["detail"] or defect["defect"])[:60], []).append(defect)
    for found in sorted(kinds.values(), key=len, reverse=True)[:most]:
        one = found[0]
        lines += [
            f"  {len(found)} × {one['defect']}", f"      {one['detail']}", f"      seed {one['seed']}: {one['case']}",
            f"      again: python tests/hostile/harness.py {one['generator']} --seed {one['seed']} --keep /tmp/case",
        ]  # fmt: skip
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument(
        "generators", nargs="*", choices=[*GENERATORS, []], help="all of them if none is named"
    )
    parser.add_argument("--cases", type=int, default=2000, help="cases of each generator")
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--seed", type=int, help="make this one case again")
    parser.add_argument("--keep", type=Path, help="folder for the input of that case")
    parser.add_argument("--here", action="store_true", help="in this process")
    parser.add_argument("--progress", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--result", type=Path, help="JSON file for the figures")
    options = parser.parse_args()
    sys.path[:0] = [str(HERE), str(HERE.parent / "helpers"), str(HERE.parent / "pairs")]
    failed = False
    tallies = []
    for name in options.generators or GENERATORS:
        if options.seed is not None:
            if options.keep:
                shutil.rmtree(options.keep, ignore_errors=True)
            tally = try_here(name, options.seed, 1, keep=options.keep or Path(tempfile.mkdtemp()) / "case")
        elif options.here:
            tally = try_here(name, options.first, options.cases, options.progress)
        else:
            tally = try_apart(name, options.first, options.cases)
        print(told(tally), flush=True)
        tallies.append(tally)
        failed = failed or bool(tally.defects)
    if options.result:
        found = [{**vars(tally), "endings": dict(tally.endings)} for tally in tallies]
        options.result.write_text(json.dumps(found[0] if options.here else found, indent=1))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
