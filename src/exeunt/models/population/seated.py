"""People in seats that are drawn; those whose bodies do not fit between the rows have places of their own."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import contains_xy

from exeunt.base.errors import Problem
from exeunt.base.random import person_keys, uniforms
from exeunt.base.streams import Stream
from exeunt.models.population.ground import Ground
from exeunt.models.population.intake import Intake, counted, points, too_many
from exeunt.models.population.mobility import CLASSES
from exeunt.models.population.placement import Bodies, occupied, place_exactly
from exeunt.models.population.spots import resolve_spots
from exeunt.venue.venue import SeatBlock, Venue

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Columns = dict[str, NDArray[Any]]

PASSAGE = 0.9
"""Metres that stay free between people in front of or behind a block and what is opposite."""
_OFF = 0.02
_STEP = 0.1


def count_seats(intake: Intake, venue: Venue) -> list[Problem]:
    """Find out how many people sit in the blocks of a population."""
    seats = intake.doc.seats
    assert seats is not None
    total, problems = 0, []
    for number, id in enumerate(seats.blocks):
        try:
            total += len(venue.block(id).places)
        except KeyError:
            known = ", ".join(block.id for block in venue.blocks) or "none"
            problems.append(
                Problem(
                    f"population '{intake.doc.id}' sits in block '{id}', which the venue does not have",
                    (*intake.key, "seats", "blocks", number),
                    hint=f"The venue has {known}.",
                )
            )
    if seats.spaces is not None:
        key = (*intake.key, "seats", "spaces")
        problems += resolve_spots(seats.spaces, venue, f"space of '{intake.doc.id}'", key)[3]
    intake.people = 0 if problems else int(seats.occupancy * total + 0.5)
    return problems


def take_seats(
    intake: Intake, venue: Venue, ground: Ground, bodies: Bodies, columns: Columns, seed: int
) -> list[Problem]:
    """Seat a population: seats are drawn without return among those still free; persons sit in seat order."""
    seats, id = intake.doc.seats, intake.doc.id
    assert seats is not None
    blocks = [venue.block(block) for block in seats.blocks]
    places = np.vstack([block.places for block in blocks])
    surface = np.concatenate([np.full(len(block.places), block.surface) for block in blocks])
    rank = np.concatenate(
        [uniforms(seed, Stream.SEAT, person_keys(f"{id} in {b.id}", len(b.places))) for b in blocks]
    )
    open_ = np.flatnonzero(~occupied(ground, bodies, surface, places))
    if len(open_) < intake.people:
        radius = float(bodies.radius[intake.rows].min())
        return [too_many(intake, intake.people, len(open_), radius, points(places[:4]))]
    chosen = np.sort(open_[np.argsort(rank[open_], kind="stable")][: intake.people])
    walkable = np.ones(len(chosen), dtype=np.bool_)
    result = place_exactly(ground, bodies, intake.rows, surface[chosen], places[chosen], walkable)
    problems = []
    if (tight := result == 2).any():
        hint = "Widen the seats, or give people a smaller radius."
        text = f"{counted(int(tight.sum()))} of '{id}' would overlap the person beside them"
        problems.append(Problem(text, (*intake.key, "seats"), points(places[chosen][tight]), hint))
    if (wide := result == 1).any():
        seat = places[chosen][wide]
        problems += _beside(intake, intake.rows[wide], seat, blocks, venue, ground, bodies, columns)
    return problems


def _beside(
    intake: Intake, rows: Ints, seat: Floats, blocks: list[SeatBlock], venue: Venue, ground: Ground,
    bodies: Bodies, columns: Columns,
) -> list[Problem]:  # fmt: skip
    """Put those who do not fit between the rows (n,) in a space of their own, as near to their seat as there is one."""
    seats = intake.doc.seats
    assert seats is not None
    key, radius = (*intake.key, "seats"), bodies.radius[rows]
    if seats.spaces is not None:
        surface, spaces, _, _ = resolve_spots(seats.spaces, venue, "", key)
        where = f"the {counted(len(spaces), 'space', 'spaces')} of 'seats.spaces'"
    else:
        surface, spaces = _before_and_behind(blocks, venue, float(radius.max()))
        where = "the ground in front of and behind the block" + ("s" if len(blocks) > 1 else "")
    lost = []
    for n, row in enumerate(rows.tolist()):
        order = np.argsort(((spaces - seat[n]) ** 2).sum(axis=1), kind="stable")
        if not any(_fits(ground, bodies, row, surface[k], spaces[k]) for k in order.tolist()):
            lost.append(n)
    one = len(rows) == 1
    who = _who(columns["mobility"][rows], radius, one)
    text = f"{len(rows)} {who} of '{intake.doc.id}' {'does' if one else 'do'} not fit between the rows"
    if lost:
        text += f", and {'there is' if len(lost) == 1 else f'{len(lost)} of them find'} no room on {where}"
        hint = "Give places under 'seats.spaces', widen the rows, or change 'mobility' or 'radius'."
        return [Problem(text, key, points(seat[lost]), hint)]
    if seats.spaces is not None:
        return []
    placed = np.column_stack([bodies.x[rows], bodies.y[rows]])
    text += f": they are placed on {where}"
    hint = "Give their places under 'seats.spaces'."
    return [Problem(text, key, points(placed), hint, "warning")]


def _fits(ground: Ground, bodies: Bodies, row: int, surface: int, place: Floats) -> bool:
    on = np.array([surface], dtype=np.int64)
    there = np.ones(1, dtype=np.bool_)
    return bool(place_exactly(ground, bodies, np.array([row]), on, place[None, :], there)[0] == 0)


def _who(mobility: NDArray[np.int8], radius: Floats, one: bool) -> str:
    names = {CLASSES[k] for k in np.unique(mobility).tolist()}
    if all(name.startswith("wheelchair") for name in names):
        return "wheelchair user" if one else "wheelchair users"
    widest = 2.0 * float(radius.max())
    return (
        f"person with a body {widest:.2f} m wide" if one else f"people with bodies up to {widest:.2f} m wide"
    )


def _before_and_behind(blocks: list[SeatBlock], venue: Venue, radius: float) -> tuple[Ints, Floats]:
    """Return surface (n,) and place (n, 2) where people stand in nobody's way out of a row or along an aisle.

    In front of each piece of the first row and behind each of the last, in two ranks, where the passage is left.
    """
    surfaces, found = [np.empty(0, dtype=np.int64)], [np.empty((0, 2))]
    for block in blocks:
        last = max((row.number for row in block.rows), default=0)
        strips = [
            _strip(block, k, radius, behind)
            for behind, number in ((False, 0), (True, last))
            for k, row in enumerate(block.rows)
            if row.number == number
        ]
        places = np.vstack([np.empty((0, 2)), *strips])
        area = venue.standing_area(block.surface)
        free = contains_xy(area, places)
        opposite = shapely.union_all([area, *block.footprints]).boundary
        free &= shapely.distance(shapely.points(places), opposite) >= radius + PASSAGE
        found.append(places[free])
        surfaces.append(np.full(int(free.sum()), block.surface))
    return np.concatenate(surfaces), np.vstack(found)


def _strip(block: SeatBlock, number: int, radius: float, behind: bool) -> Floats:
    """Return places (n, 2) in two ranks in front of or behind a piece of row, within its length."""
    row = block.rows[number]
    left, right = np.array(row.ends)
    length = float(np.sqrt(((right - left) ** 2).sum()))
    if length < 2.0 * radius:
        return np.empty((0, 2))
    along = (right - left) / length
    back = np.array([along[1], -along[0]])
    seats = shapely.get_coordinates(block.footprints[number].centroid)[0] - 0.5 * (left + right)
    depth = float(seats @ back)
    back, depth = (back, depth) if depth > 0.0 else (-back, -depth)
    # the seats lie from half the gap to as far beyond their middle
    edge = 2.0 * depth - 0.5 * row.gap if behind else -0.5 * row.gap
    ranks = [edge + (1.0 if behind else -1.0) * (_OFF + (2 * rank + 1) * radius) for rank in range(2)]
    steps = np.arange(radius, length - radius + 1e-9, _STEP)
    return np.vstack([left + steps[:, None] * along + rank * back for rank in ranks])
