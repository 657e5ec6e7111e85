"""Itineraries: places to go to before leaving, alone and with alarms, groups, storeys, doors and beliefs."""

from __future__ import annotations

import numpy as np
import pytest
from invariants import check_conserved, check_everything
from scenes import box, digest, gap, run, scenario, storey, walker

from exeunt.metrics.measures import Measures
from exeunt.results.run import open_run
from exeunt.scenario.check import check_scenario
from exeunt.scenario.files import apply_variant, loads
from exeunt.simulation import simulate

HALL = {
    "storeys": [storey("hall", 0, 0, 20, 10)],
    "exits": [gap("exit", "hall", 20, 4, 20, 6)],
    "rooms": [{"id": "bar", "storey": "hall", "area": box(12, 7, 19, 10)}],
}
LEFT = {"storey": "hall", "area": box(0.5, 0.5, 5, 9.5)}
SPEED = 1.33


def alarm(at):
    return {"systems": [{"kind": "bell", "id": "bell", "time": at}]}


def told(trace, kind, person=None):
    return [
        event for event in trace.events if event.kind == kind and (person is None or event.person == person)
    ]


def test_somebody_walks_to_each_place_stays_and_leaves():
    """Menge issue 84, JuPedSim 1324: 4 m up, 30 s there, 8 m down, 10 m to the exit, within a metre of each place."""
    stops = [{"at": [10, 9], "stay": "30 s"}, {"at": [10, 1]}]
    person = walker(10, 5, "hall", itinerary=stops)
    simulation, ending, trace = run(scenario(HALL, [person]))
    check_everything(trace, simulation.world.venue, 0.01)
    assert ending == "everyone is out"
    begun, ended = (
        np.array([event.time for event in told(trace, kind)]) for kind in ("visit begun", "visit ended")
    )
    assert (ended - begun).tolist() == pytest.approx([30, 0], abs=0.5)
    walks = [begun[0], begun[1] - ended[0], simulation.world["time_out"][0] - ended[1]]
    assert walks == pytest.approx([3 / SPEED, 7 / SPEED, 10.2 / SPEED], abs=1.5)
    assert simulation.world["start_time"][0] == 0


def test_a_crowd_at_a_point_stands_around_it_and_everybody_gets_on():
    """As many as come are there, though no more than 3 have room within a metre."""
    stops = [{"at": [10, 9], "stay": "20 s"}, {"at": [10, 1]}]
    crowd = {"number": 30, "where": LEFT, "itinerary": stops}
    simulation, ending, trace = run(scenario(HALL, [crowd]), every=0.1)
    check_conserved(trace, simulation.world.venue)
    assert ending == "everyone is out"
    assert len(told(trace, "visit ended")) == 60
    assert not told(trace, "visit missed")
    first = [event for event in told(trace, "visit begun") if event.value == 0]
    off = np.hypot(*(np.array([[e.x - 10, e.y - 9] for e in first]).T))
    assert 1.5 < off.max() < 3.0


def test_people_spread_over_a_room():
    crowd = {"number": 30, "where": LEFT, "itinerary": [{"room": "bar", "stay": "60 s"}]}
    _, ending, trace = run(scenario(HALL, [crowd]), every=0.5)
    assert ending == "everyone is out"
    then = int(np.searchsorted(trace["time"], 45.0))
    x, y = trace["x"][then], trace["y"][then]
    inside = (x >= 12) & (x <= 19) & (y >= 7)
    assert inside.sum() >= 26
    assert ((y > 4.9) & (x > 9.9)).all()
    assert np.ptp(x[inside]) > 4.0


@pytest.mark.parametrize("behaviour", [None, {}])
def test_the_alarm_calls_people_away_and_they_leave_after_their_delay(behaviour):
    stops = [{"id": "bar", "room": "bar", "stay": "until the alarm"}]
    crowd = {"number": 12, "cue": "alarm", "pre_movement": 5, "where": LEFT, "itinerary": stops}
    top = {} if behaviour is None else {"behaviour": behaviour}
    scene = scenario(HALL, [crowd], alarms=alarm("40 s"), **top)
    simulation, ending, trace = run(scene, every=0.5)
    check_conserved(trace, simulation.world.venue)
    world = simulation.world
    assert ending == "everyone is out"
    assert len(told(trace, "visit begun")) == len(told(trace, "visit broken off")) == 12
    assert all(event.time >= 40 for event in told(trace, "visit broken off"))
    assert (world["start_time"] >= 40).all()
    if behaviour is None:
        assert world["start_time"] == pytest.approx(45, abs=0.2)
    # nobody walks between the alarm and their start
    then = [int(np.searchsorted(trace["time"], time)) for time in (41.6, 44.4)]
    if behaviour is None:
        assert (trace["distance_walked"][then[0]] == trace["distance_walked"][then[1]]).all()


