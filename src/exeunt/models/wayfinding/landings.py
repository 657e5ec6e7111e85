"""The landings to which people go who use a lift: on their own storey, or on the next one where it stops."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from exeunt.models.wayfinding.outlook import Outlooks
from exeunt.venue.sampling import sample_distances
from exeunt.world.state import World

People = NDArray[np.intp]
LEVEL = 0.5
"""Metres: a stop that is higher than a person by no more than this is on the person's level."""


class Landings:
    """Where the people of a lift wait for it.

    A lift is used from its own storey and from all storeys beyond it: a person goes to the nearest landing that lies,
    in height, between the person and the storey to which the lift brings people, and that the person reaches and fits
    through. Nobody walks away from that storey to take the lift back to it.
    """

    def __init__(self, world: World) -> None:
        venue = world.venue
        beyond = [
            (lift.index, stop, lift.elevations[number], lift.elevations[lift.to])
            for lift in venue.lifts
            for number, stop in enumerate(lift.stops)
            if number != lift.to
        ]
        self._lift, self._stop = (np.array([row[k] for row in beyond], dtype=np.int64) for k in (0, 1))
        self._height, self._to = (np.array([row[k] for row in beyond], dtype=np.float64) for k in (2, 3))
        # rows of ``beyond`` by opening, -1 for what is none of them
        self._row = np.full(len(venue.openings) + 1, -1, dtype=np.int64)
        self._row[self._stop] = np.arange(len(beyond))

    def heading(self, world: World) -> NDArray[np.bool_]:
        """Return (people,) who is on the way to a landing from which the lift that they use takes them on."""
        row = self._row[world["goal_exit"]]
        bound = (row >= 0) & world.inside
        who = np.flatnonzero(bound)
        bound[who] = self._between(self._elevations(world, who))[np.arange(len(who)), row[who]]
        bound[who] &= self._lift[row[who]] == world["lift"][who]
        return np.asarray(bound)

    def of(self, world: World, people: People, outlooks: Outlooks) -> NDArray[np.int64]:
        """Return (people,) the opening index of the landing to which each goes, -1 for those who use no lift now."""
        goal = np.full(len(people), -1, dtype=np.int64)
        users = np.flatnonzero(world["lift"][people] >= 0)
        if not len(users):
            return goal
        who = people[users]
        wanted = self._between(self._elevations(world, who)) & (
            self._lift[None, :] == world["lift"][who][:, None]
        )
        far = np.where(wanted, self._distances(world, who, wanted, outlooks), np.inf)
        best = np.argmin(far, axis=1)
        found = np.isfinite(far[np.arange(len(who)), best])
        goal[users[found]] = self._stop[best[found]]
        return goal

    def _elevations(self, world: World, people: People) -> NDArray[np.float64]:
        at = zip(world["surface"][people], world["x"][people], world["y"][people], strict=True)
        return np.array([world.venue.surfaces[int(s)].elevation_at(float(x), float(y)) for s, x, y in at])

    def _between(self, elevation: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return (people, landings) whether a landing lies between a person's height and the storey of the exits."""
        here = elevation[:, None]
        up = self._height > self._to
        return np.asarray(np.where(up, self._height <= here + LEVEL, self._height >= here - LEVEL))

    def _distances(
        self, world: World, people: People, wanted: NDArray[np.bool_], outlooks: Outlooks
    ) -> NDArray[np.float64]:
        """Return (people, stops) metres of level walking to each landing; infinite where nobody asks or gets to."""
        fields = world.fields
        out = np.full(wanted.shape, np.inf)
        for mobility, danger, is_open, rows, gauge, _ in outlooks.of(world, people):
            who = people[rows]
            where = (world["surface"][who], world["x"][who], world["y"][who])
            fits = fields.gauges.all[gauge].openings
            for column in np.flatnonzero(wanted[rows].any(axis=0) & fits[self._stop]).tolist():
                slot = fields.slot(int(self._stop[column]), is_open, mobility, danger, gauge)
                slots = np.full(len(who), slot, dtype=np.int16)
                out[rows, column] = sample_distances(fields.raster.arrays, fields.distance, slots, *where)
        return out
