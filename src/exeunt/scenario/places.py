"""Where the refuges, signs, posts, detectors and stops of a scenario are, for pictures and for the run folder."""

from __future__ import annotations

from pathlib import Path

from exeunt.models.alarms.detectors import PlacedDetector
from exeunt.models.hazards.zone_motion import LaidZone
from exeunt.models.wayfinding.signs import SignDoc
from exeunt.results.places import Place
from exeunt.scenario.document import ScenarioDoc
from exeunt.scenario.itineraries import stops_of
from exeunt.scenario.refuges import refuges_of
from exeunt.scenario.staff import StaffDoc
from exeunt.venue.geometry import inner_point
from exeunt.venue.venue import Venue
from exeunt.world.refuges import Refuge
from exeunt.world.zones import ZoneFrame

EVERY = 0.5
"""Seconds between two places of a zone."""


def places_of(document: ScenarioDoc, venue: Venue, folder: Path) -> tuple[Place, ...]:
    """Return all places of a scenario without errors; ``folder`` is where the files that it names are."""
    surfaces = {surface.id: surface.index for surface in venue.surfaces}
    openings = {opening.id: opening.index for opening in venue.openings}
    found = [_refuge(refuge) for refuge in refuges_of(document, venue, folder)]
    found += [_sign(sign, surfaces, openings) for sign in document.signs if sign.storey in surfaces]
    found += [_post(staff, surfaces, openings) for staff in document.staff if staff.storey in surfaces]
    for detector in document.alarms.detectors if document.alarms is not None else ():
        if isinstance(detector, PlacedDetector) and detector.storey in surfaces:
            found.append(Place("detector", detector.id, surfaces[detector.storey], detector.at))
    named = [persons.id for persons in document.everyone]
    for population, stops in zip(named, stops_of(document, venue), strict=True):
        found += [Place("stop", one.id, one.surface, one.at, one.area, words=population) for one in stops]
    return tuple(found)


def _refuge(refuge: Refuge) -> Place:
    words = "protects from " + " and ".join(
        {"zone": "danger zones", "smoke": "smoke"}[one] for one in refuge.protects
    )
    return Place(
        "refuge",
        refuge.id,
        refuge.surface,
        inner_point(refuge.area),
        refuge.area,
        refuge.doors,
        refuge.capacity,
        words,
    )


def _sign(sign: SignDoc, surfaces: dict[str, int], openings: dict[str, int]) -> Place:
    words = f"to '{sign.exit}'" if sign.exit is not None else f"this way: {sign.way}"
    if sign.kind == "negative":
        words = f"do not use '{sign.exit}'"
    named = (openings[sign.exit],) if sign.exit in openings else ()
    return Place("sign", sign.id, surfaces[sign.storey], sign.at, None, named, 0, words)


def _post(staff: StaffDoc, surfaces: dict[str, int], openings: dict[str, int]) -> Place:
    instruction = staff.instruction
    words = str(getattr(instruction, "kind", ""))
    exit = getattr(instruction, "names", None)
    if exit is not None:
        words += f", to '{exit}'"
    named = (openings[exit],) if exit in openings else ()
    return Place("steward", staff.id, surfaces[staff.storey], staff.at, None, named, 0, words)


def zone_frames(document: ScenarioDoc, venue: Venue) -> list[ZoneFrame]:
    """Return where each danger zone is every ``EVERY`` s, from its beginning to a moment after its last place."""
    frames: list[ZoneFrame] = []
    for number, zone in enumerate(document.danger_zones):
        laid = LaidZone(zone, venue, number)
        last = max([zone.begins, *(time for time, _, _ in zone.points())])
        for k in range(int((last - zone.begins) / EVERY) + 2):
            frame = laid.frame(zone.begins + k * EVERY)
            if frame is not None:
                frames.append(frame)
    return frames
