"""Writes runs in the formats of JuPedSim and of the Jülich archive, so that their tools can read them."""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from exeunt.base.errors import RunFolderError
from exeunt.base.names import file_name
from exeunt.results.contract import VenueLike
from exeunt.results.files import explain, temporary_name, write_bytes
from exeunt.results.run import Run
from exeunt.results.tracks import Tracks, run_tracks

_SQLITE = """
CREATE TABLE trajectory_data (frame INTEGER NOT NULL, id INTEGER NOT NULL,
    pos_x REAL NOT NULL, pos_y REAL NOT NULL, ori_x REAL NOT NULL, ori_y REAL NOT NULL);
CREATE TABLE metadata (key TEXT NOT NULL UNIQUE PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE geometry (hash INTEGER NOT NULL, wkt TEXT NOT NULL);
CREATE TABLE frame_data (frame INTEGER NOT NULL, geometry_hash INTEGER NOT NULL);
CREATE TABLE exeunt_surfaces (surface INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL,
    elevation REAL NOT NULL, wkt TEXT NOT NULL);
CREATE TABLE exeunt_people (frame INTEGER NOT NULL, id INTEGER NOT NULL, surface INTEGER NOT NULL,
    z REAL NOT NULL);
"""
# made after the rows, which is several times faster than keeping them up to date
_INDICES = """
CREATE UNIQUE INDEX geometry_hash ON geometry(hash);
CREATE INDEX frame_id_idx ON trajectory_data(frame, id);
CREATE UNIQUE INDEX exeunt_people_idx ON exeunt_people(frame, id);
"""


ROUNDED = 0.011
"""Metres by which a position, recorded in whole centimetres, may lie outside of the area that the person stood in."""


def storey_of_surfaces(venue: VenueLike) -> NDArray[np.int64]:
    """Return for each surface the storey (surface index) whose file it belongs to.

    Stairs, ramps and landings go with the lowest storey that is reached from them without passing another
    one, so a person on a stair belongs to the storey at its foot.
    """
    joined: dict[int, set[int]] = {}
    for portal in venue.portals:
        a, b = portal.surfaces
        joined.setdefault(a, set()).add(b)
        joined.setdefault(b, set()).add(a)
    owner = np.arange(len(venue.surfaces))
    for surface in venue.surfaces:
        if surface.kind == "storey":
            continue
        seen, queue, reached = {surface.index}, [surface.index], []
        while queue:
            for neighbour in joined.get(queue.pop(), ()):
                if neighbour in seen:
                    continue
                seen.add(neighbour)
                if venue.surfaces[neighbour].kind == "storey":
                    reached.append(neighbour)
                else:
                    queue.append(neighbour)
        if reached:
            owner[surface.index] = min(reached, key=lambda s: (venue.surfaces[s].elevation, s))
    return owner


def export_jupedsim(run: Run, out: Path | str, storey: str | None = None) -> list[Path]:
    """Write JuPedSim SQLite files of version 2, one for each storey.

    The format knows no storeys. With one storey, or if ``storey`` names one, ``out`` is the file; with
    several, ``out`` without its ending names them: ``out-<storey>.sqlite``. Each holds the people on the
    storey and on the stairs and ramps that start there (``storey_of_surfaces``); frames and ids are those of
    the run in all files. A person who goes on to another storey disappears from one file and appears in the
    other. Our own tables ``exeunt_surfaces`` and ``exeunt_people`` (surface and height of each row) are
    ignored by others.

    Orientation is the direction of the velocity to the next frame; someone who stands keeps the last one. Positions
    lie within the area of the file, as PedPy asks for (``within``). Where nobody was inside, the files hold the floor
    and no people.

    Raises
    ------
    RunFolderError
        If the run has no such storey, or a file exists or cannot be written.
    """
    out, venue = Path(out), run.venue
    tracks = run_tracks(run)
    owner = storey_of_surfaces(venue)
    storeys = [surface for surface in venue.surfaces if owner[surface.index] == surface.index]
    if storey is not None:
        storeys = [surface for surface in storeys if surface.id == storey]
        if not storeys:
            names = ", ".join(surface.id for surface in venue.surfaces if surface.kind == "storey")
            raise RunFolderError(f"{run.folder} has no storey '{storey}'; it has {names}.")
    assert tracks.surface is not None
    on = owner[tracks.surface]
    orientation = orientations(tracks)
    files = []
    parts: dict[int, str] = {}
    for surface in storeys:
        parts[surface.index] = file_name(surface.id, "storey", parts.values())
        path = (
            out
            if len(storeys) == 1
            else out.with_name(f"{out.stem}-{parts[surface.index]}{out.suffix or '.sqlite'}")
        )
        members = np.flatnonzero(owner == surface.index)
        rows = np.flatnonzero(on == surface.index)
        _write_sqlite(path, run, tracks, orientation, rows, members)
        files.append(path)
    return files


