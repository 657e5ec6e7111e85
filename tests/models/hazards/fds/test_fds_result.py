"""A result of FDS brings people the air that FDS computed, and the dose that FDS would give them."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scenes import box, gap

from exeunt.models.exposure.gases import Gases, gas_rate
from exeunt.models.hazards.fds.field import FdsField
from exeunt.models.hazards.fds.kind import FdsSlices
from exeunt.models.hazards.fds.mapping import Placement
from exeunt.models.hazards.field import QUANTITIES, HazardError, HazardModel, ambient
from exeunt.models.hazards.sampling import Heads
from exeunt.models.hazards.site import Site
from exeunt.results.run import open_run
from exeunt.scenario.check import check_scenario
from exeunt.scenario.files import Scenario, loads
from exeunt.simulation import simulate

pytest.importorskip("fdsreader", reason="needs the extra 'fire'")

WALLS = [{"line": [[11.875, 0], [11.875, 10]], "thickness": 0.25}]
HALL = {"id": "hall", "area": [[0, 0], [12, 0], [12, 4], [20, 4], [20, 6], [12, 6], [12, 10], [0, 10]],
        "walls": WALLS}  # fmt: skip
VENUE = {
    "storeys": [HALL],
    "doors": [gap("door", "hall", 11.875, 4, 11.875, 6)],
    "exits": [gap("end", "hall", 20, 4, 20, 6), gap("side", "hall", 0, 0, 0, 2)],
}
PLACE = (8.0, 5.0)


@pytest.fixture(scope="module")
def result(shared: Path) -> Path:
    """12 x 10 x 4 m hall with a corridor, 750 kW, two meshes of 0.25 m, 66 s."""
    folder = shared / "data" / "fire" / "fds_hall"
    if not folder.is_dir():
        pytest.skip("needs data/fire/fds_hall in the folder 'shared' beside the checkout")
    return folder


def scene(result: Path, venue: dict[str, Any] = VENUE, people: int = 30, **more: Any) -> Scenario:
    source = {"id": "fds", "kind": "fds", "result_folder": str(result), **more}
    where = {"where": {"storey": "hall", "area": box(4, 1, 11, 9)}} if people else {}
    crowd = {"id": "p", "number": people, **where}
    document = {
        "exeunt": 1, "venue": venue, "people": [{**crowd, "pre_movement": 45, "mobility": {}}],
        "hazards": {"sources": [source], "head_height": 1.75}, "run": {"max_time": 120},
        "record": {"series": {"extinction": 1}},
    }  # fmt: skip
    return loads(json.dumps(document), "case.json", allow=[result])


def field_of(scenario: Scenario) -> FdsField:
    venue = check_scenario(scenario, place=False).require()[1]
    source = scenario.document.hazards.sources[0]  # type: ignore[union-attr]
    assert isinstance(source, FdsSlices)
    field = source.source(Site(venue, 120.0, 20.0, 1.75))
    assert isinstance(field, FdsField)
    return field


def air(field: FdsField, times: Any, x: float, y: float) -> dict[str, np.ndarray]:
    """Return the quantities at one place of the only surface."""
    head = Heads(np.zeros(1, dtype=np.int64), np.array([x]), np.array([y]), np.array([1.75]), 1.75)
    rows = []
    for time in times:
        out = np.zeros((1, 8))
        field.add(float(time), head, out)
        rows.append(out[0] + ambient(20.0))
    return dict(zip(QUANTITIES, np.array(rows).T, strict=True))


def dose(series: dict[str, np.ndarray], times: np.ndarray) -> float:
    """Return the dose of gases by the trapezoidal rule."""
    gases = Gases(**{name: series[name] for name in ("co", "co2", "o2", "hcn")})
    return float(np.trapezoid(gas_rate(gases, "purser", "light"), times)) / 60.0


def devices(result: Path) -> dict[str, np.ndarray]:
    lines = (result / "hall_devc.csv").read_text().splitlines()
    names = lines[1].replace('"', "").split(",")
    return dict(zip(names, np.loadtxt(lines[2:], delimiter=",").T, strict=True))


def test_our_dose_is_that_of_fds(result: Path) -> None:
    """FDS integrates its own FED at (8, 5, 1.75); from the gases that its devices measured there we get the same.

    A device writes the mean since its last line.
    """
    device = devices(result)
    gases = Gases(co=device["CO_P"], co2=device["CO2_P"], o2=device["O2_P"], hcn=device["HCN_P"])
    ours = float((gas_rate(gases, "purser", "light")[1:] * np.diff(device["Time"])).sum()) / 60.0
    print(f"\nFED from the devices' gases: ours {ours:.4e}, FDS {device['FED_P'][-1]:.4e}")
    assert ours == pytest.approx(device["FED_P"][-1], rel=0.01)


def test_what_a_slice_misses_of_the_dose_is_the_place_and_not_our_reading(result: Path) -> None:
    """A device reads the cell above (8, 5, 1.75); a node of a slice is the mean of eight cells, half of them below.

    The gases of the device, taken at the times of the slices only, give FDS's dose: frames every 2 s cost nothing. Our
    field gives back each node of the slice: reading it costs nothing. What is missing is in the slice, which lies at
    the edge of the layer.
    """
    device, field = devices(result), field_of(scene(result))
    theirs = float(np.interp(field.times[-1], device["Time"], device["FED_P"]))
    ours = dose(air(field, field.times, *PLACE), field.times)
    # what a device writes is the mean of the second before
    names = {"co": "CO_P", "co2": "CO2_P", "o2": "O2_P", "hcn": "HCN_P"}
    at = {
        name: np.interp(field.times, device["Time"] - 0.5, device[column]) for name, column in names.items()
    }
    thinned = dose(at, field.times)
    found = air(field, field.times, *PLACE)["co"]
    late = field.times > 20.0
    share = float((found * at["co"])[late].sum() / (at["co"] ** 2)[late].sum())
    rest = (found - share * at["co"])[late]
    error = float(np.sqrt((rest**2).sum() / (late.sum() - 1) / (at["co"] ** 2)[late].sum()))
    print(
        f"\nFED: FDS {theirs:.4e}; its gases at the times of the slices {thinned / theirs:.4f} of that; slices "
        f"{ours / theirs:.3f}; CO in the slice {share:.3f} +- {error:.3f} of the device's"
    )
    assert thinned == pytest.approx(theirs, rel=0.01)
    assert ours / thinned == pytest.approx(share, abs=2 * error)
    assert 0.88 < share < 0.97
    assert device["LAY"][device["Time"] > 50].mean() == pytest.approx(1.75, abs=0.25)


def test_the_field_gives_back_the_nodes_of_the_slice(result: Path) -> None:
    fdsreader = pytest.importorskip("fdsreader")
    fdsreader.settings.ENABLE_CACHING = False
    simulation = fdsreader.Simulation(str(result / "hall.smv"))
    (slice_of_co,) = [one for one in simulation.slices if one.quantity.name.startswith("CARBON MONOXIDE")]
    part = slice_of_co.subslices[0]
    raw, axes = np.asarray(part.data), part.get_coordinates()
    field = field_of(scene(result))
    for i, j in ((32, 20), (20, 8), (40, 33)):
        ours = air(field, field.times, float(axes["x"][i]), float(axes["y"][j]))["co"]
        assert np.allclose(ours, raw[:, i, j], rtol=1e-5, atol=1e-12)


def test_frames_are_what_the_devices_measured(result: Path) -> None:
    """Slowly varying means agree within 8 %: a device reads one cell, a node of a slice is the mean of eight."""
    device, field = devices(result), field_of(scene(result))
    found = air(field, field.times, *PLACE)
    late = field.times > 40.0
    for ours, theirs in (("extinction", "K_P"), ("co", "CO_P"), ("o2", "O2_P")):
        expected = np.interp(field.times, device["Time"], device[theirs])[late]
        assert np.corrcoef(found[ours][late], expected)[0, 1] > 0.95
        assert found[ours][late].mean() == pytest.approx(expected.mean(), rel=0.08)


def test_extinction_times_visibility_is_three(result: Path, tmp_path: Path) -> None:
    """The visibility that FDS wrote, read in place of the extinction, gives the same smoke where smoke is even.

    FDS averages both from the cells around a node, so that K S is more than 3 where those cells differ.
    """
    copy = copied(result, tmp_path / "hall")
    smv = copy / "hall.smv"
    smv.write_text(smv.read_text().replace(" SOOT EXTINCTION COEFFICIENT", " SOMETHING ELSE"))
    k, derived = (field_of(scene(folder)).grids[0].values[..., 0] for folder in (result, copy))
    product = 3.0 * k / np.where(derived > 0.0, derived, np.nan)
    around = [np.roll(k, (dy, dx), axis=(1, 2)) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    even = (np.max(around, axis=0) < 1.04 * np.min(around, axis=0)) & (derived > 0.15)
    print(f"\n{even.sum()} nodes in even smoke, K S = {np.median(product[even]):.3f}")
    assert even.sum() > 50
    assert np.median(product[even]) == pytest.approx(3.0, rel=0.01)
    assert np.mean(np.abs(product[even] / 3.0 - 1.0) < 0.01) > 0.7
    assert np.nanmedian(product[derived > 0.15]) > 3.0


def test_both_meshes_are_joined(result: Path) -> None:
    field = field_of(scene(result))
    last = field.times[-1:]
    west, seam, east = (air(field, last, x, 5.0)["extinction"][0] for x in (11.9, 12.0, 12.1))
    assert min(west, seam, east) > 0.1
    assert seam == pytest.approx(0.5 * (west + east), rel=0.1)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_building_has_the_same_air(result: Path, quarters: int) -> None:
    """The venue is drawn turned by quarters and shifted; 'rotation' and 'shift' bring FDS there."""
    placement = Placement((100.0, -30.0, 0.0), quarters * np.pi / 2)

    def turned(points: Any) -> Any:
        x, y = placement.to_venue(*np.array(points, dtype=float).T)
        return np.column_stack([x, y]).round(9).tolist()

    venue = {
        "storeys": [{**HALL, "area": turned(HALL["area"]), "walls": [{**WALLS[0], "line": turned(WALLS[0]["line"])}]}],
        "doors": [{**VENUE["doors"][0], "line": turned(VENUE["doors"][0]["line"])}],  # type: ignore[dict-item]
        "exits": [{**exit, "line": turned(exit["line"])} for exit in VENUE["exits"]],  # type: ignore[dict-item]
    }  # fmt: skip
    here = field_of(scene(result))
    more = {"shift": list(placement.shift), "rotation": f"{90 * quarters} deg"}
    case = scene(result, venue, people=0, **more)
    there = field_of(case)
    for place in ((8.0, 5.0), (3.3, 7.1), (15.2, 5.4)):
        x, y = (float(v[0]) for v in placement.to_venue(np.array([place[0]]), np.array([place[1]])))
        ours, theirs = air(here, [60.0], *place), air(there, [60.0], x, y)
        for name in QUANTITIES:
            assert theirs[name] == pytest.approx(ours[name], rel=1e-5, abs=1e-9)


def test_people_run_through_the_smoke_of_fds(result: Path, tmp_path: Path) -> None:
    done = simulate(scene(result), out=tmp_path / "run", threads=1, seed=3)
    run = open_run(tmp_path / "run")
    assert done.ending == "everyone is out"
    people = run.people()
    doses = np.array(people["fed_gas"])
    assert (doses > 0).all()
    assert doses.max() < 0.05
    assert done.world["speed_factor_smoke"].min() < 0.98
    causes = [cause for cause in run.events()["cause"].to_pylist() if "FDS" in cause]
    assert causes[0] == "FDS result 'fds' begins"
    text = (tmp_path / "run" / "scenario.yaml").read_text()
    again = loads(text, tmp_path / "run" / "scenario.yaml", allow=[result])
    assert again.hash == scene(result).hash


def copied(result: Path, to: Path) -> Path:
    """A copy that may be spoiled."""
    shutil.copytree(result, to)
    for file in to.iterdir():
        file.chmod(0o644)
    return to


def said(case: Scenario, severity: str = "error") -> str:
    problems = check_scenario(case, place=False).problems
    return "\n".join(str(problem) for problem in problems if problem.severity == severity)


def test_what_the_result_lacks_is_said(result: Path) -> None:
    warnings = said(scene(result), "warning")
    assert "FDS stopped at 66 s, before its end time of 120 s" in warnings
    low = scene(result, shift=[0, 0, -0.4])
    assert "0.40 m below heads" in said(low, "warning")
    assert "(key 'outside')" in said(scene(result, venue={**VENUE, "storeys": [
        {**HALL, "area": [[-8, 0], [12, 0], [12, 4], [20, 4], [20, 6], [12, 6], [12, 10], [-8, 10]]}],
        "exits": [VENUE["exits"][0]]}), "warning")  # type: ignore[index]  # fmt: skip


def test_slices_of_another_building_are_refused(result: Path) -> None:
    assert "does not lie on this venue" in said(scene(result, shift=[500, 0, 0]))
    assert "does not lie on this venue" in said(scene(result, shift=[0, 0, 6]))
    text = said(scene(result, shift=[500, 0, 0]))
    assert "case.json" in text
    assert "hazards.sources[0].result_folder" in text
    assert "Set 'shift' and 'rotation'" in text


def test_a_truncated_result_is_refused_and_leaves_no_run(result: Path, tmp_path: Path) -> None:
    copy = copied(result, tmp_path / "cut")
    whole = (copy / "hall_1_3.sf").read_bytes()
    (copy / "hall_1_3.sf").write_bytes(whole[: len(whole) // 2])
    text = said(scene(copy))
    assert "truncated" in text
    assert "hall_1_3.sf" in text
    record = (len(whole) - 146) // 34
    (copy / "hall_1_3.sf").write_bytes(whole[: 146 + 20 * record])
    assert "has 20 frames, others have 34" in said(scene(copy))
    with pytest.raises(Exception, match="truncated"):
        simulate(scene(copy), out=tmp_path / "run")
    assert not (tmp_path / "run").exists()
    (copy / "hall_1_3.sf").unlink()
    assert "'hall_1_3.sf' is missing" in said(scene(copy))
    (copy / "hall.smv").write_text((copy / "hall.smv").read_text()[:9000])
    assert "hazards.sources[0].result_folder" in said(scene(copy))


def test_a_missing_result_and_a_missing_package_are_said(
    result: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "there is no FDS result" in said(scene(tmp_path / "nowhere"))
    assert "it has no .smv file" in said(scene(tmp_path))
    monkeypatch.setitem(sys.modules, "fdsreader", None)
    assert "requirements-fds.txt" in said(scene(result))


def test_beyond_the_slices_the_policy_holds(result: Path) -> None:
    wide = {**VENUE, "storeys": [{**HALL, "area": box(-8, 0, 12, 10)}], "doors": [],
            "exits": [gap("west", "hall", -8, 4, -8, 6)]}  # fmt: skip
    assert air(field_of(scene(result, venue=wide)), [60.0], 8.0, 5.0)["extinction"][0] > 0.5
    ambient_field = field_of(scene(result, venue=wide))
    assert air(ambient_field, [60.0], -4.0, 5.0)["extinction"][0] == 0.0
    assert "the air there is ambient" in ambient_field.remarks(60.0)[0].cause
    assert ambient_field.remarks(61.0) == []
    held = field_of(scene(result, venue=wide, outside="hold"))
    edge = air(held, [60.0], 0.0, 5.0)["extinction"][0]
    assert air(held, [60.0], -4.0, 5.0)["extinction"][0] == pytest.approx(edge)
    strict = field_of(scene(result, venue=wide, outside="error"))
    with pytest.raises(HazardError, match="says nothing about the air on 'hall'"):
        air(strict, [60.0], -4.0, 5.0)


def test_every_keeps_fewer_frames_and_start_shifts_them(result: Path) -> None:
    field = field_of(scene(result, every=10, start=100))
    assert len(field.times) < 9
    assert np.diff(field.times)[:-1].min() >= 10.0
    assert field.begins == 100.0
    model = HazardModel([field])
    assert model.sources[0].horizon == pytest.approx(166.0, abs=0.1)


def test_checking_a_result_deletes_nothing_beside_it(result: Path, tmp_path: Path) -> None:
    copy = copied(result, tmp_path / "copy")
    (copy / "hall.pickle").write_bytes(b"somebody's own")
    assert not [problem for problem in check_scenario(scene(copy)).problems if problem.severity == "error"]
    assert (copy / "hall.pickle").read_bytes() == b"somebody's own"


@pytest.mark.parametrize("way", ["name", "link"])
def test_a_result_that_leads_out_of_its_folder_is_refused(way: str, result: Path, tmp_path: Path) -> None:
    copy, other = copied(result, tmp_path / "copy"), tmp_path / "other.sf"
    (copy / "hall_1_1.sf").rename(other)
    if way == "link":
        (copy / "hall_1_1.sf").symlink_to(other)
    else:
        smv = copy / "hall.smv"
        smv.write_text(smv.read_text().replace("hall_1_1.sf", "../other.sf"))
    assert "outside its folder, which is not read" in said(scene(copy))
