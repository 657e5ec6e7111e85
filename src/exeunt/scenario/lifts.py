"""What people who are to use a lift do where it does not stop."""

from __future__ import annotations

from exeunt.base.errors import Problem
from exeunt.models.wayfinding.landings import LEVEL
from exeunt.scenario.document import PersonsDoc, ScenarioDoc
from exeunt.scenario.people import standing_ground
from exeunt.venue.venue import Lift, Venue


def check_lift_use(document: ScenarioDoc, venue: Venue) -> list[Problem]:
    """Return warnings for populations that start where their lift does not stop: whether they use it all the same."""
    lifts = {lift.id: lift for lift in venue.lifts}
    return [
        problem
        for index, persons in enumerate(document.people)
        if persons.lift is not None and persons.lift.share > 0 and persons.lift.id in lifts
        for problem in _population(persons, index, lifts[persons.lift.id], venue)
    ]


def _population(persons: PersonsDoc, index: int, lift: Lift, venue: Venue) -> list[Problem]:
    stops = [venue.openings[stop].surface for stop in lift.stops]
    problems = []
    for surface, shape in dict(standing_ground(persons, venue)).items():
        if surface in stops or shape.is_empty:
            continue
        level = venue.surfaces[surface]
        spot = shape.representative_point()
        height, to = level.elevation_at(spot.x, spot.y), lift.elevations[lift.to]
        between = [
            venue.surfaces[stops[k]].id
            for k, stop in enumerate(lift.elevations)
            if k != lift.to and (to < stop <= height + LEVEL or height - LEVEL <= stop < to)
        ]
        what = (
            f"people of '{persons.id}' who use lift '{lift.id}' start on '{level.id}', where it does not stop"
        )
        if between:
            listed = " or ".join(f"'{name}'" for name in between)
            message = f"{what}: they walk to {listed} and take it there, if they reach it"
        else:
            message = f"{what}, nor on their way to '{venue.surfaces[stops[lift.to]].id}': they do not use it"
        hint = "Give the lift a stop there, or take 'lift' from these people."
        problems.append(Problem(message, ("people", index, "lift"), ((spot.x, spot.y),), hint, "warning"))
    return problems
