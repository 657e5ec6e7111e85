"""People who reckon with the same on their ways share fields: classes of mobility, dangers and doors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from exeunt.models.wayfinding.belief import Belief, Flags, Numbers, People
from exeunt.venue.fields import Danger
from exeunt.world.state import World
from exeunt.world.status import ESCORTED


class Outlook(NamedTuple):
    """What some people reckon with: as ``FieldCache.slot`` takes it, and the ``rows`` of those people.

    ``is_open``: ``known_open`` less what is too narrow for them.
    """

    mobility: int
    danger: int
    is_open: Flags
    rows: People
    gauge: int
    known_open: Flags


class Outlooks:
    """Joins what several kinds of belief say about the same person."""

    def __init__(self, beliefs: Sequence[Belief]) -> None:
        self.beliefs = tuple(beliefs)
        self._joined: dict[tuple[int, ...], int] = {}
        self._versions: tuple[int, ...] = ()

    def of(self, world: World, people: People) -> list[Outlook]:
        """Return the different outlooks of some people, in a fixed order."""
        self._forget(world)
        top = len(world.fields.paces) - 1
        # who is brought out may use what its class of mobility alone may not
        alone = np.where(world["assistance"][people] == ESCORTED, 0, world["mobility"][people])
        gauges = world.fields.gauges
        columns: list[Numbers] = [np.minimum(alone.astype(np.int64), top)]
        columns += [gauges.number(world["clear_width"][people])]
        columns += [belief.dangers(people) for belief in self.beliefs]
        columns += [belief.doors(people) for belief in self.beliefs]
        kinds, inverse = np.unique(np.column_stack(columns), axis=0, return_inverse=True)
        inverse, n = inverse.ravel(), len(self.beliefs)
        found = []
        for k, kind in enumerate(kinds):
            danger = self._danger(world, tuple(kind[2 : n + 2].tolist()))
            known, gauge = self._open(world, kind[n + 2 :].tolist()), int(kind[1])
            fits, rows = gauges.all[gauge].openings, np.flatnonzero(inverse == k)
            found.append(Outlook(int(kind[0]), danger, known & fits, rows, gauge, known))
        return found

    def _open(self, world: World, numbers: list[int]) -> Flags:
        is_open = world.openings.is_open
        for belief, number in zip(self.beliefs, numbers, strict=True):
            if number:
                is_open = belief.believed_open(number, is_open)
        return is_open

    def _danger(self, world: World, numbers: tuple[int, ...]) -> int:
        if not any(numbers):
            return 0
        if numbers not in self._joined:
            parts = [one.danger(k) for one, k in zip(self.beliefs, numbers, strict=True) if k]
            self._joined[numbers] = world.fields.reckon_with(_joined(parts))
        return self._joined[numbers]

    def _forget(self, world: World) -> None:
        """Forget the fields of dangers that have come to stand for something else."""
        versions = tuple(belief.version for belief in self.beliefs)
        if versions == self._versions:
            return
        before = self._versions or versions
        stale = [k for k in range(len(versions)) if versions[k] != before[k]]
        for numbers in [numbers for numbers in self._joined if any(numbers[k] for k in stale)]:
            world.fields.forget(self._joined.pop(numbers))
        self._versions = versions


def _joined(parts: list[Danger]) -> Danger:
    """Return one danger for several: a cell that is dear to more than one counts by its largest factor."""
    if len(parts) == 1:
        return parts[0]
    closed = np.unique(np.concatenate([part.closed for part in parts]))
    cells = np.concatenate([part.dear for part in parts])
    factors = np.concatenate([np.broadcast_to(part.factor, part.dear.shape) for part in parts])
    dear, place = np.unique(cells, return_inverse=True)
    largest = np.ones(len(dear))
    np.maximum.at(largest, place, factors)
    return Danger(closed, dear, largest)
