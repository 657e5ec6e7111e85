"""What a person is doing, derived from other columns; written to trajectories, never stored twice."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from exeunt.base.columns import STATUSES, STUCK_REASONS
from exeunt.world.duty import STAY
from exeunt.world.state import World

ABSENT, WAITING, MOVING, OUT, INCAPACITATED = range(len(STATUSES))
(
    NO_REASON, NO_ROUTE, BY_PEOPLE, BY_GEOMETRY, FALLEN, AWAITS, TOO_NARROW, BY_TURNS, PLUGGED, FOR_GROUP,
) = range(len(STUCK_REASONS))  # fmt: skip
UNAIDED, WAITS, ESCORTED = range(3)
"""Values of the column ``assistance``."""


def statuses(world: World) -> NDArray[np.int8]:
    """Return (people,) indices into ``STATUSES`` at the present time."""
    status = np.full(world.people, ABSENT, dtype=np.int8)
    present = world["present"] == 1
    started = (world["start_time"] <= world.time + 1e-9) & (world["visit"] != STAY)
    status[present] = WAITING
    status[present & (started | (world["visit"] >= 0))] = MOVING
    status[world.fallen] = INCAPACITATED
    status[~np.isnan(world["time_out"])] = OUT
    return status
