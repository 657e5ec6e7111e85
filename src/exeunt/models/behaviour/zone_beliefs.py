"""What people perceive of danger zones, and what they believe since: by sight, by sound, by word of mouth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numba import njit
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from exeunt.base.kinds import parameter
from exeunt.base.maths import cos_array, exp, sin_array
from exeunt.base.quantities import Duration, Length, Rate, Share
from exeunt.base.random import uniforms
from exeunt.base.smoke import REFLECTING
from exeunt.base.streams import Stream
from exeunt.results.grid import density_grid
from exeunt.venue.isovist import Vantage, look_at
from exeunt.venue.sight import Screens, in_sight
from exeunt.world.air import Lattice, optical_depth
from exeunt.world.believed import BelievedZones
from exeunt.world.contract import Phase
from exeunt.world.state import World
from exeunt.world.zones import ZoneFrame

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
People = NDArray[np.intp]

SOUND = 343.0
"""Speed of sound in air of 20 °C, m/s."""
BELIEF = ("zone", "zone_known_at", "zone_x", "zone_y", "zone_error", "zone_surface")
"""Columns that together are one belief."""
NEWS = 5.0
"""Seconds by which what others know must be newer to be worth telling."""
_OWN = "proposed; no measurement"


class PerceptionDoc(BaseModel):
    """How people perceive danger zones and tell others.

    A zone is seen up to its distance ``seen`` where no wall and no shut door hides it, and the optical depth of smoke
    and heads in between is at most ``light``. It is heard where the way along open ways is at most its distance
    ``heard``, a shut door counting as ``door`` metres; sound takes its time, and the place is known with an error.
    """

    model_config = ConfigDict(defer_build=True, extra="forbid", frozen=True)
    light: float = parameter(
        REFLECTING, source="Jin 1978: visibility times extinction of what reflects light", low=2.0, high=8.0,
        gt=0, le=20, description="optical depth of smoke and heads to which a zone is seen",
    )  # fmt: skip
    crowd: Length = parameter(
        0.05, source="heads 0.16 m wide, a third of them higher than the line of sight; no measurement",
        low=0.0, high=0.15, unit="m", assumption=True, ge=0, le=1,
        description="optical depth per metre and person per square metre in between",
    )  # fmt: skip
    door: Length = parameter(
        20.0, source=_OWN, low=5.0, high=50.0, unit="m", assumption=True, ge=0, le=1000,
        description="metres of open way that a shut door counts as for sound",
    )  # fmt: skip
    hearing_error: Share = parameter(
        0.25, source=_OWN, low=0.1, high=0.5, assumption=True, ge=0, le=1,
        description="error of the place that is heard, at most, as a share of the distance",
    )  # fmt: skip
    telling: Rate = parameter(
        0.3, source=_OWN, low=0.1, high=1.0, unit="1/s", assumption=True, ge=0, le=10,
        description="rate at which people learn of a zone from others in sight",
    )  # fmt: skip
    telling_range: Length = parameter(
        5.0, source=_OWN, low=2.0, high=10.0, unit="m", assumption=True, gt=0, le=50,
        description="distance up to which people tell each other",
    )  # fmt: skip
    every: Duration = Field(default=0.5, ge=0.1, le=10, description="time between two looks around (s)")


class ZoneBeliefs:
    """Writes what people believe about danger zones, and the danger that they believe to be in.

    Each look replaces the belief of everyone who sees or hears a zone; the nearest counts, a seen one before a heard
    one. The others may be told by somebody in sight who knows newer things. Beliefs carry the time of what is known;
    nobody learns anything in another way.
    """

    name: ClassVar[str] = "zone beliefs"
    phase: ClassVar[Phase] = "behaviour"
    reads: ClassVar[frozenset[str]] = frozenset(
        {"key", "present", "time_out", "incapacitated_at", "x", "y", "surface"}
    )
    writes: ClassVar[frozenset[str]] = frozenset(
        {
            "zone", "zone_known_at", "zone_seen_at", "zone_aware_at", "zone_x", "zone_y", "zone_error", "zone_surface",
            "believed_danger",
        }
    )  # fmt: skip

    def __init__(self, perception: PerceptionDoc, believed: BelievedZones) -> None:
        """Take how people perceive, and the fields of what they believe."""
        self.perception = perception
        self.believed = believed
        self.dangers = believed.dangers
        self.every = perception.every

    def setup(self, world: World) -> None:
        """Nobody knows anything yet."""
        for name in self.writes:
            world[name][:] = {"zone": -1, "zone_surface": -1, "believed_danger": 0.0}.get(name, np.nan)
        grid = density_grid(world.venue, 1.0)
        nx, ny = grid.nx.astype(np.int64), grid.ny.astype(np.int64)
        self._lattice = Lattice(grid.cell, grid.x0, grid.y0, nx, ny, grid.offset)
        self._cells = grid.cells
        self._grid = grid
        self._began: dict[int, float] = {}
        self._muffled: dict[int, tuple[NDArray[np.float32], NDArray[np.float32]]] = {}
        self._errors: dict[int, tuple[Floats, Floats]] = {}
        self._tell = _tellers_grid(world, self.perception.telling_range)

    def update(self, world: World, steps: int) -> None:
        """Look around, listen, tell."""
        rows = np.flatnonzero(world.active)
        was = {name: world[name].copy() for name in BELIEF}
        screens = self.dangers.screens(world.openings.is_open, world.openings.version)
        if world.zones and len(rows):
            self._perceive(world, rows, screens)
        if not np.isnan(was["zone_known_at"]).all():
            self._talk(world, rows, was, screens)
        first = rows[~np.isnan(world["zone_known_at"][rows]) & np.isnan(world["zone_aware_at"][rows])]
        world["zone_aware_at"][first] = world.time
        world["believed_danger"][rows] = self.believed.danger_at(world, rows)

    def _perceive(self, world: World, rows: People, screens: Screens) -> None:
        nearest = np.full(world.people, np.inf)
        crowd = self._crowd(world, rows)
        for frame in world.zones:
            self._began.setdefault(frame.number, world.time)
            here = rows[world["surface"][rows] == frame.surface]
            view = self.dangers.view(frame, screens, frame.sight)
            seen, away = self._see(world, here, view, crowd)
            sees = seen & (away < nearest[here])
            nearest[here[sees]] = away[sees]
            self._learn(world, here[sees], frame, world.time, frame.centre[0], frame.centre[1], 0.0)
            world["zone_seen_at"][here[sees]] = world.time
            self._listen(world, rows, frame, view, nearest)

    def _crowd(self, world: World, rows: People) -> Floats:
        """Return (cells,) the optical depth per metre of the people who stand there."""
        cells = self._grid.index(world["surface"][rows], world["x"][rows], world["y"][rows])
        count = np.bincount(cells, minlength=self._cells)
        return np.asarray(count * (self.perception.crowd / self._grid.cell**2))

    def _see(self, world: World, rows: People, view: Vantage, crowd: Floats) -> tuple[Flags, Floats]:
        """Return (rows,) who sees a zone, and how far its edge is."""
        x, y = world["x"][rows], world["y"][rows]
        away, mark = np.empty(len(rows)), np.empty(len(rows), dtype=np.int64)
        look_at(view, x, y, away, mark, np.empty(len(rows), dtype=np.bool_))
        depth = np.zeros(len(rows))
        depths(self._lattice, crowd, view, x, y, mark, depth)
        if world.air is not None:
            depths(world.air.lattice, world.air.fields["extinction"], view, x, y, mark, depth)
        return (mark >= 0) & (depth <= self.perception.light), away

    def _listen(self, world: World, rows: People, frame: ZoneFrame, view: Vantage, nearest: Floats) -> None:
        """Let everyone who does not see a zone hear one; a zone in sight is nearer than any that is heard."""
        if frame.hearing <= 0.0:
            return
        along = self._audible(world, frame, view)
        way = self.dangers.ground.sample(along, world["surface"][rows], world["x"][rows], world["y"][rows])
        sounding = SOUND * (world.time - self._began[frame.number])
        far = frame.sight + frame.radius + way
        hears = (way <= frame.hearing) & (way <= sounding) & (far < nearest[rows])
        who, distance = rows[hears], way[hears]
        nearest[who] = far[hears]
        ux, uy = self._error(world, frame.number)
        wrong = self.perception.hearing_error * distance
        self._learn(
            world, who, frame, world.time - distance / SOUND,
            frame.centre[0] + wrong * ux[who], frame.centre[1] + wrong * uy[who], wrong,
        )  # fmt: skip

    def _audible(self, world: World, frame: ZoneFrame, view: Vantage) -> NDArray[np.float32]:
        """Return (cells,) metres of open way that a zone's sound has behind it, doors that are shut included."""
        is_open, version = world.openings.is_open, world.openings.version
        along = self.dangers.along(frame, view, is_open, version)
        if is_open.all():
            return along
        known = self._muffled.get(frame.number)
        if known is None or known[0] is not along:
            everywhere = self.dangers.distances(view, np.ones(len(is_open), dtype=np.bool_))
            known = (along, np.minimum(along, everywhere + np.float32(self.perception.door)))
            self._muffled[frame.number] = known
        return known[1]

    def _error(self, world: World, zone: int) -> tuple[Floats, Floats]:
        """Return (people,) a point of the unit disc for each person: where it thinks that the sound comes from."""
        if zone not in self._errors:
            turn = 2.0 * np.pi * uniforms(world.seed, Stream.ZONE_HEARD, world["key"], 0, 2 * zone)
            reach = np.sqrt(uniforms(world.seed, Stream.ZONE_HEARD, world["key"], 0, 2 * zone + 1))
            self._errors[zone] = (reach * cos_array(turn), reach * sin_array(turn))
        return self._errors[zone]

    def _learn(
        self, world: World, who: People, frame: ZoneFrame, at: Floats | float, x: Floats | float,
        y: Floats | float, error: Floats | float,
    ) -> None:  # fmt: skip
        world["zone"][who] = frame.number
        world["zone_known_at"][who], world["zone_surface"][who] = at, frame.surface
        world["zone_x"][who], world["zone_y"][who], world["zone_error"][who] = x, y, error

    def _talk(self, world: World, rows: People, was: dict[str, NDArray[Any]], screens: Screens) -> None:
        """Let people be told by the nearest of those in sight who know the newest, as all knew before this look."""
        perception, before = self.perception, was["zone_known_at"]
        now = world["zone_known_at"]
        # who perceives a zone by itself needs nobody's word
        own = rows[~(now[rows] > world.time - NEWS)]
        luck = uniforms(world.seed, Stream.ZONE_TOLD, world["key"][own], world.clock.step)
        listeners = own[luck < 1.0 - exp(-perception.telling * self.every)]
        tellers = rows[~np.isnan(before[rows])]
        if not len(listeners) or not len(tellers):
            return
        cells = self._tell.cell_of(world["surface"][tellers], world["x"][tellers], world["y"][tellers])
        order = np.argsort(cells, kind="stable")
        start = np.concatenate([[0], np.cumsum(np.bincount(cells, minlength=self._tell.cells))])
        source = np.full(len(listeners), -1, dtype=np.int64)
        who_tells(
            listeners, tellers[order], start, self._tell.x0, self._tell.y0, self._tell.shape, self._tell.size,
            world["surface"], world["x"], world["y"], before, screens, source,
        )  # fmt: skip
        told, by = listeners[source >= 0], source[source >= 0]
        for name in BELIEF:
            world[name][told] = was[name][by]


