"""Do the hazards lie in this building, and can what the record asks for exist?"""

from __future__ import annotations

from typing import cast

from exeunt.base.columns import COLUMNS
from exeunt.base.errors import Problem
from exeunt.models.hazards.prescribed import HazardKind
from exeunt.scenario.document import ScenarioDoc
from exeunt.venue.venue import Venue


def check_hazards(document: ScenarioDoc, venue: Venue) -> list[Problem]:
    """Return errors for hazards outside the building, and for recorded doses that no hazard makes."""
    if document.hazards is None:
        return [
            Problem(
                f"'{name}' is recorded, and there are no hazards", ("record", "series", name),
                hint="Add the section 'hazards', or remove this line.", severity="warning",
            )
            for name in document.record.series
            if COLUMNS[name].group in ("hazard", "dose")
        ]  # fmt: skip
    problems: list[Problem] = []
    for index, hazard in enumerate(document.hazards.sources):
        problems += cast(HazardKind, hazard).problems(venue, ("hazards", "sources", index))
    return problems
