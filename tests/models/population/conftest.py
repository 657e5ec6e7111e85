"""Small venues to put people into."""

import numpy as np
import pytest
import shapely
from scipy.spatial import cKDTree
from shapely import box

from exeunt.models.population.document import PopulationDoc
from exeunt.venue.venue import Opening, Room, SeatBlock, Surface, Venue


def _venue(*areas, openings=(), rooms=(), blocks=()):
    surfaces = tuple(
        Surface(i, f"storey {i}" if i else "hall", "storey", area, 4.0 * i) for i, area in enumerate(areas)
    )
    return Venue(
        "test", surfaces, (), tuple(openings), np.empty((0, 4)), np.empty(0, dtype=np.int32),
        tuple(rooms), tuple(blocks),
    )  # fmt: skip


@pytest.fixture(scope="session")
def make_venue():
    """Return a function: walkable area of each storey -> Venue."""
    return _venue


@pytest.fixture(scope="session")
def hall():
    """A hall with a pillar, a doorway, a room and rows of seats; a gallery above it."""
    area = box(0, 0, 20, 15).difference(box(9, 7, 10, 8))
    seats = [(1.0 + 0.52 * column, 10.0 + 0.95 * row) for row in range(4) for column in range(20)]
    rows = [box(0.7, 10.275 + 0.95 * row, 11.2, 10.675 + 0.95 * row) for row in range(4)]
    area = area.difference(shapely.union_all(rows))
    door = Opening(0, "door", "door", 0, ((15.0, 0.0), (15.0, 15.0)))
    room = Room(0, "bar", 0, box(15, 0, 20, 15))
    return _venue(
        area,
        box(0, 0, 12, 5),
        openings=[door],
        rooms=[room],
        blocks=[SeatBlock(0, "stalls", 0, np.array(seats))],
    )


@pytest.fixture(scope="session")
def people():
    """Return a function: keywords -> PopulationDoc."""

    def make(id="visitors", **fields):
        return PopulationDoc.model_validate({"id": id, **fields})

    return make


@pytest.fixture(scope="session")
def assert_room_for_all():
    """Return a check: everyone who is present is in the walkable area, apart from others, walls and doors."""

    def check(columns, venue):
        present = columns["present"] == 1
        for surface in venue.surfaces:
            here = np.flatnonzero(present & (columns["surface"] == surface.index))
            if not len(here):
                continue
            x, y, radius = columns["x"][here], columns["y"][here], columns["radius"][here]
            points = shapely.points(x, y)
            assert shapely.contains(surface.area, points).all()
            lines = [surface.area.boundary]
            lines += [shapely.LineString(o.line) for o in venue.openings if o.surface == surface.index]
            distance = shapely.distance(shapely.union_all(lines), points)
            assert (distance >= radius - 1e-9).all()
            tree = cKDTree(np.column_stack([x, y]))
            for i, j in tree.query_pairs(2 * radius.max()):
                gap = np.hypot(x[i] - x[j], y[i] - y[j]) - radius[i] - radius[j]
                assert gap >= -1e-9
        assert not np.isnan(columns["x"][present]).any()

    return check
