"""Queues: where, how long, when; and how long people stayed in each area."""

from __future__ import annotations

import numpy as np

from exeunt.report.blocks import Block, Column, Figure, Heading, Paragraph, Table
from exeunt.report.facts import RunFacts
from exeunt.report.verdict import held_words
from exeunt.report.words import counted, decimal, people, percent, seconds
from exeunt.viewer.charts import strip_chart

MOST_QUEUES = 16
MOST_AREAS = 48
# order in which kinds of areas are told
KINDS = ("storey", "room", "seats")


def queues(facts: RunFacts) -> list[Block]:
    """Return where people queued, how long and when."""
    blocks: list[Block] = [Heading("Queues")]
    measures = facts.measures
    if measures is None:
        return [*blocks, Paragraph("The run folder holds no trajectories to find queues in.")]
    rule = measures.rule
    blocks.append(
        Paragraph(
            f"People queue while they have started to move, walk slower than {rule.speed:g} m/s and have at least "
            f"{rule.density:g} people per m² around them; the queue belongs to the opening or stair that they pass "
            f"next. A queue is told from {rule.fewest} people on. These limits are a choice, no standard fixes them "
            f"({rule.source}). People who have started and are held in a row of seats queue there, whatever the "
            "density. People who never passed another opening, because they were still inside at the end, are counted "
            "in rows of seats only."
        )
    )
    found = [queue for queue in measures.queues if queue.duration > 0]
    if not found:
        return [*blocks, Paragraph("No queue of that size formed.")]
    worst = found[0]
    lost = sum(queue.person_seconds for queue in found)
    text = (
        f"{counted(len(found), 'place')} had a queue. Most time was lost at {worst.gate.id} ({worst.gate.kind}): "
        f"{people(worst.people)} queued there, {seconds(worst.mean_wait)} each on average and "
        f"{seconds(worst.longest_wait)} at most; {people(worst.maximum)} at one time, at {seconds(worst.maximum_at)}. "
        f"All queues together took {lost / 3600:,.1f} hours of people's time."
    )
    blocks.append(Paragraph(f"{text} {held_words(facts.summary)}".strip()))
    shown = found[:MOST_QUEUES]
    strips = [(f"{queue.gate.id} ({queue.gate.kind})", queue.number.astype(float)) for queue in shown]
    interval = float(np.diff(shown[0].time).min()) if len(shown[0].time) > 1 else facts.run.frame_interval
    title = "Length of each queue over time"
    blocks.append(
        Figure(
            strip_chart(strips, interval, "people in the queue", title),
            f"Length of each queue over time, the most costly first; fewer than {rule.fewest} people are no queue.",
            f"{title}; the longest is {max(queue.maximum for queue in shown):,} people.",
        )
    )  # fmt: skip
    blocks.append(_queue_table(facts, len(shown)))
    if len(found) > len(shown):
        blocks.append(Paragraph(f"{counted(len(found) - len(shown), 'queue')} that took less time left out."))
    return blocks


def _queue_table(facts: RunFacts, most: int) -> Table:
    assert facts.measures is not None
    rows = tuple(
        (
            f"{queue.gate.id} ({queue.gate.kind})", f"{queue.start:.0f}–{queue.end:.0f}", f"{queue.duration:.0f}",
            f"{queue.maximum:,} at {queue.maximum_at:.0f}", f"{queue.people:,}", decimal(queue.mean_wait, 0),
            decimal(queue.longest_wait, 0), decimal(queue.person_seconds / 3600, 2),
        )
        for queue in [queue for queue in facts.measures.queues if queue.duration > 0][:most]
    )  # fmt: skip
    columns = (
        Column("Where", width=2.2),
        Column("From–to (s)", "right", 1.1),
        Column("Lasted (s)", "right"),
        Column("Longest, when (s)", "right", 1.2),
        Column("People who queued", "right", 1.1),
        Column("Mean wait (s)", "right"),
        Column("Longest wait (s)", "right"),
        Column("Time lost (h)", "right"),
    )
    return Table(columns, rows, "Queues: where, when and how long; the most costly first")


def areas(facts: RunFacts) -> list[Block]:
    """Return how long people stayed in each area."""
    blocks: list[Block] = [Heading("Time in each area")]
    if facts.measures is None:
        return [*blocks, Paragraph("The run folder holds no trajectories.")]
    blocks.append(
        Paragraph(
            "How many people were ever in each part of the building, how long they stayed (waiting to start included), "
            "how many were there at most, and when the last of them had left it. Parts overlap: a room lies on a "
            "storey."
        )
    )
    used = [area for area in facts.measures.areas if area.people]
    used.sort(key=lambda area: KINDS.index(area.kind) if area.kind in KINDS else len(KINDS))
    rows = tuple(
        (
            area.id, area.kind, f"{area.people:,}", decimal(area.mean_stay, 0), decimal(area.longest_stay, 0),
            f"{area.maximum:,} at {area.maximum_at:.0f}", decimal(area.cleared, 0),
            decimal(area.person_seconds / 3600, 1),
        )
        for area in used[:MOST_AREAS]
    )  # fmt: skip
    columns = (
        Column("Area", width=2.2),
        Column("Kind"),
        Column("People", "right"),
        Column("Mean stay (s)", "right"),
        Column("Longest stay (s)", "right"),
        Column("Most, when (s)", "right", 1.3),
        Column("Last seen (s)", "right"),
        Column("People's time (h)", "right", 1.1),
    )
    blocks.append(Table(columns, rows, "Time in each area"))
    if len(used) > MOST_AREAS:
        blocks.append(Paragraph(f"{counted(len(used) - MOST_AREAS, 'area')} left out."))
    share = _moving_share(facts)
    if share == share:
        blocks.append(
            Paragraph(f"Of all the time spent inside, {percent(share)} was after people started to move.")
        )
    return blocks


def _moving_share(facts: RunFacts) -> float:
    assert facts.measures is not None
    moving = facts.measures.moving
    return float(moving.mean()) if len(moving) else float("nan")
