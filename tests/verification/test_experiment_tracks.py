"""Filmed tracks are checked against the floor; where people go is known, stated or asked, never guessed."""

import numpy as np
import pytest

from exeunt.base.errors import ScenarioError
from exeunt.results.exchange import read_tracks
from exeunt.verification.experiment import runs_of
from exeunt.verification.experiment_reading import load_experiment
from exeunt.verification.experiment_tracks import arrivals_of, measured_tracks
from exeunt.verification.validate import validate

HALL = """\
exeunt_experiment: 1
id: hall
title: A hall with two ends
kind: corner
source: made
licence: ours
floor:
  area: [[0, 0], [12, 0], [12, 4], [0, 4]]
  exits: {west: [[0, 0], [0, 4]], east: [[12, 0], [12, 4]]}
enter: {kind: measured}
participants: {desired_speed: 1.3 m/s, source: chosen}
measure: {line: [[6, 4], [6, 0]], area: [[5, 0], [7, 0], [7, 4], [5, 4]], along: [1, 0]}
runs: [{id: first, tracks: first.txt}]
"""


def write(folder, tracks, text=HALL, head="# framerate: 10\n# x/m y/m\n", gap=0):
    """Write the experiment with tracks, each a list of places 0.1 s apart, ``gap`` frames after one another."""
    lines = [
        f"{person} {frame + gap * number} {x:.3f} {y:.3f}"
        for number, (person, places) in enumerate(tracks.items())
        for frame, (x, y) in enumerate(places)
    ]
    (folder / "first.txt").write_text(head + "\n".join(lines), encoding="utf-8")
    (folder / "hall.yaml").write_text(text, encoding="utf-8")
    (run,) = runs_of(load_experiment(folder / "hall.yaml"))
    return run


def walk(x0, x1, y=2.0):
    return [(x, y) for x in np.linspace(x0, x1, 60)]


def problem(folder, run):
    with pytest.raises(ScenarioError) as caught:
        arrivals_of(run, measured_tracks(run, folder))
    (found,) = caught.value.problems
    return found


def test_a_track_that_reaches_an_exit_says_its_goal(tmp_path):
    run = write(tmp_path, {1: walk(1, 11.5), 2: walk(11, 0.4)})
    assert arrivals_of(run, measured_tracks(run, tmp_path)).exit == ("east", "west")


def test_where_people_go_whose_tracks_end_early_is_asked(tmp_path):
    run = write(tmp_path, {1: walk(1, 11.5), 7: walk(1, 6.5)})
    found = problem(tmp_path, run)
    assert "where do 1 of 2 people go? Their tracks (7) end more than 1 m before any exit" in found.message
    assert found.at == ((6.5, 2.0),)
    assert "goals: {7: west}" in found.hint
    assert "early: nearest" in found.hint


@pytest.mark.parametrize(
    ("stated", "goals"),
    [
        ("early: nearest", ("east", "east")),
        ("early: left out", ("east",)),
        ("goals: {7: west}", ("east", "west")),
    ],
)
def test_a_stated_goal_is_taken(tmp_path, stated, goals):
    text = HALL.replace("{kind: measured}", "{kind: measured, " + stated + "}")
    run = write(tmp_path, {1: walk(1, 11.5), 7: walk(1, 6.5)}, text)
    arrivals = arrivals_of(run, measured_tracks(run, tmp_path))
    assert arrivals.exit == goals
    assert len(arrivals.time) == len(arrivals.place) == len(goals)


def test_a_goal_that_is_no_exit_is_an_error(tmp_path):
    text = HALL.replace("{kind: measured}", "{kind: measured, goals: {7: north}}")
    found = problem(tmp_path, write(tmp_path, {7: walk(1, 6.5)}, text))
    assert "no exit 'north'" in found.message
    assert "west, east" in found.hint


def test_with_one_exit_nothing_is_asked(tmp_path):
    text = HALL.replace("west: [[0, 0], [0, 4]], ", "")
    run = write(tmp_path, {7: walk(1, 6.5)}, text)
    assert arrivals_of(run, measured_tracks(run, tmp_path)).exit == ("east",)


def test_tracks_off_the_floor_are_an_error_with_track_and_place(tmp_path):
    found = problem(tmp_path, write(tmp_path, {1: walk(1, 11.5), 9: walk(1, 11.5, y=4.6)}))
    assert "1 of 2 tracks (9) are more than 0.3 m off the floor" in found.message
    assert found.at == ((1.0, 4.6),)


@pytest.mark.parametrize(("y", "fine"), [(4.25, True), (4.35, False)])
def test_heads_may_lean_over_a_wall_and_no_farther(tmp_path, y, fine):
    run = write(tmp_path, {1: walk(1, 11.5, y=y)})
    if fine:
        assert len(measured_tracks(run, tmp_path))
    else:
        assert "off the floor" in problem(tmp_path, run).message


