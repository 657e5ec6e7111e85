"""One task force in the building: its parties, what they know, and what is left to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from exeunt.base.columns import RESCUES
from exeunt.base.smoke import visibility
from exeunt.base.streams import Stream
from exeunt.models.response.chain import Chain
from exeunt.models.response.document import ResponderDoc
from exeunt.models.response.ground import SPACING, Area, Hot, Place
from exeunt.venue.sight import Screens, in_sight
from exeunt.world.duty import nearest_cell
from exeunt.world.ground import Ground
from exeunt.world.state import World

UNREACHED, REACHED, TREATED, CARRIED, COLLECTED = range(len(RESCUES))

TOUCH = 1.5
"""Metres at which a party has come to a casualty, or to a place of its search."""
FEEL = 2.0
"""Metres within which a casualty is found in any smoke."""
AGAIN, TRIES = 60.0, 3
"""Seconds after which something that could not be reached is tried again, and how often it is tried."""

Doing = Literal["search", "treat", "carry", "withdraw"]


@dataclass
class Task:
    """What a party is doing.

    ``target``: number of a place or of a person; ``goal``: where the party walks; ``until``: when work there is over,
    NaN before it has begun; ``left`` and ``nearer``: the way left, m, as short as it has been so far, and since when.
    """

    doing: Doing
    target: int
    goal: int
    began: float
    until: float = float("nan")
    left: float = float("inf")
    nearer: float = float("nan")


@dataclass(eq=False)
class Party:
    """People who go together; the first of them who can act leads."""

    rows: tuple[int, ...]
    task: Task | None = None


@dataclass(eq=False)
class Force:
    """A task force.

    ``known``: casualties that it knows of; ``open``: places still to be searched, ``searched``: m² of
    those that were begun; ``put_off``: what could not be
    reached, until when it is left alone and how often that was.
    """

    doc: ResponderDoc
    number: int
    rows: NDArray[np.intp]
    exit: int
    entry: tuple[int, int, float, float]
    hot: Hot
    areas: list[Area]
    places: list[Place]
    point: list[tuple[int, float, float]]
    parties: list[Party]
    ground: Ground
    chain: Chain | None = None
    told_stages: int = 0
    entered: float = float("nan")
    waits: bool = False
    known: set[int] = field(default_factory=set)
    open: set[int] = field(default_factory=set)
    searched: dict[int, float] = field(default_factory=dict)
    goals: dict[int, int] = field(default_factory=dict)
    beside: dict[int, tuple[int, int, float, float]] = field(default_factory=dict)
    collected: int = 0
    put_off: dict[tuple[str, int], tuple[float, int]] = field(default_factory=dict)
    over: int = -1

    def crew(self, world: World, party: Party) -> list[int]:
        """Return the rows of a party who are inside and can act."""
        active = world.active
        return [row for row in party.rows if active[row]]

    def is_hot(self, world: World, surface: int, x: float, y: float) -> bool:
        """Whether one place is hot now."""
        return bool(self.hot.at(world, np.array([surface], np.int16), np.array([x]), np.array([y]))[0])

    def goal_of_place(self, world: World, number: int) -> int:
        """Return the goal at a place of the search."""
        if number not in self.goals:
            place = self.places[number]
            cell = nearest_cell(world.fields.raster, place.surface, place.x, place.y)
            self.goals[number] = world.fields.add_place(cell)
        return self.goals[number]

    def look(self, world: World, leads: Sequence[int], lying: NDArray[np.intp], screens: Screens) -> None:
        """Let each party notice the casualties that its leader sees or feels."""
        for lead in leads:
            x, y, surface = float(world["x"][lead]), float(world["y"][lead]), int(world["surface"][lead])
            smoke = float(world["extinction"][lead])
            far = min(self.doc.sees, float(visibility(smoke)))
            for person in lying[world["surface"][lying] == surface].tolist():
                px, py = float(world["x"][person]), float(world["y"][person])
                squared = (px - x) ** 2 + (py - y) ** 2
                if person in self.known or squared > max(far, FEEL) ** 2:
                    continue
                if in_sight(screens, surface, x, y, px, py):
                    self.known.add(person)

    def choose(self, world: World, lead: int, able: bool, claimed: set[int]) -> tuple[Task | None, bool]:
        """Return what a party does next, and whether something is left that has to wait.

        The order is that of ``first``. ``able``: whether it has enough people to carry; ``claimed``: casualties in
        others' hands.
        """
        waiting = False
        for doing in self._order():
            if doing == "search":
                numbers = sorted(self.open)
                where = [(self.places[n].surface, self.places[n].x, self.places[n].y) for n in numbers]
            elif doing == "carry" and not able:
                continue
            else:
                numbers = list(self._casualties(world, doing, claimed))
                where = [
                    (int(world["surface"][n]), float(world["x"][n]), float(world["y"][n])) for n in numbers
                ]
            if not numbers:
                continue
            free, put_off = self._free(world, doing, numbers, where)
            waiting |= put_off
            if not free:
                continue
            if doing == "search" and self.doc.search is not None:
                first = min(self.places[numbers[k]].area for k in free)
                free = [k for k in free if self.places[numbers[k]].area == first]
            far = self._far(world, lead, [where[k] for k in free])
            best = free[int(np.argmin(far))]
            for k, way in zip(free, far.tolist(), strict=True):
                if not np.isfinite(way):
                    self.put_off_for_now(world, (doing, numbers[k]), 1)
                    waiting = True
            if not np.isfinite(far).any():
                continue
            return self._task(world, doing, numbers[best], where[best]), waiting
        return None, waiting

    def called_off(self, world: World, claimed: set[int]) -> bool:
        """Whether a search is left for somebody known and untreated who can be gone to: who is seen comes first."""
        numbers = list(self._casualties(world, "treat", claimed))
        where = [(int(world["surface"][n]), float(world["x"][n]), float(world["y"][n])) for n in numbers]
        return bool(numbers and self._free(world, "treat", numbers, where)[0])

    def _order(self) -> tuple[Doing, ...]:
        if self.doc.first == "treat_all":
            return "treat", "search", "carry"
        return (
            ("carry", "treat", "search")
            if self.doc.first == "carry_at_once"
            else ("treat", "carry", "search")
        )

    def _casualties(self, world: World, doing: Doing, claimed: set[int]) -> Iterator[int]:
        wanted = (UNREACHED, REACHED) if doing == "treat" else (TREATED,)
        for person in sorted(self.known - claimed):
            inside = world["present"][person] == 1 and np.isnan(world["time_out"][person])
            if inside and world["rescue"][person] in wanted:
                yield person

    def _free(
        self, world: World, doing: Doing, numbers: Sequence[int], where: Sequence[tuple[int, float, float]]
    ) -> tuple[list[int], bool]:
        """Return which of some targets can be gone to now, and whether others may be later."""
        surface, x, y = (np.array(values) for values in zip(*where, strict=True))
        hot = self.hot.at(world, surface.astype(np.int16), x, y)
        free, later = [], False
        for k, number in enumerate(numbers):
            until, tries = self.put_off.get((doing, number), (-np.inf, 0))
            if tries >= TRIES:
                continue
            if hot[k] or world.time < until:
                later = True
            else:
                free.append(k)
        return free, later

    def _task(self, world: World, doing: Doing, number: int, where: tuple[int, float, float]) -> Task:
        if doing == "search":
            self.open.discard(number)
            goal = self.goal_of_place(world, number)
        else:
            goal = self._goal_at(world, number, where)
        return Task(doing, number, goal, world.time, nearer=world.time)

    def _goal_at(self, world: World, person: int, where: tuple[int, float, float]) -> int:
        """Return the goal at a casualty."""
        known = self.beside.get(person)
        if known is None or known[1:] != where:
            cell = nearest_cell(world.fields.raster, *where, 0.0)
            self.beside[person] = known = (world.fields.add_place(cell), *where)
        return known[0]

    def _far(self, world: World, lead: int, where: Sequence[tuple[int, float, float]]) -> NDArray[np.float64]:
        """Return (places,) the ways to some places from a leader on the coarse ground, m; inf where none leads."""
        one = world["surface"][lead : lead + 1], world["x"][lead : lead + 1], world["y"][lead : lead + 1]
        left = self.ground.distances(self.ground.standing(*one), world.openings.is_open)
        surface, x, y = (np.array(values) for values in zip(*where, strict=True))
        return self.ground.sample(left, surface.astype(np.int16), x, y)

    def give_up(self, world: World, party: Party, why: Literal["hot", "no way"]) -> bool:
        """Leave a task to be tried later; returns whether it is given up for good."""
        task = party.task
        assert task is not None
        party.task = None
        if task.doing == "search":
            self.open.add(task.target)
        tries = self.put_off_for_now(world, (task.doing, task.target), int(why == "no way"))
        if task.doing == "search" and tries >= TRIES:
            self.open.discard(task.target)
        return tries >= TRIES

    def put_off_for_now(self, world: World, key: tuple[str, int], tries: int) -> int:
        """Leave something alone for a while; returns how often it has been tried in vain."""
        tries += self.put_off.get(key, (0.0, 0))[1]
        self.put_off[key] = (world.time + AGAIN, tries)
        return tries

    def search_on(self, world: World, task: Task, lead: int, lying: NDArray[np.intp], seconds: float) -> bool:
        """Go on with a search at a place; returns whether it is done, and everybody there found."""
        place = self.places[task.target]
        x, y = float(world["x"][lead]), float(world["y"][lead])
        squared = (x - place.x) ** 2 + (y - place.y) ** 2
        here = int(world["surface"][lead]) == place.surface
        if not here or squared > SPACING * SPACING:
            return False
        dense = float(world["extinction"][lead]) >= self.doc.dense_smoke
        rate = self.doc.search_smoke if dense else self.doc.search_clear
        self.searched[task.target] = self.searched.get(task.target, 0.0) + seconds * rate
        if squared > TOUCH * TOUCH or self.searched[task.target] < place.share:
            return False
        self._find_around(world, task.target, lying)
        return True

    def _find_around(self, world: World, number: int, lying: NDArray[np.intp]) -> None:
        """Find the casualties of an area that lie nearer to this place than to another one of it."""
        import shapely

        area = self.areas[self.places[number].area]
        mine = [k for k, place in enumerate(self.places) if place.area == self.places[number].area]
        at = np.array([(self.places[k].x, self.places[k].y) for k in mine])
        rows = lying[world["surface"][lying] == area.surface]
        x, y = world["x"][rows], world["y"][rows]
        rows = rows[shapely.intersects_xy(area.ground.buffer(0.3), x, y)]
        for person in rows.tolist():
            squared = (at[:, 0] - world["x"][person]) ** 2 + (at[:, 1] - world["y"][person]) ** 2
            if mine[int(np.argmin(squared))] == number:
                self.known.add(person)

    def drawn(self, world: World, name: str, person: int) -> float:
        """Return what is drawn for one casualty: the time to treat it or to prepare it, s, or the speed, m/s."""
        streams = {"treat": Stream.TREATMENT, "prepare": Stream.CARRIAGE, "carry_speed": Stream.CARRY_SPEED}
        return float(
            getattr(self.doc, name).draw(world.seed, streams[name], world["key"][person : person + 1])[0]
        )
