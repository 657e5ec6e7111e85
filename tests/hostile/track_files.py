# ruff: noqa: E501
"""Trajectories of other tools, spoilt: text, packed text, JuPedSim SQLite, the archive's HDF5; shown and read."""

from __future__ import annotations

import json
import lzma
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import h5py
import numpy as np
from judge import Case
from mutate import NUMBERS, WORDS, replace_file, spoil_bytes, text_bytes
from walkers import columns, straight, text

from exeunt.results.exchange import read_tracks
from exeunt.viewer.opening import GuardedSource

WKT = "POLYGON ((0 0, 6 0, 6 8, 0 8, 0 0))"
SHAPES = [
    "POLYGON EMPTY", "POINT(1 1)", "POLYGON((0 0,1 1))", "POLYGON((0 0,1 1,1 0,0 1,0 0))", "x", "", "(" * 2000, "POLYGON((0 0,nan 1,1 0,0 0))",
    "CURVEPOLYGON(CIRCULARSTRING(0 0,4 0,4 4,0 4,0 0))", "POLYGON((0 0,1e308 0,1e308 1e308,0 0))", "POLYGON((0 0,1e6 0,1e6 1e6,0 0))",
    "POLYGON Z((0 0 1,4 0 1,4 4 1,0 0 1))", "GEOMETRYCOLLECTION(POLYGON((0 0,1 0,1 1,0 0)),POINT(1 1))", "POLYGON((0 0,1e-9 0,0 1e-9,0 0))",
    "TIN(((0 0 0,0 0 1,0 1 0,0 0 0)))", "MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((0.2 0.1,1.5 0,1 1,0.2 0.1)))",
]  # fmt: skip
ODD = [None, "x", "1.5", b"\xff", -1, 2**62, 1e300, 1e9, 1000000000, 999999, -5.5, 0, 2**31, 1e7, 3e6, 5000.0]


class TrackFiles:
    """Spoils five people on straight lines."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.rows = straight()
        self.texts = [text(self.rows), text(self.rows, 25.0, "cm"), text(self.rows[:3]), text(straight(1, 1))]
        self.sqlite, self.hdf5 = folder / "a.sqlite", folder / "a.h5"
        write_sqlite(self.sqlite, columns(self.rows))
        write_hdf5(self.hdf5, columns(self.rows))

    def case(self, dice: Random, folder: Path) -> Case:
        make = dice.choice(
            [
                self._text,
                self._text,
                self._packed,
                self._sqlite,
                self._sqlite,
                self._hdf5,
                self._hdf5,
                self._file,
            ]
        )
        path, what = make(dice, folder)
        fps = dice.choice([None] * 6 + [0.001, 5.0, 1e4, 1e9, float("nan")])
        unit = dice.choice([None] * 4 + ["m", "cm"])
        return Case(what, (str(path), path.name), shown(path, fps, unit, page=dice.random() < 0.02))

    def _text(self, dice: Random, folder: Path) -> tuple[Path, str]:
        path = folder / "tracks.txt"
        path.write_bytes(text_bytes(dice, dice.choice(self.texts)))
        return path, "text"

    def _packed(self, dice: Random, folder: Path) -> tuple[Path, str]:
        path = folder / "tracks.txt.xz"
        data = lzma.compress(text_bytes(dice, dice.choice(self.texts)), preset=0)
        if dice.random() < 0.1:
            data = lzma.compress(b"1 1 1 1\n" * 2_000_000, preset=0) * dice.choice([1, 20])
        path.write_bytes(spoil_bytes(dice, data) if dice.random() < 0.5 else data)
        return path, "packed text"

    def _file(self, dice: Random, folder: Path) -> tuple[Path, str]:
        path = folder / dice.choice(["a.txt", "a.sqlite", "a.h5"])
        return path, replace_file(dice, path)

    def _sqlite(self, dice: Random, folder: Path) -> tuple[Path, str]:
        path = folder / "tracks.sqlite"
        deed = dice.randrange(4)
        if deed == 0:
            path.write_bytes(spoil_bytes(dice, self.sqlite.read_bytes()))
            return path, "bytes of SQLite"
        path.write_bytes(self.sqlite.read_bytes())
        sql = dice.choice(statements(dice))
        with closing(sqlite3.connect(path)) as connection, connection:
            try:
                connection.executescript(sql)
            except (sqlite3.Error, UnicodeEncodeError):
                return path, "SQLite as it was"
        return path, f"SQLite: {sql[:80]}"

    def _hdf5(self, dice: Random, folder: Path) -> tuple[Path, str]:
        path = folder / "tracks.h5"
        deed = dice.randrange(3)
        if deed == 0:
            path.write_bytes(spoil_bytes(dice, self.hdf5.read_bytes()))
            return path, "bytes of HDF5"
        values = columns(self.rows)
        name = dice.choice(list(values))
        odd = dice.choice(ODD)
        if deed == 1 and not isinstance(odd, str | bytes | None):
            values[name] = [*values[name]]
            values[name][dice.randrange(len(values[name]))] = odd
            write_hdf5(path, values, kind="f8" if dice.random() < 0.5 else None)
            return path, f"{name} {odd} in HDF5"
        return path, strange_hdf5(path, dice, values)


def shown(path: Path, fps: float | None, unit: str | None, page: bool) -> Callable[[], Iterator[str]]:
    """Return what ``exeunt view`` does with a file of tracks: it is read, and packed for the page."""

    def call() -> Iterator[str]:
        read_tracks(path, fps=fps, unit=unit).velocity()
        source = GuardedSource(path, fps=fps, unit=unit, level=1)
        entry = source.entry()
        json.dumps(entry, allow_nan=False)
        if entry["status"] == "broken":
            yield f"{entry['reason']} {entry['hint']}"
            return
        source.people()
        source.maps()
        for chunk in entry["chunks"] if page else entry["chunks"][:2] + entry["chunks"][-1:]:
            source.chunk(chunk["index"])

    return call


def write_sqlite(path: Path, values: dict[str, list[Any]]) -> None:
    """Write a JuPedSim file of version 2."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(
            "CREATE TABLE trajectory_data (frame INTEGER, id INTEGER, pos_x REAL, pos_y REAL, ori_x REAL, ori_y REAL);"
            "CREATE TABLE metadata (key TEXT, value TEXT); CREATE TABLE geometry (hash INTEGER, wkt TEXT);"
            f"INSERT INTO metadata VALUES ('version', '2'), ('fps', '8.0'); INSERT INTO geometry VALUES (1, '{WKT}');"
        )
        rows = zip(values["frame"], values["id"], values["x"], values["y"], strict=True)
        connection.executemany("INSERT INTO trajectory_data VALUES (?, ?, ?, ?, 1, 0)", rows)


