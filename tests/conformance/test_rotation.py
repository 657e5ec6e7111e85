"""A rotated and shifted building empties alike: the figures come from benchmarks/equivalence.py."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest
from scenes import gap, run, scenario, stand_at, walker

from exeunt.base.kinds import kinds
from exeunt.scenario.catalogue import load_catalogue

load_catalogue()
MOVEMENTS = sorted(kinds("movement"))


@pytest.fixture(scope="module")
def equivalence(root):
    spec = importlib.util.spec_from_file_location("equivalence", root / "benchmarks" / "equivalence.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("kind", MOVEMENTS)
def test_a_lone_walk_is_as_long_in_a_turned_building(equivalence, kind):
    """From the corner of a room round an obstacle to the exit: alike in six directions within a right angle."""
    found = []
    for sixth in range(6):
        angle = sixth * np.pi / 12 + 0.01
        matrix = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])

        def plan(*points, matrix=matrix):
            return (np.array(points) @ matrix.T + [1000.3, -500.7]).tolist()

        venue = {
            "storeys": [
                {"id": "hall", "area": plan([0, 0], [12, 0], [12, 9], [0, 9]),
                 "obstacles": [plan([4, 3], [6, 3], [6, 6], [4, 6])]}
            ],
            "exits": [gap("e", "hall", *plan([12, 4])[0], *plan([12, 5.2])[0])],
        }  # fmt: skip
        start = plan([1.0, 4.2])[0]
        crowd = [
            walker(*start)
            | {"where": {"storey": "hall", "area": plan([0.5, 4], [1.5, 4], [1.5, 5], [0.5, 5])}}
        ]
        scene = scenario(venue, crowd, movement=kind)
        simulation, ending, _ = run(scene, every=1.0, prepare=stand_at(*start))
        assert ending == "everyone is out"
        found.append(float(simulation.world["time_out"][0]))
    # the social force model amplifies small differences of direction at the corner
    assert np.ptp(found) / np.mean(found) < (0.04 if kind == "social_force" else 0.01), found


@pytest.mark.long
@pytest.mark.parametrize("kind", MOVEMENTS)
def test_mean_t90_is_equivalent_over_paired_seeds(equivalence, kind):
    """Eight seeds show no more than that no gross difference is there; the benchmark's thirty decide on 2 %."""
    found = equivalence.compare(seeds=8, people=100, movement=kind)
    low, high = found["interval_95"]
    assert low < 1.02
    assert high > 0.98
    assert abs(found["ratio"] - 1) < 0.06
