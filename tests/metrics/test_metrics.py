"""Figures worked out by hand, and against PedPy and the experiments' published numbers."""

from __future__ import annotations

import csv
from pathlib import Path

import exeunt_made as made
import numpy as np
import pytest
from shapely import Polygon, box

from exeunt.metrics import density, exits, flow, service
from exeunt.metrics.summary import summarise
from exeunt.results.exchange import read_tracks
from exeunt.results.fields import BIN, BINS
from exeunt.results.grid import density_grid
from exeunt.results.run import open_run
from exeunt.results.tracks import Tracks, run_tracks
from exeunt.results.venue import RunSurface, RunVenue

NAN = float("nan")
DATA = Path(__file__).parents[3] / "shared" / "data"

needs_data = pytest.mark.skipif(not DATA.exists(), reason="the experiments' data (shared/data) are not here")


def test_times_of_shares_are_those_of_real_people_and_count_who_stayed():
    times = np.array([10.0, 40.0, 20.0, 30.0, NAN, 50.0, 60.0, 70.0, 80.0, 90.0])
    assert exits.share_out(times, 0.5) == 50.0
    assert exits.share_out(times, 0.51) == 60.0
    assert exits.share_out(times, 0.9) == 90.0
    assert np.isnan(exits.share_out(times, 0.95))
    assert exits.share_out(times, 0.5, people=20) != exits.share_out(times, 0.5)
    assert exits.last_out(times) == 90.0
    assert exits.share_out(np.arange(1.0, 6001.0), 0.98) == 5880.0
    assert np.isnan(exits.share_out(np.zeros(0), 0.5))
    with pytest.raises(ValueError, match="share"):
        exits.share_out(times, 1.2)


def test_n_t_counts_arrivals_and_departures():
    times, inside = exits.inside_curve(np.array([0.0, 0.0, 5.0, NAN]), np.array([3.0, NAN, 7.0, NAN]))
    assert times.tolist() == [0.0, 3.0, 5.0, 7.0]
    assert inside.tolist() == [2, 1, 2, 1]
    curves = exits.out_curves(np.array([4.0, 2.0, NAN]), ["a", "a", None], ["a", "b"])
    assert curves["a"][0].tolist() == [2.0, 4.0]
    assert curves["a"][1].tolist() == [1, 2]
    assert len(curves["b"][0]) == 0


def test_mean_flow_of_steady_headways_ignores_the_tails():
    steady = np.arange(100) * 0.5
    assert flow.mean_flow(steady) == pytest.approx(2.0)
    tails = np.concatenate([[-100.0, -50.0], steady, [300.0, 500.0]])
    assert flow.mean_flow(tails) == pytest.approx(2.0)
    assert np.isnan(flow.mean_flow(steady[:9]))
    through = flow.flow(steady, width=0.8)
    assert through.specific == pytest.approx(2.5)
    assert (through.first, through.last, through.crossings) == (0.0, 49.5, 100)


def test_peak_flow_is_the_fullest_ten_seconds():
    times = np.concatenate([np.arange(0, 100, 2.0), np.linspace(40.1, 44.9, 25)])
    assert flow.peak_flow(times) == pytest.approx((25 + 5) / 10)
    assert flow.peak_flow(np.zeros(0)) == 0.0
    assert flow.peak_flow(np.array([3.0])) == 0.1


def walk(points: list[tuple[float, float]], fps: float = 1.0) -> Tracks:
    x, y = np.array(points).T
    return Tracks(np.zeros(len(x), dtype=np.int64), np.arange(len(x)), x, y, fps)


def test_crossings_have_time_and_direction():
    line = ((0.0, -1.0), (0.0, 1.0))
    person, time, direction = flow.crossings(
        walk([(-1, 0), (3, 0), (3, 5), (-3, 5), (-1, 0.5), (1, 0.5)]), line
    )
    assert time.tolist() == [0.25, 4.5]
    assert direction.tolist() == [1, 1]  # right of a line that points up is +x
    assert person.tolist() == [0, 0]
    _, _, back = flow.crossings(walk([(1, 0), (-1, 0)]), line)
    assert back.tolist() == [-1]


def test_a_crossing_that_rests_on_the_line_counts_once_when_it_leaves():
    line = ((0.0, -1.0), (0.0, 1.0))
    _, time, _ = flow.crossings(walk([(-1, 0), (0, 0), (0, 0), (1, 0)]), line)
    assert time.tolist() == [2.0]


