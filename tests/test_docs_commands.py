"""Every command and every Python block of README and docs works, in the order of its page, on small inputs."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
from ruamel.yaml import YAML
from scenes import box, gap, storey
from typer.testing import CliRunner

from exeunt.cli.app import app
from exeunt.cli.view import Beside
from exeunt.results.export import export_jupedsim
from exeunt.results.run import open_run
from exeunt.scenario.files import apply_edits, loads
from exeunt.simulation import simulate
from exeunt.verification.experiment_reading import load_experiment

ROOT = Path(__file__).resolve().parents[1]
PAGES = ["README.md", *sorted(
    path.relative_to(ROOT).as_posix() for path in [*ROOT.glob("docs/*.md"), *ROOT.glob("docs/how-to/*.md")]
)]  # fmt: skip
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`(exeunt [a-z]+ [^`]+)`")
STAND_FOR = re.compile(r"\b(?:NAME|FILE|DIR|RUN|COMMAND)\b")
# what takes minutes, and the test that runs it
ELSEWHERE = {
    "exeunt run examples/concert-hall-fire.yaml": "tests/test_examples.py",
    "exeunt doctor --warm": "tests/cli/test_run.py",
}


def in_blocks(page: str) -> list[str]:
    """Return the commands in blocks of a page, in their order."""
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = [body for language, body in BLOCK.findall(text) if language in ("sh", "console", "text")]
    lines = [line.removeprefix("$ ") for body in blocks for line in body.splitlines()]
    return [line for line in lines if line.startswith("exeunt ")]


def commands(page: str) -> list[str]:
    """Return the commands of a page, those in blocks first, then those within sentences."""
    text = BLOCK.sub("", (ROOT / page).read_text(encoding="utf-8"))
    within = [command for command in INLINE.findall(text) if not STAND_FOR.search(command)]
    return [command for command in (*in_blocks(page), *within) if command not in ELSEWHERE]


def code(page: str) -> list[str]:
    """Return the Python of a page: whole blocks, and what is typed in a console."""
    text = (ROOT / page).read_text(encoding="utf-8")
    found = []
    for language, body in BLOCK.findall(text):
        typed = [line[4:] for line in body.splitlines() if line.startswith((">>> ", "... "))]
        if language == "python" or typed:
            found.append("\n".join(typed) if typed else body)
    return found


def small_hall() -> dict[str, Any]:
    """A hall with smoke, a danger zone, a refuge and people who perceive, so that every measure finds something."""
    return {
        "exeunt": 1,
        "name": "hall",
        "venue": {
            "storeys": [storey("ground", 0, 0, 16, 8)],
            "exits": [gap("main", "ground", 16, 3, 16, 5)],
        },
        "people": [{"id": "visitors", "number": 12, "where": {"storey": "ground", "area": box(2, 1, 12, 7)}}],
        "behaviour": {},
        "hazards": {
            "sources": [{"id": "smoke", "kind": "field", "storey": "ground", "area": box(10, 0, 16, 3),
                         "states": [{"at": 0}, {"at": 10, "extinction": 1.0}]}]
        },
        "danger_zones": [
            {"id": "zone", "storey": "ground", "path": [{"time": 2, "at": [1, 4]}, {"time": 60, "at": [1, 4]}],
             "radius": 1.0, "seen": 20, "heard": 20}
        ],
        "record": {"air": 2},
        "run": {"max_time": 90, "step": 0.02},
        "variants": {"west-side-lost": {"set": {"people.visitors.number": 8}}},
    }  # fmt: skip


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the pages take for granted: scenarios, drawings, runs, tracks of others, an experiment."""
    folder = tmp_path_factory.mktemp("bench")
    document = small_hall()
    (folder / "hall.yaml").write_text(json.dumps(document), encoding="utf-8")
    scenario = loads(json.dumps(document), folder / "hall.yaml")
    simulate(scenario, out=folder / "runs" / "hall-001", step=0.02)
    for name in ("runs/hall-west-side-lost-001", "runs/concert-hall-001", "runs/club", "first"):
        shutil.copytree(folder / "runs" / "hall-001", folder / name)
    room = {**document, "name": "room"}
    room["venue"]["exits"][0]["max_specific_flow"] = "code"
    (folder / "room.yaml").write_text(json.dumps(room), encoding="utf-8")
    clubs = YAML(typ="safe").load(ROOT / "examples" / "club.yaml")
    clubs["run"] = {"max_time": 5, "step": 0.02}
    clubs["variants"] = {"main-blocked": {"set": {"venue.exits.main.state": "blocked"}}}
    (folder / "club.yaml").write_text(json.dumps(clubs), encoding="utf-8")
    (folder / "plans").mkdir()
    (folder / "scenario.yaml").write_text(json.dumps(fire(document)), encoding="utf-8")
    drawings(folder)
    tracks(folder)
    run = open_run(folder / "runs" / "hall-001")
    export_jupedsim(run, folder / "trajectories.sqlite")
    export_jupedsim(run, folder / "hall.sqlite")
    (folder / "experiment.txt").write_text("1 0 100 200\n1 1 110 200\n1 2 120 201\n", encoding="utf-8")
    return folder


