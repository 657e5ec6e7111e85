from __future__ import annotations

import math

import pytest
from shapely import LineString

BELOW = {"id": "below", "area": [(0, 0), (10, 0), (10, 10), (0, 10)], "elevation": 0}
ABOVE = {"id": "above", "area": [(14, 0), (24, 0), (24, 10), (14, 10)], "elevation": 3}
BESIDE = {"id": "above", "area": [(0, 0), (10, 0), (10, 10), (0, 10)], "elevation": 3}
EXIT = {"id": "e", "storey": "below", "line": [(0, 1), (0, 3)]}
STRAIGHT = {
    "id": "st",
    "foot": {"storey": "below", "line": [(10, 4), (10, 6)]},
    "head": {"storey": "above", "line": [(14, 4), (14, 6)]},
}
HALF_TURN = {
    "id": "st", "kind": "half_turn", "run": 2.7, "landing_depth": 1.5,
    "foot": {"storey": "below", "line": [(10, 4), (10, 5.2)]},
    "head": {"storey": "above", "line": [(10, 6.8), (10, 5.4)]},
}  # fmt: skip


def compile_stair(compiled, *, above=ABOVE, **changes):
    return compiled(storeys=[BELOW, above], exits=[EXIT], stairs=[{**STRAIGHT, **changes}])


def only_error(problems):
    (problem,) = [problem for problem in problems if problem.severity == "error"]
    return problem


def check_portals(venue):
    """Every portal is an edge of both its surfaces, the first to its left, the second to its right."""
    for portal in venue.portals:
        (x0, y0), (x1, y1) = portal.line
        size = math.hypot(x1 - x0, y1 - y0)
        left = (-(y1 - y0) / size, (x1 - x0) / size)
        middle = ((x0 + x1) / 2, (y0 + y1) / 2)
        for surface, side in zip(portal.surfaces, (1, -1), strict=True):
            area = venue.surfaces[surface].area
            spot = [m + side * 0.01 * n for m, n in zip(middle, left, strict=True)]
            assert area.contains(LineString([spot, spot]).centroid)
            assert area.boundary.covers(LineString(portal.line))
        one, other = (venue.surfaces[surface] for surface in portal.surfaces)
        for end in portal.line:
            assert one.elevation_at(*end) == pytest.approx(other.elevation_at(*end), abs=1e-9)


def test_a_straight_stair_rises_evenly_between_its_lines(compiled, leftover):
    venue, problems = compile_stair(compiled)
    assert not problems
    flight = venue.surface("st")
    assert flight.kind == "flight"
    assert flight.area.area == pytest.approx(8.0, abs=1e-9)
    assert flight.gradient == pytest.approx((0.75, 0.0))
    assert [flight.elevation_at(x, 4.5) for x in (10, 12, 14)] == pytest.approx([0.0, 1.5, 3.0])
    assert [portal.surfaces for portal in venue.portals] == [(0, 2), (1, 2)]
    check_portals(venue)
    assert leftover(venue) == pytest.approx(0.0, abs=1e-9)


def test_a_stair_with_landing_rests_halfway(compiled, leftover):
    venue, problems = compile_stair(
        compiled, kind="landing", landing_depth=1.2, above={**ABOVE, "elevation": 2.1, "id": "above"}
    )
    assert not problems
    one, landing, two = (venue.surface(f"st/{name}") for name in ("flight 1", "landing", "flight 2"))
    assert [one.area.area, landing.area.area, two.area.area] == pytest.approx([2.8, 2.4, 2.8], abs=1e-9)
    assert (landing.kind, landing.gradient, landing.elevation) == ("landing", (0.0, 0.0), 1.05)
    assert one.elevation_at(11.4, 5) == pytest.approx(1.05)
    assert [two.elevation_at(x, 5) for x in (12.6, 14)] == pytest.approx([1.05, 2.1])
    assert [portal.surfaces for portal in venue.portals] == [(0, 2), (2, 3), (3, 4), (1, 4)]
    check_portals(venue)
    assert leftover(venue) == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("swapped", [False, True])
