"""Brings FDS's planes onto the surfaces of a venue: turn, shift, merge the meshes, keep what is at head height."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor

import numpy as np
import shapely
from numpy.typing import NDArray

from exeunt.base.maths import cos, sin
from exeunt.base.smoke import REFLECTING
from exeunt.models.hazards.fds.result import (
    STEFAN_BOLTZMANN,
    FdsResult,
    Piece,
    Plane,
)
from exeunt.models.hazards.field import QUANTITIES
from exeunt.models.hazards.gridded import SurfaceGrid
from exeunt.venue.venue import Surface

Floats = NDArray[np.float64]

REACH = 1.0
"""Metres from head height beyond which a slice says nothing about the air there."""
TOLERANCE = 0.25
"""Metres from head height from which on a slice is worth a warning."""
INNER = 0.3
"""Metres from walls within which FDS's coarse walls and ours may disagree."""


@dataclass(frozen=True)
class Placement:
    """Where FDS's coordinates lie in the venue: (x, y) turned counter-clockwise by ``angle`` rad, then shifted (m)."""

    shift: tuple[float, float, float] = (0.0, 0.0, 0.0)
    angle: float = 0.0

    @property
    def turn(self) -> tuple[float, float]:
        """Cosine and sine of the angle, exact for quarter turns."""
        return _snapped(cos(self.angle)), _snapped(sin(self.angle))

    def to_venue(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Return places of the venue."""
        c, s = self.turn
        return np.asarray(self.shift[0] + c * x - s * y), np.asarray(self.shift[1] + s * x + c * y)

    def to_fds(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Return places in FDS."""
        c, s = self.turn
        u, v = x - self.shift[0], y - self.shift[1]
        return np.asarray(c * u + s * v), np.asarray(c * v - s * u)


@dataclass(frozen=True, eq=False)
class Nodes:
    """Places of a regular grid on a surface: ``x`` (nx,), ``y`` (ny,) in the venue, distance ``cell`` (m)."""

    surface: Surface
    x: Floats
    y: Floats
    cell: float
    heads: Floats

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self.y), len(self.x)

    @property
    def size(self) -> int:
        """Number of nodes."""
        return len(self.x) * len(self.y)

    def places(self) -> tuple[Floats, Floats]:
        """Return the places of all nodes, (ny nx,) each."""
        x, y = np.meshgrid(self.x, self.y)
        return x.ravel(), y.ravel()


def nodes_on(
    surface: Surface, result: FdsResult, placement: Placement, head_height: float, cell: float | None
) -> Nodes | None:
    """Return a grid over a surface as far as FDS reaches, None if it does not; on FDS's own nodes where that goes."""
    finest = min(
        (piece for plane in result.planes for piece, _ in plane.pieces), key=lambda piece: piece.cell
    )
    cell = cell or round(finest.cell, 6)
    x0, x1, y0, y1 = result.bounds[:4]
    corners = placement.to_venue(np.array([x0, x1, x1, x0]), np.array([y0, y0, y1, y1]))
    low = [max(axis.min(), bound) for axis, bound in zip(corners, surface.area.bounds[:2], strict=True)]
    high = [min(axis.max(), bound) for axis, bound in zip(corners, surface.area.bounds[2:], strict=True)]
    if high[0] <= low[0] or high[1] <= low[1]:
        return None
    anchor = placement.to_venue(finest.x[:1], finest.y[:1])
    axes = []
    for axis in range(2):
        at = float(anchor[axis][0])
        first = floor((low[axis] - at) / cell + 1e-6)
        last = max(-floor((at - high[axis]) / cell + 1e-6), first + 1)
        axes.append(at + cell * np.arange(first, last + 1))
    x, y = axes
    places = np.meshgrid(x, y)
    (gx, gy), (ox, oy) = surface.gradient, surface.origin
    ground = surface.elevation + gx * (places[0] - ox) + gy * (places[1] - oy)
    return Nodes(surface, x, y, cell, (ground + head_height).ravel())


@dataclass(frozen=True)
class Fit:
    """How well slices fit a surface.

    ``covered`` and ``solid`` are shares of its walkable nodes with air in FDS and inside FDS's walls; ``off`` is the
    largest distance of the slices in use from head height in m, upwards positive; ``heights`` those of the slices.
    """

    covered: float
    solid: float
    off: float
    heights: tuple[float, ...]


