"""The Station nightclub: assumptions are stated, and somebody who stays inside makes the total time fail."""

import numpy as np
import pytest

from exeunt.scenario.check import check_scenario
from exeunt.verification.validate_station import StationResult, load_station, station_rows, station_scenario


def result(total, inside=0.0, people=460):
    times = tuple(np.linspace(10.0, value, people) for value in total)
    shares = {"front": np.full(len(total), 0.7), "kitchen": np.full(len(total), 0.3)}
    return StationResult(np.array(total), np.full(len(total), inside), shares, times)


def test_every_assumption_has_a_source():
    case = load_station()
    for name in ("pre_movement_source", "familiarity_source", "number_source", "published_source", "source"):
        assert len(getattr(case, name)) > 20
    assert case.pre_movement_source.startswith("assumed")
    assert case.familiarity_source.startswith("assumed")
    assert case.seeds == 50
    assert (case.gate.at_least, case.gate.at_most) == (150.0, 240.0)


@pytest.mark.parametrize(
    ("total", "state"), [((190.0, 200.0), "passed"), ((140.0, 150.0), "failed"), ((260.0, 300.0), "failed")]
)
def test_the_mean_total_time_is_judged(total, state):
    rows = station_rows(load_station(), result(total))
    assert rows[0].state == state
    assert rows[0].simulated == pytest.approx(np.mean(total))
    assert rows[0].low <= rows[0].simulated <= rows[0].high
    assert rows[0].measured == pytest.approx(195.0)


def test_people_who_never_get_out_make_it_fail_and_are_counted():
    rows = {row.measure: row for row in station_rows(load_station(), result((190.0, 200.0), inside=3.0))}
    first = next(iter(rows.values()))
    assert first.state == "failed"
    assert np.isnan(first.simulated)
    assert rows["people still inside at the end"].simulated == 3.0
    assert rows["people still inside at the end"].state == "failed"


def test_the_imported_plan_makes_a_scenario_that_can_be_run(shared):
    case = load_station()
    scenario = station_scenario(case, shared / "data", movement="social_force")
    checked = check_scenario(scenario, place=False)
    assert not checked.errors
    assert scenario.document.people[0].number == 460
    assert scenario.document.movement.kind == "social_force"
    assert {exit.id for exit in scenario.document.venue.exits} >= {"front", *case.published_shares}
