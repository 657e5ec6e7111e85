"""What people believe about openings, as those read it who weigh ways by it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]


@dataclass(eq=False)
class BelievedDoors:
    """Which openings each person takes to be open.

    Parameters
    ----------
    number
        (people,) 0 for the truth, else a position in ``masks``.
    masks
        (openings,) each: which are open in that belief; the first is a placeholder for the truth.
    """

    number: NDArray[np.int64]
    masks: list[Flags] = field(default_factory=list)


def believed_masks(
    believed: BelievedDoors | None, is_open: Flags, people: NDArray[np.intp]
) -> tuple[NDArray[np.int64], list[Flags]]:
    """Return (people,) the number of what each believes, and what the numbers stand for.

    ``believed`` is None where everybody knows the truth, ``is_open`` (openings,).
    """
    if believed is None:
        return np.zeros(len(people), dtype=np.int64), [is_open]
    return believed.number[people], [is_open, *believed.masks[1:]]
