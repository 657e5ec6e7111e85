"""``exeunt demo``: the concert hall, from its scenario file to its pictures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from exeunt.cli.run import (
    JsonOption,
    OutOption,
    Request,
    SeedOption,
    ThreadsOption,
    ViewOption,
    execute,
    execute_and_finish,
    finish,
)


def demo(
    out: OutOption = None,
    seed: SeedOption = None,
    threads: ThreadsOption = None,
    view: ViewOption = False,
    as_json: JsonOption = False,
    browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the overview picture at the end.")
    ] = True,
) -> None:
    """Watch 6,000 people leave a concert hall: summary and pictures at the end, or live with --view."""
    request = Request(example("concert-hall"), seed=seed, threads=threads, out=out, view=view)
    if view:
        execute_and_finish(request, as_json)
        return
    result = execute(request)
    if browser and not as_json and sys.stdout.isatty() and result.folder is not None:
        open_picture(result.folder)
    finish(result, as_json)


def example(name: str) -> Path:
    """Return the scenario file of an example, in an installed package or in a checkout.

    Raises
    ------
    FileNotFoundError
        If this installation has no such example.
    """
    import exeunt

    package = Path(exeunt.__file__).parent
    for folder in (package / "examples", package.parent.parent / "examples"):
        for path in (folder / f"{name}.yaml", folder / name / f"{name}.yaml"):
            if path.is_file():
                return path
    raise FileNotFoundError(2, "example not found in this installation", f"{name}.yaml")


def open_picture(folder: Path) -> None:
    """Show the overview picture in whatever the system shows pictures with, if it can."""
    import webbrowser

    pictures = sorted(folder.glob("pictures/overview.*")) or sorted(folder.glob("pictures/*"))
    if pictures:
        webbrowser.open(pictures[0].resolve().as_uri())
