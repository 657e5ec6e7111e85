"""The figures of a run on one row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from exeunt.base.maths import line_length
from exeunt.metrics.counted import counted_openings
from exeunt.metrics.danger import danger_figures
from exeunt.metrics.density import density_figures
from exeunt.metrics.exits import last_out, share_out
from exeunt.metrics.exposure import exposure, first_zone
from exeunt.metrics.flow import Flow, flow
from exeunt.metrics.inside import inside_figures
from exeunt.metrics.minds import minds_figures
from exeunt.metrics.refuges import RefugeUse, refuge_use
from exeunt.metrics.response import response_figures, visitors
from exeunt.metrics.rows import row_waits
from exeunt.metrics.service import LEVELS, service_time
from exeunt.metrics.tenability import Tenability, tenability
from exeunt.metrics.timeline import timeline, timeline_figures
from exeunt.metrics.visits import visit_use
from exeunt.results.contract import VenueLike
from exeunt.results.fields import DensityFields
from exeunt.results.grid import DensityGrid
from exeunt.results.places import Place
from exeunt.results.run import Run
from exeunt.results.tracks import Tracks, run_tracks

Floats = NDArray[np.float64]

SHARES = (0.5, 0.9, 0.95, 0.98)
JUST_SEEN = 2.0
"""Seconds after seeing smoke or fire within which turning back counts as caused by it."""
_SEEN, _TURNED = ("smoke seen", "fire seen"), "turned back"


def summarise(run: Run) -> dict[str, Any]:
    """Return the summary of a run folder, whole or not."""
    return summary(
        run.people(), run.venue, events=run.events(), grid=run.grid, fields=run.fields(),
        tracks=cache(partial(run_tracks, run)), refuges=refuge_use(run), air=tenability(run), staff=staff_of(run),
        places=run.places,
    )  # fmt: skip


def staff_of(run: Run) -> tuple[str, ...]:
    """Return the populations of a run that are staff."""
    return tuple(place.id for place in run.places if place.kind == "steward")


def summary(
    people: pa.Table,
    venue: VenueLike,
    *,
    events: pa.Table | None = None,
    grid: DensityGrid | None = None,
    fields: DensityFields | None = None,
    zone_began: float | None = None,
    tracks: Callable[[], Tracks] | None = None,
    refuges: Sequence[RefugeUse] = (),
    locked: Sequence[bool] | None = None,
    air: Tenability | None = None,
    staff: Sequence[str] = (),
    places: Sequence[Place] = (),
) -> dict[str, Any]:
    """Return the figures of a run.

    Parameters
    ----------
    people
        Table made by ``results.schema.people_table``.
    venue
        The building.
    events
        Table of events; crossings give the flow through doors. Without it exits are measured by the people
        table alone, doors not at all, and there is no time of the alarm.
    grid, fields
        Density; without them there are no density figures.
    zone_began
        When the first danger zone began, s, where there is no table of events; None if none did.
    tracks
        Gives the trajectories if they are needed: where it was dense, for the indicators of crowd danger.
    refuges
        How each refuge was used.
    locked
        Which refuges are locked at the end, where ``refuges`` do not say.
    air
        When places became untenable, and the margins of people; None without recorded air.
    staff
        Populations that are staff, who are no part of the first and the last start.

    Returns
    -------
    dict
        ``people`` (all who were in the venue), ``people_out``, ``people_inside`` (of whom ``people_protected`` in a
        locked refuge, ``people_at_collection_point``, and the rest ``people_left_inside``), ``people_not_arrived``,
        ``detected_s``, ``alarm_s``, ``first_start_s``, ``last_start_s`` and ``timeline`` (see ``timeline``),
        ``t50_s`` ... ``t98_s`` (see ``share_out``), ``clearance_s`` (last person out, NaN while somebody is
        inside), ``last_out_s``, ``distance_mean_m`` (mean path of those who left), ``exits``, ``openings``
        (lists of dictionaries), ``inside_reasons``, density figures and shares of level of service. With danger zones:
        ``zone_person_s`` and ``zone_sight_person_s`` (person-seconds inside and in sight), ``people_in_zone``,
        ``people_in_sight_of_zone``, the longest of one person, ``zone_peak``, ``people_unprotected``,
        ``protected_p50_s`` and ``protected_p95_s`` (from the start of the zone to the first protected place), and
        ``unaware_30_s`` ... ``unaware_120_s`` (shares, see ``exposure.Exposure``). With openings that close after so
        many people: ``counted_openings`` (see the function of that name); with itineraries: ``visits`` (see
        ``visit_use``). Where people perceive:
        ``aware_p50_s``, ``decided_p50_s``, ``people_unaware`` and ``first_cues``; with refuges: ``refuges``. With
        responders, who are counted nowhere else: ``responders``, ``casualties_reached``, ``casualties_collected``,
        ``first_reached_s``, ``first_collected_s`` and ``all_collected_s`` (of those reached; since the start). With
        recorded air: the figures of ``tenability.Tenability``. With rows of seats: those of ``rows.RowWaits``.
    """
    response = response_figures(people)
    everybody, people = people, visitors(people)
    status = np.array(people["status"].to_pylist())
    time_out = people["time_out"].to_numpy()
    entered, out = status != "not arrived", status == "out"
    count, left = int(entered.sum()), int(out.sum())
    row: dict[str, Any] = {
        "people": count,
        "people_out": left,
        "people_inside": count - left,
        "people_not_arrived": len(status) - count,
        **{f"t{round(share * 100)}_s": share_out(time_out[entered], share) for share in SHARES},
        "last_out_s": last_out(time_out),
        "clearance_s": last_out(time_out) if left == count else float("nan"),
    }
    if "distance_walked" in people.column_names:
        walked = people["distance_walked"].to_numpy()[out]
        row["distance_mean_m"] = float(walked.mean()) if left else float("nan")
    moments = timeline(people, events, untenable=np.nan if air is None else air.first, staff=staff)
    row |= timeline_figures(moments) | _doses(people)
    if air is not None:
        row |= air.figures()
    began = first_zone(events) if events is not None else zone_began
    if (exposed := exposure(people, began)) is not None:
        row |= exposed.figures()
    row |= minds_figures(people) | response
    if refuges:
        row["refuges"] = [use.row() for use in refuges]
    shut = [use.locked_at_end for use in refuges] if locked is None else locked
    row |= inside_figures(people, shut)
    row["exits"] = _exits(people, venue, left)
    if events is not None:
        row["openings"] = _openings(events, venue)
        if given_up := _not_reached(events, venue):
            row["exits_not_reached"] = given_up
        if visits := visit_use(events, places):
            row["visits"] = visits
        if counted := counted_openings(events, venue):
            row["counted_openings"] = counted
        if "people_incapacitated" in row:
            row["people_turned_back"] = _turned_back(events)
    if grid is not None and fields is not None:
        row |= _density(grid, fields, venue)
        if tracks is not None:
            row |= danger_figures(tracks, grid, fields, venue)
    if (
        tracks is not None
        and venue.blocks
        and (waits := row_waits(tracks(), everybody, venue.blocks)) is not None
    ):
        row |= waits.figures()
    return row


def _doses(people: pa.Table) -> dict[str, Any]:
    if "incapacitated_at" not in people.column_names:
        return {}
    fallen = ~np.isnan(people["incapacitated_at"].to_numpy())
    causes = np.array([cause or "" for cause in people["incapacitated_by"].to_pylist()])[fallen]
    names, counts = np.unique(causes, return_counts=True)
    gas, heat = people["fed_gas"].to_numpy(), people["fed_heat"].to_numpy()
    return {
        "people_incapacitated": int(fallen.sum()),
        "people_fed_above_0_3": int(((gas > 0.3) | (heat > 0.3)).sum()),
        "fed_gas_max": float(gas.max(initial=0.0)),
        "fed_heat_max": float(heat.max(initial=0.0)),
        "irritants_max": float(people["irritants_max"].to_numpy().max(initial=0.0)),
        "incapacitated_causes": [
            {"cause": str(names[i]), "people": int(counts[i])} for i in np.argsort(-counts, kind="stable")
        ],
    }


def _turned_back(events: pa.Table) -> int:
    """Return how many people took another exit because of smoke or fire that they saw on their way.

    Beliefs about danger zones and doors turn people as well: counted is who saw smoke or fire just before.
    """
    events = events.filter(pc.is_in(events["kind"], pa.array([*_SEEN, _TURNED])))
    kind, person, time = events["kind"].to_pylist(), events["person"].to_pylist(), events["time"].to_pylist()
    seen: dict[int, float] = {}
    turned = set()
    for what, who, when in sorted(zip(kind, person, time, strict=True), key=lambda row: row[2]):
        if what in _SEEN:
            seen[who] = when
        elif what == _TURNED and when - seen.get(who, -np.inf) <= JUST_SEEN:
            turned.add(who)
    return len(turned)


def _exits(people: pa.Table, venue: VenueLike, left: int) -> list[dict[str, Any]]:
    used = np.array([name or "" for name in people["exit_used"].to_pylist()])
    times = people["time_out"].to_numpy()
    rows = []
    for opening in venue.openings:
        if opening.kind != "exit":
            continue
        through = flow(times[used == opening.id], line_length(opening.line))
        share = through.crossings / left if left else 0.0
        rows.append({"exit": opening.id, "people": through.crossings, "share": share, **_figures(through)})
    return rows


def _not_reached(events: pa.Table, venue: VenueLike) -> list[dict[str, Any]]:
    """Return the exits that people would take and cannot reach, and how many take another one instead."""
    events = events.filter(pc.equal(events["kind"], "fallback"))
    opening, person = events["opening"].to_numpy(), events["person"].to_numpy()
    return [
        {"exit": about.id, "people": len(np.unique(person[opening == about.index]))}
        for about in venue.openings
        if (opening == about.index).any()
    ]


def _openings(events: pa.Table, venue: VenueLike) -> list[dict[str, Any]]:
    crossings = events.filter(pc.equal(events["kind"], "crossing"))
    opening, time = crossings["opening"].to_numpy(), crossings["time"].to_numpy()
    forward = crossings["value"].to_numpy() >= 0
    rows = []
    for about in venue.openings:
        here = opening == about.index
        through = flow(time[here], line_length(about.line))
        rows.append(
            {
                "opening": about.id, "kind": about.kind, "width_m": through.width,
                "forward": int((here & forward).sum()), "backward": int((here & ~forward).sum()),
                **_figures(through),
            }
        )  # fmt: skip
    return rows


def _figures(through: Flow) -> dict[str, float]:
    return {
        "first_s": through.first,
        "last_s": through.last,
        "flow_mean_per_s": through.mean,
        "flow_peak_per_s": through.peak,
        "specific_flow_per_m_s": through.specific,
    }


def _density(grid: DensityGrid, fields: DensityFields, venue: VenueLike) -> dict[str, Any]:
    figures = density_figures(grid, fields)
    surface, x, y = figures.place
    row: dict[str, Any] = {
        "density_mean": figures.mean,
        "density_max": figures.maximum,
        "density_max_classical": figures.maximum_classical,
        "density_max_surface": venue.surfaces[surface].id,
        "density_max_x_m": x,
        "density_max_y_m": y,
    }
    for threshold, time in figures.longest.items():
        row[f"time_above_{threshold:g}_s"] = time
        row[f"area_above_{threshold:g}_m2"] = figures.area[threshold]
    for scale, times in service_time(fields.person_time, [s.kind for s in venue.surfaces]).items():
        total = float(times.sum())
        for level, time in zip(LEVELS, times, strict=True):
            row[f"los_{scale}_{level.lower()}"] = float(time / total) if total > 0 else float("nan")
    return row
