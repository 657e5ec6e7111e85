"""Lifts: where each car is, what its doors do, and who gets out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import ClassVar

import numpy as np

from exeunt.venue.venue import STATES, Lift
from exeunt.world.contract import Phase
from exeunt.world.state import World

CALL = 2.0
"""Whoever is nearer than this to the doors, in metres, has called the car."""
OPEN, CLOSED = STATES.index("open"), STATES.index("closed")


class Doing(Enum):
    """What a car does; each but waiting and the time with open doors ends at a known time."""

    WAITING = "waits"
    MOVING = "moves"
    OPENING = "opens"
    STANDING = "stands open"
    CLOSING = "closes"


@dataclass
class Car:
    """A car: at or on its way to a stop, and until when it does what it does; ``calls`` by stop, since when."""

    lift: Lift
    at: int
    doing: Doing = Doing.WAITING
    until: float = 0.0
    people: int = 0
    calls: dict[int, float] = field(default_factory=dict)


class Lifts:
    """Moves the cars and writes ``alights_at``: the landing at which a person gets out now.

    Times add up from event to event, so they do not depend on how often the model is called. Landings are open while a
    car stands there with open doors and takes people in; one person passes at a time. See ``venue.Lift.travel_time``
    for the time between stops.
    """

    name: ClassVar[str] = "lifts"
    phase: ClassVar[Phase] = "events"
    reads: ClassVar[frozenset[str]] = frozenset(
        {"aboard", "goal_exit", "start_time", "present", "time_out", "surface", "x", "y", "incapacitated_at"}
    )
    writes: ClassVar[frozenset[str]] = frozenset({"alights_at"})

    def __init__(self, every: float = 0.1) -> None:
        """Take the seconds between two looks at cars and landings."""
        self.every = every

    def setup(self, world: World) -> None:
        """Cars stand at home."""
        self.cars = [Car(lift, lift.home, until=lift.start) for lift in world.venue.lifts]
        world["alights_at"][:] = -1

    def update(self, world: World, steps: int) -> None:
        """Let every car go on."""
        for car in self.cars:
            aboard = np.flatnonzero(world["aboard"] == car.lift.index)
            self._call(world, car)
            # as many events as have happened since the last call
            while self._advance(world, car, aboard):
                pass

    def _call(self, world: World, car: Car) -> None:
        walking = world.active & (world["aboard"] < 0) & (world["start_time"] <= world.time)
        for stop, opening in enumerate(car.lift.stops):
            landing = world.venue.openings[opening]
            bound = (world["goal_exit"] == opening) & (world["surface"] == landing.surface)
            rows, ((x0, y0), (x1, y1)) = np.flatnonzero(walking & bound), landing.line
            squared = (world["x"][rows] - (x0 + x1) / 2) ** 2 + (world["y"][rows] - (y0 + y1) / 2) ** 2
            if (squared <= CALL * CALL).any():
                car.calls.setdefault(stop, world.time)
            elif car.doing is Doing.WAITING:
                car.calls.pop(stop, None)

    def _advance(self, world: World, car: Car, aboard: np.ndarray[tuple[int], np.dtype[np.intp]]) -> bool:
        """Take the next event of a car if it is due; return whether there was one."""
        lift, now = car.lift, world.time + 1e-9
        if car.doing is Doing.STANDING:
            return self._stand(world, car, aboard)
        if car.until > now:
            return False
        if car.doing is Doing.WAITING:
            if not car.calls:
                return False
            car.until = max(car.until, min(car.calls.values()))
            self._go(world, car, min(car.calls, key=lambda stop: (car.calls[stop], stop)))
        elif car.doing is Doing.MOVING:
            self._do(world, car, Doing.OPENING, lift.opening)
        elif car.doing is Doing.OPENING:
            self._do(world, car, Doing.STANDING, 0.0)
            car.people = len(aboard)
            if car.at != lift.to:
                world.openings.set(lift.stops[car.at], OPEN)
        elif len(aboard):
            self._go(world, car, lift.to)
        else:
            self._do(world, car, Doing.WAITING, 0.0)
        return True

    def _go(self, world: World, car: Car, stop: int) -> None:
        if stop == car.at:
            self._do(world, car, Doing.OPENING, car.lift.opening)
            return
        time = car.lift.travel_time(car.at, stop)
        car.at = stop
        self._do(world, car, Doing.MOVING, time)

    def _stand(self, world: World, car: Car, aboard: np.ndarray[tuple[int], np.dtype[np.intp]]) -> bool:
        lift = car.lift
        if car.at == lift.to:
            left = world["alights_at"] >= 0
            left &= world["aboard"] < 0
            world["alights_at"][left] = -1
            if len(aboard):
                out = world["alights_at"][aboard] >= 0
                if not out.any() and car.until <= world.time + 1e-9:
                    world["alights_at"][aboard[0]] = lift.stops[lift.to]
                    # on time, unless the landing was full
                    car.until = max(car.until, world.time - self.every) + lift.transfer
                return False
            if car.until > world.time + 1e-9:
                return False
        else:
            if len(aboard) > car.people:
                car.people, car.until = len(aboard), world.time
            if len(aboard) < lift.capacity and car.until + lift.dwell > world.time + 1e-9:
                return False
            if len(aboard) < lift.capacity:
                car.until += lift.dwell
        world.openings.set(lift.stops[car.at], CLOSED)
        car.calls.pop(car.at, None)
        self._do(world, car, Doing.CLOSING, lift.closing)
        return True

    def _do(self, world: World, car: Car, doing: Doing, lasts: float) -> None:
        stop = world.venue.openings[car.lift.stops[car.at]]
        car.doing, car.until = doing, car.until + lasts
        world.note("lift", cause=f"{stop.id}: {doing.value}", opening=stop.index, surface=stop.surface,
                   value=float(car.people))  # fmt: skip
