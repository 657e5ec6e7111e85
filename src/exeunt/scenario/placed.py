"""What the people of a run cannot do from where they stand: pass what is too narrow, use stairs, get to their exit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exeunt.base.errors import Problem
from exeunt.base.maths import line_length
from exeunt.models.behaviour.assistance import AssistanceDoc
from exeunt.models.population.mobility import BY_NAME, PROFILES
from exeunt.models.wayfinding.choice import ExitChoice
from exeunt.scenario.document import ScenarioDoc
from exeunt.scenario.staffing import in_need
from exeunt.venue.checks import Ground
from exeunt.venue.gauges import Gauges
from exeunt.venue.geometry import middle
from exeunt.venue.pinches import PLAY
from exeunt.venue.venue import Opening, Venue

Columns = Mapping[str, NDArray[Any]]
Rows = NDArray[np.intp]
MOVING = ("flight", "escalator", "landing")
"""Kinds of surfaces that nobody in a wheelchair gets over alone."""
ANY = -1
"""Any exit."""
LEVEL = -1
"""Number of the ground without stairs and lifts; that with the lift of index k is ``LEVEL`` - 1 - k."""


def check_placed(document: ScenarioDoc, venue: Venue, columns: Columns) -> list[Problem]:
    """Return warnings for people, as they are placed: what is too narrow for them, stairs, exits they do not get to.

    ``columns``: those of ``place_everyone``.
    """
    if not len(columns["person"]):
        return []
    ways = _Ways(venue, columns)
    problems: list[Problem] = []
    for index, persons in enumerate(document.people):
        rows = np.flatnonzero((columns["population"] == index) & (columns["surface"] >= 0))
        if len(rows):
            problems += _narrow(persons.id, index, rows, venue, columns, ways)
            problems += _stairs(persons.id, index, rows, document, venue, columns, ways)
            rule = persons.exit_choice
            assert isinstance(rule, ExitChoice)
            problems += _assigned(persons.id, index, rows, rule, venue, columns, ways)
    return problems


def _narrow(
    id: str, index: int, rows: Rows, venue: Venue, columns: Columns, ways: _Ways
) -> Iterator[Problem]:
    need = columns["clear_width"]
    openings = [one for one in venue.openings if one.kind != "lift" or (columns["lift"][rows] >= 0).any()]
    narrow = [one for one in openings if (need[rows] > one.width + PLAY).any()]
    stairs = {
        venue.surfaces[surface].id: width
        for portal in venue.portals
        for surface in portal.surfaces
        if venue.surfaces[surface].kind in ("flight", "escalator", "ramp")
        and (need[rows] > (width := line_length(portal.line)) + PLAY).any()
    }
    if not narrow and not stairs:
        return
    widths = [one.width for one in narrow] + list(stairs.values())
    touched = rows[need[rows] > min(widths) + PLAY]
    names = [f"{one.kind} '{one.id}' ({one.width:.2f} m)" for one in narrow]
    names += [f"'{name}' ({width:.2f} m)" for name, width in stairs.items()]
    who = f"{len(touched)} of {len(rows)} people of '{id}'{_profiles(columns, touched)}"
    some = "" if need[touched].min() > max(widths) + PLAY else "some of them "
    message = f"{who} need {_range(need[touched])} of clear width: {some or 'they '}do not fit through {_listed(names)}"
    at = tuple(middle(one.line) for one in narrow)
    hint = "They take other ways; widen the opening, or state what they need with 'clear_width'."
    yield Problem(message, ("people", index, "mobility"), at, hint, "warning")
    lost = ways.lost(touched, ways.gauge[touched])
    lost = np.setdiff1d(lost, ways.lost(lost, np.zeros_like(lost)))
    if len(lost):
        who = f"{len(lost)} of {len(rows)} people of '{id}'{_profiles(columns, lost)}"
        message = f"{who} have no way out that is wide enough for them: they wait inside"
        spots = tuple(zip(columns["x"][lost[:4]].tolist(), columns["y"][lost[:4]].tolist(), strict=True))
        yield Problem(message, ("people", index, "mobility"), spots, "Widen an opening.", "warning")


def _stairs(
    id: str, index: int, rows: Rows, document: ScenarioDoc, venue: Venue, columns: Columns, ways: _Ways
) -> Iterator[Problem]:
    """People in wheelchairs who get out by stairs alone, without a lift and without help."""
    helped = {BY_NAME[name].index for name in in_need(document)}
    chairs = {BY_NAME[name].index for name in AssistanceDoc().needs} - helped
    alone = rows[np.isin(columns["mobility"][rows], list(chairs))]
    if not len(alone) or not any(surface.kind in MOVING for surface in venue.surfaces):
        return
    up_stairs = ways.lost(alone, LEVEL - 1 - columns["lift"][alone].astype(np.int64))
    up_stairs = np.setdiff1d(up_stairs, ways.lost(up_stairs, ways.gauge[up_stairs]))
    if not len(up_stairs):
        return
    down, up = (columns[f"speed_stairs_{way}"][up_stairs].mean() for way in ("down", "up"))
    message = (
        f"{len(up_stairs)} of {len(rows)} people of '{id}'{_profiles(columns, up_stairs)} leave by stairs or "
        f"escalators without lift and help: they move there as if carried at once, {down:.2f} m/s down and "
        f"{up:.2f} m/s up on average, and nobody is taken to carry them"
    )
    hint = "Let them use a lift ('lift'), or be helped ('assistance')."
    yield Problem(message, ("people", index, "mobility"), (), hint, "warning")


def _assigned(
    id: str, index: int, rows: Rows, rule: ExitChoice, venue: Venue, columns: Columns, ways: _Ways
) -> Iterator[Problem]:
    """People who are to use exits that they cannot get to."""
    own = np.unique(columns["assigned_exit"][rows])
    told = [(exit, rows) for exit in venue.exits if exit.id in rule.named]
    if rule.kind == "assigned":
        told += [(venue.openings[k], rows[columns["assigned_exit"][rows] == k]) for k in own[own >= 0]]
    for exit, people in told:
        lost = ways.lost(people, ways.gauge[people], exit.index)
        if not len(lost):
            continue
        word = "assigned to" if rule.kind == "assigned" else f"named in 'exit_choice' ({rule.kind}) of"
        message = (
            f"exit '{exit.id}', {word} people of '{id}', cannot be reached by {len(lost)} of {len(people)} from where "
            "they start: they take the nearest exit that can be"
        )
        hint = "Doors that never open, one-way doors and what is too narrow count."
        yield Problem(message, ("people", index, "exit_choice"), (middle(exit.line),), hint, "warning")


class _Ways:
    """Which parts of the ground lead out, by the gauge of people; each kind is laid once.

    Numbers of grounds are those of ``Gauges``; ``LEVEL`` and below are the ground without stairs, with one lift.
    """

    def __init__(self, venue: Venue, columns: Columns) -> None:
        self.venue = venue
        self.columns = columns
        self.gauges = Gauges(venue, columns["clear_width"])
        self.gauge = self.gauges.number(columns["clear_width"])
        self._grounds: dict[int, Ground] = {}
        self._safe: dict[tuple[int, int], set[int]] = {}

    def lost(self, rows: Rows, ground: NDArray[np.int64], exit: int = ANY) -> Rows:
        """Return those of some people from whose places an exit cannot be reached.

        Parameters
        ----------
        ground
            (rows,) the ground of each.
        exit
            Index of the opening; ``ANY`` for all.
        """
        x, y, surface = (self.columns[name] for name in ("x", "y", "surface"))
        found = np.zeros(len(rows), dtype=np.bool_)
        for kind in np.unique(ground).tolist():
            laid, safe = self._laid(kind), self._reaching(kind, exit)
            for s in np.unique(surface[rows[ground == kind]]).tolist():
                here = (ground == kind) & (surface[rows] == s)
                found[here] = ~laid.leads(s, x[rows[here]], y[rows[here]], safe)
        return rows[found]

    def _reaching(self, kind: int, exit: int) -> set[int]:
        if (kind, exit) not in self._safe:
            fits = self.gauges.all[max(kind, 0)].openings

            def usable(opening: Opening) -> bool:
                asked = opening.kind != "exit" or exit in (ANY, opening.index)
                return asked and bool(fits[opening.index]) and _ever_open(opening)

            self._safe[kind, exit] = self._laid(kind).safe(usable)
        return self._safe[kind, exit]

    def _laid(self, kind: int) -> Ground:
        if kind not in self._grounds:
            self._grounds[kind] = self._fitting(kind) if kind >= 0 else self._level(LEVEL - kind)
        return self._grounds[kind]

    def _fitting(self, number: int) -> Ground:
        """Return the ground on which the centres of bodies of a gauge can be."""
        venue, gauge = self.venue, self.gauges.all[number]
        surfaces = list(venue.surfaces)
        if gauge.gap > 0.0:
            margin = 0.5 * gauge.gap - PLAY
            surfaces = [replace(one, area=one.area.buffer(-margin, quad_segs=8)) for one in surfaces]
        portals = [portal for portal in venue.portals if gauge.portals[portal.index]]
        lifts = [lift for lift in venue.lifts if gauge.openings[list(lift.stops)].all()]
        return Ground(surfaces, portals, venue.openings, lifts)

    def _level(self, lift: int) -> Ground:
        """Return the ground without stairs and escalators, with the lift of an index, -1 for none."""
        surfaces = self.venue.surfaces
        flat = [
            portal
            for portal in self.venue.portals
            if not any(surfaces[surface].kind in MOVING for surface in portal.surfaces)
        ]
        lifts = [one for one in self.venue.lifts if one.index == lift - 1]
        return Ground(surfaces, flat, self.venue.openings, lifts)


def _profiles(columns: Columns, rows: Rows) -> str:
    """Return the profiles of some people in brackets, empty without."""
    found = np.unique(columns["mobility"][rows])
    names = [profile.name for profile in PROFILES if profile.index in found]
    return f" ({', '.join(names)})" if names else ""


def _range(values: NDArray[np.float64]) -> str:
    low, high = values.min(), values.max()
    return f"{low:.2f} m" if high - low < 0.005 else f"{low:.2f} to {high:.2f} m"


def _listed(names: list[str]) -> str:
    if len(names) > 8:
        return f"{', '.join(names[:8])} and {len(names) - 8} more"
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]


def _ever_open(opening: Opening) -> bool:
    return opening.state == "open" or any(state == "open" for _, state in opening.changes)
