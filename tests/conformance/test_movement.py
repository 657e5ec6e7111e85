"""What every way of walking in the catalogue must keep, whatever its law: one house, every kind of movement."""

from __future__ import annotations

import json

import numpy as np
import pytest
from invariants import check_conserved, check_everything, check_places
from scenes import Document, box, digest, gap, house, run, scenario, storey, tables

from exeunt.base.kinds import kinds
from exeunt.models.movement import model as movement_model
from exeunt.results.run import open_run
from exeunt.scenario.catalogue import load_catalogue
from exeunt.scenario.files import loads
from exeunt.simulation import build, simulate

load_catalogue()
MOVEMENTS = sorted(kinds("movement"))


@pytest.fixture(scope="module", params=MOVEMENTS)
def kind(request):
    return request.param


@pytest.fixture(scope="module")
def walked(kind):
    """The house, run to its end at the model's own step, every step kept."""
    return run(house(kind))


def test_the_catalogue_is_not_empty():
    assert "collision_free_speed" in MOVEMENTS


def test_nobody_passes_walls_or_shut_doors_and_nobody_is_lost(walked):
    simulation, ending, trace = walked
    assert ending == "everyone is out"
    check_everything(trace, simulation.world.venue, simulation.world.clock.step_size)
    # what the checks are about did take place
    crossed = {event.opening for event in trace.events if event.kind == "crossing"}
    venue = simulation.world.venue
    assert crossed == {venue.opening(id).index for id in ("west", "east", "late", "one-way")}
    used = {venue.openings[k].id for k in np.unique(simulation.world["exit_used"])}
    assert used == {"west", "east"}
    assert len(np.unique(trace["surface"][trace["surface"] >= 0])) == 3
    assert sum(event.kind == "arrival" for event in trace.events) == 5


def test_nobody_is_faster_than_free_walking_and_nobody_is_shot_away(kind, walked):
    simulation, _, trace = walked
    speed = np.hypot(np.diff(trace["x"], axis=0), np.diff(trace["y"], axis=0)) / trace.every
    inside = trace.inside[:-1]
    if kind != "social_force":
        fastest = np.maximum(simulation.world["desired_speed"], simulation.world["speed_stairs_down"])
        assert (speed <= 1.0001 * fastest)[inside].all()
    # forces may push someone along faster than it would walk, never faster than people run
    assert speed[inside].max() < 4.0


def test_same_seed_same_bytes_with_one_thread_and_with_two(kind, walked, monkeypatch):
    simulation, _, _ = walked
    again, _, _ = run(house(kind), every=1.0)
    assert digest(again.world.columns) == digest(simulation.world.columns)
    # small crowds are not shared among threads unless told
    monkeypatch.setattr(movement_model, "PARALLEL_FROM", 1)
    shared, _, _ = run(house(kind), every=1.0, threads=2)
    assert digest(shared.world.columns) == digest(simulation.world.columns)
    assert shared.world.person_steps == simulation.world.person_steps


def test_the_tables_of_two_runs_are_equal_and_those_of_two_seeds_are_not(kind, tmp_path, monkeypatch):
    found = {}
    for name, threads, seed in (("one", 1, 1), ("two", 2, 1), ("other", 1, 2)):
        monkeypatch.setattr(movement_model, "PARALLEL_FROM", 1 if threads > 1 else 10**9)
        simulate(house(kind), out=tmp_path / name, threads=threads, seed=seed)
        found[name] = tables(open_run(tmp_path / name))
    assert set(found["one"]) >= {"people", "trajectories", "events", "summary", "series/vx"}
    assert found["one"] == found["two"]
    for table in ("people", "trajectories", "events"):
        assert found["one"][table] != found["other"][table]


def test_the_order_of_populations_in_the_document_changes_nothing(kind):
    scene = house(kind)
    document = json.loads(scene.source.text)
    document["people"].reverse()
    turned, _, _ = run(loads(json.dumps(document), "scene.json"), every=1.0)
    plain, _, _ = run(scene, every=1.0)
    skip = ("population",)
    assert digest(turned.world.columns, skip) == digest(plain.world.columns, skip)
    assert not np.array_equal(turned.world["population"], plain.world["population"])


