"""Simulated against measured: gates, curves, totals, and a small experiment from file to rows."""

import json
import math

import numpy as np
import pytest
from typer.testing import CliRunner

from exeunt.cli.app import app
from exeunt.simulation import simulate
from exeunt.verification.experiment import runs_of
from exeunt.verification.experiment_reading import load_experiment
from exeunt.verification.experiment_run import scenario_of, simulate_run
from exeunt.verification.experiment_tracks import arrivals_of, measured_tracks
from exeunt.verification.validate import curve_figures, validate
from exeunt.verification.validate_gates import Gate, load_gates

CORRIDOR = """\
exeunt_experiment: 1
id: made
title: A made corridor
kind: unidirectional
source: made with the collision-free speed model
licence: ours
floor:
  area: [[0, 0], [12, 0], [12, 2], [0, 2]]
  exits: {east: [[12, 0], [12, 2]]}
participants:
  desired_speed: 1.3 m/s
  source: chosen
measure: {line: [[6, 2], [6, 0]], area: [[5, 0], [7, 0], [7, 2], [5, 2]], along: [1, 0]}
runs: [{id: first, tracks: first.txt, half: unseen}]
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with an experiment whose tracks are straight lines: 30 people, 1 per second, 1.3 m/s."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "made.yaml").write_text(CORRIDOR, encoding="utf-8")
    lines = ["# framerate: 10", "# id frame x/cm y/cm"]
    for person in range(30):
        place = 0.5 + (person * 7 % 10) / 10
        lines += [
            f"{person} {10 * person + k} {100 * (0.3 + 0.13 * k):.1f} {100 * place:.1f}" for k in range(88)
        ]
    (folder / "first.txt").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_people_come_in_when_where_and_as_fast_as_they_were_filmed(made):
    (run,) = runs_of(load_experiment(made / "made.yaml"))
    arrivals = arrivals_of(run, measured_tracks(run, made))
    np.testing.assert_allclose(arrivals.time, np.arange(30.0))
    np.testing.assert_allclose(arrivals.velocity, [[1.3, 0.0]] * 30, atol=1e-6)
    assert set(arrivals.exit) == {"east"}
    document = scenario_of(run, arrivals).document
    listed = document.people[0].inflow.people
    assert listed[3].time == 3.0
    assert listed[3].place == pytest.approx((0.3, 0.6))
    assert document.people[0].mobility == {}


def test_a_free_stream_is_reproduced_and_passes_its_gates(made):
    result = validate(made, [load_experiment(made / "made.yaml")], seeds=(1, 2), people={"time_gap": 0.5})
    rows = {row.measure: row for row in result.rows if row.case == "first"}
    assert rows["speed"].measured == pytest.approx(1.3, abs=0.01)
    assert rows["speed"].simulated == pytest.approx(1.3, abs=0.05)
    assert rows["flow"].measured == pytest.approx(1.0, abs=0.02)
    assert rows["flow"].state == rows["speed"].state == rows["inside"].state == "passed"
    assert rows["ERD"].simulated < 0.1
    assert rows["flow"].half == "unseen"
    assert rows["flow"].seeds == 2
    total = next(row for row in result.rows if row.case == "unidirectional runs, unseen half")
    assert (total.simulated, total.state) == (1.0, "passed")


def test_a_model_that_is_too_slow_is_caught(made):
    result = validate(made, [load_experiment(made / "made.yaml")], seeds=(1,), people={"desired_speed": 0.8})
    rows = {row.measure: row for row in result.rows if row.case == "first"}
    assert rows["speed"].state == "failed"
    assert rows["speed"].simulated == pytest.approx(0.8, abs=0.05)
    total = next(row for row in result.rows if row.case == "unidirectional runs, unseen half")
    assert (total.simulated, total.state) == (0.0, "failed")


def test_simulated_tracks_run_on_the_measured_clock(made):
    (run,) = runs_of(load_experiment(made / "made.yaml"))
    tracks = measured_tracks(run, made)
    late = type(tracks)(tracks.person, tracks.frame + 500, tracks.x, tracks.y, tracks.fps)
    simulated = simulate_run(run, late)
    assert simulated.tracks.time.min() == pytest.approx(50.0, abs=0.11)
    assert simulated.inside == 0
    assert len(np.unique(simulated.tracks.person)) == 30


def test_a_published_flow_needs_no_tracks(made, tmp_path):
    text = CORRIDOR.replace("kind: unidirectional", "kind: bottleneck").replace(
        "{id: first, tracks: first.txt, half: unseen}",
        "{id: first, width: 1 m, published: {flow: 2 per s, flow_error: 0.04, source: a book},"
        " enter: {kind: waiting, number: 25, area: [[0, 0], [5, 0], [5, 2], [0, 2]]}}",
    )
    path = tmp_path / "published.yaml"
    path.write_text(text, encoding="utf-8")
    result = validate(made, [load_experiment(path)], seeds=(1,))
    flow = next(row for row in result.rows if row.case == "first" and row.measure == "specific flow")
    assert flow.measured == 2.0
    assert 0.5 < flow.simulated < 6.0
    assert next(row for row in result.rows if row.case == "bottleneck of 1 m").measured == 2.0


def test_gates_judge_by_the_largest_tolerance_and_never_pass_what_is_unknown():
    gate = Gate(relative=0.1, errors=2)
    assert gate.judge(2.0, 2.19) == "passed"
    assert gate.judge(2.0, 2.21) == "failed"
    assert gate.judge(2.0, 2.35, error=0.09) == "passed"
    assert gate.judge(2.0, math.nan) == "failed"
    assert gate.judge(None, 2.0) == "reported"
    assert gate.text("1/s") == "within 10% or 2 standard errors"
    lanes = Gate(at_least=0.85, where_measured_at_least=0.9)
    assert [lanes.judge(0.95, value) for value in (0.86, 0.84)] == ["passed", "failed"]
    assert lanes.judge(0.8, 0.2) == "reported"
    assert load_gates().bidirectional.gates["flow"].relative == 0.15


def test_curves_are_compared_from_their_first_crossing():
    times = np.arange(10.0, 60.0, 0.5)
    erd, epc, sc = curve_figures(times, times + 37.0)
    assert (erd, epc, sc) == pytest.approx((0.0, 1.0, 1.0), abs=1e-9)
    # twice as slow: after the same time half as many
    erd, epc, sc = curve_figures(times, 10.0 + 2.0 * (times - 10.0))
    assert erd > 0.2
    assert epc > 1.1
    assert math.isnan(curve_figures(times, times[:1])[0])


def test_the_command_writes_what_it_promises(made):
    out = made / "rows.json"
    arguments = ["validate", "--data", str(made), "--experiment", str(made / "made.yaml"), "--seeds", "1"]
    result = CliRunner().invoke(app, [*arguments, "--json", str(out), "--set", "people.time_gap=0.5"])
    assert result.exit_code == 0, result.output
    rows = json.loads(out.read_text(encoding="utf-8"))
    assert {"case", "measure", "measured", "simulated", "gate", "state"} <= rows[0].keys()
    assert {row["state"] for row in rows} <= {"passed", "failed", "reported", "not run"}
    wrong = CliRunner().invoke(app, [*arguments, "--set", "venue.x=1"])
    assert wrong.exit_code == 2
    none = CliRunner().invoke(app, [*arguments, "--only", "nothing"])
    assert none.exit_code == 2


def test_own_tracks_of_a_run_folder_validate_the_program_itself(made, tmp_path):
    (run,) = runs_of(load_experiment(made / "made.yaml"))
    scene = scenario_of(run, arrivals_of(run, measured_tracks(run, made)))
    simulate(scene, out=tmp_path / "run", threads=1)
    text = CORRIDOR.replace("tracks: first.txt", "tracks: run")
    (tmp_path / "again.yaml").write_text(text, encoding="utf-8")
    result = validate(tmp_path, [load_experiment(tmp_path / "again.yaml")], seeds=(1,))
    rows = {row.measure: row for row in result.rows if row.case == "first"}
    assert rows["flow"].simulated == pytest.approx(rows["flow"].measured, rel=0.05)
    assert rows["speed"].state == "passed"


def test_the_figures_of_filmed_runs_agree_with_published_ones(shared):
    from exeunt.verification.experiment_measures import figures_of
    from exeunt.verification.experiment_reading import shipped_experiments
    from exeunt.verification.experiment_tracks import walkable

    runs = {run.id: run for document in shipped_experiments() for run in runs_of(document)}
    known = {
        # density, speed, specific flow or lanes, computed from the same films by another program
        "uo-180-180-180": (1.683, 0.954, 1.535),
        "bot-300-075-075": (0.956, 1.192, 1.142),
    }
    for name, (density, speed, specific) in known.items():
        run = runs[name]
        tracks = measured_tracks(run, shared / "data")
        two_way = run.experiment.kind == "bidirectional"
        figures = figures_of(tracks, run.experiment.measure, run.width, walkable(run), two_way)
        assert figures.density == pytest.approx(density, rel=0.04)
        assert figures.speed == pytest.approx(speed, rel=0.04)
        assert figures.specific == pytest.approx(specific, rel=0.06)
        # what flows is what is there times how fast it goes
        assert figures.density * figures.speed == pytest.approx(figures.specific, rel=0.05)


def test_a_short_real_run_from_film_to_rows(shared):
    result = validate(shared / "data", only=["uo-100-300-300"], seeds=(1,))
    rows = {row.measure: row for row in result.rows if row.case == "uo-100-300-300"}
    assert rows["flow"].measured == pytest.approx(2.25, rel=0.06)
    assert rows["inside"].simulated == 0.0
    assert rows["speed"].simulated == pytest.approx(rows["speed"].measured, rel=0.15)
    assert rows["flow"].state == "passed"
