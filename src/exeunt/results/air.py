"""The air of a run: frames of smoke, heat and dose rates over the building, written in parts (``air/part-*.h5``)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import h5py
import numpy as np
from numpy.typing import NDArray

from exeunt.base.errors import RunFolderError
from exeunt.results.contract import VenueLike
from exeunt.results.grid import DensityGrid, density_grid

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


def decode(paths: Sequence[Path], venue: VenueLike) -> AirFrames | None:
    """Read parts back, None if there are none.

    Raises
    ------
    RunFolderError
        If a file is damaged or does not fit the venue.
    """
    times: list[NDArray[np.float64]] = []
    values: dict[str, list[F32]] = {name: [] for name in RECORDED}
    cell = 0.0
    for path in paths:
        try:
            with h5py.File(path, "r") as file:
                cell = float(file.attrs["cell_width"])
                times.append(np.asarray(file["time"], dtype=np.float64))
                for name, parts in values.items():
                    parts.append(np.asarray(file[name], dtype=np.float32))
        except (OSError, KeyError, ValueError) as error:
            raise RunFolderError(f"{path} is damaged or is no file of air ({error}).") from error
    if not times:
        return None
    grid = density_grid(venue, cell)
    if any(parts[0].shape[1] != grid.cells for parts in values.values()):
        raise RunFolderError(f"{paths[0]} does not fit the venue of this run.")
    joined = {name: np.concatenate(parts) for name, parts in values.items()}
    return AirFrames(grid, np.concatenate(times), joined)
