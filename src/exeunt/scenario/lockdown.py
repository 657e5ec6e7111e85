"""Can the orders of a lockdown be carried out, and do they contradict each other or the fire alarm?"""

from __future__ import annotations

from itertools import combinations

from exeunt.base.errors import Problem
from exeunt.base.kinds import Kind
from exeunt.models.alarms.detectors import CallPoint
from exeunt.models.alarms.lockdown_document import CONTROL_ROOM, LockdownDoc, OrderDoc
from exeunt.models.alarms.places import meet, place_problems
from exeunt.models.alarms.systems import as_system
from exeunt.scenario.document import ScenarioDoc
from exeunt.scenario.messages import suggest
from exeunt.venue.venue import Venue

ORDERS = ("lockdown", "orders")
_RULES = {
    "same compartment": "people with smoke or heat in their compartment leave, and its doors open; the others stay",
    "everywhere": "the fire goes first everywhere: all doors open when its alarm sounds",
    "never": "the lockdown stands, and people stay although the fire alarm sounds",
}


def check_lockdown(document: ScenarioDoc, venue: Venue) -> list[Problem]:
    """Return errors for orders that cannot be given or carried out, warnings for those that contradict others."""
    rules = document.lockdown
    if rules is None:
        return []
    problems: list[Problem] = []
    if document.behaviour is None:
        message = "there is a lockdown, and nobody perceives anything of it"
        problems.append(
            Problem(message, ("lockdown",), hint="Add the section 'behaviour' ('behaviour: {}').")
        )
    for index, order in enumerate(rules.orders):
        problems += _order(order, index, document, venue)
    problems += _orders_against_each_other(rules, document, venue)
    problems += _against_the_fire_alarm(rules, document, venue)
    return problems


def _order(order: OrderDoc, index: int, document: ScenarioDoc, venue: Venue) -> list[Problem]:
    key = (*ORDERS, index)
    problems: list[Problem] = []
    populations = [people.id for people in document.people]
    if order.by != "remote" and order.by not in populations:
        message = f"order '{order.id}' is carried out by '{order.by}', which is no population"
        near = suggest(order.by, [*populations, "remote"])
        hint = f"Did you mean '{near}'?" if near else "Name a population, or 'remote'."
        problems.append(Problem(message, (*key, "by"), hint=hint))
    problems += _signal(order, key, document)
    problems += place_problems(venue, order.where, f"order '{order.id}'", (*key, "where"))
    if order.instruct == "invacuate" and not document.refuges:
        message = f"order '{order.id}' sends people to refuges, and there are none"
        problems.append(Problem(message, (*key, "instruct"), hint="Add the section 'refuges'."))
    start = None if order.at is None else order.at + order.delay
    if start is not None and start > document.run.max_time:
        message = f"order '{order.id}' is given after the run ends"
        problems.append(Problem(message, (*key, "at"), severity="warning"))
    exits = {exit.id for exit in venue.exits}
    if exits and exits <= set(order.doors):
        message = f"order '{order.id}' locks every exit: nobody can leave while it holds"
        problems.append(Problem(message, (*key, "doors"), severity="warning"))
    for number, id in enumerate(order.doors):
        opening = venue.opening(id)
        later = [at for at, state in opening.changes if state == "open" and (start is None or at >= start)]
        if later and (order.until is None or later[0] < order.until):
            message = (
                f"order '{order.id}' locks {opening.kind} '{id}', and its own changes open it at {later[0]:g} s: "
                "the later one holds"
            )
            problems.append(Problem(message, (*key, "doors", number), severity="warning"))
    return problems


