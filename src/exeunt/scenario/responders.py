"""Can task forces be called, come in, and bring casualties to a place where people may be?"""

from __future__ import annotations

from collections.abc import Iterator

import shapely

from exeunt.base.errors import Problem
from exeunt.models.alarms.lockdown_document import CONTROL_ROOM
from exeunt.models.hazards.zone_motion import LaidZone
from exeunt.models.response.document import ResponderDoc
from exeunt.scenario.document import ScenarioDoc
from exeunt.scenario.messages import suggest
from exeunt.scenario.people import WaysOut
from exeunt.venue.venue import Venue

Key = tuple[str | int, ...]
LOOKS = 5.0
"""Seconds between two looks at the path of a danger zone."""
BUILDING_ALARM = "alarm"
"""Id of the one alarm of a building without alarm systems."""


def check_responders(document: ScenarioDoc, venue: Venue) -> list[Problem]:
    """Return errors for task forces that cannot come or have nowhere to go, warnings for those that come too late."""
    problems: list[Problem] = []
    for number, force in enumerate(document.responders):
        key: Key = ("responders", number)
        problems += _call(force, document, key)
        found = list(_collection_point(force, venue, key))
        problems += found or [*_in_danger(force, document, venue, key), *_way(force, venue, key)]
    return problems


def _call(force: ResponderDoc, document: ScenarioDoc, key: Key) -> Iterator[Problem]:
    if force.called is not None:
        if force.called >= document.run.max_time:
            message = f"task force '{force.id}' is called after the run ends"
            yield Problem(message, (*key, "called"), severity="warning")
        return
    known = signals_of(document)
    if force.called_by in known:
        return
    near = suggest(str(force.called_by), known)
    hint = f"Did you mean '{near}'?" if near else f"There are: {', '.join(known)}."
    hint = hint if known else "Add the section 'alarms', or give the time 'called'."
    message = f"task force '{force.id}' is called by '{force.called_by}', which there is not"
    yield Problem(message, (*key, "called_by"), hint=hint)


def signals_of(document: ScenarioDoc) -> list[str]:
    """Return the ids of what can call a task force."""
    alarms = document.alarms
    if alarms is None:
        return []
    ids = [str(getattr(one, "id", "")) for one in (*alarms.systems, *alarms.detectors)]
    ids += [BUILDING_ALARM] if not alarms.systems else []
    return ids + ([CONTROL_ROOM] if alarms.control_room is not None else [])


def _collection_point(force: ResponderDoc, venue: Venue, key: Key) -> Iterator[Problem]:
    point = force.collection_point
    surface = venue.surface(point.storey)
    if shapely.intersects_xy(venue.standing_area(surface.index), *point.at):
        return
    x, y = point.at
    message = (
        f"the collection point of '{force.id}' lies where nobody can stand on storey '{point.storey}', at "
        f"({x:.2f}, {y:.2f})"
    )
    yield Problem(message, (*key, "collection_point", "at"), (point.at,), "Move it onto the walkable floor.")


def _in_danger(force: ResponderDoc, document: ScenarioDoc, venue: Venue, key: Key) -> Iterator[Problem]:
    """Warn of places to which a prescribed danger zone comes: nobody goes there as long as it is there."""
    exit, point = venue.opening(force.enter), force.collection_point
    surface = venue.surface(point.storey).index
    places = (
        ("its collection point", surface, shapely.Point(point.at), (*key, "collection_point", "at")),
        ("its entrance", exit.surface, shapely.LineString(exit.line), (*key, "enter")),
    )
    for number, zone in enumerate(document.danger_zones):
        laid = LaidZone(zone, venue, number)
        last = min(document.run.max_time, zone.ends)
        times = [zone.begins + LOOKS * k for k in range(int(max(last - zone.begins, 0.0) / LOOKS) + 1)]
        for what, on, shape, where in places:
            for time in times:
                frame = laid.frame(time)
                if (
                    frame is not None
                    and frame.surface == on
                    and shapely.Polygon(frame.polygon).intersects(shape)
                ):
                    message = (
                        f"danger zone '{zone.id}' comes to '{force.id}': {what} lies in it at {time:g} s, and nobody "
                        "of the task force goes there while it does"
                    )
                    at = ((shape.centroid.x, shape.centroid.y),)
                    yield Problem(message, where, at, "Choose another place.", severity="warning")
                    break


def _way(force: ResponderDoc, venue: Venue, key: Key) -> Iterator[Problem]:
    """No way leads from the entrance to the collection point through doors that are ever open."""
    exit = venue.opening(force.enter)
    if exit.state != "open" and all(state != "open" for _, state in exit.changes):
        message = f"task force '{force.id}' comes in by '{exit.id}', which is never open"
        yield Problem(message, (*key, "enter"), hint="Open the exit, or name another one.")
        return
    others = {one.id for one in venue.exits if one.id != exit.id}
    ways = WaysOut(venue.with_shut(others))
    point = force.collection_point
    around = shapely.Point(point.at).buffer(0.05)
    if ways.shut_in(venue.surface(point.storey).index, around).area > 0.0:
        message = f"no way leads from '{exit.id}' to the collection point of '{force.id}'"
        hint = "Move the collection point, or add a door or a stair."
        yield Problem(message, (*key, "collection_point", "at"), (point.at,), hint)
