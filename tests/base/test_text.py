"""Names from files that somebody sent cannot act on a terminal, a page or a command line."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeunt.base.text import ACTING, argument, one_line, visible


@pytest.mark.parametrize("name", ["Saal Süd", "礼堂", "बाहर", "sala_1", "a\tb\nc", "👩‍🚒"])
def test_names_in_any_script_are_left_alone(name: str) -> None:
    assert visible(name) == name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("\x1b[2Jgone", r"\x1b[2Jgone"),
        ("a\rb", r"a\x0db"),
        ("exit\u202efdp", r"exit\u202efdp"),
        ("\x9b1m", r"\x9b1m"),
        ("half \ud800", r"half \ud800"),
    ],
)
def test_what_acts_is_written_as_an_escape(name: str, shown: str) -> None:
    assert visible(name) == shown


@given(st.text(alphabet=st.characters(codec=None, categories=None)))
def test_one_argument_stays_one_argument_and_is_plain_text(name: str) -> None:
    assert not ACTING.search(one_line(name))
    assert "\n" not in argument(name)
    assert shlex.split(f"exeunt view {argument(name)}") == ["exeunt", "view", one_line(name)]
