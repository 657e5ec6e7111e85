"""Wide bodies take turns at narrow openings; who has no way that is wide enough stands aside and is told why."""

import numpy as np
import pytest
from scenes import gap, run, scenario, storey

from exeunt.base.columns import STUCK_REASONS
from exeunt.results.run import open_run
from exeunt.simulation import simulate

CHAIR = {"mobility": {"wheelchair_manual": 1}}


def listed(*places, **more):
    """People who come in at places at once, so that all starting places are exact."""
    arrivals = [{"time": "0.1 s", "place": list(place)} for place in places]
    return {"inflow": {"storey": "hall", "people": arrivals}, **more}


@pytest.mark.parametrize("movement", ["encounters", "collision_free_speed"])
@pytest.mark.parametrize("width", [0.82, 0.9])
def test_two_wheelchair_users_before_one_exit_leave_one_after_the_other(movement, width):
    venue = {
        "storeys": [storey("hall", 0, 0, 10, 8)],
        "exits": [gap("e", "hall", 10, 4 - width / 2, 10, 4 + width / 2)],
    }
    people = [listed((9.36, 4.66), (9.34, 3.62), **CHAIR)]
    simulation, ending, _ = run(scenario(venue, people, movement=movement, run={"step": "0.01 s"}), every=1.0)
    assert ending == "everyone is out"
    assert simulation.world["time_out"].max() < 15.0
    assert abs(np.diff(simulation.world["time_out"]))[0] > 0.5


def test_four_wheelchair_users_pass_an_inner_door_from_both_sides():
    walls = [{"line": [[10, 0], [10, 8]]}]
    venue = {
        "storeys": [storey("hall", 0, 0, 20, 8, walls=walls)],
        "doors": [gap("d", "hall", 10, 3.6, 10, 4.45)],
        "exits": [gap("west", "hall", 0, 3, 0, 5), gap("east", "hall", 20, 3, 20, 5)],
    }
    to = {"west": {"kind": "assigned", "exits": ["west"]}, "east": {"kind": "assigned", "exits": ["east"]}}
    people = [
        listed((8.8, 4.7), (8.8, 3.3), **CHAIR, exit_choice=to["east"]),
        listed((11.2, 4.7), (11.2, 3.3), **CHAIR, exit_choice=to["west"]),
    ]
    simulation, ending, trace = run(scenario(venue, people, run={"step": "0.01 s"}), every=1.0)
    assert ending == "everyone is out"
    door = simulation.world.venue.opening("d").index
    assert sum(event.opening == door for event in trace.events if event.kind == "crossing") == 4


def test_walkers_pass_while_wheelchair_users_take_turns():
    venue = {"storeys": [storey("hall", 0, 0, 10, 8)], "exits": [gap("e", "hall", 10, 3.575, 10, 4.425)]}
    people = [
        {"number": 20, "where": {"storey": "hall", "area": [[3, 1], [7, 1], [7, 7], [3, 7]]}},
        listed((9.0, 4.8), (9.0, 3.2), (8.0, 4.0), **CHAIR),
    ]
    simulation, ending, _ = run(scenario(venue, people, run={"step": "0.01 s"}), every=1.0)
    assert ending == "everyone is out"
    # 20 at 1.1 per second and metre take 22 s; three wheelchairs a few seconds each
    assert simulation.world["time_out"].max() < 45.0


def test_who_has_no_way_that_is_wide_enough_leaves_the_front_of_the_door():
    venue = {"storeys": [storey("hall", 0, 0, 10, 8)], "exits": [gap("e", "hall", 10, 3.6, 10, 4.3)]}
    people = [
        {"number": 12, "where": {"storey": "hall", "area": [[1, 1], [6, 1], [6, 7], [1, 7]]}},
        listed((9.5, 3.95), **CHAIR),
    ]
    simulation, ending, trace = run(scenario(venue, people, run={"step": "0.01 s"}), every=1.0)
    world = simulation.world
    assert ending == "no way out is wide enough"
    chair = int(np.flatnonzero(world["mobility"])[0])
    assert np.flatnonzero(np.isnan(world["time_out"])).tolist() == [chair]
    assert np.nanmax(world["time_out"]) < 25.0
    assert abs(world["y"][chair] - 3.95) > 0.35 + world["radius"][chair]
    assert STUCK_REASONS[world["stuck_reason"][chair]] == "no way out is wide enough"
    (note,) = [event for event in trace.events if event.kind == "too narrow"]
    assert (note.person, note.opening) == (chair, 0)
    assert note.cause == "needs 0.80 m, exit 'e' is 0.70 m wide"


