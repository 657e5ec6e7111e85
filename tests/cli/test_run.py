"""The commands run, demo and doctor: what is printed, where, and with which exit code."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from exeunt.base.errors import ExeuntError, Problem, RunFolderError, ScenarioError
from exeunt.cli import doctor
from exeunt.cli.app import app
from exeunt.cli.outcome import Code, reported
from exeunt.cli.progress import Forecast, RunProgress, clock, standing_text
from exeunt.cli.run import edits_of, new_folder, plain
from exeunt.cli.summary import show

NAN = float("nan")
runner = CliRunner()


@dataclass
class Standing:
    """Stands for the engine's progress."""

    time: float
    inside: int
    wall_s: float
    end_time: float = 3600.0
    people: int = 1000
    person_steps: int = 0
    out: int = 0
    last_start: float = NAN


def test_help_lists_the_commands_and_the_exit_codes() -> None:
    shown = runner.invoke(app, ["--help"])
    assert shown.exit_code == 0
    for word in ("demo", "run", "doctor", "130"):
        assert word in shown.output


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ScenarioError([Problem("no such exit", ("people", 0), file="hall.yaml", line=3)]), Code.WRONG_INPUT),
        (ExeuntError("two writers"), Code.WRONG_INPUT),
        (RunFolderError("the folder exists"), Code.FOLDER),
        (FileNotFoundError(2, "No such file or directory", "hall.yaml"), Code.FOLDER),
        (OSError(28, "No space left on device", "part-000.parquet"), Code.FOLDER),
        (MemoryError(), Code.FOLDER),
        (ZeroDivisionError("division by zero"), Code.DEFECT),
        (KeyboardInterrupt(), Code.INTERRUPTED),
    ],
)
def test_errors_become_messages_and_exit_codes(
    error: BaseException, code: Code, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EXEUNT_DEBUG", raising=False)

    def command() -> None:
        raise error

    with pytest.raises(typer.Exit) as ended:
        reported(command)()
    assert ended.value.exit_code == code
    printed = capsys.readouterr()
    assert "Traceback" not in printed.err
    assert printed.out == ""
    wanted = {Code.DEFECT: "report", Code.INTERRUPTED: "Interrupted"}.get(code, "")
    assert wanted in printed.err
    assert printed.err.strip()


def test_key_paths_are_not_read_as_markup(capsys: pytest.CaptureFixture[str]) -> None:
    def command() -> None:
        raise ScenarioError([Problem("lies off the wall", ("venue", "exits", 2, "line"), at=((1.0, 2.0),))])

    with pytest.raises(typer.Exit):
        reported(command)()
    assert "venue.exits[2].line: lies off the wall [at (1.00, 2.00)]" in capsys.readouterr().err


def test_a_defect_shows_its_traceback_when_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXEUNT_DEBUG", "1")

    def command() -> None:
        raise ZeroDivisionError

    with pytest.raises(typer.Exit):
        reported(command)()
    assert "Traceback" in capsys.readouterr().err


# simulated time and people left of runs of the examples, a line every 15.2 and 15.6 s of wall time
FIRE = (
    (158, 5940), (233, 5468), (266, 4806), (299, 3781), (327, 2943), (349, 2354), (369, 1849), (390, 1420), (414, 1013),
    (449, 540),
)  # fmt: skip
THREAT = (
    (31, 6002), (54, 5883), (72, 5608), (85, 5232), (93, 4976), (102, 4687), (112, 4327), (131, 3621), (155, 2872),
    (180, 2329), (198, 2101), (220, 1958), (242, 1757), (261, 1597), (270, 1514), (287, 1388), (321, 1097), (366, 674),
    (450, 136), (710, 9),
)  # fmt: skip


def forecasts(rows: Sequence[tuple[int, int]], every: float) -> list[tuple[float, float, float | None]]:
    """Return wall time, share of the people out and estimate at each line of a recorded run."""
    people, forecast = 6003 if rows is THREAT else 6000, Forecast()
    forecast.remaining(Standing(time=0.0, inside=people, wall_s=0.1, people=people))
    found = []
    for number, (time, left) in enumerate(rows, start=1):
        standing = Standing(time, left, every * number, 1200.0, people, 0, people - left, 290.0)
        found.append((standing.wall_s, standing.out / people, forecast.remaining(standing)))
    return found


@pytest.mark.parametrize(("rows", "every", "wall"), [(FIRE, 15.2, 157.4), (THREAT, 31.2, 634.5)])
def test_the_time_left_of_recorded_runs_neither_jumps_nor_lies_by_far(rows, every, wall) -> None:
    before = None
    for now, out, left in forecasts(rows, every):
        assert (left is None) == (out < 0.2)
        if left is None:
            continue
        assert left < 1.5 * wall
        if out < 0.85:
            assert 0.4 < left / (wall - now) < 2.5
        if before is not None:
            assert left < 1.5 * before
        before = left


def test_forecast_waits_for_the_slowest_start_and_ends_with_the_time_limit() -> None:
    # 100 people a second of wall time and 10 s simulated; 300 of 1,000 left after 7 s: 3 s more
    rows = [Standing(10.0 * k, 1000 - 100 * k, float(k), out=100 * k) for k in range(8)]

    def told(**last: float) -> float | None:
        forecast = Forecast()
        return [forecast.remaining(row) for row in (*rows[:-1], replace(rows[-1], **last))][-1]

    assert told() == pytest.approx(3.0)
    assert told(last_start=130.0) == pytest.approx(6.0)
    assert told(last_start=130.0, end_time=90.0) == pytest.approx(2.0)


def test_forecast_begins_anew_with_another_run() -> None:
    forecast = Forecast()
    for k in range(8):
        forecast.remaining(Standing(10.0 * k, 1000 - 100 * k, float(k), out=100 * k))
    assert forecast.remaining(Standing(1.0, 1000, 0.1)) is None
    assert forecast.remaining(Standing(30.0, 700, 3.0, out=300)) == pytest.approx(7.0, rel=0.05)


def test_the_bar_is_as_long_as_the_share_of_people_out() -> None:
    out = StringIO()
    with RunProgress(Console(file=out, force_terminal=True), "Preparing …") as progress:
        progress._shown = -1.0
        progress(Standing(time=50.0, inside=400, wall_s=5.0, out=600))  # type: ignore[arg-type]
        (task,) = progress._bar.tasks
        assert (task.completed, task.total) == (600, 1000)


def test_standing_text_gives_speed_against_real_time() -> None:
    text = standing_text(Standing(time=125.0, inside=3214, wall_s=25.0), 61.0)
    assert text == "3,214 inside · 2:05 simulated · 5.0 × real time · about 1:01 left"


def test_clock() -> None:
    assert [clock(59.6), clock(61), clock(3661), clock(-1)] == ["1:00", "1:01", "1:01:01", "0:00"]


def test_progress_without_a_terminal_writes_few_lines() -> None:
    out = StringIO()
    with RunProgress(Console(file=out, force_terminal=False), "Preparing …") as progress:
        for second in range(100):
            progress(Standing(time=float(second), inside=10, wall_s=second / 10))  # type: ignore[arg-type]
    assert out.getvalue().splitlines() == ["Preparing …"]


def test_each_run_gets_a_folder_of_its_own_at_once(tmp_path: Path) -> None:
    assert new_folder(tmp_path / "runs", "hall").is_dir()
    assert new_folder(tmp_path / "runs", "hall").name == "hall-002"
    assert new_folder(tmp_path / "runs", "hall", "blocked").name == "hall-blocked-001"
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(RunFolderError, match="Cannot create the run folder"):
        new_folder(tmp_path / "taken", "hall")


def test_json_holds_no_nan() -> None:
    import numpy as np

    assert plain({"a": np.float64("nan"), "b": [np.int64(3)], "c": (1.5,)}) == {
        "a": None,
        "b": [3],
        "c": [1.5],
    }


def test_doctor_finds_this_machine_fit() -> None:
    shown = runner.invoke(app, ["doctor"])
    assert shown.exit_code == 0, shown.output
    for word in ("Python", "numba", "cores", "threads", "disk"):
        assert word in shown.output


def test_doctor_names_what_is_wrong_and_how_to_mend_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    usage = type("Usage", (), {"free": 1024})()
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda folder: usage)
    finding = doctor.disk(tmp_path)
    assert finding.state == "bad"
    assert "--out" in finding.mend
    assert runner.invoke(app, ["doctor"]).exit_code == Code.WRONG_INPUT
    assert doctor.part("no-such-package-as-this").state == "bad"