def test_a_half_turn_stair_comes_back_one_storey_higher(compiled, leftover, swapped):
    stair = dict(HALF_TURN)
    if swapped:
        stair["foot"] = {"storey": "below", "line": HALF_TURN["head"]["line"]}
        stair["head"] = {"storey": "above", "line": HALF_TURN["foot"]["line"]}
    _, problems = compiled(storeys=[BELOW, BESIDE], exits=[EXIT], stairs=[stair])
    # 1.2 m and 1.4 m differ by more than 10 %
    assert "1.20 m" in only_error(problems).message
    upper = [(10, 6.7), (10, 5.4)]
    end = "foot" if swapped else "head"
    stair[end] = {**stair[end], "line": upper}
    venue, problems = compiled(storeys=[BELOW, BESIDE], exits=[EXIT], stairs=[stair])
    assert not problems
    one, landing, two = (venue.surface(f"st/{name}") for name in ("flight 1", "landing", "flight 2"))
    widths = (1.3, 1.2) if swapped else (1.2, 1.3)
    assert one.area.area == pytest.approx(2.7 * widths[0], abs=1e-9)
    assert two.area.area == pytest.approx(2.7 * widths[1], abs=1e-9)
    assert landing.area.area == pytest.approx(1.5 * 2.7, abs=1e-9)  # 1.2 + 0.2 + 1.3 m wide
    y1, y2 = (6.0, 4.5) if swapped else (4.5, 6.0)
    assert [one.elevation_at(x, y1) for x in (10, 12.7)] == pytest.approx([0.0, 1.5])
    assert landing.elevation_at(13, 5.3) == 1.5
    assert [two.elevation_at(x, y2) for x in (12.7, 10)] == pytest.approx([1.5, 3.0])
    check_portals(venue)
    assert leftover(venue) == pytest.approx(0.0, abs=1e-9)


def test_flights_of_a_half_turn_may_touch(compiled, leftover):
    stair = {**HALF_TURN, "head": {"storey": "above", "line": [(10, 5.2), (10, 6.4)]}}
    venue, problems = compiled(storeys=[BELOW, BESIDE], exits=[EXIT], stairs=[stair])
    assert not problems
    assert venue.surface("st/landing").area.area == pytest.approx(1.5 * 2.4, abs=1e-9)
    check_portals(venue)
    assert leftover(venue) == pytest.approx(0.0, abs=1e-9)


def test_a_stair_in_a_hole_of_its_storey(compiled, leftover):
    below = {**BELOW, "holes": [[(3, 4), (7, 4), (7, 6), (3, 6)]]}
    above = {"id": "above", "elevation": 2.4, "area": [(7, 0), (12, 0), (12, 10), (7, 10)]}
    stair = {
        "id": "st",
        "foot": {"storey": "below", "line": [(3, 4), (3, 6)]},
        "head": {"storey": "above", "line": [(7, 4), (7, 6)]},
    }
    venue, problems = compiled(storeys=[below, above], exits=[EXIT], stairs=[stair])
    assert not problems
    check_portals(venue)
    assert leftover(venue) == pytest.approx(0.0, abs=1e-9)


def test_a_stair_through_a_wall_along_the_edge(compiled, leftover):
    walled = {**BELOW, "walls": [{"line": [(10, 0), (10, 10)], "thickness": 0.2}]}
    venue, problems = compiled(storeys=[walled, ABOVE], exits=[EXIT], stairs=[STRAIGHT])
    assert not problems
    assert venue.surfaces[0].area.area == pytest.approx(100 - 10 * 0.1 + 2 * 0.1, abs=1e-9)
    check_portals(venue)


def test_a_ramp_may_widen(compiled, leftover):
    ramp = {
        "id": "r",
        "foot": {"storey": "below", "line": [(10, 4), (10, 6)]},
        "head": {"storey": "above", "line": [(14, 3), (14, 7)]},
    }
    venue, problems = compiled(storeys=[BELOW, {**ABOVE, "elevation": 0.4}], exits=[EXIT], ramps=[ramp])
    assert not problems
    surface = venue.surface("r")
    assert (surface.kind, surface.area.area) == ("ramp", pytest.approx(12.0, abs=1e-9))
    assert surface.gradient == pytest.approx((0.1, 0.0))
    assert leftover(venue) == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize(
    ("elevation", "severity", "text"),
    [
        (1.2, "warning", "stair 'st' is flat: 17 degrees, rise 1.20 m over 4.00 m in plan"),
        (4.8, "warning", "stair 'st' is steep: 50 degrees"),
        (9.0, "error", "stair 'st' is 66 degrees steep, rise 9.00 m over 4.00 m in plan: a ladder"),
        (-1.0, "error", "stair 'st' does not rise: its foot is at 0.00 m, its head at -1.00 m"),
        (0.0, "error", "stair 'st' does not rise"),
    ],
)
def test_slopes_no_stair_has(compiled, elevation, severity, text):
    _, problems = compile_stair(compiled, above={**ABOVE, "elevation": elevation})
    assert [(problem.severity, problem.message.startswith(text)) for problem in problems] == [
        (severity, True)
    ]