def fire(document: dict[str, Any]) -> dict[str, Any]:
    """The hall with a fire that CFAST can compute."""
    source = {"id": "f", "kind": "cfast", "storey": "ground", "at": [5, 4]}
    return {**document, "hazards": {"sources": [source]}}


def drawings(folder: Path) -> None:
    ring = [[0, 0], [20, 0], [20, 20], [0, 20], [0, 0]]
    shapes = [
        ({"kind": "storey", "id": "ground"}, {"type": "Polygon", "coordinates": [ring]}),
        ({"kind": "exit", "id": "main", "storey": "ground"},
         {"type": "LineString", "coordinates": [[0, 9], [0, 11]]}),
    ]  # fmt: skip
    features = [{"type": "Feature", "properties": about, "geometry": shape} for about, shape in shapes]
    collection = {"type": "FeatureCollection", "features": features}
    (folder / "plan.geojson").write_text(json.dumps(collection), encoding="utf-8")
    corners = ", ".join(f"{x} {y}" for x, y in ring)
    (folder / "plan.wkt").write_text(f"POLYGON (({corners}))", encoding="utf-8")
    exits = {"exits": [{"id": "main", "segment": [[0, 9], [0, 11]]}]}
    (folder / "exits.json").write_text(json.dumps(exits), encoding="utf-8")


def tracks(folder: Path) -> None:
    """Write the experiment of the validation page with six people who walk through its door, on both days."""
    text = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    body = text.partition("```{code-block} yaml\n")[2].partition("```")[0]
    (folder / "my-door.yaml").write_text(body, encoding="utf-8")
    rows = []
    for person in range(6):
        frame = np.arange(25 * 8)
        y = 9.0 - 1.25 * (frame / 25.0)
        x = 3.0 + 0.25 * np.sin(person) * np.clip((y - 3.5) / 5.0, 0.0, 1.0)
        keep = y > 0.0
        rows.append(
            np.column_stack([np.full(keep.sum(), person), frame[keep] + 30 * person, x[keep], y[keep]])
        )
    table = np.concatenate(rows)
    for name in ("films", "data"):
        (folder / name).mkdir()
        np.savetxt(folder / name / "monday.txt", table, fmt=["%d", "%d", "%.4f", "%.4f"])
        with h5py.File(folder / name / "tuesday.h5", "w") as file:
            types = [("id", "<i4"), ("frame", "<i4"), ("x", "<f8"), ("y", "<f8")]
            data = np.array([tuple(row) for row in table.tolist()], dtype=types)
            file.create_dataset("trajectory", data=data).attrs["fps"] = 25.0