def test_beyond_the_exit_a_track_may_go_on(tmp_path):
    run = write(tmp_path, {1: walk(1, 15)})
    assert arrivals_of(run, measured_tracks(run, tmp_path)).time.tolist() == [0.0]
    # also at a rate at which nobody is seen near the line
    coarse = write(tmp_path, {1: [(1, 2), (6, 2), (11, 2), (16, 2), (21, 2)]})
    assert len(measured_tracks(coarse, tmp_path)) == 5


def test_a_wrong_unit_is_named(tmp_path):
    run = write(tmp_path, {1: [(100 * x, 100 * y) for x, y in walk(1, 11.5)]})
    assert "unit: cm" in problem(tmp_path, run).hint
    text = HALL.replace("tracks: first.txt", "tracks: first.txt, unit: cm")
    run = write(tmp_path, {1: [(100 * x, 100 * y) for x, y in walk(1, 11.5)]}, text)
    assert measured_tracks(run, tmp_path).x.max() == pytest.approx(11.5)


def test_tracks_that_are_nobodys_can_be_left_out(tmp_path):
    text = HALL.replace("tracks: first.txt", "tracks: first.txt, leave_out: [9]")
    run = write(tmp_path, {1: walk(1, 11.5), 9: walk(1, 11.5, y=9)}, text)
    assert set(measured_tracks(run, tmp_path).person.tolist()) == {1}


def test_a_frame_rate_that_is_given_goes_before_that_of_the_header(tmp_path):
    text = HALL.replace("tracks: first.txt", "tracks: first.txt, frame_rate: 25")
    run = write(tmp_path, {1: walk(1, 11.5)}, text)
    assert measured_tracks(run, tmp_path).fps == 25
    assert read_tracks(tmp_path / "first.txt").fps == 10
    assert read_tracks(tmp_path / "first.txt", fps=5, unit="cm").x.max() == pytest.approx(0.115)


def test_a_single_run_counts_and_own_gates_take_the_place_of_ours(tmp_path):
    gates = "gates: {flow: null, speed: {at_least: 9}, nearest: {at_least: 0}}\nruns:"
    tracks = {k: walk(1, 11.5, y=0.5 + 0.3 * k) for k in range(1, 9)}
    run = write(tmp_path, tracks, HALL.replace("runs:", gates), gap=10)
    assert run.half == "unseen"
    assert "flow" not in run.gates
    assert run.gates["speed"].at_least == 9
    assert "density" in run.gates
    result = validate(tmp_path, [run.experiment], seeds=(1,))
    states = {row.measure: row.state for row in result.rows if row.case == "first"}
    assert states["flow"] == "reported"
    assert states["speed"] == "failed"
    assert states["nearest"] == "passed"
    assert states["density"] in ("passed", "failed")
    assert states["late"] == "passed"


def test_people_who_cannot_come_in_are_counted_as_late(tmp_path):
    """Forty people at one spot within a second: the model has no room for them within 1 m, and the run says so."""
    tracks = {k: walk(1, 11.5) for k in range(1, 121)}
    run = write(tmp_path, tracks)
    result = validate(tmp_path, [run.experiment], seeds=(1,))
    rows = {row.measure: row for row in result.rows if row.case == "first"}
    assert rows["late"].state == "failed"
    assert rows["late"].simulated > 0.2
    assert rows["entry delay"].simulated > 0.5
    assert 0.2 < rows["entry shift"].simulated <= 1.0


def test_kinds_for_junctions_and_crossings_need_their_streams(tmp_path):
    streams = (
        "measure: {area: [[5, 0], [7, 0], [7, 4], [5, 4]], streams: {east: {line: [[6, 4], [6, 0]], along: [1, 0]},"
        " west: {line: [[6, 4], [6, 0]], along: [-1, 0]}}}"
    )
    with_streams = "\n".join(streams if line.startswith("measure") else line for line in HALL.splitlines())
    for kind in ("junction", "crossing"):
        text = with_streams.replace("kind: corner", f"kind: {kind}")
        run = write(tmp_path, {1: walk(1, 11.5), 2: walk(11, 0.4, 1.0)}, text)
        assert run.width == pytest.approx(4.0)
        assert {"flow", "speed", "density", "late", "inside"} <= set(run.gates)
        result = validate(tmp_path, [run.experiment], seeds=(1,))
        assert {"flow of east", "flow of west"} <= {row.measure for row in result.rows}
    with pytest.raises(ScenarioError, match="streams"):
        write(tmp_path, {1: walk(1, 11.5)}, HALL.replace("kind: corner", "kind: crossing"))
    with pytest.raises(ScenarioError, match="not for unidirectional"):
        write(tmp_path, {1: walk(1, 11.5)}, with_streams.replace("kind: corner", "kind: unidirectional"))
