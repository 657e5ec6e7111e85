"""Alarm systems, control room and bangs: when they sound, and what is said about those that cannot be right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from alerts import ALERT
from scenes import Document, box, gap, run, scenario, storey, walker

from exeunt.models.alarms.control_room import STAGES, ControlRoomDoc
from exeunt.scenario.check import check_scenario
from exeunt.scenario.files import Scenario, loads

HALL = {
    "storeys": [storey("hall", 0, 0, 12, 10), storey("upper", 0, 0, 12, 10, elevation=4.0)],
    "stairs": [],
    "rooms": [{"id": "west", "storey": "hall", "area": box(0, 0, 6, 10)}],
    "exits": [gap("out", "hall", 12, 4, 12, 6), gap("roof", "upper", 12, 4, 12, 6)],
}
BELL = {"id": "bell", "kind": "bell", "time": 5}
VOICE = {"id": "pa", "kind": "recorded_voice", "time": 5}
LIVE = {"id": "live", "kind": "live_announcement", "time": 5}
FIXED = {
    stage: {"kind": "constant", "value": seconds}
    for stage, seconds in zip(STAGES, (20, 60, 30, 10), strict=True)
}


def hall(alarms: Document, behaviour: bool = True, **top: Any) -> Scenario:
    more = {"behaviour": {}} if behaviour else {}
    who = {**walker(2, 2), "pre_movement": 10, **({} if behaviour else {"cue": "alarm"})}
    top.setdefault("run", {"max_time": 400})
    return scenario(HALL, [who], alarms=alarms, **more, **top)


def messages(alarms: Document, **top: Any) -> list[str]:
    return [f"{p.severity}: {p}" for p in check_scenario(hall(alarms, **top), place=False).problems]


def noted(trace: Any, kind: str) -> list[tuple[str, float]]:
    return [(event.cause, event.value) for event in trace.events if event.kind == kind]


def test_the_control_room_announces_after_its_chain() -> None:
    room = {"informed": "15 s", **FIXED}
    simulation, _, trace = run(
        hall({"control_room": room, "systems": [{"id": "bell", "kind": "bell"}]}), every=1.0
    )
    assert simulation.world.alarm_at == pytest.approx(135.0)
    assert noted(trace, "control room") == [
        ("the control room has noticed the signal", 35.0),
        ("the control room has verified it", 95.0),
        ("the control room has decided", 125.0),
        ("the control room announces", 135.0),
    ]
    assert noted(trace, "alarm") == [("bell 'bell' sounds", 135.0)]


def test_a_detector_that_responds_tells_the_control_room_which_then_rings() -> None:
    call = {"id": "c", "kind": "manual", "time": 40}
    simulation, _, trace = run(hall({"control_room": FIXED, "detectors": [call]}), every=1.0)
    assert simulation.world.alarm_at == pytest.approx(160.0)
    assert noted(trace, "alarm") == [("the alarm sounds", 160.0)]
    assert simulation.world["aware_at"][0] == pytest.approx(160.0)


def test_the_first_signal_counts_and_a_bang_is_one() -> None:
    bang = {"id": "b", "time": 12, "storey": "hall", "at": [10, 9], "hearing": 1}
    alarms = {"control_room": {"informed": 100, **FIXED}, "bangs": [bang]}
    assert run(hall(alarms), every=1.0)[0].world.alarm_at == pytest.approx(132.0)
    alarms["bangs"][0]["reported"] = False
    assert run(hall(alarms), every=1.0)[0].world.alarm_at == pytest.approx(220.0)


def test_the_chain_is_drawn_for_each_run_and_each_stage_keeps_its_rank() -> None:
    room = ControlRoomDoc()
    chains = np.array([room.chain(seed) for seed in range(400)])
    spent = np.diff(chains, axis=1, prepend=0.0)
    np.testing.assert_allclose(np.median(spent, axis=0), [20, 60, 30, 10], rtol=0.15)
    assert (spent > 0).all()
    quick = ControlRoomDoc.model_validate({"verify": {"kind": "log_normal", "median": 30, "sigma": 0.7}})
    np.testing.assert_allclose(np.diff(quick.chain(3))[0], np.diff(room.chain(3))[0] / 2)
    assert room.chain(3)[0] == quick.chain(3)[0]


def test_people_without_a_section_behaviour_wait_for_the_first_alarm_that_sounds() -> None:
    world = run(hall({"systems": [{**BELL, "time": 30}]}, behaviour=False), every=1.0)[0].world
    assert world["start_time"][0] == pytest.approx(40.0)


def test_a_run_goes_on_while_an_alarm_is_still_to_come() -> None:
    # somebody who cannot get out must not end the run before the others are warned
    wall = storey("hall", 0, 0, 12, 10, walls=[{"line": [[4, 0], [4, 10]]}])
    door = gap("door", "hall", 4, 4, 4, 6, changes=[{"at": 0.5, "state": "locked"}])
    shut = {**HALL, "storeys": [wall, HALL["storeys"][1]], "doors": [door]}
    caught = {**walker(2, 2), "pre_movement": 2, "cue": "start"}
    people = [
        {**caught, "where": {"storey": "hall", "area": box(1, 1, 2, 2)}},
        {**walker(8, 5), "pre_movement": 5},
    ]
    alarms = {"systems": [{"id": "bell", "kind": "bell", "time": 280}]}
    document = scenario(shut, people, alarms=alarms, behaviour={}, run={"max_time": 500, "stall_time": 60})
    world = run(document, every=1.0)[0].world
    assert np.isfinite(world["time_out"][1])


def test_an_alarm_may_wait_and_end() -> None:
    call = {"id": "c", "kind": "manual", "time": 10}
    bell = {"id": "bell", "kind": "bell", "delay": 5, "duration": 20}
    who = {**walker(2, 2), "pre_movement": 50}
    document = scenario(
        HALL, [who], alarms={"detectors": [call], "systems": [bell]}, behaviour={}, run={"max_time": 60}
    )
    simulation, _, trace = run(document, every=1.0)
    assert noted(trace, "alarm") == [("bell 'bell' sounds", 15.0)]
    assert noted(trace, "alarm ends") == [("bell 'bell' ends", 35.0)]
    # 20 of 50 s are burned
    assert simulation.world["budget_left"][0] == pytest.approx(0.6)


def test_a_cap_file_says_what_is_asked_how_strongly_and_for_how_long(tmp_path: Path) -> None:
    (tmp_path / "alert.xml").write_text(ALERT, encoding="utf-8")
    phone = {
        "id": "sms",
        "kind": "phone_alert",
        "time": 10,
        "cap_file": "alert.xml",
        "position": [48.21, 16.37],
        "noticed": 1,
        "latency": 5,
    }
    document = {
        "exeunt": 1, "venue": HALL, "behaviour": {}, "alarms": {"systems": [phone]}, "run": {"max_time": 60},
        "people": [{"id": "p", **walker(2, 2), "pre_movement": 600, "mobility": {}}],
    }  # fmt: skip
    found = loads(json.dumps(document), tmp_path / "scene.json")
    assert not check_scenario(found).problems
    assert "alert.xml" in str(found.inputs)
    simulation, _, _ = run(found, every=1.0)
    cue = next(cue for cue in simulation.world.cues if cue.id == "sms")
    # it holds half a minute after it is sent, for an hour less that minute and a half
    assert (cue.since, cue.until) == (40.0, 40.0 + 3570.0)
    assert (cue.instruction, cue.rate) == ("invacuate", 1.5)
    assert simulation.world["aware_at"][0] == pytest.approx(45.0)


@pytest.mark.parametrize(
    ("alarms", "words"),
    [
        ({"systems": [VOICE, LIVE]}, "error: scene.json:1 alarms.systems[1]: two voices speak at the same time"),
        ({"systems": [VOICE, {**LIVE, "time": None, "trigger": "control_room"}], "control_room": {"informed": 0}},
         "warning: scene.json:1 alarms.systems[1]: two voices speak at the same time"),
        ({"systems": [BELL, VOICE]}, "the bell makes the message hard to understand"),
        ({"systems": [BELL, {**BELL, "id": "b2"}]}, "their rates add up"),
        ({"systems": [BELL, {**LIVE, "instruction": "invacuate"}]},
         "error: scene.json:1 alarms.systems[1]: 'bell' and 'live' ask for opposite things at the same time in the "
         "whole "
         "venue: evacuate and invacuate"),
        ({"systems": [{"id": "bell", "kind": "bell"}]}, "waits for detection, and there are no detectors"),
        ({"systems": [{"id": "bell", "kind": "bell", "trigger": "control_room"}]},
         "waits for the control room, and there is none"),
        ({"systems": [BELL], "control_room": {}}, "the control room never learns of the incident"),
        ({"systems": [BELL], "control_room": {"informed": 0}}, "the control room announces nothing"),
        ({"control_room": {"informed": 0, "decide": {"kind": "normal", "mean": 1, "sd": 9}}},
         "'decide' cannot take less than no time. Add 'min: 0'."),
        ({"systems": [{**BELL, "time": "1 h"}]}, "alarm system 'bell' starts after the run ends"),
        ({"systems": [{**BELL, "where": [{"storey": "hall", "area": box(50, 50, 60, 60)}]}]},
         "the area of alarm system 'bell' lies outside storey 'hall'"),
        ({"systems": [{**BELL, "where": [{"storey": "hall", "area": [[0, 0], [5, 5], [5, 0], [0, 5]]}]}]},
         "is no polygon"),
        ({"systems": [{**BELL, "where": [{"storey": "hall", "at": [50, 50], "radius": 9}]}]},
         "the disc of alarm system 'bell' lies outside storey 'hall'"),
        ({"systems": [{**BELL, "where": [{"storey": "hal"}]}]}, "Did you mean 'hall'?"),
        ({"systems": [{**BELL, "silences": ["siren"]}]}, "there is no alarm system 'siren'"),
        ({"systems": [{**BELL, "exit": "oot"}]}, "there is no exit 'oot'. Did you mean 'out'?"),
        ({"systems": [BELL, BELL]}, "the id 'bell' is taken"),
        ({"systems": [{"id": "s", "kind": "phone_alert", "time": 0, "cap_file": "none.xml"}]},
         "the alert 'none.xml' cannot be used: there is no such file"),
        ({"bangs": [{"id": "b", "time": 1, "storey": "hall", "at": [90, 90], "hearing": 5}]}, "is heard nowhere"),
        ({"bangs": [{"id": "b", "time": 900, "storey": "hall", "at": [5, 5], "hearing": 5}]},
         "comes after the run ends"),
        ({}, "1 detectors are needed for the alarm, and only 0 count towards it"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_said(alarms: Document, words: str) -> None:
    found = messages(alarms)
    assert any(words in message for message in found), found


@pytest.mark.parametrize(
    "alarms",
    [
        {"systems": [VOICE, {**LIVE, "silences": ["pa"]}]},
        {"systems": [{**VOICE, "where": [{"storey": "hall"}]}, {**LIVE, "where": [{"storey": "upper"}]}]},
        {"systems": [{**VOICE, "duration": 30}, {**LIVE, "time": 60}]},
        {"systems": [{**VOICE, "where": [{"room": "west"}]},
                     {**LIVE, "where": [{"storey": "hall", "area": box(7, 0, 12, 10)}]}]},
    ],
)  # fmt: skip
def test_alarms_that_do_not_meet_are_left_alone(alarms: Document) -> None:
    assert not messages(alarms)


@pytest.mark.parametrize(
    ("system", "words"),
    [
        ({**BELL, "trigger": "detection"}, "give either time or trigger"),
        ({**BELL, "silences": ["bell"]}, "cannot silence itself"),
        ({**BELL, "volume": 90}, "volume"),
        ({**BELL, "kind": "siren"}, "It is one of bell"),
        ({**BELL, "where": [{"storey": "hall", "room": "west"}]}, "give either storey"),
        ({**BELL, "where": [{"storey": "hall", "at": [1, 1]}]}, "a disc needs both 'at' and 'radius'"),
        ({**BELL, "where": [{"room": "west", "at": [1, 1], "radius": 2}]}, "goes with storey, not with room"),
        ({**BELL, "where": [{"storey": "hall", "at": [1, 1], "radius": 2, "area": box(0, 0, 1, 1)}]},
         "give either an area or a disc"),
        ({"id": "s", "kind": "phone_alert", "time": 0, "language": "de"}, "'language' goes with 'cap_file'"),
        ({"id": "s", "kind": "phone_alert", "time": 0, "cap_file": "a.xml", "instruction": "hide"},
         "the CAP file says it: remove 'instruction'"),
        ({"id": "s", "kind": "phone_alert", "time": 0, "cap_file": "a.xml", "position": [120, 16]}, "latitude"),
        ({"id": "b", "time": 1, "storey": "hall", "at": [5, 5], "hearing": 5, "weapon": "x"}, "weapon"),
    ],
)  # fmt: skip
def test_keys_that_do_not_go_together_are_refused(system: Document, words: str) -> None:
    part = "systems" if "kind" in system else "bangs"
    with pytest.raises(Exception, match=words):
        hall({part: [system]})


def test_a_broken_alert_is_named_with_its_place_in_the_scenario(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(ALERT.replace("</alert>", ""), encoding="utf-8")
    (tmp_path / "b.xml").write_text(
        ALERT.replace(">Alert<", ">Cancel<").replace(">Actual<", ">Test<"), encoding="utf-8"
    )
    far = {"position": [10, 10]}
    systems = [
        {"id": "a", "kind": "phone_alert", "time": 0, "cap_file": "a.xml"},
        {"id": "b", "kind": "phone_alert", "time": 0, "cap_file": "b.xml", **far},
    ]
    document = {"exeunt": 1, "venue": HALL, "behaviour": {}, "alarms": {"systems": systems},
                "people": [{"id": "p", **walker(2, 2)}]}  # fmt: skip
    found = [
        str(p) for p in check_scenario(loads(json.dumps(document), tmp_path / "s.json"), place=False).problems
    ]
    text = "\n".join(found)
    assert "alarms.systems[0].cap_file: the alert 'a.xml' cannot be used: it is no well-formed XML" in text
    assert "the alert 'b.xml' is no alert, but of type Cancel" in text
    assert "has the status Test" in text
    assert "is not for this place: its areas hold no part of the venue, and nobody gets it" in text
    assert "has areas, and without a position of the venue it is taken to hold everywhere in it" not in text


def test_a_phone_alert_is_not_the_alarm_of_the_building() -> None:
    phone = {"id": "sms", "kind": "phone_alert", "time": 5}
    alone = run(hall({"systems": [phone]}, behaviour=False, run={"max_time": 30}), every=1.0)[0].world
    assert np.isnan(alone.alarm_at)
    assert np.isnan(alone["start_time"][0])
    both = run(hall({"systems": [phone, {**BELL, "time": 30}]}, behaviour=False), every=1.0)[0].world
    assert both.alarm_at == pytest.approx(30.0)
    assert both["start_time"][0] == pytest.approx(40.0)


def test_systems_due_within_one_look_sound_in_the_order_of_their_times() -> None:
    later, sooner = {**BELL, "id": "later", "time": 5.4}, {**BELL, "id": "sooner", "time": 5.2}
    simulation, _, trace = run(hall({"systems": [later, sooner]}), every=1.0)
    assert noted(trace, "alarm") == [("bell 'sooner' sounds", 5.2), ("bell 'later' sounds", 5.4)]
    assert simulation.world.alarm_at == pytest.approx(5.2)
    # the one that sounds first withholds the other, however they are listed
    sooner = {**sooner, "silences": ["later"]}
    _, _, trace = run(hall({"systems": [later, sooner]}), every=1.0)
    assert noted(trace, "alarm") == [("bell 'sooner' sounds", 5.2)]


def test_a_system_that_has_ended_is_not_silenced_again() -> None:
    bell = {**BELL, "duration": 10.2}
    voice = {**VOICE, "time": 15.4, "silences": ["bell"]}
    _, _, trace = run(hall({"systems": [bell, voice]}, run={"max_time": 40}), every=1.0)
    assert [one for one in noted(trace, "alarm ends") if "'bell'" in one[0]] == [("bell 'bell' ends", 15.2)]
    _, _, trace = run(hall({"systems": [{**bell, "duration": 60}, voice]}, run={"max_time": 40}), every=1.0)
    assert [one for one in noted(trace, "alarm ends") if "'bell'" in one[0]] == [("bell 'bell' ends", 15.4)]
