"""The World: the changing arrays, the states of the openings, the clock, the events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exeunt.base.columns import COLUMNS
from exeunt.venue.fields import FieldCache
from exeunt.venue.venue import STATES, Venue
from exeunt.world.air import Air, Control, Detection, Probes
from exeunt.world.cues import Cue
from exeunt.world.door_beliefs import BelievedDoors
from exeunt.world.duty import NO_ERRAND, STAY, Stewards
from exeunt.world.events import Event, EventLog
from exeunt.world.refuges import Shelters
from exeunt.world.zones import ZoneFrame

OPEN = STATES.index("open")


@dataclass
class Clock:
    """Time in whole movement steps, so that nothing drifts: time = step × step_size."""

    step_size: float
    step: int = 0

    @property
    def time(self) -> float:
        """Seconds since the start of the incident."""
        return self.step * self.step_size

    def steps(self, duration: float) -> int:
        """Return how many steps make up a duration, at least one."""
        return max(1, round(duration / self.step_size))


@dataclass
class Openings:
    """State of each opening (index into ``STATES``); ``version`` grows with every change.

    ``limit`` (openings,): persons who pass until an opening closes by itself, infinite where it does not; None stands
    for infinite everywhere. ``left`` (openings,): how many of them may still pass; counted anew from each opening on.
    ``way`` (openings,): how the escalator behind each moves, 1 up, -1 down, 0 if it stands or is none; ``turned`` grows
    with every change of that.
    """

    state: NDArray[np.int8]
    version: int = 0
    limit: NDArray[np.float64] | None = None
    way: NDArray[np.int8] = field(default_factory=lambda: np.zeros(0, dtype=np.int8))
    turned: int = 0
    left: NDArray[np.float64] = field(init=False)

    def __post_init__(self) -> None:
        if self.limit is None:
            self.limit = np.full(len(self.state), np.inf)
        self.left = self.limit.copy()
        if len(self.way) != len(self.state):
            self.way = np.zeros(len(self.state), dtype=np.int8)

    def set(self, opening: int, state: int) -> bool:
        """Change one state; returns whether it differs from before."""
        if self.state[opening] == state:
            return False
        self.state[opening] = state
        self.version += 1
        if state == OPEN and self.limit is not None:
            self.left[opening] = self.limit[opening]
        return True

    def turn(self, way: NDArray[np.int8]) -> NDArray[np.bool_]:
        """Let escalators move as ``way`` (openings,) says; returns (openings,) where that differs from before."""
        changed = np.asarray(self.way != way)
        if changed.any():
            self.way = way.copy()
            self.version += 1
            self.turned += 1
        return changed

    @property
    def is_open(self) -> NDArray[np.bool_]:
        """(openings,) whether people can pass."""
        return np.asarray(self.state == OPEN)


@dataclass
class World:
    """All that changes during a run. Row i of every column is person i, from start to end."""

    venue: Venue
    fields: FieldCache
    clock: Clock
    openings: Openings
    columns: dict[str, NDArray[Any]]
    seed: int
    events: EventLog = field(default_factory=EventLog)
    threads: int = 1
    person_steps: int = 0
    dose_form: str = ""
    """Form of the dose equations that the columns of the group ``dose`` follow; empty without hazards."""
    air: Air | None = None
    """The air over the building, where hazards are; None without."""
    probes: Probes | None = None
    """Where detectors hang; None without."""
    controls: list[Control] = field(default_factory=list)
    """Fires that sprinklers have stopped from growing."""
    detections: list[Detection] = field(default_factory=list)
    """Responses of detectors that sources of hazards have themselves, as far as they count towards the alarm."""
    alarm_at: float = float("nan")
    """When the alarm sounded, s; NaN if it has not."""
    alarms_until: float = float("-inf")
    """Up to when, s, an alarm is known to come that has not sounded yet."""
    minds: bool = False
    """Whether the columns of the group ``mind`` mean anything: whether people perceive, believe and decide."""
    response: bool = False
    """Whether the columns of the group ``response`` mean anything: whether there are responders or stated injuries."""
    rescuing: bool = False
    """Whether responders are called, or may still be, and are not done yet."""
    haste: NDArray[np.float64] | float = 1.0
    """(people,) or for all: the largest factor by which a person may become faster than its free speed."""
    zone_began: float | None = None
    """When the first danger zone began, s; None before."""
    pending_until: float = float("-inf")
    """Until when, s, somebody at least is about to go: waits for a danger zone to leave its way, or burns a budget."""
    cues: list[Cue] = field(default_factory=list)
    """What sounds or shows now, written in the phase "alarms"."""
    duty: Stewards = field(default_factory=Stewards.none)
    """Stewards who speak to people face to face now, and what they say; written in the phase "alarms"."""
    zones: list[ZoneFrame] = field(default_factory=list)
    """Where danger zones are now, written in the phase "hazards"."""
    shelters: Shelters | None = None
    """The refuges and how they stand; None without."""
    believed: BelievedDoors | None = None
    """What people take for open, written in the phase "wayfinding"; None where everybody knows the truth."""
    signals: dict[str, float] = field(default_factory=dict)
    """When each detector, call point or the control room gave its signal, s, by id."""
    burning: NDArray[np.bool_] | None = None
    """(cells of the air,) where a fire in the same compartment goes before a lockdown; None where nothing is locked."""
    been_everywhere: NDArray[np.bool_] | None = None
    """(people,) who has been to all places before an alarm and leaves now; None where nobody visits any."""
    beside: dict[int, tuple[float, float]] = field(default_factory=dict)
    """Where people come in now whose own place was taken, by row; written in the phase "events", done by movement."""
    expected: list[float] = field(default_factory=list)
    """Times in s at which something is still to happen: a run in which people shelter does not end before."""

    def __getitem__(self, column: str) -> NDArray[Any]:
        return self.columns[column]

    @property
    def recorded(self) -> dict[str, NDArray[Any]]:
        """The columns that belong into the table of people: not the air of the moment, and only what the run knows."""
        left_out = {"hazard"}
        left_out |= {
            group
            for group, known in (("dose", self.dose_form), ("mind", self.minds), ("response", self.response))
            if not known
        }
        return {name: values for name, values in self.columns.items() if COLUMNS[name].group not in left_out}

    @property
    def people(self) -> int:
        """Number of rows: everyone who is, was or will be in the venue."""
        return len(self.columns["person"])

    @property
    def time(self) -> float:
        """Seconds since the start of the incident."""
        return self.clock.time

    @property
    def inside(self) -> NDArray[np.bool_]:
        """(people,) who is in the venue now."""
        return np.asarray((self["present"] == 1) & np.isnan(self["time_out"]))

    @property
    def fallen(self) -> NDArray[np.bool_]:
        """(people,) who is in the venue and incapacitated."""
        return np.asarray(self.inside & ~np.isnan(self["incapacitated_at"]))

    @property
    def active(self) -> NDArray[np.bool_]:
        """(people,) who is in the venue and not incapacitated."""
        return np.asarray(self.inside & np.isnan(self["incapacitated_at"]))

    @property
    def crew(self) -> NDArray[np.bool_]:
        """(people,) who is a responder: they come to help, and nobody waits for them to leave."""
        return np.asarray(self["task_force"] >= 0)

    @property
    def destination(self) -> NDArray[np.int32]:
        """(people,) goal, as ``FieldCache`` numbers it: -1 for none, -2 for who stays.

        A responder's mission goes before a duty or help, these before a refuge, and an itinerary comes last.
        """
        place = np.where(self["place"] != NO_ERRAND, self["place"], self["visit"])
        errand = np.where(self["errand"] != NO_ERRAND, self["errand"], place)
        return np.where(self["mission"] != NO_ERRAND, self["mission"], errand)

    @property
    def walking(self) -> NDArray[np.bool_]:
        """(people,) who can act and is on the way: has started to leave, or goes to a place before."""
        started = (self["start_time"] <= self.time) & (self["visit"] != STAY)
        return np.asarray(self.active & (started | (self["visit"] >= 0)))

    @property
    def protected(self) -> NDArray[np.bool_]:
        """(people,) who is in a locked refuge and can act."""
        if self.shelters is None:
            return np.zeros(self.people, dtype=np.bool_)
        held = self["sheltered"]
        return np.asarray(self.active & (held >= 0) & self.shelters.locked[held])

    @property
    def sheltering(self) -> NDArray[np.bool_]:
        """(people,) who stays inside on purpose: in a locked refuge, or where it has decided to stay."""
        if not self.minds:
            return np.zeros(self.people, dtype=np.bool_)
        return np.asarray(self.protected | (self.active & (self["place"] == STAY)))

    def note(self, kind: str, cause: str = "", **where: Any) -> None:
        """Append an event at the present time."""
        self.events.add(Event(time=self.time, kind=kind, cause=cause, **where))


def empty_columns(people: int) -> dict[str, NDArray[Any]]:
    """Return every column of the table for that many people, filled with defaults."""
    columns = {name: column.empty(people) for name, column in COLUMNS.items()}
    columns["person"] = np.arange(people, dtype=COLUMNS["person"].dtype)
    return columns
