"""What a person is doing, derived from other columns; written to trajectories, never stored twice."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from exeunt.world.state import World

STATUSES = ("absent", "waiting", "moving", "out")
ABSENT, WAITING, MOVING, OUT = range(4)

REASONS = ("", "no open exit can be reached", "held up by other people", "held by the geometry")
NO_REASON, NO_ROUTE, BY_PEOPLE, BY_GEOMETRY = range(4)


def statuses(world: World) -> NDArray[np.int8]:
    """Return (people,) indices into ``STATUSES`` at the present time."""
    status = np.full(world.people, ABSENT, dtype=np.int8)
    present = world["present"] == 1
    started = world["start_time"] <= world.time + 1e-9
    status[present] = WAITING
    status[present & started] = MOVING
    status[~np.isnan(world["time_out"])] = OUT
    return status
