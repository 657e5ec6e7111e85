"""Responders: when they came, when they reached casualties and brought them to the collection point."""

from __future__ import annotations

import numpy as np

from exeunt.metrics.response import STAGES, TaskForce, helped, responders, task_forces
from exeunt.report.blocks import Block, Column, Figure, Heading, Paragraph, Table
from exeunt.report.facts import RunFacts
from exeunt.report.words import NONE, both, counted, people, seconds
from exeunt.viewer.charts import strip_chart

STEP = 5.0
"""Seconds between two points of the chart."""
STAGE_WORDS = ("called", "unified command", "assembled", "at the entrance", "entered")


def response(facts: RunFacts) -> list[Block]:
    """Return the stages of each task force and what became of casualties; nothing for a run without responders."""
    if facts.table is None or "task_force" not in facts.names:
        return []
    mine = responders(facts.run.people())
    if not mine.any():
        return []
    reached, collected = helped(facts.table)
    forces = task_forces(facts.happenings)
    blocks: list[Block] = [
        Heading("Responders"),
        Paragraph(_answer(facts, reached, collected), lead=True),
        Paragraph(
            f"{people(int(mine.sum()))} came, or were to come, to help. They walk in the crowd and are counted in its "
            "density, but nowhere as people who have to get out. Treatment stands for the time that it takes: nothing "
            "is said about injuries or their course. Nothing is simulated beyond the collection point."
        ),
    ]
    if not forces:
        return [*blocks, Paragraph("Nobody was called in this run.")]
    blocks.append(_stages(forces, reached, collected))
    blocks += [
        Paragraph(f"Task force '{force.id}' {what}, at {seconds(time)}.")
        for force in forces
        for time, what in force.others
    ]
    if len(reached):
        blocks.append(_chart(facts, reached, collected))
    return blocks


def _answer(facts: RunFacts, reached: np.ndarray, collected: np.ndarray) -> str:
    fallen = int((facts.column("stuck_reason") == "incapacitated").sum())
    if not len(reached):
        return f"No casualty was reached; {people(fallen)} inside could not walk at the end."
    there = int((~np.isnan(collected)).sum())
    text = f"{counted(len(reached), 'casualty', 'casualties')} reached, the first after {both(float(reached[0]))}"
    if there:
        text += (
            f"; {there:,} brought to the collection point, the first after {both(float(np.nanmin(collected)))} and the "
            f"last after {both(float(np.nanmax(collected)))}"
        )
    return text + "."


def _stages(forces: list[TaskForce], reached: np.ndarray, collected: np.ndarray) -> Table:
    rows = []
    for force in forces:
        times = [(word, force.stages.get(stage)) for word, stage in zip(STAGE_WORDS, STAGES, strict=True)]
        rows += [(force.id, word, time) for word, time in times]
    if len(forces) == 1:
        first, last = (_known(f, collected) for f in (np.nanmin, np.nanmax))
        rows.append((forces[0].id, "first casualty reached", float(reached[0]) if len(reached) else None))
        rows += [(forces[0].id, "first at the collection point", first), (forces[0].id, "last there", last)]
    called = {force.id: force.called for force in forces}
    cells = tuple(
        (id, word, seconds(time), both(time - called[id]) if time is not None else NONE)
        for id, word, time in rows
    )
    columns = (
        Column("Task force", width=1.2), Column("Stage", width=1.4), Column("Since the start", "right"),
        Column("Since the call", "right", 1.4),
    )  # fmt: skip
    return Table(columns, cells, "Stages of the response")


def _known(of: object, values: np.ndarray) -> float | None:
    assert callable(of)
    return float(of(values)) if (~np.isnan(values)).any() else None


def _chart(facts: RunFacts, reached: np.ndarray, collected: np.ndarray) -> Figure:
    time = np.arange(0.0, max(facts.simulated, STEP) + STEP, STEP)
    known = np.sort(collected[~np.isnan(collected)])
    rows = [
        ("reached", np.searchsorted(reached, time, side="right").astype(float)),
        ("at the collection point", np.searchsorted(known, time, side="right").astype(float)),
    ]
    title = "Casualties reached, and brought to the collection point, over time"
    picture = strip_chart(rows, STEP, "casualties", title)
    return Figure(picture, f"{title}.", f"{title}: {len(reached)} and {len(known)} at the end.")
