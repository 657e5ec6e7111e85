"""Page one answers what the scenario asks: fire, danger zone, refuge, alarm; and says no more than the run shows."""

from __future__ import annotations

import re

import numpy as np
import pytest
from scenes import box, gap, scenario, storey

from exeunt.metrics.summary import summarise
from exeunt.metrics.tenability import tenability
from exeunt.report.blocks import Facts, Note, Paragraph, words
from exeunt.report.compose import compose
from exeunt.report.verdict import (
    casualty_words,
    course_words,
    inside_words,
    outcome_words,
    question,
    tenability_words,
    verdicts,
)
from exeunt.results.run import open_run
from exeunt.simulation import simulate

NAN = float("nan")
LEFT = {
    "people": 40, "people_out": 40, "people_inside": 0, "people_left_inside": 0, "people_protected": 0,
    "people_at_collection_point": 0, "t50_s": 20.0, "t98_s": 40.0, "last_out_s": 50.0, "clearance_s": 50.0,
    "simulated_s": 51.0, "alarm_s": NAN, "first_start_s": 3.0, "last_start_s": 30.0, "timeline": [],
}  # fmt: skip
FIRE = {
    **LEFT, "people_incapacitated": 0, "incapacitated_causes": [], "fed_gas_max": 0.02, "fed_heat_max": 0.001,
    "dose_form": "FDS/Purser", "alarm_s": 12.0,
    "timeline": [{"what": "fire", "time_s": 0.0, "words": "fire 'f' begins"},
                 {"what": "alarm", "time_s": 12.0, "words": "the alarm sounds"}],
}  # fmt: skip
AIR = {"untenable_from_s": 25.0, "air_known_until_s": 60.0, "people_in_untenable_air": 0, "margin_min_s": 5.0,
       "untenable_in_use_m2": 0.0}  # fmt: skip
ZONE = {
    **LEFT, "zone_began_s": 10.0, "people_in_zone": 4, "zone_person_s": 80.0, "zone_longest_s": 30.0,
    "people_in_sight_of_zone": 9, "zone_sight_person_s": 200.0, "protected_p50_s": 15.0, "protected_p95_s": NAN,
    "people_unprotected": 0, "unaware_60_s": 0.25,
}  # fmt: skip


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def said(row: dict) -> str:
    return plain(" ".join(f"{one.title} {one.text}" for one in verdicts(row)))


def test_the_question_is_that_of_the_scenario():
    assert "leave, by which exit?" in question(LEFT, ", by which exit")
    assert "untenable" in question(FIRE, "")
    assert "exposed to the danger" in question(ZONE, "")
    assert "danger, or smoke" in question({**ZONE, **FIRE}, "")


def test_a_fire_without_untenable_air_is_answered_with_the_least_margin():
    text = said(FIRE | AIR)
    assert "Everybody left each place before its air became untenable." in text
    assert "untenable after 25.0 s (ASET) and the last person left after 50.0 s (RSET)" in text
    assert "smallest margin of any person was 5 s" in text
    assert not verdicts(FIRE | AIR)[0].warns


def test_people_in_untenable_air_come_first_although_nobody_was_incapacitated():
    (one,) = verdicts(
        FIRE | AIR | {"people_in_untenable_air": 6, "margin_min_s": -14.0, "untenable_in_use_m2": 30.0}
    )
    assert one.warns
    assert (
        plain(one.title)
        == "The time available was not enough: 6 of 40 people (15.0 %) were in untenable air."
    )
    assert "margin −14 s" in plain(one.text)
    assert "Nobody was incapacitated" in one.text


def test_the_incapacitated_are_told_with_cause_and_time():
    fell = {"what": "incapacitated", "time_s": 33.0, "words": "the first person is incapacitated"}
    causes = [{"cause": "heat", "people": 2}, {"cause": "", "people": 1}]
    row = FIRE | {
        "people_incapacitated": 3, "timeline": [*FIRE["timeline"], fell], "incapacitated_causes": causes,
    }  # fmt: skip
    told = "3 people were incapacitated, the first after 33.0 s: 2 by heat and 1 by an unknown cause"
    assert told in plain(casualty_words(row))
    assert "not enough" not in said(row)
    assert verdicts(row)[0].warns