def test_the_order_of_people_in_memory_changes_only_the_last_digits(kind):
    def crowd():
        venue = {"storeys": [storey("hall", 0, 0, 8, 8)], "exits": [gap("e", "hall", 0, 3.4, 0, 4.6)]}
        return scenario(venue, [{"number": 60}], movement=kind, run={"max_time": 0.5})

    plain, _, _ = run(crowd(), every=1.0)
    order = np.random.default_rng(5).permutation(60)

    def shuffle(simulation):
        for values in simulation.world.columns.values():
            values[:] = values[order]

    shuffled, _, _ = run(crowd(), every=1.0, prepare=shuffle)
    assert np.array_equal(shuffled.world["key"], plain.world["key"][order])
    for name in ("x", "y", "vx", "vy", "distance_walked"):
        assert np.allclose(shuffled.world[name], plain.world[name][order], rtol=0, atol=1e-9)
    assert not np.allclose(plain.world["vx"], 0.0)


def test_people_at_the_same_place_or_in_a_line_make_no_nan(kind):
    """Coinciding centres, exact contact and a row exactly along the desired direction: the singular cases."""
    venue = {"storeys": [storey("hall", 0, 0, 8, 8)], "exits": [gap("e", "hall", 0, 3.4, 0, 4.6)]}
    scene = scenario(venue, [{"number": 12, "desired_speed": 1.3}], movement=kind, run={"max_time": 60})

    def heap(simulation):
        simulation.world["x"][:] = [4, 4, 5, 5.4, 5.8, 6.2, 6.6, 7.0, 0.2, 7.8, 7.8, 4]
        simulation.world["y"][:] = [4, 4, 4, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 7.8, 0.2, 4]

    simulation, _, trace = run(scene, prepare=heap)
    check_everything(trace, simulation.world.venue, simulation.world.clock.step_size)
    for name in ("vx", "vy"):
        assert np.isfinite(simulation.world[name]).all()


@pytest.mark.parametrize("corner", [0.0, 1e-3, 5e-4], ids=["touching", "at the margin", "within it"])
def test_a_start_at_a_wall_holds_nobody(kind, corner):
    """Places exactly on the edge or nearer to it than anyone may come: people get away from there."""
    venue = {
        "storeys": [storey("hall", 0, 0, 6, 6, obstacles=[box(2.5, 2.5, 3.5, 3.5)])],
        "exits": [gap("e", "hall", 0, 2.4, 0, 3.6)],
    }
    scene = scenario(venue, [{"number": 3, "desired_speed": 1.3}], movement=kind, run={"max_time": 60})

    def press(simulation):
        simulation.world["x"][:] = [6 - corner, 3.5 + corner, 4.5]
        simulation.world["y"][:] = [6 - corner, 3.0, corner]

    simulation, ending, trace = run(scene, prepare=press)
    venue, step = simulation.world.venue, simulation.world.clock.step_size
    if corner == 0.0:
        # the first step touches the edge, since it starts there
        check_places(trace, venue)
        check_conserved(trace, venue)
    else:
        check_everything(trace, venue, step)
    assert ending == "everyone is out"


@pytest.mark.parametrize("seated", MOVEMENTS)
def test_people_get_out_of_rows_of_seats_of_the_usual_pitch(seated):
    venue = {
        "storeys": [storey("hall", 0, 0, 9, 7)],
        "seating": [
            {"id": "rows", "storey": "hall", "origin": [7.0, 4.0], "facing": "-90 deg", "rows": 2, "seats": 6}
        ],
        "exits": [gap("e", "hall", 0, 0.5, 0, 2)],
    }
    scene = scenario(venue, [{"seats": {"blocks": ["rows"]}}], movement=seated, run={"max_time": 60})
    _, ending, _ = run(scene, every=1.0)
    assert ending == "everyone is out"


@pytest.mark.long
def test_threads_change_nothing_in_a_large_crowd(kind):
    """2,500 people in a hall of pillars, above the size from which steps are shared, for 20 s."""
    pillars: list[Document] = [
        {"line": [[x, y], [x + 1, y + 0.4]], "thickness": 0.3}  # type: ignore[dict-item]
        for x in range(4, 46, 6)
        for y in range(4, 46, 6)
    ]
    venue = {
        "storeys": [storey("hall", 0, 0, 50, 50, walls=pillars)],
        "exits": [gap("e", "hall", 0, 20, 0, 23), gap("f", "hall", 50, 30, 50, 32)],
    }
    scene = scenario(venue, [{"number": 2500}], movement=kind, run={"max_time": 20})
    found = []
    for threads in (1, 2, 1):
        simulation = build(scene, threads=threads)
        simulation.loop().run()
        found.append(digest(simulation.world.columns))
    assert found[0] == found[1] == found[2]
