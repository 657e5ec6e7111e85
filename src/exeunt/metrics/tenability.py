"""Available and required safe egress time: when a place becomes untenable, when it is needed last, and the margin.

ASET is the time at which a limit of tenability is first passed at head height, for someone who stands there all the
time; RSET is the time at which somebody is there for the last time. ASET of a place says nothing about the dose of
somebody who walks through: the doses of people are in the table of people.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from exeunt.base.smoke import REFLECTING
from exeunt.results.air import AirFrames
from exeunt.results.grid import DensityGrid
from exeunt.results.run import Run
from exeunt.results.tracks import Tracks, run_tracks

Floats = NDArray[np.float64]
What = Literal["visibility", "air_temperature", "radiation", "fed_gas", "fed_heat"]

BLOCK = 200_000
"""Steps of people that are filled in together."""
_COLUMN = {
    "air_temperature": "air_temperature",
    "radiation": "radiation",
    "fed_gas": "gas_rate",
    "fed_heat": "heat_rate",
}


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of tenability: visibility below ``value``, everything else above it.

    ``value`` in m, °C, W/m² or as a dose; ``verified``: whether the source itself was read.
    """

    what: What
    value: float
    source: str
    verified: bool = False


_SHORT = "Engineers Australia 2014, exposure of at most 10 min at 2.0 m, as cited by pyFDS-Evac"
_DOSE = "dose 0.3 incapacitates about one in nine people (ISO 13571:2012); the limit of New Zealand C/VM2"
ENGINEERING: tuple[Limit, ...] = (
    Limit("visibility", 10.0, _SHORT),
    Limit("air_temperature", 100.0, _SHORT),
    Limit("radiation", 2500.0, _SHORT),
    Limit("fed_gas", 0.3, _DOSE),
    Limit("fed_heat", 0.3, _DOSE),
)
"""The default limits; in small rooms, 5 m of visibility is usual instead of 10 m."""


@dataclass(frozen=True, eq=False)
class Aset:
    """When each place becomes untenable.

    ``time`` (cells,) s, inf where no limit is passed in the time that is known; ``by`` (cells,) which of ``limits``, -1
    if none; ``until`` the last time known, s.
    """

    grid: DensityGrid
    time: Floats
    by: NDArray[np.int64]
    limits: tuple[Limit, ...]
    until: float


def aset(air: AirFrames, limits: tuple[Limit, ...] = ENGINEERING) -> Aset:
    """Return the available time of every cell: when the first of the limits is passed, linear between frames.

    Doses are those of someone who stands there from the first frame on (trapezoidal rule).
    """
    each = np.array([_passed(air.times, *_series(air, limit)) for limit in limits])
    by = each.argmin(axis=0)
    time = each.min(axis=0)
    by = np.where(np.isfinite(time), by, -1)
    return Aset(air.grid, time, by, limits, float(air.times[-1]))


def _series(air: AirFrames, limit: Limit) -> tuple[Floats, float]:
    """Return (frames, cells) what must not reach a number, and the number."""
    if limit.what == "visibility":
        return air.values["extinction"].astype(np.float64), REFLECTING / limit.value
    values = air.values[_COLUMN[limit.what]].astype(np.float64)
    if limit.what in ("air_temperature", "radiation"):
        return values, limit.value
    dose = np.zeros_like(values)
    minutes = np.diff(air.times)[:, None] / 60.0
    dose[1:] = np.cumsum(0.5 * (values[1:] + values[:-1]) * minutes, axis=0)
    return dose, limit.value


def _passed(times: Floats, values: Floats, limit: float) -> Floats:
    """Return (cells,) when values (frames, cells) first reach a limit, inf if they do not."""
    over = values >= limit
    first = over.argmax(axis=0)
    cells = np.arange(values.shape[1])
    before = np.maximum(first - 1, 0)
    low, high = values[before, cells], values[first, cells]
    rise = np.where(high > low, high - low, 1.0)
    share = np.where(first > 0, np.clip((limit - low) / rise, 0.0, 1.0), 1.0)
    time = times[before] + share * (times[first] - times[before])
    return np.where(over.any(axis=0), time, np.inf)


def rset(tracks: Tracks, grid: DensityGrid, left: NDArray[np.bool_] | None = None) -> Floats:
    """Return the required time (cells,) in s: when somebody is there for the last time; NaN where nobody ever is.

    Parameters
    ----------
    left
        By number of the person: who has left the venue. Where the others are last, the place is needed for ever (inf);
        by default everybody has left.
    """
    cells = grid.index(_surface(tracks), tracks.x, tracks.y)
    time = np.full(grid.cells, -np.inf)
    np.maximum.at(time, cells, tracks.time)
    for on, now, x, y in _between(tracks, grid.cell):
        np.maximum.at(time, grid.index(on, x, y), now)
    if left is not None and len(tracks):
        last = np.append(np.diff(tracks.person) != 0, True)
        stays = last & ~left[tracks.person]
        time[cells[stays]] = np.inf
    return np.where(time == -np.inf, np.nan, time)


def margin(available: Aset, required: Floats) -> Floats:
    """Return ASET less RSET (cells,) in s: NaN where nobody is ever, inf where the air stays tenable.

    -inf where somebody is left for good and the air does not stay tenable.
    """
    with np.errstate(invalid="ignore"):
        difference = available.time - required
    endless = np.isinf(available.time) & ~np.isnan(required)
    return np.where(endless, np.inf, difference)


