"""What a program types: five short programs, and that a run has one face in memory and in a folder."""

from __future__ import annotations

import importlib
import json
import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest

import exeunt
from exeunt.base.kinds import families, kinds

FAMILIES = ("behaviour", "exposure", "hazards", "metrics", "movement", "wayfinding")
MOST = 1_000_000

HALL: dict[str, Any] = {
    "exeunt": 1,
    "name": "hall",
    "venue": {
        "storeys": [{"id": "hall", "area": [(0, 0), (12, 0), (12, 8), (0, 8)],
                     "walls": [{"line": [(6, 0), (6, 8)], "thickness": "0.2 m"}]}],
        "doors": [{"id": "middle", "storey": "hall", "at": (6, 4), "width": 1.2}],
        "exits": [{"id": "out", "storey": "hall", "at": (12, 4), "width": 1.0},
                  {"id": "spare", "storey": "hall", "at": (9, 8), "width": 1.0, "state": "locked"}],
    },
    "people": [{"id": "guests", "number": 60, "where": {"storey": "hall"}, "pre_movement": 0}],
    "variants": {"spare open": {"set": {"venue.exits.spare.state": "open"}}},
}  # fmt: skip


@pytest.fixture(scope="module")
def hall() -> exeunt.Scenario:
    return exeunt.load(HALL)


@pytest.fixture(scope="module")
def run(hall: exeunt.Scenario) -> exeunt.Run:
    return exeunt.simulate(hall, seed=1)


def test_first_program_a_run_and_its_curves(run: exeunt.Run) -> None:
    assert len(repr(run)) < 300
    assert repr(run).startswith("Run('hall', seed 1: 60 people, 60 out, last at ")
    assert run.ending == "everyone is out"
    curve = run.n_t()
    assert curve["out"].to_pylist() == list(range(1, 61))
    assert np.all(np.diff(curve["time"]) >= 0)
    assert run.summary["clearance_s"] == curve["time"][-1].as_py()
    assert run.people().num_rows == 60
    tracks = run.trajectories()
    assert tracks.column_names == ["person", "time", "x", "y", "z", "surface", "status"]
    assert set(tracks["surface"].to_pylist()) == {"hall"}
    assert 0 <= min(tracks["x"].to_pylist()) <= max(tracks["x"].to_pylist()) <= 12
    assert run.plot()._repr_svg_().startswith("<svg")
    assert "hall" in run.plot("plan").code()
    assert 5 <= len(run._repr_html_().splitlines()) <= 13


def test_second_program_a_folder_and_pandas(hall: exeunt.Scenario, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    exeunt.simulate(hall, seed=1, out=tmp_path / "run")
    people = exeunt.open_run(tmp_path / "run").people().to_pandas()
    assert isinstance(people, pandas.DataFrame)
    tracks = exeunt.open_run(tmp_path / "run").trajectories().to_pandas()
    walked = tracks.groupby("person", observed=True)[["x", "y"]].agg(lambda way: way.diff().abs().sum())
    assert (walked.sum(axis=1) > 0.1).mean() > 0.9


def test_third_program_how_wide_must_the_exit_be(hall: exeunt.Scenario) -> None:
    times = {
        width: exeunt.simulate(hall.with_({"venue.exits.out.width": width}), seed=1).summary["clearance_s"]
        for width in (np.float64(0.8), "1.0 m", 2.4)
    }
    assert times[np.float64(0.8)] > times["1.0 m"] > times[2.4]
    assert hall.document.venue.exits[0].width == 1.0


def test_fourth_program_a_building_from_a_dictionary(hall: exeunt.Scenario) -> None:
    assert exeunt.load(json.dumps(HALL)).hash == hall.hash
    assert exeunt.load(json.dumps(HALL, indent=1)).hash == hall.hash
    law = exeunt.movement.SocialForce()
    assert exeunt.load({**HALL, "movement": law}).document.movement == law
    with pytest.raises(exeunt.ScenarioError, match=r"scenario\.json:\d+ venue\.exitz: unknown key"):
        exeunt.load({**HALL, "venue": {**HALL["venue"], "exitz": []}})
    with pytest.raises(exeunt.ExeuntError, match="object cannot stand in a scenario"):
        exeunt.load({**HALL, "name": object()})


def test_fifth_program_seeds_in_other_processes(hall: exeunt.Scenario, run: exeunt.Run) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        found = [pool.submit(exeunt.simulate, hall, seed=seed) for seed in (1, 2)]
        first, second = (future.result() for future in found)
    assert same(first.people(), run.people())
    assert first.summary["t98_s"] != second.summary["t98_s"]
    assert max(len(pickle.dumps(each)) for each in (hall, run, first)) < MOST
    assert first.flow("middle") == run.flow("middle")
    with pytest.raises(exeunt.RunFolderError, match="Positions were not kept"):
        first.trajectories()


def same(one: Any, other: Any) -> bool:
    # NaN is equal to itself here
    query = "SELECT count(*) FROM (SELECT * FROM one EXCEPT ALL SELECT * FROM other)"
    return one.num_rows == other.num_rows and duckdb.query(query).fetchall() == [(0,)]


def rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: rounded(child) for key, child in value.items()}
    if isinstance(value, list):
        return [rounded(child) for child in value]
    return f"{value:.6g}" if isinstance(value, float) else value


