"""Which exits and doors let CFAST's air pass, between which heights, and what cannot be right about them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from exeunt.base.errors import Problem
from exeunt.models.hazards.cfast.doors import Doors
from exeunt.models.hazards.cfast.rooms import OUTSIDE, Plan, Vent
from exeunt.models.hazards.places import Key
from exeunt.models.hazards.site import AirVent, Site
from exeunt.venue.venue import Opening, Venue

if TYPE_CHECKING:
    from exeunt.models.hazards.cfast.kind import CfastFire

MOST_NAMED = 8


def vents_of(fire: CfastFire, site: Site, plan: Plan) -> list[AirVent]:
    """Return the exits and doors through which air passes, as CFAST is given them."""
    doors = _doors(fire)
    found = []
    for vent in _openings(plan):
        opening = site.venue.openings[vent.opening]
        raised = site.venue.surfaces[opening.surface].elevation - plan.compartments[vent.first].floor
        ends = [plan.compartments[end].id if end >= 0 else OUTSIDE for end in (vent.first, vent.second)]
        found.append(
            AirVent(
                opening.id, (ends[0], ends[1]), vent.width, vent.sill - max(raised, 0.0),
                vent.soffit - max(raised, 0.0), doors.stated(opening), opening.state == "open", fire.doors == "used",
            )
        )  # fmt: skip
    return found


def height_problems(fire: CfastFire, site: Site, plan: Plan, key: Key) -> Iterator[Problem]:
    """Yield errors for openings beyond their room or below their sill, and a warning for those of assumed height."""
    found = [problem for vent in _openings(plan) if (problem := _height(fire, site.venue, plan, vent, key))]
    yield from found
    if found or "door_height" in fire.model_fields_set:
        return
    loose = [
        vent.opening
        for vent in vents_of(fire, site, plan)
        if OUTSIDE in vent.joins and (vent.open or vent.used) and not vent.stated
    ]
    if loose:
        named = ", ".join(f"'{id}'" for id in loose[:MOST_NAMED]) + (", …" if len(loose) > MOST_NAMED else "")
        which = f"exit {named} lets" if len(loose) == 1 else f"exits {named} let"
        message = f"{which} air pass from the floor to {fire.door_height:g} m for '{fire.id}', an assumption"
        hint = "Give 'sill' and 'soffit' of windows and hatches, and 'door_height' of that hazard for doors."
        yield Problem(message, key, hint=hint, severity="warning")


def _height(fire: CfastFire, venue: Venue, plan: Plan, vent: Vent, key: Key) -> Problem | None:
    """Return what is wrong with the edges of one opening."""
    opening = venue.openings[vent.opening]
    what, where = f"{opening.kind} '{opening.id}'", _key(opening, venue)
    bottom, top = _doors(fire).edges(opening)
    low = min(
        (side for side in (vent.first, vent.second) if side >= 0), key=lambda side: plan.ceiling((side,))
    )
    ceiling = plan.ceiling((low,)) - venue.surfaces[opening.surface].elevation
    if opening.soffit is not None and opening.id in fire.door_heights:
        message = f"the height of {what} is said twice: its soffit is at {opening.soffit:g} m"
        hint = f"Remove it from 'door_heights' of '{fire.id}'."
        return Problem(message, (*key, "door_heights", opening.id), hint=hint)
    if bottom >= top:
        message = (
            f"the sill of {what}, at {bottom:g} m, is not below its upper edge, at {top:g} m for '{fire.id}'"
        )
        return Problem(message, (*where, "sill"), hint="Give its 'soffit'.")
    if bottom >= ceiling or (opening.soffit is not None and top > ceiling + 1e-6):
        edge = "sill" if bottom >= ceiling else "soffit"
        message = (
            f"the {edge} of {what}, at {bottom if edge == 'sill' else top:g} m, is above the ceiling of "
            f"'{plan.compartments[low].id}', at {ceiling:g} m for '{fire.id}'"
        )
        hint = "Lower it, or raise 'ceiling', 'ceilings' or the ceiling of that compartment."
        return Problem(message, (*where, edge), hint=hint)
    return None


def _openings(plan: Plan) -> list[Vent]:
    return [vent for vent in plan.vents if vent.opening >= 0]


def _doors(fire: CfastFire) -> Doors:
    return Doors(fire.door_height, fire.closed_leak, fire.door_heights)


def _key(opening: Opening, venue: Venue) -> Key:
    """Return where an exit or door stands in the document."""
    alike = [
        one.index
        for one in venue.openings
        if one.kind == opening.kind and venue.surfaces[one.surface].kind != "escalator"
    ]
    return ("venue", f"{opening.kind}s", alike.index(opening.index) if opening.index in alike else 0)
