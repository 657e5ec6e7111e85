"""Do detectors hang in this building, can alarms ever sound, where, and do they contradict each other?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import shapely
from shapely import Polygon

from exeunt.base.errors import Problem
from exeunt.models.alarms.cap import AlertError
from exeunt.models.alarms.detectors import CallPoint, Detector, PlacedDetector, Sprinkler
from exeunt.models.alarms.places import Reach, meet, place_problems
from exeunt.models.alarms.systems import AlarmSystem, BangDoc, PhoneAlert, as_system
from exeunt.models.behaviour.pre_movement import CALLS
from exeunt.models.hazards.cfast.kind import CfastFire
from exeunt.scenario.document import AlarmsDoc, ScenarioDoc
from exeunt.venue.venue import Venue

Key = tuple[str | int, ...]

OPPOSITE: tuple[set[str], ...] = ({"evacuate", "invacuate"}, {"evacuate", "hide"})
"""Instructions that nobody can follow together; all clear goes with no other."""
ASKS = {"hide": "hide", "invacuate": "go to a refuge", "all clear": "stay"}


def check_alarms(document: ScenarioDoc, venue: Venue, folder: Path) -> list[Problem]:
    """Return what is wrong with detectors, control room, alarm systems and bangs.

    ``folder`` is where files that the scenario names are looked up.
    """
    alarms = document.alarms
    if alarms is None:
        return list(_nobody_calls(document))
    problems = [*_detection(document, alarms, venue), *_control_room(document, alarms)]
    for index, kind in enumerate(alarms.systems):
        problems += _system(as_system(kind), ("alarms", "systems", index), document, venue, folder)
    for index, bang in enumerate(alarms.bangs):
        problems += _bang(bang, ("alarms", "bangs", index), document, venue)
    return [*problems, *_together(document, alarms, venue, folder)]


def _nobody_calls(document: ScenarioDoc) -> Iterator[Problem]:
    """Yield an error for each population that waits for an alarm that nothing can raise."""
    for index, people in enumerate(document.people):
        if people.cue == "alarm" and document.behaviour is None:
            message = f"population '{people.id}' waits for an alarm, and there are no alarms"
            hint = "Add the section 'alarms', or remove the key 'cue'."
            yield Problem(message, ("people", index, "cue"), hint=hint)
    if document.behaviour is None or document.hazards is not None or document.danger_zones:
        return
    if document.people and all(document.waits(people) for people in document.people):
        message = "nothing ever tells people that something is wrong: there are no alarms, no hazards, no danger zones"
        hint = "Add the section 'alarms', or 'cue: start' to a population."
        yield Problem(message, ("behaviour",), hint=hint, severity="warning")


def _detection(document: ScenarioDoc, alarms: AlarmsDoc, venue: Venue) -> Iterator[Problem]:
    models, counted = _fire_models(document), _in_fire_models(document)
    for index, detector in enumerate(alarms.detectors):
        key = ("alarms", "detectors", index)
        if isinstance(detector, PlacedDetector):
            yield from _place(detector, venue, key)
            if document.hazards is None:
                message = f"detector '{detector.id}' will never respond: there are no hazards"
                hint = "Add the section 'hazards', or a call point (kind: manual)."
                yield Problem(message, key, hint=hint, severity="warning")
        if isinstance(detector, Sprinkler):
            yield from _deaf(detector, models, key)
        counted += isinstance(detector, Detector) and detector.alarm
        if isinstance(detector, CallPoint) and detector.time > document.run.max_time:
            message = f"call point '{detector.id}' is used after the run ends"
            yield Problem(message, (*key, "time"), severity="warning")
    others = alarms.systems or alarms.bangs or alarms.control_room
    if counted < alarms.needed and (alarms.detectors or not others):
        message = f"{alarms.needed} detectors are needed for the alarm, and only {counted} count towards it"
        yield Problem(message, ("alarms", "needed"), hint="Add detectors, or lower 'needed'.")


def _fire_models(document: ScenarioDoc) -> list[CfastFire]:
    fires = [] if document.hazards is None else document.hazards.sources
    return [fire for fire in fires if isinstance(fire, CfastFire)]


def _in_fire_models(document: ScenarioDoc) -> int:
    """Return how many detectors and sprinklers fire models have that count towards the alarm."""
    models = _fire_models(document)
    counted = sum(device.alarm for fire in models for device in fire.detectors)
    return counted + sum(device.alarm for fire in models for device in fire.sprinklers)


def _deaf(sprinkler: Sprinkler, models: list[CfastFire], key: Key) -> Iterator[Problem]:
    """Yield a warning for each CFAST fire that a sprinkler is meant to control: CFAST does not know of it."""
    for fire in models:
        if fire.id in sprinkler.fires or (not sprinkler.fires and fire.storey == sprinkler.storey):
            message = f"sprinkler '{sprinkler.id}' does not control '{fire.id}': CFAST computes that fire"
            hint = "Put it under 'sprinklers' of that hazard; CFAST then lets it open and damps the fire."
            yield Problem(message, key, hint=hint, severity="warning")


def _control_room(document: ScenarioDoc, alarms: AlarmsDoc) -> Iterator[Problem]:
    room, key = alarms.control_room, ("alarms", "control_room")
    if room is None:
        return
    if name := room.negative():
        yield Problem(f"'{name}' cannot take less than no time", (*key, name), hint="Add 'min: 0'.")
    signals = alarms.detectors or _in_fire_models(document) or any(bang.reported for bang in alarms.bangs)
    if room.informed is None and not signals:
        message = "the control room never learns of the incident: no detectors, no bangs, and nobody tells it"
        yield Problem(message, key, hint="Give 'informed', the time at which somebody tells it.")
    if room.informed is not None and room.informed > document.run.max_time:
        message = "the control room is informed after the run ends"
        yield Problem(message, (*key, "informed"), severity="warning")
    systems = [as_system(kind) for kind in alarms.systems]
    if systems and not any(_trigger(one, alarms) == "control_room" for one in systems):
        message = "the control room announces nothing: every alarm system starts without it"
        yield Problem(message, key, hint="Give one of them 'trigger: control_room'.", severity="warning")


def _trigger(system: AlarmSystem, alarms: AlarmsDoc) -> str:
    """Return what starts a system; empty for one that starts at a stated time."""
    if system.time is not None:
        return ""
    return system.trigger or ("control_room" if alarms.control_room is not None else "detection")


def _system(
    system: AlarmSystem, key: Key, document: ScenarioDoc, venue: Venue, folder: Path
) -> Iterator[Problem]:
    alarms = document.alarms
    assert alarms is not None
    what = f"alarm system '{system.id}'"
    yield from place_problems(venue, system.where, what, (*key, "where"))
    trigger = _trigger(system, alarms)
    if trigger == "control_room" and alarms.control_room is None:
        message = f"{what} waits for the control room, and there is none"
        yield Problem(message, (*key, "trigger"), hint="Add 'alarms.control_room', or give 'time'.")
    if trigger == "detection" and not alarms.detectors and not _in_fire_models(document):
        message = f"{what} waits for detection, and there are no detectors"
        yield Problem(message, key, hint="Add detectors or a control room, or give 'time'.")
    if system.time is not None and system.time + system.delay > document.run.max_time:
        yield Problem(f"{what} starts after the run ends", (*key, "time"), severity="warning")
    if document.behaviour is None and system.instruction not in CALLS:
        message = (
            f"{what} asks people to {ASKS[system.instruction]}, and they can only leave: nobody heeds it"
        )
        hint = "Add the section 'behaviour' ('behaviour: {}')."
        yield Problem(message, (*key, "instruction"), hint=hint, severity="warning")
    if isinstance(system, PhoneAlert):
        yield from _phone(system, key, venue, folder)


def _phone(system: PhoneAlert, key: Key, venue: Venue, folder: Path) -> Iterator[Problem]:
    if system.latency.support()[0] < 0:
        yield Problem("'latency' cannot be less than no time", (*key, "latency"), hint="Add 'min: 0'.")
    if system.cap_file is None:
        return
    where, file = (*key, "cap_file"), f"the alert '{system.cap_file}'"
    try:
        alert = system.read(folder)
    except AlertError as error:
        yield Problem(f"{file} cannot be used: {error}", where)
        return
    info = alert.info(system.language)
    if alert.status != "Actual":
        yield Problem(
            f"{file} has the status {alert.status}; it is taken as Actual", where, severity="warning"
        )
    if alert.message_type in ("Cancel", "Ack", "Error"):
        hint = "Name the alert itself, or an update."
        yield Problem(f"{file} is no alert, but of type {alert.message_type}", where, hint=hint)
    if info.urgency == "Past":
        yield Problem(f"{file} is about something past: nobody will act on it", where, severity="warning")
    if info.drawn and system.position is None:
        message = (
            f"{file} has areas, and without a position of the venue it is taken to hold everywhere in it"
        )
        hint = "Give 'position', latitude and longitude of the plan's origin."
        yield Problem(message, where, hint=hint, severity="warning")
    elif Reach(tuple(system.where), system.within(alert)).grounds(venue) == []:
        message = f"{file} is not for this place: its areas hold no part of the venue, and nobody gets it"
        yield Problem(message, (*key, "position"), severity="warning")


def _bang(bang: BangDoc, key: Key, document: ScenarioDoc, venue: Venue) -> Iterator[Problem]:
    if bang.time > document.run.max_time:
        yield Problem(f"bang '{bang.id}' comes after the run ends", (*key, "time"), severity="warning")
    try:
        area = venue.surface(bang.storey).area
    except KeyError:
        return
    if area.distance(shapely.Point(bang.at)) > bang.hearing:
        hint = "Give a larger 'hearing', or move it."
        yield Problem(f"bang '{bang.id}' is heard nowhere on its storey", (*key, "at"), (bang.at,), hint)


def _together(document: ScenarioDoc, alarms: AlarmsDoc, venue: Venue, folder: Path) -> Iterator[Problem]:
    """Yield errors and warnings for alarms that sound in the same place at the same time."""
    systems = [as_system(kind) for kind in alarms.systems]
    filled = [one.filled(folder) if isinstance(one, PhoneAlert) else one for one in systems]
    for (i, one), (j, two) in combinations(enumerate(filled), 2):
        sure = _overlap_in_time(one, two, alarms)
        if sure is None or not (place := meet(venue, one.audible, two.audible)):
            continue
        key = ("alarms", "systems", j)
        both = f"'{systems[i].id}' and '{systems[j].id}'"
        orders = {one.instruction, two.instruction}
        if orders in OPPOSITE or ("all clear" in orders and len(orders) > 1):
            asked = f"{one.instruction} and {two.instruction}"
            message = f"{both} ask for opposite things at the same time in {place}: {asked}"
            hint = "Let the later one silence the other ('silences'), or part them by 'where'."
            yield Problem(message, key, hint=hint, severity="error" if sure else "warning")
        elif one.voice and two.voice:
            message = f"two voices speak at the same time in {place}, {both}: nobody understands either"
            hint = "Let one silence the other ('silences'), give a 'duration', or part them by 'where'."
            yield Problem(message, key, hint=hint, severity="error" if sure else "warning")
        elif {one.cue, two.cue} == {"bell"} or ("bell" in (one.cue, two.cue) and (one.voice or two.voice)):
            same = one.cue == two.cue
            message = f"{both} sound at the same time in {place}"
            message += ": their rates add up" if same else ": the bell makes the message hard to understand"
            hint = "Let one silence the other ('silences'), or part them by 'where'."
            yield Problem(message, key, hint=hint, severity="warning")


def _overlap_in_time(one: AlarmSystem, two: AlarmSystem, alarms: AlarmsDoc) -> bool | None:
    """Return whether two systems surely sound together; False if they may, None if they never do."""
    if two.id in one.silences or one.id in two.silences:
        return None
    if _trigger(one, alarms) != _trigger(two, alarms):
        return False
    starts = [(one.time or 0.0) + one.delay, (two.time or 0.0) + two.delay]
    ends = [
        start + (system.duration if system.duration is not None else float("inf"))
        for start, system in zip(starts, (one, two), strict=True)
    ]
    return True if max(starts) < min(ends) else None


def _place(detector: PlacedDetector, venue: Venue, key: Key) -> list[Problem]:
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
