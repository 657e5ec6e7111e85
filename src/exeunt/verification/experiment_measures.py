"""What is measured in an experiment: the same functions for filmed and for simulated tracks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from shapely import MultiPolygon, Polygon

from exeunt.metrics.flow import crossings, mean_flow
from exeunt.metrics.lanes import lane_order
from exeunt.metrics.speed import individual_velocity
from exeunt.metrics.voronoi import voronoi_field
from exeunt.results.tracks import Tracks
from exeunt.verification.experiment import MeasureDoc, StreamDoc

Floats = NDArray[np.float64]

BUSY = (0.2, 0.8)
"""Shares of the people between whose crossings the flow, density and speed are taken, as in the reference numbers."""
SPEED_OVER = 0.3
"""Seconds before and after over which speed is taken (5 frames of the HERMES films)."""
SAMPLE = 0.5
"""Seconds between two samples of density, and of the points of a fundamental diagram."""
HEADWAYS = 5
"""Headways in a block, of which the error of the flow is estimated."""


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures of one run.

    Parameters
    ----------
    times
        (crossings,) s at which people first crossed the line in their direction, sorted.
    flow, flow_error
        People per s over both directions, and its relative standard error.
    specific
        Flow over the width, 1/(m s).
    density, speed
        Means over the busy time in the area: Voronoi density in 1/m2; speed in m/s along each one's direction.
    lanes
        Order parameter of lanes, NaN in one direction.
    streams
        Flow of each stream in people per s, by name; empty where there is only one line.
    nearest
        Shortest distance in m between centres of two people, in the area in the busy time.
    samples
        (samples, 2) density (heads over area) and mean speed along, every ``SAMPLE`` s.
    """

    times: Floats
    flow: float
    flow_error: float
    specific: float
    density: float
    speed: float
    lanes: float
    nearest: float
    samples: Floats
    streams: Mapping[str, float]


def figures_of(
    tracks: Tracks, measure: MeasureDoc, width: float, walkable: Polygon | MultiPolygon, two_way: bool
) -> Figures:
    """Measure one run.

    Flow is J = (people from the 20 % to the 80 % person) / time between the two, all streams together; a person
    counts when first crossing the line of its stream in the stream's direction, and a gap in the track across the line
    counts too. Density, speed and lanes are means over the time between these two persons, so that rho v = J / width
    can be checked.
    """
    streams = measure.all_streams
    along = unit(streams[0])
    stream = streams_of(tracks, measure)
    times, of = first_crossings(tracks, measure, stream)
    flow = mean_flow(times, BUSY)
    start, end = busy_time(times)
    vx, vy = individual_velocity(tracks, max(1, round(SPEED_OVER * tracks.fps)))
    way = np.array([unit(one) for one in streams])[stream]
    speed = vx * way[:, 0] + vy * way[:, 1]
    area = Polygon(measure.area)
    here = shapely.contains_xy(area, tracks.x, tracks.y) & (tracks.time >= start) & (tracks.time <= end)
    across = (tracks.x * -along[1] + tracks.y * along[0])[here]
    lowest = _lowest_across(area, along)
    thin = _thinned(tracks, SAMPLE)
    cells = voronoi_field(thin, area, walkable, start=start, end=end)
    return Figures(
        times=times, flow=flow, flow_error=flow_error(times), specific=flow / width,
        density=float(cells.density.mean()) if len(cells.density) else float("nan"),
        speed=float(speed[here].mean()) if here.any() else float("nan"),
        lanes=lane_order(tracks.frame[here], across - lowest, _sides(stream[here])) if two_way else float("nan"),
        nearest=nearest_centres(tracks, here),
        samples=diagram_samples(tracks, speed, area, times),
        streams={name: mean_flow(times[of == k], BUSY) for k, name in enumerate(measure.streams)},
    )  # fmt: skip


def unit(stream: StreamDoc) -> Floats:
    """Return the unit vector of a stream's direction."""
    return np.asarray(stream.along) / np.hypot(*stream.along)


def streams_of(tracks: Tracks, measure: MeasureDoc) -> NDArray[np.int64]:
    """Return (rows,) the number of the stream whose direction the person's track as a whole follows most."""
    first = np.flatnonzero(np.append(True, np.diff(tracks.person) != 0))
    last = np.append(first[1:] - 1, len(tracks) - 1)
    gone = np.column_stack([tracks.x[last] - tracks.x[first], tracks.y[last] - tracks.y[first]])
    follows = gone @ np.array([unit(stream) for stream in measure.all_streams]).T
    return np.repeat(np.argmax(follows, axis=1), last - first + 1)


