"""Whether a run is finished, going on, or was killed; in words that say what to do."""

from __future__ import annotations

import time
from pathlib import Path

from exeunt.results.run import Run

QUIET = 120.0  # s without a new part after which a run that says "running" counts as killed


def standing(run: Run) -> tuple[str, str, str]:
    """Return status, reason and hint of a run."""
    if run.status == "complete":
        return "complete", "", ""
    if run.status == "incomplete" and alive(run.folder):
        return "running", "The run is still going on.", ""
    if run.status == "incomplete":
        return (
            "incomplete",
            "The run was killed: it never wrote its end. What was recorded before is shown.",
            "Run the scenario again into a new folder for a whole run.",
        )
    if run.status == "interrupted":
        return "interrupted", "The run was interrupted. What was recorded before is shown.", ""
    return run.status, run.reason, "Run the scenario again into a new folder for a whole run."


def alive(folder: Path) -> bool:
    """Whether something was written to the folder lately."""
    latest = max(path.stat().st_mtime for path in (folder, *folder.glob("*"), *folder.glob("*/part-*")))
    return time.time() - latest < QUIET
