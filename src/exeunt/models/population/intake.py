"""One population on its way into the columns of the World."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from exeunt.base.errors import Problem
from exeunt.models.population.document import PopulationDoc
from exeunt.models.population.places import Areas, Key, corners, total_area

Points = tuple[tuple[float, float], ...]


@dataclass
class Intake:
    """A population with what is known of it so far: ground, number, times of arrival, rows of the columns."""

    index: int
    doc: PopulationDoc
    areas: Areas
    people: int = 0
    times: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    rows: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64))

    @property
    def key(self) -> Key:
        """Place of the population in the document."""
        return ("people", self.index)


def points(places: NDArray[np.float64]) -> Points:
    """Return places (n, 2) as a problem names them."""
    return tuple((float(x), float(y)) for x, y in places)


def counted(number: int, one: str = "person", many: str = "people") -> str:
    """Return a number with its noun: 1 person, 2 people."""
    return f"{number} {one if number == 1 else many}"


def too_many(intake: Intake, asked: int, fit: int, radius: float, at: Points = ()) -> Problem:
    """Return the problem that of the people asked for, with bodies of that radius, only so many find room."""
    key = next(name for name in ("number", "density", "seats") if getattr(intake.doc, name) is not None)
    where = f" on {total_area(intake.areas):.1f} m²" if intake.areas else ""
    hint = "Ask for fewer people, or give them more ground."
    if not fit:
        hint = (
            f"Nowhere on it is a body {radius:.2f} m away from every wall and door. Give them other ground."
        )
    many = (
        f"of whom only {fit} {'fits' if fit == 1 else 'fit'}" if fit else "and there is room for none of them"
    )
    return Problem(
        f"population '{intake.doc.id}' has {counted(asked)}{where}, {many}", (*intake.key, key),
        at or corners(intake.areas), hint,
    )  # fmt: skip
