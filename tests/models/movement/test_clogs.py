"""Clogs before narrow doors: they dissolve, and nobody gets through what is narrower than the body."""

import numpy as np
import pytest
from scenes import box, gap, run, scenario


def before_a_door(width, *, people, seed, wall=6.0, radius=0.2, longest=400):
    """Return a room whose only way out is a door of that width in a wall 0.2 m thick."""
    venue = {
        "storeys": [
            {
                "id": "hall",
                "area": box(0, 0, 8, 8),
                "walls": [{"line": [[wall, 0], [wall, 8]], "thickness": 0.2}],
            }
        ],
        "doors": [gap("door", "hall", wall, 4 - width / 2, wall, 4 + width / 2)],
        "exits": [gap("exit", "hall", 8, 1, 8, 7)],
    }
    crowd = {
        "number": people, "where": {"storey": "hall", "area": box(0, 0, wall - 0.5, 8)}, "radius": radius,
        "desired_speed": {"kind": "normal", "mean": 1.34, "sd": 0.26, "min": 0.8, "max": 1.9}, "mobility": {},
        "pre_movement": 0,
    }  # fmt: skip
    return scenario(venue, [crowd], run={"max_time": longest, "stall_time": longest, "seed": seed})


@pytest.mark.parametrize("width", [0.6, 0.8])
def test_a_crowd_gets_through_a_door_less_than_two_bodies_wide(width):
    """Seed 2 wedges two people in the door of 0.8 m: 60 people leave all the same."""
    simulation, ending, _ = run(before_a_door(width, people=60, seed=2), every=5.0)
    assert ending == "everyone is out"
    assert np.nanmax(simulation.world["time_out"]) < 150


def test_nobody_squeezes_through_a_gap_narrower_than_the_body():
    simulation, ending, trace = run(
        before_a_door(0.4, people=10, seed=1, radius=0.25, longest=120), every=1.0
    )
    assert ending != "everyone is out"
    assert simulation.world.inside.sum() == 10
    assert np.nanmax(trace["x"]) < 6.0
