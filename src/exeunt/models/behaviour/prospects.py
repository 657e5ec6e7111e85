"""What people expect of their ways: how long each takes by what they believe of doors, and how dangerous it is."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from exeunt.models.behaviour.actions import F64, Flags, danger_ahead, danger_at
from exeunt.venue.sampling import sample_distances
from exeunt.world.door_beliefs import believed_masks
from exeunt.world.state import World

People = NDArray[np.intp]
WEIGHED = 3
"""Ways to that many of the nearest places are looked at for danger; the danger of the others is that of the farthest
of these."""
WIDEST = 20.0
"""A place where a zone may be grows to this radius, m, at most."""
UNSEEN = 3.0
"""Radius in m that people reckon with who know of a zone that is not there any more."""


class BelievedZone(NamedTuple):
    """Where each of some people believes the zone to be: (people,) surface, -1 for none, centre and radius in m."""

    surface: NDArray[np.int16]
    x: F64
    y: F64
    radius: F64


def believed_zone(world: World, people: People, sure: F64, age: F64, growth: float) -> BelievedZone:
    """Return the zone as each believes it to be: its radius grows with the age of what is known."""
    size = max((zone.radius for zone in world.zones), default=UNSEEN)
    known = sure > 0.0
    radius = np.where(known, np.minimum(size + growth * np.where(known, age, 0.0), max(WIDEST, size)), 0.0)
    surface = np.where(known, world["zone_surface"][people], -1).astype(np.int16)
    return BelievedZone(surface, world["zone_x"][people], world["zone_y"][people], radius)


def ways(
    world: World, people: People, goals: NDArray[np.int64], zone: BelievedZone, reach: float,
    wanted: Flags | None = None,
) -> tuple[F64, F64]:  # fmt: skip
    """Return (people, goals) the time in s to walk to each goal, inf if there is no way, and the danger on it in m.

    Ways are those that are open in the belief of each person, without detours round the zone.

    Parameters
    ----------
    goals
        As ``FieldCache`` numbers them.
    wanted
        (people, goals) which are of interest; None for all.
    """
    n, fields, raster = len(people), world.fields, world.fields.raster.arrays
    walking, danger = np.full((n, len(goals)), np.inf), np.zeros((n, len(goals)))
    surface, x, y = world["surface"][people], world["x"][people], world["y"][people]
    top = len(fields.paces) - 1
    mobility = np.minimum(world["mobility"][people].astype(np.int64), top)
    gauge = fields.gauges.number(world["clear_width"][people])
    number, masks = believed_masks(world.believed, world.openings.is_open, people)
    knows = np.flatnonzero(zone.surface >= 0)
    for kind in np.unique(np.column_stack([mobility, number, gauge]), axis=0).tolist():
        rows = np.flatnonzero((mobility == kind[0]) & (number == kind[1]) & (gauge == kind[2]))
        is_open = masks[kind[1]] & fields.gauges.all[kind[2]].openings
        sought = [
            column
            for column, goal in enumerate(goals.tolist())
            if (goal >= len(is_open) or is_open[goal]) and (wanted is None or wanted[rows, column].any())
        ]
        fields.prepare(
            [int(goals[column]) for column in sought], is_open, kind[0], world.threads, gauge=kind[2]
        )
        slots = np.full((len(rows), len(goals)), -1, dtype=np.int16)
        for column in sought:
            slots[:, column] = fields.slot(int(goals[column]), is_open, kind[0], gauge=kind[2])
            walking[rows, column] = sample_distances(
                raster, fields.distance, slots[:, column].copy(), surface[rows], x[rows], y[rows]
            )
        if len(knows) and sought:
            _weigh(world, rows, slots, walking, zone, reach, (surface, x, y), danger)
    return walking / world["desired_speed"][people, None], danger


def _weigh(
    world: World, rows: People, slots: NDArray[np.int16], walking: F64, zone: BelievedZone, reach: float,
    where: tuple[NDArray[np.int16], F64, F64], danger: F64,
) -> None:  # fmt: skip
    """Set the danger on the ways of some people to the nearest goals, and as much for those that are farther."""
    know = np.flatnonzero(zone.surface[rows] == where[0][rows])
    if not len(know):
        return
    these = rows[know]
    order = np.argsort(walking[these], axis=1, kind="stable")
    found = np.zeros(len(these))
    each = np.arange(len(these))
    for rank in range(order.shape[1]):
        column = order[:, rank]
        if rank < WEIGHED:
            danger_ahead(
                slots[know][each, column].copy(), where[0][these], where[1][these], where[2][these],
                world.fields.raster.arrays, world.fields.directions, zone.surface[these], zone.x[these],
                zone.y[these], zone.radius[these], reach, found,
            )  # fmt: skip
        danger[these, column] = found


def danger_here(world: World, people: People, zone: BelievedZone, reach: float) -> F64:
    """Return (people,) the danger that each believes to be at its own place, 0 to 1, whatever its age."""
    return np.array(
        [
            danger_at(
                int(world["surface"][i]), world["x"][i], world["y"][i], int(zone.surface[k]), zone.x[k], zone.y[k],
                zone.radius[k], reach,
            )
            for k, i in enumerate(people.tolist())
        ]
    )  # fmt: skip