def export_archive(run: Run, out: Path | str) -> Path:
    """Write one HDF5 file as in the Jülich archive, all storeys, with z.

    Data set ``trajectory`` with id, frame, x, y, z and the attribute ``fps``; root attribute ``wkt_geometry``
    is the union of all surfaces in plan, which holds every position (``within``). Where storeys lie above one
    another, tell them apart by z, or by the columns ``surface`` that we add and the group ``surfaces`` with each
    surface's own outline.

    Raises
    ------
    RunFolderError
        If the file exists or cannot be written.
    """
    out, venue = Path(out), run.venue
    _refuse_existing(out)
    tracks = run_tracks(run)
    assert tracks.z is not None
    assert tracks.surface is not None
    types = [("id", "<i4"), ("frame", "<i4"), ("x", "<f8"), ("y", "<f8"), ("z", "<f8"), ("surface", "<i2")]
    rows = np.zeros(len(tracks), dtype=types)
    rows["id"], rows["frame"], rows["surface"] = tracks.person, tracks.frame, tracks.surface
    wkt = shapely.to_wkt(_walkable(venue, range(len(venue.surfaces))), rounding_precision=4)
    rows["x"], rows["y"] = within(shapely.from_wkt(wkt), tracks.x, tracks.y)
    rows["z"] = tracks.z
    buffer = io.BytesIO()
    with h5py.File(buffer, "w") as file:
        data = file.create_dataset(
            "trajectory", data=rows, compression="gzip", compression_opts=4, shuffle=True
        )
        data.attrs["fps"] = tracks.fps
        units = {"id": "", "frame": "", "x": "m", "y": "m", "z": "m", "surface": ""}
        data.attrs["column_units"] = json.dumps(units)
        file.attrs["wkt_geometry"] = wkt
        file.attrs["producer"] = "Exeunt"
        file.attrs["producer_version"] = str(run.info.get("versions", {}).get("exeunt", ""))
        group = file.create_group("surfaces")
        for surface in venue.surfaces:
            about = group.create_group(f"{surface.index:03d}")
            about.attrs.update({"id": surface.id, "kind": surface.kind, "elevation": surface.elevation,
                                "wkt": shapely.to_wkt(surface.area, rounding_precision=4)})  # fmt: skip
    write_bytes(out, buffer.getvalue())
    return out


def orientations(tracks: Tracks) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return (rows,) unit vectors of walking; who stands keeps the last one, (1, 0) before the first."""
    vx, vy = tracks.velocity()
    speed = np.hypot(vx, vy)
    first = np.append(True, np.diff(tracks.person) != 0) if len(tracks) else np.zeros(0, dtype=bool)
    # positions are whole centimetres: less than one per frame is no direction
    known = (speed > 0.011 * tracks.fps) | first
    source = np.maximum.accumulate(np.where(known, np.arange(len(tracks)), 0))
    moving = speed[source] > 0
    length = np.where(moving, speed[source], 1.0)
    return np.where(moving, vx[source] / length, 1.0), np.where(moving, vy[source] / length, 0.0)


def within(
    area: Polygon | MultiPolygon, x: NDArray[np.float64], y: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return positions (rows,) in m with those that rounding put onto or over the edge of an area moved into it.

    Other tools refuse trajectories with a position that is not inside. Nobody is moved farther than ``ROUNDED`` and a
    millimetre; a position that lies farther outside stays.
    """
    shapely.prepare(area)
    out = np.flatnonzero(~shapely.contains_xy(area, x, y))
    inner = area.buffer(-0.001, join_style="mitre")
    if not len(out) or inner.is_empty:
        return x, y
    points = shapely.points(x[out], y[out])
    near = shapely.distance(area, points) <= ROUNDED
    moved = shapely.get_coordinates(shapely.get_point(shapely.shortest_line(inner, points[near]), 0))
    x, y = x.copy(), y.copy()
    x[out[near]], y[out[near]] = moved[:, 0], moved[:, 1]
    return x, y


