"""The page about validation: its experiment loads, its table of sources is the program's."""

import json
import re
from pathlib import Path

from typer.testing import CliRunner

from exeunt.cli.app import app
from exeunt.verification.experiment_reading import experiment_schema, load_experiment, shipped_experiments
from exeunt.verification.validate_markdown import sources

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_experiment_on_the_page_loads(tmp_path):
    page = (DOCS / "validation.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"^```\{code-block\} yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    path = tmp_path / "page.yaml"
    path.write_text(text, encoding="utf-8")
    document = load_experiment(path)
    assert [run.id for run in document.runs] == ["monday", "tuesday"]
    assert document.floor.exits.keys() == {"out"}


def test_the_table_of_sources_is_that_of_the_shipped_experiments():
    assert (DOCS / "validation-sources.md").read_text(encoding="utf-8") == sources(shipped_experiments())


def test_the_schema_command_prints_the_schema_of_experiments():
    result = CliRunner().invoke(app, ["schema", "--experiment"])
    assert result.exit_code == 0
    assert json.loads(result.output) == json.loads(json.dumps(experiment_schema()))