def test_the_summary_names_what_is_too_narrow():
    venue = {"storeys": [storey("hall", 0, 0, 10, 8)], "exits": [gap("e", "hall", 10, 3.6, 10, 4.3)]}
    outcome = simulate(scenario(venue, [listed((5, 4), **CHAIR)], run={"step": "0.01 s"}))
    (row,) = outcome.summary["inside_reasons"]
    assert row == {"reason": "no way out is wide enough: 'e' is too narrow", "people": 1}


@pytest.mark.parametrize(
    ("part", "cause"),
    [
        ({"doors": [gap("d", "hall", 10, 3.6, 10, 4.3)]}, "door 'd' is 0.70 m wide"),
        ({"gap": [3.6, 4.3]}, "a gap at"),
    ],
)
def test_a_door_or_a_gap_on_the_way_is_named(part, cause):
    low, high = part.pop("gap", (4.0, 4.0))
    walls = [{"line": [[10, 0], [10, low]]}, {"line": [[10, high], [10, 8]]}]
    venue = {
        "storeys": [storey("hall", 0, 0, 20, 8, walls=walls)], "exits": [gap("e", "hall", 20, 3, 20, 5)], **part,
    }  # fmt: skip
    _, _, trace = run(scenario(venue, [listed((5, 4), **CHAIR)], run={"step": "0.01 s"}), every=1.0)
    (note,) = [event for event in trace.events if event.kind == "too narrow"]
    assert cause in note.cause
    assert note.x == pytest.approx(10.0, abs=0.6)
    assert note.y == pytest.approx(3.95, abs=0.6)


def test_a_stair_on_the_way_is_named():
    venue = {
        "storeys": [storey("hall", 0, 0, 10, 6), storey("upper", 16, 0, 26, 6, elevation=3)],
        "stairs": [{
            "id": "s", "foot": {"storey": "hall", "line": [[10, 2], [10, 2.7]]},
            "head": {"storey": "upper", "line": [[16, 2], [16, 2.7]]},
        }],
        "exits": [gap("e", "hall", 0, 2, 0, 4)],
    }  # fmt: skip
    person = {"number": 1, "where": {"storey": "upper"}, **CHAIR}
    _, ending, trace = run(scenario(venue, [person], run={"step": "0.01 s"}), every=1.0)
    assert ending == "no way out is wide enough"
    (note,) = [event for event in trace.events if event.kind == "too narrow"]
    assert note.cause == "needs 0.80 m, 's' is 0.70 m wide"


def test_a_door_that_opens_lets_out_who_waits_aside():
    exits = [
        gap("e", "hall", 10, 3.6, 10, 4.3),
        gap("late", "hall", 0, 3, 0, 5, state="closed", changes=[{"at": "12 s", "state": "open"}]),
    ]
    venue = {"storeys": [storey("hall", 0, 0, 10, 8)], "exits": exits}
    simulation, ending, _ = run(
        scenario(venue, [listed((9.5, 3.95), **CHAIR)], run={"step": "0.01 s"}), every=1.0
    )
    assert ending == "everyone is out"
    assert simulation.world["too_narrow"].tolist() == [-1]


def test_a_plug_is_named(tmp_path):
    """The published law lets nobody through an opening narrower than the disc of the body, whatever is stated."""
    venue = {"storeys": [storey("hall", 0, 0, 10, 8)], "exits": [gap("e", "hall", 10, 3.63, 10, 4.37)]}
    people = [
        listed((9.5, 4.0), **CHAIR, clear_width={"wheelchair_manual": 0.7}),
        {"number": 6, "where": {"storey": "hall", "area": [[3, 2], [7, 2], [7, 6], [3, 6]]}},
    ]
    law = {"kind": "collision_free_speed", "patience": None}
    top = {"movement": law, "run": {"step": "0.01 s", "max_time": "60 s"}}
    outcome = simulate(scenario(venue, people, **top), out=tmp_path / "run")
    reasons = {row["reason"]: row["people"] for row in outcome.summary["inside_reasons"]}
    assert reasons["held up behind a body that an opening is too narrow for: 'e' is plugged"] >= 4
    plugs = [event for event in open_run(tmp_path / "run").events().to_pylist() if event["kind"] == "plug"]
    assert plugs[0]["cause"] == "a body 0.80 m wide does not get through exit 'e', 0.74 m wide"
