"""People who do not fit between rows of seats, and people at single places."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely
from scenes import Document, box, gap, scenario, storey

from exeunt.base.errors import ScenarioError
from exeunt.models.population.mobility import BY_NAME
from exeunt.report.compose import compose
from exeunt.report.html import html
from exeunt.results.run import open_run
from exeunt.results.tracks import run_tracks
from exeunt.scenario.check import check_scenario
from exeunt.simulation import Simulation, build, simulate

WHEELS = BY_NAME["wheelchair_manual"].index


def theatre(facing: str = "90 deg", room: float = 2.6, **seats: Any) -> Document:
    """Six rows of 20 with an aisle; ``room`` metres before and behind them and at the sides."""
    width, depth = 20 * 0.52 + 1.2, 6 * 0.95
    across = {"90 deg": (room, room + depth), "-90 deg": (room + width, room), "30 deg": (10.0, 16.0)}[facing]
    size = (24.0, 24.0) if facing == "30 deg" else (2 * room + width, 2 * room + depth)
    hall = storey("hall", 0, 0, *size)
    block = {"id": "rows", "storey": "hall", "origin": list(across), "facing": facing, "rows": 6, "seats": 20,
             "aisles": [10], "aisle_width": 1.2}  # fmt: skip
    exits = [gap("left", "hall", 0, 0.5, 0, 2.5), gap("right", "hall", size[0], 0.5, size[0], 2.5)]
    return {"storeys": [hall], "seating": [block], "exits": exits}


def audience(share: float = 0.06, **seats: Any) -> Document:
    return {
        "id": "stalls",
        "seats": {"blocks": ["rows"], **seats},
        "mobility": {"wheelchair_manual": share},
    }


def words(venue: Document, *people: Document) -> list[str]:
    return [problem.message for problem in check_scenario(scenario(venue, people)).problems]


def in_chairs(simulation: Simulation) -> np.ndarray:
    return np.flatnonzero(simulation.world["mobility"] == WHEELS)


@pytest.mark.parametrize("facing", ["90 deg", "-90 deg", "30 deg"])
def test_wheelchair_users_are_before_or_behind_the_block_and_in_nobodys_way(facing: str) -> None:
    scene = scenario(theatre(facing), [audience()])
    simulation = build(scene, threads=1)
    world, rows = simulation.world, in_chairs(simulation)
    assert 3 <= len(rows) <= 12
    (problem,) = simulation.problems
    assert problem.severity == "warning"
    assert problem.message == (
        f"{len(rows)} wheelchair users of 'stalls' do not fit between the rows: they are placed on the ground in "
        "front of and behind the block"
    )
    (block,) = world.venue.blocks
    ends = np.array([row.ends for row in block.rows])
    gaps = shapely.union_all(shapely.linestrings(ends).tolist()).buffer(0.5 * block.rows[0].gap)
    at = shapely.points(world["x"][rows], world["y"][rows])
    # no chair reaches into the gap of a row, none stands in the block or where an aisle opens
    assert (shapely.distance(at, gaps) >= 0.4 - 0.03).all()
    assert not shapely.MultiPoint(block.places).convex_hull.intersects(shapely.multipoints(at))
    along = (ends[0, 1] - ends[0, 0]) / 5.2
    places = (np.column_stack([world["x"][rows], world["y"][rows]]) - ends[0, 0]) @ along
    assert ((np.abs(places - 2.6) <= 2.2 + 1e-6) | (np.abs(places - 9.0) <= 2.2 + 1e-6)).all()
    # and 0.9 m stay free beside it
    room = shapely.union_all([world.venue.surfaces[0].area, *block.footprints]).boundary
    assert (shapely.distance(at, room) >= 0.4 + 0.9 - 1e-6).all()
    assert simulation.loop().run() == "everyone is out"


def test_marked_spaces_are_taken_the_nearest_first() -> None:
    venue = theatre()
    at = [[1.0, 5.0], [1.0, 7.0], [13.5, 5.0], [13.5, 7.0], [1.0, 3.0], [13.5, 3.0], [1.0, 9.0], [13.5, 9.0]]
    simulation = build(scenario(venue, [audience(spaces={"storey": "hall", "at": at})]), threads=1)
    rows = in_chairs(simulation)
    assert simulation.problems == ()
    taken = np.column_stack([simulation.world["x"][rows], simulation.world["y"][rows]])
    assert {tuple(spot) for spot in taken.tolist()} <= {tuple(spot) for spot in at}
    assert len(np.unique(taken, axis=0)) == len(rows)


def test_too_few_spaces_and_no_ground_are_told_by_who_and_why() -> None:
    few = {"storey": "hall", "at": [1.0, 5.0]}
    (said,) = words(theatre(), audience(spaces=few))
    assert "wheelchair users of 'stalls' do not fit between the rows, and" in said
    assert "no room on the 1 space of 'seats.spaces'" in said
    (said,) = words(theatre(room=1.2), audience())
    assert "no room on the ground in front of and behind the block" in said
    (said,) = words(theatre(), {**audience(0.0), "radius": 0.285})
    assert "120 people with bodies up to 0.57 m wide of 'stalls' do not fit between the rows" in said
    assert "wall" not in said


def test_a_space_off_the_floor_is_named() -> None:
    spaces = {"storey": "hall", "at": [[1.0, 5.0], [90.0, 5.0], [5.0, 2.8]]}
    said = words(theatre(), audience(spaces=spaces))
    assert "the space of 'stalls' at (90.00, 5.00) is outside the floor of storey 'hall'" in said
    assert "the space of 'stalls' at (5.00, 2.80) is on an obstacle or a wall of storey 'hall'" in said


ROOM = {
    "storeys": [storey("hall", 0, 0, 20, 10, obstacles=[box(4, 4, 8, 8)])],
    "exits": [gap("out", "hall", 20, 4, 20, 6)],
}


def test_everybody_of_a_list_of_places_stands_exactly_there(tmp_path: Any) -> None:
    at = [[2.0, 2.0], [3.25, 2.5], [12.0, 9.0]]
    people = {"id": "listed", "places": [{"storey": "hall", "at": at}]}
    crowd = {"id": "crowd", "number": 300, "where": {"storey": "hall"}}
    simulation = build(scenario(ROOM, [crowd, people]), threads=1)
    world = simulation.world
    mine = np.flatnonzero(world["population"] == 1)
    assert np.column_stack([world["x"][mine], world["y"][mine]]).tolist() == at
    result = simulate(scenario(ROOM, [people]), out=tmp_path / "run", threads=1)
    assert result.ending == "everyone is out"
    tracks = run_tracks(open_run(tmp_path / "run"))
    first = tracks.frame == 0
    assert np.column_stack([tracks.x[first], tracks.y[first]]).tolist() == at


def test_one_person_at_one_point() -> None:
    person = {"places": {"storey": "hall", "at": [2, 2]}}
    world = build(scenario(ROOM, [person]), threads=1).world
    assert (world["x"][0], world["y"][0]) == (2.0, 2.0)


@pytest.mark.parametrize("size", [0.5, 0.1, 0.01, 1e-4])
def test_one_person_in_an_area_however_small(size: float) -> None:
    where = {"storey": "hall", "area": box(11, 2, 11 + size, 2 + size)}
    scene = scenario(ROOM, [{"number": 1, "where": where}])
    assert check_scenario(scene).problems == ()
    world = build(scene, threads=1).world
    assert 11 <= world["x"][0] <= 11 + size
    assert 2 <= world["y"][0] <= 2 + size


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ({"number": 5, "where": {"storey": "hall", "area": box(4.5, 4.5, 7.5, 7.5)}},
         "the whole area of population 'p0' lies on obstacles or walls of storey 'hall'"),
        ({"number": 5, "where": {"storey": "hall", "area": box(25, 0, 30, 5)}},
         "the whole area of population 'p0' lies outside storey 'hall'"),
        ({"number": 20, "where": {"storey": "hall", "area": box(15, 0, 30, 5)}},
         "67% of the area of population 'p0' (50.0 m²) lie outside storey 'hall'"),
        ({"number": 2, "where": {"storey": "hall", "area": box(0, 0, 10, 0.15)}},
         "population 'p0' has 2 people on 1.5 m², and there is room for none of them"),
        ({"places": {"storey": "hall", "at": [5, 5]}},
         "the place of 'p0' at (5.00, 5.00) is on an obstacle or a wall of storey 'hall'"),
        ({"places": {"storey": "hall", "at": [[1, 1], [30, 5]]}},
         "the place of 'p0' at (30.00, 5.00) is outside the floor of storey 'hall'"),
        ({"places": {"storey": "hall", "at": [[1, 1], [1.1, 1]]}},
         "person 2 of 'p0' does not fit at (1.10, 1.00): another person stands there"),
        ({"places": {"storey": "hall", "at": [0.1, 5]}},
         "person 1 of 'p0' does not fit at (0.10, 5.00): a wall or a door is nearer than 0.20 m"),
        ({"places": {"storey": "attic", "at": [1, 5]}}, "there is no storey 'attic'"),
    ],
)  # fmt: skip
def test_places_where_nobody_can_stand_are_told(people: Document, said: str) -> None:
    assert words(ROOM, people) == [said]


def test_an_area_over_an_obstacle_is_no_fault() -> None:
    people = {"number": 50, "where": {"storey": "hall", "area": box(0, 0, 10, 10)}}
    assert words(ROOM, people) == []


def test_a_list_of_places_goes_with_no_other_count() -> None:
    with pytest.raises(ScenarioError, match="exactly one of number, density, places, seats, inflow"):
        scenario(ROOM, [{"number": 1, "places": {"storey": "hall", "at": [1, 1]}}])


def test_a_report_of_listed_places_and_listed_arrivals_is_made(tmp_path: Any) -> None:
    people = [
        {"id": "listed", "places": {"storey": "hall", "at": [[1, 1], [2, 2]]}},
        {"id": "counted", "inflow": {"storey": "hall", "people": [{"time": 1, "place": [1, 8]}]}},
    ]
    simulate(scenario(ROOM, people), out=tmp_path / "run", threads=1)
    text = html(compose(open_run(tmp_path / "run")))
    assert "single places on hall" in text
    assert "each at a listed time and place" in text
