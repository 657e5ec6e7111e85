"""The result of a comparison as tables in Markdown, for pages of documentation."""

from __future__ import annotations

from collections.abc import Sequence

from exeunt.verification.experiment import ExperimentDoc
from exeunt.verification.validate import Validation, default_movement
from exeunt.verification.validate_gates import Row

SHOWN = ("flow", "speed", "density", "lanes", "inside", "late", "share in the envelope")
"""Figures of runs that the table of runs lists; curves and the rest stand in the JSON."""


def markdown(result: Validation) -> str:
    """Return settings, totals and runs as Markdown; figures are computed, no row of a track is in it."""
    settings = result.settings
    people = ", ".join(f"{name} = {value}" for name, value in (settings.get("people") or {}).items())
    seeds = settings.get("seeds", [])
    lines = [
        f"Movement model: `{settings.get('movement') or default_movement()}`"
        + (f" with {people}" if people else " with its defaults")
        + f". Seeds of each run: {len(seeds)}.",
        "",
        "### Totals",
        "",
        *_table([row for row in result.rows if not row.experiment]),
    ]
    station = [row for row in result.rows if row.experiment == "station_2003"]
    if station:
        lines += ["", "### The Station nightclub in clear air", "", *_table(station)]
    for document in dict.fromkeys(one.run.experiment.id for one in result.runs):
        runs = [one for one in result.runs if one.run.experiment.id == document]
        rows = [row for one in runs for row in one.rows if row.measure in SHOWN]
        lines += ["", f"### {runs[0].run.experiment.title}", "", *_table(rows)]
    return "\n".join(lines) + "\n"


def sources(experiments: Sequence[ExperimentDoc]) -> str:
    """Return a table of the experiments with kind, runs, source, licence and free speeds."""
    lines = ["| experiment | kind | runs | source | licence | free speeds |", "|---|---|---|---|---|---|"]
    for one in experiments:
        kind = one.kind.replace("_", " ") + (", shown only" if one.gate == "reported" else "")
        lines.append(
            _line(one.title, kind, str(len(one.runs)), one.source, one.licence, one.participants.source)
        )
    return "\n".join(lines) + "\n"


def _table(rows: Sequence[Row]) -> list[str]:
    lines = [
        "| case | half | measure | measured | simulated | gate (ours) | state |",
        "|---|---|---|---:|---:|---|---|",
    ]
    for row in rows:
        unit = f" ({row.unit})" if row.unit else ""
        state = f"**{row.state}**" if row.state == "failed" else row.state
        half = row.half if row.experiment else ""
        lines.append(
            _line(row.case, half, row.measure + unit, _number(row.measured), _range(row), row.gate, state)
        )
    return lines


def _line(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _number(value: float | None) -> str:
    return "" if value is None or value != value else f"{value:.3g}"


def _range(row: Row) -> str:
    text = _number(row.simulated) or "–"
    if row.low is None or row.high is None or row.seeds < 2:
        return text
    return f"{text} ({_number(row.low)} to {_number(row.high)})"
