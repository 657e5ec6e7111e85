"""One walker on ways whose time is known: corridor, corner, stairs up and down, ramps, pre-movement times.

RiMEA 4.1.1 tests 1 to 3, 5 and 6; NIST TN 1822 tests 2.1 and 2.2. The walker starts and ends with its centre on the
line that is meant, so no allowance for bodies is needed.
"""

from __future__ import annotations

import numpy as np
import pytest
from invariants import check_everything
from scenes import gap, run, scenario, stand_at, storey, walker

from exeunt.base.kinds import kinds
from exeunt.scenario.catalogue import load_catalogue

load_catalogue()
MOVEMENTS = sorted(kinds("movement"))
SPEED = 1.33


@pytest.fixture(params=MOVEMENTS)
def kind(request):
    return request.param


def test_rimea_1_corridor_of_40_metres(kind):
    """Walking 40 m of a 2 m corridor at 1.33 m/s takes 30.08 s; RiMEA allows 26 to 34 s, we 30.08 s +- 1 %."""
    venue = {"storeys": [storey("hall", 0, 0, 42, 2)], "exits": [gap("e", "hall", 42, 0, 42, 2)]}
    scene = scenario(venue, [walker(2, 1)], movement=kind)
    simulation, ending, _ = run(scene, every=1.0, prepare=stand_at(2, 1))
    assert ending == "everyone is out"
    # the social force model speeds up from rest with a relaxation time of 0.5 s
    start = 0.5 if kind == "social_force" else 0.0
    assert simulation.world["time_out"][0] - start == pytest.approx(40 / SPEED, rel=0.01)
    assert simulation.world["distance_walked"][0] == pytest.approx(40.0, abs=0.05)


def stair_venue(kind, rise=3.0, run_length=6.0):
    """A stair from y = 4 to y = 4 + run between two storeys of 4 m, exits at both far ends."""
    high = {"straight": 4 + run_length, "landing": 4 + run_length, "half_turn": 4.0}[kind]
    venue = {
        "storeys": [storey("low", 0, 0, 4, 4)],
        "exits": [gap("down", "low", 0, 0, 4, 0)],
    }
    foot = {"storey": "low", "line": [[0.2, 4], [1.8, 4]]}
    if kind == "half_turn":
        venue["storeys"].append(storey("high", 0, 0, 4, 4, elevation=rise))
        head = {"storey": "high", "line": [[2.2, 4], [3.8, 4]]}
        venue["exits"].append(gap("up", "high", 0, 0, 4, 0))
    else:
        venue["storeys"].append(storey("high", 0, high, 4, high + 4, elevation=rise))
        head = {"storey": "high", "line": [[0.2, high], [1.8, high]]}
        venue["exits"].append(gap("up", "high", 0, high + 4, 4, high + 4))
    stair = {"id": "s", "kind": kind, "foot": foot, "head": head}
    venue["stairs"] = [stair | ({"run": run_length} if kind == "half_turn" else {})]
    return venue


def walk_stair(venue, floor, x, y, goal, movement):
    """Return simulation, trace and the time between leaving one storey and standing on the other."""
    crowd = [walker(x, y, floor=floor, exit_choice={"kind": "assigned", "exits": [goal]},
                    stair_ratio_up=0.45, stair_ratio_down=0.6)]  # fmt: skip
    simulation, ending, trace = run(scenario(venue, crowd, movement=movement), prepare=stand_at(x, y))
    assert ending == "everyone is out"
    check_everything(trace, simulation.world.venue, simulation.world.clock.step_size)
    kinds_of = [simulation.world.venue.surfaces[s].kind for s in trace["surface"][:, 0]]
    on_stair = np.array([kind != "storey" for kind in kinds_of])
    return simulation, trace, on_stair


def elevations(simulation, trace):
    surfaces = simulation.world.venue.surfaces
    places = zip(trace["surface"][:, 0], trace["x"][:, 0], trace["y"][:, 0], strict=True)
    return np.array([surfaces[s].elevation_at(x, y) for s, x, y in places])


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_straight_stair_takes_its_length_over_the_stair_speed(kind, way):
    """Rise 3 m on 6 m in plan: 6.708 m along the slope at 0.45 or 0.60 of 1.33 m/s."""
    floor, y = ("low", 1.0) if way == "up" else ("high", 13.0)
    simulation, trace, on_stair = walk_stair(stair_venue("straight"), floor, 1.0, y, way, kind)
    seconds = on_stair.sum() * trace.every
    ratio = 0.45 if way == "up" else 0.60
    slope = np.sqrt(3.0**2 + 6.0**2) / 6.0
    expected = 6.0 * slope / (ratio * SPEED)
    if kind == "social_force":
        # comes in at walking speed and slows down to that of the stair with the relaxation time of 0.5 s
        expected -= 0.5 * (slope / ratio - 1.0)
    assert seconds == pytest.approx(expected, rel=0.01)
    height = elevations(simulation, trace)
    change = np.diff(height) * (1 if way == "up" else -1)
    assert (change >= -1e-9).all()
    assert abs(height[-1] - height[0]) == pytest.approx(3.0, abs=1e-6)
    order = [
        int(s) for k, s in enumerate(trace["surface"][:, 0]) if k == 0 or s != trace["surface"][k - 1, 0]
    ]
    ids = [simulation.world.venue.surfaces[s].id for s in order]
    assert ids == (["low", ids[1], "high"] if way == "up" else ["high", ids[1], "low"])
    assert ids[1].startswith("s")


