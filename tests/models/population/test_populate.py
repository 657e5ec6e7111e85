"""Everyone asked for is there, where asked, overlapping nothing, whatever the order of the document."""

import numpy as np
import pytest
import shapely
import shapely.affinity
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from exeunt.base.columns import COLUMNS
from exeunt.models.population.document import PopulationDoc
from exeunt.models.population.populate import populate


def test_a_number_of_people_stands_in_the_hall(hall, people, assert_room_for_all):
    columns, problems = populate([people(number=300, where={"storey": "hall"})], hall, seed=1)
    assert problems == []
    assert len(columns["person"]) == 300
    assert (columns["present"] == 1).all()
    assert set(columns) == set(COLUMNS)
    assert all(columns[name].dtype == column.dtype for name, column in COLUMNS.items())
    assert_room_for_all(columns, hall)


def test_random_places_cover_the_area_evenly(make_venue, people):
    venue = make_venue(box(0, 0, 30, 20))
    columns, _ = populate([people(number=600, where={"storey": "hall"})], venue, seed=3)
    counts, _, _ = np.histogram2d(columns["x"], columns["y"], bins=(6, 4), range=((0, 30), (0, 20)))
    # 25 expected in each; exclusion makes it more even than a Poisson process
    assert ((counts - 25) ** 2 / 25).sum() < 42.0


def test_density_means_people_per_walkable_area_of_the_place(hall, people, assert_room_for_all):
    place = {"storey": "hall", "area": [[0, 0], [14, 0], [14, 9], [0, 9]]}
    columns, problems = populate([people(density=0.8, where=place)], hall, seed=1)
    assert problems == []
    assert len(columns["person"]) == round(0.8 * (14 * 9 - 1))
    assert columns["x"].max() < 14
    assert columns["y"].max() < 9
    assert_room_for_all(columns, hall)


def test_several_places_and_overlap_count_once(hall, people, assert_room_for_all):
    places = [{"room": "bar"}, {"room": "bar"}, {"storey": "storey 1"}]
    columns, problems = populate([people(density=1.0, where=places)], hall, seed=1)
    assert problems == []
    assert len(columns["person"]) == 75 + 60
    in_bar = columns["surface"] == 0
    assert (columns["x"][in_bar] > 15).all()
    assert abs(in_bar.sum() - 75) < 4 * np.sqrt(135 * 75 / 135 * 60 / 135)
    assert_room_for_all(columns, hall)


def test_seats_are_taken_exactly_and_by_one_person_each(hall, people, assert_room_for_all):
    columns, problems = populate(
        [people(seats={"blocks": ["stalls"], "occupancy": "70 %"}), people("latecomers", number=100)],
        hall,
        seed=5,
    )
    assert problems == []
    seated = np.flatnonzero(columns["population"] == 0)
    assert len(seated) == 56
    chosen = {tuple(seat) for seat in hall.block("stalls").places.tolist()}
    taken = {(float(columns["x"][i]), float(columns["y"][i])) for i in seated}
    assert len(taken) == 56
    assert taken <= chosen
    assert_room_for_all(columns, hall)


def test_two_populations_share_the_seats_of_a_block(hall, people):
    seats = {"blocks": ["stalls"], "occupancy": 0.5}
    columns, problems = populate([people("a", seats=seats), people("b", seats=seats)], hall, seed=5)
    assert problems == []
    assert len(np.unique(np.column_stack([columns["x"], columns["y"]]), axis=0)) == 80
    _, problems = populate(
        [people("a", seats=seats), people("b", seats={"blocks": ["stalls"], "occupancy": 0.75})], hall, seed=5
    )
    assert "'b' has 60 people, of whom only 40 fit" in problems[0].message


@pytest.mark.parametrize("density", [3.0, 4.5, 5.5, 6.5])
def test_dense_crowds(make_venue, people, assert_room_for_all, density):
    venue = make_venue(box(0, 0, 12, 12))
    asked = round(density * 144)
    columns, problems = populate([people(number=asked, where={"storey": "hall"})], venue, seed=2)
    assert problems == []
    assert len(columns["person"]) == asked
    assert_room_for_all(columns, venue)


