"""Figures of experiments on made tracks whose flow, speed, density and lanes are known."""

import numpy as np
import pytest
from shapely import box

from exeunt.results.tracks import Tracks
from exeunt.verification.experiment import MeasureDoc
from exeunt.verification.experiment_measures import figures_of, first_crossings, flow_error, streams_of

MEASURE = MeasureDoc(line=((0, 0), (2, 0)), area=[(0, -1), (2, -1), (2, 1), (0, 1)], along=(0, -1))
CORRIDOR = box(0, -10, 2, 10)
FPS = 16.0


def stream(times, x, speed, way=-1, first=0, reach=8.0):
    """People who cross y = 0 at the given times at a steady speed along y."""
    rows = []
    for n, (time, place) in enumerate(zip(times, x, strict=True)):
        frames = np.arange(np.ceil((time - reach / speed) * FPS), np.floor((time + reach / speed) * FPS))
        y = way * speed * (frames / FPS - time)
        rows.append(
            np.column_stack([np.full(len(frames), first + n), frames + 1000, np.full(len(y), place), y])
        )
    return np.vstack(rows)


def tracks(*parts):
    rows = np.vstack(parts)
    return Tracks.sorted(
        rows[:, 0].astype(np.int64), rows[:, 1].astype(np.int64), rows[:, 2], rows[:, 3], FPS
    )


def test_a_steady_stream_has_its_flow_speed_and_density():
    # two files, each with one person every 1.25 s: 1.6 per s, at 1 m/s 1.6 people per m of corridor
    times = np.arange(20, 120, 1.25)
    left, right = stream(times, np.full(80, 0.5), 1.0), stream(times + 0.625, np.full(80, 1.5), 1.0, first=80)
    figures = figures_of(tracks(left, right), MEASURE, 2.0, CORRIDOR, two_way=False)
    assert figures.flow == pytest.approx(1.6, rel=0.01)
    assert figures.specific == pytest.approx(0.8, rel=0.01)
    assert figures.speed == pytest.approx(1.0, rel=0.001)
    assert figures.density == pytest.approx(0.8, rel=0.05)
    assert figures.density * figures.speed == pytest.approx(figures.specific, rel=0.05)
    assert figures.flow_error == pytest.approx(0.0, abs=1e-3)
    assert np.isnan(figures.lanes)
    assert figures.samples[:, 0].mean() == pytest.approx(0.8, rel=0.08)
    np.testing.assert_allclose(figures.samples[:, 1], 1.0, atol=1e-6)


def test_speed_counts_along_each_ones_own_direction():
    times = np.arange(20, 60, 1.0)
    down = stream(times, np.full(40, 0.5), 1.2)
    up = stream(times + 0.3, np.full(40, 1.5), 0.8, way=1, first=40)
    figures = figures_of(tracks(down, up), MEASURE, 2.0, CORRIDOR, two_way=True)
    # people who walk slower are longer in the area
    assert figures.speed == pytest.approx((1.2 / 1.2 + 0.8 / 0.8) / (1 / 1.2 + 1 / 0.8), rel=0.02)
    assert figures.flow == pytest.approx(2.0, rel=0.03)
    assert figures.lanes == pytest.approx(1.0)
    assert figures.nearest == pytest.approx(0.8, abs=0.01)


def test_people_count_once_and_only_in_the_direction_of_their_track():
    times = np.array([10.0, 12.0, 14.0])
    rows = stream(times, [0.5, 1.0, 1.5], 1.0)
    # the second person steps back over the line and crosses again
    second = rows[:, 0] == 1
    back = second & (np.abs(rows[:, 3] + 0.5) < 0.2)
    rows[back, 3] = 0.3
    made = tracks(rows)
    found, of = first_crossings(made, MEASURE, streams_of(made, MEASURE))
    np.testing.assert_allclose(found + 0.0, times + 1000 / FPS, atol=1 / FPS)
    assert of.tolist() == [0, 0, 0]


def test_a_gap_in_a_track_across_the_line_counts_as_a_crossing():
    rows = stream(np.array([10.0, 12.0]), [0.5, 1.5], 1.0)
    rows = rows[~((rows[:, 0] == 1) & (np.abs(rows[:, 3]) < 1.0))]
    made = tracks(rows)
    found, _ = first_crossings(made, MEASURE, streams_of(made, MEASURE))
    np.testing.assert_allclose(found, np.array([10.0, 12.0]) + 1000 / FPS, atol=0.1)


def test_the_error_of_a_flow_is_that_of_independent_arrivals():
    # n headways of a Poisson stream: the relative error of their mean is 1 / sqrt(n)
    random = np.random.default_rng(2)
    errors = [flow_error(np.cumsum(random.exponential(1.0, 334))) for _ in range(200)]
    assert np.mean(errors) == pytest.approx(1 / np.sqrt(200), rel=0.1)
    assert np.isnan(flow_error(np.arange(5.0)))


def test_two_streams_that_cross_have_their_own_lines_and_directions():
    times = np.arange(20, 60, 1.0)
    south = stream(times, np.full(40, 0.5), 1.2)
    east = stream(times + 0.5, np.full(40, 0.0), 0.8, way=1, first=40)
    east[:, [2, 3]] = east[:, [3, 2]]  # along x, through (0, 0)
    measure = MeasureDoc(
        area=[(-1, -1), (1, -1), (1, 1), (-1, 1)],
        streams={
            "south": {"line": ((0, 1), (1, 1)), "along": (0, -1)},
            "east": {"line": ((-1, -1), (-1, 1)), "along": (2, 0)},
        },
    )
    made = tracks(south, east)
    figures = figures_of(made, measure, 3.0, box(-10, -10, 10, 10), two_way=False)
    assert figures.streams == pytest.approx({"south": 1.0, "east": 1.0}, rel=0.03)
    assert figures.flow == pytest.approx(2.0, rel=0.05)
    # each one's speed counts along its own stream; 2 m of way take 1.67 and 2.5 s
    assert figures.speed == pytest.approx((2 + 2) / (2 / 1.2 + 2 / 0.8), rel=0.03)
    found, of = first_crossings(made, measure, streams_of(made, measure))
    assert len(found) == 80
    assert (of == 0).sum() == 40


@pytest.mark.parametrize(
    "measure",
    [
        {},
        {"line": ((0, 0), (1, 0))},
        {"along": (0, 1)},
        {"streams": {"a": {"line": ((0, 0), (1, 0)), "along": (0, 1)}}},
        {
            "line": ((0, 0), (1, 0)),
            "along": (0, 1),
            "streams": {"a": {"line": ((0, 0), (1, 0)), "along": (0, 1)}},
        },
    ],
)
def test_a_measure_has_one_line_with_its_direction_or_several_streams(measure):
    with pytest.raises(ValueError, match=r"either line and along, or streams|streams are two at least"):
        MeasureDoc(area=[(0, 0), (1, 0), (1, 1)], **measure)