def _write_sqlite(
    path: Path, run: Run, tracks: Tracks, orientation: tuple[NDArray[np.float64], NDArray[np.float64]],
    rows: NDArray[np.int64], members: NDArray[np.int64],
) -> None:  # fmt: skip
    _refuse_existing(path)
    area = _walkable(run.venue, members.tolist())
    wkt = shapely.to_wkt(area, rounding_precision=4)
    bounds = dict(zip(("xmin", "ymin", "xmax", "ymax"), area.bounds, strict=True))
    frames = int(tracks.frame.max()) + 1 if len(tracks) else int(run.info.get("frames") or 1)
    order = rows[np.lexsort((tracks.person[rows], tracks.frame[rows]))]
    assert tracks.surface is not None
    assert tracks.z is not None
    frame, person = tracks.frame[order].tolist(), tracks.person[order].tolist()
    x, y = within(shapely.from_wkt(wkt), tracks.x[order], tracks.y[order])
    places = (x.tolist(), y.tolist(), *(values[order].tolist() for values in orientation))
    about: dict[str, Any] = {"version": 2, "fps": tracks.fps, **bounds}
    temporary = temporary_name(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        with closing(sqlite3.connect(temporary)) as connection, connection:
            connection.executescript(_SQLITE)
            add = connection.executemany
            add(
                "INSERT INTO trajectory_data VALUES (?, ?, ?, ?, ?, ?)",
                zip(frame, person, *places, strict=True),
            )
            add("INSERT INTO metadata VALUES (?, ?)", [(key, str(value)) for key, value in about.items()])
            add("INSERT INTO geometry VALUES (?, ?)", [(1, wkt)])
            add("INSERT INTO frame_data VALUES (?, ?)", [(number, 1) for number in range(frames)])
            surfaces = [run.venue.surfaces[s] for s in members]
            add("INSERT INTO exeunt_surfaces VALUES (?, ?, ?, ?, ?)",
                [(s.index, s.id, s.kind, s.elevation, shapely.to_wkt(s.area, rounding_precision=4))
                 for s in surfaces])  # fmt: skip
            heights = zip(
                frame, person, tracks.surface[order].tolist(), tracks.z[order].tolist(), strict=True
            )
            add("INSERT INTO exeunt_people VALUES (?, ?, ?, ?)", heights)
            connection.executescript(_INDICES)
        temporary.replace(path)
    except (OSError, sqlite3.Error) as error:
        temporary.unlink(missing_ok=True)
        words = explain(error) if isinstance(error, OSError) else str(error)
        raise RunFolderError(f"Cannot write {path}: {words}.") from error


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise RunFolderError(f"{path} exists; it is not overwritten.")


def _walkable(venue: VenueLike, surfaces: Iterable[int]) -> Polygon | MultiPolygon:
    """Return where people can be on some surfaces: the ground, and the rows in which they sit."""
    chosen = set(surfaces)
    rows = [shape for block in venue.blocks if block.surface in chosen for shape in block.footprints]
    return _union([*(venue.surfaces[s].area for s in sorted(chosen)), *rows])


def _union(areas: list[Polygon | MultiPolygon]) -> Polygon | MultiPolygon:
    """Return the union in plan; surfaces that meet at a portal within 1 mm become one."""
    union = shapely.union_all(areas)
    if union.geom_type == "MultiPolygon":
        closed = union.buffer(0.001, join_style="mitre").buffer(-0.001, join_style="mitre")
        union = closed if closed.geom_type == "Polygon" else union
    return union
