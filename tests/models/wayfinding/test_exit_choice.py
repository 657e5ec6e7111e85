"""Rules of exit choice, and the model that asks them."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from exeunt.base.errors import ScenarioError
from exeunt.base.kinds import kinds
from exeunt.base.random import person_keys
from exeunt.models.wayfinding.assigned import Assigned
from exeunt.models.wayfinding.familiar import Familiar
from exeunt.models.wayfinding.logit import Logit
from exeunt.models.wayfinding.model import WayfindingModel
from exeunt.models.wayfinding.nearest import Nearest
from exeunt.models.wayfinding.quickest import Quickest
from exeunt.venue.compile import compile_venue
from exeunt.venue.document import VenueDoc
from exeunt.venue.fields import FieldCache
from exeunt.venue.raster import build_raster
from exeunt.world.contract import Model, check_wiring
from exeunt.world.state import Clock, Openings, World, empty_columns

OPEN, CLOSED = 0, 1


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """A hall of 30 by 12 m: exits of 1 m west and 1 m east, one of 2 m in the middle of the south side."""
    doc = VenueDoc.model_validate(
        {
            "storeys": [{"id": "floor", "area": [(0, 0), (30, 0), (30, 12), (0, 12)]}],
            "exits": [
                {"id": "west", "storey": "floor", "line": [(0, 5.5), (0, 6.5)]},
                {"id": "east", "storey": "floor", "line": [(30, 5.5), (30, 6.5)]},
                {"id": "south", "storey": "floor", "line": [(14, 0), (16, 0)]},
            ],
        }
    )
    venue, problems = compile_venue(doc, "hall", tmp_path_factory.mktemp("hall"))
    assert not problems
    return venue, build_raster(venue, 0.2)


def world_of(hall, people, *, shut=(), seed=1, x=(0.5, 29.5), y=(0.5, 11.5)):
    venue, raster = hall
    columns = empty_columns(people)
    rng = np.random.default_rng(11)
    columns["x"][:], columns["y"][:] = rng.uniform(*x, people), rng.uniform(*y, people)
    columns["surface"][:] = 0
    columns["present"][:] = 1
    columns["start_time"][:] = 0.0
    columns["key"][:] = person_keys("crowd", people)
    states = np.zeros(len(venue.openings), dtype=np.int8)
    for id in shut:
        states[venue.opening(id).index] = CLOSED
    return World(venue, FieldCache(raster, venue), Clock(0.05), Openings(states), columns, seed)


def run(world, rule, calls=1, move=None):
    model = WayfindingModel([rule])
    model.setup(world)
    for _ in range(calls):
        model.update(world, 10)
        if move:
            move(world)
        world.clock.step += 10
    return model


def share(world, id):
    return float((world["goal_exit"] == world.venue.opening(id).index).mean())


RULES = [
    Nearest(),
    Assigned(exits={"west": 0.3, "east": 0.7}),
    Familiar(exits=["west"], share=0.5),
    Quickest(),
    Logit(),
]


def test_every_kind_is_covered_and_every_default_has_a_source():
    assert set(kinds("exit_choice")) == {rule.kind for rule in RULES}
    for cls in kinds("exit_choice").values():
        for name, field in cls.model_fields.items():
            # the ids of exits have no default that could be right or wrong
            if name not in ("kind", "exits"):
                assert field.json_schema_extra["exeunt"]["source"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kind)
def test_same_seed_same_choice_and_order_of_people_changes_nothing(hall, rule):
    one, two, turned = (world_of(hall, 400) for _ in range(3))
    order = np.random.default_rng(3).permutation(400)
    for name in ("x", "y", "key"):
        turned[name][:] = turned[name][order]
    for world in (one, two, turned):
        run(world, rule, calls=12)
    assert np.array_equal(one["goal_exit"], two["goal_exit"])
    assert np.array_equal(one["goal_exit"][order], turned["goal_exit"])
    assert (one["goal_exit"] >= 0).all()
    assert (one["field"] >= 0).all()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kind)
def test_a_shut_exit_is_left_at_once_and_never_chosen(hall, rule):
    world = world_of(hall, 300)
    model = run(world, rule, calls=3)
    west = world.venue.opening("west").index
    assert share(world, "west") > 0.05
    world.openings.set(west, CLOSED)
    model.update(world, 10)
    assert share(world, "west") == 0.0
    assert (world["field"] >= 0).all()
    for exit in world.venue.exits:
        world.openings.set(exit.index, CLOSED)
    model.update(world, 10)
    assert (world["goal_exit"] == -1).all()
    assert (world["field"] == -1).all()
    world.openings.set(west, OPEN)
    model.update(world, 10)
    assert share(world, "west") == 1.0


def test_nearest_takes_the_least_walking_time(hall):
    world = world_of(hall, 500)
    run(world, Nearest())
    x, y = world["x"], world["y"]
    reach = np.stack(
        [
            np.hypot(x, y - np.clip(y, 5.7, 6.3)),
            np.hypot(30 - x, y - np.clip(y, 5.7, 6.3)),
            np.hypot(x - np.clip(x, 14.2, 15.8), y),
        ]
    )
    clear = np.diff(np.sort(reach, axis=0), axis=0)[0] > 0.5
    expected = np.array([world.venue.opening(id).index for id in ("west", "east", "south")])[reach.argmin(0)]
    assert np.array_equal(world["goal_exit"][clear], expected[clear])
    # the field given leads to that exit
    a = world.fields.raster.arrays
    from exeunt.venue.sampling import sample_distance

    for k in range(20):
        left = sample_distance(a, world.fields.distance, world["field"][k], 0, x[k], y[k])
        assert left == pytest.approx(reach.min(0)[k], rel=0.05, abs=0.4)


def test_assigned_follows_the_shares_and_the_column_of_the_person(hall):
    world = world_of(hall, 4000)
    south = world.venue.opening("south").index
    world["assigned_exit"][:100] = south
    run(world, Assigned(exits={"west": 0.3, "east": 0.7}))
    assert (world["goal_exit"][:100] == south).all()
    drawn = world["goal_exit"][100:] == world.venue.opening("west").index
    # four standard errors
    assert abs(drawn.mean() - 0.3) < 4 * np.sqrt(0.3 * 0.7 / 3900)
    equal = world_of(hall, 4000)
    run(equal, Assigned(exits=["west", "east", "south"]))
    assert abs(share(equal, "south") - 1 / 3) < 0.03


def test_an_assigned_exit_that_opens_again_is_taken_again_and_the_fallback_is_noted_once_each(hall):
    world = world_of(hall, 50, shut=["east"])
    model = run(world, Assigned(exits="east"), calls=3)
    assert share(world, "east") == 0.0
    notes = [event for event in world.events if event.kind == "fallback"]
    assert [event.opening for event in notes] == 50 * [world.venue.opening("east").index]
    assert [event.person for event in notes] == list(range(50))
    assert "east" in notes[0].cause
    world.openings.set(world.venue.opening("east").index, OPEN)
    model.update(world, 10)
    assert share(world, "east") == 1.0


def test_familiar_binds_its_share_and_leaves_the_rest_to_the_nearest(hall):
    free = world_of(hall, 3000)
    run(free, Nearest())
    world = world_of(hall, 3000)
    run(world, Familiar(exits=["west"], share=0.6))
    bound = (world["goal_exit"] != free["goal_exit"]) | (
        free["goal_exit"] == world.venue.opening("west").index
    )
    far = free["goal_exit"] != world.venue.opening("west").index
    moved = (bound & far).sum() / far.sum()
    assert abs(moved - 0.6) < 4 * np.sqrt(0.24 / far.sum())
    assert (world["goal_exit"][far & bound] == world.venue.opening("west").index).all()
    # the same people whatever else changes
    again = world_of(hall, 3000, shut=["south"])
    run(again, Familiar(exits=["west"], share=0.6))
    stays = (again["goal_exit"] == world.venue.opening("west").index)[far & bound]
    assert stays.all()


def drain(flow=1.3):
    """Let people out at the rate of each exit and step the rest towards it, as a crowd that queues would."""
    credit = {}

    def move(world):
        for exit in world.venue.exits:
            mine = np.flatnonzero(world.inside & (world["goal_exit"] == exit.index))
            credit[exit.index] = min(credit.get(exit.index, 0.0) + flow * exit.width * 0.5, 3.0)
            (x0, y0), (x1, y1) = exit.line
            cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
            gap = np.hypot(world["x"][mine] - cx, world["y"][mine] - cy)
            for person in mine[np.argsort(gap)][: int(credit[exit.index])]:
                world["time_out"][person] = world.time
                world["exit_used"][person] = exit.index
                credit[exit.index] -= 1.0
            walk = np.minimum(0.6 / np.maximum(gap, 0.6), 1.0) * (gap > 2.5)
            world["x"][mine] += walk * (cx - world["x"][mine])
            world["y"][mine] += walk * (cy - world["y"][mine])

    return move


def used(world, id):
    return float((world["exit_used"] == world.venue.opening(id).index).sum())


def test_quickest_balances_two_equal_exits_from_a_lopsided_start(hall):
    near = world_of(hall, 400, shut=["south"], x=(1, 13))
    run(near, Nearest())
    assert share(near, "west") == 1.0
    world = world_of(hall, 400, shut=["south"], x=(1, 13))
    run(world, Quickest(), calls=600, move=drain())
    assert not world.inside.any()
    assert used(world, "east") / 400 == pytest.approx(0.5, abs=0.06)


def test_quickest_fills_unequal_exits_in_proportion_to_their_widths(hall):
    world = world_of(hall, 600)
    run(world, Quickest(), calls=600, move=drain())
    assert not world.inside.any()
    assert used(world, "south") / 600 == pytest.approx(0.5, abs=0.06)
    assert used(world, "west") == pytest.approx(used(world, "east"), abs=45)


def test_quickest_changes_in_small_numbers_and_not_without_reason(hall):
    world = world_of(hall, 300)
    model = run(world, Quickest(), calls=1)
    changes = []
    for _ in range(40):
        before = world["goal_exit"].copy()
        world.clock.step += 10
        model.update(world, 10)
        changes.append(int((before != world["goal_exit"]).sum()))
    # about half have their turn at a call, three in ten of them look
    assert max(changes) <= 300 * 0.25
    # nobody moves, so all settle
    assert sum(changes[-10:]) == 0
    eager = world_of(hall, 300)
    run(eager, Quickest(attention=1.0, inertia=0.0, every=0.5), calls=1)
    assert (eager["goal_exit"] >= 0).all()


def test_who_is_absent_or_out_has_no_exit_and_the_waiting_have_one(hall):
    world = world_of(hall, 30)
    world["present"][:10] = 0
    world["time_out"][10:20] = 0.0
    world["start_time"][20:] = 99.0
    run(world, Quickest())
    assert (world["goal_exit"][:20] == -1).all()
    assert (world["goal_exit"][20:] >= 0).all()


def test_the_model_keeps_its_contract(hall):
    model = WayfindingModel([Nearest()])
    assert isinstance(model, Model)
    check_wiring([model])
    world = world_of(hall, 50)
    before = {name: values.copy() for name, values in world.columns.items()}
    run(world, Quickest(), calls=3)
    for name, values in world.columns.items():
        if name not in model.writes:
            assert np.array_equal(values, before[name], equal_nan=True), name


def test_fields_in_use_stay_while_others_are_dropped(hall):
    """In a cache of three slots, with exits that open and shut, nobody follows another exit's field."""
    venue, raster = hall
    world = world_of(hall, 60)
    world.fields = FieldCache(raster, venue, capacity=3)
    model = run(world, Quickest(), calls=2)
    rng = np.random.default_rng(8)
    for _ in range(20):
        world.openings.set(int(rng.integers(3)), int(rng.integers(2)))
        model.update(world, 10)
        world.clock.step += 10
        for exit in venue.exits:
            slots = np.unique(world["field"][world["goal_exit"] == exit.index])
            if len(slots):
                assert slots.tolist() == [world.fields.slot(exit.index, world.openings.is_open)]


def test_names_and_shares_that_make_no_sense_are_refused(hall):
    world = world_of(hall, 1)
    with pytest.raises(ScenarioError, match="no exit 'weest'"):
        WayfindingModel([Assigned(exits=["weest"])]).setup(world)
    with pytest.raises(ValidationError, match=r"add up to 0\.8"):
        Assigned(exits={"west": 0.3, "east": 0.5})
    with pytest.raises(ValidationError):
        Familiar(exits=[])
    with pytest.raises(ValidationError):
        Quickest(inertia=1.0)
