"""Texts of a scenario that act instead of being shown are refused with their place."""

from __future__ import annotations

import pytest

from exeunt.base.errors import ScenarioError
from exeunt.scenario.files import loads


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("name: mini", 'name: "mini\\e[2J"', 2),
        ("name: mini", 'name: "mini\\u202e"', 2),
        ("name: mini", 'name: mini\ndescription: "a\\rb"', 3),
    ],
)
def test_control_characters_are_refused(mini: str, old: str, new: str, line: int) -> None:
    text = mini.replace(old, new)
    assert text != mini
    with pytest.raises(ScenarioError, match="holds a control character") as caught:
        loads(text)
    assert "\x1b" not in str(caught.value)
    assert [problem.line for problem in caught.value.problems if "control" in problem.message] == [line]


def test_several_lines_and_any_script_are_text(mini: str) -> None:
    text = mini.replace("name: mini", "name: Зал\ndescription: |\n  one\n  two\tthree")
    assert loads(text).document.description == "one\ntwo\tthree\n"
