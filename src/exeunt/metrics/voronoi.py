"""Density and speed from Voronoi cells: every person fills the ground that is nearest to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from exeunt.metrics.frames import frame_numbers, rows_by_frame
from exeunt.results.tracks import Tracks

Floats = NDArray[np.float64]

CUT_OFF = 0.8
"""Default radius of the cut-off circle in m, as in the reference numbers of the corridor experiments."""
QUARTER = 3
"""Straight pieces of a quarter of the cut-off circle, PedPy's default."""


@dataclass(frozen=True, eq=False)
class VoronoiField:
    """Voronoi density and speed of one measuring area.

    Parameters
    ----------
    frame
        (frames,) every recorded frame from the first to the last.
    density
        (frames,) in 1/m2.
    speed
        (frames,) in m/s; NaN without speeds, 0 in frames without anybody.
    """

    frame: NDArray[np.int64]
    density: Floats
    speed: Floats


def voronoi_cells(
    x: Floats, y: Floats, walkable: Polygon | MultiPolygon, cut_off: float | None = CUT_OFF
) -> NDArray[Any]:
    """Return the (people,) Voronoi cells of one frame, clipped to the walkable area and the cut-off circle.

    Of a cell that walls cut into pieces the one with its person is kept. People at the same place share one
    cell's ground by lot of the library; positions outside ``walkable`` get empty cells.

    Source: B. Steffen, A. Seyfried, Physica A 389 (2010) 1902, section 2; the cut-off as in PedPy.
    """
    points = shapely.points(x, y)
    if len(points) == 1:
        cells: NDArray[Any] = np.array([walkable], dtype=object)
    else:
        collection = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=walkable, ordered=True)
        cells = shapely.get_parts(collection)
        # where four people stand on nearly one circle the library may return a corner twice, a rounding error apart
        crossed = ~shapely.is_valid(cells)
        cells[crossed] = shapely.make_valid(cells[crossed])
        cells = shapely.intersection(cells, walkable)
    if cut_off is not None:
        cells = shapely.intersection(cells, shapely.buffer(points, cut_off, quad_segs=QUARTER))
    for i in np.flatnonzero(shapely.get_type_id(cells) != 3):
        cells[i] = _piece_of(cells[i], points[i])
    return cells


def _piece_of(cell: Any, point: Any) -> Any:
    pieces = [piece for piece in shapely.get_parts(cell) if piece.geom_type == "Polygon"]
    return min(pieces, key=lambda piece: piece.distance(point), default=Polygon())


def voronoi_field(
    tracks: Tracks,
    area: Polygon,
    walkable: Polygon | MultiPolygon,
    *,
    speed: Floats | None = None,
    cut_off: float | None = CUT_OFF,
    start: float = -np.inf,
    end: float = np.inf,
) -> VoronoiField:
    """Return Voronoi density and speed in a measuring area over time.

    ``rho = sum_i |V_i & M| / |V_i| / |M|`` and ``v = sum_i v_i |V_i & M| / |M|`` with ``V_i`` the cell of person i and
    ``M`` the area. Where cells are cut off, ground that nobody holds lowers v as it lowers rho.

    Source: B. Steffen, A. Seyfried, Physica A 389 (2010) 1902, eq. 6 to 8; the same definitions as PedPy's
    ``compute_voronoi_density`` and ``compute_voronoi_speed``.

    Parameters
    ----------
    area
        Measuring area M.
    walkable
        Where people may be; cells end at its walls. Tracks of several surfaces: pass those of one surface.
    speed
        (rows,) m/s of each row (see ``individual_speed``); rows with NaN count as standing.
    cut_off
        Largest radius of a cell in m; None for cells that end at walls only.
    start, end
        Time window in s.
    """
    frames = frame_numbers(tracks)
    frames = frames[(frames / tracks.fps >= start) & (frames / tracks.fps <= end)]
    density, mean = np.zeros(len(frames)), np.zeros(len(frames))
    values = np.full(len(tracks), np.nan) if speed is None else np.nan_to_num(speed)
    for k, rows in _near(tracks, frames, area, cut_off):
        cells = voronoi_cells(tracks.x[rows], tracks.y[rows], walkable, cut_off)
        size, inside = shapely.area(cells), shapely.area(shapely.intersection(cells, area))
        held = inside > 0
        density[k] = float((inside[held] / size[held]).sum()) / area.area
        mean[k] = float((inside[held] * values[rows][held]).sum()) / area.area
    return VoronoiField(frames, density, np.full(len(frames), np.nan) if speed is None else mean)


def _near(
    tracks: Tracks, frames: NDArray[np.int64], area: Polygon, cut_off: float | None
) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Yield the rows of each frame that matter: with a cut-off r only cells within r of the area count.

    Their shape depends on people within 2 r of them, so people beyond 4 r of the area's box change nothing.
    """
    reach = np.inf if cut_off is None else 4.0 * cut_off
    xmin, ymin, xmax, ymax = area.bounds
    near = (tracks.x >= xmin - reach) & (tracks.x <= xmax + reach)
    near &= (tracks.y >= ymin - reach) & (tracks.y <= ymax + reach)
    for frame, rows in rows_by_frame(tracks, np.flatnonzero(near)):
        k = int(np.searchsorted(frames, frame))
        if k < len(frames) and frames[k] == frame:
            yield k, rows
