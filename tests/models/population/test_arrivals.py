"""People of an inflow come when due, at a free place, first come first served."""

import numpy as np
import pytest
from scipy import stats
from shapely import box

from exeunt.models.population.arrivals import Arrivals
from exeunt.models.population.populate import populate
from exeunt.venue.fields import FieldCache
from exeunt.world.contract import check_wiring
from exeunt.world.state import Clock, Openings, World

RATES = [{"from": 10, "until": 60, "rate": "2/s"}, {"from": "2 min", "until": "3 min", "rate": "30/min"}]


def expected(time):
    return 2.0 * np.clip(time - 10, 0, 50) + 0.5 * np.clip(time - 120, 0, 60)


def world_of(venue, columns, step=0.05):
    openings = Openings(np.zeros(len(venue.openings), dtype=np.int8))
    return World(venue, FieldCache.__new__(FieldCache), Clock(step), openings, columns, seed=1)


def run(world, until, leave_after=1.0):
    """Let people come in, and let each leave ``leave_after`` seconds later; returns when each came."""
    model = Arrivals()
    check_wiring([model])
    model.setup(world)
    came = np.full(world.people, np.nan)
    every = world.clock.steps(model.every)
    while world.time < until:
        before = world["present"].copy()
        model.update(world, every)
        came[(before == 0) & (world["present"] == 1)] = world.time
        gone = world.inside & (world.time >= came + leave_after)
        world["time_out"][gone] = world.time
        world.clock.step += every
    return came


@pytest.fixture
def wide(make_venue):
    return make_venue(box(0, 0, 20, 10))


def test_even_arrivals_follow_the_rate_within_one_person(wide, people):
    doc = people(inflow={"storey": "hall", "line": [[2, 1], [18, 1]], "rates": RATES})
    columns, problems = populate([doc], wide, seed=1)
    assert problems == []
    assert len(columns["person"]) == 130
    assert (columns["present"] == 0).all()
    times = np.linspace(0, 200, 4001)
    counted = (columns["arrival_time"][None, :] <= times[:, None]).sum(1)
    assert np.abs(counted - expected(times)).max() <= 0.5 + 1e-9
    came = run(world_of(wide, columns), 200.0)
    assert not np.isnan(came).any()
    delay = came - columns["arrival_time"]
    assert delay.min() >= -1e-9
    assert delay.max() < 0.1


def test_poisson_arrivals_have_the_rate_and_independent_gaps(wide, people):
    numbers, gaps = [], []
    for seed in range(40):
        inflow = {"storey": "hall", "line": [[2, 1], [18, 1]], "arrivals": "poisson", "rates": RATES}
        columns, _ = populate([people(inflow=inflow)], wide, seed=seed)
        arrival = columns["arrival_time"]
        assert (np.diff(arrival) > 0).all()
        assert (expected(arrival) > 0).all()
        numbers.append(len(arrival))
        gaps.append(np.diff(expected(arrival)))
    assert abs(np.mean(numbers) - 130) < 4 * np.sqrt(130 / 40)
    assert 0.4 < np.var(numbers) / 130 < 2.0
    assert stats.kstest(np.concatenate(gaps), "expon").pvalue > 0.01


def test_entries_lie_on_the_line_and_apart_from_walls(wide, people):
    inflow = {"storey": "hall", "line": [[0, 0], [5, 0]], "rates": [{"until": 10, "rate": 10}]}
    columns, problems = populate([people(inflow=inflow)], wide, seed=1)
    assert problems == []
    # the line is the wall itself, so places are moved inside by a radius or a little more
    assert (columns["y"] >= 0.2).all()
    assert (columns["y"] <= 0.3).all()
    assert columns["x"].min() >= 0.2
    assert columns["x"].max() <= 5.0
    assert len(np.unique(columns["x"])) == 10


def test_entries_in_an_area(hall, people):
    inflow = {"where": {"room": "bar"}, "rates": [{"until": 10, "rate": 10}]}
    columns, problems = populate([people(inflow=inflow)], hall, seed=1)
    assert problems == []
    assert (columns["x"] >= 15.2 - 1e-9).all()
    assert (columns["surface"] == 0).all()


