"""Detectors against closed solutions, and what an alarm and a sprinkler change in a run."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scenes import gap, run, scenario, storey, walker

from exeunt.models.alarms.detectors import CallPoint, HeatDetector, SmokeDetector, Sprinkler
from exeunt.models.hazards.ceiling_jet import ceiling_jet
from exeunt.scenario.check import check_scenario

PLACE = {"id": "d", "storey": "hall", "at": [5, 5], "height": 2.9}
HALL = {"storeys": [storey("hall", 0, 0, 12, 10)], "exits": [gap("out", "hall", 12, 4, 12, 6)]}


def hot(degrees: float, speed: float, **more: float) -> dict[str, float]:
    return {"gas_temperature": degrees, "gas_speed": speed, "extinction": 0.0, **more}


@pytest.mark.parametrize("step", [0.1, 0.5, 7.0])
def test_a_heat_detector_in_constant_gas_responds_when_its_equation_says(step: float) -> None:
    link = HeatDetector.model_validate({**PLACE, "rti": 100.0, "temperature": 57.0})
    expected = 100.0 / np.sqrt(2.0) * np.log((150.0 - 20.0) / (150.0 - 57.0))
    state, time, now = link.start(20.0), float("nan"), 0.0
    while np.isnan(time) and now < 100.0:
        state, time = link.step(state, hot(150.0, 2.0), now, step)
        now += step
    assert time == pytest.approx(expected, rel=1e-9)


def test_a_sprinkler_under_a_slow_fire_never_opens_below_its_temperature() -> None:
    bulb = Sprinkler.model_validate(PLACE)
    state, time = bulb.step(bulb.start(20.0), hot(67.9, 5.0), 0.0, 1e6)
    assert state == pytest.approx(67.9)
    assert np.isnan(time)


def test_a_smoke_detector_lags_by_length_over_speed() -> None:
    detector = SmokeDetector.model_validate({**PLACE, "obscuration": 0.0324})
    limit = -np.log(1 - 0.0324)
    assert detector.threshold == pytest.approx(limit, rel=1e-12)
    for speed in (0.3, 1.2):
        _, time = detector.step(0.0, hot(20.0, speed, extinction=0.2), 10.0, 60.0)
        assert time == pytest.approx(10.0 - 1.8 / speed * np.log(1 - limit / 0.2), rel=1e-9)
    assert np.isnan(detector.step(0.0, hot(20.0, 1.0, extinction=limit * 0.999), 0.0, 1e6)[1])


def test_the_ceiling_jet_is_near_alperts() -> None:
    radius = np.array([0.5, 2.0, 5.0, 10.0])
    degrees, speed = ceiling_jet(1e6, 5.0, radius, 20.0)
    near = radius / 5.0 <= 0.18
    alpert = np.where(near, 16.9 * 1000 ** (2 / 3) / 5.0 ** (5 / 3), 5.38 * (1000 / radius) ** (2 / 3) / 5.0)
    slow = np.where(
        radius / 5.0 <= 0.15,
        0.96 * (1000 / 5.0) ** (1 / 3),
        0.195 * (1000 * 5.0 * 5.0**0.5 / 5.0**0.5) ** (1 / 3) * 5.0 ** (1 / 6) / radius ** (5 / 6),
    )
    assert np.allclose(degrees - 20.0, alpert, rtol=0.45)
    assert degrees[0] - 20.0 == pytest.approx(alpert[0], rel=0.05)
    assert speed[0] == pytest.approx(slow[0], rel=0.2)
    assert (np.diff(degrees) < 0).all()
    assert (np.diff(speed) < 0).all()


FIRE = {"id": "bin", "kind": "room_filling", "storey": "hall", "at": [5, 5], "ceiling": 3.0, "peak": "2 MW"}
QUIET = {"turning_back": 0.0}


def hall(detectors: list[dict[str, Any]], people: dict[str, Any] | None = None, **alarms: Any) -> Any:
    who = people or {**walker(2, 2), "cue": "alarm", "pre_movement": 10}
    return scenario(
        HALL, [who], hazards={"sources": [FIRE], "avoidance": QUIET},
        alarms={"detectors": detectors, "smoke_seen": None, **alarms}, run={"max_time": 200},
    )  # fmt: skip


def noted(trace: Any, kind: str) -> list[Any]:
    return [event for event in trace.events if event.kind == kind]


def test_people_who_wait_for_the_alarm_start_with_it() -> None:
    call = {"id": "call", "kind": "manual", "time": "40 s"}
    simulation, _, trace = run(hall([call], delay="5 s"), every=0.5)
    world = simulation.world
    assert world.alarm_at == pytest.approx(45.0)
    assert world["start_time"][0] == pytest.approx(55.0)
    assert [event.value for event in noted(trace, "alarm")] == [45.0]
    moved = trace["time"][np.hypot(*np.diff(np.stack([trace["x"][:, 0], trace["y"][:, 0]]))).argmax()]
    assert moved >= 54.5


def test_two_detectors_are_needed_where_the_system_says_so() -> None:
    calls = [{"id": f"c{time}", "kind": "manual", "time": time} for time in (10, 30, 60)]
    assert run(hall(calls, needed=2), every=0.5)[0].world.alarm_at == pytest.approx(30.0)
    simulation, _, _ = run(hall([calls[0], {**calls[1], "alarm": False}, calls[2]], needed=2), every=0.5)
    assert simulation.world.alarm_at == pytest.approx(60.0)


def test_smoke_at_the_head_is_a_cue_of_its_own() -> None:
    call = {"id": "call", "kind": "manual", "time": "150 s"}
    waits, _, _ = run(hall([call]), every=0.5)
    sees, _, _ = run(hall([call], smoke_seen=0.15), every=0.5)
    assert waits.world["start_time"][0] == pytest.approx(160.0)
    assert sees.world["start_time"][0] < 120.0
    assert waits.world["fed_gas"][0] > sees.world["fed_gas"][0] > 0.0


def test_smoke_is_detected_before_heat_and_an_earlier_alarm_means_less_smoke_breathed() -> None:
    doses, times = [], []
    for kind in ("smoke", "heat"):
        simulation, _, trace = run(hall([{**PLACE, "kind": kind, "id": kind}]), every=0.5)
        responds = noted(trace, "detector")
        assert len(responds) == 1
        assert simulation.world.alarm_at == pytest.approx(responds[0].value)
        times.append(simulation.world.alarm_at)
        doses.append(float(simulation.world["fed_gas"][0]))
    assert times[0] < times[1]
    assert doses[0] <= doses[1]


def test_an_open_sprinkler_stops_the_growth_of_its_fire_and_lowers_the_dose() -> None:
    bulb = {**PLACE, "id": "sprinkler", "kind": "sprinkler", "alarm": True}
    call = {"id": "call", "kind": "manual", "time": "150 s"}
    free, _, _ = run(hall([call]), every=0.5)
    held, _, trace = run(hall([call, {**bulb, "alarm": False}]), every=0.5)
    opened = noted(trace, "detector")[0].value
    assert 30.0 < opened < 150.0
    stopped = [event for event in trace.events if "grows no more" in event.cause]
    assert len(stopped) == 1
    model = next(m for m in held.models if m.name == "hazards")
    fire = model.sources[0].fire  # type: ignore[attr-defined]
    assert fire.power(opened * 0.7) == pytest.approx(1.055e6 * (opened * 0.7 / 150.0) ** 2)
    assert fire.power(opened + 500.0) == pytest.approx(1.055e6 * (opened / 150.0) ** 2)
    assert held.world["fed_gas"][0] < free.world["fed_gas"][0]


def test_a_sprinkler_controls_only_the_fires_it_names() -> None:
    other = {**FIRE, "id": "other", "at": [9, 5]}
    bulb = {**PLACE, "kind": "sprinkler", "fires": ["other"]}
    scene = scenario(
        HALL, [{**walker(2, 2), "pre_movement": 100}], hazards={"sources": [FIRE, other], "avoidance": QUIET},
        alarms={"detectors": [bulb]},
    )  # fmt: skip
    _, _, trace = run(scene, every=0.5)
    stopped = [event.cause for event in trace.events if "grows no more" in event.cause]
    assert len(stopped) == 1
    assert "'other'" in stopped[0]


@pytest.mark.parametrize(
    ("alarms", "who", "words"),
    [
        ({"detectors": [{**PLACE, "kind": "smoke", "at": [50, 5]}]}, {}, "outside storey 'hall'"),
        ({"detectors": [{**PLACE, "kind": "smoke"}], "needed": 2}, {}, "2 detectors are needed"),
        (None, {"cue": "alarm"}, "waits for an alarm"),
        ({"detectors": [{**PLACE, "kind": "sprinkler", "fires": ["bn"]}]}, {}, "there is no hazard 'bn'"),
    ],
)
def test_what_cannot_work_is_said_before_the_run(alarms: Any, who: dict[str, Any], words: str) -> None:
    top = {} if alarms is None else {"alarms": alarms}
    scene = scenario(HALL, [{**walker(2, 2), **who}], hazards={"sources": [FIRE]}, **top)
    problems = check_scenario(scene).errors
    assert any(words in problem.message for problem in problems), problems


def test_unknown_keys_and_impossible_values_are_refused() -> None:
    with pytest.raises(ValueError, match="rtii"):
        HeatDetector.model_validate({**PLACE, "rtii": 50})
    with pytest.raises(ValueError, match="rti"):
        HeatDetector.model_validate({**PLACE, "rti": 0})
    with pytest.raises(ValueError, match="time"):
        CallPoint.model_validate({"id": "c", "time": -1})
