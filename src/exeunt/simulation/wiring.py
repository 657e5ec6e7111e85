"""Which models a scenario needs, in one list."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Protocol, cast

import numpy as np

from exeunt.base.distributions import Distribution
from exeunt.engine.lifts import Lifts
from exeunt.engine.openings import OpeningChanges
from exeunt.engine.watch import ProgressWatch
from exeunt.models.alarms.lockdown import LockdownModel
from exeunt.models.alarms.model import AlarmModel, Installed
from exeunt.models.alarms.systems import PhoneAlert
from exeunt.models.behaviour.assistance import AssistanceModel
from exeunt.models.behaviour.deciding import ActionModel
from exeunt.models.behaviour.gathering import Gathering
from exeunt.models.behaviour.groups import GroupModel
from exeunt.models.behaviour.instructions import Assist
from exeunt.models.behaviour.itinerary import ItineraryModel
from exeunt.models.behaviour.minds import MindModel
from exeunt.models.behaviour.pre_movement import PreMovementModel
from exeunt.models.behaviour.preparing import Deciding
from exeunt.models.behaviour.refuges import RefugeModel
from exeunt.models.behaviour.seat_rows import SeatRows
from exeunt.models.behaviour.smoke import SmokeSlowing, SmokeSpeed
from exeunt.models.behaviour.staff import StaffModel
from exeunt.models.behaviour.threat_speed import ThreatSpeed
from exeunt.models.behaviour.walking_speed import PREFIX, WalkingSpeed
from exeunt.models.behaviour.zone_beliefs import ZoneBeliefs
from exeunt.models.exposure.gases import FORMS
from exeunt.models.exposure.injuries import StatedInjuries
from exeunt.models.exposure.model import DoseModel
from exeunt.models.exposure.protection import Protection
from exeunt.models.exposure.susceptibility import Susceptibility
from exeunt.models.exposure.zone import ZoneExposure
from exeunt.models.hazards.cfast.usage import Usage
from exeunt.models.hazards.danger_zones import DangerZoneModel
from exeunt.models.hazards.explosion import Explosion, InitialCasualties
from exeunt.models.hazards.field import HazardModel
from exeunt.models.hazards.prescribed import HazardKind
from exeunt.models.hazards.zone_motion import LaidZone
from exeunt.models.population.arrivals import Arrivals
from exeunt.models.population.mobility import BY_NAME
from exeunt.models.response.model import ResponseModel
from exeunt.models.wayfinding.advice import Advice
from exeunt.models.wayfinding.belief import Belief
from exeunt.models.wayfinding.doors import DoorBeliefs
from exeunt.models.wayfinding.guidance import GuidanceDoc, GuidanceModel
from exeunt.models.wayfinding.model import WayfindingModel
from exeunt.models.wayfinding.smoke_and_fire import SmokeAndFire
from exeunt.models.wayfinding.stairs import AssignedStairs
from exeunt.models.wayfinding.zone_danger import ZoneDanger
from exeunt.scenario.document import AlarmsDoc, HazardsDoc, ScenarioDoc
from exeunt.scenario.hazards import site_of
from exeunt.scenario.itineraries import stops_of
from exeunt.scenario.refuges import refuges_of
from exeunt.scenario.staffing import duties_of, in_need
from exeunt.world.air import lay_air
from exeunt.world.believed import BelievedZones
from exeunt.world.contract import Model
from exeunt.world.danger import Dangers
from exeunt.world.refuges import lay_shelters
from exeunt.world.state import World


class MovementKind(Protocol):
    """What a kind of the family "movement" offers: its model, and the step in s at which it is accurate."""

    step: ClassVar[float]

    def model(self) -> Model:
        """Return a new model with these parameters."""


def models_of(
    document: ScenarioDoc, world: World, watch: ProgressWatch, folder: Path, usage: Usage | None = None
) -> tuple[Model, ...]:
    """Return every model that a scenario needs; lays the air over the building where there are hazards.

    Parameters
    ----------
    watch
        What notices that people make no progress.
    folder
        Of the scenario, for the files that hazards name.
    usage
        See ``prepare.build``.
    """
    believed = _believed(document, world)
    guidance = _guidance(document)
    beliefs = _beliefs(document, world, believed, guidance)
    models = [*_walking(document, world, beliefs), watch, *_groups(document, world)]
    if any(persons.itinerary for persons in document.people):
        models.append(ItineraryModel(stops_of(document, world.venue)))
    models += _threat(document, world, believed)
    models += _staff(document, world, guidance)
    models += _decisions(document, world, folder)
    models += _response(document, world, believed)
    if document.hazards is not None:
        models += _hazards(document, document.hazards, world, folder, usage)
    if document.alarms is not None:
        models.append(_alarms(document, document.alarms, folder))
    if any(column.startswith(PREFIX) for model in models for column in model.writes):
        models.append(WalkingSpeed())
    return tuple(models)


def _walking(document: ScenarioDoc, world: World, beliefs: list[Belief]) -> list[Model]:
    """Return what every run has: openings, people who come, start, choose and walk."""
    lifts: list[Model] = [Lifts()] if world.venue.lifts else []
    return [
        OpeningChanges(),
        Arrivals(
            [one.inflow.beside if one.inflow and one.inflow.people else 0.0 for one in document.everyone]
        ),
        _starts(document),
        WayfindingModel(
            [one.exit_choice for one in document.everyone],
            document.wayfinding.every,
            beliefs,
        ),
        cast(MovementKind, document.movement).model(),
        *lifts,
    ]


def _starts(document: ScenarioDoc) -> Model:
    """Return what decides when people start: cues and people around them, or one drawn delay each."""
    hazards, alarms = document.hazards, document.alarms
    delays = [cast(Distribution[Any], one.pre_movement) for one in document.everyone]
    waits = [document.waits(one) for one in document.everyone]
    if document.behaviour is not None:
        decision = cast(Deciding, document.behaviour.decision)
        on_duty = [number >= len(document.people) for number in range(len(document.everyone))]
        return MindModel(
            decision,
            delays,
            waits,
            document.behaviour.every,
            _gathering(document),
            _neighbours(document),
            on_duty,
        )
    return PreMovementModel(
        delays,
        waits=waits,
        smoke_seen=alarms.smoke_seen if alarms is not None else None,
        heat_felt=hazards.heat_felt if hazards is not None else None,
        gathering=_gathering(document),
        neighbours=_neighbours(document),
    )


def _alarms(document: ScenarioDoc, alarms: AlarmsDoc, folder: Path) -> Model:
    """Return detectors, control room and alarm systems, with what their files say."""
    systems = [one.filled(folder) if isinstance(one, PhoneAlert) else one for one in alarms.systems]
    installed = Installed(alarms.detectors, systems, alarms.bangs, alarms.control_room, alarms)
    clean = document.hazards.temperature if document.hazards is not None else 20.0
    if document.behaviour is None:
        return AlarmModel(installed, temperature=clean)
    return AlarmModel(installed, cast(Deciding, document.behaviour.decision).rate, clean)


def _beliefs(
    document: ScenarioDoc, world: World, believed: BelievedZones | None, guidance: GuidanceModel | None
) -> list[Belief]:
    """Return what people may believe about their ways."""
    found: list[Belief] = []
    hazards = document.hazards
    if hazards is not None and hazards.avoidance is not None:
        found.append(SmokeAndFire(hazards.avoidance))
    behaviour, all_knowing = document.behaviour, document.wayfinding.all_knowing
    finds_doors = behaviour is not None and not all_knowing
    if behaviour is not None and finds_doors:
        ids = [one.id for one in document.everyone]
        informed = [ids.index(id) for id in behaviour.informed]
        found.append(DoorBeliefs(behaviour.doors, np.isin(world["population"], informed)))
    if believed is not None and document.threat is not None:
        found.append(ZoneDanger(document.threat.ways, believed, all_knowing, not finds_doors))
    if guidance is not None:
        found.append(Advice(guidance))
    if (stairs := assigned_stairs(document)) is not None:
        found.append(stairs)
    return found


def assigned_stairs(document: ScenarioDoc) -> AssignedStairs | None:
    """Return what leads people over the stairs assigned to them; None if none are."""
    rooms = {room.id: room.stairs for room in document.venue.rooms if room.stairs is not None}
    populations = [one.stairs for one in document.everyone]
    if not rooms and not any(populations):
        return None
    return AssignedStairs(populations, rooms)


def _decisions(document: ScenarioDoc, world: World, folder: Path) -> list[Model]:
    """Return what lets people decide, lock themselves in and be locked out."""
    if document.behaviour is None:
        return []
    world.minds = True
    refuges = refuges_of(document, world.venue, folder)
    if refuges:
        world.shelters = lay_shelters(refuges, world.venue, world.fields)
    decision = cast(Deciding, document.behaviour.decision)
    models: list[Model] = [
        ActionModel(document.behaviour.actions, decision.sights.smoke, decision.twice),
        RefugeModel([one.abandon for one in document.refuges]),
        Protection(),
    ]
    if document.lockdown is not None:
        doors = {refuge.id: refuge.doors for refuge in refuges}
        who = [one.id for one in document.everyone]
        models.append(LockdownModel(document.lockdown, who, doors, decision.rate))
    return models


def _groups(document: ScenarioDoc, world: World) -> list[Model]:
    """Return what keeps groups together, if there are any."""
    if not (world["group"] >= 0).any():
        return []
    return [GroupModel([one.groups for one in document.everyone])]


def _gathering(document: ScenarioDoc) -> Gathering | None:
    """Return how groups come to start together; None if none does."""
    gathering = Gathering(
        [one.groups.gather if one.groups is not None else None for one in document.everyone]
    )
    return gathering if gathering.needed else None


def _neighbours(document: ScenarioDoc) -> SeatRows | None:
    """Return how people in rows of seats rise together; None if nobody sits in one."""
    rows = SeatRows([one.seats.neighbours if one.seats is not None else None for one in document.everyone])
    return rows if rows.needed else None


def _guidance(document: ScenarioDoc) -> GuidanceModel | None:
    """Return what tells people exits, if anything does."""
    if not document.guided:
        return None
    behaviour = document.behaviour
    twice = 0.0 if behaviour is None else cast(Deciding, behaviour.decision).twice
    return GuidanceModel(document.guidance or GuidanceDoc(), document.signs, twice)


def _staff(document: ScenarioDoc, world: World, guidance: GuidanceModel | None) -> list[Model]:
    """Return what stewards do and what they and signs tell people, if there are any."""
    if guidance is None:
        return []
    world.minds = True
    duties = duties_of(document, world.venue, world["population"])
    helpers = [duty.row for duty in duties if isinstance(duty.instruction, Assist)]
    needs = [BY_NAME[name].index for name in in_need(document)]
    models: list[Model] = [guidance, AssistanceModel(document.assistance, needs, helpers)]
    return [StaffModel(duties, guidance.rules.reach), *models] if duties else models


def _response(document: ScenarioDoc, world: World, believed: BelievedZones | None) -> list[Model]:
    """Return what responders do, and what lets people fall whom the scenario states to be injured."""
    injured = bool(np.isfinite(world["injured_at"]).any())
    world.response = injured or bool(document.responders)
    models: list[Model] = [StatedInjuries()] if injured and document.hazards is None else []
    if document.responders:
        models.append(ResponseModel(document.responders, believed.dangers if believed is not None else None))
    return models


def _threat(document: ScenarioDoc, world: World, believed: BelievedZones | None) -> list[Model]:
    """Return what moves danger zones, lets people perceive them, and adds up their exposure."""
    threat = document.threat
    if believed is None or threat is None:
        return []
    world.minds = True
    world.haste = threat.hurry.factor(np.ones(world.people), world["desired_speed"])
    return [
        DangerZoneModel(document.danger_zones),
        ZoneBeliefs(threat.perception, believed),
        ThreatSpeed(threat.hurry),
        ZoneExposure(believed.dangers),
    ]


def _believed(document: ScenarioDoc, world: World) -> BelievedZones | None:
    """Return what people can believe about danger zones; None without any."""
    if not document.danger_zones or document.threat is None:
        return None
    zones = [LaidZone(zone, world.venue, k).anywhere() for k, zone in enumerate(document.danger_zones)]
    return BelievedZones(Dangers(world.venue, document.threat.law), zones)


def _hazards(
    document: ScenarioDoc, hazards: HazardsDoc, world: World, folder: Path, usage: Usage | None
) -> list[Model]:
    """Return what brings hazards to people, slows them and doses them."""
    world.air = lay_air(world.venue, world.fields.raster)
    world.dose_form = FORMS[hazards.exposure.form]
    site = site_of(document, hazards, world.venue, folder, usage)
    exposure = hazards.exposure
    events = [source for source in hazards.sources if isinstance(source, Explosion)]
    casualties: list[Model] = [InitialCasualties(events)] if events else []
    return [
        *casualties,
        HazardModel(
            [cast(HazardKind, source).source(site) for source in hazards.sources],
            hazards.head_height, hazards.after, hazards.every, hazards.temperature,
            [cast(HazardKind, source).id for source in hazards.sources],
        ),
        SmokeSlowing(cast(SmokeSpeed, hazards.smoke_speed), hazards.every),
        DoseModel(
            cast(Susceptibility, exposure.susceptibility), exposure.form, exposure.activity, exposure.clothing,
            exposure.radiant, map_every=document.record.air,
        ),
    ]  # fmt: skip
