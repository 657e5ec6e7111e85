"""Places from which all of an area is near and in sight: where somebody goes who looks into every corner."""

from __future__ import annotations

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from exeunt.venue.sight import Screens, in_sight, opaque
from exeunt.venue.venue import Venue


def sweep_places(
    venue: Venue,
    sector: tuple[int, Polygon | MultiPolygon],
    start: tuple[float, float],
    spacing: float,
    screens: Screens | None = None,
) -> list[tuple[float, float]]:
    """Return places of a sector from which all of it is near and in sight, in the order of a walk from ``start``.

    Candidates lie on a grid of half the spacing. Each next place is the one that newly sees most of them within
    ``spacing``; the walk goes to the nearest next (greedy in both). ``screens``: what hides with all doors open, if it
    is known already.
    """
    surface, ground = sector
    x0, y0, x1, y1 = ground.bounds
    step = 0.5 * spacing
    xs, ys = (low + step * (0.5 + np.arange(max(1, np.ceil((high - low) / step - 0.5))))
              for low, high in ((x0, x1), (y0, y1)))  # fmt: skip
    grid = np.array([(min(x, x1), min(y, y1)) for y in ys for x in xs])
    inner = ground.buffer(-0.3)
    inner = ground if inner.is_empty else inner
    at = grid[shapely.intersects_xy(inner, grid[:, 0], grid[:, 1])]
    if not len(at):
        spot = ground.representative_point()
        return [(float(spot.x), float(spot.y))]
    screens = screens or opaque(venue, np.ones(len(venue.openings), dtype=np.bool_))
    sees = np.zeros((len(at), len(at)), dtype=np.bool_)
    for i, (ax, ay) in enumerate(at.tolist()):
        near = np.flatnonzero(((at - at[i]) ** 2).sum(1) <= spacing * spacing)
        sees[i, near] = [in_sight(screens, surface, ax, ay, *at[j].tolist()) for j in near]
    left, chosen = np.ones(len(at), dtype=np.bool_), []
    while left.any():
        best = int(np.argmax(sees[:, left].sum(1)))
        chosen.append(best)
        left &= ~sees[best]
    walk, here = [], np.array(start)
    while chosen:
        one = min(chosen, key=lambda i: (float(((at[i] - here) ** 2).sum()), i))
        chosen.remove(one)
        here = at[one]
        walk.append((float(here[0]), float(here[1])))
    return walk
