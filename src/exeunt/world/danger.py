"""How dangerous a danger zone makes each place: the law, and the field of a zone that is there or believed to be.

T = I (w1 exp(-d/l1) + w2 s exp(-e/l2)) outside the zone and T = I inside it, with its intensity I, the distance d from
it along open ways, the straight distance e, and s = 1 where it is in straight sight.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from exeunt.base.kinds import parameter
from exeunt.base.maths import exp_array
from exeunt.base.quantities import Duration, Length, Share, Speed
from exeunt.venue.isovist import Vantage, look_at, vantage
from exeunt.venue.sight import Screens, opaque
from exeunt.venue.venue import Venue
from exeunt.world.ground import Ground
from exeunt.world.zones import ZoneFrame

F32 = NDArray[np.float32]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
LN2 = 0.6931471805599453
MOVED = 0.5
"""Metres by which a zone must have moved before ways from it are measured anew."""
_OWN = "proposed with the form of the field; no measurement"


class DangerLaw(BaseModel):
    """How danger falls off around a zone, and how what people believe about it fades."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    near: Share = parameter(
        0.5, source=_OWN, low=0.3, high=0.7, assumption=True, ge=0, le=1,
        description="weight w1 of the distance along open ways",
    )  # fmt: skip
    sight: Share = parameter(
        0.5, source=_OWN, low=0.3, high=0.7, assumption=True, ge=0, le=1,
        description="weight w2 of being in straight sight",
    )  # fmt: skip
    reach: Length = parameter(
        10.0, source=_OWN, low=5.0, high=20.0, unit="m", assumption=True, gt=0, le=200,
        description="distance along open ways over which danger falls to 1/e",
    )  # fmt: skip
    sight_reach: Length = parameter(
        30.0, source=_OWN, low=15.0, high=60.0, unit="m", assumption=True, gt=0, le=500,
        description="straight distance over which danger in sight falls to 1/e",
    )  # fmt: skip
    half_life: Duration = parameter(
        60.0, source=_OWN, low=20.0, high=120.0, unit="s", assumption=True, gt=0, le=3600,
        description="age after which half is left of the confidence in a belief",
    )  # fmt: skip
    growth: Speed = parameter(
        1.0, source=_OWN, low=0.5, high=1.5, unit="m/s", assumption=True, ge=0, le=5,
        description="growth with its age of the radius within which a zone is believed to be",
    )  # fmt: skip

    def intensity(self, along: Floats, straight: Floats, seen: Flags, inside: Flags, zone: float) -> Floats:
        """Return (n,) the danger T of places for a zone of intensity ``zone``; distances in m from its edge."""
        near = self.near * exp_array(-np.minimum(along, 1e4) / self.reach)
        sight = self.sight * exp_array(-np.minimum(straight, 1e4) / self.sight_reach)
        return np.where(inside, zone, np.minimum(zone * (near + np.where(seen, sight, 0.0)), zone))

    def confidence(self, age: Floats) -> Floats:
        """Return (n,) what is left of a belief of an age in s: 2^(-age/half-life)."""
        return exp_array(-LN2 * np.maximum(age, 0.0) / self.half_life)


class Dangers:
    """Fields of danger over one venue.

    Parameters
    ----------
    venue
        The building.
    law
        How danger falls off.
    """

    def __init__(self, venue: Venue, law: DangerLaw) -> None:
        self.venue = venue
        self.law = law
        self.ground = Ground(venue)
        self._version = -1
        self._screens: Screens | None = None
        self._along: dict[int, tuple[ZoneFrame, int, F32]] = {}

    def screens(self, is_open: Flags, version: int) -> Screens:
        """Return what hides with these openings open; ``version`` grows when they change."""
        if self._screens is None or version != self._version:
            self._screens, self._version = opaque(self.venue, is_open), version
        return self._screens

    def view(self, frame: ZoneFrame, screens: Screens, reach: float) -> Vantage:
        """Return a zone as it is seen from up to ``reach`` m."""
        return vantage(screens, frame.surface, frame.polygon, frame.centre, reach, frame.marks)

    def distances(self, view: Vantage, is_open: Flags) -> F32:
        """Return (cells,) metres along open ways from a zone, 0 in it, inf where no way leads."""
        return self.ground.distances(self._start(view), is_open)

    def along(self, frame: ZoneFrame, view: Vantage, is_open: Flags, version: int) -> F32:
        """Return ``distances`` from a zone, solved anew once it has moved by ``MOVED`` or an opening has changed."""
        known = self._along.get(frame.number)
        if known is not None and known[0].surface == frame.surface and known[1] == version:
            dx, dy = known[0].centre[0] - frame.centre[0], known[0].centre[1] - frame.centre[1]
            if dx * dx + dy * dy < MOVED * MOVED:
                return known[2]
        found = self.distances(view, is_open)
        self._along[frame.number] = (frame, version, found)
        return found

    def field(self, view: Vantage, is_open: Flags, zone: float, age: float = 0.0) -> F32:
        """Return (cells,) the danger of each cell of the ground for a zone of intensity ``zone``.

        A belief of an age in s is a wider zone that is less sure: both distances are less by what its radius has
        grown, and the danger is multiplied by the confidence that is left.
        """
        along = self.distances(view, is_open).astype(np.float64)
        grown = self.law.growth * age
        near = np.flatnonzero(np.isfinite(along))
        straight = np.full(len(along), np.inf)
        seen = np.zeros(len(along), dtype=np.bool_)
        inside = np.zeros(len(along), dtype=np.bool_)
        cells = self.ground.cells_on(view.surface)
        seen[cells], straight[cells], inside[cells] = self.look(view, *self.ground.centres[cells].T)
        inside |= (along <= grown) & (grown > 0.0)
        out = np.zeros(len(along), dtype=np.float32)
        rows = np.union1d(near, np.flatnonzero(seen))
        fresh = self.law.intensity(
            np.maximum(along[rows] - grown, 0.0), np.maximum(straight[rows] - grown, 0.0), seen[rows],
            inside[rows], zone,
        )  # fmt: skip
        out[rows] = fresh * float(self.law.confidence(np.array([age]))[0])
        return out

    def look(self, view: Vantage, x: Floats, y: Floats) -> tuple[Flags, Floats, Flags]:
        """Return for places (n,) on the zone's surface: in sight of it, straight distance in m, inside it."""
        away, mark = np.empty(len(x)), np.empty(len(x), dtype=np.int64)
        inside = np.empty(len(x), dtype=np.bool_)
        look_at(view, np.ascontiguousarray(x), np.ascontiguousarray(y), away, mark, inside)
        return mark >= 0, away, inside

    def _start(self, view: Vantage) -> Ints:
        """Return the cells in the zone; if none is, the nearest one that its centre sees."""
        cells = self.ground.cells_on(view.surface)
        seen, straight, inside = self.look(view, *self.ground.centres[cells].T)
        if inside.any():
            return cells[inside]
        if not seen.any():
            return cells[:0]
        nearest = np.where(seen, straight, np.inf)
        return cells[[int(nearest.argmin())]]
