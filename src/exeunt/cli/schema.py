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
) -> None:
    """Print the JSON Schema (draft 2020-12) of scenario files."""
    from exeunt.scenario.schema import document_schema

    text = json.dumps(document_schema(), indent=2, ensure_ascii=False)
    if out is None:
        typer.echo(text)
    else:
        out.write_text(text + "\n", encoding="utf-8")