def chosen_heights(nodes: Nodes, planes: list[Plane], placement: Placement) -> NDArray[np.intp]:
    """Return for each node the index of the plane nearest to head height, -1 where none is within ``REACH``."""
    if not planes:
        return np.full(nodes.size, -1, dtype=np.intp)
    z = np.array([plane.z + placement.shift[2] for plane in planes])
    away = np.abs(z[:, None] - nodes.heads[None, :])
    nearest = away.argmin(axis=0)
    return np.where(away.min(axis=0) <= REACH, nearest, -1)


def fit(nodes: Nodes, result: FdsResult, placement: Placement) -> Fit:
    """Say how a surface is covered, from one frame of one quantity."""
    column = min(result.columns, key=lambda name: name != "air_temperature")
    planes = result.of(column)
    chosen = chosen_heights(nodes, planes, placement)
    x, y = nodes.places()
    walkable = shapely.contains_xy(nodes.surface.area.buffer(-INNER), x, y)
    if not walkable.any():
        walkable = shapely.contains_xy(nodes.surface.area, x, y)
    if not walkable.any() or not (chosen[walkable] >= 0).any():
        return Fit(0.0, 0.0, 0.0, ())
    first = np.array([0], dtype=np.intp)
    values = _merged(nodes, planes, chosen, placement, first)[0]
    inside = _in_meshes(nodes, planes, chosen, placement)
    z = np.array([plane.z + placement.shift[2] for plane in planes])
    used = walkable & (chosen >= 0) & inside
    off = z[chosen[used]] - nodes.heads[used] if used.any() else np.zeros(1)
    area = nodes.surface.area
    box = shapely.box(nodes.x[0], nodes.y[0], nodes.x[-1], nodes.y[-1])
    heights = tuple(sorted({float(z[k]) for k in np.unique(chosen[used])})) if used.any() else ()
    return Fit(
        covered=float(
            (walkable & ~np.isnan(values)).sum() / walkable.sum() * area.intersection(box).area / area.area
        ),
        solid=float((used & np.isnan(values)).sum() / max(used.sum(), 1)),
        off=float(off[np.abs(off).argmax()]),
        heights=heights,
    )


def grid_of(nodes: Nodes, result: FdsResult, placement: Placement, clean: Floats, frames: NDArray[np.intp],
            fill: bool) -> SurfaceGrid:  # fmt: skip
    """Return the frames on a surface as deviations from clean air; with ``fill`` nothing is left without a value."""
    values = np.zeros((len(frames), nodes.size, len(QUANTITIES)), dtype=np.float32)
    kept = result.kept[frames]
    missing = np.zeros((len(frames), nodes.size), dtype=np.bool_)
    for number, column in enumerate(QUANTITIES):
        absolute = _column(column, nodes, result, placement, kept, float(clean[1]))
        if absolute is not None:
            values[:, :, number] = absolute - np.float32(clean[number])
            missing |= np.isnan(absolute)
    values[missing] = np.nan
    shaped = values.reshape(len(frames), *nodes.shape, len(QUANTITIES))
    if fill:
        _fill(shaped)
    return SurfaceGrid((float(nodes.x[0]), float(nodes.y[0])), nodes.cell, shaped)


def _column(column: str, nodes: Nodes, result: FdsResult, placement: Placement, kept: NDArray[np.intp],
            clean: float) -> NDArray[np.float32] | None:  # fmt: skip
    """Return (frames, nodes) of one of our quantities, None where FDS wrote nothing that tells it."""
    origin = column
    if column == "extinction" and "extinction" not in result.columns:
        origin = "visibility"
    elif column == "radiation":
        origin = "intensity"
    planes = result.of(origin)
    if not planes:
        return None
    values = _merged(nodes, planes, chosen_heights(nodes, planes, placement), placement, kept)
    factor = planes[0].quantity.factor
    if origin == "visibility":
        # FDS caps the visibility, at 30 m unless told otherwise; clean air has the cap
        return np.where(values >= np.nanmax(values), 0.0, REFLECTING / np.maximum(values, 1e-3))
    if origin == "intensity":
        kelvin = clean + 273.15
        at_rest = STEFAN_BOLTZMANN * kelvin * kelvin * kelvin * kelvin
        return np.asarray(np.maximum(0.25 * factor * values - np.float32(at_rest), 0.0), dtype=np.float32)
    return values if factor == 1.0 else np.asarray(values * np.float32(factor))


