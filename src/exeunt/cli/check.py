"""``exeunt check``: all that is wrong with a scenario, each with its line, and a picture of the venue."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from exeunt.cli._print import as_object, print_problems, screen
from exeunt.cli.run import AllowOption

if TYPE_CHECKING:
    from exeunt.models.hazards.site import AirVent
    from exeunt.scenario.check import Checked
    from exeunt.venue.venue import Venue
    from exeunt.viewer.danger_plan import Marked

MOST_VENTS = 20
"""Exits and doors of one height that are listed for a fire model."""


def check(
    scenario: Annotated[Path, typer.Argument(help="Scenario file (.yaml or .json).", show_default=False)],
    variant: Annotated[
        str, typer.Option("--variant", help="Check this variant only; all of them if not given.")
    ] = "",
    allow: AllowOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
    picture: Annotated[
        Path | None,
        typer.Option("--picture", help="Draw the venue into this SVG file (one for each storey) or folder."),
    ] = None,
) -> None:
    """List all that is wrong with a scenario, each with its line, and draw its venue.

    Ends with 0 if it can be run, with 1 if not.
    """
    from exeunt.cli.waiting import waiting
    from exeunt.scenario.check import check_file

    with waiting(screen(stderr=True)):
        checked = check_file(scenario, variant, allow=allow or ())
        pictures = _draw(checked, picture) if picture is not None else []
    if as_json:
        typer.echo(json.dumps(_object(checked, scenario, variant, pictures), allow_nan=False))
    else:
        _report(checked, scenario, variant, pictures)
    if checked.errors:
        raise typer.Exit(1)


def _report(checked: Checked, scenario: Path, variant: str, pictures: Sequence[Path]) -> None:
    errors = print_problems(checked.problems)
    for path in pictures:
        typer.echo(f"Drawn: {path}")
    if errors:
        return
    facts = _facts(checked)
    name = f"{scenario} with variant '{variant}'" if variant else str(scenario)
    variants = "" if variant else f", {_several(facts['variants'], 'variant')}"
    typer.echo(
        f"{name} can be run: {_several(facts['surfaces'], 'surface')} with {facts['walkable_m2']:.0f} m², "
        f"{_several(facts['exits'], 'exit')} with {facts['exit_width_m']:.1f} m, "
        f"{_several(facts['populations'], 'population')} with about {facts['people']:,} people{variants}."
    )
    for fire, vents in _vents(checked).items():
        typer.echo(f"For the fire model of '{fire}', air passes through {len(vents)} exits and doors:")
        alike: dict[str, list[str]] = {}
        for vent in vents:
            alike.setdefault(vent.edges, []).append(vent.opening)
        for edges, ids in alike.items():
            more = f" and {len(ids) - MOST_VENTS} more" if len(ids) > MOST_VENTS else ""
            typer.echo(f"  {edges}: {', '.join(ids[:MOST_VENTS])}{more}")


def _several(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _object(checked: Checked, scenario: Path, variant: str, pictures: Sequence[Path]) -> dict[str, Any]:
    return {
        "scenario": str(scenario),
        "variant": variant,
        "errors": len(checked.errors),
        "warnings": len(checked.warnings),
        "problems": [as_object(problem) for problem in checked.problems],
        "facts": _facts(checked) if not checked.errors else None,
        "vents": {}
        if checked.errors
        else {fire: [asdict(vent) for vent in vents] for fire, vents in _vents(checked).items()},
        "pictures": [str(path) for path in pictures],
    }


def _facts(checked: Checked) -> dict[str, Any]:
    from exeunt.scenario.people import expected_people

    scenario, venue = checked.require()
    document = scenario.document
    return {
        "surfaces": len(venue.surfaces),
        "walkable_m2": round(sum(surface.area.area for surface in venue.surfaces), 2),
        "exits": len(venue.exits),
        "exit_width_m": round(sum(opening.width for opening in venue.exits), 2),
        "populations": len(document.people),
        "people": round(sum(expected_people(persons, venue) for persons in document.people)),
        # a variant has none of its own
        "variants": None if scenario.applied else len(document.variants),
    }


def _vents(checked: Checked) -> dict[str, list[AirVent]]:
    """Return the exits and doors through which the air of fire models passes."""
    from exeunt.scenario.hazards import air_vents

    scenario, venue = checked.require()
    return air_vents(scenario.document, venue, scenario.folder)


def _draw(checked: Checked, picture: Path) -> list[Path]:
    """Draw into a folder, or into a file if the name ends with .svg; further storeys get names of their own."""
    if checked.venue is None:
        return []
    from exeunt.viewer.pictures import draw_venue

    marked = _marked(checked, checked.venue)
    if picture.suffix.lower() != ".svg":
        return draw_venue(checked.venue, picture, checked.problems, marked)
    with TemporaryDirectory() as folder:
        drawn = draw_venue(checked.venue, Path(folder), checked.problems, marked)
        names = [picture.with_stem(picture.stem + path.stem.removeprefix("plan")) for path in drawn]
        names = names if len(drawn) > 1 else [picture]
        for path, name in zip(drawn, names, strict=True):
            shutil.copyfile(path, name)
    return names


def _marked(checked: Checked, venue: Venue) -> Marked | None:
    """Return zones and places; None while something is wrong with them or with anything else."""
    if checked.scenario is None or checked.errors:
        return None
    from exeunt.results.zones import zone_table
    from exeunt.scenario.places import EVERY, places_of, zone_frames
    from exeunt.viewer.danger_plan import Marked
    from exeunt.viewer.zones import zone_entries

    document = checked.scenario.document
    zones = zone_entries(zone_table(zone_frames(document, venue)), EVERY)
    return Marked(zones, places_of(document, venue, checked.scenario.folder))
