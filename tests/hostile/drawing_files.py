# ruff: noqa: E501
"""Drawings for ``exeunt import``, spoilt: well-known text with a file of exits, and GeoJSON; what comes of it is compiled."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import get_args

from drawings import HOUSE
from judge import Case
from mutate import replace_file, spoil_tree, text_bytes, written

from exeunt.base.errors import Problem
from exeunt.cli.import_ import scenario_text
from exeunt.importers.read import import_drawing
from exeunt.scenario.check import check_file
from exeunt.venue.frames import Units

PLANS = [
    "POLYGON ((0 0, 20 0, 20 10, 0 10, 0 0), (4 4, 4 5, 5 5, 5 4, 4 4))",
    "MULTIPOLYGON (((0 0, 20 0, 20 10, 0 10, 0 0)), ((30 0, 40 0, 40 10, 30 10, 30 0)))",
    "GEOMETRYCOLLECTION (POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0)), POLYGON ((9 0, 12 0, 12 9, 9 9, 9 0)))",
    "SRID=25832;POLYGON Z ((363000 5621000 2, 363020 5621000 2, 363020 5621010 2, 363000 5621010 2, 363000 5621000 2))",
    "POLYGON ((0 0, 2000 0, 2000 1000, 0 1000, 0 0))", "POLYGON ((6.40 50.91, 6.41 50.91, 6.41 50.92, 6.40 50.92, 6.40 50.91))",
]  # fmt: skip
EXITS = {"exits": [{"id": "a", "segment": [[20, 3], [20, 5]]}, {"segment": [[0, 4], [0, 6]]}], "floor_z": 1}
HALL = {"type": "FeatureCollection", "features": HOUSE}


class Drawings:
    """Spoils a house in GeoJSON and plans in well-known text."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)

    def case(self, dice: Random, folder: Path) -> Case:
        exits, what = None, "values"
        if dice.random() < 0.5:
            path = folder / "plan.geojson"
            path.write_text(json.dumps(HALL))
            if dice.random() < 0.1:
                what = "as it is"
            elif dice.random() < 0.6:
                path.write_bytes(written(spoil_tree(dice, HALL, 3)).encode("utf-8", "surrogatepass"))
            elif dice.random() < 0.9:
                path.write_bytes(text_bytes(dice, json.dumps(HALL, indent=dice.choice([None, 1]))))
                what = "text"
            else:
                what = replace_file(dice, path)
        else:
            path = folder / "plan.wkt"
            plan, what = dice.choice([PLANS[0], *PLANS]), "text"
            if dice.random() < 0.7:
                exits = folder / "exits.json"
                exits.write_text(json.dumps(EXITS))
            if exits is not None and dice.random() < 0.4:
                what = "exits"
                exits.write_text(written(spoil_tree(dice, EXITS, 2)) if dice.random() < 0.9 else "{")
                path.write_text(PLANS[0])
            elif dice.random() < 0.2:
                path.write_text(plan)
                what = "as it is"
            elif dice.random() < 0.9:
                path.write_bytes(text_bytes(dice, plan))
            else:
                what = replace_file(dice, path)
        units = dice.choice([None, None, None, *get_args(Units)])
        shift = dice.choice([None, None, None, (0.0, 0.0), (1e300, 0.0), (363000.0, 5621000.0)])
        names = (str(path), path.name, "exits.json", "imported.yaml")
        return Case(
            f"{path.name}: {what}", names, imported(path, exits, units, shift, folder / "imported.yaml")
        )


def imported(
    path: Path, exits: Path | None, units: Units | None, shift: tuple[float, float] | None, out: Path
) -> Callable[[], Iterator[Problem]]:
    """Return what ``exeunt import DRAWING --out FILE`` does, but for the picture."""

    def call() -> Iterator[Problem]:
        found = import_drawing(path, exits, units=units, shift=shift)
        out.write_text(scenario_text(found.venue, path.stem, 10), encoding="utf-8")
        yield from found.problems
        yield from check_file(out).problems

    return call


def make(folder: Path) -> Drawings:
    """Return the generator."""
    return Drawings(folder)