def _merged(nodes: Nodes, planes: list[Plane], chosen: NDArray[np.intp], placement: Placement,
            kept: NDArray[np.intp]) -> NDArray[np.float32]:  # fmt: skip
    """Return (frames, nodes) bilinear values of the plane chosen for each node; finer meshes come first."""
    out = np.full((len(kept), nodes.size), np.nan, dtype=np.float32)
    u, v = placement.to_fds(*nodes.places())
    for k in np.unique(chosen[chosen >= 0]).tolist():
        for piece, level in planes[k].pieces:
            rows = np.flatnonzero((chosen == k) & np.isnan(out[0]) & _within(piece, u, v))
            if len(rows):
                out[:, rows] = _bilinear(piece, piece.level(level)[kept], u[rows], v[rows])
    return out


def _bilinear(piece: Piece, values: NDArray[np.float32], u: Floats, v: Floats) -> NDArray[np.float32]:
    """Return (frames, places) from (frames, nx, ny): corners without air do not count."""
    i, fx = _cell(piece.x, u)
    j, fy = _cell(piece.y, v)
    total = np.zeros((values.shape[0], len(u)))
    weights = np.zeros_like(total)
    for di, dj, weight in (
        (0, 0, (1 - fx) * (1 - fy)), (1, 0, fx * (1 - fy)), (0, 1, (1 - fx) * fy), (1, 1, fx * fy),
    ):  # fmt: skip
        corner = values[:, i + di, j + dj]
        air = ~np.isnan(corner)
        total += np.where(air, weight * corner, 0.0)
        weights += np.where(air, weight, 0.0)
    some = weights > 1e-6
    return np.where(some, total / np.where(some, weights, 1.0), np.nan).astype(np.float32)


def _cell(axis: Floats, at: Floats) -> tuple[NDArray[np.intp], Floats]:
    index = np.clip(np.searchsorted(axis, at, side="right") - 1, 0, len(axis) - 2)
    share = (at - axis[index]) / (axis[index + 1] - axis[index])
    return index, np.clip(share, 0.0, 1.0)


def _within(piece: Piece, u: Floats, v: Floats) -> NDArray[np.bool_]:
    x0, x1, y0, y1 = piece.extent
    return np.asarray((u >= x0 - 1e-4) & (u <= x1 + 1e-4) & (v >= y0 - 1e-4) & (v <= y1 + 1e-4))


def _in_meshes(
    nodes: Nodes, planes: list[Plane], chosen: NDArray[np.intp], placement: Placement
) -> NDArray[np.bool_]:
    u, v = placement.to_fds(*nodes.places())
    inside = np.zeros(nodes.size, dtype=np.bool_)
    for k in np.unique(chosen[chosen >= 0]).tolist():
        for piece, _ in planes[k].pieces:
            inside |= (chosen == k) & _within(piece, u, v)
    return inside


def _fill(values: NDArray[np.float32]) -> None:
    """Give every node without air the values of the nearest that has some, frame by frame."""
    from scipy.ndimage import distance_transform_edt

    for frame in values:
        empty = np.isnan(frame[..., 0])
        if empty.all():
            frame[:] = 0.0
        elif empty.any():
            nearest = distance_transform_edt(empty, return_distances=False, return_indices=True)
            frame[:] = frame[tuple(nearest)]


def _snapped(value: float) -> float:
    return round(value) + 0.0 if abs(value - round(value)) < 1e-12 else value


def level_heights(surfaces: Iterator[Surface], head_height: float) -> dict[float, list[Surface]]:
    """Return level surfaces by the height of heads on them, in m."""
    heights: dict[float, list[Surface]] = {}
    for surface in surfaces:
        if surface.gradient == (0.0, 0.0):
            heights.setdefault(round(surface.elevation + head_height, 3), []).append(surface)
    return heights
