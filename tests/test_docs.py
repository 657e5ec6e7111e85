"""The documentation does what it says: its commands run, its scenarios load, its Python code works."""

from __future__ import annotations

import re
import runpy
import shlex
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner

from exeunt.cli.app import app
from exeunt.scenario.files import loads
from exeunt.simulation import simulate

DOCS = Path(__file__).resolve().parents[1] / "docs"
BLOCK = re.compile(r"^```([\w-]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: str, language: str) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return [body for found, body in BLOCK.findall(text) if found == language]


def pages_with(language: str) -> list[tuple[str, int]]:
    names = sorted(
        path.relative_to(DOCS).as_posix() for path in [*DOCS.glob("*.md"), *DOCS.glob("how-to/*.md")]
    )
    return [(name, number) for name in names for number in range(len(blocks(name, language)))]


@pytest.mark.parametrize(("page", "number"), pages_with("yaml"))
def test_scenarios_load(page: str, number: int, root: Path) -> None:
    """Each block is laid over the club's scenario, key by key, and must be valid there."""
    yaml = YAML(typ="safe")
    base = yaml.load(root / "examples" / "club.yaml")
    base.update(yaml.load(blocks(page, "yaml")[number]))
    text = StringIO()
    yaml.dump(base, text)
    loads(text.getvalue(), root / "examples" / "docs.yaml")


def test_the_task_force_of_its_guide_does_its_work(root: Path) -> None:
    yaml = YAML(typ="safe")
    document = yaml.load(root / "examples" / "club.yaml")
    document.update(yaml.load(blocks("how-to/responders.md", "yaml")[0]))
    text = StringIO()
    yaml.dump(document, text)
    result = simulate(loads(text.getvalue(), root / "examples" / "docs.yaml"), seed=1)
    assert result.ending == "everyone is out or rescued"
    assert (result.summary["people_out"], result.summary["casualties_collected"]) == (60, 3)


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the commands of the tutorial were typed."""
    folder = tmp_path_factory.mktemp("tutorial")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for line in "".join(blocks("tutorial.md", "sh")).splitlines():
            program, *arguments = shlex.split(line)
            assert program == "exeunt"
            shown = CliRunner().invoke(app, arguments)
            assert shown.exit_code == 0, f"{line}\n{shown.output}"
    return folder


def test_the_tutorial_leaves_what_it_promises(tried: Path) -> None:
    assert (tried / "hall.yaml").is_file()
    for name in ("first", "second", "third"):
        assert (tried / name / "summary.parquet").is_file()
    assert list((tried / "first" / "pictures").iterdir())


def test_the_own_model_is_short_and_does_what_it_says(root: Path) -> None:
    path = root / "examples" / "own_model.py"
    code = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len(code) <= 40
    example = SimpleNamespace(**runpy.run_path(str(path)))
    assert example.half_started(own=True) < 0.8 * example.half_started(own=False)
