"""Reads trajectories of other tools and of experiments: tables of text, JuPedSim SQLite, the archive's HDF5."""

from __future__ import annotations

import io
import lzma
import re
import warnings
from math import isfinite
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from exeunt.base.errors import RunFolderError
from exeunt.base.reading import MEGABYTE, UnreadableError, check_file, read_bytes
from exeunt.base.shapes import FARTHEST, polygons_in
from exeunt.base.text import one_line
from exeunt.results.files import explain
from exeunt.results.hdf5 import opened
from exeunt.results.run import open_run
from exeunt.results.sqlite import read_jupedsim
from exeunt.results.tracks import Tracks, run_tracks

MOST_TEXT = 100 * MEGABYTE
"""Largest table of text, unpacked, in bytes."""
MOST_NUMBER = 2**31
"""Largest number of a person or a frame."""
MOST_EMPTY = 1_000_000
"""Frames without anybody between the first and the last: more mean that a number is wrong."""
RATES = (1e-3, 1e5)
"""Frames per second that can be."""

_NUMBER = re.compile(r"[-+]?\d+\.?\d*(?:[eE][-+]?\d+)?")
Floats = NDArray[np.float64]


def read_tracks(path: Path | str, *, fps: float | None = None, unit: str | None = None) -> Tracks:
    """Read trajectories: a run folder, JuPedSim SQLite (versions 1, 2, 3), archive HDF5, or text.

    Text has the columns ``id frame x y`` (further ones are ignored), ``#`` comments, and may be packed as
    ``.xz``. The comments say ``framerate: N`` and the unit (``x/cm``, ``x/m``, ``in cm``, ``in m``,
    ``unit: cm``, ``unit: m``). Of several rows of one person and frame the first counts.

    Parameters
    ----------
    fps, unit
        Frames per second, and ``m`` or ``cm`` (of text): for files that say neither, or say it wrongly; they go before
        what a file says.

    Raises
    ------
    RunFolderError
        If the file is missing, is of no known kind, is damaged, or holds numbers that cannot be; the message says
        which.
    """
    path = Path(path)
    if path.is_dir():
        return run_tracks(open_run(path))
    try:
        with open(check_file(path), "rb") as file:
            start = file.read(16)
        if start.startswith(b"SQLite format 3"):
            return _read_sqlite(path, fps)
        if start.startswith(b"\x89HDF\r\n"):
            return _read_hdf5(path, fps)
        data = read_bytes(path, MOST_TEXT)
    except UnreadableError as error:
        raise RunFolderError(f"Cannot read {path}: {error.reason}.") from error
    except OSError as error:
        raise RunFolderError(f"Cannot read {path}: {explain(error)}.") from error
    return _read_text(path, _unpacked(path, data) if start.startswith(b"\xfd7zXZ") else data, fps, unit)


def _unpacked(path: Path, data: bytes) -> bytes:
    try:
        content = lzma.LZMADecompressor(memlimit=2 * MOST_TEXT).decompress(data, MOST_TEXT + 1)
    except (lzma.LZMAError, EOFError) as error:
        raise RunFolderError(f"{path} is no trajectory file that is known here, or it is damaged.") from error
    if len(content) > MOST_TEXT:
        raise RunFolderError(f"{path} holds more than {MOST_TEXT / MEGABYTE:,.0f} MB of text.")
    return content


def _read_text(path: Path, data: bytes, fps: float | None, unit: str | None) -> Tracks:
    told_fps, told_unit = _told(data)
    fps, unit = fps or told_fps, unit or told_unit
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            rows = np.loadtxt(_lines(data), comments="#", usecols=(0, 1, 2, 3), ndmin=2)
    except (ValueError, IndexError, OverflowError) as error:
        raise RunFolderError(f"{path} is no table of id, frame, x and y{_first_wrong(data)}.") from error
    if fps is None or fps <= 0 or unit is None:
        lacks = "no frame rate (a line `# framerate: N`)" if not fps else "no unit (`x/m` or `x/cm`)"
        raise RunFolderError(f"{path} has {lacks}; add it or give it when reading.")
    scale = 100.0 if unit == "cm" else 1.0
    return _tracks(path, rows[:, 0], rows[:, 1], rows[:, 2] / scale, rows[:, 3] / scale, fps)


def _lines(data: bytes) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), "utf-8-sig")


