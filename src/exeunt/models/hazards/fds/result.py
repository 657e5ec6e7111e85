"""Reads what the Fire Dynamics Simulator (FDS) left: planes of its slice files, by height and quantity.

Reading is fdsreader's (extra ``fire``). FDS itself is never run.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exeunt.base.extras import how_to_get
from exeunt.base.reading import Reach, UnreadableError, read_bytes, read_text
from exeunt.models.hazards.field import HazardError

Floats = NDArray[np.float64]

STEFAN_BOLTZMANN = 5.670374e-8
MOST_BYTES = 50_000_000
"""Largest .smv file in bytes."""
COUNTS = {"GRID": 3, "TRNX": 1, "TRNY": 1, "TRNZ": 1, "OBST": 1, "VENT": 2, "CLAS": 1}
"""How many numbers after a keyword say how many lines follow."""
HEADER_BYTES = 146
"""A slice file begins with three records of 30 characters and one of six integers."""


@dataclass(frozen=True)
class Quantity:
    """How a quantity of FDS becomes one of ours: the column, the unit that FDS writes, and a factor."""

    column: str
    unit: str
    factor: float = 1.0


QUANTITIES_OF_FDS: dict[str, Quantity] = {
    "SOOT EXTINCTION COEFFICIENT": Quantity("extinction", "1/m"),
    "EXTINCTION COEFFICIENT": Quantity("extinction", "1/m"),
    "SOOT VISIBILITY": Quantity("visibility", "m"),
    "VISIBILITY": Quantity("visibility", "m"),
    "TEMPERATURE": Quantity("air_temperature", "C"),
    "CARBON MONOXIDE VOLUME FRACTION": Quantity("co", "mol/mol"),
    "CARBON DIOXIDE VOLUME FRACTION": Quantity("co2", "mol/mol"),
    "OXYGEN VOLUME FRACTION": Quantity("o2", "mol/mol"),
    "HYDROGEN CYANIDE VOLUME FRACTION": Quantity("hcn", "mol/mol"),
    "HYDROGEN CHLORIDE VOLUME FRACTION": Quantity("hcl", "mol/mol"),
    "INTEGRATED INTENSITY": Quantity("intensity", "kW/m2", 1e3),
}
"""Slices that are used, by FDS's name of the quantity. A quarter of the integrated intensity is the flux on a small
sphere; what walls and air at rest radiate is taken off."""
NEEDED = {
    "extinction": "&SLCF QUANTITY='EXTINCTION COEFFICIENT'",
    "air_temperature": "&SLCF QUANTITY='TEMPERATURE'",
    "co": "&SLCF QUANTITY='VOLUME FRACTION', SPEC_ID='CARBON MONOXIDE'",
    "co2": "&SLCF QUANTITY='VOLUME FRACTION', SPEC_ID='CARBON DIOXIDE'",
    "o2": "&SLCF QUANTITY='VOLUME FRACTION', SPEC_ID='OXYGEN'",
}
"""What a dose needs, with the line that makes FDS write it."""


@dataclass(frozen=True, eq=False)
class Piece:
    """One mesh's part of a slice: where its values lie and where they are in its file.

    ``x``, ``y``, ``z`` are coordinates of the values in m; ``extent`` (x0, x1, y0, y1) is what they stand for: values
    of cells reach half a cell further.
    """

    part: Any
    file: Path
    x: Floats
    y: Floats
    z: Floats
    extent: tuple[float, float, float, float]
    values: int

    @property
    def cell(self) -> float:
        """The smallest distance of values in m."""
        return float(min(np.diff(axis).min() for axis in (self.x, self.y) if len(axis) > 1))

    def frames(self) -> tuple[int, int]:
        """Return the number of whole frames in the file, and the bytes that follow them."""
        size = self.file.stat().st_size - HEADER_BYTES
        record = 12 + 8 + 4 * self.values
        return max(size, 0) // record, max(size, 0) % record

    def level(self, k: int) -> NDArray[np.float32]:
        """Return (frames, nx, ny) values at one height, NaN inside walls and furniture."""
        data = np.asarray(self.part.data, dtype=np.float32)
        gas = self.part.mesh.get_obstruction_mask_slice(self.part, mode="placeholders")
        shape = (data.shape[0], len(self.x), len(self.y), len(self.z))
        return np.where(gas.reshape(shape), data.reshape(shape), np.float32(np.nan))[..., k]


@dataclass(frozen=True, eq=False)
class Plane:
    """All values of one quantity at one height: pieces, each with the index of the height in it."""

    z: float
    quantity: Quantity
    pieces: tuple[tuple[Piece, int], ...]


@dataclass(frozen=True, eq=False)
class FdsResult:
    """What one FDS run wrote.

    Parameters
    ----------
    bounds
        Extent of all meshes: x0, x1, y0, y1, z0, z1 in m.
    times
        (frames,) s, growing.
    kept
        Which frames of the files these are: a restarted FDS run repeats some.
    end
        Time in s at which the run should have ended, None if the file does not say.
    """

    folder: Path
    name: str
    planes: tuple[Plane, ...]
    times: Floats
    kept: NDArray[np.intp]
    bounds: tuple[float, float, float, float, float, float]
    end: float | None = None
    unused: tuple[str, ...] = field(default=())

    def of(self, column: str) -> list[Plane]:
        """Return the planes of one quantity, from the lowest."""
        return [plane for plane in self.planes if plane.quantity.column == column]

    @property
    def columns(self) -> set[str]:
        """The quantities that were written."""
        return {plane.quantity.column for plane in self.planes}


def open_result(path: Path) -> FdsResult:
    """Open the result of an FDS run.

    Parameters
    ----------
    path
        Its folder, or its ``.smv`` file.

    Raises
    ------
    HazardError
        If fdsreader is not installed, or the result is missing, unreadable, truncated, or has no slices to use.
    """
    reader = _reader()
    smv = _smv_file(path)
    _check_names(smv)
    _check_counts(smv)
    try:
        # the class's own __new__ would load or delete a pickle that lies beside the result
        simulation = object.__new__(reader.Simulation)
        simulation.__init__(str(smv))
        slices = list(simulation.slices)
    except Exception as error:  # a damaged file makes the library raise nearly anything
        raise HazardError(
            f"the FDS result '{smv.name}' cannot be read: it is not as FDS writes it. "
            "Is the .smv file whole? FDS writes it at the start of a run."
        ) from error
    if any(module == "slcf" for module, _ in simulation.load_errors):
        raise HazardError(
            f"the slices of the FDS result '{smv.name}' cannot be read: they are not as FDS writes them."
        )
    pieces = [
        (one, list(_pieces(one, smv.parent))) for one in slices if one.quantity.name in QUANTITIES_OF_FDS
    ]
    planes = _planes(pieces)
    if not planes:
        names = ", ".join(sorted({one.quantity.name for one in slices})) or "none"
        raise HazardError(
            f"the FDS result '{smv.name}' has no horizontal slice of smoke, temperature or gases (it has: {names}). "
            "Write the lines that 'exeunt fire slices' prints into the FDS input, and run FDS again."
        )
    frames = _whole(planes)
    times, kept = _times(pieces[0][0], frames)
    extents = [mesh.extent for mesh in simulation.meshes]
    bounds = tuple(
        float(pick(getattr(extent, f"{axis}_{end}") for extent in extents))
        for axis in "xyz"
        for end, pick in (("start", min), ("end", max))
    )
    unused = sorted({one.quantity.name for one in slices} - set(QUANTITIES_OF_FDS))
    return FdsResult(smv.parent, smv.stem, tuple(planes), times, kept, bounds, _end_time(smv), tuple(unused))  # type: ignore[arg-type]


def files_of(path: Path) -> list[Path]:
    """Return the files that make up a result, as far as they are there: the .smv file and the slice files."""
    folder = path if path.is_dir() else path.parent
    smv = sorted(folder.glob("*.smv")) if path.is_dir() else [path]
    return [file for file in [*smv, *sorted(folder.glob("*.sf"))] if file.is_file()]


def _reader() -> Any:
    try:
        import fdsreader
    except ImportError:
        how = how_to_get("fdsreader")
        raise HazardError(f"reading FDS results needs the package fdsreader. {how}") from None
    fdsreader.settings.ENABLE_CACHING = False
    fdsreader.settings.IGNORE_ERRORS = True
    logging.getLogger("fdsreader").setLevel(logging.ERROR)
    return fdsreader


def _check_names(smv: Path) -> None:
    """Refuse a result that names files outside its folder, or holds links that lead out of it.

    Raises
    ------
    HazardError
        If there is such a name or link, or the .smv file cannot be read.
    """
    folder = Reach.of([smv.parent])
    try:
        lines = {line.strip() for line in read_bytes(smv, MOST_BYTES).decode(errors="replace").splitlines()}
    except UnreadableError as error:
        raise HazardError(f"the FDS result '{smv.name}' cannot be read: {error.reason}.") from None
    named = [
        smv.parent / line for line in lines if line.startswith(("/", "\\")) or ".." in line or ":" in line
    ]
    for path in [*smv.parent.iterdir(), *named]:
        if _is_there(path) and not folder.holds(path):
            raise HazardError(
                f"the FDS result '{smv.name}' leads to '{path}' outside its folder, which is not read."
            )


def _check_counts(smv: Path) -> None:
    """Refuse a result whose .smv file counts more than it has lines: reading it would have no end.

    Raises
    ------
    HazardError
        If there is such a number, or the file is no text.
    """
    try:
        lines = read_text(smv, MOST_BYTES).splitlines()
    except UnreadableError as error:
        raise HazardError(f"the FDS result '{smv.name}' cannot be read: {error.reason}.") from None
    for number, (head, line) in enumerate(pairwise(lines), 2):
        cells = line.split()[: COUNTS.get(head.strip()[:4], 0)]
        counts = [int(cell) for cell in cells if cell.isascii() and cell.isdigit() and len(cell) < 300]
        if any(count > len(lines) for count in counts):
            raise HazardError(
                f"the FDS result '{smv.name}' is damaged: line {number} counts more than the file has lines."
            )


def _is_there(path: Path) -> bool:
    try:
        return path.is_symlink() or path.is_file()
    except (OSError, ValueError):
        return False


def _smv_file(path: Path) -> Path:
    if path.suffix == ".smv" and path.is_file():
        return path
    if not path.is_dir():
        raise HazardError(f"there is no FDS result '{path}'. Name its folder or its .smv file.")
    found = sorted(path.glob("*.smv"))
    if len(found) == 1:
        return found[0]
    if not found:
        raise HazardError(f"the folder '{path}' holds no FDS result: it has no .smv file.")
    names = ", ".join(file.name for file in found[:5])
    raise HazardError(f"the folder '{path}' holds several FDS results: name one of {names}.")


def _pieces(one: Any, folder: Path) -> Iterator[Piece]:
    """Yield the parts of a slice, if it has an extent in x and y."""
    if one.orientation not in (0, 3):
        return
    for part in one.subslices:
        axes = {name: np.asarray(values, dtype=np.float64) for name, values in part.get_coordinates().items()}
        if min(len(axes["x"]), len(axes["y"])) < 2:
            continue
        extent = part.extent
        yield Piece(
            part, folder / part.filename, axes["x"], axes["y"], axes["z"],
            (float(extent.x_start), float(extent.x_end), float(extent.y_start), float(extent.y_end)),
            int(part.dimension.size(cell_centered=False)),
        )  # fmt: skip


def _planes(slices: list[tuple[Any, list[Piece]]]) -> list[Plane]:
    """Group the pieces by quantity and height; heights of meshes differ in the last digits."""
    groups: dict[tuple[str, int], list[tuple[Piece, int]]] = {}
    for one, pieces in slices:
        for piece in pieces:
            for k, z in enumerate(piece.z):
                groups.setdefault((one.quantity.name, round(float(z) * 1e4)), []).append((piece, k))
    return [
        Plane(height * 1e-4, QUANTITIES_OF_FDS[name], tuple(sorted(parts, key=lambda part: part[0].cell)))
        for (name, height), parts in sorted(groups.items(), key=lambda item: (item[0][1], item[0][0]))
    ]


def _whole(planes: list[Plane]) -> int:
    """Return the number of frames that every file has.

    Raises
    ------
    HazardError
        If a file is missing, ends inside a frame, or has fewer frames than the others.
    """
    counts: dict[Path, int] = {}
    for piece in (piece for plane in planes for piece, _ in plane.pieces):
        if not piece.file.is_file():
            raise HazardError(f"the FDS result is incomplete: the slice file '{piece.file.name}' is missing.")
        whole, rest = piece.frames()
        if rest or whole == 0:
            raise HazardError(
                f"the FDS result is truncated: the slice file '{piece.file.name}' ends inside frame {whole + 1}. "
                "Copy it again, or let FDS end its run."
            )
        counts[piece.file] = whole
    most, least = max(counts.values()), min(counts.values())
    if most != least:
        short = next(file for file, number in counts.items() if number == least)
        raise HazardError(
            f"the FDS result is truncated: the slice file '{short.name}' has {least} frames, others have {most}. "
            "Copy it again, or let FDS end its run."
        )
    return most


def _times(one: Any, frames: int) -> tuple[Floats, NDArray[np.intp]]:
    times = np.asarray(one.times, dtype=np.float64)[:frames]
    kept, limit = [], np.inf
    for k in range(len(times) - 1, -1, -1):
        if times[k] < limit:
            kept.append(k)
            limit = times[k]
    order = np.array(kept[::-1], dtype=np.intp)
    return times[order], order


def _end_time(smv: Path) -> float | None:
    lines = read_bytes(smv, MOST_BYTES).decode(errors="replace").splitlines()
    for head, line in pairwise(lines):
        if head.strip() == "TIMES":
            try:
                return float(line.split()[1])
            except (IndexError, ValueError):
                return None
    return None
