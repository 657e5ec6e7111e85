"""Escalators: riding times, directions, capacity, and what the plan must be like."""

from __future__ import annotations

import json

import numpy as np
import pytest
from invariants import check_conserved
from scenes import box, gap, run, scenario, stand_at, storey, walker

from exeunt.base.errors import ScenarioError
from exeunt.scenario.check import check_scenario

RUN, RISE = 8.0, 5.0
SLOPE = (RUN**2 + RISE**2) ** 0.5


def station(people, direction="down", exit="ground", stairs=False, behaviour=None, **escalator):
    """ISO 20414, test 21: two storeys joined by an escalator of 1 m, on request with a stair beside it."""
    ends = {
        "foot": {"storey": "ground", "line": [[20, 2], [20, 3]]},
        "head": {"storey": "upper", "line": [[28, 2], [28, 3]]},
    }
    beside = {
        "foot": {"storey": "ground", "line": [[20, 4], [20, 5.2]]},
        "head": {"storey": "upper", "line": [[28, 4], [28, 5.2]]},
    }
    line = (0, 2, 0, 4) if exit == "ground" else (48, 2, 48, 4)
    venue = {
        "storeys": [storey("ground", 0, 0, 20, 6), storey("upper", 28, 0, 48, 6, elevation=RISE)],
        "escalators": [{"id": "escalator", "direction": direction, **ends, **escalator}],
        "stairs": [{"id": "stair", **beside}] if stairs else [],
        "exits": [gap("exit", exit, *line)],
    }
    return scenario(venue, people, **({} if behaviour is None else {"behaviour": behaviour}))


@pytest.mark.parametrize(("direction", "own"), [("down", 0.60), ("up", 0.43)])
@pytest.mark.parametrize("walks", [0, 1])
def test_riding_takes_the_time_calculated_by_hand(direction, own, walks):
    floor, at, exit = ("upper", 30.0, "ground") if direction == "down" else ("ground", 18.0, "upper")
    person = walker(at, 2.5, floor, escalator_walkers=walks)
    simulation, ending, trace = run(
        station([person], direction, exit, speed=0.65), prepare=stand_at(at, 2.5), every=0.02
    )
    assert ending == "everyone is out"
    on = trace["surface"][:, 0] == simulation.world.venue.surface("escalator").index
    rides = trace["time"][on][-1] - trace["time"][on][0]
    assert rides == pytest.approx(SLOPE / (0.65 + walks * own * 1.33), rel=0.02)
    check_conserved(trace, simulation.world.venue)


def test_nobody_rides_against_its_direction():
    crowd = {"number": 10, "where": {"storey": "upper", "area": box(30, 1, 36, 5)}}
    simulation, ending, trace = run(station([crowd], "up", stairs=True), every=0.2)
    assert ending == "everyone is out"
    moving = simulation.world.venue.surface("escalator").index
    assert not (trace["surface"] == moving).any()
    errors = check_scenario(station([crowd], "up")).problems
    assert any("only the other way" in str(problem) or "no way" in str(problem) for problem in errors)


def test_standing_riders_flow_at_about_what_escalators_carry():
    """A step 1 m wide carries 1.25 to 1.67 people a second by the makers; 0.7 to 1.3 in practice."""
    crowd = {
        "number": 60,
        "where": {"storey": "upper", "area": box(29, 0.5, 36, 5.5)},
        "escalator_walkers": 0,
    }
    simulation, ending, trace = run(station([crowd]), every=1.0)
    assert ending == "everyone is out"
    entry = simulation.world.venue.opening("escalator").index
    times = np.sort([e.time for e in trace.events if e.kind == "crossing" and e.opening == entry])
    flow = 39 / (times[49] - times[10])
    assert 0.6 < flow < 1.67


