# ruff: noqa: E501
"""Scenario files, spoilt: any part of the format, its variants, and the files that it names; checked."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from fragments import FRAGMENTS
from judge import Case
from laws import document
from mutate import block_text, replace_file, spoil_tree, text_bytes
from pieces import base

from exeunt.base.errors import Problem
from exeunt.scenario.check import check_file

LEFT_OUT = ("cfast", "based_on", "endless", "drawing")
PLAN = "POLYGON ((0 0, 20 0, 20 10, 0 10, 0 0), (4 4, 4 5, 5 5, 5 4, 4 4))"
FEATURE = {
    "type": "Feature",
    "id": "hall",
    "properties": {},
    "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [20, 0], [20, 10], [0, 10], [0, 0]]]},
}
SMALL = {
    "exeunt": 1, "venue": {"storeys": [{"id": "hall", "area": [[0, 0], [10, 0], [10, 8], [0, 8]]}],
                           "exits": [{"id": "e", "storey": "hall", "line": [[0, 3], [0, 5]]}]},
    "people": [{"id": "p", "number": 6, "groups": {"sizes": {"1": 0.4, "2": 0.6}}}],
    "run": {"max_time": "3 s"}, "variants": {"v": {"set": {"people.p.number": 3}, "remove": ["people[0].groups"]}},
}  # fmt: skip


class Scenarios:
    """Spoils a small hall with one to three parts of the format in it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.good = folder
        (folder / "plan.wkt").write_text(PLAN)
        (folder / "plan.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [FEATURE]}))
        (folder / "base.yaml").write_text(block_text(base()))
        self.names = [name for name in FRAGMENTS if name not in LEFT_OUT]

    def warm(self) -> None:
        """Check each part of the format once."""
        path = self.good / "scenario.yaml"
        for name in self.names:
            path.write_text(block_text(document([name])))
            list(checked(path)())
        path.unlink()

    def case(self, dice: Random, folder: Path) -> Case:
        for path in self.good.iterdir():
            shutil.copyfile(path, folder / path.name)
        parts = dice.sample(self.names, dice.randint(1, 3))
        try:
            tree = SMALL if dice.random() < 0.2 else document(parts)
        except (KeyError, TypeError, AttributeError, IndexError):  # two parts that exclude each other
            tree = document(parts[:1])
        what = "small" if tree is SMALL else " + ".join(parts)
        deed = dice.randrange(10)
        if deed < 2:
            key = dice.choice([{"wkt_file": "plan.wkt"}, {"geojson_file": "plan.geojson"}])
            tree = {"exeunt": 1, "venue": {"storeys": [{"id": "hall", "area": key}], "exits": [{"id": "e", "storey": "hall", "line": [[0, 3], [0, 5]]}]},
                    "people": [{"id": "p", "number": 4}]}  # fmt: skip
            what = "a plan in a file"
        elif deed == 2:
            tree = {
                "exeunt": 1,
                "based_on": "base.yaml",
                "modify": {"set": {"people.guests.number": 5}, "remove": ["venue.exits.east"]},
            }
            what = "based on another"
        path = folder / dice.choice(["scenario.yaml", "scenario.yaml", "scenario.json"])
        if deed < 3 and dice.random() < 0.5:
            path.write_text(block_text(tree) if path.suffix == ".yaml" else json.dumps(tree))
            named = folder / dice.choice(["plan.wkt", "plan.geojson", "base.yaml"])
            if dice.random() < 0.3:
                what += f", {named.name}: {replace_file(dice, named)}"
            else:
                named.write_bytes(text_bytes(dice, named.read_text()))
                what += f", {named.name}"
        elif dice.random() < 0.65:
            spoilt = spoil_tree(dice, tree, 3, yaml=path.suffix == ".yaml")
            text = block_text(spoilt) if isinstance(spoilt, dict) else "x"
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
        elif dice.random() < 0.9:
            path.write_bytes(text_bytes(dice, block_text(tree)))
            what += ", its text"
        else:
            what = replace_file(dice, path)
        return Case(what, (str(path), path.name, "base.yaml"), checked(path))


def checked(path: Path) -> Callable[[], Iterator[Problem]]:
    """Return what ``exeunt check FILE`` does."""

    def call() -> Iterator[Problem]:
        yield from check_file(path).problems

    return call


def make(folder: Path) -> Scenarios:
    """Return the generator."""
    return Scenarios(folder)
