"""What a run cannot show: told by the models and sections in use, and by what a scenario leaves out.

What a model or a section itself cannot show stands on its class (``limitations``, ``cannot_show``). Here is only what
holds for every run, and what follows from sections that are not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from exeunt.scenario.document import ScenarioDoc

GENERAL = (
    "This is a simulation, a support for decisions. It is no proof of safety and replaces neither the judgement of a "
    "competent person nor an approval.",
    "One run with one random seed is one of many possible courses. Times, and which exits are used, differ from seed "
    "to seed. Only several runs tell how far; figures of a single run must not be compared with a limit without "
    "that spread.",
    "Nobody stumbles or falls in the crowd, and nobody is hurt by its press.",
    "Places that the drawing leaves out (furniture, bags, closed bars, cables) are free in the simulation.",
)


def _casualties(document: ScenarioDoc) -> bool:
    """Whether people can be incapacitated."""
    return document.hazards is not None or any(people.injured is not None for people in document.people)


ABSENT: tuple[tuple[Callable[[ScenarioDoc], bool], str], ...] = (
    (
        lambda document: document.hazards is None,
        "There is no smoke, heat or toxic gas in this run: the scenario has no hazard.",
    ),
    (
        lambda document: document.hazards is not None and document.hazards.avoidance is None,
        "People do not react to smoke or fire: they neither avoid them nor choose another way because of them.",
    ),
    (
        lambda document: _casualties(document) and not document.responders,
        "Nobody is rescued: the scenario has no responders, and the incapacitated stay where they are.",
    ),
    (
        lambda document: document.assistance is None,
        "Nobody in the crowd helps, leads or carries another person: the scenario has no assistance.",
    ),
    (
        lambda document: all(people.groups is None for people in document.people),
        "People who belong together do not stay together: no population has groups.",
    ),
    (
        lambda document: document.behaviour is None and not document.danger_zones,
        "People do not learn from each other, from signs of danger out of their sight or from locked doors: without "
        "the section 'behaviour' each starts after a delay and knows the doors.",
    ),
)
"""What follows from what a scenario leaves out: when it holds, and what is told then."""


def limitations(document: ScenarioDoc | None) -> list[str]:
    """Return what the models and sections in use cannot show, and what follows from those left out, each once."""
    if document is None:
        return []
    told = [words for node in _nodes(document) for words in _of(node)]
    told += [words for holds, words in ABSENT if holds(document)]
    return list(dict.fromkeys(told))


def _of(node: BaseModel) -> Sequence[str]:
    """Return what a model or section cannot show as it is set."""
    say = getattr(node, "cannot_show", None)
    found: Sequence[str] = say() if say is not None else getattr(type(node), "limitations", ())
    return found


def _nodes(value: Any) -> Iterator[BaseModel]:
    """Yield all blocks of a document, in its order."""
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from _nodes(getattr(value, name))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _nodes(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _nodes(inner)
