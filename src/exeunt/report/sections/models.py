"""Models used, with parameters and references."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from exeunt.report.bibliography import line
from exeunt.report.blocks import Block, Bullets, Heading, Link, Note, Paragraph, Strong, Text
from exeunt.report.facts import RunFacts
from exeunt.report.models import FAMILIES, Used, models_used, references_of
from exeunt.report.sections.population import delay_words
from exeunt.report.words import listed, value_words


def models(facts: RunFacts) -> list[Block]:
    """Return what each model does, its parameters, and the references of everything used."""
    blocks: list[Block] = [Heading("Models")]
    if facts.scenario is None:
        blocks.append(Note("Not available.", "The scenario of this run cannot be read by this version."))
    else:
        blocks.append(
            Paragraph(
                "Each person is simulated as a body that walks on the floor of the building. In every step of "
                f"{facts.info.get('step', '?')} s they follow the shortest way in time to the exit they have chosen, "
                "keep clear of walls and of others, and slow down on stairs. The rules are these."
            )
        )
        for (family, name), members in groupby(
            models_used(facts.scenario.document), lambda used: (used.family, used.kind.kind)
        ):
            blocks += _model(family, name.replace("_", " "), list(members))
    found, own = references_of(None if facts.scenario is None else facts.scenario.document)
    blocks.append(Heading("References", 3))
    blocks.append(
        Paragraph(
            "Of the models, the parameters, the numerical methods and the measures of this report. Entries whose "
            "details were not checked against the publication say so."
        )
    )
    items: list[Text] = []
    for entry in found:
        doi: Text = line(entry)
        if entry.doi:
            before, _, after = line(entry).partition(f"doi:{entry.doi}")
            doi = [before, Link(f"doi:{entry.doi}", f"https://doi.org/{entry.doi}"), after]
        items.append(doi)
    blocks.append(Bullets((*items, *own)))
    return blocks


def _model(family: str, name: str, members: list[Used]) -> list[Block]:
    blocks: list[Block] = [Heading(f"{FAMILIES.get(family, family.replace('_', ' '))}: {name}", 3)]
    blocks += [Paragraph(text) for text in members[0].about]
    for used in members:
        users = f" Used by: {listed(list(used.users), 12)}." if used.users else ""
        blocks.append(Paragraph([Strong("Parameters: "), f"{_parameters(used)}.{users}"]))
    return blocks


def _parameters(used: Used) -> str:
    if used.family == "pre_movement":
        return delay_words(used.kind)
    # where a hazard is and what the author says of it stands in its own section
    own = used.family == "hazard"
    values = {
        name: value_words(getattr(used.kind, name), _unit(used, name))
        for name in type(used.kind).model_fields
        if name != "kind"
        and getattr(used.kind, name) is not None
        and not (own and _about(used, name) is None)
    }
    return "; ".join(f"{name.replace('_', ' ')} {value}" for name, value in values.items()) or "none"


def _about(used: Used, name: str) -> dict[str, Any] | None:
    extra = type(used.kind).model_fields[name].json_schema_extra
    about = extra.get("exeunt") if isinstance(extra, dict) else None
    return about if isinstance(about, dict) else None


def _unit(used: Used, name: str) -> str:
    return str((_about(used, name) or {}).get("unit", ""))
