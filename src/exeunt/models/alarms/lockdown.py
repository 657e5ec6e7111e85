"""The model of a lockdown: locks doors as ordered, and opens them where the rule lets a fire go first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from exeunt.base.smoke import REFLECTING
from exeunt.models.alarms.lockdown_document import CONTROL_ROOM, LockdownDoc, OrderDoc
from exeunt.venue.compartments import Compartments
from exeunt.venue.venue import STATES
from exeunt.world.air import Air
from exeunt.world.contract import Phase
from exeunt.world.cues import Cue
from exeunt.world.state import World
from exeunt.world.turning import turn

LOCKED, OPEN = STATES.index("locked"), STATES.index("open")
HOT = 60.0
"""°C: air from which on a compartment is on fire whatever the smoke (ISO 13571: tolerable for half an hour)."""
INSTRUCTIONS = {"invacuate": "invacuate", "stay": "hide", "evacuate": "evacuate"}


@dataclass
class _Order:
    """How one order stands: when it was given and ended, the doors that it has locked, seconds of work at the rest."""

    doc: OrderDoc
    doors: tuple[int, ...]
    population: int
    given: float = float("nan")
    ended: float = float("nan")
    locked: list[int] = field(default_factory=list)
    worked: dict[int, float] = field(default_factory=dict)
    cue: Cue | None = None

    @property
    def holds(self) -> bool:
        """Whether it has been given and has not ended."""
        return not np.isnan(self.given) and np.isnan(self.ended)


class LockdownModel:
    """Carries out the orders of a lockdown (see ``OrderDoc``) and the rule for fires (see ``LockdownDoc``).

    A door that is not open is left as it is; when an order ends, or a fire goes first, the doors that it has locked
    are open again. Orders, locked doors and contradictions are events of the run.

    Parameters
    ----------
    rules
        The section of the scenario.
    populations
        Ids, in the order of the column ``population``.
    refuge_doors
        Opening indices of the doors of each refuge, by id.
    rate
        How strong a cue of a kind of ``CUES`` is.
    every
        Seconds between two calls.
    """

    name: ClassVar[str] = "lockdown"
    phase: ClassVar[Phase] = "alarms"
    reads: ClassVar[frozenset[str]] = frozenset(
        {"population", "present", "time_out", "incapacitated_at", "x", "y", "surface"}
    )
    writes: ClassVar[frozenset[str]] = frozenset()

    def __init__(
        self, rules: LockdownDoc, populations: Sequence[str], refuge_doors: Mapping[str, Sequence[int]],
        rate: Callable[[str], float] = lambda _: 1.0, every: float = 0.5,
    ) -> None:  # fmt: skip
        self.rules = rules
        self.populations = tuple(populations)
        self.refuge_doors = dict(refuge_doors)
        self.rate = rate
        self.every = every

    def setup(self, world: World) -> None:
        """Resolve the names in the orders."""
        self._orders = []
        for doc in self.rules.orders:
            doors = [world.venue.opening(id).index for id in doc.doors]
            doors += [door for id in doc.refuges for door in self.refuge_doors[id]]
            population = self.populations.index(doc.by) if doc.by != "remote" else -1
            self._orders.append(_Order(doc, tuple(dict.fromkeys(doors)), population))
            if doc.at is not None:
                world.expected.append(doc.at + doc.delay)
            if doc.until is not None:
                world.expected.append(doc.until)
        self._compartments: Compartments | None = None
        self._of_air: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._burning: NDArray[np.bool_] = np.empty(0, dtype=np.bool_)
        self._freed: set[int] = set()
        self._told = False

    def update(self, world: World, steps: int) -> None:
        """Give, carry out and end orders; let fires go first."""
        for order in self._orders:
            self._give(world, order)
            self._end(world, order)
        self._fire(world)
        for order in self._orders:
            if order.holds:
                self._carry_out(world, order)
                if order.cue is not None and not any(cue is order.cue for cue in world.cues):
                    world.cues.append(order.cue)

    def _give(self, world: World, order: _Order) -> None:
        if not np.isnan(order.given):
            return
        cause = order.doc.at if order.doc.at is not None else world.signals.get(str(order.doc.after), np.inf)
        if cause + order.doc.delay > world.time + 1e-9:
            return
        order.given = world.time
        by = "remotely" if order.population < 0 else f"by '{order.doc.by}'"
        what = f"{len(order.doors)} doors are to be locked {by}" if order.doors else "people are told"
        world.note(
            "lockdown", cause=f"order '{order.doc.id}' is given: {what}", value=float(len(order.doors))
        )
        if order.doc.instruct is not None:
            word = INSTRUCTIONS[order.doc.instruct]
            kind = "live announcement" if order.doc.after == CONTROL_ROOM else "recorded voice"
            until = order.doc.until if order.doc.until is not None else float("nan")
            heard, parts = order.doc.audible.laid(world.venue)
            order.cue = Cue(
                kind,
                order.doc.id,
                self.rate(kind),
                world.time,
                until,
                heard,
                parts,
                instruction=word,
                order=True,
            )

    def _end(self, world: World, order: _Order) -> None:
        if not order.holds or order.doc.until is None or world.time < order.doc.until - 1e-9:
            return
        order.ended = world.time
        world.cues[:] = [cue for cue in world.cues if cue is not order.cue]
        for door in [door for id in order.doc.refuges for door in self.refuge_doors[id]] + order.locked:
            turn(world, door, OPEN)
        world.note("lockdown ends", cause=f"order '{order.doc.id}' ends: its doors are open again")

    def _carry_out(self, world: World, order: _Order) -> None:
        for door in order.doors:
            if door in self._freed or world.openings.state[door] != OPEN:
                continue
            if order.population >= 0:
                if self._someone_at(world, order, door):
                    order.worked[door] = order.worked.get(door, 0.0) + self.every
                if order.worked.get(door, 0.0) < order.doc.time_to_lock - 1e-9:
                    continue
            turn(world, door, LOCKED)
            order.locked.append(door)
            _note(world, "door locked", door, f"is locked: order '{order.doc.id}'")

    def _someone_at(self, world: World, order: _Order, door: int) -> bool:
        opening = world.venue.openings[door]
        rows = np.flatnonzero(
            world.active & (world["population"] == order.population) & (world["surface"] == opening.surface)
        )
        (x0, y0), (x1, y1) = opening.line
        dx, dy = x1 - x0, y1 - y0
        x, y = world["x"][rows], world["y"][rows]
        t = np.clip(((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy), 0.0, 1.0)
        squared = (x0 + t * dx - x) ** 2 + (y0 + t * dy - y) ** 2
        return bool((squared <= order.doc.reach**2).any())

    def _fire(self, world: World) -> None:
        """Open doors where a fire goes first, and say where fire and lockdown contradict each other."""
        if world.air is not None and not np.isnan(world.air.looked_at):
            self._look_for_fire(world, world.air)
        sounding = not np.isnan(world.alarm_at)
        given = [order for order in self._orders if order.holds]
        if sounding and given and not self._told:
            self._told = True
            names = ", ".join(f"'{order.doc.id}'" for order in given)
            rule = {
                "same compartment": "doors open only where there is smoke or heat",
                "everywhere": "the fire goes first: all doors open",
                "never": "the lockdown stands",
            }[self.rules.fire_first]
            world.note("contradiction", cause=f"the fire alarm sounds while {names} holds: {rule}")
        if self.rules.fire_first == "never":
            return
        everywhere = self.rules.fire_first == "everywhere" and sounding
        for order in given:
            if everywhere and order.cue is not None:
                world.cues[:] = [cue for cue in world.cues if cue is not order.cue]
                order.cue = None
            for door in order.doors:
                if door in self._freed:
                    continue
                if everywhere or self._burns_beside(door):
                    self._freed.add(door)
                    if world.openings.state[door] == LOCKED:
                        turn(world, door, OPEN)
                    _note(world, "contradiction", door, f"is opened: fire goes before order '{order.doc.id}'")

    def _burns_beside(self, door: int) -> bool:
        if self._compartments is None:
            return False
        sides = self._compartments.sides[door]
        return bool(self._burning[sides[sides >= 0]].any())

    def _look_for_fire(self, world: World, air: Air) -> None:
        """Find the compartments in which there is smoke or heat; ``World.burning`` (air cells,) shows them."""
        if self._compartments is None:
            self._compartments = Compartments.of(world.venue)
            self._of_air = self._compartments.at(air.surface, air.x, air.y)
            self._burning = np.zeros(len(self._compartments.areas), dtype=np.bool_)
        rows = air.rows
        fire = air.fields["extinction"][rows] > REFLECTING / self.rules.visibility
        fire |= air.fields["air_temperature"][rows] > HOT
        found = np.unique(self._of_air[fire & (self._of_air >= 0)])
        new = found[~self._burning[found]]
        if self.rules.fire_first == "same compartment" and len(new):
            self._burning[new] = True
            burning = np.zeros(air.cells, dtype=np.bool_)
            burning[rows] = (self._of_air >= 0) & self._burning[np.maximum(self._of_air, 0)]
            world.burning = burning


def _note(world: World, kind: str, door: int, words: str) -> None:
    opening = world.venue.openings[door]
    (x0, y0), (x1, y1) = opening.line
    world.note(
        kind, cause=f"{opening.kind} '{opening.id}' {words}", opening=door, surface=opening.surface,
        x=(x0 + x1) / 2, y=(y0 + y1) / 2,
    )  # fmt: skip
