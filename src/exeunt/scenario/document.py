"""The scenario document: all that a user can say, assembled from venue blocks and the catalogue of kinds."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from exeunt.base.kinds import Kind, parameter
from exeunt.base.quantities import Duration, Length, Share, Temperature
from exeunt.base.text import brief
from exeunt.engine.loop import RunDoc
from exeunt.engine.recording import RecordDoc
from exeunt.models.alarms.control_room import ControlRoomDoc
from exeunt.models.alarms.document import AlarmRules
from exeunt.models.alarms.lockdown_document import LockdownDoc
from exeunt.models.alarms.systems import BangDoc
from exeunt.models.behaviour.actions import ActionsDoc
from exeunt.models.behaviour.assistance import AssistanceDoc
from exeunt.models.behaviour.itinerary_document import VisitDoc
from exeunt.models.behaviour.refuge_document import RefugeDoc
from exeunt.models.behaviour.threat_speed import HurryDoc
from exeunt.models.behaviour.zone_beliefs import PerceptionDoc
from exeunt.models.hazards.danger_zone import DangerZoneDoc
from exeunt.models.population.document import PopulationDoc
from exeunt.models.response.document import ResponderDoc
from exeunt.models.wayfinding.avoidance import AvoidanceDoc
from exeunt.models.wayfinding.doors import DoorsDoc
from exeunt.models.wayfinding.guidance import GuidanceDoc
from exeunt.models.wayfinding.signs import SignDoc
from exeunt.models.wayfinding.zone_danger import ZoneWaysDoc
from exeunt.scenario.catalogue import Family, default_kind
from exeunt.scenario.staff import DutyDelay, StaffDoc, population_of
from exeunt.venue.between import StairsDoc
from exeunt.venue.blocks import Id
from exeunt.venue.document import ExitDoc, VenueDoc
from exeunt.venue.raster import Clearance
from exeunt.world.danger import DangerLaw

VERSION = 1


class Section(BaseModel):
    """Base of the sections of a scenario: unknown keys are refused, nothing changes after loading."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True, allow_inf_nan=False)

    def __repr__(self) -> str:
        return brief(super().__repr__())


class PersonsDoc(PopulationDoc):
    """A population with what it does: when it starts to move and how it chooses its exit."""

    cue: Literal["start", "alarm"] | None = Field(
        default=None,
        description="what the delay counts from: time 0 or arrival (start), or the alarm and other cues (alarm); "
        "default: alarm with a section 'behaviour', else start",
    )

    exit_choice: Annotated[Kind, Family("exit_choice")] = default_kind(
        "exit_choice", "nearest", description="how people choose their exit"
    )
    stairs: StairsDoc | None = Field(
        default=None,
        description="stairs, ramps or escalators over which people leave, to an exit beyond: a list leaves the choice "
        "among them to each person, shares such as {a: 60 %, b: 40 %} give each person one; others that join the same "
        "storeys are not used; default: any",
    )
    itinerary: list[VisitDoc] = Field(
        default=[],
        description="places to go to before leaving, in their order: until the cue for people who wait for one, else "
        "on the way out",
    )
    pre_movement: Annotated[Kind, Family("pre_movement")] = default_kind(
        "pre_movement", "preset", description="delay between the cue and starting to move"
    )


_CLEARANCE = Clearance()
_OWN = "assumption of this wayfinding, no source"


class ClearanceDoc(Section):
    """How ways keep clear of walls: ways close to them count as slower, narrow gaps as a last resort."""

    reach: Length = parameter(
        _CLEARANCE.reach, source=_OWN, low=0.0, high=0.5, unit="m", assumption=True, ge=0, le=5,
        description="distance from a wall from which on it has no influence",
    )  # fmt: skip
    floor: Share = parameter(
        _CLEARANCE.floor, source=_OWN, low=0.1, high=1.0, assumption=True, gt=0, le=1,
        description="share of the free speed that counts for a way along a wall",
    )  # fmt: skip
    gap: Length = parameter(
        _CLEARANCE.gap, source=_OWN, low=0.4, high=0.6, unit="m", assumption=True, ge=0, le=5,
        description="narrower gaps are used only by those who have no other way",
    )  # fmt: skip
    least_gap: Length = parameter(
        _CLEARANCE.least_gap, source=_OWN, low=0.2, high=0.4, unit="m", assumption=True, ge=0, le=5,
        description="narrower gaps are used by nobody",
    )  # fmt: skip

    def rule(self) -> Clearance:
        """Return it as the raster takes it."""
        return Clearance(reach=self.reach, floor=self.floor, gap=self.gap, least_gap=self.least_gap)


