"""Rooms: named parts of a storey."""

from __future__ import annotations

from pathlib import Path

from exeunt.venue.document import VenueDoc
from exeunt.venue.geometry import difference, inner_point, intersection
from exeunt.venue.reports import Key, Report, place
from exeunt.venue.storeys import Storeys, read_polygon
from exeunt.venue.venue import Room


def compile_rooms(doc: VenueDoc, storeys: Storeys, folder: Path, report: Report) -> list[Room]:
    """Return every room's walkable part; what lies outside its storey is reported and cut away."""
    rooms: list[Room] = []
    for index, room in enumerate(doc.rooms):
        key: Key = ("venue", "rooms", index)
        what = f"room '{room.id}'"
        storey = storeys.find(room.storey, what, (*key, "storey"), report)
        drawn = read_polygon(room.area, folder, f"the area of {what}", (*key, "area"), doc.repair, report)
        if storey is None or not storey.readable or drawn is None:
            continue
        area = intersection(drawn, storey.area)
        if area.is_empty:
            spot = inner_point(drawn)
            message = f"{what} lies outside storey '{room.storey}', at {place(spot)}."
            report.error(message, (*key, "area"), [spot])
            continue
        beyond = difference(drawn, storey.floor)
        if beyond.area > 0.01 * drawn.area:
            spot = inner_point(beyond)
            message = (
                f"{what} reaches beyond storey '{room.storey}' by {beyond.area:.2f} m² at {place(spot)}."
            )
            report.warn(message, (*key, "area"), [spot], "Only what lies inside counts.")
        rooms.append(Room(len(rooms), room.id, storey.index, area))
    return rooms
