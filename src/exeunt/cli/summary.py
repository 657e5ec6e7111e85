"""The summary of a run as tables on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

# key of the summary: label and format; in this order, where the summary has them
ROWS: dict[str, tuple[str, str]] = {
    "people": ("people", "{:,}"),
    "people_out": ("people out", "{:,}"),
    "people_inside": ("people inside at the end", "{:,}"),
    "t50_s": ("half are out after", "{:.1f} s"),
    "t90_s": ("90 % are out after", "{:.1f} s"),
    "t98_s": ("98 % are out after", "{:.1f} s"),
    "clearance_s": ("last person out after", "{:.1f} s"),
    "simulated_s": ("simulated", "{:.1f} s"),
    "density_mean": ("mean density", "{:.2f} /m²"),
    "density_max": ("highest density", "{:.2f} /m²"),
    "person_steps": ("person-steps", "{:,}"),
    "wall_s": ("computed in", "{:.1f} s"),
    "seed": ("seed", "{}"),
}


def show(values: Mapping[str, Any], folder: Path | None, console: Console) -> None:
    """Print the summary, the exits and where everything lies."""
    console.print(_figures(values))
    exits = values.get("exits")
    if isinstance(exits, Sequence) and exits and isinstance(exits[0], Mapping):
        console.print()
        console.print(_exits(exits))
    if folder is None:
        return
    console.print()
    console.print(Text(f"Run folder  {folder}"))
    for picture in sorted((folder / "pictures").glob("*")):
        console.print(Text(f"Picture     {picture}"))


def _figures(values: Mapping[str, Any]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    for key, (label, form) in ROWS.items():
        value = values.get(key)
        if value is not None and value == value:
            table.add_row(label, form.format(value))
    simulated, wall = values.get("simulated_s"), values.get("wall_s")
    if simulated and wall:
        table.add_row("speed", f"{simulated / wall:.1f} × real time")
    return table


def _exits(exits: Sequence[Mapping[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False)
    for number, key in enumerate(exits[0]):
        table.add_column(str(key).replace("_", " "), justify="left" if number == 0 else "right")
    for row in exits:
        table.add_row(*(_cell(value) for value in row.values()))
    return table


def _cell(value: Any) -> str:
    if value is None or value != value:
        return "–"
    return (
        f"{value:,.2f}"
        if isinstance(value, float)
        else f"{value:,}"
        if isinstance(value, int)
        else str(value)
    )
