"""From the first cue to acting: what every model of the decision to act has in common.

Perceived cues, the people around and what a person sees by itself go into a kind of the family ``decision``, which says
when the person is alerted, begins to look for confirmation and decides to act. Then come filming, for those who film,
and preparation; then it acts. Direct sight of danger from near cuts all of it short.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from exeunt.base.columns import CUES, MINDS
from exeunt.base.distributions import Distribution
from exeunt.models.behaviour.drawn_delay import DrawnDelay
from exeunt.models.behaviour.gathering import Gathering
from exeunt.models.behaviour.hearing import Counting, Heard
from exeunt.models.behaviour.onlookers import Onlookers
from exeunt.models.behaviour.pre_movement import draw_delays
from exeunt.models.behaviour.preparing import Deciding, Perceived, Rule, Times
from exeunt.models.behaviour.seat_rows import SeatRows
from exeunt.models.behaviour.sights import FLAMES, SMOKE, STEWARD, TOLD, ZONE, Sights
from exeunt.world.contract import Phase
from exeunt.world.state import World

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Rows = NDArray[np.intp]

NEARBY = CUES.index("people nearby")
LOOK_AROUND = 1.0
"""Seconds between two looks at what others do."""
DUTY = DrawnDelay()
"""How stewards and responders decide: after their own delay, with nothing else to do first."""
UNAWARE, ALERTED, INVESTIGATING, PREPARING, ACTING = range(len(MINDS))


class MindModel:
    """Writes how far people have come towards acting, and when they start to move.

    Parameters
    ----------
    decision
        How cues make people act.
    delays
        Of each population in the order of the column ``population``: the delay under a constant cue of rate 1.
    waits
        Which populations wait for cues; the others have one of rate 1 from when they come.
    every
        Seconds between two looks at the world.
    gathering
        How members of groups come to start together; None: each by itself.
    neighbours
        How people in rows of seats rise together; None: each by themself.
    on_duty
        Which populations are stewards or responders: they neither wait to be sure by what others do, nor film, nor
        pack, and act after their own delay (``DUTY``).
    """

    name: ClassVar[str] = "minds"
    phase: ClassVar[Phase] = "behaviour"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "key", "person", "population", "present", "time_out", "incapacitated_at", "x", "y", "surface", "aboard",
            "extinction", "air_temperature", "radiation", "zone_known_at", "zone_seen_at", "zone_x", "zone_y",
            "zone_surface", "field", "errand", "assistance", "place", "sheltered", "group", "age", "speed_factor_group",
        }
    )  # fmt: skip
    writes: ClassVar[frozenset[str]] = frozenset(
        {
            "mind", "aware_at", "alerted_by", "investigating_at", "decided_at", "budget_left", "pre_movement",
            "start_time",
        }
    )  # fmt: skip

    def __init__(
        self,
        decision: Deciding,
        delays: Sequence[Distribution[Any]],
        waits: Sequence[bool],
        every: float = 0.5,
        gathering: Gathering | None = None,
        neighbours: SeatRows | None = None,
        on_duty: Sequence[bool] = (),
    ) -> None:
        self.decision = decision
        self.delays = tuple(delays)
        self.waits = np.array(waits, dtype=np.bool_)
        self.on_duty = np.array(on_duty or [False] * len(self.delays), dtype=np.bool_)
        self.every = every
        self.gathering = gathering
        self.neighbours = neighbours

    def setup(self, world: World) -> None:
        """Draw the delays of everyone; nobody has noticed anything."""
        draw_delays(world, self.delays, self.neighbours)
        world["budget_left"][:] = 1.0
        self._films: Floats = np.zeros(world.people)
        self._planned: Floats = np.full(world.people, np.nan)
        if self.gathering is not None:
            self.gathering.setup(world)
        self._hearing = Counting(self.every, self.decision.twice)
        self._sights = Sights(self.decision.limits)
        influence = self.decision.influence
        self._onlookers = None if influence is None else Onlookers(world.venue, influence.range)
        self._looked, self._share = -LOOK_AROUND, np.zeros(world.people)
        self._rules = [(decision, decision.rule(world)) for decision in (self.decision, DUTY)]
        world.minds = True

    def update(self, world: World, steps: int) -> None:
        """Let everyone who has not decided perceive and decide, up to the next look."""
        self._fall(world)
        if self.neighbours is not None:
            self.neighbours.sort(world, np.isnan(world["decided_at"]))
        rows = np.flatnonzero(world.active & ~(world["start_time"] <= world.time))
        if len(rows):
            seen, near = self._look(world, rows)
            self._react(world, rows, near)
            self._stop_filming(world, rows[seen[:, STEWARD]])
            left = ~(world["decided_at"][rows] <= world.time)
            self._perceive(world, rows[left], seen[left])
        if self.neighbours is not None and len(risen := self.neighbours.risen(world)):
            self._act(world, risen, np.full(len(risen), NEARBY))
            self._planned[risen] = world.time
            if self.gathering is not None:
                self.gathering.rise(world, risen)
        if world.been_everywhere is not None:
            leaves = world.been_everywhere & ~(world["start_time"] <= world.time)
            world["start_time"][leaves] = self._planned[leaves] = world.time
        if self.gathering is not None:
            held = ~(world["start_time"] <= world.time)
            world["start_time"][held] = self.gathering.starts(world, self._planned)[held]
        world["mind"][:] = self._minds(world)

    def _look(self, world: World, rows: Rows) -> tuple[Bools, Bools]:
        """Return (rows, kinds) what people see by themselves, and what of it is so near that they act at once."""
        seen, near = np.zeros((2, len(rows), len(CUES)), dtype=np.bool_)
        seen[:, FLAMES], near[:, FLAMES] = self._sights.flames(world, rows)
        seen[:, ZONE], near[:, ZONE], seen[:, TOLD] = self._sights.zones(world, rows)
        seen[:, SMOKE] = self._sights.smoke(world, rows)
        seen[:, STEWARD] = self._sights.stewards(world, rows)
        return seen, near

    def _react(self, world: World, rows: Rows, near: Bools) -> None:
        """Let those act at once who see danger from near or feel heat."""
        who = rows[near.any(axis=1)]
        self._act(world, who, np.where(near[near.any(axis=1), FLAMES], FLAMES, ZONE))

    def _act(self, world: World, who: Rows, kind: NDArray[np.int64]) -> None:
        """Let people act at once; ``kind`` (people,) is the cue that alerts those who had noticed nothing."""
        new = ~(world["aware_at"][who] <= world.time)
        world["alerted_by"][who[new]] = kind[new]
        for column in ("aware_at", "investigating_at", "decided_at"):
            world[column][who[~(world[column][who] <= world.time)]] = world.time
        world["start_time"][who] = world.time

    def _perceive(self, world: World, rows: Rows, seen: Bools) -> None:
        """Let those decide who have heard no all-clear, and those forget who have: a delay that runs is cut short."""
        heard = self._hearing.look(world, rows, world.time + self.every)
        self._calm(world, rows[heard.clears])
        done = heard.clears | ~np.isnan(world["decided_at"][rows])
        on_duty = self.on_duty[world["population"][rows]]
        for (decision, rule), others in zip(self._rules, (on_duty, ~on_duty), strict=True):
            left = ~(done | others)
            if left.any():
                self._decide(world, rows[left], seen[left], heard.without(~left), decision, rule)

    def _decide(
        self, world: World, rows: Rows, seen: Bools, heard: Heard, decision: Deciding, rule: Rule
    ) -> None:
        """Let people decide by a rule from what they perceive."""
        times = Times(
            world["aware_at"][rows], world["investigating_at"][rows], np.full(len(rows), np.nan),
            world["alerted_by"][rows].astype(np.int64),
        )  # fmt: skip
        before = world["budget_left"][rows]
        rule.decide(world, rows, self._perceived(world, rows, heard, seen, decision), times)
        if (world["budget_left"][rows] < before).any():
            # who burns a budget will act: the run is not over
            world.pending_until = max(world.pending_until, world.time + 2.0 * self.every)
        world["aware_at"][rows], world["investigating_at"][rows] = times.aware, times.looks
        world["alerted_by"][rows] = times.by
        decided = rows[~np.isnan(times.decides)]
        if len(decided):
            when = times.decides[~np.isnan(times.decides)]
            films, prepares = decision.after(world, decided, seen[~np.isnan(times.decides), STEWARD])
            world["decided_at"][decided] = when
            world["start_time"][decided] = self._planned[decided] = when + films + prepares
            self._films[decided] = films

    def _perceived(
        self, world: World, rows: Rows, heard: Heard, seen: Bools, decision: Deciding
    ) -> Perceived:
        start, end = world.time, world.time + self.every
        looks = decision.influence is not None and start >= self._looked + LOOK_AROUND - 1e-9
        if self._onlookers is not None and looks:
            self._looked = start
            acting = (world["start_time"] <= start) & world.active
            # who stands at a post does not show others that it is time to go
            acting[world.duty.rows] = False
            self._share[rows] = self._onlookers.share(world, rows, acting)
        ready = np.where(self.waits[world["population"][rows]], np.inf, start)
        return Perceived(start, end, heard, self._share[rows], seen, ready)

    def _calm(self, world: World, rows: Rows) -> None:
        """Let people who have heard the all-clear before they decided go back to where they were."""
        for _, rule in self._rules:
            rule.clear(world, rows)
        for column in ("aware_at", "investigating_at", "decided_at", "start_time"):
            world[column][rows] = np.nan
        self._planned[rows], self._films[rows] = np.nan, 0.0
        world["alerted_by"][rows] = 0
        world["budget_left"][rows] = 1.0

    def _fall(self, world: World) -> None:
        """Take the start from those who fell before it: they never start."""
        fallen = world.fallen
        world["start_time"][fallen & ~(world["start_time"] <= world["incapacitated_at"])] = np.nan

    def _stop_filming(self, world: World, told: Rows) -> None:
        """Let a steward end the filming of those whom it speaks to."""
        left = world["decided_at"][told] + self._films[told] - world.time
        cut = (world["decided_at"][told] <= world.time) & (left > 0.0) & (self._films[told] > 0.0)
        world["start_time"][told[cut]] -= left[cut]
        self._films[told[cut]] -= left[cut]

    def _minds(self, world: World) -> NDArray[np.int8]:
        """Return (people,) the state that the times give now; whoever has fallen keeps the last one."""
        now = world.time + 1e-9
        mind = np.zeros(world.people, dtype=np.int8)
        for column, state in (
            ("aware_at", ALERTED), ("investigating_at", INVESTIGATING), ("decided_at", PREPARING), ("start_time",
            ACTING),
        ):  # fmt: skip
            mind[world[column] <= now] = state
        fallen = world.fallen
        mind[fallen] = world["mind"][fallen]
        return mind
