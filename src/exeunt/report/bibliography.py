"""The bibliography of what a run used, as text and as BibTeX."""

from __future__ import annotations

from exeunt.base.references import Reference
from exeunt.report.facts import RunFacts
from exeunt.report.models import references_of
from exeunt.results.run import Run

UNCHECKED = "details not checked against the publication"


def software(version: str) -> Reference:
    """Return how Exeunt itself is cited."""
    return Reference(
        "exeunt", "misc", "{The Exeunt contributors}", 2026,
        "Exeunt: open, Python-first simulator of emergencies in public venues", f"Version {version}, Apache-2.0",
        (), checked=True,
    )  # fmt: skip


def bibliography(run: Run, *, bibtex: bool = False) -> str:
    """Return what to cite when figures of a run are published.

    Raises
    ------
    RunFolderError
        If the run cannot be read.
    """
    facts = RunFacts(run)
    found, own = references_of(None if facts.scenario is None else facts.scenario.document)
    version = str((run.info.get("versions") or {}).get("exeunt", "unknown"))
    entries = [software(version), *found]
    if bibtex:
        notes = [f"% {text}" for text in (*own, *facts.troubles)]
        return "\n\n".join([*(entry.bibtex() for entry in entries), *notes]) + "\n"
    lines = [line(entry) for entry in entries] + own + [f"Note: {text}" for text in facts.troubles]
    return "\n".join(lines) + "\n"


def line(entry: Reference) -> str:
    """Return an entry on one line; what was not checked says so."""
    text = entry.text().replace("{", "").replace("}", "")
    return text if entry.checked else f"{text} [{UNCHECKED}]"
