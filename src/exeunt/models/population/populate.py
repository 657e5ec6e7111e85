"""Everyone who is, or will be, in the venue: rows of the World made from populations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon, contains_xy, union_all

from exeunt.base.errors import Problem
from exeunt.base.random import person_keys, uniforms
from exeunt.base.streams import Stream
from exeunt.models.population.attributes import draw_attributes
from exeunt.models.population.document import PopulationDoc
from exeunt.models.population.ground import (
    Ground,
    Region,
    build_ground,
    build_region,
    clear_of_edges,
)
from exeunt.models.population.groups import form_groups
from exeunt.models.population.inflow import (
    arrival_times,
    assign_entries,
    entries_in_area,
    entries_on_line,
)
from exeunt.models.population.intake import Intake, points, too_many
from exeunt.models.population.leaving import crowds_by_width
from exeunt.models.population.placement import (
    Bodies,
    Crowd,
    capacity,
    forget,
    place_exactly,
    place_packed,
    place_random,
)
from exeunt.models.population.places import Areas, beyond, corners, resolve_places, total_area, with_margin
from exeunt.models.population.seated import count_seats, take_seats
from exeunt.models.population.spots import resolve_spots, take_spots
from exeunt.venue.venue import Point, Venue
from exeunt.world.state import empty_columns

Columns = dict[str, NDArray[Any]]
SMALLEST_RADIUS = 0.05
LARGEST_RADIUS = 1.0


def populate(
    populations: Sequence[PopulationDoc], venue: Venue, seed: int, posts: Mapping[str, Point] | None = None
) -> tuple[Columns, list[Problem]]:
    """Return all columns of all people at the start, and what is wrong with the populations.

    Parameters
    ----------
    populations
        In the order of the document. Column ``population`` holds indices into it; rows are ordered by the id
        of the population, so the order of the document changes nobody's row, attributes or place.
    seed
        Of the run.
    posts
        By id of a population of one, the place at which that person stands. Its row comes after all others.

    Nobody overlaps anybody, an edge, a doorway or a portal. Seats, single places and posts are taken first, then come
    populations with a number or a density in the order of their ids. People of an inflow are absent (``present`` 0)
    and hold the place at which they will come in. With a problem of severity "error" some people have no place.
    """
    groups = [Intake(index, doc, {}) for index, doc in enumerate(populations)]
    posts = posts or {}
    groups.sort(key=lambda group: (group.doc.id in posts, group.doc.id, group.index))
    problems = _duplicates(groups)
    for group in groups:
        problems += _count(group, venue, seed)
    columns = _rows(groups, seed)
    problems += _large_radii(groups, columns)
    if not len(columns["person"]) or any(problem.severity == "error" for problem in problems):
        return columns, problems
    ground = build_ground(venue, float(columns["radius"].max()), len(columns["person"]))
    bodies = Bodies(columns["x"], columns["y"], columns["surface"], columns["radius"])
    for group in groups:
        if group.doc.seats is not None:
            problems += take_seats(group, venue, ground, bodies, columns, seed)
    for group in groups:
        if group.doc.places is not None:
            problems += take_spots(group, venue, ground, bodies)
    standing = [g for g in groups if g.doc.number is not None or g.doc.density is not None]
    standing = [g for g in standing if not _take_post(g, posts.get(g.doc.id), ground, bodies)]
    problems += _stand(
        standing,
        venue, ground, bodies, columns, seed,
    )  # fmt: skip
    columns["present"][~np.isnan(columns["x"])] = 1
    for group in groups:
        if group.doc.inflow is not None:
            problems += _wait_outside(group, venue, ground, bodies, columns)
    for group in groups:
        _choose_lift(group, venue, columns, seed)
    form_groups([(group.doc.groups, group.rows) for group in groups], columns, seed)
    return columns, problems


def _choose_lift(group: Intake, venue: Venue, columns: Columns, seed: int) -> None:
    use = group.doc.lift
    index = {lift.id: lift.index for lift in venue.lifts}
    if use is not None and use.id in index:
        users = uniforms(seed, Stream.LIFT, columns["key"][group.rows]) < use.share
        columns["lift"][group.rows[users]] = index[use.id]


def _duplicates(groups: list[Intake]) -> list[Problem]:
    problems = []
    for before, after in pairwise(groups):
        if before.doc.id == after.doc.id:
            problems.append(Problem(f"two populations have the id '{after.doc.id}'", (*after.key, "id")))
    return problems


def _count(group: Intake, venue: Venue, seed: int) -> list[Problem]:
    """Find out how many people a population has and where they may stand."""
    doc = group.doc
    if doc.seats is not None:
        return count_seats(group, venue)
    if doc.places is not None:
        found, _, _, problems = resolve_spots(
            doc.places, venue, f"place of '{doc.id}'", (*group.key, "places")
        )
        group.people = 0 if problems else len(found)
        return problems
    if doc.inflow is not None:
        places = doc.inflow.where
        if places is None:
            return _count_line(group, venue, seed)
        group.areas, problems = resolve_places(places, venue, doc.id, (*group.key, "inflow", "where"))
        group.times = arrival_times(doc.inflow, doc.id, seed)
        group.people = 0 if problems else len(group.times)
        return problems
    group.areas, problems = resolve_places(doc.where, venue, doc.id, (*group.key, "where"))
    if problems:
        return problems
    problems = beyond(doc.where, venue, doc.id, (*group.key, "where"))
    density = doc.density or 0.0
    asked = doc.number if doc.number is not None else int(density * total_area(group.areas) + 0.5)
    radius = max(doc.radius.support()[0], SMALLEST_RADIUS)
    if asked * 2.0 * radius * radius > with_margin(group.areas, venue, radius):
        usual = float(doc.radius.quantile(np.array([0.5]))[0])
        return [*problems, too_many(group, asked, _empty_capacity(group, venue, usual), usual)]
    group.people = asked
    return problems


def _count_line(group: Intake, venue: Venue, seed: int) -> list[Problem]:
    inflow = group.doc.inflow
    assert inflow is not None
    try:
        surface = venue.surface(str(inflow.storey))
    except KeyError:
        known = ", ".join(s.id for s in venue.surfaces if s.kind == "storey")
        return [
            Problem(
                f"population '{group.doc.id}' comes in on storey '{inflow.storey}', which does not exist",
                (*group.key, "inflow", "storey"),
                hint=f"The venue has {known}.",
            )
        ]
    group.areas = {surface.index: surface.area}
    group.times = arrival_times(inflow, group.doc.id, seed)
    group.people = len(group.times)
    return []


def _rows(groups: list[Intake], seed: int) -> Columns:
    columns = empty_columns(sum(group.people for group in groups))
    first = 0
    for group in groups:
        group.rows = np.arange(first, first + group.people)
        first += group.people
        keys = person_keys(group.doc.id, group.people)
        columns["population"][group.rows] = group.index
        columns["key"][group.rows] = keys
        for name, values in draw_attributes(group.doc, keys, seed).items():
            columns[name][group.rows] = values
        if group.doc.injured is not None:
            columns["injured_at"][group.rows] = group.doc.injured
        if group.doc.inflow is not None and group.people:
            columns["arrival_time"][group.rows] = group.times
    return columns


def _large_radii(groups: list[Intake], columns: Columns) -> list[Problem]:
    problems = []
    for group in groups:
        largest = float(columns["radius"][group.rows].max(initial=0.0))
        if largest > LARGEST_RADIUS:
            text = f"population '{group.doc.id}' has a radius of {largest:.2f} m, above {LARGEST_RADIUS:g} m"
            problems.append(Problem(text, (*group.key, "radius"), hint="Cut the distribution with 'max'."))
    return problems


def _take_post(group: Intake, post: Point | None, ground: Ground, bodies: Bodies) -> bool:
    """Put the one person of a population at its post; returns False if it has none or there is no room."""
    if post is None or not group.areas:
        return False
    surface, area = next(iter(group.areas.items()))
    at, on = np.array([post], dtype=np.float64), np.array([surface], dtype=np.int64)
    walkable = np.asarray(contains_xy(area, at[:, 0], at[:, 1]), dtype=np.bool_)
    return bool(place_exactly(ground, bodies, group.rows, on, at, walkable)[0] == 0)


def _stand(
    groups: list[Intake], venue: Venue, ground: Ground, bodies: Bodies, columns: Columns, seed: int
) -> list[Problem]:
    """Place populations at random; where one finds no room, it and all that share its ground are packed."""
    crowds: dict[str, list[Crowd]] = {}
    problems: list[Problem] = []
    for group in groups:
        crowds[group.doc.id], found = crowds_by_width(
            group.doc.id, group.key, group.rows, columns, group.areas, venue, ground
        )
        problems += found
    stalled = {
        id
        for id, parts in crowds.items()
        if not all(place_random(ground, bodies, part, seed) for part in parts)
    }
    for together in _sharing_ground(groups):
        if not stalled & {group.doc.id for group in together}:
            continue
        forget(ground, bodies, np.concatenate([group.rows for group in together]))
        members = [part for group in together for part in crowds[group.doc.id] if len(part.rows)]
        union = build_region(ground, _union([group.areas for group in together]))
        short = place_packed(ground, bodies, members, union, seed)
        for group in together:
            parts = crowds[group.doc.id]
            if any(part.id in short for part in parts):
                fit = sum(short.get(part.id, len(part.rows)) for part in parts)
                radius = float(columns["radius"][group.rows].min())
                problems.append(too_many(group, group.people, fit, radius))
    return problems


def _sharing_ground(groups: list[Intake]) -> list[list[Intake]]:
    """Return the groups in clusters: two are together if their areas overlap, or chain up to that."""
    clusters: list[list[Intake]] = []
    for group in groups:
        touching = [c for c in clusters if any(_overlap(group.areas, other.areas) for other in c)]
        clusters = [c for c in clusters if c not in touching]
        clusters.append([member for cluster in touching for member in cluster] + [group])
    return clusters


def _overlap(one: Areas, other: Areas) -> bool:
    return any(one[s].intersection(other[s]).area > 0 for s in one.keys() & other.keys())


def _union(areas: list[Areas]) -> Areas:
    surfaces = sorted({surface for each in areas for surface in each})
    return {s: _multi(union_all([each[s] for each in areas if s in each])) for s in surfaces}


def _multi(geometry: Any) -> MultiPolygon:
    return MultiPolygon([geometry]) if isinstance(geometry, Polygon) else geometry


def _wait_outside(
    group: Intake, venue: Venue, ground: Ground, bodies: Bodies, columns: Columns
) -> list[Problem]:
    """Give everyone of an inflow the place at which to come in."""
    inflow = group.doc.inflow
    if inflow is None or not group.people:
        return []
    if inflow.people is not None:
        return _wait_as_listed(group, venue, ground, columns)
    radius = float(bodies.radius[group.rows].max())
    at: tuple[tuple[float, float], ...]
    if inflow.line is not None:
        surface = next(iter(group.areas))
        places = entries_on_line(ground, surface, inflow.line, radius, group.areas)
        surfaces = np.full(len(places), surface, dtype=np.int64)
        key, at = (*group.key, "inflow", "line"), tuple(inflow.line)
    else:
        surfaces, places = entries_in_area(ground, group.areas, radius, bodies)
        key, at = (*group.key, "inflow", "where"), corners(group.areas)
    if not len(places):
        text = f"population '{group.doc.id}' has no place to come in that is {radius:.2f} m from every wall"
        return [Problem(text, key, tuple(at))]
    entry = assign_entries(group.people, len(places))
    columns["x"][group.rows] = places[entry, 0]
    columns["y"][group.rows] = places[entry, 1]
    columns["surface"][group.rows] = surfaces[entry]
    return []


def _wait_as_listed(group: Intake, venue: Venue, ground: Ground, columns: Columns) -> list[Problem]:
    """Give everyone of a list of arrivals the listed place, velocity and exit."""
    people = (group.doc.inflow.people if group.doc.inflow is not None else None) or []
    surface, area = next(iter(group.areas.items()))
    exits = {exit.id: exit.index for exit in venue.exits}
    places = np.array([person.place for person in people], dtype=np.float64)
    fits = contains_xy(area, places)
    for n, (row, person) in enumerate(zip(group.rows.tolist(), people, strict=True)):
        fits[n] &= clear_of_edges(ground, surface, *person.place, float(columns["radius"][row]))
        columns["assigned_exit"][row] = exits.get(person.exit or "", -1)
    columns["x"][group.rows], columns["y"][group.rows] = places[:, 0], places[:, 1]
    columns["vx"][group.rows] = [person.velocity[0] for person in people]
    columns["vy"][group.rows] = [person.velocity[1] for person in people]
    columns["surface"][group.rows] = surface
    bad = np.flatnonzero(~fits)
    if not len(bad):
        return []
    text = f"{len(bad)} of {len(people)} listed people of '{group.doc.id}' come in outside the floor or in a wall"
    return [Problem(text, (*group.key, "inflow", "people", int(bad[0]), "place"), points(places[bad[:4]]))]


def _empty_capacity(group: Intake, venue: Venue, radius: float) -> int:
    ground = build_ground(venue, radius, 0)
    region: Region = build_region(ground, group.areas)
    nobody = Bodies(np.empty(0), np.empty(0), np.empty(0, dtype=np.int16), np.empty(0))
    return capacity(ground, region, nobody, radius)