@dataclass(frozen=True, eq=False)
class Tenability:
    """ASET, RSET and margins of a run.

    ``required`` and ``margin`` (cells,) in s as ``rset`` and ``margin`` give them.
    """

    available: Aset
    required: Floats
    margin: Floats
    people: Margins

    @property
    def first(self) -> float:
        """When the first place became untenable, s; inf if none did while the air was recorded."""
        return float(self.available.time[self.available.grid.area > 0.0].min(initial=np.inf))

    @property
    def exposed(self) -> int:
        """How many people were at some time where the air was already untenable."""
        return int((self.people.margin < 0.0).sum())

    @property
    def ground_short(self) -> float:
        """Square metres of floor on which the air was untenable before the last person had gone."""
        area = self.available.grid.area
        return float(area[np.nan_to_num(self.margin, nan=np.inf) < 0.0].sum())

    def figures(self) -> dict[str, Any]:
        """Return the figures of a summary; NaN where no place that people used became untenable.

        ``untenable_from_s`` (the first place), ``air_known_until_s``, ``people_in_untenable_air``, ``margin_min_s``
        and its quantiles over people, and ``untenable_in_use_m2`` (floor that was needed after its air had failed).
        """
        margins = self.people.figures()
        names = ("margin_min_s", "margin_p05_s", "margin_p50_s", "margin_p95_s")
        values = {"untenable_from_s": self.first} | {name: margins.get(name, np.inf) for name in names}
        return {name: value if np.isfinite(value) else float("nan") for name, value in values.items()} | {
            "air_known_until_s": self.available.until,
            "people_in_untenable_air": self.exposed,
            "untenable_in_use_m2": self.ground_short,
        }


def tenability(run: Run, limits: tuple[Limit, ...] = ENGINEERING) -> Tenability | None:
    """Return ASET, RSET and the margins of a run; None if it holds no air or nobody's places.

    Raises
    ------
    RunFolderError
        If the run cannot be read.
    """
    air = run.air()
    if air is None or not run.parts("trajectories"):
        return None
    available, tracks = aset(air, limits), run_tracks(run)
    left = ~np.isnan(run.people()["time_out"].to_numpy())
    required = rset(tracks, air.grid, left)
    return Tenability(available, required, margin(available, required), person_margins(tracks, available))


@dataclass(frozen=True, eq=False)
class Margins:
    """The least margin of each person on its way: ``person`` (n,) numbers, ``margin`` (n,) s, ``time``, ``x``, ``y``.

    The margin at a place is its ASET less the time at which the person is there; negative: it was in untenable air.
    """

    person: NDArray[np.int64]
    margin: Floats
    time: Floats
    x: Floats
    y: Floats

    def figures(self) -> dict[str, Any]:
        """Return the distribution over people: share below 0, least, and 5, 50 and 95 % quantiles in s.

        Quantiles are values that people have (the lower of two), so that inf, for those never near untenable air, needs
        no average.
        """
        if not len(self.margin):
            return {"people": 0}
        quantiles = np.quantile(self.margin, [0.05, 0.5, 0.95], method="lower")
        return {
            "people": len(self.margin),
            "share_negative": float((self.margin < 0).mean()),
            "margin_min_s": float(self.margin.min()),
            "margin_p05_s": float(quantiles[0]),
            "margin_p50_s": float(quantiles[1]),
            "margin_p95_s": float(quantiles[2]),
        }


def person_margins(tracks: Tracks, available: Aset) -> Margins:
    """Return the least margin of each person over its recorded places."""
    cells = available.grid.index(_surface(tracks), tracks.x, tracks.y)
    here = available.time[cells] - tracks.time
    order = np.lexsort((np.arange(len(here)), here, tracks.person))
    person, first = np.unique(tracks.person[order], return_index=True)
    rows = order[first]
    return Margins(person, here[rows], tracks.time[rows], tracks.x[rows], tracks.y[rows])


def _between(tracks: Tracks, cell: float) -> Iterator[tuple[NDArray[np.int16], Floats, Floats, Floats]]:
    """Yield places between recorded ones, so close that nobody steps over a cell: surface, time in s, x and y."""
    surface, time = _surface(tracks), tracks.time
    step = np.sqrt(np.diff(tracks.x) ** 2 + np.diff(tracks.y) ** 2)
    ahead = np.flatnonzero((np.diff(tracks.person) == 0) & (np.diff(surface) == 0) & (step > 0.5 * cell))
    for first in range(0, len(ahead), BLOCK):
        rows = ahead[first : first + BLOCK]
        parts = int(np.ceil(2.0 * step[rows].max() / cell)) + 1
        share = np.arange(1, parts)[:, None] / parts
        found = [
            (values[rows] + share * (values[rows + 1] - values[rows])).ravel()
            for values in (time, tracks.x, tracks.y)
        ]
        yield np.tile(surface[rows], parts - 1), found[0], found[1], found[2]


def _surface(tracks: Tracks) -> NDArray[np.int16]:
    return np.zeros(len(tracks), dtype=np.int16) if tracks.surface is None else tracks.surface
