"""Alarm systems that sound: bells, voices, phones; and bangs that nobody explains."""

from __future__ import annotations

from math import pi
from pathlib import Path
from typing import Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator
from shapely import MultiPolygon, Polygon

from exeunt.base.distributions import Distribution, DurationValues
from exeunt.base.kinds import Kind, parameter, register
from exeunt.base.quantities import Angle, Duration, Length, Share
from exeunt.models.alarms.cap import Alert, AlertError, plan_area, read_alert
from exeunt.models.alarms.places import HeardIn, Reach
from exeunt.venue.blocks import Id, Point

FAMILY = "alarm_system"

Trigger = Literal["detection", "control_room"]
Instruction = Literal["evacuate", "invacuate", "hide", "inform", "all clear"]
_PURSER = "Purser & Bensilum 2001: people listen to the whole message, some to its first repeat"
_OWN = "proposed, no direct source"


class AlarmSystem(Kind):
    """Base of all alarm systems: what starts one, for how long, and where it is heard."""

    limitations: ClassVar[tuple[str, ...]] = (
        "Where an alarm is heard is stated; it is not computed from loudness, walls, music or the noise of the "
        "crowd.",
    )
    id: Id
    cue: ClassVar[str]
    """Word for the cue, one of ``base.columns.CUES``."""
    voice: ClassVar[bool] = False
    """Whether it speaks; two voices at once are not understood."""
    where: list[HeardIn] = Field(default=[], description="where it is heard; default: everywhere")
    trigger: Trigger | None = Field(
        default=None,
        description="what starts it; default: the control room if there is one, else detection",
    )
    time: Duration | None = Field(None, ge=0, description="when it starts (s), instead of a trigger")
    delay: Duration = Field(0.0, ge=0, le=36000, description="from the trigger to its start (s)")
    duration: Duration | None = Field(None, gt=0, description="how long it goes on (s); default: to the end")
    silences: list[Id] = Field(default=[], description="ids of alarm systems that are off while it sounds")
    strength: float = parameter(
        1.0, source="as loud and clear as the one that the rates stand for", low=0.3, high=1.5, assumption=True,
        ge=0, le=5, description="factor on the rate of its kind of cue, such as for poor speech intelligibility",
    )  # fmt: skip
    instruction: Instruction = Field("evacuate", description="what it asks of people")
    exit: Id | None = Field(None, description="exit that it names")

    @model_validator(mode="after")
    def _one_start(self) -> Self:
        if self.time is not None and self.trigger is not None:
            raise ValueError("give either time or trigger")
        if self.id in self.silences:
            raise ValueError("an alarm system cannot silence itself")
        return self

    @property
    def message_length(self) -> float:
        """Seconds that people listen before they have heard it; 0 for what needs no listening."""
        return 0.0

    @property
    def audible(self) -> Reach:
        """Where people hear it."""
        return Reach(tuple(self.where))


@register(FAMILY)
class Bell(AlarmSystem):
    """A bell, sounder or siren: loud, and often not understood as a call to leave."""

    kind: Literal["bell"] = "bell"
    cue: ClassVar[str] = "bell"
    references: ClassVar[tuple[str, ...]] = ("Benthorn & Frantzich 1996",)


class _Voice(AlarmSystem):
    voice: ClassVar[bool] = True
    references: ClassVar[tuple[str, ...]] = ("Benthorn & Frantzich 1996", "Purser & Bensilum 2001")

    message: Duration

    @property
    def message_length(self) -> float:
        """Seconds that one message takes."""
        return self.message


@register(FAMILY)
class RecordedVoice(_Voice):
    """A recorded message that repeats; it counts once it has been heard from end to end."""

    kind: Literal["recorded_voice"] = "recorded_voice"
    cue: ClassVar[str] = "recorded voice"
    message: Duration = parameter(
        20.0, source=f"{_PURSER}; length: {_OWN}", low=5, high=60, unit="s", assumption=True, ge=0, le=600,
        description="length of one message",
    )  # fmt: skip


@register(FAMILY)
class LiveAnnouncement(_Voice):
    """Somebody speaks who sees what is going on; it counts once it has been heard from end to end."""

    kind: Literal["live_announcement"] = "live_announcement"
    cue: ClassVar[str] = "live announcement"
    message: Duration = parameter(
        12.0, source=f"{_PURSER}; length: {_OWN}", low=3, high=60, unit="s", assumption=True, ge=0, le=600,
        description="length of one announcement",
    )  # fmt: skip


