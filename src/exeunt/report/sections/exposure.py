"""Exposure to danger zones: who was inside and in sight, for how long, and when people were protected."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from exeunt.metrics.exposure import UNAWARE_AFTER, Exposure
from exeunt.report.blocks import Block, Column, Figure, Heading, Note, Paragraph, Table
from exeunt.report.facts import RunFacts
from exeunt.report.words import NONE, counted, decimal, listed, people, percent, seconds
from exeunt.viewer.charts import histogram_chart, share_chart
from exeunt.viewer.danger_plan import Marked
from exeunt.viewer.sheets import draw_map, groups_of
from exeunt.viewer.zones import zone_entries

Floats = NDArray[np.float64]

CUTS = (1e-9, 10.0, 30.0, 60.0, 120.0)
CLASSES = ("none", "to 10 s", "to 30 s", "to 60 s", "to 2 min", "more")
STATEMENT = (
    "The danger is given, not computed, and the figures say how long people were exposed to it, never what comes of "
    "it. They serve to compare measures that protect people, such as an earlier alarm or another exit, in one and the "
    "same danger. Runs with different danger zones must not be compared with each other."
)


def exposure(facts: RunFacts) -> list[Block]:
    """Return the exposure of people; nothing for a run without danger zones."""
    found = facts.exposure
    if found is None:
        return []
    blocks: list[Block] = [Heading("Exposure to danger zones"), Paragraph(_answer(found), lead=True)]
    blocks.append(Note("What this shows, and what not.", STATEMENT, "note"))
    blocks += [_zones(facts), *_maps(facts), _table(facts, found), _shares(found), _unaware(found)]
    blocks += _protection(found)
    return blocks


def _answer(found: Exposure) -> str:
    inside, sight, number = found.inside, found.sight, len(found.inside)
    if not number:
        return "Nobody was in the venue."
    who = int((inside > 0).sum())
    text = (
        f"{people(who)} of {number:,} ({percent(who / number, 1)}) were inside a danger zone, together for "
        f"{inside.sum():,.0f} person-seconds, one person for {seconds(float(inside.max()))} at most. "
        f"{people(int((sight > 0).sum()))} had one in straight sight, together for {sight.sum():,.0f} person-seconds. "
    )
    left = int(np.isinf(found.protected).sum())
    half, most = _times(found.protection())
    text += f"Counted from the start of the danger, half of the people were in a protected place after {half}"
    text += f" and 95 % after {most}." if most != NONE else "."
    if left:
        text += f" {people(left)} {'was' if left == 1 else 'were'} not in one when the run ended."
    return text


def _times(protection: Floats) -> tuple[str, str]:
    """Return when half and 95 % of the people were protected; a dash if so many never were."""
    values = [float(np.quantile(protection, share, method="higher")) for share in (0.5, 0.95)]
    half, most = (seconds(value) if np.isfinite(value) else NONE for value in values)
    return half, most


def _zones(facts: RunFacts) -> Table:
    table = facts.run.zones()
    rows = []
    for number in np.unique(table["zone"].to_numpy()):
        mine = table.filter(pa.array(table["zone"].to_numpy() == number)).to_pylist()
        time = [row["time"] for row in mine]
        floors = list(dict.fromkeys(facts.venue.surfaces[row["surface"]].id for row in mine))
        first = mine[0]
        length = sum(float(np.hypot(b["x"] - a["x"], b["y"] - a["y"])) for a, b in pairwise(mine))
        rows.append(
            (
                first["id"], seconds(min(time)), seconds(max(time)), listed(floors, 4),
                f"{first['radius']:.1f} m around its centre", f"{length:.0f} m", decimal(first["intensity"], 2),
                f"{first['sight']:.0f} m", f"{first['hearing']:.0f} m" if first["hearing"] else "silent",
            )
        )  # fmt: skip
    columns = (
        Column("Zone", width=1.2), Column("From", "right"), Column("To", "right"), Column("On", width=1.3),
        Column("Reaches", width=1.2), Column("Moves", "right"), Column("Intensity", "right"),
        Column("Seen from", "right"), Column("Heard from", "right"),
    )  # fmt: skip
    return Table(columns, tuple(rows), "Danger zones, as stated in the scenario")


def _maps(facts: RunFacts) -> list[Block]:
    marked = Marked(zone_entries(facts.run.zones(), facts.run.frame_interval), facts.run.places)
    touched = {zone["surface"] for zone in marked.zones}
    levels = [level for level in facts.levels if any(s.index in touched for s in level.surfaces)]
    blocks: list[Block] = []
    for number, group in enumerate(groups_of(levels, names=True)):
        names = listed([level.surface.id for level in group], 20)
        title = f"Danger zones on {names}"
        picture = draw_map(facts.venue, group, title, names=True, prefix=f"zones{number}-", marked=marked)
        caption = f"{title}. {marked.words[0].upper()}{marked.words[1:]}."
        blocks.append(Figure(picture, caption, f"{title}, with their paths."))
    return blocks


def _table(facts: RunFacts, found: Exposure) -> Table:
    groups = facts.groups[facts.entered]
    names = list(dict.fromkeys(groups.tolist()))
    rows = [_row(name, found, groups == name) for name in names]
    if len(names) > 1:
        rows.append(_row("all", found, np.ones(len(groups), dtype=bool)))
    columns = (
        Column("Population", width=1.5), Column("People", "right"), Column("Inside a zone", "right"),
        Column("Person-seconds inside", "right", 1.2), Column("Longest inside", "right"),
        Column("In sight", "right"), Column("Person-seconds in sight", "right", 1.2),
        Column("Half protected after", "right", 1.1), Column("95 % protected after", "right", 1.1),
        Column("Never protected", "right", 1.1),
    )  # fmt: skip
    caption = "Exposure by population; protected: out of the venue or in a locked refuge, from the start of the danger"
    return Table(columns, tuple(rows), caption)


def _row(name: str, found: Exposure, who: NDArray[np.bool_]) -> tuple[str, ...]:
    inside, sight, number = found.inside[who], found.sight[who], int(who.sum())
    half, most = _times(found.protection()[who])
    return (
        name, f"{number:,}", _of(int((inside > 0).sum()), number), f"{inside.sum():,.0f}", seconds(float(inside.max())),
        _of(int((sight > 0).sum()), number), f"{sight.sum():,.0f}", half, most,
        f"{int(np.isinf(found.protected[who]).sum()):,}",
    )  # fmt: skip


def _of(part: int, whole: int) -> str:
    return f"{part:,} ({percent(part / whole)})" if whole else NONE


def _shares(found: Exposure) -> Figure:
    rows = []
    for name, values in (("inside", found.inside), ("in sight", found.sight)):
        counts = np.bincount(np.digitize(values, CUTS), minlength=len(CLASSES))
        rows.append((name, (counts / max(counts.sum(), 1)).tolist()))
    title = "Share of the people by time of exposure"
    words = "; ".join(f"{name}: {percent(1.0 - shares[0])} at all" for name, shares in rows)
    caption = (
        "Everybody who was in the venue, by the time spent inside danger zones and in straight sight of them; from "
        "left (light) to right (dark): none, up to 10, 30, 60 and 120 s, and more. Inside is within the edge of a "
        "zone, or where its danger is above one half."
    )
    return Figure(share_chart(rows, CLASSES, title, "share of the people (%)"), caption, f"{title}. {words}.")


def _unaware(found: Exposure) -> Table:
    there = int(found.there.sum())
    shares = found.unaware(UNAWARE_AFTER).tolist()
    rows = tuple(
        (seconds(after), percent(share, 1), f"{round(share * there):,}" if share == share else NONE)
        for after, share in zip(UNAWARE_AFTER, shares, strict=True)
    )
    columns = (
        Column("After the start of the danger"),
        Column("Share unaware", "right"),
        Column("People", "right"),
    )
    caption = f"Who knew of nothing and was still inside, of {counted(there, 'person', 'people')} there at the start"
    return Table(columns, rows, caption)


def _protection(found: Exposure) -> list[Block]:
    values = found.protection()
    reached = values[np.isfinite(values)]
    if not len(reached):
        return [Paragraph("Nobody reached a protected place.")]
    title = "Time to a protected place"
    never = len(values) - len(reached)
    caption = (
        "Time from the start of the danger, or from coming, until each person was out or in a locked refuge."
    )
    caption += f" Left out: {people(never)} who never were." if never else ""
    half = seconds(float(np.median(reached)))
    picture = histogram_chart(reached, "time to a protected place", title)
    return [Figure(picture, caption, f"{title}: median {half}.")]
