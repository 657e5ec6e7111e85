"""The parts of the viewer's manifest: venue, columns, events. See docs/reference/viewer-format.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from exeunt.base.columns import (
    ACTIONS,
    CAUSES,
    COLUMNS,
    CUES,
    MINDS,
    RESCUES,
    STATUSES,
    STUCK_REASONS,
    Column,
)
from exeunt.base.maths import line_length
from exeunt.results.contract import OpeningLike, VenueLike
from exeunt.results.export import storey_of_surfaces
from exeunt.results.places import Place
from exeunt.results.schema import OUTCOMES
from exeunt.viewer.colours import DENSITY_SCALE

FORMAT = 2
BURST = 10.0  # s without another one that end a burst of events of persons

# what positions hold anyway, or what means nothing outside a simulation
_NOT_SHOWN = frozenset({"person", "key", "field", "x", "y", "present", "surface"})
# groups of columns that change during a run: colouring by them needs a series
_CHANGING = frozenset({"motion", "choice", "outcome"})
# columns of minds that mean something to who looks at a run; the others serve the models
_OF_MINDS = frozenset({
    "mind", "alerted_by", "action", "believed_danger", "zone_time", "zone_sight", "zone_peak", "aware_at",
    "investigating_at", "decided_at", "refuge", "sheltered", "protected_at", "told_exit", "told_at", "helper",
    "assists",
})  # fmt: skip
# what is known of responders and casualties at the end of a run that has any
_OF_RESPONSE = frozenset({"task_force", "injured_at", "rescue", "reached_at", "collected_at"})
# known of everyone once the run is over, although they belong to a changing group
_FINAL = frozenset({"start_time", "exit_used", "time_out"})
# what the page computes, with the scale of its colours where it is a number
_DERIVED = (
    ("speed", "m/s", "Speed in plan, from one recorded frame to the next", (0.0, 1.6)),
    (
        "density",
        "m-2",
        "Smoothed density of people in the cell that the person stands in",
        (0.0, DENSITY_SCALE),
    ),
    ("level_of_service", "", "Level of service after Fruin of the cell that the person stands in", None),
)
# words for codes that a run folder holds as numbers; the models that write them have the same
_WORDS = {
    "sex": ("not stated", "female", "male"),
    "mobility": ("unrestricted", "reduced", "reduced_no_aid", "crutches", "stick", "frame",
                 "wheelchair_manual", "wheelchair_electric", "wheelchair_attended", "assisted"),
}  # fmt: skip
_DOES = {"stuck": ("is stuck", "are stuck"), "arrival": ("arrives", "arrive")}
LEVELS = ("A", "B", "C", "D", "E", "F")


def chunk_entries(frames: int, size: int, *, growing: bool) -> list[dict[str, Any]]:
    """Return the chunks of so many frames; each but the last holds the first frame of the next as well."""
    entries = []
    for index in range(ceil(frames / size)):
        frame0 = index * size
        held = min(size + 1, frames - frame0)
        complete = held == size + 1 or not growing
        entries.append(
            {"index": index, "frame0": frame0, "frames": held, "rows": None, "bytes": None,
             "complete": complete}
        )  # fmt: skip
    return entries


def polygons(area: Polygon | MultiPolygon) -> list[list[list[list[float]]]]:
    """Return a shape as polygons of rings of points, to the millimetre."""
    found = []
    for part in shapely.get_parts(area):
        if part.geom_type == "Polygon" and not part.is_empty:
            rings = (part.exterior, *part.interiors)
            found.append([np.round(np.asarray(ring.coords)[:, :2], 3).tolist() for ring in rings])
    return found


def venue_entry(
    venue: VenueLike, changed: Mapping[int, Sequence[tuple[float, str]]] | None = None
) -> dict[str, Any]:
    """Return the building for the page; ``changed`` are changes of openings as they happened."""
    storey = storey_of_surfaces(venue)
    return {
        "name": venue.name,
        "surfaces": [
            {"index": s.index, "id": s.id, "kind": s.kind, "elevation": s.elevation, "gradient": list(s.gradient),
             "origin": list(s.origin), "polygons": polygons(s.area), "storey": int(storey[s.index])}
            for s in venue.surfaces
        ],
        "portals": [{"id": p.id, "surfaces": list(p.surfaces), "line": p.line} for p in venue.portals],
        "openings": [
            _opening(o, changed.get(o.index, ()) if changed else o.changes) for o in venue.openings
        ],
        "rooms": [{"id": r.id, "surface": r.surface, "polygons": polygons(r.area)} for r in venue.rooms],
        "blocks": [
            {"id": b.id, "surface": b.surface, "places": np.round(b.places, 3).tolist(),
             "polygons": [polygon for footprint in b.footprints for polygon in polygons(footprint)]}
            for b in venue.blocks
        ],
        "walls": np.round(venue.walls, 3).tolist(),
        "wall_surface": np.asarray(venue.wall_surface).tolist(),
    }  # fmt: skip


def place_entries(places: Sequence[Place]) -> list[dict[str, Any]]:
    """Return refuges, signs, posts and the like for the page."""
    return [
        {"kind": place.kind, "id": place.id, "surface": place.surface, "at": [round(c, 3) for c in place.at],
         "polygons": [] if place.area is None else polygons(place.area), "openings": list(place.openings),
         "capacity": place.capacity, "words": place.words}
        for place in places
    ]  # fmt: skip


def _opening(opening: OpeningLike, happened: Sequence[tuple[float, str]]) -> dict[str, Any]:
    return {
        "index": opening.index, "id": opening.id, "kind": opening.kind, "surface": opening.surface,
        "line": opening.line, "width": round(line_length(opening.line), 3), "direction": opening.direction,
        "state": opening.state,
        "changes": [[at, state] for at, state in sorted({*happened})],
    }  # fmt: skip


def names_of(column: str, venue: VenueLike, populations: Sequence[str]) -> tuple[str, ...] | None:
    """Return the names that a coded column points into; None if it is a number, or has no names."""
    if column in ("exit_used", "assigned_exit", "goal_exit", "told_exit"):
        return tuple(opening.id for opening in venue.openings)
    known = {
        "population": tuple(populations),
        "surface": tuple(surface.id for surface in venue.surfaces),
        "stuck_reason": STUCK_REASONS,
        "incapacitated_by": CAUSES,
        "mind": MINDS,
        "alerted_by": CUES,
        "action": ACTIONS,
        "rescue": RESCUES,
        "outcome": OUTCOMES,
    }
    return known.get(column) or _WORDS.get(column)


def is_category(about: Column) -> bool:
    """Whether a column holds codes; longer whole numbers, such as that of a group, are numbers."""
    return about.dtype in ("int8", "int16") and not about.unit


def column_entries(
    venue: VenueLike,
    populations: Sequence[str],
    people: Mapping[str, NDArray[Any]],
    series: Mapping[str, tuple[float, float] | None],
    of_exeunt: bool = True,
    refuges: Sequence[str] = (),
) -> list[dict[str, Any]]:
    """Return what people can be coloured by.

    Parameters
    ----------
    people
        Arrays of the people container by name.
    series
        Recorded columns, each with its range if known.
    of_exeunt
        Whether this is one of our own runs; files of others say nothing but positions.
    refuges
        Ids of the refuges, in their order.
    """
    surfaces = names_of("surface", venue, populations)
    status = "What the person is doing"
    entries = [
        _entry("status", "", status, STATUSES, None, "chunk", of_exeunt, "", "motion"),
        _entry("surface", "", COLUMNS["surface"].meaning, surfaces, None, "chunk", True, "", "motion"),
    ]
    for name, unit, meaning, scale in _DERIVED:
        values = LEVELS if name == "level_of_service" else None
        entries.append(_entry(name, unit, meaning, values, scale, "derived", True, "", "motion"))
    for name, about in COLUMNS.items():
        if name in _NOT_SHOWN or not of_exeunt:
            continue
        # a run without hazards has none of these, and no line of a record would bring them
        if about.group in ("hazard", "dose") and name not in series and "fed_gas" not in people:
            continue
        if about.group == "mind" and name not in series and ("mind" not in people or name not in _OF_MINDS):
            continue
        if about.group == "response" and name not in series and name not in _OF_RESPONSE & people.keys():
            continue
        entries.append(_column(name, about, venue, populations, people, series, refuges))
    return entries


def _column(
    name: str, about: Column, venue: VenueLike, populations: Sequence[str],
    people: Mapping[str, NDArray[Any]], series: Mapping[str, tuple[float, float] | None], refuges: Sequence[str],
) -> dict[str, Any]:  # fmt: skip
    names = tuple(refuges) if name in ("refuge", "sheltered") else names_of(name, venue, populations)
    of_people = about.group not in _CHANGING or name in _FINAL
    if name in series:
        source, recorded, low_high = "chunk", True, series[name]
    elif of_people:
        low_high = range_of(people.get(name))
        source, recorded = "people", name in people and (low_high is not None or name in _FINAL)
    else:
        source, recorded, low_high = "chunk", False, None
    if is_category(about):
        top = int(low_high[1]) if low_high else -1
        names = (*(names or ()), *(str(code) for code in range(len(names or ()), top + 1)))
    line = "" if recorded or of_people else f"record: {{series: {{{name}: 1 s}}}}"
    shown = None if names is not None else low_high
    return _entry(name, about.unit, about.meaning, names, shown, source, recorded, line, about.group)


def _entry(
    name: str, unit: str, meaning: str, values: Sequence[str] | None, low_high: tuple[float, float] | None,
    source: str, recorded: bool, line: str, group: str,
) -> dict[str, Any]:  # fmt: skip
    return {
        "name": name, "unit": unit, "meaning": meaning, "kind": "number" if values is None else "category",
        "values": None if values is None else list(values),
        "range": None if low_high is None else list(low_high),
        "source": source, "recorded": recorded, "record_line": line, "group": group,
    }  # fmt: skip


def range_of(values: NDArray[Any] | None) -> tuple[float, float] | None:
    """Return the smallest and largest finite value; None without any."""
    if values is None:
        return None
    finite = values[np.isfinite(values)]
    return (float(finite.min()), float(finite.max())) if len(finite) else None


def event_entries(events: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """Return the marks of the slider from rows of the events table without crossings and exits.

    Events of persons with the same kind, cause and surface, each within ``BURST`` s of the one before, become
    one mark at the time of the first, at their mean place.
    """
    marks: list[dict[str, Any]] = []
    bursts: dict[tuple[str, str, int], tuple[dict[str, Any], float]] = {}
    rows = [dict(zip(events, values, strict=True)) for values in zip(*events.values(), strict=True)]
    for row in sorted(rows, key=lambda row: float(row["time"])):
        key = (str(row["kind"]), str(row["cause"]), int(row["surface"]))
        mark, latest = bursts.get(key, ({}, -np.inf))
        person = int(row["person"]) >= 0
        if person and mark and row["time"] - latest <= BURST:
            _add(mark, row)
        else:
            mark = _mark(row)
            marks.append(mark)
        if person:
            bursts[key] = (mark, float(row["time"]))
    for mark in marks:
        if mark["people"]:
            mark["label"] = _people_label(mark)
    return marks


def _mark(row: Mapping[str, Any]) -> dict[str, Any]:
    x, y = float(row["x"]), float(row["y"])
    return {
        "time": float(row["time"]), "kind": str(row["kind"]), "label": str(row["cause"]) or str(row["kind"]),
        "surface": int(row["surface"]), "x": _finite(x), "y": _finite(y), "opening": int(row["opening"]),
        "people": int(int(row["person"]) >= 0),
    }  # fmt: skip


def _add(mark: dict[str, Any], row: Mapping[str, Any]) -> None:
    number = mark["people"]
    for axis in "xy":
        if mark[axis] is not None and np.isfinite(row[axis]):
            mark[axis] = round((mark[axis] * number + float(row[axis])) / (number + 1), 3)
    mark["people"] = number + 1


def _people_label(mark: Mapping[str, Any]) -> str:
    number, kind = mark["people"], str(mark["kind"])
    one, many = _DOES.get(kind, (kind, kind))
    who = f"1 person {one}" if number == 1 else f"{number:,} people {many}"
    return who if mark["label"] == kind else f"{who}: {mark['label']}"


def _finite(value: float) -> float | None:
    return round(value, 3) if np.isfinite(value) else None
