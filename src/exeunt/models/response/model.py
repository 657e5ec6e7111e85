"""Responders at work: they come in, search, reach casualties, treat them and carry them to the collection point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from exeunt.models.response.chain import WORDS, call_time, draw_chain, may_be_called
from exeunt.models.response.document import ResponderDoc
from exeunt.models.response.force import (
    CARRIED,
    COLLECTED,
    REACHED,
    TOUCH,
    TREATED,
    Force,
    Party,
    Task,
)
from exeunt.models.response.ground import Hot, areas_of, lay_places, search_places
from exeunt.venue.sampling import sample_distances
from exeunt.venue.sight import Screens, in_sight, opaque
from exeunt.world.contract import Phase
from exeunt.world.danger import Dangers
from exeunt.world.duty import STAY, nearest_cell
from exeunt.world.ground import Ground
from exeunt.world.state import World
from exeunt.world.status import WAITS

GATHERED, PATIENCE = 3.0, 15.0
"""Metres within which the bearers of a party are together, and seconds after which those who are there begin."""
LAID = 1.0
"""Metres within which the place at the collection point is reached."""
BESIDE = 4.0
"""Metres within which a casualty is laid down there although people stand in the way."""
BEHIND, SLOW = 3.0, 0.3
"""Metres by which bearers may be behind, and the share of its pace at which the first then goes."""
STUCK, NEARER = 60.0, 0.5
"""Seconds without coming nearer by so many metres after which a party does something else."""
TOGETHER = 60.0
"""Seconds for which those of a party who have come in wait for the others."""
WITHDRAWN = 10.0
"""Seconds for which a party that has withdrawn from hot ground stays away at least."""


class ResponseModel:
    """Writes ``arrival_time`` and ``mission`` of responders, ``speed_factor_carry``, and how far casualties are.

    A casualty is who is incapacitated, or waits for assistance without a helper. It stays where it is until it is
    carried; then it is where the bearer is who goes ahead, and is in nobody's way. From the collection point nobody is
    moved on. Nothing here makes an incapacitated person walk again.

    Responders do not come in, and turn back inside, where the ground is hot (see ``Hot``).

    Parameters
    ----------
    forces
        The task forces.
    dangers
        Ways and sight to danger zones; None where there are none.
    every
        Seconds between two calls.
    """

    name: ClassVar[str] = "response"
    phase: ClassVar[Phase] = "behaviour"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "task_force", "present", "time_out", "x", "y", "surface", "incapacitated_at", "assistance", "helper", "key",
            "field", "desired_speed", "extinction",
        }
    )  # fmt: skip
    writes: ClassVar[frozenset[str]] = frozenset(
        {
            "arrival_time", "mission", "speed_factor_carry", "rescue", "carried_by", "reached_at", "collected_at",
        }
    )  # fmt: skip

    def __init__(
        self, forces: Sequence[ResponderDoc], dangers: Dangers | None = None, every: float = 0.5
    ) -> None:
        self.docs = tuple(forces)
        self.dangers = dangers
        self.every = every

    def setup(self, world: World) -> None:
        """Nobody has been called; lay out what is to be searched and where casualties are laid down."""
        self._screens: tuple[int, Screens] | None = None
        self._ground = Ground(world.venue) if self.dangers is None else self.dangers.ground
        self._forces = [self._force(world, number, doc) for number, doc in enumerate(self.docs)]
        world["mission"][world.crew] = STAY
        world.rescuing = any(may_be_called(doc, world) for doc in self.docs)

    def _force(self, world: World, number: int, doc: ResponderDoc) -> Force:
        venue, rows = world.venue, np.flatnonzero(world["task_force"] == number)
        exit = venue.opening(doc.enter)
        (x0, y0), (x1, y1) = exit.line
        cell = nearest_cell(world.fields.raster, exit.surface, (x0 + x1) / 2, (y0 + y1) / 2)
        x, y = (float(value) for value in world.fields.raster.centres(cell)[0])
        areas = areas_of(venue, doc.search)
        places = search_places(venue, areas, (x, y))
        surface = venue.surface(doc.collection_point.storey).index
        point = lay_places(world, surface, doc.collection_point.at)
        # who comes in one after the other goes together
        parties = np.array_split(rows, max(1, len(rows) // doc.bearers))
        return Force(
            doc, number, rows, exit.index, (world.fields.add_place(cell), exit.surface, x, y),
            Hot(self.dangers, doc.keep_away), areas, places, point,
            [Party(tuple(members.tolist())) for members in parties], self._ground,
            open=set(range(len(places))),
        )  # fmt: skip

    def update(self, world: World, steps: int) -> None:
        """Let each task force go on."""
        world["speed_factor_carry"][world.crew] = 1.0
        lying = world.fallen | (world.active & (world["assistance"] == WAITS) & (world["helper"] < 0))
        rows = np.flatnonzero(lying & (world["rescue"] < CARRIED))
        rescuing = False
        for force in self._forces:
            self._arrive(world, force, rows)
            if not np.isnan(force.entered):
                self._work(world, force, rows)
            called = force.chain is not None
            rescuing |= force.over < 0 if called else may_be_called(force.doc, world)
        world.rescuing = rescuing

    def _arrive(self, world: World, force: Force, lying: NDArray[np.intp]) -> None:
        """Follow the chain up to the entry."""
        if force.chain is None:
            called = call_time(force.doc, world)
            if np.isnan(called):
                return
            force.chain = draw_chain(force.doc, called, world.seed)
        while force.told_stages < len(WORDS) and force.chain[force.told_stages] <= world.time + 1e-9:
            _say(world, force, WORDS[force.told_stages], force.chain[force.told_stages])
            force.told_stages += 1
        if force.told_stages < len(WORDS) or not np.isnan(force.entered):
            return
        _, surface, x, y = force.entry
        point = world.venue.surface(force.doc.collection_point.storey).index, *force.point[0][1:]
        hot = force.is_hot(world, surface, x, y) or force.is_hot(world, *point)
        if hot or not world.openings.is_open[force.exit]:
            if not force.waits:
                force.waits = True
                _say(world, force, "waits outside: " + ("danger is near" if hot else "its entrance is shut"))
            return
        force.entered = world.time
        world["arrival_time"][force.rows] = world.time
        if force.doc.told:
            force.known |= set(lying.tolist())
        _say(world, force, "enters", world.time)

    def _work(self, world: World, force: Force, lying: NDArray[np.intp]) -> None:
        """Let all parties of a task force do something for the time until the next call."""
        crews = [force.crew(world, party) for party in force.parties]
        leads = [crew[0] for crew in crews if crew]
        if len(lying):
            force.look(world, leads, lying, self._hiding(world))
        waiting = bool((world["present"][force.rows] == 0).any())
        for party, crew in zip(force.parties, crews, strict=True):
            if not crew:
                self._drop(world, force, party)
                continue
            outside = (world["present"][list(party.rows)] == 0).any()
            if outside and world.time - force.entered <= TOGETHER:
                # out of the entry, in which they would be in the way of the others
                world["mission"][crew] = force.point[0][0]
                continue
            waiting |= self._act(world, force, party, crew, lying)
        idle = all(party.task is None for party in force.parties)
        if not waiting and idle and force.over != force.collected:
            force.over = force.collected
            _say(world, force, f"is done, {force.collected} at the collection point", world.time)
        elif waiting or not idle:
            force.over = -1

    def _act(
        self, world: World, force: Force, party: Party, crew: list[int], lying: NDArray[np.intp]
    ) -> bool:
        """Let one party go on with its task, or take the next; returns whether it waits for something."""
        lead, waiting = crew[0], False
        at = int(world["surface"][lead]), float(world["x"][lead]), float(world["y"][lead])
        carries = party.task is not None and world["carried_by"][party.task.target] == lead
        if force.is_hot(world, *at) and not carries and not _withdraws(party):
            self._withdraw(world, force, party)
        claimed = self._claimed()
        if party.task is not None and party.task.doing == "search" and force.called_off(world, claimed):
            self._drop(world, force, party)
        able = len(crew) >= min(force.doc.bearers, len(party.rows))
        if party.task is None:
            party.task, waiting = force.choose(world, lead, able, claimed)
        if party.task is not None:
            done = self._go_on(world, force, party, crew, lying)
            if done:
                party.task, waiting = force.choose(world, lead, able, self._claimed())
        goal = STAY if party.task is None else party.task.goal
        world["mission"][list(party.rows)] = goal
        return waiting

    def _claimed(self) -> set[int]:
        """Return the casualties in the hands of a party."""
        tasks = [party.task for force in self._forces for party in force.parties if party.task is not None]
        return {task.target for task in tasks if task.doing in ("treat", "carry")}

    def _go_on(
        self, world: World, force: Force, party: Party, crew: list[int], lying: NDArray[np.intp]
    ) -> bool:
        """Go on with a task; returns whether the party has none any more."""
        task = party.task
        assert task is not None
        if task.doing == "search":
            if force.search_on(world, task, crew[0], lying, self.every):
                party.task = None
        elif task.doing == "treat":
            self._treat(world, force, party, crew)
        elif task.doing == "carry":
            self._carry(world, force, party, crew)
        elif world.time >= task.until and not force.is_hot(
            world, int(world["surface"][crew[0]]), float(world["x"][crew[0]]), float(world["y"][crew[0]])
        ):
            party.task = None
        if party.task is task:
            self._watch(world, force, party, crew[0])
        return party.task is None

    def _watch(self, world: World, force: Force, party: Party, lead: int) -> None:
        """Give up what a party does not come nearer to."""
        task = party.task
        assert task is not None
        one = np.array([lead])
        left = sample_distances(
            world.fields.raster.arrays, world.fields.distance, world["field"][one], world["surface"][one],
            world["x"][one], world["y"][one],
        )[0]  # fmt: skip
        if left < task.left - NEARER or not np.isnan(task.until) or task.goal == STAY:
            task.left, task.nearer = float(left), world.time
        walked_enough = task.doing == "search" and left <= TOUCH
        carried = task.doing == "carry" and world["carried_by"][task.target] >= 0
        if world.time - task.nearer <= STUCK or walked_enough or carried or task.doing == "withdraw":
            return
        what = (
            force.areas[force.places[task.target].area].id
            if task.doing == "search"
            else f"person {task.target}"
        )
        if force.give_up(world, party, "no way"):
            _say(world, force, f"cannot reach {what}")

    def _treat(self, world: World, force: Force, party: Party, crew: list[int]) -> None:
        task = party.task
        assert task is not None
        person = task.target
        if world["rescue"][person] >= TREATED:
            party.task = None
        elif np.isnan(task.until):
            if not self._at(world, crew[0], person):
                return
            task.until, task.goal = world.time + force.drawn(world, "treat", person), STAY
            world["rescue"][person] = REACHED
            if np.isnan(world["reached_at"][person]):
                world["reached_at"][person] = world.time
                _note(world, "reached", person)
        elif world.time >= task.until:
            world["rescue"][person] = TREATED
            party.task = None

    def _carry(self, world: World, force: Force, party: Party, crew: list[int]) -> None:
        task, lead = party.task, crew[0]
        assert task is not None
        person = task.target
        bearer = int(world["carried_by"][person])
        if bearer < 0:
            self._lift(world, force, task, crew)
            return
        if bearer != lead or len(crew) < min(force.doc.bearers, len(party.rows)):
            self._drop(world, force, party)
            return
        goal, x, y = force.point[force.collected % len(force.point)]
        if task.goal != goal:
            task.goal, task.left, task.nearer = goal, float("inf"), world.time
        dx, dy = float(world["x"][lead]) - x, float(world["y"][lead]) - y
        here = int(world["surface"][lead]) == world.venue.surface(force.doc.collection_point.storey).index
        squared = dx * dx + dy * dy
        held_up = world.time - task.nearer > PATIENCE and squared <= BESIDE * BESIDE
        if here and (squared <= LAID * LAID or held_up):
            force.collected += 1
            world["carried_by"][person], world["rescue"][person] = -1, COLLECTED
            world["collected_at"][person] = world.time
            _note(world, "at the collection point", person)
            party.task = None
            return
        pace = force.drawn(world, "carry_speed", person)
        for row in crew:
            world["speed_factor_carry"][row] = min(pace / float(world["desired_speed"][row]), 1.0)
        if max(_apart(world, lead, row) for row in crew) > BEHIND:
            world["speed_factor_carry"][lead] *= SLOW

    def _lift(self, world: World, force: Force, task: Task, crew: list[int]) -> None:
        """Come to a casualty, prepare it once the bearers are together, and lift it."""
        person, lead = task.target, crew[0]
        if np.isnan(task.until):
            if not self._at(world, lead, person):
                return
            late = world.time - task.nearer > PATIENCE
            if max(_apart(world, lead, row) for row in crew) > GATHERED and not late:
                return
            task.until, task.goal = world.time + force.drawn(world, "prepare", person), STAY
        elif world.time >= task.until:
            world["carried_by"][person], world["rescue"][person] = lead, CARRIED
            task.until = float("nan")
            _note(world, "carried", person)

    def _at(self, world: World, row: int, person: int) -> bool:
        """Whether somebody has come to a casualty, with no wall between them."""
        if _apart(world, row, person) > TOUCH:
            return False
        (ax, ay), (bx, by) = ((float(world["x"][who]), float(world["y"][who])) for who in (row, person))
        return bool(in_sight(self._hiding(world), int(world["surface"][row]), ax, ay, bx, by))

    def _hiding(self, world: World) -> Screens:
        """Return what hides now, found anew when an opening has changed."""
        version = world.openings.version
        if self._screens is None or self._screens[0] != version:
            self._screens = version, opaque(world.venue, world.openings.is_open)
        return self._screens[1]

    def _drop(self, world: World, force: Force, party: Party) -> None:
        """Let go of a task that a party cannot go on with; who was carried lies where the bearer is."""
        task = party.task
        if task is None:
            return
        if task.doing == "carry" and world["carried_by"][task.target] >= 0:
            world["carried_by"][task.target], world["rescue"][task.target] = -1, TREATED
            _note(world, "laid down on the way", task.target)
        if task.doing == "search":
            force.open.add(task.target)
        party.task = None

    def _withdraw(self, world: World, force: Force, party: Party) -> None:
        """Leave hot ground: to the collection point, or to the entrance where that is hot as well."""
        if party.task is not None:
            force.give_up(world, party, "hot")
        surface = world.venue.surface(force.doc.collection_point.storey).index
        goal, x, y = force.point[0]
        goal = force.entry[0] if force.is_hot(world, surface, x, y) else goal
        party.task = Task("withdraw", -1, goal, world.time, until=world.time + WITHDRAWN, nearer=world.time)
        _say(world, force, "withdraws from danger")


def _withdraws(party: Party) -> bool:
    return party.task is not None and party.task.doing == "withdraw"


def _apart(world: World, one: int, other: int) -> float:
    if world["surface"][one] != world["surface"][other]:
        return float("inf")
    dx, dy = (float(world[axis][one] - world[axis][other]) for axis in ("x", "y"))
    return float(np.sqrt(dx * dx + dy * dy))


def _say(world: World, force: Force, what: str, when: float = float("nan")) -> None:
    _, surface, x, y = force.entry
    cause = f"task force '{force.doc.id}' {what}"
    world.note("responders", cause=cause, opening=force.exit, surface=surface, x=x, y=y, value=when)


def _note(world: World, what: str, person: int) -> None:
    world.note(
        "rescue", cause=what, person=person, surface=int(world["surface"][person]), x=float(world["x"][person]),
        y=float(world["y"][person]), value=float(world["incapacitated_at"][person]),
    )  # fmt: skip