@register(FAMILY)
class PhoneAlert(AlarmSystem):
    """An alert on people's phones, written here or read from a CAP 1.2 file; each notices it after a while or never.

    With ``cap_file`` the file says what it asks for, how pressing it is and when it ends; ``time`` or the trigger is
    the moment at which it is sent. With ``position``, only phones in the areas of the file get it.
    """

    kind: Literal["phone_alert"] = "phone_alert"
    cue: ClassVar[str] = "phone alert"
    references: ClassVar[tuple[str, ...]] = ("OASIS 2010, Common Alerting Protocol 1.2",)
    limitations: ClassVar[tuple[str, ...]] = (
        "An alert on phones reaches a stated share of people after a stated time; networks and phones are not "
        "simulated.",
    )
    noticed: Share = parameter(
        0.45, source="assumed below the 72 to 75 % that public tests reach, for a loud and dark place", low=0.3,
        high=0.75, assumption=True, ge=0, le=1, description="share of people who notice it",
    )  # fmt: skip
    latency: DurationValues = parameter(
        {"kind": "log_normal", "median": 15.0, "sigma": 0.8}, validate_default=True, source=_OWN, low=5, high=60,
        unit="s", assumption=True, description="from the alert until somebody who notices it has read it",
    )  # fmt: skip
    cap_file: str | None = Field(None, description="CAP 1.2 file beside the scenario")
    language: str | None = Field(
        None, description="language of the file's info that counts, such as de; default: the first"
    )
    position: tuple[float, float] | None = Field(
        None,
        description="latitude and longitude of the plan's origin (0, 0) in degrees: the alert then reaches the phones "
        "in its areas only; default: all phones in the venue",
    )
    north: Angle | None = Field(
        None, description="direction of north in the plan, counter-clockwise from +x; default: 90 deg, up"
    )
    _within: Polygon | MultiPolygon | None = PrivateAttr(None)

    @model_validator(mode="after")
    def _with_a_file(self) -> Self:
        if self.cap_file is None:
            for name in ("language", "position", "north"):
                if getattr(self, name) is not None:
                    raise ValueError(f"'{name}' goes with 'cap_file'")
            return self
        for name in ("instruction", "duration"):
            if name in self.model_fields_set and getattr(self, name) != type(self).model_fields[name].default:
                raise ValueError(f"the CAP file says it: remove '{name}'")
        if self.position is not None and not (abs(self.position[0]) <= 90 and abs(self.position[1]) <= 180):
            raise ValueError("position is latitude, longitude in degrees")
        if self.north is not None and self.position is None:
            raise ValueError("'north' goes with 'position'")
        return self

    @property
    def audible(self) -> Reach:
        """Where phones get it: what its file says is known once it is filled in."""
        return Reach(tuple(self.where), self._within)

    def within(self, alert: Alert) -> Polygon | MultiPolygon | None:
        """Return the areas of an alert in the plan (m); None if it has none, or the plan has no position."""
        if self.position is None:
            return None
        north = pi / 2 if self.north is None else self.north
        return plan_area(alert.info(self.language), *self.position, north)

    def read(self, folder: Path) -> Alert:
        """Return the alert of the file in a folder; raises AlertError."""
        alert = read_alert(folder / str(self.cap_file))
        alert.info(self.language)
        return alert

    def filled(self, folder: Path) -> PhoneAlert:
        """Return the system with what its file says; itself if it has none or the file is not sound."""
        if self.cap_file is None:
            return self
        try:
            alert = self.read(folder)
        except AlertError:
            return self
        info = alert.info(self.language)
        begins = info.onset or info.effective or alert.sent
        wait = max((begins - alert.sent).total_seconds(), 0.0)
        lasts = (info.expires - max(begins, alert.sent)).total_seconds() if info.expires is not None else None
        changed: dict[str, Any] = {
            "instruction": info.asks,
            "strength": self.strength * info.weight,
            "delay": self.delay + wait if self.time is None else self.delay,
            "time": self.time + wait if self.time is not None else None,
            "duration": lasts,
        }
        filled = self.model_copy(update=changed)
        filled._within = self.within(alert)
        return filled


class BangDoc(BaseModel):
    """A bang that nobody explains: people wonder, and their readiness to believe it fades."""

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    id: Id
    time: Duration = Field(ge=0, description="when (s)")
    storey: Id = Field(description="storey of the place")
    at: Point = Field(description="its place in plan (m)")
    hearing: Length = Field(gt=0, le=2000, description="distance in plan up to which it is heard (m)")
    storeys: list[Id] = Field(default=[], description="further storeys on which it is heard as far")
    context: float = parameter(
        1.0, source="what a bang means depends on recent events (Barr et al. 2024); factor proposed", low=0.5,
        high=3.0, assumption=True, ge=0, le=10, description="factor on its rate: how readily it is read as danger",
    )  # fmt: skip
    half_life: Duration = parameter(
        30.0, source=_OWN, low=10, high=120, unit="s", assumption=True, gt=0, le=3600,
        description="time in which it loses half of its rate",
    )  # fmt: skip
    reported: bool = Field(True, description="whether it is a signal to the control room")

    @property
    def audible(self) -> Reach:
        """Where it is heard: a disc on each of its storeys."""
        storeys = dict.fromkeys((self.storey, *self.storeys))
        return Reach(tuple(HeardIn(storey=one, at=self.at, radius=self.hearing) for one in storeys))


def as_system(system: Kind) -> AlarmSystem:
    """Return a kind of this family as what it is; raises TypeError."""
    if not isinstance(system, AlarmSystem):
        raise TypeError(f"{system!r} is no alarm system")
    return system


def law(values: Any) -> Distribution[Any]:
    """Return a distribution as what it is; raises TypeError."""
    if not isinstance(values, Distribution):
        raise TypeError(f"{values!r} is no distribution")
    return values