def test_people_who_are_on_the_way_to_a_place_stop_when_the_alarm_sounds():
    person = walker(2, 5, "hall", itinerary=[{"at": [18, 9], "stay": "until the alarm"}], cue="alarm")
    _, ending, trace = run(scenario(HALL, [person], alarms=alarm("5 s")), every=0.1)
    assert ending == "everyone is out"
    assert not told(trace, "visit begun")
    assert len(told(trace, "visit broken off")) == 1
    walked = trace["x"][int(np.searchsorted(trace["time"], 5.0)), 0] - 2
    assert walked == pytest.approx(5 * SPEED, rel=0.15)


def test_without_an_alarm_people_leave_after_the_last_stay():
    stops = [{"room": "bar", "stay": {"kind": "uniform", "min": 10, "max": 30}}]
    crowd = {"number": 8, "cue": "alarm", "where": LEFT, "itinerary": stops}
    simulation, ending, trace = run(scenario(HALL, [crowd], alarms=alarm("300 s")), every=0.5)
    assert ending == "everyone is out"
    assert (simulation.world["time_out"] < 100).all()
    ended = {event.person: event.time for event in told(trace, "visit ended")}
    start = simulation.world["start_time"]
    assert all(start[person] == pytest.approx(time, abs=0.6) for person, time in ended.items())


def test_on_the_way_out_people_fetch_something_after_the_alarm():
    stops = [
        {"id": "bar", "room": "bar", "stay": "until the alarm"},
        {"id": "cloakroom", "at": [10, 1], "stay": "10 s", "when": "leaving"},
    ]
    crowd = {"number": 6, "cue": "alarm", "pre_movement": 2, "where": LEFT, "itinerary": stops}
    _, ending, trace = run(scenario(HALL, [crowd], alarms=alarm("30 s")), every=0.5)
    assert ending == "everyone is out"
    fetched = [event for event in told(trace, "visit begun") if event.value == 1]
    assert len(fetched) == 6
    assert all(event.time > 32 for event in fetched)


def test_a_group_goes_together_and_waits_for_its_last_member():
    stops = [
        {"at": [10, 8], "stay": "5 s"},
        {"room": "bar", "stay": {"kind": "uniform", "min": 5, "max": 30}},
    ]
    crowd = {
        "number": 12, "where": LEFT, "itinerary": stops, "groups": {"size": 3},
        "desired_speed": {"kind": "uniform", "min": 0.7, "max": 1.6},
    }  # fmt: skip
    simulation, ending, trace = run(scenario(HALL, [crowd]), every=0.5)
    check_conserved(trace, simulation.world.venue)
    assert ending == "everyone is out"
    group = simulation.world["group"]
    for number in (0, 1):
        begun = {e.person: e.time for e in told(trace, "visit begun") if e.value == number}
        ended = {e.person: e.time for e in told(trace, "visit ended") if e.value == number}
        for first in np.unique(group):
            members = np.flatnonzero(group == first).tolist()
            assert len({ended[one] for one in members}) == 1
            assert ended[members[0]] >= max(begun[one] for one in members) + 5 - 1e-6


def test_places_on_another_storey_are_reached_by_stairs():
    venue = {
        "storeys": [storey("ground", 0, 0, 10, 6), storey("upper", 16, 0, 26, 6, elevation=3)],
        "stairs": [
            {
                "id": "stair",
                "foot": {"storey": "ground", "line": [[10, 2], [10, 4]]},
                "head": {"storey": "upper", "line": [[16, 2], [16, 4]]},
            }
        ],
        "exits": [gap("exit", "ground", 0, 2, 0, 4)],
    }
    stops = [{"at": [22, 3], "storey": "upper", "stay": "5 s"}]
    crowd = {"number": 5, "where": {"storey": "ground", "area": box(3, 1, 9, 5)}, "itinerary": stops}
    simulation, ending, trace = run(scenario(venue, [crowd]), every=0.2)
    check_conserved(trace, simulation.world.venue)
    assert ending == "everyone is out"
    assert len(told(trace, "visit ended")) == 5


