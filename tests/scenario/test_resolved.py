"""The resolved scenario and the list of assumptions."""

from __future__ import annotations

import pytest

from exeunt.scenario.files import apply_variant, loads
from exeunt.scenario.resolved import assumptions, resolved_yaml
from exeunt.scenario.templates import TEMPLATES, template_text
from exeunt.scenario.tree import parse_tree


@pytest.mark.parametrize("template", TEMPLATES)
def test_loading_it_again_gives_the_same_document(template: str) -> None:
    scenario = loads(template_text(template))
    again = loads(resolved_yaml(scenario))
    assert again.document == scenario.document
    assert again.hash == scenario.hash
    # what was a default stays one, with its source and its mark
    assert resolved_yaml(again) == resolved_yaml(scenario)
    for variant in scenario.document.variants:
        applied = apply_variant(scenario, variant)
        assert loads(resolved_yaml(scenario, variant)).document == applied.document


def test_awkward_texts_and_numbers_survive(mini: str) -> None:
    for text in (
        "no",
        "1:30",
        "a: b",
        "# x",
        "é \U0001f600 \xa0",
        'say "\\"',
        "",
        "- x",
        "a  b",
        " x",
        "null",
        "12",
    ):
        from json import dumps

        quoted = "".join(
            c if c.isprintable() else f"\\x{ord(c):02x}" for c in dumps(text, ensure_ascii=False)
        )
        scenario = loads(mini.replace("name: mini", f"name: mini\ndescription: {quoted}"))
        assert scenario.document.description == text
        assert loads(resolved_yaml(scenario)).document.description == text
    scenario = loads(mini.replace("20 cm", "1e-7 mm"))
    assert loads(resolved_yaml(scenario)).document == scenario.document


def test_every_key_of_the_document_is_written(mini: str) -> None:
    scenario = loads(mini)
    tree, problems = parse_tree(resolved_yaml(scenario))
    assert not problems
    assert tree == scenario.document.model_dump(mode="json", by_alias=True)


def test_defaults_carry_source_range_and_assumption(mini: str) -> None:
    lines = resolved_yaml(loads(mini)).splitlines()
    radius = [line for line in lines if line.strip().startswith("radius:")]
    assert len(radius) == 2
    assert all("m; default; ASSUMPTION; " in line and "range 0.15 to 0.25" in line for line in radius)
    audience, staff = (line for line in lines if line.strip().startswith("desired_speed:"))
    assert "m/s; set; default from Weidmann" in audience
    assert "m/s; default; Weidmann 1993" in staff
    (time,) = (line for line in lines if line.strip().startswith("max_time:"))
    assert "default" not in time


def test_assumptions_tell_value_source_and_who_set_it(mini: str) -> None:
    rows = {row.key: row for row in assumptions(loads(mini).document)}
    set_row, default = rows["people[0].desired_speed"], rows["people[1].desired_speed"]
    assert (set_row.is_set, default.is_set) == (True, False)
    assert set_row.value["mean"] == 1.2
    assert (default.unit, default.low, default.high) == ("m/s", 0.5, 2.2)
    assert "Weidmann" in default.source
    assert rows["people[1].radius"].is_assumed
    assert not default.is_assumed
    for row in rows.values():
        assert row.source, row.key
        assert row.low is None or row.high is None or row.low <= row.high
