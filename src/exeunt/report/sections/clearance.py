"""The clearance curve, total and for each exit, and the use of the exits against their capacity."""

from __future__ import annotations

from math import ceil

from exeunt.base.maths import line_length
from exeunt.metrics.clearance import CODES
from exeunt.metrics.exits import last_out, share_out
from exeunt.report.blocks import Block, Column, Figure, Heading, Paragraph, Table
from exeunt.report.facts import RunFacts
from exeunt.report.sections.limited import capacity_of, counts_words, limited, limits_words
from exeunt.report.words import NONE, both, decimal, known, listed, people, percent
from exeunt.viewer.charts import ExitUse, clearance_chart, exit_chart

SHARES = (0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 1.0)


def clearance(facts: RunFacts) -> list[Block]:
    """Return the curve of people inside and out by each exit, and when which share was out."""
    blocks: list[Block] = [Heading("Clearance")]
    if not facts.people:
        return [*blocks, Paragraph("Nobody was in the venue.")]
    shares = {share: share_out(facts.time_out[facts.entered], share) for share in SHARES}
    marks = {f"T{100 * share:.0f}": shares[share] for share in (0.5, 0.9, 0.98)}
    end = end_of_curve(facts)
    title = "People inside and people out by each exit over time"
    alt = (
        f"{title}: {people(facts.people)} at most, half out after {both(shares[0.5])}, "
        f"98 % after {both(shares[0.98])}, last after {both(last_out(facts.time_out))}."
    )
    blocks.append(
        Figure(
            clearance_chart(facts.inside, facts.by_exit, marks, end, title),
            "People inside (above) and people out by each exit (below) since time 0. T50, T90 and T98: the moments "
            "by which 50, 90 and 98 % of all people in the venue had left.", alt,
        )
    )  # fmt: skip
    rows = []
    for share, time in shares.items():
        rank = ceil(share * facts.people - 1e-9)
        rows.append((f"{100 * share:.0f} %", f"{rank:,}", both(time) if known(time) else "not reached"))
    columns = (Column("Share of all people"), Column("People", "right"), Column("Out after", "right", 1.6))
    text = (
        "When which share of the people was out; each is the time of a real person, nothing is interpolated"
    )
    blocks.append(Table(columns, tuple(rows), text))
    return blocks


def end_of_curve(facts: RunFacts) -> float:
    """Return where the time axis of the run ends, in s."""
    last = last_out(facts.time_out)
    over = known(last) and facts.out == facts.people
    return max(last * 1.02 if over else max(facts.simulated, last if known(last) else 0.0), 1.0)


def exit_use(facts: RunFacts) -> list[Block]:
    """Return how each exit was used, against what its width can pass."""
    blocks: list[Block] = [Heading("Use of the exits against their capacity")]
    rows = facts.summary.get("exits") or []
    if not rows:
        return [*blocks, Paragraph("No exit was used that could be measured.")]
    width = {exit.id: line_length(exit.line) for exit in facts.venue.exits}
    capacity = {exit.id: capacity_of(exit) for exit in facts.venue.exits}
    blocks.append(Paragraph(_words(rows, capacity)))
    blocks += limits_words(facts) + counts_words(facts)
    own = " or the opening's own limit" if limited(facts) else ""
    bars = [
        ExitUse(
            row["exit"], row["people"], row["flow_mean_per_s"], row["flow_peak_per_s"], capacity[row["exit"]]
        )
        for row in rows
    ]
    title = "Flow through each exit against its capacity"
    blocks.append(
        Figure(
            exit_chart(bars, title),
            "Flow through each exit. Bar: mean while in use, from the first fifth to the last fifth of its people (no "
            "bar for fewer than 10); circle: most in any 10 s; line: capacity, "
            f"{CODES.level} people per second and metre of clear width{own}.",
            f"{title}; the numbers stand in the table below.",
        )
    )
    columns = (
        Column("Exit", width=1.7),
        Column("Width (m)", "right"),
        Column("People", "right"),
        Column("Share", "right"),
        Column("First (s)", "right"),
        Column("Last (s)", "right"),
        Column("Mean flow (per\u00a0s)", "right", 1.1),
        Column("Peak flow (per\u00a0s)", "right", 1.1),
        Column("Capacity (per\u00a0s)", "right", 1.2),
        Column("Mean / capacity", "right", 1.2),
    )
    cells = []
    for row in rows:
        name, mean = row["exit"], row["flow_mean_per_s"]
        use = mean / capacity[name] if known(mean) and capacity[name] else float("nan")
        cells.append(
            (
                name, decimal(width[name]), f"{row['people']:,}", percent(row["share"], 1),
                decimal(row["first_s"], 0), decimal(row["last_s"], 0), decimal(mean),
                decimal(row["flow_peak_per_s"], 1) if row["people"] else NONE, decimal(capacity[name]),
                percent(use),
            )
        )  # fmt: skip
    blocks.append(Table(columns, tuple(cells), "Use of the exits"))
    blocks.append(
        Paragraph(
            f"The capacity is the clear width times {CODES.level} people per second and metre. Source: "
            f"{CODES.source}. Measured flows of dense crowds reach higher values, so a short peak above the line is "
            f"possible.{' An opening with a limit of its own has that limit as its capacity.' if own else ''}"
        )
    )
    return blocks


def _words(rows: list[dict[str, float]], capacity: dict[str, float]) -> str:
    used = [row for row in rows if row["people"]]
    idle = [str(row["exit"]) for row in rows if not row["people"]]
    text = f"{len(used)} of {len(rows)} exits {'was' if len(used) == 1 else 'were'} used."
    if not idle:
        text = f"All {len(rows)} exits were used." if len(rows) > 1 else "The only exit was used."
    if idle:
        text += f" Not used: {listed(idle, 12)}."
    rated = [(row["flow_mean_per_s"] / capacity[str(row["exit"])], row) for row in used
             if known(row["flow_mean_per_s"]) and capacity[str(row["exit"])] > 0]  # fmt: skip
    if rated:
        share, row = max(rated, key=lambda pair: pair[0])
        text += (
            f" Measured by its mean flow, {row['exit']} was used hardest, at {percent(share)} of its capacity. "
            "An exit far below its capacity was held back by what lies before it, or few people chose it."
        )
    return text
