"""Who needs a wide opening takes one, and holds nobody up before one that is too narrow."""

import numpy as np
import pytest
from scenes import gap, run, scenario, storey

CHAIR = {"mobility": {"wheelchair_manual": 1}}
HALL = storey("hall", 0, 0, 20, 6)
NARROW = gap("narrow", "hall", 20, 2.65, 20, 3.35)
WIDE = gap("wide", "hall", 0, 2, 0, 4)


def crowd(x0, x1, number, **more):
    return {
        "number": number,
        "where": {"storey": "hall", "area": [[x0, 0.5], [x1, 0.5], [x1, 5.5], [x0, 5.5]]},
        **more,
    }


def line(floor, x, y0, y1):
    return {"storey": floor, "line": [[x, y0], [x, y1]]}


def exits_of(simulation, rows):
    names = [opening.id for opening in simulation.world.venue.openings]
    return {names[k] if k >= 0 else "" for k in simulation.world["exit_used"][rows].tolist()}


@pytest.mark.parametrize("choice", ["nearest", "quickest", "familiar", "assigned", "logit"])
def test_wheelchair_users_leave_by_the_exit_that_they_fit_through(choice):
    rule = {"kind": choice, "exits": ["narrow"]} if choice in ("familiar", "assigned") else choice
    people = [crowd(12, 19, 12, exit_choice=rule), crowd(14, 18, 2, exit_choice=rule, **CHAIR)]
    scene = scenario({"storeys": [HALL], "exits": [NARROW, WIDE]}, people, run={"step": "0.01 s"})
    simulation, ending, _ = run(scene, every=1.0)
    assert ending == "everyone is out"
    assert exits_of(simulation, simulation.world["mobility"] > 0) == {"wide"}
    assert "narrow" in exits_of(simulation, simulation.world["mobility"] == 0)


def test_a_wheelchair_user_takes_the_wide_door_of_two():
    walls = [{"line": [[10, 0], [10, 6]]}]
    doors = [gap("low", "hall", 10, 1, 10, 1.75), gap("high", "hall", 10, 4.5, 10, 5.4)]
    venue = {
        "storeys": [storey("hall", 0, 0, 20, 6, walls=walls)],
        "doors": doors,
        "exits": [gap("e", "hall", 20, 0.4, 20, 2.4)],
    }
    people = [crowd(2, 4, 2), crowd(1, 3, 1, **CHAIR)]
    simulation, ending, trace = run(scenario(venue, people, run={"step": "0.01 s"}), every=1.0)
    assert ending == "everyone is out"
    through = [(event.opening, event.person) for event in trace.events if event.kind == "crossing"]
    low, high = (simulation.world.venue.opening(id).index for id in ("low", "high"))
    assert (high, 2) in through
    assert (low, 2) not in through
    assert {person for opening, person in through if opening == low} == {0, 1}


def test_a_gap_between_walls_counts_as_an_opening():
    walls = [{"line": [[10, 0], [10, 1.7]]}, {"line": [[10, 2.3], [10, 4.5]]}, {"line": [[10, 5.5], [10, 6]]}]
    venue = {"storeys": [storey("hall", 0, 0, 20, 6, walls=walls)], "exits": [gap("e", "hall", 20, 1, 20, 3)]}
    people = [crowd(2, 4, 1), crowd(1, 3, 1, **CHAIR)]
    _, ending, trace = run(scenario(venue, people, run={"step": "0.01 s"}), every=0.1)
    assert ending == "everyone is out"
    x, y = trace["x"], trace["y"]
    near = np.abs(x[:, 1] - 10) < 0.3
    assert near.any()
    assert (y[near, 1] > 4.4).all()


def test_a_stair_too_narrow_for_a_wheelchair_is_no_way_for_it():
    narrow = {"foot": line("hall", 20, 0.5, 1.2), "head": line("upper", 26, 0.5, 1.2)}
    wide = {"foot": line("hall", 20, 4, 5.2), "head": line("upper", 26, 4, 5.2)}
    venue = {
        "storeys": [storey("hall", 0, 0, 20, 6), storey("upper", 26, 0, 46, 6, elevation=3)],
        "stairs": [{"id": "narrow", **narrow}, {"id": "wide", **wide}],
        "exits": [gap("e", "hall", 0, 0, 0, 2)],
    }
    place = {"storey": "upper", "area": [[27, 0.5], [30, 0.5], [30, 2], [27, 2]]}
    _, ending, trace = run(
        scenario(venue, [{"number": 1, "where": place, **CHAIR}], run={"step": "0.01 s"}), every=0.2
    )
    assert ending == "everyone is out"
    on_stairs = (trace["x"] > 20.2) & (trace["x"] < 25.8)
    assert (trace["y"][on_stairs] > 3).all()


def test_without_a_way_that_is_wide_enough_nobody_else_is_held():
    people = [crowd(2, 19, 15), crowd(17, 19.4, 2, **CHAIR)]
    scene = scenario({"storeys": [HALL], "exits": [NARROW]}, people, run={"step": "0.01 s"})
    simulation, ending, _ = run(scene, every=1.0)
    world = simulation.world
    assert ending == "no way out is wide enough"
    assert not np.isnan(world["time_out"][:15]).any()
    assert np.isnan(world["time_out"][15:]).all()


def test_a_group_leaves_by_the_exit_that_its_wheelchair_user_fits_through():
    people = [crowd(14, 18, 4, mobility={"wheelchair_manual": 0.3}, groups={"sizes": {4: 1}})]
    scene = scenario({"storeys": [HALL], "exits": [NARROW, WIDE]}, people, run={"step": "0.01 s", "seed": 3})
    simulation, ending, _ = run(scene, every=1.0)
    assert ending == "everyone is out"
    assert 0 < (simulation.world["mobility"] > 0).sum() < 4
    assert exits_of(simulation, slice(None)) == {"wide"}


def test_what_a_body_needs_can_be_stated():
    people = [crowd(14, 18, 1, mobility={"stick": 1}, clear_width={"stick": "0.75 m"})]
    simulation, _, _ = run(scenario({"storeys": [HALL], "exits": [NARROW, WIDE]}, people), every=1.0)
    assert simulation.world["clear_width"].tolist() == [0.75]
    assert exits_of(simulation, slice(None)) == {"wide"}
