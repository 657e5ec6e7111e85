"""The law of the delay budget against closed solutions and plain integration."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exeunt.models.behaviour.burning import NOTHING, burn


def follow(
    cues: list[tuple[float, float, float]],
    budget: float,
    step: float,
    last: float = 600.0,
    steady: float = 0.0,
) -> dict[str, Any]:
    """Burn one budget in looks of ``step`` seconds; cues are (begin, until, rate)."""
    names = ("burned", "aware", "looks", "decides")
    state = {name: np.array([0.0 if name == "burned" else np.nan]) for name in names}
    first = np.array([NOTHING])
    until, rate = (np.array([cue[k] for cue in cues], dtype=float) for k in (1, 2))
    counted = 0.0
    while counted < last and np.isnan(state["decides"][0]):
        begin = np.array(
            [[max(cue[0], counted) if cue[1] > counted else np.inf for cue in cues]], dtype=float
        )
        burn(
            counted, counted + step, begin.reshape(1, -1), until, rate, np.array([steady]), np.array([budget]), 0.3,
            *(state[name] for name in names), first,
        )  # fmt: skip
        counted += step
    return {**{name: float(values[0]) for name, values in state.items()}, "first": int(first[0])}


@pytest.mark.parametrize("rate", [0.25, 1.0, 2.0, 6.0])
@pytest.mark.parametrize("step", [0.1, 0.5, 3.0])
def test_one_constant_cue_takes_the_budget_over_its_rate(rate: float, step: float) -> None:
    found = follow([(7.3, np.inf, rate)], 42.0, step)
    assert found["aware"] == pytest.approx(7.3, abs=1e-12)
    assert found["looks"] == pytest.approx(7.3 + 0.3 * 42.0 / rate, rel=1e-12)
    assert found["decides"] == pytest.approx(7.3 + 42.0 / rate, rel=1e-12)


def test_cues_add_up_and_what_is_burned_stays_burned() -> None:
    # 10 s of rate 2, a pause of 5 s, then rates 1 and 3 together
    cues = [(0.0, 10.0, 2.0), (15.0, np.inf, 1.0), (15.0, np.inf, 3.0)]
    assert follow(cues, 40.0, 0.5)["decides"] == pytest.approx(15.0 + 20.0 / 4.0)
    assert follow(cues, 20.0, 0.5)["decides"] == pytest.approx(10.0)
    assert follow(cues[:1], 21.0, 0.5)["burned"] == pytest.approx(20.0)


def test_without_a_cue_nobody_acts_even_without_a_delay() -> None:
    assert np.isnan(follow([(0.0, np.inf, 0.0)], 0.0, 0.5, last=50.0)["decides"])
    assert follow([(3.0, np.inf, 1.0)], 0.0, 0.5)["decides"] == 3.0


def test_the_strongest_of_the_first_cues_is_the_one_that_alerts() -> None:
    assert follow([(4.0, np.inf, 1.0), (4.0, np.inf, 2.0)], 50.0, 0.5)["first"] == 1
    assert follow([(4.0, np.inf, 1.0), (4.1, np.inf, 9.0)], 50.0, 0.5)["first"] == 0
    assert follow([(4.0, np.inf, 1.0)], 50.0, 0.5, steady=0.2)["first"] == 1


def test_a_cue_that_began_before_the_look_is_counted_from_its_beginning() -> None:
    aware, looks, decides = (np.array([np.nan]) for _ in range(3))
    burned, first = np.zeros(1), np.array([NOTHING])
    begin = np.array([[9.8]])
    burn(10.0, 10.5, begin, np.array([np.inf]), np.array([1.0]), np.zeros(1), np.array([0.4]), 0.3, burned, aware,
         looks, decides, first)  # fmt: skip
    assert (aware[0], decides[0]) == (pytest.approx(9.8), pytest.approx(10.2))


@settings(max_examples=60, deadline=None)
@given(
    cues=st.lists(st.tuples(st.floats(0, 60), st.floats(0.1, 60), st.floats(0, 5)), min_size=1, max_size=4),
    budget=st.floats(0.1, 200),
    steady=st.floats(0, 1),
    step=st.sampled_from([0.25, 0.5, 2.0]),
)
def test_the_law_agrees_with_plain_integration(
    cues: list[tuple[float, float, float]], budget: float, steady: float, step: float
) -> None:
    windows = [(begin, begin + length, rate) for begin, length, rate in cues]
    found = follow(windows, budget, step, last=120.0, steady=steady)

    def burned_at(time: float) -> float:
        return steady * time + sum(r * max(0.0, min(time, u) - b) for b, u, r in windows)

    if np.isnan(found["decides"]):
        assert burned_at(120.0) <= budget + 1e-6
    else:
        assert burned_at(found["decides"]) == pytest.approx(budget, rel=1e-9, abs=1e-9)
        assert burned_at(found["looks"]) == pytest.approx(0.3 * budget, rel=1e-9, abs=1e-9)
        assert found["looks"] <= found["decides"]