def test_the_capacity_bounds_who_steps_on():
    crowd = {"number": 25, "where": {"storey": "upper", "area": box(29, 0.5, 36, 5.5)}}
    simulation, _, trace = run(station([crowd], capacity="24 per min"), every=1.0)
    entry = simulation.world.venue.opening("escalator").index
    times = np.sort([e.time for e in trace.events if e.kind == "crossing" and e.opening == entry])
    assert len(times) == 25
    assert (np.arange(25) + 1 <= 0.4 * times + 1e-6).all()


def test_when_it_stops_taking_people_they_take_the_stairs():
    person = walker(40, 2.5, "upper")
    stops = [{"at": 2, "state": "closed"}]
    stopped, ending, trace = run(station([person], stairs=True, changes=stops, speed=0.75), every=0.2)
    assert ending == "everyone is out"
    moving = stopped.world.venue.surface("escalator").index
    assert not (trace["surface"] == moving).any()


@pytest.mark.parametrize(("direction", "own"), [("down", 0.60), ("up", 0.43)])
@pytest.mark.parametrize("changes", [[], [{"at": 500, "direction": "up"}]])
def test_a_stopped_escalator_is_walked_like_a_stair_both_ways(direction, own, changes):
    floor, at, exit = ("upper", 30.0, "ground") if direction == "down" else ("ground", 18.0, "upper")
    person = walker(at, 2.5, floor, escalator_walkers=0)
    scene = station([person], "stopped", exit, changes=changes)
    simulation, ending, trace = run(scene, prepare=stand_at(at, 2.5), every=0.02)
    assert ending == "everyone is out"
    on = trace["surface"][:, 0] == simulation.world.venue.surface("escalator").index
    walked = trace["time"][on][-1] - trace["time"][on][0]
    assert walked == pytest.approx(SLOPE / (own * 1.33), rel=0.02)
    check_conserved(trace, simulation.world.venue)


def test_a_crowd_leaves_over_a_stopped_escalator_that_ran_the_other_way():
    """Nobody can go down while it runs up; from the moment on at which it stands everybody does."""
    crowd = {"number": 30, "where": {"storey": "upper", "area": box(30, 1, 36, 5)}}
    stops = [{"at": 10, "direction": "stopped"}]
    simulation, ending, trace = run(station([crowd], "up", changes=stops), every=0.2)
    check_conserved(trace, simulation.world.venue)
    assert ending == "everyone is out"
    moving = simulation.world.venue.surface("escalator").index
    assert not (trace["surface"][trace["time"] <= 10] == moving).any()
    (told,) = [event for event in trace.events if event.kind == "escalator"]
    assert (told.time, told.value) == (10, 0)
    assert told.cause == "escalator 'escalator' stands now and is walked like a stair"


def test_people_on_it_walk_on_when_it_stops_and_are_carried_when_it_starts():
    """2 s of riding at 0.5 m/s, 4 s of walking at 0.6 x 1.33 m/s down the stopped steps, and the rest riding again."""
    person = walker(30, 2.5, "upper", escalator_walkers=0)
    # the person steps on 2 m after starting
    began = 2.0 / 1.33
    changes = [{"at": began + 2, "direction": "stopped"}, {"at": began + 6, "direction": "down"}]
    scene = station([person], "down", changes=changes)
    simulation, ending, trace = run(scene, prepare=stand_at(30, 2.5), every=0.02)
    assert ending == "everyone is out"
    on = trace["surface"][:, 0] == simulation.world.venue.surface("escalator").index
    rides = trace["time"][on][-1] - trace["time"][on][0]
    walked = 4 * 0.60 * 1.33
    assert rides == pytest.approx(6 + (SLOPE - 2 * 0.5 - walked) / 0.5, rel=0.02)


def test_an_escalator_that_turns_round_carries_back_those_on_it_and_lets_nobody_against_it():
    down = {"number": 20, "where": {"storey": "upper", "area": box(30, 1, 36, 5)}}
    changes = [{"at": 8, "direction": "stopped"}, {"at": 12, "direction": "up"}]
    simulation, ending, trace = run(station([down], "down", stairs=True, changes=changes), every=0.1)
    check_conserved(trace, simulation.world.venue)
    assert ending == "everyone is out"
    moving = simulation.world.venue.surface("escalator").index
    after = trace["time"][:-1] > 12.5
    on = (trace["surface"][:-1] == moving) & (trace["surface"][1:] == moving)
    steps = np.diff(trace["x"], axis=0)
    assert on[after].any()
    assert (steps[after][on[after]] >= -1e-6).all()


