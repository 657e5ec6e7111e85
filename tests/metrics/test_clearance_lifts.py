"""The optimal clearance with lifts and escalators: against hand calculations, and that no simulation beats it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scenes import gap, scenario, storey
from shapely import box

from exeunt.metrics import clearance
from exeunt.metrics.earliest import Starters, earliest_passages, out_times
from exeunt.metrics.measures import Measures
from exeunt.metrics.network import LANDED, venue_network
from exeunt.results.run import open_run
from exeunt.results.venue import RunLift, RunOpening, RunSurface, RunVenue
from exeunt.simulation import simulate

CODES = clearance.CODES
TRAVEL, OPENING, CLOSING, TRANSFER, CAR = 12.0, 2.0, 3.0, 1.0, 8
RIDE = CLOSING + TRAVEL + OPENING


def tower(start: float = 0.0, home: int = 0) -> RunVenue:
    """Two storeys of 20 m x 10 m, joined by a lift alone: from x = 20 above to x = 20 below; the exit at x = 0."""
    landing = ((20.0, 4.0), (20.0, 5.0))
    return RunVenue(
        "tower",
        (RunSurface(0, "ground", "storey", box(0, 0, 20, 10), 0.0),
         RunSurface(1, "upper", "storey", box(0, 0, 20, 10), 10.0)),
        openings=(
            RunOpening(0, "out", "exit", 0, ((0.0, 7.0), (0.0, 3.0))),
            RunOpening(1, "lift at ground", "lift", 0, landing, "closed", max_specific_flow=1.0),
            RunOpening(2, "lift at upper", "lift", 1, landing, "closed", max_specific_flow=1.0),
        ),
        lifts=(
            RunLift("lift", (1, 2), 0, home, CAR, ((0.0, TRAVEL), (TRAVEL, 0.0)), OPENING, CLOSING, TRANSFER, start),
        ),
    )  # fmt: skip


def upstairs(number: int, x: float = 15.0, start: float = 0.0) -> Starters:
    """People 5 m before the doors who cannot walk stairs; 1 m/s."""
    ones = np.ones(number)
    return Starters(
        x * ones, 4.5 * ones, np.ones(number, dtype=np.int16), start * ones, ones, 0.0 * ones, 0.0 * ones
    )


def alone(venue: RunVenue, people: Starters) -> float:
    network = venue_network(venue)
    return float(out_times(network, earliest_passages(network, people)[1]).max())


def test_one_person_needs_the_car_the_ride_and_the_walk():
    # the car comes up first, which takes longer than the walk of 5 m
    assert alone(tower(), upstairs(1)) == pytest.approx(TRAVEL + OPENING + RIDE + 20 - LANDED)
    # it waits upstairs with open doors by the time that a late person is there
    assert alone(tower(home=1), upstairs(1, start=30)) == pytest.approx(35 + RIDE + 20 - LANDED)
    assert alone(tower(start=100), upstairs(1)) == pytest.approx(100 + TRAVEL + OPENING + RIDE + 20 - LANDED)


def test_people_wait_for_the_round_trips_of_the_car():
    people = upstairs(48)
    best = clearance.optimal_clearance(tower(), people, CODES, step=0.5)
    assert (best.people, best.unreachable, best.limit) == (48, 0, "capacity")
    assert "lift" in {opening.id for opening in best.binding}
    # six cars full: five round trips after the first is filled, then the last ride and walk
    trip = 2 * RIDE + CAR * TRANSFER
    last = TRAVEL + OPENING + 5 * trip + RIDE + 20 - LANDED
    assert 0.9 * last <= best.time <= last + 1e-9
    twice = replace(tower(), lifts=(replace(tower().lifts[0], capacity=2 * CAR),))
    assert clearance.optimal_clearance(twice, people, CODES, step=0.5).time < 0.7 * best.time


def test_without_the_lift_nobody_gets_down():
    bare = replace(tower(), lifts=())
    assert clearance.optimal_clearance(bare, upstairs(3), CODES).limit == "nobody"


def gallery(people, **more):
    """A gallery 5 m above a hall; stair, escalator and lift side by side, or fewer of them."""
    ends = {"foot": {"storey": "hall"}, "head": {"storey": "gallery"}}
    parts = {
        "stairs": [{"id": "stair", **_ends(ends, 5.0, 6.5)}],
        "escalators": [{"id": "escalator", "direction": "down", "speed": 0.75, **_ends(ends, 2.0, 3.0)}],
        "lifts": [
            {"id": "lift", "to": "hall", "stops": [
                {"storey": "hall", "line": [[12, 8], [12, 9.2]]}, {"storey": "gallery", "line": [[20, 8], [20, 9.2]]}]}
        ],
    }  # fmt: skip
    venue = {
        "storeys": [storey("hall", 0, 0, 12, 12), storey("gallery", 20, 0, 32, 12, elevation=5.0)],
        "exits": [gap("out", "hall", 0, 5, 0, 7)],
        "doors": [],
        **{name: parts[name] for name in more["by"]},
    }
    return scenario(venue, people)


def _ends(ends, y0, y1):
    return {
        end: {**about, "line": [[x, y0], [x, y1]]}
        for (end, about), x in zip(ends.items(), (12, 20), strict=True)
    }


UP = {"where": {"storey": "gallery"}, "pre_movement": {"kind": "uniform", "min": 0, "max": 10}}
SLOW = {**UP, "desired_speed": 0.5, "escalator_walkers": 0.5}
CHAIRS = {**UP, "number": 10, "lift": {"id": "lift"}, "desired_speed": 1.2}


@pytest.mark.parametrize(
    ("people", "by"),
    [([CHAIRS], ["lifts"]), ([{**SLOW, "number": 12}], ["escalators"]),
     ([{**UP, "number": 20}, CHAIRS], ["stairs", "escalators", "lifts"])],
    ids=["lift", "escalator", "all three"],
)  # fmt: skip
def test_no_simulation_beats_the_bound(people, by, tmp_path):
    result = simulate(gallery(people, by=by), out=tmp_path / "run")
    assert result.ending == "everyone is out"
    measures = Measures(open_run(tmp_path / "run"))
    assert measures.optimum.people == result.world.people
    assert 0.2 * result.summary["clearance_s"] < measures.optimum.time <= result.summary["clearance_s"]
    network = venue_network(measures.run.venue)
    _, earliest = earliest_passages(network, measures.starters)
    assert (out_times(network, earliest) <= result.world["time_out"]).all()
    # the run folder keeps what the bound needs of the building
    for kept, drawn in zip(measures.run.venue.lifts, result.world.venue.lifts, strict=True):
        assert (kept.stops, kept.capacity, kept.to) == (drawn.stops, drawn.capacity, drawn.to)
        assert kept.travel_time(1, 0) == drawn.travel_time(1, 0)
