"""What people knew and did: states over time, and what alerted whom."""

from __future__ import annotations

from typing import Any

import numpy as np

from exeunt.metrics.minds import FALLEN, OUT, PROTECTED, STATES, first_cues
from exeunt.report.blocks import Block, Column, Figure, Heading, Note, Paragraph, Table
from exeunt.report.facts import RunFacts
from exeunt.report.words import NONE, decimal, listed, people, percent, seconds
from exeunt.viewer.state_chart import state_chart

# from light to dark and back, so that neighbours part in grey as well
COLOURS = {
    "unaware": "#c9d1d8", "alerted": "#f0c419", "investigating": "#d9731a", "preparing": "#8557b5",
    "acting": "#4cae6f", PROTECTED: "#005a9c", FALLEN: "#5a1412", OUT: "#eef2f5",
}  # fmt: skip
MARKED = ("alarm", "bang", "danger zone", "lockdown")
MOST_MARKS = 6


def minds(facts: RunFacts) -> list[Block]:
    """Return what people knew and did over time; nothing for a run in which nobody perceives anything."""
    states, late = facts.states, _late(facts)
    if states is None or not (set(states.used) & {1, 2, 3}):
        return [Heading("What people knew and did"), *late] if late else []
    blocks: list[Block] = [Heading("What people knew and did"), Paragraph(_answer(facts), lead=True), *late]
    title = "People by state over time"
    order = [k for k in reversed(range(len(STATES))) if k in states.used]
    layers = [(STATES[k], COLOURS[STATES[k]], states.count[:, k]) for k in order]
    caption = (
        "Everybody who has come, by what they knew and did: unaware; alerted, who have noticed a cue; investigating, "
        "who look for confirmation; preparing, who have decided to act; acting. From the bottom up: who has left, and "
        "so on back to who knows of nothing."
    )
    blocks.append(Figure(state_chart(states.time, layers, title, _marks(facts)), caption, f"{title}."))
    blocks += _alerted(facts)
    return blocks


def _answer(facts: RunFacts) -> str:
    aware = facts.column("aware_at").astype(float)[facts.entered]
    decided = facts.column("decided_at").astype(float)[facts.entered]
    number = len(aware)
    if not number:
        return "Nobody was in the venue."
    known = aware[~np.isnan(aware)]
    text = f"{people(len(known))} of {number:,} ({percent(len(known) / number)}) noticed something"
    text += f", half of them by {seconds(float(np.median(known)))} after the start." if len(known) else "."
    acted = decided[~np.isnan(decided)]
    if len(acted):
        text += f" {people(len(acted))} decided to act, half of them by {seconds(float(np.median(acted)))}."
    cues = first_cues(facts.table) if facts.table is not None else []
    if cues:
        text += f" Most were alerted first by: {listed([cue.cue for cue in cues[:3]])}."
    return text


def _late(facts: RunFacts) -> list[Block]:
    """Say which stages of the control room, as far as begun, took far longer than they usually take."""
    done = sum(row["kind"] == "control room" for row in facts.happenings)
    alarms = facts.scenario.document.alarms if done and facts.scenario is not None else None
    if alarms is None or alarms.control_room is None:
        return []
    begun = alarms.control_room.draws(int(facts.info["seed"]))[: done + 1]
    rare = [
        f"{seconds(draw.seconds)} to {draw.stage} (99 % of draws: at most {seconds(draw.usual)})"
        for draw in begun
        if draw.seconds > draw.usual
    ]
    if not rare:
        return []
    text = (
        f"The control room was unusually slow in this run: it drew {listed(rare)}. People are warned late for that "
        "reason; other seeds show what is usual."
    )
    return [Note("The warning was unusually late.", text)]


def _marks(facts: RunFacts) -> dict[str, float]:
    """Return the first of what changed everything: names no longer than fit."""
    found: dict[str, float] = {}
    for row in facts.happenings:
        if row["kind"] in MARKED and len(found) < MOST_MARKS:
            found.setdefault(_short(row), float(row["time"]))
    return found


def _short(row: dict[str, Any]) -> str:
    words = str(row["cause"]) or str(row["kind"])
    return words if len(words) <= 44 else f"{words[:43]}…"


def _alerted(facts: RunFacts) -> list[Block]:
    cues = first_cues(facts.table) if facts.table is not None else []
    if not cues:
        return [Paragraph("Nobody noticed anything.")]
    total = int(facts.entered.sum())
    rows = [
        (
            cue.cue, f"{cue.people:,}", percent(cue.people / total, 1), seconds(cue.first), seconds(cue.median),
            seconds(cue.last),
        )
        for cue in cues
    ]  # fmt: skip
    nothing = int(np.isnan(facts.column("aware_at").astype(float)[facts.entered]).sum())
    others = (
        ("none: on duty, or started without one", total - nothing - sum(cue.people for cue in cues)),
        ("nothing", nothing),
    )
    rows += [(name, f"{n:,}", percent(n / total, 1), NONE, NONE, NONE) for name, n in others if n]
    columns = (
        Column("First cue", width=1.6), Column("People", "right"), Column("Share", "right"), Column("First", "right"),
        Column("Median", "right"), Column("Last", "right"),
    )  # fmt: skip
    return [Table(columns, tuple(rows), "What alerted people first, and when they noticed it")]


def crowd_danger(facts: RunFacts) -> list[Block]:
    """Return the indicators of crowd danger as the run's summary has them; nothing where it was nowhere dense."""
    row = facts.recorded
    if not row.get("pressure_proxy_max") or row["pressure_proxy_max"] != row["pressure_proxy_max"]:
        return []
    from exeunt.metrics.danger import DENSE, STATEMENT, TURBULENT

    text = (
        f"{STATEMENT} Places with at least {DENSE:g} people per m² are rated. The pressure proxy is the density times "
        f"the variance of the velocities; turbulence was seen above {TURBULENT:g} /s². The congestion number is near 0 "
        "where all walk one way and near 1 without order."
    )
    rows = [
        (
            f"person-seconds at {level:g} people per m² or more",
            f"{row[f'person_time_above_{level:g}_s']:,.0f}",
            "",
        )
        for level in (2.0, 4.0, 5.0)
        if f"person_time_above_{level:g}_s" in row
    ]
    for name, words, digits in (
        ("pressure_proxy", "highest pressure proxy (1/s²)", 3), ("congestion_number", "highest congestion number", 2),
    ):  # fmt: skip
        value = row.get(f"{name}_max")
        where = NONE
        if value == value and row.get(f"{name}_max_surface"):
            place = f"({row[f'{name}_max_x_m']:.1f}, {row[f'{name}_max_y_m']:.1f})"
            where = f"{row[f'{name}_max_surface']} {place} at {seconds(row[f'{name}_max_time_s'])}"
        rows.append((words, decimal(value, digits), where))
    rows.append((f"person-seconds above {TURBULENT:g} /s²", f"{row['pressure_proxy_time_s']:,.0f}", ""))
    columns = (Column("Indicator", width=2.2), Column("Value", "right"), Column("Where and when", width=2))
    return [
        Heading("Indicators of crowd danger"), Paragraph(text),
        Table(columns, tuple(rows), "Indicators of crowd danger; they compare measures and predict no injuries"),
    ]  # fmt: skip
