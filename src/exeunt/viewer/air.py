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
NOBODY = "nobody was ever there"
LAYERS = {
    "margin": (
        "Time from the last use of a place to when it becomes untenable (ASET less RSET)",
        "classes",
        NOBODY,
    ),
    "aset": (
        "Time until the place becomes untenable (ASET)",
        "early",
        "tenable as long as the air was recorded",
    ),
    "rset": ("Time at which somebody is there for the last time (RSET)", "late", NOBODY),
}
"""Meaning of each layer in s, what its colours stand for, and what bare floor means."""


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
    """Return the maps of ASET, RSET and the margin, NaN where there is nothing to show, and their entries."""
    grid, available = found.available.grid, found.available.time
    classes = margin_classes(found.margin)
    values = {
        "margin": np.where(classes >= 0, classes, np.nan),
        "aset": np.where(np.isfinite(available) & (grid.area > 0.0), available, np.nan),
        # a person who is left for good needs the place as long as anything is known
        "rset": np.minimum(found.required, max(found.available.until, 1.0)),
    }
    arrays: dict[str, NDArray[Any]] = {}
    entries = []
    for name, (meaning, ramp, bare) in LAYERS.items():
        for s in range(len(grid.nx)):
            plane = grid.plane(values[name], s).astype(np.float32)
            if not np.isnan(plane).all():
                arrays[f"{name}:{s}"] = plane
                about: dict[str, Any] = {
                    "name": name, "unit": "s", "meaning": meaning, "ramp": ramp, "bare": bare,
                }  # fmt: skip
                if ramp == "classes":
                    about["classes"] = [
                        {"colour": colour, "words": words} for _, colour, words in MARGIN_CLASSES
                    ]
                entries.append({**_place(grid, s, f"{name}:{s}"), **about})
    return arrays, entries


def _place(grid: DensityGrid, surface: int, array: str) -> dict[str, Any]:
    return {
        "surface": surface, "x0": float(grid.x0[surface]), "y0": float(grid.y0[surface]), "cell": grid.cell,
        "nx": int(grid.nx[surface]), "ny": int(grid.ny[surface]), "array": array,
    }  # fmt: skip