@pytest.mark.parametrize("shape", ["landing", "half_turn"])
@pytest.mark.parametrize("way", ["up", "down"])
def test_stairs_with_landings_are_walked_in_order_and_never_back(kind, shape, way):
    floor = "low" if way == "up" else "high"
    x, y = {"low": (1.0, 1.0), "high": (3.0, 1.0) if shape == "half_turn" else (1.0, 13.0)}[floor]
    simulation, trace, on_stair = walk_stair(stair_venue(shape), floor, x, y, way, kind)
    surface = trace["surface"][:, 0]
    order = [int(s) for k, s in enumerate(surface) if k == 0 or s != surface[k - 1]]
    surfaces = simulation.world.venue.surfaces
    assert len(order) == len(set(order)) == 5
    assert [surfaces[s].kind for s in order] == ["storey", "flight", "landing", "flight", "storey"]
    height = elevations(simulation, trace)
    assert (np.diff(height) * (1 if way == "up" else -1) >= -1e-9).all()
    # on the flights alone: their length along the slope over the stair speed
    step, ratio = trace.every, 0.45 if way == "up" else 0.60
    flights = [s for s in order if surfaces[s].kind == "flight"]
    on_flights = np.isin(surface, flights)
    walked = np.diff(trace["distance_walked"][:, 0])[on_flights[:-1]].sum()
    rises = sum(np.ptp(height[surface == s]) for s in flights)
    assert rises == pytest.approx(3.0, abs=0.02)
    along = np.sqrt(walked**2 + rises**2)
    seconds = along / (ratio * SPEED)
    if kind != "social_force":
        assert on_flights.sum() * step == pytest.approx(seconds, rel=0.02)
    else:
        # each flight is entered at walking speed; see the straight stair
        gained = 2 * 0.5 * (along / walked / ratio - 1.0)
        assert seconds - 1.1 * gained <= on_flights.sum() * step <= seconds * 1.02
    assert on_stair.sum() > on_flights.sum()


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_ramp_is_walked_at_the_speed_of_level_ground_along_its_slope(kind, way):
    venue = {
        "storeys": [storey("low", 0, 0, 4, 4), storey("high", 0, 16, 4, 20, elevation=1.0)],
        "ramps": [{"id": "s", "foot": {"storey": "low", "line": [[0.2, 4], [1.8, 4]]},
                   "head": {"storey": "high", "line": [[0.2, 16], [1.8, 16]]}}],
        "exits": [gap("down", "low", 0, 0, 4, 0), gap("up", "high", 0, 20, 4, 20)],
    }  # fmt: skip
    floor, y = ("low", 1.0) if way == "up" else ("high", 19.0)
    _, trace, on_ramp = walk_stair(venue, floor, 1.0, y, way, kind)
    seconds = on_ramp.sum() * trace.every
    assert seconds == pytest.approx(np.sqrt(12.0**2 + 1.0**2) / SPEED, rel=0.01)


def test_rimea_5_everyone_starts_at_the_time_drawn(kind):
    """Ten people with delays spread over 10 to 100 s: nobody moves earlier, everybody within a step of the time."""
    venue = {"storeys": [storey("hall", 0, 0, 8, 5)], "exits": [gap("e", "hall", 8, 2, 8, 3)]}
    crowd = [{"number": 10, "pre_movement": {"kind": "uniform", "min": 10, "max": 100}}]
    simulation, ending, trace = run(scenario(venue, crowd, movement=kind), every=0.1)
    assert ending == "everyone is out"
    start = simulation.world["start_time"]
    assert np.array_equal(start, simulation.world["pre_movement"])
    assert ((start >= 10) & (start <= 100)).all()
    assert np.unique(start).size == 10
    for person in range(10):
        walked = trace["distance_walked"][:, person]
        began = float(trace["time"][walked > 0][0])
        assert start[person] - 1e-9 <= began <= start[person] + 0.1 + 2 * simulation.world.clock.step_size


def test_rimea_6_twenty_people_round_a_corner(kind):
    """Corridor of 2 m with a corner to the left: all twenty get round it, past the walls' corner, and leave."""
    area = [[0, 0], [12, 0], [12, 12], [10, 12], [10, 2], [0, 2]]
    venue = {"storeys": [{"id": "hall", "area": area}], "exits": [gap("e", "hall", 10, 12, 12, 12)]}
    crowd = [
        {"number": 20, "where": {"storey": "hall", "area": [[0.3, 0.2], [6, 0.2], [6, 1.8], [0.3, 1.8]]}}
    ]
    simulation, ending, trace = run(scenario(venue, crowd, movement=kind))
    assert ending == "everyone is out"
    check_everything(trace, simulation.world.venue, simulation.world.clock.step_size)
    assert simulation.world["time_out"].max() < 60


def test_people_keep_their_speeds_in_open_space(kind):
    """RiMEA 7: speeds drawn and speeds walked are the same, person by person."""
    venue = {"storeys": [storey("hall", 0, 0, 30, 30)], "exits": [gap("e", "hall", 0, 13, 0, 17)]}
    crowd = [walker(25, 15, desired_speed={"kind": "uniform", "min": 0.6, "max": 1.6})]
    for seed in range(1, 5):
        simulation, _, trace = run(scenario(venue, crowd, movement=kind), every=1.0, seed=seed)
        speeds = np.diff(trace["distance_walked"][:, 0])[3:-2]
        assert speeds == pytest.approx(float(simulation.world["desired_speed"][0]), rel=0.01)
