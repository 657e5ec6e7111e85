# ruff: noqa: E501
"""Run folders, spoilt: their JSON, tables and fields, or the files themselves; reported, shown and exported."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import h5py
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from exeunt_made import walk_out, write
from judge import Case
from laws import document, written
from mutate import replace_file, spoil_bytes, spoil_tree, text_bytes
from mutate import written as as_json

from exeunt.report.compose import compose
from exeunt.report.html import html
from exeunt.results.export import export_archive, export_jupedsim
from exeunt.results.run import open_run
from exeunt.scenario.files import load
from exeunt.simulation import simulate
from exeunt.viewer.opening import GuardedSource

FRAGMENTS = (
    "seats",
    "stairs",
    "doors",
    "itinerary",
    "staff",
    "signs",
    "alarms",
    "smoke",
    "danger_zones",
    "refuges",
    "responders",
    "record",
)
"""Parts of the scenario that leave something in a run folder."""
VALUES: list[Any] = [
    None,
    -1,
    0,
    1,
    2,
    127,
    32767,
    2**31 - 1,
    -(2**31),
    1e9,
    1e30,
    float("nan"),
    float("inf"),
    -0.5,
]


class RunFolders:
    """Spoils a run of made-up people and one with most of what a run can record."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        write(walk_out(people=12, frames=40), folder / "made", part_duration=10.0)
        (folder / "made" / "free-doors.json").write_text(
            '{"people": 12, "people_out": 12, "clearance_s": 20.0}'
        )

        doc = document(FRAGMENTS)
        doc["run"]["max_time"] = 12
        doc["record"] = {**doc.get("record", {}), "part": "4 s"}
        simulate(load(written(doc, folder)), out=folder / "full", threads=1)
        self.good = [*[folder / "made"] * 3, folder / "full"]

    def warm(self) -> None:
        """Report, show and export each good run once."""
        for run in dict.fromkeys(self.good):
            copy = run.parent / "warm" / run.name
            shutil.copytree(run, copy)
            for deed in (reported, shown, exported):
                list(deed(copy, 0.9)())
            shutil.rmtree(copy.parent)

    def case(self, dice: Random, folder: Path) -> Case:
        run = folder / "run"
        shutil.copytree(dice.choice(self.good), run)
        files = sorted(path for path in run.rglob("*") if path.is_file() and not path.name.startswith("."))
        what = [spoil(dice, run, dice.choice(files)) for _ in range(dice.choice([1, 1, 1, 2, 3]))]
        deed = dice.choice([reported, *[shown] * 6, *[exported] * 13])
        names = (str(run), *(path.name for path in files), "run folder", "part-")
        return Case(f"{deed.__name__}; {'; '.join(what)}", names, deed(run, dice.random()))


def spoil(dice: Random, run: Path, path: Path) -> str:
    """Spoil a file of a run in some way; return what was done."""
    what = str(path.relative_to(run))
    deed = dice.randrange(20)
    if deed == 0 or not path.is_file() or path.is_symlink():
        if path.exists() or path.is_symlink():
            return f"{what}: {replace_file(dice, path)}" if not path.is_dir() else what
        return f"{what} gone"
    if deed == 1:
        path.rename(
            path.with_name(
                dice.choice(["part-x", "part-99999999999", "part--1", "part-1.5", "other"]) + path.suffix
            )
        )
        return f"{what} renamed"
    if deed == 2:
        shutil.rmtree(path.parent) if path.parent != run else path.unlink()
        return f"{what} gone"
    if deed < 6:
        path.write_bytes(spoil_bytes(dice, path.read_bytes()))
        return f"bytes of {what}"
    try:
        if path.suffix == ".json":
            tree = spoil_tree(dice, json.loads(path.read_text()), 3)
            path.write_bytes(as_json(tree).encode("utf-8", "surrogatepass"))
        elif path.suffix == ".parquet":
            pq.write_table(spoil_table(dice, pq.read_table(path)), path)
        elif path.suffix == ".h5":
            spoil_hdf5(dice, path)
        else:
            path.write_bytes(text_bytes(dice, path.read_text()))
    except Exception:  # what was spoilt before may not be read again
        return f"{what} as it was"
    return what


