"""From cue to acting in whole runs: who hears what, when people act, and what never makes them act."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scenes import Document, box, gap, run, scenario, storey
from scipy import stats

from exeunt.base.columns import CUES, MINDS
from exeunt.scenario.files import Scenario
from exeunt.simulation import Simulation

LAW = {"kind": "log_normal", "median": 60, "sigma": 0.8}
BARE = {"kind": "delay_budget", "preparation": 0, "filming": None, "contagion": None}
TWO = {
    "storeys": [storey("hall", 0, 0, 30, 10, walls=[{"line": [[15, 0], [15, 10]]}])],
    "doors": [gap("door", "hall", 15, 4, 15, 6, state="closed")],
    "rooms": [
        {"id": "west", "storey": "hall", "area": box(0, 0, 14.9, 10)},
        {"id": "east", "storey": "hall", "area": box(15.1, 0, 30, 10)},
    ],
    "exits": [gap("w", "hall", 0, 4, 0, 6), gap("e", "hall", 30, 4, 30, 6)],
}
BELL = {"id": "bell", "kind": "bell", "time": 0}


def crowd(n: int, room: str = "west", **more: Any) -> Document:
    return {"number": n, "where": {"room": room}, "pre_movement": LAW, **more}


def scene(people: list[Document], alarms: Document, decision: Document | None = None, **top: Any) -> Scenario:
    top.setdefault("run", {"max_time": 1500})
    return scenario(TWO, people, alarms=alarms, behaviour={"decision": decision or BARE}, **top)


def starts(scene: Scenario, **options: Any) -> np.ndarray:
    return run(scene, every=1.0, **options)[0].world["start_time"].copy()


@pytest.mark.parametrize("rate", [0.5, 1.0, 2.0])
def test_one_cue_of_constant_rate_gives_the_distribution_put_in(rate: float) -> None:
    bell = {**BELL, "strength": rate, "time": 12.3}
    found = (
        starts(scene([crowd(150), crowd(150, "east")], {"systems": [bell]}, run={"max_time": 3000})) - 12.3
    )
    assert stats.kstest(found, stats.lognorm(0.8, scale=60 / rate).cdf).pvalue > 0.05


def test_without_contagion_and_with_one_bell_everyone_starts_after_the_own_delay() -> None:
    world = run(scene([crowd(60)], {"systems": [BELL]}), every=1.0)[0].world
    np.testing.assert_allclose(world["start_time"], world["pre_movement"], rtol=1e-12)
    np.testing.assert_allclose(world["investigating_at"], 0.3 * world["pre_movement"], rtol=1e-12)
    assert not world["aware_at"].any()
    assert (world["mind"] == MINDS.index("acting")).all()
    assert (world["alerted_by"] == CUES.index("bell")).all()


def test_preparing_and_filming_come_after_deciding() -> None:
    decision = {**BARE, "preparation": 7, "filming": {"share": 0.5, "time": 20}}
    world = run(scene([crowd(80)], {"systems": [BELL]}, decision), every=1.0)[0].world
    after = np.round(world["start_time"] - world["decided_at"], 9)
    assert set(after.tolist()) == {7.0, 27.0}
    assert 20 < (after == 27.0).sum() < 60


def test_an_alarm_is_heard_where_it_sounds_and_not_through_the_venue() -> None:
    bell = {**BELL, "where": [{"room": "west"}]}
    world = run(scene([crowd(20), crowd(20, "east")], {"systems": [bell]}, run={"max_time": 900}), every=1.0)[
        0
    ].world
    west = world["population"] == 0
    assert not np.isnan(world["start_time"][west]).any()
    assert np.isnan(world["aware_at"][~west]).all()
    assert (world["mind"][~west] == 0).all()
    assert np.isnan(world["start_time"][~west]).all()


def test_nobody_copies_people_behind_a_wall_or_a_closed_door() -> None:
    bell = {**BELL, "where": [{"room": "west"}]}
    decision = {**BARE, "contagion": {"weight": 4, "range": 20}}
    people = [crowd(40, pre_movement=1, cue="start"), crowd(20, "east"), crowd(10)]
    world = run(scene(people, {"systems": [bell]}, decision, run={"max_time": 60}), every=1.0)[0].world
    assert np.isnan(world["aware_at"][world["population"] == 1]).all()


def test_people_who_see_others_act_follow_without_having_heard_anything() -> None:
    # a share of 5 % hears a bell that only those hear who stand in a corner; everyone else sees them go
    hall = {"storeys": [storey("hall", 0, 0, 25, 20)], "exits": [gap("out", "hall", 25, 9, 25, 11)]}
    bell = {**BELL, "where": [{"storey": "hall", "area": box(0, 0, 3, 3)}]}
    told = {"number": 12, "where": {"storey": "hall", "area": box(0, 0, 3, 3)}, "pre_movement": LAW}
    others = {"number": 228, "where": {"storey": "hall", "area": box(0, 3.2, 25, 20)}, "pre_movement": LAW}
    spread = scenario(
        hall, [told, others], alarms={"systems": [bell]}, run={"max_time": 1200},
        behaviour={"decision": {**BARE, "contagion": {"weight": 3, "range": 10}}},
    )  # fmt: skip
    world = run(spread, every=1.0)[0].world
    unheard = world["population"] == 1
    acted = world["start_time"][unheard]
    assert np.isfinite(acted).mean() > 0.95
    assert 30 < np.nanmedian(acted) < 480
    assert set(world["alerted_by"][unheard][np.isfinite(acted)].tolist()) == {CUES.index("people nearby")}


def test_a_message_counts_when_it_has_been_heard() -> None:
    voice = {"id": "pa", "kind": "recorded_voice", "message": 25, "time": 10}
    world = run(scene([crowd(200)], {"systems": [voice]}), every=1.0)[0].world
    heard = np.round(world["aware_at"] - 10, 9)
    assert set(heard.tolist()) == {25.0, 50.0}
    assert 0.2 < (heard == 50.0).mean() < 0.4
    np.testing.assert_allclose(
        world["start_time"] - world["aware_at"], world["pre_movement"] / 2.0, rtol=1e-9
    )


def test_two_voices_at_once_are_not_understood() -> None:
    voices = [
        {"id": "pa", "kind": "recorded_voice", "message": 25, "time": 0, "duration": 60},
        {"id": "live", "kind": "live_announcement", "message": 10, "trigger": "detection"},
    ]
    call = {"id": "c", "kind": "manual", "time": 5}
    world = run(scene([crowd(30)], {"systems": voices, "detectors": [call]}), every=1.0)[0].world
    # from 60 s on the second is alone
    assert world["aware_at"].min() >= 60.0 + 10.0


def test_a_system_that_silences_another_is_understood() -> None:
    voices = [
        {"id": "pa", "kind": "recorded_voice", "message": 25, "time": 0},
        {"id": "live", "kind": "live_announcement", "message": 10, "time": 20, "silences": ["pa"]},
    ]
    simulation, _, trace = run(scene([crowd(30)], {"systems": voices}), every=1.0)
    assert set(np.round(simulation.world["aware_at"], 9).tolist()) == {30.0, 40.0}
    ends = [event for event in trace.events if "ends" in event.cause]
    assert [(event.cause, event.value) for event in ends] == [("recorded voice 'pa' ends", 20.0)]


def test_a_phone_alert_reaches_its_share_after_its_latency() -> None:
    phone = {"id": "sms", "kind": "phone_alert", "time": 5, "noticed": 0.4}
    world = run(
        scene([crowd(150), crowd(150, "east")], {"systems": [phone]}, run={"max_time": 400}), every=1.0
    )[0].world
    noticed = np.isfinite(world["aware_at"])
    assert 0.3 < noticed.mean() < 0.5
    late = world["aware_at"][noticed] - 5
    assert stats.kstest(late, stats.lognorm(0.8, scale=15).cdf).pvalue > 0.01
    assert np.isnan(world.alarm_at)


def test_a_bang_fades_and_makes_only_the_quick_act() -> None:
    bang = {
        "id": "bang",
        "time": 10,
        "storey": "hall",
        "at": [5, 5],
        "hearing": 40,
        "context": 2,
        "reported": False,
    }
    world = run(scene([crowd(300)], {"bangs": [bang]}, run={"max_time": 500}), every=1.0)[0].world
    # rate 0.5 x 2, half-life 30 s: 30 / ln 2 = 43.3 s are burned in the end
    acts = np.isfinite(world["start_time"])
    assert (world["pre_movement"][acts] < 43.3).all()
    assert (world["pre_movement"][~acts] > 43.1).all()
    rest = 1.0 - 43.28 / world["pre_movement"][~acts]
    np.testing.assert_allclose(world["budget_left"][~acts], rest, atol=2e-3)
    slow = acts & (world["pre_movement"] > 30)
    left = 1 - np.minimum(world["pre_movement"], 43) * np.log(2) / 30
    expected = 10 - 30 / np.log(2) * np.log(left)
    np.testing.assert_allclose(world["start_time"][slow], expected[slow], atol=0.3)


def test_a_bang_out_of_earshot_is_not_heard() -> None:
    bang = {"id": "bang", "time": 0, "storey": "hall", "at": [1, 5], "hearing": 6}
    world = run(scene([crowd(40)], {"bangs": [bang]}, run={"max_time": 60}), every=1.0)[0].world
    heard = np.isfinite(world["aware_at"])
    np.testing.assert_array_equal(heard, np.hypot(world["x"] - 1, world["y"] - 5) < 6)


def test_the_all_clear_calms_those_who_have_not_decided() -> None:
    clear = {
        "id": "clear",
        "kind": "live_announcement",
        "time": 40,
        "instruction": "all clear",
        "silences": ["bell"],
    }
    world = run(scene([crowd(200)], {"systems": [BELL, clear]}, run={"max_time": 400}), every=1.0)[0].world
    decided = world["pre_movement"] < 40
    np.testing.assert_array_equal(np.isfinite(world["start_time"]), decided)
    assert (world["mind"][~decided] == 0).all()
    assert (world["budget_left"][~decided] == 1.0).all()


def test_people_who_arrive_later_listen_from_then_on() -> None:
    inflow = {
        "storey": "hall",
        "line": [[0, 4], [0, 6]],
        "rates": [{"start": 30, "until": 60, "rate": "0.5 /s"}],
    }
    people = [{"inflow": inflow, "pre_movement": 10, "desired_speed": 1.3}]
    simulation, _, trace = run(scene(people, {"systems": [BELL]}, run={"max_time": 200}), every=1.0)
    came = {event.person: event.time for event in trace.events if event.kind == "arrival"}
    late = simulation.world["start_time"] - np.array([came[person] for person in range(15)])
    assert ((late >= 10) & (late <= 10.5)).all()


def test_populations_that_need_no_cue_start_after_their_delay() -> None:
    people = [crowd(30, cue="start"), crowd(30)]
    world = run(scene(people, {"systems": [{**BELL, "time": 300}]}), every=1.0)[0].world
    first = world["population"] == 0
    alone = first & (world["pre_movement"] < 300)
    np.testing.assert_allclose(world["start_time"][alone], world["pre_movement"][alone], rtol=1e-9)
    # from then on both cues count
    late = first & ~alone
    expected = 300 + (world["pre_movement"][late] - 300) / 2
    np.testing.assert_allclose(world["start_time"][late], expected, rtol=1e-9)
    assert (world["start_time"][~first] > 300).all()


def fall_at(time: float, rows: slice) -> Any:
    def prepare(simulation: Simulation) -> None:
        inner = simulation.models[0].update

        def update(world: Any, steps: int) -> None:
            inner(world, steps)
            if world.time >= time:
                new = np.isnan(world["incapacitated_at"][rows])
                world["incapacitated_at"][rows][new] = world.time

        object.__setattr__(simulation.models[0], "update", update)

    return prepare


def test_who_is_incapacitated_never_starts_and_never_changes_its_mind() -> None:
    decision = {**BARE, "preparation": 30}
    simulation, _, trace = run(
        scene([crowd(60)], {"systems": [BELL]}, decision), every=1.0,
        prepare=fall_at(45.0, slice(0, 30)),
    )  # fmt: skip
    world = simulation.world
    down = np.arange(60) < 30
    began = world["start_time"] <= 45.5
    stood = down & ~began
    assert stood.sum() > 15
    assert np.isnan(world["start_time"][stood]).all()
    assert (world["mind"][stood] < MINDS.index("acting")).all()
    x, y = trace["x"][:, stood], trace["y"][:, stood]
    assert float(np.abs(x - x[0]).max() + np.abs(y - y[0]).max()) < 1e-6
    # the others find a way between them, or over them
    assert np.isfinite(world["time_out"][~down]).all()


def test_flames_in_sight_make_people_act_at_once_and_a_wall_hides_them() -> None:
    fire = {
        "id": "f",
        "kind": "fire",
        "storey": "hall",
        "at": [7, 5],
        "growth": "ultra_fast",
        "start": 20,
    }
    document = scene(
        [crowd(40), crowd(40, "east")], {"systems": [{**BELL, "time": 500}]}, hazards={"sources": [fire]},
        run={"max_time": 150},
    )  # fmt: skip
    world = run(document, every=1.0)[0].world
    west = world["population"] == 0
    assert np.isfinite(world["start_time"][west]).all()
    assert set(world["alerted_by"][west].tolist()) == {CUES.index("flames or heat")}
    assert np.isnan(world["aware_at"][~west]).all()


@pytest.mark.parametrize("kind", ["delay_budget", "drawn_delay", "ordered_logit"])
def test_every_kind_of_decision_is_the_same_run_for_any_order_of_calls_and_threads(kind: str) -> None:
    document = scene([crowd(60), crowd(30, "east")], {"systems": [BELL]}, {"kind": kind})
    one, two = (run(document, every=1.0, threads=threads)[0].world for threads in (1, 2))
    for column in ("start_time", "aware_at", "decided_at", "budget_left", "mind"):
        assert one[column].tobytes() == two[column].tobytes()


def test_the_drawn_delay_counts_from_the_first_cue_that_is_heard() -> None:
    systems = [
        {**BELL, "time": 20, "where": [{"room": "west"}]},
        {**BELL, "id": "b2", "time": 90, "where": [{"room": "east"}]},
    ]
    world = run(
        scene([crowd(40), crowd(40, "east")], {"systems": systems}, {"kind": "drawn_delay"}), every=1.0
    )[0].world
    cue = np.where(world["population"] == 0, 20.0, 90.0)
    np.testing.assert_allclose(world["start_time"], cue + world["pre_movement"], rtol=1e-12)


def test_the_ordered_logit_has_the_shares_of_its_formula() -> None:
    # nobody gets more impatient here, so that the risk is the strength of the cue for ever
    decision = {
        "kind": "ordered_logit", "preparation": 0, "filming": None, "contagion": None, "waiting": 0, "strength": 2,
        "investigate": 1, "act": 3, "spread": 0.7,
    }  # fmt: skip
    world = run(
        scene([crowd(300), crowd(300, "east")], {"systems": [BELL]}, decision, run={"max_time": 40}), every=1.0
    )[0].world  # fmt: skip
    logistic = stats.logistic(scale=0.7)
    normal, acting = logistic.cdf(1 - 2), 1 - logistic.cdf(3 - 2)
    found = np.array([np.isnan(world["investigating_at"]).sum(), 0, np.isfinite(world["decided_at"]).sum()])
    found[1] = 600 - found.sum()
    assert stats.chisquare(found, 600 * np.array([normal, 1 - normal - acting, acting])).pvalue > 0.01
    assert np.isfinite(world["aware_at"]).all()


def test_impatience_makes_everyone_act_and_its_time_is_logistic() -> None:
    decision = {"kind": "ordered_logit", "preparation": 0, "filming": None, "contagion": None}
    found = starts(
        scene([crowd(150), crowd(150, "east")], {"systems": [BELL]}, decision, run={"max_time": 900})
    )
    # R = 1 + 3 t/min reaches 4 at 60 s; the scale 1 is 20 s of waiting
    law = stats.logistic(60, 20)
    assert (
        stats.kstest(found[found > 0], lambda t: (law.cdf(t) - law.cdf(0)) / (1 - law.cdf(0))).pvalue > 0.01
    )