def test_without_recorded_air_nothing_is_said_of_margins():
    assert tenability_words(FIRE) == ""
    assert "The air was not recorded" in said(FIRE)
    assert "enough" not in said(FIRE)


def test_air_that_stays_tenable_and_places_that_nobody_used():
    stays = FIRE | AIR | {"untenable_from_s": NAN}
    assert "No place became untenable in the 60 s" in plain(tenability_words(stays))
    assert "Nobody was ever at a place" in tenability_words(FIRE | AIR | {"margin_min_s": NAN})


def test_a_danger_zone_is_answered_with_exposure_and_protection():
    (one,) = verdicts(ZONE)
    inside, rest = plain(one.title).split("; ")
    assert inside == "4 of 40 people (10.0 %) were inside the danger zone"
    assert plain(rest) == "in the end all 40 people were out or in a locked refuge."
    assert "80 person-seconds" in one.text
    assert "95 %" not in plain(one.text)
    assert "25 % of the people in the venue were still unaware" in plain(one.text)


@pytest.mark.parametrize(
    ("safe", "laid", "rest", "told"),
    [
        (9, 0, 0, "9 people were protected in locked refuges"),
        (1, 0, 2, "1 person was protected in locked refuges and 2 people were still inside"),
        (0, 1, 1, "1 casualty was at the collection point and 1 person was still inside"),
        (0, 0, 5, "5 people were still inside"),
    ],
)
def test_who_is_protected_or_rescued_is_not_called_still_inside(safe, laid, rest, told):
    inside = safe + laid + rest
    row = LEFT | {"people_out": 40 - inside, "people_inside": inside, "people_protected": safe,
                  "people_at_collection_point": laid, "people_left_inside": rest}  # fmt: skip
    assert inside_words(row) == told
    assert told in outcome_words(row)


def test_the_course_is_told_in_order_of_time_and_says_where_no_alarm_was():
    text = plain(course_words(FIRE))
    assert text.startswith("Fire 'f' begins at 0 s and the alarm sounds after 12.0 s.")
    assert "The first person starts to leave after 3.0 s, the last after 30.0 s." in text
    voice = {"what": "alarm", "time_s": 12.0, "words": "live announcement 'alarm hall' sounds"}
    text = plain(course_words(FIRE | {"timeline": [voice]}))
    assert text.startswith("Live announcement 'alarm hall' sounds as the alarm after 12.0 s.")
    assert "No alarm sounds in this run." in course_words(FIRE | {"alarm_s": NAN})
    assert "has no alarm, fire or danger" in course_words(LEFT)


VENUE = {"storeys": [storey("hall", 0, 0, 24, 8)], "exits": [gap("out", "hall", 0, 3, 0, 5)]}
CROWD = {"id": "crowd", "number": 12, "where": {"storey": "hall", "area": box(6, 1, 14, 7)}, "cue": "alarm",
         "pre_movement": {"kind": "uniform", "min": 2, "max": 9}}  # fmt: skip
SMOKE = {"id": "smoke", "kind": "field", "storey": "hall", "states": [{"at": 20, "extinction": 0.6}]}
DETECTOR = {"id": "d", "kind": "manual", "time": 6}


@pytest.fixture(scope="module")
def alarmed(tmp_path_factory: pytest.TempPathFactory):
    """A call point at 6 s, the alarm 10 s after it, and smoke everywhere from 20 s on."""
    folder = tmp_path_factory.mktemp("alarmed") / "run"
    scene = scenario(
        VENUE, [CROWD], hazards={"sources": [SMOKE], "avoidance": None}, record={"air": 1},
        alarms={"detectors": [DETECTOR], "delay": 10}, run={"max_time": 120, "step": 0.02},
    )  # fmt: skip
    result = simulate(scene, out=folder)
    return result, open_run(folder)


