"""People in single file: density from neighbours, ovals unrolled, the envelope read as published."""

import numpy as np
import pytest

from exeunt.base.errors import RunFolderError
from exeunt.results.tracks import Tracks
from exeunt.verification.experiment import OvalDoc, runs_of
from exeunt.verification.experiment_file import ENVELOPE, Envelope, file_points, read_envelope, way_along
from exeunt.verification.experiment_reading import load_experiment
from exeunt.verification.validate import validate
from exeunt.verification.validate_sheets import overview_pictures

OVAL = OvalDoc(centre=(-3.0, 3.0), straight=2.3, radius=1.65)


def on_oval(along):
    """Coordinates of places along the oval, counter-clockwise from the lower end of the right straight."""
    straight, radius, turn = OVAL.straight, OVAL.radius, np.pi * OVAL.radius
    s = np.mod(along, OVAL.length)
    x, y = np.empty_like(s), np.empty_like(s)
    for k, part in enumerate(s):
        if part < straight:
            x[k], y[k] = radius, part - straight / 2
        elif part < straight + turn:
            angle = (part - straight) / radius
            x[k], y[k] = radius * np.cos(angle), straight / 2 + radius * np.sin(angle)
        elif part < 2 * straight + turn:
            x[k], y[k] = -radius, straight / 2 - (part - straight - turn)
        else:
            angle = np.pi + (part - 2 * straight - turn) / radius
            x[k], y[k] = radius * np.cos(angle), -straight / 2 + radius * np.sin(angle)
    return x - 3.0, y + 3.0


def test_an_oval_is_unrolled_to_its_length():
    along = np.linspace(0.01, OVAL.length - 0.01, 400)
    x, y = on_oval(along)
    person = np.zeros(400, dtype=np.int64)
    tracks = Tracks(person, np.arange(400), x, y, 25.0)
    np.testing.assert_allclose(way_along(tracks, OVAL), along, atol=1e-9)
    assert OVAL.length == pytest.approx(14.967, abs=0.001)


def test_people_evenly_round_an_oval_have_the_global_density_and_their_speed():
    number, frames, fps, speed = 10, 500, 25.0, 0.8
    person = np.repeat(np.arange(number), frames)
    frame = np.tile(np.arange(frames), number)
    x, y = on_oval(person * OVAL.length / number + speed * frame / fps)
    points = file_points(Tracks(person, frame, x, y, fps), OVAL, OVAL.length)
    np.testing.assert_allclose(points[:, 0], number / OVAL.length, rtol=1e-6)
    # the chord over 0.8 s is a little shorter than the arc
    np.testing.assert_allclose(points[:, 1], speed, rtol=0.01)
    assert len(points) == number * frames / fps


def test_without_a_loop_the_first_and_the_last_give_no_point():
    frame = np.tile(np.arange(100), 3)
    person = np.repeat(np.arange(3), 100)
    tracks = Tracks(person, frame, 0.5 * person + 0.01 * frame, np.zeros(300), 25.0)
    points = file_points(tracks, None, np.inf)
    np.testing.assert_allclose(points[:, 0], 2.0, rtol=1e-9)
    assert len(points) == 4


def test_points_between_the_curves_count_and_those_beyond_their_range_do_not():
    envelope = Envelope(
        np.array([0.0, 2.0]), np.array([1.0, 0.2]), np.array([1.2, 0.4]), np.array([1.4, 0.6])
    )
    points = np.array([[1.0, 0.8], [1.0, 0.5], [1.0, 1.1], [5.0, 0.4]])
    assert envelope.share_inside(points) == pytest.approx(1 / 3)
    assert np.isnan(envelope.share_inside(points[3:]))


def test_a_file_of_the_envelope_has_decimal_commas(tmp_path):
    path = tmp_path / ENVELOPE
    path.parent.mkdir()
    path.write_text("a\nb\n;\nd\ne\n0,1 ;0,96 ;1,2 ;1,5 \n1,1 ;0,3 ;0,5 ;0,8 ", encoding="utf-8")
    envelope = read_envelope(tmp_path)
    assert envelope.density.tolist() == [0.1, 1.1]
    assert envelope.high.tolist() == [1.5, 0.8]
    path.write_text("a\nb\nc\nd\ne\nnothing;here", encoding="utf-8")
    with pytest.raises(RunFolderError, match="envelope"):
        read_envelope(tmp_path)
    assert read_envelope(tmp_path / "elsewhere") is None


RING = """\
exeunt_experiment: 1
id: ring
title: A ring
kind: single_file
source: made
licence: ours
floor:
  area: [[-5, 0], [15, 0], [15, 0.6], [-5, 0.6]]
  exits: {ahead: [[15, 0], [15, 0.6]]}
  loop: {line: [[10, 0], [10, 0.6]], onto: [[0, 0], [0, 0.6]]}
participants: {desired_speed: 1.2 m/s, source: chosen}
measure: {line: [[5, 0.6], [5, 0]], area: [[4, 0], [6, 0], [6, 0.6], [4, 0.6]], along: [1, 0]}
longest: 30 s
runs:
  - id: six
    published: {speed: 0.9 m/s, source: made}
    enter: {kind: waiting, number: 6, area: [[0, 0], [10, 0], [10, 0.6], [0, 0.6]]}
"""


def test_single_file_needs_no_table_of_the_data_folder(tmp_path):
    path = tmp_path / "ring.yaml"
    path.write_text(RING, encoding="utf-8")
    result = validate(tmp_path, [load_experiment(path)], seeds=(1,))
    rows = {row.measure: row for row in result.rows if row.case == "six"}
    assert set(rows) == {"speed", "density"}
    # published numbers count as measured
    assert rows["speed"].measured == 0.9
    assert rows["speed"].state in ("passed", "failed")
    total = next(row for row in result.rows if row.case == "single file")
    assert total.state == "not run"
    assert "not in the data folder" in total.measure
    names = [picture.title for picture, _ in overview_pictures(result, tmp_path)]
    assert any("single file" in name for name in names)


def test_people_who_walk_round_and_round_keep_their_density(tmp_path):
    path = tmp_path / "ring.yaml"
    path.write_text(RING, encoding="utf-8")
    (tmp_path / ENVELOPE).parent.mkdir()
    (tmp_path / ENVELOPE).write_text("a\nb\n;\nd\ne\n0,1;0,9;1;1,3\n1,6;0,1;0,3;0,5", encoding="utf-8")
    document = load_experiment(path)
    assert runs_of(document)[0].period == pytest.approx(10.0)
    result = validate(tmp_path, [document], seeds=(1,))
    rows = {row.measure: row for row in result.rows if row.case == "six"}
    assert rows["density"].simulated == pytest.approx(0.6, rel=0.1)
    assert 0.5 < rows["speed"].simulated <= 1.21
    # nobody left: each has walked on
    (run,) = result.runs
    assert run.simulated[0].inside == 6
    total = next(row for row in result.rows if row.case == "single file")
    assert total.state in ("passed", "failed")
