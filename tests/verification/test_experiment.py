"""Files of experiments: what is wrong with one is told with its line; halves are fixed by a rule."""

import pytest

from exeunt.base.errors import ScenarioError
from exeunt.verification.experiment import runs_of
from exeunt.verification.experiment_reading import experiment_schema, load_experiment, shipped_experiments

DOOR = """\
exeunt_experiment: 1
id: door
title: A door
kind: bottleneck
source: filmed by ourselves
licence: our own
floor:
  area: [[0, 0], [4, 0], [4, 6], [0, 6]]
  obstacles: [[[0, 2], [1.5, 2], [1.5, 2.2], [0, 2.2]], [[2.5, 2], [4, 2], [4, 2.2], [2.5, 2.2]]]
  exits: {out: [[0, 0], [4, 0]]}
participants:
  desired_speed: {kind: normal, mean: 1.34 m/s, sd: 0.26 m/s, min: 0.5 m/s}
  source: Weidmann 1993
measure: {line: [[1.5, 2.1], [2.5, 2.1]], area: [[1, 2.5], [3, 2.5], [3, 3.5], [1, 3.5]], along: [0, -1]}
runs:
  - {id: c, tracks: c.txt}
  - {id: a, tracks: a.txt, half: unseen}
  - {id: b, tracks: b.txt, width: 90 cm}
"""


@pytest.fixture
def write(tmp_path):
    """Return a function: text -> path of a file with it."""

    def make(text):
        path = tmp_path / "door.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return make


def test_an_experiment_says_where_to_measure_and_which_half_a_run_is(write):
    runs = {run.id: run for run in runs_of(load_experiment(write(DOOR)))}
    # a names its half, b is the second by name, c the third
    assert {name: run.half for name, run in runs.items()} == {
        "a": "unseen", "b": "unseen", "c": "parameters",
    }  # fmt: skip
    assert runs["c"].width == pytest.approx(1.0)
    assert runs["b"].width == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ("floor:\n", "flor:\n", 7, "did you mean 'floor'"),
        ("  source: Weidmann 1993\n", "", 11, "'source' is missing"),
        ("mean: 1.34 m/s", "mean: 1.34 kg", 12, "not a unit"),
        ("along: [0, -1]", "along: [0, 0]", 14, "along"),
        ("kind: bottleneck", "kind: bottelneck", 4, "bottleneck"),
        ("{id: b, tracks: b.txt", "{id: c, tracks: b.txt", 18, "two runs have the name 'c'"),
        ("{id: c, tracks: c.txt}", "{id: c}", 16, "either tracks or published"),
        ("exeunt_experiment: 1", "exeunt_experiment: 2", 1, "1"),
    ],
)
def test_what_is_wrong_is_told_with_line_and_key(write, before, after, line, words):
    assert before in DOOR
    with pytest.raises(ScenarioError) as caught:
        load_experiment(write(DOOR.replace(before, after)))
    told = [(problem.line, str(problem).lower()) for problem in caught.value.problems]
    assert any(at == line and words.lower() in text for at, text in told), told


def test_half_of_the_shipped_runs_of_every_kind_are_unseen():
    runs = [run for document in shipped_experiments() for run in runs_of(document)]
    assert len({run.id for run in runs}) == len(runs)
    for kind in ("unidirectional", "bidirectional"):
        halves = [run.half for run in runs if run.experiment.kind == kind]
        assert abs(halves.count("unseen") - halves.count("parameters")) <= 2
        assert len(halves) >= 18


def test_every_shipped_experiment_names_source_licence_and_free_speed():
    for document in shipped_experiments():
        assert "archive" in document.source.lower()
        assert document.licence
        assert document.participants.source


def test_the_schema_lists_what_a_file_needs():
    schema = experiment_schema()
    assert {"floor", "participants", "measure", "runs", "licence"} <= set(schema["required"])
