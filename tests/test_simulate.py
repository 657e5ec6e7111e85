"""The Python face: what a run gives, with and without a folder, and what is refused before the first step."""

from __future__ import annotations

import json

import numpy as np
import pytest
from invariants import check_everything
from scenes import digest, gap, house, run, scenario, storey, tables

from exeunt.base.errors import RunFolderError, ScenarioError
from exeunt.models.movement import CollisionFreeSpeed
from exeunt.results.run import open_run
from exeunt.scenario.files import loads
from exeunt.simulation import build, outcome_table, simulate
from exeunt.world.contract import check_wiring


def small(**top):
    venue = {"storeys": [storey("hall", 0, 0, 8, 6)], "exits": [gap("e", "hall", 0, 2, 0, 3.2)]}
    return scenario(venue, [{"number": 20}], **top)


def test_a_run_in_memory_and_one_with_a_folder_are_the_same_run(tmp_path):
    without = simulate(small())
    within = simulate(small(), out=tmp_path / "run")
    assert without.folder is None
    assert within.folder == tmp_path / "run"
    assert digest(without.world.columns) == digest(within.world.columns)
    for name in (
        "people",
        "people_out",
        "clearance_s",
        "t90_s",
        "simulated_s",
        "person_steps",
        "seed",
        "ending",
    ):
        assert without.summary[name] == within.summary[name], name


def test_the_summary_agrees_with_the_people_and_the_events(tmp_path):
    result = simulate(house("collision_free_speed"), out=tmp_path / "run")
    world, figures = result.world, result.summary
    opened = open_run(tmp_path / "run")
    assert opened.status == "complete"
    assert opened.info["reason"] == "everyone is out" == figures["ending"]
    assert figures["people"] == figures["people_out"] == world.people
    assert figures["people_inside"] == 0
    assert figures["clearance_s"] == world["time_out"].max()
    assert sum(row["people"] for row in figures["exits"]) == world.people
    events = opened.events().to_pylist()
    through = {row["opening"]: row["forward"] + row["backward"] for row in figures["openings"]}
    for opening in world.venue.openings:
        counted = sum(e["kind"] == "crossing" and e["opening"] == opening.index for e in events)
        assert through[opening.id] == counted
    # a frame each 0.5 s while inside, none afterwards
    table = opened.trajectories()
    person, frame = table["person"].to_numpy(), table["frame"].to_numpy()
    final = np.full(world.people, -1)
    np.maximum.at(final, person, frame)
    assert (final * 0.5 <= world["time_out"]).all()
    assert (final * 0.5 >= world["time_out"] - 0.5 - 1e-9).all()


def test_seed_and_variant_and_step_override_the_document():
    base = small(variants={"shut": {"set": {"venue.exits.e.changes": [{"at": 2, "state": "closed"}]}}})
    plain, other = simulate(base), simulate(base, seed=7)
    assert (plain.world.seed, other.world.seed) == (1, 7)
    assert digest(plain.world.columns) != digest(other.world.columns)
    shut = simulate(base, variant="shut")
    assert shut.ending == "no open exit can be reached"
    assert 0 < shut.summary["people_inside"] < 20
    assert shut.summary["inside_reasons"] == [
        {"reason": "no open exit can be reached", "people": shut.summary["people_inside"]}
    ]
    coarse = simulate(base, step=0.05)
    assert coarse.summary["step_s"] == 0.05
    assert coarse.summary["clearance_s"] == pytest.approx(plain.summary["clearance_s"], rel=0.2)


def test_a_variant_changes_nobody_elses_dice():
    """Paired comparison: another population, or another delay, leaves everyone's other attributes as they are."""
    base = small()
    document = json.loads(base.source.text)
    document["people"].append({**document["people"][0], "id": "z-more", "number": 5})
    document["people"][0]["pre_movement"] = 5
    one = build(base).world
    two = build(loads(json.dumps(document), "scene.json")).world
    for name in ("key", "desired_speed", "radius", "x", "y"):
        assert np.array_equal(one[name], two[name][:20]), name


def test_a_folder_in_use_is_refused_and_left_alone(tmp_path):
    simulate(small(), out=tmp_path / "run")
    before = tables(open_run(tmp_path / "run"))
    with pytest.raises(RunFolderError, match="not empty"):
        simulate(small(), out=tmp_path / "run", seed=2)
    assert tables(open_run(tmp_path / "run")) == before


def test_what_cannot_be_run_is_refused_with_file_line_and_key():
    venue = {"storeys": [storey("hall", 0, 0, 8, 6)], "exits": [gap("e", "hall", 3, 2, 3, 3.2)]}
    with pytest.raises(ScenarioError) as refused:
        simulate(scenario(venue, [{"number": 20}]))
    problem = refused.value.problems[0]
    assert problem.key[:2] == ("venue", "exits")
    assert problem.file == "scene.json"
    assert problem.line >= 1


def test_every_column_has_one_writer_and_nobody_writes_what_it_does_not_declare():
    simulation = build(house("collision_free_speed"), threads=1)
    check_wiring(simulation.models)
    world = simulation.world
    for model in simulation.models:
        before = {name: values.copy() for name, values in world.columns.items()}
        model.setup(world)
        for _ in range(3):
            model.update(world, 10)
        for name, values in world.columns.items():
            same = values.tobytes() == before[name].tobytes()
            assert same or name in model.writes, f"{model.name} writes {name}"


def test_an_empty_venue_is_over_at_once():
    venue = {"storeys": [storey("hall", 0, 0, 8, 6)], "exits": [gap("e", "hall", 0, 2, 0, 3.2)]}
    result = simulate(scenario(venue, []))
    assert result.ending == "everyone is out"
    assert result.world.time == 0.0
    assert result.summary["people"] == 0


def test_progress_is_told_at_least_once_a_simulated_second():
    seen = []
    result = simulate(small(), progress=seen.append)
    times = [0.0, *(state.time for state in seen)]
    assert np.diff(times).max() <= 1.0 + 1e-9
    assert seen[-1].inside == 0
    assert seen[-1].person_steps == result.summary["person_steps"]
    inside = [state.inside for state in seen]
    assert inside == sorted(inside, reverse=True)


def test_person_steps_count_the_steps_of_those_inside():
    simulation, _, trace = run(small(), every=CollisionFreeSpeed.step)
    walked = trace.inside[:-1].sum()
    # those who have not started, or stand, count as well or not; nobody counts twice
    assert 0.9 * walked <= simulation.world.person_steps <= walked
    check_everything(trace, simulation.world.venue, simulation.world.clock.step_size)
    table = outcome_table(simulation)
    assert table["status"].to_pylist() == ["out"] * 20


def test_every_exit_of_a_large_venue_finds_room_for_its_field(monkeypatch):
    """However little memory fields may take by default, people can head for all exits at once."""
    monkeypatch.setattr("exeunt.simulation.prepare.FIELD_MEMORY", 1)
    exits = [{"id": f"e{k}", "storey": "floor", "line": [[k, 0], [k + 0.9, 0]]} for k in range(6)]
    document = {
        "exeunt": 1,
        "venue": {"storeys": [{"id": "floor", "area": [[0, 0], [6, 0], [6, 4], [0, 4]]}], "exits": exits},
        "people": [{"id": "crowd", "number": 24, "pre_movement": 0}],
    }
    result = simulate(loads(json.dumps(document), "hall.json"), threads=1)
    assert result.ending == "everyone is out"
    assert result.world.fields.statistics()["slots"] == 6