def statements(dice: Random) -> list[str]:
    """Return SQL that spoils such a file, by one value or by its tables."""
    number, word = dice.choice(NUMBERS), dice.choice(WORDS).replace("'", "''").replace("\x00", "")
    column, shape = dice.choice(["frame", "id", "pos_x", "pos_y"]), dice.choice(SHAPES)
    value = dice.choice(
        [
            number if number[0].isdigit() else f"'{number}'",
            f"'{word}'",
            "NULL",
            "x'ff00'",
            "-1",
            "1e308",
            "1000000000",
            "9e999",
        ]
    )
    row = f"rowid = {dice.randrange(1, 60)}"
    usual = [
        f"UPDATE trajectory_data SET {column} = {value} WHERE {row};", f"UPDATE trajectory_data SET {column} = {value};",
        f"UPDATE metadata SET value = {value} WHERE key = 'fps';", f"UPDATE metadata SET value = {value} WHERE key = 'version';",
        f"UPDATE metadata SET key = {value};", f"UPDATE geometry SET wkt = '{shape}';", f"UPDATE geometry SET wkt = {value};",
    ]  # fmt: skip
    rare = [
        f"DELETE FROM {dice.choice(['trajectory_data', 'metadata', 'geometry'])};", f"DROP TABLE {dice.choice(['trajectory_data', 'metadata', 'geometry'])};",
        f"ALTER TABLE trajectory_data RENAME COLUMN {column} TO other;", "INSERT INTO geometry SELECT hash + rowid, wkt FROM geometry;",
        "INSERT INTO trajectory_data SELECT * FROM trajectory_data;", "CREATE TRIGGER t AFTER INSERT ON metadata BEGIN SELECT 1; END;",
        "DROP TABLE trajectory_data; CREATE VIEW trajectory_data AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) "
        "SELECT n AS frame, 1 AS id, 0.0 AS pos_x, 0.0 AS pos_y FROM c;",
        "DROP TABLE metadata; CREATE VIEW metadata AS SELECT 'fps' AS key, zeroblob(1000000000) AS value;",
        "DROP TABLE geometry; CREATE TABLE geometry (hash INTEGER, wkt TEXT AS (hex(zeroblob(400000000)))); INSERT INTO geometry VALUES (1);",
        "DROP TABLE geometry; CREATE VIRTUAL TABLE geometry USING fts5(wkt);",
    ]  # fmt: skip
    return usual * 2 + rare


