"""Do detectors hang in this building, can they ever respond, and does somebody raise the alarm that people wait for?"""

from __future__ import annotations

from collections.abc import Iterator

import shapely
from shapely import Polygon

from exeunt.base.errors import Problem
from exeunt.models.alarms.detectors import CallPoint, Detector, PlacedDetector, Sprinkler
from exeunt.models.hazards.cfast.kind import CfastFire
from exeunt.scenario.document import ScenarioDoc
from exeunt.venue.venue import Venue


def check_alarms(document: ScenarioDoc, venue: Venue) -> list[Problem]:
    """Return errors for detectors outside the building and for alarms that nothing can raise."""
    problems: list[Problem] = []
    if document.alarms is None:
        for index, people in enumerate(document.people):
            if people.cue == "alarm":
                message = f"population '{people.id}' waits for an alarm, and there are no alarms"
                hint = "Add the section 'alarms', or remove the key 'cue'."
                problems.append(Problem(message, ("people", index, "cue"), hint=hint))
        return problems
    fires = [] if document.hazards is None else document.hazards.sources
    models = [fire for fire in fires if isinstance(fire, CfastFire)]
    counted = sum(device.alarm for fire in models for device in fire.detectors)
    counted += sum(device.alarm for fire in models for device in fire.sprinklers)
    for index, detector in enumerate(document.alarms.detectors):
        key = ("alarms", "detectors", index)
        if isinstance(detector, PlacedDetector):
            problems += _place(detector, venue, key)
            if document.hazards is None:
                message = f"detector '{detector.id}' will never respond: there are no hazards"
                hint = "Add the section 'hazards', or a call point (kind: manual)."
                problems.append(Problem(message, key, hint=hint, severity="warning"))
        if isinstance(detector, Sprinkler):
            problems += _deaf(detector, models, key)
        counted += isinstance(detector, Detector) and detector.alarm
        if isinstance(detector, CallPoint) and detector.time > document.run.max_time:
            message = f"call point '{detector.id}' is used after the run ends"
            problems.append(Problem(message, (*key, "time"), severity="warning"))
    if counted < document.alarms.needed:
        message = f"{document.alarms.needed} detectors are needed for the alarm, and only {counted} count towards it"
        problems.append(Problem(message, ("alarms", "needed"), hint="Add detectors, or lower 'needed'."))
    return problems


def _deaf(sprinkler: Sprinkler, models: list[CfastFire], key: tuple[str | int, ...]) -> Iterator[Problem]:
    """Yield a warning for each CFAST fire that a sprinkler is meant to control: CFAST does not know of it."""
    for fire in models:
        if fire.id in sprinkler.fires or (not sprinkler.fires and fire.storey == sprinkler.storey):
            message = f"sprinkler '{sprinkler.id}' does not control '{fire.id}': CFAST computes that fire"
            hint = "Put it under 'sprinklers' of that hazard; CFAST then lets it open and damps the fire."
            yield Problem(message, key, hint=hint, severity="warning")


def _place(detector: PlacedDetector, venue: Venue, key: tuple[str | int, ...]) -> list[Problem]:
    try:
        area = venue.surface(detector.storey).area
    except KeyError:
        return []
    outline = shapely.union_all([Polygon(part.exterior) for part in shapely.get_parts(area)])
    if outline.buffer(0.05).contains(shapely.Point(detector.at)):
        return []
    x, y = detector.at
    message = f"detector '{detector.id}' hangs outside storey '{detector.storey}', at ({x:.2f}, {y:.2f})"
    return [Problem(message, (*key, "at"), (detector.at,), "Move it into the storey.")]
