"""People turn back in smoke and keep away from fire by what they see, and by nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely
from scenes import box, gap, run, scenario, storey, walker

from exeunt.base.smoke import visibility
from exeunt.models.wayfinding.smoke_and_fire import SmokeAndFire
from exeunt.simulation import build
from exeunt.venue.sight import in_sight, opaque
from exeunt.world.air import optical_depth

ALL_TURN = {"turning_back": 1.0, "familiar": 0.151}
HALL = {
    "storeys": [storey("hall", 0, 0, 40, 6)],
    "exits": [gap("west", "hall", 0, 2, 0, 4), gap("east", "hall", 40, 2, 40, 4)],
}
# two legs of a corridor that meet at the corner (30, 0): the way round it is not seen from the first leg
CORNER = {
    "storeys": [{"id": "hall", "area": [[0, 0], [33, 0], [33, 15], [30, 15], [30, 3], [0, 3]]}],
    "exits": [gap("north", "hall", 33, 15, 30, 15), gap("west", "hall", 0, 1, 0, 2)],
}


def smoke(*rectangle: float, k: float = 1.0, **more: Any) -> dict[str, Any]:
    state = {"extinction": k}
    return {
        "id": "smoke",
        "kind": "field",
        "storey": "hall",
        "area": box(*rectangle),
        "states": [state],
        **more,
    }


def hazards(*sources: dict[str, Any], **avoidance: Any) -> dict[str, Any]:
    return {"sources": list(sources), "avoidance": {**ALL_TURN, **avoidance}}


def leaves_by(venue: dict[str, Any], who: dict[str, Any], **top: Any) -> tuple[str, Any]:
    simulation, _, trace = run(scenario(venue, [who], run={"max_time": 120}, **top), every=0.5)
    used = int(simulation.world["exit_used"][0])
    return (simulation.world.venue.openings[used].id if used >= 0 else ""), trace


def kinds(trace: Any) -> list[str]:
    return [event.kind for event in trace.events if event.kind in ("smoke seen", "fire seen", "turned back")]


def test_who_sees_smoke_before_the_exit_takes_the_other_one() -> None:
    exit, trace = leaves_by(HALL, walker(22, 3), hazards=hazards(smoke(34, 0, 40, 6)))
    assert exit == "west"
    assert kinds(trace) == ["smoke seen", "turned back"]
    exit, trace = leaves_by(HALL, walker(22, 3), hazards=hazards(smoke(34, 0, 40, 6), turning_back=0.0))
    assert (exit, kinds(trace)) == ("east", [])


def test_thin_smoke_turns_nobody_back_and_neither_does_smoke_behind_one() -> None:
    assert leaves_by(HALL, walker(22, 3), hazards=hazards(smoke(34, 0, 40, 6, k=0.14)))[0] == "east"
    assert leaves_by(HALL, walker(22, 3), hazards=hazards(smoke(0, 0, 18, 6)))[0] == "east"


def test_the_same_smoke_everywhere_gives_no_reason_to_turn() -> None:
    exit, trace = leaves_by(HALL, walker(22, 3), hazards=hazards(smoke(0, 0, 40, 6)))
    assert (exit, kinds(trace)) == ("east", [])


def test_who_has_no_other_exit_goes_on_through_the_smoke() -> None:
    one = {**HALL, "exits": [HALL["exits"][1]]}  # type: ignore[index]
    exit, trace = leaves_by(one, walker(22, 3), hazards=hazards(smoke(34, 0, 40, 6)))
    assert exit == "east"
    assert kinds(trace) == ["smoke seen"]


def test_smoke_round_a_corner_is_seen_only_at_the_corner() -> None:
    _, trace = leaves_by(CORNER, walker(25, 1.5), hazards=hazards(smoke(30, 8, 33, 15)))
    seen = next(event for event in trace.events if event.kind == "smoke seen")
    floor = shapely.Polygon(CORNER["storeys"][0]["area"])
    # the nearest smoke is 5 m behind the corner; before it comes into sight the straight line leaves the floor
    assert shapely.LineString([(seen.x, seen.y), (32.99, 8.0)]).within(floor.buffer(1e-6))
    assert not shapely.LineString([(25, 1.5), (32.99, 8.0)]).within(floor.buffer(1e-6))
    assert seen.x > 27.0


def test_an_exit_nobody_told_of_counts_only_when_it_is_seen() -> None:
    bound = {"kind": "familiar", "exits": ["north"], "share": 1.0}
    burning = hazards(smoke(30, 8, 33, 15))
    beside = {**CORNER, "exits": [*CORNER["exits"], gap("side", "hall", 33, 6, 33, 7)]}
    exit, trace = leaves_by(beside, {**walker(25, 1.5), "exit_choice": bound}, hazards=burning)
    assert exit == "side"
    assert kinds(trace) == ["smoke seen", "turned back"]
    wall = [{"line": [[10, 0], [10, 2.3]], "thickness": 0.2}]
    hidden = {**CORNER, "storeys": [{**CORNER["storeys"][0], "walls": wall}]}
    exit, trace = leaves_by(hidden, {**walker(25, 1.0), "exit_choice": bound}, hazards=burning)
    assert exit == "north"
    assert "turned back" not in kinds(trace)


def test_as_many_turn_back_as_the_surveys_say_and_more_in_thicker_smoke() -> None:
    crowd = {"number": 400, "where": {"storey": "hall", "area": box(21, 0.5, 32, 5.5)}}
    shares = []
    for k in (0.2, 0.325, 0.6):
        source = smoke(34, 0, 40, 6, k=k)
        scene = scenario(HALL, [crowd], hazards={"sources": [source]}, run={"max_time": 3})
        simulation, _, trace = run(scene, every=0.5)
        turned = {event.person for event in trace.events if event.kind == "turned back"}
        shares.append(len(turned) / simulation.world.people)
    expected = [0.22 * (k - 0.15) / 0.35 for k in (0.2, 0.325)] + [0.22]
    for share, want in zip(shares, expected, strict=True):
        assert share == pytest.approx(want, abs=3 * np.sqrt(want * (1 - want) / 400))
    assert shares == sorted(shares)


ROUND = {
    "storeys": [storey("hall", 0, 0, 30, 12)],
    "exits": [gap("east", "hall", 30, 5, 30, 7)],
}
FLAMES = {"id": "flames", "kind": "flames", "storey": "hall", "area": box(14, 3, 17, 9)}


def test_people_walk_round_flames_that_they_see_and_into_them_if_nobody_reacts() -> None:
    simulation, ending, trace = run(scenario(ROUND, [walker(2, 6)], hazards=hazards(FLAMES)), every=0.2)
    lost = shapely.Polygon(FLAMES["area"])
    x, y = trace["x"][:, 0], trace["y"][:, 0]
    inside = np.isfinite(x)
    assert ending == "everyone is out"
    assert not shapely.contains_xy(lost, x[inside], y[inside]).any()
    assert simulation.world["fed_heat"][0] < 1e-3
    blind = {"sources": [FLAMES], "avoidance": None}
    simulation, ending, _ = run(scenario(ROUND, [walker(2, 6)], hazards=blind), every=0.2)
    assert ending == "everyone left is incapacitated"


def test_an_exit_behind_flames_is_given_up_for_another() -> None:
    across = {**FLAMES, "area": box(30, 0, 32, 6)}
    assert leaves_by(HALL, walker(22, 3), hazards=hazards(across))[0] == "west"
    later = {**across, "start": "60 s"}
    assert leaves_by(HALL, walker(22, 3), hazards=hazards(later))[0] == "east"


def test_people_keep_out_of_the_radiation_of_a_fire_they_see() -> None:
    fire = {"id": "fire", "kind": "fire", "storey": "hall", "at": [15, 6], "growth": 1.0, "peak": "0.6 MW"}
    doses = []
    for reacts in (True, False):
        rules = hazards(fire) if reacts else {"sources": [fire], "avoidance": None}
        simulation, _, _ = run(scenario(ROUND, [walker(2, 6.2)], hazards=rules), every=0.5)
        doses.append(float(simulation.world["fed_heat"][0]))
    # 0.6 MW radiate 2.5 kW/m2 to 2.6 m: there is room to pass
    assert doses[0] < 1e-3
    assert doses[1] > 0.3


def test_nobody_reacts_to_what_smoke_hides() -> None:
    source = smoke(14, 0, 18, 6, k=1.2)
    behind = {**FLAMES, "area": box(24, 0, 28, 6)}
    # 4 m of smoke at 1.2 1/m: optical depth 4.8 hides an exit (3), not flames (8)
    scene = scenario(HALL, [walker(11, 3)], hazards=hazards(source, behind, turning_back=0.0))
    simulation = build(scene, seed=1, threads=1)
    loop = simulation.loop()
    for model in loop.schedule.models:
        model.setup(simulation.world)
    for model in loop.schedule.models:
        if model.phase in ("events", "hazards"):
            model.update(simulation.world, 1)
    world = simulation.world
    beliefs = SmokeAndFire(scene.document.hazards.avoidance)  # type: ignore[union-attr, arg-type]
    beliefs.setup(world)
    assert beliefs.visible_exits(world, np.array([0])).tolist() == [[True, False]]
    world["x"][0] = 20.0
    assert beliefs.visible_exits(world, np.array([0])).tolist() == [[False, True]]


@pytest.mark.parametrize(("light", "metres"), [(3.0, 10.0), (8.0, 26.667)])
def test_exits_are_seen_as_far_as_jin_says(light: float, metres: float) -> None:
    even = {"id": "smoke", "kind": "field", "states": [{"extinction": 0.3}]}
    scene = scenario(HALL, [walker(20, 3)], hazards=hazards(even, light=light))
    simulation = build(scene, seed=1, threads=1)
    world = simulation.world
    assert world.air is not None
    world.air.fields["extinction"][:] = 0.3
    beliefs = SmokeAndFire(scene.document.hazards.avoidance)  # type: ignore[union-attr, arg-type]
    beliefs.setup(world)
    assert float(visibility(np.array([0.3]), light)[0]) == pytest.approx(metres, abs=1e-3)
    for off, seen in ((-0.2, True), (0.2, False)):
        world["x"][0], world["y"][0] = metres + off, 3.0
        assert bool(beliefs.visible_exits(world, np.array([0]))[0, 0]) is seen


def test_optical_depth_is_the_integral_along_the_line() -> None:
    simulation = build(scenario(HALL, [walker(20, 3)], hazards=hazards(smoke(0, 0, 40, 6))), seed=1)
    air = simulation.world.air
    assert air is not None
    _, x, _ = air.grid.centres()
    k = 0.1 * x
    for a, b in (((1.0, 1.0), (39.0, 1.0)), ((2.0, 0.5), (30.0, 5.5))):
        length = np.hypot(b[0] - a[0], b[1] - a[1])
        exact = 0.05 * (b[0] + a[0]) * length
        assert optical_depth(air.lattice, k, 0, *a, *b) == pytest.approx(exact, rel=5e-3)
    assert optical_depth(air.lattice, np.zeros(air.cells), 0, 1.0, 1.0, 9.0, 2.0) == 0.0


def test_sight_is_that_of_shapely_and_goes_over_seats_but_not_through_shut_doors() -> None:
    floor = storey("hall", 0, 0, 20, 12, walls=[{"line": [[10, 0], [10, 7]], "thickness": 0.2}],
                   obstacles=[box(4, 8, 5, 9)])  # fmt: skip
    seats = {"id": "rows", "storey": "hall", "origin": [18, 4], "facing": "-90 deg", "rows": 3, "seats": 8}
    venue = {
        "storeys": [floor],
        "seating": [seats],
        "doors": [gap("door", "hall", 10, 7, 10, 12)],
        "exits": [gap("out", "hall", 0, 5, 0, 6)],
    }
    built = build(scenario(venue, [walker(2, 2)]), seed=1).world.venue
    door = built.opening("door").index
    rng = np.random.default_rng(4)
    places = rng.uniform((0.2, 0.2), (19.8, 11.8), (400, 2, 2))
    solid = shapely.union_all([shapely.box(9.9, 0, 10.1, 7), shapely.box(4, 8, 5, 9)])
    for is_open in (True, False):
        state = np.ones(len(built.openings), dtype=bool)
        state[door] = is_open
        screens = opaque(built, state)
        shut = solid if is_open else solid.union(shapely.LineString([(10, 7), (10, 12)]))
        for a, b in places:
            if shapely.intersects_xy(solid.buffer(1e-3), *a) or shapely.intersects_xy(solid.buffer(1e-3), *b):
                continue
            free = not shapely.LineString([a, b]).intersects(shut)
            assert in_sight(screens, 0, *a, *b) is free
