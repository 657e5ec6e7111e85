"""Openings that let through no more than a limit, or close after so many people, and what that did to the run."""

from __future__ import annotations

from typing import Any

from exeunt.base.maths import line_length
from exeunt.metrics.clearance import CODES
from exeunt.report.blocks import Block, Column, Note, Paragraph, Table
from exeunt.report.facts import RunFacts
from exeunt.report.words import both, counted, decimal, known, listed
from exeunt.results.contract import OpeningLike

SOURCE = f"{CODES.level:g} is the flow of IMO MSC.1/Circ.1533 and ISO 20414"


def limited(facts: RunFacts) -> list[OpeningLike]:
    """Return the exits and doors with a limit of flow; the doors of lifts, which follow from their times, apart."""
    return [o for o in facts.venue.openings if o.max_specific_flow is not None and o.kind != "lift"]


def capacity_of(opening: OpeningLike) -> float:
    """Return the people per second by which the use of an opening is judged: its own limit, or the codes' flow."""
    own = opening.max_specific_flow
    return (CODES.level if own is None else own) * line_length(opening.line)


def limits_table(facts: RunFacts) -> list[Block]:
    """Return the openings with a limit and what it is; nothing if there are none."""
    rows = tuple(
        (
            opening.id, _kind(facts, opening), decimal(line_length(opening.line)),
            decimal(opening.max_specific_flow), decimal(capacity_of(opening)), _basis(facts, opening),
        )
        for opening in limited(facts)
    )  # fmt: skip
    if not rows:
        return []
    columns = (
        Column("Opening", width=1.5),
        Column("Kind"),
        Column("Clear width (m)", "right"),
        Column("Limit (per\u00a0s and m)", "right", 1.1),
        Column("Limit (per\u00a0s)", "right"),
        Column("Basis", width=2.2),
    )
    return [Table(columns, rows, "Openings with a limit of flow")]


def _kind(facts: RunFacts, opening: OpeningLike) -> str:
    moving = facts.venue.surfaces[opening.surface].kind == "escalator"
    return "escalator" if moving else opening.kind


def _basis(facts: RunFacts, opening: OpeningLike) -> str:
    if _kind(facts, opening) == "escalator":
        return "set in the scenario: capacity of the escalator"
    code = abs((opening.max_specific_flow or 0.0) - CODES.level) < 1e-9
    return f"set in the scenario; {SOURCE}" if code else "set in the scenario"


def limits_words(facts: RunFacts) -> list[Block]:
    """Return what the limits mean for the flows of this run, and the result without them if it was computed."""
    found = limited(facts)
    if not found:
        return []
    names = listed([opening.id for opening in found], 12)
    text = (
        f"{counted(len(found), 'opening')} of this run ({names}) let through no more than a limit that the scenario "
        "sets; who comes too early waits before the line. Their flow is what was allowed, not what people would make "
        "of it, and their capacity in this report is the limit."
    )
    blocks: list[Block] = [Paragraph(text)]
    free = facts.free_doors
    if free is None:
        blocks.append(
            Note(
                "The free result is not beside it.",
                "A limited flow hides what the model does by itself. Run the scenario with --free-doors to have the "
                "result without limits in this place.",
                "note",
            )
        )
        return blocks
    return [*blocks, _beside(facts.summary, free)]


def counts_words(facts: RunFacts) -> list[Block]:
    """Return the openings that close after so many people and when they did; nothing if there are none."""
    found = facts.summary.get("counted_openings") or []
    if not found:
        return []
    rows = tuple(
        (
            row["opening"], row["kind"], f"{row['closes_after']:,}", f"{row['passed']:,}",
            both(row["closed_s"]) if known(row["closed_s"]) else "not closed by its count",
        )
        for row in found
    )  # fmt: skip
    columns = (
        Column("Opening", width=1.5),
        Column("Kind"),
        Column("Closes after (people)", "right"),
        Column("Passed (people)", "right"),
        Column("Closed at", "right", 1.5),
    )
    caption = (
        "Openings that close after so many people, as the scenario states; people who came later chose another way, "
        "and an opening that was opened again counted anew"
    )
    return [Table(columns, rows, caption)]


def _beside(row: dict[str, Any], free: dict[str, Any]) -> Table:
    times = {
        "t50_s": "Half are out after", "t90_s": "90 % are out after", "t98_s": "98 % are out after",
        "clearance_s": "Everybody is out after",
    }  # fmt: skip
    rows: list[tuple[str, ...]] = [
        (name, _time(row.get(key)), _time(free.get(key))) for key, name in times.items()
    ]
    rows.append(
        ("People still inside at the end", *(f"{one.get('people_inside') or 0:,}" for one in (row, free)))
    )
    freed = {exit["exit"]: exit for exit in free.get("exits") or []}
    for exit in row.get("exits") or []:
        flows = (exit["flow_mean_per_s"], (freed.get(exit["exit"]) or {}).get("flow_mean_per_s"))
        if any(known(flow) for flow in flows):
            rows.append((f"Mean flow through {exit['exit']}", *(decimal(flow, 2, "per s") for flow in flows)))
    columns = (
        Column("Figure", width=1.8),
        Column("With the limits", "right"),
        Column("Without any limit of flow", "right"),
    )
    caption = "This run with its limits of flow, and the same run (same seed, same people) without them"
    return Table(columns, tuple(rows), caption)


def _time(value: float | None) -> str:
    return both(value) if known(value) else "not reached"