def test_slopes_no_ramp_has(compiled):
    for elevation, text in (
        (1.0, "ramp 'st' is steeper than 1 in 8: 1 in 4.0"),
        (2.0, "ramp 'st' is 27 degrees"),
    ):
        _, problems = compiled(
            storeys=[BELOW, {**ABOVE, "elevation": elevation}], exits=[EXIT], ramps=[STRAIGHT]
        )
        assert problems[0].message.startswith(text)


def test_a_stair_to_nowhere_is_named_with_place_and_distance(compiled):
    venue, problems = compile_stair(compiled, head={"storey": "above", "line": [(13.2, 4), (13.2, 6)]})
    problem = only_error(problems)
    assert problem.message == (
        "stair 'st' leads nowhere: its head is not on the edge of storey 'above': its end (13.20, 4.00) "
        "is 0.80 m from the nearest edge."
    )
    assert problem.key == ("venue", "stairs", 0, "head", "line")
    assert problem.at == ((13.2, 4.0),)
    # and its foot stays a wall
    assert not venue.portals
    assert venue.walls[venue.wall_surface == 0].shape[0] == len(venue.surfaces[0].area.exterior.coords) - 2


def test_a_stair_to_an_unknown_storey_suggests_the_right_one(compiled):
    _, problems = compile_stair(compiled, head={"storey": "abov", "line": [(14, 4), (14, 6)]})
    problem = only_error(problems)
    assert "'abov', which does not exist" in problem.message
    assert problem.hint == "Did you mean 'above'?"


def test_a_stair_that_runs_back_over_its_storey_is_refused(compiled):
    above = {"id": "above", "elevation": 3, "area": [(0, 0), (6, 0), (6, 10), (0, 10)]}
    _, problems = compile_stair(compiled, above=above, head={"storey": "above", "line": [(6, 4), (6, 6)]})
    problem = only_error(problems)
    assert problem.message.startswith("stair 'st' overlaps storey 'below' beside its foot")
    assert problem.at == ((10.0, 4.0), (10.0, 6.0))


def test_a_stair_that_cuts_into_its_storey_is_refused(compiled):
    # an L-shaped storey: the flight leaves one arm and runs over the other
    below = {**BELOW, "area": [(0, 0), (14, 0), (14, 4.5), (10, 4.5), (10, 10), (0, 10)]}
    head = {"storey": "above", "line": [(14, 4), (14, 6)]}
    stair = {"id": "st", "foot": {"storey": "below", "line": [(10, 4.5), (10, 6.5)]}, "head": head}
    _, problems = compiled(storeys=[below, ABOVE], exits=[EXIT], stairs=[stair])
    problem = only_error(problems)
    assert problem.message.startswith("stair 'st' overlaps storey 'below' beside its foot, by ")
    assert 10 < problem.at[0][0] < 10.5
    assert problem.at[0][1] < 4.5


def test_a_half_turn_needs_run_and_one_line(compiled):
    storeys = [BELOW, BESIDE]
    _, problems = compiled(storeys=storeys, exits=[EXIT], stairs=[{**HALF_TURN, "run": None, **_upper()}])
    problem = only_error(problems)
    assert "needs 'run'" in problem.message
    assert "run: 2.60" in problem.hint
    other = {"storey": "above", "line": [(5, 0), (6.2, 0)]}
    _, problems = compiled(storeys=storeys, exits=[EXIT], stairs=[{**HALF_TURN, "head": other}])
    assert "not side by side on one line" in only_error(problems).message


def _upper():
    return {"head": {"storey": "above", "line": [(10, 5.4), (10, 6.6)]}}


def test_two_stairs_on_the_same_edge_are_refused(compiled):
    other = {**STRAIGHT, "id": "st2"}
    _, problems = compiled(storeys=[BELOW, ABOVE], exits=[EXIT], stairs=[STRAIGHT, other])
    assert "overlaps another exit or stair" in only_error(problems).message


def test_foot_and_head_on_one_storey_lead_nowhere(compiled):
    head = {"storey": "below", "line": [(0, 5), (0, 7)]}
    _, problems = compile_stair(compiled, head=head)
    assert "foot and head are both on 'below'" in problems[0].message
