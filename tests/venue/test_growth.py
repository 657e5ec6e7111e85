"""The time of a compilation grows with what is drawn, not with its square."""

from __future__ import annotations

import runpy
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exeunt.venue.compile import compile_venue
from exeunt.venue.document import VenueDoc

BENCHMARK = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "check_cost.py"))
scenario: Callable[[str, int], dict[str, Any]] = BENCHMARK["scenario"]


@pytest.mark.parametrize("kind", list(BENCHMARK["KINDS"]))
def test_eight_times_as_many_take_less_than_24_times_as_long(kind, tmp_path):
    def seconds(number):
        doc = VenueDoc.model_validate(scenario(kind, number)["venue"])
        start = time.process_time()
        compile_venue(doc, kind, tmp_path)
        return time.process_time() - start

    seconds(20)
    # in proportion it would be 8 times, with the square 64
    assert seconds(800) < 24.0 * min(seconds(100) for _ in range(3)) + 0.05


def test_doubled_walls_are_one_message_with_their_number_and_places(tmp_path):
    doc = VenueDoc.model_validate(scenario("doubled", 200)["venue"])
    _, problems = compile_venue(doc, "doubled", tmp_path)
    assert len(problems) == 1
    assert problems[0].count == len(problems[0].at) == 100
    assert "walls 1 and 101 of storey 'f' overlap over 2.00 m near (3.00, 2.00)" in problems[0].message
    assert "99 more of this kind [at (3.00, 2.00), (8.00, 2.00)" in str(problems[0])


def test_walls_drawn_many_times_over_are_told_once_each(tmp_path):
    wall = {"line": [[2, 2], [8, 2]], "thickness": 0.1}
    venue = {
        "storeys": [{"id": "a", "area": [[0, 0], [10, 0], [10, 6], [0, 6]], "walls": [wall] * 40}],
        "exits": [{"id": "e", "storey": "a", "line": [[0, 2], [0, 4]]}],
    }
    _, problems = compile_venue(VenueDoc.model_validate(venue), "many", tmp_path)
    assert [problem.count for problem in problems] == [39]


def test_a_few_faults_are_listed_one_by_one(tmp_path):
    venue = scenario("walls", 4)["venue"]
    venue["doors"] = [{"id": f"d{k}", "storey": "f", "line": [[4 + k, 9], [4.9 + k, 9]]} for k in range(3)]
    _, problems = compile_venue(VenueDoc.model_validate(venue), "few", tmp_path)
    assert ["in no wall" in problem.message for problem in problems] == [True] * 3
