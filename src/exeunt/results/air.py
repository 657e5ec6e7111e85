"""The air of a run: frames of smoke, heat and dose rates over the building, written in parts (``air/part-*.h5``)."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import h5py
import numpy as np
from numpy.typing import NDArray

from exeunt.base.errors import RunFolderError
from exeunt.results.contract import VenueLike
from exeunt.results.grid import DensityGrid
from exeunt.results.hdf5 import opened

F32 = NDArray[np.float32]

RECORDED: dict[str, tuple[str, str]] = {
    "extinction": ("m-1", "extinction coefficient of smoke at head height"),
    "air_temperature": ("degree_Celsius", "temperature of the air at head height"),
    "radiation": ("W m-2", "radiant flux at head height"),
    "gas_rate": ("min-1", "growth of the dose of toxic gases of someone who stands there"),
    "heat_rate": ("min-1", "growth of the dose of heat of someone who stands there"),
}


@dataclass(frozen=True, eq=False)
class AirFrames:
    """The air at several times.

    Parameters
    ----------
    grid
        Cells over all surfaces.
    times
        (frames,) seconds, growing.
    values
        By a name of ``RECORDED``: (frames, cells).
    """

    grid: DensityGrid
    times: NDArray[np.float64]
    values: dict[str, F32]


def encode(cell: float, venue: VenueLike, times: Sequence[float], frames: Sequence[dict[str, F32]]) -> bytes:
    """Return the bytes of one part: names and units as in CF, frames along the first axis."""
    buffer = io.BytesIO()
    with h5py.File(buffer, "w", libver="latest") as file:
        file.attrs.update(
            {"Conventions": "CF-1.11", "title": "Air at head height", "cell_width": cell,
             "surfaces": [surface.id for surface in venue.surfaces]}
        )  # fmt: skip
        _write(file, "time", np.asarray(times, dtype=np.float64), "s", "time since the start of the incident")
        for name, (units, meaning) in RECORDED.items():
            _write(file, name, np.stack([frame[name] for frame in frames]), units, meaning)
    return buffer.getvalue()


def _write(file: h5py.File, name: str, values: NDArray[Any], units: str, meaning: str) -> None:
    data = file.create_dataset(
        name, data=values, compression="gzip", compression_opts=1, shuffle=True, track_times=False
    )
    data.attrs.update({"units": units, "long_name": meaning})


def decode(paths: Sequence[Path], grid_of: Callable[[float], DensityGrid]) -> AirFrames | None:
    """Read parts back, None if there are none; ``grid_of`` returns the grid of the building with cells of a width.

    Raises
    ------
    RunFolderError
        If a file is damaged or does not fit the venue.
    """
    times: list[NDArray[np.float64]] = []
    values: dict[str, list[F32]] = {name: [] for name in RECORDED}
    grid = None
    for path in paths:
        with opened(path, "file of air of this run") as file:
            cell = file.number("cell_width")
            if not 0.05 <= cell <= 1e4:
                raise file.refuse(f"its cells are {cell:g} m wide")
            grid = grid_of(cell) if grid is None else grid
            if grid.cell != cell:
                raise file.refuse("its cells are not as wide as those of the parts before")
            times.append(file.numbers("time", None))
            for name, parts in values.items():
                part = file.numbers(name, len(times[-1]), grid.cells)
                if np.abs(part).max(initial=0.0) > 1e12:
                    raise file.refuse(f"'{name}' holds numbers that cannot be")
                parts.append(part.astype(np.float32))
    if grid is None:
        return None
    when = np.concatenate(times)
    if not (np.diff(when) > 0).all() or np.abs(when).max(initial=0.0) > 1e9:
        raise RunFolderError(f"{paths[0].parent} is damaged: its times do not follow one another.")
    return AirFrames(grid, when, {name: np.concatenate(parts) for name, parts in values.items()})
