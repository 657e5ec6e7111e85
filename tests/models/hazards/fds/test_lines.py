"""The lines for FDS put a slice at the heads of everyone, in FDS's coordinates."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from scenes import gap, scenario, storey
from typer.testing import CliRunner

from exeunt.cli.app import app
from exeunt.models.hazards.fds.lines import slice_lines
from exeunt.models.hazards.fds.mapping import Placement
from exeunt.scenario.check import check_scenario
from exeunt.venue.venue import Venue


@pytest.fixture(scope="module")
def venue() -> Venue:
    """Two storeys with a ramp from 0 to 2 m between them."""
    document = {
        "storeys": [storey("low", 0, 0, 10, 10), storey("high", 20, 0, 30, 10, elevation=2.0)],
        "ramps": [{"id": "ramp", "foot": {"storey": "low", "line": [[10, 4], [10, 6]]},
                   "head": {"storey": "high", "line": [[20, 4], [20, 6]]}}],
        "exits": [gap("out", "low", 0, 4, 0, 6)],
    }  # fmt: skip
    return check_scenario(scenario(document, []), place=False).require()[1]


def test_every_level_surface_has_a_plane_and_every_slope_a_box(venue: Venue) -> None:
    lines = slice_lines(venue, 1.6, Placement((0.0, 0.0, 0.5), 0.0))
    planes = {float(match[1]) for line in lines if (match := re.match(r"&SLCF PBZ=([\d.]+),", line))}
    assert planes == {1.1, 3.1}
    boxes = {match[1] for line in lines if (match := re.match(r"&SLCF XB=([-\d.,]+), QUANTITY", line))}
    assert len(boxes) == 1
    x0, x1, y0, y1, z0, z1 = map(float, boxes.pop().split(","))
    assert (x0, x1) == pytest.approx((10, 20), abs=0.05)
    assert (y0, y1) == pytest.approx((4, 6), abs=0.05)
    assert (z0, z1) == pytest.approx((1.1, 3.1), abs=0.02)


def test_a_turned_box_lies_in_the_axes_of_fds(venue: Venue) -> None:
    lines = slice_lines(venue, 1.6, Placement((100.0, 0.0, 0.0), 1.5707963267948966))
    found = next(match[1] for line in lines if (match := re.match(r"&SLCF XB=([-\d.,]+), QUANTITY", line)))
    x0, x1, y0, y1 = map(float, found.split(",")[:4])
    assert (x0, x1) == pytest.approx((4, 6), abs=0.05)
    assert (y0, y1) == pytest.approx((80, 90), abs=0.05)


def test_the_command_prints_all_quantities_that_a_dose_needs(root: Path) -> None:
    said = CliRunner().invoke(app, ["fire", "slices", str(root / "examples" / "concert-hall.yaml")])
    assert said.exit_code == 0, said.output
    lines = said.output.splitlines()
    for needed in ("EXTINCTION", "TEMPERATURE", "MONOXIDE", "DIOXIDE", "OXYGEN"):
        assert sum(line.startswith("&SLCF PBZ=6.6,") and needed in line for line in lines) == 1
    # hydrogen cyanide would stop an FDS run whose fuel has none
    assert all(line.startswith("!") for line in lines if "CYANIDE" in line)
