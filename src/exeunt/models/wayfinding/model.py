"""The model of the phase "wayfinding": asks the rules, sends people to an exit and gives them its field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from exeunt.base.errors import Problem, ScenarioError
from exeunt.base.kinds import Kind
from exeunt.base.random import uniforms
from exeunt.base.streams import Stream
from exeunt.models.wayfinding.belief import Belief
from exeunt.models.wayfinding.choice import F64, Columns, ExitChoice, View, nearest_of
from exeunt.models.wayfinding.landings import Landings
from exeunt.models.wayfinding.narrow import NarrowPlaces
from exeunt.models.wayfinding.others import look_around
from exeunt.models.wayfinding.outlook import Outlooks
from exeunt.models.wayfinding.waiting import Waiting
from exeunt.venue.sampling import sample_distances
from exeunt.world.contract import Phase
from exeunt.world.duty import NO_ERRAND, STAY
from exeunt.world.state import World

People = NDArray[np.intp]


class WayfindingModel:
    """Chooses exits by one rule for each population.

    Who is in the venue and has no exit, or no way to it from here, is asked at once; everyone is asked when an
    opening changes state; who is on the way is asked again as often as the rule says, and by rules that look at others
    also on starting, when there is something to see: what was chosen before then has no inertia. Shut exits are never
    chosen.
    Who cannot reach any open exit has ``goal_exit`` and ``field`` -1 and is asked again each time. A group goes where
    its widest member inside goes. Who learns something on its way is asked again, and what it believes since then
    counts (see ``Belief``). Who has a ``World.destination`` goes there, or stays, without a ``goal_exit``.

    Parameters
    ----------
    rules
        The rule of each population, in the order of the populations.
    every
        Seconds between two calls.
    beliefs
        What people may learn on their way and reckon with.
    """

    name: ClassVar[str] = "wayfinding"
    phase: ClassVar[Phase] = "wayfinding"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "population", "key", "mobility", "clear_width", "desired_speed", "assigned_exit", "present", "start_time",
            "x", "y", "surface", "time_out", "goal_exit", "field", "group", "lift", "aboard",
            "incapacitated_at", "extinction", "place", "sheltered", "errand", "zone", "zone_known_at", "zone_x",
            "zone_y", "zone_surface", "visit", "radius", "mission", "assistance", "told_at", "told_exit", "zone_error",
        }
    )  # fmt: skip
    writes: ClassVar[frozenset[str]] = frozenset({"goal_exit", "field", "too_narrow"})

    def __init__(self, rules: Sequence[Kind], every: float = 0.5, beliefs: Sequence[Belief] = ()) -> None:
        self.rules = tuple(_as_rule(rule) for rule in rules)
        self.every = every
        self.beliefs = tuple(beliefs)
        self.outlooks = Outlooks(self.beliefs)
        self._version, self._turned = -1, 0
        self._noted: set[tuple[int, int]] = set()

    def setup(self, world: World) -> None:
        """Check the exits that rules name and find the columns of the exits.

        Raises
        ------
        ScenarioError
            If a rule names an exit that the venue does not have.
        """
        exits = world.venue.exits
        self._exits = np.array([exit.index for exit in exits], dtype=np.int64)
        self._ids = tuple(exit.id for exit in exits)
        ends = np.array([exit.line for exit in exits], dtype=np.float64).reshape(-1, 2, 2)
        self._width = np.sqrt(((ends[:, 1] - ends[:, 0]) ** 2).sum(1))
        self._column_of = np.full(len(world.venue.openings) + 1, -1, dtype=np.intp)
        self._column_of[self._exits] = np.arange(len(exits))
        problems = [
            Problem(
                f"there is no exit '{id}'",
                ("people", k, "exit_choice", "exits"),
                hint=f"There are: {', '.join(self._ids)}.",
            )
            for k, rule in enumerate(self.rules)
            for id in rule.named
            if id not in self._ids
        ]
        if problems:
            raise ScenarioError(problems)
        self._landings = Landings(world) if world.venue.lifts else None
        self._waiting, self._narrow = Waiting(world), NarrowPlaces()
        world["too_narrow"][:] = -1
        self._members = np.flatnonzero(world["group"] >= 0)
        self._place = world.destination
        self._looks = np.array([rule.looks > 0.0 for rule in self.rules], dtype=bool)
        for belief in self.beliefs:
            belief.setup(world)
        self.outlooks = Outlooks(self.beliefs)
        self._version, self._turned = -1, world.openings.turned
        self._noted = set()

    def update(self, world: World, steps: int) -> None:
        """Ask everyone whose turn it is."""
        inside = world.active
        changed = world.openings.version != self._version and not any(one.all_doors for one in self.beliefs)
        # everybody sees how an escalator moves
        changed |= world.openings.turned != self._turned
        self._version, self._turned = world.openings.version, world.openings.turned
        asked = inside.copy() if changed else self._without_way(world)
        asked |= inside & self._starting(world)
        for k, rule in enumerate(self.rules):
            if rule.revise_every > 0:
                asked |= inside & self._turn(world, rule, k)
        before = self._column_of[world["goal_exit"]]
        moved = self._look(world, before) & inside
        asked |= moved
        asked |= inside & (world.destination != self._place)
        self._place = world.destination
        asked[self._waiting.look(world)] = True
        asked &= inside
        gone = ~inside & (world["field"] >= 0)
        world["field"][gone] = -1
        people = np.flatnonzero(asked)
        pinned = set() if changed else set(np.unique(world["field"][inside]).tolist())
        world.fields.pin(pinned)
        if len(people):
            leaving = world.destination[people] == NO_ERRAND
            if leaving.any():
                self._ask(world, people[leaving], pinned)
            if not leaving.all():
                self._send_to_places(world, people[~leaving], pinned)
            self._keep_together(world, pinned)
            self._note_turns(world, moved, before)
        self._wait(world, pinned)

    def _wait(self, world: World, pinned: set[int]) -> None:
        """Let those stand, or go out of the way, who wait for their turn or have no way that is wide enough."""
        lost = world.active & (world["goal_exit"] < 0) & (world["start_time"] <= world.time)
        world["too_narrow"][~lost] = -1
        self._narrow.look(world, np.flatnonzero(lost & (world.destination == NO_ERRAND)), self.outlooks)
        rows, places = self._waiting.places(world, self._narrow.holds(world))
        if len(rows):
            world["field"][rows] = self._fields_to(world, rows, places, pinned)

    def _look(self, world: World, heading: Columns) -> NDArray[np.bool_]:
        """(people,) who looks at its way now and has reason to think again."""
        learned = np.zeros(world.people, dtype=np.bool_)
        call = world.clock.step // world.clock.steps(self.every)
        for belief in self.beliefs:
            if call % max(1, round(belief.every / self.every)) == 0:
                learned |= belief.look(world, heading)
        return learned

    def _note_turns(self, world: World, moved: NDArray[np.bool_], before: Columns) -> None:
        now = self._column_of[world["goal_exit"]]
        for person in np.flatnonzero(moved & (now != before) & (now >= 0) & (before >= 0)).tolist():
            world.note(
                "turned back", person=person, opening=int(world["goal_exit"][person]),
                cause=f"turns from exit '{self._ids[before[person]]}' to exit '{self._ids[now[person]]}'",
                surface=int(world["surface"][person]), x=float(world["x"][person]), y=float(world["y"][person]),
            )  # fmt: skip

    def _keep_together(self, world: World, pinned: set[int]) -> None:
        """Send everyone who has a group where its widest member inside goes who has a way, the first of several."""
        members = self._members[world.active[self._members] & (world.destination[self._members] == NO_ERRAND)]
        if not len(members):
            return
        group = world["group"][members]
        led = members[self._column_of[world["goal_exit"][members]] >= 0]
        led = led[np.argsort(-world.fields.gauges.number(world["clear_width"][led]), kind="stable")]
        head = np.full(world.people, -1, dtype=np.intp)
        head[world["group"][led[::-1]]] = led[::-1]
        goal = np.where(head[group] >= 0, world["goal_exit"][head[group]], -1)
        apart = (self._column_of[goal] >= 0) & (goal != world["goal_exit"][members])
        people, columns = members[apart], self._column_of[goal[apart]]
        if len(people):
            # who does not get to the exit of the others goes its own way
            reached = np.isfinite(self._distances(world, people)[np.arange(len(people)), columns])
            self._send(world, people[reached], columns[reached], pinned)

    def _without_way(self, world: World) -> NDArray[np.bool_]:
        """(people,) who has no exit, or has been pushed to where the field followed does not lead from."""
        to = world.destination
        elsewhere = (to == STAY) | ((to >= 0) & (world["field"] >= 0))
        lost = world.active & (world["goal_exit"] < 0) & ~elsewhere
        rows = np.flatnonzero(world.active & (world["field"] >= 0))
        left = sample_distances(
            world.fields.raster.arrays, world.fields.distance, world["field"][rows],
            world["surface"][rows], world["x"][rows], world["y"][rows],
        )  # fmt: skip
        lost[rows] |= ~np.isfinite(left)
        if self._landings is not None:
            bound = self._landings.heading(world)
            lost |= world.active & (self._column_of[world["goal_exit"]] < 0) & ~bound
            lost &= world["aboard"] < 0
        return np.asarray(lost)

    def _starting(self, world: World) -> NDArray[np.bool_]:
        """(people,) who has started since the last call and looks at what others do."""
        started = world["start_time"] <= world.time
        started &= world["start_time"] > world.time - self.every
        started[started] = self._looks[world["population"][started]]
        return np.asarray(started)

    def _turn(self, world: World, rule: ExitChoice, population: int) -> NDArray[np.bool_]:
        """(people,) who of a population is on the way and looks at the choice again now."""
        mine = (world["population"] == population) & (world["start_time"] <= world.time)
        rows = np.flatnonzero(mine)
        key = world["key"][rows]
        period = np.uint64(max(1, round(rule.revise_every / self.every)))
        call = np.uint64(world.clock.step // world.clock.steps(self.every))
        due = (key + call) % period == 0
        looks = uniforms(world.seed, Stream.EXIT_CHOICE, key, world.clock.step, 1) < rule.revising_share
        mine[rows[~(due & looks)]] = False
        return np.asarray(mine)

    def _ask(self, world: World, people: People, pinned: set[int]) -> None:
        # before new fields may take the place of those that people follow now
        heading = self._heading(world)
        for belief in self.beliefs:
            belief.asked(world, people)
        distance = self._distances(world, people)
        walking = distance / world["desired_speed"][people, None]
        considered = walking.copy()
        current = np.where(self._starting(world)[people], -1, self._column_of[world["goal_exit"][people]])
        told = self._column_of[world["assigned_exit"][people]]
        ahead = self._ahead(heading, distance)
        goal = world["goal_exit"].copy()
        chosen = np.full(len(people), -1, dtype=np.intp)
        for k, rule in enumerate(self.rules):
            rows = np.flatnonzero(world["population"][people] == k)
            if len(rows) == 0:
                continue
            view = View(
                exits=self._ids, walking=walking[rows], ahead=ahead[rows],
                others=self._others(world, people[rows], goal, rule.looks), width=self._width,
                current=current[rows], told=told[rows], key=world["key"][people[rows]],
                seed=world.seed, step=world.clock.step, advice=np.zeros((len(rows), len(self._ids))),
            )  # fmt: skip
            for belief in self.beliefs:
                weighed = belief.weigh(world, people[rows], view.walking, rule.knows(view))
                advice = belief.advice(world, people[rows])
                view = replace(
                    view, walking=weighed, advice=view.advice if advice is None else view.advice + advice
                )
            considered[rows] = view.walking
            chosen[rows] = rule.choose(view)
        each, wanted = np.arange(len(people)), np.maximum(chosen, 0)
        nearest = nearest_of(considered, np.arange(len(self._ids), dtype=np.intp))
        lost = (chosen >= 0) & ~np.isfinite(considered[each, wanted])
        self._note(world, people, np.where(lost & ~np.isfinite(walking[each, wanted]), chosen, -1))
        self._send(world, people, np.where(lost | (chosen < 0), nearest, chosen), pinned)

    def _distances(self, world: World, people: People) -> F64:
        """Return (people, exits) metres of level walking; infinite for shut exits."""
        fields = world.fields
        out = np.full((len(people), len(self._ids)), np.inf)
        for mobility, danger, is_open, rows, gauge, _ in self.outlooks.of(world, people):
            who = people[rows]
            where = (world["surface"][who], world["x"][who], world["y"][who])
            fields.prepare(
                self._exits[is_open[self._exits]].tolist(), is_open, mobility, world.threads, danger, gauge
            )
            for column, exit in enumerate(self._exits):
                if is_open[exit]:
                    slot = fields.slot(int(exit), is_open, mobility, danger, gauge)
                    slots = np.full(len(who), slot, dtype=np.int16)
                    out[rows, column] = sample_distances(fields.raster.arrays, fields.distance, slots, *where)
        return out

    def _heading(self, world: World) -> tuple[Columns, F64]:
        """Return the exit columns of all walkers and how far each still is from it."""
        if not any(rule.counts for rule in self.rules):
            return np.empty(0, dtype=np.intp), np.empty(0)
        walkers = np.flatnonzero(world.active & (world["start_time"] <= world.time) & (world["field"] >= 0))
        left = sample_distances(
            world.fields.raster.arrays, world.fields.distance, world["field"][walkers],
            world["surface"][walkers], world["x"][walkers], world["y"][walkers],
        )  # fmt: skip
        return self._column_of[world["goal_exit"][walkers]], left

    def _ahead(self, heading: tuple[Columns, F64], distance: F64) -> F64:
        """Return (people, exits) how many walkers head for each exit and are nearer to it."""
        out = np.zeros_like(distance)
        goal, left = heading
        if len(goal):
            for column in range(len(self._ids)):
                queue = np.sort(left[goal == column])
                out[:, column] = np.searchsorted(queue, distance[:, column], side="left")
        return out

    def _others(self, world: World, people: People, goal: NDArray[np.int16], sight: float) -> F64:
        """Return (people, exits) the share of those within sight who head for each exit."""
        shares = np.zeros((len(people), len(self._ids)))
        if sight > 0.0:
            seen = np.flatnonzero(world.active & (world["start_time"] < world.time) & (goal >= 0))
            look_around(
                people,
                seen,
                self._column_of[goal[seen]],
                world["surface"],
                world["x"],
                world["y"],
                sight,
                shares,
            )
        return shares

    def _send(self, world: World, people: People, columns: Columns, pinned: set[int]) -> None:
        for belief in self.beliefs:
            belief.decided(world, people, columns)
        goal = (
            np.where(columns >= 0, self._exits[np.maximum(columns, 0)], -1) if len(self._exits) else columns
        )
        if self._landings is not None:
            landing = self._landings.of(world, people, self.outlooks)
            goal = np.where(landing >= 0, landing, goal)
        world["field"][people] = self._fields_to(world, people, goal, pinned)
        world["goal_exit"][people] = goal

    def _fields_to(
        self, world: World, people: People, goal: NDArray[np.int64], pinned: set[int]
    ) -> NDArray[np.int64]:
        """Return (people,) the slots of the fields that lead each to its goal, -1 for those without one."""
        field = np.full(len(people), -1, dtype=np.int64)
        for mobility, danger, is_open, rows, gauge, _ in self.outlooks.of(world, people):
            for one in np.unique(goal[rows][goal[rows] >= 0]).tolist():
                slot = world.fields.slot(one, is_open, mobility, danger, gauge)
                pinned.add(slot)
                world.fields.pin(pinned)
                field[rows[goal[rows] == one]] = slot
        return field

    def _send_to_places(self, world: World, people: People, pinned: set[int]) -> None:
        """Give people the fields to their places; who is in a refuge already goes on inside it."""
        for belief in self.beliefs:
            belief.decided(world, people, np.full(len(people), -1, dtype=np.intp))
        place, held = world.destination[people].astype(np.int64), world["sheltered"][people]
        shelters = world.shelters
        within = np.zeros(len(people), dtype=np.bool_)
        if shelters is not None:
            within = (place >= 0) & (held >= 0)
            within[within] = shelters.leads_on(held[within], place[within])
        field = np.full(len(people), -1, dtype=np.int64)
        way = (place >= 0) & ~within
        field[way] = self._fields_to(world, people[way], place[way], pinned)
        for row in np.flatnonzero(within).tolist():
            assert shelters is not None
            gauge = int(world.fields.gauges.number(world["clear_width"][people[[row]]])[0])
            field[row] = world.fields.slot(int(place[row]), shelters.inside[held[row]], gauge=gauge)
            pinned.add(int(field[row]))
            world.fields.pin(pinned)
        world["field"][people] = field
        world["goal_exit"][people] = -1

    def _note(self, world: World, people: People, columns: Columns) -> None:
        """Note once for each person which exit it would take and cannot reach (columns, -1 for none)."""
        for row in np.flatnonzero(columns >= 0).tolist():
            person, column = int(people[row]), int(columns[row])
            if (person, column) not in self._noted:
                self._noted.add((person, column))
                world.note(
                    "fallback", cause=f"exit '{self._ids[column]}' cannot be reached: the nearest open one is taken",
                    person=person, opening=int(self._exits[column]), surface=int(world["surface"][person]),
                    x=float(world["x"][person]), y=float(world["y"][person]),
                )  # fmt: skip


def _as_rule(rule: Any) -> ExitChoice:
    if not isinstance(rule, ExitChoice):
        raise TypeError(f"{rule!r} is no rule of exit choice")
    return rule
