"""Queues, areas, level of service, maps, speeds and congestion worked out by hand."""

from __future__ import annotations

import exeunt_made as made
import numpy as np
import pytest
from shapely import box

from exeunt.metrics import areas, congestion, density, flow, maps, queues, service, speed, voronoi
from exeunt.metrics.measures import Measures
from exeunt.results.grid import density_grid
from exeunt.results.run import open_run
from exeunt.results.tracks import Tracks, run_tracks
from exeunt.results.venue import RunSurface, RunVenue

HALL = RunVenue("hall", (RunSurface(0, "hall", "storey", box(0, 0, 20, 20), 0.0),))


def lattice(side: float, spacing: float, low: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    line = np.arange(low + spacing / 2, low + side, spacing)
    x, y = np.meshgrid(line, line)
    return x.ravel(), y.ravel()


def standing(x: np.ndarray, y: np.ndarray, frames: int, fps: float = 2.0) -> Tracks:
    people = len(x)
    person, frame = np.tile(np.arange(people), frames), np.repeat(np.arange(frames), people)
    return Tracks.sorted(person, frame, np.tile(x, frames), np.tile(y, frames), fps)


def test_voronoi_density_of_a_lattice_is_exact_and_ignores_where_the_area_lies():
    x, y = lattice(10, 0.5)
    tracks = standing(x, y, 2)
    for area in (box(3, 3, 6, 6), box(3.1, 3.3, 5.35, 6.2)):
        found = voronoi.voronoi_field(tracks, area, box(0, 0, 10, 10), speed=np.full(len(tracks), 0.7))
        assert found.density == pytest.approx([4.0, 4.0])
        assert found.speed == pytest.approx([0.7, 0.7])
    # heads in the second area jump with its place, Voronoi cells do not
    assert density.classical_density(tracks, box(3.1, 3.3, 5.35, 6.2))[1][0] != pytest.approx(4.0, rel=0.02)


def test_a_voronoi_cell_ends_at_walls_and_at_the_cut_off():
    alone = voronoi.voronoi_cells(np.array([1.0]), np.array([1.0]), box(0, 0, 2, 2), None)
    assert alone[0].area == pytest.approx(4.0)
    cut = voronoi.voronoi_cells(np.array([5.0]), np.array([5.0]), box(0, 0, 10, 10), 0.8)
    assert 0.9 * np.pi * 0.64 < cut[0].area < np.pi * 0.64
    # a wall between two people: each keeps the own side
    walls = box(0, 0, 4, 4).difference(box(1.9, 0, 2.1, 4))
    cells = voronoi.voronoi_cells(np.array([1.5, 1.0]), np.array([1.0, 1.0]), walls, None)
    assert cells[0].bounds[2] <= 1.9


def test_people_on_one_circle_share_the_ground_without_gap_or_overlap():
    """Six people of a queue; the library's cells of the four on one circle have corners 1e-15 m apart and cross."""
    x, y = np.array([(8.15, 5.35), (8.24, 5.88), (7.76, 6.0), (7.59, 5.49), (9.06, 5.76), (8.48, 4.13)]).T
    room = box(0, 0, 10, 8)
    cells = voronoi.voronoi_cells(x, y, room, None)
    sizes = np.array([cell.area for cell in cells])
    assert sizes.sum() == pytest.approx(80.0, rel=1e-9)
    grid = np.stack(np.meshgrid(np.arange(0.025, 10, 0.05), np.arange(0.025, 8, 0.05)), -1).reshape(-1, 2)
    nearest = np.argmin((grid[:, 0, None] - x) ** 2 + (grid[:, 1, None] - y) ** 2, axis=1)
    assert sizes == pytest.approx(np.bincount(nearest, minlength=6) * 0.05**2, abs=0.1)


def test_speed_over_a_step_and_the_points_of_a_fundamental_diagram():
    time = np.arange(21) / 10.0
    tracks = Tracks(np.zeros(21, dtype=np.int64), np.arange(21), 1.3 * time, 0.5 * time**2, 10.0)
    vx, vy = speed.individual_velocity(tracks, 5)
    assert vx == pytest.approx(np.full(21, 1.3))
    assert vy[1:-1] == pytest.approx(time[1:-1])
    assert speed.individual_speed(tracks, 5)[10] == pytest.approx(np.hypot(1.3, 1.0))
    points = speed.fundamental_diagram(
        np.arange(4) * 0.5, np.array([0.0, 2.0, 2.0, 4.0]), np.array([0.0, 0.6, 0.4, 0.1])
    )
    assert points.density.tolist() == [2.0, 4.0]
    assert points.specific_flow == pytest.approx([1.0, 0.4])


def test_flow_in_a_window_counts_headways_and_the_speed_at_the_line():
    times = np.arange(0.0, 60.0, 0.5)
    assert flow.flow_in_window(times, 10.2, 20.3) == pytest.approx(2.0)
    assert np.isnan(flow.flow_in_window(times, 10.1, 10.6))
    series = flow.flow_series(times, 10.0, np.where(times <= 30, 1.0, 0.5))
    assert series.flow == pytest.approx(np.full(6, 2.0))
    assert series.speed == pytest.approx([1, 1, 1, 0.5, 0.5, 0.5])
    assert flow.n_t(times, np.array([-1.0, 0.0, 9.9, 100.0])).tolist() == [0, 1, 20, 120]
    again = flow.first_crossings(np.array([3, 1, 3]), np.array([2.0, 1.0, 5.0]))
    assert (again[0].tolist(), again[1].tolist()) == ([1, 3], [1.0, 2.0])
    back = flow.first_crossings(np.array([3, 1, 3]), np.array([2.0, 1.0, 5.0]), np.array([-1, 1, 1]), 1)
    assert back[1].tolist() == [1.0, 5.0]


def test_maps_in_batches_are_those_of_frame_after_frame():
    data = made.walk_out()
    x, y = data.x.T.ravel(), data.y.T.ravel()
    inside = (np.arange(data.frames)[None, :] * data.interval < data.time_out[:, None]).ravel()
    person = np.repeat(np.arange(data.people), data.frames)[inside]
    frame = np.tile(np.arange(data.frames), data.people)[inside]
    tracks = Tracks(person, frame, x[inside], y[inside], 2.0, surface=np.zeros(len(person), dtype=np.int16))
    grid = density_grid(data.venue)
    one, many = density.density_of_tracks(tracks, grid), maps.density_maps(tracks, grid)
    for name in ("max_smoothed", "max_classical", "time_above", "person_time", "sum_classical"):
        assert getattr(many, name) == pytest.approx(getattr(one, name)), name
    assert maps.row_density(tracks, grid).max() == pytest.approx(many.max_smoothed.max())


def test_level_of_service_areas_count_ground_and_time_by_type():
    grid = density_grid(HALL)
    x, y = lattice(10, 0.5, low=5.0)
    tracks = standing(x, y, 8)
    found = maps.service_areas(tracks, grid, ["storey"])
    walkway = found["walkway"]
    # 4 per m2 on 8 m x 8 m, 3 on the rim and 2.25 at the corners: all of it F (above 2.17) for 4 s
    assert walkway.area_time.tolist() == pytest.approx([0, 0, 0, 0, 0, 400.0])
    assert walkway.person_time.tolist() == pytest.approx([0, 0, 0, 0, 0, 400 * 4.0])
    assert walkway.share[5] == 1.0
    assert np.isnan(found["stairs"].share).all()
    waiting = maps.service_areas(tracks, grid, ["storey"], queueing=tracks.x < 10)
    # as a queue 4 per m2 is E (3.57 to 5.26), 3 and 2.25 are D
    assert waiting["queue"].area_time.tolist() == pytest.approx([0, 0, 0, 18 * 4.0, 32 * 4.0, 0])
    assert waiting["walkway"].area_time.sum() == pytest.approx(200.0)
    flight = maps.service_areas(tracks, grid, ["flight"], counted=tracks.frame < 2)
    # on stairs F begins at 2.69: only the corners (2.25) are E, for one second
    assert flight["stairs"].area_time.tolist() == pytest.approx([0, 0, 0, 0, 4.0, 96.0])
    assert service.SCALES["queue"].limits[3] == 3.57


def test_time_per_area_counts_people_stays_and_the_fullest_moment():
    # person 0 stays 4 s in the west half, person 1 walks from west to east after 2 s, person 2 is east only
    x = np.array([[1, 1, 1, 1], [5, 5, 15, 15], [12, 12, 12, 12]], dtype=float)
    tracks = Tracks(np.repeat([0, 1, 2], 4), np.tile(np.arange(4), 3), x.ravel(), np.full(12, 3.0), 1.0)
    west, east = areas.time_in_areas(
        tracks,
        [areas.Area("west", "room", box(0, 0, 10, 20)), areas.Area("east", "room", box(10, 0, 20, 20))],
    )
    assert (west.people, west.person_seconds, west.mean_stay, west.longest_stay) == (2, 6.0, 3.0, 4.0)
    assert (west.maximum, west.maximum_at, west.cleared) == (2, 0.0, 3.0)
    assert (east.people, east.person_seconds, east.maximum, east.maximum_at) == (2, 6.0, 2, 2.0)


def test_points_inside_agree_with_the_library_also_where_cells_decide():
    import shapely

    rng = np.random.default_rng(4)
    shape = box(0, 0, 6, 4).difference(shapely.Point(3, 2).buffer(1.2)).union(box(5, 3, 8, 4.5))
    x, y = rng.uniform(-1, 9, 40_000), rng.uniform(-1, 6, 40_000)
    assert (areas.points_inside(shape, x, y) == shapely.intersects_xy(shape, x, y)).all()


def test_a_queue_has_a_place_a_time_a_length_and_a_cost():
    """Nine people wait shoulder to shoulder before a door until 20 s, then leave together; one walks freely."""
    x, y = lattice(1.5, 0.5, low=10.0)
    frames = 60
    tracks = standing(np.append(x, 2.0), np.append(y, 2.0), frames)
    gates = [queues.Gate("door", "exit", ((11.5, 10.0), (11.5, 11.5)))]
    people = np.arange(9)
    passages = queues.Passages(people, np.full(9, 20.0), np.zeros(9, dtype=np.int64))
    ahead = queues.next_gate(tracks, passages)
    assert (ahead[tracks.time <= 20.0] >= 0).sum() == 9 * 41
    assert (ahead[tracks.person == 9] == -1).all()
    grid = density_grid(HALL)
    slow, moving = np.full(len(tracks), 0.1), tracks.time >= 5.0
    rule = queues.QueueRule(density=1.0)
    waiting = queues.queueing_rows(slow, maps.row_density(tracks, grid), ahead, moving, rule)
    (queue,) = queues.queues(tracks, gates, ahead, waiting, slow, np.full(len(tracks), 1.0), rule)
    assert (queue.gate.id, queue.people, queue.maximum) == ("door", 9, 9)
    assert (queue.start, queue.end, queue.duration) == (5.0, 20.5, 15.5)
    assert queue.person_seconds == pytest.approx(9 * 15.5)
    assert queue.person_seconds_lost == pytest.approx(0.9 * 9 * 15.5)
    assert queue.mean_wait == pytest.approx(15.5)
    assert queue.number[12] == 9
    # nobody queues who has not started, walks fast, or is alone
    assert not queues.queueing_rows(slow + 1.0, np.full(len(tracks), 4.0), ahead, moving).any()
    assert not queues.queueing_rows(slow, np.full(len(tracks), 0.5), ahead, moving).any()


def test_portals_are_passed_where_the_surface_changes():
    venue = made.two_storeys()
    tracks = Tracks(
        np.zeros(4, dtype=np.int64), np.arange(4), np.array([38.0, 39.5, 40.5, 42.0]), np.full(4, 15.0), 1.0,
        surface=np.array([0, 0, 2, 2], dtype=np.int16),
    )  # fmt: skip
    import pyarrow as pa

    from exeunt.results.schema import EVENTS

    found = queues.venue_passages(tracks, venue, pa.Table.from_pylist([], schema=EVENTS))
    gates = queues.venue_gates(venue)
    assert [gates[g].id for g in found.gate] == ["foot"]
    assert found.time.tolist() == [2.0]


def flow_field(vx, vy, frames: int = 4) -> tuple[Tracks, np.ndarray, np.ndarray]:
    x, y = lattice(8, 0.25)
    tracks = standing(x, y, frames)
    return tracks, vx(tracks.x, tracks.y), vy(tracks.x, tracks.y)


def test_congestion_is_none_in_steady_streams_and_grows_where_streams_cross():
    area = box(0, 0, 8, 8)
    uniform = congestion.congestion(
        *_arranged(flow_field(lambda x, y: 1.0 + 0 * x, lambda x, y: 0 * x), area)
    )
    assert uniform.level == pytest.approx([0.0])
    assert uniform.pressure == pytest.approx([0.0])
    assert uniform.density == pytest.approx([16.0])
    # a rigid turn has the same curl everywhere
    turn = congestion.congestion(*_arranged(flow_field(lambda x, y: 4 - y, lambda x, y: x - 4), area))
    assert turn.level == pytest.approx([0.0], abs=1e-9)
    # vx = sin(k y): curl = -k cos(k y), taken over 2 h from the cells' middles; mean speed 2/pi
    k, h = np.pi / 2, 0.25
    field = _arranged(flow_field(lambda x, y: np.sin(k * y), lambda x, y: 0 * x), area)
    wave = congestion.congestion(*field, cell=h)
    curl = k * np.cos(k * h / 2) * np.sin(k * h) / (k * h)
    assert wave.level[0] == pytest.approx(2 * curl / (2 / np.pi), rel=0.01)
    assert wave.number[0] == pytest.approx(wave.level[0] * h)
    assert wave.danger[0] == pytest.approx(wave.level[0] * 16.0)
    assert wave.pressure[0] == pytest.approx(16.0 * 0.5, rel=0.01)


def _arranged(field, area):
    tracks, vx, vy = field
    return tracks, area, vx, vy


@pytest.fixture(scope="module")
def measures(tmp_path_factory):
    writer = made.write(made.walk_out(), tmp_path_factory.mktemp("measures") / "run")
    return Measures(open_run(writer.folder))


def test_all_measures_of_a_run_folder(measures):
    tracks = run_tracks(measures.run)
    assert len(measures.tracks) == len(tracks)
    assert measures.moving.sum() == (tracks.time >= 10.0).sum()
    by_id = {area.id: area for area in measures.areas if area.kind == "room"}
    assert 0 < by_id["stalls"].people <= 200
    ground = next(area for area in measures.areas if area.id == "ground")
    assert ground.people == 200
    assert ground.person_seconds == pytest.approx(len(tracks) * 0.5)
    assert sum(a.person_time.sum() for a in measures.service.values()) == pytest.approx(
        measures.moving.sum() * 0.5
    )
    assert measures.optimum.people == 200
    assert measures.optimum.last_start == 10.0
    assert sum(part.seconds for part in measures.parts) == pytest.approx(made.walk_out().time_out.max())
    for queue in measures.queues:
        assert queue.person_seconds_lost <= queue.person_seconds