def _signal(order: OrderDoc, key: tuple[str | int, ...], document: ScenarioDoc) -> list[Problem]:
    if order.after is None:
        return []
    known = [str(getattr(one, "id", "")) for one in _detectors(document)]
    if getattr(document.alarms, "control_room", None) is not None:
        known.append(CONTROL_ROOM)
    if order.after in known:
        return []
    what = "control room" if order.after == CONTROL_ROOM else f"detector or call point '{order.after}'"
    near = suggest(order.after, known)
    hint = f"Did you mean '{near}'?" if near else "It belongs into the section 'alarms'."
    message = f"order '{order.id}' waits for the {what}, which there is not"
    return [Problem(message, (*key, "after"), hint=hint)]


def _detectors(document: ScenarioDoc) -> list[Kind]:
    return [] if document.alarms is None else list(document.alarms.detectors)


def _times(order: OrderDoc, document: ScenarioDoc) -> tuple[float, float] | None:
    """Return from when to when an order holds, None if that depends on the run."""
    start = order.at
    if start is None:
        called = [one for one in _detectors(document) if getattr(one, "id", "") == order.after]
        start = called[0].time if called and isinstance(called[0], CallPoint) else None
    if start is None:
        return None
    return start + order.delay, order.until if order.until is not None else float("inf")


def _orders_against_each_other(rules: LockdownDoc, document: ScenarioDoc, venue: Venue) -> list[Problem]:
    problems: list[Problem] = []
    for (_, one), (index, other) in combinations(enumerate(rules.orders), 2):
        first, second = _times(one, document), _times(other, document)
        if first is None or second is None:
            continue
        from_, to = max(first[0], second[0]), min(first[1], second[1])
        contrary = one.instruct and other.instruct and one.instruct != other.instruct
        if contrary and from_ < to and (place := meet(venue, one.audible, other.audible)):
            span = f"from {from_:g} s on" if to == float("inf") else f"from {from_:g} s to {to:g} s"
            message = (
                f"orders '{one.id}' and '{other.id}' contradict each other {span} in {place}: '{one.instruct}' and "
                f"'{other.instruct}'; people follow the later one"
            )
            problems.append(Problem(message, (*ORDERS, index, "instruct"), severity="warning"))
    return problems


def _against_the_fire_alarm(rules: LockdownDoc, document: ScenarioDoc, venue: Venue) -> list[Problem]:
    """Warn of orders that hold while a fire alarm tells people to leave, and say what the rule makes of it."""
    if document.alarms is None:
        return []
    called = [one.time for one in document.alarms.detectors if isinstance(one, CallPoint) and one.alarm]
    sure = len(called) >= document.alarms.needed
    alarm = sorted(called)[document.alarms.needed - 1] + document.alarms.delay if sure else None
    exits = {exit.id for exit in venue.exits}
    problems: list[Problem] = []
    for index, order in enumerate(rules.orders):
        span = _times(order, document)
        stays = order.instruct in ("invacuate", "stay") and _called_out(order, document, venue)
        locks = sorted(exits & set(order.doors))
        if not stays and not locks:
            continue
        if alarm is not None and span is not None and not span[0] <= document.run.max_time:
            continue
        if alarm is not None and span is not None and alarm >= span[1]:
            continue
        when = "may sound"
        if alarm is not None and span is not None:
            when = f"sounds from {alarm:g} s on"
        what = "tells people to stay" if stays else f"locks {', '.join(locks)}"
        message = (
            f"order '{order.id}' {what} while the fire alarm {when} and tells them to leave; by 'fire_first: "
            f"{rules.fire_first}' {_RULES[rules.fire_first]}"
        )
        where = "instruct" if stays else "doors"
        problems.append(Problem(message, (*ORDERS, index, where), severity="warning"))
    return problems


def _called_out(order: OrderDoc, document: ScenarioDoc, venue: Venue) -> bool:
    """Return whether an alarm may tell people to leave where an order is given."""
    systems = [as_system(kind) for kind in document.alarms.systems] if document.alarms is not None else []
    leave = [system for system in systems if system.instruction == "evacuate"]
    return not systems or any(meet(venue, order.audible, system.audible) for system in leave)
