"""``exeunt report``: a run folder becomes a report as HTML or PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exeunt.cli._print import screen


def report(
    run: Annotated[Path, typer.Argument(help="Run folder.", show_default=False)],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", dir_okay=False, help="File ending in .html or .pdf; RUN/report.html if not given."
        ),
    ] = None,
) -> None:
    """Write a report that can be handed to an authority: answer, plans, assumptions, curves, maps, limits.

    HTML is one file that needs no network. PDF needs the package typst, which start.py sets up.
    """
    from exeunt.report.compose import write_report
    from exeunt.results.run import open_run

    opened = open_run(run)
    with screen(stderr=True).status("Writing the report …"):
        path = write_report(opened, out or run / "report.html")
    typer.echo(str(path))
