"""``exeunt validate``: measured experiments simulated again and compared, run by run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from exeunt.cli._print import screen
from exeunt.cli.run import edits_of

if TYPE_CHECKING:
    from exeunt.verification.validate import Validation
    from exeunt.verification.validate_gates import Row


def validate(
    data: Annotated[
        Path,
        typer.Option("--data", exists=True, file_okay=False, help="Folder with the measured tracks."),
    ],
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="CASE", help="Only runs, series or kinds with this in their name; repeatable."),
    ] = None,
    half: Annotated[
        str, typer.Option("--half", help="all, or only the runs of one half: parameters, unseen.")
    ] = "all",
    experiment: Annotated[
        list[Path] | None,
        typer.Option(
            "--experiment", exists=True, dir_okay=False,
            help="File of an experiment of your own instead of those that come with the program; repeatable.",
        ),
    ] = None,
    allow: Annotated[
        list[Path] | None,
        typer.Option(
            "--allow", metavar="DIR",
            help="Let experiments name tracks below this folder besides the data folder; repeatable.",
        ),
    ] = None,
    movement: Annotated[
        str | None, typer.Option("--movement", metavar="KIND", help="Movement model instead of the default.")
    ] = None,
    edits: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="KEY=VALUE",
            help="A parameter for all runs, such as people.time_gap=0.8 or movement.range=0.1; repeatable.",
        ),
    ] = None,
    seeds: Annotated[int, typer.Option("--seeds", min=1, help="Simulated repeats of each run.")] = 3,
    station_seeds: Annotated[
        int | None, typer.Option("--station-seeds", min=1, help="Repeats of the nightclub; 50 if not given.")
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", dir_okay=False, help="Write the rows to this file ('-': print them).")
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option("--report", dir_okay=False, help="Write a report with pictures, .html or .pdf, or tables, .md."),
    ] = None,
    pictures: Annotated[
        Path | None, typer.Option("--pictures", file_okay=False, help="Write the pictures (SVG) into this folder.")
    ] = None,
    table: Annotated[bool, typer.Option("--all-rows", help="Print every figure, not only those with a gate.")] = False,
) -> None:  # fmt: skip
    """Simulate measured experiments with measured inflow and compare flow, speed, density, lanes and curves.

    One set of parameters for everything. The exit code is 0 if no gate was missed, 5 if any was.
    """
    from exeunt.cli.outcome import Code, say
    from exeunt.verification.experiment_reading import load_experiment
    from exeunt.verification.validate import validate as compare

    if half not in ("all", "parameters", "unseen"):
        raise typer.BadParameter("is one of all, parameters, unseen", param_hint="--half")
    chosen, people = settings(movement, edits or ())
    result = compare(
        data,
        [load_experiment(path) for path in experiment] if experiment else None,
        only=only or (),
        half=None if half == "all" else half,  # type: ignore[arg-type]
        seeds=range(1, seeds + 1),
        movement=chosen,
        people=people,
        station_seeds=range(1, (station_seeds or 0) + 1),
        allow=allow or (),
        progress=lambda run: say(f"{run} …"),
    )
    if not result.rows:
        raise typer.BadParameter("no run has this in its name", param_hint="--only")
    text = json.dumps([row.plain() for row in result.rows], indent=1, allow_nan=False)
    if json_file is not None and str(json_file) == "-":
        typer.echo(text)
        return
    if json_file is not None:
        json_file.write_text(text + "\n", encoding="utf-8")
    if report is not None and report.suffix.lower() == ".md":
        from exeunt.verification.validate_markdown import markdown

        report.write_text(markdown(result), encoding="utf-8")
    elif report is not None:
        from exeunt.report.validation import write_validation

        write_validation(result, data, report)
    if pictures is not None:
        from exeunt.verification.validate_sheets import save_pictures

        save_pictures(result, data, pictures)
    show(result, table)
    if any(row.state == "failed" for row in result.rows):
        raise typer.Exit(Code.TEST_FAILED)


def settings(movement: str | None, edits: Sequence[str]) -> tuple[Any, dict[str, Any]]:
    """Return the movement kind with its parameters, and the attributes of people.

    Raises
    ------
    typer.BadParameter
        If a key begins with neither ``movement.`` nor ``people.``.
    """
    people: dict[str, Any] = {}
    parameters: dict[str, Any] = {}
    for key, value in edits_of(edits).items():
        place, _, name = key.partition(".")
        if place not in ("movement", "people") or not name:
            raise typer.BadParameter(f"'{key}' begins with neither movement. nor people.", param_hint="--set")
        (people if place == "people" else parameters)[name] = value
    if parameters:
        from exeunt.verification.validate import default_movement

        return {"kind": movement or default_movement(), **parameters}, people
    return movement, people


def show(result: Validation, every: bool) -> None:
    """Print the rows as a table, and how many passed."""
    from rich.table import Table
    from rich.text import Text

    console = screen()
    if not console.is_terminal:
        console = screen(width=180)
    table = Table("case", "measure", "half", box=None, pad_edge=False, header_style="bold")
    for name in ("measured", "simulated", "of seeds"):
        table.add_column(name, justify="right")
    table.add_column("gate")
    table.add_column("state")
    colours = {"passed": "green", "failed": "red", "reported": "dim"}
    for row in result.rows:
        if every or row.state != "reported":
            name = f"{row.measure} ({row.unit})" if row.unit else row.measure
            table.add_row(
                row.case, name, row.half, number(row.measured), number(row.simulated), span(row), row.gate,
                Text(row.state, colours.get(row.state, "")),
            )  # fmt: skip
    console.print(table)
    counts = {
        state: sum(row.state == state for row in result.rows) for state in ("passed", "failed", "reported")
    }
    console.print(", ".join(f"{count} {state}" for state, count in counts.items()))


def number(value: float | None) -> str:
    """Write a figure with three digits; nothing for none."""
    return "" if value is None else f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"


def span(row: Row) -> str:
    """Write the range over the seeds."""
    if row.low is None or row.high is None or row.seeds < 2:
        return ""
    return f"{number(row.low)}–{number(row.high)}"
