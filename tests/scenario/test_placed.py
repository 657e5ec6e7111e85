"""What `check` says of people as they are placed: what is too narrow for them, stairs, exits they do not get to."""

import pytest
from scenes import gap, scenario, storey

from exeunt.scenario.check import check_scenario
from exeunt.simulation import simulate

FAST = {"step": "0.02 s"}
CHAIR = {"mobility": {"wheelchair_manual": 1}}
WEST, EAST = gap("west", "hall", 0, 2, 0, 4), gap("east", "hall", 20, 2.65, 20, 3.35)


def messages(scene, *words):
    found = [p for p in check_scenario(scene).problems if all(word in p.message for word in words)]
    assert all(p.severity == "warning" for p in found)
    return found


def hall(**more):
    return {"storeys": [storey("hall", 0, 0, 20, 6, **more.pop("storey", {}))], "exits": [WEST, EAST], **more}


def test_openings_too_narrow_for_somebody_are_named_with_how_many_and_how_wide():
    people = [{"number": 5}, {"number": 4, "mobility": {"wheelchair_manual": 0.5, "stick": 0.5}}]
    (warning,) = messages(scenario(hall(), people), "clear width")
    assert "people of 'p1' (wheelchair_manual) need 0.80 m of clear width" in warning.message
    assert "they do not fit through exit 'east' (0.70 m)" in warning.message
    assert warning.key == ("people", 1, "mobility")
    assert warning.at == ((20.0, 3.0),)
    assert not messages(scenario(hall(), [{"number": 9}]), "clear width")


def test_who_has_no_way_that_is_wide_enough_is_counted():
    walls = [{"line": [[10, 0], [10, 6]]}]
    venue = hall(storey={"walls": walls}, doors=[gap("d", "hall", 10, 3, 10, 3.75)])
    right = {"storey": "hall", "area": [[12, 1], [18, 1], [18, 5], [12, 5]]}
    left = {"storey": "hall", "area": [[2, 1], [8, 1], [8, 5], [2, 5]]}
    people = [{"number": 3, "where": right, **CHAIR}, {"number": 2, "where": left, **CHAIR}]
    scene = scenario(venue, people, run=FAST)
    (warning,) = messages(scene, "no way out that is wide enough")
    assert "3 of 3 people of 'p0' (wheelchair_manual)" in warning.message
    outcome = simulate(scene)
    assert outcome.summary["people_inside"] == 3
    assert any("no way out that is wide enough" in str(problem) for problem in outcome.problems)


@pytest.mark.parametrize("width", [0.7, 0.9])
def test_gaps_between_walls_count(width):
    walls = [{"line": [[10, 0], [10, 3]]}, {"line": [[10, 3 + width], [10, 6]]}]
    venue = {"storeys": [storey("hall", 0, 0, 20, 6, walls=walls)], "exits": [WEST], "doors": []}
    right = {"storey": "hall", "area": [[12, 1], [18, 1], [18, 5], [12, 5]]}
    scene = scenario(venue, [{"number": 2, "where": right, **CHAIR}])
    # nothing but a gap: that no body fits through is said where people are placed
    assert bool([p for p in check_scenario(scene).problems if "fits through no gap" in p.message]) == (
        width < 0.8
    )


STAIRS = {
    "storeys": [storey("hall", 0, 0, 20, 6), storey("upper", 26, 0, 46, 6, elevation=3)],
    "stairs": [{
        "id": "s", "foot": {"storey": "hall", "line": [[20, 2], [20, 3.5]]},
        "head": {"storey": "upper", "line": [[26, 2], [26, 3.5]]},
    }],
    "exits": [WEST],
}  # fmt: skip
STOPS = [
    {"storey": "hall", "line": [[20, 4.4], [20, 5.6]]},
    {"storey": "upper", "line": [[26, 4.4], [26, 5.6]]},
]
LIFT = {"lifts": [{"id": "l", "to": "hall", "stops": STOPS}]}


@pytest.mark.parametrize(
    ("more", "top", "told"),
    [
        ({}, {}, True),
        ({"lift": {"id": "l"}}, {}, False),
        ({}, {"assistance": {"needs": ["wheelchair_manual"]}}, False),
        ({"where": {"storey": "hall"}}, {}, False),
    ],
)
def test_wheelchair_users_who_take_stairs_without_lift_or_help_are_told(more, top, told):
    people = [
        {"number": 2, "where": {"storey": "upper"}, **CHAIR, **more},
        {"number": 5, "where": {"storey": "upper"}},
    ]
    found = messages(scenario({**STAIRS, **LIFT}, people, **top), "without lift and help")
    assert len(found) == told
    for warning in found:
        assert "2 of 2 people of 'p0' (wheelchair_manual) leave by stairs or escalators" in warning.message
        assert "nobody is taken to carry them" in warning.message


def test_assigned_exits_that_cannot_be_reached_are_told_and_counted_in_the_summary(tmp_path):
    walls = [{"line": [[10, 0], [10, 6]]}]
    venue = hall(storey={"walls": walls}, doors=[gap("d", "hall", 10, 2, 10, 4, direction="forward")])
    right = {"storey": "hall", "area": [[12, 1], [18, 1], [18, 5], [12, 5]]}
    left = {"storey": "hall", "area": [[2, 1], [8, 1], [8, 5], [2, 5]]}
    people = [
        {"number": 4, "where": right, "exit_choice": {"kind": "assigned", "exits": ["west"]}},
        {"number": 3, "where": left, "exit_choice": {"kind": "assigned", "exits": ["east"]}},
    ]
    scene = scenario(venue, people, run=FAST)
    (warning,) = messages(scene, "cannot be reached by")
    assert "exit 'west', assigned to people of 'p0', cannot be reached by 4 of 4" in warning.message
    outcome = simulate(scene, out=tmp_path / "run")
    assert outcome.summary["exits_not_reached"] == [{"exit": "west", "people": 4}]
    assert outcome.summary["people_inside"] == 0
