"""People held in rows of seats: who is counted, behind whom, and that they are part of the queues."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scenes import gap, scenario, storey

from exeunt.metrics.measures import Measures
from exeunt.metrics.rows import LONG, held_in_rows
from exeunt.report.verdict import held_words
from exeunt.results.run import open_run
from exeunt.results.tracks import Tracks
from exeunt.results.venue import RunBlock
from exeunt.simulation import simulate

SEAT = 0.5


def sitting_rows(starts: list[float], frames: int, rows: int = 1) -> tuple[Tracks, RunBlock, np.ndarray]:
    """People who stay at their seats in rows 0.9 m apart; returns also the start of each row of the tracks in s."""
    number = len(starts)
    x = np.tile(SEAT * np.arange(number // rows), rows) + 1.0
    y = np.repeat(0.9 * np.arange(rows), number // rows) + 1.0
    person = np.repeat(np.arange(number), frames)
    tracks = Tracks(person, np.tile(np.arange(frames), number), x[person], y[person], 1.0)
    return tracks, RunBlock("stalls", 0, np.column_stack([x, y])), np.array(starts)[person]


def waits(starts: list[float], rows: int = 1, speed: float = 0.0) -> Any:
    tracks, block, start = sitting_rows(starts, 100, rows)
    moving = tracks.time >= start
    return held_in_rows(tracks, [block], moving, ~moving, np.full(len(tracks), speed))


def test_a_chain_of_people_is_held_by_the_one_who_still_sits_at_its_end():
    found = waits([10.0, 20.0, 30.0, 90.0])
    # three wait from their starts on; behind the fourth, who starts at 90 s, until then
    who, times = found.held()
    assert dict(zip(who.tolist(), times.tolist(), strict=True)) == {0: 90.0, 1: 80.0, 2: 70.0, 3: 10.0}
    assert int(found.seated.sum()) == (90 - 10) + (90 - 20) + (90 - 30)
    figures = found.figures()
    assert (figures["people_held_in_rows"], figures["people_held_by_seated"]) == (3, 3)
    assert (figures["rows_longest_s"], figures["rows_person_s"]) == (90.0, 250.0)


def test_a_neighbour_who_sits_in_another_row_holds_nobody():
    # two rows of two: those in one row have started, those in the other never do
    found = waits([500.0, 500.0, 5.0, 5.0], rows=2)
    assert set(found.person.tolist()) == {2, 3}
    assert not found.seated.any()


def test_people_who_walk_sit_or_stand_in_an_aisle_are_not_held():
    assert not len(waits([10.0, 10.0], speed=1.0).rows)
    assert not len(waits([500.0, 500.0]).rows)
    tracks, block, start = sitting_rows([0.0, 0.0], 50)
    aside = Tracks(tracks.person, tracks.frame, tracks.x, tracks.y + 0.7, 1.0)
    moving = aside.time >= start
    assert not len(held_in_rows(aside, [block], moving, ~moving, np.zeros(len(aside))).rows)


def test_words_tell_how_many_were_held_and_by_whom_and_nothing_where_nobody_was():
    row = {"people_held_in_rows": 175, "people_held_by_seated": 150, "rows_person_s": 3.0 * 3600}
    told = held_words(row)
    assert told.startswith(
        f"175 people were held in rows of seats for {LONG:.0f} s or more after they had started"
    )
    assert "150 of them behind neighbours who had not started yet" in told
    assert "3.0 person-hours" in told
    assert held_words({}) == held_words(row | {"people_held_in_rows": 0}) == ""


BLOCK = {"id": "rows", "storey": "hall", "origin": [1.0, 8.0], "facing": "90 deg", "rows": 5, "seats": 8,
         "row_pitch": 1.0}  # fmt: skip
# rows closed by the wall at the left: the only aisle is at the right
VENUE = {
    "storeys": [storey("hall", 1.0, 0, 8, 9)],
    "seating": [BLOCK],
    "exits": [gap("out", "hall", 8, 1, 8, 3)],
}
DELAYS = {"kind": "log_normal", "median": 60, "sigma": 0.6, "max": 300}


@pytest.mark.parametrize(("seats", "held"), [({"neighbours": None}, True), ({}, False)])
def test_a_run_counts_people_held_by_neighbours_and_their_queue(seats, held, tmp_path):
    """Without the rule for neighbours people wait behind those who sit; with it nobody does for a minute."""
    crowd = {"id": "audience", "seats": {"blocks": ["rows"], **seats}, "pre_movement": DELAYS}
    row = simulate(
        scenario(VENUE, [crowd], run={"max_time": 900, "step": 0.05}), out=tmp_path / "run"
    ).summary
    assert row["people"] == row["people_out"] == 40
    assert (row["people_held_in_rows"] >= 5) == held
    assert row["people_held_by_seated"] <= row["people_held_in_rows"]
    measures = Measures(open_run(tmp_path / "run"))
    of_rows = [queue for queue in measures.queues if queue.gate.kind == "seats"]
    total = sum(queue.person_seconds for queue in of_rows)
    assert total == pytest.approx(row["rows_person_s"])
    if held:
        assert row["rows_seated_person_s"] > 0.8 * row["rows_person_s"]
        assert measures.queues[0].gate.id == "rows"
        # the chain of people ends at somebody whose delay was not over: all starts are known
        people = open_run(tmp_path / "run").people()
        start = people["start_time"].to_numpy()
        waits = measures.row_waits
        assert (measures.tracks.time[waits.rows] <= start.max()).mean() > 0.8
