"""Which models a scenario uses, with their parameters, and what they and the measures cite."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

import exeunt.base.random
import exeunt.venue.geodesic
from exeunt.base.kinds import Kind, families, kinds
from exeunt.base.references import Reference, cited
from exeunt.metrics import density, flow, queues, service
from exeunt.models.population.mobility import BY_NAME
from exeunt.results.grid import DensityGrid
from exeunt.scenario.document import ScenarioDoc
from exeunt.scenario.resolved import assumptions

# how each family is called in a report; others go by their own name
FAMILIES = {
    "movement": "Walking",
    "exit_choice": "Choice of exit",
    "pre_movement": "Delay before moving",
    "decision": "Decision to act",
    "alarm_system": "Alarms",
    "speed_law": "Speed by age and sex",
    "hazard": "Hazard",
    "smoke_speed": "Walking in smoke",
    "susceptibility": "Susceptibility to doses",
}


@dataclass(frozen=True)
class Used:
    """A model in use: its family, its parameters as set in the scenario, and by whom it is used."""

    family: str
    kind: Kind
    users: tuple[str, ...]

    @property
    def name(self) -> str:
        """Name of the kind in words."""
        return self.kind.kind.replace("_", " ")

    @property
    def about(self) -> list[str]:
        """What the model does: the first paragraphs of its documentation."""
        text = inspect.getdoc(type(self.kind)) or ""
        paragraphs = [" ".join(part.split()).replace("``", "") for part in text.split("\n\n")]
        return paragraphs[:2]


def models_used(document: ScenarioDoc) -> list[Used]:
    """Return the models of a scenario, equal ones once, in the order of the document."""
    found: dict[tuple[str, str], tuple[str, Kind, list[str]]] = {}
    for owner, kind in _kinds(document, ""):
        family = _family(kind)
        if family is None or family == "distribution":
            continue
        entry = found.setdefault((family, kind.model_dump_json()), (family, kind, []))
        if owner and owner not in entry[2]:
            entry[2].append(owner)
    order = list(FAMILIES)
    rows = [Used(family, kind, tuple(users)) for family, kind, users in found.values()]

    def place(row: Used) -> tuple[int, str, str]:
        return order.index(row.family) if row.family in order else len(order), row.family, row.kind.kind

    return sorted(rows, key=place)


def references_of(document: ScenarioDoc | None) -> tuple[list[Reference], list[str]]:
    """Return the entries of the bibliography that a run used, and references that are not in it.

    With the models' own references, the sources of the parameters, the numerical methods and the measures.
    """
    texts: list[str] = [
        exeunt.base.random.__doc__ or "",
        exeunt.venue.geodesic.__doc__ or "",
        inspect.getdoc(DensityGrid.classical) or "",
        inspect.getdoc(density.classical_density) or "",
        inspect.getdoc(flow.mean_flow) or "",
        queues.QueueRule.source,
        *(scale.source for scale in service.SCALES.values()),
    ]
    own: list[str] = []
    if document is not None:
        for row in assumptions(document):
            texts.append(row.source)
            if row.key.endswith(".mobility") and isinstance(row.value, dict):
                texts += [
                    BY_NAME[name].source for name, share in row.value.items() if share and name in BY_NAME
                ]
        for used in models_used(document):
            texts.append(inspect.getdoc(type(used.kind)) or "")
            for reference in used.kind.references:
                texts.append(reference)
                if not cited([reference]) and reference not in own:
                    own.append(reference)
    return cited(texts), own


def _kinds(node: Any, owner: str) -> Iterator[tuple[str, Kind]]:
    if isinstance(node, BaseModel):
        owner = str(getattr(node, "id", "") or owner)
        if isinstance(node, Kind):
            yield owner, node
        for name in type(node).model_fields:
            yield from _kinds(getattr(node, name), owner)
    elif isinstance(node, dict):
        for value in node.values():
            yield from _kinds(value, owner)
    elif isinstance(node, Sequence) and not isinstance(node, str):
        for value in node:
            yield from _kinds(value, owner)


def _family(kind: Kind) -> str | None:
    for family in families():
        if kinds(family).get(kind.kind) is type(kind):
            return family
    return None
