"""Who was in the venue: populations, and how long they waited before they started."""

from __future__ import annotations

from typing import Any

import numpy as np

from exeunt.models.behaviour.pre_movement import PRESETS, PresetDelay
from exeunt.report.blocks import Block, Column, Figure, Heading, Paragraph, Table
from exeunt.report.facts import RunFacts
from exeunt.report.words import decimal, listed, people, percent, value_words
from exeunt.viewer.charts import histogram_chart


def population(facts: RunFacts) -> list[Block]:
    """Return the table of populations and what they do."""
    blocks: list[Block] = [Heading("The people")]
    if facts.table is None:
        return [*blocks, Paragraph("The run folder has no table of people.")]
    names = _names(facts)
    blocks.append(
        Paragraph(
            f"{people(facts.people)} in {len(names)} population{'s' if len(names) != 1 else ''}. Speeds and delays "
            "are drawn for each person from the distributions below; the table shows what was drawn in this run."
        )
    )
    documents = {} if facts.scenario is None else {doc.id: doc for doc in facts.scenario.document.people}
    rows = [_drawn(facts, name, documents.get(name)) for name in names]
    columns = (
        Column("Population", width=1.5),
        Column("People", "right", 0.8),
        Column("Where", width=2.2),
        Column("Free speed: mean, range (m/s)", "right", 1.5),
        Column("Slower by mobility", "right", 1.1),
        Column("Out", "right", 0.8),
        Column("Still inside", "right", 0.8),
    )
    caption = "Populations; free speed on level ground, as drawn in this run"
    blocks.append(Table(columns, tuple(rows), caption))
    if documents:
        behaviour = tuple(
            (name, delay_words(doc.pre_movement), _rule(doc.exit_choice)) for name, doc in documents.items()
        )
        rules = (
            Column("Population"),
            Column("Starts to move after", width=2),
            Column("Chooses its exit", width=1.6),
        )
        blocks.append(Table(rules, behaviour, "What the populations do"))
    return blocks


def delays(facts: RunFacts) -> list[Block]:
    """Return how long people waited before they started to move."""
    blocks: list[Block] = [Heading("Time before people start to move")]
    delay = facts.column("pre_movement").astype(float)
    if not len(delay) or not facts.entered.any() or np.isnan(delay).all():
        return [*blocks, Paragraph("The run folder does not say when people started.")]
    shown = delay[facts.entered]
    blocks.append(
        Paragraph(
            "The delay stands for everything between the alarm (time 0), or the arrival of those who come later, and "
            "the first step: noticing, deciding, gathering belongings. It is drawn once for each person and does not "
            f"depend on what others do.{_in_rows(facts)}"
        )
    )
    title = "Histogram of the delay before people start to move"
    alt = f"{title}: median {np.median(shown):.0f} s, longest {shown.max():.0f} s."
    blocks.append(
        Figure(
            histogram_chart(shown, "delay before starting to move", title),
            f"Delay before starting to move, of all {len(shown):,} people; the broken line is the median.", alt,
        )
    )  # fmt: skip
    rows = []
    owner = facts.column("population")
    for name in _names(facts):
        values = delay[facts.entered & (owner == name)]
        if len(values):
            cuts = [values.min(), *np.quantile(values, [0.5, 0.95]), values.max(), values.mean()]
            rows.append((name, f"{len(values):,}", *(decimal(float(value), 0) for value in cuts)))
    columns = (Column("Population", width=2), Column("People", "right"), Column("Shortest (s)", "right"),
               Column("Median (s)", "right"), Column("95 % start by (s)", "right"), Column("Longest (s)", "right"),
               Column("Mean (s)", "right"))  # fmt: skip
    blocks.append(Table(columns, tuple(rows), "Delay before starting to move, as drawn in this run"))
    return blocks


def _in_rows(facts: RunFacts) -> str:
    """Return what is different for people in rows of seats; nothing where no rule for neighbours is in use."""
    documents = [] if facts.scenario is None else facts.scenario.document.people
    rules = [doc.seats.neighbours for doc in documents if doc.seats is not None and doc.seats.neighbours]
    text = ""
    if any(rule.by_aisle for rule in rules):
        text += " In rows of seats the delays grow from the aisle inward."
    if any(rule.patience is not None for rule in rules):
        text += " People who sit in the way of somebody who has waited to pass start earlier than their delay says."
    return text


def _names(facts: RunFacts) -> list[str]:
    owner = facts.column("population")
    return list(dict.fromkeys(str(name) for name in owner))


def _drawn(facts: RunFacts, name: str, document: Any) -> tuple[str, ...]:
    mine = facts.column("population") == name
    entered = mine & facts.entered
    number = int(entered.sum())
    speed = facts.column("desired_speed")[entered].astype(float)
    mobility = facts.column("mobility")[entered]
    slower = int((mobility > 0).sum())
    drawn = f"{speed.mean():.2f}, {speed.min():.2f}–{speed.max():.2f}" if number else "–"
    out = int((~np.isnan(facts.time_out[entered])).sum())
    where = _where(document) if document is not None else "–"
    share = f"{slower:,} ({percent(slower / number)})" if number else "0"
    return name, f"{number:,}", where, drawn, share, f"{out:,}", f"{number - out:,}"


def delay_words(kind: Any) -> str:
    """Return the distribution of a delay with its parameters, also where the scenario names only a setting."""
    if isinstance(kind, PresetDelay):
        median, sigma, _ = PRESETS[kind.setting]
        setting = kind.setting.replace("_", " ")
        return f"log-normal, median {median:.6g} s, sigma {sigma:g} (preset: {setting})"
    return value_words(kind, "s")


def _rule(kind: Any) -> str:
    """Return a rule by its name and what it names, such as exits; its parameters stand with the models."""
    plain = {
        name: value_words(getattr(kind, name))
        for name, info in type(kind).model_fields.items()
        if name != "kind" and not info.json_schema_extra
    }
    words = "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in plain.items())
    return kind.kind.replace("_", " ") + (f" ({words})" if words else "")


def _where(document: Any) -> str:
    if document.seats is not None:
        share = f", {percent(document.seats.occupancy)} taken" if document.seats.occupancy < 1 else ""
        return f"seats of {listed(list(document.seats.blocks))}{share}"
    if document.inflow is not None:
        inflow = document.inflow
        rates = ", ".join(
            f"{60 * rate.rate:.3g} per min from {rate.start:g} to {rate.until:g} s" for rate in inflow.rates
        )
        return f"come in by {inflow.storey or _places(inflow.where)}: {rates}"
    places = _places(document.where) if document.where else "all storeys"
    return f"{document.density:g} per m² in {places}" if document.density is not None else places


def _places(places: Any) -> str:
    return listed([place.room or f"{place.storey}{' (part)' if place.area else ''}" for place in places])