@pytest.mark.parametrize("behaviour", [None, {}])
def test_a_place_behind_a_locked_door_is_left_out(behaviour):
    venue = {
        "storeys": [storey("hall", 0, 0, 20, 10, walls=[{"line": [[14, 0], [14, 10]]}])],
        "doors": [gap("door", "hall", 14, 4, 14, 6, state="locked", changes=[{"at": 900, "state": "open"}])],
        "exits": [gap("exit", "hall", 0, 4, 0, 6)],
    }
    top = {} if behaviour is None else {"behaviour": behaviour}
    person = walker(4, 5, "hall", cue="start", itinerary=[{"at": [18, 5], "stay": "5 s"}])
    simulation, ending, trace = run(scenario(venue, [person], **top), every=0.2)
    assert ending == "everyone is out"
    assert len(told(trace, "visit missed")) == 1
    assert simulation.world["time_out"][0] < 60
    if behaviour is not None:
        assert told(trace, "door found locked")


def test_a_share_goes_and_the_others_wait_where_they_are():
    stops = [{"room": "bar", "stay": "until the alarm", "share": 0.4}]
    crowd = {"number": 40, "cue": "alarm", "where": LEFT, "itinerary": stops}
    simulation, _, trace = run(scenario(HALL, [crowd], alarms=alarm("40 s")), every=0.5)
    went = {event.person for event in told(trace, "visit begun")}
    assert 8 <= len(went) <= 24
    others = [person for person in range(40) if person not in went]
    then = int(np.searchsorted(trace["time"], 39.0))
    assert (trace["distance_walked"][then, others] == 0).all()
    assert (simulation.world["start_time"] >= 40).all()


def test_people_who_come_later_begin_theirs_when_they_come():
    inflow = {"storey": "hall", "line": [[0.5, 4], [0.5, 6]], "rates": [{"until": 10, "rate": 0.5}]}
    crowd = {"cue": "alarm", "inflow": inflow, "itinerary": [{"room": "bar", "stay": "until the alarm"}]}
    simulation, ending, trace = run(scenario(HALL, [crowd], alarms=alarm("60 s")), every=0.5)
    assert ending == "everyone is out"
    assert len(told(trace, "visit begun")) == simulation.world.people == 5


def test_a_door_is_a_place_from_both_sides():
    venue = {
        "storeys": [storey("hall", 0, 0, 20, 10, walls=[{"line": [[10, 0], [10, 10]]}])],
        "doors": [gap("door", "hall", 10, 4, 10, 6, state="closed", changes=[{"at": 30, "state": "open"}])],
        "exits": [gap("west", "hall", 0, 4, 0, 6), gap("east", "hall", 20, 4, 20, 6)],
    }
    people = [walker(x, 5, "hall", itinerary=[{"door": "door", "stay": "3 s"}]) for x in (4, 16)]
    simulation, ending, trace = run(scenario(venue, people), every=0.2)
    assert ending == "everyone is out"
    assert len(told(trace, "visit ended")) == 2
    assert (simulation.world["time_out"] < 30).all()


def test_threads_and_the_order_of_populations_change_nothing():
    def crowd(*ids):
        stops = [{"room": "bar", "stay": {"kind": "uniform", "min": 2, "max": 9}}, {"at": [10, 1]}]
        return scenario(HALL, [{"id": id, "number": 12, "where": LEFT, "itinerary": stops} for id in ids])

    first, _, _ = run(crowd("a", "b"), every=1.0, threads=1)
    second, _, _ = run(crowd("b", "a"), every=1.0, threads=2)
    skip = {"population", "visit"}
    assert digest(first.world.columns, skip) == digest(second.world.columns, skip)


