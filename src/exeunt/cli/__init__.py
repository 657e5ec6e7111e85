"""Floor 10: the command line; heavy imports stay inside the commands."""

from __future__ import annotations


def main() -> None:
    """Entry point of the program ``exeunt``."""
    from exeunt.cli.streams import end_in_order, take_any_text

    take_any_text()
    end_in_order()
    from exeunt.cli.app import app

    app()
