"""Doors and exits that close after so many people: do all exits together let everybody out?"""

from __future__ import annotations

from collections.abc import Sequence

from exeunt.base.errors import Problem
from exeunt.scenario.document import ScenarioDoc
from exeunt.scenario.people import expected_people
from exeunt.venue.document import DoorDoc, ExitDoc
from exeunt.venue.venue import Venue


def check_counts(document: ScenarioDoc, venue: Venue) -> list[Problem]:
    """Return a warning if the exits close before everybody can be out, errors where a count has no meaning."""
    problems = []
    endless = {seam.storey for seam in document.venue.seams}
    lists: tuple[tuple[str, Sequence[ExitDoc | DoorDoc]], ...] = (
        ("exits", document.venue.exits),
        ("doors", document.venue.doors),
    )
    for name, blocks in lists:
        for index, block in enumerate(blocks):
            if block.closes_after is not None and block.storey in endless:
                message = f"'{block.id}' cannot count people: its storey '{block.storey}' has a seam"
                hint = "Leave out 'closes_after': people come round again and again on a storey with a seam."
                problems.append(Problem(message, ("venue", name, index, "closes_after"), hint=hint))
    used = [exit for exit in venue.exits if "open" in (exit.state, *(state for _, state in exit.changes))]
    if not used or any(exit.closes_after is None for exit in used):
        return problems
    # a listed change that opens it again starts a new count
    room = sum(
        (exit.closes_after or 0)
        * ((exit.state == "open") + sum(state == "open" for _, state in exit.changes))
        for exit in used
    )
    people = sum(expected_people(persons, venue) for persons in document.people)
    if people > room + 0.5:
        message = f"all exits close after so many people; they let out {room:,} of {people:,.0f}"
        hint = "The others stay inside, unless somebody opens an exit again. Raise 'closes_after' if that is not meant."
        problems.append(Problem(message, ("venue", "exits"), hint=hint, severity="warning"))
    return problems