def test_doctor_knows_whether_kernels_are_compiled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    assert doctor.kernels().state == "note"
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "kernel-1.py311.nbi").write_bytes(b"")
    assert doctor.kernels().state == "good"


def test_the_summary_shows_figures_exits_and_why_people_are_inside() -> None:
    values = {
        "people": 6000, "people_out": 5990, "people_inside": 10, "people_not_arrived": 0,
        "t90_s": 312.04, "clearance_s": NAN, "simulated_s": 600.0, "wall_s": 60.0,
        "person_steps": 12_000_000, "seed": 7,
        "exits": [{"exit": "north [1]", "people": 5990, "share": 1.0, "flow_mean_per_s": NAN}],
        "inside_reasons": [{"reason": "no open exit can be reached", "people": 10}],
    }  # fmt: skip
    out = StringIO()
    show(values, None, Console(file=out, width=120))
    shown = out.getvalue()
    for words in (
        "6,000",
        "312.0 s",
        "north [1]",
        "100%",
        "no open exit can be reached",
        "10.0 × real time",
        "seed 7",
    ):
        assert words in shown
    assert "nan" not in shown
    assert "everybody is out" not in shown
    assert "not arrived" not in shown


def test_the_free_result_is_printed_beside_a_limited_one(tmp_path: Path) -> None:
    plan = tmp_path / "room.yaml"
    plan.write_text(
        "exeunt: 1\nvenue:\n  storeys: [{id: room, area: [[0, 0], [6, 0], [6, 4], [0, 4]]}]\n"
        "  exits: [{id: way out, storey: room, line: [[6, 1], [6, 3]], max_specific_flow: 0.5}]\n"
        "people: [{id: guests, number: 20, pre_movement: 0, mobility: {}}]\n"
    )
    asked = ["run", str(plan), "--no-pictures", "--threads", "1", "--free-doors"]
    shown = runner.invoke(app, [*asked, "--out", str(tmp_path / "a"), "--json"])
    assert shown.exit_code == 0, shown.output
    found = json.loads(shown.stdout)
    # one person a second through two metres
    assert 20 <= found["clearance_s"] < 22
    assert found["free_doors"]["clearance_s"] < 19
    shown = runner.invoke(app, [*asked, "--out", str(tmp_path / "b")])
    limited, free = shown.stdout.split("Without limits of flow at openings")
    assert f"{found['clearance_s']:.1f} s" in limited
    assert f"{found['free_doors']['clearance_s']:.1f} s" in free


def test_edits_are_yaml_and_bad_ones_are_usage_errors() -> None:
    assert edits_of(["run.max_time=300 s", "people.a.number=5", "record.series={vx: 1 s}"]) == {
        "run.max_time": "300 s",
        "people.a.number": 5,
        "record.series": {"vx": "1 s"},
    }
    for wrong in ("run.max_time", "=3", "a=[1"):
        with pytest.raises(typer.BadParameter):
            edits_of([wrong])


def test_a_wrong_option_exits_with_usage() -> None:
    assert runner.invoke(app, ["run", "hall.yaml", "--sed", "1"]).exit_code == Code.USAGE
    assert runner.invoke(app, ["run", "hall.yaml", "--set", "nonsense"]).exit_code == Code.USAGE


def test_the_option_for_tracebacks_holds_for_one_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EXEUNT_DEBUG", raising=False)
    assert runner.invoke(app, ["--debug", "check", "there-is-none.yaml"]).exit_code == 1
    assert "Traceback" not in runner.invoke(app, ["check", "there-is-none.yaml"]).output
