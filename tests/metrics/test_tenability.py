"""ASET, RSET and margins against closed solutions, and in a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scenes import gap, scenario, storey, walker

from exeunt.metrics.tenability import ENGINEERING, Limit, aset, margin, person_margins, rset
from exeunt.results.air import RECORDED, AirFrames
from exeunt.results.grid import density_grid
from exeunt.results.run import open_run
from exeunt.results.tracks import Tracks, run_tracks
from exeunt.simulation import build, simulate
from exeunt.viewer.tenability import draw_margins

CORRIDOR = {"storeys": [storey("hall", 0, 0, 30, 4)], "exits": [gap("end", "hall", 30, 0, 30, 4)]}


@pytest.fixture(scope="module")
def grid() -> Any:
    venue = build(scenario(CORRIDOR, [walker(1, 2)]), seed=1).world.venue
    return density_grid(venue, 1.0)


def frames(grid: Any, times: np.ndarray, **values: np.ndarray) -> AirFrames:
    none = np.zeros((len(times), grid.cells), dtype=np.float32)
    return AirFrames(grid, times, {name: values.get(name, none).astype(np.float32) for name in RECORDED})


def test_each_limit_is_passed_when_its_formula_says(grid: Any) -> None:
    times = np.arange(0.0, 601.0, 5.0)
    each = np.ones(grid.cells)[None, :]
    ramp = times[:, None] * each
    smoke = frames(grid, times, extinction=0.001 * ramp)
    # 10 m of visibility are 0.3 1/m of reflecting things
    assert np.allclose(aset(smoke).time, 300.0, atol=0.01)
    assert {ENGINEERING[k].what for k in aset(smoke).by.tolist()} == {"visibility"}
    five = aset(smoke, (Limit("visibility", 5.0, "small rooms"),))
    assert np.allclose(five.time, 600.0, atol=0.01)
    hot = frames(grid, times, air_temperature=20.0 + 0.4 * ramp)
    assert np.allclose(aset(hot).time, 200.0, atol=0.01)
    # a rate that grows as r t gives the dose r t^2/120 with t in s and r in 1/min per s
    dose = frames(grid, times, gas_rate=0.001 * ramp)
    assert np.allclose(aset(dose).time, np.sqrt(0.3 * 120.0 / 0.001), atol=0.5)
    assert {ENGINEERING[k].what for k in aset(dose).by.tolist()} == {"fed_gas"}
    clean = aset(frames(grid, times))
    assert np.isinf(clean.time).all()
    assert (clean.by == -1).all()


def test_the_first_limit_counts_and_a_stricter_one_never_gives_more_time(grid: Any) -> None:
    rng = np.random.default_rng(5)
    times = np.arange(0.0, 301.0, 10.0)
    smoke = np.cumsum(rng.uniform(0, 0.05, (len(times), grid.cells)), axis=0)
    heat = 20.0 + np.cumsum(rng.uniform(0, 10.0, (len(times), grid.cells)), axis=0)
    air = frames(grid, times, extinction=smoke, air_temperature=heat)
    both = aset(air).time
    alone = [aset(air, (limit,)).time for limit in ENGINEERING]
    assert np.array_equal(both, np.min(alone, axis=0))
    strict = aset(air, (Limit("visibility", 20.0, "stricter"), *ENGINEERING[1:])).time
    assert (strict <= both).all()


def walk(grid: Any) -> Tracks:
    """One who walks 1 m/s from 0.5 m, one who stands at 5.5 m."""
    frame = np.arange(0, 30)
    person = np.repeat([0, 1], 30)
    x = np.concatenate([0.5 + frame, np.full(30, 5.5)])
    surface = np.zeros(60, dtype=np.int16)
    return Tracks.sorted(person, np.tile(frame, 2), x, np.full(60, 2.5), 1.0, surface=surface)


def test_a_place_is_needed_until_the_last_one_has_passed(grid: Any) -> None:
    required = rset(walk(grid), grid, np.array([True, False]))
    row = grid.plane(required, 0)[2]
    # cells of 1 m are left half a second after their middle; the last place is the last that was recorded
    assert row[:5] == pytest.approx([0.5, 1.5, 2.5, 3.5, 4.5], abs=0.34)
    assert row[5] == np.inf
    assert row[6:29] == pytest.approx(np.arange(6, 29) + 0.5, abs=0.34)
    assert row[29] == 29.0
    assert np.isnan(grid.plane(required, 0)[0]).all()


def test_margins_of_places_and_of_people_agree_with_a_front_that_moves(grid: Any) -> None:
    # smoke comes from the right at 2 m/s: 0.3 1/m are reached at x at t = (30 - x)/2
    times = np.arange(0.0, 16.0, 0.5)
    _, x, _ = grid.centres()
    arrives = (30.0 - x) / 2.0
    air = frames(grid, times, extinction=np.where(times[:, None] >= arrives[None, :], 1.0, 0.0))
    available = aset(air, (Limit("visibility", 10.0, "test"),))
    left = np.array([True, True])
    here = grid.plane(margin(available, rset(walk(grid), grid, left)), 0)[2]
    assert here[3] == pytest.approx((30 - 3.5) / 2 - 3.5, abs=0.6)
    assert here[29] < -28.0
    people = person_margins(walk(grid), available)
    assert people.person.tolist() == [0, 1]
    # the walker meets the smoke where 30 - (0.5 + t) = 2 t and is in it until the end, 29 s after 0.25 s
    assert people.margin[0] == pytest.approx(0.25 - 29.0, abs=0.5)
    assert people.x[0] == pytest.approx(29.5)
    assert people.margin[1] == pytest.approx((30 - 5.5) / 2 - 29.0, abs=0.5)
    figures = people.figures()
    assert (figures["people"], figures["share_negative"]) == (2, 1.0)
    nobody = person_margins(walk(grid), aset(frames(grid, times)))
    assert np.isinf(nobody.margin).all()
    assert nobody.figures()["margin_p50_s"] == np.inf


def smoky(delay: float) -> Any:
    states = [{"at": 0, "extinction": 0}, {"at": 100, "extinction": 1.0, "co": "1 %"}]
    source = {"id": "smoke", "kind": "field", "storey": "hall", "states": states}
    who = {**walker(2, 2), "pre_movement": delay}
    return scenario(CORRIDOR, [who], hazards={"sources": [source]}, record={"air": 2})


def test_a_run_keeps_its_air_and_a_later_start_leaves_less_margin(tmp_path: Path) -> None:
    least = []
    for delay in (0.0, 40.0):
        folder = tmp_path / f"{delay:g}"
        simulate(smoky(delay), seed=1, threads=1, out=folder)
        run = open_run(folder)
        air = run.air()
        assert air is not None
        assert np.diff(air.times) == pytest.approx(2.0)
        ground = air.grid.area > 0.1
        expected = air.times[-1] / 100.0
        assert np.allclose(air.values["extinction"][-1][ground], expected, atol=0.03)
        available = aset(air)
        if np.isfinite(available.time).any():
            assert np.nanmin(available.time[ground]) == pytest.approx(30.0, abs=1.5)
        margins = person_margins(run_tracks(run), available)
        least.append(float(margins.margin[0]))
        person = run.people()
        rate = air.values["gas_rate"][:, np.flatnonzero(ground)[0]]
        dose = float(np.trapezoid(rate, air.times) / 60.0)
        # the person breathes on for at most 3 s after the last frame
        assert dose <= person["fed_gas"].to_numpy()[0] <= dose + rate[-1] * 1.2 * 3.0 / 60.0
    assert least[1] < 0.0 < least[0]
    pictures = draw_margins(open_run(tmp_path / "40"))
    assert [path.name for path in pictures] == ["margin-hall.svg"]
    assert "untenable before last use" in pictures[0].read_text()


def test_a_run_without_hazards_has_no_air_and_no_picture(tmp_path: Path) -> None:
    simulate(scenario(CORRIDOR, [walker(26, 2)]), seed=1, threads=1, out=tmp_path / "run")
    run = open_run(tmp_path / "run")
    assert run.air() is None
    assert draw_margins(run) == []
