"""Rows of seats: delays are kept and grow from the aisle, and nobody is held behind a neighbour who sits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError
from scenes import Document, gap, scenario, storey

from exeunt.models.population.document import SeatsDoc
from exeunt.simulation import Simulation, build

LATE = {"kind": "log_normal", "median": 60, "sigma": 0.6, "max": 300}
BLOCK = {"id": "rows", "storey": "hall", "origin": [1.0, 8.0], "facing": "90 deg", "rows": 5, "seats": 8,
         "row_pitch": 1.0}  # fmt: skip
# rows closed by the wall at the left: the only aisle is at the right
DEAD_END = {
    "storeys": [storey("hall", 1.0, 0, 8, 9)],
    "seating": [BLOCK],
    "exits": [gap("out", "hall", 8, 1, 8, 3)],
}
# an aisle at either end, the exit at the left: people leave their rows at the left
TWO_AISLES = {
    "storeys": [storey("hall", -0.5, 0, 7, 9)],
    "seating": [BLOCK],
    "exits": [gap("out", "hall", -0.5, 1, -0.5, 3)],
}


def audience(neighbours: Any = "usual", **more: Any) -> Document:
    seats: Document = {"blocks": ["rows"]}
    if neighbours != "usual":
        seats["neighbours"] = neighbours
    return {"id": "audience", "seats": seats, "pre_movement": LATE, **more}


def ran(venue: Document, *people: Document, **top: Any) -> tuple[Simulation, list[tuple[int, float]]]:
    """Run to the end; returns the simulation, and who was held for a minute and where along x."""
    top.setdefault("run", {"max_time": 900, "step": 0.05})
    held: list[tuple[int, float]] = []

    class Keep:
        every = 1.0

        def record(self, world: Any) -> None:
            held.extend((event.person, event.x) for event in world.events.take() if event.kind == "stuck")

    simulation = build(scenario(venue, people, **top), threads=1)
    assert simulation.loop(Keep()).run() == "everyone is out"
    return simulation, held


def by_row(world: Any, column: str) -> np.ndarray:
    """Return (rows, seats) values of the people of the block, who sit in the order of the seats."""
    return world[column].reshape(BLOCK["rows"], BLOCK["seats"])


def test_without_the_rule_people_are_held_behind_neighbours_and_with_it_nobody() -> None:
    _, held = ran(DEAD_END, audience(None))
    assert len({person for person, _ in held}) >= 5
    _, held = ran(DEAD_END, audience())
    assert held == []


def test_every_delay_that_was_drawn_is_kept_by_somebody_in_the_row() -> None:
    """The distribution that the author gave is that of the run: nobody starts earlier only because of the rule."""
    own, given = (ran(DEAD_END, audience(rule))[0].world for rule in (None, {"by_aisle": True}))
    drawn, sorted_ = by_row(own, "pre_movement"), by_row(given, "pre_movement")
    np.testing.assert_array_equal(np.sort(drawn, axis=1), np.sort(sorted_, axis=1))
    np.testing.assert_array_equal(given["start_time"], given["pre_movement"])
    assert not np.array_equal(drawn, sorted_)


def test_delays_grow_from_the_aisle_that_people_take() -> None:
    dead_end = by_row(ran(DEAD_END, audience())[0].world, "pre_movement")
    assert (np.diff(dead_end, axis=1) < 0.0).all()
    # most leave by the left, the nearest to the right aisle may not
    two = by_row(ran(TWO_AISLES, audience())[0].world, "pre_movement")
    assert (np.diff(two[:, :5], axis=1) > 0.0).all()


def test_those_who_know_one_exit_are_sorted_from_the_aisle_on_their_way() -> None:
    """Sorting from the nearer aisle would hold the far half of each row up behind those at the other aisle."""
    venue = {**TWO_AISLES, "exits": [*TWO_AISLES["exits"], gap("other", "hall", 7, 1, 7, 3)]}
    choice = {"kind": "familiar", "exits": ["other"], "share": 1.0}
    world = ran(venue, audience({"patience": None}, exit_choice=choice))[0].world
    assert (np.diff(by_row(world, "pre_movement")[:, 3:], axis=1) < 0.0).all()


@pytest.mark.parametrize("patience", [3.0, 12.0])
def test_people_who_sit_in_the_way_rise_when_somebody_has_waited(patience: float) -> None:
    rule = {"by_aisle": False, "patience": patience}
    world = ran(DEAD_END, audience(rule))[0].world
    # not the first row, whose people leave in front
    drawn, start = (by_row(world, column)[1:] for column in ("pre_movement", "start_time"))
    # whoever sits to the right of somebody who is ready rises after the patience; looks are half a second apart
    first_inside = np.minimum.accumulate(drawn, axis=1)[:, :-1]
    late = drawn[:, 1:] > first_inside + patience + 1.1
    assert late.sum() > 10
    waited = (start[:, 1:] - first_inside)[late]
    assert waited.min() >= patience - 1e-6
    assert waited.max() <= patience + 1.1
    # nobody else is hurried: those at the closed end never, the others not before somebody has waited
    np.testing.assert_array_equal(start[:, 0], drawn[:, 0])
    early = drawn[:, 1:] <= first_inside + patience
    np.testing.assert_array_equal(start[:, 1:][early], drawn[:, 1:][early])


def test_without_patience_and_sorting_nothing_changes() -> None:
    off, idle = (
        ran(DEAD_END, audience(rule))[0].world for rule in (None, {"by_aisle": False, "patience": None})
    )
    for column in ("pre_movement", "start_time", "time_out"):
        np.testing.assert_array_equal(off[column], idle[column])


def test_people_of_two_populations_in_one_row_keep_their_own_delays_and_let_each_other_pass() -> None:
    slow = {"id": "slow", "seats": {"blocks": ["rows"], "occupancy": 0.5}, "pre_movement": 150}
    fast = {"id": "fast", "seats": {"blocks": ["rows"], "occupancy": 0.5}, "pre_movement": 10}
    simulation, held = ran(DEAD_END, slow, fast)
    world = simulation.world
    assert held == []
    assert set(world["pre_movement"][world["population"] == 0]) == {150.0}
    started = world["start_time"][world["population"] == 0]
    risen = started < 150.0
    assert 0 < risen.sum() < len(started)
    assert (started[risen] >= 15.0 - 1e-6).all()


def test_a_family_in_a_row_rises_together_when_somebody_wants_to_pass() -> None:
    group = {"size": 4, "gather": {"within": 5, "children": 12}}
    age = {"kind": "uniform", "min": 4, "max": 40}
    people = audience({"by_aisle": False}, groups=group, age=age)
    simulation, held = ran(DEAD_END, people)
    world = simulation.world
    assert held == []
    risen = world["start_time"] < world["pre_movement"] - 1e-9
    assert risen.sum() > 5
    for number in np.unique(world["group"]):
        members = np.flatnonzero(world["group"] == number)
        child = world["age"][members] < 12
        if child.any() and not child.all():
            leader = world["start_time"][members[~child][0]]
            assert (world["start_time"][members[child]] >= leader - 1e-9).all()


@pytest.mark.parametrize("by_aisle", [True, False])
def test_people_who_wait_for_their_group_in_a_row_do_not_hold_others_up(by_aisle: bool) -> None:
    """Three of four have started and wait for the fourth; somebody behind them makes the fourth rise."""
    simulation, held = ran(DEAD_END, audience({"by_aisle": by_aisle}, groups={"size": 4}))
    assert held == []
    world = simulation.world
    for number in np.unique(world["group"]):
        assert np.ptp(world["time_out"][world["group"] == number]) < 25.0


def test_people_who_wait_for_the_alarm_are_sorted_too() -> None:
    world = ran(
        DEAD_END, audience(cue="alarm"), alarms={"systems": [{"id": "bell", "kind": "bell", "time": 30}]}
    )[0].world
    start = by_row(world, "start_time")
    assert (np.diff(start, axis=1) < 0.0).all()
    np.testing.assert_allclose(world["start_time"], world["pre_movement"] + 30.0, atol=0.11)


@pytest.mark.parametrize("kind", ["delay_budget", "drawn_delay", "ordered_logit"])
def test_with_every_decision_model_nobody_is_held_in_a_row(kind: str) -> None:
    bell = {"systems": [{"id": "bell", "kind": "bell", "time": 0}]}
    simulation, held = ran(
        DEAD_END, audience(cue="alarm"), alarms=bell, behaviour={"decision": {"kind": kind}}
    )
    assert held == []
    world = simulation.world
    assert (world["decided_at"] <= world["start_time"] + 1e-9).all()


@pytest.mark.parametrize("wrong", [{"patience": -1}, {"patience": "1 h"}, {"wait": 3}, {"by_aisle": "far"}])
def test_wrong_rules_are_refused(wrong: Document) -> None:
    with pytest.raises(ValidationError):
        SeatsDoc.model_validate({"blocks": ["rows"], "neighbours": wrong})
