"""Escalators: where people step on, which ways are barred there, and how they move in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from exeunt.base.maths import line_length
from exeunt.venue.between import EscalatorDoc, Motion
from exeunt.venue.geometry import between
from exeunt.venue.reports import Report
from exeunt.venue.stairs import DrawnStair, plan_distance
from exeunt.venue.venue import Direction, Opening, Portal, Surface

_STEPPED_ON = 0.25  # m: who is farther on an escalator than this rides
_DIRECTIONS: dict[tuple[Motion, ...], Direction] = {("up",): "forward", ("down",): "backward"}


def build_entries(
    drawn: Sequence[DrawnStair], surfaces: Sequence[Surface], portals: Sequence[Portal], first: int
) -> list[Opening]:
    """Return a door for each escalator built, just behind the line where people step on first; forward leads up.

    It is one-way if the escalator runs one way all the time. One that changes has a door at each end, which bars the
    way onto it alone.
    """
    entries: list[Opening] = []
    ends = {portal.id: portal.line for portal in portals}
    for stair in drawn:
        doc = stair.doc
        found = [surface for surface in surfaces if surface.id == doc.id]
        if not isinstance(doc, EscalatorDoc) or not found:
            continue
        (a, b), (c, d) = ends[f"{doc.id}/foot"], ends[f"{doc.id}/head"]
        share = _STEPPED_ON / max(plan_distance((a, b), (d, c)), 2.0 * _STEPPED_ON)
        motions = doc.motions
        runs = {motion for _, motion in motions}
        earliest = next((motion for _, motion in motions if motion != "stopped"), "up")
        share = share if earliest == "up" else 1.0 - share
        line = (between(a, d, share), between(b, c, share))
        limit = None if doc.capacity is None or runs == {"stopped"} else doc.capacity / line_length(line)
        changes = tuple(
            (change.at, change.state)
            for change in sorted(doc.changes, key=lambda one: one.at)
            if change.state is not None
        )
        entry = Opening(
            first + len(entries), doc.id, "door", found[0].index, line, doc.state, changes,
            _DIRECTIONS.get(tuple(runs), "both"), limit, motions=motions,
        )  # fmt: skip
        if len(runs) == 1:
            entries.append(entry)
            continue
        other = (between(a, d, 1.0 - share), between(b, c, 1.0 - share))
        far = replace(entry, index=entry.index + 1, line=other)
        if share < 0.5:
            entries += [replace(entry, onto="forward"), replace(far, id=f"{doc.id}/head", onto="backward")]
        else:
            entries += [replace(entry, onto="backward"), replace(far, id=f"{doc.id}/foot", onto="forward")]
    return entries


def check_motions(drawn: Sequence[DrawnStair], report: Report) -> None:
    """Warn of escalators that turn round without standing in between."""
    for stair in drawn:
        motions = stair.doc.motions if isinstance(stair.doc, EscalatorDoc) else ()
        for (_, before), (at, after) in pairwise(motions):
            if "stopped" not in (before, after):
                report.warn(
                    f"{stair.name} turns round at {at:g} s, from {before} to {after}: people on it are carried back.",
                    (*stair.key, "changes"),
                    hint="Let it be stopped in between: {at: ..., direction: stopped}.",
                )
