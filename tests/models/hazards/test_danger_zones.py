"""Danger zones go where and when the scenario says, and nowhere else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely
from pydantic import ValidationError
from scenes import box, gap, scenario, storey, walker

from exeunt.models.hazards.danger_zone import DangerZoneDoc
from exeunt.models.hazards.danger_zones import DangerZoneModel
from exeunt.models.hazards.zone_motion import LaidZone, disc
from exeunt.scenario.check import check_scenario
from exeunt.simulation import build
from exeunt.venue.venue import Venue

HOUSE = {
    "storeys": [storey("ground", 0, 0, 20, 10), storey("upper", 0, 20, 20, 30, elevation=4.0)],
    "stairs": [
        {"id": "stair", "foot": {"storey": "ground", "line": [[4, 10], [6, 10]]},
         "head": {"storey": "upper", "line": [[4, 20], [6, 20]]}}
    ],
    "exits": [gap("door", "ground", 20, 4, 20, 6)],
}  # fmt: skip


def zone(**more: Any) -> DangerZoneDoc:
    known = {"id": "z", "storey": "ground", "radius": 2, "seen": 20, "heard": 40}
    return DangerZoneDoc.model_validate({**known, **more})


@pytest.fixture(scope="module")
def house() -> Venue:
    return check_scenario(scenario(HOUSE, [walker(10, 5, "ground")])).require()[1]


def test_the_centre_moves_straight_at_constant_speed_between_the_points(house: Venue) -> None:
    path = [{"time": 10, "at": [2, 5]}, {"time": 20, "at": [12, 5]}, {"time": 40, "at": [12, 9]}]
    laid = LaidZone(zone(path=path), house)
    where = {time: laid.place(time)[1] for time in (10.0, 15.0, 20.0, 30.0, 40.0, 100.0)}
    assert where == {10: (2, 5), 15: (7, 5), 20: (12, 5), 30: (12, 7), 40: (12, 9), 100: (12, 9)}


def test_it_is_there_from_its_start_to_its_end_and_at_no_other_time(house: Venue) -> None:
    path = [{"time": 10, "at": [2, 5]}, {"time": 20, "at": [12, 5]}]
    laid = LaidZone(zone(path=path, end=30), house)
    there = [laid.frame(t) is not None for t in (0.0, 9.99, 10.0, 29.99, 30.0, 99.0)]
    assert there == [False, False, True, True, False, False]
    early = LaidZone(zone(path=path, start=4), house).frame(5.0)
    assert early is not None
    assert early.centre == (2.0, 5.0)


def test_a_disc_has_its_area_and_an_outline_is_carried_along(house: Venue) -> None:
    assert shapely.Polygon(disc(3.0)).area == pytest.approx(np.pi * 9.0, rel=1e-12)
    path = [{"time": 0, "at": [2, 5]}, {"time": 10, "at": [12, 5]}]
    laid = LaidZone(zone(radius=None, outline=box(-1, -2, 1, 2), path=path), house)
    frame = laid.frame(5.0)
    assert frame is not None
    assert shapely.Polygon(frame.polygon).equals(shapely.box(6, 3, 8, 7))
    assert frame.radius == pytest.approx(np.sqrt(5.0))


def test_a_fixed_area_stays_and_its_centre_lies_in_it(house: Venue) -> None:
    angle = [[1, 1], [9, 1], [9, 2], [2, 2], [2, 9], [1, 9]]
    frame = LaidZone(zone(radius=None, area=angle), house).frame(0.0)
    assert frame is not None
    assert np.allclose(frame.polygon, angle)
    assert shapely.Polygon(angle).contains(shapely.Point(frame.centre))


def test_between_storeys_it_is_on_the_stair_that_lies_there(house: Venue) -> None:
    path = [
        {"time": 0, "at": [5, 5]},
        {"time": 10, "at": [5, 25], "storey": "upper"},
        {"time": 20, "at": [15, 25]},
    ]
    laid = LaidZone(zone(path=path), house)
    on = [laid.place(t)[0].id for t in (0.0, 2.0, 3.0, 7.0, 8.0, 15.0)]
    assert on == ["ground", "ground", "stair", "stair", "upper", "upper"]


def test_a_point_may_stand_on_a_stair(house: Venue) -> None:
    path = [{"time": 0, "at": [5, 9]}, {"time": 5, "at": [5, 15], "storey": "stair"}]
    laid = LaidZone(zone(path=path), house)
    assert laid.place(5.0)[0].id == "stair"
    assert laid.place(60.0) == (laid.place(5.0)[0], (5.0, 15.0))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"path": [{"time": 5, "at": [2, 5]}, {"time": 5, "at": [3, 5]}]}, "times of the path must grow"),
        ({"path": [{"time": 5, "at": [2, 5]}, {"time": 4, "at": [3, 5]}]}, "4 s follows 5 s"),
        ({"path": [{"time": 5, "at": [2, 5]}], "end": 3}, "ends at 3 s, before it begins at 5 s"),
        ({"path": None}, "needs the key 'path'"),
        ({"outline": box(-1, -1, 1, 1), "path": [{"time": 0, "at": [1, 1]}]}, "'radius' and 'outline'"),
        ({"radius": None, "path": [{"time": 0, "at": [1, 1]}]}, "got none of them"),
        ({"radius": None, "area": box(1, 1, 2, 2), "path": [{"time": 0, "at": [1, 1]}]}, "stays where it is"),
        ({"intensity": 1.5, "path": [{"time": 0, "at": [1, 1]}]}, "less than or equal to 1"),
        ({"intensity": 0, "path": [{"time": 0, "at": [1, 1]}]}, "greater than 0"),
    ],
)
def test_contradictions_are_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        zone(**change)


def test_the_model_writes_frames_and_says_when_a_zone_begins_and_ends() -> None:
    world = build(scenario(HOUSE, [walker(10, 5, "ground")])).world
    one = zone(path=[{"time": 1, "at": [2, 5]}, {"time": 3, "at": [6, 5]}], end=4)
    model = DangerZoneModel([one, zone(id="other", radius=None, area=box(0, 0, 1, 1))])
    model.setup(world)
    seen = []
    for step in range(12):
        world.clock.step = world.clock.steps(0.5) * step
        model.update(world, 1)
        seen.append({frame.id: frame.centre for frame in world.zones})
    assert [sorted(frames) for frames in seen[:2]] == [["other"], ["other"]]
    assert seen[4]["z"] == pytest.approx((4.0, 5.0), abs=1e-6)
    assert [sorted(frames) for frames in seen[8:]] == [["other"]] * 4
    told = [(event.time, event.cause) for event in world.events if "danger zone" in event.kind]
    assert told == [
        (0.0, "danger zone 'other' begins"),
        (pytest.approx(1.0), "danger zone 'z' begins"),
        (pytest.approx(4.0), "danger zone 'z' ends"),
    ]
