"""ASET and RSET in the report: limits with their sources, people by margin, maps; nothing without hazards."""

from __future__ import annotations

import numpy as np
import pytest
from scenes import box, gap, scenario, storey

from exeunt.metrics.tenability import ENGINEERING, tenability
from exeunt.models.wayfinding.avoidance import AvoidanceDoc
from exeunt.report.blocks import Heading
from exeunt.report.compose import compose
from exeunt.report.html import html
from exeunt.report.pdf import pdf
from exeunt.results.run import Run, open_run
from exeunt.simulation import simulate

NO_REACTION = "People do not react to smoke or fire"
HEADING = "Time available and time needed (ASET and RSET)"


def smoky(**hazards: object):
    """Two exits; from 5 s on, smoke of 0.6 1/m lies before the east one, where people head for."""
    venue = {
        "storeys": [storey("room", 0, 0, 30, 6)],
        "exits": [gap("west", "room", 0, 2, 0, 4), gap("east", "room", 30, 2, 30, 4)],
    }
    smoke = {"id": "smoke", "kind": "field", "storey": "room", "area": box(20, 0, 30, 6),
             "states": [{"at": 4}, {"at": 5, "extinction": 0.6}]}  # fmt: skip
    people = [
        {"id": "crowd", "number": 40, "where": {"storey": "room", "area": box(16, 0.5, 19, 5.5)},
         "pre_movement": {"kind": "uniform", "min": 5, "max": 15}, "exit_choice": {"kind": "nearest"}},
        {"id": "away", "number": 5, "where": {"storey": "room", "area": box(1, 1, 4, 5)}},
    ]  # fmt: skip
    return scenario(
        venue, people, hazards={"sources": [smoke], **hazards}, record={"air": 1}, run={"max_time": 60}
    )


@pytest.fixture(scope="module")
def smoke(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("margins") / "run"
    simulate(smoky(), out=folder)
    return open_run(folder)


def test_people_by_their_margin_are_those_of_the_run(smoke, read):
    reader = read(compose(smoke))
    found = tenability(smoke)
    rows = reader.table("People by their least margin")
    assert sum(int(row["People"]) for row in rows) == 45
    assert int(rows[0]["People"]) == (found.people.margin < 0).sum() > 0
    assert int(rows[-1]["People"]) == (found.people.margin >= 180).sum() >= 5
    lead = [block.text for block in reader.report.blocks if getattr(block, "lead", False)]
    # visibility of 10 m is passed at half of the second in which the smoke comes
    assert any("The first place became untenable after 4 s" in text or "after 5 s" in text for text in lead)
    assert any(
        f"{int((found.people.margin < 0).sum())} people of 45" in text.replace("\u00a0", " ") for text in lead
    )


def test_the_limits_stand_with_sources_and_the_ground_they_took(smoke, read):
    rows = read(compose(smoke)).table("Limits of tenability")
    assert len(rows) == len(ENGINEERING)
    assert rows[0]["Untenable is"] == "visibility below 10 m"
    assert all("source not read by us" in row["Source"] for row in rows)
    ground = [float(row["First there on (m²)"].replace(",", "")) for row in rows]
    assert ground[0] == pytest.approx(60, abs=3)
    assert ground[1:] == [0, 0, 0, 0]


def test_maps_and_curve_are_drawn(smoke, read):
    reader = read(compose(smoke))
    titles = [figure.alt.split(",")[0] for figure in reader.figures]
    for name in (
        "Margins of the people",
        "ASET less RSET",
        "Available time (ASET)",
        "Time of last use (RSET)",
    ):
        assert any(title.startswith(name) for title in titles), titles
    assert HEADING in html(compose(smoke))
    assert pdf(compose(smoke)).startswith(b"%PDF")


def test_who_turned_back_is_counted_once_each(smoke, read):
    events = smoke.events()
    turned = {
        person for kind, person in zip(events["kind"].to_pylist(), events["person"].to_pylist(), strict=True)
        if kind == "turned back"
    }  # fmt: skip
    assert 2 <= len(turned) < 40
    assert smoke.summary()["people_turned_back"] == len(turned)
    text = read(compose(smoke)).text
    assert f"{len(turned)} people turned back from smoke or fire on the way" in text
    assert all(words in text for words in AvoidanceDoc.limitations)
    assert NO_REACTION not in text


def test_nobody_turns_back_where_nobody_reacts(tmp_path, read):
    simulate(smoky(avoidance=None), out=tmp_path / "run")
    other = open_run(tmp_path / "run")
    assert other.summary()["people_turned_back"] == 0
    text = read(compose(other)).text
    assert "turned back" not in text
    assert NO_REACTION in text
    # who walks on through the smoke has no better margins
    assert np.sort(tenability(other).people.margin)[0] < 0


def test_a_run_without_hazards_has_no_such_part(report):
    assert not [block for block in report.blocks if isinstance(block, Heading) and block.text == HEADING]
