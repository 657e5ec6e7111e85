"""The program ``exeunt``: its commands, each in a file of its own."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from exeunt import __version__
from exeunt.cli import (
    check,
    cite,
    demo,
    doctor,
    export,
    fire,
    import_,
    new,
    refit,
    report,
    run,
    schema,
    validate,
    verify,
    view,
)
from exeunt.cli._help import Command, Group
from exeunt.cli.outcome import EXIT_CODES, reported

EPILOG = "Exit codes: " + "; ".join(f"{int(code)} {meaning}" for code, meaning in EXIT_CODES.items()) + "."

app = typer.Typer(
    name="exeunt",
    help="Simulate emergencies in public venues, and find out which protective measure helps.",
    epilog=EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    cls=Group,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"exeunt {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of a defect.")] = False,
) -> None:
    """Options before the command."""
    if debug and "EXEUNT_DEBUG" not in os.environ:
        os.environ["EXEUNT_DEBUG"] = "1"
        # one command, not all that follow in this process
        context.call_on_close(lambda: os.environ.pop("EXEUNT_DEBUG", None))


COMMANDS = (
    demo.demo,
    new.new,
    import_.import_,
    check.check,
    run.run,
    view.view,
    report.report,
    cite.cite,
    export.export,
    schema.schema,
    refit.refit,
    validate.validate,
    verify.verify,
    doctor.doctor,
)
for command in COMMANDS:
    app.command(command.__name__.rstrip("_"), cls=Command)(reported(command))
app.add_typer(fire.app)
