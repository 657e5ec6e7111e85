"""Reads CFAST's tables. Each column says its room and unit: units have changed between versions and are converted."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from exeunt.base.reading import UnreadableError, read_text
from exeunt.base.text import one_line, shortened
from exeunt.models.hazards.field import HazardError

Floats = NDArray[np.float64]

SPECIFIC_EXTINCTION = 8700.0
"""m² per kg of soot, flaming (FDS User's Guide after Mulholland & Croarkin 2000)."""
LN10 = 2.302585092994046
FACTORS: dict[str, dict[str, float]] = {
    "fraction": {"mol_frac": 1.0, "mol/mol": 1.0, "mol %": 0.01, "%": 0.01},
    "extinction": {"mg/m^3": SPECIFIC_EXTINCTION * 1e-6, "1/m": LN10},
    "temperature": {"c": 1.0},
    "length": {"m": 1.0},
    "flux": {"kw/m^2": 1e3, "w/m^2": 1.0},
    "power": {"w": 1.0, "kw": 1e3},
    "flag": {"": 1.0, "1=yes": 1.0},
}
MOST_BYTES = 100_000_000
LARGEST = 1e12
"""Largest amount of anything in a table."""
LAYER = (("extinction", "OD"), ("temperature", "T"), ("fraction", "CO"), ("fraction", "CO2"), ("fraction", "O2"),
         ("fraction", "HCN"), ("fraction", "HCL"))  # fmt: skip
"""What is read of a layer, in the order of the columns of a field."""


@dataclass(frozen=True, eq=False)
class Table:
    """A table of CFAST: ``values`` (rows, columns); short name, room or device, and unit of each column."""

    name: str
    shorts: tuple[str, ...]
    places: tuple[str, ...]
    units: tuple[str, ...]
    values: Floats

    @property
    def times(self) -> Floats:
        """(rows,) s."""
        return self.values[:, 0]

    def column(self, short: str, place: str, kind: str) -> Floats | None:
        """Return (rows,) in SI (temperatures in °C), None if there is no such column.

        Raises
        ------
        HazardError
            If its unit is not known.
        """
        for k, (name, where) in enumerate(zip(self.shorts, self.places, strict=True)):
            stem, _, number = name.rpartition("_")
            if where == place and stem == short and number.isdigit():
                unit = self.units[k].strip().lower()
                if unit not in FACTORS[kind]:
                    known = ", ".join(FACTORS[kind])
                    raise HazardError(
                        f"{self.name}: the column '{one_line(name)}' is in '{one_line(shortened(self.units[k]))}', "
                        f"not in one of {known}. Is this another version of CFAST?"
                    )
                return np.asarray(self.values[:, k] * FACTORS[kind][unit])
        return None


def read_table(path: Path) -> Table:
    """Read a table with its four header rows: short name, meaning, place, unit.

    Raises
    ------
    HazardError
        If it is missing or cut off.
    """
    try:
        text = read_text(path, MOST_BYTES)
        rows = [row for row in csv.reader(text.splitlines()) if row]
    except UnreadableError as error:
        if error.fault == "missing":
            raise HazardError(f"CFAST wrote no table '{path.name}': {error.reason}.") from None
        raise HazardError(f"CFAST's table '{path.name}' cannot be read: {error.reason}.") from None
    except csv.Error:
        raise HazardError(f"CFAST's table '{path.name}' cannot be read: a cell of it never ends.") from None
    if len(rows) < 5:
        raise HazardError(f"CFAST's table '{path.name}' holds no result.")
    width = len(rows[0])
    if any(len(row) != width for row in rows[1:]):
        raise HazardError(f"CFAST's table '{path.name}' is cut off.")
    shorts, places, units = (tuple(cell.strip() for cell in rows[k]) for k in (0, 2, 3))
    values = np.array([[_number(cell, k, path.name) for cell in row] for k, row in enumerate(rows[4:], 1)])
    if not np.isfinite(values).all():
        raise HazardError(f"CFAST's table '{path.name}' holds values that are no numbers: the run diverged.")
    if np.abs(values).max() > LARGEST:
        raise HazardError(f"CFAST's table '{path.name}' holds {np.abs(values).max():g}: the run diverged.")
    if not (np.diff(values[:, 0]) > 0).all():
        raise HazardError(f"CFAST's table '{path.name}' is damaged: its times do not follow one another.")
    return Table(path.name, shorts, places, units, values)


def _number(cell: str, row: int, table: str) -> float:
    try:
        return float(cell)
    except ValueError:
        shown = one_line(cell if len(cell) <= 40 else f"{cell[:37]}...")
        raise HazardError(
            f"CFAST's table '{table}' cannot be read: row {row} holds '{shown}', no number."
        ) from None


@dataclass(frozen=True, eq=False)
class Layers:
    """A compartment in time: interface (rows,) in m above its floor, lower and upper layer (rows, 7).

    The layers hold extinction in 1/m, temperature in °C, CO, CO2, O2, HCN, HCl in mol/mol. A shaft is one zone: its
    interface is at the floor.
    """

    interface: Floats
    lower: Floats
    upper: Floats


def layers_of(table: Table, place: str) -> Layers:
    """Return the layers of a compartment.

    Raises
    ------
    HazardError
        If the table does not have it.
    """
    upper = [_required(table, f"UL{short}", place, kind) for kind, short in LAYER]
    interface = table.column("HGT", place, "length")
    if interface is None:
        both = np.stack(upper, axis=1)
        return Layers(np.zeros(len(table.times)), both, both)
    lower = [_required(table, f"LL{short}", place, kind) for kind, short in LAYER]
    return Layers(interface, np.stack(lower, axis=1), np.stack(upper, axis=1))


def _required(table: Table, short: str, place: str, kind: str) -> Floats:
    column = table.column(short, place, kind)
    if column is None:
        raise HazardError(
            f"CFAST's table '{table.name}' has no column {short} for {place}. Is this another version?"
        )
    return column
