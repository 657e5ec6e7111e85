"""People of reduced mobility among others."""

from __future__ import annotations

from exeunt.verification.contract import Case, Document, Figures, Trial
from exeunt.verification.recorded import Recorded
from exeunt.verification.scenes import box, opening, people, scene, storey

RADIUS = 0.4


def ramp_between_rooms(slow: bool) -> Document:
    """Return 24 people in a room 1 m above another, and one nearest to the ramp, 1.5 m wide, that joins them."""
    venue = {
        "storeys": [
            storey("upper", box(0, 0, 8, 5), 1.0),
            storey("lower", box(14, 0, 22, 5)),
        ],
        "ramps": [
            {
                "id": "ramp",
                "foot": {"storey": "lower", "line": [[14, 1.75], [14, 3.25]]},
                "head": {"storey": "upper", "line": [[8, 1.75], [8, 3.25]]},
            }
        ],
        "exits": [opening("exit", "lower", 22, 2, 22, 3)],
    }
    others = people("others", 24, "upper", box(0, 0, 5, 5), speed=1.25)
    place = box(6, 1.75, 7.5, 3.25)
    if slow:
        first = people("first", 1, "upper", place, speed=0.8, radius=RADIUS)
    else:
        first = people("first", 1, "upper", place, speed=1.25)
    return scene(f"Ramp, {'one slow and wide' if slow else 'all alike'}", venue, [first, others])


def measure_others(recorded: Recorded) -> Figures:
    """Return when the last of the 24 left, in s."""
    return {"last_other": recorded.last_out("others")}


SLOW_AND_WIDE = Trial(
    "slow-and-wide",
    "Two rooms, the first 1 m higher, joined by a ramp 1.5 m wide and 6 m long; exit of 1 m. "
    "24 people of 1.25 m/s stand "
    f"behind one of 0.8 m/s who is {2 * RADIUS:g} m wide; in the control everyone is alike.",
    {
        "all alike": Case(lambda: ramp_between_rooms(False)),
        "one slow and wide": Case(lambda: ramp_between_rooms(True)),
    },
    measure_others,
    seeds=10,
    cost=500,
)