@pytest.fixture
def at_work(bench: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the bench as the current folder; a viewer answers and ends, and a validation has one experiment."""
    folder = tmp_path / "work"
    shutil.copytree(bench, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setattr("exeunt.cli.view.serve", lambda sources, *_: [source.entry() for source in sources])
    monkeypatch.setattr(Beside, "wait", lambda self: None)
    door = load_experiment(folder / "my-door.yaml").model_copy(update={"id": "my-bidirectional-door"})
    monkeypatch.setattr("exeunt.verification.validate.shipped_experiments", lambda: [door])
    monkeypatch.setattr("exeunt.verification.validate.run_station", lambda *_, **__: (None, []))
    return folder


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)])
def test_every_command_of_a_page_works(page: str, at_work: Path) -> None:
    if "exeunt new hall.yaml" in "\n".join(commands(page)):
        # the page makes it, and the run, itself
        shutil.rmtree("runs")
        shutil.rmtree("first")
        Path("hall.yaml").unlink()
    for line in commands(page):
        program, *arguments = shlex.split(line, comments=True)
        if ">" in arguments:
            arguments = arguments[: arguments.index(">")]
        elif arguments[0] == "export":
            Path(arguments[2]).unlink(missing_ok=True)
        elif arguments[0] == "import" and line not in in_blocks(page):
            # another way to the same file
            Path("hall.yaml").unlink(missing_ok=True)
        assert program == "exeunt"
        shown = CliRunner().invoke(app, arguments)
        # neither is a fault of the command: a gate that the made-up tracks miss, and the club's run that is cut short
        fine = {"validate": (0, 5), "club.yaml": (0, 3)}.get(
            "club.yaml" if "club.yaml" in arguments else arguments[0], (0,)
        )
        assert shown.exit_code in fine, f"{line}\n{shown.output}"
        wanted = [argument for argument in arguments if argument.endswith((".pdf", ".html", ".svg", ".json"))]
        for name in wanted:
            assert Path(name).is_file() or list(Path().glob(f"{Path(name).stem}-*")), f"{line} left no {name}"


@pytest.mark.parametrize("page", [page for page in PAGES if code(page)])
def test_every_python_block_of_a_page_works(page: str, at_work: Path) -> None:
    names: dict[str, object] = {"__name__": "__main__"}
    for body in code(page):
        exec(compile(body, page, "exec"), names)


def test_commands_were_found() -> None:
    """The tests above would pass if a new way of writing blocks hid them all."""
    found = {page: commands(page) for page in PAGES}
    assert len(found["README.md"]) == 6
    assert sum(map(len, found.values())) >= 40
    assert sum(len(code(page)) for page in PAGES) >= 8


def test_what_runs_elsewhere_still_stands_on_a_page() -> None:
    text = "".join((ROOT / page).read_text(encoding="utf-8") for page in PAGES)
    for command, test in ELSEWHERE.items():
        assert f"`{command}`" in text
        assert (ROOT / test).is_file()


def test_the_exported_file_is_valid_for_pedpy_at_any_rate(tmp_path: Path) -> None:
    """Cases with an oblique wall and exits, where rounding to centimetres puts people onto the edge."""
    pedpy = pytest.importorskip("pedpy")
    venue = {
        "storeys": [{"id": "f", "area": [[0, 0], [20, 1.3], [18.7, 7.1], [0, 6]],
                     "walls": [{"line": [[12, 0.78], [11.3, 6.6531]]}]}],
        "doors": [{"id": "d", "storey": "f", "line": [[11.8, 2.4580], [11.65, 3.7166]]}],
        "exits": [{"id": "e", "storey": "f", "line": [[19.7, 2.6385], [19.2, 4.8692]]}],
    }  # fmt: skip
    people = {"id": "p", "number": 40, "where": {"storey": "f", "area": box(1, 1, 10, 5)}, "pre_movement": 0,
              "exit_choice": "nearest", "mobility": {}}  # fmt: skip
    document = {"exeunt": 1, "name": "f", "venue": venue, "people": [people], "run": {"step": 0.02}}
    for every in (0.1, 0.3, 2.0, 10.0):
        scenario = apply_edits(loads(json.dumps(document), "f.json"), {"record.every": every})
        simulate(scenario, out=tmp_path / f"run-{every}")
        (file,) = export_jupedsim(open_run(tmp_path / f"run-{every}"), tmp_path / f"{every}.sqlite")
        trajectory = pedpy.load_trajectory_from_jupedsim_sqlite(trajectory_file=file)
        walkable = pedpy.load_walkable_area_from_jupedsim_sqlite(trajectory_file=file)
        assert trajectory.frame_rate == pytest.approx(1 / every)
        bad = pedpy.get_invalid_trajectory(traj_data=trajectory, walkable_area=walkable)
        assert bad.empty, bad
