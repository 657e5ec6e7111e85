"""Refuges: who is in them comes from the trajectories, whether they are locked from their doors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from exeunt_made import Happening, walk_out

from exeunt.metrics.refuges import refuge_use
from exeunt.metrics.summary import summarise
from exeunt.results.folder import RunWriter
from exeunt.results.places import Place
from exeunt.results.run import Run, open_run
from exeunt.venue.venue import STATES

LOCKED, OPEN = (float(STATES.index(name)) for name in ("locked", "open"))


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Five people walk into a room one after the other, one leaves again; its door is locked from 12 to 30 s."""
    made = walk_out(people=6, frames=80)
    folder = tmp_path_factory.mktemp("refuge") / "run"
    room = shapely.box(25, 8, 29, 10)
    places = [
        Place("refuge", "room", 0, (27.0, 9.0), room, (2,), 4),
        # the same ground with a door that nobody ever locks
        Place("refuge", "never", 1, (5.0, 15.0), shapely.box(1, 13, 9, 19), (), 0),
        Place("steward", "anna", 0, (3.0, 3.0)),
    ]
    writer = RunWriter(
        folder, scenario="exeunt: 1\n", venue=made.venue, people=6, frame_interval=0.5, places=places
    )
    for frame in range(80):
        time = 0.5 * frame
        # person i walks in at 2 i s; person 0 leaves the room at 9 s; person 5 stands at its wall
        inside = (time >= 2.0 * np.arange(6)) & (np.arange(6) < 5) & ~((np.arange(6) == 0) & (time >= 9))
        x = np.where(inside, 26.0, 24.8)
        writer.frame(x, np.full(6, 9.0), np.zeros(6, np.int16), np.full(6, 2, np.int8))
    writer.events(
        [Happening(12.0, "opening", "", opening=2, value=LOCKED), Happening(30.0, "opening", "", opening=2, value=OPEN),
         *(Happening(at, "door found locked", "", person, 2) for at, person in ((14.0, 5), (20.0, 5), (21.0, 0)))]
    )  # fmt: skip
    writer.people(made.people_table(until=-1))
    writer.finish()
    return open_run(folder)


def test_occupancy_follows_who_is_on_its_ground(run: Run) -> None:
    room, never = refuge_use(run)
    at = {time: int(room.occupancy[int(2 * time)]) for time in (0, 1.5, 4, 8, 8.5, 9, 39)}
    assert at == {0: 1, 1.5: 1, 4: 3, 8: 5, 8.5: 5, 9: 4, 39: 4}
    # the fifth came in before the first left: more than its capacity
    assert room.most == (5, 8.0)
    assert not never.occupancy.any()


def test_it_is_locked_while_none_of_its_doors_is_open(run: Run) -> None:
    room, never = refuge_use(run)
    assert room.locked == ((12.0, 30.0),)
    assert never.locked == ()
    assert np.isnan(never.locked_at)


@pytest.mark.parametrize("order", [(0, 2), (2, 0)])
def test_with_two_doors_it_is_locked_while_both_are(tmp_path: Path, order: tuple[int, int]) -> None:
    """One is locked from 4 to 30 s, the other from 10 to 16 s and from 20 s on: people get in by either."""
    made = walk_out(people=2, frames=80)
    place = Place("refuge", "room", 0, (27.0, 9.0), shapely.box(25, 8, 29, 10), order, 4)
    writer = RunWriter(
        tmp_path / "run",
        scenario="exeunt: 1\n",
        venue=made.venue,
        people=2,
        frame_interval=0.5,
        places=[place],
    )
    for _ in range(80):
        writer.frame(np.full(2, 26.0), np.full(2, 9.0), np.zeros(2, np.int16), np.full(2, 2, np.int8))
    states = [(4, 2, LOCKED), (10, 0, LOCKED), (16, 0, OPEN), (20, 0, LOCKED), (30, 2, OPEN)]
    writer.events(
        [Happening(float(at), "opening", "", opening=door, value=state) for at, door, state in states]
    )
    writer.people(made.people_table(until=-1))
    writer.finish()
    (room,) = refuge_use(open_run(tmp_path / "run"))
    assert room.locked == ((10.0, 16.0), (20.0, 30.0))
    assert not room.locked_at_end
    assert room.row()["locked_s"] == 16.0


def test_people_who_found_its_door_locked_count_once(run: Run) -> None:
    room, never = refuge_use(run)
    assert (room.turned_away, never.turned_away) == (2, 0)


def test_the_summary_has_a_row_for_each_refuge(run: Run) -> None:
    row = summarise(run)["refuges"]
    assert [one["refuge"] for one in row] == ["room", "never"]
    assert (row[0]["people_most"], row[0]["locked_at_s"], row[0]["locked_s"]) == (5, 12.0, 18.0)
    assert row[0]["people_at_end"] == 4


def test_a_run_without_refuges_has_none(tmp_path: Path) -> None:
    made = walk_out(people=2, frames=4)
    writer = RunWriter(tmp_path / "run", scenario="exeunt: 1\n", venue=made.venue, people=2)
    writer.finish()
    assert refuge_use(open_run(tmp_path / "run")) == []
