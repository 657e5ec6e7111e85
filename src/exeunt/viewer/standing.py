"""Whether a run is finished, going on, or was killed; in words that say what to do."""

from __future__ import annotations

from exeunt.results.heartbeat import is_alive
from exeunt.results.run import Run


def standing(run: Run) -> tuple[str, str, str]:
    """Return status, reason and hint of a run."""
    if run.status == "complete":
        return "complete", "", ""
    if run.status == "incomplete" and is_alive(run.folder):
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
