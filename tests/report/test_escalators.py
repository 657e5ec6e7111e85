"""An escalator that stops during the run: told in the plan's tables, with what is assumed of people on it."""

from __future__ import annotations

from scenes import box, gap, scenario, storey

from exeunt.report.compose import compose
from exeunt.results.run import open_run
from exeunt.simulation import simulate


def test_the_report_says_how_an_escalator_moved(tmp_path, read):
    ends = {
        "foot": {"storey": "ground", "line": [[10, 2], [10, 3]]},
        "head": {"storey": "upper", "line": [[18, 2], [18, 3]]},
    }
    venue = {
        "storeys": [storey("ground", 0, 0, 10, 6), storey("upper", 18, 0, 28, 6, elevation=5)],
        "escalators": [
            {"id": "up", "direction": "up", "changes": [{"at": 5, "direction": "stopped"}], **ends}
        ],
        "exits": [gap("exit", "ground", 0, 2, 0, 4)],
        "doors": [],
    }
    crowd = {"number": 8, "where": {"storey": "upper", "area": box(20, 1, 25, 5)}}
    result = simulate(scenario(venue, [crowd]), out=tmp_path / "run")
    assert result.ending == "everyone is out"
    assert result.summary["clearance_s"] > 5 + 10 / 1.34
    reader = read(compose(open_run(tmp_path / "run")))
    (row,) = reader.table("Escalators; one that is stopped")
    assert (row["Escalator"], row["Motion over time"]) == ("up", "up, stopped from 5 s")
    assert "assumed downwards" in reader.text
    assert "Okada" in reader.text