class WayfindingDoc(Section):
    """How people's ways are computed."""

    cell: Length = Field(
        default=0.1, ge=0.02, le=1, description="edge of a cell of the raster that ways are computed on (m)"
    )
    every: Duration = Field(default=0.5, ge=0.01, le=60, description="time between choices of exits (s)")
    all_knowing: bool = Field(
        default=False,
        description="whether people know at any time where danger zones are and which doors are open, for comparison",
    )
    clearance: ClearanceDoc = ClearanceDoc()


class ExposureDoc(Section):
    """How doses are computed, and when they incapacitate."""

    limitations: ClassVar[tuple[str, ...]] = (
        "A dose is no diagnosis: people differ widely, and dose 1 is where half of them are expected to be "
        "incapacitated. Deaths are not predicted.",
        "Incapacitated people lie where they fell, as obstacles, and go on breathing.",
    )
    form: Literal["purser", "iso13571"] = parameter(
        "purser", source="Purser's equations as in FDS and FDS+Evac", description="form of the dose equations"
    )
    activity: Literal["rest", "light", "heavy"] = parameter(
        "light", source="FDS: walking is light work, 25 l/min; counts in the form purser only",
        description="how much people breathe",
    )  # fmt: skip
    clothing: Literal["clothed", "unclothed"] = parameter(
        "clothed", source="ISO 13571:2012", description="clothing against hot air"
    )
    radiant: Literal["iso13571", "sfpe_tolerance", "sfpe_injury", "sfpe_fatal"] = parameter(
        "iso13571", source="ISO 13571 as documented by CFAST, or SFPE Handbook Eq. 63.43",
        description="law of the radiant dose",
    )  # fmt: skip
    susceptibility: Annotated[Kind, Family("susceptibility")] = default_kind(
        "susceptibility", "alike", description="dose at which a person is incapacitated"
    )


class HazardsDoc(Section):
    """Smoke, heat and gases, and what they do to people. Without this section there are none."""

    sources: Annotated[list[Annotated[Kind, Family("hazard")]], Field(min_length=1)] = Field(
        description="where smoke, heat and gases come from; where sources overlap they add up"
    )
    head_height: Length = parameter(
        1.6, source="FDS+Evac: height at which people breathe", low=1.5, high=1.8, unit="m", gt=0, le=3,
        description="height of heads above the ground",
    )  # fmt: skip
    temperature: Temperature = parameter(
        20.0, source="CFAST's default", unit="°C", ge=-40, le=60, description="temperature of clean air"
    )
    every: Duration = Field(default=1.0, ge=0.1, le=10, description="time between two looks at the air (s)")
    after: Literal["hold", "ambient", "error"] = Field(
        default="hold", description="what holds after the last time that a source knows"
    )
    smoke_speed: Annotated[Kind, Family("smoke_speed")] = default_kind(
        "smoke_speed", "lund", description="how smoke slows people"
    )
    avoidance: AvoidanceDoc | None = Field(
        default_factory=AvoidanceDoc,
        description="who turns back in smoke and how people keep away from fire; null: nobody reacts",
    )
    exposure: ExposureDoc = ExposureDoc()

    @property
    def heat_felt(self) -> float | None:
        """Radiant flux in W/m² at which people start at once; None if nobody reacts."""
        return None if self.avoidance is None else self.avoidance.radiation


class AlarmsDoc(AlarmRules):
    """What notices an incident, who decides, and what sounds where."""

    detectors: list[Annotated[Kind, Family("detector")]] = Field(
        default=[], description="what notices the fire, beside the detectors of fire models"
    )
    control_room: ControlRoomDoc | None = Field(
        default=None, description="staff who learn of the incident, check, decide and announce"
    )
    systems: list[Annotated[Kind, Family("alarm_system")]] = Field(
        default=[], description="what sounds, and where; default: an alarm that is heard everywhere"
    )
    bangs: list[BangDoc] = Field(default=[], description="bangs that nobody explains")


class BehaviourDoc(Section):
    """What people perceive, believe and decide. Without this section each starts after its drawn delay and leaves.

    Without it everybody knows which doors are open, too.
    """

    decision: Annotated[Kind, Family("decision")] = default_kind(
        "decision", "delay_budget", description="how cues make people act"
    )
    every: Duration = Field(default=0.5, ge=0.1, le=2, description="time between two decisions (s)")
    informed: list[Id] = Field(
        default=[],
        description="populations that know the state of all doors at once, such as staff with radios",
    )
    doors: DoorsDoc = DoorsDoc()
    actions: ActionsDoc = ActionsDoc()


class ThreatDoc(Section):
    """What danger zones mean to people: how danger falls off, what they perceive, and what they do about it."""

    law: DangerLaw = DangerLaw()
    perception: PerceptionDoc = PerceptionDoc()
    ways: ZoneWaysDoc = ZoneWaysDoc()
    hurry: HurryDoc = HurryDoc()


