"""Families and friends start together: a leader, those near it, and children who never go alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from exeunt.world.state import World

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]


class GatherRules(Protocol):
    """How groups of a population gather: see the population's ``groups.gather``."""

    @property
    def within(self) -> float:
        """How near to the leader, m, members are who start with it."""

    @property
    def children(self) -> float:
        """Age in years below which people are children."""


def common_start(planned: Floats, leader: int) -> float:
    """Return when a group starts, s: when its leader would, or half of its members would, whichever comes first.

    Parameters
    ----------
    planned
        (members,) when each would start by itself; inf where that is not known yet.
    leader
        Place of the leader among the members.
    """
    half = np.sort(planned)[(len(planned) + 1) // 2 - 1]
    return float(min(planned[leader], half))


class Gathering:
    """Gives the members of groups that gather one time to start.

    Parameters
    ----------
    rules
        Of each population in the order of the column ``population``; None where groups do not gather.
    """

    def __init__(self, rules: Sequence[GatherRules | None]) -> None:
        self.rules = tuple(rules)

    @property
    def needed(self) -> bool:
        """Whether any group gathers."""
        return any(rule is not None for rule in self.rules)

    def setup(self, world: World) -> None:
        """Find the groups and their leaders."""
        within, children = np.zeros(len(self.rules)), np.zeros(len(self.rules))
        for k, rule in enumerate(self.rules):
            if rule is not None:
                within[k], children[k] = rule.within, rule.children
        population = world["population"]
        rows = np.flatnonzero((world["group"] >= 0) & (within[population] > 0))
        rows = rows[np.argsort(world["group"][rows], kind="stable")]
        cuts = np.flatnonzero(np.diff(world["group"][rows])) + 1
        self.within: Floats = within[population]
        self.child: NDArray[np.bool_] = world["age"] < children[population]
        self.groups: list[Rows] = [members for members in np.split(rows, cuts) if len(members) > 1]
        self._number: Rows = np.full(world.people, -1, dtype=np.intp)
        for number, members in enumerate(self.groups):
            self._number[members] = number
        self._settled: Floats = np.full(world.people, np.nan)
        self._open = list(range(len(self.groups)))

    def starts(self, world: World, planned: Floats) -> Floats:
        """Return (people,) when each starts, given when each would by itself; NaN: not known, or held by its group.

        A group is settled once: as soon as its common start is known. Members farther from the leader than ``within``,
        or on another surface, keep their own time, but no child starts before its leader.
        """
        out, still = planned.copy(), []
        for number in self._open:
            members = self.groups[number]
            members = members[world.active[members]]
            if len(members) < 2:
                still.append(number)
                continue
            when, near = self._settle(world, members, planned)
            if np.isfinite(when):
                self._settled[members[near]] = when
                alone = members[~near & self.child[members]]
                self._settled[alone] = np.fmax(planned[alone], when)
            else:
                out[members[near | self.child[members]]] = np.nan
                still.append(number)
        self._open = still
        return np.where(np.isnan(self._settled), out, self._settled)

    def rise(self, world: World, people: Rows) -> None:
        """Let the groups of these people start now: the leader, those near the leader, all children, and themselves.

        For people in a row of seats past whom somebody wants to go.
        """
        for number in np.unique(self._number[people[self._number[people] >= 0]]).tolist():
            members = self.groups[number]
            members = members[world.active[members] & ~(world["start_time"][members] <= world.time)]
            near = self._near(world, members, self.leader(members)) | np.isin(members, people)
            self._settled[members[near | self.child[members]]] = world.time
            self._open = [other for other in self._open if other != number]

    def _settle(self, world: World, members: Rows, planned: Floats) -> tuple[float, NDArray[np.bool_]]:
        """Return the common start of those members who are near their leader, and who they are."""
        head = self.leader(members)
        near = self._near(world, members, head)
        times = np.where(np.isnan(planned[members[near]]), np.inf, planned[members[near]])
        return max(common_start(times, int(near[:head].sum())), world.time), near

    def _near(self, world: World, members: Rows, head: int) -> NDArray[np.bool_]:
        """Return (members,) who is near the leader, the member at place ``head``, on the same surface."""
        dx, dy = (world[axis][members] - world[axis][members[head]] for axis in ("x", "y"))
        near = dx * dx + dy * dy <= self.within[members] ** 2
        return np.asarray(near & (world["surface"][members] == world["surface"][members[head]]))

    def leader(self, members: Rows) -> int:
        """Return the place of a group's leader among its members: the first who is no child, or the first."""
        grown = np.flatnonzero(~self.child[members])
        return int(grown[0]) if len(grown) else 0
