"""People by state over time add up, follow the recorded minds, and end with who was protected or left."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from exeunt_made import walk_out

from exeunt.base.columns import COLUMNS, CUES, MINDS, STUCK_REASONS
from exeunt.metrics.minds import FALLEN, OUT, PROTECTED, STATES, first_cues, states_over_time
from exeunt.metrics.summary import summary
from exeunt.results.folder import RunWriter
from exeunt.results.run import Run, open_run
from exeunt.results.schema import EVENTS, people_table

PEOPLE = 6
NAN = np.nan


def _people() -> pa.Table:
    """0 leaves, 1 stays unaware, 2 is locked in, 3 falls, 4 comes late and leaves, 5 is locked in and leaves later."""
    columns = {name: COLUMNS[name].empty(PEOPLE) for name in COLUMNS}
    columns["person"] = np.arange(PEOPLE, dtype=np.int32)
    columns["present"][:] = 1
    columns["arrival_time"][4] = 12.0
    columns["time_out"][:] = [30.0, NAN, NAN, NAN, 40.0, 50.0]
    columns["protected_at"][:] = [30.0, NAN, 20.0, NAN, 40.0, 25.0]
    columns["incapacitated_at"][:] = [NAN, NAN, NAN, 22.0, NAN, NAN]
    columns["aware_at"][:] = [5.0, NAN, 6.0, 7.0, 14.0, 5.0]
    columns["alerted_by"][:] = [
        CUES.index(cue) for cue in ("bell", "", "bell", "bang", "people nearby", "bell")
    ]
    return people_table(columns, populations=["p"], openings=[], surfaces=["ground"], reasons=STUCK_REASONS)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Minds recorded as changes over three parts; everybody is alerted when aware and acts 8 s later."""
    made = walk_out(people=PEOPLE, frames=120)
    folder = tmp_path_factory.mktemp("minds") / "run"
    writer = RunWriter(
        folder,
        scenario="exeunt: 1\n",
        venue=made.venue,
        people=PEOPLE,
        frame_interval=0.5,
        part_duration=20.0,
    )
    aware = np.array([5.0, np.inf, 6.0, 7.0, 14.0, 5.0])
    out = np.array([30.0, np.inf, np.inf, np.inf, 40.0, 50.0])
    come = np.array([0.0, 0.0, 0.0, 0.0, 12.0, 0.0])
    for frame in range(120):
        time = 0.5 * frame
        mind = np.where(time >= aware + 8, 4, np.where(time >= aware, 1, 0)).astype(np.int8)
        inside = (come <= time) & (time < out)
        before = np.where(time - 0.5 >= aware + 8, 4, np.where(time - 0.5 >= aware, 1, 0))
        due = inside & ((frame % 40 == 0) | (mind != before) | (come == time))
        if due.any():
            rows = np.flatnonzero(due).astype(np.int32)
            writer.series("mind", time, rows, mind[rows])
        status = np.where(inside, 2, 0).astype(np.int8)
        writer.frame(made.x[0] * 0 + 1, made.y[0] * 0 + 1, np.zeros(PEOPLE, np.int16), status)
    writer.people(_people())
    writer.finish()
    return open_run(folder)


def _at(run: Run, time: int) -> dict[str, int]:
    states = states_over_time(run, run.people(), 59.0)
    assert states is not None
    return {STATES[k]: int(n) for k, n in enumerate(states.count[time]) if n}


def test_everybody_who_has_come_is_in_one_state(run: Run) -> None:
    states = states_over_time(run, run.people(), 59.0)
    assert states is not None
    assert states.time.tolist() == list(range(60))
    total = states.count.sum(axis=1)
    assert (total[:12] == 5).all()
    assert (total[12:] == 6).all()
    assert (states.count >= 0).all()


def test_states_follow_the_minds_and_then_the_outcome(run: Run) -> None:
    unaware, alerted, acting = MINDS[0], MINDS[1], MINDS[4]
    assert _at(run, 0) == {unaware: 5}
    assert _at(run, 6) == {unaware: 2, alerted: 3}
    assert _at(run, 14) == {unaware: 1, alerted: 2, acting: 3}
    assert _at(run, 21) == {unaware: 1, alerted: 1, acting: 3, PROTECTED: 1}
    assert _at(run, 28) == {unaware: 1, acting: 2, FALLEN: 1, PROTECTED: 2}
    # who leaves a refuge later is out
    assert _at(run, 55) == {unaware: 1, FALLEN: 1, PROTECTED: 1, OUT: 3}


def test_first_cues_are_counted_with_their_times(run: Run) -> None:
    bell, *others = first_cues(run.people())
    assert (bell.cue, bell.people, bell.first, bell.median, bell.last) == ("bell", 3, 5.0, 5.0, 6.0)
    assert {(cue.cue, cue.people) for cue in others} == {("bang", 1), ("people nearby", 1)}


def test_a_run_without_minds_has_no_states(tmp_path: Path) -> None:
    made = walk_out(people=4, frames=4)
    writer = RunWriter(tmp_path / "run", scenario="exeunt: 1\n", venue=made.venue, people=4)
    writer.people(made.people_table())
    writer.finish()
    run = open_run(tmp_path / "run")
    assert states_over_time(run, run.people(), 2.0) is None
    assert first_cues(run.people().drop_columns(["alerted_by"])) == []


def test_who_turns_back_is_counted_once_and_only_just_after_seeing_smoke_or_fire() -> None:
    happened = [
        (9.0, "turned back", 2), (10.0, "smoke seen", 0), (11.5, "turned back", 0), (11.6, "smoke seen", 0),
        (12.0, "turned back", 0), (12.0, "crossing", 1), (20.0, "fire seen", 3), (22.5, "turned back", 3),
        (30.0, "fire seen", 4), (31.0, "turned back", 4),
    ]  # fmt: skip
    events = EVENTS.empty_table().to_pydict()
    for time, kind, person in reversed(happened):
        row = {"time": time, "kind": kind, "cause": "", "person": person, "opening": -1, "surface": 0}
        for name, values in events.items():
            values.append(row.get(name, 0.0))
    figures = summary(_people(), walk_out(people=6).venue, events=pa.Table.from_pydict(events, schema=EVENTS))
    assert figures["people_turned_back"] == 2
