"""What we write is read by PedPy as it is; what others wrote is read by us."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import exeunt_made as made
import h5py
import numpy as np
import pytest

from exeunt.base.errors import RunFolderError
from exeunt.results.exchange import read_tracks
from exeunt.results.export import export_archive, export_jupedsim, orientations, storey_of_surfaces
from exeunt.results.run import open_run
from exeunt.results.tracks import Tracks, run_tracks

DATA = Path(__file__).parents[3] / "shared" / "data"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The made run, with every third person sent from the gallery over the stair to its foot."""
    data = made.walk_out(people=60, frames=120)
    way = np.clip((np.arange(120)[:, None] * 0.5 - 10) / 30, 0, 1) + np.zeros(60)
    stairs = np.arange(60) % 3 == 0
    surface = np.select([way < 0.4, way < 0.6, way < 0.8], [1, 4, 3], 2).astype(np.int16)
    data.status[:, stairs] = 2
    data.surface[:, stairs] = surface[:, stairs]
    x = np.select(
        [way < 0.4, way < 0.6, way < 0.8], [30 + 25 * way, 40 + 15 * (way - 0.4), 43.5], 43 - 15 * (way - 0.8)
    )
    y = np.select([way < 0.4, way < 0.6, way < 0.8], [17.0, 17.0, 17.0 - 10 * (way - 0.6)], 15.0)
    data.x[:, stairs], data.y[:, stairs] = x[:, stairs], y[:, stairs]
    writer = made.write(data, tmp_path_factory.mktemp("runs") / "run")
    return open_run(writer.folder)


def test_heights_follow_storeys_and_stairs(run):
    tracks = run_tracks(run)
    for surface, low, high in ((0, 0, 0), (1, 4, 4), (2, 0, 2.0001), (3, 2, 2), (4, 2, 4)):
        z = tracks.z[tracks.surface == surface]
        assert len(z)
        assert z.min() >= low - 1e-9
        assert z.max() <= high + 1e-9


def test_stairs_belong_to_the_storey_at_their_foot(run):
    assert storey_of_surfaces(run.venue).tolist() == [0, 1, 0, 0, 0]


def same_places(theirs, ours, here=slice(None)):
    """Whether places are the same but for people on the very edge of the area, who are moved inside."""
    off = np.hypot(np.asarray(theirs.x) - ours.x[here], np.asarray(theirs.y) - ours.y[here])
    return off.max() <= 0.0121 and (off > 0).mean() < 0.02


def test_pedpy_reads_the_jupedsim_files_as_the_run_has_them(run, tmp_path):
    pedpy = pytest.importorskip("pedpy")
    files = export_jupedsim(run, tmp_path / "out.sqlite")
    assert [file.name for file in files] == ["out-ground.sqlite", "out-gallery.sqlite"]
    tracks = run_tracks(run)
    rows = 0
    for file, surfaces in zip(files, ((0, 2, 3, 4), (1,)), strict=True):
        theirs = pedpy.load_trajectory_from_jupedsim_sqlite(trajectory_file=file)
        assert theirs.frame_rate == 2.0
        table = theirs.data.sort_values(["id", "frame"])
        here = np.isin(tracks.surface, surfaces)
        assert (table.id.to_numpy() == tracks.person[here]).all()
        assert (table.frame.to_numpy() == tracks.frame[here]).all()
        assert same_places(table, tracks, here)
        area = pedpy.load_walkable_area_from_jupedsim_sqlite(trajectory_file=file)
        assert pedpy.is_trajectory_valid(traj_data=theirs, walkable_area=area)
        expected = sum(run.venue.surfaces[s].area.area for s in surfaces)
        expected += sum(
            row.area for block in run.venue.blocks if block.surface in surfaces for row in block.footprints
        )
        assert area.area == pytest.approx(expected, rel=1e-3)
        rows += len(table)
    assert rows == len(tracks)