def test_dense_crowds_of_two_populations_are_packed_together(make_venue, people, assert_room_for_all):
    venue = make_venue(box(0, 0, 10, 10))
    front = {"storey": "hall", "area": [[0, 0], [10, 0], [10, 4], [0, 4]]}
    columns, problems = populate(
        [people("all", number=320, where={"storey": "hall"}), people("front", number=160, where=front)],
        venue,
        seed=2,
    )
    assert problems == []
    assert (columns["y"][columns["population"] == 1] < 4).all()
    assert_room_for_all(columns, venue)


def test_bodies_of_different_size_do_not_overlap(hall, people, assert_room_for_all):
    radius = {"kind": "uniform", "min": 0.15, "max": 0.3}
    columns, problems = populate([people(number=250, radius=radius, where={"storey": "hall"})], hall, seed=1)
    assert problems == []
    assert columns["radius"].std() > 0.03
    assert_room_for_all(columns, hall)


def _by_person(columns, names):
    return {
        int(key): tuple(columns[name][i].item() for name in names) for i, key in enumerate(columns["key"])
    }


def test_order_of_the_document_changes_nobody(hall, people):
    groups = [
        people("visitors", number=150),
        people("band", number=5, where={"room": "bar"}),
        people("seated", seats={"blocks": ["stalls"], "occupancy": 0.5}),
        people(
            "late", inflow={"storey": "hall", "line": [[1, 1], [4, 1]], "rates": [{"until": 30, "rate": 1}]}
        ),
    ]
    there, _ = populate(groups, hall, seed=9)
    back, _ = populate(groups[::-1], hall, seed=9)
    for name in set(there) - {"population"}:
        np.testing.assert_array_equal(there[name], back[name], err_msg=name)
    np.testing.assert_array_equal(there["population"], 3 - back["population"])


def test_a_further_population_leaves_attributes_and_almost_all_places(hall, people):
    one, _ = populate([people("visitors", number=100)], hall, seed=9)
    two, _ = populate([people("visitors", number=100), people("guards", number=10)], hall, seed=9)
    names = ("desired_speed", "radius", "mobility", "time_gap", "speed_stairs_up", "speed_stairs_down")
    before, after = _by_person(one, names), _by_person(two, names)
    assert all(after[key] == before[key] for key in before)
    places, places_after = _by_person(one, ("x", "y")), _by_person(two, ("x", "y"))
    assert sum(places[key] == places_after[key] for key in places) > 90


def test_seed_moves_people(hall, people):
    one, _ = populate([people(number=50)], hall, seed=1)
    again, _ = populate([people(number=50)], hall, seed=1)
    other, _ = populate([people(number=50)], hall, seed=2)
    np.testing.assert_array_equal(one["x"], again["x"])
    assert not np.isclose(one["x"], other["x"]).any()


def test_too_many_people_are_named_with_the_number_that_fits(make_venue, people):
    venue = make_venue(box(0, 0, 10, 10))
    for asked in (900, 10**9):
        _, problems = populate([people("crowd", number=asked, where={"storey": "hall"})], venue, seed=1)
        assert len(problems) == 1
        message = str(problems[0])
        assert f"'crowd' has {asked} people on 100.0 m²" in message
        assert problems[0].key == ("people", 0, "number")
        assert (10.0, 10.0) in problems[0].at
        fit = int(message.split("of whom only ")[1].split()[0])
        # hexagonal packing of the 9.6 m square open to centres reaches 664 at best
        assert 560 <= fit <= 700
    columns, problems = populate([people("crowd", number=fit, where={"storey": "hall"})], venue, seed=1)
    assert problems == []
    assert (columns["present"] == 1).sum() == fit


def test_too_dense_is_a_problem_of_the_density(make_venue, people):
    venue = make_venue(box(0, 0, 10, 10))
    _, problems = populate([people(density="9/m2", where={"storey": "hall"})], venue, seed=1)
    assert problems[0].key == ("people", 0, "density")


