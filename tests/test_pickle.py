"""What goes to other processes pickles, and what is printed is short."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from exeunt.scenario.check import check_scenario
from exeunt.scenario.files import Scenario, apply_variant, load
from exeunt.scenario.templates import template_text

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ("club", "concert-hall", "concert-hall-fire", "concert-hall-threat", "station")
MOST = 1_000_000
SHORT = 300


@pytest.fixture(scope="module", params=EXAMPLES)
def scenario(request: pytest.FixtureRequest) -> Scenario:
    return load(ROOT / "examples" / f"{request.param}.yaml")


def test_a_scenario_comes_back_as_it_was(scenario: Scenario) -> None:
    data = pickle.dumps(scenario)
    again = pickle.loads(data)
    assert len(data) < MOST
    assert again.hash == scenario.hash
    assert again.document == scenario.document
    assert again.line(("people", 0)) == scenario.line(("people", 0)) > 1
    for variant in scenario.document.variants:
        assert apply_variant(again, variant).hash == apply_variant(scenario, variant).hash


def test_another_process_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "room.yaml"
    path.write_text(template_text("room"))
    loaded = load(path)
    (tmp_path / "scenario.pickle").write_bytes(pickle.dumps(loaded))
    code = "import pickle, sys; print(pickle.load(open(sys.argv[1], 'rb')).hash)"
    told = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "scenario.pickle"], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == loaded.hash


def test_what_is_printed_is_short(scenario: Scenario) -> None:
    document = scenario.document
    venue = check_scenario(scenario, place=False).venue
    shown = [scenario, scenario.source, venue, document, document.venue, *document.people, document.movement]
    assert {len(repr(each)) < SHORT for each in shown} == {True}
    assert repr(scenario).startswith(f"Scenario('{scenario.name}'")
    assert repr(document.movement).startswith(f"{type(document.movement).__name__}(kind='")
