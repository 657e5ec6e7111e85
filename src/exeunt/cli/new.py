"""``exeunt new``: a commented scenario to start from."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Template(StrEnum):
    """What the new scenario holds."""

    ROOM = "room"
    STOREYS = "storeys"


def new(
    file: Annotated[Path, typer.Argument(help="File to write, such as hall.yaml.", show_default=False)],
    template: Annotated[
        Template, typer.Option("--template", help="One room, or two storeys with a stair.")
    ] = Template.ROOM,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")] = False,
) -> None:
    """Write a commented scenario to start from; it runs as it is."""
    from exeunt.base.errors import Problem, ScenarioError
    from exeunt.scenario.templates import template_text

    if file.suffix.lower() not in (".yaml", ".yml"):
        raise ScenarioError(
            [Problem("a new scenario is a .yaml file", file=str(file), hint="Name it such as hall.yaml.")]
        )
    try:
        with file.open("w" if force else "x", encoding="utf-8") as stream:
            stream.write(template_text(template.value))
    except FileExistsError:
        problem = Problem("the file exists already", file=str(file), hint="Overwrite it with --force.")
        raise ScenarioError([problem]) from None
    typer.echo(f"Written: {file}\nCheck it: exeunt check {file}\nRun it:   exeunt run {file}")