def write_hdf5(path: Path, values: dict[str, list[Any]], kind: str | None = None) -> None:
    """Write a file as in the archive; ``kind`` is the type of all columns."""
    types = [(name, kind or ("i8" if name in ("id", "frame") else "f8")) for name in values]
    rows = np.zeros(len(values["id"]), dtype=types)
    with np.errstate(all="ignore"):
        for name, column in values.items():
            rows[name] = (
                column
                if kind or name in ("x", "y")
                else [max(-(2**63), min(2**63 - 1, int(v))) for v in column]
            )
    with h5py.File(path, "w") as file:
        file.create_dataset("trajectory", data=rows).attrs["fps"] = 8.0
        file.attrs["wkt_geometry"] = WKT


def strange_hdf5(path: Path, dice: Random, values: dict[str, list[Any]]) -> str:
    """Write a file whose parts are of another kind than they should be; return what is strange."""
    write_hdf5(path, values)
    odd = dice.choice([*ODD[1:3], *ODD[4:], np.nan, np.inf, [1, 2], [], np.zeros(3), "9" * 300])
    kinds: dict[str, Callable[[h5py.File], Any]] = {
        "a rate": lambda f: f["trajectory"].attrs.__setitem__("fps", odd),
        "no rate": lambda f: f["trajectory"].attrs.__delitem__("fps"),
        "a geometry": lambda f: f.attrs.__setitem__("wkt_geometry", dice.choice(SHAPES)),
        "a geometry of another kind": lambda f: f.attrs.__setitem__("wkt_geometry", odd),
        "no data": lambda f: f.__delitem__("trajectory"),
        "a group": lambda f: (f.__delitem__("trajectory"), f.create_group("trajectory")),
        "plain numbers": lambda f: _anew(f, data=np.zeros((4, 4))),
        "a scalar": lambda f: _anew(f, data=5.0),
        "two dimensions": lambda f: _anew(f, data=np.zeros((2, 2), dtype=[("id", "i4"), ("frame", "i4"), ("x", "f8"), ("y", "f8")])),
        "text": lambda f: _anew(f, data=["a", "b"]),
        "nobody": lambda f: _anew(f, data=np.zeros(0, dtype=[("id", "i4"), ("frame", "i4"), ("x", "f8"), ("y", "f8")])),
        "another column": lambda f: _anew(f, data=np.zeros(3, dtype=[("id", "i4"), ("frame", "i4"), ("x", "f8"), ("z", "f8")])),
        "columns of text": lambda f: _anew(f, data=np.zeros(3, dtype=[("id", "S4"), ("frame", "i4"), ("x", "f8"), ("y", "f8")])),
        "columns of columns": lambda f: _anew(f, data=np.zeros(3, dtype=[("id", "i4", (2,)), ("frame", "i4"), ("x", "f8"), ("y", "f8")])),
        "nothing": lambda f: _anew(f, data=h5py.Empty("f8")),
        "a bomb": lambda f: _anew(f, shape=(2_000_000_000,), dtype=[("id", "i4"), ("frame", "i4"), ("x", "f8"), ("y", "f8")], chunks=(100_000,), compression="gzip"),
        "a link to another file": lambda f: _linked(f, h5py.ExternalLink(str(path.parent / "other.h5"), "/trajectory")),
        "a link to nothing": lambda f: _linked(f, h5py.SoftLink("/nothing")),
        "a link to itself": lambda f: _linked(f, h5py.SoftLink("/trajectory")),
        "data in another file": lambda f: _anew(f, shape=(10,), dtype="f8", external=[("/etc/hostname", 0, 80)]),
    }  # fmt: skip
    what = dice.choice(list(kinds))
    with h5py.File(path, "a") as file:
        try:
            kinds[what](file)
        except (TypeError, ValueError, OverflowError):
            return "HDF5 as it was"
    return f"{what} in HDF5"


def _anew(file: h5py.File, **options: Any) -> None:
    del file["trajectory"]
    file.create_dataset("trajectory", **options).attrs["fps"] = 8.0


def _linked(file: h5py.File, link: Any) -> None:
    del file["trajectory"]
    file["trajectory"] = link


def make(folder: Path) -> TrackFiles:
    """Return the generator."""
    return TrackFiles(folder)
