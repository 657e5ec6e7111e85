"""Puts faults into a copy of the source and says which of them the nearest tests notice.

    python tests/mutants/trying.py                 # all of them, about half an hour on one core
    python tests/mutants/trying.py heat door       # those whose names hold one of the words

A fault is noticed if its tests fail; that they pass on the source as it is, is tried first. Ends with 1 if a fault is
not noticed, with 2 if its tests do not pass without it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mutants import MUTANTS, Mutant

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("src", "tests", "examples", "docs", "benchmarks", "pyproject.toml", "README.md", "CITATION.cff")
TOO_LONG = 900.0
FAILED = 1
"""Exit code of pytest when a test fails; others mean that none was found, or that it could not run."""


@dataclass(frozen=True)
class Copy:
    """A copy of the checkout, and where its compiled kernels are kept."""

    folder: Path
    kernels: Path

    @classmethod
    def of(cls, folder: Path) -> Copy:
        """Make one in an empty folder."""
        tree = folder / "checkout"
        tree.mkdir()
        for name in COPIED:
            if (ROOT / name).is_dir():
                shutil.copytree(
                    ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__", "_build")
                )
            elif (ROOT / name).exists():
                shutil.copy2(ROOT / name, tree / name)
        return cls(tree, folder / "kernels")

    def test(self, tests: Sequence[str], kernels: Path) -> int:
        """Run tests on the copy as it is and return pytest's exit code; a time limit counts as failed."""
        words = [word if word.startswith("-") or "/" not in word else f"tests/{word}" for word in tests]
        environment = os.environ | {"PYTHONPATH": str(self.folder / "src"), "NUMBA_CACHE_DIR": str(kernels)}
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *words]
        try:
            done = subprocess.run(
                command, cwd=self.folder, env=environment, capture_output=True, timeout=TOO_LONG, check=False
            )
        except subprocess.TimeoutExpired:
            return FAILED
        return done.returncode

    def code(self, mutant: Mutant) -> int:
        """Return pytest's exit code with a fault in the copy; it is taken out again."""
        path = self.folder / "src" / "exeunt" / mutant.file
        text, stat = path.read_text(encoding="utf-8"), path.stat()
        path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
        # compiled callers are not compiled anew when a kernel changes
        with tempfile.TemporaryDirectory() as fresh:
            try:
                return self.test(mutant.tests, Path(fresh) if "@njit" in text else self.kernels)
            finally:
                path.write_text(text, encoding="utf-8")
                os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def main(words: Sequence[str]) -> int:
    """Try the mutants whose names hold one of the words; all without words."""
    chosen = [mutant for mutant in MUTANTS if not words or any(word in mutant.name for word in words)]
    missed, unfit = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy.of(Path(folder))
        sound: dict[tuple[str, ...], bool] = {}
        for mutant in chosen:
            if mutant.tests not in sound:
                sound[mutant.tests] = copy.test(mutant.tests, copy.kernels) == 0
            began = time.perf_counter()
            code = copy.code(mutant) if sound[mutant.tests] else 0
            verdict = (
                "unfit" if not sound[mutant.tests] or code > FAILED else "noticed" if code else "NOT NOTICED"
            )
            missed += verdict == "NOT NOTICED"
            unfit += verdict == "unfit"
            print(f"{verdict:11}  {time.perf_counter() - began:5.0f} s  {mutant.name}", flush=True)
    print(
        f"{len(chosen) - missed - unfit} of {len(chosen)} noticed, {missed} not, {unfit} could not be tried"
    )
    return 2 if unfit else 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
