"""Who was in the venue: populations, how long they waited before they started, and when that was."""

from __future__ import annotations

from typing import Any

import numpy as np

from exeunt.models.behaviour.pre_movement import PRESETS, PresetDelay
from exeunt.report.blocks import Block, Column, Figure, Heading, Paragraph, Table
from exeunt.report.facts import RunFacts
from exeunt.report.verdict import at_words
from exeunt.report.words import both, decimal, known, listed, people, percent, value_words
from exeunt.viewer.charts import histogram_chart

SAME_CUE = 0.75
"""Seconds within which the start of a delay is that of a cue: people look for cues every half second."""


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
        document = facts.scenario.document if facts.scenario is not None else None
        behaviour = tuple(
            (name, _cue(document, doc), delay_words(doc.pre_movement), _rule(doc.exit_choice))
            for name, doc in documents.items()
        )
        rules = (
            Column("Population"),
            Column("Waits for", width=1.2),
            Column("Starts to move after", width=2),
            Column("Chooses its exit", width=1.6),
        )
        blocks.append(Table(rules, behaviour, "What the populations do"))
    return blocks


def delays(facts: RunFacts) -> list[Block]:
    """Return how long people waited before they started to move, and when they started."""
    blocks: list[Block] = [Heading("Time before people start to move")]
    delay, start = (facts.column(name).astype(float) for name in ("pre_movement", "start_time"))
    if not len(delay) or not facts.entered.any() or np.isnan(delay).all():
        return [*blocks, Paragraph("The run folder does not say when people started.")]
    blocks.append(Paragraph(_meaning(facts)))
    shown = start[facts.entered & ~np.isnan(start)]
    if len(shown):
        title = "Histogram of when people start to move"
        alt = f"{title}: median {np.median(shown):.0f} s, last {shown.max():.0f} s."
        blocks.append(
            Figure(
                histogram_chart(shown, "start to move, since time 0", title),
                f"When people start to move, since time 0, of the {len(shown):,} people who did; the broken line is "
                "the median.", alt,
            )
        )  # fmt: skip
    rows = []
    owner = facts.column("population")
    for name in _names(facts):
        mine = facts.entered & (owner == name)
        values, begun = delay[mine], start[mine & ~np.isnan(start)]
        if len(values):
            cuts = [values.min(), *np.quantile(values, [0.5, 0.95]), values.max()]
            times = [begun.min(), float(np.median(begun)), begun.max()] if len(begun) else [np.nan] * 3
            rows.append((name, f"{len(values):,}", *(decimal(float(value), 0) for value in (*cuts, *times))))
    columns = (Column("Population", width=1.8), Column("People", "right"), Column("Shortest delay (s)", "right"),
               Column("Median delay (s)", "right"), Column("95 % of delays up to (s)", "right"),
               Column("Longest delay (s)", "right"), Column("First starts at (s)", "right"),
               Column("Median starts at (s)", "right"), Column("Last starts at (s)", "right"))  # fmt: skip
    caption = "Delays before starting to move, as drawn in this run, and times at which people started, since time 0"
    blocks.append(Table(columns, tuple(rows), caption))
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


def _meaning(facts: RunFacts) -> str:
    """Say what a delay counts from, what it stands for, and when it does not decide when somebody starts."""
    document = None if facts.scenario is None else facts.scenario.document
    alarm = facts.summary.get("alarm_s")
    waits = document is not None and any(document.waits(one) for one in document.people)
    text = "A delay stands for all between its cue and the first step: noticing, deciding, gathering belongings. "
    if waits and known(alarm):
        text += (
            f"Where a population waits for the alarm, its delays count from there, in this run {at_words(alarm)}; "
            "other delays count from time 0, or from the arrival of those who come later. "
        )
    elif waits:
        text += "Populations that wait for an alarm start by what they see or are told; none sounded in this run. "
    else:
        text += "In this run delays count from time 0, or from the arrival of those who come later. "
    if document is None or document.behaviour is None:
        text += "It is drawn once for each person. "
    else:
        text += (
            "It is drawn once for each person; how cues such as the alarm, smoke or people nearby act on it is told "
            "with the model of the decision to act. "
        )
    if document is not None and any(one.groups is not None and one.groups.gather for one in document.people):
        text += "Members of groups that gather start together, some before or after their own delay. "
    if document is not None and document.hazards is not None and document.hazards.avoidance is not None:
        text += "People who see smoke or fire, or feel heat, start at once. "
    return text.strip() + _in_rows(facts)


def last_start_words(facts: RunFacts) -> str:
    """Say what the last start of a run is made of: a cue and a delay; empty where its delay does not tell."""
    start, delay, came = (
        facts.column(name).astype(float)[facts.entered]
        for name in ("start_time", "pre_movement", "arrival_time")
    )
    document = None if facts.scenario is None else facts.scenario.document
    if not len(start) or np.isnan(start).all() or document is None:
        return ""
    last = int(np.nanargmax(start))
    cue, alarm = float(start[last] - delay[last]), facts.summary.get("alarm_s")
    if known(alarm) and abs(cue - float(alarm or 0.0)) <= SAME_CUE:
        since = f"the alarm {at_words(alarm)}"
    elif abs(cue - float(came[last])) <= SAME_CUE:
        since = f"an arrival {at_words(cue)}" if cue > SAME_CUE else "time 0"
    elif _others_decide(document):
        return ""
    else:
        since = f"a cue {at_words(cue)} that was not the alarm"
    begun, waited = both(float(start[last])), both(float(delay[last]))
    return f"The last start is at {begun}: a delay of {waited}, counted from {since}."


def _others_decide(document: Any) -> bool:
    """Whether people may start at another time than after their cue and their own delay."""
    rules = [one.seats.neighbours for one in document.people if one.seats is not None]
    return (
        document.behaviour is not None
        or any(one.groups and one.groups.gather for one in document.people)
        or any(rule is not None and rule.patience is not None for rule in rules)
    )


def _cue(document: Any, people: Any) -> str:
    """Return what the delay of a population counts from."""
    if document is None or not document.waits(people):
        return "time 0, or the own arrival"
    return "the alarm" if document.behaviour is None else "the alarm or another cue"


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
    if document.places is not None:
        return f"single places on {listed([group.storey for group in document.places])}"
    if document.inflow is not None:
        inflow = document.inflow
        if inflow.rates is None:
            return f"come in on {inflow.storey}, each at a listed time and place"
        rates = ", ".join(
            f"{60 * rate.rate:.3g} per min from {rate.start:g} to {rate.until:g} s" for rate in inflow.rates
        )
        return f"come in by {inflow.storey or _places(inflow.where)}: {rates}"
    places = _places(document.where) if document.where else "all storeys"
    return f"{document.density:g} per m² in {places}" if document.density is not None else places


def _places(places: Any) -> str:
    return listed([place.room or f"{place.storey}{' (part)' if place.area else ''}" for place in places])
