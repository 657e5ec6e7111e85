"""Pictures and the report of a comparison: what is drawn is what was found."""

import re

import numpy as np
import pytest

from exeunt.report.blocks import Table
from exeunt.report.validation import validation_report, write_validation
from exeunt.verification.experiment_reading import load_experiment
from exeunt.verification.validate import validate
from exeunt.verification.validate_gates import Row
from exeunt.verification.validate_pictures import diagram_picture, parity_picture, run_picture
from exeunt.verification.validate_sheets import save_pictures
from exeunt.verification.validate_totals import Diagram, distance, inside_band


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    """A made experiment, compared."""
    folder = tmp_path_factory.mktemp("drawn")
    lines = ["# framerate: 10", "# id frame x/m y/m"]
    for person in range(15):
        lines += [
            f"{person} {12 * person + k} {0.3 + 0.13 * k:.2f} {0.6 + 0.05 * person:.2f}" for k in range(88)
        ]
    (folder / "t.txt").write_text("\n".join(lines), encoding="utf-8")
    (folder / "e.yaml").write_text(
        """\
exeunt_experiment: 1
id: drawn
title: A drawn corridor
kind: unidirectional
source: made
licence: ours
floor: {area: [[0, 0], [12, 0], [12, 2], [0, 2]], exits: {east: [[12, 0], [12, 2]]}}
participants: {desired_speed: 1.3 m/s, source: chosen}
measure: {line: [[6, 2], [6, 0]], area: [[5, 0], [7, 0], [7, 2], [5, 2]], along: [1, 0]}
runs: [{id: one, tracks: t.txt, half: unseen}]
""",
        encoding="utf-8",
    )
    return folder, validate(folder, [load_experiment(folder / "e.yaml")], seeds=(1,))


def test_a_picture_of_a_run_shows_every_track_and_both_curves(compared):
    _, result = compared
    code = run_picture(result.runs[0]).code()
    # 15 filmed and 15 simulated tracks are clipped to the plan
    assert code.count('clip-path="url(#clip0)"') == 30
    assert "measured" in code
    assert "simulated" in code
    assert "NaN" not in code
    assert "nan" not in re.sub(r"[a-z]*nan[a-z]+", "", code.lower())


def test_all_pictures_are_written(compared, tmp_path):
    folder, result = compared
    files = save_pictures(result, folder, tmp_path)
    assert (tmp_path / "run-one.svg") in files
    assert all(path.stat().st_size > 1000 for path in files)
    assert len(files) >= 3


def test_the_report_lists_every_row_and_marks_what_failed(compared, tmp_path):
    folder, result = compared
    report = validation_report(result, folder)
    tables = [block for block in report.blocks if isinstance(block, Table)]
    listed = [row for table in tables for row in table.rows]
    assert len(listed) == len(result.rows)
    for table in tables:
        for k, row in enumerate(table.rows):
            assert (row[-1] == "failed") == (k in table.marked)
    path = write_validation(result, folder, tmp_path / "r.html")
    text = path.read_text(encoding="utf-8")
    assert "A drawn corridor" in text
    assert "Every second run" in text


def test_a_missed_run_is_drawn_as_missed():
    rows = [
        Row("a", "flow", 2.0, 2.1, "", "passed", "1/s"),
        Row("b", "flow", 2.0, 3.0, "", "failed", "1/s"),
        Row("c", "flow", 1.0, float("nan"), "", "failed", "1/s"),
    ]
    code = parity_picture(rows, "flow", "Flow", 0.1).code()
    # one in the legend and one for each missed run; what is not known lies at 0
    assert code.count('stroke="#b3211f"') == 3


def test_bins_are_judged_by_distance_and_band():
    density = np.array([0.25, 0.75, 1.25, 3.55])
    samples = np.array([500.0, 200.0, 50.0, 300.0])
    mean, low, high = (
        np.array([1.3, 1.2, 1.0, 0.1]),
        np.array([1.0, 0.9, 0.7, 0.0]),
        np.array([1.6, 1.5, 1.3, 0.2]),
    )
    simulated = np.array([1.3, 1.3, 0.8, 0.4])
    diagram = Diagram(density, samples, mean, low, high, simulated, samples)
    rms, bins = distance(diagram, (0.5, 3.0))
    assert (rms, bins) == (pytest.approx(np.sqrt((0.1**2 + 0.2**2) / 2)), 2)
    # the third bin has too few samples, the last lies above its band
    assert inside_band(diagram, 100) == (pytest.approx(2 / 3), 3)
    assert "films at hand" in diagram_picture(diagram, None).code()
