"""Who is where a cue is noticed."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from exeunt.world.cues import Cue
from exeunt.world.state import World

Bools = NDArray[np.bool_]
Rows = NDArray[np.intp]


def reaches(world: World, cue: Cue, rows: Rows) -> Bools:
    """Return (rows,) who is where a cue is noticed."""
    surface = world["surface"][rows]
    inside = np.ones(len(rows), dtype=np.bool_) if cue.heard is None else cue.heard[surface] & (surface >= 0)
    if cue.area is not None:
        inside &= _contains(Polygon(cue.area), world, rows, inside)
    for on, area in cue.parts:
        inside |= _contains(area, world, rows, (surface == on) & ~inside)
    return np.asarray(inside)


def _contains(area: shapely.Geometry, world: World, rows: Rows, asked: Bools) -> Bools:
    found = np.zeros(len(rows), dtype=np.bool_)
    if asked.any():
        shapely.prepare(area)
        found[asked] = shapely.intersects_xy(area, world["x"][rows[asked]], world["y"][rows[asked]])
    return found
