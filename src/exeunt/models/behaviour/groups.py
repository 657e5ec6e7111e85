"""Groups wait: members far ahead of the last one slow down, and nobody goes ahead of one who has not started."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

from exeunt.venue.sampling import sample_distances
from exeunt.world.contract import Phase
from exeunt.world.duty import NO_ERRAND, STAY
from exeunt.world.state import World
from exeunt.world.status import WAITS


class Manners(Protocol):
    """How people of a population keep to their group: see the population's ``groups``."""

    @property
    def gap(self) -> float:
        """Distance ahead of the last member in m from which on one slows down."""

    @property
    def patience(self) -> float:
        """Further distance in m at which one all but stops."""

    @property
    def least(self) -> float:
        """Share of the own speed that is left then."""

    @property
    def slowing(self) -> float:
        """How much slower a group is for each further member."""


class GroupModel:
    """Writes ``speed_factor_group``.

    With d the distance left to the exit, a the distance by which a person is ahead of the member with the largest d,
    and n the members inside: factor = clip((gap + patience - a) / patience, least, 1) x (1 - slowing (n - 1)). So a
    group comes to the pace of its slowest member.

    Nobody goes farther than gap ahead of a member who has not started: their factor is 0, they stand and wait. Nobody
    waits for members who go elsewhere, stay on purpose, wait for assistance, or have fallen.

    Parameters
    ----------
    manners
        Of each population in the order of the column ``population``; None where nobody has a group.
    every
        Seconds between two looks at the others.
    """

    name: ClassVar[str] = "groups"
    phase: ClassVar[Phase] = "behaviour"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "group", "population", "present", "time_out", "x", "y", "surface", "field", "goal_exit", "start_time",
            "incapacitated_at", "errand", "place", "visit", "mission", "sheltered", "assistance",
        }
    )  # fmt: skip
    writes: ClassVar[frozenset[str]] = frozenset({"speed_factor_group"})

    def __init__(self, manners: Sequence[Manners | None], every: float = 0.2) -> None:
        self.manners = tuple(manners)
        self.every = every

    def setup(self, world: World) -> None:
        """Find out who has a group and how it keeps together."""
        self._members: NDArray[np.intp] = np.flatnonzero(world["group"] >= 0)
        values = np.zeros((4, world.people))
        for index, manner in enumerate(self.manners):
            if manner is not None:
                rows = world["population"] == index
                of = (manner.gap, manner.patience, manner.least, manner.slowing)
                values[:, rows] = np.array(of)[:, None]
        self._gap, self._patience, self._least, self._slowing = values

    def update(self, world: World, steps: int) -> None:
        """Compare everyone with the last member of the group."""
        factor = world["speed_factor_group"]
        comes = world.active & ~world.sheltering & (world["errand"] != STAY) & (world["assistance"] != WAITS)
        rows = self._members[comes[self._members]]
        factor[self._members] = 1.0
        left = sample_distances(
            world.fields.raster.arrays, world.fields.distance, world["field"][rows],
            world["surface"][rows], world["x"][rows], world["y"][rows],
        )  # fmt: skip
        known = np.isfinite(left)
        rows, left = rows[known], left[known]
        # members who make for different goals do not wait for each other
        goal = np.where(world.destination == NO_ERRAND, world["goal_exit"], -2 - world.destination)[rows]
        _, group = np.unique(np.column_stack([world["group"][rows], goal]), axis=0, return_inverse=True)
        group = group.ravel()
        size = np.bincount(group)
        waits = (
            self._gap[rows] + self._patience[rows] - _ahead(left, group, np.ones(len(rows), dtype=np.bool_))
        )
        pace = 1.0 - self._slowing[rows] * (size[group] - 1)
        pace = np.clip(waits / self._patience[rows], self._least[rows], 1.0) * np.maximum(
            pace, self._least[rows]
        )
        started = world["start_time"][rows] <= world.time
        halts = started & (_ahead(left, group, ~started) > self._gap[rows])
        factor[rows] = np.where(halts, 0.0, pace)


def _ahead(
    left: NDArray[np.float64], group: NDArray[np.intp], counts: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return (members,) by how much each is ahead of the last of those of the group who count; -inf without any."""
    last = np.full(int(group.max(initial=-1)) + 1, -np.inf)
    np.maximum.at(last, group[counts], left[counts])
    return last[group] - left
