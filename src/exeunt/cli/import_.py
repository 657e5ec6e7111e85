"""``exeunt import``: a drawing becomes the venue of a scenario file."""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from exeunt.importers.common import Imported
    from exeunt.venue.document import VenueDoc
    from exeunt.venue.frames import Extent, Units
    from exeunt.venue.venue import Point


def import_(
    drawing: Annotated[
        Path,
        typer.Argument(help="Plan: WKT polygon (.wkt) or GeoJSON (.geojson).", show_default=False),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Scenario file to write, such as hall.yaml.")],
    exits: Annotated[
        Path | None, typer.Option("--exits", help="JSON file with the exits of a WKT polygon.")
    ] = None,
    units: Annotated[
        str | None,
        typer.Option(
            "--units",
            help="Unit of the drawing: m, cm, mm, km, ft, in or degrees (longitude and latitude). Metres if not "
            "given; where no building can be that large, the unit is asked for.",
        ),
    ] = None,
    shift: Annotated[
        str | None,
        typer.Option(
            "--shift",
            metavar="X,Y",
            help="Point of the drawing, in its units, that becomes the origin (0, 0). If not given, only a drawing "
            "far from its origin is shifted.",
        ),
    ] = None,
    leave_out_sealed: Annotated[
        bool,
        typer.Option(
            "--leave-out-sealed",
            help="Leave out ground that no opening and no stair leads to: shafts, hollow walls. It is listed.",
        ),
    ] = False,
    people: Annotated[int, typer.Option("--people", min=0, help="People to put into the venue.")] = 100,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")] = False,
) -> None:
    """Turn a drawing into a scenario, say what is wrong with it and draw it beside the file."""
    from exeunt.base.errors import Problem, ScenarioError
    from exeunt.cli._print import print_problems, screen
    from exeunt.cli.waiting import waiting
    from exeunt.scenario.check import check_file
    from exeunt.viewer.pictures import draw_venue

    if out.exists() and not force:
        raise ScenarioError(
            [Problem("the file exists already", file=str(out), hint="Overwrite it with --force.")]
        )
    imported = _imported(drawing, exits, units_of(units), shift_of(shift))
    venue = imported.venue
    if leave_out_sealed:
        venue = venue.model_copy(update={"sealed_ground": "leave_out"})
    out.write_text(scenario_text(venue, drawing.stem, people), encoding="utf-8")
    with waiting(screen(stderr=True)):
        checked = check_file(out)
    print_problems([*imported.problems, *checked.problems])
    typer.echo(f"Written: {out}")
    if checked.venue is not None:
        for path in draw_venue(checked.venue, out.parent / f"{out.stem}-plan", checked.problems):
            typer.echo(f"Drawn:   {path}")
    if checked.errors:
        raise typer.Exit(1)
    typer.echo(f"Run it:  exeunt run {out}")


def units_of(text: str | None) -> Units | None:
    """Return the unit that ``--units`` names; raises typer.BadParameter for an unknown one."""
    from difflib import get_close_matches

    from exeunt.venue.frames import KNOWN

    found = next((units for units in KNOWN if units == (text or "").strip().lower()), None)
    if text is not None and found is None:
        near = get_close_matches(text.lower(), KNOWN, n=1)
        raise typer.BadParameter(
            f"--units '{text}' is not one of {', '.join(KNOWN)}"
            + (f"; did you mean '{near[0]}'?" if near else "")
        )
    return found


def shift_of(text: str | None) -> Point | None:
    """Return the point that ``--shift`` names; raises typer.BadParameter if it is not two numbers."""
    from math import isfinite

    if text is None:
        return None
    try:
        x, y = (float(part) for part in text.split(","))
    except ValueError:
        x = y = float("nan")
    if not (isfinite(x) and isfinite(y)):
        raise typer.BadParameter(f"--shift '{text}' is not two numbers X,Y such as 363000,5621000")
    return x, y


def _imported(drawing: Path, exits: Path | None, units: Units | None, shift: Point | None) -> Imported:
    """Import the drawing; ask for its unit where that is not clear and somebody is there to answer."""
    from exeunt.importers.common import UnitsUnknownError
    from exeunt.importers.read import import_drawing

    try:
        return import_drawing(drawing, exits, units=units, shift=shift)
    except UnitsUnknownError as unknown:
        if not somebody_answers():
            raise
        return import_drawing(drawing, exits, units=_asked(drawing, unknown.extent), shift=shift)


def somebody_answers() -> bool:
    """Tell whether a person sits at the terminal."""
    return sys.stdin.isatty()


def _asked(drawing: Path, extent: Extent) -> Units:
    from exeunt.venue.frames import KNOWN

    typer.echo(f"The unit of {drawing} is not clear: {extent.question()}.", err=True)
    fitting = [units for units in extent.candidates() if units != "m"]
    while True:
        answer = typer.prompt(f"Unit ({', '.join(KNOWN)})", default=fitting[0] if fitting else None, err=True)
        try:
            units = units_of(answer)
        except typer.BadParameter as error:
            typer.echo(str(error), err=True)
            continue
        if units is not None:
            return units


def scenario_text(venue: VenueDoc, name: str, people: int) -> str:
    """Return the YAML of a scenario with this venue and people anywhere in it; points stand on one line each."""
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedSeq

    def flowing(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: flowing(inner) for key, inner in value.items()}
        if not isinstance(value, list | tuple):
            return value
        items = CommentedSeq(flowing(inner) for inner in value)
        if all(isinstance(inner, int | float) for inner in value):
            items.fa.set_flow_style()
        return items

    document = {
        "exeunt": 1,
        "name": name,
        "venue": flowing(venue.model_dump(mode="json", by_alias=True, exclude_defaults=True)),
        "people": [{"id": "people", "number": people, "exit_choice": {"kind": "quickest"}}],
    }
    stream = StringIO()
    YAML().dump(document, stream)
    return stream.getvalue()