def _first_wrong(data: bytes) -> str:
    """Say which line of a table is none of four numbers."""
    number = 0
    try:
        for number, line in enumerate(_lines(data), 1):
            cells = line.partition("#")[0].split()[:4]
            if not _four_numbers(cells):
                shown = line.strip() if len(line) <= 60 else f"{line[:57]}..."
                return f": line {number} is '{one_line(shown)}'"
    except UnicodeDecodeError:
        return f", or damaged: line {number + 1} is not UTF-8 text"
    return ""


def _four_numbers(cells: list[str]) -> bool:
    try:
        return len([float(cell) for cell in cells]) == 4 or not cells
    except ValueError:
        return False


def _told(data: bytes) -> tuple[float | None, str | None]:
    """Return frames per second and the unit as the comments say them."""
    fps, unit = None, None
    for line in data[:100_000].decode(errors="replace").splitlines()[:100]:
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
    found = read_jupedsim(path)
    if found.version not in (1, 2, 3):
        raise RunFolderError(
            f"{path} has JuPedSim trajectory version {found.version}; versions 1, 2 and 3 are read."
        )
    fps = fps or found.fps
    if fps is None:
        raise RunFolderError(f"{path} has no frame rate; give it when reading.")
    person, frame, x, y = found.rows.T
    return _tracks(path, person, frame, x, y, fps, area=_area(path, found.shapes))


def _read_hdf5(path: Path, fps: float | None) -> Tracks:
    with opened(path, "trajectory file of the archive's kind") as file:
        rows = file.array("trajectory")
        lacking = [name for name in ("id", "frame", "x", "y") if name not in (rows.dtype.names or ())]
        if lacking or rows.ndim != 1:
            raise file.refuse(f"'trajectory' has no column {', '.join(lacking) or 'of one dimension'}")
        rate = fps or file.number("fps", "trajectory")
        wkt = file.attribute("wkt_geometry")
    names = [name for name in ("id", "frame", "x", "y", "z") if name in (rows.dtype.names or ())]
    columns = {name: rows[name].astype(np.float64) for name in names}
    z = columns.get("z")
    return _tracks(
        path, columns["id"], columns["frame"], columns["x"], columns["y"], rate, z=z,
        area=_area(path, [wkt] if wkt else []),
    )  # fmt: skip


def _area(path: Path, shapes: list[object]) -> Polygon | MultiPolygon | None:
    try:
        parts = [part for shape in shapes for part in polygons_in(shape)]
    except ValueError as error:
        raise RunFolderError(f"{path}: its geometry cannot be read: {error}.") from error
    return shapely.union_all(parts) if parts else None


def _tracks(
    path: Path, person: Floats, frame: Floats, x: Floats, y: Floats, fps: float, *, z: Floats | None = None,
    area: Polygon | MultiPolygon | None = None,
) -> Tracks:  # fmt: skip
    """Return tracks of columns in which every number can be."""
    low, high = RATES
    if not (isfinite(fps) and low <= fps <= high):
        raise RunFolderError(f"{path} has {fps:g} frames per second; between {low:g} and {high:g} can be.")
    columns = [
        ("id", person, MOST_NUMBER),
        ("frame", frame, MOST_NUMBER),
        ("x", x, FARTHEST),
        ("y", y, FARTHEST),
    ]
    for name, values, most in [*columns, *([("z", z, FARTHEST)] if z is not None else [])]:
        wrong = np.flatnonzero(~(np.abs(values) <= most))
        if len(wrong):
            row = int(wrong[0])
            raise RunFolderError(
                f"{path}: position {row + 1} has the {name} {values[row]:g}, which is no number that can be "
                f"(at most {most:g}); {len(wrong)} of {len(values)} positions are like that."
            )
    tracks = Tracks.sorted(person.astype(np.int64), frame.astype(np.int64), x, y, float(fps), z=z, area=area)
    frames = np.unique(tracks.frame)
    empty = int(frames[-1] - frames[0]) + 1 - len(frames) if len(frames) else 0
    gap = int(np.argmax(np.diff(frames))) if len(frames) > 1 else 0
    step = int(np.gcd.reduce(np.diff(frames))) if len(frames) > 1 else 1
    if empty // step > MOST_EMPTY:
        raise RunFolderError(
            f"{path}: nobody was seen from frame {frames[gap]} to frame {frames[gap + 1]}. Is a number wrong?"
        )
    return tracks.once()
