"""Visits of itineraries in the tables of a run: who came, how long people stayed, whom a cue called away."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from exeunt.metrics.visits import staying, visit_use
from exeunt.results.places import Place

STOPS = [Place("sign", "s", 0, (0.0, 0.0)), Place("stop", "bar", 0, (1.0, 1.0), words="guests"),
         Place("stop", "seat", 0, (2.0, 2.0), words="guests")]  # fmt: skip


def table(*rows):
    names = ("time", "kind", "person", "value")
    return pa.table({name: [row[k] for row in rows] for k, name in enumerate(names)})


EVENTS = table(
    (5.0, "visit begun", 0, 0.0), (25.0, "visit ended", 0, 0.0), (30.0, "visit begun", 0, 1.0),
    (6.0, "visit begun", 1, 0.0), (16.0, "visit broken off", 1, 0.0), (16.0, "visit broken off", 2, 0.0),
    (9.0, "visit missed", 3, 0.0), (9.0, "crossing", 3, 1.0),
)  # fmt: skip


def test_each_place_has_its_row():
    bar, seat = visit_use(EVENTS, STOPS)
    assert (bar["place"], bar["population"], bar["people"], bar["first_s"]) == ("bar", "guests", 2, 5.0)
    # 20 s that ended, and 10 s that were broken off
    assert bar["stay_mean_s"] == pytest.approx(15.0)
    assert (bar["called_away"], bar["missed"]) == (2, 1)
    assert (seat["people"], seat["called_away"], seat["missed"]) == (1, 0, 0)
    assert np.isnan(seat["stay_mean_s"])
    assert visit_use(EVENTS, STOPS[:1]) == []


def test_people_at_a_place_are_known_at_every_moment():
    person = np.repeat(np.arange(3), 5)
    time = np.tile([0.0, 5.0, 20.0, 27.0, 40.0], 3)
    there = staying(EVENTS, person, time).reshape(3, 5)
    assert there[0].tolist() == [False, True, True, False, True]
    assert there[1].tolist() == [False, False, False, False, False]
    assert not there[2].any()
