"""Openings with a limit of flow: named with it, judged by it, and the free result beside the limited one."""

from __future__ import annotations

from pathlib import Path

import pytest
from scenes import gap, scenario, storey

from exeunt.report.blocks import Commands, Note
from exeunt.report.compose import compose
from exeunt.report.words import both
from exeunt.results.run import Run, open_run, write_free_doors
from exeunt.simulation import simulate

LIMIT, WIDTH = 0.5, 2.0


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, dict]:
    """Forty people, one exit that lets one person a second through its two metres; and the free result."""
    folder = tmp_path_factory.mktemp("limited") / "run"
    exit = gap("way out", "room", 6, 1, 6, 1 + WIDTH, max_specific_flow=LIMIT)
    scene = scenario(
        {"storeys": [storey("room", 0, 0, 6, 4)], "exits": [exit], "doors": []}, [{"number": 40}]
    )
    simulate(scene, out=folder)
    return open_run(folder), simulate(scene, free_doors=True).summary


def test_the_limit_is_named_and_is_the_capacity(limited, read):
    run, _ = limited
    reader = read(compose(run))
    (row,) = reader.table("Openings with a limit of flow")
    assert (row["Opening"], row["Limit (per s and m)"], row["Limit (per s)"]) == ("way out", "0.50", "1.00")
    (used,) = reader.table("Use of the exits")
    assert used["Capacity (per s)"] == "1.00"
    # with a queue all the time the exit passes what it may, which is far below what its width could
    assert 90 <= float(used["Mean / capacity"].removesuffix(" %")) <= 110
    assert "1 opening of this run (way out) let through no more than a limit" in reader.text
    assert "Of way out its own limit counts where smaller" in reader.text


def test_the_lower_bound_takes_the_limit(limited):
    run, _ = limited
    from exeunt.metrics.measures import Measures

    measures, clearance = Measures(run), run.summary()["clearance_s"]
    # 40 people at one a second, less two that the bound grants
    assert 0.9 * 38 <= measures.optimum.time <= clearance
    parts = {part.id: part.seconds for part in measures.parts}
    assert min(parts.values()) >= 0
    assert sum(parts.values()) == pytest.approx(clearance)


def test_a_report_without_the_free_result_says_how_to_get_it(limited):
    run, _ = limited
    report = compose(open_run(run.folder))
    (note,) = [b for b in report.blocks if isinstance(b, Note) and b.title.startswith("The free result")]
    assert "--free-doors" in note.text
    (commands,) = [block for block in report.blocks if isinstance(block, Commands)]
    assert "--free-doors" not in commands.lines[0]


def test_the_free_result_stands_beside_the_limited_one(limited, read):
    run, free = limited
    write_free_doors(run.folder, free)
    again = open_run(run.folder)
    reader = read(compose(again))
    rows = {row["Figure"]: row for row in reader.table("This run with its limits")}
    assert rows["Everybody is out after"]["With the limits"] == f"{run.summary()['clearance_s']:.1f} s"
    assert rows["Everybody is out after"]["Without any limit of flow"] == f"{free['clearance_s']:.1f} s"
    assert free["clearance_s"] < 0.7 * run.summary()["clearance_s"]
    assert "Mean flow through way out" in rows
    (commands,) = [block for block in reader.report.blocks if isinstance(block, Commands)]
    assert "--free-doors" in commands.lines[0]


def test_a_damaged_free_result_is_told(limited, read):
    run, _ = limited
    Path(run.folder / "free-doors.json").write_text("{")
    reader = read(compose(open_run(run.folder)))
    assert "free-doors.json is damaged" in reader.text


def test_runs_without_limits_say_nothing_of_them(reader):
    assert "limit of flow" not in reader.text


def test_an_exit_that_closes_after_so_many_people_is_told(tmp_path, read):
    venue = {
        "storeys": [storey("room", 0, 0, 6, 4)],
        "exits": [gap("near", "room", 6, 1, 6, 3, closes_after=8), gap("far", "room", 0, 1, 0, 3)],
    }
    where = {"storey": "room", "area": [[3.5, 0.2], [5.8, 0.2], [5.8, 3.8], [3.5, 3.8]]}
    result = simulate(scenario(venue, [{"number": 15, "where": where}]), out=tmp_path / "run")
    (row,) = result.summary["counted_openings"]
    assert (row["opening"], row["closes_after"], row["passed"], row["closed_times"]) == ("near", 8, 8, 1)
    reader = read(compose(open_run(tmp_path / "run")))
    (told,) = reader.table("Openings that close after so many people")
    assert (told["Opening"], told["Passed (people)"]) == ("near", "8")
    assert told["Closed at"] == both(row["closed_s"]).replace("\u00a0", " ")
    near = next(row for row in reader.table("Exits") if row["Exit"] == "near")
    assert near["State over time"] == "closes after 8 people"
