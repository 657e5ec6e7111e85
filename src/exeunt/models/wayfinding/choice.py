"""What a rule of exit choice sees, and what it must answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from exeunt.base.kinds import Kind

F64 = NDArray[np.float64]
Columns = NDArray[np.intp]
FAMILY = "exit_choice"
WORTH = 10.0
"""Seconds that one unit of utility stands for: the usual 0.1 per second of the logit. Assumption."""


@dataclass(frozen=True)
class View:
    """The people who choose now and the exits, in columns. Nothing in it changes while a rule runs.

    Parameters
    ----------
    exits
        Ids of all exits, in the order of the columns.
    walking
        (people, exits) time in s to walk to each exit alone; infinite if it is shut or cannot be reached.
    ahead
        (people, exits) how many head for that exit and are nearer to it; zeros unless the rule ``counts``.
    others
        (people, exits) share of those nearby who head for that exit, near ones counting more; zeros unless the rule
        ``looks``.
    width
        (exits,) clear widths in metres.
    current, told
        (people,) column of the exit headed for and of the exit told to use, -1 if none.
    key, seed, step
        (people,) random keys; seed of the run; movement step.
    advice
        (people, exits) utility that each exit gains by what people were told or see.
    """

    exits: tuple[str, ...]
    walking: F64
    ahead: F64
    others: F64
    width: F64
    current: Columns
    told: Columns
    key: NDArray[np.uint64]
    seed: int
    step: int
    advice: F64

    @property
    def apparent(self) -> F64:
        """(people, exits) walking time less what advice is worth, for rules that compare times: ``WORTH`` s a unit."""
        return self.walking - WORTH * self.advice if self.advice.any() else self.walking

    def columns(self, ids: tuple[str, ...]) -> Columns:
        """Return the columns of exits given by id."""
        return np.array([self.exits.index(id) for id in ids], dtype=np.intp)


class ExitChoice(Kind):
    """Base of the rules.

    ``revise_every``: seconds between two looks of one person at their choice, 0 for a rule that is asked only
    at the start and when an opening changes. ``revising_share``: share of the people whose turn it is who
    then do look. ``counts``: whether the rule needs the queues.
    """

    counts: ClassVar[bool] = False

    @property
    def revise_every(self) -> float:
        """Seconds between two looks at the choice; 0: never of one's own accord."""
        return 0.0

    @property
    def revising_share(self) -> float:
        """Share of people who do look when it is their turn."""
        return 1.0

    @property
    def looks(self) -> float:
        """Distance in m up to which the rule looks at what others choose; 0: not at all."""
        return 0.0

    @property
    def named(self) -> tuple[str, ...]:
        """Ids of the exits that the rule names."""
        return ()

    def knows(self, view: View) -> NDArray[np.bool_]:
        """Return (people, exits) which exits each knows without seeing them; all, unless the rule says otherwise."""
        return np.ones(view.walking.shape, dtype=np.bool_)

    def choose(self, view: View) -> Columns:
        """Return (people,) the column that each wants, -1 for "nearest open".

        An exit that cannot be reached may be named: the model then sends the person to the nearest open one
        and notes it.
        """
        raise NotImplementedError


def nearest_of(walking: F64, columns: Columns) -> Columns:
    """Return (people,) which of the columns has the least walking time, -1 if none can be reached."""
    if len(columns) == 0:
        return np.full(len(walking), -1, dtype=np.intp)
    part = walking[:, columns]
    best = np.argmin(part, axis=1)
    reached = np.isfinite(part[np.arange(len(part)), best])
    return np.where(reached, columns[best], -1)