def test_jupedsim_files_have_the_tables_of_version_2(run, tmp_path):
    file = export_jupedsim(run, tmp_path / "ground.sqlite", storey="ground")[0]
    assert file.name == "ground.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(trajectory_data)")]
        about = dict(connection.execute("SELECT key, value FROM metadata"))
        hashes = connection.execute("SELECT hash FROM geometry").fetchall()
        frames = connection.execute("SELECT frame, geometry_hash FROM frame_data ORDER BY frame").fetchall()
        indices = {
            row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")
        }
        length = connection.execute("SELECT min(ori_x*ori_x + ori_y*ori_y), max(ori_x*ori_x + ori_y*ori_y) "
                                    "FROM trajectory_data").fetchone()  # fmt: skip
        lost = connection.execute(
            "SELECT count(*) FROM trajectory_data LEFT JOIN exeunt_people USING (frame, id) WHERE z IS NULL"
        ).fetchone()
    assert columns == ["frame", "id", "pos_x", "pos_y", "ori_x", "ori_y"]
    assert (about["version"], about["fps"]) == ("2", "2.0")
    assert {"xmin", "xmax", "ymin", "ymax"} <= set(about)
    assert {"geometry_hash", "frame_id_idx"} <= indices
    assert [frame for frame, _ in frames] == list(range(len(frames)))
    assert {number for _, number in frames} == {hashes[0][0]}
    assert length == pytest.approx((1.0, 1.0))
    assert lost == (0,)


def test_pedpy_reads_the_archive_file_with_height(run, tmp_path):
    pedpy = pytest.importorskip("pedpy")
    file = export_archive(run, tmp_path / "run.h5")
    theirs = pedpy.load_trajectory_from_ped_data_archive_hdf5(trajectory_file=file)
    tracks = run_tracks(run)
    table = theirs.data.sort_values(["id", "frame"])
    assert theirs.frame_rate == 2.0
    assert (table.id.to_numpy() == tracks.person).all()
    assert same_places(table, tracks)
    assert (table.z.to_numpy() == tracks.z).all()
    area = pedpy.load_walkable_area_from_ped_data_archive_hdf5(trajectory_file=file)
    assert area.polygon.covers(run.venue.surfaces[1].area)
    with h5py.File(file) as hdf:
        assert hdf["surfaces/001"].attrs["id"] == "gallery"


def test_our_own_exports_come_back(run, tmp_path):
    tracks = run_tracks(run)
    archive = read_tracks(export_archive(run, tmp_path / "run.h5"))
    assert same_places(archive, tracks)
    assert (archive.z == tracks.z).all()
    assert archive.area is not None
    gallery = read_tracks(export_jupedsim(run, tmp_path / "g.sqlite", storey="gallery")[0])
    assert len(gallery) == (tracks.surface == 1).sum()
    assert gallery.fps == 2.0
    assert gallery.area.area == pytest.approx(320)
    folder = read_tracks(run.folder)
    assert (folder.x == tracks.x).all()


@pytest.mark.parametrize("version", [1, 3])
def test_older_and_newer_jupedsim_versions_are_read(tmp_path, version):
    path = tmp_path / "jps.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        orientation = ", ori_x REAL, ori_y REAL" if version == 1 else ""
        connection.execute(
            f"CREATE TABLE trajectory_data (frame INTEGER, id INTEGER, pos_x REAL, pos_y REAL{orientation})"
        )
        connection.execute("CREATE TABLE metadata (key TEXT, value TEXT)")
        connection.execute(
            "CREATE TABLE geometry (wkt TEXT)"
            if version == 1
            else "CREATE TABLE geometry (hash INTEGER, wkt TEXT)"
        )
        more = ", 1.0, 0.0" if version == 1 else ""
        connection.execute(
            f"INSERT INTO trajectory_data VALUES (1, 7, 2.5, 3.5{more}), (0, 7, 2.0, 3.5{more})"
        )
        connection.executemany(
            "INSERT INTO metadata VALUES (?, ?)", [("version", str(version)), ("fps", "10.0")]
        )
        wkt = "POLYGON ((0 0, 5 0, 5 5, 0 5, 0 0))"
        connection.execute(f"INSERT INTO geometry VALUES ({'' if version == 1 else '1, '}'{wkt}')")
    tracks = read_tracks(path)
    assert tracks.frame.tolist() == [0, 1]
    assert tracks.x.tolist() == [2.0, 2.5]
    assert tracks.fps == 10.0
    assert tracks.area.area == 25.0
    assert tracks.velocity()[0].tolist() == [5.0, 5.0]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE metadata SET value = '9' WHERE key = 'version'")
    with pytest.raises(RunFolderError, match="version 9; versions 1, 2 and 3 are read"):
        read_tracks(path)


