"""Seams: who walks out of a period walks in at its other end, and people see one another across the line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import shapely

from exeunt.base.errors import Problem, ScenarioError
from exeunt.models.movement.arrays import INSIDE, SURFACE, Ints, People, X, Y
from exeunt.models.movement.steps import HERE, HEREABOUTS
from exeunt.venue.venue import Seam
from exeunt.world.state import World


class Seams:
    """Wraps people round the seams of a venue after each step and mirrors those near a seam before it.

    An image is a row that is beyond the line at the place that its original has there, with the same goal and speed;
    others keep away from it and follow it as if it were its original. Rows of images come after those of people and
    are made anew before each step; where the step takes them is forgotten.
    """

    def __init__(self, world: World, reach: float) -> None:
        """Take the distance up to which people notice each other.

        Raises
        ------
        ScenarioError
            If there is less ground than that beyond a line, so that people there would miss images.
        """
        self.seams = world.venue.seams
        self.reach = reach
        self.room = 2 * world.people if self.seams else 0
        self.laps: Ints = np.zeros(world.people, dtype=np.int64)
        problems = [
            Problem(
                f"seam '{seam.id}' needs {reach:.2f} m of ground beyond its lines, has {ground:.2f} m",
                ("venue", "seams", seam.index),
                seam.line,
                "Lengthen the storey at both ends.",
            )
            for seam in self.seams
            if (ground := _ground_beyond(world, seam)) < reach
        ]
        if problems:
            raise ScenarioError(problems)

    def stepping(self, advance: Callable[..., int], everybody: People, people: int) -> Callable[..., int]:
        """Return what does the same as ``advance`` with seams; ``people`` rows of ``everybody`` are people."""
        real = rows_of(everybody, slice(0, people))

        def steps(
            all_people: People, crowd: Any, place: Any, law: Any, new: Any, work: Any, record: Any,
            first: int, last: int, dt: float,
        ) -> int:  # fmt: skip
            for step in range(first, last):
                self._mirror(everybody, real)
                if not advance(all_people, crowd, place, law, new, work, record, step, step + 1, dt):
                    return step - first
                self.wrap(real)
            return last - first

        return steps

    def _mirror(self, everybody: People, real: People) -> None:
        people = len(real.number)
        everybody.code[people:, INSIDE] = 0
        used = people
        for seam in self.seams:
            here = np.flatnonzero((real.code[:, INSIDE] == 1) & (real.code[:, SURFACE] == seam.surface))
            beyond = seam.beyond(real.motion[here, X], real.motion[here, Y])
            for side, near in ((-1.0, beyond < self.reach - seam.depth), (1.0, beyond > -self.reach)):
                rows = here[near]
                images = slice(used, used + len(rows))
                everybody.motion[images] = real.motion[rows]
                everybody.motion[images, X] += side * seam.shift[0]
                everybody.motion[images, Y] += side * seam.shift[1]
                everybody.trait[images] = real.trait[rows]
                everybody.code[images] = real.code[rows]
                everybody.memory[images] = real.memory[rows]
                everybody.key[images] = real.key[rows]
                everybody.number[images] = people + 2 * real.number[rows] + (side > 0.0)
                used += len(rows)

    def wrap(self, real: People) -> None:
        """Move those who are beyond a line to the other end of the period, with the places that they remember."""
        for seam in self.seams:
            here = np.flatnonzero((real.code[:, INSIDE] == 1) & (real.code[:, SURFACE] == seam.surface))
            beyond = seam.beyond(real.motion[here, X], real.motion[here, Y])
            for way, out in ((1, beyond > 0.0), (-1, beyond < -seam.depth)):
                rows = here[out]
                for axis, column in enumerate((X, Y)):
                    real.motion[rows, column] += way * seam.shift[axis]
                    for first, _ in (HERE, HEREABOUTS):
                        real.memory[rows, first + axis] += way * seam.shift[axis]
                self.laps[real.number[rows]] += way


def rows_of(people: People, rows: slice) -> People:
    """Return a view of some rows."""
    return People._make(array[rows] for array in people)


def _ground_beyond(world: World, seam: Seam) -> float:
    """Return how far the storey goes on beyond the nearer of a seam's ends, in metres."""
    area = world.venue.surfaces[seam.surface].area
    outer = shapely.get_coordinates(area)
    beyond = seam.beyond(outer[:, 0], outer[:, 1])
    return float(min(beyond.max(), -seam.depth - beyond.min()))
