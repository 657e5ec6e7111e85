"""Help texts are shown as they are written: brackets in them are text, not Rich markup."""

from __future__ import annotations

from copy import copy
from typing import Any

from typer.core import TyperCommand, TyperGroup


class Command(TyperCommand):
    """A command whose help may hold brackets, such as a package with an extra."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        TyperCommand.format_help(escaped(self), ctx, formatter)


class Group(TyperGroup):
    """A group of commands whose help may hold brackets."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        TyperGroup.format_help(escaped(self), ctx, formatter)


def escaped(command: Any) -> Any:
    """Return a copy of a command with its commands and parameters whose texts Rich does not read as markup."""
    from rich.markup import escape

    shown = copy(command)
    for name in ("help", "short_help", "epilog"):
        if getattr(shown, name, None):
            setattr(shown, name, escape(getattr(shown, name)))
    if hasattr(shown, "params"):
        shown.params = [escaped(parameter) for parameter in shown.params]
    if hasattr(shown, "commands"):
        shown.commands = {name: escaped(inner) for name, inner in shown.commands.items()}
    return shown
