# ruff: noqa: E501
"""Results of fire models, spoilt: CFAST's tables, and what FDS left; read as ``exeunt check`` and ``run`` do."""

from __future__ import annotations

import importlib.util
import shutil
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from judge import Case
from mutate import replace_file, spoil_bytes, text_bytes
from scenes import box, gap, scenario, storey

from exeunt.base.errors import ExeuntError, Problem
from exeunt.models.hazards.cfast.build import deck_of, field_of
from exeunt.models.hazards.cfast.kind import CfastFire
from exeunt.models.hazards.cfast.output import read_table
from exeunt.models.hazards.cfast.runner import CfastRun
from exeunt.models.hazards.fds.kind import FdsSlices
from exeunt.models.hazards.field import QUANTITIES, HazardError
from exeunt.models.hazards.sampling import Heads
from exeunt.scenario.hazards import site_of
from exeunt.venue.compile import compile_venue

LAYER = {"T": ("C", 60.0), "OD": ("1/m", 0.3), "CO": ("mol_frac", 1e-4), "CO2": ("mol_frac", 1e-2), "O2": ("mol_frac", 0.2),
         "HCN": ("mol_frac", 1e-6), "HCL": ("mol_frac", 1e-6)}  # fmt: skip
GASES = {"EXTINCTION COEFFICIENT": "1/m", "TEMPERATURE": "C", "CARBON MONOXIDE VOLUME FRACTION": "mol/mol"}


