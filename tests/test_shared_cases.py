"""Every small input of ``../shared/cases`` through the commands that a user types, against what its README calls right.

The kinds behind the cases have tests of their own beside the code; this file is the check that no case is forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from exeunt.cli.app import app
from exeunt.results.run import open_run

Row = dict[str, Any]
SOCIAL_FORCE = ("--set", "movement=social_force")
STOPPED = ("--set", "venue.escalators.up.direction=stopped")


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def cases(shared: Path) -> Path:
    return shared / "cases"


@pytest.fixture
def run(cases: Path, tmp_path: Path) -> Callable[..., Row]:
    """Run a case, not draw it; return the summary with its exit code."""

    def run_case(case: str, *options: str) -> Row:
        folder = tmp_path / f"run-{len(list(tmp_path.iterdir()))}"
        result = call("run", cases / case, "--json", "--no-pictures", "--out", folder, *options)
        assert result.exit_code in (0, 3), result.output
        row: Row = json.loads(result.stdout)
        return row | {"code": result.exit_code}

    return run_case


@pytest.fixture
def check(cases: Path) -> Callable[..., Row]:
    """Check a case; return the figures and all its messages as one text."""

    def check_case(case: str, *options: str) -> Row:
        result = call("check", cases / case, "--json", *options)
        assert result.exit_code in (0, 1, 2), result.output
        row: Row = json.loads(result.stdout)
        return row | {"text": " ".join(f"{p['message']} {p['hint']}" for p in row["problems"])}

    return check_case


@pytest.fixture
def drawn(cases: Path, tmp_path: Path) -> Callable[..., tuple[Result, Path]]:
    """Import a drawing of the cases."""

    def import_case(case: str, *options: object) -> tuple[Result, Path]:
        out = tmp_path / "drawn.yaml"
        return call("import", cases / case, "--out", out, "--people", 5, *options), out

    return import_case


def left_by(row: Row) -> dict[str, int]:
    """Return how many people left by each exit."""
    return {exit["exit"]: exit["people"] for exit in row["exits"] if exit["people"]}


def reasons(row: Row) -> str:
    return json.dumps(row["inside_reasons"], ensure_ascii=False)


@pytest.mark.parametrize(("case", "options"), [
    ("01-door-two-abreast.yaml", ("--variant", "w90", *SOCIAL_FORCE)),
    ("32-slow-person-social-force.yaml", ()),
    ("32-slow-person-social-force.yaml", ("--variant", "enc")),
    ("09b-one-person-at-a-point.yaml", ()),
    ("09-placed-on-obstacles.yaml", ("--variant", "point")),
    ("22-umlaut.yaml", ()),
    ("34b-round-r20-w3.yaml", ()),
    ("19b-wheelchair-two-exits.yaml", ()),
    ("19b-wheelchair-two-exits.yaml", ("--variant", "quickest")),
    ("19b-wheelchair-two-exits.yaml", SOCIAL_FORCE),
    ("19-wheelchair-door.yaml", ("--variant", "w85")),
    ("19e-two-wheelchairs.yaml", ()),
    ("19e-two-wheelchairs.yaml", ("--variant", "w90")),
    ("19e-two-wheelchairs.yaml", ("--variant", "w100", *SOCIAL_FORCE)),
    ("20-group-torn.yaml", ("--variant", "late")),
    ("14-escalator-wrong-way.yaml", ()),
    ("14-escalator-wrong-way.yaml", ("--variant", "only", *STOPPED)),
    ("15-lift-second-storey.yaml", ()),
    ("38-past-a-side-exit.yaml", ("--variant", "one")),
    ("hostile/pocket.yaml", ()),
    ("hostile/grp.yaml", ("--set", "run.max_time=10 min")),
    ("11-inflow.yaml", ()),
    ("11-inflow.yaml", ("--variant", "pause")),
])  # fmt: skip
def test_everybody_gets_out(run: Callable[..., Row], case: str, options: tuple[str, ...]) -> None:
    row = run(case, *options)
    assert row["people_out"] == row["people"] > 0, (row["ending"], reasons(row))
    assert row["code"] == 0


def test_vertices_on_a_straight_wall_change_nothing(run: Callable[..., Row]) -> None:
    times = [run(f"05c-bottleneck-{case}.yaml", "--variant", "sfm")["t90_s"] for case in ("plain", "2cm")]
    assert times[1] == pytest.approx(times[0], rel=0.05)


def test_many_obstacles_are_checked(check: Callable[..., Row]) -> None:
    assert check("06c-2400-obstacles.yaml")["errors"] == 0


@pytest.mark.parametrize("unit", ["cm", "mm"])
def test_the_unit_of_a_drawing_is_asked_for(drawn: Callable[..., Any], cases: Path, unit: str) -> None:
    exits = ("--exits", cases / f"08-hall-{unit}.json")
    asked, _ = drawn(f"08-hall-{unit}.wkt", *exits)
    assert asked.exit_code == 1
    assert f"--units {unit}" in asked.output
    told, out = drawn(f"08-hall-{unit}.wkt", *exits, "--units", unit)
    assert told.exit_code == 0, told.output
    assert call("check", out).exit_code == 0


def test_degrees_become_metres(drawn: Callable[..., Any]) -> None:
    asked, _ = drawn("08-hall-wgs84.geojson")
    assert asked.exit_code == 1
    assert "--units degrees" in asked.output
    told, out = drawn("08-hall-wgs84.geojson", "--units", "degrees")
    assert told.exit_code == 0, told.output
    assert call("run", out, "--json", "--no-pictures", "--out", out.with_suffix("")).exit_code == 0


@pytest.mark.parametrize(("variant", "words"), [
    ("inside", "obstacle"), ("outside", "outside"), ("half", "outside"), ("strip", "Nowhere"),
])  # fmt: skip
def test_a_place_that_nobody_can_stand_on_is_named(
    check: Callable[..., Row], variant: str, words: str
) -> None:
    row = check("09-placed-on-obstacles.yaml", "--variant", variant)
    assert row["problems"]
    assert words in row["text"]


@pytest.mark.parametrize(("case", "options"), [
    ("09-placed-on-obstacles.yaml", ("--variant", "zero")),
    ("09-placed-on-obstacles.yaml", ("--variant", "none")),
    ("11-inflow.yaml", ("--set", "run.max_time=2 s")),
    ("hostile/zero2.yaml", ()),
])  # fmt: skip
def test_a_run_with_nobody_inside_ends_normally(
    run: Callable[..., Row], case: str, options: tuple[str, ...]
) -> None:
    row = run(case, *options)
    assert (row["people_out"], row["people_left_inside"], row["code"]) == (0, 0, 0)


def test_a_lift_is_taken_by_all_or_its_rule_is_told(
    run: Callable[..., Row], check: Callable[..., Row]
) -> None:
    told = check("15-lift-second-storey.yaml")
    for options in ((), ("--variant", "quickest"), ("--variant", "event")):
        row = run("15-lift-second-storey.yaml", *options)
        events = open_run(row["run"]).events().to_pylist()
        carried = sum(event["value"] for event in events if event["cause"] == "l at mid: closes")
        assert carried in (10, 40), (options, carried)
        assert carried == 40 or "lift" in told["text"]


def test_sealed_ground_is_listed(check: Callable[..., Row]) -> None:
    text = check("17-double-line-walls.yaml")["text"]
    assert "m²" in text
    assert "sealed" in text or "no opening" in text


@pytest.mark.parametrize("variant", ["", "f03", "f2", "f10"])
def test_pedpy_reads_a_run_of_any_frame_rate(run: Callable[..., Row], tmp_path: Path, variant: str) -> None:
    pedpy = pytest.importorskip("pedpy")
    row = run("18-low-frame-rate.yaml", *(("--variant", variant) if variant else ()))
    out = tmp_path / "tracks.sqlite"
    exported = call("export", row["run"], out)
    assert exported.exit_code == 0, exported.output
    tracks = pedpy.load_trajectory_from_jupedsim_sqlite(trajectory_file=out)
    ground = pedpy.load_walkable_area_from_jupedsim_sqlite(trajectory_file=out)
    assert pedpy.is_trajectory_valid(traj_data=tracks, walkable_area=ground)
    assert tracks.data["id"].nunique() == row["people"] == 100


@pytest.mark.parametrize("options", [(), ("--variant", "exit75"), ("--variant", "w80"), SOCIAL_FORCE])
def test_a_wheelchair_too_wide_for_the_door_holds_nobody_else(
    run: Callable[..., Row], check: Callable[..., Row], options: tuple[str, ...]
) -> None:
    row = run("19-wheelchair-door.yaml", *options)
    assert row["people_out"] >= 40
    if row["people_out"] < 43:
        variant = options if options[:1] == ("--variant",) else ()
        assert "do not fit through" in check("19-wheelchair-door.yaml", *variant)["text"]
        assert "too narrow" in reasons(row) or "wide enough" in reasons(row)


def test_wheelchair_users_take_the_exit_that_they_fit_through(run: Callable[..., Row]) -> None:
    assert left_by(run("19b-wheelchair-two-exits.yaml")) == {"narrow": 40, "wide": 3}


def test_a_parent_waits_for_late_children(run: Callable[..., Row]) -> None:
    assert run("20-group-torn.yaml", "--variant", "late")["t50_s"] > 600


@pytest.mark.parametrize("case", ["22b-chinese.geojson", "22d-german.geojson"])
def test_names_of_any_script_are_kept(drawn: Callable[..., Any], case: str) -> None:
    result, out = drawn(case)
    assert result.exit_code == 0, result.output
    assert call("check", out).exit_code == 0


IMPOSSIBLE = ("neg", "negmean", "negmin", "minmax", "sd0", "median0", "speed0", "hist")


def test_laws_that_are_cut_or_impossible_are_told(check: Callable[..., Row]) -> None:
    problems = check("23-delays.yaml")["problems"]
    [cut] = [problem for problem in problems if "in variant" not in problem["message"]]
    assert cut["severity"] == "warning"
    assert "a mean of 10 is stated, and 28 is drawn" in cut["message"]
    refused = {problem["message"].split("'")[1] for problem in problems if problem["severity"] == "error"}
    assert refused == {*IMPOSSIBLE, "speed", "radius"}


def test_a_stair_is_assigned(run: Callable[..., Row]) -> None:
    row = run("25-assign-stair.yaml", "--set", "people.p.exit_choice=nearest", "--set", "people.p.stairs=[b]")
    assert row["people_out"] == 60
    recorded = open_run(row["run"])
    walked = set(recorded.trajectories()["surface"].to_pylist())
    assert {surface.id for surface in recorded.venue.surfaces if surface.index in walked} == {"eg", "og", "b"}


@pytest.mark.parametrize("variant", ["w06", "w08"])
def test_two_streams_in_a_narrow_passage_are_not_faster_than_one(
    run: Callable[..., Row], variant: str
) -> None:
    """Means of twelve seeds; 40 people one way through the same passage."""
    one = ("--set", "people.l.number=40", "--set", "people.r.number=0")
    both, single = (
        [
            run("26-counterflow-narrow.yaml", "--variant", variant, "--seed", str(seed), *options)
            for seed in range(1, 13)
        ]
        for options in ((), one)
    )
    assert all(row["people_out"] == 40 for row in both + single)
    assert sum(row["last_out_s"] for row in both) >= sum(row["last_out_s"] for row in single)


def test_what_is_not_there_is_named_with_what_is(check: Callable[..., Row], cases: Path) -> None:
    assert "itinerary" in check("28-journey.yaml")["text"]
    told = call("run", cases / "30-time-of-day.yaml", "--set", "run.max_time=08:30")
    assert "not from midnight. Write 8 h 30 min or 8 min 30 s" in told.output
    assert "wheelchair_manual" in check("hostile/m1.yaml")["text"]


def test_wheelchair_users_upstairs_without_help_are_told(
    run: Callable[..., Row], check: Callable[..., Row]
) -> None:
    assert "as if carried at once" in check("29-wheelchair-stairs.yaml")["text"]
    assert run("29-wheelchair-stairs.yaml")["people_out"] >= 60


@pytest.mark.parametrize("case", [
    "35-polygon-z.wkt", "35b-foreign-features.geojson", "35c-storey-without-id.geojson", "35d-multiline-wall.geojson",
    "35e-null-geometry.geojson",
])  # fmt: skip
def test_odd_geometry_is_read(drawn: Callable[..., Any], cases: Path, case: str) -> None:
    result, out = drawn(case, *(("--exits", cases / "35-exits.json") if case.endswith("wkt") else ()))
    assert result.exit_code == 0, result.output
    assert call("check", out).exit_code == 0


@pytest.mark.parametrize(
    "case", ["35f-nan.wkt", "hostile/i1.wkt", "hostile/i2.wkt", "hostile/i3.wkt", "hostile/i4.geojson",
             "hostile/i5.geojson"]
)  # fmt: skip
def test_impossible_geometry_is_refused_in_a_sentence(
    drawn: Callable[..., Any], cases: Path, case: str
) -> None:
    result, _ = drawn(case, *(("--exits", cases / "35-exits.json") if case.endswith("wkt") else ()))
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    assert Path(case).name in result.output


@pytest.mark.parametrize("options", [(), ("--variant", "wide"), ("--variant", "cfs"), ("--variant", "sfm")])
def test_nobody_leaves_by_an_exit_that_is_not_theirs(
    run: Callable[..., Row], options: tuple[str, ...]
) -> None:
    assert left_by(run("38-past-a-side-exit.yaml", *options)) == {"end": 60}


def test_nobody_is_pushed_out_of_a_side_exit_in_counterflow(run: Callable[..., Row]) -> None:
    row = run("38-past-a-side-exit.yaml", "--variant", "counter")
    assert "side" not in left_by(row)
    assert row["people_out"] == 100


def test_an_assigned_exit_that_cannot_be_reached_is_told(
    check: Callable[..., Row], cases: Path, tmp_path: Path
) -> None:
    told = "exit 'west', assigned to people of 'r', cannot be reached by 60 of 60"
    assert told in check("41-one-way-door.yaml")["text"]
    ran = call("run", cases / "41-one-way-door.yaml", "--no-pictures", "--out", tmp_path / "run")
    assert told in " ".join(ran.output.split())


@pytest.mark.parametrize("variant", ["v", "w", "x"])
def test_a_path_given_twice_in_remove_removes_nothing_else(check: Callable[..., Row], variant: str) -> None:
    assert check("hostile/rm2.yaml", "--variant", variant)["facts"]["people"] == 7 + 8


def test_the_theatre_is_checked_run_and_reported(cases: Path, tmp_path: Path) -> None:
    folder = tmp_path / "theatre"
    ran = call("run", cases / "theatre.yaml", "--json", "--no-pictures", "--out", folder,
               "--set", "run.max_time=100 s", "--set", "record.every=2 s")  # fmt: skip
    assert ran.exit_code in (0, 3), ran.output
    assert json.loads(ran.stdout)["people"] == 900
    made = call("report", folder, "--out", tmp_path / "theatre.html")
    assert made.exit_code == 0, made.output
