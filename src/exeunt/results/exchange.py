"""Reads trajectories of other tools and of experiments; writes ours so that other tools can read them."""

from __future__ import annotations

import io
import lzma
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import h5py
import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from exeunt.base.errors import RunFolderError
from exeunt.results.files import explain
from exeunt.results.run import open_run
from exeunt.results.tracks import Tracks, run_tracks

_NUMBER = re.compile(r"[-+]?\d+\.?\d*(?:[eE][-+]?\d+)?")


def read_tracks(path: Path | str, *, fps: float | None = None, unit: str | None = None) -> Tracks:
    """Read trajectories: a run folder, JuPedSim SQLite (versions 1, 2, 3), archive HDF5, or text.

    Text has the columns ``id frame x y`` (further ones are ignored), ``#`` comments, and may be packed as
    ``.xz``. The comments say ``framerate: N`` and the unit (``x/cm``, ``x/m``, ``in cm``, ``in m``,
    ``unit: cm``, ``unit: m``).

    Parameters
    ----------
    fps, unit
        Frames per second, and ``m`` or ``cm`` (of text): for files that say neither, or say it wrongly; they go before
        what a file says.

    Raises
    ------
    RunFolderError
        If the file is missing, is of no known kind, or is damaged; the message says which.
    """
    path = Path(path)
    if path.is_dir():
        return run_tracks(open_run(path))
    try:
        with open(path, "rb") as file:
            start = file.read(16)
        if start.startswith(b"SQLite format 3"):
            return _read_sqlite(path, fps)
        if start.startswith(b"\x89HDF\r\n"):
            return _read_hdf5(path, fps)
        data = path.read_bytes()
        text = (lzma.decompress(data) if start.startswith(b"\xfd7zXZ") else data).decode("utf-8-sig")
    except OSError as error:
        raise RunFolderError(f"Cannot read {path}: {explain(error)}.") from error
    except (lzma.LZMAError, UnicodeDecodeError) as error:
        raise RunFolderError(f"{path} is no trajectory file that is known here, or it is damaged.") from error
    return _read_text(path, text, fps, unit)


def _read_text(path: Path, text: str, fps: float | None, unit: str | None) -> Tracks:
    told_fps, told_unit = _told(text)
    fps, unit = fps or told_fps, unit or told_unit
    if fps is None or fps <= 0 or unit is None:
        lacks = "no frame rate (a line `# framerate: N`)" if not fps else "no unit (`x/m` or `x/cm`)"
        raise RunFolderError(f"{path} has {lacks}; add it or give it when reading.")
    try:
        rows = np.loadtxt(io.StringIO(text), comments="#", usecols=(0, 1, 2, 3), ndmin=2)
    except (ValueError, IndexError) as error:
        raise RunFolderError(f"{path} is no table of id, frame, x and y ({error}).") from error
    scale = 100.0 if unit == "cm" else 1.0
    person, frame = rows[:, 0].astype(np.int64), rows[:, 1].astype(np.int64)
    return Tracks.sorted(person, frame, rows[:, 2] / scale, rows[:, 3] / scale, fps)


def _told(text: str) -> tuple[float | None, str | None]:
    """Return frames per second and the unit as the comments of a text say them."""
    fps, unit = None, None
    for line in text.splitlines()[:100]:
        small = line.lower()
        if not small.startswith("#"):
            continue
        if "framerate" in small and (found := _NUMBER.search(small.split("framerate", 1)[1])):
            fps = float(found.group())
        if "x/cm" in small or "in cm" in small or re.search(r"unit:\s*cm\b", small):
            unit = "cm"
        elif "x/m" in small or "in m" in small or re.search(r"unit:\s*m\b", small):
            unit = "m"
    return fps, unit


def _read_sqlite(path: Path, fps: float | None) -> Tracks:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            rows = connection.execute("SELECT id, frame, pos_x, pos_y FROM trajectory_data").fetchall()
            about = dict(connection.execute("SELECT key, value FROM metadata").fetchall())
            shapes = [row[0] for row in connection.execute("SELECT wkt FROM geometry").fetchall()]
    except sqlite3.Error as error:
        raise RunFolderError(f"{path} is not a JuPedSim trajectory ({error}).") from error
    version = int(about.get("version", 0))
    if version not in (1, 2, 3):
        raise RunFolderError(
            f"{path} has JuPedSim trajectory version {version}; versions 1, 2 and 3 are read."
        )
    if fps is None and "fps" not in about:
        raise RunFolderError(f"{path} has no frame rate; give it when reading.")
    table = np.array(rows, dtype=float).reshape(-1, 4)
    return Tracks.sorted(
        table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), table[:, 2], table[:, 3],
        fps or float(about["fps"]), area=_area(shapes),
    )  # fmt: skip


def _read_hdf5(path: Path, fps: float | None) -> Tracks:
    try:
        with h5py.File(path, "r") as file:
            rows = file["trajectory"][:]
            fps = fps or float(file["trajectory"].attrs["fps"])
            wkt = file.attrs.get("wkt_geometry")
            z = rows["z"].astype(float) if "z" in (rows.dtype.names or ()) else None
            return Tracks.sorted(
                rows["id"].astype(np.int64), rows["frame"].astype(np.int64), rows["x"].astype(float),
                rows["y"].astype(float), fps, z=z, area=_area([wkt] if wkt else []),
            )  # fmt: skip
    except (KeyError, ValueError, OSError) as error:
        raise RunFolderError(f"{path} is no trajectory file of the archive's kind ({error}).") from error


def _area(shapes: list[str]) -> Polygon | MultiPolygon | None:
    parts = [
        part
        for shape in shapes
        for part in shapely.get_parts(shapely.from_wkt(shape))
        if part.geom_type in ("Polygon", "MultiPolygon")
    ]
    return shapely.union_all(parts) if parts else None
