"""Fire, smoke and dose: what people breathed and felt, who fell, where and by what."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from exeunt.models.exposure.gases import FORMS
from exeunt.report.blocks import Block, Column, Figure, Heading, Note, Paragraph, Strong, Table, Text
from exeunt.report.facts import RunFacts
from exeunt.report.verdict import casualty_words
from exeunt.report.words import counted, decimal, listed, people, percent
from exeunt.viewer import colours
from exeunt.viewer.charts import share_chart
from exeunt.viewer.sheets import Classes, draw_map, groups_of

Floats = NDArray[np.float64]

# column, what it is, whether it adds up over time
DOSES = (
    ("fed_gas", "Toxic gas: fractional effective dose (FED)"),
    ("irritants_max", "Irritant gas: highest fractional concentration"),
    ("fed_heat", "Heat: fractional effective dose (FED)"),
)
SHORT = {"fed_gas": "toxic gas", "irritants_max": "irritant gas", "fed_heat": "heat"}
# 0.3 is where ISO 13571 puts the safety of the general public, 1 the median person
CUTS = (0.01, 0.1, 0.3, 1.0)
CLASSES = ("< 0.01", "< 0.1", "< 0.3", "< 1", "≥ 1")
MOST_EVENTS = 40


def doses(facts: RunFacts) -> list[Block]:
    """Return what hazards did to people; nothing for a run without hazards."""
    if not facts.dose_form:
        return []
    blocks: list[Block] = [Heading("Fire, smoke and dose")]
    blocks += _sources(facts)
    if not facts.entered.any():
        return [*blocks, Paragraph("Nobody was in the venue.")]
    blocks += [Paragraph(_answer(facts), lead=True), Paragraph(_form(facts)), _table(facts), _shares(facts)]
    blocks += _fallen(facts)
    blocks += _log(facts)
    return blocks


def _when(facts: RunFacts) -> Floats:
    return facts.column("incapacitated_at").astype(float)[facts.fallen]


def _causes(facts: RunFacts) -> list[tuple[str, int]]:
    names, counts = np.unique(facts.column("incapacitated_by")[facts.fallen].astype(str), return_counts=True)
    order = np.argsort(-counts, kind="stable")
    return [(str(names[i]) or "not known", int(counts[i])) for i in order]


def _answer(facts: RunFacts) -> str:
    gas, heat = (facts.column(name).astype(float)[facts.entered] for name in ("fed_gas", "fed_heat"))
    number = int(((gas > 0.3) | (heat > 0.3)).sum())
    return (
        f"{casualty_words(facts.summary)} {people(number)} of {facts.entered.sum():,} "
        f"({percent(number / facts.entered.sum(), 1)}) had a dose of gas or of heat above 0.3; ISO 13571 expects about "
        f"one in nine people to be incapacitated at that dose, and half of them at dose 1.{_turned(facts)}"
    )


def _turned(facts: RunFacts) -> str:
    """Say how many people took another exit because of what they saw; empty where nobody looks."""
    hazards = None if facts.scenario is None else facts.scenario.document.hazards
    number = facts.summary.get("people_turned_back")
    if number is None or hazards is None or hazards.avoidance is None:
        return ""
    return f" {people(int(number))} turned back from smoke or fire on the way and took another exit."


def _form(facts: RunFacts) -> str:
    form = facts.dose_form
    irritants = (
        "Irritants also add to the dose of gas."
        if form == FORMS["purser"]
        else "At its own limit it incapacitates at once."
    )
    helped = facts.scenario is not None and facts.scenario.document.responders
    rescue = "until responders carry them away" if helped else "and are not rescued in this run"
    return (
        f"All doses of this report are in the form {form}; other forms give other numbers, and doses of two forms must "
        "not be compared. Gas and heat are two doses that are never added up. The concentration of irritants is no "
        f"dose: it does not accumulate, and the highest of the run is given. {irritants} People who are incapacitated "
        f"stay where they are, go on breathing, {rescue}."
    )


def _table(facts: RunFacts) -> Table:
    rows = []
    for name, title in DOSES:
        values = facts.column(name).astype(float)[facts.entered]
        above = [f"{int((values >= cut).sum()):,}" for cut in (0.1, 0.3, 1.0)]
        cuts = [*np.quantile(values, [0.5, 0.95]), values.max()]
        rows.append((title, *(_dose(float(value)) for value in cuts), *above))
    columns = (
        Column("Dose", width=2.6),
        Column("Median", "right"),
        Column("95 % have at most", "right", 1.2),
        Column("Highest", "right"),
        Column("People at 0.1 or more", "right", 1.1),
        Column("At 0.3 or more", "right"),
        Column("At 1 or more", "right"),
    )
    return Table(columns, tuple(rows), f"Doses of everybody who was in the venue, form {facts.dose_form}")


def _dose(value: float) -> str:
    return f"{value:.2g}" if value < 10 else f"{value:,.0f}"


def _shares(facts: RunFacts) -> Figure:
    rows = []
    for name, _ in DOSES:
        values = facts.column(name).astype(float)[facts.entered]
        counts = np.bincount(np.digitize(values, CUTS), minlength=len(CLASSES))
        rows.append((SHORT[name], (counts / counts.sum()).tolist()))
    title = "Share of the people by dose"
    words = "; ".join(f"{name}: {percent(float(sum(shares[3:])), 1)} at 0.3 or more" for name, shares in rows)
    return Figure(
        share_chart(rows, CLASSES, title, "share of the people (%)"),
        "Everybody who was in the venue by dose at the end, from left (light) to right (dark): below 0.01, 0.1, 0.3 "
        f"and 1, and 1 or more. Form {facts.dose_form}.",
        f"{title}. {words}.",
    )


def _fallen(facts: RunFacts) -> list[Block]:
    if not facts.fallen.any():
        return []
    when, by = _when(facts), facts.column("incapacitated_by")[facts.fallen].astype(str)
    rows = []
    for cause, count in _causes(facts):
        times = when[by == cause]
        cuts = (times.min(), np.median(times), times.max())
        rows.append((cause, f"{count:,}", *(decimal(float(time), 0) for time in cuts)))
    columns = (Column("Incapacitated by", width=1.6), Column("People", "right"), Column("First (s)", "right"),
               Column("Median (s)", "right"), Column("Last (s)", "right"))  # fmt: skip
    blocks: list[Block] = [Table(columns, tuple(rows), "Who was incapacitated: by what and when")]
    where = facts.column("surface")[facts.fallen].astype(str)
    whose = facts.column("population")[facts.fallen].astype(str)
    blocks.append(_count("Where people fell", "Surface", where))
    blocks.append(_count("Who fell, by population", "Population", whose))
    return [*blocks, *_maps(facts)]


def _count(caption: str, title: str, names: NDArray[Any]) -> Table:
    found, counts = np.unique(names, return_counts=True)
    order = np.argsort(-counts, kind="stable")
    rows = tuple((str(found[i]), f"{int(counts[i]):,}") for i in order)
    return Table((Column(title, width=3), Column("People", "right")), rows, caption)


def _maps(facts: RunFacts) -> list[Block]:
    """Return plans with a cross at each place where somebody fell; storeys where nobody did are left out."""
    x, y = (facts.column(name).astype(float)[facts.fallen] for name in ("x", "y"))
    where = facts.column("surface")[facts.fallen].astype(str)
    index = {surface.id: surface.index for surface in facts.venue.surfaces}
    marks: dict[int, list[tuple[float, float]]] = {}
    for name, px, py in zip(where, x, y, strict=True):
        if name in index and px == px:
            marks.setdefault(index[name], []).append((float(px), float(py)))
    hit = [level for level in facts.levels if any(surface.index in marks for surface in level.surfaces)]
    blocks: list[Block] = []
    for number, group in enumerate(groups_of(hit) if hit else []):
        names = listed([level.surface.id for level in group], 20)
        title = f"Where people fell, {names}"
        picture = draw_map(
            facts.venue, group, title, marks=marks, prefix=f"fell{number}-",
            legend=Classes("", ((colours.PROHIBITED, "incapacitated"),)),
        )  # fmt: skip
        count = sum(len(marks.get(surface.index, ())) for level in group for surface in level.surfaces)
        caption = f"Where people fell, {names}: a cross for each of {people(count)}."
        blocks.append(Figure(picture, caption, f"{title}: {people(count)}."))
    return blocks


def _sources(facts: RunFacts) -> list[Block]:
    if facts.scenario is None or facts.scenario.document.hazards is None:
        return []
    hazards = facts.scenario.document.hazards
    rows: list[tuple[Text, ...]] = []
    for source in hazards.sources:
        document: Any = source
        rows.append((document.id, document.kind.replace("_", " "), _where(document), _what(document)))
    columns = (
        Column("Source", width=1.2),
        Column("Kind"),
        Column("Where", width=1.2),
        Column("What", width=2.6),
    )
    then = {
        "hold": "its last state is held",
        "ambient": "the air is clean again",
        "error": "the run ends with an error",
    }
    text = (
        f"{counted(len(rows), 'source')} of smoke, heat and gases {'acts' if len(rows) == 1 else 'act'} in this run; "
        "where they overlap they add up. People meet the air at a height of "
        f"{hazards.head_height:g} m above the ground. Past the last time that a source knows, {then[hazards.after]}."
    )
    return [Paragraph(text), Table(columns, tuple(rows), "Sources of smoke, heat and gases")]


def _where(source: Any) -> str:
    at = getattr(source, "at", None)
    spot = f", at {at[0]:g}, {at[1]:g} m" if isinstance(at, tuple) else ""
    place = getattr(source, "room", None) or getattr(source, "storey", None) or "everywhere"
    return f"{place}{' (part)' if getattr(source, 'area', None) else ''}{spot}"


def _what(source: Any) -> str:
    if hasattr(source, "growth"):
        growth = source.growth if isinstance(source.growth, str) else f"{source.growth:g} s to 1055 kW"
        fuel = f", {source.fuel.replace('_', ' ')}" if hasattr(source, "fuel") else ""
        return (
            f"from {source.start:g} s, growth {growth.replace('_', ' ')}, peak {source.peak / 1e6:g} MW{fuel}"
        )
    if hasattr(source, "states"):
        times = [state.at for state in source.states]
        span = "constant" if len(times) == 1 else f"{len(times)} states from {times[0]:g} to {times[-1]:g} s"
        return f"stated air, {span}"
    return f"from {source.start:g} s" if hasattr(source, "start") else "see the scenario"


def _log(facts: RunFacts) -> list[Block]:
    """Return what the hazards logged; what limits the result as notes."""
    said = [row for row in facts.happenings if row["kind"] in ("hazard", "detector", "limit")]
    if not said:
        return []
    blocks: list[Block] = []
    for row in said:
        if row["kind"] == "limit":
            text = str(row["cause"])
            sentence = f"{text[:1].upper()}{text[1:]}, from {float(row['time']):.0f} s on."
            blocks.append(Note("Limit of the hazards.", sentence))
    shown = tuple((f"{float(row['time']):.0f}", str(row["cause"])) for row in said[:MOST_EVENTS])
    columns = (Column("Time (s)", "right", 0.6), Column("What", width=4))
    blocks.append(Table(columns, shown, "What hazards and detectors did, as logged by the run"))
    if len(said) > MOST_EVENTS:
        blocks.append(Paragraph([Strong(f"{len(said) - MOST_EVENTS} more"), " stand in the run's events."]))
    return blocks
