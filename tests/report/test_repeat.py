"""The last page, followed literally: the run repeated from its own folder holds the same values."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path

import pytest
from scenes import box, gap, scenario, storey, tables
from typer.testing import CliRunner

from exeunt.cli.app import app
from exeunt.report.blocks import Attachment, Commands
from exeunt.report.compose import compose
from exeunt.results.fingerprint import combined, fingerprints
from exeunt.results.run import Run, open_run
from exeunt.scenario.files import load
from exeunt.simulation import simulate


def typed(folder: Path, monkeypatch: pytest.MonkeyPatch, read) -> tuple[Run, str, str]:
    """Type the commands of the last page where the run folder lies; return the new run and both fingerprints."""
    report = compose(open_run(folder))
    (commands,) = [block for block in report.blocks if isinstance(block, Commands)]
    monkeypatch.chdir(folder.parent)
    for line in commands.lines:
        program, *words = shlex.split(line)
        assert program == "exeunt"
        done = CliRunner().invoke(app, words)
        assert done.exit_code in (0, 3), done.output
    again = open_run(folder.parent / "repeat")
    assert (folder.parent / "repeat.html").stat().st_size > 10_000
    first, second = (
        read(written).table("Fingerprints")[-1]["Fingerprint"] for written in (report, compose(again))
    )
    return again, first, second


def equal(first: Run, second: Run, step_differs: bool = False) -> None:
    one, two = tables(first), tables(second)
    assert one.keys() == two.keys()
    assert {name for name in one if one[name] != two[name]} <= {"scenario"}
    # the resolved scenario differs at most in the title, which names the variant
    lines = zip(one["scenario"].splitlines()[1:], two["scenario"].splitlines()[1:], strict=True)
    changed = [before.split(":")[0].strip() for before, after in lines if before != after]
    assert changed == (["run", "step"] if step_differs else [])
    assert step_differs or first.info["scenario_hash"] == second.info["scenario_hash"]
    for name in ("people.parquet", *(f"trajectories/{path.name}" for path in first.parts("trajectories"))):
        assert (first.folder / name).read_bytes() == (second.folder / name).read_bytes(), name


def hall(**top):
    venue = {
        "storeys": [storey("hall", 0, 0, 9, 6)],
        "exits": [gap("a", "hall", 0, 2, 0, 3.2), gap("b", "hall", 9, 2, 9, 3.2)],
    }
    return scenario(venue, [{"number": 25, "pre_movement": {"kind": "uniform", "min": 0, "max": 6}}], **top)


def test_a_run_with_another_seed_and_step_is_repeated(tmp_path, monkeypatch, read):
    folder = tmp_path / "my run"
    simulate(hall(record={"series": {"vx": 1}}), seed=7, step=0.02, out=folder)
    again, first, second = typed(folder, monkeypatch, read)
    assert again.info["seed"] == 7
    assert again.info["step"] == 0.02
    equal(open_run(folder), again, step_differs=True)
    assert first == second == combined(fingerprints(again))


def test_a_run_of_a_variant_is_repeated_and_says_what_the_variant_changes(tmp_path, monkeypatch, read):
    variants = {
        "shut": {"title": "Exit b closes", "set": {"venue.exits.b.changes": [{"at": 3, "state": "closed"}]}}
    }
    base = hall(variants=variants)
    simulate(base, variant="shut", out=tmp_path / "run")
    plain = simulate(base, out=tmp_path / "plain")
    assert fingerprints(open_run(tmp_path / "plain")) != fingerprints(open_run(tmp_path / "run"))
    told = read(compose(open_run(tmp_path / "run")))
    assert dict(told.report.about)["Variant"] == "Exit b closes"
    assert told.table("What the variant changes") == [
        {"Key of the scenario": "venue.exits.b.changes", "Value in this variant": "at 3, state closed"}
    ]
    again, first, second = typed(tmp_path / "run", monkeypatch, read)
    equal(open_run(tmp_path / "run"), again)
    assert first == second
    assert plain.summary["people_out"] == 25


def test_a_venue_from_files_travels_with_the_run(tmp_path, monkeypatch, read):
    plans = tmp_path / "elsewhere" / "plans"
    plans.mkdir(parents=True)
    (plans / "hall.wkt").write_text("POLYGON ((0 0, 9 0, 9 6, 0 6, 0 0))")
    corners = [*box(1, 1, 8, 5), [1, 1]]
    (plans / "room.geojson").write_text(json.dumps({"type": "Polygon", "coordinates": [corners]}))
    document = json.loads(hall().source.text)
    document["venue"]["storeys"][0]["area"] = {"wkt_file": "plans/hall.wkt"}
    document["venue"]["rooms"] = [
        {"id": "r", "storey": "hall", "area": {"geojson_file": "plans/room.geojson"}}
    ]
    path = tmp_path / "elsewhere" / "hall.json"
    path.write_text(json.dumps(document))
    (tmp_path / "here").mkdir()
    folder = tmp_path / "here" / "run"
    simulate(load(path), out=folder)
    shutil.rmtree(tmp_path / "elsewhere")
    again, first, second = typed(folder, monkeypatch, read)
    equal(open_run(folder), again)
    assert first == second
    attached = [block for block in compose(open_run(folder)).blocks if isinstance(block, Attachment)]
    assert [block.name for block in attached] == ["scenario.yaml", "hall.wkt", "room.geojson"]
    assert attached[0].content == (folder / "scenario.yaml").read_bytes()


def test_the_fingerprint_notices_one_bit(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    simulate(hall(), out=tmp_path / "run")
    before = fingerprints(open_run(tmp_path / "run"))
    path = tmp_path / "run" / "people.parquet"
    table = pq.read_table(path)
    values = table["desired_speed"].to_numpy().copy()
    values[3] += 2e-16
    where = table.column_names.index("desired_speed")
    pq.write_table(table.set_column(where, table.schema.field(where), pa.array(values)), path)
    after = fingerprints(open_run(tmp_path / "run"))
    assert {name for name in before if before[name] != after[name]} == {"people"}
