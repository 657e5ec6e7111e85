"""The model that lets people decide what to do: leave, follow, go to a refuge, hide."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from exeunt.base.columns import ACTIONS, CUES
from exeunt.models.behaviour.actions import F64, ActionsDoc, Flags, Options, certainty, choose, tastes
from exeunt.models.behaviour.prospects import believed_zone, danger_here, ways
from exeunt.models.behaviour.told import ASKS, Told
from exeunt.venue.geometry import middle
from exeunt.venue.sight import Screens, in_sight, opaque
from exeunt.world.air import cell_of
from exeunt.world.contract import Phase
from exeunt.world.refuges import ABANDONED, Shelters
from exeunt.world.state import World
from exeunt.world.status import WAITS

People = NDArray[np.intp]
NONE, EVACUATE, FOLLOW, INVACUATE, HIDE, HELP, AWAIT = range(len(ACTIONS))
LEAVING, HIDING, FIRST = 0, 1, 2
"""Columns of the options; refuges from ``FIRST`` on."""
AT_THE_DOOR = 2.5
"""Who is nearer to the door of a refuge, m, sees whether people are let in. Assumption."""
FRESH = 1.5
"""Who has perceived the zone within this, s, sees it."""
FADED = 0.1
"""Certainty below which what is known of a zone counts no more: three half-lives. Assumption."""
OF_SMOKE = (CUES.index("smoke"), CUES.index("flames or heat"))


class ActionModel:
    """Writes ``action`` and ``refuge``: what everybody who acts has decided.

    Deciding is by ``ActionsDoc``, with each person's own beliefs about doors, refuges and the zone; people who know of
    no danger and have no instruction leave. Who sees the zone decides again every ``often``, others between once and
    twice ``seldom``; at once decides who is refused or driven out by a refuge, has no way to it, hears a new
    instruction or first knows of a zone. Nobody decides in a locked refuge. Members of a group do as its first active
    member does; who helps does that.

    Parameters
    ----------
    rules
        Parameters of the choice.
    smoke
        Extinction at their head, 1/m, from which people know of smoke (``SightsDoc.smoke``).
    twice
        Share of people who wait for the first repeat of a message.
    every
        Seconds between two calls.
    """

    name: ClassVar[str] = "actions"
    phase: ClassVar[Phase] = "behaviour"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "present", "time_out", "incapacitated_at", "start_time", "x", "y", "surface", "group", "key", "population",
            "desired_speed", "sheltered", "place", "field", "zone_known_at", "zone_x", "zone_y", "zone_surface",
            "assists", "helper", "assistance", "extinction", "alerted_by", "clear_width", "mobility",
        }
    )  # fmt: skip
    writes: ClassVar[frozenset[str]] = frozenset({"action", "refuge"})

    def __init__(self, rules: ActionsDoc, smoke: float, twice: float = 0.0, every: float = 0.5) -> None:
        self.rules = rules
        self.smoke = smoke
        self.twice = twice
        self.every = every

    def setup(self, world: World) -> None:
        """Nobody has decided anything."""
        shelters = world.shelters
        self._refuges = shelters.refuges if shelters is not None else ()
        options = FIRST + len(self._refuges)
        self._noise = tastes(world.seed, world["key"], options)
        self._knows: Flags = np.ones((world.people, len(self._refuges)), dtype=np.bool_)
        for refuge in self._refuges:
            if refuge.known_to is not None:
                self._knows[:, refuge.index] = np.isin(world["population"], refuge.known_to)
        self._refused: Flags = np.zeros((world.people, len(self._refuges)), dtype=np.bool_)
        self._doors = [
            np.array([middle(world.venue.openings[door].line) for door in refuge.doors])
            for refuge in self._refuges
        ]
        self._next: F64 = np.full(world.people, -np.inf)
        self._orders = Told(self.rules, world.people, self.every, self.twice)
        self._warned: Flags = np.zeros(world.people, dtype=np.bool_)
        self._smoky: Flags = np.zeros(world.people, dtype=np.bool_)
        self._screens: Screens | None = None
        self._version = -1
        self._grouped = np.flatnonzero(world["group"] >= 0)

    def update(self, world: World, steps: int) -> None:
        """Let those decide whose turn it is; the others of a group do the same."""
        shelters = world.shelters
        acting = world.active & (world["start_time"] <= world.time)
        settled = np.zeros(world.people, dtype=np.bool_)
        if shelters is not None:
            held = world["sheltered"]
            settled = (held >= 0) & shelters.locked[held]
        helping = acting & (world["assists"] >= 0)
        asked = acting & ~settled & ~helping & (self._next <= world.time + 1e-9)
        if shelters is not None:
            asked |= self._turned_away(world, shelters) & acting & ~settled & ~helping
        knows = ~np.isnan(world["zone_known_at"])
        asked |= knows & ~self._warned & acting & ~settled & ~helping
        self._warned = knows
        asked |= self._orders.listen(world) & acting & ~settled & ~helping
        self._see_smoke(world)
        heads = self._heads(world, acting)
        people = np.flatnonzero(asked & (heads == np.arange(world.people)))
        if len(people):
            self._decide(world, people)
        self._do_alike(world, acting & ~settled & ~helping, heads)
        world["action"][helping] = HELP
        world["refuge"][helping] = -1
        waits = acting & (world["assistance"] == WAITS) & (world["refuge"] < 0)
        world["action"][~waits & (world["action"] == AWAIT)] = EVACUATE
        world["action"][waits] = AWAIT

    def _heads(self, world: World, acting: Flags) -> People:
        """Return (people,) whose decision each takes: its own, or that of the first of its group who acts."""
        heads = np.arange(world.people)
        members = self._grouped[acting[self._grouped]]
        if len(members):
            first = np.full(world.people, -1, dtype=np.intp)
            first[world["group"][members[::-1]]] = members[::-1]
            heads[members] = first[world["group"][members]]
        return heads

    def _do_alike(self, world: World, who: Flags, heads: People) -> None:
        rows = np.flatnonzero(who & (heads != np.arange(world.people)))
        does = world["action"][heads[rows]]
        world["action"][rows] = np.where((does == EVACUATE) | (does == HELP), FOLLOW, does)
        world["refuge"][rows] = world["refuge"][heads[rows]]

    def _turned_away(self, world: World, shelters: Shelters) -> Flags:
        """(people,) who has chosen a refuge that turns out to be full, given up or out of reach."""
        chosen = world["refuge"]
        out = np.zeros(world.people, dtype=np.bool_)
        rows = np.flatnonzero(world.active & (chosen >= 0))
        if not len(rows):
            return out
        r = chosen[rows]
        inside = world["sheltered"][rows] == r
        gone = shelters.state[r] == ABANDONED
        out[rows[inside & gone]] = True
        self._refused[rows[inside & gone], r[inside & gone]] = True
        lost = ~inside & (world["place"][rows] >= 0) & (world["field"][rows] < 0)
        out[rows[lost & (world.time > self._next[rows] - self.rules.seldom + 1.0)]] = True
        for refuge in self._refuges:
            if shelters.usable[refuge.index]:
                continue
            near = rows[~inside & (r == refuge.index) & (world["surface"][rows] == refuge.surface)]
            if shelters.locked[refuge.index]:
                # a locked door is found out like any other
                continue
            off = np.full(len(near), np.inf)
            for x, y in self._doors[refuge.index]:
                off = np.minimum(off, (world["x"][near] - x) ** 2 + (world["y"][near] - y) ** 2)
            turned = near[off <= AT_THE_DOOR**2]
            self._refused[turned, refuge.index] = True
            out[turned] = True
            for person in turned.tolist():
                _note(world, person, f"is not let into refuge '{refuge.id}': it is full or given up")
        return out

    def _decide(self, world: World, people: People) -> None:
        age = world.time - world["zone_known_at"][people]
        sure = certainty(age, self.rules.half_life)
        told = self._told(world, people)
        thinks = (sure >= FADED) | told.any(axis=1) | self._smoky[people]
        period = np.where(age <= FRESH, self.rules.often, self.rules.seldom)
        # spread over time, and not always in the same second
        spread = (world["key"][people] % np.uint64(97)).astype(np.float64) / 97.0
        late = np.where(age <= FRESH, 0.0, self.rules.seldom * spread)
        self._next[people] = world.time + period + late
        plain = people[~thinks]
        self._set(world, plain, np.full(len(plain), LEAVING, dtype=np.intp))
        rows = np.flatnonzero(thinks)
        if len(rows):
            options = self._options(world, people[rows], sure[rows], age[rows], told[rows])
            chosen = choose(self.rules, options, self._noise[people[rows]])
            self._set(world, people[rows], np.where(chosen < 0, LEAVING, chosen))

    def _see_smoke(self, world: World) -> None:
        """Take down who has come to know of smoke, where a refuge protects from it; nobody forgets."""
        if any("smoke" in refuge.protects for refuge in self._refuges):
            self._smoky |= np.isin(world["alerted_by"], OF_SMOKE) | (world["extinction"] >= self.smoke)

    def _set(self, world: World, people: People, option: NDArray[np.intp]) -> None:
        refuge = np.where(option >= FIRST, option - FIRST, -1)
        inside = (refuge >= 0) & (world["sheltered"][people] == refuge)
        was = world["action"][people]
        # who is where it locks itself in hides there; who has come to a refuge goes on as it began
        came = inside & (was == INVACUATE)
        world["action"][people] = np.select(
            [option == LEAVING, option == HIDING, inside & ~came], [EVACUATE, HIDE, HIDE], INVACUATE
        )
        world["refuge"][people] = refuge

    def _told(self, world: World, people: People) -> Flags:
        """(people, options) what each has been told to do last and follows, unless it is on fire there."""
        told = np.zeros((len(people), FIRST + len(self._refuges)), dtype=np.bool_)
        asked = self._orders.asked(people)
        told[asked == ASKS.index("evacuate"), LEAVING] = True
        hides = np.flatnonzero(asked == ASKS.index("hide"))
        told[hides, HIDING] = True
        told[hides, FIRST:] = self._held(world, people[hides])
        told[asked == ASKS.index("invacuate"), FIRST:] = True
        if world.burning is not None and world.air is not None and told[:, HIDING:].any():
            for row in np.flatnonzero(told[:, HIDING:].any(axis=1)).tolist():
                i = people[row]
                cell = cell_of(world.air.lattice, int(world["surface"][i]), world["x"][i], world["y"][i])
                if world.burning[cell]:
                    told[row] = False
                    told[row, LEAVING] = True
        return told

    def _held(self, world: World, people: People) -> Flags:
        """(people, refuges) in which refuge each is."""
        return np.asarray(world["sheltered"][people][:, None] == np.arange(len(self._refuges)))

    def _present(self, world: World, people: People) -> NDArray[np.intp]:
        """Return (people,) the column of what each does now, -1 for nothing yet."""
        action, refuge = world["action"][people], world["refuge"][people]
        present = np.where(np.isin(action, (EVACUATE, FOLLOW, AWAIT)), LEAVING, -1)
        present = np.where(action == HIDE, HIDING, present)
        return np.asarray(np.where(refuge >= 0, FIRST + refuge, present), dtype=np.intp)

    def _usable(self, world: World, people: People, sure: F64, told: Flags) -> Flags:
        """(people, refuges) of which refuges each thinks as a way to be safe."""
        out = np.zeros((len(people), len(self._refuges)), dtype=np.bool_)
        self._notice(world, people)
        for refuge in self._refuges:
            r = refuge.index
            helps = told[:, FIRST + r] | ((sure >= FADED) & ("zone" in refuge.protects))
            helps |= self._smoky[people] & ("smoke" in refuge.protects)
            out[:, r] = helps & self._knows[people, r] & ~self._refused[people, r]
        return out

    def _notice(self, world: World, people: People) -> None:
        """Let people take note of refuges whose doors they see."""
        if self._knows.all():
            return
        if self._screens is None or self._version != world.openings.version:
            self._screens, self._version = opaque(world.venue, world.openings.is_open), world.openings.version
        for refuge in self._refuges:
            rows = people[~self._knows[people, refuge.index] & (world["surface"][people] == refuge.surface)]
            for person in rows.tolist():
                x, y = float(world["x"][person]), float(world["y"][person])
                for u, v in self._doors[refuge.index].tolist():
                    off = float(np.sqrt((x - u) ** 2 + (y - v) ** 2))
                    share = 0.1 / max(off, 0.1)
                    if off <= self.rules.notice and in_sight(
                        self._screens, refuge.surface, x, y, u + share * (x - u), v + share * (y - v)
                    ):
                        self._knows[person, refuge.index] = True

    def _options(self, world: World, people: People, sure: F64, age: F64, told: Flags) -> Options:
        zone = believed_zone(world, people, sure, age, self.rules.growth)
        exits = np.array([exit.index for exit in world.venue.exits], dtype=np.int64)
        walking, danger = ways(world, people, exits, zone, self.rules.reach)
        danger *= sure[:, None]
        best = np.argmin(walking + self.rules.danger * danger, axis=1)
        each = np.arange(len(people))
        hides = np.where((sure >= FADED) | told[:, HIDING], 0.0, np.inf)
        columns = [walking[each, best], hides]
        dangers = [danger[each, best], np.zeros(len(people))]
        if self._refuges and world.shelters is not None:
            usable = self._usable(world, people, sure, told)
            to, on_way = ways(world, people, world.shelters.place, zone, self.rules.reach, usable)
            held = self._held(world, people)
            columns += list(np.where(usable, np.where(held, 0.0, to), np.inf).T)
            dangers += list(np.where(held, 0.0, on_way * sure[:, None]).T)
        here = danger_here(world, people, zone, self.rules.reach) * sure
        return Options(
            np.column_stack(columns), np.column_stack(dangers), here, told, self._present(world, people)
        )


def _note(world: World, person: int, cause: str) -> None:
    world.note(
        "refuge refused", cause=cause, person=person, surface=int(world["surface"][person]),
        x=float(world["x"][person]), y=float(world["y"][person]),
    )  # fmt: skip
