"""Inflow: when people arrive, and the places at which they come in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from exeunt.base.maths import log_array
from exeunt.base.random import person_keys, uniforms
from exeunt.base.streams import Stream
from exeunt.models.population.document import InflowDoc, RateDoc
from exeunt.models.population.ground import Ground, build_region, clear_of_edges, inside_region
from exeunt.models.population.placement import Bodies, FineGrid
from exeunt.models.population.places import Areas

Floats = NDArray[np.float64]
ROOM_BETWEEN = 0.1
FURTHEST_SHIFT = 1.0
_SHIFT_STEP = 0.05
_GOLDEN = 0.6180339887498949


def expected_arrivals(rates: Sequence[RateDoc]) -> float:
    """Return the integral of the rate over all time."""
    return sum((step.until - step.start) * step.rate for step in rates)


def arrival_times(inflow: InflowDoc, population: str, seed: int) -> Floats:
    """Return the times (people,) in s at which people are due, in order.

    With the integral N(t) of the rate: even arrivals come when N reaches 0.5, 1.5, 2.5, ...; Poisson arrivals
    when it reaches the sums of independent exponential numbers of mean 1 (time-rescaled Poisson process).
    People who are listed come at their own times, in the order of the list.
    """
    if inflow.people is not None:
        return np.array([person.time for person in inflow.people], dtype=np.float64)
    rates = inflow.rates or []
    total = expected_arrivals(rates)
    if inflow.arrivals == "even":
        levels = np.arange(int(total + 0.5), dtype=np.float64) + 0.5
    else:
        levels = _poisson_levels(total, population, seed)
    return _when(rates, levels)


def _poisson_levels(total: float, population: str, seed: int) -> Floats:
    people = int(total + 10.0 * np.sqrt(total) + 20.0)
    while True:
        u = uniforms(seed, Stream.ARRIVAL, person_keys(population, people))
        levels = np.cumsum(-log_array(1.0 - u))
        if levels[-1] >= total:
            return np.asarray(levels[levels < total])
        people *= 2


def _when(rates: Sequence[RateDoc], levels: Floats) -> Floats:
    """Return the times at which the integral of the rate reaches the levels."""
    times = np.full(len(levels), np.nan)
    reached = 0.0
    for step in rates:
        gain = (step.until - step.start) * step.rate
        if gain > 0:
            due = np.isnan(times) & (levels <= reached + gain)
            times[due] = step.start + (levels[due] - reached) / step.rate
        reached += gain
    times[np.isnan(times)] = rates[-1].until  # a level that rounding lifted above the last
    return times


def entries_on_line(
    ground: Ground, surface: int, line: tuple[tuple[float, float], tuple[float, float]], radius: float,
    inside: Areas,
) -> Floats:  # fmt: skip
    """Return entry places (n, 2) spread evenly along a line, each with room for a body.

    A place too near an edge is moved at right angles to the line by up to ``FURTHEST_SHIFT``; places for
    which that does not help are left out.
    """
    region = build_region(ground, inside)
    (x0, y0), (x1, y1) = line
    dx, dy = x1 - x0, y1 - y0
    length = float(np.sqrt(dx * dx + dy * dy))
    lanes = max(1, int(length / (2.0 * radius + ROOM_BETWEEN)))
    shifts = sorted(
        np.arange(-FURTHEST_SHIFT, FURTHEST_SHIFT + _SHIFT_STEP / 2, _SHIFT_STEP).tolist(),
        key=lambda s: (abs(s), -s),
    )
    places = []
    for lane in range(lanes):
        part = (lane + 0.5) / lanes
        for shift in shifts:
            x = x0 + part * dx + (shift * dy / length if length else 0.0)
            y = y0 + part * dy - (shift * dx / length if length else 0.0)
            if clear_of_edges(ground, surface, x, y, radius) and inside_region(ground, region, 0, x, y):
                places.append((x, y))
                break
    return np.array(places).reshape(-1, 2)


def entries_in_area(
    ground: Ground, areas: Areas, radius: float, bodies: Bodies
) -> tuple[NDArray[np.int64], Floats]:
    """Return surface (n,) and position (n, 2) of entry places spread over an area."""
    nobody = Bodies(bodies.x[:0], bodies.y[:0], bodies.surface[:0], bodies.radius[:0])
    empty = ground._replace(head=np.full_like(ground.head, -1))
    grid = FineGrid(empty, build_region(ground, areas), nobody, radius)
    sites = grid.sites(2.0 * radius + 2.0 * ROOM_BETWEEN)
    return sites.surface, sites.places


def assign_entries(people: int, entries: int) -> NDArray[np.int64]:
    """Return the entry place (people,) of each arriving person: all in turn, successive ones far apart."""
    order = np.argsort((np.arange(entries) * _GOLDEN) % 1.0, kind="stable")
    turn = np.empty(entries, dtype=np.int64)
    turn[order] = np.arange(entries)
    return np.asarray(turn[np.arange(people) % entries])