class FireResults:
    """Spoils the tables of a fire in a hall, and three slices over it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.good = folder
        fire = {"id": "fire", "kind": "cfast", "storey": "hall", "at": [4, 3], "peak": "1 MW",
                "detectors": [{"id": "d", "storey": "hall", "at": [2, 2]}]}  # fmt: skip
        venue = {"storeys": [storey("hall", 0, 0, 8, 6)], "exits": [gap("e", "hall", 0, 2, 0, 3.2)]}
        people = [{"number": 2, "where": {"storey": "hall", "area": box(1, 1, 7, 5)}}]
        loaded = scenario(venue, people, hazards={"sources": [fire]})
        built, _ = compile_venue(loaded.document.venue, "hall", folder)
        hazards = loaded.document.hazards
        assert hazards is not None
        self.site = site_of(loaded.document, hazards, built, folder)
        (self.fire,) = hazards.sources
        assert isinstance(self.fire, CfastFire)
        self.deck = deck_of(self.fire, self.site)
        write_cfast(folder / "case_compartments.csv", folder / "case_devices.csv")
        self.has_fds = importlib.util.find_spec("fdsreader") is not None
        if self.has_fds:
            write_fds(folder / "fds")

    def case(self, dice: Random, folder: Path) -> Case:
        if self.has_fds and dice.random() < 0.5:
            return self._fds(dice, folder)
        for name in ("case_compartments.csv", "case_devices.csv"):
            shutil.copyfile(self.good / name, folder / name)
        path = folder / dice.choice(["case_compartments.csv", "case_compartments.csv", "case_devices.csv"])
        what = path.name
        if dice.random() < 0.1:
            what += f": {replace_file(dice, path)}"
        elif dice.random() < 0.1:
            what = "tables as they are"
        else:
            path.write_bytes(text_bytes(dice, path.read_text()))
        names = ("case_compartments.csv", "case_devices.csv")
        return Case(what, names, self._cfast_read(folder))

    def _cfast_read(self, folder: Path) -> Callable[[], Iterator[str]]:
        def call() -> Iterator[str]:
            devices = folder / "case_devices.csv"
            try:
                run = CfastRun(
                    read_table(folder / "case_compartments.csv"),
                    read_table(devices) if devices.exists() else None,
                    0.1,
                    "",
                )
                field = field_of(self.fire, self.site, self.deck, run)
                check_field(field)
            except HazardError as error:
                raise ExeuntError(str(error)) from error
            yield from ()

        return call

    def _fds(self, dice: Random, folder: Path) -> Case:
        result = folder / "fds"
        shutil.copytree(self.good / "fds", result)
        path = dice.choice(sorted(result.iterdir()))
        what = path.name
        deed = dice.randrange(10)
        if deed == 0:
            what += f": {replace_file(dice, path)}"
        elif path.suffix == ".smv" and deed < 8:
            path.write_bytes(text_bytes(dice, path.read_text()))
        else:
            path.write_bytes(spoil_bytes(dice, path.read_bytes()))
        every = dice.choice([None, 5.0])
        kind = FdsSlices(
            id="fds",
            kind="fds",
            result_folder=str(result),
            every=every,
            outside=dice.choice(["ambient", "hold"]),
        )
        names = ("FDS result", "hall.smv", *(one.name for one in result.iterdir()))
        return Case(f"FDS {what}", names, self._fds_read(kind))

    def _fds_read(self, kind: FdsSlices) -> Callable[[], Iterator[Any]]:
        def call() -> Iterator[Any]:
            problems = kind.problems(self.site, ("hazards", "sources", 0))
            yield from (str(problem) for problem in problems)
            if any(isinstance(one, Problem) and one.severity == "error" for one in problems):
                raise ExeuntError("; ".join(str(problem) for problem in problems))
            try:
                field = kind.source(self.site)
                check_field(field)
            except HazardError as error:
                raise ExeuntError(str(error)) from error

        return call


def check_field(field: Any) -> None:
    """Ask a field for the air as a run does; whatever it says is finite."""
    x, y = np.array([1.0, 4.0, 7.9]), np.array([1.0, 3.0, 5.9])
    heads = Heads(np.zeros(3, dtype=np.int64), x, y, np.full(3, 1.75), 1.75)
    for time in (0.0, 7.0, 1e4):
        out = np.zeros((3, len(QUANTITIES)))
        field.add(min(time, field.horizon), heads, out)
        assert np.isfinite(out).all(), "air that is no number"


def write_cfast(compartments: Path, devices: Path) -> None:
    """Write the tables that CFAST writes for one compartment and its devices."""
    columns: list[tuple[str, str, str, list[float]]] = [("Time", "Time", "s", [0.0, 5.0, 10.0])]
    columns.append(("HGT_1", "C1", "m", [3.0, 2.5, 2.0]))
    for layer in ("UL", "LL"):
        for name, (unit, value) in LAYER.items():
            columns.append((f"{layer}{name}_1", "C1", unit, [value, value * 1.1, value * 1.2]))
    columns.append(("HRR_1", "F1", "W", [0.0, 1e5, 2e5]))
    write_columns(compartments, columns)
    write_columns(devices, [
        ("Time", "Time", "s", [0.0, 5.0, 10.0]), ("TRGFLXS_1", "T1-1", "KW/m^2", [0.4, 0.5, 0.6]),
        ("TRGFLXG_1", "T1-1", "KW/m^2", [0.0, 0.1, 0.2]), ("SENSACT_1", "D1", "1=yes", [0.0, 0.0, 1.0]),
    ])  # fmt: skip


def write_columns(path: Path, columns: list[tuple[str, str, str, list[float]]]) -> None:
    """Write a table with its four rows of headings."""
    head = [
        [name for name, *_ in columns],
        ["meaning"] * len(columns),
        [c[1] for c in columns],
        [c[2] for c in columns],
    ]
    rows = [[f"{values[k]:.6g}" for *_, values in columns] for k in range(3)]
    path.write_text("\n".join(",".join(row) for row in [*head, *rows]) + "\n")


def write_fds(folder: Path) -> None:
    """Write what FDS leaves of three slices at 1.75 m in a mesh of 1 m cells."""
    folder.mkdir()
    size = {"X": (0, 8), "Y": (0, 6), "Z": (0, 4)}
    lines = [
        "CHID",
        " hall",
        "",
        "TIMES",
        " 0.0 10.0",
        "",
        "GRID   m1",
        " 8 6 16 0 -1 0 0 0 0",
        "",
        "PDIM",
        " 0.0 8.0 0.0 6.0 0.0 4.0 0.0",
    ]
    for axis, (low, high) in size.items():
        number = 16 if axis == "Z" else high
        lines += [
            "",
            f"TRN{axis}",
            " 0",
            *(f" {k} {low + k * (high - low) / number:.5f}" for k in range(number + 1)),
        ]
    lines += ["", "OBST", " 0", "", "VENT", " 0 0", ""]
    for number, (name, unit) in enumerate(GASES.items(), 1):
        lines += [f"SLCF     1 # STRUCTURED &     0     8     0     6     7     7 !      {number}      0      3",
                  f" hall_1_{number}.sf", f" {name}", " q", f" {unit}"]  # fmt: skip
        write_slice(folder / f"hall_1_{number}.sf", name, unit, (0, 8, 0, 6, 7, 7))
    (folder / "hall.smv").write_text("\n".join(lines) + "\n")


def write_slice(path: Path, name: str, unit: str, indices: tuple[int, ...]) -> None:
    """Write a slice file of three frames, in records as Fortran writes them."""

    def record(content: bytes) -> bytes:
        return struct.pack("<i", len(content)) + content + struct.pack("<i", len(content))

    parts = [record(text.ljust(30).encode()[:30]) for text in (name, "q", unit)]
    parts.append(record(struct.pack("<6i", *indices)))
    values = (indices[1] - indices[0] + 1) * (indices[3] - indices[2] + 1)
    for time in (0.0, 5.0, 10.0):
        parts += [record(struct.pack("<f", time)), record(np.full(values, 0.1 + time, dtype="<f4").tobytes())]
    path.write_bytes(b"".join(parts))


def make(folder: Path) -> FireResults:
    """Return the generator."""
    return FireResults(folder)
