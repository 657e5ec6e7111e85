"""What slows people down, by the published laws, and how several influences come together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeunt.models.behaviour.smoke import FrantzichNilsson, Fridolf
from exeunt.models.behaviour.walking_speed import INFLUENCES, WalkingSpeed


@pytest.mark.parametrize(
    ("free", "visibility", "left"),
    [(1.2, 3.0, 1.2), (1.2, 2.0, 0.86), (1.2, 1.0, 0.52), (1.2, 0.05, 0.2), (0.5, 2.0, 0.2), (0.15, 2.0, 0.15),
     (0.15, 0.1, 0.15), (0.15, 10.0, 0.15)],
)  # fmt: skip
def test_the_design_equation_for_smoke_is_that_of_fridolf(
    free: float, visibility: float, left: float
) -> None:
    """w = min(w0, max(0.2, w0 - 0.34 (3 - x))), Fridolf et al. 2019, Eq. 7: smoke makes nobody faster."""
    factor = Fridolf().factor(np.array([2.0 / visibility]), np.array([free]))
    assert factor[0] * free == pytest.approx(left, rel=1e-9)


@given(st.floats(0, 50), st.floats(0.05, 2.5))
def test_no_smoke_makes_anybody_faster_and_thicker_smoke_nobody_either(
    extinction: float, free: float
) -> None:
    speeds = np.full(2, free)
    for law in (Fridolf(), FrantzichNilsson()):
        thin, thick = law.factor(np.array([extinction, extinction + 0.5]), speeds)
        assert 0.0 <= thick <= thin <= 1.0


def test_influences_on_speed_multiply() -> None:
    """Somebody in smoke who is led by the hand is slowed by both."""
    columns = {name: np.ones(3) for name in (*INFLUENCES, "speed_factor")}
    columns["speed_factor_smoke"][:] = [0.5, 0.5, 1.0]
    columns["speed_factor_group"][:] = [0.6, 1.0, 0.0]
    world = type("Columns", (), {"people": 3, "__getitem__": lambda self, name: columns[name]})()
    model = WalkingSpeed()
    model.setup(world)
    model.update(world, 1)
    assert columns["speed_factor"] == pytest.approx([0.3, 0.5, 0.0])
