"""Arrivals: brings people of an inflow into the venue when they are due and their entry place is free."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from numba import njit
from numpy.typing import NDArray

from exeunt.models.population.beside import Beside
from exeunt.world.contract import Phase
from exeunt.world.state import World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
EVERY = 0.1
PATIENCE = 30.0
"""Seconds after which it is noted that somebody who is due finds the entry taken."""


@njit(cache=True)
def _block(
    site_x: Floats, site_y: Floats, site_surface: Ints, site_radius: Floats,
    x: Floats, y: Floats, surface: NDArray[np.int16], radius: Floats, inside: NDArray[np.bool_],
    blocked: NDArray[np.bool_],
) -> None:  # fmt: skip
    """Mark the entry places (sites,) at which a body would overlap a person inside."""
    reach = site_radius.max() + radius.max()
    left, right = site_x.min() - reach, site_x.max() + reach
    low, high = site_y.min() - reach, site_y.max() + reach
    blocked[:] = False
    for i in range(x.size):
        if not (inside[i] and left < x[i] < right and low < y[i] < high):
            continue
        for s in range(site_x.size):
            dx, dy, room = x[i] - site_x[s], y[i] - site_y[s], radius[i] + site_radius[s]
            if site_surface[s] == surface[i] and dx * dx + dy * dy < room * room:
                blocked[s] = True


class Arrivals:
    """Writes ``present``: 1 from the moment a person comes in.

    A person comes in at the first call at or after ``arrival_time`` at which the entry place is free; of several
    people at one place the first due comes in first. People who are to be called have an infinite time until then.
    People with a ``beside`` of their population come in at the nearest free place within it where their own is taken:
    the movement model puts them there (``World.beside``). An event ``arrival`` tells place and delay (``value``, in s).
    The place itself was set when the World was populated.
    """

    name: ClassVar[str] = "arrivals"
    phase: ClassVar[Phase] = "events"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "arrival_time",
            "x",
            "y",
            "vx",
            "vy",
            "surface",
            "radius",
            "time_out",
            "population",
            "incapacitated_at",
        }
    )
    writes: ClassVar[frozenset[str]] = frozenset({"present"})

    def __init__(self, beside: Sequence[float] = (), every: float = EVERY) -> None:
        """Take how far in m beside their place people of each population may come in, and s between two looks."""
        self.beside = beside
        self.every = every

    def setup(self, world: World) -> None:
        """Find the entry places and who is to come in there."""
        waiting = np.flatnonzero(
            (world["present"] == 0) & (world["surface"] >= 0) & np.isnan(world["time_out"])
        )
        self._waiting = waiting[np.argsort(world["arrival_time"][waiting], kind="stable")]
        self._uncalled = int(np.isinf(world["arrival_time"][waiting]).sum())
        place = np.column_stack([world["surface"][waiting], world["x"][waiting], world["y"][waiting]])
        sites, site = np.unique(place, axis=0, return_inverse=True)
        self._site = np.full(world.people, -1, dtype=np.int64)
        self._site[waiting] = site.ravel()
        self._surface = sites[:, 0].astype(np.int64)
        self._x, self._y = np.ascontiguousarray(sites[:, 1]), np.ascontiguousarray(sites[:, 2])
        self._radius = np.zeros(len(sites))
        np.maximum.at(self._radius, self._site[waiting], world["radius"][waiting])
        self._blocked = np.zeros(len(sites), dtype=np.bool_)
        self._told: set[int] = set()
        reach = np.array([*self.beside, 0.0])[world["population"]] if self.beside else np.zeros(world.people)
        self._reach = np.where(self._site >= 0, reach, 0.0)
        moving = self._reach > 0.0
        self._places = Beside(world.venue, float(world["radius"][moving].max())) if moving.any() else None

    def update(self, world: World, steps: int) -> None:
        """Bring in all who are due and whose place is free."""
        if self._uncalled:
            times = world["arrival_time"][self._waiting]
            self._waiting = self._waiting[np.argsort(times, kind="stable")]
            self._uncalled = int(np.isinf(times).sum())
        due = int(np.searchsorted(world["arrival_time"][self._waiting], world.time + 1e-9, side="right"))
        if due == 0:
            return
        _block(self._x, self._y, self._surface, self._radius, world["x"], world["y"], world["surface"],
               world["radius"], world.inside, self._blocked)  # fmt: skip
        come: list[int] = []
        for person in self._waiting[:due].tolist():
            site = self._site[person]
            if not self._blocked[site]:
                self._enter(world, person, float(world["x"][person]), float(world["y"][person]))
                come.append(person)
            elif self._reach[person] > 0.0 and (place := self._find(world, person)) is not None:
                world.beside[person] = place
                self._enter(world, person, *place)
                come.append(person)
        for person in self._waiting[:due].tolist():
            if world.time - world["arrival_time"][person] < PATIENCE:
                break
            self._tell(world, int(self._site[person]))
        if come:
            self._waiting = self._waiting[~np.isin(self._waiting, come)]

    def _tell(self, world: World, site: int) -> None:
        """Note once for each entry who stands or lies in it."""
        if site in self._told or not self._blocked[site]:
            return
        self._told.add(site)
        x, y = float(self._x[site]), float(self._y[site])
        near = world.inside & (world["surface"] == self._surface[site])
        room = world["radius"] + self._radius[site]
        near &= (world["x"] - x) ** 2 + (world["y"] - y) ** 2 < room * room
        lying = int((near & world.fallen).sum())
        cause = f"taken by {int(near.sum())} people, {lying} of whom are incapacitated"
        world.note("entry taken", cause=cause, surface=int(self._surface[site]), x=x, y=y)

    def _find(self, world: World, person: int) -> tuple[float, float] | None:
        """Return the free place nearest to a person's own, None if there is none within reach."""
        assert self._places is not None
        surface = int(world["surface"][person])
        others = np.flatnonzero(world.inside & (world["surface"] == surface))
        x, y = world["x"][others], world["y"][others]
        for k, (px, py) in ((k, world.beside[k]) for k in world.beside):
            x, y = np.where(others == k, px, x), np.where(others == k, py, y)
        at = float(world["x"][person]), float(world["y"][person])
        velocity = float(world["vx"][person]), float(world["vy"][person])
        return self._places.place(
            surface, at, float(world["radius"][person]), velocity, float(self._reach[person]),
            (x, y, world["radius"][others]),
        )  # fmt: skip

    def _enter(self, world: World, person: int, x: float, y: float) -> None:
        world["present"][person] = 1
        surface = int(world["surface"][person])
        room = self._radius + world["radius"][person]
        near = (self._x - x) ** 2 + (self._y - y) ** 2 < room * room
        self._blocked |= near & (self._surface == surface)
        world.note(
            "arrival", person=person, surface=surface, x=x, y=y,
            value=world.time - float(world["arrival_time"][person]),
        )  # fmt: skip
