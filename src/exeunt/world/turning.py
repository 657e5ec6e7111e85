"""Opening and locking doors during a run, as an event that everybody can read."""

from __future__ import annotations

from exeunt.venue.venue import STATES
from exeunt.world.state import World


def turn(world: World, opening: int, state: int) -> bool:
    """Give an opening a state (index into ``STATES``) and note it; returns whether it differs from before."""
    if not world.openings.set(opening, state):
        return False
    about = world.venue.openings[opening]
    (x0, y0), (x1, y1) = about.line
    world.note(
        "opening", cause=f"{about.kind} '{about.id}' is now {STATES[state]}", opening=opening,
        surface=about.surface, x=(x0 + x1) / 2, y=(y0 + y1) / 2, value=float(state),
    )  # fmt: skip
    return True
