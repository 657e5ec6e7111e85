"""Danger zones of a run in time, written in parts (``zones/part-*.parquet``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from exeunt.results import schema


class ZoneLike(Protocol):
    """A danger zone at one time; see ``world.zones.ZoneFrame``."""

    @property
    def number(self) -> int: ...
    @property
    def id(self) -> str: ...
    @property
    def surface(self) -> int: ...
    @property
    def centre(self) -> tuple[float, float]: ...
    @property
    def radius(self) -> float: ...
    @property
    def polygon(self) -> NDArray[np.float64]: ...
    @property
    def intensity(self) -> float: ...
    @property
    def sight(self) -> float: ...
    @property
    def hearing(self) -> float: ...
    @property
    def time(self) -> float: ...
    @property
    def marks(self) -> NDArray[np.float64] | None: ...


def zone_table(zones: Sequence[ZoneLike]) -> pa.Table:
    """Return one row a zone and time, in their order."""
    columns = {
        # whole microseconds: models ask a moment later, so that they are past every change
        "time": [round(zone.time, 6) for zone in zones],
        "zone": [zone.number for zone in zones],
        "x": [zone.centre[0] for zone in zones],
        "y": [zone.centre[1] for zone in zones],
        # from the centre they stay the same while the zone moves, and take no room
        "corners": [_from_centre(zone, zone.polygon) for zone in zones],
        "marks": [[] if zone.marks is None else _from_centre(zone, zone.marks) for zone in zones],
    }
    for name in ("id", "surface", "radius", "intensity", "sight", "hearing"):
        columns[name] = [getattr(zone, name) for zone in zones]
    return pa.Table.from_pydict(columns, schema=schema.ZONES)


def _from_centre(zone: ZoneLike, places: NDArray[np.float64]) -> NDArray[np.float32]:
    return (places - np.array(zone.centre)).astype(np.float32).ravel()
