"""The air of a run for the page: frames of smoke over the floors, and maps of ASET, RSET and their difference."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from exeunt.metrics.tenability import Tenability, tenability
from exeunt.results.air import AirFrames
from exeunt.results.grid import DensityGrid
from exeunt.results.run import Run
from exeunt.viewer.container import pack
from exeunt.viewer.tenability import MARGIN_CLASSES, margin_classes

PATH = 2.0
"""Metres of smoke that the floor is seen through: the page draws it with an opacity of 1 - exp(-PATH K)."""
LARGEST = 24_000_000
"""Bytes of smoke beyond which only every n-th frame is handed over."""
LAYERS = {
    "margin": ("s", "Time from the last use of a place to when it becomes untenable (ASET less RSET)"),
    "aset": ("s", "Time until the place becomes untenable (ASET)"),
    "rset": ("s", "Time at which somebody is there for the last time (RSET)"),
}


def air_container(run: Run, *, whole: bool, level: int = 6) -> bytes:
    """Return the air container: see docs/reference/viewer-format.md.

    Parameters
    ----------
    whole
        Whether the run has ended: before that there are no maps.

    Raises
    ------
    RunFolderError
        If the run cannot be read.
    """
    air = run.air()
    if air is None:
        return pack({"time": np.zeros(0, np.float32)}, {"planes": [], "maps": []}, level)
    arrays, header = smoke(air)
    found = tenability(run) if whole else None
    if found is not None:
        maps, entries = margins(found)
        arrays |= maps
        header["maps"] = entries
    return pack(arrays, header, level)


def smoke(air: AirFrames) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Return frames of the opacity of smoke in 255ths, one array a surface that ever has any, and the header."""
    grid, every = air.grid, max(1, -(-air.values["extinction"].size // LARGEST))
    opacity = np.rint(255.0 * -np.expm1(-PATH * air.values["extinction"][::every])).astype(np.uint8)
    arrays: dict[str, NDArray[Any]] = {"time": air.times[::every].astype(np.float32)}
    entries = []
    for s in range(len(grid.nx)):
        frames = opacity[:, grid.offset[s] : grid.offset[s + 1]]
        if frames.any():
            arrays[f"smoke:{s}"] = frames
            entries.append(_place(grid, s, f"smoke:{s}"))
    return arrays, {"planes": entries, "maps": []}


def margins(found: Tenability) -> tuple[dict[str, NDArray[Any]], list[dict[str, Any]]]:
    """Return the maps of ASET, RSET and the margin, 0 where there is nothing to show, and their entries."""
    grid, available, required = found.available.grid, found.available.time, found.required
    classes = [{"colour": colour, "words": words} for _, colour, words in MARGIN_CLASSES]
    longest = found.available.until
    values = {
        "margin": margin_classes(found.margin) + 1.0,
        "aset": np.where(np.isfinite(available), np.maximum(available, 1.0), 0.0),
        # who is left for good needs the place as long as anything is known
        "rset": np.nan_to_num(np.minimum(required, max(longest, 1.0)), nan=0.0),
    }
    values["aset"][grid.area <= 0.0] = 0.0
    arrays: dict[str, NDArray[Any]] = {}
    entries = []
    for name, (unit, meaning) in LAYERS.items():
        for s in range(len(grid.nx)):
            plane = grid.plane(values[name], s).astype(np.float32)
            if plane.any():
                arrays[f"{name}:{s}"] = plane
                more = {"classes": classes} if name == "margin" else {}
                about = {"name": name, "unit": unit, "meaning": meaning, **more}
                entries.append({**_place(grid, s, f"{name}:{s}"), **about})
    return arrays, entries


def _place(grid: DensityGrid, surface: int, array: str) -> dict[str, Any]:
    return {
        "surface": surface, "x0": float(grid.x0[surface]), "y0": float(grid.y0[surface]), "cell": grid.cell,
        "nx": int(grid.nx[surface]), "ny": int(grid.ny[surface]), "array": array,
    }  # fmt: skip
