"""Groups wait: who is far ahead of the last member slows down until the others have come up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

from exeunt.venue.sampling import sample_distances
from exeunt.world.contract import Phase
from exeunt.world.state import World


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
    group comes to the pace of its slowest member, and those who have not started are waited for.

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
        {"group", "population", "present", "time_out", "x", "y", "surface", "field", "goal_exit"}
    )
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
        rows = self._members[world.inside[self._members]]
        factor[self._members] = 1.0
        left = sample_distances(
            world.fields.raster.arrays, world.fields.distance, world["field"][rows],
            world["surface"][rows], world["x"][rows], world["y"][rows],
        )  # fmt: skip
        known = np.isfinite(left)
        rows, left, group = rows[known], left[known], world["group"][rows[known]]
        size = np.bincount(group, minlength=world.people)
        last = np.zeros(world.people)
        np.maximum.at(last, group, left)
        ahead = last[group] - left
        waits = (self._gap[rows] + self._patience[rows] - ahead) / self._patience[rows]
        pace = 1.0 - self._slowing[rows] * (size[group] - 1)
        factor[rows] = np.clip(waits, self._least[rows], 1.0) * np.maximum(pace, self._least[rows])
