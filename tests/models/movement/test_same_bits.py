"""The same state, bit for bit: any number of threads, any chunks of steps, any processor."""

import os
import subprocess
import sys

import numpy as np
import pytest
from shapely import box

from exeunt.models.movement import CollisionFreeSpeed, SocialForce
from exeunt.models.movement import model as movement


def state(world):
    return {
        name: world[name].copy() for name in ("x", "y", "vx", "vy", "surface", "distance_walked", "time_out")
    }


@pytest.mark.parametrize("kind", [CollisionFreeSpeed(patience=0.5), SocialForce()])
def test_threads_and_chunks_change_nothing(make_venue, make_world, walk, kind, monkeypatch):
    monkeypatch.setattr(movement, "PARALLEL_FROM", 10)
    area = box(0, 0, 12, 8).difference(box(5, 3, 5.5, 5))
    venue = make_venue([area], openings=[("exit", 0, ((12, 3), (12, 5)), "both")])
    rng = np.random.default_rng(0)
    places = np.stack(np.meshgrid(np.arange(0.5, 11.6, 0.5), np.arange(0.4, 7.8, 0.5)), -1).reshape(-1, 2)
    places = places[np.abs(places - [5.25, 4]).max(1) > 1.3] + rng.uniform(-0.04, 0.04, 2)
    ends, seen = [], []
    for threads, chunk in ((1, None), (2, None), (3, 7), (1, 1)):
        world = make_world(
            venue, places, lambda x, y: np.array([12.5 - x, 4.0 - y]), step=kind.step, threads=threads,
            desired_speed=rng.permutation(np.linspace(0.9, 1.5, len(places))) if not ends else ends[0]["v0"],
        )  # fmt: skip
        model = walk(kind, world, 150, chunk=chunk)
        assert model._threads == threads
        ends.append({**state(world), "v0": world["desired_speed"].copy()})
        seen.append([(e.time, e.person, e.opening) for e in world.events])
    for end, events in zip(ends[1:], seen[1:], strict=True):
        for name, values in ends[0].items():
            assert (values == end[name]).all() or np.array_equal(values, end[name], equal_nan=True), name
        assert events == seen[0]


def test_the_order_of_rows_changes_only_the_order_of_sums(make_venue, make_world, walk):
    venue = make_venue([box(0, 0, 12, 8)])
    places = np.random.default_rng(1).uniform(0.5, 7.5, (60, 2))
    order = np.random.default_rng(2).permutation(60)
    ends = []
    for index in (np.arange(60), order):
        world = make_world(venue, places[index])
        walk(CollisionFreeSpeed(), world, 5)
        ends.append(np.column_stack([world["x"], world["y"]]))
    assert np.abs(ends[0][order] - ends[1]).max() < 1e-12


SCRIPT = """
import hashlib, sys
import numpy as np
sys.path.insert(0, sys.argv[1])
from _our_side import ours
from _scenarios import room, speeds, venue
digest = hashlib.sha256()
for plan in (room(150, density=2.0), venue(200)):
    side = ours(plan, speeds(len(plan.places), 3))
    side.step(600)
    digest.update(side.world["x"].tobytes() + side.world["y"].tobytes() + side.world["vx"].tobytes())
print(digest.hexdigest())
"""


def test_a_plain_processor_gives_the_same_bits(tmp_path, root):
    """Code generated for the oldest x86-64 and for this machine, from fields to positions."""
    digests = []
    for target in ({}, {"NUMBA_CPU_NAME": "x86-64", "NUMBA_CPU_FEATURES": ""}):
        cache = tmp_path / str(len(digests))
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(root / "benchmarks")],
            env={**os.environ, **target, "NUMBA_CACHE_DIR": str(cache)}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
        digests.append(run.stdout.strip())
    assert digests[0] == digests[1]