def test_two_people_do_not_cross_between_their_tracks():
    tracks = Tracks(np.array([0, 1]), np.array([0, 1]), np.array([-1.0, 1.0]), np.zeros(2), 1.0)
    assert len(flow.crossings(tracks, ((0.0, -1.0), (0.0, 1.0)))[0]) == 0


def test_level_of_service_at_its_limits():
    names = [
        service.LEVELS[i] for i in service.level_of_service(np.array([0.0, 0.309, 0.31, 0.5, 1.0, 2.0, 2.17]))
    ]
    assert names == ["A", "A", "B", "C", "D", "E", "F"]
    time = np.zeros((2, BINS))
    time[0, round(0.43 / BIN)] = 5.0
    time[1, round(0.43 / BIN)] = 7.0
    time[1, BINS - 1] = 1.0
    shares = service.service_time(time, ["storey", "flight"])
    assert shares["walkway"].tolist() == [0, 0, 5, 0, 0, 0]
    assert shares["stairs"].tolist() == [7, 0, 0, 0, 0, 1]


def test_density_figures_of_a_standing_crowd():
    venue = RunVenue("room", (RunSurface(0, "room", "storey", box(0, 0, 20, 20), 0.0),))
    grid = density_grid(venue)
    side = np.arange(5.125, 10, 0.5)
    x, y = (v.ravel() for v in np.meshgrid(side, side))
    frames = 8
    person, frame = np.tile(np.arange(len(x)), frames), np.repeat(np.arange(frames), len(x))
    tracks = Tracks.sorted(person, frame, np.tile(x, frames), np.tile(y, frames), 2.0)
    fields = density.density_of_tracks(tracks, grid)
    figures = density.density_figures(grid, fields)
    assert figures.maximum == pytest.approx(4.0)
    assert figures.maximum_classical == 4.0
    assert figures.longest == {2.0: 4.0, 4.0: 4.0, 5.0: 0.0}
    assert figures.area[4.0] == pytest.approx(9.0)
    assert figures.place[0] == 0
    assert 6 <= figures.place[1] <= 9
    # 9 inner cells read 4, 12 edge cells 3, 4 corner cells 2.25
    assert figures.mean == pytest.approx((9 * 4 + 12 * 3 + 4 * 2.25) / 25, abs=BIN)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    data = made.walk_out()
    writer = made.write(data, tmp_path_factory.mktemp("runs") / "run")
    return data, open_run(writer.folder)


def test_summary_of_a_run_agrees_with_its_people(run):
    data, opened = run
    row = summarise(opened)
    assert (row["people"], row["people_out"], row["people_inside"]) == (200, 200, 0)
    assert row["clearance_s"] == data.time_out.max()
    assert row["t90_s"] == np.sort(data.time_out)[179]
    assert row["distance_mean_m"] == pytest.approx(data.distance.mean())
    assert [e["people"] for e in row["exits"]] == [int((data.exit_used == i).sum()) for i in (0, 1)]
    doors = {o["opening"]: o for o in row["openings"]}
    assert doors["exit west"]["forward"] == row["exits"][0]["people"]
    assert doors["exit west"]["flow_mean_per_s"] == pytest.approx(row["exits"][0]["flow_mean_per_s"])
    assert doors["door hall"]["forward"] == 0
    assert sum(row[f"los_walkway_{level}"] for level in "abcdef") == pytest.approx(1.0)
    assert row["density_max_surface"] == "ground"


def test_summary_says_who_is_inside_and_why(tmp_path):
    data = made.walk_out()
    people = data.people_table(until=25.0).to_pydict()
    reasons = people["stuck_reason"]
    inside = [i for i, status in enumerate(people["status"]) if status == "inside"]
    for i in inside[:3]:
        reasons[i] = "no open exit can be reached"
    import pyarrow as pa

    from exeunt.metrics.summary import summary

    row = summary(pa.table(people), data.venue)
    assert row["people_inside"] == len(inside)
    assert np.isnan(row["clearance_s"])
    assert {r["reason"]: r["people"] for r in row["inside_reasons"]} == {
        "no open exit can be reached": 3, "still on the way": len(inside) - 3
    }  # fmt: skip


