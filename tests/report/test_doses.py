"""Hazards in the report: who fell, by what, where; doses with the name of their form; nothing without hazards."""

from __future__ import annotations

import numpy as np
import pytest
from scenes import box, gap, scenario, storey

from exeunt.models.exposure.gases import FORMS
from exeunt.report.blocks import Facts, Note
from exeunt.report.compose import compose
from exeunt.results.run import Run, open_run
from exeunt.simulation import simulate


def burning(form: str = "purser", **more):
    """A room whose far end is lost to flames after 3 s, with gas everywhere that is known for 6 s only."""
    venue = {
        "storeys": [storey("room", 0, 0, 14, 6)],
        "exits": [gap("out", "room", 0, 2, 0, 4)],
        "doors": [],
    }
    states = [{"at": 1, "co": 0, "hcl": 0}, {"at": 6, "co": 0.02, "hcl": 300e-6, "extinction": 9}]
    hazards = {
        "sources": [
            {"id": "gas", "kind": "field", "storey": "room", "states": states},
            {"id": "lost end", "kind": "flames", "storey": "room", "area": box(10, 0, 14, 6), "start": 3},
        ],
        "exposure": {"form": form},
    }
    people = [
        {"id": "near", "number": 12, "where": {"storey": "room", "area": box(0.5, 0.5, 5, 5.5)}, "time_gap": 1},
        {"id": "far", "number": 6, "where": {"storey": "room", "area": box(10.5, 0.5, 13.5, 5.5)},
         "pre_movement": 20},
    ]  # fmt: skip
    return scenario(
        venue, people, hazards=hazards, run={"max_time": 40}, movement="collision_free_speed", **more
    )


@pytest.fixture(scope="module")
def fire(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("fire") / "run"
    simulate(burning(), out=folder)
    return open_run(folder)


def test_the_numbers_are_those_of_the_people_of_the_run(fire, read):
    reader = read(compose(fire))
    people = fire.people()
    fell = ~np.isnan(people["incapacitated_at"].to_numpy())
    assert fell.sum() >= 6
    rows = reader.table("Who was incapacitated")
    assert sum(int(row["People"]) for row in rows) == fell.sum()
    causes = np.array(people["incapacitated_by"].to_pylist())[fell]
    for row in rows:
        times = people["incapacitated_at"].to_numpy()[fell][causes == row["Incapacitated by"]]
        assert (row["First (s)"], row["Last (s)"]) == (f"{times.min():.0f}", f"{times.max():.0f}")
    doses = {row["Dose"].split(":")[0]: row for row in reader.table("Doses of everybody")}
    for name, title in (("fed_gas", "Toxic gas"), ("irritants_max", "Irritant gas"), ("fed_heat", "Heat")):
        values = people[name].to_numpy()
        assert float(doses[title]["Highest"].replace(",", "")) == pytest.approx(values.max(), rel=0.06)
        assert int(doses[title]["At 0.3 or more"]) == (values >= 0.3).sum()
        assert int(doses[title]["At 1 or more"]) == (values >= 1).sum()
    # page one: the sections before the second heading
    first_page = reader.text.split("What happened when\n")[0]
    assert f"{fell.sum()} people were incapacitated, the first after" in first_page
    figures = next(block.items for block in reader.report.blocks if isinstance(block, Facts))
    assert ("incapacitated", str(fell.sum())) in figures


def test_where_people_fell_is_counted_and_drawn(fire, read):
    reader = read(compose(fire))
    fell = int((~np.isnan(fire.people()["incapacitated_at"].to_numpy())).sum())
    (row,) = reader.table("Where people fell")
    assert (row["Surface"], row["People"]) == ("room", str(fell))
    by_population = {row["Population"]: int(row["People"]) for row in reader.table("Who fell")}
    assert by_population["far"] == 6
    (figure,) = [figure for figure in reader.figures if figure.alt.startswith("Where people fell")]
    # two strokes a cross
    assert figure.picture.code().count('stroke="#b3211f" stroke-width="1.5"') == 2 * fell


def test_the_form_is_named_and_what_limits_the_hazards_is_a_warning(fire, read):
    reader = read(compose(fire))
    assert f"All doses of this report are in the form {FORMS['purser']}" in reader.text
    assert f"form {FORMS['iso13571']}" not in reader.text
    warned = [block.text for block in reader.report.blocks if isinstance(block, Note)]
    assert any("past its horizon; its last state is held" in text for text in warned)
    assert any("Walking speed is extrapolated" in text for text in warned)
    logged = [row["What"] for row in reader.table("What hazards and detectors did")]
    assert "field 'gas' begins" in logged
    sources = {row["Source"]: row for row in reader.table("Sources of smoke")}
    assert sources["gas"]["What"] == "stated air, 2 states from 1 to 6 s"
    assert sources["lost end"]["Where"] == "room (part)"
    # times and concentrations are no shares
    assert "at 100 %" not in reader.text
    assert "Hazard: flames" in reader.text


def test_another_form_is_named_instead(tmp_path, read):
    simulate(burning("iso13571"), out=tmp_path / "run")
    reader = read(compose(open_run(tmp_path / "run")))
    assert f"in the form {FORMS['iso13571']}" in reader.text
    assert f"form {FORMS['purser']}" not in reader.text


def test_who_fell_is_said_not_to_be_rescued_only_where_no_responders_come(fire, tmp_path, read):
    crew = {
        "id": "crew", "called": 5, "enter": "out", "number": 2, "command": 1, "assembled": 2, "told": True,
        "search": [], "collection_point": {"storey": "room", "at": [1, 1]},
    }  # fmt: skip
    simulate(burning(responders=[crew]), out=tmp_path / "run")
    assert "until responders carry them away" in read(compose(open_run(tmp_path / "run"))).text
    assert "are not rescued in this run" in read(compose(fire)).text


def test_without_hazards_nothing_is_said_of_doses(reader):
    assert "Fire, smoke and dose" not in [heading.text for heading in reader.report.headings()]
    figures = next(block.items for block in reader.report.blocks if isinstance(block, Facts))
    assert "incapacitated" not in dict(figures)