def test_a_fire_calls_people_away_too():
    smoke = {
        "id": "smoke",
        "kind": "field",
        "storey": "hall",
        "area": box(0, 0, 20, 10),
        "states": [{"extinction": 0.3}],
    }
    crowd = {"number": 5, "cue": "alarm", "pre_movement": 1, "where": LEFT,
             "itinerary": [{"at": [10, 9], "stay": "until the alarm"}]}  # fmt: skip
    top = {"alarms": alarm("500 s"), "hazards": {"sources": [smoke]}}
    simulation, ending, _ = run(scenario(HALL, [crowd], **top), every=0.5)
    assert ending == "everyone is out"
    assert (simulation.world["time_out"] < 200).all()


@pytest.mark.parametrize(
    ("stops", "words"),
    [
        ([{"at": [40, 2]}], "no ground to walk on at (40, 2)"),
        ([{"room": "bar", "when": "before"}], "whose delay runs from the start"),
        ([{"room": "bar", "stay": "until the alarm"}], "is visited on the way out"),
        ([{"room": "cellar"}], "there is no room 'cellar'"),
        ([{"id": "a", "at": [1, 1]}, {"id": "a", "at": [2, 1]}], "is twice in the itinerary"),
    ],
)
def test_check_refuses_what_cannot_be(stops, words):
    found = check_scenario(scenario(HALL, [{"number": 3, "where": LEFT, "itinerary": stops}]))
    assert any(words in str(problem) for problem in found.errors), found.errors


def test_check_bounds_the_fields_and_warns_of_places_out_of_reach():
    many = [{"id": f"p{k}", "at": [1 + 0.2 * k, 1]} for k in range(70)]
    found = check_scenario(scenario(HALL, [{"number": 3, "where": LEFT, "itinerary": many}]))
    assert any("have 70 spots to go to; 64 are possible" in str(problem) for problem in found.errors)
    endless = [{"room": "bar", "stay": "until the alarm"}, {"at": [2, 2]}]
    crowd = {"number": 3, "cue": "alarm", "where": LEFT, "itinerary": endless}
    found = check_scenario(scenario(HALL, [crowd], alarms=alarm("9 s")))
    assert any("nobody would get there" in str(problem) for problem in found.errors)
    split = {**HALL, "storeys": [storey("hall", 0, 0, 20, 10, walls=[{"line": [[11, 0], [11, 10]]}])]}
    split = {**split, "exits": [*HALL["exits"], gap("west", "hall", 0, 4, 0, 6)]}
    found = check_scenario(scenario(split, [{"number": 3, "where": LEFT, "itinerary": [{"room": "bar"}]}]))
    assert any("no way on foot leads to 'bar'" in str(problem) for problem in found.warnings)


def test_a_variant_changes_a_stay():
    stops = [{"id": "bar", "room": "bar", "stay": "5 s"}]
    plain = scenario(HALL, [{"number": 3, "where": LEFT, "itinerary": stops}])
    edit = '{"exeunt": 1, "variants": {"v": {"set": {"people.p0.itinerary.bar.stay": "50 s"}}},'
    changed = loads(plain.source.text.replace('{"exeunt": 1,', edit, 1), "scene.json")
    simulation, _, _ = run(apply_variant(changed, "v"), every=0.5)
    assert (simulation.world["time_out"] > 50).all()


def test_summary_and_run_folder_tell_the_visits(tmp_path):
    stops = [{"id": "bar", "room": "bar", "stay": "20 s"}, {"id": "gate", "at": [10, 1], "share": 0.5}]
    crowd = {"id": "guests", "number": 10, "where": LEFT, "itinerary": stops}
    result = simulate(scenario(HALL, [crowd]), out=tmp_path / "run", threads=1)
    bar, gate = result.summary["visits"]
    assert (bar["place"], bar["people"], bar["missed"]) == ("bar", 10, 0)
    assert bar["stay_mean_s"] == pytest.approx(20, abs=0.5)
    assert 1 <= gate["people"] <= 9
    opened = open_run(tmp_path / "run")
    assert [place.id for place in opened.places if place.kind == "stop"] == ["bar", "gate"]
    measures = Measures(opened)
    moving = measures.moving & (measures.tracks.time > 20) & (measures.tracks.time < 24)
    assert not moving[measures.tracks.y > 7].any()
