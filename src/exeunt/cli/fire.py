"""``exeunt fire``: what a fire model needs from a scenario."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exeunt.cli._help import Command, Group
from exeunt.cli.outcome import reported
from exeunt.cli.run import AllowOption

app = typer.Typer(name="fire", help="Prepare fire models for a scenario.", no_args_is_help=True, cls=Group)


def slices(
    scenario: Annotated[Path, typer.Argument(help="Scenario file (.yaml or .json).", show_default=False)],
    every: Annotated[float, typer.Option("--every", min=0.1, help="Seconds between frames.")] = 2.0,
    allow: AllowOption = None,
) -> None:
    """Print the lines that make FDS write slices at head height on every surface.

    Shift and rotation are taken from the first hazard of kind fds, if the scenario has one.
    """
    from exeunt.base.errors import ScenarioError
    from exeunt.models.hazards.fds.kind import FdsSlices
    from exeunt.models.hazards.fds.lines import slice_lines
    from exeunt.models.hazards.fds.mapping import Placement
    from exeunt.scenario.files import load
    from exeunt.scenario.hazards import HEAD_HEIGHT
    from exeunt.venue.compile import compile_venue

    loaded = load(scenario, allow or ())
    venue, problems = compile_venue(loaded.document.venue, loaded.name, loaded.folder)
    if any(problem.severity == "error" for problem in problems):
        raise ScenarioError([loaded.place(problem) for problem in problems])
    hazards = loaded.document.hazards
    placed = [one.placement for one in hazards.sources if isinstance(one, FdsSlices)] if hazards else []
    height = hazards.head_height if hazards else HEAD_HEIGHT
    for line in slice_lines(venue, height, placed[0] if placed else Placement(), every):
        typer.echo(line)


def cfast(
    scenario: Annotated[Path, typer.Argument(help="Scenario file (.yaml or .json).", show_default=False)],
    hazard: Annotated[str, typer.Option("--hazard", help="Id of the hazard; the first of kind cfast.")] = "",
    allow: AllowOption = None,
) -> None:
    """Print the CFAST input that a scenario gives; CFAST's own programs open it."""
    from exeunt.base.errors import Problem, ScenarioError
    from exeunt.models.hazards.cfast.deck import write
    from exeunt.models.hazards.cfast.kind import CfastFire
    from exeunt.scenario.check import check_scenario
    from exeunt.scenario.files import load
    from exeunt.scenario.hazards import site_of

    loaded, venue = check_scenario(load(scenario, allow or ()), place=False).require()
    hazards = loaded.document.hazards
    fires = [one for one in hazards.sources if isinstance(one, CfastFire)] if hazards else []
    fires = [one for one in fires if hazard in ("", one.id)]
    if hazards is None or not fires:
        words = (
            f"there is no hazard '{hazard}' of kind 'cfast'"
            if hazard
            else "there is no hazard of kind 'cfast'"
        )
        raise ScenarioError([loaded.place(Problem(words, ("hazards",)))])
    typer.echo(write(fires[0].deck(site_of(loaded.document, hazards, venue, loaded.folder))), nl=False)


app.command("slices", cls=Command)(reported(slices))
app.command("cfast", cls=Command)(reported(cfast))
