"""Who gave shelter and directions: refuges, stewards and signs."""

from __future__ import annotations

import numpy as np

from exeunt.metrics.refuges import RefugeUse
from exeunt.report.blocks import Block, Column, Figure, Heading, Paragraph, Table
from exeunt.report.facts import RunFacts
from exeunt.report.words import NONE, known, listed, people, percent, seconds
from exeunt.viewer.charts import strip_chart


def refuges(facts: RunFacts) -> list[Block]:
    """Return how the refuges were used; nothing for a run without any."""
    uses = facts.refuges
    if not uses:
        return []
    held = sum(use.most[0] for use in uses)
    locked = [use for use in uses if use.locked]
    text = (
        f"{len(locked)} of {len(uses)} refuges were locked. At most {people(held)} were in them, each at its "
        "fullest. A refuge counts as locked while none of its doors is open."
    )
    if turned := sum(use.turned_away for use in uses):
        text += f" {people(turned)} found a refuge's door shut."
    if not held:
        return [Heading("Refuges"), Paragraph("Nobody was in a refuge.", lead=True), _refuges(uses)]
    blocks: list[Block] = [Heading("Refuges"), Paragraph(text, lead=True), _refuges(uses)]
    title = "People in each refuge over time"
    rows = [(use.id, use.occupancy.astype(float)) for use in uses]
    picture = strip_chart(rows, facts.run.frame_interval, "people in the refuge", title)
    caption = (
        "People in each refuge over time, whatever they were doing there; on the right the most at one time."
    )
    blocks.append(Figure(picture, caption, f"{title}; at most {max(use.most[0] for use in uses):,}."))
    return blocks


def _refuges(uses: list[RefugeUse]) -> Table:
    rows, marked = [], set()
    for k, use in enumerate(uses):
        most, at = use.most
        if use.capacity and most > use.capacity:
            marked.add(k)
        rows.append(
            (
                use.id, f"{use.capacity:,}" if use.capacity else NONE, f"{most:,}", seconds(at) if most else NONE,
                f"{int(use.occupancy[-1]) if len(use.occupancy) else 0:,}",
                seconds(use.locked_at) if known(use.locked_at) else "never",
                seconds(sum(end - start for start, end in use.locked)) if use.locked else NONE, f"{use.turned_away:,}",
            )
        )  # fmt: skip
    columns = (
        Column("Refuge", width=1.5), Column("Capacity", "right"), Column("Most people", "right"), Column("At", "right"),
        Column("At the end", "right"), Column("Locked at", "right"), Column("Locked for", "right"),
        Column("Turned away", "right"),
    )  # fmt: skip
    return Table(columns, tuple(rows), "Refuges; shaded: more people than capacity", frozenset(marked))


def guidance(facts: RunFacts) -> list[Block]:
    """Return whom stewards and signs reached; nothing for a run without either."""
    signs = facts.recorded.get("signs") or []
    told = (
        facts.column("told_exit")[facts.entered] if "told_exit" in facts.names else np.zeros(0, dtype=object)
    )
    stewards = [place for place in facts.run.places if place.kind == "steward"]
    if not signs and not stewards:
        return []
    number, reached = int(facts.entered.sum()), int((told != "").sum())
    blocks: list[Block] = [
        Heading("Stewards and signs"),
        Paragraph(
            f"{people(reached)} of {number:,} were told an exit by a steward, a sign or an announcement and took it "
            "as advice."
        ),
    ]
    if stewards:
        rows = tuple(
            (place.id, facts.venue.surfaces[place.surface].id, place.words or NONE) for place in stewards
        )
        columns = (Column("Steward"), Column("Post on"), Column("Told to", width=2))
        blocks.append(Table(columns, rows, "Stewards"))
    if reached:
        blocks.append(_told(facts, told))
    if signs:
        cells = tuple(
            (
                sign["sign"],
                sign["kind"],
                *(f"{int(sign[name]):,}" for name in ("reached", "noticed", "followed")),
            )
            for sign in signs
        )
        about = (
            Column("Sign", width=1.4), Column("Kind"), Column("Could read it", "right"), Column("Noticed it", "right"),
            Column("Followed it", "right"),
        )  # fmt: skip
        blocks.append(Table(about, cells, "Signs, and people whom they reached"))
    return blocks


def _told(facts: RunFacts, told: np.ndarray) -> Table:
    used = facts.column("exit_used")[facts.entered]
    rows = []
    for exit in dict.fromkeys(sorted(set(told.tolist()) - {""})):
        mine = told == exit
        left = used[mine]
        took = int((left == exit).sum())
        others = list(dict.fromkeys(left[(left != exit) & (left != "")].tolist()))
        share = percent(took / int(mine.sum()))
        rows.append(
            (exit, f"{int(mine.sum()):,}", f"{took:,} ({share})", listed(others, 4) if others else NONE)
        )
    columns = (
        Column("Exit named last", width=1.3), Column("People told", "right"), Column("Left by it", "right"),
        Column("Others left by", width=2),
    )  # fmt: skip
    return Table(columns, tuple(rows), "Exits that people were told, and whether they left by them")
