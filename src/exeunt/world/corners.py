"""Corners: which end of which wall acts on whom, so that a wall acts alike however it is cut into segments.

A wall acts on people at the points of its line that are nearest to them thereabouts: at the foot of the perpendicular
on a segment, and at a corner that sticks out. A corner where several segments meet is one point, so it acts once, and
a point between two segments that go straight on is no corner at all.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from exeunt.venue.venue import Venue

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

GRID = 1e6
"""Places per metre at which ends are told apart: the grid of compiled venues."""
STRAIGHT = 1e-9
"""Turn in radians up to which two segments go straight on."""
LINE = 4
"""Column of ``find_corners`` that holds a line."""


def find_corners(
    venue: Venue, wall: Floats, line_shape: Floats, bars: NDArray[np.bool_], left: Ints
) -> Floats:
    """Return the ends of walls (walls, 2, 5).

    The end of a wall acts on a person with the vector q from it to the person if q · (0, 1) <= 0 and q · (2, 3) < 0:
    if the end is nearer than all else of the segments that meet there. One segment acts for all that meet; the others
    have NaN, as have ends that are no corner. Column 4 is one more than the number of the open line that begins there,
    the negative of it for one that ends there, 0 for none: to people whom that line bars it is a segment too.

    Parameters
    ----------
    wall
        (walls, 7) as ``Terrain`` has them.
    line_shape
        (lines, 5) as ``Lines`` has them.
    bars
        (lines,) which lines may be a wall to some and not to others.
    left
        (lines,) the surface on the left of each line.
    """
    ends: Floats = np.zeros((len(wall), 2, 5))
    ends[:, :, :LINE] = np.nan
    if not len(wall):
        return ends
    start, along = wall[:, :2], wall[:, 2:4]
    tip = np.stack([start, start + wall[:, 4:5] * along], axis=1).reshape(-1, 2)
    into = np.stack([along, -along], axis=1).reshape(-1, 2)
    same = _joined_surfaces(venue)
    node = _nodes(np.repeat(wall[:, 6].astype(np.int64), 2), tip, same)
    known, group = np.unique(node, axis=0, return_inverse=True)
    owner, cone = _cones(group.ravel(), into, wall)
    flat = ends.reshape(-1, 5)
    flat[owner, :LINE] = cone
    for line in np.flatnonzero(bars).tolist():
        ax, ay, ux, uy, length = line_shape[line]
        two = np.array([[ax, ay], [ax + length * ux, ay + length * uy]])
        for sign, at in zip((1, -1), _nodes(np.repeat(left[line], 2), two, same), strict=True):
            for found in np.flatnonzero((known == at).all(axis=1)):
                flat[owner[found], LINE] = sign * (line + 1)
    return ends


def _nodes(surface: Ints, tip: Floats, same: dict[tuple[int, int, int], int]) -> Ints:
    """Return (ends, 3) surface and place on the grid; the surfaces that a portal joins there are one."""
    node = np.column_stack([surface, np.rint(GRID * tip).astype(np.int64)])
    if same:
        node[:, 0] = [same.get((s, x, y), s) for s, x, y in node.tolist()]
    return node


def _joined_surfaces(venue: Venue) -> dict[tuple[int, int, int], int]:
    """Return, for places at the ends of portals, the surface that stands for all that a portal joins there."""
    same: dict[tuple[int, int, int], int] = {}
    for portal in venue.portals:
        for x, y in portal.line:
            at = int(np.rint(GRID * x)), int(np.rint(GRID * y))
            chosen = [same.get((surface, *at), surface) for surface in portal.surfaces]
            for key, value in list(same.items()):
                if key[1:] == at and value in chosen:
                    same[key] = min(chosen)
            for surface in portal.surfaces:
                same[(surface, *at)] = min(chosen)
    return same


def _cones(group: Ints, into: Floats, wall: Floats) -> tuple[Ints, Floats]:
    """Return for each corner the end that acts for it, and the two vectors (corners, 4) as ``find_corners`` has them.

    ``group`` (ends,) numbers the corners, ``into`` (ends, 2) leads from each end into its wall.
    """
    # rounded, because libraries' arctan differs in the last bits
    angle = np.round(np.arctan2(into[:, 1], into[:, 0]), 9)
    order = np.lexsort((angle, group))
    begin = np.flatnonzero(np.diff(group[order], prepend=-1))
    after = np.arange(1, len(order) + 1)
    last = np.append(begin[1:], len(order)) - 1
    after[last] = begin
    gap = angle[order[after]] - angle[order]
    gap[last] += 2.0 * np.pi
    widest = np.maximum.reduceat(gap, begin)
    corner = np.repeat(np.arange(len(begin)), last - begin + 1)
    at = np.full(len(begin), len(order))
    np.minimum.at(at, corner[gap == widest[corner]], np.flatnonzero(gap == widest[corner]))
    one, other = order[at], order[after[at]]
    outward = -(into[one] + into[other])
    free = one == other
    for end in (one, other):
        beside = wall[end // 2, 2] * outward[:, 1] - wall[end // 2, 3] * outward[:, 0]
        free |= (beside > 0.0) | (wall[end // 2, 5] == 1.0)
    # of two that meet, the one that ends here comes first
    turn = other % 2 > one % 2
    one, other = np.where(turn, other, one), np.where(turn, one, other)
    cone = np.column_stack([into[one], into[other]])
    cone[(widest <= np.pi + STRAIGHT) | ~free] = np.nan
    owner = np.full(len(begin), len(group))
    np.minimum.at(owner, group, np.arange(len(group)))
    return owner, cone
