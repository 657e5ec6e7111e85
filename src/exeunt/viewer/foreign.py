"""Trajectories of other tools and of experiments as a source for the viewer."""

from __future__ import annotations

import threading
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from exeunt.base.columns import STATUSES
from exeunt.base.errors import RunFolderError
from exeunt.metrics.density import density_of_tracks
from exeunt.results.exchange import read_tracks
from exeunt.results.fields import planes
from exeunt.results.files import plain
from exeunt.results.grid import cells_of, density_grid
from exeunt.results.tracks import Tracks
from exeunt.results.venue import RunSurface, RunVenue
from exeunt.viewer.chunks import Rows, frames_per_chunk, pack_chunk
from exeunt.viewer.container import pack
from exeunt.viewer.manifest import chunk_entries, column_entries, venue_entry
from exeunt.viewer.maps import map_entries, plane_arrays
from exeunt.viewer.sources import NoSuchChunkError

AROUND = 0.5  # m of floor around the outermost positions where a file has no geometry
CELL = 1.0  # m, as in our own runs; wider where the floor is larger than MOST_CELLS of them
MOST_CELLS = 500_000
MOST_FRAMES_MEASURED = 3000  # density maps of longer recordings are made from every n-th frame
_MOVING = STATUSES.index("moving")


class TrackSource:
    """A file of trajectories: JuPedSim SQLite, the archive's HDF5, text.

    Frames are counted from the first one of the file, which is time 0; people from 0 in the order of their
    numbers in the file, which the people container keeps as ``id``.

    Raises
    ------
    RunFolderError
        If the file cannot be read or holds no positions.
    """

    def __init__(
        self, path: Path, *, fps: float | None = None, unit: str | None = None, level: int = 6
    ) -> None:
        self.path = path
        self.level = level
        self._lock = threading.RLock()
        self._tracks = read_tracks(path, fps=fps, unit=unit)
        if not len(self._tracks):
            raise RunFolderError(f"{path} holds no positions.")
        finite = np.isfinite(self._tracks.x) & np.isfinite(self._tracks.y)
        if not finite.all():
            raise RunFolderError(f"{path} has {int((~finite).sum())} positions that are no numbers.")
        frames = np.unique(self._tracks.frame)
        self._step = int(np.gcd.reduce(np.diff(frames))) if len(frames) > 1 else 1
        self._first = int(frames[0])
        self._frames = int(frames[-1] - frames[0]) // self._step + 1
        self._ids, self._person = np.unique(self._tracks.person, return_inverse=True)

    @property
    def interval(self) -> float:
        """Seconds between two frames."""
        return self._step / self._tracks.fps

    @cached_property
    def venue(self) -> RunVenue:
        """One floor: the geometry of the file, or what lies around the tracks."""
        area = self._tracks.area
        floor = area if area is not None and not area.is_empty else hull(self._tracks)
        return RunVenue(self.path.name, (RunSurface(0, "floor", "storey", floor, 0.0),))

    def entry(self) -> dict[str, Any]:
        """Return the manifest's entry."""
        number, size = len(self._ids), frames_per_chunk(self.interval, len(self._ids))
        return dict(plain({
            "name": self.path.name, "folder_name": self.path.name, "scenario_name": "", "variant": "",
            "variant_title": "", "seed": None, "status": "foreign",
            "reason": "Trajectories of another tool or of an experiment: positions only.", "hint": "",
            "notes": self._notes(), "people": number, "frame_interval": self.interval,
            "frames": self._frames, "duration": (self._frames - 1) * self.interval,
            "chunk_seconds": size * self.interval, "chunk_frames": size,
            "chunks": chunk_entries(self._frames, size, growing=False),
            "revision": {"people": "", "maps": "", "air": ""}, "gaps": [],
            "venue": venue_entry(self.venue), "events": [],
            "columns": column_entries(self.venue, (), {}, {}, of_exeunt=False),
            "maps": map_entries(self._grid), "air": False, "zones": [], "places": [], "summary": {},
        }))  # fmt: skip

    def chunk(self, index: int) -> bytes:
        """Return one chunk."""
        size = frames_per_chunk(self.interval, len(self._ids))
        chunks = chunk_entries(self._frames, size, growing=False)
        if not 0 <= index < len(chunks):
            raise NoSuchChunkError(index)
        first, held = chunks[index]["frame0"], chunks[index]["frames"]
        with self._lock:
            rows = self._rows.between(first, first + held)
        return pack_chunk(rows, first, held, level=self.level)

    def people(self) -> bytes:
        """Return the people container: numbers in the file, people a frame; there are no crossings."""
        none = np.zeros(0)
        arrays: dict[str, NDArray[Any]] = {
            "id": np.clip(self._ids, -(2**31), 2**31 - 1).astype(np.int32),
            "inside": np.bincount(self._rows.frame, minlength=self._frames).astype(np.uint32),
            "crossing_start": np.zeros(1, np.uint32), "crossing_time": none.astype(np.float32),
            "crossing_direction": none.astype(np.int8), "crossing_person": none.astype(np.uint32),
        }  # fmt: skip
        return pack(arrays, level=self.level)

    def maps(self) -> bytes:
        """Return the maps container, measured as for our own runs."""
        with self._lock:
            return pack(self._density, level=self.level)

    def air(self) -> bytes:
        """Return the air container: such files know nothing of the air."""
        return pack({"time": np.zeros(0, np.float32)}, {"planes": [], "maps": []}, self.level)

    def scenario(self) -> str:
        """Return nothing: such files know no scenario."""
        return ""

    @cached_property
    def _rows(self) -> Rows:
        tracks = self._tracks
        frame = ((tracks.frame - self._first) // self._step).astype(np.int32)
        rows = Rows(
            self._person.astype(np.int32), frame, centimetres(tracks.x), centimetres(tracks.y),
            np.zeros(len(tracks), np.int16), np.full(len(tracks), _MOVING, np.int8),
        )  # fmt: skip
        again = (np.diff(rows.person) == 0) & (np.diff(rows.frame) == 0)
        return rows.take(np.append(True, ~again))

    @cached_property
    def _grid(self) -> Any:
        cell = CELL
        while cells_of(self.venue, cell) > MOST_CELLS:
            cell *= 2.0
        return density_grid(self.venue, cell)

    @cached_property
    def _density(self) -> dict[str, NDArray[Any]]:
        fields = density_of_tracks(thinned(self._tracks, self._thinning), self._grid)
        return plane_arrays(planes(self._grid, fields, self.venue))

    @property
    def _thinning(self) -> int:
        return -(-self._frames // MOST_FRAMES_MEASURED)

    def _notes(self) -> list[str]:
        notes = []
        if self._tracks.area is None or self._tracks.area.is_empty:
            notes.append(
                f"The file has no geometry. The floor shown is the convex hull of all positions and {AROUND:g} m "
                "around it; walls, doors and exits are not known."
            )
        if self._tracks.z is not None and np.ptp(self._tracks.z) > 1.0:
            notes.append("Heights differ by more than 1 m; everyone is shown on one floor.")
        if self._first != 0:
            notes.append(f"Time 0 is frame {self._first} of the file.")
        if self._thinning > 1:
            notes.append(f"The density maps are made from every {self._thinning}th frame.")
        return notes


def hull(tracks: Tracks) -> Polygon | MultiPolygon:
    """Return the convex hull of all positions, ``AROUND`` m wider."""
    points = shapely.multipoints(np.column_stack([tracks.x, tracks.y]))
    return points.convex_hull.buffer(AROUND, quad_segs=4)


def thinned(tracks: Tracks, every: int) -> Tracks:
    """Return the tracks at every n-th recorded frame."""
    if every <= 1:
        return tracks
    frames = np.unique(tracks.frame)
    step = int(np.gcd.reduce(np.diff(frames)))
    kept = (tracks.frame - frames[0]) % (every * step) == 0
    return Tracks(tracks.person[kept], tracks.frame[kept], tracks.x[kept], tracks.y[kept], tracks.fps)


def centimetres(values: NDArray[np.float64]) -> NDArray[np.int32]:
    """Return metres as whole centimetres.

    Raises
    ------
    RunFolderError
        If a position lies more than 21,000 km from the origin.
    """
    rounded = np.rint(values * 100.0)
    if len(rounded) and np.abs(rounded).max() >= 2**31:
        raise RunFolderError("A position is too far from the origin to be shown.")
    return rounded.astype(np.int32)
