"""Indicators of crowd danger against flows worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from shapely import box

from exeunt.metrics import maps
from exeunt.metrics.danger import STANDING, CrowdDanger, crowd_danger
from exeunt.results.grid import density_grid
from exeunt.results.tracks import Tracks
from exeunt.results.venue import RunSurface, RunVenue

HALL = RunVenue("hall", (RunSurface(0, "hall", "storey", box(0, 0, 12, 12), 0.0),))
GRID = density_grid(HALL)
FPS = 4.0


def crowd(spacing: float, velocity, frames: int = 40, low: float = 3.0, high: float = 9.0) -> Tracks:
    """People on a lattice; ``velocity(x0, y0, time) -> (dx, dy)`` is where each is relative to its place."""
    line = np.arange(low + spacing / 2, high, spacing)
    x0, y0 = (plane.ravel() for plane in np.meshgrid(line, line))
    x, y, person, frame = [], [], [], []
    for k in range(frames):
        dx, dy = velocity(x0, y0, k / FPS)
        x.append(x0 + dx)
        y.append(y0 + dy)
        person.append(np.arange(len(x0)))
        frame.append(np.full(len(x0), k))
    columns = (np.concatenate(part) for part in (person, frame, x, y))
    return Tracks.sorted(*columns, FPS, surface=np.zeros(len(x0) * frames, dtype=np.int16))


def rated(tracks: Tracks) -> CrowdDanger:
    return crowd_danger(tracks, GRID, maps.density_maps(tracks, GRID))


def test_a_thin_crowd_is_not_rated():
    found = rated(crowd(1.0, lambda x, y, t: (0.2 * t + 0 * x, 0 * y)))
    assert np.isnan(found.pressure.value)
    assert np.isnan(found.number.value)
    assert found.turbulent_time == 0.0
    assert all(level.longest == 0.0 and level.person_time == 0.0 for level in found.dense)


def test_everybody_in_step_has_neither_pressure_nor_congestion_however_dense():
    found = rated(crowd(0.4, lambda x, y, t: (0.3 * t + 0 * x, 0.2 * t + 0 * y)))
    assert found.pressure.value == pytest.approx(0.0, abs=1e-12)
    assert found.number.value == pytest.approx(0.0, abs=1e-9)
    assert found.turbulent_time == 0.0
    # 6.25 per m2 for ten seconds, nobody of 225 counted twice
    for level in found.dense:
        assert 9.0 <= level.longest <= 10.0
        assert 0 < level.person_time <= 225 * 10.0


def test_a_crowd_that_stands_has_no_congestion_number():
    found = rated(crowd(0.4, lambda x, y, t: (0.5 * STANDING * t + 0 * x, 0 * y)))
    assert np.isnan(found.number.value)
    assert np.isfinite(found.pressure.value)


def test_pressure_is_density_times_the_variance_of_velocities():
    # every other row of people walks the other way at 0.2 m/s: Var(v) = 0.04 m2/s2 where both are seen
    sway = 0.2
    found = rated(
        crowd(0.4, lambda x, y, t: (np.where(np.round(y / 0.4) % 2 == 0, sway, -sway) * t, 0 * y), 8)
    )
    assert found.pressure.value == pytest.approx(6.25 * sway**2, rel=0.2)
    assert found.turbulent_time > 0.0
    assert 3.0 < found.pressure.x < 9.0
    assert 3.0 < found.pressure.y < 9.0


def test_a_shear_has_the_congestion_number_of_its_curls():
    """u grows with |y - 6|: the curl is -g below and +g above, so CN = w 2 g / (6 mean speed)."""
    g, base = 0.2, 0.5

    def shear(x, y, t):
        return (base + g * np.abs(y - 6.0)) * t, 0 * y

    found = rated(crowd(0.25, shear, frames=6))
    # mean speed of a region of 1.5 m around the middle: about base + g 0.6
    expected = 0.5 * 2 * g / (6 * (base + g * 0.6))
    assert found.number.value == pytest.approx(expected, rel=0.15)
    assert abs(found.number.y - 6.0) <= 1.5
    assert 0.0 < found.number_mean <= found.number.value


def test_congestion_does_not_depend_on_how_fast_everything_happens():
    def shear(speed):
        return lambda x, y, t: (speed * (0.5 + 0.2 * np.abs(y - 6.0)) * t, 0 * y)

    slow, fast = rated(crowd(0.25, shear(0.5), frames=6)), rated(crowd(0.25, shear(1.0), frames=6))
    assert slow.number.value == pytest.approx(fast.number.value, rel=0.05)
    assert slow.pressure.value == pytest.approx(fast.pressure.value / 4, rel=0.1)


def test_the_row_names_places_and_carries_no_claim_of_injuries():
    row = rated(crowd(0.4, lambda x, y, t: (0.3 * t + 0 * x, 0 * y))).row(HALL)
    assert row["pressure_proxy_max_surface"] == "hall"
    assert row["person_time_above_2_s"] >= row["person_time_above_4_s"] >= row["person_time_above_5_s"] > 0
    assert not any(word in key for key in row for word in ("injur", "death", "crush", "fatal"))
