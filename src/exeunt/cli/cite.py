"""``exeunt cite``: the bibliography of what a run used."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def cite(
    run: Annotated[Path, typer.Argument(help="Run folder.", show_default=False)],
    bibtex: Annotated[bool, typer.Option("--bibtex", help="Print BibTeX entries.")] = False,
) -> None:
    """Print what to cite when figures of a run are published: Exeunt, its models, data and measures."""
    from exeunt.report.bibliography import bibliography
    from exeunt.results.run import open_run

    typer.echo(bibliography(open_run(run), bibtex=bibtex), nl=False)
