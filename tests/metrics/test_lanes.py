"""Lanes: separated streams score 1, mixed streams what chance gives."""

import numpy as np
import pytest

from exeunt.metrics.lanes import lane_order


def test_separated_streams_score_one_and_alternating_ones_zero():
    frame = np.repeat(np.arange(50), 4)
    across = np.tile([0.2, 0.2, 0.6, 0.6], 50)
    apart = np.tile(np.array([1, 1, -1, -1], dtype=np.int8), 50)
    mixed = np.tile(np.array([1, -1, 1, -1], dtype=np.int8), 50)
    assert lane_order(frame, across, apart) == 1.0
    assert lane_order(frame, across, mixed) == 0.0


def test_a_strip_of_three_to_one_counts_a_quarter():
    way = np.array([1, 1, 1, -1], dtype=np.int8)
    assert lane_order(np.zeros(4, dtype=int), np.full(4, 0.1), way) == pytest.approx(0.25)


def test_random_directions_give_one_over_the_people_in_a_strip():
    # the expected square of the mean of n signs is 1 / n
    random = np.random.default_rng(1)
    frame = np.repeat(np.arange(20_000), 5)
    way = random.choice(np.array([-1, 1], dtype=np.int8), len(frame))
    assert lane_order(frame, np.full(len(frame), 0.3), way) == pytest.approx(0.2, abs=0.01)


def test_strips_are_as_wide_as_asked_for():
    frame, across = np.zeros(2, dtype=int), np.array([0.1, 0.5])
    way = np.array([1, -1], dtype=np.int8)
    assert lane_order(frame, across, way, strip=0.4) == 1.0
    assert lane_order(frame, across, way, strip=1.0) == 0.0
    assert np.isnan(lane_order(frame[:0], across[:0], way[:0]))