@pytest.mark.parametrize(
    ("fields", "key", "words"),
    [
        ({"number": 1, "where": {"storey": "attic"}}, ("people", 0, "where", 0, "storey"), "storey 'attic'"),
        ({"number": 1, "where": {"room": "foyer"}}, ("people", 0, "where", 0, "room"), "room 'foyer'"),
        ({"seats": {"blocks": ["stalls", "loge"]}}, ("people", 0, "seats", "blocks", 1), "block 'loge'"),
        (
            {"number": 1, "where": {"storey": "hall", "area": [[50, 50], [60, 50], [60, 60]]}},
            ("people", 0, "where", 0, "area"), "lies outside storey 'hall'",
        ),
        (
            {"number": 1, "where": {"storey": "hall", "area": [[0, 0], [5, 5], [5, 0], [0, 5]]}},
            ("people", 0, "where", 0, "area"), "crosses itself",
        ),
        (
            {"inflow": {"storey": "attic", "line": [[0, 0], [1, 0]], "rates": [{"until": 1, "rate": 1}]}},
            ("people", 0, "inflow", "storey"), "storey 'attic'",
        ),
        (
            {"inflow": {"storey": "hall", "line": [[50, 0], [51, 0]], "rates": [{"until": 1, "rate": 1}]}},
            ("people", 0, "inflow", "line"), "no place to come in",
        ),
        ({"number": 1, "radius": 3}, ("people", 0, "radius"), "above 1 m"),
    ],
)  # fmt: skip
def test_what_the_venue_lacks_is_named(hall, people, fields, key, words):
    _, problems = populate([people(**fields)], hall, seed=1)
    assert len(problems) == 1
    assert problems[0].key == key
    assert words in problems[0].message


def test_two_populations_of_one_id_are_refused(hall, people):
    _, problems = populate([people(number=1), people(number=1)], hall, seed=1)
    assert "two populations" in problems[0].message


def test_seats_too_narrow_and_rows_too_narrow_are_reported_with_places(hall, people):
    _, problems = populate([people(seats={"blocks": ["stalls"]}, radius=0.27)], hall, seed=1)
    assert problems[0].key == ("people", 0, "seats")
    assert "would overlap the person beside them" in problems[0].message
    _, problems = populate([people(seats={"blocks": ["stalls"]}, radius=0.28)], hall, seed=1)
    assert (
        "80 people with bodies up to 0.56 m wide of 'visitors' do not fit between the rows"
        in problems[0].message
    )
    assert all(at in {tuple(p) for p in hall.block("stalls").places.tolist()} for at in problems[0].at)


def test_nobody_at_all(hall, people):
    columns, problems = populate([people(number=0)], hall, seed=1)
    assert problems == []
    assert len(columns["person"]) == 0
    assert populate([], hall, seed=1)[1] == []


corner = st.floats(0.0, 12.0)
boxes = st.tuples(corner, corner, st.floats(0.05, 4.0), st.floats(0.05, 4.0))


@settings(max_examples=60, deadline=None)
@given(
    walls=st.lists(boxes, max_size=6), number=st.integers(1, 250), seed=st.integers(0, 2**64 - 1),
    turn=st.floats(0, 90), radius=st.floats(0.1, 0.35),
)  # fmt: skip
def test_random_rooms(make_venue, assert_room_for_all, walls, number, seed, turn, radius):
    area = box(0, 0, 12, 10)
    for x, y, width, depth in walls:
        area = area.difference(shapely.affinity.rotate(box(x, y, x + width, y + depth), turn))
    if area.area < 1.0:
        return
    venue = make_venue(area)
    doc = PopulationDoc(id="x", number=number, radius=radius)
    columns, problems = populate([doc], venue, seed)
    if problems:
        fit = int(problems[0].message.split("of whom only ")[1].split()[0])
        assert fit < number
        doc = PopulationDoc(id="x", number=fit, radius=radius)
        columns, problems = populate([doc], venue, seed)
    assert problems == []
    assert len(columns["person"]) == doc.number
    assert_room_for_all(columns, venue)