class VariantDoc(Section):
    """A variant: the scenario with some edits. Paths are dotted, list items by number ``[0]`` or by id."""

    title: str = ""
    set: dict[str, Any] = Field(default={}, description="path: value that replaces what stands there")
    add: dict[str, list[Any]] = Field(default={}, description="path of a list: items to append")
    remove: list[str] = Field(default=[], description="paths of keys or list items to take away")


class ScenarioDoc(Section):
    """A scenario: a venue, the people in it, and how the run is computed."""

    exeunt: Literal[1] = Field(default=1, description="version of this format")
    name: str = Field(default="", description="short name, used for the run folder")
    description: str = Field(default="", description="what this scenario is about")
    venue: VenueDoc
    people: list[PersonsDoc] = Field(default=[], description="the populations")
    staff: list[StaffDoc] = Field(default=[], description="stewards: a post, a sector, an instruction")
    signs: list[SignDoc] = Field(default=[], description="signs that point to exits, or forbid them")
    guidance: GuidanceDoc | None = Field(
        default=None,
        description="how much what people are told and see weighs; used where there are staff or signs",
    )
    assistance: AssistanceDoc | None = Field(
        default=None,
        description="who needs help on stairs, and how it comes; default: all use stairs by themselves",
    )
    responders: list[ResponderDoc] = Field(
        default=[], description="task forces that come in, search, and carry casualties to a collection point"
    )
    hazards: HazardsDoc | None = Field(default=None, description="smoke, heat and gases")
    alarms: AlarmsDoc | None = Field(default=None, description="detection and alarm")
    danger_zones: list[DangerZoneDoc] = Field(
        default=[],
        description="parts of the venue that are dangerous to be in, on prescribed paths in time",
    )
    refuges: list[RefugeDoc] = Field(default=[], description="rooms in which people can lock themselves")
    lockdown: LockdownDoc | None = Field(default=None, description="orders to lock doors")
    behaviour: BehaviourDoc | None = Field(
        default=None, description="what people perceive, believe and decide"
    )
    threat: ThreatDoc | None = Field(
        default=None,
        description="what danger zones mean to people; given with its defaults where there are any",
    )
    movement: Annotated[Kind, Family("movement")] = default_kind(
        "movement", "encounters", description="how people walk"
    )
    wayfinding: WayfindingDoc = WayfindingDoc()
    record: RecordDoc = RecordDoc()
    run: RunDoc = RunDoc()
    variants: dict[Id, VariantDoc] = Field(default={}, description="edits of this scenario, by id")

    @model_validator(mode="after")
    def _threat_of_zones(self) -> Self:
        if self.danger_zones and self.threat is None:
            object.__setattr__(self, "threat", ThreatDoc())
        return self

    @model_validator(mode="after")
    def _with_what_belongs_to_the_movement(self) -> Self:
        if self.movement.calibrated:
            people = [persons.calibrated_with(self.movement) for persons in self.people]
            object.__setattr__(self, "people", people)
        return self

    @property
    def everyone(self) -> list[PersonsDoc]:
        """The populations, after them each steward as a population of one, then each task force."""
        exits = {exit.id: exit for exit in self.venue.exits}
        forces = [_task_force(one, exits[one.enter]) for one in self.responders]
        others = [*(_steward(one) for one in self.staff), *forces]
        return [*self.people, *(one.calibrated_with(self.movement) for one in others)]

    @property
    def guided(self) -> bool:
        """Whether people are told exits."""
        named = self.alarms is not None and any(getattr(one, "exit", None) for one in self.alarms.systems)
        return bool(self.staff or self.signs or self.guidance or self.assistance or named)

    def waits(self, people: PersonsDoc) -> bool:
        """Return whether a population waits for cues; otherwise it starts after its delay from time 0 or arrival."""
        return people.cue == "alarm" or (people.cue is None and self.behaviour is not None)


def _steward(staff: StaffDoc) -> PersonsDoc:
    delay = DutyDelay(reaction=staff.delay, confirmation=staff.confirmation)
    return PersonsDoc.model_validate(population_of(staff)).model_copy(update={"pre_movement": delay})


def _task_force(force: ResponderDoc, exit: ExitDoc) -> PersonsDoc:
    """Return a task force as people who come in by an exit; when they do, the run decides."""
    if exit.line is None:
        raise ValueError(f"exit '{exit.id}' has no line yet: load the scenario with exeunt.load")
    rates = [{"from": 0.0, "until": 1.0, "rate": force.number}]
    return PersonsDoc.model_validate(
        {
            "id": force.id,
            "inflow": {"storey": exit.storey, "line": exit.line, "rates": rates},
            "desired_speed": force.desired_speed.model_dump(),
            "mobility": {},
            "cue": "start",
            "pre_movement": {"kind": "constant", "value": 0.0},
        }
    )
