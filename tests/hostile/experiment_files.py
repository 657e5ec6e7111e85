# ruff: noqa: E501
"""Experiments of one's own for ``exeunt validate``, spoilt: the document, now and then its tracks or the envelope."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from judge import Case
from mutate import block_text, replace_file, spoil_tree, text_bytes
from walkers import straight, text

from exeunt.verification.experiment_reading import load_experiment
from exeunt.verification.validate import validate
from exeunt.verification.validate_markdown import markdown

SHORT = 1.5
"""Seconds that are simulated at most: whether a run can be computed shows in its first steps."""
ENVELOPE = (
    "\n".join(["head"] * 5 + [f"{0.5 * k:.1f};0,1;0,5;1,2".replace(".", ",") for k in range(1, 7)]) + "\n"
)
ABOUT = {"exeunt_experiment": 1, "title": "T", "source": "filmed by ourselves", "licence": "our own"}
PEOPLE = {
    "desired_speed": {"kind": "normal", "mean": "1.34 m/s", "sd": 0.26, "min": 0.5, "max": 2.5},
    "source": "W",
}
ROOM = [[0, 0], [4, 0], [4, 6], [0, 6]]
DOOR: dict[str, Any] = {
    **ABOUT, "id": "door", "kind": "bottleneck", "notes": "n", "gate": "counted", "longest": "2 s",
    "gates": {"flow": {"relative": 0.2}, "density": None},
    "floor": {"area": ROOM, "walls": [{"line": [[0, 2], [1.5, 2]], "thickness": 0.2}, {"area": [[2.5, 2], [4, 2], [4, 2.2]]}],
              "obstacles": [[[3, 5], [3.5, 5], [3.5, 5.4]]], "holes": [[[0.2, 5], [0.5, 5], [0.5, 5.4]]],
              "exits": {"out": [[0, 0], [4, 0]], "side": [[4, 3], [4, 4]]}},
    "enter": {"kind": "measured", "within": [[[1, 4], [3, 4], [3, 6], [1, 6]]], "goals": {"1": "out"}, "early": "nearest"},
    "participants": PEOPLE,
    "measure": {"line": [[1.5, 2.1], [2.5, 2.1]], "area": [[1, 2.5], [3, 2.5], [3, 3.5], [1, 3.5]], "along": [0, -1],
                "width": "1 m"},
    "runs": [{"id": "c", "tracks": "door.txt", "leave_out": [5], "width": "90 cm", "obstacles": [[[0.2, 3], [0.5, 3], [0.5, 3.4]]]}],
}  # fmt: skip
PUBLISHED: dict[str, Any] = {
    **ABOUT, "id": "jam", "kind": "bottleneck", "longest": 2, "participants": PEOPLE,
    "floor": {"area": {"wkt": "POLYGON((0 0,4 0,4 6,0 6,0 0))"}, "exits": {"out": [[0, 0], [4, 0]]}},
    "enter": {"kind": "waiting", "area": [[0.5, 2], [3.5, 2], [3.5, 5], [0.5, 5]], "number": 4},
    "measure": {"line": [[0, 1], [4, 1]], "area": [[0, 1], [4, 1], [4, 2], [0, 2]], "along": [0, -1]},
    "runs": [{"id": "p", "half": "unseen",
              "published": {"flow": "1.2 1/s", "flow_error": 0.1, "density": "2 1/m2", "speed": "0.6 m/s", "source": "S"}}],
}  # fmt: skip
CROSSING: dict[str, Any] = {
    **ABOUT, "id": "cross", "kind": "crossing", "longest": 2, "participants": PEOPLE,
    "floor": {"area": [[-3, -3], [3, -3], [3, 3], [-3, 3]], "exits": {"east": [[3, -1], [3, 1]], "south": [[-1, -3], [1, -3]]}},
    "measure": {"area": [[-1, -1], [1, -1], [1, 1], [-1, 1]],
                "streams": {"a": {"line": [[0, -2], [0, 2]], "along": [1, 0]}, "b": {"line": [[-2, 0], [2, 0]], "along": [0, -1]}}},
    "runs": [{"id": "x", "tracks": "cross.txt", "frame_rate": 8, "unit": "m"}],
}  # fmt: skip
ROUND: dict[str, Any] = {
    **ABOUT, "id": "ring", "kind": "single_file", "longest": 2, "participants": PEOPLE, "diagram": True,
    "floor": {"area": [[0, 0], [24, 0], [24, 0.8], [0, 0.8]], "exits": {"end": [[24, 0], [24, 0.8]]},
              "loop": {"line": [[18, 0], [18, 0.8]], "onto": [[5, 0], [5, 0.8]]}},
    "enter": {"kind": "waiting", "area": [[6, 0.1], [16, 0.1], [16, 0.7], [6, 0.7]]},
    "measure": {"line": [[10, 0], [10, 0.8]], "area": [[5, 0], [9, 0], [9, 0.8], [5, 0.8]], "along": [1, 0]},
    "runs": [{"id": "r", "tracks": "ring.txt", "oval": {"centre": [0, 0], "straight": "2.5 m", "radius": 1.6}}],
}  # fmt: skip
TRACKS = {
    "door.txt": text(straight()),
    "cross.txt": text(straight(3, 48, way=(1, 0), start=(-2.9, 0), beside=(0, 0.4))
                      + [(p + 10, f, x, y) for p, f, x, y in straight(3, 48, start=(0, 2.9), beside=(0.4, 0))]),
    "ring.txt": text(straight(6, 30, way=(0, 1), start=(1.6, -1.2), beside=(0, 0.4)), unit="cm"),
}  # fmt: skip
DOCUMENTS = {"door": DOOR, "published": PUBLISHED, "crossing": CROSSING, "single file": ROUND}


class Experiments:
    """Spoils the documents above."""

    def __init__(self, folder: Path) -> None:
        self.good = folder
        (folder / "fd_reference").mkdir(parents=True)
        for name, content in TRACKS.items():
            (folder / name).write_text(content)
        (folder / "fd_reference" / "rimea16_percentile_reference.csv").write_text(ENVELOPE)

    def warm(self) -> None:
        """Compare every good experiment once."""
        for name, document in DOCUMENTS.items():
            path = self.good / f"{name}.yaml"
            path.write_text(block_text(document))
            list(validated(path, self.good, tables=True)())

    def case(self, dice: Random, folder: Path) -> Case:
        name = dice.choice(list(DOCUMENTS))
        document, what = DOCUMENTS[name], ""
        data = self.good
        path = folder / "experiment.yaml"
        path.write_text(block_text(document))
        deed = dice.randrange(20)
        if deed < 12:
            tree = spoil_tree(dice, document, 3, yaml=True)
            content = block_text(tree) if isinstance(tree, dict) else json.dumps(tree)
            path.write_bytes(content.encode("utf-8", "surrogatepass"))
            what = "values"
        elif deed < 16:
            path.write_bytes(text_bytes(dice, block_text(document)))
            what = "text"
        elif deed < 17:
            what = replace_file(dice, path)
        else:
            data = folder / "data"
            shutil.copytree(self.good, data)
            spoilt = data / dice.choice(
                ["door.txt", "cross.txt", "ring.txt", "fd_reference/rimea16_percentile_reference.csv"]
            )
            if dice.random() < 0.2:
                what = f"{spoilt.name}: {replace_file(dice, spoilt)}"
            else:
                spoilt.write_bytes(text_bytes(dice, spoilt.read_text()))
                what = spoilt.name
        names = (str(path), path.name, str(data), *TRACKS, "rimea16_percentile_reference.csv")
        return Case(f"{name}: {what}", names, validated(path, data, tables=dice.random() < 0.2))


def validated(path: Path, data: Path, tables: bool) -> Callable[[], Iterator[str]]:
    """Return what ``exeunt validate --data DATA --experiment FILE`` does, for a short time."""

    def call() -> Iterator[str]:
        experiment = load_experiment(path)
        short = experiment.model_copy(update={"longest": min(experiment.longest, SHORT)})
        result = validate(data, [short], seeds=(1,))
        json.dumps([row.plain() for row in result.rows], allow_nan=False)
        if tables:
            markdown(result)
        yield from ()

    return call


def make(folder: Path) -> Experiments:
    """Return the generator."""
    return Experiments(folder)