def test_a_run_has_one_face_in_memory_and_in_a_folder(
    hall: exeunt.Scenario, run: exeunt.Run, tmp_path: Path
) -> None:
    written = exeunt.simulate(hall, seed=1, out=tmp_path / "run")
    again = pickle.loads(pickle.dumps(written))
    for other in (written, again, exeunt.open_run(tmp_path / "run")):
        assert dir(other) == dir(run)
        assert same(other.people(), run.people())
        assert other.events().equals(run.events())
        assert other.trajectories().equals(run.trajectories())
        assert other.n_t("out").equals(run.n_t("out"))
        assert other.flow("out") == run.flow("out")
        assert other.flow("middle") == run.flow("middle")
        figures = {**other.summary, "wall_s": 0, "speed": 0}
        # a folder keeps density in single precision
        assert rounded(figures) == rounded({**run.summary, "wall_s": 0, "speed": 0})
        assert other.plot().code() == run.plot().code()
        assert (other.ending, other.status, other.seed) == (run.ending, run.status, run.seed)
    assert written.folder == tmp_path / "run"
    assert written.measures.optimum.binding[0].id == "out"
    assert written.duckdb().execute("SELECT count(*) FROM people").fetchone() == (60,)


def test_flow_through_a_door_counts_who_crossed_it(run: exeunt.Run) -> None:
    left = sum(x < 6 for x in first_places(run))
    assert run.flow("middle").crossings == left > 10
    assert run.flow("out").crossings == 60
    assert run.flow("out").width == 1.0
    with pytest.raises(exeunt.ExeuntError, match=r"no opening 'midle' .*Did you mean 'middle'"):
        run.flow("midle")
    with pytest.raises(exeunt.ExeuntError, match="'middle' is no exit"):
        run.n_t("middle")


def first_places(run: exeunt.Run) -> list[float]:
    tracks = run.trajectories()
    person, x = tracks["person"].to_numpy(), tracks["x"].to_numpy()
    return x[np.flatnonzero(np.diff(person, prepend=-1))].tolist()


def test_variants_and_edits(hall: exeunt.Scenario, run: exeunt.Run) -> None:
    opened = exeunt.simulate(hall.variant("spare open"), seed=1)
    assert opened.n_t("spare").num_rows > 0 == run.n_t("spare").num_rows
    assert exeunt.simulate(hall, seed=1, variant="spare open").n_t().equals(opened.n_t())
    assert hall.with_(run__seed=7).document.run.seed == 7
    assert hall.with_(name="other").name == "other"
    with pytest.raises(exeunt.ScenarioError, match=r"nothing in 'venue\.exits' has the id 'main'"):
        hall.with_({"venue.exits.main.width": 1})


def test_without_positions_a_run_still_tells_who_left(hall: exeunt.Scenario, run: exeunt.Run) -> None:
    bare = exeunt.simulate(hall, seed=1, record=False)
    assert bare.n_t().equals(run.n_t())
    assert bare.flow("middle") == run.flow("middle")
    with pytest.raises(exeunt.RunFolderError, match="record=False"):
        bare.plot("plan")
    with pytest.raises(exeunt.RunFolderError, match="in memory only"):
        bare.duckdb()


def test_a_damaged_folder_still_prints(hall: exeunt.Scenario, tmp_path: Path) -> None:
    exeunt.simulate(hall, seed=1, out=tmp_path / "run")
    (tmp_path / "run" / "people.parquet").unlink()
    broken = exeunt.open_run(tmp_path / "run")
    assert len(repr(broken)) < 300
    assert "<table>" in broken._repr_html_()


def test_dir_lists_what_there_is_and_no_more() -> None:
    assert dir(exeunt) == sorted([*exeunt.__all__, "__version__"])
    for name in exeunt.__all__:
        assert getattr(exeunt, name) is getattr(exeunt, name)
    with pytest.raises(AttributeError, match="no attribute 'simulat'"):
        _ = exeunt.simulat


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_exports_each_name_once(family: str) -> None:
    door = importlib.import_module(f"exeunt.{family}")
    assert dir(door) == sorted(set(door.__all__))
    for name in door.__all__:
        assert getattr(door, name).__doc__ or not callable(getattr(door, name)), name


def test_the_doors_hold_every_kind_of_their_families() -> None:
    offered = {getattr(getattr(exeunt, family), name) for family in FAMILIES for name in dir(getattr(exeunt, family))
               if isinstance(getattr(getattr(exeunt, family), name), type)}  # fmt: skip
    of_other_rooms = {"distribution", "detector", "alarm_system", "speed_law"}
    for family in set(families()) - of_other_rooms:
        assert set(kinds(family).values()) <= offered, family