def test_fields_written_in_parts_are_those_of_the_whole_trajectory(run):
    """Positions are recorded in centimetres, so a few people may sit in the next cell."""
    _data, opened = run
    from_parts = opened.fields()
    tracks = run_tracks(opened)
    whole = density.density_of_tracks(tracks, opened.grid)
    assert from_parts.sum_classical.sum() == pytest.approx(whole.sum_classical.sum(), rel=0.01)
    agree = np.isclose(from_parts.max_classical, whole.max_classical, rtol=1e-5)
    assert agree.mean() > 0.97
    assert density.density_figures(opened.grid, from_parts).maximum == pytest.approx(
        density.density_figures(opened.grid, whole).maximum, rel=0.2
    )


def as_pedpy(tracks: Tracks):
    pedpy = pytest.importorskip("pedpy")
    import pandas as pd

    table = pd.DataFrame({"id": tracks.person, "frame": tracks.frame, "x": tracks.x, "y": tracks.y})
    return pedpy, pedpy.TrajectoryData(data=table, frame_rate=tracks.fps)


@needs_data
def test_pedpy_finds_the_same_crossings_flow_and_density_in_an_experiment():
    tracks = read_tracks(DATA / "bottlenecks" / "040_c_56_h-.txt.xz")
    pedpy, theirs = as_pedpy(tracks)
    line, area = ((0.4, 0.0), (-0.4, 0.0)), box(-0.4, 0.5, 0.4, 1.3)
    n_t, crossing = pedpy.compute_n_t(traj_data=theirs, measurement_line=pedpy.MeasurementLine(line))
    person, time, _ = flow.crossings(tracks, line)
    first = {int(p): t for p, t in zip(person[::-1], time[::-1], strict=True)}
    assert set(first) == set(crossing.id)
    frames = crossing.set_index("id").frame
    assert all(abs(first[p] * tracks.fps - frames[p]) <= 1.0 + 1e-6 for p in first)
    cumulative = np.searchsorted(np.sort(list(first.values())), n_t.time.to_numpy(), side="right")
    assert np.abs(cumulative - n_t.cumulative_pedestrians.to_numpy()).max() <= 2
    heads = pedpy.compute_classic_density(traj_data=theirs, measurement_area=pedpy.MeasurementArea(area))
    frame, ours = density.classical_density(tracks, area)
    assert frame.tolist() == heads.frame.tolist()
    assert ours == pytest.approx(heads.density.to_numpy())


@needs_data
@pytest.mark.parametrize(
    "name", ["bottlenecks/040_c_56_h-", "bottlenecks/030_c_56_h0", "bottlenecks/school_00_01a"]
)
def test_flow_of_experiments_is_the_published_one(name):
    with open(DATA / "reference_metrics_other.csv") as file:
        published = next(row for row in csv.DictReader(file) if row["set"] == name)
    tracks = read_tracks(DATA / f"{name}.txt.xz")
    person, time, _ = flow.crossings(tracks, ((-0.4, 0.0), (0.4, 0.0)))
    first = np.array([time[person == p].min() for p in np.unique(person)])
    # the published count leaves out up to three tracks; the flow agrees within its own standard error
    assert abs(len(first) - int(published["N_cross"])) <= 3
    through = flow.flow(first, float(published["width_m"]))
    error = float(published["J_rel_se"])
    assert through.mean == pytest.approx(float(published["J_p20_80"]), rel=error)
    assert through.specific == pytest.approx(float(published["Js"]), rel=error)


def test_tracks_know_velocity():
    tracks = Tracks.sorted(
        np.array([1, 0, 0, 0]), np.array([4, 2, 0, 1]), np.array([9.0, 3.0, 0.0, 1.0]), np.zeros(4), 2.0
    )
    vx, vy = tracks.velocity()
    assert vx.tolist() == [2.0, 4.0, 4.0, 0.0]
    assert vy.tolist() == [0.0] * 4


def test_classical_density_of_an_area():
    tracks = Tracks.sorted(
        np.array([0, 1, 0, 1]), np.array([0, 0, 2, 2]), np.array([0.5, 0.6, 0.5, 5]), np.full(4, 0.5), 1.0
    )
    frames, values = density.classical_density(tracks, Polygon([(0, 0), (2, 0), (2, 1), (0, 1)]))
    assert frames.tolist() == [0, 2]
    assert values.tolist() == [1.0, 0.5]