@dataclass(eq=False)
class _Cells:
    """Square cells of one size over all surfaces; ``shape`` (surfaces, 3): nx, ny, offset."""

    size: float
    x0: Floats
    y0: Floats
    shape: Ints
    cells: int

    def cell_of(self, surface: NDArray[np.int16], x: Floats, y: Floats) -> Ints:
        """Return (n,) the cell over each place."""
        nx, ny, offset = self.shape[surface].T
        ix = np.clip(((x - self.x0[surface]) / self.size).astype(np.int64), 0, nx - 1)
        iy = np.clip(((y - self.y0[surface]) / self.size).astype(np.int64), 0, ny - 1)
        return np.asarray(offset + iy * nx + ix)


def _tellers_grid(world: World, size: float) -> _Cells:
    boxes = np.array([surface.area.bounds for surface in world.venue.surfaces])
    shape = np.zeros((len(boxes), 3), dtype=np.int64)
    shape[:, :2] = np.floor((boxes[:, 2:] - boxes[:, :2]) / size).astype(np.int64) + 1
    ends = np.cumsum(shape[:, 0] * shape[:, 1])
    shape[1:, 2] = ends[:-1]
    return _Cells(size, boxes[:, 0].copy(), boxes[:, 1].copy(), shape, int(ends[-1]))