def first_crossings(
    tracks: Tracks, measure: MeasureDoc, stream: NDArray[np.int64]
) -> tuple[Floats, NDArray[np.int64]]:
    """Return when each person first crossed the line of its stream in the stream's direction, sorted, and the stream.

    Parameters
    ----------
    stream
        (rows,) as ``streams_of`` gives it.
    """
    of_person = dict(zip(tracks.person.tolist(), stream.tolist(), strict=True))
    times, of = [np.zeros(0)], [np.zeros(0, dtype=np.int64)]
    for number, one in enumerate(measure.all_streams):
        (px, py), (qx, qy) = one.line
        # to the right of p -> q counts as +1
        right = np.sign((qy - py) * one.along[0] - (qx - px) * one.along[1])
        person, time, side = crossings(tracks, one.line)
        mine = np.array([of_person[p] == number for p in person.tolist()], dtype=np.bool_)
        kept = mine & (side == right)
        _, once = np.unique(person[kept], return_index=True)
        times.append(time[kept][once])
        of.append(np.full(len(once), number, dtype=np.int64))
    all_times, all_of = np.concatenate(times), np.concatenate(of)
    order = np.argsort(all_times, kind="stable")
    return all_times[order], all_of[order]


def _sides(stream: NDArray[np.int64]) -> NDArray[np.int8]:
    return np.where(stream == 0, 1, -1).astype(np.int8)


def busy_time(times: Floats) -> tuple[float, float]:
    """Return the times of the 20 % and the 80 % person; NaN without crossings."""
    if not len(times):
        return float("nan"), float("nan")
    low, high = (max(int(np.ceil(share * len(times))), 1) - 1 for share in BUSY)
    return float(times[low]), float(times[high])


def flow_error(times: Floats) -> float:
    """Return the relative standard error of the flow in the busy time, from blocks of ``HEADWAYS`` headways.

    Headways within a block may depend on each other; NaN for fewer than two blocks.
    """
    start, end = busy_time(times)
    gaps = np.diff(times[(times >= start) & (times <= end)])
    blocks = gaps[: len(gaps) // HEADWAYS * HEADWAYS].reshape(-1, HEADWAYS).sum(axis=1)
    if len(blocks) < 2 or blocks.mean() <= 0:
        return float("nan")
    return float(blocks.std(ddof=1) / np.sqrt(len(blocks)) / blocks.mean())


def nearest_centres(tracks: Tracks, rows: NDArray[np.bool_]) -> float:
    """Return the shortest distance in m between two people of one frame among the rows; NaN if never two."""
    found = np.flatnonzero(rows)
    # frames become planes 1 km apart, so that one tree serves all
    places = np.column_stack([tracks.x[found], tracks.y[found], 1000.0 * tracks.frame[found]])
    if len(places) < 2:
        return float("nan")
    distance, _ = cKDTree(places).query(places, k=2, distance_upper_bound=500.0)
    near = distance[:, 1]
    return float(near[np.isfinite(near)].min(initial=np.inf))


def diagram_samples(tracks: Tracks, speed: Floats, area: Polygon, times: Floats) -> Floats:
    """Return (samples, 2) points of a fundamental diagram: heads in the area over its size, their mean speed.

    Every ``SAMPLE`` s while the middle 80 % of the people cross, frames without anybody left out. This is how the
    collected diagram of the corridor experiments was sampled.
    """
    if len(times) < 2:
        return np.zeros((0, 2))
    start, end = np.quantile(times, [0.1, 0.9])
    every = max(1, round(SAMPLE * tracks.fps))
    here = shapely.contains_xy(area, tracks.x, tracks.y) & (tracks.frame % every == 0)
    here &= (tracks.time >= start) & (tracks.time <= end)
    frames, inverse, heads = np.unique(tracks.frame[here], return_inverse=True, return_counts=True)
    mean = np.bincount(inverse, weights=speed[here], minlength=len(frames)) / np.maximum(heads, 1)
    return np.column_stack([heads / area.area, mean])


def _lowest_across(area: Polygon, along: Floats) -> float:
    x, y = np.asarray(area.exterior.coords).T
    return float((x * -along[1] + y * along[0]).min())


def _thinned(tracks: Tracks, every: float) -> Tracks:
    """Return the rows of every ``every`` s, with frames counted in that interval."""
    step = max(1, round(every * tracks.fps))
    rows = np.flatnonzero(tracks.frame % step == 0)
    return Tracks(
        tracks.person[rows], tracks.frame[rows] // step, tracks.x[rows], tracks.y[rows], tracks.fps / step
    )
