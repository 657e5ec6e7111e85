"""When models are due: whole steps, multiples of their own period, never before their time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeunt.engine.schedule import Schedule
from exeunt.world.contract import PHASES
from exeunt.world.state import Clock


class Due:
    """Counts its calls."""

    name = "due"
    reads = writes = frozenset()

    def __init__(self, phase, every):
        self.phase, self.every, self.at = phase, every, []

    def setup(self, world):
        pass

    def update(self, world, steps):
        self.at.append(world)


@given(
    st.lists(st.integers(1, 40), min_size=1, max_size=4),
    st.lists(st.floats(0.001, 5.0), max_size=4),
    st.sampled_from([0.01, 0.02, 0.05]),
)
def test_movement_pauses_whenever_something_is_due_and_not_later(periods, times, step):
    clock = Clock(step)
    models = [Due("behaviour", period * step) for period in periods] + [Due("movement", 0.0)]
    schedule = Schedule.of(models, clock, times=times)
    pauses = [0]
    while pauses[-1] * step < 6.0:
        pauses.append(pauses[-1] + schedule.pause(pauses[-1]))
    for period in periods:
        assert set(range(0, pauses[-1], period)) <= set(pauses)
    for time in times:
        first = next(pause for pause in pauses if pause * step >= time - 1e-9)
        assert first * step - time < step, "a change waits less than a step"


def test_models_run_in_the_order_of_the_phases_whatever_the_order_they_come_in():
    models = [Due(phase, 0.0) for phase in reversed(PHASES)]
    schedule = Schedule.of(models, Clock(0.01), periods_s=(0.5,))
    assert [model.phase for model in schedule.models] == list(PHASES)
    assert [model.phase for model in schedule.due(Clock(0.01), PHASES)] == list(PHASES)


def test_a_period_is_rounded_to_whole_steps_and_is_at_least_one():
    clock = Clock(0.02)
    assert [clock.steps(every) for every in (0.5, 0.05, 0.011, 0.0001)] == [25, 2, 1, 1]
    clock.step = 1_000_000
    assert clock.time == pytest.approx(20_000.0, abs=1e-9)
