"""Every value that a scenario can hold has words in the report."""

from __future__ import annotations

import re
from typing import Any

import exeunt_made as made
import pytest
from documents import DISTRIBUTIONS, document_classes, fields_with_distributions, read_field
from scenes import gap, scenario, storey

from exeunt.report.compose import compose
from exeunt.report.facts import RunFacts
from exeunt.report.sections.assumptions import assumptions
from exeunt.report.sections.models import models
from exeunt.report.words import value_words
from exeunt.results.run import open_run
from exeunt.simulation import simulate

# what Python writes of a dictionary, a list, None or an object
RAW = re.compile(r"[{}\[\]]|<\w|'\w+':|None|object at")
WITH_DISTRIBUTIONS = list(fields_with_distributions())


def numbers(value: Any) -> set[str]:
    """Every number of a value in the form of the report."""
    if isinstance(value, dict):
        return set().union(*(numbers(inner) for inner in value.values()))
    if isinstance(value, list):
        return set().union(*(numbers(inner) for inner in value))
    return {f"{value:g}"} if isinstance(value, float) else set()


def test_the_schema_has_keys_that_take_distributions():
    assert {"desired_speed", "delay", "treat", "notice", "preparation"} <= {
        name for _, name, _ in WITH_DISTRIBUTIONS
    }


@pytest.mark.parametrize("kind", DISTRIBUTIONS)
@pytest.mark.parametrize(
    ("cls", "name", "info"), WITH_DISTRIBUTIONS, ids=lambda part: getattr(part, "__name__", None)
)
def test_any_distribution_of_any_key_is_written_with_all_its_numbers(cls, name, info, kind):
    text = value_words(read_field(info, DISTRIBUTIONS[kind]), "s")
    assert not RAW.search(text)
    assert set(re.findall(r"-?\d+\.?\d*", text)) == numbers(DISTRIBUTIONS[kind])


def test_every_default_of_the_document_has_words():
    told = 0
    for cls in document_classes():
        for name, info in cls.model_fields.items():
            if not info.is_required():
                default = info.get_default(call_default_factory=True, validated_data={})
                text = value_words(default, "s")
                assert text or default == "", f"{cls.__name__}.{name}"
                assert not RAW.search(text), f"{cls.__name__}.{name}: {text}"
                told += 1
    assert told > 300


def test_mappings_with_numbers_as_keys_and_kinds_in_kinds_have_words():
    assert value_words({1: 0.4, 2: 0.6}) == "1: 40\u00a0%, 2: 60\u00a0%"
    inner = {"kind": "normal", "mean": 5.0, "sd": 1.0}
    assert value_words({"kind": "outer", "time": inner, "share": 0.5}, "s") == (
        "outer, time (normal, mean 5 s, standard deviation 1 s), share 0.5"
    )
    assert value_words([{"a": 1.5}, {"b": 2.5}]) == "(a 1.5), (b 2.5)"


VENUE = {"storeys": [storey("hall", 0, 0, 12, 8)], "exits": [gap("out", "hall", 0, 3, 0, 5)]}
GROUPS = {"sizes": {1: 0.4, 2: 0.6}, "gather": {"within": 8}}


def everything(kind: str) -> dict[str, Any]:
    """Sections in which each key that takes a distribution is set to one."""
    law = DISTRIBUTIONS[kind]
    of_people = ("desired_speed", "radius", "time_gap", "stair_ratio_up", "stair_ratio_down", "age")
    of_force = (
        "command",
        "assembled",
        "hold",
        "approach",
        "desired_speed",
        "treat",
        "prepare",
        "carry_speed",
    )
    room = dict.fromkeys(("notice", "verify", "decide", "announce"), law)
    phones = {"id": "phones", "kind": "phone_alert", "latency": law, "time": 5}
    point = {"storey": "hall", "at": [2, 4]}
    return {
        "people": [{"number": 3, "groups": GROUPS, **dict.fromkeys(of_people, law)}],
        "staff": [
            {"id": "steward", "storey": "hall", "at": [6, 4], "instruction": {"kind": "direct", "exit": "out"},
             "delay": law, "confirmation": law}
        ],
        "responders": [
            {"id": "crew", "number": 2, "called": 5, "enter": "out", "collection_point": point,
             **dict.fromkeys(of_force, law)}
        ],
        "assistance": {"prepare": law},
        "alarms": {"control_room": room, "systems": [phones]},
    }  # fmt: skip


def facts_of(tmp_path, **sections: Any) -> RunFacts:
    made.write(made.walk_out(people=3), tmp_path / "run")
    facts = RunFacts(open_run(tmp_path / "run"))
    facts.scenario = scenario(VENUE, sections.pop("people"), **sections)
    return facts


@pytest.mark.parametrize("kind", DISTRIBUTIONS)
def test_sections_of_the_report_write_any_distribution_of_any_key(kind, tmp_path, read):
    facts = facts_of(tmp_path, **everything(kind), behaviour={"decision": "ordered_logit"})
    for section in (assumptions, models):
        for block in section(facts):
            for row in getattr(block, "rows", ()):
                for cell in row:
                    assert not RAW.search(cell if isinstance(cell, str) else "")


def test_the_report_of_a_run_with_sizes_of_groups_is_made(tmp_path, read):
    folder = tmp_path / "run"
    simulate(
        scenario(VENUE, [{"number": 6, "groups": GROUPS}], run={"max_time": 3.0, "step": 0.02}), out=folder
    )
    reader = read(compose(open_run(folder)))
    rows = {row["Parameter"].split(" (")[0]: row["Value"] for row in reader.table("Parameters with value")}
    assert rows["groups.sizes"] == "1: 40 %, 2: 60 %"
