"""What joins storeys, as the user writes it: stairs, ramps, escalators and lifts."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from exeunt.base.kinds import parameter
from exeunt.base.quantities import Duration, Length, Rate, Share, Speed
from exeunt.venue.blocks import Block, Id, Line, Name, State

Motion = Literal["up", "down", "stopped"]


def _single(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _adding_up(value: dict[str, float] | list[str]) -> dict[str, float] | list[str]:
    if not value:
        raise ValueError("name at least one stair, ramp or escalator")
    if isinstance(value, dict):
        if min(value.values()) < 0:
            raise ValueError("a share cannot be negative")
        if abs(sum(value.values()) - 1.0) > 1e-6:
            raise ValueError(f"the shares of the stairs add up to {sum(value.values()):g}, not to 1")
    return value


StairsDoc = Annotated[dict[Id, Share] | list[Id], BeforeValidator(_single), AfterValidator(_adding_up)]
"""Stairs to use: a list leaves the choice among them to each person, shares give each person one of them."""


class EndDoc(Block):
    """Where a stair or ramp meets a storey: a line on that storey's edge."""

    storey: Id
    line: Line


class StairDoc(Block):
    """A stair. ``foot`` is the lower end, ``head`` the upper.

    ``straight``: one flight between the two lines. ``landing``: two flights with a level landing of
    ``landing_depth`` half-way. ``half_turn``: foot and head side by side on one line; the flights run away from
    the storeys over ``run`` metres in plan to a landing of ``landing_depth`` that joins them.
    """

    id: Id
    name: Name = ""
    kind: Literal["straight", "landing", "half_turn"] = "straight"
    foot: EndDoc
    head: EndDoc
    run: Length | None = None
    landing_depth: Length = Field(1.5, gt=0)


class RampDoc(Block):
    """A ramp: one sloping surface between two lines."""

    id: Id
    name: Name = ""
    foot: EndDoc
    head: EndDoc


class EscalatorChangeDoc(Block):
    """A change of an escalator at a time: of how it moves, or of whether people may step on, or of both."""

    at: Duration = Field(ge=0)
    direction: Motion | None = Field(None, description="how it moves from then on; default: as before")
    state: State | None = Field(
        None, description="whether people may step on from then on; default: as before"
    )

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.direction is None and self.state is None:
            raise ValueError("a change of an escalator says a 'direction', a 'state' or both")
        return self


class EscalatorDoc(Block):
    """An escalator: one moving flight between two lines, ridden in one direction, or walked like a stair if it stands.

    ``speed`` is that of the steps along the slope. People stand on it, or walk on with their speed on stairs if they
    are among the walkers of their population. ``capacity`` bounds how many step on while it runs; without it the flow
    is what people make who keep their distance. An escalator that is ``stopped`` is a stair, in both directions: people
    go up a still escalator as fast as up a stair (Okada et al. 2011: 0.78 to 0.79 m/s); the same is assumed downwards.
    An escalator that is ``closed`` lets nobody on; those on it go on to its end.
    """

    limitations: ClassVar[tuple[str, ...]] = (
        "People ride escalators at the speed of the steps and keep their distance; riders behind a queue stop "
        "although the steps go on, so a jam at the landing shows no falls.",
        "A stopped escalator is walked as fast as a stair: measured upwards (Okada et al. 2011), assumed "
        "downwards. Everybody knows at once how an escalator moves, and nobody stumbles when it stops.",
    )
    id: Id
    foot: EndDoc
    head: EndDoc
    direction: Motion = Field(
        description="how it moves at the start: up, down, or stopped and walked like a stair"
    )
    speed: Speed = parameter(
        0.5, source="EN 115-1: 0.5, 0.65 and 0.75 m/s; 0.5 m/s is the usual one in buildings", low=0.5, high=0.75,
        unit="m/s", gt=0, le=2, description="speed of the steps along the slope",
    )  # fmt: skip
    capacity: Rate | None = Field(
        None,
        gt=0,
        le=10,
        description="people per second that step on at most while it runs; default: what people make",
    )
    state: State = "open"
    changes: list[EscalatorChangeDoc] = Field([])

    @property
    def motions(self) -> tuple[tuple[float, Motion], ...]:
        """(time in s, how it moves from then on), the first at 0, each different from the one before."""
        listed: list[tuple[float, Motion]] = [(0.0, self.direction)]
        for change in sorted(self.changes, key=lambda one: one.at):
            if change.direction is not None and change.direction != listed[-1][1]:
                listed.append((change.at, change.direction))
        return tuple(listed)


class StopDoc(Block):
    """A landing of a lift: a line on the storey's edge, as wide as the doors."""

    storey: Id
    line: Line


_GUIDE_D = "usual passenger lift, CIBSE Guide D by general knowledge"


class LiftDoc(Block):
    """A lift that brings people to the storey ``to`` and fetches the next, as a lift does in an evacuation.

    Whoever is told to use it waits at the landing. The car goes where somebody waited first, opens, takes in people
    until it is full or nobody has come for ``dwell``, closes, goes to the storey ``to`` and lets everybody out there.
    It runs from rest to rest with ``acceleration`` up to ``speed``.
    """

    limitations: ClassVar[tuple[str, ...]] = (
        "Lifts run by their timetable of doors and rides and never fail. People who wait for one do not give up "
        "and take the stairs, and a car does not stop on its way.",
    )
    id: Id
    stops: Annotated[list[StopDoc], Field(min_length=2)]
    to: Id = Field(description="storey on which people get out")
    capacity: int = parameter(
        8, source=_GUIDE_D, low=4, high=26, assumption=True, ge=1, le=200, description="people in the car"
    )
    speed: Speed = parameter(
        1.0, source=_GUIDE_D, low=0.63, high=2.5, unit="m/s", assumption=True, gt=0, le=20,
        description="highest speed of the car",
    )  # fmt: skip
    acceleration: float = parameter(
        0.6, source=_GUIDE_D, low=0.4, high=1.2, unit="m/s2", assumption=True, gt=0, le=5,
        description="acceleration and deceleration of the car",
    )  # fmt: skip
    opening: Duration = parameter(
        2.0,
        source=_GUIDE_D,
        low=1.5,
        high=4.0,
        unit="s",
        assumption=True,
        ge=0,
        description="time to open the doors",
    )
    closing: Duration = parameter(
        3.0,
        source=_GUIDE_D,
        low=2.0,
        high=5.0,
        unit="s",
        assumption=True,
        ge=0,
        description="time to close the doors",
    )
    transfer: Duration = parameter(
        1.2, source=_GUIDE_D, low=0.8, high=2.0, unit="s", assumption=True, ge=0.2,
        description="time that each person takes through the doors",
    )  # fmt: skip
    dwell: Duration = parameter(
        3.0, source=_GUIDE_D, low=2.0, high=10.0, unit="s", assumption=True, ge=0,
        description="how long the doors stay open for the next person",
    )  # fmt: skip
    start: Duration = Field(0.0, ge=0, description="from when on the car serves the landings")
    home: Id | None = Field(None, description="storey at which the car stands at first; default: 'to'")
