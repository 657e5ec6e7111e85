"""The same numbers as PedPy, the field's reference tool, on an experiment and on a run of our own."""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np
import pytest
import shapely
from scenes import gap, scenario, storey
from shapely import LineString, Polygon, box

from exeunt.metrics import density, flow, speed, voronoi
from exeunt.results.contract import Line
from exeunt.results.exchange import read_tracks
from exeunt.results.tracks import Tracks
from exeunt.simulation import simulate

WITHIN = 0.01


@dataclass(frozen=True, eq=False)
class Case:
    """Tracks with a measuring area and a line, and the window of time to compare in s."""

    tracks: Tracks
    walkable: Polygon
    area: Polygon
    line: Line
    start: float
    end: float
    step: int


def experiment(shared) -> Case:
    """A corridor of 1.8 m, 212 people in one direction (HERMES 2009), in its steady state."""
    about = json.loads((shared / "data" / "geometry.json").read_text())["hermes_uni_open"]
    tracks = read_tracks(shared / "data" / "hermes_uni_open" / "uo-180-180-180.txt.xz")
    walkable = shapely.from_wkt(about["walkable_wkt"]["1.8"])
    return Case(tracks, walkable, box(0, -2, 1.8, 0), ((0.0, 0.0), (1.8, 0.0)), 25.0, 80.0, 5)


def own_run(folder) -> Case:
    """240 people leave a room of 10 m x 8 m through 1.2 m; recorded ten times a second."""
    venue = {"storeys": [storey("hall", 0, 0, 10, 8)], "exits": [gap("e", "hall", 10, 3.4, 10, 4.6)]}
    crowd = {"number": 240, "time_gap": 1}
    document = scenario(venue, [crowd], movement="collision_free_speed", record={"every": 0.1})
    simulate(document, out=folder / "run")
    tracks = read_tracks(folder / "run")
    return Case(tracks, box(0, 0, 10, 8), box(6, 3, 9, 5), ((9.0, 3.0), (9.0, 5.0)), 2.0, 50.0, 5)


@pytest.fixture(scope="module", params=["experiment", "own run"])
def case(request, tmp_path_factory) -> Case:
    pytest.importorskip("pedpy")
    if request.param == "experiment":
        return experiment(request.getfixturevalue("shared"))
    return own_run(tmp_path_factory.mktemp("pedpy"))


@pytest.fixture(scope="module")
def theirs(case):
    import pandas as pd
    import pedpy

    table = pd.DataFrame(
        {"id": case.tracks.person, "frame": case.tracks.frame, "x": case.tracks.x, "y": case.tracks.y}
    )
    return pedpy.TrajectoryData(data=table, frame_rate=case.tracks.fps)


@pytest.fixture(scope="module")
def their_speed(theirs, case):
    import pedpy

    return pedpy.compute_individual_speed(
        traj_data=theirs, frame_step=case.step, speed_calculation=pedpy.SpeedCalculation.BORDER_ADAPTIVE
    )


def report(name: str, ours, theirs) -> float:
    """Print and return the largest difference of two series as a share of their mean."""
    ours, theirs = np.asarray(ours, dtype=float), np.asarray(theirs, dtype=float)
    worst = float(np.abs(ours - theirs).max() / np.abs(theirs).mean())
    print(f"{name}: mean {ours.mean():.4f} against {theirs.mean():.4f}, largest difference {worst:.2%}")
    return worst


def test_classical_density_is_that_of_pedpy(case, theirs):
    import pedpy

    heads = pedpy.compute_classic_density(traj_data=theirs, measurement_area=pedpy.MeasurementArea(case.area))
    frame, ours = density.classical_density(case.tracks, case.area)
    assert frame.tolist() == heads.frame.tolist()
    assert report("classical density", ours, heads.density) <= 1e-9


def test_individual_speeds_are_those_of_pedpy(case, their_speed):
    ours = speed.individual_speed(case.tracks, case.step)
    span = int(case.tracks.frame.max()) + 1
    row = np.searchsorted(
        case.tracks.person * span + case.tracks.frame, their_speed.id * span + their_speed.frame
    )
    assert len(row) > 0.9 * len(ours)
    assert report("individual speed", ours[row], their_speed.speed) <= 1e-9


def test_voronoi_density_and_speed_are_those_of_pedpy(case, theirs, their_speed):
    import pandas as pd
    import pedpy

    first, last = int(case.start * case.tracks.fps), int(case.end * case.tracks.fps)
    every = 8
    kept = theirs.data[theirs.data.frame.between(first, last) & (theirs.data.frame % every == first % every)]
    thinned = pedpy.TrajectoryData(
        data=pd.DataFrame(kept[["id", "frame", "x", "y"]]), frame_rate=theirs.frame_rate
    )
    area = pedpy.MeasurementArea(case.area)
    cells = pedpy.compute_individual_voronoi_polygons(
        traj_data=thinned, walkable_area=pedpy.WalkableArea(case.walkable), cut_off=pedpy.Cutoff(radius=0.8)
    )
    table, intersections = pedpy.compute_voronoi_density(individual_voronoi_data=cells, measurement_area=area)
    speeds = pedpy.compute_voronoi_speed(
        traj_data=thinned, individual_speed=their_speed, individual_voronoi_intersection=intersections,
        measurement_area=area,
    )  # fmt: skip
    recorded = (table.frame - first) % every == 0
    ours = voronoi.voronoi_field(
        case.tracks, case.area, case.walkable, speed=speed.individual_speed(case.tracks, case.step),
        start=first / case.tracks.fps, end=last / case.tracks.fps,
    )  # fmt: skip
    at = np.searchsorted(ours.frame, table.frame[recorded])
    assert ours.density.max() > 0.5
    assert report("Voronoi density", ours.density[at], table.density[recorded]) <= WITHIN
    assert report("Voronoi speed", ours.speed[at], speeds.speed[recorded]) <= WITHIN


def test_n_t_and_flow_are_those_of_pedpy(case, theirs, their_speed):
    import pedpy

    curve, crossing = pedpy.compute_n_t(
        traj_data=theirs, measurement_line=pedpy.MeasurementLine(LineString(case.line))
    )
    person, times, _ = flow.crossings(case.tracks, case.line)
    people, first = flow.first_crossings(person, times)
    assert sorted(people.tolist()) == sorted(crossing.id.tolist())
    # PedPy's crossing is the frame that ends the step over the line
    late = crossing.set_index("id").frame[people].to_numpy() - first * case.tracks.fps
    assert late.min() >= -1e-6
    assert late.max() <= 1 + 1e-6
    ours = flow.n_t(first, curve.time.to_numpy())
    last = int(np.searchsorted(ours, ours.max()))
    assert abs(ours[: last + 1] - curve.cumulative_pedestrians[: last + 1]).max() <= 2
    assert ours.sum() == pytest.approx(curve.cumulative_pedestrians.sum(), rel=WITHIN)
    window = round(15.0 * case.tracks.fps)
    their_flow = pedpy.compute_flow(
        nt=curve, crossing_frames=crossing, individual_speed=their_speed, delta_frame=window,
        frame_rate=case.tracks.fps,
    )  # fmt: skip
    series = flow.flow_series(
        np.ceil(first * case.tracks.fps - 1e-6) / case.tracks.fps, window / case.tracks.fps
    )
    # the first window of PedPy counts the first person as a headway, and its last one is left out
    number = min(len(their_flow), len(series.flow)) - 1
    assert number >= 3
    assert report("flow in windows", series.flow[1:number], their_flow.flow[1:number]) <= WITHIN