def test_orientation_is_kept_while_standing():
    x = np.array([0.0, 1.0, 1.0, 1.0, 1.0])
    y = np.array([0.0, 0.0, 0.0, 0.0, 2.0])
    tracks = Tracks(np.zeros(5, dtype=np.int64), np.arange(5), x, y, 1.0)
    ox, oy = orientations(tracks)
    assert ox.tolist() == [1, 1, 1, 0, 0]
    assert oy.tolist() == [0, 0, 0, 1, 1]


@pytest.mark.parametrize("unit", ["cm", "m"])
def test_text_in_metres_or_centimetres(tmp_path, unit):
    path = tmp_path / "t.txt"
    path.write_text(
        f"# framerate: 16 fps\n# id frame x/{unit} y/{unit} z/{unit}\n2 1 100 50 176\n2 0 90 50 176\n"
    )
    tracks = read_tracks(path)
    assert tracks.fps == 16.0
    assert tracks.x.tolist() == ([0.9, 1.0] if unit == "cm" else [90.0, 100.0])


def test_text_without_frame_rate_or_unit_says_what_is_missing(tmp_path):
    path = tmp_path / "t.txt"
    path.write_text("1 0 2 3\n1 1 2 4\n")
    with pytest.raises(RunFolderError, match="no frame rate"):
        read_tracks(path)
    with pytest.raises(RunFolderError, match="no unit"):
        read_tracks(path, fps=25)
    assert len(read_tracks(path, fps=25, unit="m")) == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"# framerate: 1\n# x/m\nhello world\n", "no table of id, frame, x and y"),
        (b"\xfd7zXZ garbage", "is damaged"),
        (b"\x89HDF\r\n\x1a\n garbage", "no trajectory file"),
        (b"SQLite format 3\0 garbage", "not a JuPedSim trajectory"),
    ],
)
def test_what_cannot_be_read_is_an_error_in_words(tmp_path, content, message):
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(RunFolderError, match=message):
        read_tracks(path)


def test_a_missing_file_and_an_existing_target_are_errors_in_words(run, tmp_path):
    with pytest.raises(RunFolderError, match="Cannot read"):
        read_tracks(tmp_path / "nothing.txt")
    export_archive(run, tmp_path / "a.h5")
    with pytest.raises(RunFolderError, match="not overwritten"):
        export_archive(run, tmp_path / "a.h5")
    with pytest.raises(RunFolderError, match="no storey 'roof'; it has ground, gallery"):
        export_jupedsim(run, tmp_path / "b.sqlite", storey="roof")


@pytest.mark.skipif(not DATA.exists(), reason="the experiments' data (shared/data) are not here")
@pytest.mark.parametrize(
    ("name", "people", "rows", "fps"),
    [
        ("bottlenecks/040_c_56_h-", 75, 63110, 25),
        ("hermes_bidirectional/bo-360-050-050", 118, 18261, 16),
        ("corner/hermes_corner_300", 137, 18704, 16),
    ],
)
def test_experiments_are_read_whole(name, people, rows, fps):
    tracks = read_tracks(DATA / f"{name}.txt.xz")
    assert (len(np.unique(tracks.person)), len(tracks), tracks.fps) == (people, rows, fps)
    vx, vy = tracks.velocity()
    assert 0.2 < np.median(np.hypot(vx, vy)) < 2.0 or "040" in name
