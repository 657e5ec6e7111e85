"""The pictures over all runs, each with its caption."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from exeunt.verification.experiment_file import read_envelope
from exeunt.verification.validate import Validation
from exeunt.verification.validate_pictures import (
    diagram_picture,
    envelope_picture,
    parity_picture,
    run_picture,
    station_picture,
)
from exeunt.verification.validate_station import load_station
from exeunt.verification.validate_totals import diagram_of
from exeunt.viewer.svg import Picture


def overview_pictures(result: Validation, data: Path) -> Iterator[tuple[Picture, str]]:
    """Yield the pictures that this result has data for, and their captions."""
    diagram = diagram_of(result.runs, data)
    if diagram is not None:
        films = diagram_of(result.runs, data, filmed=True)
        yield diagram_picture(diagram, films), "Speed over density in one-way corridors, bins of 0.1 per m²."
    rows = [row for one in result.runs for row in one.rows]
    for kind, tolerance in (("unidirectional", 0.1), ("bidirectional", 0.15), ("bottleneck", 0.1)):
        mine = [row for one in result.runs if one.run.experiment.kind == kind for row in one.rows]
        if any(row.measure == "specific flow" and row.measured is not None for row in mine):
            states = {row.case: row.state for row in mine if row.measure == "flow"}
            told = [
                type(row)(**{**vars(row), "state": states.get(row.case, row.state)})
                for row in mine
                if row.measure == "specific flow"
            ]
            yield (
                parity_picture(told, "specific flow", f"Flow, {kind}", tolerance),
                f"Specific flow, {kind} runs.",
            )
    if any(row.measure == "speed" and row.measured is not None for row in rows):
        yield parity_picture(rows, "speed", "Speed, all runs", 0.15), "Mean speed along the way, all runs."
    pairs = [one.points for one in result.runs if one.points is not None]
    if pairs:
        filmed, found = (np.vstack([pair[k] for pair in pairs]) for k in range(2))
        yield (
            envelope_picture(found, filmed, read_envelope(data)),
            "People in single file, one point a person and s.",
        )
    if result.station is not None:
        yield station_picture(load_station(), result.station), "The Station nightclub in clear air."


def save_pictures(result: Validation, data: Path, folder: Path) -> list[Path]:
    """Write all pictures as SVG into a folder: one for each run with tracks, and those over all runs.

    Raises
    ------
    RunFolderError
        If one cannot be written.
    """
    files = [
        run_picture(one).save(folder / f"run-{one.run.id}.svg")
        for one in result.runs
        if one.figures and one.tracks is not None
    ]
    for picture, _ in overview_pictures(result, data):
        name = "-".join("".join(c if c.isalnum() else " " for c in picture.title.lower()).split()[:4])
        files.append(picture.save(folder / f"all-{name}.svg"))
    return files