def test_page_one_of_a_fire_says_who_was_in_untenable_air_and_when_the_alarm_was(alarmed, read):
    result, run = alarmed
    found = tenability(run)
    assert found is not None
    exposed = int((found.people.margin < 0).sum())
    assert exposed == 12
    page = read(compose(run)).text.split("What happened when\n")[0]
    assert f"{exposed} of 12 people (100.0 %) were in untenable air" in page
    assert "the alarm sounds after 16.0 s" in page
    assert "Call point 'd' responds after 6.0 s" in page
    facts = next(block.items for block in compose(run).blocks if isinstance(block, Facts))
    assert ("alarm sounds after", "16\u00a0s") in facts
    assert ("people in untenable air", "12") in facts
    # the summary that --json prints says the same
    row = result.summary
    assert (row["alarm_s"], row["detected_s"], row["people_in_untenable_air"]) == (16.0, 6.0, exposed)
    assert row["margin_min_s"] == pytest.approx(found.people.margin.min())
    assert {k: v for k, v in summarise(run).items() if k in row and v == v} == {
        k: v for k, v in row.items() if k in summarise(run) and v == v
    }


def test_the_last_start_is_explained_by_the_alarm_and_a_delay_in_one_way(alarmed, read):
    _, run = alarmed
    reader = read(compose(run))
    people = run.people()
    start, delay = people["start_time"].to_numpy(), people["pre_movement"].to_numpy()
    last = int(np.argmax(start))
    assert start[last] == pytest.approx(16.0 + delay[last], abs=0.6)
    assert (
        f"The last start is at {start[last]:.1f} s: a delay of {delay[last]:.1f} s, counted from the alarm"
        in (reader.text)
    )
    (row,) = reader.table("Delays before starting")
    assert (row["Longest delay (s)"], row["Last starts at (s)"]) == (
        f"{delay.max():.0f}",
        f"{start.max():.0f}",
    )
    (rules,) = reader.table("What the populations do")
    assert rules["Waits for"] == "the alarm"
    assert "delays count from there, in this run after 16.0 s" in reader.text
    assert "alarm (time 0)" not in reader.text


def test_the_response_of_a_detector_is_no_limit_of_the_hazards(alarmed, read):
    _, run = alarmed
    report = compose(run)
    limits = [
        words(block.text) for block in report.blocks if isinstance(block, Note) and "Limit" in block.title
    ]
    assert not any("responds" in text for text in limits)
    kinds = {row["Kind"] for row in read(report).table("What sounded and showed")}
    assert {"hazard", "detector", "alarm"} <= kinds


def test_no_report_claims_that_no_plan_could_be_faster(alarmed, read):
    _, run = alarmed
    text = read(compose(run)).text
    assert not re.search(r"no plan\b", text, re.IGNORECASE)
    bound = next(line for line in text.splitlines() if "no other use of the exits could have brought" in line)
    assert "With the delays of this run" in bound
    assert "an earlier alarm or shorter delays could" in bound


def test_every_run_with_people_has_its_timeline(run, report, read):
    reader = read(report)
    assert [row["What happened"] for row in reader.table("The moments that decide")] == [
        "The first person starts to leave", "The last person starts to leave", "The last person is out",
    ]  # fmt: skip
    leads = [block for block in report.blocks if isinstance(block, Paragraph) and block.lead]
    assert "The first person starts to leave" in words(leads[0].text)


def test_the_last_start_of_a_seated_audience_is_explained_although_neighbours_may_start_early(tmp_path, read):
    block = {"id": "rows", "storey": "hall", "origin": [1.0, 7.0], "facing": "90 deg", "rows": 2, "seats": 4,
             "row_pitch": 1.0}  # fmt: skip
    venue = {
        "storeys": [storey("hall", 0, 0, 10, 8)],
        "seating": [block],
        "exits": [gap("out", "hall", 10, 1, 10, 3)],
    }
    audience = {**CROWD, "seats": {"blocks": ["rows"]}}
    del audience["where"], audience["number"]
    alarms = {"detectors": [DETECTOR], "delay": 10}
    scene = scenario(venue, [audience], alarms=alarms, run={"max_time": 120, "step": 0.05})
    simulate(scene, out=tmp_path / "run")
    run = open_run(tmp_path / "run")
    start, delay = (run.people()[name].to_numpy() for name in ("start_time", "pre_movement"))
    last = int(np.argmax(start))
    made = f"a delay of {delay[last]:.1f} s, counted from the alarm after 16.0 s."
    told = f"The last start is at {start[last]:.1f} s: {made}"
    assert told in read(compose(run)).text
