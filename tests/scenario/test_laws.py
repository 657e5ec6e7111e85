"""What a document states and what is drawn or read: laws that are cut, whole numbers with a point."""

import pytest
from scenes import gap, scenario, storey

from exeunt.scenario.check import check_scenario
from exeunt.scenario.files import loads

HALL = {"storeys": [storey("hall", 0, 0, 20, 10)], "exits": [gap("e", "hall", 20, 4, 20, 6)]}


def problems(**person):
    found = check_scenario(scenario(HALL, [{"number": 20, **person}])).problems
    return [(p.severity, p.key, p.message) for p in found]


def test_a_normal_delay_cut_at_zero_says_the_mean_that_is_drawn():
    """Mean of the normal law above 0: m + s phi(m/s) / Phi(m/s) = 10 + 30 x 0.3774 / 0.6306 = 27.95 s."""
    ((severity, key, message),) = problems(pre_movement={"kind": "normal", "mean": "10 s", "sd": "30 s"})
    assert (severity, key) == ("warning", ("people", 0, "pre_movement"))
    assert message == "the law is cut below 0: a mean of 10 is stated, and 28 is drawn"


@pytest.mark.parametrize(
    "law",
    [
        {"kind": "normal", "mean": "60 s", "sd": "20 s"},
        {"kind": "normal", "mean": "60 s", "sd": "40 s", "min": 0, "max": "120 s"},
        {"kind": "log_normal", "median": "40 s", "sigma": 0.7},
    ],
)
def test_a_cut_that_hardly_moves_the_centre_is_no_news(law):
    assert problems(pre_movement=law) == []


def test_a_mean_where_nothing_is_drawn_is_refused():
    ((severity, key, message),) = problems(pre_movement={"kind": "normal", "mean": "-50 s", "sd": "5 s"})
    assert (severity, key) == ("error", ("people", 0, "pre_movement", "mean"))
    assert message == "a mean of -50 lies below 0, where nothing is drawn"


def test_speeds_and_medians_count_as_well():
    ((_, key, message),) = problems(desired_speed={"kind": "normal", "mean": 1.0, "sd": 0.8, "min": 0.5})
    assert key == ("people", 0, "desired_speed")
    assert "a mean of 1 is stated, and 1.3" in message
    ((_, _, message),) = problems(pre_movement={"kind": "log_normal", "median": 60, "sigma": 1, "max": 70})
    assert "cut above 70: a median of 60 is stated" in message


@pytest.mark.parametrize(("text", "warned"), [("1.000", True), ("12.000", True), ("12", False)])
def test_whole_numbers_with_a_point_are_said_to_be_read_as_they_are(text, warned):
    document = f"""
exeunt: 1
venue:
  storeys: [{{id: hall, area: [[0, 0], [20, 0], [20, 10], [0, 10]]}}]
  exits: [{{id: e, storey: hall, line: [[20, 4.000], [20, 6.000]]}}]
people: [{{id: p, number: {text}, where: {{storey: hall}}, pre_movement: 0, exit_choice: nearest}}]
"""
    found = check_scenario(loads(document)).problems
    assert [p.key for p in found] == ([("people", 0, "number")] if warned else [])
    if warned:
        assert found[0].message.endswith(f"is read as {int(float(text))}")
        assert "1000 for one thousand" in found[0].hint
        assert found[0].line == 6
