"""``exeunt export``: the trajectories of a run in the formats of other tools."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """Formats that can be written."""

    JUPEDSIM_SQLITE = "jupedsim-sqlite"
    ARCHIVE_HDF5 = "archive-hdf5"


def export(
    run: Annotated[Path, typer.Argument(help="Run folder.")],
    out: Annotated[Path, typer.Argument(help="File to write; never overwritten.")],
    form: Annotated[
        Format,
        typer.Option("--format", help="jupedsim-sqlite: one file a storey; archive-hdf5: one file, with z."),
    ] = Format.JUPEDSIM_SQLITE,
    storey: Annotated[
        str | None, typer.Option(help="Only this storey (jupedsim-sqlite); OUT is then the name of the file.")
    ] = None,
) -> None:
    """Write the trajectories of a run for JuPedSim, PedPy and the Jülich archive's tools.

    A JuPedSim file knows no storeys: a run of several becomes OUT-STOREY.sqlite for each, with the same
    frames and ids in all. The archive's HDF5 holds all storeys with their height.
    """
    from exeunt.results.export import export_archive, export_jupedsim
    from exeunt.results.run import open_run

    if form is Format.ARCHIVE_HDF5:
        if storey is not None:
            raise typer.BadParameter("archive-hdf5 always holds all storeys", param_hint="--storey")
        files = [export_archive(open_run(run), out)]
    else:
        files = export_jupedsim(open_run(run), out, storey)
    for file in files:
        typer.echo(str(file))
