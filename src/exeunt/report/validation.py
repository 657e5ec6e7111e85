"""The report of a comparison with experiments: answer, totals, pictures, every run, assumptions and sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from exeunt.base.errors import RunFolderError
from exeunt.report.blocks import (
    Block,
    Column,
    Facts,
    Figure,
    Heading,
    Note,
    Paragraph,
    Report,
    Table,
)
from exeunt.report.html import html
from exeunt.report.pdf import pdf
from exeunt.results.files import write_bytes
from exeunt.results.provenance import versions
from exeunt.verification.validate import Compared, Validation, default_movement
from exeunt.verification.validate_gates import Row
from exeunt.verification.validate_pictures import run_picture
from exeunt.verification.validate_sheets import overview_pictures
from exeunt.verification.validate_station import load_station

HALVES = (
    "Every second run of a series, in order of the names, is unseen; parameters may be chosen on the others only. "
    "The same parameters hold for all experiments."
)


def write_validation(result: Validation, data: Path, path: Path) -> Path:
    """Write the report as ``.html`` or ``.pdf``, by the name of the file.

    Raises
    ------
    RunFolderError
        If the name ends otherwise, or the file cannot be written.
    """
    kind = path.suffix.lower()
    if kind not in (".html", ".pdf"):
        raise RunFolderError(f"{path}: a report is .html or .pdf.")
    report = validation_report(result, data)
    write_bytes(path, html(report).encode() if kind == ".html" else pdf(report))
    return path


def validation_report(result: Validation, data: Path) -> Report:
    """Return the report."""
    gated = [row for row in result.rows if row.state in ("passed", "failed")]
    missed = [row for row in gated if row.state == "failed"]
    seeds = result.settings.get("seeds", [])
    about = (
        ("Runs compared", str(len(result.runs))),
        ("Movement", _model(result)),
        ("Seeds of each run", f"{len(seeds)}"),
    )
    return Report(
        "Comparison with measured experiments",
        "What people did on film, and what the program makes of the same people coming in at the same time",
        about, tuple(_blocks(result, data, gated, missed)),
    )  # fmt: skip


def _blocks(result: Validation, data: Path, gated: list[Row], missed: list[Row]) -> Iterator[Block]:
    totals = [row for row in result.rows if not row.experiment and row.state != "reported"]
    good = sum(row.state == "passed" for row in totals)
    yield Facts((("totals that pass", f"{good} of {len(totals)}"),
                 ("single gates that pass", f"{len(gated) - len(missed)} of {len(gated)}")))  # fmt: skip
    yield Paragraph(HALVES)
    if missed:
        text = "What misses its gate is shown as it is; nothing was changed to make it pass."
        yield Note(f"{len(missed)} of {len(gated)} gates are missed", text)
    yield Heading("Totals")
    yield _table([row for row in result.rows if not row.experiment], "Totals over runs. All gates are ours.")
    yield Heading("Pictures")
    for picture, caption in overview_pictures(result, data):
        yield Figure(picture, caption, picture.title)
    if result.station is not None:
        yield from _station(result)
    yield Heading("Runs")
    seen: set[str] = set()
    for one in result.runs:
        document = one.run.experiment
        if document.id not in seen:
            seen.add(document.id)
            yield Heading(document.title, 3)
            yield Paragraph(f"{document.source}. Licence: {document.licence}. {document.notes}")
            speeds = document.participants
            yield Paragraph(f"Free speeds: {speeds.source}.")
            rows = [
                row for other in result.runs if other.run.experiment.id == document.id for row in other.rows
            ]
            yield _table(rows, f"{document.title}, run by run.")
        yield from _figure(one)
    yield Heading("Program")
    yield Paragraph(", ".join(f"{name} {value}" for name, value in versions().items()))


def _figure(one: Compared) -> Iterator[Block]:
    if one.figures and one.tracks is not None:
        caption = f"{one.run.id}: some tracks, and people across the red line over time."
        yield Figure(run_picture(one), caption, caption)


def _station(result: Validation) -> Iterator[Block]:
    case = load_station()
    yield Heading(case.title)
    yield Paragraph(f"{case.source}. {case.number} people: {case.number_source}.")
    yield Paragraph(
        f"Before people start to move: {case.pre_movement_source}. Exits: {case.familiarity_source}."
    )
    yield Paragraph(f"Compared with: {case.published_source}.")
    yield _table([row for row in result.rows if row.experiment == "station_2003"], case.title)


def _table(rows: Sequence[Row], caption: str) -> Table:
    columns = (
        Column("case", width=2.2), Column("measure", width=2.6), Column("measured", "right"),
        Column("simulated", "right"), Column("seeds", "right", 1.2), Column("gate", width=2.2), Column("state"),
    )  # fmt: skip
    lines = tuple(
        (_case(row), f"{row.measure} ({row.unit})" if row.unit else row.measure, _number(row.measured),
         _number(row.simulated), _span(row), row.gate, row.state)
        for row in rows
    )  # fmt: skip
    return Table(columns, lines, caption, frozenset(k for k, row in enumerate(rows) if row.state == "failed"))


def _case(row: Row) -> str:
    return f"{row.case} ({row.half})" if row.half and row.experiment else row.case


def _number(value: float | None) -> str:
    return "–" if value is None or value != value else f"{value:.3g}"


def _span(row: Row) -> str:
    if row.low is None or row.high is None or row.seeds < 2:
        return ""
    return f"{_number(row.low)} to {_number(row.high)}"


def _model(result: Validation) -> str:
    movement = result.settings.get("movement") or default_movement()
    people = result.settings.get("people") or {}
    return ", ".join([str(movement), *(f"{name} = {value}" for name, value in people.items())])
