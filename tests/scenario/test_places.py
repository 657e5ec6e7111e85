"""Refuges, signs and posts of a scenario as places; danger zones as frames in time."""

from __future__ import annotations

from pathlib import Path

import pytest
from scenes import box, gap, scenario, storey

from exeunt.scenario.check import check_scenario
from exeunt.scenario.files import Scenario
from exeunt.scenario.places import places_of, zone_frames
from exeunt.viewer.danger_plan import Marked
from exeunt.viewer.pictures import draw_venue
from exeunt.viewer.zones import zone_entries


def threatened() -> Scenario:
    venue = {
        "storeys": [storey("hall", 0, 0, 20, 10, walls=[{"line": [[15, 0], [15, 10]]}])],
        "rooms": [{"id": "store", "storey": "hall", "area": box(15, 0, 20, 10)}],
        "doors": [gap("in", "hall", 15, 4, 15, 5)],
        "exits": [gap("out", "hall", 0, 6, 0, 4)],
    }
    zone = {"id": "danger", "storey": "hall", "radius": 1, "seen": 9, "heard": 0,
            "path": [{"time": 4, "at": [2, 2]}, {"time": 10, "at": [12, 8]}]}  # fmt: skip
    return scenario(
        venue, [{"number": 4, "where": {"storey": "hall", "area": box(1, 1, 14, 9)}}],
        behaviour={}, danger_zones=[zone],
        refuges=[{"id": "store room", "room": "store", "doors": ["in"], "capacity": 12}],
        staff=[{"id": "anna", "storey": "hall", "at": [8, 5], "instruction": {"kind": "direct", "exit": "out"}}],
        signs=[{"id": "no way", "kind": "negative", "storey": "hall", "at": [1, 5], "facing": 0, "exit": "out"}],
    )  # fmt: skip


def test_places_have_their_ground_their_doors_and_their_words() -> None:
    checked = check_scenario(threatened(), place=False)
    loaded, venue = checked.require()
    refuge, sign, steward = places_of(loaded.document, venue, Path())
    assert (refuge.kind, refuge.id, refuge.capacity, refuge.words) == (
        "refuge", "store room", 12, "protects from danger zones"
    )  # fmt: skip
    assert refuge.area is not None
    assert refuge.area.area == pytest.approx(50, abs=2)
    assert [venue.openings[k].id for k in refuge.openings] == ["in"]
    assert (sign.kind, sign.at, sign.words) == ("sign", (1.0, 5.0), "do not use 'out'")
    assert (steward.kind, steward.id, steward.words) == ("steward", "anna", "direct, to 'out'")
    assert [venue.openings[k].id for k in steward.openings] == ["out"]


def test_a_zone_is_drawn_from_where_it_begins_to_where_it_ends(tmp_path: Path) -> None:
    from exeunt.results.zones import zone_table

    loaded, venue = check_scenario(threatened(), place=False).require()
    zones = zone_entries(zone_table(zone_frames(loaded.document, venue)), 0.5)
    assert (zones[0]["x"][0], zones[0]["y"][0], zones[0]["start"]) == (2.0, 2.0, 4.0)
    assert (zones[0]["x"][-1], zones[0]["y"][-1]) == (12.0, 8.0)
    (plan,) = draw_venue(venue, tmp_path, (), Marked(zones, places_of(loaded.document, venue, Path())))
    text = plan.read_text(encoding="utf-8")
    for words in ("danger, from 4 s", "refuge store room, 12 people", "anna", "no way", "Red: danger zone"):
        assert words in text
    (bare,) = draw_venue(venue, tmp_path / "bare")
    assert "danger" not in bare.read_text(encoding="utf-8")
