"""Level of service: density in six classes, A (free) to F (breakdown), as planners use them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exeunt.results.fields import BIN

Floats = NDArray[np.float64]

LEVELS = ("A", "B", "C", "D", "E", "F")


@dataclass(frozen=True)
class Scale:
    """Upper limits of the classes A to E in 1/m2; F is all above."""

    name: str
    limits: tuple[float, float, float, float, float]
    source: str


WALKWAY = Scale(
    "walkway",
    (0.31, 0.43, 0.72, 1.08, 2.17),
    "J. J. Fruin, Pedestrian Planning and Design (1971): 3.24, 2.32, 1.39, 0.93, 0.46 m2 per person",
)
STAIRS = Scale(
    "stairs",
    (0.54, 0.72, 1.08, 1.54, 2.69),
    "J. J. Fruin, Pedestrian Planning and Design (1971): 1.86, 1.39, 0.93, 0.65, 0.37 m2 per person",
)

QUEUE = Scale(
    "queue",
    (0.83, 1.08, 1.54, 3.57, 5.26),
    "J. J. Fruin, Pedestrian Planning and Design (1971): 1.21, 0.93, 0.65, 0.28, 0.19 m2 per person",
)
SCALES = {scale.name: scale for scale in (WALKWAY, STAIRS, QUEUE)}
"""All scales by name. Taken from secondary literature, the book itself was not at hand: assumptions."""


def scale_of(kind: str) -> Scale:
    """Return the scale for a kind of surface: stairs for flights, walkway for all else."""
    return STAIRS if kind == "flight" else WALKWAY


def level_of_service(density: Floats, scale: Scale = WALKWAY) -> NDArray[np.int8]:
    """Return the index into ``LEVELS`` of densities in 1/m2; a limit itself belongs to the worse class."""
    return np.searchsorted(scale.limits, density, side="right").astype(np.int8)


def service_time(person_time: Floats, kinds: Sequence[str]) -> dict[str, Floats]:
    """Return person-seconds in each level (6,), for ``walkway`` and ``stairs``.

    Parameters
    ----------
    person_time
        (surfaces, bins) person-seconds of moving people by smoothed density, bins of ``BIN`` per m2.
    kinds
        Kind of each surface.
    """
    lower = np.arange(person_time.shape[1]) * BIN
    times = {WALKWAY.name: np.zeros(len(LEVELS)), STAIRS.name: np.zeros(len(LEVELS))}
    for row, kind in zip(person_time, kinds, strict=True):
        scale = scale_of(kind)
        # the small shift keeps a bin that starts at a limit on its upper side in spite of rounding
        level = level_of_service(np.asarray(lower + BIN * 1e-6), scale)
        times[scale.name] += np.bincount(level, weights=row, minlength=len(LEVELS))
    return times
