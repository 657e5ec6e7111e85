"""Can this machine hold it? Sizes and memory, estimated before anything large is made."""

from __future__ import annotations

import math
import os
from contextlib import suppress
from pathlib import Path

import numpy as np

from exeunt.base.columns import COLUMNS
from exeunt.base.errors import Problem
from exeunt.models.behaviour.stops import MOST_SPOTS
from exeunt.models.population.document import InflowDoc
from exeunt.scenario.document import PersonsDoc, ScenarioDoc
from exeunt.venue.venue import Venue

MOST_SEATS = 1_000_000
GIB = 2**30

# an estimate: the columns, a sorted and a recorded copy of them, and the lists of neighbours
BYTES_PER_PERSON = 3 * sum(np.dtype(column.dtype).itemsize for column in COLUMNS.values()) + 200
# one direction field: two float32 of direction, one of distance
BYTES_PER_CELL_AND_FIELD = 12
BYTES_PER_CELL = 40
# the cache of fields drops the least used beyond this
FIELDS_AT_MOST = GIB


def check_sizes(document: ScenarioDoc) -> list[Problem]:
    """Return what is too large to be built at all: seats without number."""
    problems = []
    seats = 0
    for index, block in enumerate(document.venue.seating):
        seats += block.rows * block.seats
        if seats > MOST_SEATS:
            message = f"with block '{block.id}' the venue has {seats:g} seats; {MOST_SEATS} are possible"
            problems.append(Problem(message, ("venue", "seating", index, "rows")))
            break
    return problems


def people_of(persons: PersonsDoc, venue: Venue, area: float) -> float:
    """Return how many people a population has at most; ``area`` (m²) is where it may stand."""
    if persons.number is not None:
        return persons.number
    if persons.density is not None:
        return persons.density * area
    if persons.places is not None:
        return sum(len(group.at) for group in persons.places)
    if persons.seats is not None:
        wanted = set(persons.seats.blocks)
        return persons.seats.occupancy * sum(
            len(block.places) for block in venue.blocks if block.id in wanted
        )
    return inflow_total(persons.inflow) if persons.inflow is not None else 0


def inflow_total(inflow: InflowDoc) -> float:
    """Return how many people an inflow brings in expectation."""
    if inflow.people is not None:
        return len(inflow.people)
    return sum(entry.rate * (entry.until - entry.start) for entry in inflow.rates or [])


def memory_needed(document: ScenarioDoc, venue: Venue) -> float:
    """Return the estimated memory of a run in bytes: people, raster, fields towards the exits."""
    area = sum(surface.area.area for surface in venue.surfaces)
    people = sum(people_of(persons, venue, area) for persons in document.people)
    cell = document.wayfinding.cell
    cells = 0.0
    for surface in venue.surfaces:
        x0, y0, x1, y1 = surface.area.bounds if not surface.area.is_empty else (0, 0, 0, 0)
        cells += (math.ceil((x1 - x0) / cell) + 3) * (math.ceil((y1 - y0) / cell) + 3)
    assigned = {str(persons.stairs) for persons in document.people if persons.stairs is not None}
    assigned |= {str(room.stairs) for room in document.venue.rooms if room.stairs is not None}
    kinds = 1 + len(assigned)
    visits = [visit for persons in document.people for visit in persons.itinerary]
    spots = sum(1 if visit.at is not None or visit.door is not None else MOST_SPOTS for visit in visits)
    number = max(1, len(venue.exits)) * kinds + spots
    fields = cells * number * BYTES_PER_CELL_AND_FIELD
    least = cells * 2 * BYTES_PER_CELL_AND_FIELD
    return people * BYTES_PER_PERSON + cells * BYTES_PER_CELL + max(least, min(fields, FIELDS_AT_MOST))


def memory_available() -> float | None:
    """Return the memory that is free for a run in bytes, None where the system does not tell."""
    found = [free for free in (_free_on_machine(), _free_in_group()) if free is not None]
    if not found and hasattr(os, "sysconf"):
        with suppress(OSError, ValueError):
            found.append(float(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")))
    return min(found) if found else None


def _free_on_machine() -> float | None:
    with suppress(OSError, ValueError):
        for line in Path("/proc/meminfo").read_text().splitlines():
            if line.startswith("MemAvailable:"):
                return 1024.0 * int(line.split()[1])
    return None


def _free_in_group() -> float | None:
    """Return what the control group still allows; file caches in it can be given up."""
    group = Path("/sys/fs/cgroup")
    with suppress(OSError, ValueError):
        limit = float((group / "memory.max").read_text())
        used = float((group / "memory.current").read_text())
        entries = dict(line.split() for line in (group / "memory.stat").read_text().splitlines())
        return limit - used + float(entries.get("inactive_file", 0))
    return None


def memory_problem(document: ScenarioDoc, venue: Venue, available: float | None = None) -> list[Problem]:
    """Return an error if a run needs more than ``available`` bytes; the system is asked if not given."""
    available = memory_available() if available is None else available
    needed = memory_needed(document, venue)
    if available is None or needed <= available:
        return []
    message = f"a run needs about {needed / GIB:.1f} GiB of memory, {available / GIB:.1f} GiB are available"
    hint = "Use fewer people, a larger 'wayfinding.cell', or a machine with more memory."
    return [Problem(message, ("people",), hint=hint)]
