"""Runs side by side are called by what differs between them."""

from __future__ import annotations

from typing import Any

from exeunt.viewer.naming import label_runs


def entry(**about: Any) -> dict[str, Any]:
    usual = {"name": "hall", "folder_name": "hall-001", "variant": "", "variant_title": "", "seed": 1}
    return {**usual, **about}


def no_scenario(_: int) -> str:
    return ""


def test_a_variant_is_called_by_its_title_or_else_by_its_id():
    runs = [entry(), entry(variant="wide", variant_title="Wider doors"), entry(variant="early")]
    assert label_runs(runs, no_scenario) == ["Base scenario", "Wider doors", "early"]


def test_what_all_have_in_common_is_left_out():
    wide = {"variant": "wide", "variant_title": "Wider doors"}
    assert label_runs([entry(**wide), entry(**wide, seed=2)], no_scenario) == ["seed 1", "seed 2"]
    names = label_runs([entry(), entry(name="club", seed=4)], no_scenario)
    assert names == ["hall, seed 1", "club, seed 4"]
    assert label_runs([entry()], no_scenario) == ["hall"]


def test_runs_with_a_changed_value_are_called_by_the_value():
    texts = [f"people:\n- {{id: visitors, number: {n}}}\n- {{id: staff, number: 3}}\n" for n in (60, 20)]
    names = label_runs([entry(), entry(folder_name="hall-002")], texts.__getitem__)
    assert names == ["people.visitors.number 60", "people.visitors.number 20"]


def test_runs_that_differ_in_too_much_or_in_nothing_are_called_by_their_folders():
    texts = ["a: 1\nb: 1\nc: 1\n", "a: 2\nb: 2\nc: 2\n"]
    runs = [entry(), entry(folder_name="hall-002")]
    assert label_runs(runs, texts.__getitem__) == ["hall-001", "hall-002"]
    assert label_runs(runs, ["a: 1\n", "a: 1\n"].__getitem__) == ["hall-001", "hall-002"]
    assert label_runs(runs, ["a: [", "a: 1\n"].__getitem__) == ["hall-001", "hall-002"]


def test_no_two_runs_have_the_same_name_even_if_they_are_the_same():
    names = label_runs([entry(), entry(), entry(seed=2)], no_scenario)
    assert names == ["seed 1, hall-001 (1)", "seed 1, hall-001 (2)", "seed 2"]
