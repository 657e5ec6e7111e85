"""``exeunt import``: a drawing becomes the venue of a scenario file."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from exeunt.venue.document import VenueDoc


def import_(
    drawing: Annotated[
        Path,
        typer.Argument(help="Plan: WKT polygon (.wkt) or GeoJSON (.geojson), in metres.", show_default=False),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Scenario file to write, such as hall.yaml.")],
    exits: Annotated[
        Path | None, typer.Option("--exits", help="JSON file with the exits of a WKT polygon.")
    ] = None,
    people: Annotated[int, typer.Option("--people", min=0, help="People to put into the venue.")] = 100,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")] = False,
) -> None:
    """Turn a drawing into a scenario, say what is wrong with it and draw it beside the file."""
    from exeunt.base.errors import Problem, ScenarioError
    from exeunt.cli._print import print_problems
    from exeunt.scenario.check import check_file
    from exeunt.viewer.pictures import draw_venue

    if out.exists() and not force:
        raise ScenarioError(
            [Problem("the file exists already", file=str(out), hint="Overwrite it with --force.")]
        )
    out.write_text(scenario_text(_venue(drawing, exits), drawing.stem, people), encoding="utf-8")
    checked = check_file(out)
    print_problems(checked.problems)
    typer.echo(f"Written: {out}")
    if checked.venue is not None:
        for path in draw_venue(checked.venue, out.parent / f"{out.stem}-plan", checked.problems):
            typer.echo(f"Drawn:   {path}")
    if checked.errors:
        raise typer.Exit(1)
    typer.echo(f"Run it:  exeunt run {out}")


def _venue(drawing: Path, exits: Path | None) -> VenueDoc:
    from exeunt.base.errors import Problem, ScenarioError
    from exeunt.importers.geojson import import_geojson
    from exeunt.importers.wkt import import_wkt

    kind = drawing.suffix.lower()
    if kind == ".wkt":
        return import_wkt(drawing, exits)
    if kind in (".geojson", ".json") and exits is None:
        return import_geojson(drawing)
    message = "a GeoJSON drawing holds its own exits" if exits else "only .wkt and .geojson can be imported"
    hint = "Leave out --exits." if exits else "Convert the drawing to GeoJSON in metres."
    raise ScenarioError([Problem(message, file=str(drawing), hint=hint)])


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