def test_a_stopped_escalator_that_is_closed_lets_nobody_on_and_everybody_off():
    crowd = {"number": 20, "where": {"storey": "upper", "area": box(29, 1, 33, 5)}}
    for changes in (
        [{"at": 8, "state": "closed"}],
        [{"at": 4, "direction": "stopped"}, {"at": 8, "state": "closed"}],
    ):
        first = "stopped" if len(changes) == 1 else "down"
        scene = station([crowd], first, stairs=True, changes=changes)
        simulation, ending, trace = run(scene, every=0.1)
        check_conserved(trace, simulation.world.venue)
        assert ending == "everyone is out"
        moving = simulation.world.venue.surface("escalator").index
        came = (trace["surface"][1:] == moving) & (trace["surface"][:-1] != moving)
        assert came[trace["time"][1:] <= 8].any()
        assert not came[trace["time"][1:] > 8.5].any()


def test_the_capacity_holds_while_it_runs():
    crowd = {"number": 25, "where": {"storey": "upper", "area": box(29, 0.5, 36, 5.5)}}
    stops = [{"at": 20, "direction": "stopped"}]
    simulation, _, trace = run(station([crowd], capacity="12 per min", changes=stops), every=1.0)
    entry = simulation.world.venue.opening("escalator").index
    times = np.sort([e.time for e in trace.events if e.kind == "crossing" and e.opening == entry])
    running = times[times <= 20]
    assert len(times) == 25
    assert 3 <= len(running) <= 4
    assert len(times) - len(running) > 2 * 0.2 * (times[-1] - 20)


def test_somebody_who_cannot_use_stairs_does_not_walk_a_stopped_escalator():
    person = {**walker(30, 2.5, "upper"), "mobility": {"wheelchair_manual": 1.0}}
    document = json.loads(station([person], "stopped").source.text)
    scene = scenario(document["venue"], [person], assistance={"strangers": 0.0})
    simulation, ending, trace = run(scene, every=0.5)
    assert ending != "everyone is out"
    moving = simulation.world.venue.surface("escalator").index
    assert not (trace["surface"] == moving).any()


def test_people_who_perceive_see_it_stop_as_well():
    crowd = {"number": 10, "cue": "start", "where": {"storey": "upper", "area": box(30, 1, 36, 5)}}
    stops = [{"at": 10, "direction": "stopped"}]
    _, ending, trace = run(station([crowd], "up", changes=stops, behaviour={}), every=0.5)
    assert ending == "everyone is out"
    assert not [event for event in trace.events if "door found" in event.kind]


def test_check_says_that_a_stopped_escalator_is_a_way():
    crowd = {"number": 10, "where": {"storey": "upper", "area": box(30, 1, 36, 5)}}
    for block in ({"direction": "up"}, {"direction": "down", "state": "closed"}):
        hints = {p.hint for p in check_scenario(station([crowd], **block)).problems}
        assert any("direction: stopped" in hint for hint in hints)
    turning = station([crowd], "up", changes=[{"at": 5, "direction": "down"}])
    assert any("turns round" in str(problem) for problem in check_scenario(turning).warnings)
    with pytest.raises(ScenarioError, match="a 'direction', a 'state' or both"):
        station([crowd], "up", changes=[{"at": 5}])


def test_escalators_that_cannot_be_are_refused():
    document = json.loads(station([walker(30, 2.5, "upper")]).source.text)
    document["venue"]["escalators"][0]["head"]["line"] = [[28, 2], [28, 4]]
    found = scenario(document["venue"], [walker(30, 2.5, "upper")])
    assert "wide at its foot" in str(check_scenario(found).errors[0])
