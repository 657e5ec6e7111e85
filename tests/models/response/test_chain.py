"""The chain before the entry has the distributions put in, in its order, and a wait at staging shifts it."""

from __future__ import annotations

import numpy as np
from scipy import stats

from exeunt.models.response.chain import draw_chain
from exeunt.models.response.document import ResponderDoc

POINT = {"storey": "hall", "at": [1, 1]}


def force(**more) -> ResponderDoc:
    return ResponderDoc.model_validate(
        {"id": "rescue", "called": 0, "enter": "exit", "collection_point": POINT, **more}
    )


def test_command_and_assembly_have_the_published_medians_and_ninth_deciles() -> None:
    chains = [draw_chain(force(), 100.0, seed) for seed in range(2000)]
    command = np.array([chain.command - 100.0 for chain in chains]) / 60.0
    assembled = np.array([chain.assembled - 100.0 for chain in chains]) / 60.0
    assert stats.kstest(command, stats.lognorm(0.23, scale=4.1).cdf).pvalue > 0.05
    assert stats.kstest(assembled, stats.lognorm(0.28, scale=9.4).cdf).pvalue > 0.05
    assert abs(np.quantile(command, 0.9) - 5.5) < 0.15
    assert abs(np.quantile(assembled, 0.9) - 13.5) < 0.4


def test_no_stage_comes_before_the_one_ahead_of_it() -> None:
    late = {"kind": "log_normal", "median": 600, "sigma": 0.5}
    for seed in range(300):
        chain = draw_chain(force(command=late), 30.0, seed)
        assert 30.0 <= chain.command <= chain.assembled <= chain.ready


def test_a_wait_at_staging_delays_the_entry_by_just_that_and_nothing_else() -> None:
    for seed in range(5):
        usual, held = draw_chain(force(), 0.0, seed), draw_chain(force(hold="20 min"), 0.0, seed)
        assert held.ready - usual.ready == 1200.0
        assert held[:3] == usual[:3]


def test_another_task_force_has_its_own_luck() -> None:
    other = force().model_copy(update={"id": "other"})
    assert draw_chain(force(), 0.0, 1) != draw_chain(other, 0.0, 1)
