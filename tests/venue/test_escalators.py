"""Escalators: riding times, directions, capacity, and what the plan must be like."""

from __future__ import annotations

import json

import numpy as np
import pytest
from invariants import check_conserved
from scenes import box, gap, run, scenario, stand_at, storey, walker

from exeunt.scenario.check import check_scenario

RUN, RISE = 8.0, 5.0
SLOPE = (RUN**2 + RISE**2) ** 0.5


def station(people, direction="down", exit="ground", stairs=False, **escalator):
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
    return scenario(venue, people)


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


def test_escalators_that_cannot_be_are_refused():
    document = json.loads(station([walker(30, 2.5, "upper")]).source.text)
    document["venue"]["escalators"][0]["head"]["line"] = [[28, 2], [28, 4]]
    found = scenario(document["venue"], [walker(30, 2.5, "upper")])
    assert "wide at its foot" in str(check_scenario(found).errors[0])
