"""What happened when: the danger, detection, alarm, first and last start, and the last person out."""

from __future__ import annotations

from exeunt.report.blocks import Block, Column, Figure, Heading, Paragraph, Table
from exeunt.report.facts import RunFacts
from exeunt.report.verdict import at_words, course_words
from exeunt.report.words import NONE, both, seconds
from exeunt.viewer import colours
from exeunt.viewer.timeline_chart import Span, timeline_chart

MOST_ROWS = 60
KINDS = (
    "hazard", "danger zone", "danger zone ends", "bang", "detector", "control room", "alarm", "alarm withheld",
    "alarm ends", "lockdown", "lockdown ends", "contradiction", "refuge locked", "refuge abandoned", "casualties",
    "limit",
)  # fmt: skip
SHORT = {
    "fire": "fire begins", "danger zone": "danger begins", "bang": "bang", "detected": "detection",
    "announced": "announcement", "alarm": "alarm", "lockdown": "lockdown", "first start": "first start",
    "last start": "last start", "untenable": "first place untenable", "incapacitated": "first incapacitated",
    "refuge locked": "first refuge locked", "reached": "first casualty reached",
    "collected": "last at the collection point", "last out": "last person out",
}  # fmt: skip
# between which moments each part of the needed time lies, and its shade
PARTS = (
    ("detected", "until detection", colours.SERVICE[1]), ("alarm", "until the alarm", colours.SERVICE[2]),
    ("last start", "until the last start", colours.SERVICE[3]),
    ("last out", "until the last is out", colours.SERVICE[4]),
)  # fmt: skip


def timeline_figure(facts: RunFacts) -> list[Block]:
    """Return the moments of a run along its time; nothing for a run without people."""
    row = facts.summary
    moments = {one["what"]: float(one["time_s"]) for one in row.get("timeline") or ()}
    if not moments:
        return []
    end = max(facts.simulated, *moments.values(), 1.0)
    danger = any(key in moments for key in ("fire", "danger zone", "bang"))
    bars: list[tuple[str, list[Span]]] = [("needed (RSET)" if danger else "course", _needed(moments))]
    if "untenable" in moments:
        at = moments["untenable"]
        tenable = Span(0.0, at, "every place tenable", colours.EXIT)
        bars.append(
            ("available (ASET)", [tenable, Span(at, end, "at least one place untenable", colours.PROHIBITED)])
        )
    if "danger zone" in moments:
        zone = Span(moments["danger zone"], _zone_ends(facts, end), "danger zone", colours.WARNING)
        bars.append(("danger", [zone]))
    if moments.get("announced") == moments.get("alarm"):
        moments.pop("announced", None)
    marks = [(time, f"{SHORT[what]} {seconds(time)}") for what, time in moments.items()]
    title = "What happened when"
    caption = "What happened when"
    if danger:
        caption += "; needed: from the start of the danger to the last person out"
    caption += "; available: until the first place becomes untenable." if "untenable" in moments else "."
    alt = f"{title}: {'; '.join(f'{SHORT[what]} {at_words(time)}' for what, time in moments.items())}."
    return [Figure(timeline_chart(bars, marks, 1.02 * end, title), caption, alt)]


def _needed(moments: dict[str, float]) -> list[Span]:
    """Return the parts of the needed time; a response of a detector after the alarm is no part of it."""
    since = min((moments[key] for key in ("fire", "danger zone", "bang") if key in moments), default=0.0)
    alarm = moments.get("alarm", float("inf"))
    found = []
    for key, words, colour in PARTS:
        at = moments.get(key)
        if at is not None and at > since and not (key == "detected" and at > alarm):
            found.append(Span(since, at, words, colour))
            since = at
    return found


def _zone_ends(facts: RunFacts, end: float) -> float:
    """Return when the last danger zone ends, s; the end of the run for one that does not."""
    begun = sum(row["kind"] == "danger zone" for row in facts.happenings)
    ends = [float(row["time"]) for row in facts.happenings if row["kind"] == "danger zone ends"]
    return max(ends) if ends and len(ends) >= begun else end


def course(facts: RunFacts) -> list[Block]:
    """Return what sounded, showed and happened to the venue, and when."""
    blocks: list[Block] = [Heading("What happened when")]
    row = facts.summary
    if not row:
        return [*blocks, Paragraph("The run folder does not hold what happened.")]
    blocks.append(Paragraph(course_words(row)))
    cells = [(both(one["time_s"]), _sentence(one["words"])) for one in row.get("timeline") or ()]
    if cells:
        columns = (Column("Time since the start", "right", 0.9), Column("What happened", width=3))
        blocks.append(Table(columns, tuple(cells), "The moments that decide how the run goes"))
    return [*blocks, *_log(facts)]


def _log(facts: RunFacts) -> list[Block]:
    rows = [row for row in facts.happenings if row["kind"] in KINDS]
    if not rows:
        return []
    cells = tuple(
        (seconds(float(row["time"]), 1), str(row["kind"]), str(row["cause"]) or NONE)
        for row in rows[:MOST_ROWS]
    )
    columns = (Column("Time", "right", 0.6), Column("Kind", width=0.8), Column("What", width=3))
    blocks: list[Block] = [Table(columns, cells, "What sounded and showed, and when")]
    if len(rows) > MOST_ROWS:
        blocks.append(Paragraph(f"{len(rows) - MOST_ROWS} more stand in the events of the run folder."))
    return blocks


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
