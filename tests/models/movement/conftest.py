"""Small venues and worlds for tests of movement: walls as drawn, a direction field as given."""

from itertools import pairwise

import numpy as np
import pytest
from shapely import LineString, Polygon, box

from exeunt.venue.raster import build_raster
from exeunt.venue.venue import Opening, Portal, Surface, Venue
from exeunt.world.state import Clock, Openings, World, empty_columns


class GivenField:
    """Stands for the cache of fields: slot k leads along way k, a direction or a function of the place."""

    def __init__(self, venue, ways):
        self.raster = build_raster(venue)
        centres = self.raster.centres(np.arange(self.raster.cells))
        slots = [
            np.array([way(x, y) for x, y in centres]) if callable(way) else np.tile(way, (len(centres), 1))
            for way in ways
        ]
        vectors = np.array(slots, dtype=float)
        vectors /= np.maximum(np.sqrt((vectors**2).sum(2)), 1e-12)[..., None]
        self.directions = vectors.astype(np.float32)


def edges(surfaces, lines):
    """Every edge of every surface, less the lines that people pass."""
    walls, owners = [], []
    passable = [LineString(line).buffer(1e-9) for line in lines]
    for surface in surfaces:
        area = surface.area
        for ring in (area.exterior, *area.interiors):
            xy = np.asarray(ring.coords)
            for a, b in pairwise(xy):
                rest = LineString([a, b])
                for line in passable:
                    rest = rest.difference(line)
                for piece in getattr(rest, "geoms", [rest]):
                    if piece.length > 1e-6:
                        walls.append(np.asarray(piece.coords).ravel())
                        owners.append(surface.index)
    return np.array(walls).reshape(-1, 4), np.array(owners, dtype=np.int32)


@pytest.fixture
def make_venue():
    """Return a function (areas, portals, openings, walls) -> Venue; areas may be (polygon, gradient, kind)."""

    def make(areas, portals=(), openings=(), extra_walls=()):
        surfaces = []
        for i, area in enumerate(areas):
            polygon, gradient, kind = area if isinstance(area, tuple) else (area, (0.0, 0.0), "storey")
            surfaces.append(Surface(i, f"s{i}", kind, polygon, 0.0, gradient))
        portals = tuple(Portal(i, f"p{i}", pair, line) for i, (pair, line) in enumerate(portals))
        openings = tuple(
            Opening(i, f"o{i}", kind, surface, line, direction=direction)
            for i, (kind, surface, line, direction) in enumerate(openings)
        )
        passable = [portal.line for portal in portals] + [o.line for o in openings if o.kind == "exit"]
        walls, owners = edges(surfaces, passable)
        if len(extra_walls):
            walls = np.vstack([walls, np.array(extra_walls, dtype=float)])
            owners = np.concatenate([owners, np.zeros(len(extra_walls), np.int32)])
        return Venue("test", tuple(surfaces), portals, openings, walls, owners)

    return make


@pytest.fixture
def make_world():
    """Return a function (venue, places, way, ...) -> World; all walk from time 0, along their field's way.

    They make for the first exit, if there is one.
    """

    def make(venue, places, way=(1.0, 0.0), surface=0, step=0.01, threads=1, state=(), seed=1, **columns):
        places = np.asarray(places, dtype=float).reshape(-1, 2)
        table = empty_columns(len(places))
        table["x"][:], table["y"][:] = places.T
        table["key"][:] = np.arange(len(places)) * 7919 + 17
        exits = [o.index for o in venue.openings if o.kind == "exit"]
        usual = {
            "surface": surface, "present": 1, "start_time": 0.0, "field": 0, "desired_speed": 1.2,
            "goal_exit": exits[0] if exits else -1,
        }  # fmt: skip
        for name, value in {**usual, **columns}.items():
            table[name][:] = value
        states = np.zeros(len(venue.openings), dtype=np.int8)
        for opening, value in dict(state).items():
            states[opening] = value
        fields = GivenField(venue, way if isinstance(way, list) else [way])
        return World(venue, fields, Clock(step), Openings(states), table, seed, threads=threads)

    return make


@pytest.fixture
def walk():
    """Return a function (kind, world, steps, at once) that sets a model up and lets it walk; returns the model."""

    def walk(kind, world, steps, chunk=None, model=None):
        if model is None:
            model = kind.model()
            model.setup(world)
        done = 0
        while done < steps:
            n = min(chunk or steps, steps - done)
            model.update(world, n)
            world.clock.step += n
            done += n
        return model

    return walk


@pytest.fixture
def hall():
    """A room of 8 by 6 m with a thick pillar and a thin screen's worth of corners."""
    return Polygon(box(0, 0, 8, 6).exterior, [box(3, 2, 3.4, 4.5).exterior, box(5, 1, 6.5, 1.4).exterior])
