"""``exeunt schema``: the JSON Schema of scenario files, for editors and other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer


def schema(
    out: Annotated[
        Path | None, typer.Option("--out", "-o", dir_okay=False, help="Write it to this file.")
    ] = None,
    experiment: Annotated[
        bool, typer.Option("--experiment", help="That of files of measured experiments (see validate).")
    ] = False,
) -> None:
    """Print the JSON Schema (draft 2020-12) of scenario files, or of files of measured experiments."""
    if experiment:
        from exeunt.verification.experiment_reading import experiment_schema as schema_of
    else:
        from exeunt.scenario.schema import document_schema as schema_of

    text = json.dumps(schema_of(), indent=2, ensure_ascii=False)
    if out is None:
        typer.echo(text)
    else:
        out.write_text(text + "\n", encoding="utf-8")
