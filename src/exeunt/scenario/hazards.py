"""Do the hazards lie in this building, and can what the record asks for exist?"""

from __future__ import annotations

from pathlib import Path
from typing import cast

from exeunt.base.columns import COLUMNS
from exeunt.base.errors import Problem
from exeunt.base.kinds import Kind
from exeunt.models.hazards.cfast.usage import Usage
from exeunt.models.hazards.prescribed import HazardKind
from exeunt.models.hazards.site import AirVent, Site
from exeunt.scenario.document import HazardsDoc, ScenarioDoc
from exeunt.venue.venue import Venue


def check_hazards(document: ScenarioDoc, venue: Venue, folder: Path) -> list[Problem]:
    """Return errors for hazards outside the building, and for recorded doses that no hazard makes.

    ``folder`` is where files that the scenario names are looked up.
    """
    if document.hazards is None:
        return [
            Problem(
                f"'{name}' is recorded, and there are no hazards", ("record", "series", name),
                hint="Add the section 'hazards', or remove this line.", severity="warning",
            )
            for name in document.record.series
            if COLUMNS[name].group in ("hazard", "dose")
        ]  # fmt: skip
    site = site_of(document, document.hazards, venue, folder)
    problems: list[Problem] = []
    for index, hazard in enumerate(document.hazards.sources):
        problems += cast(HazardKind, hazard).problems(site, ("hazards", "sources", index))
    return problems


def air_vents(document: ScenarioDoc, venue: Venue, folder: Path) -> dict[str, list[AirVent]]:
    """Return the exits and doors through which the air of fire models passes, by the id of the hazard."""
    if document.hazards is None:
        return {}
    site = site_of(document, document.hazards, venue, folder)
    found = {kind.id: kind.vents(site) for kind in map(_as_hazard, document.hazards.sources)}
    return {id: vents for id, vents in found.items() if vents}


def _as_hazard(source: Kind) -> HazardKind:
    return cast(HazardKind, source)


def blocked_openings(document: ScenarioDoc) -> dict[str, float]:
    """Return the openings, by id, that hazards block for good, and when, s."""
    times: dict[str, float] = {}
    for hazard in document.hazards.sources if document.hazards is not None else ():
        for id, at in cast(HazardKind, hazard).blocks().items():
            times[id] = min(at, times.get(id, at))
    return times


def site_of(
    document: ScenarioDoc, hazards: HazardsDoc, venue: Venue, folder: Path, usage: Usage | None = None
) -> Site:
    """Return the building and the run as sources of hazards see them; ``usage``: when people hold doors open."""
    return Site(venue, document.run.max_time, hazards.temperature, hazards.head_height, folder, usage)


HEAD_HEIGHT: float = HazardsDoc.model_fields["head_height"].default