def test_nobody_enters_on_top_of_another_and_the_queue_keeps_its_order(wide, people):
    inflow = {"storey": "hall", "line": [[9.8, 5], [10.2, 5]], "rates": [{"until": 10, "rate": 2}]}
    columns, problems = populate([people(inflow=inflow)], wide, seed=1)
    assert problems == []
    assert len(columns["person"]) == 20
    world = world_of(wide, columns)
    came = run(world, 120.0, leave_after=2.0)
    # one place, one person every 2 s or more: a queue that empties after the inflow has ended
    assert not np.isnan(came).any()
    order = np.argsort(columns["arrival_time"])
    assert (np.diff(came[order]) >= 2.0 - 1e-9).all()
    events = [event for event in world.events if event.kind == "arrival"]
    assert [event.person for event in events] == order.tolist()
    delays = np.array([event.value for event in events])
    np.testing.assert_allclose(delays, (came - columns["arrival_time"])[order], atol=1e-9)
    assert delays[-1] > 25


def test_a_person_who_stands_at_the_entry_blocks_it_until_leaving(wide, people):
    place = {"storey": "hall", "area": [[9.7, 4.7], [10.3, 4.7], [10.3, 5.3], [9.7, 5.3]]}
    groups = [
        people("early", number=1, where=place),
        people(
            "late",
            inflow={"storey": "hall", "line": [[9.9, 5], [10.1, 5]], "rates": [{"until": 4, "rate": 1}]},
        ),
    ]
    columns, _ = populate(groups, wide, seed=1)
    world = world_of(wide, columns)
    model = Arrivals()
    model.setup(world)
    for _ in range(100):
        model.update(world, 2)
        world.clock.step += 2
    assert world["present"].sum() == 1
    world["time_out"][columns["population"] == 0] = world.time
    model.update(world, 2)
    assert world["present"].sum() == 2


def test_two_inflows_that_cross_do_not_overlap(wide, people):
    rates = [{"until": 5, "rate": 5}]
    groups = [
        people("across", inflow={"storey": "hall", "line": [[5, 5], [8, 5]], "rates": rates}),
        people("along", inflow={"storey": "hall", "line": [[6, 4], [6, 7]], "rates": rates}),
    ]
    columns, _ = populate(groups, wide, seed=1)
    world = world_of(wide, columns)
    run(world, 30.0, leave_after=1e9)
    here = np.flatnonzero(world["present"] == 1)
    assert 6 <= len(here) < len(columns["person"])
    x, y = columns["x"][here], columns["y"][here]
    distance = np.hypot(x[:, None] - x, y[:, None] - y) + np.eye(len(here))
    assert distance.min() >= 0.4


def test_nothing_happens_without_an_inflow(wide, people):
    columns, _ = populate([people(number=10)], wide, seed=1)
    world = world_of(wide, columns)
    run(world, 1.0, leave_after=1e9)
    assert len(world.events) == 0
    assert world["present"].sum() == 10


def listed(*people):
    return {"storey": "hall", "people": [{"time": t, "place": p, **more} for t, p, more in people]}


def test_listed_people_come_at_their_own_time_place_velocity_and_exit(people):
    from exeunt.venue.venue import Opening, Surface, Venue

    room = Surface(0, "hall", "storey", box(0, 0, 20, 10), 0.0)
    ways = [
        Opening(n, id, "exit", 0, ((x, 4.0), (x, 6.0))) for n, (id, x) in enumerate([("w", 0), ("e", 20)])
    ]
    venue = Venue("test", (room,), (), tuple(ways), np.empty((0, 4)), np.empty(0, dtype=np.int32), (), ())
    inflow = listed(
        ("4 s", [3, 5], {"velocity": [1.2, "3.6 km/h"], "exit": "e"}),
        (1.5, [17, 5], {"exit": "w"}),
        (2, [9, 2], {}),
    )
    columns, problems = populate([people(inflow=inflow)], venue, seed=1)
    assert problems == []
    assert columns["x"].tolist() == [3, 17, 9]
    assert columns["vx"].tolist() == [1.2, 0, 0]
    assert columns["vy"].tolist() == [1.0, 0, 0]
    assert columns["assigned_exit"].tolist() == [1, 0, -1]
    came = run(world_of(venue, columns), 10.0)
    np.testing.assert_allclose(came, [4.0, 1.5, 2.0], atol=0.1 + 1e-9)


def test_listed_people_in_a_wall_are_told_with_their_place(wide, people):
    doc = people("filmed", inflow=listed((0, [5, 5], {}), (1, [0.1, 5], {}), (2, [-3, 5], {})))
    _, problems = populate([doc], wide, seed=1)
    assert [problem.severity for problem in problems] == ["error"]
    assert "2 of 3 listed people of 'filmed'" in problems[0].message
    assert problems[0].key == ("people", 0, "inflow", "people", 1, "place")
    assert problems[0].at == ((0.1, 5.0), (-3.0, 5.0))
