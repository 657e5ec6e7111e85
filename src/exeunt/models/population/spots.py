"""Single places: people who stand exactly where the document says."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from exeunt.base.errors import Problem
from exeunt.models.population.document import SpotsDoc
from exeunt.models.population.ground import Ground
from exeunt.models.population.intake import Intake
from exeunt.models.population.placement import Bodies, place_exactly
from exeunt.models.population.places import Key
from exeunt.venue.venue import Venue

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def resolve_spots(
    spots: Sequence[SpotsDoc], venue: Venue, what: str, key: Key
) -> tuple[Ints, Floats, list[Key], list[Problem]]:
    """Return surface (n,), place (n, 2) and key of each single place, and what is wrong with them.

    ``what``: words for a place, such as "place of 'visitors'".
    """
    surfaces, places, keys, problems = [], [], [], []
    for number, group in enumerate(spots):
        try:
            surface = venue.surface(group.storey)
        except KeyError:
            known = ", ".join(s.id for s in venue.surfaces if s.kind == "storey")
            problems.append(
                Problem(f"the {what} lies on storey '{group.storey}', which the venue does not have",
                        (*key, number, "storey"), hint=f"The venue has {known}.")
            )  # fmt: skip
            continue
        area = venue.standing_area(surface.index)
        for k, (x, y) in enumerate(group.at):
            surfaces.append(surface.index)
            places.append((x, y))
            keys.append((*key, number, "at", k))
            if not shapely.intersects_xy(area, x, y):
                problems.append(
                    Problem(f"the {what} at ({x:.2f}, {y:.2f}) is {off_ground(area, x, y)} of storey '{surface.id}'",
                            keys[-1], ((x, y),), "Move it onto the floor.")
                )  # fmt: skip
    return np.array(surfaces, dtype=np.int64), np.array(places).reshape(-1, 2), keys, problems


def off_ground(area: shapely.Geometry, x: float, y: float) -> str:
    """Return why a place is not on the floor: outside, or on what stands there."""
    filled = [shapely.Polygon(part.exterior) for part in shapely.get_parts(area)]
    return "on an obstacle or a wall" if shapely.intersects_xy(filled, x, y).any() else "outside the floor"


def take_spots(intake: Intake, venue: Venue, ground: Ground, bodies: Bodies) -> list[Problem]:
    """Put each person of a population at its place; returns who does not fit, and why."""
    spots = intake.doc.places
    assert spots is not None
    id = intake.doc.id
    surface, places, keys, problems = resolve_spots(spots, venue, f"place of '{id}'", (*intake.key, "places"))
    if problems:
        return problems
    result = place_exactly(ground, bodies, intake.rows, surface, places, np.ones(len(places), dtype=np.bool_))
    for n in np.flatnonzero(result).tolist():
        radius = float(bodies.radius[intake.rows[n]])
        x, y = places[n]
        why = (
            f"a wall or a door is nearer than {radius:.2f} m"
            if result[n] == 1
            else "another person stands there"
        )
        problems.append(
            Problem(f"person {n + 1} of '{id}' does not fit at ({x:.2f}, {y:.2f}): {why}", keys[n],
                    ((float(x), float(y)),), "Move the place, or give people a smaller radius.")
        )  # fmt: skip
    return problems
