"""From where signs can be read: the disc of the cosine rule, walls, smoke; and what a sign may say."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from pydantic import ValidationError
from scenes import box, gap, scenario, storey

from exeunt.models.wayfinding.signs import (
    Board,
    SignDoc,
    board,
    catchments,
    in_catchment,
    lattice_of,
    readable,
)
from exeunt.simulation import build
from exeunt.venue.sight import opaque
from exeunt.venue.venue import Venue
from exeunt.world.air import Lattice

PLAIN = {"id": "s", "storey": "hall", "at": [1, 5], "facing": 0, "exit": "east"}


def sign(**more) -> SignDoc:
    return SignDoc.model_validate(PLAIN | more)


@pytest.fixture(scope="module")
def hall() -> Venue:
    walls = [{"line": [[8, 0], [8, 6]], "thickness": 0.2}, {"line": [[12, 4], [12, 10]]}]
    venue = {
        "storeys": [storey("hall", 0, 0, 20, 10, walls=walls, obstacles=[box(3, 6, 4, 7)])],
        "exits": [gap("east", "hall", 20, 4, 20, 6)],
    }
    crowd = [{"number": 1, "where": {"storey": "hall", "area": box(16, 1, 19, 3)}}]
    return build(scenario(venue, crowd)).world.venue


def read_from(venue: Venue, signs: Board, at: np.ndarray, extinction: np.ndarray | None = None) -> np.ndarray:
    """(people,) who reads the first sign from these places."""
    lattice = lattice_of(venue)
    screens = opaque(venue, np.ones(len(venue.openings), dtype=bool))
    cells = np.zeros((len(signs.x), int(lattice.offset[-1])), dtype=bool)
    of = (signs.surface, signs.x, signs.y, signs.nx, signs.ny, signs.legible)
    catchments(*of, screens, lattice, cells)
    out = np.zeros(len(at), dtype=bool)
    smoke = np.empty(0) if extinction is None else extinction
    readable(
        np.arange(len(at)), np.zeros(len(at), dtype=np.int16), at[:, 0].copy(), at[:, 1].copy(), 0,
        *(value[0] for value in of), signs.light[0], cells, screens, lattice, lattice, smoke, out,
    )  # fmt: skip
    return out


def test_legibility_falls_with_the_cosine_of_the_angle():
    """L cos(theta): 30 m straight ahead, 15 m at 60 degrees, nothing from the side or from behind."""
    for angle in np.linspace(-1.5, 1.5, 31):
        limit = 30.0 * np.cos(angle)
        for factor, seen in ((0.999, True), (1.001, False)):
            d = factor * limit
            assert in_catchment(0.0, 0.0, 1.0, 0.0, 30.0, d * np.cos(angle), d * np.sin(angle)) == seen
    assert not in_catchment(0.0, 0.0, 1.0, 0.0, 30.0, -1.0, 0.0)
    assert not in_catchment(0.0, 0.0, 1.0, 0.0, 30.0, 0.0, 1.0)


def test_reading_agrees_with_an_independent_computation_of_disc_and_sight(hall):
    signs = board([sign(legible=16)], hall)
    rng = np.random.default_rng(5)
    at = rng.uniform((0.05, 0.05), (19.95, 9.95), (3000, 2))
    at = at[shapely.contains_xy(hall.surfaces[0].area, at[:, 0], at[:, 1])]
    found = read_from(hall, signs, at)
    floor = hall.surfaces[0].area
    lines = shapely.linestrings([[(x, y), (1.0, 5.0)] for x, y in at])
    disc = np.hypot(at[:, 0] - 9.0, at[:, 1] - 5.0) <= 8.0
    expected = disc & shapely.covers(floor, lines)
    assert 200 < expected.sum() < len(at) - 200
    # nobody reads what a wall hides; near the rims of shadows a cell may hide what is just in sight
    assert not (found & ~expected).any()
    assert (expected & ~found).sum() <= 0.005 * len(at)


def test_a_closed_door_hides_a_sign_until_it_opens():
    venue = {
        "storeys": [storey("hall", 0, 0, 20, 10, walls=[{"line": [[8, 0], [8, 10]], "thickness": 0.2}])],
        "doors": [gap("d", "hall", 8, 4, 8, 6)],
        "exits": [gap("east", "hall", 20, 4, 20, 6)],
    }
    crowd = [{"number": 1, "where": {"storey": "hall", "area": box(16, 1, 19, 3)}}]
    built = build(scenario(venue, crowd)).world.venue
    door = next(opening.index for opening in built.openings if opening.id == "d")
    for is_open in (True, False):
        mask = np.ones(len(built.openings), dtype=bool)
        mask[door] = is_open
        screens, lattice = opaque(built, mask), lattice_of(built)
        of = board([sign()], built)
        cells = np.zeros((1, int(lattice.offset[-1])), dtype=bool)
        catchments(of.surface, of.x, of.y, of.nx, of.ny, of.legible, screens, lattice, cells)
        out = np.zeros(1, dtype=bool)
        readable(
            np.arange(1), np.zeros(1, dtype=np.int16), np.array([14.0]), np.array([5.0]), 0, 0, 1.0, 5.0, 1.0, 0.0,
            30.0, 3.0, cells, screens, lattice, lattice, np.empty(0), out,
        )  # fmt: skip
        assert out[0] == is_open


def test_smoke_hides_a_reflecting_sign_before_a_lit_one(hall):
    """S = C/K: at K = 0.5 1/m a reflecting sign is seen to 6 m, a lit one to 16 m."""
    lattice: Lattice = lattice_of(hall)
    smoke = np.full(int(lattice.offset[-1]), 0.5)
    at = np.array([[6.9, 5.0], [7.2, 5.0]])
    assert read_from(hall, board([sign()], hall), at, smoke).tolist() == [True, False]
    assert read_from(hall, board([sign(kind="dynamic")], hall), at, smoke).tolist() == [True, True]
    assert read_from(hall, board([sign(lit=True)], hall), at, smoke).tolist() == [True, True]


def test_shares_who_notice_and_draws_that_other_signs_do_not_shift():
    assert sign().share_noticed == 0.38
    assert sign(kind="dynamic").share_noticed == 0.77
    assert sign(noticed=0.5).share_noticed == 0.5
    assert sign().ordinal == sign(at=[3, 3]).ordinal != sign(id="t").ordinal


@pytest.mark.parametrize(
    "wrong", [{"exit": None}, {"way": 0.0}, {"kind": "negative", "exit": None, "way": 0.0}, {"noticed": 1.2}]
)
def test_a_sign_says_one_thing(wrong):
    with pytest.raises(ValidationError, match=r"sign|less than or equal"):
        sign(**wrong)