@njit(cache=True, error_model="numpy")
def depths(
    lattice: Lattice, extinction: Floats, view: Vantage, x: Floats, y: Floats, mark: Ints, depth: Floats
) -> None:
    """Add to ``depth`` (n,) the optical depth between places and the mark that each has in sight, if any."""
    for i in range(x.size):
        if mark[i] >= 0:
            mx, my = view.marks[mark[i], 0], view.marks[mark[i], 1]
            depth[i] += optical_depth(lattice, extinction, view.surface, x[i], y[i], mx, my)


@njit(cache=True, error_model="numpy")
def who_tells(
    listeners: People, tellers: People, start: Ints, x0: Floats, y0: Floats, shape: Ints, size: float,
    surface: NDArray[np.int16], x: Floats, y: Floats, known: Floats, screens: Screens, source: Ints,
) -> None:  # fmt: skip
    """Set for each listener who tells it something (people's row), -1 if nobody does.

    It is somebody within ``size`` metres on the same surface, in sight, who knows something that is newer by ``NEWS``:
    who knows the newest, the nearest of those, the first of those.

    Parameters
    ----------
    tellers
        Rows of those who know something, in the order of the cells of edge ``size``.
    start
        (cells + 1,) the first of each cell.
    known
        (people,) time of what each knows in s, NaN for nothing.
    """
    for k in range(listeners.size):
        i = listeners[k]
        s = np.int64(surface[i])
        nx, ny, offset = shape[s, 0], shape[s, 1], shape[s, 2]
        ix = min(max(np.int64((x[i] - x0[s]) / size), 0), nx - 1)
        iy = min(max(np.int64((y[i] - y0[s]) / size), 0), ny - 1)
        newest, least = -np.inf, np.inf
        if not np.isnan(known[i]):
            newest = known[i] + NEWS
        for jy in range(max(iy - 1, 0), min(iy + 2, ny)):
            for c in range(offset + jy * nx + max(ix - 1, 0), offset + jy * nx + min(ix + 2, nx)):
                for row in range(start[c], start[c + 1]):
                    j = tellers[row]
                    dx, dy = x[j] - x[i], y[j] - y[i]
                    square = dx * dx + dy * dy
                    if j == i or square > size * size or known[j] < newest:
                        continue
                    if known[j] == newest and square >= least:
                        continue
                    if in_sight(screens, s, x[i], y[i], x[j], y[j]):
                        newest, least, source[k] = known[j], square, j
