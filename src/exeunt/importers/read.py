"""The door by which every drawing comes in: the importer by the name of the file."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from exeunt.base.errors import Problem, ScenarioError
from exeunt.importers.common import Imported
from exeunt.importers.geojson import import_geojson
from exeunt.importers.wkt import import_wkt
from exeunt.venue.frames import Units
from exeunt.venue.venue import Point


def import_drawing(
    drawing: Path, exits: Path | None = None, *, units: Units | None = None, shift: Point | None = None
) -> Imported:
    """Make a venue from a drawing; see ``import_wkt`` and ``import_geojson``.

    Raises
    ------
    UnitsUnknownError
        If the unit of the drawing has to be asked for.
    ScenarioError
        If it cannot be read, with everything that is wrong with it.
    """
    kind = drawing.suffix.lower()
    try:
        if kind == ".wkt":
            return import_wkt(drawing, exits, units=units, shift=shift)
        if kind in (".geojson", ".json") and exits is None:
            return import_geojson(drawing, units=units, shift=shift)
    except ValidationError as error:
        told = dict.fromkeys(one["msg"].removeprefix("Value error, ") for one in error.errors())
        raise ScenarioError([Problem(message, file=str(drawing)) for message in told]) from error
    message = "a GeoJSON drawing holds its own exits" if exits else "only .wkt and .geojson can be imported"
    hint = "Leave out --exits." if exits else "Convert the drawing to GeoJSON."
    raise ScenarioError([Problem(message, file=str(drawing), hint=hint)])
