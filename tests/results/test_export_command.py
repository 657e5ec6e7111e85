"""The command ``export`` writes the files it names."""

from __future__ import annotations

import exeunt_made as made
import pytest
import typer
from typer.testing import CliRunner

from exeunt.cli.export import export


@pytest.fixture(scope="module")
def app():
    app = typer.Typer()
    app.command()(export)
    return app


def test_export_prints_every_file_it_wrote(app, tmp_path):
    made.write(made.walk_out(people=5, frames=60), tmp_path / "run")
    result = CliRunner().invoke(app, [str(tmp_path / "run"), str(tmp_path / "out.sqlite")])
    assert result.exit_code == 0, result.output
    files = result.output.split()
    assert [file.rsplit("/", 1)[-1] for file in files] == ["out-ground.sqlite", "out-gallery.sqlite"]
    result = CliRunner().invoke(
        app, [str(tmp_path / "run"), str(tmp_path / "run.h5"), "--format", "archive-hdf5"]
    )
    assert result.exit_code == 0, result.output
    assert (tmp_path / "run.h5").exists()


def test_one_storey_of_the_archive_format_is_refused(app, tmp_path):
    made.write(made.walk_out(people=5, frames=60), tmp_path / "run")
    arguments = [
        str(tmp_path / "run"),
        str(tmp_path / "o.h5"),
        "--format",
        "archive-hdf5",
        "--storey",
        "ground",
    ]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert "always holds all storeys" in result.output
