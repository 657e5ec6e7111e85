"""Variants: edits of a scenario, addressed by dotted paths in which list items go by number or by id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from exeunt.base.errors import Problem, ScenarioError
from exeunt.base.reading import Reach
from exeunt.scenario.editing import edited_tree
from exeunt.scenario.files import Scenario, Source, from_source
from exeunt.scenario.messages import suggest
from exeunt.scenario.reach import named
from exeunt.scenario.tree import Block, Key, with_line


def apply_variant(scenario: Scenario, variant: str) -> Scenario:
    """Return the scenario with the edits of one of its variants made; an empty id returns it as it is.

    Raises
    ------
    ScenarioError
        If there is no such variant, a path leads nowhere, or the result is no valid scenario; lines are those
        of the variant.
    """
    if not variant:
        return scenario
    known = scenario.document.variants
    if variant not in known:
        near = suggest(variant, known)
        hint = f"Did you mean '{near}'?" if near else f"Variants here: {', '.join(known) or 'none'}."
        problem = Problem(f"there is no variant '{variant}'", ("variants",), hint=hint)
        raise ScenarioError([scenario.place(problem)])
    edits = scenario.source.tree["variants"][variant]
    changes = known[variant].model_dump(mode="json")
    return replace(_edited(scenario, edits, ("variants", variant), variant), changes=changes)


def apply_edits(scenario: Scenario, values: Mapping[str, Any]) -> Scenario:
    """Return the scenario with values set by path, as in ``{"run.max_time": "300 s"}``.

    Files and folders that a value names may be read: the caller chose them.

    Raises
    ------
    ScenarioError
        If a path leads nowhere, or the result is no valid scenario.
    """
    if not values:
        return scenario
    edits = with_line({"set": dict(values)}, 0)
    chosen = replace(scenario, source=_with_reach(scenario, values))
    return replace(_edited(chosen, edits, (), scenario.variant), changes=scenario.changes)


def _with_reach(scenario: Scenario, values: Mapping[str, Any]) -> Source:
    source = scenario.source
    if source.reach is None:
        return source
    named_by_user = Reach.of(scenario.folder / name for _, name in named(values))
    return replace(source, reach=Reach((*source.reach.roots, *named_by_user.roots)))


def _edited(scenario: Scenario, edits: Block, where: Key, variant: str) -> Scenario:
    tree = edited_tree(scenario.source.tree, scenario.document, edits, where, str(scenario.path))
    if variant:
        tree.pop("variants", None)
    return from_source(replace(scenario.source, tree=tree), variant)