def spoil_table(dice: Random, table: pa.Table) -> pa.Table:
    """Return a table with another column, type, value or number of rows."""
    name = dice.choice(table.column_names)
    place = table.column_names.index(name)
    column = table[name]
    deed = dice.randrange(9)
    if deed == 0:
        return table.drop_columns([name])
    if deed == 1:
        return table.rename_columns([("other" if one == name else one) for one in table.column_names])
    if deed == 2:
        kind = dice.choice(
            [
                pa.string(),
                pa.float64(),
                pa.int64(),
                pa.int8(),
                pa.float32(),
                pa.binary(),
                pa.bool_(),
                pa.large_string(),
            ]
        )
        return table.set_column(place, name, column.cast(kind, safe=False))
    if deed == 3:
        return table.set_column(place, name, pa.nulls(len(table), column.type))
    if deed == 4:
        odd: Any = dice.choice([pa.array([[1.0]] * len(table)), pa.array([{"a": 1}] * len(table)), pa.array(["x"] * len(table)),
                                pa.array(["礼堂"] * len(table)).dictionary_encode(), pa.array([2**60] * len(table))])  # fmt: skip
        return table.set_column(place, name, odd)
    if deed == 5:
        return dice.choice(
            [
                table.slice(0, 0),
                table.slice(0, 1),
                pa.concat_tables([table, table]),
                table.slice(1),
                pa.table({"x": [1]}),
            ]
        )
    if deed == 6:
        return table.take(pa.array(dice.sample(range(len(table)), len(table)))) if len(table) else table
    values = column.to_pylist()
    if not values:
        return table
    value = (
        dice.choice(VALUES)
        if not isinstance(values[0], str)
        else dice.choice(["", "x", "out", "a" * 400, "\x1b[2J", None])
    )
    values[dice.randrange(len(values))] = value
    return table.set_column(
        place,
        name,
        pa.array(values, from_pandas=False) if dice.random() < 0.5 else pa.array(values, column.type),
    )


def spoil_hdf5(dice: Random, path: Path) -> None:
    """Change a data set or an attribute of an HDF5 file."""
    with h5py.File(path, "a") as file:
        name = dice.choice(sorted(file))
        data = np.asarray(file[name], dtype=float)
        deed = dice.randrange(6)
        if deed == 0:
            del file[name]
        elif deed == 1:
            attribute = dice.choice(sorted(file.attrs))
            value = dice.choice(
                ["x", -1.0, 0.0, np.nan, np.inf, 1e300, 1e-300, [], [1.0, 2.0], ["a"], np.zeros(5000)]
            )
            if dice.random() < 0.3:
                del file.attrs[attribute]
            else:
                file.attrs[attribute] = value
        else:
            del file[name]
            if data.size:
                data.flat[dice.randrange(data.size)] = dice.choice([np.nan, np.inf, -1.0, 1e30, 1e308, 5.0])
            others = [
                data,
                data[:1],
                data.reshape(-1)[:-1],
                np.array(5.0),
                np.zeros((2, 2, 2)),
                np.array(["a"], dtype="S1"),
                data,
            ]
            file.create_dataset(name, data=dice.choice(others))


def reported(run: Path, share: float) -> Callable[[], Iterator[str]]:
    """Return what ``exeunt report RUN`` does."""

    def call() -> Iterator[str]:
        report = compose(open_run(run))
        text = html(report)
        for block in report.blocks:
            title, said = getattr(block, "title", ""), getattr(block, "text", "")
            if "could not" in str(title).lower():
                yield f"run folder: {title} {said}"
        if "Traceback" in text:
            yield "Traceback in the report of the run folder"

    return call


def shown(run: Path, share: float) -> Callable[[], Iterator[str]]:
    """Return what ``exeunt view RUN`` does: it is read, and packed for the page."""

    def call() -> Iterator[str]:
        source = GuardedSource(run, level=1)
        entry = source.entry()
        json.dumps(entry, allow_nan=False)
        if entry["status"] == "broken":
            yield f"{entry['reason']} {entry['hint']}"
            return
        yield from entry["notes"]
        source.scenario()
        source.people()
        source.maps()
        if entry["air"]:
            source.air()
        for chunk in entry["chunks"][:3]:
            source.chunk(chunk["index"])

    return call


def exported(run: Path, share: float) -> Callable[[], Iterator[str]]:
    """Return what ``exeunt export RUN OUT`` does."""

    def call() -> Iterator[str]:
        if share < 0.5:
            export_jupedsim(open_run(run), run.parent / "out.sqlite")
        else:
            export_archive(open_run(run), run.parent / "out.h5")
        yield from ()

    return call


def make(folder: Path) -> RunFolders:
    """Return the generator."""
    return RunFolders(folder)
